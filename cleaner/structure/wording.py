"""Text a program has rewritten: words swapped inside compounds, clauses put out of order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from cleaner.structure import words
from cleaner.structure.numerals import number

EVERYDAY = frozenset(
    (
        "开展",
        "标准",
        "鼓励",
        "题目",
        "紧张",
        "品质",
        "义务",
        "国民",
        "事情",
        "步伐",
        "单元",
        "创立",
        "监视",
    )
)
"""Swapped words that any text has; a spun page has others besides."""
SHORTEST, LONGEST = 3, 8
"""Characters of a compound with a swapped part."""
MIN_SPUN = 3
"""Spun compounds in a text, two of them different; one may be a name."""
MIN_SPUN_RATE = 0.3
"""For every 1,000 characters; spun pages have 3 and more."""
ORDINAL = re.compile("([一二三四五六七八九十])(?:是|、)|第([一二三四五六七八九十])[,，]")
BEFORE = frozenset("。;；,，:：\n \u3000")
"""What an ordinal stands behind, if not at the text's begin."""
MIN_BACKWARD = 3
"""Steps backward that a text's ordinals take, other than to one."""
MIN_BACKWARD_SHARE = 0.3


def spun(text: str) -> float:
    """Spun compounds for every 1,000 characters.

    >>> round(spun("邦度统计局要求根底设施平安管理,邦度统计局"))
    143
    """
    if not any(map(text.__contains__, rare())):
        return 0.0
    here = [swap for swap in words.swaps() if swap in text]
    found = [hit for swap in here for hit in compounds(text, swap)]
    if len(found) < MIN_SPUN or len(set(found)) < 2:
        return 0.0
    rate = 1000 * len(found) / len(text)
    return rate if rate >= MIN_SPUN_RATE else 0.0


@cache
def rare() -> tuple[str, ...]:
    """Swapped words that few texts have."""
    return tuple(swap for swap in words.swaps() if swap not in EVERYDAY)


def compounds(text: str, swap: str) -> Iterable[str]:
    """The spun compounds around every place of a swapped word."""
    known, at = words.spun(), text.find(swap)
    while at >= 0:
        for begin in range(max(0, at + len(swap) - LONGEST), at + 1):
            ends = range(max(begin + SHORTEST, at + len(swap)), begin + LONGEST + 1)
            hit = next((text[begin:end] for end in ends if text[begin:end] in known), "")
            if hit:
                yield hit
                break
        at = text.find(swap, at + len(swap))


def shuffled(text: str) -> float:
    """Share of the steps between ordinals that go backward, though not to a new count from one."""
    if "二是" not in text and "二、" not in text and "第二," not in text:
        return 0.0
    found = [
        number(m[1] or m[2])
        for m in ORDINAL.finditer(text)
        if not m.start() or text[m.start() - 1] in BEFORE
    ]
    steps = [b - a for a, b in pairwise(found) if b != 1]
    backward = sum(step < 0 for step in steps)
    if backward < MIN_BACKWARD or backward < MIN_BACKWARD_SHARE * len(steps):
        return 0.0
    return backward / len(steps)
