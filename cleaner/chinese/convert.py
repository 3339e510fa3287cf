"""Traditional to simplified by one table look-up and the longest words that start at each place.

``exact()`` equals opencc's ``t2s`` byte for byte: opencc, too, takes the longest word of its
dictionary at each place, else the single character. No word changes the length of a text.

>>> exact()("皇后乾隆後來乾燥")
'皇后乾隆后来干燥'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.chinese.classes import Class
from cleaner.view import View, spelled

COMPAT_LOW, COMPAT_HIGH, COMPAT_WIDE = 0xF900, 0xFB00, 0x2F800
HOLE = 0xFFFF
"""No character: in a table of single characters it stands where a closer look decides, in an array
of code points for all beyond the basic plane."""
PLACES, MIX = 1 << 19, np.uint32(40503)
"""Size of a table of pairs of characters, and what spreads them over it: 65536 times the golden
ratio. Of the pairs that are in no list 1 in 300 falls on the place of one that is."""
ALONE = (1,)
"""Lengths of the words that start with two characters nobody knows as a start."""

Points = npt.NDArray[Any]


class Words:
    """Words to be found in a text: the longest at each place, from left to right."""

    def __init__(self, words: Iterable[str]) -> None:
        self.known = frozenset(words)
        self.lengths: dict[str, tuple[int, ...]] = {}
        for word in sorted(self.known, key=len, reverse=True):
            lengths = self.lengths.get(word[:2], ALONE)
            if len(word) not in lengths:
                self.lengths[word[:2]] = (*lengths[:-1], len(word), 1)

    def found(self, text: str, places: list[int]) -> Iterator[tuple[int, str]]:
        """Words of the text, and where they start; they start at some of the places."""
        end, known, lengths = 0, self.known, self.lengths
        for start in places:
            if start < end:
                continue
            for length in lengths.get(text[start : start + 2], ALONE):
                word = text[start : start + length]
                if word in known:
                    yield start, word
                    end = start + len(word)
                    break


class Starts:
    """Finds where words of some lists may start in a text, by their first two characters."""

    def __init__(self, *lists: Iterable[str]) -> None:
        self.kinds = np.zeros(PLACES, np.uint8)
        for n, words in enumerate(lists):
            pairs = "".join([word[:2] for word in words if len(word) > 1])
            points = basic(View(pairs).points).astype(np.uint32)
            self.kinds[(points[::2] * MIX + points[1::2]) % PLACES] |= 1 << n

    def met(self, points: Points, holes: npt.NDArray[np.bool_] | None = None) -> Met:
        """The places in a text, and where it has holes; these are places of the first list."""
        mixed = points.astype(np.uint32)
        mixed *= MIX
        mixed[:-1] += points[1:]
        mixed &= np.uint32(PLACES - 1)
        kinds = self.kinds.take(mixed)
        if holes is not None:
            kinds |= holes
        places = (kinds != 0).nonzero()[0]
        return Met(places, kinds.take(places))


class Met(NamedTuple):
    """Places in a text where words may start, and a bit for each list that has such words."""

    places: npt.NDArray[np.intp]
    kinds: npt.NDArray[np.uint8]

    def of(self, lists: int) -> list[int]:
        """The places of some of the lists, given as their bits; the first has bit 1."""
        found: list[int] = self.places[(self.kinds & lists) != 0].tolist()
        return found


class Converter(Words):
    """A conversion that keeps every character's place: single characters, and words over them."""

    SHAPED: frozenset[str] = frozenset()
    """Single characters that what stands around them decides."""

    def __init__(self, words: Mapping[str, str], simple: npt.NDArray[np.uint16]) -> None:
        self.words, self.simple = words, simple.copy()
        for each in (w for w in words if len(w) == 1 and w < "\U00010000"):
            known = each not in self.SHAPED and words[each] < "\U00010000"
            self.simple[ord(each)] = ord(words[each]) if known else HOLE
        super().__init__(w for w in words if len(w) > 1 or self.simple[_point(w)] == HOLE)

    @cached_property
    def starts(self) -> Starts:
        """Where its words may start."""
        return Starts(self.known)

    def __call__(self, text: str) -> str:
        """The text converted, character for character."""
        return self.convert(View(text))

    def convert(self, view: View) -> str:
        """The text converted, character for character."""
        view = _plain(view)
        points = basic(view.points)
        simple = self.simple.take(points)
        met = self.starts.met(points, simple == HOLE)
        out = _decoded(simple, view.points)
        return self.woven(view.text, out, met) if len(met.places) else out

    def woven(self, text: str, out: str, met: Met) -> str:
        """The characters converted one by one, and over them the words."""
        return self.put(text, out, met.of(1))

    def put(self, text: str, out: str, places: list[int]) -> str:
        """``out`` with the words of the text that start at these places."""
        pieces: list[str] = []
        at = 0
        for start, word in self.found(text, places):
            pieces += (out[at:start], self.becomes(text, start, word))
            at = start + len(word)
        return "".join([*pieces, out[at:]]) if pieces else out

    def becomes(self, text: str, start: int, word: str) -> str:
        """What a word found at ``start`` becomes."""
        return self.words[word]


def _point(character: str) -> int:
    return min(ord(character), HOLE)


def basic(points: Points) -> npt.NDArray[np.uint16]:
    """Code points with a hole for those outside the basic plane."""
    if points.dtype == np.uint16:
        return points
    basic: npt.NDArray[np.uint16] = np.minimum(points, HOLE).astype(np.uint16)
    return basic


def _plain(view: View) -> View:
    """The view with plain characters for compatibility ideographs, as opencc reads them."""
    if not view.has(Class.COMPAT):
        return view
    points = view.points
    compat = (points >= COMPAT_LOW) & (points < COMPAT_HIGH)
    if not compat.any() and (points.dtype == np.uint16 or not (points >= COMPAT_WIDE).any()):
        return view
    return View(view.text.translate(compat_forms()))


def _decoded(simple: npt.NDArray[np.uint16], points: Points) -> str:
    if points.dtype == np.uint16:
        return spelled(simple)
    return spelled(np.where(points > HOLE, points, simple).astype(np.uint32))


@cache
def compat_forms() -> dict[int, str]:
    """Compatibility ideographs and the plain ones opencc reads them as."""
    return {ord(c): plain for c, plain in tables.words("compat").items()}


@cache
def exact() -> Converter:
    """opencc's ``t2s``."""
    return Converter(tables.words("t2s"), tables.simple())
