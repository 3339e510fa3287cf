"""Real scraped pages against their gold, line by line; skipped where there are none."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cleaner import Document, Pipeline, Reflow, Strip, Unpinyin, load, undo
from cleaner.view import Class, View

ANNOTATION = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\s?\)")
NAMES = ("000", "001", "002", "003", "004")


class Page(NamedTuple):
    """A page and what its gold says of each line."""

    text: str
    gold: dict[int, dict[str, Any]]

    def lines(self, *labels: str) -> list[str]:
        every = self.text.split("\n")
        return [every[n - 1] for n, row in self.gold.items() if row["label"] in labels]


@pytest.fixture
def page(real_pages: Path, name: str) -> Page:
    path = next(real_pages.glob(f"{name}_*.txt"))
    rows = json.loads((real_pages / "gold" / f"{path.stem}.json").read_text("utf-8"))
    return Page(path.read_text("utf-8"), {row["line_no"]: row for row in rows})


every_page = pytest.mark.parametrize("name", NAMES)


@every_page
def test_strip_leaves_no_furniture_and_changes_no_line_of_the_document(page: Page) -> None:
    doc = Pipeline(Strip()).clean(Document(page.text))
    left = doc.text.split("\n")
    every = page.text.split("\n")
    lost = [x for x in page.lines("keep") if left.count(x) < 1]
    gone = [
        (n, row)
        for n, row in page.gold.items()
        if row["label"] == "drop"
        or (row["label"] == "meta" and "keep" not in row.get("also_ok", ()))
    ]
    kept = set(page.lines("keep")) | {
        every[n - 1] for n, row in page.gold.items() if "keep" in row.get("also_ok", ())
    }
    there = [every[n - 1] for n, _ in gone if every[n - 1] in left and every[n - 1] not in kept]
    assert (lost, there) == ([], [])
    assert undo(doc).text == page.text


@every_page
def test_sentences_are_joined_over_page_breaks_and_only_there(page: Page) -> None:
    doc = Pipeline(Strip(), Reflow()).clean(Document(page.text))
    squeezed = "\n".join(line.strip() for line in doc.text.split("\n") if line.strip())
    every = page.text.split("\n")
    kept = [n for n, row in page.gold.items() if row["label"] == "keep"]
    wrong = []
    for before, after in itertools.pairwise(kept):
        tail = every[before - 1].strip()[-8:]
        head = re.sub(r"^\d+、", "", every[after - 1].strip())[:8]
        joined = tail + head in squeezed
        if joined != bool(page.gold[after].get("join_prev")):
            wrong.append((after, tail, head))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "parts"), [("000", 1), ("001", 4), ("002", 0), ("003", 0), ("004", 0)]
)
def test_compilations_come_apart_and_nothing_else_does(page: Page, parts: int) -> None:
    outcomes = list(load("reports")([Document(page.text, "page")]))
    ids = [f"page#{n}" for n in range(1, parts + 1)] or ["page"]
    assert [doc.id for doc in outcomes] == ids
    for doc in outcomes:
        assert undo(doc).text == page.text
    if parts > 1:
        assert [doc.meta["word_count"] for doc in outcomes] == [6150, 12250, 7400, 4650]


@pytest.mark.parametrize("name", ["004"])
def test_the_polluted_page_becomes_simplified_without_annotations(page: Page) -> None:
    assert len(ANNOTATION.findall(page.text)) >= 732
    restored = Pipeline(Unpinyin()).clean(Document(page.text)).text
    assert len(ANNOTATION.findall(restored)) <= 2  # two look alike and are none
    cleaned = load("reports").clean(Document(page.text)).text
    assert len(ANNOTATION.findall(cleaned)) <= 1  # a masked name in brackets
    assert View(cleaned).count(Class.TRADITIONAL) == 0
    assert "晒比拼机制" in cleaned


# The line that holds the title, and the values that the lines marked meta spell out.
TITLE_LINE = {"000": 1, "001": 4, "002": 3, "003": 2}
META = {
    "000": {},
    "001": {"date": "2024-05-06", "views": 62},
    "002": {"index_number": "002482090/2021-14765", "publisher": "省科技厅", "date": "2021-12-07"},
    "003": {"date": "2012-01-25", "document_date": "2012-01-18", "source": "科技厅"},
    "004": {},
}


@every_page
def test_what_a_page_tells_of_itself_goes_to_meta(page: Page, name: str) -> None:
    doc = Pipeline(Strip()).clean(Document(page.text))
    expected = dict(META[name])
    if name in TITLE_LINE:
        expected["title"] = page.text.split("\n")[TITLE_LINE[name] - 1].strip()
    assert {key: doc.meta.get(key) for key in expected} == expected
