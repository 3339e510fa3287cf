"""Traditional to simplified by one table look-up and the longest words that start at each place.

``exact()`` equals opencc's ``t2s`` byte for byte: opencc, too, takes the longest word of its
dictionary at each place, else the single character. No word changes the length of a text.

>>> exact()("皇后乾隆後來乾燥")
'皇后乾隆后来干燥'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.chinese import names, tables

BITMAP = 1 << 16
STARTS_WORD, STANDS_ALONE = 1, 2
COMPAT_LOW, COMPAT_HIGH, COMPAT_WIDE = 0xF900, 0xFB00, 0x2F800


class Converter:
    """A conversion that keeps every character's place: single characters, and words over them."""

    def __init__(self, words: Mapping[str, str], simple: npt.NDArray[np.uint16]) -> None:
        self.words, self.simple = words, simple
        self.starts = np.zeros(0x10000, np.uint8)
        self.starts[0xFFFF] = STANDS_ALONE  # outside the basic plane: each is looked up
        self.pairs = np.zeros(BITMAP, bool)
        self.longest: dict[str, int] = {}
        for word in words:
            self.starts[min(ord(word[0]), 0xFFFF)] |= STARTS_WORD if word[1:] else STANDS_ALONE
            self.longest[word[0]] = max(len(word), self.longest.get(word[0], 1))
            if word[1:]:
                self.pairs[_pair(ord(word[0]), ord(word[1]))] = True

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

    def met(self, text: str) -> set[str]:
        """The words that occur in the text."""
        from cleaner.view import View

        return {word for _, word in self.found(text, _basic(View(text).points))}

    def found(self, text: str, basic: npt.NDArray[np.uint16]) -> Iterator[tuple[int, str]]:
        """Words of the text from left to right, the longest at each place."""
        end = 0
        for start in self.candidates(basic).tolist():
            if start < end:
                continue
            for length in range(self.longest.get(text[start], 1), 0, -1):
                word = text[start : start + length]
                if word in self.words:
                    yield start, word
                    end = start + len(word)
                    break

    def becomes(self, text: str, start: int, word: str) -> str:
        """What a word found at ``start`` becomes."""
        return self.words[word]

    def candidates(self, basic: npt.NDArray[np.uint16]) -> npt.NDArray[np.intp]:
        """Places where a word may start."""
        starts = self.starts[basic]
        places = np.flatnonzero(starts)
        if not len(places):
            return places
        second = basic[np.minimum(places + 1, len(basic) - 1)]
        pair = self.pairs[_pair(basic[places].astype(np.uint32), second)]
        found: npt.NDArray[np.intp] = places[pair | (starts[places] >= STANDS_ALONE)]
        return found


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
    compat = (points >= COMPAT_LOW) & (points < COMPAT_HIGH)
    wide = points.dtype != np.uint16 and bool((points >= COMPAT_WIDE).any())
    return wide or bool(compat.any())


def _decoded(simple: Any, points: Any, basic: npt.NDArray[np.uint16]) -> str:
    if points.dtype == np.uint16:
        return bytes(simple[points]).decode("utf-16-le", "surrogatepass")
    wide = np.where(points > 0xFFFF, points, simple[basic]).astype(np.uint32)
    return bytes(wide).decode("utf-32-le", "surrogatepass")


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

    def becomes(self, text: str, start: int, word: str) -> str:
        """What a word becomes, names and authors seen by their shape."""
        if word == "乾" and not names.dried(text, start):
            return word
        if word == "著" and names.authored(text, start):
            return word
        if word[-1] == "著" != word and names.published(text, start + len(word)):
            return self.words[word][:-1] + "著"
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
