"""Page numbers and running heads that a flattened page left in its text.

A number alone decides nothing: it must count up from page to page. Where its line could be
something else too, a bare number or a heading with one, the pages must cut sentences around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.flow import CARRIED, carries
from cleaner.structure.hanging import UNITS
from cleaner.structure.joins import BARELY, IN_WORD, LIKELY, SURELY, strength
from cleaner.structure.lines import Lines
from cleaner.structure.shapes import HAN, ends_sentence, is_heading, is_row
from cleaner.structure.words import seam

MAX_LINE = 40
"""Characters of a running head with its number."""
MIN_SERIES = 3
"""Lines that make a series; two of an explicit form do, one of ``第2页 共9页``."""
MIN_CUT = 0.5
"""Share of a series' lines that stand inside a sentence; random cuts do so in 19 of 20."""
MOST_LOOKED = 200
"""Lines of a series that are looked at, spread over the text."""
MAX_STEP = 3
"""Pages from one number to the next; some lose theirs."""

TOTAL = later(r"[-(\[]?\s?第\s?(\d{1,4})\s?页\s?[,/(-]?\s?(?:共|总)\s?(\d{1,4})\s?页\s?[-)\]]?")
EXPLICIT = later(
    rf"{TOTAL.pattern}|[-(\[]?\s?第\s?\d{{1,4}}\s?页\s?[-)\]]?"
    r"|共\s?\d{1,4}\s?页\s?[,/]?\s?第\s?\d{1,4}\s?页|[-~·.]{1,3}\s?\d{1,4}\s?[-~·.]{1,3}"
    r"|\d{1,4}\s?/\s?\d{1,4}(?:\s?页)?|[Pp]age\s?\d{1,4}(?: of \d{1,4})?|[Pp]\.?\s?\d{1,4}"
)
OF = later(r"(\d{1,4})\s?/\s?(\d{1,4})(?:\s?页)?")
"""``1 / 25``; alone it is a page number at the first or last line only."""
BARE = later(r"\d{1,4}")
DIGITS = later(r"\d\d*")
INSIDE = (
    ("页", "页", re.compile(TOTAL.pattern)),
    ("-", "-", re.compile(rf"(?<=[{HAN},、 ])-\s?\d{{1,4}}\s?-(?=[{HAN} ])")),
    ("/", " / ", re.compile(rf"(?<=[{HAN},、 ])\d{{1,4}} / \d{{1,4}}(?=[{HAN} ])")),
)
"""Page numbers that may stand inside a line, each with the sign and literal it is told by."""


def counts_up(numbers: list[int]) -> bool:
    """Whether numbers rise by one, here and there by a little more.

    >>> counts_up([3, 4, 6, 7]), counts_up([1, 2, 9]), counts_up([2, 2, 3])
    (True, False, False)
    """
    steps = [b - a for a, b in pairwise(numbers)]
    return all(1 <= s <= MAX_STEP for s in steps) and steps.count(1) * 2 >= len(steps)


def varying(rows: list[list[int]]) -> list[int]:
    """The one column of numbers that counts up while all others stay; empty where there is none."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    moving = [column for column in columns if len(set(column)) > 1]
    return moving[0] if len(moving) == 1 and counts_up(moving[0]) else []


def is_cut(lines: Lines, n: int) -> bool:
    """Whether line ``n`` stands where running text breaks off."""
    if not 0 < n < len(lines) - 1:
        return False
    before = lines.line(n - 1)
    if len(before) >= MAX_LINE / 2 and not (ends_sentence(before) or is_heading(before)):
        return True
    return strength(lines, lines.span(n - 1)[0], n - 1, n + 1) >= LIKELY


def groups(lines: Lines) -> Iterable[tuple[str, list[int]]]:
    """Short lines alike but for their numbers."""
    found: dict[str, list[int]] = {}
    for n in (lines.length <= MAX_LINE).nonzero()[0].tolist():
        line = lines.line(n)
        if not is_row(lines.raw(n)):
            found.setdefault(DIGITS.sub("0", line), []).append(n)
    return found.items()


def is_series(lines: Lines, members: list[int]) -> bool:
    """Whether lines of one shape are page numbers or running heads."""
    first = lines.line(members[0])
    if len(members) == 1:
        return is_lone(lines, members[0], first)
    looked = members[:: 1 + len(members) // MOST_LOOKED]
    cut = sum(is_cut(lines, n) for n in looked)
    rows = [[int(x) for x in DIGITS.findall(lines.line(n))] for n in members]
    if EXPLICIT.fullmatch(first) and varying(rows):
        return True
    if (len(members) < MIN_SERIES and cut < len(members)) or ends_sentence(first):
        return False
    if cut < MIN_CUT * len(looked):
        return False
    same = len({lines.line(n) for n in members}) == 1
    return bool(varying(rows)) or (same and not BARE.fullmatch(first))


def is_lone(lines: Lines, n: int, line: str) -> bool:
    """Whether a line is the one page number of a text: by its form, or between what it cut."""
    total = TOTAL.fullmatch(line)
    if not total and n in (0, len(lines) - 1):
        total = OF.fullmatch(line)
    if total:
        return int(total[1]) <= int(total[2])
    if not is_cut(lines, n):
        return False
    if BARE.fullmatch(line):
        return is_bare_number(lines, n)
    head = lines.line(0)
    titled = line.startswith(head) and BARE.fullmatch(line.removeprefix(head).strip()) is not None
    explicit = EXPLICIT.fullmatch(line) is not None
    return (titled or explicit) and strength(lines, lines.span(n - 1)[0], n - 1, n + 1) >= BARELY


def is_bare_number(lines: Lines, n: int) -> bool:
    """Whether a sentence runs on over a line of digits, which counts nothing behind it."""
    before, after = lines.line(n - 1), lines.line(n + 1)
    if seam(before[-1], after[0]) >= IN_WORD:
        return True
    if before[-1].isdigit() or after[0].isdigit() or after[0] in UNITS:
        return False
    if carries(before, after) >= CARRIED:
        return True
    return strength(lines, lines.span(n - 1)[0], n - 1, n + 1) == SURELY


def page_numbers(lines: Lines) -> list[Edit]:
    """Edits that take out the lines of page numbers and running heads."""
    out: list[int] = []
    for shape, members in groups(lines):
        if len(members) > 1 or "0" in shape:
            out += members if is_series(lines, members) else ()
    return merged(lines, sorted(out))


def merged(lines: Lines, gone: list[int]) -> list[Edit]:
    """One edit for each run of lines that go; the smaller of the gaps around it stays."""
    edits: list[Edit] = []
    at = 0
    while at < len(gone):
        stop = at
        while stop + 1 < len(gone) and gone[stop + 1] == gone[stop] + 1:
            stop += 1
        edits.append(removal(lines, gone[at], gone[stop]))
        at = stop + 1
    return edits


def removal(lines: Lines, first: int, last: int) -> Edit:
    """The edit that takes out the lines ``first`` to ``last`` with the space around them."""
    if last + 1 == len(lines):
        start = int(lines.last[first - 1]) if first else 0
        return Edit(start, int(lines.last[last]), "", "page-number")
    end = int(lines.first[last + 1] - lines.indent[last + 1])
    if not first:
        return Edit(0, end, "", "page-number")
    if strength(lines, int(lines.first[first - 1]), first - 1, last + 1):
        return Edit(int(lines.last[first - 1]), int(lines.first[last + 1]), "", "page-number")
    blank = min(int(lines.gap[first]), int(lines.gap[last + 1]), 1)
    return Edit(int(lines.last[first - 1]), end, "\n" * (1 + blank), "page-number")


def may_have_pages_inside(text: str) -> bool:
    """Whether a sign of page numbers comes often enough for a series."""
    return any(sign in text and text.count(literal) >= MIN_SERIES for sign, literal, _ in INSIDE)


def page_numbers_inside(text: str) -> list[Edit]:
    """Edits that take page numbers out of the middle of lines: a series that counts up."""
    edits: list[Edit] = []
    for sign, literal, pattern in INSIDE:
        if sign not in text or text.count(literal) < MIN_SERIES:
            continue
        found = list(pattern.finditer(text))
        rows = [[int(x) for x in DIGITS.findall(m[0])] for m in found]
        if len(found) >= MIN_SERIES and len(set(map(len, rows))) == 1 and varying(rows):
            edits += [outspaced(text, m.start(), m.end()) for m in found]
    return sorted(edits)


def outspaced(text: str, start: int, end: int) -> Edit:
    """The edit that takes out a range with up to one space at either side."""
    start -= start > 0 and text[start - 1] == " "
    end += text[end : end + 1] == " "
    return Edit(start, end, "", "page-number")
