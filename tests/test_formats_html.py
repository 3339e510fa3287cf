"""A page's visible text and its blocks, of tidy, broken and hostile markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import formats
from cleaner.formats.html import visible


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>通知</h1><p>各区县:</p><p>现将</p>", "通知\n各区县:\n现将\n"),
        ("<p>一<br>二<br/>三</p>四", "一\n二\n三\n四\n"),
        ("<p>  一  二\n three\tfour </p>", "一 二 three four\n"),
        ("<p>工作会议\n      纪要</p>", "工作会议纪要\n"),
        ("<p>　　缩进&nbsp;的</p>", "　　缩进\u00a0的\n"),
        ("<ul><li>一<li>二</ul><div>三<div>四</div>五</div>", "一\n二\n三\n四\n五\n"),
        ("<p>看<b>粗</b><a href=x>链接</a><span>字</span></p>", "看粗链接字\n"),
        ("<title>题</title><script>x</script><style>y</style><!--z--><p>正文</p>", "正文\n"),
        ("<noscript>x</noscript><p hidden>y</p><p style='display: none'>z<b>w</b></p>好", "好\n"),
        ("<pre>一\n  二\n</pre><p>三</p>", "一\n  二\n三\n"),
        ("<p>&lt;b&gt; &#x4e00;&#20108; &amp;</p>", "<b> 一二 &\n"),
        ("没有标签", "没有标签\n"),
        ("", ""),
        ("</p></div><p>一</b>", "一\n"),
        ("<p>一\0二</p>", "一\ufffd二\n"),
    ],
)
def test_what_a_reader_sees_is_the_text(markup: str, text: str) -> None:
    assert visible(markup)[0].replace("\n\n", "\n") == text


def test_a_row_of_cells_is_one_line_closed_by_bars() -> None:
    markup = (
        "<table><tr><td>索引号:<td>0024/2021<td>机构:<td>省厅"
        "<tr><th>序 号<th><p>重点</p><p>任务</p><th></th><th>完成</table><p>完</p>"
    )
    text, blocks = visible(markup)
    assert text == "索引号: | 0024/2021 | 机构: | 省厅 |\n序 号 | 重点 任务 | | 完成 |\n完\n"
    assert [text[b.start : b.end] for b in blocks if b.tag == "td"][:2] == ["索引号:", "0024/2021"]


def test_a_table_that_lays_out_a_page_stays_apart() -> None:
    cell = "".join(f"<p>第{n}段</p>" for n in range(20))
    text, _ = visible(f"<table><tr><td>菜单</td><td>{cell}</td></tr></table>")
    assert text.startswith("菜单\n第0段\n第1段\n")
    nested = "<table><tr><td>左</td><td><table><tr><td>一<td>二</table></td></tr></table>"
    assert visible(nested)[0] == "左\n一 | 二 |\n"


def test_blocks_are_the_lines_of_the_text_with_their_element() -> None:
    text, blocks = visible("<h1>通知</h1><div>一<p>二</p></div>")
    assert [(text[b.start : b.end], b.tag) for b in blocks] == [
        ("通知", "h1"),
        ("一", "div"),
        ("二", "p"),
    ]


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", ""])
def test_the_charset_is_decided_with_the_content(tmp_path: Path, declared: str) -> None:
    page = f"<html><meta charset={declared}><p>全市安全生产工作会议纪要</p>"
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("gbk"))
    (doc,) = formats.read([path])
    assert doc.text == "全市安全生产工作会议纪要\n"
    assert doc.meta["encoding"] in ("gb18030", "gbk", "gb2312")


HOSTILE = {
    "deep": "<div>" * 100_000 + "正文",
    "deep with text": "<p><div>行" * 50_000,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">正文</p>",
    "long attributes again": ("<p " + " ".join(f"a{n}=1" for n in range(500)) + ">x</p>") * 200,
    "stray end tags": "<div>" * 40_000 + "</b>" * 40_000,
    "open comments": "<!--" * 250_000,
    "open quotes": '<a href="' * 100_000,
    "only <": "<" * 300_000,
    "only &": "&" * 1_000_000,
    "nested tables": "<table><tr><td>" * 30_000 + "正文",
    "a name without end": "<" + "a" * 1_000_000,
    "NULs": "\0" * 1_000_000,
    "spaces": "<p>" + " " * 1_000_000 + "正文",
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_comes_to_an_end_with_blocks_inside_the_text(markup: str) -> None:
    text, blocks = visible(markup)
    assert all(0 <= b.start < b.end <= len(text) for b in blocks)
    assert "正文" in text or "正文" not in markup


TAGS = [
    *("<p>", "</p>", "<b>", "<td>", "<tr>", "<table>", "</table>", "<pre>", "<h1>", "<br>"),
    *("一", "二", "&lt", "\n", " ", "x"),
]


@given(st.lists(st.sampled_from(TAGS)))
@settings(max_examples=150, deadline=None)
def test_any_markup_gives_blocks_that_are_lines_or_cells(parts: list[str]) -> None:
    text, blocks = visible("".join(parts))
    assert not text or text.endswith("\n")
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert "\n" not in text[block.start : block.end]
        at = block.end
