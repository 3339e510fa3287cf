"""Whether a page's pinyin annotations are pollution.

A mill that guards its text annotates common characters in running prose, the same ones again and
again; a textbook annotates rare characters, or rare readings, or each of a list once, or all.

>>> from cleaner.chinese.annotations import found
>>> text = "區(qū)學(xué)會(huì)動(dòng)員全區(qū)會(huì)員學(xué)習"
>>> text += ",實(shí)現(xiàn)區(qū)域聯(lián)動(dòng)"
>>> len(polluting(found(text), text))
12
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from cleaner.chinese import readings, tables
from cleaner.chinese.annotations import KNOWN, Annotation, reading, toned
from cleaner.chinese.classes import Class
from cleaner.chinese.names import FIRST_HAN, LAST_HAN
from cleaner.regex import later
from cleaner.view import View

FEWEST, FEWEST_PAIRS = 4, 3
"""Fewer annotations, or fewer different ones, are somebody's note."""
VALID = 0.8
"""Share of the syllables in brackets that must be readings of what they follow."""
COMMON_RANK, COMMON = 1500, 0.6
"""The 1,500 commonest characters make up .95 of running text; notes explain the others."""
MARK = "\x01"
CLAUSE = later(rf"[\u3400-\u9fff{MARK}]+")
NEAR = 40
"""Characters around the first annotation and the last that may belong to their clauses."""
ENOUGH = 400
"""So many annotations show how a page's stand in its text."""
PHRASE = 5
"""Han characters of a phrase at most; half of the clauses of running text have more."""
LESSON = (
    "注音", "拼音", "读音", "讀音", "多音字", "字音", "加点字",
    "加點字", "生字", "声调", "聲調", "轻声", "輕聲",
)  # fmt: skip
"""Words of pages that teach reading; they count against pollution, not decide."""
CLASSICAL, LITERARY = "之也者矣焉乎哉曰兮", 0.05
"""Characters of the old written language, and their share of a text in it: .07 and more; in today's
prose they are .015. Who annotates such a text teaches it."""
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
RUNNING = 0.9
"""Share of annotations whose next character has its reading too: mills leave .6 without."""
UNUSUAL = 0.4
"""Share of characters given a reading that is not their commonest; in running text it is .05."""


@dataclass(frozen=True)
class Evidence:
    """The annotations of a page that are readings, counted in the ways that tell."""

    annotations: list[Annotation]
    pairs: Mapping[tuple[str, tuple[str, ...]], int]
    """How often each character comes with each reading."""
    text: str

    def __len__(self) -> int:
        return len(self.annotations)

    @cached_property
    def characters(self) -> Counter[str]:
        """How often each character is annotated."""
        every: Counter[str] = Counter()
        for (character, _), n in self.pairs.items():
            every[character] += n
        return every

    @cached_property
    def first(self) -> list[Annotation]:
        """As many of the annotations as show how they stand in the text."""
        return self.annotations[:ENOUGH]

    @cached_property
    def doubled(self) -> bool:
        """Whether letters come twice in a row, more than by chance."""
        return sum(n for (_, letters), n in self.pairs.items() if len(letters) > 1) >= 2

    @cached_property
    def toneless(self) -> bool:
        """Whether hardly any have a tone."""
        return sum(n for (_, each), n in self.pairs.items() if toned(each)) <= 0.1 * len(self)

    @cached_property
    def inside(self) -> int:
        """How many of the first stand right before another Han character."""
        text = self.text
        return sum(FIRST_HAN <= text[a.end : a.end + 1] <= LAST_HAN for a in self.first)

    @cached_property
    def running(self) -> bool:
        """Whether one character after the other has its reading, as in a primer."""
        close = sum(a.end + 1 == b.start for a, b in pairwise(self.first))
        return close >= FEWEST and close >= RUNNING * self.inside


def polluting(annotations: list[Annotation], text: str) -> list[Annotation]:
    """The annotations to take out: all that are readings, where the page is polluted; else none."""
    every = Counter([(a.character, a.letters) for a in annotations])
    pairs = {pair: n for pair, n in every.items() if reading(*pair)}
    valid = [a for a in annotations if (a.character, a.letters) in pairs]
    evidence = Evidence(valid, pairs, text)
    if len(valid) < FEWEST:
        return valid if evidence.doubled else []
    syllables = sum(n for (_, letters), n in every.items() if plausible(letters))
    if len(evidence.characters) < FEWEST_PAIRS or len(valid) < VALID * syllables:
        return []
    return valid if _common(evidence) >= COMMON and points(evidence) >= CERTAIN else []


def points(evidence: Evidence) -> int:
    """How much speaks for pollution, added up; each measure is a few points for or against.

    The text around the annotations is looked at where it can still decide.
    """
    primer = evidence.running and (not evidence.toneless or _listed(evidence))
    if not evidence.doubled and (primer or _unusual(evidence) >= UNUSUAL):
        return 0
    kinds = 3 * evidence.doubled + evidence.toneless + _repeats(evidence) + _other_script(evidence)
    own = (kinds or -1) + _commonness(evidence)
    own -= 3 * (_readings_vary(evidence) >= 0.2)
    if own + MOST_AROUND < CERTAIN:
        return own
    around = own + _embedding(evidence) + _constancy(evidence) + _covering(evidence)
    return around - 2 * (around >= CERTAIN and _taught(evidence))


def _taught(evidence: Evidence) -> bool:
    """Whether the text speaks of reading, or the annotations are in the old written language."""
    if any(word in evidence.text for word in LESSON):
        return True
    first, last = evidence.annotations[0], evidence.annotations[-1]
    stretch = evidence.text[max(0, first.start - NEAR) : last.end + NEAR]
    return sum(map(stretch.count, CLASSICAL)) >= LITERARY * View(stretch).count(Class.HAN)


@lru_cache(KNOWN)
def plausible(letters: tuple[str, ...]) -> bool:
    """Whether the letters are a syllable at all."""
    known = syllables()
    return all(readings.plain(each) in known for each in letters)


@cache
def syllables() -> frozenset[str]:
    """Every syllable of the readings table, without tones."""
    return frozenset(readings.plain(each) for each in tables.readings()[2])


def _repeats(evidence: Evidence) -> int:
    """2 where each pair comes twice and more, 1 where several come again."""
    share = len(evidence) / len(evidence.pairs)
    return 2 if share >= 2 else int(share >= 1.3)


def _common(evidence: Evidence, rank: int = COMMON_RANK) -> float:
    """Share of the annotated characters that are among the so many commonest."""
    ranks = tables.rank().take([ord(c) for c in evidence.characters])
    return float((ranks <= rank).mean())


def _commonness(evidence: Evidence) -> int:
    """1 where nearly all are common, 2 more where most are what no book would annotate at all."""
    most = len(evidence) >= EVIDENT and _common(evidence, COMMONEST_RANK) >= 0.6
    return (_common(evidence) >= 0.75) + 2 * most


def _other_script(evidence: Evidence) -> int:
    """2 where the other script writes nearly all otherwise, as mills pick them; 3 where many."""
    classes = tables.classes().take([ord(c) for c in evidence.characters])
    share = float(((classes & (Class.TRADITIONAL | Class.SIMPLIFIED)) != 0).mean())
    return (2 + (len(classes) >= EVIDENT)) * (share >= 0.9)


def _unusual(evidence: Evidence) -> float:
    """Share of the pairs whose reading is not the character's commonest: a lesson on names."""
    unusual = sum(not readings.usually(c, letters[0]) for c, letters in evidence.pairs)
    return unusual / len(evidence.pairs)


def _embedding(evidence: Evidence) -> int:
    """1 where the annotations stand inside running text, -2 beside it, -4 in lists of words."""
    if _listed(evidence):
        return -4
    share = evidence.inside / len(evidence.first)
    return 1 if share >= 0.55 else -2 if share < 0.35 else 0


def _listed(evidence: Evidence) -> bool:
    """Whether nearly each annotation stands alone in a word or short phrase, or all of a word's."""
    pieces: list[str] = []
    first, text = evidence.first, evidence.text
    at = max(0, first[0].start - NEAR)
    for start, end, _, _ in first:
        pieces += (text[at:start], MARK)
        at = end
    clauses = [c for c in CLAUSE.findall("".join([*pieces, text[at : at + NEAR]])) if MARK in c]
    marks = [c.count(MARK) for c in clauses]
    lengths = sorted(len(c) - n for c, n in zip(clauses, marks, strict=True) for _ in range(n))
    alone = marks.count(1) >= 0.8 * len(first) or evidence.running
    return alone and lengths[len(lengths) // 2] <= PHRASE


def _constancy(evidence: Evidence) -> int:
    """2 where a character once annotated always is, -2 where it mostly is not."""
    annotated = evidence.characters.most_common(ENOUGH)
    again = {c: n for c, _ in annotated if (n := evidence.text.count(c)) > 1}
    share = sum(evidence.characters[c] for c in again) / max(1, sum(again.values()))
    if len(again) >= 3 and share >= 0.85:
        return 2
    return -2 if len(again) >= 2 and share < 0.5 else 0


def _readings_vary(evidence: Evidence) -> float:
    """Share of the annotated characters that are given more than one reading: a lesson on them."""
    if len(evidence.pairs) == len(evidence.characters):
        return 0.0
    given: dict[str, set[str]] = {}
    for character, letters in evidence.pairs:
        given.setdefault(character, set()).update(each.lower() for each in letters)
    return sum(len(each) > 1 for each in given.values()) / len(given)


def _covering(evidence: Evidence) -> int:
    """Against pollution where every character has its tone, as in a primer, or few have any."""
    annotations = evidence.annotations
    stretch = View(evidence.text[annotations[0].start - 1 : annotations[-1].end])
    share = len(evidence) / max(1, stretch.count(Class.HAN))
    if share >= 0.85:
        return 1 if evidence.toneless else -3
    return -1 if share < SPARSE else 0
