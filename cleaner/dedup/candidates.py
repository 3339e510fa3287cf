"""Pairs of documents worth a comparison, found in posting lists.

Each document asks the lists of its rarest hashes, so that stock phrases cost nothing however
common they are; in long lists each member meets a few pivots, the same for all, so that a cluster
of 500 copies stays one at a cost that grows with the lists only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cleaner.dedup.normal import LOW, Bools, Hashes, mixed, within
from cleaner.dedup.postings import Postings
from cleaner.dedup.shelf import AT_ONCE, STEP, Corpus, Index, chunks, flatten, let_go
from cleaner.dedup.sketch import COARSEST

RAREST, RAREST_FINE = 12, 6
"""Hashes of a document whose lists are asked: those that sketches of any scale keep, and others."""
LEAST_RARE = 3
"""Votes from such lists that make a candidate; both documents may ask."""
LONGEST = 1024
"""Members of a list that is asked."""
LEAST_EACH = 512
"""Votes each document may ask for, from its rarest hash on, however many documents there are."""
LONG = 32
"""Members of a list from which pivots are taken too."""
PIVOTS = 4
"""Measured: a cluster of 500 breaks with one, is whole with four."""
LEAST_SHARE = 0.35
"""Of the smaller sketch, met in lists of any kind: stock phrases seldom reach it. No true pair
of 15,000 documents is missed at 2.6 candidates a document."""
FERTILE = 0.35
"""Share of a sketch that others have too, below which the document is a part of no other: pairs
are looked for from the contained side only, which spares all that is unlike the rest."""
BEST = 32
"""Answers a document keeps, those with most votes; copies beyond it meet through pivots."""
MOST_VOTES = 1 << 26
"""Votes asked for in all, shared among the documents."""
MOST_MET = 1 << 23
"""Meetings in long lists in all: beyond it every second, fourth, … list is read."""
ASKED = 1 << 16
"""What a vote from a rare list counts, so that both kinds are added in one number; so many of the
other kind are more than enough by themselves."""


def candidates(corpus: Corpus, rank: Index, postings: Postings) -> Hashes:
    """Pairs of ranks, the lower in the high half, in ascending order."""
    fertile = shared_share(corpus, postings) >= FERTILE
    by_rank = np.empty(len(rank), bool)
    by_rank[rank] = fertile
    votes = [
        (pairs, (counts * worth).astype(np.int32))
        for found, worth in (
            (asked(fertile, rank, postings), ASKED), (pivoted(by_rank, postings), 1),
        )
        for pairs, counts in found
    ]  # fmt: skip
    sample = np.sort(np.concatenate([np.empty(0, np.uint64), *(keys[::STEP] for keys, _ in votes)]))
    parts = 1 + len(sample) * STEP // AT_ONCE
    bounds = sample[np.linspace(0, len(sample), parts + 1).astype(np.intp)[1:-1]]
    steps = [np.uint64(0), *bounds, np.uint64(len(rank)) << np.uint64(32)]
    return np.concatenate([
        elected(corpus, rank, *between(votes, low, high)) for low, high in pairwise(steps)
    ])  # fmt: skip


def between(
    votes: list[tuple[Hashes, Index]], low: np.uint64, high: np.uint64
) -> tuple[Hashes, Index]:
    """All votes for pairs from ``low`` to below ``high``."""
    keys, counts = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
    for pairs, theirs in votes:
        inside = (pairs >= low) & (pairs < high)
        keys.append(pairs[inside])
        counts.append(theirs[inside])
    return np.concatenate(keys), np.concatenate(counts)


def shared_share(corpus: Corpus, postings: Postings) -> npt.NDArray[np.float64]:
    """Of each sketch the share of hashes that any other document has too.

    At its own scale or at the coarsest, whichever is more: a larger document has the coarse only.
    """
    ends = [0, COARSEST]
    both = postings.counts()[:, ends] / np.maximum(corpus.sizes[:, ends], 1)
    found: npt.NDArray[np.float64] = both.max(axis=1)
    return found


def asked(fertile: Bools, rank: Index, postings: Postings) -> Iterator[tuple[Hashes, Index]]:
    """Each document with the others in the lists of its rarest hashes."""
    most = max(LEAST_EACH, MOST_VOTES // len(rank))
    sizes = np.where(fertile, np.diff(postings.word_ends), 0)
    for docs in chunks(sizes + 1, min(AT_ONCE, 1 << 20)):  # 20 bits of a key name the document
        let_go(postings.words, postings.ranks, postings.ends)
        owner, word, costs = rarest(docs, sizes[docs], postings)
        short = costs <= LONGEST
        owner, word, costs = owner[short], word[short], costs[short]
        spent = np.cumsum(costs)
        first = np.searchsorted(owner, owner)
        good = spent - (spent - costs)[first] <= most
        owner, word, costs = owner[good], word[good], costs[good]
        for part in chunks(np.bincount(owner, costs, len(sizes[docs])).astype(np.int64), AT_ONCE):
            mine = slice(*np.searchsorted(owner, [part.start, part.stop]))
            of, at = flatten(postings.ends[word[mine] - 1], costs[mine])
            asker = owner[mine][of].astype(np.uint64) << np.uint64(32)
            keys, counts = best(*voted(asker | postings.ranks[at]))
            one = rank[(keys >> np.uint64(32)).astype(np.int64) + docs.start].astype(np.uint64)
            other = keys & LOW
            yield paired(one, other)[one != other], counts[one != other]


def best(keys: Hashes, counts: Index) -> tuple[Hashes, Index]:
    """For each number in the high half the low halves with the highest counts."""
    group = keys >> np.uint64(32)
    order = np.lexsort((keys, -counts, group))
    keys, counts, group = keys[order], counts[order], group[order]
    good = np.arange(len(keys)) - np.searchsorted(group, group) <= BEST  # one of them is itself
    good &= counts > 1
    return keys[good], counts[good]


def rarest(docs: slice, sizes: Index, postings: Postings) -> tuple[Index, Index, Index]:
    """The hashes with the shortest lists: document (from ``docs.start``), list and its length."""
    of, at = flatten(postings.word_ends[:-1][docs], sizes)
    words = postings.words[at].astype(np.int64)
    lengths = postings.lengths(words)
    key = (of * 2 + (words > postings.limits[COARSEST])).astype(np.uint64) << np.uint64(43)
    key |= np.minimum(lengths, (1 << 19) - 1).astype(np.uint64) << np.uint64(24)
    key |= within(np.cumsum(sizes)).astype(np.uint64)
    order = np.argsort(key)
    group = key[order] >> np.uint64(43)
    most = np.where(group & np.uint64(1) > 0, RAREST_FINE, RAREST)
    order = order[np.arange(len(key)) - np.searchsorted(group, group) < most]
    order = order[np.argsort(of[order], kind="stable")]
    return of[order], words[order], lengths[order]


def pivoted(fertile: Bools, postings: Postings) -> Iterator[tuple[Hashes, Index]]:
    """Each member of a long list with the first few of the list, and with the next."""
    long, worth = postings.longer(LONG), 1
    while postings.lengths(long).sum() * (PIVOTS + 1) > MOST_MET:
        long = long[mixed(long.astype(np.uint64) + np.uint64(worth)) & np.uint64(1) > 0]
        worth *= 2
    sizes = postings.lengths(long)
    for part in chunks(sizes * (PIVOTS + 1), AT_ONCE):
        starts = postings.ends[long[part] - 1]
        of, at = flatten(starts, sizes[part])
        ranks, found = postings.ranks, []
        for pivot in range(PIVOTS + 1):
            head = starts[of] + pivot if pivot < PIVOTS else np.maximum(at - 1, starts[of])
            one, other = ranks[head], ranks[at]
            good = (at > head) & (fertile[one] | fertile[other])
            found.append(paired(one[good].astype(np.uint64), other[good].astype(np.uint64)))
        keys, counts = voted(np.concatenate(found))
        yield keys, counts * worth


def paired(one: Hashes, other: Hashes) -> Hashes:
    """Two ranks in one number, the lower in the high half."""
    return np.minimum(one, other) << np.uint64(32) | np.maximum(one, other)


def voted(keys: Hashes) -> tuple[Hashes, Index]:
    """Distinct pairs and how many lists spoke for each."""
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=np.uint64(0)))
    return keys[first], np.diff(np.append(first, len(keys)))


def elected(corpus: Corpus, rank: Index, keys: Hashes, votes: Index) -> Hashes:
    """Pairs with enough votes for the smaller sketch of the two."""
    order = np.argsort(keys)
    keys, votes = keys[order], votes[order]
    first = np.flatnonzero(np.diff(keys, prepend=np.uint64(0)))
    if not len(first):
        return keys
    keys, votes = keys[first], np.add.reduceat(votes, first)
    by_rank = np.empty(len(rank), np.int64)
    by_rank[rank] = np.arange(len(rank))
    a, b = (by_rank[half.astype(np.int64)] for half in (keys >> np.uint64(32), keys & LOW))
    scale = np.maximum(corpus.scale[a], corpus.scale[b])
    smaller = np.minimum(corpus.sizes[a, scale], corpus.sizes[b, scale])
    rare, often = votes // ASKED, votes % ASKED
    enough: Hashes = keys[(rare >= LEAST_RARE) | (rare + often >= LEAST_SHARE * smaller)]
    return enough
