"""Which documents may share text, and how much: posting join, containment, evidence.

Hashes are joined in ranges, so that memory holds one range at a time. A hash in few documents
gives all its pairs, one in many gives each document a few pivots (the same few for all, by
content): a cluster of 500 copies stays one, at a cost that grows with the postings only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup.facts import LOW
from cleaner.dedup.normal import mixed
from cleaner.dedup.shelf import Corpus, Index, chunks, flatten

SHORT_LIST = 32
"""Postings of a hash that give all pairs; longer lists go by pivots. With 12, .4 to .8 % of true
pairs were never looked at, with 32 .1 %."""
PIVOTS = 4
"""Measured: a cluster of 500 breaks with one, is whole with four."""
RANGE = 1 << 22
"""Postings joined at a time: 32 MB of keys and as much again to sort them."""
LONG_PAIRS = 1 << 25
"""Pairs that long lists may give; beyond it only every second, fourth, … long list is read."""
NUMBER = np.uint64(1 << 31)
"""Set in the context of a number that is no year."""
LEAST_RARE = 3
"""Short lists in which a pair must meet to be looked at,"""
LEAST_SHARE = 0.25
"""or all lists, as a share of the smaller sketch: stock phrases alone seldom reach it."""
RARE = 1 << 32
"""What a vote from a short list counts, so that both kinds are added in one number."""

Floats = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]


class Join(NamedTuple):
    """What a pass over all postings gives."""

    word: npt.NDArray[np.uint32]
    """For each hash on the shelf the number of its posting list, 0 where nobody shares it."""
    lists: int
    pairs: Hashes
    """Candidates: the lower rank in the high half."""


def join(corpus: Corpus, sizes: Index, rank: Index, alone: npt.NDArray[np.bool_]) -> Join:
    """Posting lists and candidate pairs; documents that do not stand ``alone`` are left out.

    ``sizes`` are those of the sketches by scale, ``rank`` an order that their content gives.
    """
    word = np.zeros(len(corpus.hashes), np.uint32)
    parts = max(1, len(word) // RANGE)
    step = (1 << 64) // parts + 1
    lists, found, votes = 0, [], []
    for part in range(parts):
        low = part * step
        inside = corpus.hashes >= np.uint64(low)
        if low + step < 1 << 64:
            inside &= corpus.hashes < np.uint64(low + step)
        at = np.flatnonzero(inside)
        owner = np.searchsorted(corpus.ends, at, "right") - 1
        single = alone[owner]
        at, owner = at[single], owner[single]
        number, postings = listed(corpus.hashes[at], rank[owner])
        shared = number > 0
        word[at[shared]] = number[shared] + lists
        for keys, worth in zip(candidates(postings, parts), (RARE, 1), strict=True):
            keys, counts = voted(keys)
            found.append(keys)
            votes.append(counts * worth)
        lists += int(number.max(initial=0))
    keys, counts = np.concatenate(found), np.concatenate(votes)
    return Join(word, lists, elected(corpus, sizes, rank, keys, counts))


def listed(hashes: Hashes, ranks: Index) -> tuple[npt.NDArray[np.uint32], Hashes]:
    """The list of each hash (0: alone), and postings: list in the high half, rank in the low."""
    order = np.argsort(hashes)
    ordered = hashes[order]
    same = ordered[1:] == ordered[:-1]
    shared = np.concatenate([[False], same]) | np.concatenate([same, [False]])
    first = shared & np.concatenate([[True], ~same])
    number = np.where(shared, np.cumsum(first), 0).astype(np.uint32)
    back = np.empty(len(hashes), np.uint32)
    back[order] = number
    postings = number[shared].astype(np.uint64) << np.uint64(32)
    postings |= ranks[order][shared].astype(np.uint64)
    postings.sort()
    return back, postings


def candidates(postings: Hashes, parts: int) -> tuple[Hashes, Hashes]:
    """Pairs of ranks from postings: all of short lists; pivots and neighbours of long ones."""
    ranks = postings & LOW
    starts = np.flatnonzero(np.diff(postings >> np.uint64(32), prepend=np.uint64(0)))
    sizes = np.diff(np.append(starts, len(postings)))
    found = [np.empty(0, np.uint64)]
    for size in range(2, SHORT_LIST + 1):
        of = starts[sizes == size]
        if len(of):
            i, j = np.triu_indices(size, 1)
            rows = ranks[of[:, None] + np.arange(size)]
            found.append(paired(rows[:, i].ravel(), rows[:, j].ravel()))
    long = sizes > SHORT_LIST
    total = int(sizes[long].sum()) * (PIVOTS + 1) * parts
    while total > LONG_PAIRS:
        long &= mixed(starts.astype(np.uint64)) & np.uint64(1) > 0
        total //= 2
    return np.concatenate(found), by_pivots(ranks, starts[long], sizes[long])


def by_pivots(ranks: Hashes, starts: Index, sizes: Index) -> Hashes:
    """Each member of a long list with the first few of the list, and with the next."""
    of, at = flatten(starts, sizes)
    found = []
    for pivot in range(PIVOTS):
        head = starts[of] + pivot
        later = at > head
        found.append(paired(ranks[head[later]], ranks[at[later]]))
    next_to = at > starts[of] + PIVOTS
    found.append(paired(ranks[at[next_to] - 1], ranks[at[next_to]]))
    return np.concatenate(found)


def paired(low: Hashes, high: Hashes) -> Hashes:
    """Two ranks in one number."""
    return low << np.uint64(32) | high


def voted(keys: Hashes) -> tuple[Hashes, Index]:
    """Distinct pairs and how many hashes spoke for each."""
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=np.uint64(0)))
    return keys[first], np.diff(np.append(first, len(keys)))


def elected(corpus: Corpus, sizes: Index, rank: Index, keys: Hashes, votes: Index) -> Hashes:
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
    smaller = np.minimum(sizes[a, scale], sizes[b, scale])
    rare, often = votes // RARE, votes % RARE
    enough: Hashes = keys[(rare >= LEAST_RARE) | (rare + often >= LEAST_SHARE * smaller)]
    return enough


def shared(corpus: Corpus, words: npt.NDArray[np.uint32], a: Index, b: Index) -> Index:
    """How many hashes documents ``a[k]`` and ``b[k]`` share; those with word 0 do not count."""
    sizes = np.diff(corpus.ends)
    found = np.zeros(len(a), np.int64)
    for part in chunks(sizes[a] + sizes[b], RANGE):
        keys = []
        for side in (a[part], b[part]):
            of, at = flatten(corpus.ends[side], sizes[side])
            word = words[at]
            counts = word > 0
            keys.append(of[counts].astype(np.uint64) << np.uint64(32) | word[counts])
        both = np.concatenate(keys)
        both.sort()
        twice = both[1:][both[1:] == both[:-1]] >> np.uint64(32)
        found[part] = np.bincount(twice.astype(np.int64), minlength=len(a[part]))
    return found


class Evidence(NamedTuple):
    """Numbers beside the same words in both texts: equal or not, years apart; places at odds."""

    agree: Index
    differ: Index
    years_agree: Index
    years_differ: Index
    elsewhere: npt.NDArray[np.bool_]


def evidence(corpus: Corpus, a: Index, b: Index) -> Evidence:
    """What the unmasked parts of each pair say about being the same report."""
    found = np.zeros((len(Evidence._fields) - 1, len(a)), np.int64)
    sizes = np.diff(corpus.slot_ends)
    for part in chunks(sizes[a] + sizes[b] + 1, RANGE):
        found[:, part] = agreement(corpus, sizes, a[part], b[part])
    agree, differ, years_agree, years_differ = found
    apart = elsewhere(corpus.places[a], corpus.places[b])
    return Evidence(agree, differ, years_agree, years_differ, apart)


def agreement(corpus: Corpus, sizes: Index, a: Index, b: Index) -> npt.NDArray[Any]:
    """Places in the text with a number on both sides: agreeing, differing, and both for years."""
    (beside_a, value_a), (beside_b, value_b) = (placed(corpus, sizes, x) for x in (a, b))
    equal = np.isin(mixed(beside_b) + value_b, mixed(beside_a) + value_a)
    common = np.isin(beside_b, beside_a)
    number = (beside_b & NUMBER) > 0
    rows = []
    for kind in (number, ~number):
        total, good = (tally(beside_b[those & kind], len(a)) for those in (common, equal))
        rows += [good, total - good]
    return np.array(rows)


def tally(beside: Hashes, pairs: int) -> Index:
    """How many different contexts each pair has."""
    return np.bincount((np.unique(beside) >> np.uint64(32)).astype(np.int64), minlength=pairs)


def placed(corpus: Corpus, sizes: Index, side: Index) -> tuple[Hashes, Hashes]:
    """The slots of each pair's side: pair and context in one number, and the value."""
    of, at = flatten(corpus.slot_ends[side], sizes[side])
    slots = corpus.slots[at]
    return of.astype(np.uint64) << np.uint64(32) | slots >> np.uint64(32), slots & LOW


def elsewhere(a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Both state a place, and neither names any that the other states."""
    column = np.arange(a.shape[1] - 1)
    stated_a, stated_b = column < a[:, :1], column < b[:, :1]
    same = (a[:, 1:, None] == b[:, None, 1:]) & (a[:, 1:, None] > 0)
    met = (same & (stated_a[:, :, None] | stated_b[:, None, :])).any(axis=(1, 2))
    apart: npt.NDArray[np.bool_] = (a[:, 0] > 0) & (b[:, 0] > 0) & ~met
    return apart
