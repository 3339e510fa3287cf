"""How much text two documents share, and what numbers and places say about the two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.dedup.facts import KIND, MOST_SLOTS, PLACE
from cleaner.dedup.normal import LOW, Bools, Hashes, mixed
from cleaner.dedup.postings import Postings, Words
from cleaner.dedup.shelf import AT_ONCE, Corpus, Index, chunks, flatten, let_go

AMONG = KIND - np.uint64(32)
"""Where the kind of a slot stands once its value is gone."""
PAIRS = 1 << 14
"""Pairs whose places are compared at a time."""


def shared(
    postings: Postings, a: Index, b: Index, counts: Callable[[Words], Bools] | None = None
) -> Index:
    """How many hashes documents ``a[k]`` and ``b[k]`` share, of the words that count."""
    starts, sizes = postings.word_ends[:-1], np.diff(postings.word_ends)
    found = np.zeros(len(a), np.int64)
    for part in chunks(sizes[a] + sizes[b], AT_ONCE):
        keys = []
        for side in (a[part], b[part]):
            of, at = flatten(starts[side], sizes[side])
            keys.append(of.astype(np.uint64) << np.uint64(32) | postings.words[at])
        both = np.concatenate(keys)
        both.sort()
        twice = both[1:][both[1:] == both[:-1]]
        if counts:
            twice = twice[counts((twice & LOW).astype(np.uint32))]
        twice >>= np.uint64(32)
        found[part] = np.bincount(twice.astype(np.int64), minlength=len(a[part]))
        let_go(postings.words)
    return found


class Evidence(NamedTuple):
    """Years, numbers and names beside the same words in both texts: how many are equal, how many
    differ; whether the places they are about are at odds."""

    years_agree: Index
    years_differ: Index
    agree: Index
    differ: Index
    places_agree: Index
    places_differ: Index
    offices_agree: Index
    offices_differ: Index
    elsewhere: Bools


def evidence(corpus: Corpus, a: Index, b: Index) -> Evidence:
    """What the unmasked parts of each pair say about being the same report."""
    found = np.zeros((len(Evidence._fields) - 1, len(a)), np.int64)
    sizes = np.diff(corpus.slot_ends)
    for part in chunks(sizes[a] + sizes[b] + 1, AT_ONCE):
        found[:, part] = agreement(corpus, sizes, a[part], b[part])
    apart = np.zeros(len(a), bool)
    for start in range(0, len(a), PAIRS):
        part = slice(start, start + PAIRS)
        apart[part] = elsewhere(corpus.places[a[part]], corpus.places[b[part]])
    return Evidence._make([*found, apart])


def agreement(corpus: Corpus, sizes: Index, a: Index, b: Index) -> npt.NDArray[Any]:
    """For each kind of slot, those with a fact on both sides: agreeing, and differing."""
    (beside_a, value_a), (beside_b, value_b) = (placed(corpus, sizes, x) for x in (a, b))
    at = np.minimum(np.searchsorted(beside_b, beside_a), max(0, len(beside_b) - 1))
    met = np.flatnonzero(beside_b[at] == beside_a) if len(beside_b) else at[:0]
    pair = (beside_a[met] >> np.uint64(32)).astype(np.int64)
    kind = (beside_a[met] >> AMONG & np.uint64(3)).astype(np.int64)
    one, other = value_a[met], value_b[at[met]]
    equal = one == other
    counts = equal & ~beside_the_point(pair, kind, one, other)
    return np.array([
        np.bincount(pair[(kind == which) & some], minlength=len(a))
        for which in range(len(MOST_SLOTS))
        for some in (counts, ~equal)
    ])  # fmt: skip


def beside_the_point(pair: Index, kind: Index, one: Hashes, other: Hashes) -> Bools:
    """Names that agree, in pairs of documents where throughout one name stands for one other.

    What else the two name is then what both reports speak of; it does not make them one.
    """
    group = (pair * 4 + kind).astype(np.uint64)
    names = kind >= PLACE
    apart = np.flatnonzero(names & (one != other))
    swaps = mixed(one[apart] << np.uint64(32) | other[apart]) ^ mixed(group[apart])
    _, first = np.unique(swaps, return_index=True)
    found, times = np.unique(group[apart[first]], return_counts=True)
    single = np.isin(group, found[times == 1]) & names
    known = mixed(group << np.uint64(32)) ^ one
    both = [mixed(group[apart] << np.uint64(32)) ^ x[apart] for x in (one, other)]
    return single & ~np.isin(known, np.concatenate(both))


def placed(corpus: Corpus, sizes: Index, side: Index) -> tuple[Hashes, Hashes]:
    """The slots of each pair's side: pair and context in one number, and the value."""
    of, at = flatten(corpus.slot_ends[side], sizes[side])
    slots = corpus.slots[at]
    return of.astype(np.uint64) << np.uint64(32) | slots >> np.uint64(32), slots & LOW


def elsewhere(a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32]) -> Bools:
    """Both state a place, and neither names any that the other states."""
    column = np.arange(a.shape[1] - 1)
    stated_a, stated_b = column < a[:, :1], column < b[:, :1]
    same = (a[:, 1:, None] == b[:, None, 1:]) & (a[:, 1:, None] > 0)
    met = (same & (stated_a[:, :, None] | stated_b[:, None, :])).any(axis=(1, 2))
    apart: Bools = (a[:, 0] > 0) & (b[:, 0] > 0) & ~met
    return apart
