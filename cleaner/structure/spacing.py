"""Words pulled apart: letter-spaced headings, columns of single characters, stray spaces.

Whether characters belong together is asked of the table of word seams, so that a row of names, a
calendar's weekdays and a column of grades stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.lines import Lines
from cleaner.structure.shapes import HAN, SENTENCE, is_row
from cleaner.structure.words import seam
from cleaner.view import Class

SPACED = later(rf"[{HAN}](?:[ ]{{1,4}}[{HAN}]){{2,}}")
NUMERALS = frozenset("〇零一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸")
MIN_SPACED = 3
"""Characters of a letter-spaced heading; two apart are a table's head or a name."""
TIED = 2.5
"""Odds of a seam inside a word; chance neighbours in names and grades reach 2."""
MIN_TIED = 0.7
"""Share of characters that words must tie; two-character words tie all, 男女男 two thirds."""
KIND = later("(?:书|函|信|表|单|状|稿|志|纪要|须知|公约)$")
"""What a document is called after; what stands before it must make words of its own."""
MIN_LONG, MIN_TIED_LONG = 5, 0.33
"""From so many characters on names of places may be among them: 青 坪 市 水 利 局."""
LOOSE = later(rf"(?<=[{HAN}]) (?=[{HAN}])")
AROUND_MARKS = later(rf" (?<=[{HAN}].)(?=[{HAN},、。;:!?])| (?<=[,、。;:!?].)(?=[{HAN}])")
BEFORE_MARK = later(rf" (?<=[{HAN}].)[,、。;:!?]")
"""A space no writer sets; it has a mark of its own width behind it."""
NAME = later("【[^】]*】?")
"""A name in brackets, at the begin of a line, is letter-spaced to a width."""
SET_APART = later(r"(?:第[〇零一二三四五六七八九十百]{1,5}[条章节]|[(【][^)】]*)$")
"""Before a space that belongs there: behind an article's number, inside brackets."""
MAX_APART = 12
"""Characters before a space that tell whether it belongs there."""
MIN_TORN, MIN_TORN_SHARE = 3, 0.25
"""Torn words that show spaces were strewn by chance: such a space tears a word in two of five
places, a writer's in one of thirty."""
MIN_STRAY_LINE = 20
"""Han in a line before a space in it counts as stray."""
MAX_STRAY = 0.5
"""Spaces for each Han in a line that is spaced throughout, and told word by word no more."""


COMMA = ord("、")


def is_word(text: str) -> bool:
    """Whether characters make words together: most tied by strong seams, no numerals, no repeats.

    >>> is_word("政府工作报告"), is_word("男女男女"), is_word("一二三四五六日")
    (True, False, False)
    """
    if len(set(text)) < len(text) * 2 / 3 or len(text) <= 2 * sum(c in NUMERALS for c in text):
        return False
    if (kind := KIND.search(text)) and kind.start() >= 2:
        text = text[: kind.start()]
    tied = [seam(a, b) >= TIED for a, b in pairwise(text)]
    if not tied[-1] and not kind:
        return False
    held = sum(a or b for a, b in zip([False, *tied], [*tied, False], strict=True))
    least = MIN_TIED if len(text) < MIN_LONG else MIN_TIED_LONG
    return held >= least * len(text)


def letter_spacing(lines: Lines) -> list[Edit]:
    """Edits that close up lines whose every character stands apart."""
    edits: list[Edit] = []
    if " " not in lines.text:
        return edits
    for n in candidates(lines):
        line, at = lines.line(n), int(lines.first[n])
        letters = line.replace(" ", "")
        if SPACED.fullmatch(line) and len(letters) >= MIN_SPACED and is_word(letters):
            edits += [Edit(at + m.start(), at + m.end(), "", "letter-spacing") for m in gaps(line)]
    return edits


def gaps(line: str) -> Iterable[re.Match[str]]:
    """The runs of space inside a line."""
    return re.finditer(r" +", line)


def candidates(lines: Lines) -> list[int]:
    """Lines of at least three characters whose second is a space."""
    long = np.flatnonzero(lines.length >= 2 * MIN_SPACED - 1)
    second = lines.classes(lines.first[long] + 1)
    found: list[int] = long[(second & Class.SPACE) != 0].tolist()
    return found


def vertical_words(lines: Lines) -> list[Edit]:
    """Edits that join words written one character a line."""
    single = np.flatnonzero(lines.length == 1)
    if len(single) < MIN_SPACED:
        return []
    kinds = lines.classes(lines.first[single]) & Class.HAN
    single = single[(kinds != 0) | (lines.points[lines.first[single]] == COMMA)]
    edits: list[Edit] = []
    for run in np.split(single, np.flatnonzero(np.diff(single) != 1) + 1):
        for column in stretches(lines, run.tolist()):
            if len(column) >= MIN_SPACED and is_word(letters(lines, column)):
                edits += [
                    Edit(int(lines.last[n]), int(lines.first[n + 1]), "", "vertical-word")
                    for n in column[:-1]
                ]
    return edits


def letters(lines: Lines, column: list[int]) -> str:
    """The column's characters behind a heading's number and ``、``."""
    text = "".join(map(lines.line, column))
    return text.partition("、")[2] if "、" in text[1:] else text


def stretches(lines: Lines, run: list[int]) -> Iterable[list[int]]:
    """A run of one-character lines, parted where the blank lines between them change."""
    column: list[int] = []
    for n in run:
        if len(column) > 1 and lines.gap[n] != lines.gap[column[1]]:
            yield column
            column = []
        column.append(n)
    if column:
        yield column


def stray_spaces(lines: Lines) -> list[Edit]:
    """Edits that take single spaces out of running text: those inside words, or all of them where
    enough words are torn that chance has put the spaces there."""
    text = lines.text
    if " " not in text:
        return []
    found = [m.start() for m in LOOSE.finditer(text)]
    if not found:
        return []
    starts = np.searchsorted(lines.first, found, side="right") - 1
    told = [n for n in dict.fromkeys(starts.tolist()) if is_told(lines, n)]
    torn = [tied for n in told for _, tied in spots(lines, n)]
    anywhere = sum(torn) >= MIN_TORN and sum(torn) >= MIN_TORN_SHARE * len(torn)
    edits: list[Edit] = []
    for n in told:
        edits += strays(lines, n, anywhere)
    return edits


def is_told(lines: Lines, n: int) -> bool:
    """Whether a line is running text."""
    line = lines.line(n)
    if len(line) < MIN_STRAY_LINE or not SENTENCE.search(line):
        return False
    return not is_row(lines.raw(n))


def spots(lines: Lines, n: int) -> list[tuple[int, bool]]:
    """A line's spaces between Han, and whether a word runs over each."""
    line = lines.line(n)
    at = [m.start() for m in LOOSE.finditer(line)]
    return [(spot, seam(line[spot - 1], line[spot + 1]) >= TIED) for spot in at]


def strays(lines: Lines, n: int, anywhere: bool) -> Iterable[Edit]:
    """One line's stray spaces; in a line spaced throughout those beside marks too."""
    line, at, found = lines.line(n), int(lines.first[n]), spots(lines, n)
    if found and (name := NAME.match(lines.raw(n))):
        found = [(spot, tied) for spot, tied in found if spot >= name.end()]
    throughout = len(found) > MAX_STRAY * (len(line) - len(found))
    if throughout or (anywhere and BEFORE_MARK.search(line)):
        for m in AROUND_MARKS.finditer(line):
            yield Edit(at + m.start(), at + m.end(), "", "stray-space")
        return
    for spot, tied in found:
        if tied or (anywhere and not SET_APART.search(line[max(0, spot - MAX_APART) : spot])):
            yield Edit(at + spot, at + spot + 1, "", "stray-space")
