"""The readings table, made from pypinyin, and how common each character is, from jieba."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from cleaner.chinese.sources import dictionary, frequencies


def arrays() -> dict[str, np.ndarray]:
    """The arrays of the readings file, by name."""
    by_character = characters()
    syllables = sorted({s for each in by_character.values() for s in each})
    number = {s: n for n, s in enumerate(syllables)}
    first = np.zeros(0x10001, np.uint16)
    numbers: list[int] = []
    for point in range(0x10000):
        first[point] = len(numbers)
        numbers += sorted(number[s] for s in by_character.get(chr(point), ()))
    first[0x10000] = len(numbers)
    blob = np.frombuffer(" ".join(syllables).encode("utf-8"), np.uint8)
    return {
        "first": first, "numbers": np.array(numbers, np.uint16), "syllables": blob, "rank": rank(),
        "usual": usual(number),
    }  # fmt: skip


def characters() -> dict[str, set[str]]:
    """Every reading of every character of the basic plane, those in words included.

    A traditional character has the readings of its simplified forms too.
    """
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    found = {chr(p): set(all_.split(",")) for p, all_ in pinyin_dict.items() if p < 0x10000}
    for phrase, readings in phrases_dict.items():
        if len(phrase) == len(readings):
            for c, each in zip(phrase, readings, strict=True):
                if c in found and each[0].isalpha():
                    found[c].update(each)
    for c, to in dictionary("TSCharacters").items():
        if c in found:
            found[c] |= found.get(to[0], set())
    return {c: each for c, each in found.items() if c.isalpha()}


def usual(number: Mapping[str, int]) -> np.ndarray:
    """The number of the reading pypinyin gives each character that stands alone, from 1."""
    from pypinyin.pinyin_dict import pinyin_dict

    table = np.zeros(0x10000, np.uint16)
    for point, every in pinyin_dict.items():
        if point < 0x10000:
            table[point] = number.get(every.partition(",")[0], -1) + 1
    return table


def rank() -> np.ndarray:
    """Rank of every character by how often jieba counted it; traditional as their simplified."""
    seen: Counter[str] = Counter()
    for word, count in frequencies().items():
        for c in word:
            seen[c] += count
    table = np.full(0x10000, 0xFFFF, np.uint16)
    for place, (c, _) in enumerate(sorted(seen.items(), key=lambda row: (-row[1], row[0])), 1):
        if ord(c) < 0x10000:
            table[ord(c)] = place
    simple = np.arange(0x10000)
    for c, to in dictionary("TSCharacters").items():
        if ord(c) < 0x10000 and ord(to[0]) < 0x10000:
            simple[ord(c)] = ord(to[0])
    better: np.ndarray = np.minimum(table, table[simple])
    return better
