"""Who has which hash: posting lists over all sketches, joined one range of hashes at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup.normal import LOW, Bools, Hashes, changes, within
from cleaner.dedup.shelf import AT_ONCE, OWNER, Index, Runs, chunks, let_go, roomy
from cleaner.dedup.shelf import LOW as DOCUMENT
from cleaner.dedup.sketch import BOUNDS

Words = npt.NDArray[np.uint32]


class Postings(NamedTuple):
    """Lists of the documents (by rank) that share a hash; a hash of one document has no list.

    Lists are numbered from 1 in the order of their hashes: the number is the hash's *word*.
    """

    words: Words
    """The words of each document (by number on the shelf), ascending, one after the other."""
    word_ends: Index
    """Where the words of each document end; a zero first."""
    ranks: Words
    """All lists one after the other, each ascending."""
    ends: Index
    """Where each list ends; a zero first."""
    limits: Index
    """The highest word whose hash a sketch of each scale keeps."""

    def lengths(self, words: Index) -> Index:
        """How many documents are in each of these lists."""
        found: Index = self.ends[words] - self.ends[words - 1]
        return found

    def longer(self, than: int) -> Index:
        """The lists with more documents than this."""
        return np.flatnonzero(np.diff(self.ends) > than) + 1

    def counts(self, counted: Bools | None = None) -> Index:
        """How many of its words each document has at each scale; only those ``counted``, if given.

        ``counted`` has an entry for each word, and one for word 0 first.
        """
        found: Index = np.zeros((len(self.word_ends) - 1, len(self.limits)), np.int32)
        for part in chunks(np.diff(self.word_ends), AT_ONCE):
            ends = self.word_ends[part.start : part.stop + 1]
            words = self.words[ends[0] : ends[-1]]
            for scale, limit in enumerate(self.limits.tolist()):
                good = words <= limit if counted is None else counted[words] & (words <= limit)
                total = np.concatenate([[0], np.cumsum(good, dtype=np.int32)])
                found[part, scale] = np.diff(total[ends - ends[0]])
            let_go(self.words)
        return found


def postings(keys: Runs, rank: Index, alone: Bools) -> Postings:
    """The lists of all hashes of documents that stand ``alone``; ``rank`` orders their content."""
    ranks = roomy(len(keys), np.uint32, keys.most)
    ends = roomy(len(keys) // 2 + 1, np.int64, keys.most)
    ends[0] = lists = at = 0
    limits = np.zeros(len(BOUNDS), np.int64)
    orders = rank.astype(np.uint64)
    for part in keys.ranges(AT_ONCE):
        owner = (part & DOCUMENT).astype(np.int64)
        members = part & ~DOCUMENT | orders[owner]
        members, sizes = listed(members[alone[owner]])
        ranks[at : at + len(members)] = members & DOCUMENT
        ends[lists + 1 : lists + 1 + len(sizes)] = at + np.cumsum(sizes)
        limits += np.searchsorted(members[np.cumsum(sizes) - sizes], BOUNDS, "right")
        at, lists = at + len(members), lists + len(sizes)
        let_go(ranks, ends)
    ranks, ends = ranks[:at], ends[: lists + 1]
    words = roomy(at, np.uint32, keys.most)
    return Postings(words, by_document(words, ranks, ends, rank), ranks, ends, limits)


def listed(members: Hashes) -> tuple[Hashes, Index]:
    """The keys whose hash is there twice or more, in order, and how long each list is."""
    members.sort()
    new = np.append(changes(members >> OWNER), True)
    members = members[~(new[:-1] & new[1:])]
    first = np.flatnonzero(changes(members >> OWNER))
    return members, np.diff(first, append=len(members))


def by_document(words: Words, ranks: Words, ends: Index, rank: Index) -> Index:
    """Fill in the words of each document; where those of each end."""
    document = np.empty(len(rank), np.uint32)
    document[rank] = np.arange(len(rank), dtype=np.uint32)
    counts = np.zeros(len(rank), np.int64)
    for start in range(0, len(ranks), 4 * AT_ONCE):
        counts += np.bincount(ranks[start : start + 4 * AT_ONCE], minlength=len(rank))
    word_ends = np.concatenate([[0], np.cumsum(counts[rank])])
    fill = word_ends[:-1].copy()
    for part in chunks(np.diff(ends), AT_ONCE):
        sizes = np.diff(ends[part.start : part.stop + 1])
        members = document[ranks[ends[part.start] : ends[part.stop]]]
        keys = np.repeat(np.arange(part.start + 1, part.stop + 1, dtype=np.uint64), sizes)
        keys |= members.astype(np.uint64) << np.uint64(32)
        keys.sort()
        owner = (keys >> np.uint64(32)).astype(np.int64)
        first = np.append(np.flatnonzero(changes(owner)), len(owner))
        words[fill[owner] + within(first[1:])] = keys & LOW
        fill[owner[first[:-1]]] += np.diff(first)
        let_go(words, ranks)
    return word_ends
