"""Inline rules: the part of a line that goes, in the line's own offsets."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.document import Edit
from cleaner.rulebook.rule import Rule
from cleaner.rulebook.twin import Page


def cuts(rule: Rule, page: Page, row: int) -> list[Edit]:
    """The edits an inline rule makes in one row; none where they exceed its share of the line."""
    line = page.twins[row]
    spans = [m.span() for m in rule.pattern.finditer(line) if m.end() > m.start()]
    if not spans or sum(b - a for a, b in spans) > rule.max_share * len(line):
        return []
    way = page.way(row)
    return [Edit(way[a], end_of(way, b), "", rule.name) for a, b in spans]


def end_of(way: Sequence[int], end: int) -> int:
    """Where the text behind the twin's first ``end`` characters ends, annotations included."""
    return way[end] if end < len(way) - 1 else way[-1]
