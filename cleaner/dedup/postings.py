"""Who has which hash: posting lists over all sketches, joined one range of hashes at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup.normal import LOW, Bools, Hashes, changes, within
from cleaner.dedup.shelf import AT_ONCE, OWNER, Index, Runs, chunks, flatten
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
        return found


def postings(keys: Runs, rank: Index, alone: Bools) -> Postings:
    """The lists of all hashes of documents that stand ``alone``; ``rank`` orders their content."""
    ranks, sizes = [np.empty(0, np.uint32)], [np.zeros(1, np.uint32)]
    limits = np.zeros(len(BOUNDS), np.int64)
    orders = rank.astype(np.uint64)
    for part in keys.ranges(AT_ONCE):
        owner = (part & DOCUMENT).astype(np.int64)
        members = part & ~DOCUMENT | orders[owner]
        members, length = listed(members[alone[owner]])
        ranks.append((members & DOCUMENT).astype(np.uint32))
        sizes.append(length.astype(np.uint32))
        heads = members[np.cumsum(length) - length]
        limits += np.searchsorted(heads, BOUNDS, "right")
    ends = np.cumsum(np.concatenate(sizes), dtype=np.int64)
    joined = np.concatenate(ranks)
    del ranks, sizes
    return Postings(*by_document(joined, ends, rank), joined, ends, limits)


def listed(members: Hashes) -> tuple[Hashes, Index]:
    """The keys whose hash is there twice or more, in order, and how long each list is."""
    members.sort()
    new = np.append(changes(members >> OWNER), True)
    members = members[~(new[:-1] & new[1:])]
    first = np.flatnonzero(changes(members >> OWNER))
    return members, np.diff(first, append=len(members))


def by_document(ranks: Words, ends: Index, rank: Index) -> tuple[Words, Index]:
    """The words of each document, and where they end."""
    document = np.empty(len(rank), np.uint32)
    document[rank] = np.arange(len(rank), dtype=np.uint32)
    counts = np.zeros(len(rank), np.int64)
    for start in range(0, len(ranks), 8 * AT_ONCE):
        counts += np.bincount(ranks[start : start + 8 * AT_ONCE], minlength=len(rank))
    word_ends = np.concatenate([[0], np.cumsum(counts[rank])])
    fill, words = word_ends[:-1].copy(), np.empty(len(ranks), np.uint32)
    for part in chunks(np.diff(ends), 4 * AT_ONCE):
        list_of, at = flatten(ends[part], np.diff(ends[part.start : part.stop + 1]))
        keys = document[ranks[at]].astype(np.uint64) << np.uint64(32)
        keys |= (list_of + part.start + 1).astype(np.uint64)
        keys.sort()
        owner = (keys >> np.uint64(32)).astype(np.int64)
        first = np.flatnonzero(changes(owner))
        place = within(np.append(first[1:], len(owner)) if len(owner) else first)
        words[fill[owner] + place] = keys & LOW
        fill[owner[first]] += np.diff(first, append=len(owner))
    return words, word_ends
