"""The stages of a reflow, each on a text the one before left as it is.

A stage that finds something ends the round; the pipeline asks again until none does. Before each
stage stands a gate: a look at the plain lines that clean text does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from cleaner.document import Edit
from cleaner.structure.doubling import FARTHEST, MAX_LENGTH, MIN_LENGTH, doubled, is_doubled, pieces
from cleaner.structure.flow import is_carried
from cleaner.structure.giants import MIN_GIANT, giants
from cleaner.structure.joins import (
    IN_WORD,
    MIN_PARAGRAPH,
    MIN_SAID,
    REMNANT,
    is_hanging,
    page_breaks,
)
from cleaner.structure.lines import Lines
from cleaner.structure.pages import (
    DIGITS,
    MAX_LINE,
    may_have_pages_inside,
    page_numbers,
    page_numbers_inside,
)
from cleaner.structure.previews import previews
from cleaner.structure.shapes import ARTICLE, HAN, HEADED, SENTENCE, starts_block
from cleaner.structure.spacing import MIN_STRAY_LINE, letter_spacing, stray_spaces, vertical_words
from cleaner.structure.tables import edits as table_edits
from cleaner.structure.words import seam
from cleaner.structure.wraps import wraps
from cleaner.view import Class, View

MARK = re.compile("[，。、；：！？,;:!?…]")
SHUT = frozenset("。！？；：…!?;:")
OPENING = frozenset("，、,（(《“‘「『〈【[")
CLOSING = frozenset("，、。；！？）》”’」』】…％%,;!?)")
STOPPED = re.compile(rf"(?:[{HAN}A-Za-z0-9%％，、,]|[^。！？；…!?;][)）”’》」』])$")
"""How a line of running text ends that was cut: not at blanks, pipes or the end of a speech."""
NAMED = re.compile(rf"[{HAN}]{{1,8}}[：:]")
"""How a label's line begins, which closes no sentence and is whole all the same."""
MAX_MARKS = 2
"""The number's own mark and a comma."""
NARROWEST = 18
"""Characters of the shortest line that is cut anywhere but at a mark: the narrowest page."""
SPACED = re.compile(rf"[ \u00a0\u3000](?<=[{HAN}].)[ \u00a0\u3000]{{0,3}}[{HAN}][ \u00a0\u3000]")
STRAY = re.compile(rf"[ \u00a0](?<=[{HAN}].)(?=[{HAN}])")
LONE = re.compile(r"[第共总總页頁Ppageof\W\d]+")
"""A line of nothing else may be a page's number."""


class Plain(NamedTuple):
    """A text and its non-blank lines without outer space, as the gates see it."""

    text: str
    lines: list[str]
    lengths: list[int]
    spaced: bool


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


def may_be_doubled(plain: Plain) -> bool:
    """Whether a line is nothing but pieces written twice."""
    begun = [line for line in plain.lines if line[0] in line[1:FARTHEST]]
    both = [line for line in begun if line[-1] in line[-FARTHEST:-1]]
    return any(MIN_LENGTH <= len(line) <= MAX_LENGTH and is_doubled(pieces(line)) for line in both)


def may_be_spaced(plain: Plain) -> bool:
    """Whether a character stands between spaces."""
    return plain.spaced and SPACED.search(plain.text) is not None


def may_be_vertical(plain: Plain) -> bool:
    """Whether two lines of one character follow each other."""
    lengths = plain.lengths
    return 1 in lengths and any(a == 1 == b for a, b in pairwise(lengths))


def may_be_stray(plain: Plain) -> bool:
    """Whether a space stands between two Han of a sentence."""
    text = plain.text
    if not (" " in text or "\u00a0" in text) or not STRAY.search(text):
        return False
    spaced = [line for line in plain.lines if " " in line or "\u00a0" in line]
    long = [line for line in spaced if len(line) >= MIN_STRAY_LINE]
    return any(STRAY.search(line) and SENTENCE.search(line) for line in long)


def may_have_pages(plain: Plain) -> bool:
    """Whether short lines come again but for their digits, or read as a page's number."""
    lines = plain.lines
    short = [line for line in lines if len(line) <= MAX_LINE]
    if len(set(short)) < len(short):
        return True
    numbered = [line for line in short if not line.isalpha()]
    shapes = DIGITS.sub("0", "\n".join(numbered))
    if "0" in shapes:
        if len(set(shapes.split("\n"))) < len(numbered) or any(map(LONE.fullmatch, numbered)):
            return True
        if any(line != lines[0] and line.startswith(lines[0]) for line in numbered):
            return True
    return may_have_pages_inside(plain.text)


def may_be_cut(plain: Plain) -> bool:
    """Whether a line of running text closes no sentence, or the next one begins with a mark."""
    loose = [
        (before, after)
        for before, after in pairwise(plain.lines)
        if before[-1] not in SHUT or after[0] in CLOSING
    ]
    return any(
        after[0] in CLOSING
        or is_running(before, after)
        or (before[-1] in OPENING and before[-1] not in ",，")
        for before, after in loose
    )


def is_running(before: str, after: str) -> bool:
    """Whether a line has a mark inside, stops at a word and is no whole heading or label.

    A number behind it may be a preview's.
    """
    if len(before) < MIN_SAID:
        return False
    marked = MARK.search(before) is not None
    if not (marked or is_broken_off(before, after)) or not STOPPED.search(before[-2:]):
        return False
    if starts_block(after) and not after[0].isdecimal():
        return False
    if not marked or is_hanging(before, after) or seam(before[-1], after[0]) >= IN_WORD:
        return True
    if len(before) < NARROWEST and not SENTENCE.search(before):
        comma = before[-1] in ",，" and len(after) >= MIN_PARAGRAPH
        cut = comma or is_carried(before, after)
        return cut and "。" in after and not NAMED.match(before)
    marks = len(MARK.findall(before))
    headed = marks <= MAX_MARKS and HEADED.match(before) and not ARTICLE.match(before)
    return "。" in before or not (headed or NAMED.match(before))


def is_broken_off(before: str, after: str) -> bool:
    """Whether a line without a mark was surely cut: at most an article's number before it."""
    if "。" not in after or not is_carried(before, after):
        return REMNANT.match(after) is not None
    return HEADED.match(before) is None or ARTICLE.match(before) is not None


def may_be_giant(plain: Plain) -> bool:
    """Whether one line is long and holds half of the text."""
    size = len(plain.text)
    return size >= MIN_GIANT and 2 * max(plain.lengths, default=0) >= size


STAGES: tuple[tuple[Callable[[Plain], bool], Callable[[Lines], list[Edit]]], ...] = (
    (may_be_doubled, doubled),
    (may_be_spaced, letter_spacing),
    (may_be_vertical, vertical_words),
    (may_have_pages, paged),
    (may_be_cut, joined),
    (may_be_stray, stray_spaces),
    (may_be_giant, giants),
)
"""A line is made whole before lines are joined, and joined before it is parted."""


def edits(view: View, tables: str = "pipe") -> list[Edit]:
    """The edits of the first stage that finds any; tables are written last."""
    text = view.text
    lined = [line for line in map(str.strip, text.split("\n")) if line]
    plain = Plain(text, lined, list(map(len, lined)), view.has(Class.SPACE))
    lines: Lines | None = None
    for gate, stage in STAGES:
        if gate(plain):
            lines = lines or Lines(view)
            if found := stage(lines):
                return found
    return table_edits(lines or Lines(view), tables) if tables != "pipe" else []
