"""The language model that sunpinyin ships, read: words and which follow which, counted in pages and
weblogs of about 2010 (open-gram).

``pydict_sc.bin`` has the words, ``lm_sc.t3g`` their probabilities as a tree: a node for a word,
with nodes for the words seen behind it, and leaves behind these that are not read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

PACKAGE = "sunpinyin-data"
FOLDER = "usr/lib/x86_64-linux-gnu/sunpinyin/data"
HEADER, NUMBERS = 24, (65536, 16384)
"""Bytes before the tables of probabilities and of backoff weights, and the numbers in each."""
WORD_BITS, HALF = 18, 16
"""Bits of a node's first and second numbers that say its word and its probability; those above
say its backoff weight and, with those of its third from bit 25 on, its first child."""


class Bigrams(NamedTuple):
    """Words, the first standing for all that is none; the probability of each and its backoff
    weight; pairs by the places of their words, and that of the second after the first."""

    words: list[str]
    likely: npt.NDArray[np.float64]
    backoff: npt.NDArray[np.float64]
    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    paired: npt.NDArray[np.float64]


def read(folder: Path) -> Bigrams:
    """The words and pairs of the package unpacked in a folder."""
    data = (folder / PACKAGE / FOLDER / "lm_sc.t3g").read_bytes()
    sizes = np.frombuffer(data, np.uint32, 4, 8).tolist()
    tables, at = [], HEADER
    for size in NUMBERS:
        tables.append(np.frombuffer(data, np.float32, size, at).astype(np.float64))
        at += 4 * size
    at += 12 * sizes[0]
    ones = np.frombuffer(data, np.uint32, 3 * sizes[1], at).reshape(-1, 3)
    twos = np.frombuffer(data, np.uint32, 3 * sizes[2], at + 12 * sizes[1]).reshape(-1, 3)
    likely, weights = tables
    numbers = _numbers(ones[:-1])
    children = (ones[:, 1] >> HALF | ones[:, 2] >> 25 << HALF).astype(np.int64)
    place = np.zeros(1 << WORD_BITS, np.int64)
    place[numbers] = np.arange(len(numbers))
    names = _words(folder)
    return Bigrams(
        [names[n] for n in numbers.tolist()],
        likely[ones[:-1, 1] & 0xFFFF],
        weights[ones[:-1, 0] >> WORD_BITS],
        np.repeat(np.arange(len(numbers)), children[1:] - children[:-1]),
        place[_numbers(twos[:-1])],
        likely[twos[:-1, 1] & 0xFFFF],
    )


def _numbers(nodes: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    return (nodes[:, 0] & (1 << WORD_BITS) - 1).astype(np.int64)


def _words(folder: Path) -> list[str]:
    """The words by number; the third number of the file says where they begin."""
    data = (folder / PACKAGE / FOLDER / "pydict_sc.bin").read_bytes()
    start = int(np.frombuffer(data, np.uint32, 3)[2])
    return data[start:].decode("utf-32-le").split("\0")
