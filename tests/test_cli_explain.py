"""The diff of ``--explain``: every line that goes, with its rule, and nothing that steers."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.cli.reasons import Reasons
from cleaner.document import Document, Edit, Part, Result
from cleaner.pipeline import Pipeline
from cleaner.report.terminal import explanation, printable
from tests.test_samples import NAMES, sample


def shown(text: str, *edits: Edit, step: str = "strip") -> list[str]:
    """The lines of the diff of one step's edits, without the document's own."""
    doc = Document(text, id="a", trail=())
    after = doc.edited(step, list(edits))
    return list(explanation(doc, [(after, "")], why=lambda step, rule: ""))[1:]


@pytest.mark.parametrize("cut", [(3, 6), (2, 5)], ids=["break after", "break before"])
def test_a_line_that_goes_stands_alone_with_its_rule(cut: tuple[int, int]) -> None:
    assert shown("一一\n广告\n二二", Edit(*cut, "", "ad")) == ["@@ line 2  strip/ad", "- 广告"]


def test_lines_that_go_one_after_the_other_keep_their_own_rules() -> None:
    edits = Edit(0, 3, "", "ad"), Edit(3, 7, "", "list"), Edit(7, 9, "", "end")
    assert shown("广告\n相关:\n一一", *edits) == [
        "@@ line 1  strip/ad",
        "- 广告",
        "@@ line 2  strip/list",
        "- 相关:",
        "@@ line 3  strip/end",
        "- 一一",
    ]


def test_lines_that_are_joined_show_both_and_the_result() -> None:
    assert shown("一句断\n开了\n完", Edit(3, 4, "", "join")) == [
        "@@ line 1  strip/join",
        "- 一句断",
        "- 开了",
        "+ 一句断开了",
    ]


def test_edits_inside_one_line_show_it_once_cut_to_what_differs() -> None:
    text = "长" * 500 + "区(qu)科(ke)" + "长" * 500
    lines = shown(text, Edit(501, 505, "", "p"), Edit(506, 510, "", "q"))
    assert lines[0] == "@@ line 1  strip/p; strip/q"
    assert lines[1] == "- …" + "长" * 23 + "区(qu)科(ke)" + "长" * 24 + "…"
    assert len(lines) == 3


def test_what_a_split_shares_is_told_once_then_each_part() -> None:
    def ad(doc: Document) -> Result:
        return Result(edits=[Edit(0, 3, "", "ad")] if doc.text.startswith("广告") else [])

    def split(doc: Document) -> Result:
        parts = [Part(0, 3, "甲"), Part(3, 6, "乙")]
        return Result(parts=() if "part" in doc.meta else parts)

    doc = Document("广告\n甲甲\n乙乙\n", id="a")
    lines = list(explanation(doc, Pipeline(ad, split).trace(doc), why=lambda *_: "why"))
    assert lines[:3] == ["a: 1 edit, 3 characters out, 0 in", "@@ line 1  ad/ad: why", "- 广告"]
    assert "a#1: 1 edit, 3 characters out, 0 in" in lines
    assert "= part: 2/2" in lines


def test_flags_meta_and_drops_are_told_with_their_numbers() -> None:
    before = Document("一", id="a")
    after = Document(
        "一", id="a", meta={"date": "2024-01-02", "flags": ["cut"], "measures": {"cut": 1}}
    )
    assert list(explanation(before, [(after, "cut")], why=lambda *_: "")) == [
        "a: 0 edits, 0 characters out, 0 in",
        "! cut: 1",
        "= date: 2024-01-02",
        "x dropped: cut",
    ]
    assert list(explanation(before, [(before, "")], why=lambda *_: "")) == []


texts = st.text(st.sampled_from("一二\n\n \x1b\u202e("), max_size=40)


@given(texts, st.lists(st.tuples(st.integers(0, 40), texts), max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_trail_is_told_and_no_line_can_steer_the_terminal(
    text: str, cuts: list[tuple[int, str]]
) -> None:
    bounds = sorted(min(at, len(text)) for at, _ in cuts)
    edits = [
        Edit(a, b, new, "r")
        for a, b, (_, new) in zip(bounds[::2], bounds[1::2], cuts, strict=False)
    ]
    doc = Document(text, id="a\x1b")
    after = doc.edited("s", edits, audit=True)
    lines = list(explanation(doc, [(after, "")], why=lambda *_: "\u202e"))
    assert all(printable(line) == line and "\n" not in line for line in lines)
    gone = {line for line in text.split("\n") if line.strip()} - set(after.text.split("\n"))
    told = [line[2:] for line in lines if line.startswith("- ")]
    assert {printable(line) for line in gone} <= set(told)


def seen_on_a_terminal(**env: str) -> bytes:
    main, other = pty.openpty()
    page = "區(qū)科學(xué)技術(shù)局\n區(qū)科學(xué)技術(shù)局\n"
    subprocess.run(
        [sys.executable, "-m", "cleaner", "unpinyin", "--explain"],
        input=page.encode() * 5,
        stdout=other,
        env={**os.environ, "TERM": "xterm", **env},
        check=True,
    )
    os.close(other)
    data = os.read(main, 1 << 16)
    os.close(main)
    return data


def test_colour_is_for_terminals_whose_user_wants_it() -> None:
    assert b"\x1b[32m+ " in seen_on_a_terminal(NO_COLOR="")
    assert b"\x1b" not in seen_on_a_terminal(NO_COLOR="1")


def test_every_rule_that_changes_a_sample_has_a_reason_of_its_own() -> None:
    pipe = cleaner.load("reports")
    why = Reasons(pipe.steps)
    general = {step.name: why(step.name, "") for step in pipe.steps}
    trail = {
        (entry.step, entry.rule)
        for name in NAMES
        for doc in sample(name).found
        for entry in doc.trail or ()
    }
    assert trail
    assert [(step, rule) for step, rule in sorted(trail) if why(step, rule) == general[step]] == []
