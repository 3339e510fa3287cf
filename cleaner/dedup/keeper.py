"""Which copy of a cluster stays: the fullest, least masked, least damaged, barest; then order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FULL = 0.95
"""Copies with this share of the fullest are equally full."""
NOISE = 0.8
"""Of the most that is shared: below it copies differ by more than sketches of 100 hashes err."""
NUMBERS = 0.8
"""Copies with this share of the digits have lost none: counters and dates stand around them too."""
NUMBERS_AROUND = 24
"""Digits of a day, a time and a counter or two."""
LITTLE, LITTLE_SHARE = 12, 0.01
"""Characters around the paragraphs that two bare copies may differ in, and their share of all."""
WHOLE = 0.99
"""Of the longest copy: what a last line or a heading more makes."""


class Copy(NamedTuple):
    """What is weighed of one member of a cluster."""

    id: str
    shared: float
    """Size of what it shares with the other copies, in characters of the normal form."""
    own: float
    """Size of all that counts in it."""
    masks: int
    numbers: int
    damage: int
    traditional: int
    official: int
    body: int = 0
    """Characters in paragraphs."""
    around: int = 0
    """Characters elsewhere: titles and headings, and the furniture of the page."""
    settled: bool | None = None
    """Whether an earlier run kept or dropped it; None where it comes for the first time."""


def keeper(copies: Sequence[Copy]) -> tuple[Copy, str]:
    """The copy that stays and why, whatever order they come in.

    >>> a = Copy("a", 900, 900, 12, 3, 0, 0, 0)
    >>> b = Copy("b", 900, 950, 0, 30, 0, 0, 0)
    >>> keeper([a, b])[1], keeper([b, a])[0].id
    ('least masked of 2 copies', 'b')
    """
    if len(copies) == 1:
        return copies[0], "the only whole copy"
    left = list(copies)
    for why, narrowed in STEPS:
        best = narrowed(left)
        if len(best) == 1 and len(left) > 1:
            return best[0], f"{why} of {len(copies)} copies"
        left = best
    return min(left, key=lambda c: c.id), f"first by id of {len(left)} equal copies"


def settled(copies: list[Copy]) -> list[Copy]:
    """Those an earlier run kept, if any."""
    return [c for c in copies if c.settled] or copies


def new(copies: list[Copy]) -> list[Copy]:
    """Those no earlier run dropped (into a compilation that turned out to be one), if any."""
    return [c for c in copies if c.settled is not False] or copies


def fullest(copies: list[Copy]) -> list[Copy]:
    """Those that have nearly all that copies share; where sketches leave it open, by length.

    Headings count: in a page that lost its line breaks they stand in the paragraphs.
    """
    most = max(c.shared for c in copies)
    open_ = [c for c in copies if c.shared >= NOISE * most]
    body = max(c.body for c in open_)
    return [c for c in open_ if c.shared >= FULL * most or c.body + c.around >= FULL * body]


def unmasked(copies: list[Copy]) -> list[Copy]:
    """Those with the fewest masks, and of them those that have their numbers."""
    least = min(c.masks for c in copies)
    some = [c for c in copies if c.masks <= least + 1]
    most = max(c.numbers for c in some)
    return [
        c
        for c in some
        if c.numbers >= NUMBERS * most
        or (c.numbers >= most / 2 and most - c.numbers <= NUMBERS_AROUND)
    ]


def sound(copies: list[Copy]) -> list[Copy]:
    """Those with least damage."""
    least = min(c.damage for c in copies)
    return [c for c in copies if c.damage == least]


def simplified(copies: list[Copy]) -> list[Copy]:
    """Those in simplified characters, if any."""
    return [c for c in copies if c.traditional <= 0.01 * c.own] or copies


def bare(copies: list[Copy]) -> list[Copy]:
    """Those with little around what is shared."""
    least = min(c.body + c.around for c in copies)
    some = [c for c in copies if c.body + c.around <= least / FULL]
    least = min(c.around for c in some)
    return [c for c in some if c.around <= least + max(LITTLE, LITTLE_SHARE * c.own)]


def longest(copies: list[Copy]) -> list[Copy]:
    """Those to which no last line is missing."""
    most = max(c.body for c in copies)
    return [c for c in copies if c.body >= WHOLE * most]


def official(copies: list[Copy]) -> list[Copy]:
    """Those from an office of state, if any."""
    return [c for c in copies if c.official] or copies


STEPS = (
    ("the one an earlier run kept", settled), ("the new one", new),
    ("fullest", fullest), ("least masked", unmasked), ("least damaged", sound),
    ("the only simplified", simplified), ("barest", bare), ("longest", longest),
    ("the official source", official),
)  # fmt: skip
