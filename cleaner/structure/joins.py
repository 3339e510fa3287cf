"""Which line ends cut a sentence: page breaks and hard wraps.

A seam is the place between two neighbouring non-blank lines. Evidence is taken from both sides:
marks no paragraph ends or begins with, a word that runs over the seam, and what the lines are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.flow import CARRIED, MIN_MARKS, NEVER, carries, weight
from cleaner.structure.flow import LIKELY as FLOWING
from cleaner.structure.hanging import MIN_SAID, is_hanging
from cleaner.structure.lines import Lines
from cleaner.structure.shapes import (
    BLANKS,
    CLAUSE,
    CLOSERS,
    ENDINGS,
    GREETING,
    HAN,
    HEADED,
    LABEL,
    OPENERS,
    SENTENCE,
    ends_sentence,
    is_code,
    is_date,
    is_enclosed,
    is_heading,
    is_listed,
    is_row,
    starts_block,
)
from cleaner.structure.words import seam
from cleaner.view import Class

MAX_GAP = 1
"""A page break leaves at most one blank line; more part two texts."""
MIN_PARAGRAPH = 30
"""A line this long with a comma in it is running text, not a heading (longest heading in the
seed pages without a number: 30)."""
MIN_VERSE = 20
"""Lines of verse are shorter than this."""
NO, BARELY, PERHAPS, LIKELY, SURELY = range(5)
"""How strong the evidence of a join is. ``SURELY`` stands alone, ``LIKELY`` needs a sure one in the
same text, ``PERHAPS`` many of them, ``BARELY`` a page number in the seam."""
MANY = 3
MIN_INSET = 0.6
"""Share of long lines with an indent that makes it the text's habit."""
LOOK_BACK = 400
"""Characters of the paragraph so far that are looked at: enough for any heading or clause."""
MARGIN = 2
"""An indent this wide opens a paragraph."""
IN_WORD = 1.0
"""Odds above which a seam is taken to cut a word: 2 of 3 cuts inside words pass, 1 of 25 line ends
at headings do."""
SURE = 4.0
"""Odds that outweigh a missing clause on either side: 办法 has 5.8, but 工作 before 为 has 3.5."""
BETWEEN = -3.0
"""Odds below which a seam parts two words."""

HAS_HAN = later(f"[{HAN}]")
ENCLOSERS = "”’)》〉】」』"
MAX_STOPS = 0.5
"""Full stops for each line left open, from which on the text is one that sets them."""
MIN_TIED = 0.15
"""Share of seams that a word runs over where lines are cut at random: it is .4; of lines that
begin anew 1 in 25."""
MIN_TOLD = 100
"""A paragraph this long, with whole sentences, that stops without a mark was cut."""
DASHES = "-~"
"""What stands behind them follows on a line of its own."""
PROSE = Class.HAN | Class.DIGIT | Class.LATIN


def edit(lines: Lines, n: int, rule: str, skip: int = 0) -> Edit:
    """The edit that joins line ``n`` to line ``n + 1``, whose first ``skip`` characters go too.

    Two words of Latin letters keep a space between them.
    """
    start, end = int(lines.last[n]), int(lines.first[n + 1]) + skip
    both = lines.text[start - 1] + lines.text[end : end + 1]
    return Edit(start, end, " " if both.isascii() and both.isalpha() else "", rule)


def candidates(lines: Lines) -> list[int]:
    """Seams that could be joined at all: the one side open, the other no margin."""
    if len(lines) < 2:
        return []
    before, after = lines.classes(lines.last[:-1] - 1), lines.classes(lines.first[1:])
    shut = (before & (Class.STOP | Class.SPACE)) != 0
    loose = (after & PROSE) == 0
    near = lines.gap[1:] <= MAX_GAP
    near &= loose | (lines.length[:-1] >= MIN_VERSE) | (lines.length[1:] >= MIN_PARAGRAPH)
    return np.flatnonzero(near & (~shut | loose | unindented(lines))).tolist()


def unindented(lines: Lines) -> npt.NDArray[np.bool_]:
    """Seams whose second line lacks the indent that this text's paragraphs have."""
    long = lines.length >= MIN_PARAGRAPH
    inset = lines.indent >= MARGIN
    if np.count_nonzero(inset & long) < max(MANY, MIN_INSET * np.count_nonzero(long)):
        return np.zeros(len(lines) - 1, bool)
    return inset[:-1] & long[:-1] & ~inset[1:]


def strength(lines: Lines, begin: int, n: int, to: int) -> int:
    """How sure it is that line ``to`` continues line ``n``.

    ``begin`` is where the paragraph joined so far begins.
    """
    end, at = lines.span(n)[1], lines.span(to)[0]
    last, first = lines.mark(end - 1), lines.mark(at)
    if lines.indent[to] >= MARGIN or not (has_text(lines, n) and has_text(lines, to)):
        return NO
    before, after = lines.line(n), lines.line(to)
    if is_code(before):
        return NO
    begin = max(begin, end - LOOK_BACK)
    closed = ends_sentence(before) and last not in OPENERS
    enclosed = is_enclosed(lines.between(begin, n), lines.raw(to))
    if first in ENCLOSERS:
        return SURELY if enclosed else NO
    if first in CLOSERS and not starts_block(after):
        return NO if last == ":" or closed else SURELY
    if enclosed and not closed:
        return SURELY
    if barred(before, after):
        return NO
    if closed:
        return LIKELY if is_tail(lines, n, to) else NO
    paragraph = lines.text[begin:end]
    if last in OPENERS:
        return opened(paragraph, before, after, last)
    odds, flow = seam(last, first), carries(before, after)
    least = FLOWING if SENTENCE.search(paragraph) else CARRIED
    if LABEL.match(after) and odds < IN_WORD and flow < least:
        return NO
    titled = begin == lines.span(0)[0]
    flow += NEVER if titled else weight(paragraph, lines.articled(paragraph))
    return flowing(paragraph, after, odds, flow)


def has_text(lines: Lines, n: int) -> bool:
    """Whether a line has Han in it and is not a table's row."""
    line = lines.raw(n)
    return HAS_HAN.search(line) is not None and not (is_row(line) or is_listed(lines.line(n)))


def is_tail(lines: Lines, n: int, to: int) -> bool:
    """Whether a line after a closed sentence lacks the indent its own paragraph would have."""
    after = lines.line(to)
    inset = bool(lines.indent[n] >= MARGIN > lines.indent[to])
    prose = ends_sentence(after) and not after.endswith(":") and not LABEL.match(after)
    return inset and prose and lines.length[n] >= MIN_PARAGRAPH and not GREETING.search(after[:10])


def barred(before: str, after: str) -> bool:
    """Whether what the lines are forbids a join."""
    return (
        starts_block(after)
        or is_date(after)
        or is_date(before)
        or before[-1] in DASHES
        or before.isdigit()
        or after.isdigit()
        or (BLANKS.search(before) is not None and not is_filled(before))
        or BLANKS.search(after[:20]) is not None
    )


def is_filled(before: str) -> bool:
    """Whether blanks to fill stand inside running text, not at its end."""
    return len(before) >= MIN_PARAGRAPH and "," in before and before[-1] not in "_:)"


def opened(paragraph: str, before: str, after: str, last: str) -> int:
    """After a comma or an opening mark, unless it is verse or a greeting."""
    if last != ",":
        return SURELY if len(before) > 1 else NO
    told = SENTENCE.search(paragraph) is not None
    if len(after) < MIN_PARAGRAPH and len(before) < MIN_PARAGRAPH and not ends_sentence(after):
        return LIKELY if told else NO
    if len(before) >= MIN_VERSE or told:
        return SURELY
    if len(after) < MIN_PARAGRAPH or GREETING.search(before):
        return NO
    return SURELY if SENTENCE.search(after) and len(before) >= MIN_SAID else LIKELY


def flowing(paragraph: str, after: str, odds: float, flow: float) -> int:
    """Between two characters: running text on both sides, or a word over the seam."""
    told = SENTENCE.search(paragraph) is not None
    claused = CLAUSE.search(paragraph) is not None
    hanging = is_hanging(paragraph, after)
    if is_heading(after) and not ends_sentence(after):
        return LIKELY if (odds >= SURE or hanging) and (told or claused) else NO
    if is_heading(paragraph) or (is_label(paragraph) and not told):
        return headed(paragraph, after, odds, flow, hanging)
    if not told and len(paragraph) < MIN_PARAGRAPH:
        if flow >= CARRIED and SENTENCE.search(after):
            return SURELY
        if hanging or odds >= IN_WORD or flow >= FLOWING:
            return LIKELY if SENTENCE.search(after) else PERHAPS
        return PERHAPS if len(paragraph) >= MIN_VERSE else BARELY
    if odds >= IN_WORD or hanging:
        return SURELY
    listing = sum(map(paragraph.count, ",、;")) >= MIN_MARKS
    prose = ends_sentence(after) or (len(after) >= MIN_PARAGRAPH and CLAUSE.search(after))
    whole = listing or (told and odds > BETWEEN) or len(paragraph) >= MIN_TOLD
    if whole and prose and paragraph[-1] not in ENDINGS:
        return SURELY
    running = "," in paragraph and SENTENCE.search(after) is not None
    if told or running or len(paragraph) >= 2 * MIN_PARAGRAPH:
        return LIKELY
    return PERHAPS if "," in paragraph or ";" in paragraph else BARELY


def is_label(paragraph: str) -> bool:
    """Whether a paragraph is a label with its value, not what somebody says (``答:``)."""
    if paragraph[1:2] == ":" or not LABEL.match(paragraph):
        return False
    return len(paragraph) < MIN_VERSE or "," not in paragraph


def headed(paragraph: str, after: str, odds: float, flow: float, hanging: bool) -> int:
    """After what reads as a heading: a clause that hangs was cut, and so may be an unnumbered one.

    Headings seldom stand last on a page, so a page number makes the difference.
    """
    prose = len(after) >= MIN_PARAGRAPH or ends_sentence(after)
    if is_label(paragraph) or not prose:
        return NO
    number = HEADED.match(paragraph)
    marks = len(CLAUSE.findall(paragraph, number.end() if number else 0))
    if marks and (hanging or (odds >= SURE and marks >= MIN_MARKS)):
        return SURELY
    if flow >= CARRIED and SENTENCE.search(after):
        return SURELY
    if hanging or (odds >= SURE and (marks or not number)) or flow >= FLOWING:
        return LIKELY
    return NO if number and not marks and flow < NEVER else BARELY


def tied_share(lines: Lines, found: Sequence[int]) -> float:
    """Share of seams that a word, a number or a mark runs over."""
    tied = 0
    for n in found:
        end, at = lines.span(n)[1], lines.span(n + 1)[0]
        last, first = lines.mark(end - 1), lines.mark(at)
        marked = last in OPENERS or first in CLOSERS
        tied += marked or is_hanging(last, first) or seam(last, first) >= IN_WORD
    return tied / len(found) if found else 0.0


def is_unstopped(lines: Lines, found: Sequence[int]) -> bool:
    """Whether a text's lines go without a full stop as a habit, as posts and chats do."""
    if lines.text.count("。") >= MAX_STOPS * len(found):
        return False
    return tied_share(lines, found) < MIN_TIED


def page_breaks(lines: Lines, taken: frozenset[int] = frozenset()) -> list[Edit]:
    """Edits that join sentences cut by page breaks, seams in ``taken`` left alone."""
    found: dict[int, int] = {}
    begin, at = 0, -1
    for n in candidates(lines):
        if n in taken:
            continue
        begin = begin if n == at else int(lines.first[n])
        if sure := strength(lines, begin, n, n + 1):
            found[n] = sure
            at = n + 1 if sure > BARELY else at
    if not taken and is_unstopped(lines, list(found)):
        return []
    surely = list(found.values()).count(SURELY)
    least = PERHAPS if surely >= MANY else LIKELY
    return [edit(lines, n, "page-break") for n, s in found.items() if s >= least]
