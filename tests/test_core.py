"""Documents, edits, trails, pipelines, recipes: the core that every filter stands on."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import recipe
from cleaner.document import Block, Document, Edit, Entry, Part, Result, apply, moved, replay, undo
from cleaner.errors import CleanerError, UsageError
from cleaner.pipeline import MAX_ROUNDS, Pipeline
from cleaner.registry import filter, filters, option


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text with ascending edits that do not overlap."""
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(a, b, draw(st.text(max_size=5)), "rule") for a, b in pairs]


@given(edited(), st.booleans())
def test_a_trail_replays_and_undoes(case: tuple[str, list[Edit]], twice: bool) -> None:
    text, edits = case
    doc = Document(text).edited("one", edits, audit=True)
    assert doc.text == apply(text, edits)
    if twice:
        doc = doc.edited("two", [Edit(0, len(doc.text) // 2, "新", "rule")], audit=True)
    assert undo(doc).text == text
    assert replay(text, doc.trail or ()) == doc.text


@given(edited())
def test_each_entry_stands_where_it_says_when_its_turn_comes(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    now = text
    for e in Document(text).edited("one", edits, audit=True).trail or ():
        assert now[e.start : e.end] == e.old
        now = now[: e.start] + e.new + now[e.end :]
        assert now[e.start : e.start + len(e.new)] == e.new


def test_undoing_a_hundred_thousand_edits_of_a_megabyte_is_linear_work() -> None:
    text = "一二三四五六七八九十" * 100_000
    edits = [Edit(n, n + 1, "壹", "rule") for n in range(0, len(text), 10)]
    doc = Document(text).edited("one", edits, audit=True)
    assert undo(doc).text == text


@pytest.mark.parametrize(
    "edits", [[Edit(3, 5), Edit(4, 6)], [Edit(4, 5), Edit(0, 1)], [Edit(0, 99)]]
)
def test_edits_that_overlap_descend_or_leave_the_text_are_a_bug(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps, descends or leaves"):
        Document("零一二三四五六七").edited("one", edits)


def test_a_trail_that_does_not_fit_is_refused() -> None:
    doc = Document("正文", id="a", trail=(Entry("strip", "ad", 5, 7, "广告", ""),))
    with pytest.raises(CleanerError, match="does not fit"):
        undo(doc)


def test_blocks_move_with_the_text() -> None:
    blocks = (Block(0, 2, "h1"), Block(3, 5, "p"), Block(6, 8, "p"))
    assert moved(blocks, [Edit(3, 6, "", "r")]) == (Block(0, 2, "h1"), Block(3, 5, "p"))


def test_no_trail_is_kept_unless_asked_for_or_brought() -> None:
    def drop_first(doc: Document) -> Result:
        return Result([Edit(0, 1, "", "first")] if doc.text.startswith("x") else [])

    plain = Pipeline(drop_first, audit=False)
    assert plain.clean(Document("xa")).trail is None
    assert len(plain.clean(Document("xa", trail=())).trail or ()) == 1
    assert len(Pipeline(drop_first).clean(Document("xa")).trail or ()) == 1


def test_a_filter_that_never_settles_is_stopped() -> None:
    def grow(doc: Document) -> Result:
        return Result([Edit(0, 0, "x", "grow")])

    assert Pipeline(grow).clean(Document("")).text == "x" * MAX_ROUNDS


def test_a_value_that_came_in_wins_and_flags_join() -> None:
    def knows(doc: Document) -> Result:
        found = {"title": "新", "source": "某网"}
        return Result(meta=found, flags=["masked"], measures={"masked": 0.5})

    doc = Pipeline(knows).clean(Document("文", meta={"title": "旧", "flags": ["cut"]}))
    assert doc.meta == {
        "title": "旧",
        "source": "某网",
        "flags": ["cut", "masked"],
        "measures": {"masked": 0.5},
    }


def test_parts_take_the_place_of_their_page_and_each_undoes_to_all_of_it() -> None:
    def halves(doc: Document) -> Result:
        if "part" in doc.meta:
            return Result()
        return Result(
            parts=[Part(2, 4, "甲", {"mark": "一"}), Part(4, 6, "乙", edits=[Edit(4, 5)])]
        )

    first, second = Pipeline(halves)([Document("引言甲文乙文", "p")])
    assert (first.id, first.text, first.meta["part"], first.meta["mark"]) == (
        "p#1",
        "甲文",
        "1/2",
        "一",
    )
    assert (second.id, second.text, second.meta["title"]) == ("p#2", "文", "乙")
    assert undo(first).text == undo(second).text == "引言甲文乙文"


def test_dropped_documents_are_left_out_and_traced_with_their_reason() -> None:
    def refuse(doc: Document) -> Result:
        return Result(drop="bad") if "坏" in doc.text else Result()

    pipe = Pipeline(refuse)
    assert [d.text for d in pipe([Document("好"), Document("坏")])] == ["好"]
    assert [o.dropped for o in pipe.trace(Document("坏"))] == ["bad"]


def test_a_document_with_nothing_left_says_so() -> None:
    assert Pipeline().clean(Document("")).meta["flags"] == ["empty"]


def test_documents_travel_between_processes() -> None:
    doc = cleaner.load("reports").clean(Document("正文。", "a", {"title": "题"}))
    assert pickle.loads(pickle.dumps(doc)) == doc


def test_the_public_names_are_there_and_no_others() -> None:
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)
    assert len(cleaner.__all__) <= 18
    with pytest.raises(AttributeError):
        _ = cleaner.nothing


def test_a_recipe_becomes_a_pipeline_and_back() -> None:
    pipe = cleaner.load("reports")
    assert recipe.loads(recipe.dump(pipe)).steps == pipe.steps
    assert [s.name for s in pipe.steps] == list(filters())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no [[step]]"),
        ("[[step]]\nfilter = 'strips'", "did you mean strip?"),
        ("[[step]]\nname = 'strip'", "names no filter"),
        ("[[step]]\nfilter = 'strip'\nrulez = []", "did you mean rules?"),
        ("[[step]]\nfilter = 'strip'\nrules = 'a'", "must be a list"),
        ("[[step]]\nfilter = 'simplify'\nvariant = 3", "must be of type str"),
        ("[[step]]\nfilter = 'strip'\n[[step]]\nfilter = 'repair'", "put repair first"),
        ("not toml", "not a TOML file"),
    ],
)
def test_a_recipe_that_is_wrong_says_what_and_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CleanerError) as caught:
        cleaner.load(str(path))
    assert said in str(caught.value)


def test_an_unknown_recipe_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean reports"):
        cleaner.load("report")


def test_a_declared_filter_is_class_step_and_recipe_row() -> None:
    before = dict(filters())
    try:

        @filter("shout")
        class Shout:
            """Louder."""

            mark: str = option("!", "what is added")

            def __call__(self, doc: Document) -> Result:
                end = len(doc.text)
                done = doc.text.endswith(self.mark)
                return Result([] if done else [Edit(end, end, self.mark, "quiet")])

        pipe = recipe.loads('[[step]]\nfilter = "shout"\nmark = "?"')
        assert pipe.clean(Document("好")).text == "好?"
        assert recipe.row_of(Shout("?")) == {"filter": "shout", "mark": "?"}
    finally:
        filters().clear()  # type: ignore[attr-defined]
        filters().update(before)  # type: ignore[attr-defined]


def test_a_filter_that_fails_is_told_by_the_document_it_failed_on() -> None:
    def picky(doc: Document) -> Result:
        if "坏" in doc.text:
            raise ValueError("no")
        return Result()

    (_, bad), (_, good) = Pipeline(picky).attempts([Document("坏", "a"), Document("好", "b")])
    assert str(bad).startswith("a: a filter failed (ValueError: no)")
    assert isinstance(good, list) and [o.document.id for o in good] == ["b"]
