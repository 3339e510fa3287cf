"""The stages of a reflow, each on a text the one before left as it is.

A stage that finds something ends the round; the pipeline asks again until none does. Before each
stage stands a gate: a look at the plain lines that clean text does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.compilations import may_have_parts, openings
from cleaner.structure.doubling import FARTHEST, MAX_LENGTH, MIN_LENGTH, doubled, is_doubled, pieces
from cleaner.structure.flow import is_carried
from cleaner.structure.giants import MIN_GIANT, giants
from cleaner.structure.hanging import MIN_SAID, is_hanging, is_remnant
from cleaner.structure.joins import IN_WORD, MIN_PARAGRAPH, page_breaks
from cleaner.structure.lines import Lines
from cleaner.structure.pages import (
    DIGITS,
    MAX_LINE,
    may_have_pages_inside,
    page_numbers,
    page_numbers_inside,
)
from cleaner.structure.previews import MIN_SEGMENT, SPREAD, previews
from cleaner.structure.shapes import ARTICLE, HAN, SENTENCE, held, is_headed, starts_block
from cleaner.structure.spacing import MIN_STRAY_LINE, letter_spacing, stray_spaces, vertical_words
from cleaner.structure.tables import edits as table_edits
from cleaner.structure.words import seam, ties
from cleaner.structure.wraps import wraps
from cleaner.view import Class, View

MARK = later("[，。、；：！？,;:!?…]")
SHUT = frozenset("。！？；：…!?;:")
BRACKETS = frozenset("、（(《“‘「『〈【[")
CLOSING = frozenset("，、。；！？）》”’」』】…％%,;!?)")
STOPPED = later(rf"(?:[{HAN}A-Za-z0-9%％，、,]|[^。！？；…!?;][)）”’》」』])$")
"""How a line of running text ends that was cut: not at blanks, pipes or the end of a speech."""
NAMED = later(rf"[{HAN}]{{1,8}}[：:]")
"""How a label's line begins, which closes no sentence and is whole all the same."""
MAX_MARKS = 2
"""The number's own mark and a comma."""
NARROWEST = 18
"""Characters of the shortest line that is cut anywhere but at a mark: the narrowest page."""
SPACES = " \u00a0\u3000"
SPACED = tuple(
    (space, re.compile(rf"{space}(?<=[{HAN}].)[{SPACES}]{{0,3}}[{HAN}][{SPACES}]"))
    for space in SPACES
)
STRAY = tuple((space, re.compile(rf"{space}(?<=[{HAN}].)(?=[{HAN}])")) for space in SPACES[:2])
"""Patterns that begin with one character, which is fast."""
LONE = later(r"\n(?:[第共总總页頁Ppageof]|[^\w\n])*0(?:[第共总總页頁Ppageof0]|[^\w\n])*\n")
"""A line of nothing else, digits being 0, may be a page's number."""


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
    return beside_parts(lines, sorted(edits + page_breaks(lines, taken)))


def beside_parts(lines: Lines, edits: list[Edit]) -> list[Edit]:
    """The edits that join nothing to a heading of a compilation's part."""
    opens = openings(lines) if edits and may_have_parts(lines.view) else ()
    if not opens:
        return edits
    at = np.searchsorted(lines.last, [e.start for e in edits]).tolist()
    return [e for e, n in zip(edits, at, strict=True) if n not in opens and n + 1 not in opens]


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
    return plain.spaced and held(plain.text, SPACED) is not None


def may_be_vertical(plain: Plain) -> bool:
    """Whether two lines of one character follow each other."""
    lengths = plain.lengths
    return 1 in lengths and any(a == 1 == b for a, b in pairwise(lengths))


def may_be_stray(plain: Plain) -> bool:
    """Whether a space stands between two Han of a sentence."""
    if not plain.spaced or not held(plain.text, STRAY):
        return False
    long = [line for line in plain.lines if len(line) >= MIN_STRAY_LINE]
    return any(held(line, STRAY) and SENTENCE.search(line) for line in long)


def may_have_pages(plain: Plain) -> bool:
    """Whether short lines come again but for their digits, or read as a page's number."""
    short = [line for line in plain.lines if len(line) <= MAX_LINE]
    if len(set(short)) < len(short):
        return True
    together = "\n".join(["", *short, ""])
    shapes = DIGITS.sub("0", together)
    if shapes is not together and "0" in shapes:
        if len(set(shapes.split("\n"))) <= len(short) or LONE.search(shapes):
            return True
        if together.count(f"\n{plain.lines[0]}") > (len(plain.lines[0]) <= MAX_LINE):
            return True
    return may_have_pages_inside(plain.text)


def may_be_cut(plain: Plain) -> bool:
    """Whether a line of running text closes no sentence, or the next one begins with a mark."""
    for before, after in pairwise(plain.lines):
        if after[0] in CLOSING or before[-1] in BRACKETS:
            return True
        if before[-1] not in SHUT and len(before) >= MIN_SAID and is_running(before, after):
            return True
    return False


def is_running(before: str, after: str) -> bool:
    """Whether a line has a mark inside, stops at a word and is no whole heading or label.

    A number behind it may be a preview's.
    """
    if starts_block(after) and not (after[0].isdecimal() and may_be_segment(before)):
        return False
    if not is_stopped(before):
        return False
    if not MARK.search(before):
        return is_broken_off(before, after)
    if is_hanging(before, after) or is_tied(before[-1], after[0]):
        return True
    if len(before) < NARROWEST and not SENTENCE.search(before):
        comma = before[-1] in ",，" and len(after) >= MIN_PARAGRAPH
        return "。" in after and (comma or is_carried(before, after)) and not NAMED.match(before)
    if "。" in before:
        return True
    if NAMED.match(before):
        return False
    return not is_headed(before) or is_article(before) or len(MARK.findall(before)) > MAX_MARKS


def may_be_segment(line: str) -> bool:
    """Whether a line may end a preview's segment: none that long is an item with a number."""
    return len(line) >= MIN_SEGMENT / SPREAD or not line[0].isdecimal() or not starts_block(line)


def is_stopped(line: str) -> bool:
    """Whether a line ends as running text does where it is cut."""
    return "一" <= line[-1] <= "龥" or STOPPED.search(line[-2:]) is not None


def is_tied(first: str, second: str) -> bool:
    """Whether a word runs over a seam."""
    return ties(first, second) and seam(first, second) >= IN_WORD


def is_broken_off(before: str, after: str) -> bool:
    """Whether a line without a mark was surely cut: at most an article's number before it."""
    if "。" not in after or not is_carried(before, after):
        return is_remnant(after)
    return not is_headed(before) or is_article(before)


def is_article(line: str) -> bool:
    """Whether a line opens an article."""
    return line[0] == "第" and ARTICLE.match(line) is not None


def may_be_giant(plain: Plain) -> bool:
    """Whether one line is long and held half of the text."""
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
    lined = list(filter(None, map(str.strip, filter(None, text.split("\n")))))
    plain = Plain(text, lined, list(map(len, lined)), view.has(Class.SPACE))
    lines: Lines | None = None
    for gate, stage in STAGES:
        if gate(plain):
            lines = lines or Lines(view)
            if found := stage(lines):
                return found
    return table_edits(lines or Lines(view), tables) if tables != "pipe" else []
