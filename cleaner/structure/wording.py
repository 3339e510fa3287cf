"""Text whose clauses a program has put out of order."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from cleaner.regex import later

ORDINAL = later(
    rb"n(?:[Ie](?:(?<=[bcs]..)|(?<!...))"
    rb"|c(?<=N..)(?:(?<=[bcs]...)|(?<!....))|\)(?<=\(..)(?:(?<=[bcs]...)|(?<!....)))",
    re.DOTALL,
)
"""``二是``, ``二、``, ``第二,``, ``(二)`` where a clause begins."""
THIRD = later("三[是、，,)）条]")
"""Three steps backward take a third item."""
MISPLACED = later(rb"cne(?!n)|c\(n\)|cNnJs")
"""A heading's number behind a comma."""
VALUES = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
MIN_BACKWARD = 3
"""Steps backward that a text's ordinals take, other than to one."""
MIN_BACKWARD_SHARE = 0.3
LOOKED = 5
"""Ordinals of which one step must go backward, for the others to be looked at."""


def shuffled(text: str, kinds: bytes) -> float:
    """Places where a text runs backward, for each step of its counts and marks.

    Ordinals that go back other than to one, headings behind a comma, quotations closed twice.
    """
    backward = steps = lost = 0
    if THIRD.search(text):
        backward, steps = backward_steps(text, kinds)
        lost = len(MISPLACED.findall(kinds))
    if kinds.count(b"q") > MIN_BACKWARD:
        lost += sum("“" not in between for between in text.split("”")[1:-1])
    if backward + lost < MIN_BACKWARD or backward + lost < MIN_BACKWARD_SHARE * steps:
        return 0.0
    return (backward + lost) / (steps + lost)


def backward_steps(text: str, kinds: bytes) -> tuple[int, int]:
    """Steps between ordinals that go backward, and all but those to one."""
    at = ORDINAL.finditer(kinds)
    found = [VALUES[text[m.start()]] for m in islice(at, LOOKED)]
    if not goes_back(found):
        return 0, 0
    found += [VALUES[text[m.start()]] for m in at]
    return goes_back(found), len(found[1:]) - found[1:].count(1)


def goes_back(numbers: list[int]) -> int:
    """How many steps go backward, other than to one."""
    return sum([after < before and after != 1 for before, after in pairwise(numbers)])
