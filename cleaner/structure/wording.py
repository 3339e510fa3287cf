"""Text a program has rewritten: words swapped inside compounds, clauses put out of order."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cleaner.structure import words
from cleaner.view import View

MIX = 40503
"""Multiplies the first of two characters (Knuth's golden ratio for 16 bits)."""
FAVOURITES = frozenset(
    re.findall(
        "..",
        "勾当很是糊口轨制鼎新感化出格不竭起头体例康健国度缔造扶植咱们必需名目尺度产物进修"
        "包管当局周全由过邦度效劳根底墟市成长鼓励前提实行帮忙题目干系履历教诲平安安康本钱"
        "办理紧张头脑国民单元步伐讯息事情",
    )
)
"""Words that rewriting programs put for everyday ones. Each is a word of its own; many different
ones close together are no writer's choice."""
MIN_DIFFERENT = 4
"""Different favourites in a text; most genuine texts have none, one in fifty has three."""
MIN_FAVOURITES = 4
"""For every 1,000 characters; genuine texts with three have two, rewritten ones six and more."""
SHORTEST, LONGEST = 3, 8
"""Characters of a compound with a swapped part."""
MIN_SPUN = 3
"""Spun compounds in a text, two of them different; one may be a name."""
MIN_SPUN_RATE = 0.3
"""For every 1,000 characters; spun pages have 3 and more."""
ORDINAL = re.compile("([一二三四五六七八九十])(?:[是、]|[,，](?<=第..)|[)）](?<=[（(]..))")
"""``二是``, ``二、``, ``第二,``, ``(二)``."""
THIRD = re.compile("三[是、，,)）条]")
"""Three steps backward take a third item; a pattern that begins with one character is fast."""
NUMERALS = "一二三四五六七八九十"
MISPLACED = (
    ("、", re.compile(rf"、(?<=[,，][{NUMERALS}]、)(?![{NUMERALS}])")),
    ("）", re.compile(rf"）(?<=[,，]（[{NUMERALS}]）)")),
    (")", re.compile(rf"\)(?<=[,，]\([{NUMERALS}]\))")),
    ("条", re.compile(rf"条(?<=[,，]第[{NUMERALS}]条)[ \u3000]")),
)
"""A heading's number behind a comma; each pattern begins with one character, which is fast."""
VALUES = {numeral: value for value, numeral in enumerate(NUMERALS, 1)}
BEFORE = frozenset("。;；,，:：\n \u3000")
"""What an ordinal stands behind, if not at the text's begin."""
MIN_BACKWARD = 3
"""Steps backward that a text's ordinals take, other than to one."""
MIN_BACKWARD_SHARE = 0.3


def spun(view: View) -> float:
    """Spun compounds for every 1,000 characters.

    >>> round(spun(View("邦度统计局要求根底设施平安管理,邦度统计局")))
    143
    """
    places = near(view)
    if len(places) < MIN_SPUN:
        return 0.0
    text = view.text
    found = [hit for at in places if (hit := compound(text, at))]
    rate = 1000 * len(found) / len(text)
    if len(found) >= MIN_SPUN and len(set(found)) > 1 and rate >= MIN_SPUN_RATE:
        return rate
    if len(places) < max(MIN_DIFFERENT, MIN_FAVOURITES * len(text) / 1000):
        return 0.0
    loved = [pair for at in places if (pair := text[at : at + 2]) in FAVOURITES]
    rate = 1000 * len(loved) / len(text)
    return rate if len(set(loved)) >= MIN_DIFFERENT and rate >= MIN_FAVOURITES else 0.0


def near(view: View) -> list[int]:
    """Where swapped words may stand: pairs with the hash of one."""
    points = view.points.astype(np.uint16, copy=False)
    pairs = points[:-1] * MIX
    pairs += points[1:]
    places: list[int] = hashes()[pairs].nonzero()[0].tolist()
    return places


@cache
def hashes() -> npt.NDArray[np.bool_]:
    """Which hashes of two characters a swapped word has."""
    table = np.zeros(1 << 16, bool)
    for swap in {*words.swaps(), *FAVOURITES}:
        table[(ord(swap[0]) * MIX + ord(swap[1])) & 0xFFFF] = True
    return table


@cache
def context() -> frozenset[str]:
    """The swapped words with the character before or behind them in a spun compound."""
    found = set()
    for word in words.spun():
        for swap in words.swaps():
            at = word.find(swap)
            if at >= 0:
                found |= {word[max(0, at - 1) : at + 2], word[at : at + 3]}
    return frozenset(found - set(words.swaps()))


def compound(text: str, at: int) -> str:
    """The spun compound around a place, if one is there."""
    if text[at : at + 3] not in context() and text[max(0, at - 1) : at + 2] not in context():
        return ""
    for begin in range(max(0, at + 2 - LONGEST), at + 1):
        for end in range(max(begin + SHORTEST, at + 2), begin + LONGEST + 1):
            if text[begin:end] in words.spun():
                return text[begin:end]
    return ""


def shuffled(text: str) -> float:
    """Places where a text runs backward, for each step of its counts and marks.

    Ordinals that go back other than to one, headings behind a comma, quotations closed twice.
    """
    backward = steps = lost = 0
    if THIRD.search(text):
        backward, steps = backward_steps(text)
        lost = sum(len(pattern.findall(text)) for sign, pattern in MISPLACED if sign in text)
    lost += sum("“" not in between for between in text.split("”")[1:-1])
    if backward + lost < MIN_BACKWARD or backward + lost < MIN_BACKWARD_SHARE * steps:
        return 0.0
    return (backward + lost) / (steps + lost)


def backward_steps(text: str) -> tuple[int, int]:
    """Steps between ordinals that go backward, and all but those to one."""
    found = [VALUES[m[1]] for m in ORDINAL.finditer(text) if opens(text, m)]
    steps = [b - a for a, b in pairwise(found) if b != 1]
    return sum(step < 0 for step in steps), len(steps)


def opens(text: str, ordinal: re.Match[str]) -> bool:
    """Whether an ordinal begins a clause."""
    at = ordinal.start() - (ordinal[0][-1] in ",，)）")
    return at <= 0 or text[at - 1] in BEFORE
