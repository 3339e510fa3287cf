"""Words, how often each stands in text and which stand beside which, in nats: what tells a lost
character where its two neighbours do not.

Words have one to four characters; what is no word, Latin letters and digits for example, counts as
``OTHER``. Traditional text is looked up as simplified, half-width punctuation as full-width.
``make`` writes the list; it is read once, when first needed.

>>> words = load()
>>> keys = np.array([number(text) for text in ("工作", "总结", "纵结")], np.uint64)
>>> one, two, odd = find(keys)
>>> bool(words.nats[one] < words.nats[two]), odd
(True, np.int64(-1))
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.encoding import model

PATH = Path(__file__).with_name("words.npz")
VERSION = 2
LONGEST = 4
"""Characters of a word; longer ones are cut into those they consist of."""
STEP, GAIN_STEP = 8, 2
"""Costs are stored in eighths of a nat, what a pair saves in halves."""
OTHER = "\uffff"
"""Stands for all that is no word."""
RARE = 3.0
"""Nats more for a Han that is no word: between 2 and 4 it hardly matters."""
WIDE = dict(zip(map(ord, ",;?!:「」『』\ufffd"), map(ord, "，；？！：“”“”？"), strict=True))
"""Punctuation that counts as its more usual form, and the mark of a lost byte as what it would be
in text."""


class Words(NamedTuple):
    """Words as sorted numbers and their places; by place the nats of a word and what it costs more
    to stand before one it was not seen before; pairs as sorted numbers, and their nats."""

    keys: npt.NDArray[np.uint64]
    places: npt.NDArray[np.intp]
    nats: npt.NDArray[np.float64]
    backoff: npt.NDArray[np.float64]
    pairs: npt.NDArray[np.int64]
    paired: npt.NDArray[np.float64]


def write(
    nats: Mapping[str, float], backoff: Mapping[str, float], saved: Mapping[tuple[str, str], float]
) -> None:
    """Store words sorted by their characters, first ones as steps from word to word, the others by
    high and low byte; pairs by the places of their words, row by row as steps."""
    rows = sorted(nats)
    points = np.array([[*map(ord, word.ljust(LONGEST, "\0"))] for word in rows], np.uint16)
    columns: dict[str, Any] = {
        "version": np.uint8(VERSION),
        "nats": _stored(np.array([nats[word] for word in rows]), STEP),
        "backoff": _stored(np.array([backoff.get(word, 0.0) for word in rows]), STEP),
        "steps": np.diff(points[:, 0], prepend=0).astype(np.uint16),
    }
    for n in range(1, LONGEST):
        columns[f"low{n}"] = (points[:, n] & 255).astype(np.uint8)
        columns[f"high{n}"] = (points[:, n] >> 8).astype(np.uint8)
    ranks = _ranks(columns["nats"])
    place = {word: int(rank) for word, rank in zip(rows, ranks, strict=True)}
    pairs = np.array([(place[a], place[b]) for a, b in saved], np.int64)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    first, second = pairs[order].T
    steps = np.diff(second, prepend=0)
    begins = np.flatnonzero(np.diff(first, prepend=-1))
    steps[begins] = second[begins]
    columns["lengths"] = np.bincount(first, minlength=len(rows)).astype(np.uint16)
    for n in range(3):
        columns[f"next{n}"] = (steps >> 8 * n & 255).astype(np.uint8)
    columns["saved"] = _stored(np.array([*saved.values()])[order], GAIN_STEP)
    np.savez_compressed(PATH, **columns)


def _stored(values: npt.NDArray[Any], step: int) -> npt.NDArray[np.uint8]:
    bytes_: npt.NDArray[np.uint8] = np.rint(values * step).clip(0, 255).astype(np.uint8)
    return bytes_


def _ranks(nats: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """The places of words by their cost, so that the commonest have small numbers."""
    ranks = np.empty(len(nats), np.intp)
    ranks[np.argsort(nats, kind="stable")] = np.arange(len(nats))
    return ranks


@cache
def load() -> Words:
    """The shipped words. Raises ValueError where the list was made for another version."""
    with np.load(PATH) as data:
        if int(data["version"]) != VERSION:
            raise ValueError(f"{PATH.name} is of version {data['version']}, not {VERSION}: make it")
        part = {name: data[name] for name in data.files}
    columns = [np.cumsum(part["steps"], dtype=np.uint64)]
    for n in range(1, LONGEST):
        columns.append(part[f"high{n}"].astype(np.uint64) << np.uint64(8) | part[f"low{n}"])
    # a word is a number of its last characters, so that one of two is not one of four with holes
    keys = np.zeros(len(part["nats"]), np.uint64)
    for column in columns:
        keys = np.where(column > 0, keys << np.uint64(16) | column, keys)
    ranks = _ranks(part["nats"])
    nats, backoff = np.empty(len(ranks)), np.empty(len(ranks))
    nats[ranks], backoff[ranks] = part["nats"] / STEP, part["backoff"] / STEP
    pairs, second = _pairs(part, len(ranks))
    paired = backoff[pairs // len(ranks)] + nats[second] - part["saved"] / GAIN_STEP
    order = np.argsort(keys, kind="stable")
    last = np.uint64(2**64 - 1)
    return Words(np.append(keys[order], last), np.append(ranks[order], -1), nats, backoff,
                 np.append(pairs, 2**62), np.append(paired, np.inf))  # fmt: skip


def _pairs(part: Mapping[str, Any], size: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """The stored pairs as numbers, and the places of their second words."""
    steps = sum(part[f"next{n}"].astype(np.int64) << 8 * n for n in range(3))
    second = np.cumsum(steps)
    ends = np.cumsum(part["lengths"].astype(np.int64))
    before = np.concatenate([[0], second[ends - 1]])[:-1]
    before[ends == part["lengths"]] = 0
    second = second - np.repeat(before, part["lengths"])
    return np.repeat(np.arange(size), part["lengths"]) * size + second, second


@cache
def folded() -> npt.NDArray[np.uint64]:
    """The code point as which every code point of the basic plane is looked up."""
    words, table = load(), tables.simple().astype(np.uint64)
    table[[*WIDE]] = [*WIDE.values()]
    known = words.places[words.keys.searchsorted(table)] >= 0
    known &= words.keys[words.keys.searchsorted(table)] == table
    han = (np.arange(0x10000) >= 0x3400) & (np.arange(0x10000) < 0xA000)
    table[~known & ~han] = ord(OTHER)
    return table


@cache
def strange() -> npt.NDArray[np.float64]:
    """Nats more than ``OTHER`` for code points of the basic plane that are no words."""
    m, words = model.load(), load()
    at = np.arange(0x10000)
    own = m.alone[m.ids] + m.inner - words.nats[other()]
    han = (at >= 0x3400) & (at < 0xA000)
    return np.where(at < 0x80, 0.0, np.maximum(own, 0.0) + RARE * han)


@cache
def other() -> int:
    """The place of ``OTHER``."""
    return int(find(np.array([number(OTHER)], np.uint64))[0])


def number(word: str) -> int:
    """A word as a number.

    >>> hex(number("一丁"))
    '0x4e004e01'
    """
    key = 0
    for char in word:
        key = key << 16 | ord(char)
    return key


def find(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
    """The places of words given as numbers, -1 for what is none."""
    words = load()
    at = words.keys.searchsorted(keys)
    return np.where(words.keys[at] == keys, words.places[at], -1)


def following(first: npt.NDArray[np.intp], second: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Nats of words, given by their places, after others; shapes broadcast."""
    words = load()
    pairs = first * len(words.nats) + second
    at = words.pairs.searchsorted(pairs)
    unseen = words.backoff[first] + words.nats[second]
    return np.where(words.pairs[at] == pairs, words.paired[at], unseen)
