"""Two copies side by side, their differences marked.

>>> for row in beside("今年开展三项。\\n会议。", "今年推进三项。\\n会议。", width=20): print(row)
    今年[开展]三项。     | 今年[推进]三项。
    … 1 sentence alike
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

WIDTH = 72
"""Columns for each side."""
LONGEST = 5_000
"""Sentences of each text that are aligned: alignment takes their product in bits."""
SENTENCE = re.compile(r"[^。！？\n]*[。！？]|[^。！？\n]+")
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"

Row = tuple[str, str]


def beside(
    one: str, other: str, colour: bool = False, shown: Callable[[str], str] = str,
    width: int = WIDTH,
) -> Iterator[str]:  # fmt: skip
    """Rows of both texts by sentence, those that differ in full, runs of equal ones counted."""
    left, right = (SENTENCE.findall(text)[:LONGEST] for text in (one, other))
    for alike, rows in aligned(left, right):
        if alike:
            yield f"    … {len(rows)} sentence{'s' * (len(rows) > 1)} alike"
            continue
        for a, b in rows:
            a, b = marked(shown(a), shown(b))
            for x, y in columns(a, b, width):
                row = f"    {padded(x, width)} | {y}"
                yield f"{BOLD}{row}{PLAIN}" if colour and a != b else row


def aligned(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[bool, list[Row]]]:
    """Runs of sentences that are alike, or that differ, paired as far as they go."""
    from rapidfuzz.distance import Levenshtein

    for op in Levenshtein.opcodes(left, right):
        a, b = left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]
        if op.tag == "equal":
            yield True, list(zip(a, b, strict=True))
        else:
            longest = max(len(a), len(b))
            a, b = ([*side, *[""] * (longest - len(side))] for side in (a, b))
            yield False, list(zip(a, b, strict=True))


def marked(one: str, other: str) -> Row:
    """Both lines with brackets around what differs.

    >>> marked("增长12%", "增长15%")
    ('增长1[2]%', '增长1[5]%')
    """
    if not one or not other:
        return one, other
    from rapidfuzz.distance import Levenshtein

    a, b = [], []
    for op in Levenshtein.opcodes(one, other):
        x, y = one[op.src_start : op.src_end], other[op.dest_start : op.dest_end]
        same = op.tag == "equal"
        a.append(x if same or not x else f"[{x}]")
        b.append(y if same or not y else f"[{y}]")
    return "".join(a), "".join(b)


def columns(one: str, other: str, width: int) -> Iterator[Row]:
    """Both lines cut into rows of a width."""
    a, b = list(wrapped(one, width)), list(wrapped(other, width))
    for n in range(max(len(a), len(b))):
        yield (a[n] if n < len(a) else ""), (b[n] if n < len(b) else "")


def wrapped(line: str, width: int) -> Iterator[str]:
    """A line in rows that fit a width; han take two columns."""
    start = used = 0
    for n, c in enumerate(line):
        used += size(c)
        if used > width:
            yield line[start:n]
            start, used = n, size(c)
    yield line[start:]


def padded(row: str, width: int) -> str:
    """A row filled with spaces."""
    return row + " " * (width - sum(map(size, row)))


def size(c: str) -> int:
    """Columns of a character."""
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1
