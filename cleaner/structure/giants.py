"""One giant paragraph: headings run on behind the sentences before them.

``…。二、…`` opens a line where the paragraph holds most of the text and its numbers count up.
"""

from __future__ import annotations

import re

from cleaner.document import Edit
from cleaner.structure.lines import Lines
from cleaner.structure.numerals import number

MIN_GIANT = 400
"""Characters of a paragraph that is looked at."""
MIN_SHARE = 0.5
"""Share of the text that such a paragraph holds."""
MIN_SERIES = 2
CHINESE = "[一二三四五六七八九十百]{1,5}"
MARKS = tuple(
    re.compile(rf"(?<=[。!?;])(?P<gap> *){mark}")
    for mark in (
        rf"(?P<n>{CHINESE})、",
        rf"\((?P<n>{CHINESE})\)",
        rf"第(?P<n>{CHINESE}|\d{{1,3}})[条章]",
    )
)


def giants(lines: Lines) -> list[Edit]:
    """Edits that break giant paragraphs before their headings."""
    edits: list[Edit] = []
    least = max(MIN_GIANT, int(MIN_SHARE * len(lines.text)))
    for n in (lines.length >= least).nonzero()[0].tolist():
        line, at = lines.line(n), int(lines.first[n])
        for m in (m for pattern in MARKS for m in series(pattern, line)):
            edits.append(Edit(at + m.start("gap"), at + m.end("gap"), "\n", "giant-paragraph"))
    return sorted(edits)


def series(pattern: re.Pattern[str], line: str) -> list[re.Match[str]]:
    """Marks of one kind if they count up; a number that starts again from one is a new list."""
    found: list[re.Match[str]] = []
    last = 0
    for m in pattern.finditer(line):
        value = number(m["n"])
        if value in (1, last + 1) or (not found and value == 2):
            found.append(m)
            last = value
    return found if len(found) >= MIN_SERIES else []
