"""Lines with lost bytes, all of a page refilled at once.

What is left of a line mostly tells where its characters begin, so that a lost byte makes a hole of
one character: its candidates are numbers, and all holes of a page are weighed together. Other lines
are left to ``lattice``.

>>> line = "会".encode() + bytes((0xE8, 0xAE, LOST)) + "记录".encode()
>>> [found.text for found in read([line], "utf8", "gbk") if found]
['会议记录']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from cleaner.encoding import lattice, model
from cleaner.encoding.scores import sums
from cleaner.encoding.ways import Points, Ways, gathered, likeliest

LOST, MARK = 0xFF, 0x3F
"""Stand for lost bytes, the second where it may be a question mark: no encoding has the first, nor
the second in a longer character."""
END = b"\n??"
"""A line of one hole, so that the pattern of pairs, which runs from hole to hole, matches to the
end."""
PAIRS = re.compile(
    rb"(?:[\x00-\x3e\x40-\x80]+|[\x81-\xfe][\x40-\xfe]|"
    rb"[?\xff](?![?\x40-\xff])|[\x81-\xfe](?![?\x40-\xff]))*+"
    rb"(?:[?\xff][?\x40-\xff]|[\x81-\xfe][?\xff])"
)
HOLES = {
    "utf8": re.compile(
        rb"[\xe0-\xef](?:[\x80-\xbf][?\xff]|[?\xff][\x80-\xbf?\xff])"
        rb"|[?\xff](?:[\x80-\xbf][\x80-\xbf?\xff]|[?\xff][\x80-\xbf])"
    ),
    "gbk": PAIRS,
    "big5": PAIRS,
}
"""Characters that lost bytes, with all before them where only these tell where they begin."""
BATCH = 1 << 14
"""Bytes that are read at once."""
COMMONEST = 300
"""Characters tried where nothing tells more: the commonest that have a byte, or of all."""


def read(lines: Sequence[bytes], written: str, as_: str) -> list[lattice.Reading | None]:
    """The cheapest text of each line of bytes with gaps, as ``lattice.read`` finds it; None where
    the bytes do not fall into characters some of which are lost."""
    found: list[lattice.Reading | None] = []
    for batch in _batches(lines):
        found += _read(batch, written, as_)
    return found


def _batches(lines: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Lines some at a time: each byte may cost a hundred candidates."""
    start = size = 0
    for n, line in enumerate(lines):
        size += len(line)
        if size > BATCH:
            yield lines[start : n + 1]
            start, size = n + 1, 0
    if start < len(lines):
        yield lines[start:]


def _read(lines: Sequence[bytes], written: str, as_: str) -> list[lattice.Reading | None]:
    """The same for a batch."""
    found: list[lattice.Reading | None] = [None] * len(lines)
    raw = b"\n".join(lines)
    text, starts = _parted(raw, written)
    if text.count("\n") != len(lines) - 1:
        return found
    places, filled, certain = _filled(text, starts, raw, written, as_)
    chars = list(text)
    for n, point in zip(places, filled, strict=True):
        chars[n] = chr(point)
    read = "".join(chars).split("\n")
    start = 0
    for n, (line, cost) in enumerate(zip(read, sums(read), strict=True)):
        if "\0" not in line and "\ufffd" not in line:
            here = slice(bisect_left(places, start), bisect_left(places, start + len(line)))
            own = tuple(n - start for n in places[here])
            sure = tuple(n for n, is_ in zip(own, certain[here], strict=True) if is_)
            found[n] = lattice.Reading(cost, line, own, sure)
        start += len(line) + 1
    return found


def _parted(raw: bytes, written: str) -> tuple[str, Points]:
    """A text of characters and holes, NUL for each of these and U+FFFD for what is neither, and
    where the bytes of each hole begin."""
    width, pairs = lattice.WIDTH[written], written != "utf8"
    ends = [hole.end() for hole in HOLES[written].finditer(raw + END * pairs)]
    starts = np.array(ends[: len(ends) - pairs], np.intp) - width
    data = np.frombuffer(raw, np.uint8).copy()
    data[starts] = 0
    kept = np.ones(len(data), np.bool_)
    for n in range(1, width):
        kept[starts + n] = False
    return data[kept].tobytes().decode(lattice.CODECS[written], "replace"), starts


def _filled(
    text: str, starts: Points, raw: bytes, written: str, as_: str
) -> tuple[list[int], list[int], list[bool]]:
    """Where the holes of a text are, the code point that fills each, 0 where nothing fits, and
    whether it is certain."""
    points = model.points(f"\n{text}\n")
    at = np.flatnonzero(points == 0)
    broken = np.cumsum(points == 0xFFFD)
    breaks = np.flatnonzero(points == 0x0A)
    line = breaks.searchsorted(at)
    sound = broken[breaks[line]] == broken[breaks[line - 1]]
    at, starts = at[sound], starts[sound]
    if not len(at):
        return [], [], []
    data = np.frombuffer(raw + b"\n", np.uint8).astype(np.intp)
    data[(data == LOST) | (data == MARK)] = -1
    width = np.arange(lattice.WIDTH[written])
    known, after = data[starts[:, None] + width], data[starts[:, None] + width + 1]
    best, certain = likeliest(points, at, _candidates(known, after, written, as_))
    return (at - 1).tolist(), best.tolist(), certain.tolist()


def _candidates(known: Points, after: Points, written: str, as_: str) -> Ways:
    """What may have stood in each hole, by what is known of its bytes and the bytes after them."""
    kinds = (known < 0) @ (1 << np.arange(known.shape[1]))
    owners, points = [], []
    for kind in np.unique(kinds).tolist():
        here = np.flatnonzero(kinds == kind)
        if written == "utf8" and kind in (1, 2, 4):
            fitting, all_ = _sixties(known[here], after[here], kind.bit_length() - 1, as_)
            owners.append(here[np.nonzero(fitting)[0]])
            points.append(all_[fitting])
        else:
            near = np.where(known[here] < 0, after[here], 0).tolist()
            rows = [
                _commonest(written, as_, tuple(bytes_), tuple(following))
                for bytes_, following in zip(known[here].tolist(), near, strict=True)
            ]
            owners.append(np.repeat(here, [*map(len, rows)]))
            points += rows
    return gathered(np.concatenate(owners), np.concatenate(points), len(known))


def _sixties(
    known: Points, after: Points, lost: int, as_: str
) -> tuple[npt.NDArray[np.bool_], Points]:
    """For holes of UTF-8 that lost the same one of their bytes all code points it could make, a row
    each, and which of them fit."""
    low = (known & [[0x0F, 0x3F, 0x3F]]) << [[12, 6, 0]]
    low[:, lost] = 0
    points = low.sum(axis=1)[:, None] + (np.arange(64 if lost else 16) << (12, 6, 0)[lost])
    bytes_ = _bytes("utf8")[:, lost][points]
    return (points > 0) & _gap(as_)[after[:, lost, None], bytes_], points


@cache
def _bytes(written: str) -> Points:
    """The bytes of each code point that can fill a hole; 0 for others."""
    table = lattice.fits(written)
    found = np.zeros((0x10000, lattice.WIDTH[written]), np.intp)
    found[table.points] = table.bytes
    return found


@cache
def _gap(as_: str) -> npt.NDArray[np.bool_]:
    """Whether a byte (column) could not be read before another (row); the last row, where a
    negative byte finds it, stands for another lost one. No byte is 0."""
    bad = lattice.unreadable(as_)
    return np.vstack([bad.T, bad.any(axis=1)])


@cache
def _having(written: str, column: int, byte: int) -> tuple[Points, Points]:
    """Characters with a byte, or all where it is lost, the commonest first, and their bytes, a row
    for each column."""
    table = lattice.fits(written)
    points = table.points if byte < 0 else table.points[table.bytes[:, column] == byte]
    return points, np.ascontiguousarray(_bytes(written)[points].T)


@lru_cache(1 << 14)
def _commonest(written: str, as_: str, known: tuple[int, ...], after: tuple[int, ...]) -> Points:
    """The commonest characters that may have stood where at most one byte is left, before those
    after each lost one."""
    column = next((n for n, byte in enumerate(known) if byte >= 0), 0)
    points, bytes_ = _having(written, column, known[column])
    fitting = np.ones(len(points), np.bool_)
    for n, byte in enumerate(known):
        if byte < 0:
            fitting &= _gap(as_)[after[n]].take(bytes_[n])
    return points[fitting][:COMMONEST]
