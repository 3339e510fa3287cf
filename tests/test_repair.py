"""Damaged text comes back; sound text is not touched."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks.damage import ANNOTATED, LOSSY, annotated
from cleaner import Document, Pipeline
from cleaner.document import NOTHING
from cleaner.encoding import glance
from cleaner.encoding.damage import KINDS
from cleaner.filters import repair
from cleaner.filters.repair import Repair
from cleaner.view import View

PIPE = Pipeline(Repair())
LINES = [
    "镇里决定在月底之前完成道路维修工作,并向居民公布结果。",
    "这个命令会列出目录中的所有文件，并且显示它们的大小。",
    "春风吹过小桥，桥下流水无声。",
    "参加培训的人员共有一百二十名，来自八个不同的单位。",
]
HANT = ["這個設定控制檔案是否可以被其他使用者讀取。", "會議決定下個月在圖書館舉行說明會。"]


def repaired(text: str) -> str:
    return PIPE.clean(Document(text)).text


def damaged(kind: str) -> list[tuple[str, str]]:
    lines = HANT if kind.startswith("big5") else LINES
    found = [
        (KINDS[kind](line[:n]), line[:n]) for line in lines for n in (len(line), len(line) - 1)
    ]
    return [(broken, sound) for broken, sound in found if broken and broken != sound]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"u8_as_big5"}))
def test_a_misread_line_is_read_anew(kind: str) -> None:
    cases = damaged(kind)
    assert cases or kind in ("gbk_as_sjis", "u8_as_sjis")
    for broken, sound in cases:
        assert repaired(broken) == sound


@pytest.mark.parametrize("kind", ["u8_as_gbk", "gbk_as_latin1", "u8_as_cp1252", "gbk_as_cp949"])
def test_one_broken_line_and_one_broken_span_leave_the_rest_alone(kind: str) -> None:
    broken, sound = damaged(kind)[-1]
    assert repaired(f"{LINES[0]}\n{broken}\n{LINES[1]}") == f"{LINES[0]}\n{sound}\n{LINES[1]}"
    assert repaired(f"{LINES[0]}{broken}{LINES[2]}") == f"{LINES[0]}{sound}{LINES[2]}"


@pytest.mark.parametrize("kind", sorted(LOSSY))
def test_lost_bytes_are_refilled_or_marked_never_invented(kind: str) -> None:
    for line in HANT if kind.startswith("big5") else LINES:
        broken = LOSSY[kind](line) or ""
        assert broken
        found = repaired(broken)
        if found != broken and len(found) == len(line):
            wrong = [c for c, d in zip(found, line, strict=True) if c not in (d, "\ufffd")]
            assert len(wrong) <= len(line) // 8


@pytest.mark.parametrize("mark", ["?", ""])
def test_gbk_shifted_by_a_lost_byte_is_put_right(mark: str) -> None:
    line = "建立了新的管理機制,效果很好。"
    at = line.index("管理")
    shifted = line[at : at + 4].encode("gbk")[1:] + b","
    broken = (
        line[:at] + mark + shifted.decode("gbk", "replace").replace("\ufffd", "?") + line[at + 5 :]
    )
    assert repaired(broken) == line


def test_an_annotation_put_between_two_bytes_gives_the_lost_one_back() -> None:
    edit = PIPE.clean(Document("搭建平臺(tái)亮?xí)癖绕礄C(jī)制"))
    assert edit.trail and {e.rule for e in edit.trail} == {"shifted-gbk"}
    assert "拼機" in edit.text


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_an_annotation_between_two_bytes_gives_the_lost_one_back(mark: str) -> None:
    lines = [
        "完善平臺亮曬比拼機制,出臺具體辦法。",
        "每個節點都留存記錄,教師負擔過重。",
        "正當的手段,適當調整,漂亮時機。",
        "幾經討論,教師隊伍更加穩定,每個單位都有計劃。",
    ]
    cases = [
        (broken, line)
        for line in lines
        for char, reading in ANNOTATED.items()
        if (broken := annotated(line, char, reading, mark))
    ]
    assert len(cases) >= 4
    assert [repaired(broken) for broken, _ in cases] == [line for _, line in cases]


def test_a_bracket_that_went_with_the_byte_before_it_comes_back() -> None:
    shifted = "們都會".encode("gbk")[1:-1].decode("gbk")
    assert repaired(f"將士?zǒng){shifted}?huì)返回") == "將士們都會(huì)返回"


def test_words_tell_what_stood_where_a_first_byte_is_lost() -> None:
    for line, at in (("要加强对图书馆建设的领导", 7), ("认真组织干部群众参加义务劳动", 6)):
        shifted = line[at:-2].encode("gbk")[1:].decode("gbk", "replace").replace("\ufffd", "?")
        found = repaired(line[:at] + "?" + shifted + ",")
        assert found.startswith(line[: at + 3]), found


def test_a_second_byte_and_the_first_behind_it_come_back_where_one_mark_took_both() -> None:
    shifted = "主機".encode("gbk")[1:].decode("gbk")
    assert repaired(f"路過的每?zǒng)?{shifted}上的軟件") == "路過的每個主機上的軟件"


def test_two_characters_made_of_one_between_two_marks_are_chosen_together() -> None:
    for line, at in (("各项政策要认真落实,不能拖延", 7), ("要加快各项活动,提高水平", 5)):
        between = line[at : at + 2].encode("gbk")[1:3].decode("gbk", "replace")
        assert repaired(f"{line[:at]}?{between}?{line[at + 2 :]}") == line


def test_a_single_mark_is_filled_where_words_leave_one_character() -> None:
    for broken, line in (
        ("各县(市、区)人民?府,市直各部门:", "各县(市、区)人民政府,市直各部门:"),
        ("股份有限公司?事会关于召开会议的公告", "股份有限公司董事会关于召开会议的公告"),
    ):
        assert repaired(broken) == line


def test_a_single_mark_is_left_where_it_may_be_a_question_or_anything() -> None:
    lines = (
        "这道菜怎么做?先把水烧开。",
        "他是不是走了?公司里没有人。",
        "为什么这么慢?看结构才明白。",
        "今天的菜?需要多放盐。",
        "联系人:王?生,电话:138????1234",
        "他姓??,住在城里。",
    )
    assert [repaired(line) for line in lines] == [*lines]


def test_a_byte_too_many_is_left_out() -> None:
    for line, at in (("请各单位认真组织学习讨论,", 3), ("会议研究了今年的工作安排,", 4)):
        data = line[:at].encode("gbk") + b"\xb5" + line[at:].encode("gbk")
        found = repaired(data.decode("gbk", "replace").replace("\ufffd", "?"))
        assert found.replace("\ufffd", "") in (line, line[:-2] + ",")


def test_a_lone_character_between_question_marks_is_left() -> None:
    for line in ("他说?要?还是不要。", "春眠不觉晓，处?闻?鸟。"):
        assert repaired(line) == line


def test_a_question_without_its_full_width_mark_is_no_shift() -> None:
    for line in ("这样的条件还能种什么菜?需要多久才能收?", "你去过颐和园吗?寻个日子去。"):
        assert repaired(line) == line


def test_a_glance_lets_nothing_pass_that_would_be_mended() -> None:
    lines = [
        *LINES,
        *HANT,
        "２０２４年",
        "会\u200b议",
        "甲&nbsp;乙",
        "甲ldquo;乙",
        "第一x0d第二x0a",
    ]
    for kind, damage in {**KINDS, **LOSSY}.items():
        lines += [damage(line) or "" for line in (HANT if kind.startswith("big5") else LINES)]
    for line in lines:
        for text in (line, "\n".join([*LINES, line, *LINES])):
            view = View(text)
            if glance.calm(text, view.points):
                assert repair.mended(text, view) == NOTHING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\u4f1a\u8bae\u8bb0\u5f55\u5982\u4e0b", "会议记录如下"),
        ("%u4f1a%u8bae%u8bb0%u5f55", "会议记录"),
        ("%E4%BC%9A%E8%AE%AE%E8%AE%B0%E5%BD%95", "会议记录"),
        ("=E4=BC=9A=E8=AE=AE=\n=E8=AE=B0=E5=BD=95", "会议记录"),
        ("会议&#35760;&#x5f55;如下&ldquo;一&rdquo;&nbsp;二", "会议记录如下“一” 二"),
        ("会议记录#xff1a;如下#12290;", "会议记录：如下。"),
        ("他说ldquo;可以rdquo;，nbsp;大家同意", "他说“可以”， 大家同意"),
        ("第一条内容x0dx0a第二条内容", "第一条内容\n第二条内容"),
        ("第一条内容\\r\\n第二条内容", "第一条内容\n第二条内容"),
        ("第一条内容。\\n\\n第二条内容", "第一条内容。\n第二条内容"),
        ('这是<strike id="k1">删去</strike>的话</p>', "这是删去的话"),
        ("会议到此结束/SPAN>请大家离场", "会议到此结束请大家离场"),
        ("会\u200b议\u00ad记\u2060录\ufeff", "会议记录"),
        ("会议\u00a0记录", "会议 记录"),
        ("⼯作⻓期 金库", "工作长期 金库"),
        ("２０２４年Ａ组，①号㎡", "2024年A组，①号㎡"),
        ("\uf06c 第一项", "第一项"),
        ("一\r\n二\r三", "一\n二\n三"),
    ],
)
def test_what_was_left_over_becomes_what_it_stood_for(text: str, expected: str) -> None:
    assert repaired(text) == expected


SOUND = [
    *LINES,
    *HANT,
    "市役所では来月から新しい窓口を開きます。ﾃｽﾄです。１２３",
    "시청은 다음 달부터 새로운 창구를 엽니다.",
    "L’été dernier, où êtes-vous allés ? À Besançon, près de la forêt.",
    "Größere Änderungen für Übungen – 100 €",
    "¿Dónde está el año nuevo? ¡Aquí!",
    "参加者:邝翀、昝堃、亓頔、逯赟、郗玥、殳彧。",
    "饕餮、魍魉、貔貅、狴犴、睚眦,都是传说中的名字。",
    "见 https://example.cn/a?q=%E4%BC%9A%E8%AE%AE%E8%AE%B0%E5%BD%95&amp;n=1 的说明",
    r'print("第一行\n第二行")',
    r"路径是 C:\new\用户",
    r'JSON 里写作 "\u4f1a"',
    "在网页里写 &nbsp; 表示空格,这是一种实体。",
    "增长12.5%,其中A>B且B<C;合同#12号。",
    "他问:“你去吗?我不去?”",
    "ФАЙЛ и КАТАЛОГ",
    "ΑΡΧΕΙΟ-ΕΙΣΟΔΟΥ: ΕΠΙΛΟΓΗ",
    "Uso: %s [OPÇÃO]... [USUÁRIO]... PRIMEIRO ÚLTIMO",
    "YOL BÖLÜM ADI",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ",
    "ㄅㄆㄇㄈ注音符號",
    "㎡ | ㎡ | ① | × | ±0.5℃",
    "└── 目录",
    "檢查 <object> 是否存在",
    "用法:%s [选项]\\n",
    "“$tool”无法执行\\n",
    "用指定的字符分隔（默认：\\n）",
    "元素中只能出现 (<td/>) 一次。",
    "--between <a> <次序> <b> 比较两者",
    "应该写成数字（如 &#245;）才对",
    *("楠府", "瑙魯", "埃崩", "宮崎"),
    "👨\u200d👩\u200d👧 می\u200cخواهم ❤\ufe0f",
    "“引号”、‘引号’，全角：标点（不变）！①②㎡℃",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_touched(text: str) -> None:
    assert Repair()(Document(text)) == NOTHING


def test_european_text_is_mended_where_it_is_asked_for() -> None:
    pipe = Pipeline(Repair(european=True))
    lines = ["L’été dernier, êtes-vous allés à Besançon ?", "Größere Änderungen für Übungen"]
    broken = "\n".join(line.encode().decode("cp1252") for line in lines)
    chinese = LINES[0].encode("gbk").decode("latin-1")
    assert pipe.clean(Document(broken)).text == "\n".join(lines)
    assert pipe.clean(Document(chinese)).text == LINES[0]
    assert all(pipe.clean(Document(text)).text == text for text in (*LINES, *HANT, *lines))


def test_twice_is_once_on_text_that_can_only_be_mended_in_part() -> None:
    text = "\n".join([LOSSY["u8_as_gbk_lossyQ"](line) or "" for line in LINES] + LINES)
    once = repaired(text)
    assert repaired(once) == once


def test_the_shared_cases_come_back() -> None:
    pages = os.environ.get("CLEANER_PAGES")
    path = Path(pages or ".").parent / "cases" / "mojibake.jsonl"
    if not pages or not path.exists():
        pytest.skip("CLEANER_PAGES names no folder of pages with cases beside it")
    cases = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    whole = [
        c for c in cases if not c["lossy"] and c["mode"] in ("line", "short", "mixed", "span")
    ][::4]
    right = sum(_folded(repaired(c["input"])) == _folded(c["expected"]) for c in whole)
    assert right >= 0.95 * len(whole)
    assert all(
        _folded(repaired(c["input"])) == _folded(c["input"]) for c in cases if c["kind"] == "clean"
    )


def _folded(text: str) -> str:
    wide = {
        p: p - 0xFEE0
        for p in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    }
    return text.translate({**wide, 0xA0: 0x20})


def test_what_is_mostly_lost_is_not_made_up() -> None:
    for text in ("\ufffd" * 75, "\ufffd" * 12, "各\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd位"):
        assert repaired(text) == text
