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
    nats = np.rint(np.array([costs[word] for word in rows]) * STEP).clip(0, 255).astype(np.uint8)
    columns: dict[str, Any] = {"version": np.uint8(VERSION), "nats": nats}
    columns["steps"] = np.diff(points[:, 0], prepend=0).astype(np.uint16)
    for n in range(1, LONGEST):
        columns[f"low{n}"] = (points[:, n] & 255).astype(np.uint8)
        columns[f"high{n}"] = (points[:, n] >> 8).astype(np.uint8)
    np.savez_compressed(PATH, **columns)


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
    m, simple = model.load(), tables.simple()
    left, right = before[-REACH:], after[:REACH]
    upto, onward = _cuts(left), _cuts(right[::-1], reverse=True)[::-1]
    each = np.minimum(points, 0xFFFE).astype(np.intp)
    windows = _windows(len(left), len(right))
    best = upto[-1] + onward[0] + m.alone[m.ids[each]] + m.inner[each] + ALONE
    if not windows:
        return np.asarray(best)
    near = simple[model.points(left + right)].tolist()
    keys = [
        _number([*near[start : len(left)], 0, *near[len(left) : end]]) for start, end in windows
    ]
    moved = [16 * (end - len(left)) for _, end in windows]
    found = _nats(
        np.array(keys, np.uint64)[:, None]
        | simple[each].astype(np.uint64)[None, :] << np.array(moved, np.uint64)[:, None]
    )
    found += np.array([upto[start] + onward[end - len(left)] for start, end in windows])[:, None]
    return np.asarray(np.minimum(best, found.min(axis=0)))


@cache
def _windows(left: int, right: int) -> list[tuple[int, int]]:
    """Where words may start and end that hold one more character between so many on both sides."""
    return [
        (start, end)
        for start in range(max(0, left - LONGEST + 1), left + 1)
        for end in range(left, min(left + right, start + LONGEST - 1) + 1)
        if end - start > 0
    ]


def _number(points: list[int]) -> int:
    number = 0
    for point in points:
        number = number << 16 | point
    return number


def nats(text: str) -> float:
    """Nats of the likeliest cut of one text into words."""
    return _cuts(text)[-1]


def _cuts(text: str, *, reverse: bool = False) -> list[float]:
    """Nats of the likeliest cut into words of every start of a text, the empty one included; of a
    text that stands there in ``reverse``, of every end."""
    if not text:
        return [0.0]
    m, at = model.load(), model.points(text)
    plain = tables.simple()[np.minimum(at, 0xFFFE)].astype(np.uint64)
    keys, key = [plain[:0]], plain
    for length in range(2, min(len(plain), LONGEST) + 1):
        moved = np.uint64(16 * (length - 1) if reverse else 16)
        added = plain[length - 1 :]
        key = added << moved | key[:-1] if reverse else key[:-1] << moved | added
        keys.append(key)
    found = _nats(np.concatenate(keys)).tolist()
    words = []
    for key in keys[1:]:
        words.append(found[: len(key)])
        del found[: len(key)]
    alone = (m.alone[m.ids[at]] + m.inner[at] + ALONE).tolist()
    best = [0.0]
    for end in range(1, len(text) + 1):
        ways = [best[end - 1] + alone[end - 1]]
        ways += [best[end - n] + words[n - 2][end - n] for n in range(2, min(end, LONGEST) + 1)]
        best.append(min(ways))
    return best


def _nats(keys: npt.NDArray[np.uint64]) -> Nats:
    words, costs = load()
    at = words.searchsorted(keys)
    found: Nats = np.where(words[at] == keys, costs[at], np.inf)
    return found
