"""How a line is worded: as a page speaks of itself and to its reader, or as documents do.

No single word decides. Characters, two and three of them in a row and the line's shape (runs of
Han, figures, Latin letters and the marks between them) each add what was learned of them from
labelled pages by ``cleaner.rulebook.make``; lines in words never met are told by their parts.

>>> odds, _ = said(["扫码关注我们的公众号", "受益农户三百余户。", "关于水库管理工作的通知"])
>>> (odds > 0).tolist()
[[True, False], [False, False], [False, True]]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

PATH = Path(__file__).with_name("wording.npz")
BITS = 17
"""Features fall into so many cells (Weinberger and others, 2009): with a quarter as many, lines of
families held out are told 2 % worse, by their logarithmic loss."""
CUT = 60
"""Characters of a line that are read."""
SCALE = 16.0
"""Cells hold sixteenths of a log odd."""
STEP, LONGEST = 5, 12
"""A line's length is told in fives, up to twelve of them."""
RUNS = (1, 4, 9)
"""A run of Han is one character, a word, a phrase or more."""
HAN, DIGIT, LATIN, SPACE, OTHER = 1, 2, 3, 4, 5
KINDS = (HAN, DIGIT, LATIN, SPACE)
"""Kinds of characters whose share in a line is told."""
MIX, PAIR, TRIPLE = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
"""Odd multipliers that spread a feature over the cells (Knuth's and murmur's)."""
FEED, OTHER_MARK = 10, 100


@cache
def stored() -> dict[str, Any]:
    """The shipped arrays."""
    import numpy as np

    with np.load(PATH) as found:
        return dict(found)


@cache
def cells() -> Any:
    """What each cell says, in sixteenths of a log odd: of the page's own lines, of titles."""
    return stored()["cells"]


@cache
def characters() -> tuple[Any, Any]:
    """For every code unit what it counts as (all figures are 0, all letters a), and its class."""
    import numpy as np

    same, kind = np.arange(0x10000, dtype=np.uint32), np.full(0x10000, OTHER, np.uint32)
    same[48:58] = 48
    same[65:91] = same[97:123] = 97
    kind[48:58], kind[65:91], kind[97:123], kind[32] = DIGIT, LATIN, LATIN, SPACE
    kind[0x4E00:0xA000] = HAN
    return same, kind


class Features(NamedTuple):
    """What lines consist of."""

    cells: Any
    """The cell of every feature."""
    owners: Any
    """The line each feature is of."""
    shares: Any
    """The part of each line that is of each of ``KINDS``."""


def features(lines: Sequence[str]) -> Features:
    """What lines consist of, none of them empty."""
    import numpy as np

    u = np.uint32
    text = "\n" + "\n".join([line[:CUT].replace("\n", " ") for line in lines]) + "\n"
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    same, kind = (table.take(units) for table in characters())
    feeds = np.flatnonzero(same == FEED)
    sizes = np.diff(feeds)
    line = np.repeat(np.arange(len(lines)), sizes)  # each with the line feed before it
    inner = same[:-1]
    pairs = inner * u(PAIR) + same[1:]
    triples = pairs[:-1] * u(TRIPLE) + same[2:] + u(5)
    within = np.flatnonzero(inner[1:] != FEED)
    length = np.minimum((sizes - 1) // STEP, LONGEST).astype(u) + u(991)
    marks, of = symbols(kind, same)
    two = marks[:-1] * u(TRIPLE) + marks[1:] + u(3)
    three = (marks[:-2] * u(PAIR) + marks[1:-1]) * u(TRIPLE) + marks[2:] + u(4)
    inside = np.flatnonzero(marks[1:-1] != FEED + OTHER_MARK)  # no three go over a line's end
    of = line[of[:-1]]
    parts = (inner + u(0x70000), pairs, triples[within], length, two, three[inside])
    owners = (line, line, line[within], np.arange(len(lines)), of, of[inside])
    hashed = np.concatenate(parts) * u(MIX) >> u(32 - BITS)
    counts = np.bincount(line * (OTHER + 1) + kind[:-1], minlength=len(lines) * (OTHER + 1))
    shares = counts.reshape(len(lines), -1)[:, KINDS] / (sizes - 1)[:, None]
    return Features(hashed.astype(np.intp), np.concatenate(owners), shares)


def symbols(kind: Any, same: Any) -> tuple[Any, Any]:
    """The shape of lines: a symbol for each run of Han, figures or letters and each other mark,
    and where it begins."""
    import numpy as np

    changes = np.flatnonzero((kind[1:] != kind[:-1]) | (kind[1:] == OTHER)) + 1
    first = np.concatenate([[0], changes])
    sizes = np.diff(first, append=len(kind))
    kinds = kind[first]
    sized = kinds * np.uint32(8) + np.searchsorted(RUNS, sizes).astype(np.uint32)
    plain = np.where(kinds == HAN, sized, kinds * np.uint32(8))
    return np.where(kinds == OTHER, same[first] + np.uint32(OTHER_MARK), plain), first


def said(lines: Sequence[str]) -> tuple[Any, Any]:
    """The log odds that each line, none of them empty, is a page's own, and that it is a title; and
    its shares of ``KINDS``."""
    import numpy as np

    found, owner, shares = features(lines)
    size = len(lines)
    total = np.stack([np.bincount(owner, each.take(found), size) for each in cells()], axis=1)
    odds = total / (SCALE * np.sqrt(np.bincount(owner, minlength=size)))[:, None]
    return odds + stored()["usual"], shares
