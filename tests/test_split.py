"""Split: compilations come apart at their marks, everything else stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import load
from cleaner.document import Document, undo
from cleaner.filters.split import Split
from cleaner.pipeline import Pipeline

BODY = (
    "今年以来,全站职工团结一致,完成了线路检修十二次,更换电杆四十六根。\n"
    "群众报修全部在一小时内到场,没有发生一起安全事故,受到了镇里的表扬。"
)
HAN = "一二三四五六七八九"
TITLES = ("供电所年度工作总结", "护士长述职报告", "图书馆读书活动心得体会")


def parts(text: str) -> list[Document]:
    """What split makes of a text; every part can be undone to the whole page."""
    found = list(Pipeline(Split())([Document(text, "页")]))
    assert all(undo(part).text == text for part in found if part.trail is not None)
    return found


def compilation(heads: list[str], intro: str = "工作总结(3篇)\n\n以下内容供大家参考。") -> str:
    """A page of one body under each heading."""
    return "\n\n".join([intro, *(f"{head}\n\n{BODY}" for head in heads)])


STYLES = [
    ("篇{han}:{title}", "{title}"),
    ("篇{han}：{title}", "{title}"),
    ("第{n}篇 {title} {words}字", "{title}"),
    ("第{han}篇:{title}", "{title}"),
    ("{base} 篇{n}", "{base}"),
    ("{base}(篇{n})", "{base}"),
    ("(篇{han}){title}", "{title}"),
    ("【篇{han}】{title}", "{title}"),
    ("《{base}》 篇{n}", "《{base}》"),
    ("★{base}篇{han}★", "{base}"),
    ("范文{han}:{title}", "{title}"),
    ("{base}{n}", "{base}"),
    ("{base}({han})", "{base}"),
    ("★{base}{n}★", "{base}"),
    ("{base}篇({n})", "{base}"),
    ("Part{n} {title}", "{title}"),
    ("PART {n}:{title}", "{title}"),
    ("{base} No.{n}", "{base}"),
    ("第{n}份:{title}", "{title}"),
    ("样例{n}:{title}", "{title}"),
    ("{base}#{n}", "{base}"),
]


@pytest.mark.parametrize(("style", "kept"), STYLES)
@pytest.mark.parametrize("count", [2, 3])
def test_a_part_begins_with_its_heading_without_the_mark(style: str, kept: str, count: int) -> None:
    values = [
        {"n": n + 1, "han": HAN[n], "title": TITLES[n], "base": "工作总结", "words": 900 + n}
        for n in range(count)
    ]
    found = parts(compilation([style.format(**v) for v in values]))
    assert [f"{kept.format(**v)}\n\n{BODY}" for v in values] == [part.text for part in found]
    assert [f"{n + 1}/{count}" for n in range(count)] == [part.meta["part"] for part in found]
    assert [f"页#{n + 1}" for n in range(count)] == [part.id for part in found]


@pytest.mark.parametrize("style", ["篇{}", "范文{}", "【篇{}】", "例文{}:", "Part{}", "第{}则"])
def test_a_heading_that_is_only_a_mark_gives_way_to_the_text(style: str) -> None:
    found = parts(compilation([style.format(HAN[n]) for n in range(3)]))
    assert [part.text for part in found] == [BODY] * 3


def test_mark_word_count_and_title_are_told() -> None:
    heads = [f"第{n}篇 {title} {n}050字" for n, title in enumerate(TITLES, 1)]
    found = parts(compilation(heads))
    assert [(part.meta["mark"], part.meta["word_count"]) for part in found] == [
        ("第1篇", 1050),
        ("第2篇", 2050),
        ("第3篇", 3050),
    ]
    assert list(TITLES) == [part.meta["title"] for part in found]


def test_a_table_of_contents_before_the_parts_belongs_to_none() -> None:
    heads = [f"篇{HAN[n]}:{title}" for n, title in enumerate(TITLES)]
    found = parts(compilation(heads, "\n".join(["工作总结(3篇)", "目录", *heads])))
    assert [f"{title}\n\n{BODY}" for title in TITLES] == [part.text for part in found]


def test_parts_are_counted_by_signs_and_words_too() -> None:
    for marks in ("①②③", "ⅠⅡⅢ", ("One", "Two", "Three")):
        found = parts(compilation([f"Part {mark} {TITLES[n]}" for n, mark in enumerate(marks)]))
        assert list(TITLES) == [part.meta["title"] for part in found]


def test_one_mark_alone_under_a_title_is_a_compilation_cut_short() -> None:
    text = f"工作总结,技术总结\n\n篇一:{TITLES[0]}\n\n{BODY * 3}"
    assert [f"{TITLES[0]}\n\n{BODY * 3}"] == [part.text for part in parts(text)]


@pytest.mark.parametrize(
    "style",
    ["{base} 篇{n}", "【篇{han}】{base}", "{base}[{n}]", "{base} ({n})", "★篇{n}★", "Part{n}"],
)
def test_a_whole_recipe_leaves_the_headings_that_open_parts(style: str) -> None:
    heads = [style.format(n=n + 1, han=HAN[n], base="工作总结") for n in range(2)]
    bodies = [BODY, BODY.replace("线路", "管道").replace("电杆", "水表").replace("报修", "来电")]
    page = ["工作总结(精选2篇)", "下面是小编为大家整理的内容,欢迎阅读。"]
    text = "\n".join([*page, heads[0], bodies[0], heads[1], bodies[1]])
    found = list(load("reports")([Document(text)]))
    assert len(found) == 2
    assert all(part.text.endswith(body) for part, body in zip(found, bodies, strict=True))


def test_a_part_is_not_parted_again() -> None:
    text = compilation([f"篇{HAN[n]}:{TITLES[n]}" for n in range(3)])
    again = Pipeline(Split())([Document(text, "页", {"part": "1/2"})])
    assert [text] == [doc.text for doc in again]


SINGLE = [
    [f"第{HAN[n]}篇 {title}" for n, title in enumerate(("发展环境", "总体要求", "重点任务"))],
    [f"第{HAN[n]}部分 年度工作总结" for n in range(3)],
    [f"第{HAN[n]}章 工作报告" for n in range(3)],
    [f"附件{n}" for n in range(1, 4)],
    [f"典型案例{HAN[n]}" for n in range(3)],
    [f"阅读材料{HAN[n]}" for n in range(3)],
    [f"表{n}" for n in range(1, 4)],
    [f"其{HAN[n]}" for n in range(3)],
    [f"实验{HAN[n]} 溶液的配制" for n in range(3)],
    [f"{HAN[n]}、年度工作总结" for n in range(3)],
    [
        "第一篇 总论报告\n第一章 概述",
        "第二篇 发展报告\n第三章 现状",
        "第三篇 对策报告\n第五章 建议",
    ],
    ["篇二:工作总结", "篇三:工作总结", "篇五:工作总结"],
    [f"Part {n} {title}" for n, title in enumerate(("概况", "业务", "历程"), 1)],
    [f"Part.{n}" for n in range(1, 4)],
    [f"No.{n} 电动螺丝刀" for n in range(1, 4)],
    [f"第{HAN[n]}封 写在雨季" for n in range(3)],
    [f"版本{n}" for n in range(1, 4)],
]


@pytest.mark.parametrize("heads", SINGLE, ids=lambda heads: heads[0])
def test_sections_of_one_document_stay_together(heads: list[str]) -> None:
    text = compilation(heads, "青坪镇五年发展规划")
    assert [text] == [part.text for part in parts(text)]


def test_a_table_of_contents_alone_is_no_compilation() -> None:
    text = "\n".join(["工作总结(3篇)", *(f"篇{HAN[n]}:{TITLES[n]}" for n in range(3)), BODY])
    assert [text] == [part.text for part in parts(text)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([BODY, *TITLES, "篇一", "篇二:甲", "第1篇 乙 300字", "总结1", "总结2", ""])
    )
)
def test_parts_ascend_and_undo_whatever_the_page(blocks: list[str]) -> None:
    found = parts("\n".join(blocks))
    assert len(found) == 1 or [part.id for part in found] == [
        f"页#{n}" for n, _ in enumerate(found, 1)
    ]
