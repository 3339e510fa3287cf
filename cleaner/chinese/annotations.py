"""Pinyin annotations of a text: letters in brackets after a Han character.

>>> [a.letters for a in found("重(chóng)复, 会(hui)(hui)员")]
[('chóng',), ('hui', 'hui')]
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cleaner.chinese import readings
from cleaner.chinese.names import FIRST_HAN, LAST_HAN
from cleaner.regex import later

MARKED = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜüńňǹḿê"
TONES = MARKED + MARKED.upper() + "ɡɑα\u0300\u0301\u0304\u030c"
LETTERS = rf"[a-zA-Z{TONES}][a-zA-Z{TONES}:'’]{{0,6}}[1-5]?"
BRACKETED = later(rf"[(（][ \u3000]{{0,2}}({LETTERS})[ \u3000]{{0,2}}[)）]")
SPACES, REACH = " \u3000", 2
"""What may stand, so often at most, before a bracket and inside it."""
TONED = later(f"[{TONES}]")
KNOWN = 1 << 14
"""Pairs of a character and its letters kept in mind; a language has fewer."""


class Annotation(NamedTuple):
    """Letters in brackets after the character at ``start - 1``; several where they are doubled."""

    start: int
    end: int
    character: str
    letters: tuple[str, ...]

    @property
    def valid(self) -> bool:
        """Whether all the letters are readings of the character."""
        return reading(self.character, self.letters)


@lru_cache(KNOWN)
def reading(character: str, letters: tuple[str, ...]) -> bool:
    """Whether all the letters are readings of the character."""
    return all(readings.reads(character, each) for each in letters)


@lru_cache(KNOWN)
def toned(letters: tuple[str, ...]) -> bool:
    """Whether any of the letters has a tone mark."""
    return any(TONED.search(each) for each in letters)


def found(text: str) -> list[Annotation]:
    """Every bracket with letters that could be pinyin, right after a Han character."""
    every: list[Annotation] = []
    end, character = -1, ""
    for m in BRACKETED.finditer(text):
        start = m.start()
        while start > 0 and text[start - 1] in SPACES and m.start() - start < REACH:
            start -= 1
        if start and FIRST_HAN <= text[start - 1] <= LAST_HAN:
            character, end = text[start - 1], m.end()
            every.append(Annotation(start, end, character, (m[1],)))
        elif end == start and readings.reads(character, m[1]):
            end = m.end()
            every[-1] = every[-1]._replace(end=end, letters=(*every[-1].letters, m[1]))
    return every
