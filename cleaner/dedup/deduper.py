"""Duplicates in a collection: add documents, find clusters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cleaner.dedup import clusters, links
from cleaner.dedup.candidates import candidates
from cleaner.dedup.normal import LOW
from cleaner.dedup.postings import postings
from cleaner.dedup.report import Duplicates, Report
from cleaner.dedup.shelf import Corpus, Shelf, sizes_at
from cleaner.dedup.sketch import AT_ONCE, MOST_AT_ONCE, Sketch, Source, sketched
from cleaner.document import EMPTY
from cleaner.errors import CleanerError


class Deduper:
    """Finds copies among the documents added; the order in which they come does not matter.

    A document without text is no copy of another: it has nothing that could have been copied.
    One without five han is compared as a whole, white space aside.

    >>> d = Deduper()
    >>> d.add("a", "全市科技工作会议在云溪召开，部署全年重点任务。")
    >>> d.add("b", "全市科技工作会议在云溪召开,部署全年重点任务!")
    >>> d.find().clusters[0].record()["members"]
    [{'id': 'b', 'relation': 'near', 'containment': [1.0, 1.0]}]
    """

    def __init__(self, keep_excerpts: bool = False) -> None:
        self.keep_excerpts = keep_excerpts
        self.shelf = Shelf()
        self.settled: dict[str, bool] = {}
        self._waiting: list[Source] = []
        self._size = 0

    def __len__(self) -> int:
        return len(self.shelf) + len(self._waiting)

    def add(self, id: str, text: str, meta: Mapping[str, Any] | None = None) -> None:
        """One document; its text is kept until a few more have come."""
        self._waiting.append((id, text, meta or {}))
        self._size += len(text)
        if self._size >= AT_ONCE or len(self._waiting) >= MOST_AT_ONCE:
            self._look()

    def _look(self) -> None:
        for s in sketched(self._waiting):
            self.shelf.add(s)
        self._waiting, self._size = [], 0

    def add_sketch(self, s: Sketch, settled: bool | None = None) -> None:
        """One document, sketched elsewhere; ``settled`` tells whether an earlier run kept it."""
        self._look()
        if settled is not None:
            self.settled[s.id] = settled
        self.shelf.add(s)

    def rows(self) -> dict[str, Any]:
        """All sketches so far, as arrays to be stored."""
        self._look()
        return self.shelf.rows()

    def find(self) -> Duplicates:
        """All clusters. Raises CleanerError where two documents have one id."""
        self._look()
        if not len(self.shelf):
            return Duplicates()
        return Search(self.shelf.corpus(), self.settled).duplicates(self.keep_excerpts)


class Search:
    """One search through a corpus; its parts are kept between the steps."""

    def __init__(self, corpus: Corpus, settled: Mapping[str, bool] = EMPTY) -> None:
        self.corpus, self.settled = corpus, settled
        n = len(corpus.ids)
        by_id = np.array(sorted(range(n), key=corpus.ids.__getitem__), np.int64)
        self.id_rank = np.empty(n, np.int64)
        self.id_rank[by_id] = np.arange(n)
        for one, two in zip(by_id[:-1].tolist(), by_id[1:].tolist(), strict=True):
            if corpus.ids[one] == corpus.ids[two]:
                raise CleanerError(corpus.ids[one], "two documents have this id", "rename one")
        self.order = np.lexsort((self.id_rank, corpus.exact[:, 1], corpus.exact[:, 0]))
        self.rank = np.empty(n, np.int64)
        self.rank[self.order] = np.arange(n)
        self._same()

    def _same(self) -> None:
        """Documents with the same text: the first by id stands for all of them."""
        ordered = self.corpus.exact[self.order]
        new = np.concatenate([[True], (ordered[1:] != ordered[:-1]).any(axis=1)])
        new |= ~ordered.any(axis=1)
        first = self.order[np.flatnonzero(new)]
        self.stands = np.empty(len(self.order), np.int64)
        self.stands[self.order] = first[np.cumsum(new) - 1]
        self.alone = self.stands == np.arange(len(self.order))

    def duplicates(self, keep_excerpts: bool) -> Duplicates:
        """Clusters and what they drop."""
        found = self._links()
        holds = clusters.compilations(self.measure, found)
        groups = clusters.grouped(len(self.order), found, clusters.copies(found, holds))
        report = Report(self.measure, self.stands, found, groups, holds, self.settled)
        return report.duplicates(keep_excerpts)

    def _links(self) -> links.Links:
        """Links between all candidate pairs, furniture aside, in the order of their ranks."""
        sizes = sizes_at(self.corpus)
        lists = postings(self.corpus, self.rank, self.alone)
        pairs = candidates(self.corpus, sizes, self.rank, lists)
        self.measure = links.Measure(self.corpus, sizes, lists.word)
        a = self.order[(pairs >> np.uint64(32)).astype(np.int64)]
        b = self.order[(pairs & LOW).astype(np.int64)]
        found = self.measure.links(a, b)
        groups = clusters.grouped(len(self.order), found, links.near(found)).names()
        furniture = links.furniture(self.rank, lists, self.alone, groups, found)
        if not furniture.any():
            return found
        self.measure.discount(furniture)
        return self.measure.again(found)
