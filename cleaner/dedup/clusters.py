"""From links to clusters: copies are joined strongest first, sisters never."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from cleaner.dedup.links import SURE, Bools, Floats, Links, Measure, near, part
from cleaner.dedup.postings import Words
from cleaner.dedup.quality import Facts
from cleaner.dedup.shelf import Index

PIECE = 0.02
"""Share of a compilation below which a document in it is a passage, not a report: a short notice
among five long reports has more."""
NEW = 0.5
"""Share of a report that no other report in the compilation covers."""
COVERED = 0.75
"""Of a page covered by texts found elsewhere, from which they are taken for reports although they
have no titles; excerpts of one report have none, and cover less."""
WHOLE = 0.95
"""Of a page in another, from which the other is a copy of it and no piece."""
Held = tuple[int, float, int, int]
"""A document in another: what they share, less; what speaks against it; its link; the document."""
TITLED = Facts._fields.index("titled")


class Groups:
    """Union of copies with a balance of evidence between groups: outweighed, they stay apart."""

    def __init__(self, parent: Index) -> None:
        self.parent = parent
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
        if a == b or self.apart(a, b):
            return
        if len(self.against.get(a, ())) < len(self.against.get(b, ())):
            a, b = b, a
        self.parent[b] = a
        for other, weight in self.against.pop(b, {}).items():
            self.against[other].pop(b, None)
            if other != a:
                self.weigh(a, other, weight)

    def apart(self, a: int, b: int) -> bool:
        """Whether the evidence keeps two groups, by name, from being one report."""
        return self.against.get(a, {}).get(b, 0.0) > 0

    def names(self) -> Index:
        """The group of every document."""
        return settled(self.parent)


def settled(parent: Index) -> Index:
    """Of every document the last of its parents.

    >>> settled(np.array([0, 0, 1, 3])).tolist()
    [0, 0, 0, 3]
    """
    while (parent != (up := parent[parent])).any():
        parent = up
    return parent


def connected(n: int, a: Index, b: Index) -> Index:
    """The lowest document that each of ``n`` can be reached from over links ``a[k]``, ``b[k]``.

    >>> connected(5, np.array([3, 1]), np.array([4, 3])).tolist()
    [0, 1, 2, 1, 1]
    """
    parent = np.arange(n)
    while (parent[a] != parent[b]).any():
        for one, two in ((a, b), (b, a)):
            np.minimum.at(parent, parent[one], parent[two])
        parent = settled(parent)
    return parent


def grouped(n: int, links: Links, copies: Bools) -> Groups:
    """Groups of copies: the strongest links first, ties by rank (links come in that order).

    Evidence is weighed where it can keep something apart: inside what links connect, and between
    groups one of which may be a part of the other.
    """
    label = connected(n, links.a[copies], links.b[copies])
    one, two = label[links.a], label[links.b]
    contested = np.zeros(n, bool)
    contested[one[links.apart & (one == two)]] = True
    loose = contested[label]
    groups = Groups(np.where(loose, np.arange(n), label))
    ways = np.minimum(one, two).astype(np.uint64) << np.uint64(32)
    ways |= np.maximum(one, two).astype(np.uint64)
    meets = np.isin(ways, ways[part(links) & (one != two)]) | loose[links.a] & (one == two)
    weighed = np.flatnonzero((links.apart | (copies & links.sure)) & meets)
    ends = (groups.parent[side[weighed]].tolist() for side in (links.a, links.b))
    for a, b, weight in zip(*ends, balance(links)[weighed].tolist(), strict=True):
        groups.weigh(a, b, weight)
    strong = np.flatnonzero(copies & loose[links.a])
    order = np.lexsort((strong, -links.least[strong].round(2), -links.most[strong].round(2)))
    for a, b in zip(*(x[strong[order]].tolist() for x in (links.a, links.b)), strict=True):
        groups.join(a, b)
    return groups


def balance(links: Links) -> Floats:
    """What numbers and names say against each pair; below 0 what they say for it.

    Numbers that agree count up to a bound: sister reports may share all of them.
    """
    e = links.evidence
    agree = np.minimum(e.agree, SURE)
    names = e.places_differ + e.offices_differ
    against = e.differ + 3.0 * (e.years_differ + names) + 5 * e.elsewhere - agree
    found: Floats = np.where(links.apart, np.maximum(against, 1), np.where(links.sure, -agree, 0.0))
    return found


def compilations(measure: Measure, links: Links) -> dict[int, list[int]]:
    """Documents that hold two or more unrelated reports, and one document of each report."""
    held: dict[int, list[Held]] = defaultdict(list)
    against = balance(links)
    inner_is_a = links.a_in_b >= links.b_in_a
    inside = part(links) & (links.least >= PIECE) & (links.least < WHOLE)
    titled = measure.corpus.facts[:, TITLED]
    for k in np.flatnonzero(inside).tolist():
        x, y = int(links.a[k]), int(links.b[k])
        if not inner_is_a[k]:
            x, y = y, x
        if titled[x] >= titled[y]:
            held[y].append((-int(links.shared[k]), float(against[k]), k, x))
    whole = {
        y: pieces
        for y, found in held.items()
        if len(found) > 1 and (pieces := unrelated(measure, y, found))
    }
    for y in [y for y in whole if any(x in whole for *_, x in held[y])]:
        whole[y] = unrelated(measure, y, [each for each in held[y] if each[-1] not in whole])
    return {y: pieces for y, pieces in whole.items() if pieces}


def unrelated(measure: Measure, outer: int, held: list[Held]) -> list[int]:
    """Documents that cover different stretches of ``outer``: most of it, or each with a title.

    Of sister reports that cover the same the one goes in against which least speaks.
    """
    own = measure.counted(outer)
    covered = np.zeros(len(own), bool)
    pieces: list[tuple[float, Bools, int]] = []
    for _, against, _, x in sorted(held):
        inside = among(own, measure.counted(x))
        size = np.count_nonzero(inside)
        if np.count_nonzero(inside & ~covered) >= max(NEW * size, PIECE * len(own), 1):
            pieces.append((against, inside, x))
            covered |= inside
            continue
        for n, (less, stretch, _) in enumerate(pieces):
            if against < less and np.count_nonzero(inside & stretch) >= WHOLE * size:
                pieces[n] = against, stretch, x
    most = np.count_nonzero(covered) >= COVERED * measure.left(outer)
    titled = measure.corpus.facts[:, TITLED]
    found = [x for *_, x in pieces if most or titled[x]]
    return found if len(found) > 1 else []


def among(some: Words, others: Words) -> Bools:
    """Which of ``some`` stand among the others, which ascend."""
    if not len(others):
        return np.zeros(len(some), bool)
    at = np.minimum(np.searchsorted(others, some), len(others) - 1)
    found: Bools = others[at] == some
    return found


def copies(links: Links, standing: dict[int, list[int]]) -> Bools:
    """Links that join: near ones, between two compilations or between none."""
    if not standing:
        return near(links)
    whole = np.fromiter(standing, np.int64, len(standing))
    joins: Bools = near(links) & (np.isin(links.a, whole) == np.isin(links.b, whole))
    return joins
