"""Text a program has rewritten: words swapped inside compounds, clauses put out of order."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cleaner.structure import words
from cleaner.view import View

MIX = np.uint16(40503)
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
ORDINAL = re.compile(
    rb"n(?:[Ie](?:(?<=[bcs]..)|(?<!...))"
    rb"|c(?<=N..)(?:(?<=[bcs]...)|(?<!....))|\)(?<=\(..)(?:(?<=[bcs]...)|(?<!....)))",
    re.DOTALL,
)
"""``二是``, ``二、``, ``第二,``, ``(二)`` where a clause begins."""
THIRD = re.compile("三[是、，,)）条]")
"""Three steps backward take a third item."""
MISPLACED = tuple(map(re.compile, (rb"cne(?!n)", rb"c\(n\)", rb"cNnJs")))
"""A heading's number behind a comma."""
VALUES = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
MIN_BACKWARD = 3
"""Steps backward that a text's ordinals take, other than to one."""
MIN_BACKWARD_SHARE = 0.3


def spun(view: View) -> float:
    """Spun compounds for every 1,000 characters.

    >>> round(spun(View("邦度统计局要求根底设施平安管理,邦度统计局")))
    143
    """
    hits = swapped(view)
    if np.count_nonzero(hits) < MIN_SPUN:
        return 0.0
    text, at_hits, around = view.text, hits.nonzero()[0].tolist(), context()
    near = [at for at in at_hits if text[at : at + 3] in around or text[at - 1 : at + 2] in around]
    found = [hit for at in near if (hit := compound(text, at))] if len(near) >= MIN_SPUN else []
    rate = 1000 * len(found) / len(text)
    if len(found) >= MIN_SPUN and len(set(found)) > 1 and rate >= MIN_SPUN_RATE:
        return rate
    if len(at_hits) < max(MIN_DIFFERENT, MIN_FAVOURITES * len(text) / 1000):
        return 0.0
    loved = [pair for at in at_hits if (pair := text[at : at + 2]) in FAVOURITES]
    rate = 1000 * len(loved) / len(text)
    return rate if len(set(loved)) >= MIN_DIFFERENT and rate >= MIN_FAVOURITES else 0.0


def swapped(view: View) -> npt.NDArray[np.bool_]:
    """Where swapped words may stand: pairs with the hash of one."""
    points = view.points.astype(np.uint16, copy=False)
    pairs = points[:-1] * MIX
    pairs += points[1:]
    found: npt.NDArray[np.bool_] = hashes().take(pairs)
    return found


@cache
def hashes() -> npt.NDArray[np.bool_]:
    """Which hashes of two characters a swapped word has."""
    table = np.zeros(1 << 16, bool)
    for swap in {*words.swaps(), *FAVOURITES}:
        table[(ord(swap[0]) * int(MIX) + ord(swap[1])) & 0xFFFF] = True
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
    for begin in range(max(0, at + 2 - LONGEST), at + 1):
        for end in range(max(begin + SHORTEST, at + 2), begin + LONGEST + 1):
            if text[begin:end] in words.spun():
                return text[begin:end]
    return ""


def shuffled(text: str, kinds: bytes) -> float:
    """Places where a text runs backward, for each step of its counts and marks.

    Ordinals that go back other than to one, headings behind a comma, quotations closed twice.
    """
    backward = steps = lost = 0
    if THIRD.search(text):
        backward, steps = backward_steps(text, kinds)
        lost = sum([len(pattern.findall(kinds)) for pattern in MISPLACED])
    if kinds.count(b"q") > MIN_BACKWARD:
        lost += sum("“" not in between for between in text.split("”")[1:-1])
    if backward + lost < MIN_BACKWARD or backward + lost < MIN_BACKWARD_SHARE * steps:
        return 0.0
    return (backward + lost) / (steps + lost)


def backward_steps(text: str, kinds: bytes) -> tuple[int, int]:
    """Steps between ordinals that go backward, and all but those to one."""
    found = [VALUES[text[m.start()]] for m in ORDINAL.finditer(kinds)]
    backward = sum([after < before and after != 1 for before, after in pairwise(found)])
    return backward, len(found[1:]) - found[1:].count(1)
