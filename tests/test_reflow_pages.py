"""Joins and splits of real pages against their gold; skipped where there are no pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cleaner.document import Document, undo
from cleaner.filters.reflow import Reflow
from cleaner.filters.split import Split
from cleaner.pipeline import Pipeline

NAMES = ("000", "001", "002", "003", "004")
SEGMENT = re.compile(r"^\d+、")
EDGE = 10
"""Characters on either side of a seam that are looked for."""


def page(folder: Path, name: str) -> tuple[str, dict[int, dict[str, Any]]]:
    """A page's text and the gold rows of the lines to keep."""
    path = next(folder.glob(f"{name}_*.txt"))
    rows = json.loads((folder / "gold" / f"{path.stem}.json").read_text("utf-8"))
    return path.read_text("utf-8"), {r["line_no"]: r for r in rows if r["label"] == "keep"}


def body(line: str, row: dict[str, Any]) -> str:
    """A line without its segment number, where the gold says it has one."""
    numbered = "strip_prefix:" in row.get("fix", "") and "split_here" not in row
    return SEGMENT.sub("", line.strip()) if numbered else line.strip()


@pytest.mark.parametrize("name", NAMES)
def test_just_the_lines_that_continue_one_are_joined(real_pages: Path, name: str) -> None:
    text, gold = page(real_pages, name)
    out = Pipeline(Reflow()).clean(Document(text))
    lines, joined, before = text.split("\n"), set(), ""
    for number, row in gold.items():
        line = body(lines[number - 1], row)
        if before and before[-EDGE:] + line[:EDGE] in out.text:
            joined.add(number)
        before = line
    assert joined == {number for number, row in gold.items() if row.get("join_prev")}
    assert undo(out).text == text


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_split_where_its_gold_says_so(real_pages: Path, name: str) -> None:
    text, gold = page(real_pages, name)
    heads = [row for row in gold.values() if row.get("split_here")]
    parts = list(Pipeline(Split())([Document(text, name)]))
    assert len(parts) == max(1, len(heads))
    for number, (part, head) in enumerate(zip(parts, heads, strict=False), 1):
        assert part.meta["part"] == f"{number}/{len(heads)}"
        assert part.meta["mark"] in head["text_prefix"]
        assert part.text.split("\n")[0] == part.meta["title"]
        assert undo(part).text == text
