"""The likeliest way through a graph of characters, as words and pairs of words tell.

A damaged stretch can be read in several ways: an arc of the graph is a place of a character, which
may be any of some, and a way from node 0 to the last is a reading.

>>> arcs = [*chain(0, "年度总"), Arc(3, 4, np.array([ord("给"), ord("结")])), *chain(4, "报告")]
>>> best = Reading(arcs, 6)
>>> best.text, (best.costs(3).argmin(), len(best.costs(3)))
('年度总结报告', (np.int64(1), 2))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import lexicon, model

PAIRS = 0.4
"""Weight of neighbouring characters beside words; between .25 and .45 it hardly matters."""
REPEATED = 0.5
"""Nats of one thing that is no word after another: digits and letters follow each other."""
Nats = npt.NDArray[np.float64]


class Arc(NamedTuple):
    """One character between two nodes, which may be any of these, at a price each."""

    start: int
    end: int
    points: npt.NDArray[Any]
    price: Any = None


def chain(start: int, text: str, price: float | None = None) -> Iterator[Arc]:
    """Arcs for known characters one after another; the first has the price."""
    for n, char in enumerate(text):
        points = np.array([min(ord(char), 0xFFFE)])
        yield Arc(start + n, start + n + 1, points, None if n else price)


class Tokens(NamedTuple):
    """Words on ways through a graph: the nodes they stand between; their places in the lexicon;
    nats beside those of the word; identities of their first and last characters; the arcs of each,
    -1 behind the last, and which of their characters."""

    starts: npt.NDArray[np.intp]
    ends: npt.NDArray[np.intp]
    places: npt.NDArray[np.intp]
    prices: Nats
    firsts: npt.NDArray[np.intp]
    lasts: npt.NDArray[np.intp]
    arcs: npt.NDArray[np.intp]
    chosen: npt.NDArray[np.intp]


class Reading:
    """The likeliest way from node 0 to an end, whose nats are ``cost``; nodes are numbered so that
    arcs lead upwards. ``before`` stands before it."""

    def __init__(self, arcs: Sequence[Arc], end: int, before: str = "\n") -> None:
        self.arcs, self.end = arcs, end
        self.tokens = _tokens(arcs)
        self._by_end = _groups(self.tokens.ends, max(arc.end for arc in arcs) + 1)
        self._by_start = _groups(self.tokens.starts, len(self._by_end))
        self._steps: dict[int, Nats] = {}
        self._upto, self._back = self._forward(before)
        self.cost = self.least(end)

    def least(self, node: int) -> float:
        """Nats of the likeliest way to a node."""
        found = self._upto[self._by_end[node]]
        return float(found.min()) if len(found) else float("inf")

    def path(self, node: int) -> list[tuple[int, int]]:
        """Which arcs the likeliest way to a node takes, and which of their characters."""
        found: list[tuple[int, int]] = []
        here = self._by_end[node]
        at = int(here[self._upto[here].argmin()])
        while at >= 0:
            way = zip(self.tokens.arcs[at].tolist(), self.tokens.chosen[at].tolist(), strict=True)
            found[:0] = [(arc, n) for arc, n in way if arc >= 0]
            at = int(self._back[at])
        return found

    @property
    def text(self) -> str:
        """The likeliest reading."""
        return "".join(chr(self.arcs[arc].points[n]) for arc, n in self.path(self.end))

    def costs(self, arc: int) -> Nats:
        """Nats of the likeliest way through each character of an arc."""
        least = np.full(len(self.arcs[arc].points), np.inf)
        tokens, slots = np.nonzero(self.tokens.arcs == arc)
        through = self._upto[tokens] + self._onward[tokens]
        np.minimum.at(least, self.tokens.chosen[tokens, slots], through)
        return least

    def _forward(self, before: str) -> tuple[Nats, npt.NDArray[np.intp]]:
        """The least nats up to and with every token, and the token before it."""
        tokens = self.tokens
        upto, back = np.full(len(tokens.starts), np.inf), np.full(len(tokens.starts), -1)
        ids = model.load().ids[model.points(before[-1:])].astype(np.intp)
        right = self._by_start[0]
        first = _after(np.array([lexicon.other()]), ids, tokens, right)
        upto[right] = first + tokens.prices[right]
        for node, left, right, step in self._stepwise():
            self._steps[node] = step
            total = upto[left][:, None] + step
            best = total.argmin(0)
            back[right] = left[best]
            upto[right] = total.min(0) + tokens.prices[right]
        return upto, back

    def _stepwise(self) -> Iterator[tuple[int, npt.NDArray[np.intp], npt.NDArray[np.intp], Nats]]:
        """Every node between tokens, those that end and that start there, and the nats of the
        second (columns) after the first (rows), all looked up at once."""
        met = [
            (node, left, right)
            for node, (left, right) in enumerate(zip(self._by_end, self._by_start, strict=True))
            if len(left) and len(right)
        ]
        if not met:
            return
        lefts = np.concatenate([np.repeat(left, len(right)) for _, left, right in met])
        rights = np.concatenate([np.tile(right, len(left)) for _, left, right in met])
        tokens = self.tokens
        nats = _after(tokens.places[lefts], tokens.lasts[lefts], tokens, rights)
        at = 0
        for node, left, right in met:
            size = len(left) * len(right)
            yield node, left, right, nats[at : at + size].reshape(len(left), len(right))
            at += size

    @cached_property
    def _onward(self) -> Nats:
        """The least nats from behind every token to the end."""
        onward = np.full(len(self.tokens.starts), np.inf)
        onward[self._by_end[self.end]] = 0.0
        for node in sorted(self._steps, reverse=True):
            if node == self.end:
                continue
            left, right = self._by_end[node], self._by_start[node]
            rest = onward[right] + self.tokens.prices[right]
            onward[left] = (self._steps[node] + rest).min(1)
        return onward


def _groups(nodes: npt.NDArray[np.intp], size: int) -> list[npt.NDArray[np.intp]]:
    order = np.argsort(nodes, kind="stable")
    edges = np.searchsorted(nodes[order], np.arange(size + 1)).tolist()
    return [order[a:b] for a, b in pairwise(edges)]


@lru_cache(256)
def _ways(arcs: tuple[tuple[int, int], ...]) -> npt.NDArray[np.intp]:
    """All ways over arcs, given by their ends, of one to so many as a word may have characters; -1
    behind the last."""
    leaving: dict[int, list[int]] = {}
    for n, (start, _) in enumerate(arcs):
        leaving.setdefault(start, []).append(n)
    onward = [leaving.get(end, []) for _, end in arcs]
    longest: list[tuple[int, ...]] = [(n,) for n in range(len(arcs))]
    found = longest
    for _ in range(lexicon.LONGEST - 1):
        longest = [(*way, n) for way in longest for n in onward[way[-1]]]
        found = found + longest
    none = (-1,) * lexicon.LONGEST
    return np.array([(*way, *none)[: lexicon.LONGEST] for way in found])


def _tokens(arcs: Sequence[Arc]) -> Tokens:
    """The words on all ways, and every single character."""
    m, ways = model.load(), _ways(tuple((arc.start, arc.end) for arc in arcs))
    counts = np.array([len(arc.points) for arc in arcs] + [1])
    offsets = np.cumsum(counts) - counts
    points = np.concatenate([arc.points for arc in arcs] + [np.zeros(1, np.intp)])
    extra = np.zeros(len(points))
    for arc, at in zip(arcs, offsets.tolist(), strict=False):
        if arc.price is not None:
            extra[at : at + len(arc.points)] = arc.price
    sizes = counts[ways]
    total = sizes.prod(1)
    numbers = np.repeat(np.arange(len(ways)), total)
    rest = np.arange(len(numbers)) - np.repeat(np.cumsum(total) - total, total)
    chosen = np.empty((len(numbers), lexicon.LONGEST), np.intp)
    for slot in reversed(range(lexicon.LONGEST)):
        rest, chosen[:, slot] = np.divmod(rest, sizes[numbers, slot])
    way = ways[numbers]
    at = offsets[way] + chosen
    plain = lexicon.folded()[points[at]]
    keys = plain[:, 0]
    for slot in range(1, lexicon.LONGEST):
        keys = np.where(way[:, slot] < 0, keys, keys << np.uint64(16) | plain[:, slot])
    places = lexicon.find(keys)
    single = way[:, 1] < 0
    kept = np.flatnonzero((places >= 0) | single)
    places, way, at, chosen, single = places[kept], way[kept], at[kept], chosen[kept], single[kept]
    chars, more = points[at], way >= 0
    unknown = single & ((places < 0) | (places == lexicon.other()))
    prices = np.where(unknown, lexicon.strange()[chars[:, 0]], 0.0)
    prices += (np.where(more, extra[at] + PAIRS * m.inner[chars], 0.0)).sum(1)
    ids = m.ids[chars].astype(np.intp)
    prices += PAIRS * np.where(more[:, 1:], model.pair(ids[:, :-1], ids[:, 1:]), 0.0).sum(1)
    length = more.sum(1) - 1
    rows = np.arange(len(kept))
    starts, ends = np.array([(arc.start, arc.end) for arc in arcs]).T
    return Tokens(
        starts[way[:, 0]], ends[way[rows, length]], np.where(places < 0, lexicon.other(), places),
        prices, ids[:, 0], ids[rows, length], way, chosen,
    )  # fmt: skip


def _after(
    places: npt.NDArray[np.intp],
    ids: npt.NDArray[np.intp],
    tokens: Tokens,
    right: npt.NDArray[np.intp],
) -> Nats:
    """Nats of tokens after words with these last characters, one by one."""
    other, seconds = lexicon.other(), tokens.places[right]
    nats = lexicon.following(places, seconds)
    again = (places == other) & (seconds == other)
    costs: Nats = np.where(again, REPEATED, nats) + PAIRS * model.pair(ids, tokens.firsts[right])
    return costs
