"""How well text falls into words, in nats: what tells a lost character where its two neighbours
do not.

Words of two to four characters cost what their frequency says, single characters what the character
model says and a little more. Traditional text is looked up as simplified. ``make`` writes the list;
it is read once, when first needed.

>>> nats = around("今年的工作", np.array([ord(c) for c in "纵总"]), "结和计划")
>>> bool(nats[1] < nats[0])
True
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.encoding import model

PATH = Path(__file__).with_name("words.npz")
VERSION = 1
LONGEST = 4
"""Characters of a word; longer ones are cut into those they consist of."""
STEP = 8
"""Costs are stored in eighths of a nat."""
ALONE = 2.0
"""Nats more for a character that stands alone; between 1 and 3 it hardly matters."""
REACH = 4
"""Characters on either side of a place that may belong to a word with it or beside it."""
Nats = npt.NDArray[np.float64]


def write(costs: Mapping[str, float]) -> None:
    """Store words and their nats, sorted by their characters: first ones as steps from word to
    word, the others by high and low byte."""
    rows = sorted(costs)
    points = np.array([[*map(ord, word.ljust(LONGEST, "\0"))] for word in rows], np.uint16)
    columns = {f"low{n}": (points[:, n] & 255).astype(np.uint8) for n in range(1, LONGEST)}
    columns |= {f"high{n}": (points[:, n] >> 8).astype(np.uint8) for n in range(1, LONGEST)}
    steps = np.diff(points[:, 0], prepend=0).astype(np.uint16)
    nats = np.rint(np.array([costs[word] for word in rows]) * STEP).clip(0, 255).astype(np.uint8)
    np.savez_compressed(PATH, version=np.uint8(VERSION), steps=steps, nats=nats, **columns)


@cache
def load() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.float64]]:
    """The shipped words, sorted, each as one number, and their nats; the last stands for no word.

    Raises ValueError where the list was made for another version.
    """
    with np.load(PATH) as data:
        if int(data["version"]) != VERSION:
            raise ValueError(f"{PATH.name} is of version {data['version']}, not {VERSION}: make it")
        columns = [np.cumsum(data["steps"], dtype=np.uint64)]
        for n in range(1, LONGEST):
            columns.append(data[f"high{n}"].astype(np.uint64) << np.uint64(8) | data[f"low{n}"])
        nats = data["nats"] / STEP
    # a word is a number of its last characters, so that one of two is not one of four with holes
    lengths = sum((column > 0).astype(np.intp) for column in columns)
    keys = np.zeros(len(nats), np.uint64)
    for n, column in enumerate(columns):
        keys = np.where(lengths > n, keys << np.uint64(16) | column, keys)
    order = np.argsort(keys, kind="stable")
    return np.append(keys[order], np.uint64(2**64 - 1)), np.append(nats[order], np.inf)


def around(before: str, points: npt.NDArray[Any], after: str) -> Nats:
    """Nats of the likeliest cut into words of a text in which each of these characters stands once.

    Of the text before and behind only the nearest ``REACH`` characters count.
    """
    left, right = _columns(before[-REACH:]), _columns(after[:REACH])
    return segmented([*left, np.minimum(points, 0xFFFF).astype(np.intp), *right])


def _columns(text: str) -> list[npt.NDArray[np.intp]]:
    return [model.points(char) for char in text]


def nats(text: str) -> float:
    """Nats of the likeliest cut of one text into words."""
    return float(segmented(_columns(text))[0]) if text else 0.0


def segmented(columns: list[npt.NDArray[np.intp]]) -> Nats:
    """Nats of the likeliest cut into words of many texts of one length, column by column; a column
    of one character is the same in all."""
    m = model.load()
    words = _words(columns)
    best: list[Any] = [np.zeros(1)]
    for end in range(1, len(columns) + 1):
        point = columns[end - 1]
        least = best[end - 1] + m.alone[m.ids[point]] + m.inner[point] + ALONE
        for start in range(max(0, end - LONGEST), end - 1):
            found = words[start, end]
            if found is not None:
                least = np.minimum(least, best[start] + found)
        best.append(least)
    return np.asarray(best[-1])


def _words(columns: list[npt.NDArray[np.intp]]) -> dict[tuple[int, int], Nats | None]:
    """Nats of all words between two places, looked up at once; None where there is none."""
    simple = tables.simple()
    plain = [simple[np.minimum(column, 0xFFFE)].astype(np.uint64) for column in columns]
    keys: dict[tuple[int, int], npt.NDArray[np.uint64]] = {}
    for start in range(len(plain)):
        key = plain[start]
        for end in range(start + 2, min(len(plain), start + LONGEST) + 1):
            key = key << np.uint64(16) | plain[end - 1]
            keys[start, end] = key
    if not keys:
        return {}
    listed, costs = load()
    every = np.concatenate([*keys.values()])
    at = np.searchsorted(listed, every)
    known = listed[at] == every
    found = np.where(known, costs[at], np.inf)
    ends = np.cumsum([len(key) for key in keys.values()]).tolist()
    parts = zip(keys, [0, *ends[:-1]], ends, strict=True)
    return {place: found[a:b] if known[a:b].any() else None for place, a, b in parts}
