"""Which copy of a cluster stays: the fullest, least masked, least damaged, barest; then order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FULL = 0.95
"""Copies with this share of the fullest are equally full: sketches err by about .03."""
MASKED = 0.1
"""Share of the numbers or masks by which copies may differ and still be equal."""


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


def keeper(copies: Sequence[Copy]) -> tuple[Copy, str]:
    """The copy that stays and why, whatever order they come in.

    >>> a = Copy("a", 900, 900, 12, 3, 0, 0, 0)
    >>> b = Copy("b", 900, 950, 0, 30, 0, 0, 0)
    >>> keeper([a, b])[1], keeper([b, a])[0].id
    ('least masked of 2 copies', 'b')
    """
    left = list(copies)
    for why, narrowed in STEPS:
        best = narrowed(left)
        if len(best) == 1 and len(left) > 1:
            return best[0], f"{why} of {len(copies)} copies"
        left = best
    return min(left, key=lambda c: c.id), f"first by id of {len(left)} equal copies"


def fullest(copies: list[Copy]) -> list[Copy]:
    """Those that have nearly all that copies share."""
    most = max(c.shared for c in copies)
    return [c for c in copies if c.shared >= FULL * most]


def unmasked(copies: list[Copy]) -> list[Copy]:
    """Those with the fewest masks and no fewer numbers than the others."""
    least = min(c.masks for c in copies)
    some = [c for c in copies if c.masks <= least + MASKED * c.own / 10]
    least = min(c.masks for c in some)
    some = [c for c in copies if c.masks <= least + 1]
    most = max(c.numbers for c in some)
    return [c for c in some if c.numbers >= (1 - 2 * MASKED) * most]


def sound(copies: list[Copy]) -> list[Copy]:
    """Those with least damage."""
    least = min(c.damage for c in copies)
    return [c for c in copies if c.damage == least]


def simplified(copies: list[Copy]) -> list[Copy]:
    """Those in simplified characters, if any."""
    return [c for c in copies if c.traditional <= 0.01 * c.own] or copies


def bare(copies: list[Copy]) -> list[Copy]:
    """Those with little around what is shared."""
    least = min(c.own for c in copies)
    return [c for c in copies if c.own <= least / FULL]


def official(copies: list[Copy]) -> list[Copy]:
    """Those from an office of state, if any."""
    return [c for c in copies if c.official] or copies


STEPS = (
    ("fullest", fullest), ("least masked", unmasked), ("least damaged", sound), ("barest", bare),
    ("the only simplified", simplified), ("the official source", official),
)  # fmt: skip
