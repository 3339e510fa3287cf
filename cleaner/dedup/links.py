"""What each pair of documents is to each other: copy, part, sister or nothing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup import pairs
from cleaner.dedup.normal import distinct
from cleaner.dedup.postings import Postings, Words
from cleaner.dedup.shelf import AT_ONCE, Corpus, Index, chunks, flatten

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

MOST = 0.5
"""`Most of each is in the other`."""
NEAR = 0.6
"""Of the smaller in the larger, where no number speaks for or against."""
NEAR_SURE = 0.45
"""The same where numbers beside the same words agree: spun and cut copies at once."""
PART = 0.7
PART_SURE = 0.5
CHANCE = 0.6
"""Standard errors of a share of so many hashes that are added to ``PART``."""
LEAST_SHARE = 0.01
SURE = 4
"""Agreeing numbers that make a pair sure."""
NUMBERS_APART = 3
"""Numbers that differ beside the same words before they outvote those that agree."""
FEW_APART = 2
"""Numbers that differ where none agrees: short bulletins state no more."""
NAMES_APART = 2
"""The same for names of places or offices."""
LEAST = 6
"""Hashes two documents must share at their common scale: fewer is chance."""
FURNITURE = 12
"""Text in so many unrelated documents is furniture or stock phrase,"""
FURNITURE_OF_ALL = 0.01
"""and in a large collection in this share of them."""
PAIRS = 1 << 18
"""Pairs measured at a time."""
LEFT = 8
"""Hashes that must be left of a document without furniture, else it is compared with it."""


class Links(NamedTuple):
    """Pairs of documents (by number on the shelf, lower rank first) that share text."""

    a: Index
    b: Index
    shared: Index
    a_in_b: Floats
    b_in_a: Floats
    evidence: pairs.Evidence

    @property
    def most(self) -> Floats:
        """Containment of the smaller in the larger."""
        return np.maximum(self.a_in_b, self.b_in_a)

    @property
    def least(self) -> Floats:
        """Containment of the larger in the smaller."""
        return np.minimum(self.a_in_b, self.b_in_a)

    @property
    def apart(self) -> Bools:
        """Sister reports: other year, other place or office, other numbers in the same words."""
        e = self.evidence
        years = e.years_differ > e.years_agree
        numbers = (e.differ >= NUMBERS_APART) & (e.differ > e.agree)
        numbers |= (e.differ >= FEW_APART) & (e.agree + e.years_agree == 0)
        places = (e.places_differ >= NAMES_APART) & (e.places_differ > e.places_agree)
        offices = (e.offices_differ >= NAMES_APART) & (e.offices_differ > e.offices_agree)
        elsewhere = e.elsewhere & ~(self.sure & (e.places_differ == 0))
        found: Bools = years | numbers | places | offices | elsewhere
        return found

    @property
    def sure(self) -> Bools:
        """Numbers agree in the same words."""
        e = self.evidence
        sure: Bools = (e.agree >= SURE) & (e.agree >= 4 * e.differ)
        return sure

    @property
    def doubtful(self) -> Bools:
        """More of the little that is stated in the same words differs than agrees."""
        e = self.evidence
        differ = e.years_differ + e.differ + e.places_differ + e.offices_differ
        found: Bools = differ > e.years_agree + e.agree + e.places_agree + e.offices_agree
        return found


class Measure:
    """Containment between documents, with or without the text that counts for nothing."""

    def __init__(self, corpus: Corpus, postings: Postings) -> None:
        self.corpus, self.postings = corpus, postings
        self.bare = corpus.sizes
        self.furniture: Bools | None = None

    def discount(self, furniture: Bools) -> None:
        """Hashes whose word is ``furniture`` count for nothing from now on."""
        self.bare = self.corpus.sizes - self.postings.counts(furniture)
        self.furniture = furniture

    def counts(self, words: Words) -> Bools:
        """Which of these words count."""
        if self.furniture is None:
            return np.ones(len(words), bool)
        return ~self.furniture[words]

    def counted(self, x: int) -> Words:
        """Words of a document that others have too and that count."""
        ends = self.postings.word_ends
        mine = self.postings.words[ends[x] : ends[x + 1]]
        return mine[self.counts(mine)]

    def left(self, x: int) -> int:
        """How many hashes of a document count."""
        return int(self.bare[x, self.corpus.scale[x]])

    def shared(self, a: Index, b: Index) -> tuple[Index, Floats, Floats]:
        """Shared hashes, and containment both ways, of the documents ``a[k]`` and ``b[k]``."""
        scale = np.maximum(self.corpus.scale[a], self.corpus.scale[b])
        size_a, size_b = self.bare[a, scale], self.bare[b, scale]
        found = pairs.shared(self.postings, a, b, self.counts)
        if self.furniture is not None:
            full = np.minimum(size_a, size_b) < LEFT
            found[full] = pairs.shared(self.postings, a[full], b[full])
            size_a = np.where(full, self.corpus.sizes[a, scale], size_a)
            size_b = np.where(full, self.corpus.sizes[b, scale], size_b)
        return found, found / np.maximum(size_a, 1), found / np.maximum(size_b, 1)

    def links(self, a: Index, b: Index) -> Links:
        """What each pair shares, and what numbers and places say; pairs that share little go."""
        found = []
        for start in range(0, len(a) or 1, PAIRS):
            some = slice(start, start + PAIRS)
            count, a_in_b, b_in_a = self.shared(a[some], b[some])
            good = enough(count, a_in_b, b_in_a)
            found.append([x[good] for x in (a[some], b[some], count, a_in_b, b_in_a)])
        rows = [np.concatenate(column) for column in zip(*found, strict=True)]
        return Links._make([*rows, pairs.evidence(self.corpus, rows[0], rows[1])])

    def again(self, links: Links) -> Links:
        """The same pairs measured anew; what numbers and places say stays."""
        found, a_in_b, b_in_a = self.shared(links.a, links.b)
        keep = enough(found, a_in_b, b_in_a)
        rows = (links.a, links.b, found, a_in_b, b_in_a)
        said = pairs.Evidence._make(x[keep] for x in links.evidence)
        return Links._make([*(x[keep] for x in rows), said])


def enough(shared: Index, a_in_b: Floats, b_in_a: Floats) -> Bools:
    """Whether pairs share so much that they may be linked."""
    good: Bools = (shared >= LEAST) & (np.maximum(a_in_b, b_in_a) >= NEAR_SURE)
    return good


def near(links: Links) -> Bools:
    """Copies of each other."""
    enough = np.where(links.sure, NEAR_SURE, NEAR)
    least = np.where(links.sure, NEAR_SURE, MOST)
    return (links.most >= enough) & (links.least >= least) & ~links.apart


def part(links: Links) -> Bools:
    """The smaller stands in the larger; of few hashes more must be met, since chance does more."""
    size = links.shared / np.maximum(links.most, LEAST_SHARE)
    unsure = PART + CHANCE / np.sqrt(np.maximum(size, 1))
    least = np.where(links.sure, PART_SURE, np.minimum(unsure, 1))
    return (links.most >= least) & ~links.apart & ~links.doubtful


def furniture(rank: Index, postings: Postings, alone: Bools, groups: Index, links: Links) -> Bools:
    """Which lists are of text that stands in many unrelated documents.

    Copies count once; a document that holds or is held by another does not count, since the report
    they share would look like furniture where it stands in many compilations.
    """
    counted = alone.copy()
    inside = (links.most >= NEAR) & (links.least < MOST) & (links.least > FURNITURE_SHARE)
    for side in (links.a, links.b):
        counted[side[inside]] = False
    many = max(FURNITURE, int(FURNITURE_OF_ALL * counted.sum()))
    lists = postings.longer(many - 1)
    sizes = postings.lengths(lists)
    group = np.full(len(rank), -1)
    group[rank[counted]] = groups[counted]
    found = np.zeros(len(postings.ends), bool)
    for part in chunks(sizes, AT_ONCE):
        some = lists[part]
        of, at = flatten(postings.ends[some - 1], sizes[part])
        theirs = group[postings.ranks[at]]
        known = theirs >= 0
        keys = of[known].astype(np.uint64) << np.uint64(32) | theirs[known].astype(np.uint64)
        of = (distinct(keys) >> np.uint64(32)).astype(np.int64)
        found[some] = np.bincount(of, minlength=len(some)) >= many
    return found


FURNITURE_SHARE = 0.15
"""A page that is less than this share of another is a notice in it, not a report."""
