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
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import lexicon, model

PAIRS = 0.25
"""Weight of neighbouring characters beside words; between .2 and .5 it hardly matters."""
REPEATED = 0.5
"""Nats of one thing that is no word after another: digits and letters follow each other."""
Nats = npt.NDArray[np.float64]


class Arc(NamedTuple):
    """One character between two nodes, which may be any of these, at a price each."""

    start: int
    end: int
    points: npt.NDArray[Any]
    price: Any = 0.0


def chain(start: int, text: str, price: float = 0.0) -> Iterator[Arc]:
    """Arcs for known characters one after another; the first has the price."""
    for n, char in enumerate(text):
        points = np.array([min(ord(char), 0xFFFE)])
        yield Arc(start + n, start + n + 1, points, 0.0 if n else price)


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
        none = np.array([lexicon.other()])
        for node, right in enumerate(self._by_start):
            if not len(right):
                continue
            if not node:
                upto[right] = _after(none, ids, tokens, right)[0] + tokens.prices[right]
                continue
            left = self._by_end[node]
            if len(left):
                step = _after(tokens.places[left], tokens.lasts[left], tokens, right)
                self._steps[node] = step
                total = upto[left][:, None] + step
                best = total.argmin(0)
                back[right] = left[best]
                upto[right] = total[best, np.arange(len(right))] + tokens.prices[right]
        return upto, back

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
            onward[left] = (self._steps[node] + rest[None, :]).min(1)
        return onward


def _groups(nodes: npt.NDArray[np.intp], size: int) -> list[npt.NDArray[np.intp]]:
    order = np.argsort(nodes, kind="stable")
    edges = np.searchsorted(nodes[order], np.arange(size + 1)).tolist()
    return [order[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def _ways(arcs: Sequence[Arc]) -> npt.NDArray[np.intp]:
    """All ways of one to so many arcs as a word may have characters, -1 behind the last."""
    leaving: dict[int, list[int]] = {}
    for n, arc in enumerate(arcs):
        leaving.setdefault(arc.start, []).append(n)
    onward = [leaving.get(arc.end, []) for arc in arcs]
    found = longest = [(n,) for n in range(len(arcs))]
    for _ in range(lexicon.LONGEST - 1):
        longest = [(*way, n) for way in longest for n in onward[way[-1]]]
        found = found + longest
    none = (-1,) * lexicon.LONGEST
    return np.array([(*way, *none)[: lexicon.LONGEST] for way in found])


def _tokens(arcs: Sequence[Arc]) -> Tokens:
    """The words on all ways, and every single character."""
    m, ways = model.load(), _ways(arcs)
    counts = np.array([len(arc.points) for arc in arcs] + [1])
    offsets = np.cumsum(counts) - counts
    points = np.concatenate([arc.points for arc in arcs] + [np.zeros(1, np.intp)])
    extra = np.concatenate([np.broadcast_to(arc.price, len(arc.points)) for arc in arcs] + [[0.0]])
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
    """Nats of tokens (columns) after words with these last characters (rows)."""
    other, seconds = lexicon.other(), tokens.places[right]
    nats = lexicon.following(places[:, None], seconds[None, :])
    again = (places == other)[:, None] & (seconds == other)[None, :]
    pairs = model.pair(ids[:, None], tokens.firsts[right][None, :])
    return np.where(again, REPEATED, nats) + PAIRS * pairs
