"""Characters of which one byte is known: what they can be, and what they are where that is certain.

>>> likeliest("年", having(1, ord("新".encode("gbk")[1:]), 0), "的一年")[0]
'新'
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.encoding import lattice, lexicon, model

CERTAIN = 1.0
"""Nats by which a refilled character must beat every other, among its neighbours and as words: in
reports 93 % of what does is right, on pages of all kinds 86 %."""
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


def likeliest_pair(
    before: str, firsts: npt.NDArray[np.intp], lasts: npt.NDArray[np.intp], after: str
) -> tuple[str, float, float]:
    """The likeliest two characters of these between two texts, what is not certain of them left
    out; what they cost with their neighbours, and with the words around them."""
    m, table = model.load(), known()
    if not (len(firsts) and len(lasts)):
        return 2 * UNKNOWN, float("inf"), float("inf")
    first, last, following = table.ids[firsts], table.ids[lasts], point(after)
    left = lattice.pair_costs([int(m.ids[point(before[-1:])])], first)[0] + table.inner[firsts]
    right = lattice.pair_costs(last, m.ids[[following]].astype(np.intp))[:, 0] + table.inner[lasts]
    costs = left[:, None] + lattice.pair_costs(first, last) + right + m.inner[following]
    rows, columns = np.nonzero(costs <= costs.min() + HOPELESS)
    nats = costs[rows, columns]
    for column in np.unique(columns).tolist():
        here = columns == column
        behind = chr(table.points[lasts[column]]) + after
        nats[here] += lexicon.around(before, table.points[firsts[rows[here]]], behind)
    best = int(nats.argmin())
    text = ""
    for chosen, ways in ((firsts, rows), (lasts, columns)):
        others = nats[ways != ways[best]]
        certain = not len(others) or others.min() - nats[best] >= CERTAIN
        text += chr(table.points[chosen[ways[best]]]) if certain else UNKNOWN
    return text, float(costs[rows[best], columns[best]]), float(nats[best])


def likeliest(
    before: str, chosen: npt.NDArray[np.intp], after: str, price: npt.NDArray[Any]
) -> tuple[str, float, bool]:
    """The likeliest of these characters between two texts, what its neighbours make it cost, and
    whether it is certain; words decide with the neighbours."""
    m, table = model.load(), known()
    if not len(chosen):
        return UNKNOWN, float("inf"), False
    ids, following = table.ids[chosen], point(after)
    costs = lattice.pair_costs([int(m.ids[point(before[-1:])])], ids)[0] + table.inner[chosen]
    costs = (
        costs
        + lattice.pair_costs(ids, m.ids[[following]].astype(np.intp))[:, 0]
        + m.inner[following]
        + price
    )
    few = costs <= costs.min() + HOPELESS
    chosen, costs = chosen[few], costs[few]
    nats = costs + lexicon.around(before, table.points[chosen], after)
    order = np.argsort(nats, kind="stable")
    certain = len(order) < 2 or bool(nats[order[1]] - nats[order[0]] >= CERTAIN)
    return chr(table.points[chosen[order[0]]]), float(costs[order[0]]), certain
