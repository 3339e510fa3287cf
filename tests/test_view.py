"""One look at a text: offsets, classes and the folded twin, whatever the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.view import Class, View, look

anything = st.text(alphabet=st.characters(), max_size=60)


@given(anything)
@settings(max_examples=200, deadline=None)
def test_every_array_has_an_element_for_each_character(text: str) -> None:
    view = View(text)
    assert [chr(p) for p in view.points.tolist()] == list(text)
    assert len(view.classes) == len(view.folded) == len(text)


@given(anything)
@settings(max_examples=100, deadline=None)
def test_counts_places_and_presence_agree(text: str) -> None:
    view = View(text)
    for bits in (Class.HAN, Class.LATIN | Class.DIGIT, Class.SPACE, Class.TRADITIONAL):
        assert view.count(bits) == len(view.where(bits))
        assert view.has(bits) == (view.count(bits) > 0)


@pytest.mark.parametrize("text", ["\ud83d", "\0\n\ud83d", "區\ud83d\ude00", "\ude00\ud83d𠀀"])
def test_halves_of_characters_keep_their_places(text: str) -> None:
    assert len(View(text).folded) == len(View(text).points) == len(text)


@given(anything)
@settings(max_examples=100, deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert View(View(text).folded).folded == View(text).folded


@pytest.mark.parametrize(
    ("characters", "bits"),
    [
        ("一龥㐀𠀀〇", Class.HAN),
        ("區學", Class.TRADITIONAL),
        ("区学门", Class.SIMPLIFIED),
        ("あアｱ", Class.KANA),
        ("한글", Class.HANGUL),
        ("(（", Class.BRACKET),
        ("\u200b\ufeff\u202e\0", Class.INVISIBLE),
        ("\ue000\U000f0000", Class.PRIVATE),
        ("09５", Class.DIGIT),
        ("xX×＊某", Class.MASK),
        ("⼀Ａ５", Class.COMPAT),
        ("aZ", Class.LATIN),
        ("広駅図々〒", Class.JAPANESE),
        ("國學這们东", Class.CHINESE),
        (" \u3000\t\xa0", Class.SPACE),
        ("。！?", Class.STOP),
    ],
)  # fmt: skip
def test_characters_have_their_class(characters: str, bits: int) -> None:
    assert View(characters).count(bits) == len(characters)


@pytest.mark.parametrize("characters", ["著乾於", "后里台", "中文", "\n", "・"])
def test_characters_of_both_scripts_and_of_none_count_for_no_script(characters: str) -> None:
    assert not View(characters).has(Class.TRADITIONAL | Class.SIMPLIFIED | Class.KANA)


@pytest.mark.parametrize(
    ("text", "twin"),
    [("廣告（ＡＤ）", "广告(AD)"), ("１２，", "12,"), ("著\u3000作", "着 作"), ("「引」", '"引"')],
)
def test_the_twin_is_simplified_half_width_and_plainly_spaced(text: str, twin: str) -> None:
    assert View(text).folded == twin


@pytest.mark.parametrize("characters", ["東電車", "国会学", "一人山", "あ"])
def test_what_japan_writes_too_is_nobody_s_own(characters: str) -> None:
    assert not View(characters).has(Class.JAPANESE | Class.CHINESE)


def test_line_feeds_survive_folding() -> None:
    assert View("一\n二\r\n").folded.count("\n") == 2


def test_a_document_is_looked_at_once_and_its_tables_cannot_be_changed() -> None:
    doc = Document("正文")
    assert look(doc) is look(doc)
    assert doc == Document("正文")
    with pytest.raises(ValueError, match="read-only"):
        look(doc).points[0] = np.uint16(1)
