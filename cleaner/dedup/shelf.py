"""Sketches side by side in columns: some hundred bytes a document, no object for each.

The hashes, which are most of it, are kept by their value: sorted runs, on disk where they outgrow
the memory they may take, read back one range of values at a time.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup.facts import MOST_PLACES, Places
from cleaner.dedup.normal import Hashes
from cleaner.dedup.quality import Facts
from cleaner.dedup.sketch import COARSEST, Sketches
from cleaner.errors import CleanerError

AT_ONCE = 1 << 20
"""Hashes looked at in one go: 8 MB, several times over while they are sorted."""
OWNER = np.uint64(24)
"""Low bits of a key that name the document; 40 are left for the hash. Among a billion hashes one
in a thousand then meets another by chance."""
LOW = (np.uint64(1) << OWNER) - np.uint64(1)
STEP = 1 << 12
"""Every so many keys of a run on disk one is remembered, to find the others."""

Index = npt.NDArray[Any]


COLUMNS = {
    "exact": (np.uint64, 2), "scale": (np.uint8, 0), "sizes": (np.int32, COARSEST + 1),
    "slots": (np.uint64, 0), "slot_sizes": (np.uint8, 0), "places": (np.uint32, MOST_PLACES + 1),
    "facts": (np.int32, len(Facts._fields)),
}  # fmt: skip
"""What is kept of each document: kind of number, and how many in a row."""


class Shelf:
    """All sketches in order of arrival. ``memory`` bounds what their hashes take, in bytes."""

    def __init__(self, memory: int) -> None:
        self.ids: list[str] = []
        self.keys = Runs(memory)
        self._columns = {name: bytearray() for name in COLUMNS}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, s: Sketches) -> None:
        """More sketches, at the end."""
        if len(self.ids) + len(s.ids) > int(LOW):
            raise CleanerError(s.ids[0], f"more than {LOW:,} documents at once", "take fewer")
        owners = np.arange(len(self.ids), len(self.ids) + len(s.ids), dtype=np.uint64)
        self.keys.add(s.hashes & ~LOW | np.repeat(owners, s.sizes[:, 0]))
        self.ids += s.ids
        for name, column in self._columns.items():
            column += getattr(s, name).tobytes()

    def corpus(self) -> Corpus:
        """Arrays over what is on the shelf; nothing can be added to it while they are in use."""
        arrays = {}
        for name, (kind, row) in COLUMNS.items():
            flat: Index = np.frombuffer(self._columns[name], kind)
            arrays[name] = flat.reshape(-1, row) if row else flat
        ends = np.cumsum(np.concatenate([[0], arrays.pop("slot_sizes")]), dtype=np.int64)
        return Corpus(ids=self.ids, slot_ends=ends, **arrays)


class Corpus(NamedTuple):
    """What is compared: arrays by document."""

    ids: list[str]
    exact: Hashes
    scale: npt.NDArray[np.uint8]
    sizes: npt.NDArray[np.int32]
    """How many hashes each document has at each scale."""
    slots: Hashes
    slot_ends: Index
    """Where the slots of each document end; a zero first."""
    places: Places
    facts: npt.NDArray[np.int32]


class Runs:
    """Keys in sorted runs, on disk where they outgrow the memory. Equal hashes come together.

    >>> runs = Runs(memory=16)
    >>> for n in (5, 3, 9, 1, 7): runs.add(np.array([n], np.uint64) << OWNER)
    >>> [sorted((part >> OWNER).tolist()) for part in runs.ranges(2)]
    [[1], [3, 5], [7, 9]]
    """

    def __init__(self, memory: int) -> None:
        self.most = memory
        self._waiting = bytearray()
        self._runs: list[tuple[int, int, Hashes]] = []
        self._file: Any = None
        self._written = 0

    def __len__(self) -> int:
        return self._written + len(self._waiting) // 8

    def add(self, keys: Hashes) -> None:
        """More keys, in any order."""
        self._waiting += keys.tobytes()
        if len(self._waiting) >= self.most:
            self._spill()

    def _spill(self) -> None:
        """Write what is in memory to disk, as one sorted run."""
        keys = np.frombuffer(self._waiting, np.uint64)
        keys.sort()
        self._file = self._file or tempfile.TemporaryFile(prefix="cleaner-")  # noqa: SIM115
        self._file.seek(8 * self._written)
        self._file.write(keys.data)
        self._runs.append((self._written, len(keys), keys[::STEP].copy()))
        self._written += len(keys)
        self._waiting = bytearray()

    def ranges(self, most: int) -> Iterator[Hashes]:
        """All keys by ascending range, about ``most`` at a time, in any order inside a range.

        What was read is forgotten: this can be done once.
        """
        if self._runs and self._waiting:
            self._spill()
        last = np.frombuffer(self._waiting, np.uint64)
        last.sort()
        every = np.sort(np.concatenate([*(marks for _, _, marks in self._runs), last[::STEP]]))
        parts = min(1 + len(self) // most, max(1, len(every)))
        bounds = every[np.linspace(0, len(every), parts + 1).astype(np.intp)[1:-1]]
        edges: list[Any] = [None, *(bounds & ~LOW).tolist(), None]
        for low, high in pairwise(edges):
            found = [self._between(*run, low, high) for run in self._runs]
            yield np.concatenate([*found, between(last, low, high)])
        if self._file:
            self._file.close()
        del last
        self._waiting = bytearray()

    def _between(self, start: int, size: int, marks: Hashes, low: Any, high: Any) -> Hashes:
        """The keys of one run on disk from ``low`` to below ``high``."""
        first = 0 if low is None else max(0, int(np.searchsorted(marks, np.uint64(low))) - 1)
        end = len(marks) if high is None else int(np.searchsorted(marks, np.uint64(high)))
        self._file.seek(8 * (start + first * STEP))
        count = min(end * STEP, size) - first * STEP
        return between(np.frombuffer(self._file.read(8 * max(0, count)), np.uint64), low, high)


def roomy(size: int, kind: Any, memory: int) -> Index:
    """An array to be filled: in memory, or mapped from a temporary file where it is larger.

    Room that is never filled costs nothing in either.
    """
    if size * np.dtype(kind).itemsize <= memory:
        return np.empty(size, kind)
    with tempfile.TemporaryFile(prefix="cleaner-") as f:  # the map keeps it alive
        return np.asarray(np.memmap(f, kind, "w+", shape=(size,)))


def let_go(*arrays: Index) -> None:
    """Leave what is mapped of arrays to the disk until it is asked for again."""
    for array in arrays:
        base: Any = array
        while isinstance(base, np.ndarray):
            base = base.base
        if isinstance(base, mmap.mmap):
            base.madvise(mmap.MADV_DONTNEED)


def between(keys: Hashes, low: Any, high: Any) -> Hashes:
    """The keys of a sorted run from ``low`` to below ``high``; None is the end."""
    start = 0 if low is None else np.searchsorted(keys, np.uint64(low))
    end = len(keys) if high is None else np.searchsorted(keys, np.uint64(high))
    return keys[start:end]


def flatten(starts: Index, sizes: Index) -> tuple[Index, Index]:
    """For ranges of a flat array: which range each entry is of, and where it stands."""
    of = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum(sizes) - sizes
    return of, np.arange(len(of)) + (starts - first)[of]


def chunks(costs: Index, most: int) -> Iterable[slice]:
    """Slices of about ``most`` cost each."""
    total = np.cumsum(costs)
    at = 0
    while at < len(costs):
        spent = total[at - 1] if at else 0
        end = max(at + 1, int(np.searchsorted(total, spent + most, "right")))
        yield slice(at, min(end, len(costs)))
        at = end
