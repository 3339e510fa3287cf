"""UTF-8 with lost bytes: all lines of a page refilled at once.

What is left of UTF-8 tells where its characters begin, so that a lost byte makes a hole of one
character, which mostly stands between two known ones: its candidates are numbers, and all holes of
a kind are weighed in one look-up. Other lines are left to ``lattice``.

>>> line = [*"会议".encode(), 0xE8, 0xAE, lattice.GAP, *"录在案".encode()]
>>> [found.text for found in read([line], "gbk") if found]
['会议记录在案']
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import lattice, model
from cleaner.encoding.scores import sums

HOLE = "\ufdd0"
"""A noncharacter that stands for a lost character, as wide in UTF-8 as what is lost."""
COMMONEST = 500
"""Characters tried where two bytes are lost: the commonest that have the third."""
Points = npt.NDArray[np.intp]


class Parted(NamedTuple):
    """A line that falls into characters: its text with holes, and the bytes of each hole, of which
    the lost ones are negative, with the byte after each."""

    text: str
    bytes: list[list[int]]
    after: list[list[int]]


class Filled(NamedTuple):
    """The code point that fills each hole, 0 where nothing fits, and whether it is certain."""

    points: Points
    certain: npt.NDArray[np.bool_]


def read(lines: Sequence[list[int]], misread: str) -> list[lattice.Reading | None]:
    """The cheapest text of each line of bytes with gaps, as ``lattice.read`` finds it; None where
    the bytes do not fall into characters some of which are lost."""
    found: list[lattice.Reading | None] = [None] * len(lines)
    parted = {n: each for n, line in enumerate(lines) if (each := _parted(line))}
    if not parted:
        return found
    fill = _filled("\n".join(each.text for each in parted.values()), [*parted.values()], misread)
    points, certain = iter(fill.points.tolist()), iter(fill.certain.tolist())
    texts, places = [], []
    for text, holes, _ in parted.values():
        chars, at = list(text), [n for n, char in enumerate(text) if char == HOLE]
        chosen = [(n, next(points), next(certain)) for n in at]
        for n, point, _ in chosen:
            chars[n] = chr(point)
        texts.append("".join(chars) if all(point for _, point, _ in chosen) else "")
        places.append((tuple(at), tuple(n for n, _, sure in chosen if sure)))
        assert len(at) == len(holes)
    for n, text, (at_, sure_), cost in zip(parted, texts, places, sums(texts), strict=True):
        found[n] = lattice.Reading(cost, text, at_, sure_) if text else None
    return found


def _parted(data: list[int]) -> Parted | None:
    """A line as characters and holes; None where it does not fall into them."""
    known = bytearray(0x3F if byte < 0 else byte for byte in data)
    starts: list[int] = []
    for at in [n for n, byte in enumerate(data) if byte < 0]:
        if starts and at < starts[-1] + 3:
            continue
        start = _start(data, at)
        if start is not None:
            starts.append(start)
            known[start : start + 3] = HOLE.encode()
        elif data[at] != lattice.MARK:
            return None
    try:
        text = known.decode()
    except UnicodeDecodeError:
        return None
    if text.count(HOLE) != len(starts):
        return None
    padded = [*data, 0x0A]
    return Parted(text, [data[s : s + 3] for s in starts], [padded[s + 1 : s + 4] for s in starts])


def _start(data: list[int], at: int) -> int | None:
    """Where the character begins that lost a byte here; None where none did."""
    back = next((n for n in (1, 2) if n <= at and 0xE0 <= data[at - n] < 0xF0), 0)
    if back == 2 and not 0x80 <= data[at - 1] < 0xC0:
        back = 0
    rest = data[at - back + 1 : at - back + 3]
    going = len(rest) == 2 and all(byte < 0 or 0x80 <= byte < 0xC0 for byte in rest)
    return at - back if going and (back or max(rest) >= 0) else None


def _filled(text: str, parted: Sequence[Parted], misread: str) -> Filled:
    """What fills all the holes of a text."""
    points = model.points(f"\n{text}\n")
    at = np.flatnonzero(points == ord(HOLE))
    known = np.array([row for each in parted for row in each.bytes], np.intp).reshape(-1, 3)
    after = np.array([row for each in parted for row in each.after], np.intp).reshape(-1, 3)
    kinds = (known < 0) @ np.array([1, 2, 4])
    single = (points[at - 1] != ord(HOLE)) & (points[at + 1] != ord(HOLE))
    found = Filled(np.zeros(len(at), np.intp), np.zeros(len(at), np.bool_))
    several: dict[int, Points] = {}
    for kind in np.unique(kinds).tolist():
        here = np.flatnonzero(kinds == kind)
        chosen = _candidates(known[here], after[here], kind, misread)
        alone = single[here]
        between = points[at[here[alone]] + np.array([[-1], [1]])]
        found.points[here[alone]], found.certain[here[alone]] = _best(chosen[alone], *between)
        several |= {n: row[row > 0] for n, row in zip(here[~alone], chosen[~alone], strict=True)}
    for run in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1) if several else ():
        if len(run) > 1:
            first = int(np.searchsorted(at, run[0]))
            ways = [several[first + n] for n in range(len(run))]
            if all(map(len, ways)):
                span = slice(first, first + len(run))
                ends = int(points[run[0] - 1]), int(points[run[-1] + 1])
                found.points[span], found.certain[span] = _chained(ways, *ends)
    return found


def _candidates(known: Points, after: Points, kind: int, misread: str) -> Points:
    """A row of code points for each hole that lost the same of its three bytes; 0 for none."""
    lost = [n for n in range(3) if kind >> n & 1]
    if len(lost) > 1:
        column = next((n for n in range(3) if n not in lost), -1)
        rows = [_commonest(column, int(row[column]) if column >= 0 else 0) for row in known]
        points = np.stack(rows)
    else:
        low = (known & [[0x0F, 0x3F, 0x3F]]) << [[12, 6, 0]]
        low[:, lost] = 0
        steps = np.arange(16 if lost == [0] else 64) << (12, 6, 0)[lost[0]]
        points = low.sum(axis=1)[:, None] + steps
    fitting = _members()[points]
    for n in lost:
        byte = _byte(points, n)
        fitting &= _gap(misread)[byte, after[:, n, None]]
    return np.where(fitting, points, 0)


def _byte(points: Points, column: int) -> Points:
    """One of the three bytes of code points in UTF-8."""
    return (0xE0 | points >> 12, 0x80 | points >> 6 & 0x3F, 0x80 | points & 0x3F)[column]


@cache
def _gap(misread: str) -> npt.NDArray[np.bool_]:
    """Whether a byte (row) could not be read before another (column); the last two columns, where a
    negative byte finds them, stand for another lost one."""
    bad = lattice.unreadable(misread)
    any_ = bad.any(axis=1, keepdims=True)
    return np.hstack([bad, any_, any_])


@cache
def _members() -> npt.NDArray[np.bool_]:
    """Which code points can fill a hole."""
    table = np.zeros(0x10000, np.bool_)
    table[lattice.fits("utf8").points] = True
    return table


@cache
def _commonest(column: int, byte: int) -> Points:
    """The commonest characters with this byte, or of all."""
    points = lattice.fits("utf8").points
    if column >= 0:
        points = points[_byte(points, column) == byte]
    return np.pad(points[:COMMONEST], (0, max(0, COMMONEST - len(points))))


def _best(points: Points, before: Points, after: Points) -> tuple[Points, npt.NDArray[np.bool_]]:
    """The likeliest of each row between two characters, and whether it is certain."""
    if not len(points):
        return points[:, :1].ravel(), np.zeros(0, np.bool_)
    m = model.load()
    ids = m.ids[points].astype(np.intp)
    left, right = (m.ids[side].astype(np.intp)[:, None] for side in (before, after))
    costs = model.pair(left, ids) + m.inner[points] + model.pair(ids, right)
    costs[points == 0] = np.inf
    rows = np.arange(len(points))
    best = costs.argmin(axis=1)
    least = costs[rows, best]
    costs[rows, best] = np.inf
    certain = ~(costs.min(axis=1) - least < lattice.CERTAIN) & (points[rows, best] > 0)
    return points[rows, best], certain


def _chained(ways: list[Points], before: int, after: int) -> tuple[list[int], list[np.bool_]]:
    """The likeliest characters side by side, and which are certain among the others chosen."""
    m = model.load()
    ids = [m.ids[way].astype(np.intp) for way in ways]
    costs = model.pair(m.ids[[before]].astype(np.intp), ids[0]) + m.inner[ways[0]]
    backs: list[Points] = []
    for here, way in zip(ids[1:], ways[1:], strict=True):
        through = costs[:, None] + model.pair(ids[len(backs)][:, None], here[None, :])
        backs.append(through.argmin(axis=0))
        costs = through.min(axis=0) + m.inner[way]
    best = int((costs + model.pair(ids[-1], m.ids[[after]].astype(np.intp))).argmin())
    path = [best]
    for back in reversed(backs):
        path.append(int(back[path[-1]]))
    chosen = [int(way[n]) for way, n in zip(ways, reversed(path), strict=True)]
    around = [before, *chosen, after]
    certain = [
        _best(way[None, :], np.array([around[n]]), np.array([around[n + 2]]))[1][0]
        for n, way in enumerate(ways)
    ]
    return chosen, certain
