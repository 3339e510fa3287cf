"""Small facts read from the unmasked text: numbers and years in their places, names of places.

They tell a sister report (same office, other year; same words, other city) from a copy: in a copy
the same words stand beside the same numbers. What is masked or lost states nothing.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.chinese.classes import Class
from cleaner.dedup.normal import LOW, Batch, Bools, Hashes, Offsets, changes, mixed, within

Places = npt.NDArray[np.uint32]

MOST_YEARS, MOST_SLOTS = 12, 40
"""Slots kept of a document, those with the smallest hashes, so that two copies keep the same.
Years have room of their own: sister reports of one year agree in them."""
NUMBER = np.uint64(1 << 63)
"""Set in the slot of a number that is no year."""
MOST_PLACES = 12
STATED = 3
"""A place named this often is the place a report is about; measured on reports of cities."""
SUFFIXES = "省市县区"
BEFORE_SUFFIX_NO_NAME = (
    "我全本各该外邻城上地县市省区都超股夜门园新社辖片小校景牧库灾山林发范验高业务治护能聚老郊矿厂"
    "节反两多个级进到在为对和与及的等跨出入内每某属直"
)
"""Characters that stand before a suffix in common words: 全市, 城市, 园区, 示范区."""

# kinds of code unit, one bit each
DIGIT, POINT, GLUE, MASKED, AFTER_DATE, YEAR_MARK = 1, 2, 4, 8, 16, 32


@cache
def kinds() -> npt.NDArray[np.uint8]:
    """What a code unit says about the number beside it."""
    table = np.zeros(0x10000, np.uint8)
    for chars, bit in (
        ("0123456789０１２３４５６７８９", DIGIT), (".．", POINT), ("-/:：—－", GLUE),
        ("xXｘＸ×*＊某○□_＿", MASKED), ("月日时分号秒", AFTER_DATE), ("年", YEAR_MARK),
    ):  # fmt: skip
        table[[ord(c) for c in chars]] |= bit
    table[[*range(0x41, 0x5B), *range(0x61, 0x7B)]] |= GLUE
    return table


def slots(batch: Batch) -> tuple[Hashes, Offsets]:
    """The numbers of all texts in their places, 64-bit, ascending by text; how many each has.

    The high half is a hash of four han beside the number, the low half its value. Left out: dates,
    times, telephone numbers, and whatever touches a mask or a letter.
    """
    kind = kinds().take(batch.raw)
    at = np.flatnonzero((kind & DIGIT) > 0)
    four = batch.rolled[0]
    if not len(at) or not len(four):
        return np.empty(0, np.uint64), np.zeros(len(batch), np.intp)
    start, end, value = numbers(batch, kind, at)
    before, after = np.where(start > 0, kind[start - 1], 0), kind[end]
    third = kind[np.minimum(end + 1, len(kind) - 1)]
    year = (end - start == 4) & (after & YEAR_MARK > 0) & (value >= 1900) & (value < 2100)
    dated = (after & AFTER_DATE > 0) | ((after & YEAR_MARK > 0) & (third & DIGIT > 0))
    good = ~(dated | ((before | after) & (GLUE | MASKED) > 0))
    text, rank = batch.of(start), np.searchsorted(batch.places, start)
    low, high = batch.bounds[text], batch.bounds[text + 1] - 4
    found, of = [], []
    for side, salt in ((rank - 4, 1), (rank, 2)):
        ok = good & (side >= low) & (side <= high)
        found.append(context(four[side[ok]], salt, year[ok]) | (value[ok] & LOW))
        of.append(text[ok])
    keys, owner = smallest(np.concatenate(found), np.concatenate(of).astype(np.uint16))
    return keys, np.bincount(owner, minlength=len(batch))


def context(four: Hashes, salt: int, year: Bools) -> Hashes:
    """The high half of a slot; its highest bit is 0 beside a year, 1 beside another number."""
    beside = mixed(four + np.uint64(salt)) & np.uint64(0x7FFFFFFF00000000)
    found: Hashes = beside | np.where(year, np.uint64(0), NUMBER)
    return found


def smallest(keys: Hashes, owner: npt.NDArray[np.uint16]) -> tuple[Hashes, Offsets]:
    """The first slots of each text; words beside several numbers say nothing about any of them."""
    order = np.argsort(keys)
    order = order[np.argsort(owner[order], kind="stable")]  # numpy sorts 16 bits by radix
    keys, owner = keys[order], owner[order]
    new = changes(keys) | changes(owner)
    keys, owner = keys[new], owner[new]
    new = changes(keys & ~LOW) | changes(owner)
    alone = new & np.append(new[1:], True)
    keys, owner = keys[alone], owner[alone]
    kind = changes(keys & NUMBER) | changes(owner)
    ends = np.append(np.flatnonzero(kind)[1:], len(keys))
    kept = within(ends) < np.where(keys & NUMBER > 0, MOST_SLOTS, MOST_YEARS)
    return keys[kept], owner[kept].astype(np.intp)


def numbers(
    batch: Batch, kind: npt.NDArray[np.uint8], at: Offsets
) -> tuple[Offsets, Offsets, Hashes]:
    """Start, end and value of each run of digits; a fraction is part of its number."""
    gap = at[1:] - at[:-1]
    new = (gap > 2) | ((gap == 2) & (kind[at[1:] - 1] & POINT == 0))
    first = np.concatenate([[0], np.flatnonzero(new) + 1])
    last = np.concatenate([first[1:], [len(at)]])
    start, end = at[first], at[last - 1] + 1
    digit = (batch.raw[at] & 15).astype(np.uint64)  # full-width digits end in the same four bits
    power = np.repeat(end, last - first) - 1 - at
    return start, end, np.add.reduceat(digit * _tens()[np.minimum(power, 18)], first)


@cache
def _tens() -> Hashes:
    return np.uint64(10) ** np.arange(19, dtype=np.uint64)


@cache
def _suffix_tables() -> tuple[Bools, Bools]:
    """Which units are suffixes of places, and which may end a name before one."""
    suffix, name = np.zeros(0x10000, bool), np.zeros(0x10000, bool)
    suffix[[ord(c) for c in SUFFIXES]] = True
    name[:] = (tables.classes()[:0x10000] & Class.HAN) > 0
    name[[ord(c) for c in BEFORE_SUFFIX_NO_NAME]] = False
    fold = tables.fold()
    return suffix[fold], name[fold]


def places(batch: Batch) -> Places:
    """For each text the pairs of characters before 省, 市, 县, 区, the most frequent first.

    A row of 32-bit numbers: how many places are stated often enough to be what the report is
    about, then the places, then zeros.
    """
    suffix, name = _suffix_tables()
    raw, at = batch.raw, np.flatnonzero(suffix.take(batch.raw))
    at = at[at >= 2]
    at = at[name[raw[at - 1]] & name[raw[at - 2]]]
    folded = batch.folded
    pair = folded[at - 2].astype(np.uint64) << np.uint64(16) | folded[at - 1]
    keys = batch.of(at).astype(np.uint64) << np.uint64(32) | pair
    keys.sort()
    first = np.flatnonzero(changes(keys))
    keys, counts = keys[first], np.diff(np.append(first, len(keys)))
    rare = (0xFFFF - np.minimum(counts, 0xFFFF)).astype(np.uint64)
    by_count = (keys >> np.uint64(32)) << np.uint64(48) | rare << np.uint64(32) | keys & LOW
    by_count.sort()
    of = (by_count >> np.uint64(48)).astype(np.intp)
    column = within(np.cumsum(np.bincount(of, minlength=len(batch))))
    kept = column < MOST_PLACES
    by_count, of, column = by_count[kept], of[kept], column[kept]
    rows = np.zeros((len(batch), MOST_PLACES + 1), np.uint32)
    often = (by_count >> np.uint64(32) & np.uint64(0xFFFF)) <= 0xFFFF - STATED
    rows[:, 0] = np.bincount(of[often], minlength=len(batch))
    rows[of, column + 1] = by_count & LOW
    return rows
