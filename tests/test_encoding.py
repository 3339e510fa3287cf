"""Bytes become text: the encoding is decided from the content, and what is lost is counted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.encoding import Decoder, decide, decode, lexicon, model, unrepairable
from cleaner.encoding.readings import Arc, Reading, chain
from cleaner.formats.text import decoded
from cleaner.view import View

SIMPLIFIED = (
    "全镇组织干部走访了十二个村,收集意见三百多条。\n"
    "各村要在月底前把整改情况报到镇里,由督查室逐项核对。\n"
)
TRADITIONAL = (
    "鎮公所邀請居民參加說明會，介紹新圖書館的設計與預算。\n會後開放提問，約有六十人到場。\n"
)
JAPANESE = "市役所では来月から新しい窓口を開きます。手続きの方法は次のとおりです。\n"
KOREAN = "시청은 다음 달부터 새로운 창구를 엽니다. 절차는 다음과 같습니다.\n"
CASES = [
    (SIMPLIFIED, "utf-8"), (SIMPLIFIED, "gb18030"), (SIMPLIFIED, "utf-16-le"),
    (SIMPLIFIED, "utf-16-be"), (SIMPLIFIED, "utf-32-le"), (TRADITIONAL, "utf-8"),
    (TRADITIONAL, "big5hkscs"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (KOREAN, "cp949"), (TRADITIONAL, "euc_tw"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codec"), CASES)
def test_text_in_any_encoding_comes_out_as_it_was(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == (text, codec, 0)


@pytest.mark.parametrize("codec", ["hz", "iso2022_jp", "iso2022_kr", "utf-8-sig", "utf-16"])
def test_escapes_and_byte_order_marks_are_read(codec: str) -> None:
    text = {"iso2022_jp": JAPANESE, "iso2022_kr": KOREAN}.get(codec, SIMPLIFIED)
    assert decode(text.encode(codec)).text == text
    assert decoded(text.encode(codec))[0] == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_or_any_ascii_is_read(codec: str) -> None:
    text = "各村要在月底前把整改情况报到镇里，由督查室逐项核对。"
    assert decode(text.encode(codec)) == (text, codec, 0)


@pytest.mark.parametrize("text", ["a\0b ~{ \x1b[0m 中文", "中文\0分隔\0文本"])
def test_control_characters_alone_make_no_other_encoding(text: str) -> None:
    assert decoded(text.encode()) == (text, {})


def test_a_bad_byte_between_the_halves_of_a_character_costs_no_other() -> None:
    data = SIMPLIFIED.encode("gb18030")
    for at in range(1, 40, 2):
        found = decode(data[:at] + b"\xff" + data[at:])
        assert found.text.replace("\ufffd", "") == SIMPLIFIED and found.bad == 1


def test_circled_numbers_are_read_where_either_table_of_big5_had_them() -> None:
    for number in (b"\xc6\xa1", b"\xc7\xe9"):
        data = number + TRADITIONAL.encode("big5")
        assert decode(data).text == "①" + TRADITIONAL


@pytest.mark.parametrize(("text", "codec"), [c for c in CASES if not c[1].startswith("utf-")])
def test_a_cut_last_character_changes_no_answer(text: str, codec: str) -> None:
    found = decode((text * 2).rstrip("\n").encode(codec)[:-1])
    assert found.encoding == codec and found.text.startswith(text)


@pytest.mark.parametrize(
    ("text", "codec"), [c for c in CASES if "16" not in c[1] and "32" not in c[1]]
)
def test_one_bad_byte_changes_no_answer_and_is_counted(text: str, codec: str) -> None:
    found = decode(text.encode(codec) + b"\xff\n" + text.encode(codec))
    assert found.encoding == codec and found.bad == 1
    assert found.text == text + "\ufffd\n" + text


def test_lines_in_different_encodings_are_read_line_by_line() -> None:
    lines = [*SIMPLIFIED.splitlines(), *TRADITIONAL.splitlines()]
    codecs = ("gb18030", "utf-8", "big5hkscs", "big5hkscs")
    data = b"\n".join(line.encode(c) for line, c in zip(lines, codecs, strict=True))
    assert decode(data).text == "\n".join(lines)


def test_a_declared_charset_decides_only_what_the_content_leaves_open() -> None:
    assert decode(SIMPLIFIED.encode("gbk"), "utf-8").encoding == "gb18030"
    assert decide("中".encode("gbk"), "gb2312") == "gb18030"
    assert decode(SIMPLIFIED.encode(), "no such charset").encoding == "utf-8"


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-16", "big5hkscs"])
def test_a_stream_in_pieces_reads_like_the_whole(codec: str) -> None:
    text = (TRADITIONAL if codec == "big5hkscs" else SIMPLIFIED) * 1500
    data, decoder = text.encode(codec), Decoder()
    pieces = [decoder.feed(data[at : at + 7001]) for at in range(0, len(data), 7001)]
    assert "".join(pieces) + decoder.feed(b"", final=True) == text and decoder.bad == 0


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_at_all_become_text(data: bytes) -> None:
    text, codec, bad = decode(data)
    assert isinstance(text, str) and codec and 0 <= bad <= len(data)


def test_the_model_is_small_and_its_bytes_carry_no_time() -> None:
    paths = (model.PATH, lexicon.PATH)
    assert sum(path.stat().st_size for path in paths) < 3_000_000
    for path in paths:
        with zipfile.ZipFile(path) as parts:
            assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_words_tell_a_character_that_its_neighbours_leave_open() -> None:
    places = np.array([ord(c) for c in "官馆"])
    arcs = [*chain(0, "他走进图书"), Arc(5, 6, places), *chain(6, "借书")]
    assert Reading(arcs, 8).text == "他走进图书馆借书"


def test_words_of_traditional_text_are_the_same_words() -> None:
    folded = [lexicon.folded()[[*map(ord, text)]].tolist() for text in ("圖書館", "图书馆")]
    assert folded[0] == folded[1]
    assert lexicon.find(np.array([lexicon.number("图书馆")], np.uint64))[0] >= 0


def test_the_likeliest_reading_is_found_among_all_and_every_choice_has_its_cost() -> None:
    left, right = (np.array([*map(ord, chars)]) for chars in ("会金", "义议"))
    arcs = [*chain(0, "召开"), Arc(2, 3, left), Arc(3, 4, right), *chain(4, "讨论工作")]
    best = Reading(arcs, 8)
    single = {
        a + b: Reading([*chain(0, f"召开{a}{b}讨论工作")], 8).cost for a in "会金" for b in "义议"
    }
    assert best.text == "召开会议讨论工作"
    assert best.cost == pytest.approx(min(single.values()))
    for arc, n, chars in ((2, 0, "会金"), (3, 1, "义议")):
        expected = [min(v for k, v in single.items() if k[n] == char) for char in chars]
        assert best.costs(arc).tolist() == pytest.approx(expected)


def test_a_list_of_words_comes_back_as_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "PATH", tmp_path / "words.npz")
    nats = {lexicon.OTHER: 2.0, "工": 7.0, "工作": 5.0, "作": 6.5, "图书馆": 9.0, "一": 4.0}
    pairs = {("工作", "一"): 1.5, ("工作", "作"): 2.0, ("一", "工作"): 0.5}
    lexicon.write(nats, {"工作": 0.5}, pairs)
    lexicon.load.cache_clear()
    try:
        words = lexicon.load()
        place = {word: lexicon.find(np.array([lexicon.number(word)], np.uint64)) for word in nats}
        assert {word: words.nats[at][0] for word, at in place.items()} == nats
        assert lexicon.following(place["工作"], place["作"])[0] == 0.5 + 6.5 - 2.0
        assert lexicon.following(place["工作"], place["工"])[0] == 0.5 + 7.0
        assert lexicon.find(np.array([lexicon.number("作工")], np.uint64))[0] == -1
    finally:
        lexicon.load.cache_clear()


def test_text_costs_less_than_what_it_becomes_when_misread() -> None:
    for line in SIMPLIFIED.splitlines():
        misread = line.encode("gbk").decode("big5hkscs", "ignore")
        assert model.cost(line) / len(line) < 8 < model.cost(misread) / len(misread)


GARBAGE = {
    "mojibake": "锟斤拷锟斤拷锟斤拷月锟斤拷锟斤拷锟斤拷锟斤拷议锟斤拷锟斤拷锟斤拷",
    "undecodable": "2.��������ƽ�����һ�壬������Դ��",
    "random-han": "薿蝆螗菈蠙蘰衶觻裌蔮蝹蕟薎蟕蠄蘽蚾蝫蘵藆裠蔕衐薍蝏螏藂蚻裓蘐覟蟽",
}


RANDOM = "薿蝆螗，菈蠙蘰衶觻，裌蔮蝹蕟薎。蟕蠄蘽蚾蝫，蘵藆裠蔕衐薍，蝏螏藂蚻裓蘐。"


def test_random_han_between_stops_and_nothing_but_question_marks_are_measured() -> None:
    assert unrepairable(RANDOM, View(RANDOM))["random-han"] > 0.5
    text = "?????,????????:2019?12?????\n????????????"
    assert unrepairable(text, View(text))["undecodable"] > 0.5


NATIONAL = "瘫逻侩畴圈嫡钎榴歉磐褪揣戍沏瞬蓖酗迢碴疥撅谰淬橇"
LOST = "本公?q及董事會??體成??保證信?妝真實?B準確?B完整?A沒有虛假記載"


def test_random_han_of_a_national_set_and_marks_inside_sentences_are_measured() -> None:
    assert unrepairable(NATIONAL, View(NATIONAL))["random-han"] == 1.0
    assert unrepairable(LOST, View(LOST))["undecodable"] > 0.2


@pytest.mark.parametrize("flag", sorted(GARBAGE))
def test_what_cannot_be_repaired_is_measured(flag: str) -> None:
    assert unrepairable(GARBAGE[flag], View(GARBAGE[flag]))[flag] > 0.2


@pytest.mark.parametrize(
    "text",
    [
        SIMPLIFIED,
        TRADITIONAL,
        JAPANESE,
        KOREAN,
        "常见的乱码有锟斤拷和烫烫烫两种,前者来自编码转换。",
        "参加者:邝翀、昝堃、亓頔、逯赟、郗玥、殳彧、缪喆、夔昉。",
        "镧、铈、镨、钕、钷、钐、铕、钆、铽、镝、钬、铒、铥、镱、镥都是稀土元素。",
        "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍",
        "鲤鲫鲢鳙鲈鳜鳊鲂鲌鲴鲮鳡鳢鳗鳝鲶鲇鲵鲸鲨鳐鲟鲑鳟",
        "真的要去?他说不去?我也不去?",
        "ÉCOLE SUPÉRIEURE DES ÉTUDES GÉNÉRALES",
    ],
)
def test_sound_text_measures_nothing(text: str) -> None:
    assert not unrepairable(text, View(text))


@pytest.mark.parametrize("data", [b"a\0b", b"\0", b"ab\0\0cd e", b"name\0value\n"])
def test_a_few_bytes_around_a_nul_are_what_they_say(data: bytes) -> None:
    assert decode(data) == (data.decode(), "utf-8", 0)


def test_bytes_no_encoding_can_read_are_counted_each() -> None:
    data = bytes(range(0x80, 0x100)) * 4
    assert decode(data).bad >= decode(data).text.count("\ufffd")


def test_iso_2022_cn_is_read_in_both_its_sets_with_a_bad_byte_too() -> None:
    simplified = bytes(byte & 0x7F for byte in "会议记录".encode("gb2312"))
    traditional = bytes(byte & 0x7F for byte in "會議紀錄".encode("euc_tw"))
    data = b"1 \x1b$)A\x0e" + simplified + b"\x0f.\n\x1b$)G\x0e" + traditional + b"\x0f ok\n"
    assert decode(data) == ("1 会议记录.\n會議紀錄 ok\n", "iso2022_cn", 0)
    assert decode(data.replace(b"ok", b"\xff")).text == "1 会议记录.\n會議紀錄 \ufffd\n"
