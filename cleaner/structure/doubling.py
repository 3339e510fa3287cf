"""Text that slides give twice: ``20002000年年8 8月月``, every piece of a line doubled.

A line must be nothing but pieces written twice, several and different; 常常, 研究研究 and verse
that repeats a word have something single left.
"""

from __future__ import annotations

import numpy as np

from cleaner.document import Edit
from cleaner.structure.lines import Lines

LAGS = range(1, 9)
"""Lengths of a doubled piece that are looked for; slides double by run of one script."""
FARTHEST = LAGS.stop + 1
"""Behind the last place where a doubled piece's first character comes again."""
MIN_LENGTH = 6
MAX_LENGTH = 2000
"""Characters of a slide's paragraph, twice."""
MIN_PIECES = 3
"""Different pieces in a line of doubled pieces, one of them a number, a mark or a word."""
MIN_LETTERS = 7
"""Different pieces where all are single letters; 高高兴兴开开心心快快乐乐 has six. Words doubled
letter by letter have an even number: an odd one needs two less."""
MIN_TEXT = 15
"""So many different pieces are no cry or refrain."""


def pieces(line: str) -> list[str]:
    """The line's pieces if it is nothing but pieces written twice, else nothing.

    >>> pieces("20002000年年8 8月月"), pieces("常常谈"), pieces("工作工作总结总结")
    (['2000', '年', '8', '月'], [], ['工作', '总结'])
    """
    out, at = [], 0
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        for size in LAGS:
            piece = line[at : at + size]
            space = line[at + size : at + size + 1] == " "
            again = at + size + space
            if len(piece) == size and " " not in piece and line.startswith(piece, again):
                out.append(piece)
                at = again + size
                break
        else:
            return []
    return out


def is_doubled(found: list[str]) -> bool:
    """Whether pieces are enough, and more than reduplicated words."""
    different = set(found)
    long = any(len(piece) > 1 for piece in found) or any(not p.isalpha() for p in found)
    least = MIN_PIECES if long else MIN_LETTERS - 2 * (len(found) % 2)
    return len(different) >= least and len(different) >= min(len(found) / 2, MIN_TEXT)


def repeating(lines: Lines) -> list[int]:
    """Lines of fit length whose first and last characters come again a piece's length away."""
    fit = np.flatnonzero((lines.length >= MIN_LENGTH) & (lines.length <= MAX_LENGTH))
    points, first, last = lines.points, lines.first[fit], lines.last[fit] - 1
    head, tail = np.zeros(len(fit), bool), np.zeros(len(fit), bool)
    for lag in range(1, LAGS.stop + 1):
        head |= points[first] == points[np.minimum(first + lag, last)]
        tail |= points[last] == points[np.maximum(last - lag, first)]
    found: list[int] = fit[head & tail].tolist()
    return found


def doubled(lines: Lines) -> list[Edit]:
    """Edits that write doubled lines once; beside a sure one, shorter ones are doubled too."""
    found = {n: pieces(lines.raw(n)) for n in repeating(lines)}
    if not any(map(is_doubled, found.values())):
        return []
    return [
        Edit(int(lines.first[n]), int(lines.last[n]), "".join(line), "doubled-text")
        for n, line in found.items()
        if is_doubled(line) or len(set(line)) >= MIN_PIECES
    ]
