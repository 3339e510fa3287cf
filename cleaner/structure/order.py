"""Whether clauses stand in the order somebody wrote them in.

How a clause opens and closes tells whether a stop or a comma stands there, and a word that comes
again comes again soon. A program that shuffles clauses and leaves the marks where they were undoes
both: neither alone is enough for a page, the two together are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from math import sqrt

import numpy as np
import numpy.typing as npt

from cleaner.structure.flow import SCALE, odds
from cleaner.view import View

MIN_EDGES = 80
"""Marks between clauses, below which their order cannot be told."""
MOST_STOPS = 4
"""Stops and ends of lines for each comma; where there are more, it is a list."""
MAX_LENGTH = 4000
"""Characters that are looked at."""
STOP, COMMA = b"bc"
BOUND = 2.0
"""Log odds that one edge may say."""
NEAR = 3
"""Clauses within which a word that comes again is near."""
MAX_AGAIN = 5
"""A word that comes more often is no topic of a few clauses."""
GLANCE, LATER, FROM = 2.0, 0.05, 80
"""Log odds by single characters that leave an order open: so much, and more for each mark from a
number on. One clean text in twenty has less."""
DOUBTED, LEAST = -3.0, -6.0
"""Log odds by pairs that leave it open still, and those of an order nobody wrote. Of 430 articles
of a newspaper and 170 documents of other kinds none is below the last; of shuffled ones with 40
marks one in three is, with 80 marks two in three."""


@cache
def marks() -> npt.NDArray[np.float32]:
    """By kind: 2 for a stop, 1 for a comma."""
    made = np.zeros(256, np.float32)
    made[STOP], made[COMMA] = 2, 1
    return made


@cache
def bounded(side: str) -> dict[str, float]:
    """Log odds of a stop behind which pairs and characters open, or before which they close."""
    return {pair: max(-BOUND, min(BOUND, odd)) for pair, odd in odds(side).items()}


@cache
def single(side: str) -> npt.NDArray[np.int8]:
    """The same by the one character at the mark, for all characters, in steps of ``1 / SCALE``."""
    made = np.zeros(0x10000, np.int8)
    for pair, odd in bounded(side).items():
        if len(pair) == 1:
            made[ord(pair)] = round(odd * SCALE)
    return made


def disorder(view: View, kinds: bytes) -> float:
    """How unlikely the order of a text's clauses is, in log odds; 0 where it may be somebody's."""
    kinds = kinds[:MAX_LENGTH]
    stops, commas = kinds.count(b"b"), kinds.count(b"c")
    if stops + commas < MIN_EDGES or not 0 < stops <= MOST_STOPS * commas:
        return 0.0
    at, stop = marked(kinds)
    open_to = GLANCE + LATER * max(0, stops + commas - FROM)
    if glance(view, at, stop - stops / (stops + commas)) > open_to:
        return 0.0
    text = view.folded[:MAX_LENGTH]
    told = fit(text, at.tolist(), stop)
    if told > DOUBTED:
        return 0.0
    told += nearness(text)
    return -told if told < LEAST else 0.0


def marked(kinds: bytes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """Where marks between clauses are, but for the first and the last, and which of them stop."""
    told = marks().take(np.frombuffer(kinds, np.uint8))
    at = told.nonzero()[0][1:-1]
    return at, told.take(at) - 1


def glance(view: View, at: npt.NDArray[np.intp], beyond: npt.NDArray[np.float32]) -> float:
    """About the log odds that the stops stand where they are, by single characters.

    ``beyond`` tells by how much each mark is a stop beyond the average.
    """
    points = view.points if view.points.dtype == np.uint16 else np.minimum(view.points, 0xFFFF)
    told = single("closes").take(points.take(at - 1))
    told += single("opens").take(points.take(at + 1))
    return float(beyond.dot(told)) / SCALE


def fit(text: str, at: list[int], stop: npt.NDArray[np.float32]) -> float:
    """Log odds that stops stand where they are rather than anywhere, by pairs of characters."""
    opens, closes = bounded("opens"), bounded("closes")
    behind = [opens.get(text[n + 1 : n + 3], opens.get(text[n + 1], 0.0)) for n in at]
    before = [closes.get(text[max(0, n - 2) : n], closes.get(text[n - 1], 0.0)) for n in at]
    told, share = np.exp([*behind, *before]), float(stop.mean())
    if not 0 < share < 1:
        return 0.0
    likely = share * told / (share * told + 1 - share)
    stops = np.concatenate((stop, stop)) > 0
    return float(np.log(np.where(stops, likely / share, (1 - likely) / (1 - share))).sum())


def nearness(text: str) -> float:
    """By how many deviations words that come again come again sooner than by chance."""
    clauses = [clause for clause in re.split(r"[,。!?;:\n、]+", text) if len(clause) > 1]
    places: dict[str, list[int]] = defaultdict(list)
    for n, clause in enumerate(clauses):
        for pair in {clause[i : i + 2] for i in range(len(clause) - 1)}:
            places[pair].append(n)
    near, expected, spread = 0, 0.0, 1.0
    for at in places.values():
        if 2 <= len(at) <= MAX_AGAIN:
            chance = min(0.99, NEAR * len(at) / len(clauses))
            near += sum(b - a <= NEAR for a, b in pairwise(at))
            expected += (len(at) - 1) * chance
            spread += (len(at) - 1) * chance * (1 - chance)
    return (near - expected) / sqrt(spread)
