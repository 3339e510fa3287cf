"""Signs: what the words of a line say it could be, so that only such lines are looked at closely.

Each sign's words are read off the very pattern it stands before: a line without the sign cannot
meet the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaner.rulebook.bars import BUTTON, SPOKEN, Bars
from cleaner.rulebook.repeats import LEAD
from cleaner.rulebook.rule import Pack
from cleaner.rulebook.seal import literals
from cleaner.rulebook.shape import TALK
from cleaner.rulebook.twin import Sign

PATTERNS = {TALK: Sign.TALK, BUTTON: Sign.BAR, LEAD: Sign.LEAD, SPOKEN: Sign.CONTROL}


def sign_words(bars: Bars) -> Iterator[tuple[str, int]]:
    """Words with the sign each gives its line."""
    for pattern, sign in PATTERNS.items():
        for word in required(pattern):
            yield word, sign
    for name in (*bars.buttons, *bars.menus):
        yield name, Sign.BAR


def patterns(packs: Iterable[Pack]) -> Iterator[str]:
    """Every pattern whose required words are looked for: the packs' and the signs'."""
    for pack in packs:
        yield from (rule.pattern.pattern for rule in pack.rules)
        yield from (each.pattern for each in pack.evidence)
    yield from (each.pattern for each in PATTERNS)


def required(pattern: re.Pattern[str]) -> frozenset[str]:
    """Words one of which every match holds."""
    words = literals(pattern.pattern)
    assert words, f"no word stands in every match of {pattern.pattern[:40]}"
    return words
