"""Duplicates in a collection: add documents, find clusters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from cleaner.dedup import clusters, links
from cleaner.dedup.candidates import candidates
from cleaner.dedup.normal import LOW
from cleaner.dedup.postings import postings
from cleaner.dedup.report import Duplicates, Report
from cleaner.dedup.shelf import Shelf, let_go
from cleaner.dedup.sketch import Sketcher, Sketches
from cleaner.document import EMPTY
from cleaner.errors import CleanerError

MEMORY = 1 << 30
"""Bytes that finding duplicates takes, about."""
PART = 8
"""Of the memory this part is for hashes that wait to be written out."""
KEPT = (32 << 20) - (1 << 16)
"""The largest array that, once freed, makes glibc's malloc keep smaller ones for the next batch
(mallopt(3), M_MMAP_THRESHOLD) rather than have the kernel clear them anew: a fifth of the time."""


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

    def __init__(
        self, keep_excerpts: bool = False, memory: int = MEMORY,
        seen: Callable[[Sketches], object] | None = None,
    ) -> None:  # fmt: skip
        np.empty(KEPT, np.uint8)  # given back at once: see there
        self.keep_excerpts, self._seen = keep_excerpts, seen
        self.shelf = Shelf(memory // PART)
        self.settled: dict[str, bool] = {}
        self._sketcher = Sketcher(self._sketched)

    def __len__(self) -> int:
        return len(self.shelf) + len(self._sketcher)

    def add(self, id: str, text: str, meta: Mapping[str, Any] | None = None) -> None:
        """One document."""
        self._sketcher.add(id, text, meta or {})

    def look(self) -> None:
        """Sketch what waits, so that ``seen`` knows all that was added."""
        self._sketcher.look()

    def _sketched(self, s: Sketches) -> None:
        self.shelf.add(s)
        if self._seen:
            self._seen(s)

    def add_sketches(self, s: Sketches, settled: Sequence[bool] = ()) -> None:
        """Documents sketched elsewhere; ``settled`` tells which of them an earlier run kept."""
        self.settled.update(zip(s.ids, settled, strict=False))
        self.shelf.add(s)

    def find(self) -> Duplicates:
        """All clusters; it ends the search. Raises CleanerError where one id is there twice."""
        self.look()
        if not len(self.shelf):
            return Duplicates()
        return Search(self.shelf, self.settled).duplicates(self.keep_excerpts)


class Search:
    """One search through a corpus; its parts are kept between the steps."""

    def __init__(self, shelf: Shelf, settled: Mapping[str, bool] = EMPTY) -> None:
        self.keys, self.settled = shelf.keys, settled
        self.corpus = corpus = shelf.corpus()
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
        report = Report(self.measure, self.stands, found, groups, holds, self.id_rank, self.settled)
        return report.duplicates(keep_excerpts)

    def _links(self) -> links.Links:
        """Links between all candidate pairs, furniture aside, in the order of their ranks."""
        lists = postings(self.keys, self.rank, self.alone)
        pairs = candidates(self.corpus, self.rank, lists)
        let_go(lists.words, lists.ranks, lists.ends)
        self.measure = links.Measure(self.corpus, lists)
        a = self.order[(pairs >> np.uint64(32)).astype(np.int64)]
        b = self.order[(pairs & LOW).astype(np.int64)]
        found = self.measure.links(a, b)
        groups = clusters.grouped(len(self.order), found, links.near(found)).names()
        furniture = links.furniture(self.rank, lists, self.alone, groups, found)
        let_go(lists.ranks, lists.ends)
        if not furniture.any():
            return found
        self.measure.discount(furniture)
        return self.measure.again(found)
