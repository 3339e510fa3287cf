"""Sketches side by side in flat arrays: some hundred bytes a document, no object for each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup.facts import MOST_PLACES
from cleaner.dedup.quality import Facts
from cleaner.dedup.sketch import COARSEST, Sketch, bound

AT_ONCE = 1 << 20
"""Hashes looked at in one go: 8 MB, several times over while they are sorted."""

Index = npt.NDArray[Any]


class Shelf:
    """All sketches in order of arrival."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._exact, self._scale = bytearray(), bytearray()
        self._hashes, self._slots, self._places = bytearray(), bytearray(), bytearray()
        self._flats = self._hashes, self._slots, self._places
        self._ends = [array("q", [0]) for _ in range(3)]
        self._facts = array("i")

    def add(self, s: Sketch) -> None:
        """One more sketch, at the end."""
        self.ids.append(s.id)
        self._exact += s.exact or bytes(16)
        self._scale.append(s.scale)
        for flat, ends, part in zip(self._flats, self._ends, s[3:6], strict=True):
            flat += part
            ends.append(len(flat))
        self._facts.extend(s.facts)

    def rows(self) -> dict[str, Any]:
        """All that is on the shelf, as arrays to be stored: names are those of ``Sketch``."""
        flats = zip(("hashes", "slots", "places"), self._flats, self._ends, strict=True)
        stored: dict[str, Any] = {"ids": list(self.ids)}
        for name, flat, ends in flats:
            stored |= {name: np.array(flat), f"{name}_ends": np.array(ends)}
        stored |= {"exact": np.array(self._exact), "scale": np.array(self._scale)}
        return stored | {"facts": np.array(self._facts).reshape(-1, len(Facts._fields))}

    def __len__(self) -> int:
        return len(self.ids)

    def corpus(self) -> Corpus:
        """Arrays over what is on the shelf; while they are in use nothing can be added."""
        exact = np.frombuffer(self._exact, np.uint64).reshape(-1, 2)
        return Corpus(
            self.ids,
            exact,
            np.frombuffer(self._scale, np.uint8),
            np.frombuffer(self._hashes, np.uint64),
            np.array(self._ends[0]) // 8,
            np.frombuffer(self._slots, np.uint64),
            np.array(self._ends[1]) // 8,
            place_rows(np.frombuffer(self._places, np.uint32), np.array(self._ends[2]) // 4),
            np.array(self._facts).reshape(-1, len(Facts._fields)),
        )


class Corpus(NamedTuple):
    """What is joined: arrays by document, and flat arrays with the end of each document's part."""

    ids: list[str]
    exact: npt.NDArray[np.uint64]
    scale: npt.NDArray[np.uint8]
    hashes: npt.NDArray[np.uint64]
    ends: Index
    slots: npt.NDArray[np.uint64]
    slot_ends: Index
    places: npt.NDArray[np.uint32]
    facts: npt.NDArray[Any]


def place_rows(flat: npt.NDArray[np.uint32], ends: Index) -> npt.NDArray[np.uint32]:
    """One row a document: how many places are stated, then the places, then zeros."""
    rows = np.zeros((len(ends) - 1, MOST_PLACES + 1), np.uint32)
    sizes = np.diff(ends)
    column = np.arange(len(flat)) - np.repeat(ends[:-1], sizes)
    rows[np.repeat(np.arange(len(sizes)), sizes), column] = flat
    return rows


def sizes_at(corpus: Corpus, keep: npt.NDArray[np.bool_] | None = None) -> Index:
    """How many hashes each document has at each scale, counting only those to ``keep``."""
    found: Index = np.zeros((len(corpus.ids), COARSEST + 1), np.int32)
    ends = corpus.ends
    for part in chunks(np.diff(ends), AT_ONCE):
        mine = slice(ends[part.start], ends[part.stop])
        for scale in range(COARSEST + 1):
            inside = corpus.hashes[mine] <= bound(scale)
            if keep is not None:
                inside &= keep[mine]
            total = np.concatenate([[0], np.cumsum(inside, dtype=np.int32)])
            bounds = ends[part.start : part.stop + 1] - ends[part.start]
            found[part, scale] = np.diff(total[bounds])
    return found


def flatten(starts: Index, sizes: Index) -> tuple[Index, Index]:
    """For ranges of a flat array: which range each entry is of, and where it stands."""
    of = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum(sizes) - sizes
    return of, np.arange(len(of)) - first[of] + starts[of]


def chunks(costs: Index, most: int) -> Iterable[slice]:
    """Slices of about ``most`` cost each."""
    total = np.cumsum(costs)
    at = 0
    while at < len(costs):
        spent = total[at - 1] if at else 0
        end = max(at + 1, int(np.searchsorted(total, spent + most, "right")))
        yield slice(at, min(end, len(costs)))
        at = end
