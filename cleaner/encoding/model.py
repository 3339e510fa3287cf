"""How well a text reads, in nats: a model of characters and their neighbours.

A pair seen in text costs what its count says, any other the backoff of its first and the cost of
its second character. ``make`` writes the model; it is read once, when first needed.

>>> cost("今天下午召开会议") < cost("浠婂ぉ涓嬪崍鍙")
True
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).with_name("model.npz")
VERSION = 1
STEP = 16
"""Costs are stored in sixteenths of a nat, at most 15.9."""
UNSEEN = 255
UNCOMMON = 10.6
RARE = 11.5
"""Nats alone: one in 100,000 characters."""

RANGES = (
    # class, first point, last point, nats to tell its members apart
    ("control", 0x00, 0x1F, 9.0), ("space", 0x20, 0x20, 0.0), ("space", 0x09, 0x0A, 0.0),
    ("space", 0x0D, 0x0D, 0.5), ("mark", 0x21, 0x2F, 2.0), ("digit", 0x30, 0x39, 2.3),
    ("mark", 0x3A, 0x40, 2.0), ("upper", 0x41, 0x5A, 3.0), ("mark", 0x5B, 0x60, 2.0),
    ("lower", 0x61, 0x7A, 2.7), ("mark", 0x7B, 0x7E, 2.0), ("control", 0x7F, 0x9F, 9.0),
    ("latin", 0xA0, 0x24F, 5.0), ("phonetic", 0x250, 0x36F, 6.0), ("greek", 0x370, 0x3FF, 4.0),
    ("cyrillic", 0x400, 0x52F, 4.0), ("world", 0x530, 0x10FF, 6.0), ("jamo", 0x1100, 0x11FF, 6.0),
    ("world", 0x1200, 0x1FFF, 7.0), ("symbol", 0x2000, 0x2BFF, 5.5),
    ("world", 0x2C00, 0x2E7F, 8.0), ("radical", 0x2E80, 0x2FFF, 6.0),
    ("cjk mark", 0x3000, 0x303F, 3.0), ("kana", 0x3040, 0x30FF, 4.5),
    ("bopomofo", 0x3100, 0x312F, 4.0), ("cjk mark", 0x3130, 0x33FF, 6.0),
    ("rare", 0x3400, 0x4DBF, 9.0), ("han", 0x4DC0, 0x9FFF, 9.0), ("world", 0xA000, 0xABFF, 8.0),
    ("hangul", 0xAC00, 0xD7FF, 6.5), ("private", 0xD800, 0xF8FF, 9.0),
    ("radical", 0xF900, 0xFAFF, 6.0), ("world", 0xFB00, 0xFEFF, 8.0),
    ("half kana", 0xFF61, 0xFFDF, 4.0), ("wide", 0xFF00, 0xFF60, 4.0),
    ("wide", 0xFFE0, 0xFFEF, 4.0), ("lost", 0xFFF0, 0xFFFE, 6.0), ("astral", 0xFFFF, 0xFFFF, 8.0),
)  # fmt: skip
NAMES = tuple(dict.fromkeys(name for name, *_ in RANGES))
CLASSES = len(NAMES)
TOGETHER = ("control", "space", "digit", "upper", "lower", "private", "lost", "astral", "radical")
"""Classes whose members never get an identity of their own."""


@dataclass(frozen=True)
class Model:
    """Identity by code point, nats inside the class, nats alone, nats of backing off; which code
    points are common in mojibake only."""

    ids: npt.NDArray[np.intp]
    inner: npt.NDArray[np.float32]
    alone: npt.NDArray[np.float32]
    backoff: npt.NDArray[np.float32]
    suspect: npt.NDArray[np.bool_]

    @cached_property
    def pairs(self) -> npt.NDArray[np.uint8]:
        """A square of pair costs in sixteenths, where ``UNSEEN`` sends to the backoff: some 40 MB,
        unpacked when first asked for, since clean text asks for none."""
        part, size = stored("lengths", "low", "high", "costs"), len(self.alone)
        steps = part["low"].astype(np.int64) + part["high"].astype(np.int64) * 256
        rows = np.repeat(np.arange(size), part["lengths"])
        columns = np.cumsum(steps)
        ends = np.cumsum(part["lengths"].astype(np.int64))
        before = np.concatenate([[0], columns[ends - 1]])[:-1]
        before[ends == 0] = 0
        columns -= np.repeat(before, part["lengths"])
        square = np.full(size * size, UNSEEN, np.uint8)
        square[rows * size + columns] = part["costs"]
        return square


def stored(*names: str) -> dict[str, npt.NDArray[Any]]:
    """Arrays of the shipped model."""
    with np.load(PATH) as data:
        if int(data["version"]) != VERSION:
            raise ValueError(f"{PATH.name} is of version {data['version']}, not {VERSION}: make it")
        return {name: data[name] for name in names}


def classes() -> npt.NDArray[np.uint16]:
    """The class of every code point of the basic plane; 0xFFFF stands for all beyond."""
    table = np.zeros(0x10000, np.uint16)
    for name, first, last, _ in RANGES:
        table[first : last + 1] = NAMES.index(name)
    return table


def may_stand_alone() -> npt.NDArray[np.bool_]:
    """Which code points may get an identity of their own."""
    return ~np.isin(classes(), [NAMES.index(name) for name in TOGETHER])


def write(
    ids: Any, alone: Any, backoff: Any, rows: Any, columns: Any, costs: Any, suspect: Any
) -> None:
    """Store a model: identities of characters by rank, pairs row by row as steps of columns."""
    size = len(alone)
    ranked = np.zeros(size, np.uint16)
    own = np.flatnonzero(ids >= CLASSES)
    ranked[ids[own]] = own
    steps = np.diff(columns, prepend=0)
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    steps[first] = columns[first]
    np.savez_compressed(
        PATH,
        version=np.uint8(VERSION),
        suspect=np.packbits(suspect),
        ranked=ranked,
        alone=alone.astype(np.float16),
        backoff=backoff.astype(np.float16),
        lengths=np.bincount(rows, minlength=size).astype(np.uint16),
        low=(steps & 255).astype(np.uint8),
        high=(steps >> 8).astype(np.uint8),
        costs=np.clip(np.rint(costs * STEP / 2) * 2, 0, UNSEEN - 1).astype(np.uint8),
    )


@cache
def load() -> Model:
    """The shipped model."""
    part = stored("ranked", "alone", "backoff", "suspect")
    ids = classes().astype(np.intp)
    ids[part["ranked"][CLASSES:]] = np.arange(CLASSES, len(part["ranked"]))
    return Model(ids, _inner(ids), part["alone"].astype(np.float32),
                 part["backoff"].astype(np.float32),
                 np.unpackbits(part["suspect"]).astype(np.bool_))  # fmt: skip


@cache
def rare() -> npt.NDArray[np.bool_]:
    """Which code points hardly occur in text: suspects, and what costs more than ``RARE`` alone."""
    m = load()
    table = m.suspect | (m.alone[m.ids] + m.inner > RARE)
    table[:0x80] = table[0x370:0x2000] = False
    return table


@cache
def uncommon() -> npt.NDArray[np.bool_]:
    """Han outside the two thousand or so that make up 97 % of text, and suspects."""
    m = load()
    table = m.suspect.copy()
    table[0x3400:0xA000] |= (m.alone[m.ids] + m.inner)[0x3400:0xA000] > UNCOMMON
    table[0xE000:0xF900] = True
    return table


def _inner(ids: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    inner = np.zeros(0x10000, np.float32)
    for _, first, last, nats in RANGES:
        inner[first : last + 1] = nats
    inner[ids >= CLASSES] = 0
    return inner


def points(text: str) -> npt.NDArray[np.intp]:
    """Code points, all beyond the basic plane as 0xFFFF."""
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16).astype(np.intp)
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(wide, 0xFFFF).astype(np.intp)


def costs(text: str) -> npt.NDArray[np.float32]:
    """Nats of every character after the one before it; a line break stands before the first.

    >>> costs("文件").shape
    (2,)
    """
    at = points("\n" + text)
    ids = load().ids.take(at)
    total = pair(ids[:-1], ids[1:])
    total += load().inner.take(at[1:])
    return total


def pair(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Nats of identities after others, inside their classes not told apart; shapes broadcast."""
    m = load()
    stored = m.pairs.take(first * len(m.alone) + second)
    out: npt.NDArray[np.float32] = stored * np.float32(1 / STEP)
    unseen = stored == UNSEEN
    if unseen.any():
        np.copyto(out, m.backoff.take(first) + m.alone.take(second), where=unseen)
    return out


def cost(text: str) -> float:
    """Nats of the whole text."""
    return float(costs(text).sum())
