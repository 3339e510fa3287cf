"""Masked names and numbers of a keeper, filled in from copies that have them.

A mask is looked for in each copy by the words on both sides of it. It is filled in only where some
copy tells what stands there and all copies that tell say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.chinese import tables
from cleaner.chinese.classes import Class
from cleaner.document import Edit

CONTEXT = 6
"""Characters on each side that must be the same: one more than a hashed window is long."""
LEAST_LEFT = 4
"""Fewer before a mask count only where they begin the line."""
LONGEST = 15
"""Characters of a name or number."""
MOST = 1000
"""Masks of one document that are looked up; a form to be filled in has more."""
PINYIN = re.compile(r"\s*\([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ ]{1,12}\)|[^\S\n]+")
VALUE = re.compile(r"\d+(?:\.\d+)?|[\u4e00-\u9fff]+")


class Mask(NamedTuple):
    """A masked name or number: where it stands in the plain text, and what is left of it."""

    start: int
    end: int
    token: str


class Filling(NamedTuple):
    """What stands at a mask, and the first copy that says so."""

    value: str
    source: str


def completed(text: str, copies: Mapping[str, str]) -> list[Edit]:
    """What fills in the masks of ``text``, each with the id of its source as the rule.

    >>> text = "云溪市召开会议，20XX年全市新建XX个社区服务站。"
    >>> full = "云溪市召开会议，2019年全市新建36个社区服务站。"
    >>> [(e.new, e.rule) for e in completed(text, {"b": full})]
    [('2019', 'filled from b'), ('36', 'filled from b')]
    >>> completed(text, {"b": full, "c": full.replace("2019", "2018").replace("36", "41")})
    []
    """
    plain, offsets = plainly(text)
    masks = [Mask(*m.span(), m[0]) for m in _masked().finditer(plain)][:MOST]
    others = {id: plainly(copies[id])[0] for id in sorted(copies)} if masks else {}
    return [
        Edit(offsets[m.start], offsets[m.end - 1] + 1, found.value, f"filled from {found.source}")
        for chain in chains(masks, plain)
        for m, found in zip(chain, agreed(chain, plain, others), strict=True)
        if found
    ]


def plainly(text: str) -> tuple[str, list[int]]:
    """The folded twin without spaces and annotations, and where each of its characters stands."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    fold = tables.fold()
    inside = np.minimum(points, len(fold) - 1)
    folded = np.where(points < len(fold), fold[inside], points).astype(np.uint32)
    twin = folded.tobytes().decode("utf-32-le", "surrogatepass")
    keep = np.ones(len(twin), bool)
    for m in PINYIN.finditer(twin):
        keep[m.start() : m.end()] = False
    plain = folded[keep].tobytes().decode("utf-32-le", "surrogatepass")
    return plain, np.flatnonzero(keep).tolist()


@cache
def _masked() -> re.Pattern[str]:
    """A run of mask characters with the digits beside it."""
    marks = "".join(map(chr, np.flatnonzero(tables.classes()[:0x10000] & Class.MASK).tolist()))
    one = f"[{re.escape(marks.replace('〇', ''))}]"
    return re.compile(rf"(?<![a-zA-Z\d.])[\d.]*{one}(?:{one}|[\d.])*(?![a-zA-Z])")


def chains(masks: list[Mask], plain: str) -> Iterator[list[Mask]]:
    """Masks so close on one line that each stands in the other's context."""
    chain: list[Mask] = []
    for m in masks:
        if chain and (m.start - chain[-1].end >= CONTEXT or "\n" in plain[chain[-1].end : m.start]):
            yield chain
            chain = []
        chain.append(m)
    if chain:
        yield chain


def agreed(chain: list[Mask], plain: str, copies: Mapping[str, str]) -> list[Filling | None]:
    """What all copies that tell say of each mask; None where none tells or two differ."""
    told: list[dict[str, str]] = [{} for _ in chain]
    shape = pattern(chain, plain)
    for id, text in copies.items():
        for found in shape.finditer(text) if shape else ():
            for mask, values, value in zip(chain, told, found.groups(), strict=True):
                if not _masked().search(value):
                    values.setdefault(value if fits(mask.token, value) else "", id)
    return [Filling(*next(iter(v.items()))) if len(v) == 1 and "" not in v else None for v in told]


def pattern(chain: list[Mask], plain: str) -> re.Pattern[str] | None:
    """The masks between the words beside them; None where there are too few words to go by."""
    line = plain.rfind("\n", 0, chain[0].start) + 1
    end = plain.find("\n", chain[-1].end)
    end = len(plain) if end < 0 else end
    left = plain[max(line, chain[0].start - CONTEXT) : chain[0].start]
    right = plain[chain[-1].end : min(end, chain[-1].end + CONTEXT)]
    between = [plain[a.end : b.start] for a, b in pairwise(chain)]
    if len("".join([left, *between, right])) < CONTEXT:
        return None
    parts = [re.escape(words) for words in (left, *between, right)]
    parts[0] = parts[0] if len(left) >= LEAST_LEFT else f"^{parts[0]}"
    parts[-1] = parts[-1] if len(right) == CONTEXT else f"{parts[-1]}$"
    return re.compile(f"([^\\n。,;!?]{{1,{LONGEST}}}?)".join(parts), re.MULTILINE)


def fits(token: str, value: str) -> bool:
    """Whether a value may be what a token masks: 20XX is a number of four digits.

    >>> fits("20XX", "2019"), fits("20XX", "1998"), fits("XX", "云溪"), fits("3X", "云溪")
    (True, False, True, False)
    """
    if not VALUE.fullmatch(value):
        return False
    kept = [re.escape(digits) for digits in re.split(r"[^\d.]+", token)]
    if not any(kept):
        return True
    if len(token) == 4 and token.startswith(("19", "20")) and len(value) != len(token):
        return False
    return re.fullmatch(r"[\d.]+".join(kept), value) is not None
