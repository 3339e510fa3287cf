"""Pinyin annotations of a text, and whether they are pollution.

A mill that guards its text annotates common characters in running prose, the same ones again and
again; a textbook annotates rare characters, or each of a list once.

>>> text = "區(qū)學(xué)會(huì)動(dòng)員全區(qū)會(huì)員學(xué)習"
>>> text += ",實(shí)現(xiàn)區(qū)域聯(lián)動(dòng)"
>>> len(polluting(found(text), text))
12
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, cached_property

from cleaner.chinese import readings, tables
from cleaner.chinese.classes import Class
from cleaner.view import View

MARKED = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜüńňǹḿê"
TONES = MARKED + MARKED.upper() + "ɡɑα\u0300\u0301\u0304\u030c"
LETTERS = rf"[a-zA-Z{TONES}][a-zA-Z{TONES}:'’]{{0,6}}[1-5]?"
BRACKETED = re.compile(rf"[(（][ \u3000]{{0,2}}({LETTERS})[ \u3000]{{0,2}}[)）]")
SPACES, REACH = " \u3000", 2
"""What may stand, so often at most, before a bracket and inside it."""
HAN = re.compile("[㐀-\u9fff]")
TONED = re.compile(f"[{TONES}]")


@dataclass(frozen=True)
class Annotation:
    """Letters in brackets after the character at ``start - 1``; several where they are doubled."""

    start: int
    end: int
    character: str
    letters: tuple[str, ...]

    @cached_property
    def valid(self) -> bool:
        return all(readings.reads(self.character, each) for each in self.letters)

    @property
    def toned(self) -> bool:
        return any(TONED.search(each) for each in self.letters)


def found(text: str) -> list[Annotation]:
    """Every bracket with letters that could be pinyin, right after a Han character."""
    every: list[Annotation] = []
    for m in BRACKETED.finditer(text):
        start = m.start()
        while start > 0 and text[start - 1] in SPACES and m.start() - start < REACH:
            start -= 1
        last = every[-1] if every else None
        if start and HAN.match(text, start - 1):
            every.append(Annotation(start, m.end(), text[start - 1], (m[1],)))
        elif last and last.end == start and readings.reads(last.character, m[1]):
            every[-1] = replace(last, end=m.end(), letters=(*last.letters, m[1]))
    return every


FEWEST, FEWEST_PAIRS = 4, 3
"""Fewer annotations, or fewer different ones, are somebody's note."""
VALID = 0.8
"""Share of the syllables in brackets that must be readings of what they follow."""
COMMON_RANK, COMMON = 1500, 0.6
"""The 1,500 commonest characters make up .95 of running text; notes explain the others."""
MARK = "\x01"
CLAUSE = re.compile(rf"[\u3400-\u9fff{MARK}]+")
NEAR = 40
"""Characters around the first annotation and the last that may belong to their clauses."""
PHRASE = 5
"""Han characters of a phrase at most; half of the clauses of running text have more."""
LESSON = (
    "注音", "拼音", "读音", "讀音", "多音字", "字音", "加点字",
    "加點字", "生字", "声调", "聲調", "轻声", "輕聲",
)  # fmt: skip
"""Words of pages that teach reading; they count against pollution, not decide."""
SPARSE = 0.06
"""Share of the characters annotated below which a page explains words rather than is polluted."""
COMMONEST_RANK = 600
"""The 600 commonest make up .8 of running text; every reader knows them."""
MOST_AROUND = 4
"""The most points the text around annotations can add."""
EVIDENT = 8
"""So many annotations, or characters, of a kind are no chance."""
CERTAIN = 4
"""Points at which annotations are pollution. Made pages of both kinds lie at 0-2 and at 4-9."""


def polluting(annotations: list[Annotation], text: str) -> list[Annotation]:
    """The annotations to take out: all that are readings, where the page is polluted; else none."""
    valid = [a for a in annotations if a.valid]
    if len(valid) < FEWEST:
        return valid if _doubled(valid) >= 2 else []
    syllables = sum(plausible(a) for a in annotations)
    if len({a.character for a in valid}) < FEWEST_PAIRS or len(valid) < VALID * syllables:
        return []
    return valid if _common(valid) >= COMMON and points(valid, text) >= CERTAIN else []


def points(valid: list[Annotation], text: str) -> int:
    """How much speaks for pollution, added up; each measure is a few points for or against.

    The text around the annotations is looked at where it can still decide.
    """
    own = sum(
        (
            3 * (_doubled(valid) >= 2),
            1 * _toneless(valid),
            _repeats(valid),
            _other_script(valid),
            -3 * (_readings_vary(valid) >= 0.2),
            _commonness(valid),
        )
    )
    if own + MOST_AROUND < CERTAIN:
        return own
    around = own + _embedding(valid, text) + _constancy(valid, text) + _covering(valid, text)
    return around - 2 * (around >= CERTAIN and any(word in text for word in LESSON))


def plausible(a: Annotation) -> bool:
    """Whether the letters are a syllable at all."""
    known = syllables()
    return all(readings.plain(each) in known for each in a.letters)


@cache
def syllables() -> frozenset[str]:
    """Every syllable of the readings table, without tones."""
    return frozenset(readings.plain(each) for each in tables.readings()[2])


def _doubled(valid: list[Annotation]) -> int:
    return sum(len(a.letters) > 1 for a in valid)


def _repeats(valid: list[Annotation]) -> int:
    """2 where each pair comes twice and more, 1 where several come again."""
    share = len(valid) / len({(a.character, a.letters) for a in valid})
    return 2 if share >= 2 else int(share >= 1.3)


def _common(valid: list[Annotation], rank: int = COMMON_RANK) -> float:
    """Share of the annotated characters that are among the so many commonest."""
    ranks, characters = tables.rank(), {a.character for a in valid}
    return sum(int(ranks[min(ord(c), 0xFFFF)]) <= rank for c in characters) / len(characters)


def _commonness(valid: list[Annotation]) -> int:
    """1 where nearly all are common, 2 more where most are what no book would annotate at all."""
    most = len(valid) >= EVIDENT and _common(valid, COMMONEST_RANK) >= 0.6
    return (_common(valid) >= 0.75) + 2 * most


def _other_script(valid: list[Annotation]) -> int:
    """2 where the other script writes nearly all otherwise, as mills pick them; 3 where many."""
    table, characters = tables.classes(), {a.character for a in valid}
    both = Class.TRADITIONAL | Class.SIMPLIFIED
    share = sum(bool(table[ord(c)] & both) for c in characters) / len(characters)
    return (2 + (len(characters) >= EVIDENT)) * (share >= 0.9)


def _embedding(valid: list[Annotation], text: str) -> int:
    """1 where the annotations stand inside running text, -2 beside it, -4 in lists of words."""
    if _listed(valid, text):
        return -4
    table = tables.classes()
    inside = sum(a.end < len(text) and bool(table[ord(text[a.end])] & Class.HAN) for a in valid)
    share = inside / len(valid)
    return 1 if share >= 0.55 else -2 if share < 0.35 else 0


def _listed(valid: list[Annotation], text: str) -> bool:
    """Whether nearly each annotation stands alone in a word or short phrase, as exercises do."""
    pieces: list[str] = []
    at = max(0, valid[0].start - NEAR)
    for a in valid:
        pieces += (text[at : a.start], MARK)
        at = a.end
    clauses = [c for c in CLAUSE.findall("".join([*pieces, text[at : at + NEAR]])) if MARK in c]
    lengths = sorted(len(c) - c.count(MARK) for c in clauses for _ in range(c.count(MARK)))
    alone = sum(c.count(MARK) == 1 for c in clauses)
    return lengths[len(lengths) // 2] <= PHRASE and bool(alone >= 0.8 * len(valid))


def _constancy(valid: list[Annotation], text: str) -> int:
    """2 where a character once annotated always is, -2 where it mostly is not."""
    annotated = Counter(a.character for a in valid)
    again = {c: n for c in annotated if (n := text.count(c)) > 1}
    share = sum(annotated[c] for c in again) / max(1, sum(again.values()))
    if len(again) >= 3 and share >= 0.85:
        return 2
    return -2 if len(again) >= 2 and share < 0.5 else 0


def _readings_vary(valid: list[Annotation]) -> float:
    """Share of the annotated characters that are given more than one reading: a lesson on them."""
    given: dict[str, set[str]] = {}
    for a in valid:
        given.setdefault(a.character, set()).update(each.lower() for each in a.letters)
    return sum(len(each) > 1 for each in given.values()) / len(given)


def _toneless(valid: list[Annotation]) -> bool:
    return sum(not a.toned for a in valid) >= 0.9 * len(valid)


def _covering(valid: list[Annotation], text: str) -> int:
    """Against pollution where every character has its tone, as in a primer, or few have any."""
    stretch = View(text[valid[0].start - 1 : valid[-1].end])
    share = len(valid) / max(1, stretch.count(Class.HAN))
    if share >= 0.85:
        return 1 if _toneless(valid) else -3
    return -1 if share < SPARSE else 0
