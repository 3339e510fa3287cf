"""The lines of a text with something on them, as offsets found without a loop over lines.

>>> lines = Lines(View(" 一行\\n\\n二行 "))
>>> [lines.text[a:b] for a, b in zip(lines.first, lines.last)], lines.gap.tolist()
(['一行', '二行'], [0, 1])
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.shapes import ARTICLE, NUMERAL
from cleaner.view import Class, View

__all__ = ["Lines", "View"]

STEPS = 24
"""Outer spaces are passed over by the array so far; longer margins fall to str.strip."""

TOLD = later(rf"^[ ]*第{NUMERAL}条[^\n]{{20}}[^\n]*[。;:]$", re.MULTILINE)

Offsets = npt.NDArray[np.intp]


class Lines:
    """Non-blank lines: ``text[first:last]`` is the line without outer space.

    ``text`` is the folded twin. ``indent`` is how many characters of space stand before a line,
    ``gap`` how many blank lines. All arrays are as long as there are such lines.
    """

    __slots__ = ("_at", "_to", "_told", "_view", "first", "gap", "indent", "last")

    def __init__(self, view: View) -> None:
        self._view = view
        breaks = np.flatnonzero(view.points == 10)
        start = np.concatenate(([0], breaks + 1))
        end = np.concatenate((breaks, [len(view.text)]))
        first = self._passed(start, end, 1)
        last = self._passed(first, end, -1)
        full = np.flatnonzero(first < last)
        self.first, self.last = first[full], last[full]
        self.indent = self.first - start[full]
        self.gap = np.diff(full, prepend=-1) - 1
        self._at: list[int] = []
        self._to: list[int] = []
        self._told: bool | None = None

    def span(self, n: int) -> tuple[int, int]:
        """A line's offsets as plain integers, which slice faster than an array's."""
        if not self._at:
            self._at, self._to = self.first.tolist(), self.last.tolist()
        return self._at[n], self._to[n]

    def articled(self, line: str) -> bool:
        """Whether a line is an article of a text whose articles are sentences, not titles."""
        if ARTICLE.match(line) is None:
            return False
        if self._told is None:
            self._told = TOLD.search(self.text) is not None
        return self._told

    def __len__(self) -> int:
        return len(self.first)

    @property
    def text(self) -> str:
        """The folded twin."""
        return self._view.folded

    @property
    def view(self) -> View:
        """What the lines were seen in."""
        return self._view

    @property
    def points(self) -> npt.NDArray[Any]:
        """Code points of the text."""
        return self._view.points

    @property
    def source(self) -> str:
        """The text as it stands."""
        return self._view.text

    def line(self, n: int) -> str:
        """A line's folded text."""
        first, last = self.span(n)
        return self._view.folded[first:last]

    def raw(self, n: int) -> str:
        """A line's text as it stands."""
        first, last = self.span(n)
        return self._view.text[first:last]

    def between(self, begin: int, n: int) -> str:
        """The text as it stands from an offset to the end of a line."""
        return self._view.text[begin : self.span(n)[1]]

    def mark(self, at: int) -> str:
        """The folded character at an offset, but a quotation mark as it stands, open or closed."""
        folded = self.text[at]
        return self.source[at] if folded in "\"'" else folded

    def seams(self, edits: Sequence[Edit]) -> frozenset[int]:
        """The lines whose ends these edits join to the next line."""
        at = np.searchsorted(self.last, [e.start for e in edits])
        return frozenset(at.tolist())

    def classes(self, at: Offsets) -> Any:
        """The class bitmasks of the characters at these offsets."""
        return tables.classes()[self._view.points[at]]

    @property
    def length(self) -> Offsets:
        """Characters of each line."""
        return self.last - self.first

    def _passed(self, first: Offsets, last: Offsets, step: int) -> Offsets:
        """One end of every line moved inward over its outer space."""
        points, table = self._view.points, tables.classes()
        edge = (first if step > 0 else last).copy()
        back = 0 if step > 0 else 1
        live = np.flatnonzero(first < last)
        for _ in range(STEPS):
            live = live[(table[points[edge[live] - back]] & Class.SPACE) != 0]
            if not len(live):
                return edge
            edge[live] += step
            live = live[edge[live] < last[live] if step > 0 else edge[live] > first[live]]
        for n in live.tolist():
            rest = self.text[edge[n] : last[n]] if step > 0 else self.text[first[n] : edge[n]]
            kept = len(rest.lstrip() if step > 0 else rest.rstrip())
            edge[n] = last[n] - kept if step > 0 else first[n] + kept
        return edge
