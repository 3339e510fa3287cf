"""The stages of a reflow, each on a text the one before left as it is.

A stage that finds something ends the round; the pipeline asks again until none does.
"""

from __future__ import annotations

from collections.abc import Callable

from cleaner.document import Edit
from cleaner.structure.doubling import doubled
from cleaner.structure.giants import giants
from cleaner.structure.joins import page_breaks
from cleaner.structure.lines import Lines
from cleaner.structure.pages import page_numbers, page_numbers_inside
from cleaner.structure.previews import previews
from cleaner.structure.spacing import letter_spacing, stray_spaces, vertical_words
from cleaner.structure.tables import edits as table_edits
from cleaner.structure.wraps import wraps
from cleaner.view import View


def joined(lines: Lines) -> list[Edit]:
    """Preview segments, else hard wraps; then the page breaks that are left."""
    edits, taken = previews(lines)
    if not edits:
        edits = wraps(lines)
        taken = lines.seams(edits)
    return sorted(edits + page_breaks(lines, taken))


def numbers_inside(lines: Lines) -> list[Edit]:
    """Page numbers in the middle of lines."""
    return page_numbers_inside(lines.text)


STAGES: tuple[Callable[[Lines], list[Edit]], ...] = (
    doubled,
    letter_spacing,
    vertical_words,
    page_numbers,
    numbers_inside,
    joined,
    stray_spaces,
    giants,
)
"""A line is made whole before lines are joined, and joined before it is parted."""


def edits(view: View, tables: str = "pipe") -> list[Edit]:
    """The edits of the first stage that finds any; tables are written last."""
    lines = Lines(view)
    for stage in STAGES:
        if found := stage(lines):
            return found
    return table_edits(lines, tables)
