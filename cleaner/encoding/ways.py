"""Candidates for the lost characters of a whole page, weighed all at once.

Holes have very different numbers of candidates: these stand in one row, those of a hole side by
side, and what is least among them is found for all holes in one go.

>>> around = model.points("今\\0会议")
>>> best, certain = likeliest(around, np.array([1]), gathered([0, 0], [ord("年"), ord("天")], 1))
>>> chr(best[0])
'天'
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import lattice, model

Points = npt.NDArray[np.intp]
Nats = npt.NDArray[np.float32]


class Ways(NamedTuple):
    """Candidates: code points and identities, where those of each hole begin and how many they are;
    one that is 0 where nothing fits."""

    points: Points
    ids: Points
    begins: Points
    sizes: Points


def gathered(owners: npt.ArrayLike, points: npt.ArrayLike, holes: int) -> Ways:
    """The candidates of so many holes, from the hole each belongs to; in the order they come in."""
    owner, point = np.asarray(owners, np.intp), np.asarray(points, np.intp)
    lacking = np.flatnonzero(np.bincount(owner, minlength=holes) == 0)
    owner = np.concatenate([owner, lacking])
    order = np.argsort(owner, kind="stable")
    point = np.concatenate([point, np.zeros(len(lacking), np.intp)])[order]
    sizes = np.bincount(owner, minlength=holes)
    return Ways(point, model.load().ids.take(point), np.cumsum(sizes) - sizes, sizes)


def likeliest(points: Points, at: Points, ways: Ways) -> tuple[Points, npt.NDArray[np.bool_]]:
    """What fills the holes at these places of a text best, 0 where nothing fits, and whether it is
    certain. Those side by side are filled in the text with what is likeliest together, so that each
    is weighed against all others between the two it stands between then."""
    if len(at) > 1 and np.diff(at).min() == 1:
        _chain(points, at, ways)
    m = model.load()
    left, right = (np.repeat(m.ids.take(points.take(at + n)), ways.sizes) for n in (-1, 1))
    costs = model.pair(left, ways.ids) + m.inner.take(ways.points) + model.pair(ways.ids, right)
    costs[ways.points == 0] = np.inf
    least, first = _least(costs, ways.begins, ways.sizes)
    costs[first] = np.inf
    best = ways.points[first]
    second = np.minimum.reduceat(costs, ways.begins)
    return best, (best > 0) & (second >= least + lattice.CERTAIN)


def _least(costs: Nats, begins: Points, sizes: Points) -> tuple[Nats, Points]:
    """The least of each stretch, and where it stands first."""
    least: Nats = np.minimum.reduceat(costs, begins)
    hits = np.flatnonzero(costs == np.repeat(least, sizes))
    return least, hits[hits.searchsorted(begins)]


def _spread(begins: Points, sizes: Points) -> Points:
    """The numbers of many stretches, one behind the other."""
    shift = begins - (np.cumsum(sizes) - sizes)
    return np.repeat(shift, sizes) + np.arange(int(sizes.sum()))


def _chain(points: Points, at: Points, ways: Ways) -> None:
    """Fill holes side by side with what is likeliest together, runs of any length at once."""
    firsts = np.flatnonzero(np.diff(at, prepend=-2) > 1)
    lengths = np.diff(firsts, append=len(at))
    fitting = np.minimum.reduceat(ways.points.take(ways.begins), firsts) > 0
    runs = (lengths > 1) & fitting
    firsts, lengths = firsts[runs], lengths[runs]
    if not len(firsts):
        return
    m = model.load()
    costs = np.zeros(len(ways.points), np.float32)
    backs = np.zeros(len(ways.points), np.intp)
    begins, sizes = ways.begins[firsts], ways.sizes[firsts]
    mine = _spread(begins, sizes)
    before = np.repeat(m.ids.take(points.take(at[firsts] - 1)), sizes)
    costs[mine] = model.pair(before, ways.ids[mine]) + m.inner.take(ways.points[mine])
    for n in range(1, int(lengths.max())):
        here = firsts[lengths > n] + n
        _onward(here, ways, costs, backs)
    ends = firsts + lengths - 1
    begins, sizes = ways.begins[ends], ways.sizes[ends]
    mine = _spread(begins, sizes)
    after = np.repeat(m.ids.take(points.take(at[ends] + 1)), sizes)
    total = costs[mine] + model.pair(ways.ids[mine], after)
    at_end = mine[_least(total, np.cumsum(sizes) - sizes, sizes)[1]]
    for hole, length, way in zip(ends.tolist(), lengths.tolist(), at_end.tolist(), strict=True):
        for n in range(hole, hole - length, -1):
            points[at[n]] = ways.points[way]
            way = int(backs[way])


def _onward(here: Points, ways: Ways, costs: Nats, backs: Points) -> None:
    """What the candidates of these holes cost after the best of those before them, of which the
    cheapest few are tried."""
    sizes = ways.sizes[here - 1]
    mine = _spread(ways.begins[here - 1], sizes)
    runs = np.repeat(np.arange(len(here)), sizes)
    mine = mine[np.lexsort((costs[mine], runs))]
    rank = np.arange(len(mine)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    mine, sizes = mine[rank < lattice.BEAM], np.minimum(sizes, lattice.BEAM)
    following = ways.sizes[here]
    new = _spread(ways.begins[here], following)
    many = np.repeat(sizes, following)
    old = mine[_spread(np.repeat(np.cumsum(sizes) - sizes, following), many)]
    through = costs[old] + model.pair(ways.ids[old], np.repeat(ways.ids[new], many))
    least, first = _least(through, np.cumsum(many) - many, many)
    costs[new] = least + model.load().inner.take(ways.points[new])
    backs[new] = old[first]
