"""Whether running text goes on from one line to the next, by the two characters on either side.

Counted from a newspaper and from reviews by ``make_flow.py``: how often text runs on past the pair
before the seam, how often it does so before the pair behind it, and how often the two characters at
the seam stand together. The three are added as a naive Bayes model adds them.

>>> is_carried("值班人员应当每隔两个小时对", "配电室巡视一遍。")
True
>>> is_carried("怎样提高学习的效率", "许多同学觉得时间总是不够。")
False
"""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.regex import later
from cleaner.structure.shapes import CLAUSE, HEADED

PATH = Path(__file__).with_name("flow.npz")
SCALE = 8
"""Steps of one unit of log odds in the shipped bytes."""
SMOOTH = 0.5
"""Added to both counts of a pair, so that one never seen has odds too (Jeffreys)."""
CLASSES = str.maketrans("123456789" + "bcdefghijklmnopqrstuvwxyz", "0" * 9 + "a" * 25) | {
    ord(c): "a" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
}
"""Digits count as one character, Latin letters as another."""
MARKS = frozenset("，。、；：！？…,;:!?.")
"""The counts know nothing of lines that end with these."""
MOST = 2.0
"""What one of the three may say for a seam: alone it is not enough, and a rare pair is loud."""
OPEN, HANGS = 2.5, 6.0
"""Log odds of an end from which on it is enough alone, and what it counts for: no headline of 180
and no heading of 90 ends so unless the rest speaks against it."""
NEVER = -3 * MOST
"""Where a line ends or begins with a mark, which the counts know nothing of."""
USUAL, LONGER = 15, 0.15
"""Characters of a usual heading, and the log odds of a cut for each character beyond."""
CARRIED = 1.3
"""Log odds that stand alone: 3 of 4 cuts in the first line of a newspaper's paragraphs pass, one
headline of 100, and in reports as many."""
LIKELY = 0.5
"""Log odds at which 4 of 5 cuts pass and two headlines of 100."""

ASKING = later("怎样|怎么|如何|为什么|为何|什么是|哪些|关于|浅谈")
"""How headings begin that name a question."""
TOLD = 1.5
"""Log odds that a line is no heading: of articles where others are sentences, of two marks."""
MIN_MARKS = 2
"""Commas that make a line running text; headings have one at most."""


@cache
def table() -> dict[str, npt.NDArray[Any]]:
    """The shipped arrays."""
    with np.load(PATH) as data:
        return dict(data.items())


@cache
def odds(side: str) -> dict[str, float]:
    """Log odds by pair and by character, of ``ends`` or ``begins``."""
    words, values = table()[side], table()[f"{side}_odds"] / SCALE
    return dict(zip(words.tolist(), values.tolist(), strict=True))


@cache
def pairs() -> dict[str, int]:
    """How often two characters were seen together."""
    return dict(zip(table()["pairs"].tolist(), table()["seen"].tolist(), strict=True))


@cache
def apart() -> tuple[memoryview, memoryview, int]:
    """How often each character was seen first and second in a pair, and all pairs, for one look."""
    words = table()
    return words["left"].data, words["right"].data, int(words["total"][0])


def classed(character: str) -> str:
    """A character as it was counted: one digit and one letter stand for all."""
    return character.translate(CLASSES) if character.isascii() else character


@cache
def both() -> tuple[dict[str, float], dict[str, float]]:
    """The odds of ends and of begins, what each may say at most."""
    ends = {k: HANGS if odd >= OPEN else min(odd, MOST) for k, odd in odds("ends").items()}
    return ends, {k: min(odd, MOST) for k, odd in odds("begins").items()}


def sides(before: str, after: str) -> float:
    """Log odds that text goes on, by each side alone."""
    ends, begins = both()
    end, begin = ends.get(before[-2:]), begins.get(after[:2])
    if end is None:
        end = ends.get(classed(before[-1:]), NEVER)
    if begin is None:
        begin = begins.get(classed(after[:1]), NEVER)
    return end + begin


def tie(first: str, second: str) -> float:
    """Log odds that two characters stand together rather than by chance."""
    first, second = classed(first), classed(second)
    a, b = ord(first), ord(second)
    if a > 0xFFFF or b > 0xFFFF:
        return 0.0
    left, right, total = apart()
    chance = left[a] * right[b] / total
    return log((pairs().get(first + second, 0) + SMOOTH) / (chance + SMOOTH))


def carries(before: str, after: str) -> float:
    """Log odds that running text goes on over a seam, at most ``3 * MOST``."""
    told = sides(before, after)
    return told + min(tie(before[-1], after[0]), MOST) if told > NEVER else NEVER


def surplus(before: str) -> float:
    """Log odds that a line is no heading, by its length."""
    size = len(before)
    return LONGER * (size - USUAL if size < 2 * USUAL else USUAL)


def weight(paragraph: str, articled: bool) -> float:
    """Log odds that a paragraph is no heading, before its end is looked at.

    ``articled`` tells of an article in a text whose articles are sentences.
    """
    if HEADED.match(paragraph):
        return TOLD if articled else 3 * NEVER
    if ASKING.match(paragraph):
        return NEVER
    return surplus(paragraph) + (TOLD if len(CLAUSE.findall(paragraph)) >= MIN_MARKS else 0)


def is_carried(before: str, after: str) -> bool:
    """Whether a line without a mark, short as a heading, was surely cut."""
    if before[-1] in MARKS:
        return False
    least = CARRIED - surplus(before)
    told = sides(before, after)
    return told >= least - MOST and told + min(tie(before[-1], after[0]), MOST) >= least
