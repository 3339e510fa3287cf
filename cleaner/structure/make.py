"""Make the table of word seams from jieba's word frequencies: ``python -m cleaner.structure.make``.

Run it when jieba is updated; the shipped table is what it writes.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from cleaner.structure import words

MIN_PAIR = 20
"""Pairs inside words seen less often are left out: they decide nothing and triple the file."""


def rows() -> list[tuple[str, int]]:
    """jieba's words of Han alone, with their counts."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    fields = (line.split() for line in lines)
    return [(f[0], int(f[1])) for f in fields if all("\u4e00" <= c <= "\u9fff" for c in f[0])]


def main() -> None:
    inside: Counter[str] = Counter()
    left, right = np.zeros(0x10000), np.zeros(0x10000)
    total = 0
    for word, count in rows():
        total += count
        left[ord(word[-1])] += count
        right[ord(word[0])] += count
        inside.update({a + b: count for a, b in pairwise(word)})
    kept = sorted((p, n) for p, n in inside.items() if n >= MIN_PAIR)
    np.savez_compressed(
        words.PATH,
        pairs=np.array([ord(p[0]) << 16 | ord(p[1]) for p, _ in kept], np.uint32),
        inside=np.array([n for _, n in kept], np.uint32),
        left=left.astype(np.uint32),
        right=right.astype(np.uint32),
        total=np.array([total], np.uint64),
    )


if __name__ == "__main__":
    main()
