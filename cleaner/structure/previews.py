"""Numbered preview segments: a page cut every few hundred characters, each piece given a number.

``1、…争创名`` / ``2、牌…``: the series runs from 1, its segments are of like length and most
of them do not end a sentence. A real list has short items that do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.joins import IN_WORD, edit
from cleaner.structure.lines import Lines
from cleaner.structure.shapes import CLOSERS, OPENERS, STOPS
from cleaner.structure.words import seam

NUMBER = later(r"^[ ]*(\d{1,4})[、.] ?", re.MULTILINE)
MIN_SEGMENT = 100
"""Characters of a whole segment; mills cut at about 500."""
SPREAD = 2.2
"""No whole segment is so much longer or shorter than the median (.8 to 1.4 in the seed page)."""
EVEN = 1.3
"""Segments this much alike were measured off; lists of texts that long are not."""
MAX_CLOSED_EVEN = 0.6
MAX_STARTS = 8
"""So many lines of the same number are looked at; a page has one series."""
MAX_CLOSED = 0.34
"""Share of segments that may happen to end with a sentence; one cut in thirty does."""


class Segment(NamedTuple):
    """A line that opens a segment, and where its text begins."""

    number: int
    line: int
    skip: int


ENDS = ':")]>》'
"""May end a paragraph as well as stand inside one."""
MIN_CUT = 0.3
"""Share of segments that begin inside a word or a clause; of random cuts half do."""


def segments(lines: Lines) -> list[Segment]:
    """Every numbered line."""
    out = []
    where = {int(at): n for n, at in enumerate(lines.first.tolist())}
    for found in NUMBER.finditer(lines.text):
        begin = found.start(1)
        if begin in where and found.end() < lines.last[where[begin]]:
            out.append(Segment(int(found[1]), where[begin], found.end() - begin))
    return out


def is_open(lines: Lines, n: int) -> bool:
    """Whether a line breaks off without closing a sentence."""
    return lines.text[lines.last[n] - 1] not in STOPS + ENDS


def is_cut(lines: Lines, mark: Segment) -> bool:
    """Whether a mark stands in the middle of a word or a clause."""
    before = lines.text[lines.last[mark.line - 1] - 1]
    after = lines.text[lines.first[mark.line] + mark.skip]
    return before in OPENERS or after in CLOSERS or seam(before, after) >= IN_WORD


def series(lines: Lines) -> list[Segment]:
    """The segments 1 to n that cut the text, empty where the numbers are a list's."""
    by_number: dict[int, list[Segment]] = {}
    for mark in segments(lines):
        by_number.setdefault(mark.number, []).append(mark)
    for first in by_number.get(1, [])[:MAX_STARTS]:
        run = followed(lines, first, by_number)
        if len(run) > 1 and is_preview(lines, run):
            return run
    return []


def followed(lines: Lines, first: Segment, by_number: dict[int, list[Segment]]) -> list[Segment]:
    """The series that counts up from ``first``.

    Where a number comes several times, as in lists inside a segment, the one that breaks a
    sentence is the segment's, then the one at the likeliest distance.
    """
    run, size = [first], 0
    while True:
        after = by_number.get(run[-1].number + 1, [])
        at = bisect_right(after, run[-1].line, key=lambda mark: mark.line)
        near = after[at : at + MAX_STARTS]
        if not near:
            return run
        begin = int(lines.first[run[-1].line])
        run.append(min(near, key=lambda m: rank(lines, m, begin, size)))
        size = max(size, int(lines.first[run[-1].line]) - begin)


def rank(lines: Lines, mark: Segment, begin: int, size: int) -> tuple[bool, int]:
    """How unlike the next segment's begin a mark is: closed before it, far from ``size``."""
    return not is_open(lines, mark.line - 1), abs(int(lines.first[mark.line]) - begin - size)


def is_preview(lines: Lines, run: list[Segment]) -> bool:
    """Whether a series has the lengths and the open ends of preview segments."""
    sizes = [int(lines.last[b.line - 1] - lines.first[a.line]) for a, b in pairwise(run)]
    middle, last = sorted(sizes)[len(sizes) // 2], rest(lines, run[-1])
    if middle < MIN_SEGMENT or max(sizes) > SPREAD * middle or min(sizes) * SPREAD < middle:
        return False
    closed = sum(not is_open(lines, mark.line - 1) for mark in run[1:])
    cut = sum(is_cut(lines, mark) for mark in run[1:])
    if max([*sizes, last]) <= EVEN * min(sizes) and closed <= MAX_CLOSED_EVEN * len(sizes):
        return True
    return closed <= MAX_CLOSED * len(sizes) and cut >= MIN_CUT * len(sizes)


def rest(lines: Lines, mark: Segment) -> int:
    """Characters of the last segment's line."""
    return int(lines.last[mark.line] - lines.first[mark.line])


def previews(lines: Lines) -> tuple[list[Edit], frozenset[int]]:
    """Edits that join preview segments and drop their numbers; the seams they take."""
    run = series(lines)
    if not run:
        return [], frozenset()
    start = int(lines.first[run[0].line])
    edits = [Edit(start, start + run[0].skip, "", "preview-number")]
    edits += [edit(lines, mark.line - 1, "preview-number", mark.skip) for mark in run[1:]]
    return edits, frozenset(mark.line - 1 for mark in run[1:])
