"""From links to clusters: copies are joined strongest first, sisters never."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from cleaner.dedup.links import Links, Measure, near, part
from cleaner.dedup.shelf import Index

PIECE = 0.05
"""Share of a compilation below which a document in it is a passage, not a report."""
NEW = 0.5
"""Share of a report that no other report in the compilation covers."""
COVERED = 0.75
"""Of a page covered by reports found elsewhere, before it is taken for a compilation."""


class Groups:
    """Union of copies with a balance of evidence between groups: outweighed, they stay apart."""

    def __init__(self, n: int) -> None:
        self.parent = np.arange(n)
        self.against: dict[int, dict[int, float]] = defaultdict(dict)

    def find(self, x: int) -> int:
        """The group's name for now."""
        parent = self.parent
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return int(x)

    def weigh(self, a: int, b: int, weight: float) -> None:
        """Evidence that two documents are (below 0) or are not the same report."""
        for x, y in ((a, b), (b, a)):
            self.against[x][y] = self.against[x].get(y, 0.0) + weight

    def join(self, a: int, b: int) -> None:
        """One group of two, unless the evidence between them says no."""
        a, b = self.find(a), self.find(b)
        if a == b or self.against.get(a, {}).get(b, 0.0) > 0:
            return
        if len(self.against.get(a, ())) < len(self.against.get(b, ())):
            a, b = b, a
        self.parent[b] = a
        for other, weight in self.against.pop(b, {}).items():
            self.against[other].pop(b, None)
            if other != a:
                self.weigh(a, other, weight)

    def names(self) -> Index:
        """The group of every document."""
        return np.array([self.find(x) for x in range(len(self.parent))], np.int64)


def grouped(n: int, links: Links, copies: np.ndarray) -> Index:
    """Groups of copies: the strongest links first, ties by rank (links come in that order)."""
    groups = Groups(n)
    e = links.evidence
    against = e.differ + 3 * e.years_differ + 5 * e.elsewhere - e.agree - 3 * e.years_agree
    for k in np.flatnonzero(links.apart | (copies & (against < 0))):
        groups.weigh(int(links.a[k]), int(links.b[k]), float(against[k]))
    strong = np.flatnonzero(copies)
    order = np.lexsort((strong, -links.least[strong].round(2), -links.most[strong].round(2)))
    for k in strong[order]:
        groups.join(int(links.a[k]), int(links.b[k]))
    return groups.names()


def compilations(measure: Measure, links: Links, groups: Index) -> dict[int, list[int]]:
    """Documents that hold two or more unrelated reports, and the groups they hold."""
    held: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    inside = part(links)
    for outer, inner, share in (
        (links.b, links.a, links.b_in_a), (links.a, links.b, links.a_in_b),
    ):  # fmt: skip
        mine = np.where(outer is links.b, links.a_in_b, links.b_in_a)
        for k in np.flatnonzero(inside & (mine >= share) & (share >= PIECE)):
            y, x = int(outer[k]), int(inner[k])
            group = int(groups[x])
            best = held[y].get(group, (0, 0))
            held[y][group] = max(best, (int(links.shared[k]), x))
    return {
        y: pieces
        for y, found in held.items()
        if len(found) > 1 and len(pieces := unrelated(measure, y, found)) > 1
    }


def unrelated(measure: Measure, outer: int, held: dict[int, tuple[int, int]]) -> list[int]:
    """Groups whose reports cover different stretches of a document, together most of it."""
    ends = measure.corpus.ends
    words = measure.words if measure.bare_words is None else measure.bare_words
    own = words[ends[outer] : ends[outer + 1]]
    covered = np.zeros(len(own), bool)
    pieces = []
    for group, (_, x) in sorted(held.items(), key=lambda item: (-item[1][0], item[1][1])):
        theirs = words[ends[x] : ends[x + 1]]
        inside = np.isin(own, theirs) & (own > 0)
        fresh = inside & ~covered
        if fresh.sum() >= max(NEW * inside.sum(), PIECE * len(own), 1):
            pieces.append(group)
            covered |= inside
    size = measure.bare[outer, measure.corpus.scale[outer]]
    return pieces if covered.sum() >= COVERED * size else []


def copies(links: Links, standing: dict[int, list[int]]) -> np.ndarray:
    """Links that join: near ones, between two compilations or between none."""
    if not standing:
        return near(links)
    whole = np.fromiter(standing, np.int64, len(standing))
    return near(links) & (np.isin(links.a, whole) == np.isin(links.b, whole))
