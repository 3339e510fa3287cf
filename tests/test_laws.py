"""What holds for every registered filter, over generated documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import recipe
from cleaner.document import Document, replay, undo
from cleaner.pipeline import Pipeline
from cleaner.registry import filters, options
from tests.documents import texts

every_filter = pytest.mark.parametrize("name", sorted(filters()))
HOSTILE = {
    "empty": "",
    "a NUL": "\0",
    "a lone surrogate": "前\ud83d后",
    "a megabyte in one line": "工作总结" * 90_000,
    "a megabyte of spaces": " " * 1_000_000,
    "a megabyte of line feeds": "\n" * 1_000_000,
    "a megabyte of digits": "7" * 1_000_000,
    "a megabyte of x": "x" * 1_000_000,
    "a megabyte of list numbers": "一、" * 170_000,
    "a megabyte of open brackets": "(" * 1_000_000,
    "a megabyte of brackets": "会(hui)" * 100_000,
    "a megabyte of short lines": "下载\n" * 140_000,
    "a megabyte of headings": "第1篇 标题 10字\n" * 45_000,
    "a megabyte of mojibake": "鐐瑰嚮涓嬭浇" * 55_000,
    "a megabyte of tags": "<b>" * 330_000,
    "a megabyte of ampersands": "&" * 1_000_000,
    "a megabyte of question marks": "?" * 1_000_000,
    "a megabyte of table cells": "a | " * 250_000,
}


def run(name: str, text: str, **options: object) -> list[Document]:
    step = filters()[name](**options)
    return [each for each, _ in Pipeline(step).trace(Document(text, "page"))]


@every_filter
@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_undoing_the_trail_gives_the_source_and_replaying_it_the_result(
    name: str, text: str
) -> None:
    for after in run(name, text):
        assert undo(after).text == text
        assert replay(text, after.trail or ()) == after.text


@every_filter
@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_twice_is_once(name: str, text: str) -> None:
    pipe = Pipeline(filters()[name]())
    once = [each for each, _ in pipe.trace(Document(text, "page"))]
    twice = [again for each in once for again, _ in pipe.trace(replace(each, trail=None))]
    assert [d.text for d in twice] == [d.text for d in once]
    assert [d.meta for d in twice] == [d.meta for d in once]


@every_filter
@given(first=texts, second=texts)
@settings(max_examples=30, deadline=None)
def test_a_document_leaves_no_memory(name: str, first: str, second: str) -> None:
    alone = run(name, second)
    run(name, first)
    assert run(name, second) == alone


@every_filter
@given(text=texts)
@settings(max_examples=30, deadline=None)
def test_keeping_a_trail_changes_nothing_else(name: str, text: str) -> None:
    step = filters()[name]()
    audited = Pipeline(step, audit=True).trace(Document(text))
    plain = Pipeline(step, audit=False).trace(Document(text))
    assert [(d.text, d.meta) for d, _ in plain] == [(d.text, d.meta) for d, _ in audited]
    assert all(d.trail is None for d, _ in plain)


@every_filter
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_raises_nothing(name: str, kind: str) -> None:
    for after in run(name, HOSTILE[kind]):
        assert undo(after).text == HOSTILE[kind]


@every_filter
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_options_survive_a_recipe(name: str, data: st.DataObject) -> None:
    cls = filters()[name]
    chosen = {o.name: data.draw(choice(o.default, o.metadata["choices"])) for o in options(cls)}
    step = cls(**chosen)
    row = recipe.row_of(step)
    assert recipe.step(row, "here") == step


def choice(default: object, choices: tuple[str, ...]) -> st.SearchStrategy[object]:
    if isinstance(default, tuple):
        return st.lists(st.sampled_from(choices), max_size=2).map(tuple) if choices else st.just(())
    if choices:
        return st.sampled_from(choices)
    return st.booleans() if isinstance(default, bool) else st.just(default)


@given(text=texts)
@settings(max_examples=40, deadline=None)
def test_the_whole_recipe_undoes_exactly(text: str) -> None:
    for after, _ in recipe.load("reports").trace(Document(text, "page")):
        assert undo(after).text == text
