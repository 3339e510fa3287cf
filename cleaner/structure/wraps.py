"""Hard wraps: a text broken every so many columns, with or without a blank line after each line.

The width is where the lines pile up; most lines of that width break a sentence off. Verse is
narrower, and its lines close; rows of a table have no sentence to break.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.flow import carries
from cleaner.structure.joins import IN_WORD, MARGIN, MAX_GAP, edit, is_unstopped
from cleaner.structure.lines import Lines
from cleaner.structure.shapes import (
    CLAUSE,
    HAN,
    HEADED,
    ends_sentence,
    is_date,
    is_listed,
    is_row,
    starts_block,
)
from cleaner.structure.words import seam

Columns = npt.NDArray[np.intp]

WIDE = 0xFF
"""Characters above Latin-1 take two columns."""
MIN_WIDTH = 36
"""Columns, two to a Han; long lines of verse have 14 Han and two marks, narrow pages 20 Han."""
MAX_WIDTH = 200
SLACK = 4
"""Columns a full line may fall short of the width: a mark or a number pushed to the next line."""
MIN_FULL = 3
"""Full lines that make a width."""
MIN_SHARE = 0.35
"""Share of full lines among all: a text of three-line paragraphs has two thirds."""
MIN_EXACT = 0.6
"""Share of full lines of one very width, from which on nobody wrote them so."""
MIN_PARTED = 0.8
"""Share of short lines, the ends of paragraphs, behind which a blank line or an indent stands."""
MAX_OVER = 0.2
"""Lines beyond the width for each full one: there are none but formulas and addresses."""
MIN_OPEN = 0.6
"""Share of full lines that close no sentence; by chance 29 of 30 do not."""
WHOLE = -2.0
"""Log odds of running text at which a line without a mark, as wide as the others, is a title: one
cut in 25 has less, nine titles of ten."""
LETTER = later(f"[{HAN}A-Za-z]")
"""A line without one is a time, a number or a rule, and whole."""
MIN_CLAUSED = 0.3
"""Share of full lines with a mark inside; names, titles and cells have none."""


def columns(lines: Lines) -> list[Columns]:
    """Two measures of every line, indent included: columns, ASCII taking one, and characters."""
    wide = np.concatenate(([0], np.cumsum(lines.points > WIDE)))
    start = lines.first - lines.indent
    size = lines.last - start
    return [size + wide[lines.last] - wide[start], 2 * size]


def width_of(sizes: Columns) -> tuple[int, int]:
    """The width at which lines pile up from below and how many do; 0 where they do not."""
    fit = sizes[(sizes >= MIN_WIDTH) & (sizes <= MAX_WIDTH)]
    if len(fit) < max(MIN_FULL, MIN_SHARE * len(sizes)):
        return 0, 0
    counts = np.bincount(fit, minlength=MAX_WIDTH + 1)
    window = np.convolve(counts, np.ones(SLACK + 1, int))[: len(counts)]
    width = int(window.argmax())
    full, over = int(window[width]), int(np.count_nonzero(sizes > width + SLACK))
    piled = full >= max(MIN_FULL, MIN_SHARE * len(sizes)) and over <= MAX_OVER * full
    return (width, full) if piled else (0, 0)


def full_lines(lines: Lines) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]] | None:
    """Which lines reach the width, and which reach it exactly; None where there is no width."""
    best = max(((*width_of(sizes), n) for n, sizes in enumerate(columns(lines))), key=by_count)
    width, _, measure = best
    if not width:
        return None
    sizes = columns(lines)[measure]
    return (sizes >= width - SLACK) & (sizes <= width + SLACK), sizes >= width


def by_count(found: tuple[int, int, int]) -> tuple[int, int]:
    """Prefer the measure under which more lines are full."""
    return found[1], -found[2]


def is_wrapped(lines: Lines, full: list[int]) -> bool:
    """Whether full lines break sentences, as wrapped prose does and verse and tables do not."""
    texts = [lines.line(n) for n in full]
    opened = sum(not ends_sentence(text) for text in texts)
    claused = sum(CLAUSE.search(text) is not None for text in texts)
    rows = sum(is_row(lines.raw(n)) for n in full)
    return (
        opened >= MIN_OPEN * len(full)
        and claused >= MIN_CLAUSED * len(full)
        and rows < len(full) / 4
    )


def wraps(lines: Lines) -> list[Edit]:
    """Edits that undo hard wraps."""
    found = full_lines(lines) if len(lines) > MIN_FULL else None
    if found is None:
        return []
    reach, exact = found
    full = np.flatnonzero(reach[:-1]).tolist()
    if not full or not is_wrapped(lines, full):
        return []
    if not is_even(lines, full) and is_unstopped(lines, full):
        return []
    gap = usual_gap(lines, full)
    if is_parted(lines, reach, gap):
        exact = reach
    return [
        edit(lines, n, "hard-wrap")
        for n in full
        if lines.gap[n + 1] <= gap and runs_on(lines, n, bool(exact[n]), bool(reach[n + 1]))
    ]


def is_even(lines: Lines, full: list[int]) -> bool:
    """Whether most full lines are of one very length."""
    sizes = (lines.length + lines.indent)[full]
    return bool(np.bincount(sizes).max() >= MIN_EXACT * len(full))


def is_parted(lines: Lines, reach: npt.NDArray[np.bool_], gap: int) -> bool:
    """Whether paragraphs show where they begin, by a wider gap or an indent: others run on then."""
    fresh = ~reach[:-1]
    shown = (lines.gap[1:] > gap) | (lines.indent[1:] >= MARGIN)
    total = int(np.count_nonzero(fresh))
    return total > 0 and int(np.count_nonzero(shown & fresh)) >= MIN_PARTED * total


def usual_gap(lines: Lines, full: list[int]) -> int:
    """Blank lines between wrapped lines: the commonest number after full lines left open."""
    gaps = [int(lines.gap[n + 1]) for n in full if not ends_sentence(lines.line(n))]
    return min(max(set(gaps), key=gaps.count), MAX_GAP) if gaps else 0


def runs_on(lines: Lines, n: int, exact: bool, full_after: bool) -> bool:
    """Whether the line after a full line continues it."""
    before, after = lines.line(n), lines.line(n + 1)
    if lines.indent[n + 1] >= MARGIN or not LETTER.search(before) or is_listed(before):
        return False
    if is_row(lines.raw(n)) or is_row(lines.raw(n + 1)) or starts_block(after):
        return False
    if is_date(before) or is_date(after):
        return False
    if ends_sentence(before):
        return exact and (full_after or ends_sentence(after)) and not HEADED.match(after)
    if CLAUSE.search(before) is None and CLAUSE.search(after) is None:
        return seam(lines.mark(int(lines.last[n]) - 1), after[0]) >= IN_WORD
    titled = CLAUSE.search(before) is None and (not n or ends_sentence(lines.line(n - 1)))
    return not titled or carries(before, after) > WHOLE
