"""Whether letters are a reading of a character, with tone marks or without.

>>> reads("会", "huì"), reads("会", "hui"), reads("女", "nv"), reads("会", "km")
(True, True, True, False)
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from cleaner.chinese import tables

MARKS = "\u0300\u0301\u0304\u030c\u0306\u0302"
"""Combining tones; a breve or a circumflex stands for the caron where a font had none."""
TONE = dict(zip(MARKS, (4, 2, 1, 3, 3, 3), strict=True))
WITHOUT_DOTS = frozenset("jqxy")
"""After these ü is written u; some fonts and typists write it out."""
PLAIN = {"ɡ": "g", "ɑ": "a", "α": "a", "v": "ü", "’": "", "'": "", "ê": "e"}


@lru_cache(1 << 14)
def plain(letters: str) -> str:
    """Letters without tones, lower case, ü for v and u:, the font's ɡ and ɑ as g and a."""
    apart = unicodedata.normalize("NFD", letters.lower().replace("u:", "ü"))
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in MARKS))
    letters = "".join(PLAIN.get(c, c) for c in bare if not c.isdigit())
    return letters.replace("ü", "u") if letters[:1] in WITHOUT_DOTS else letters


@cache
def toneless(character: str) -> frozenset[str]:
    """Every reading of a character without its tone; u stands for ü too, as typists write it."""
    point = ord(character)
    if point > 0xFFFF:
        return frozenset()
    first, numbers, syllables = tables.readings()
    bare = {plain(syllables[n]) for n in numbers[first[point] : first[point + 1]].tolist()}
    retroflex = {"r"} if character in "儿兒" else set()
    return frozenset(bare | {s.replace("ü", "u") for s in bare} | retroflex)


@lru_cache(1 << 14)
def usually(character: str, letters: str) -> bool:
    """Whether the letters are the commonest reading of the character; a tone must be its own."""
    usual = tables.usual(character)
    return plain(letters) == plain(usual) and tone(letters) in (0, tone(usual))


def tone(letters: str) -> int:
    """The tone marked on the letters, 1 to 4, or 0."""
    apart = unicodedata.normalize("NFD", letters.lower())
    return next((TONE[c] for c in apart if c in TONE), 0)


def reads(character: str, letters: str) -> bool:
    """Whether the letters are one of the character's readings."""
    return plain(letters) in toneless(character)
