"""Small facts read from the unmasked text: numbers, years and names in the words beside them.

They tell a sister report (same office, other year; same words, other city) from a copy: in a copy
the same words stand beside the same numbers and names. What is masked or lost states nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.dedup import names
from cleaner.dedup.normal import LOW, Batch, Hashes, Offsets, changes, mixed, within

Places = npt.NDArray[np.uint32]

YEAR, NUMBER, PLACE, OFFICE = range(4)
"""Kinds of slot."""
MOST_SLOTS = np.array([12, 40, 12, 8])
"""Slots of each kind kept of a document, those with the smallest hashes, so that two copies keep
the same. Each has room of its own: sister reports of one year agree in their years."""
KIND, HASH = np.uint64(62), np.uint64(0x3FFFFFFF00000000)
"""A slot's high two bits are its kind, the next thirty the words beside it, the rest its value."""
MOST_PLACES = 12
STATED = 3
"""A place named this often is the place a report is about; measured on reports of cities."""

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
    """The slots of all texts, 64-bit, ascending by text; how many each has.

    A slot is a number or name and four han beside it.
    """
    if not len(batch.rolled[0]):
        return np.empty(0, np.uint64), np.zeros(len(batch), np.intp)
    found = [
        side
        for kind, start, end, value in (*stated(batch), *named(batch))
        for side in beside(batch, kind, start, end, value)
    ]
    keys, owner = (np.concatenate(x) for x in zip(*found, strict=True))
    keys, owner = smallest(keys, owner.astype(np.uint16))
    return keys, np.bincount(owner, minlength=len(batch))


Stated = tuple[int, Offsets, Offsets, Hashes]
"""A kind, and of each fact where it stands, where the words after it begin, and its value."""


def stated(batch: Batch) -> Iterator[Stated]:
    """Years and other numbers.

    Left out: dates, times, telephone numbers, and whatever touches a mask or a letter.
    """
    kind = kinds().take(batch.raw)
    at = np.flatnonzero((kind & DIGIT) > 0)
    if not len(at):
        return
    start, end, value = numbers(batch, kind, at)
    before, after = np.where(start > 0, kind[start - 1], 0), kind[end]
    third = kind[np.minimum(end + 1, len(kind) - 1)]
    year = (end - start == 4) & (after & YEAR_MARK > 0) & (value >= 1900) & (value < 2100)
    dated = (after & AFTER_DATE > 0) | ((after & YEAR_MARK > 0) & (third & DIGIT > 0))
    good = ~(dated | ((before | after) & (GLUE | MASKED) > 0))
    for which, some in ((YEAR, good & year), (NUMBER, good & ~year)):
        yield which, start[some], start[some], value[some] & LOW


def named(batch: Batch) -> Iterator[Stated]:
    """Names of places and offices."""
    start, end, name, office = names.named(batch)
    for kind, some, after in ((PLACE, ~office, end), (OFFICE, office, end + 1)):
        yield kind, start[some], after[some], name[some]


def beside(
    batch: Batch, kind: int, start: Offsets, end: Offsets, value: Hashes
) -> Iterator[tuple[Hashes, Offsets]]:
    """The slots of facts with the four han before and the four after, and the text of each."""
    text, four = batch.of(start), batch.rolled[0]
    low, high = batch.bounds[text], batch.bounds[text + 1] - 4
    for side, salt in (
        (np.searchsorted(batch.places, start) - 4, 1), (np.searchsorted(batch.places, end), 2),
    ):  # fmt: skip
        ok = (side >= low) & (side <= high)
        words = mixed(four[side[ok]] + np.uint64(salt)) & HASH
        yield words | np.uint64(kind) << KIND | value[ok], text[ok]


def smallest(keys: Hashes, owner: npt.NDArray[np.uint16]) -> tuple[Hashes, Offsets]:
    """The first slots of each text; words beside several facts say nothing about any of them."""
    order = np.argsort(keys)
    order = order[np.argsort(owner[order], kind="stable")]  # numpy sorts 16 bits by radix
    keys, owner = keys[order], owner[order]
    new = changes(keys) | changes(owner)
    keys, owner = keys[new], owner[new]
    new = changes(keys & ~LOW) | changes(owner)
    alone = new & np.append(new[1:], True)
    keys, owner = keys[alone], owner[alone]
    kind = (keys >> KIND).astype(np.intp)
    first = changes(kind) | changes(owner)
    kept = within(np.append(np.flatnonzero(first)[1:], len(keys))) < MOST_SLOTS[kind]
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


def places(batch: Batch) -> Places:
    """For each text the names of places in it, the most frequent first.

    A row of 32-bit numbers: how many places are stated often enough to be what the report is
    about, then the places, then zeros.
    """
    start, _, name, office = names.named(batch)
    keys = batch.of(start[~office]).astype(np.uint64) << np.uint64(32) | name[~office]
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
