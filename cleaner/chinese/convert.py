"""Traditional to simplified by one table look-up and the longest words that start at each place.

``exact()`` equals opencc's ``t2s`` byte for byte: opencc, too, takes the longest word of its
dictionary at each place, else the single character. No word changes the length of a text.

>>> exact()("皇后乾隆後來乾燥")
'皇后乾隆后来干燥'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.chinese import names, tables

BITMAP = 1 << 19
COMPAT_LOW, COMPAT_HIGH, COMPAT_WIDE = 0xF900, 0xFB00, 0x2F800


ALONE = (1,)
"""Lengths of the words that start with two characters nobody knows as a start."""


class Words:
    """Finds words in a text: the longest at each place, from left to right."""

    def __init__(self, words: Iterable[str]) -> None:
        self.known = frozenset(words)
        self.opens, self.alone = np.zeros(0x10000, bool), np.zeros(0x10000, bool)
        self.opens[0xFFFF] = self.alone[0xFFFF] = True  # beyond the plane each is looked up
        self.pairs = np.zeros(BITMAP, bool)
        self.lengths: dict[str, tuple[int, ...]] = {}
        for word in sorted(self.known, key=len, reverse=True):
            first = min(ord(word[0]), 0xFFFF)
            self.opens[first] = True
            if len(word) == 1:
                self.alone[first] = True
                continue
            self.pairs[_pair(ord(word[0]), ord(word[1]))] = True
            lengths = self.lengths.get(word[:2], ALONE)
            if len(word) not in lengths:
                self.lengths[word[:2]] = (*lengths[:-1], len(word), 1)

    def met(self, text: str, points: npt.NDArray[Any]) -> set[str]:
        """The words that occur in the text; ``points`` are its code points."""
        return {word for _, word in self.found(text, _basic(points))}

    def found(self, text: str, basic: npt.NDArray[np.uint16]) -> Iterator[tuple[int, str]]:
        """Words of the text, and where they start."""
        end, known, lengths = 0, self.known, self.lengths
        for start in self.candidates(basic).tolist():
            if start < end:
                continue
            for length in lengths.get(text[start : start + 2], ALONE):
                word = text[start : start + length]
                if word in known:
                    yield start, word
                    end = start + len(word)
                    break

    def candidates(self, basic: npt.NDArray[np.uint16]) -> npt.NDArray[np.intp]:
        """Places where a word may start."""
        places = self.opens.take(basic).nonzero()[0]
        first = basic.take(places)
        pair = _pair(first.astype(np.uint32), basic.take(places + 1, mode="clip"))
        found: npt.NDArray[np.intp] = places[self.pairs.take(pair) | self.alone.take(first)]
        return found


class Converter(Words):
    """A conversion that keeps every character's place: single characters, and words over them."""

    SHAPED: frozenset[str] = frozenset()
    """Single characters that what stands around them decides."""

    def __init__(self, words: Mapping[str, str], simple: npt.NDArray[np.uint16]) -> None:
        self.words, self.simple = words, simple.copy()
        plain = {w for w in words if len(w) == 1 and max(w, words[w]) < "\U00010000"} - self.SHAPED
        for each in plain:
            self.simple[ord(each)] = ord(words[each])
        super().__init__(w for w in words if w not in plain)

    def __call__(self, text: str) -> str:
        """The text converted, character for character."""
        from cleaner.view import View

        return self.convert(text, View(text).points)

    def convert(self, text: str, points: npt.NDArray[Any]) -> str:
        """The text converted; ``points`` are its code points."""
        if _has_compat(points):
            text = text.translate(compat())
            points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        basic = _basic(points)
        out = _decoded(self.simple, points, basic)
        pieces: list[str] = []
        at = 0
        for start, word in self.found(text, basic):
            pieces += (out[at:start], self.becomes(text, start, word))
            at = start + len(word)
        return "".join([*pieces, out[at:]]) if pieces else out

    def becomes(self, text: str, start: int, word: str) -> str:
        """What a word found at ``start`` becomes."""
        return self.words[word]


def _pair(first: Any, second: Any) -> Any:
    """A place in the bitmap of two-character starts; beyond the plane all count as 0xFFFF."""
    if isinstance(first, int):
        first, second = min(first, 0xFFFF), min(second, 0xFFFF)
    return (first * 40503 + second) & (BITMAP - 1)


def _basic(points: npt.NDArray[Any]) -> npt.NDArray[np.uint16]:
    """Code points with 0xFFFF for those outside the basic plane."""
    if points.dtype == np.uint16:
        return points
    basic: npt.NDArray[np.uint16] = np.minimum(points, 0xFFFF).astype(np.uint16)
    return basic


def _has_compat(points: npt.NDArray[Any]) -> bool:
    compat = points - COMPAT_LOW < COMPAT_HIGH - COMPAT_LOW  # unsigned: what is lower is beyond
    wide = points.dtype != np.uint16 and bool((points >= COMPAT_WIDE).any())
    return wide or bool(compat.any())


def _decoded(simple: Any, points: Any, basic: npt.NDArray[np.uint16]) -> str:
    if points.dtype == np.uint16:
        return str(simple.take(points).tobytes(), "utf-16-le", "surrogatepass")
    wide = np.where(points > 0xFFFF, points, simple.take(basic)).astype(np.uint32)
    return str(wide.tobytes(), "utf-32-le", "surrogatepass")


@cache
def compat() -> dict[int, str]:
    """Compatibility ideographs and the plain ones opencc reads them as."""
    return {ord(c): plain for c, plain in tables.words("compat").items()}


@cache
def exact() -> Converter:
    """opencc's ``t2s``."""
    return Converter(tables.words("t2s"), tables.simple())


class Corrected(Converter):
    """t2s with the corrections; a lone 著, 乾 or 於 is decided by what stands around it."""

    SHAPED = frozenset("著乾")

    def becomes(self, text: str, start: int, word: str) -> str:
        """What a word becomes, names and authors seen by their shape."""
        if word == "乾" and not names.dried(text, start):
            return word
        if word == "著" and names.authored(text, start):
            return word
        if word[-1] == "著" != word and names.published(text, start + len(word)):
            return self.words[word][:-1] + "著"
        if word == "新著" and text[start - 1 : start] in names.RENEWING and start:
            return "新着"
        if word[0] == "著" and names.particle(text, start):
            return "着" + exact()(word[1:])
        if word in ("著作", "著名") and not names.published(text, start + 1):
            return "着" + word[1]
        if word[0] == "於" and word[1:] in names.TITLES and names.surname(text, start):
            return "於" + self.words[word][1:]
        return self.words[word]


@cache
def corrected(particle: bool = True, taiwan: bool = False) -> Corrected:
    """t2s as it should be; ``particle``: a lone 著 is 着; ``taiwan``: with the mainland's words."""
    words = dict(tables.words("auto"))
    if not particle:
        del words["著"]
    if taiwan:
        words |= {w: to for w, to in tables.words("taiwan").items() if w not in words}
    words |= {"乾": "干"} | {"於" + title: "于" + exact()(title) for title in names.TITLES}
    return Corrected(words, tables.simple())
