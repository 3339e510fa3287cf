"""Lines with lost bytes, all of a page refilled at once.

What is left of a line mostly tells where its characters begin, so that a lost byte makes a hole of
one character: its candidates are numbers, and all holes of a kind are weighed in one look-up. Other
lines are left to ``lattice``.

>>> line = [*"会议".encode(), 0xE8, 0xAE, lattice.GAP, *"录在案".encode()]
>>> [found.text for found in read([line], "utf8", "gbk") if found]
['会议记录在案']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import lattice, model
from cleaner.encoding.scores import sums

HOLE = "\ufdd0"
"""A noncharacter that stands for a lost character."""
LOST = 0xFF
"""Stands for a lost byte: no encoding has it."""
PAIRS = re.compile(
    rb"(?P<known>(?:[\x00-\x7f]+|[\x81-\xfe][\x40-\xfe])+)|"
    rb"(?P<hole>\xff[\x40-\xff]|[\x81-\xfe]\xff)|(?P<mark>\xff)"
)
TOKENS = {
    "utf8": re.compile(
        rb"(?P<known>(?:[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|"
        rb"[\xf0-\xf4][\x80-\xbf]{3})+)|(?P<hole>[\xe0-\xef](?:[\x80-\xbf]\xff|\xff[\x80-\xbf\xff])"
        rb"|\xff(?:[\x80-\xbf][\x80-\xbf\xff]|\xff[\x80-\xbf]))|(?P<mark>\xff)"
    ),
    "gbk": PAIRS,
    "big5": PAIRS,
}
"""Known characters, one that lost bytes, and a mark that is its own."""
COMMONEST = 300
"""Characters tried where nothing tells more: the commonest that have a byte, or of all."""
Points = npt.NDArray[np.intp]


class Parted(NamedTuple):
    """A line that falls into characters: its text with holes, and the bytes of each hole, of which
    the lost ones are negative, with the byte after each."""

    text: str
    bytes: list[list[int]]
    after: list[list[int]]


def read(lines: Sequence[list[int]], written: str, as_: str) -> list[lattice.Reading | None]:
    """The cheapest text of each line of bytes with gaps, as ``lattice.read`` finds it; None where
    the bytes do not fall into characters some of which are lost."""
    found: list[lattice.Reading | None] = [None] * len(lines)
    parted = {n: each for n, line in enumerate(lines) if (each := _parted(line, written))}
    if not parted:
        return found
    text = "\n".join(each.text for each in parted.values())
    at, points, certain = _filled(text, [*parted.values()], written, as_)
    chars = list(text)
    for n, point in zip(at, points, strict=True):
        chars[n] = chr(point)
    read = "".join(chars).split("\n")
    start = 0
    for (n, each), line, cost in zip(parted.items(), read, sums(read), strict=True):
        here = slice(bisect_left(at, start), bisect_left(at, start + len(line)))
        if "\0" not in line or "\0" in each.text:
            places = tuple(n - start for n in at[here])
            sure = tuple(n for n, is_ in zip(places, certain[here], strict=True) if is_)
            found[n] = lattice.Reading(cost, line, places, sure)
        start += len(line) + 1
    return found


def _parted(data: list[int], written: str) -> Parted | None:
    """A line as characters and holes; None where it does not fall into them."""
    raw = bytes(LOST if byte < 0 else byte for byte in data)
    if raw.count(LOST) != sum(byte < 0 for byte in data):
        return None
    width, codec = lattice.WIDTH[written], lattice.CODECS[written]
    pieces, starts, at = [], [], 0
    for token in TOKENS[written].finditer(raw):
        if token.start() != at or (token["mark"] and data[at] != lattice.MARK):
            return None
        if token["hole"]:
            starts.append(at)
        pieces.append(_text(token, codec))
        at = token.end()
    text = "".join(pieces)
    if at != len(raw) or text.count(HOLE) != len(starts) or "\ufffd" in text:
        return None
    padded = [*data, 0x0A]
    known = [data[start : start + width] for start in starts]
    return Parted(text, known, [padded[start + 1 : start + 1 + width] for start in starts])


def _text(token: re.Match[bytes], codec: str) -> str:
    """What known bytes say, a hole for a character, or a question mark; U+FFFD is no character."""
    if token["known"]:
        return token["known"].decode(codec, "replace")
    return HOLE if token["hole"] else "?"


def _filled(
    text: str, parted: Sequence[Parted], written: str, as_: str
) -> tuple[list[int], list[int], list[bool]]:
    """Where the holes of a text are, the code point that fills each, 0 where nothing fits, and
    whether it is certain."""
    points = model.points(f"\n{text}\n")
    at = np.flatnonzero(points == ord(HOLE))
    width = lattice.WIDTH[written]
    known = np.array([row for each in parted for row in each.bytes], np.intp).reshape(-1, width)
    after = np.array([row for each in parted for row in each.after], np.intp).reshape(-1, width)
    kinds = (known < 0) @ (1 << np.arange(width))
    ways = []
    for kind in np.unique(kinds).tolist():
        here = np.flatnonzero(kinds == kind)
        ways.append((here, _candidates(known[here], after[here], kind, written, as_)))
    if len(at) > 1 and np.diff(at).min() == 1:
        _chain(
            points,
            at,
            {n: row for here, rows in ways for n, row in zip(here.tolist(), rows, strict=True)},
        )
    best, certain = np.zeros(len(at), np.intp), np.zeros(len(at), np.bool_)
    for here, rows in ways:
        best[here], certain[here] = _best(rows, points[at[here] - 1], points[at[here] + 1])
    return (at - 1).tolist(), best.tolist(), certain.tolist()


def _candidates(known: Points, after: Points, kind: int, written: str, as_: str) -> Points:
    """A row of code points for each hole that lost the same of its bytes; 0 for none."""
    lost = [n for n in range(known.shape[1]) if kind >> n & 1]
    if written == "utf8" and len(lost) == 1:
        low = (known & [[0x0F, 0x3F, 0x3F]]) << [[12, 6, 0]]
        low[:, lost] = 0
        steps = np.arange(16 if lost == [0] else 64) << (12, 6, 0)[lost[0]]
        points = low.sum(axis=1)[:, None] + steps
        fitting = points > 0
        for n in lost:
            fitting &= _gap(as_)[_bytes(written)[points, n], after[:, n, None]]
        return np.where(fitting, points, 0)
    rows = [
        _commonest(written, as_, tuple(bytes_), tuple(near))
        for bytes_, near in zip(known.tolist(), np.where(known < 0, after, 0).tolist(), strict=True)
    ]
    padded = np.zeros((len(rows), max(map(len, rows))), np.intp)
    for n, row in enumerate(rows):
        padded[n, : len(row)] = row
    return padded


@cache
def _bytes(written: str) -> Points:
    """The bytes of each code point that can fill a hole; 0 for others."""
    table = lattice.fits(written)
    found = np.zeros((0x10000, lattice.WIDTH[written]), np.intp)
    found[table.points] = table.bytes
    return found


@cache
def _gap(as_: str) -> npt.NDArray[np.bool_]:
    """Whether a byte (row) could not be read before another (column); the last two columns, where a
    negative byte finds them, stand for another lost one. No byte is 0."""
    bad = lattice.unreadable(as_)
    some = bad.any(axis=1, keepdims=True)
    return np.hstack([bad, some, some])


@cache
def _having(written: str, column: int, byte: int) -> Points:
    """Characters with a byte, the commonest first; or all where it is lost."""
    table = lattice.fits(written)
    return table.points if byte < 0 else table.points[table.bytes[:, column] == byte]


@lru_cache(1 << 14)
def _commonest(written: str, as_: str, known: tuple[int, ...], after: tuple[int, ...]) -> Points:
    """The commonest characters that may have stood where these bytes are left before those."""
    column = next((n for n, byte in enumerate(known) if byte >= 0), 0)
    points = _having(written, column, known[column])
    for n, byte in enumerate(known):
        mine = _bytes(written)[points, n]
        points = points[_gap(as_)[mine, after[n]] if byte < 0 else mine == byte]
    return points[:COMMONEST] if len(points) else np.zeros(1, np.intp)


def _best(points: Points, before: Points, after: Points) -> tuple[Points, npt.NDArray[np.bool_]]:
    """The likeliest of each row between two characters, and whether it is certain."""
    m = model.load()
    ids = m.ids[points].astype(np.intp)
    left, right = (m.ids[side].astype(np.intp)[:, None] for side in (before, after))
    costs = model.pair(left, ids) + m.inner[points] + model.pair(ids, right)
    costs[points == 0] = np.inf
    rows = np.arange(len(points))
    best = costs.argmin(axis=1)
    least = costs[rows, best]
    costs[rows, best] = np.inf
    fits = points[rows, best] > 0
    certain = fits & (costs.min(axis=1) >= least + lattice.CERTAIN)
    return points[rows, best], certain


def _chain(points: Points, at: Points, ways: dict[int, Points]) -> None:
    """Fill holes side by side with what is likeliest together."""
    cuts = np.flatnonzero(np.diff(at) > 1) + 1
    for run in np.split(np.arange(len(at)), cuts):
        several = [ways[n][ways[n] > 0] for n in run.tolist()]
        if len(run) > 1 and all(map(len, several)):
            before, after = points[at[run[0]] - 1], points[at[run[-1]] + 1]
            points[at[run]] = _together(several, int(before), int(after))


def _together(ways: list[Points], before: int, after: int) -> list[int]:
    """The likeliest characters side by side between two others."""
    m = model.load()
    ids = [m.ids[way].astype(np.intp) for way in ways]
    first, last = m.ids[[before, after]].astype(np.intp)[:, None]
    costs = model.pair(first, ids[0]) + m.inner[ways[0]]
    backs: list[Points] = []
    for n in range(1, len(ways)):
        kept = np.argsort(costs, kind="stable")[: lattice.BEAM]
        through = costs[kept, None] + model.pair(ids[n - 1][kept, None], ids[n][None, :])
        backs.append(kept[through.argmin(axis=0)])
        costs = through.min(axis=0) + m.inner[ways[n]]
    path = [int((costs + model.pair(ids[-1], last)).argmin())]
    for back in reversed(backs):
        path.append(int(back[path[-1]]))
    return [int(way[n]) for way, n in zip(ways, reversed(path), strict=True)]
