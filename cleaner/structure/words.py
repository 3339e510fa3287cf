"""Whether two characters stand inside one word or at the seam of two.

Counted from jieba's word list (MIT) by ``make.py``. For a pair the table knows how often it stands
inside words, and for each character how often words end and begin with it.

>>> seam("办", "法") > 3, seam("作", "情") < -3
(True, True)
"""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).with_name("words.npz")
SMOOTH = 0.5
"""Added to both counts, so that a pair never seen has odds too (Jeffreys)."""


@cache
def table() -> dict[str, npt.NDArray[Any]]:
    """The shipped counts: pairs, inside, left, right, total."""
    with np.load(PATH) as data:
        return {name: data[name] for name in ("inside", "left", "pairs", "right", "total")}


@cache
def pairs() -> dict[int, int]:
    """Count inside words by pair, ``first << 16 | second``."""
    return dict(zip(table()["pairs"].tolist(), table()["inside"].tolist(), strict=True))


@cache
def swaps() -> frozenset[str]:
    """Words that spinning programs put for others."""
    with np.load(PATH) as data:
        return frozenset(data["swaps"].tolist())


class Swap(NamedTuple):
    """A word that rewriting programs put: how much it tells, and what it may stand for."""

    told: float
    olds: list[tuple[str, float]]


@cache
def spins() -> dict[str, Swap]:
    """What rewriting programs put for everyday words."""
    found: dict[str, Swap] = {}
    with np.load(PATH) as data:
        columns = (data[name].tolist() for name in ("put", "old", "told", "odds"))
        for put, old, told, odds in zip(*columns, strict=True):
            found.setdefault(put, Swap(told, [])).olds.append((old, odds))
    return found


@cache
def spun() -> frozenset[str]:
    """Compounds in which a spinning program swapped a part, so that they are no words any more."""
    with np.load(PATH) as data:
        return frozenset(data["spun"].tolist())


def seam(first: str, second: str) -> float:
    """Log odds that a word runs over this seam: above 0 inside a word, below 0 between words.

    0 where one of the two is not a character of the basic plane's Han.
    """
    a, b = ord(first), ord(second)
    if not (0x4E00 <= a <= 0x9FFF and 0x4E00 <= b <= 0x9FFF):
        return 0.0
    left, right, total = apart()
    between = left[a] * right[b] / total
    return log((pairs().get(a << 16 | b, 0) + SMOOTH) / (between + SMOOTH))


def ties(first: str, second: str) -> bool:
    """Whether the table knows of words that run over this seam: ``seam`` is below 0 elsewhere."""
    return (ord(first) << 16 | ord(second)) in pairs()


@cache
def apart() -> tuple[memoryview, memoryview, int]:
    """How often words end and begin with each character, and how many there are, for one look."""
    words = table()
    return words["left"].data, words["right"].data, int(words["total"][0])
