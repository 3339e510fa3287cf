"""Every sample page through the whole recipe, held to what must come out of it.

The floors at the top never sink: where a change makes a page worse, the table of the worst pages
says which one.
"""

from __future__ import annotations

import importlib.util
import json
import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio

import cleaner
from cleaner.document import Document
from cleaner.formats import read

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(
    path.relative_to(SAMPLES / "expected").with_suffix("").as_posix()
    for path in (SAMPLES / "expected").rglob("*.json")
    if path.stem != "corpus"
)
PAGE_FLOOR = 0.94
MEAN_FLOOR = 0.995
EXACT_FLOOR = 0.76
DROP_FLOOR = 0.975
META_FLOOR = 0.975
CHANGED_MOST = 10
"""Kept lines, of all pages, that may come out damaged: bytes shifted or read wrongly twice."""
GONE = 60
"""The share of a line, in percent, that must be found for it to count as damaged, not gone."""


@dataclass(frozen=True)
class Sample:
    """A page, what must come out of it, and what came out."""

    name: str
    raw: Document
    truth: dict[str, Any]
    expected: list[str]
    found: list[Document]

    @property
    def similarity(self) -> float:
        """1 where exactly the expected text came out, whatever the blank lines."""
        fold = squashed if self.truth.get("flat") else tidy
        wanted = fold("\n".join(self.expected))
        return Indel.normalized_similarity(wanted, fold("\n".join(d.text for d in self.found)))

    def rows(self, label: str) -> Iterator[str]:
        """Lines of the raw page with this label, as they were before the damage."""
        return (row["text"].strip() for row in self.truth["lines"] if row["label"] in label.split())

    @property
    def left(self) -> list[str]:
        """Lines that should have gone and did not."""
        out, wanted = "\n".join(d.text for d in self.found), "\n".join(self.expected)
        return [row for row in self.rows("drop meta") if occurs(row, out) > occurs(row, wanted)]

    @property
    def changed(self) -> list[str]:
        """Lines that should have stayed and did not come out whole."""
        out, wanted = (
            squashed("".join(d.text for d in self.found)),
            squashed("".join(self.expected)),
        )
        kept = map(squashed, self.rows("keep"))
        return [row for row in kept if row in wanted and row not in out]

    @property
    def lost(self) -> list[str]:
        """Lines that should have stayed and are gone, not even damaged ones left."""
        out = squashed("".join(d.text for d in self.found))
        return [row for row in self.changed if partial_ratio(row, out) < GONE]

    @property
    def unread(self) -> dict[str, Any]:
        """Fields with another value than the page tells, or with none."""
        wanted = self.truth["meta"] | ({} if self.truth["parts"] == 1 else {"title": None})
        return {
            key: doc.meta.get(key)
            for doc, text in zip(self.found, self.expected, strict=False)
            for key, value in wanted.items()
            if doc.meta.get(key) != (text.split("\n")[0] if value is None else value)
        }


@cache
def pipeline() -> cleaner.Pipeline:
    return cleaner.load("reports")


@cache
def pages() -> dict[str, Document]:
    """Every raw page by the name of its sample."""
    found = {}
    for path in sorted(p for p in (SAMPLES / "raw").rglob("*") if p.is_file()):
        name = path.relative_to(SAMPLES / "raw").as_posix().split(".")[0]
        for doc in read([path]):
            found[doc.id if path.suffix == ".jsonl" else name] = doc
    return found


@cache
def sample(name: str) -> Sample:
    truth = json.loads((SAMPLES / "expected" / f"{name}.json").read_text("utf-8"))
    parts = [f"{name}#{n}" for n in range(1, truth["parts"] + 1)] if truth["parts"] > 1 else [name]
    texts = [(SAMPLES / "expected" / f"{part}.txt").read_text("utf-8") for part in parts]
    raw = pages()[name]
    return Sample(name, raw, truth, texts, list(pipeline()([raw])))


def tidy(text: str) -> str:
    """Lines without space around them, and no blank ones; NBSP is a space."""
    lines = (line.replace("\xa0", " ").strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def occurs(row: str, text: str) -> int:
    """How often a line stands in a text, longer ones also inside another line."""
    lines = tidy(text).split("\n")
    return squashed(text).count(squashed(row)) if len(row) > 8 else lines.count(row)


@pytest.mark.parametrize("name", NAMES)
def test_what_must_come_out_of_a_page_comes_out(name: str) -> None:
    each = sample(name)
    similarity, parts = each.similarity, len(each.found)
    assert parts == each.truth["parts"]
    assert similarity >= PAGE_FLOOR, f"left {each.left}; changed {each.changed}"


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("clean-")])
def test_a_clean_page_comes_out_byte_for_byte_the_same(name: str) -> None:
    (found,) = sample(name).found
    assert sample(name).raw.text == found.text
    assert set(found.meta.get("flags", ())) <= set(sample(name).truth["flags"])


def test_the_samples_as_a_whole_never_get_worse() -> None:
    samples = [sample(name) for name in NAMES]
    similar = [each.similarity for each in samples]
    drops = sum(len(list(each.rows("drop meta"))) for each in samples)
    fields = sum(len(each.truth["meta"]) for each in samples)
    print("\n".join(table(samples)))
    assert statistics.median(similar) == 1
    assert statistics.fmean(similar) >= MEAN_FLOOR
    assert sum(s == 1 for s in similar) / len(similar) >= EXACT_FLOOR
    assert 1 - sum(len(each.left) for each in samples) / drops >= DROP_FLOOR
    assert 1 - sum(len(each.unread) for each in samples) / fields >= META_FLOOR
    assert [(each.name, each.lost) for each in samples if each.lost] == []
    assert sum(len(each.changed) for each in samples) <= CHANGED_MOST


def table(samples: list[Sample]) -> Iterator[str]:
    """The pages that are not yet right, worst first."""
    yield f"{'page':24} {'similar':>8} {'left':>5} {'changed':>7} unread"
    for each in sorted(samples, key=lambda s: (s.similarity, s.name)):
        if each.similarity < 1 or each.left or each.changed or each.unread:
            unread = " ".join(each.unread)
            counts = f"{len(each.left):5} {len(each.changed):7}"
            yield f"{each.name:24} {each.similarity:8.4f} {counts} {unread}"


def test_flags_say_what_cannot_be_repaired() -> None:
    for each in (sample(name) for name in NAMES if not name.startswith("clean-")):
        flags = {flag for doc in each.found for flag in doc.meta.get("flags", ())}
        assert set(each.truth["flags"]) <= flags, each.name


def test_the_pages_are_made_from_their_sources(tmp_path: Path) -> None:
    pytest.importorskip("pypinyin", reason="pypinyin reads the annotations of hijacked pages")
    made().main(tmp_path)
    assert contents(SAMPLES / "raw") == contents(tmp_path / "raw")
    assert contents(SAMPLES / "expected") == contents(tmp_path / "expected")


def made() -> Any:
    """The program that makes the samples, as a module."""
    sys.path.insert(0, str(SAMPLES))
    try:
        spec = importlib.util.spec_from_file_location("make_samples", SAMPLES / "make.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(SAMPLES))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
