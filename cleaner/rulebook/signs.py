"""Signs: what the words of a line say it could be, so that only such lines are looked at closely.

Each sign's words are read off the very pattern it stands before: a line without the sign cannot
meet the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.rulebook.bars import BUTTON, Bars
from cleaner.rulebook.pattern import literals
from cleaner.rulebook.repeats import LEAD
from cleaner.rulebook.shape import TALK
from cleaner.rulebook.twin import Sign

__all__ = ["sign_words"]


def sign_words(bars: Bars) -> Iterator[tuple[str, int]]:
    """Words with the sign each gives its line."""
    for pattern, sign in ((TALK, Sign.TALK), (BUTTON, Sign.BAR), (LEAD, Sign.LEAD)):
        for word in required(pattern):
            yield word, sign
    for name in (*bars.buttons, *bars.menus):
        yield name, Sign.BAR


def required(pattern: re.Pattern[str]) -> frozenset[str]:
    """Words one of which every match holds."""
    words = literals(pattern.pattern)
    assert words, f"no word stands in every match of {pattern.pattern[:40]}"
    return words
