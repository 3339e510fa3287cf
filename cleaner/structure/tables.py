"""Flattened tables: one row a line, cells between pipes.

>>> rows = tables(Lines(View("甲 | 乙 |\\n1 | 2 |\\n3 |")))[0]
>>> [cells for _, cells in rows], ragged(rows)
([['甲', '乙'], ['1', '2'], ['3']], 1)
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.structure.lines import Lines, View

__all__ = ["Lines", "View", "as_markdown", "as_tsv", "edits", "ragged", "ragged_share", "tables"]

RULE = later(r"[\s|:+-]*-[\s|:+-]*")
"""The line under a header in markdown; it holds no cells."""
MIN_ROWS = 2
PIPE = ord("|")

Row = tuple[int, list[str]]


def cells(line: str) -> list[str]:
    """The cells of a row; a leading or closing pipe opens no cell."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def tables(lines: Lines) -> list[list[Row]]:
    """Runs of neighbouring rows, each row with its line's number."""
    found: list[list[Row]] = []
    if "|" not in lines.source:
        return found
    last = -2
    pipes = np.searchsorted(lines.first, np.flatnonzero(lines.points == PIPE), "right") - 1
    for n in dict.fromkeys(pipes.tolist()):
        line = lines.raw(n)
        if len(cells(line)) < 2 and n != last + 1:
            continue
        if n != last + 1 or lines.gap[n]:
            found.append([])
        found[-1].append((n, cells(line)))
        last = n
    return [rows for rows in found if len(rows) >= MIN_ROWS]


def ragged(rows: list[Row]) -> int:
    """Rows whose number of cells is not the table's commonest; a single cell is a caption."""
    counts = Counter(len(row) for n, row in rows)
    common = max(counts, key=lambda size: (counts[size], size))
    return sum(n for size, n in counts.items() if size != common)


def may_be_ragged(text: str) -> bool:
    """Whether lines with pipes differ in their number of cells."""
    rows = [line.strip() for line in text.split("\n") if "|" in line]
    outer = [row.startswith("|") + row.endswith("|") for row in rows]
    return len({row.count("|") - pipes for row, pipes in zip(rows, outer, strict=True)}) > 1


def ragged_share(lines: Lines) -> float:
    """Share of all table rows that are ragged."""
    found = tables(lines)
    total = sum(map(len, found))
    return sum(map(ragged, found)) / total if total else 0.0


def as_tsv(row: list[str]) -> str:
    """Cells between tabs."""
    return "\t".join(row)


def as_markdown(row: list[str]) -> str:
    """Cells between pipes, one outside each end."""
    return "| " + " | ".join(row) + " |"


def edits(lines: Lines, form: str) -> list[Edit]:
    """Edits that write every table as ``tsv`` or ``markdown``; ``pipe`` leaves it as it is."""
    found: list[Edit] = []
    for rows in tables(lines) if form != "pipe" else ():
        found += written(lines, rows, form)
    return found


def written(lines: Lines, rows: list[Row], form: str) -> list[Edit]:
    """One table's edits; a markdown table gets the line under its header that it lacks."""
    write = as_tsv if form == "tsv" else as_markdown
    out = []
    ruled = len(rows) > 1 and RULE.fullmatch(lines.raw(rows[1][0])) is not None
    for at, (n, row) in enumerate(rows):
        new = write(row)
        if form == "markdown" and at == 0 and not ruled:
            new += "\n|" + " --- |" * len(row)
        if new != lines.raw(n):
            out.append(Edit(int(lines.first[n]), int(lines.last[n]), new, "table"))
    return out
