"""Who has which hash: posting lists over all sketches, joined one range of hashes at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup.normal import LOW, Hashes
from cleaner.dedup.shelf import Corpus, Index

RANGE = 1 << 20
"""Hashes joined at a time: some 100 MB with all that sorting them takes."""

Ranks = npt.NDArray[np.uint32]


class Postings(NamedTuple):
    """Lists of the documents (by rank) that share a hash; a hash of one document has no list."""

    word: Ranks
    """For each hash on the shelf the number of its list from 1, or 0."""
    ranks: Ranks
    """All lists one after the other, each ascending."""
    ends: Index
    """Where each list ends; that of list 0, which is empty, first."""

    @property
    def sizes(self) -> Index:
        """How many documents each list has, by its number."""
        return np.diff(self.ends, prepend=0)


def postings(corpus: Corpus, rank: Index, alone: npt.NDArray[np.bool_]) -> Postings:
    """The lists of all hashes of documents that stand ``alone``; ``rank`` orders their content."""
    word = np.zeros(len(corpus.hashes), np.uint32)
    parts = 1 + len(word) // RANGE
    step = (1 << 64) // parts + 1
    ranks, sizes, lists = [], [np.zeros(1, np.int64)], 0
    for part in range(parts):
        at = within(corpus.hashes, part * step, (part + 1) * step)
        owner = np.searchsorted(corpus.ends, at, "right") - 1
        single = alone[owner]
        at, owner = at[single], owner[single]
        number, members = listed(corpus.hashes[at], rank[owner])
        shared = number > 0
        word[at[shared]] = number[shared] + lists
        ranks.append((members & LOW).astype(np.uint32))
        sizes.append(np.bincount((members >> np.uint64(32)).astype(np.int64))[1:])
        lists += len(sizes[-1])
    return Postings(word, np.concatenate(ranks), np.cumsum(np.concatenate(sizes)))


def within(hashes: Hashes, low: int, high: int) -> Index:
    """Where the hashes from ``low`` to below ``high`` stand."""
    inside = hashes >= np.uint64(low)
    if high < 1 << 64:
        inside &= hashes < np.uint64(high)
    return np.flatnonzero(inside)


def listed(hashes: Hashes, ranks: Index) -> tuple[Ranks, Hashes]:
    """The list of each hash (0: alone), and members: list in the high half, rank in the low."""
    order = np.argsort(hashes)
    ordered = hashes[order]
    same = ordered[1:] == ordered[:-1]
    edge = np.zeros(min(1, len(ordered)), bool)
    after, before = np.concatenate([edge, same]), np.concatenate([same, edge])
    shared = after | before
    number = np.where(shared, np.cumsum(before & ~after), 0).astype(np.uint32)
    back = np.empty(len(hashes), np.uint32)
    back[order] = number
    members = number[shared].astype(np.uint64) << np.uint64(32)
    members |= ranks[order][shared].astype(np.uint64)
    members.sort()
    return back, members
