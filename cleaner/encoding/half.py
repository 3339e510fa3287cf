"""Characters of which one byte is known: what they can be, and what they are where that is certain.

>>> points = known().points[having(1, "新".encode("gbk")[1], 0)]
>>> ord("新") in points, len(points)
(True, 76)
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.encoding import lattice, model

HOPELESS = 7.0
"""Nats among neighbours that no word makes up for: within so many of the best are 97 % of right
characters, and a dozen others."""
UNKNOWN = "\ufffd"
PUNCTUATION = "、。·—…‘’“”〈〉《》「」『』【】〔〕○￥"


@cache
def known() -> lattice.Fits:
    """Han and punctuation of GBK: what stands between Han; no kana, Greek or box drawing."""
    table = lattice.fits("gbk")
    points = table.points
    kept = (points >= 0x3400) | np.isin(points, [ord(c) for c in PUNCTUATION])
    return lattice.Fits(table.ids[kept], table.inner[kept], points[kept], table.bytes[kept])


@cache
def having(column: int, byte: int, other: int) -> npt.NDArray[np.intp]:
    """Which characters have this first or second byte, without a class of characters."""
    table = known()
    chosen = np.flatnonzero(table.bytes[:, column] == byte)
    fitting: npt.NDArray[np.intp] = chosen[tables.classes()[table.points[chosen]] & other == 0]
    return fitting


def reads(point: int, letters: str) -> bool:
    """Whether a character may be read so, tone marks included."""
    first, numbers, syllables = tables.readings()
    return any(syllables[n] == letters for n in numbers[first[point] : first[point + 1]].tolist())


def point(text: str) -> int:
    """The code point of a text's first character, all beyond the basic plane as the last."""
    return min(ord(text[0]), 0xFFFF)


class Few(NamedTuple):
    """Some characters and what each costs between its neighbours, in nats."""

    points: npt.NDArray[np.intp]
    nats: npt.NDArray[np.float64]

    @property
    def least(self) -> float:
        return float(self.nats.min(initial=np.inf))


def near(chosen: npt.NDArray[np.intp], before: str, after: str) -> Few:
    """Those of these characters that may stand between two others; "" for one that is not known."""
    m, table = model.load(), known()
    nats = table.inner[chosen].astype(np.float64)
    if before:
        nats += model.pair(m.ids[[point(before)]], table.ids[chosen])
    if after:
        following = point(after)
        nats += model.pair(table.ids[chosen], m.ids[[following]]) + m.inner[following]
    kept = nats <= nats.min(initial=np.inf) + HOPELESS
    return Few(table.points[chosen[kept]], nats[kept])


def chosen(points: npt.NDArray[Any], nats: npt.NDArray[Any], margin: float) -> str:
    """The character that costs least, or ``UNKNOWN`` where another comes near it."""
    order = np.argsort(nats, kind="stable")
    certain = len(order) == 1 or bool(nats[order[1]] - nats[order[0]] >= margin)
    return chr(points[order[0]]) if certain else UNKNOWN
