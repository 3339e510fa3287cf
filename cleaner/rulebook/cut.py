"""Rows that go, as edits: each with its line feed, and no pile of blank lines left behind."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.document import Edit
from cleaner.rulebook.twin import Page


def edits(page: Page, gone: Mapping[int, str]) -> list[Edit]:
    """One edit per row, in order; blank lines around a gap shrink to the larger side."""
    out: list[Edit] = []
    rows = sorted(gone)
    at = 0
    while at < len(rows):
        last = at
        while last + 1 < len(rows) and rows[last + 1] == rows[last] + 1:
            last += 1
        out += group(page, rows[at : last + 1], gone)
        at = last + 1
    return out


def group(page: Page, rows: list[int], gone: Mapping[int, str]) -> list[Edit]:
    """The edits of neighbouring rows that go together."""
    lines = page.rows
    first, last = lines[rows[0]], lines[rows[-1]]
    previous = lines[rows[0] - 1] if rows[0] else -1
    following = lines[rows[-1] + 1] if rows[-1] + 1 < len(lines) else len(page.line_starts)
    above, below = first - previous - 1, following - last - 1
    if previous < 0:
        begin, end = 0, line_start(page, following)
    elif following == len(page.line_starts):
        begin, end = ending(page, previous, last)
    else:
        begin = line_start(page, first)
        end = line_start(page, last + 1 + min(above, below))
    stops = [begin, *(line_start(page, lines[r]) for r in rows[1:]), end]
    return [
        Edit(a, b, "", gone[row])
        for row, a, b in zip(rows, stops, stops[1:], strict=False)
        if b > a
    ]


def ending(page: Page, previous: int, last: int) -> tuple[int, int]:
    """From the end of the last line that stays; a line feed at the text's end stays."""
    end = len(page.text)
    begin = int(page.line_ends[previous])
    if page.text.endswith("\n") and begin < end:
        begin += 1
    return begin, end


def line_start(page: Page, line: int) -> int:
    """Where a physical line starts; the text's end for the one after the last."""
    return int(page.line_starts[line]) if line < len(page.line_starts) else len(page.text)
