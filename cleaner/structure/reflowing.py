"""The stages of a reflow, each on a text the one before left as it is.

A stage that finds something ends the round; the pipeline asks again until none does. Before each
stage stands a gate: a cheap search of the plain text that clean text does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner.document import Edit
from cleaner.structure.doubling import doubled
from cleaner.structure.giants import MIN_GIANT, giants
from cleaner.structure.joins import page_breaks
from cleaner.structure.lines import Lines
from cleaner.structure.pages import DIGITS, MAX_LINE, page_numbers, page_numbers_inside
from cleaner.structure.previews import previews
from cleaner.structure.shapes import HAN
from cleaner.structure.spacing import letter_spacing, stray_spaces, vertical_words
from cleaner.structure.tables import edits as table_edits
from cleaner.structure.wraps import wraps
from cleaner.view import View

MARKS = "，。、；：！？,;:!?…"
EDGE = r"[ \t\r\u00a0\u3000]*"
NARROWEST = 18
"""Characters of the shortest line that is cut anywhere but at a mark: the narrowest page."""
OPEN_END = re.compile(
    rf"[{MARKS}][^{MARKS}\n]*(?:[{HAN}0-9A-Za-z%％]|[^{MARKS}\n][)）”’》」』])"
    rf"(?<=[^\n]{{{NARROWEST}}}){EDGE}\n"
    rf"|[，、,（(《“‘「『【]{EDGE}\n|\n{EDGE}[，、。；！？）》”’」』…％%,;!?)]"
)
"""A line with a mark in it that closes no sentence, or a line no paragraph begins or ends with."""
SPACED = re.compile(rf"[ \u00a0\u3000]{{1,4}}(?<=[{HAN}][ \u00a0\u3000])[{HAN}][ \u00a0\u3000]")
VERTICAL = re.compile(rf"\n{EDGE}[{HAN}]{EDGE}\n")
STRAY = re.compile(rf"[ \u00a0](?<=[{HAN}][ \u00a0])(?=[{HAN}])")
DOUBLED = re.compile(r"^(\S{1,8}?) ?\1", re.MULTILINE)
MIN_DASHES = 6
"""Three page numbers between dashes."""


def joined(lines: Lines) -> list[Edit]:
    """Preview segments, else hard wraps; then the page breaks that are left."""
    edits, taken = previews(lines)
    if not edits:
        edits = wraps(lines)
        taken = lines.seams(edits)
    return sorted(edits + page_breaks(lines, taken))


def paged(lines: Lines) -> list[Edit]:
    """Page numbers in lines of their own, else those in the middle of lines."""
    return page_numbers(lines) or page_numbers_inside(lines.text)


def may_have_pages(text: str) -> bool:
    """Whether short lines come again but for their digits, or a page number's sign is there."""
    if "页" in text or "頁" in text or "/" in text or text.count("-") >= MIN_DASHES:
        return True
    short = [line for line in text.split("\n") if 0 < len(line) <= MAX_LINE and not line.isspace()]
    return len({DIGITS.sub("0", line) for line in short}) < len(short)


def may_be_giant(text: str) -> bool:
    """Whether a text is long and has few lines."""
    return len(text) >= MIN_GIANT and 2 * max(map(len, text.split("\n"))) >= len(text)


STAGES: tuple[tuple[Callable[[str], object], Callable[[Lines], list[Edit]]], ...] = (
    (DOUBLED.search, doubled),
    (SPACED.search, letter_spacing),
    (VERTICAL.search, vertical_words),
    (may_have_pages, paged),
    (OPEN_END.search, joined),
    (STRAY.search, stray_spaces),
    (may_be_giant, giants),
)
"""A line is made whole before lines are joined, and joined before it is parted."""


def edits(view: View, tables: str = "pipe") -> list[Edit]:
    """The edits of the first stage that finds any; tables are written last."""
    lines: Lines | None = None
    for gate, stage in STAGES:
        if gate(view.text):
            lines = lines or Lines(view)
            if found := stage(lines):
                return found
    return table_edits(lines or Lines(view), tables) if tables != "pipe" else []
