"""The changes that make a text simplified: one new line for each that differs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.chinese.classes import Class
from cleaner.chinese.convert import Converter, exact
from cleaner.chinese.script import passages
from cleaner.document import Edit
from cleaner.view import View


def edits(view: View) -> list[Edit]:
    """Edits per changed line, by opencc's words and the corrections to them."""
    if not view.has(Class.HAN):
        return []
    converter = exact()
    return [edit for start, end in passages(view) for edit in _span(view, start, end, converter)]


def _span(view: View, start: int, end: int, converter: Converter) -> Iterator[Edit]:
    text, points = view.text[start:end], view.points[start:end]
    after = converter.convert(text, points)
    if after != text:
        yield from changed_lines(text, after, start)


def changed_lines(before: str, after: str, offset: int = 0) -> Iterator[Edit]:
    """An edit for each line that differs between two texts whose characters keep their places."""
    old, new = View(before).points, View(after).points
    differ = np.flatnonzero(old.astype(np.uint32) != new)
    breaks = np.flatnonzero(old == 10)
    for line in np.unique(np.searchsorted(breaks, differ)).tolist():
        start = int(breaks[line - 1]) + 1 if line else 0
        end = int(breaks[line]) if line < len(breaks) else len(before)
        yield Edit(offset + start, offset + end, after[start:end], "traditional")


def followed(text: str, variant: str) -> list[Edit]:
    """Edits that make of the text what an opencc configuration makes of it."""
    from cleaner.chinese.opencc import convert

    after = convert(variant, text)
    if after == text:
        return []
    before_lines, after_lines = text.split("\n"), after.split("\n")
    if len(before_lines) != len(after_lines):
        return [Edit(0, len(text), after, variant)]
    edits, at = [], 0
    for old, new in zip(before_lines, after_lines, strict=True):
        if old != new:
            edits.append(Edit(at, at + len(old), new, variant))
        at += len(old) + 1
    return edits
