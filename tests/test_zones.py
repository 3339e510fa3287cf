"""Rows no rule names: what goes by where it stands and what it shows, and what stays."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner import Document, Pipeline, Strip

TITLE = "枫桥镇修缮廊桥的经过"
BODY = [
    "枫桥镇的廊桥建于清末，三孔石墩，桥面铺杉木，两侧设长凳，赶集的人都在这里歇脚。",
    "去年汛期冲走了两根横梁，镇里请来老木匠，按旧样重做榫头，前后用了四十天。",
    "竣工那天没有仪式，挑担的人照旧从桥上走过，只是多摸了几下新栏杆。",
]
OVER = ["首页 | 新闻 | 文化 | 联系我们", "当前位置：首页 > 文化 > 乡土"]
UNDER = ["上一篇：老街的戏台", "打印本页 关闭窗口", "Copyright © 2019 枫桥文化网 版权所有"]


def cleaned(*lines: str) -> Any:
    return Pipeline(Strip()).clean(Document("\n".join(lines) + "\n"))


def kept(*lines: str) -> list[str]:
    return cleaned(*lines).text.split("\n")[:-1]


def page(over: list[str] = [], under: list[str] = [], title: str = TITLE) -> list[str]:  # noqa: B006
    return [*OVER, *over, title, *BODY, *under, *UNDER]


@pytest.mark.parametrize(
    "line",
    ["乡土在线 无障碍浏览", "扫码看直播 回放", "收藏 分享 我要纠错 已读 2018", "枫桥文化网 手机版"],
)
def test_a_row_no_rule_names_goes_over_the_title(line: str) -> None:
    assert kept(*page(over=[line])) == [TITLE, *BODY]


@pytest.mark.parametrize(
    "lines",
    [
        ["猜你想看 山里的纸坊", "说说你对这篇文章的看法"],
        ["扫码添加小编微信", "相关图集 更多精彩推荐"],
    ],
)
def test_rows_no_rule_names_go_in_the_foot(lines: list[str]) -> None:
    assert kept(*page(), *lines, "网站地图 意见反馈") == [TITLE, *BODY]


@pytest.mark.parametrize(
    "lines",
    [
        ["所用木料如下：", "杉木 三十二根", "樟木 六块", "桐油 八十斤"],
        ["枫桥镇人民政府", "2019年5月6日"],
        ["附件：1.修缮预算表", "2.木料清单"],
        ["桥上人来人往", "桥下水流不停", "木匠收了锯子", "坐下来抽一袋烟"],
        ["[1] 林一. 廊桥榫卯考[J]. 乡土建筑, 2016(2): 31-35."],
        ["感谢各位乡亲的支持！", "枫桥镇廊桥修缮小组", "2019年5月6日"],
    ],
)
def test_what_the_document_says_below_its_last_sentence_stays(lines: list[str]) -> None:
    assert kept(*page(under=lines)) == [TITLE, *BODY, *lines]


def test_a_card_of_the_documents_own_stays_under_its_title() -> None:
    card = ["年代：清光绪十二年", "结构：三孔石墩木梁", "长度：四十一米", "保存：基本完好"]
    lines = [*OVER, TITLE, "发布时间：2019-05-08 浏览次数：31", *card, *BODY, *UNDER]
    assert kept(*lines) == [TITLE, *card, *BODY]


def test_a_page_without_furniture_loses_nothing() -> None:
    lines = ["乡土在线 旧事", TITLE, *BODY, "猜你想看 山里的纸坊"]
    assert kept(*lines) == lines


def test_a_poem_among_furniture_stays() -> None:
    verse = ["水退了又涨", "桥还在那里", "赶集的人换了几代", "长凳磨得发亮", "没有人问起名字"]
    assert kept(*OVER, "廊桥", *verse, *UNDER) == ["廊桥", *verse]


@pytest.mark.parametrize(
    ("over", "title"),
    [
        (["乡土文化网"], "枫桥镇廊桥修缮方案"),
        (["枫桥镇人民政府", "乡土中国 数字报"], "关于修缮廊桥的通知"),
        (["文字版 图像版"], "第二节　木梁与石墩"),
        (["某某工作处"], "公　告"),
    ],
)
def test_the_title_is_found_below_rows_no_rule_names(over: list[str], title: str) -> None:
    assert cleaned(*page(over=over, title=title)).meta["title"] == title


def test_a_menus_word_right_over_a_sentence_is_a_heading() -> None:
    lines = [TITLE, *BODY[:2], "常见问题", BODY[2], "上一篇：老街的戏台", "打印本页 关闭窗口"]
    assert "常见问题" in kept(*lines)


def test_the_title_of_one_part_is_not_the_pages() -> None:
    lines = ["廊桥修缮总结与方案", "篇一：廊桥修缮总结", "廊桥修缮总结", *BODY]
    assert cleaned(*OVER, *lines, *UNDER).meta["title"] == "廊桥修缮总结与方案"


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        ("2019-05-08 14:02 枫桥晚报", {"date": "2019-05-08", "source": "枫桥晚报"}),
        ("2019.05.08 21:07 字数 812 阅读 77", {"date": "2019-05-08", "views": 77}),
        ("公布于：2019-05-08", {"date": "2019-05-08"}),
        (
            "枫桥小记 2019-05-08 乔木",
            {"date": "2019-05-08", "source": "枫桥小记", "author": "乔木"},
        ),
        ("儿保科医生/祁芸 2019-05-08", {"date": "2019-05-08", "author": "儿保科医生 祁芸"}),
        ("播放数：1,203 2019年5月8日 09:30", {"date": "2019-05-08", "views": 1203}),
    ],
)
def test_the_stamp_under_a_title_is_read_and_goes(stamp: str, told: dict[str, Any]) -> None:
    found = cleaned(*OVER, TITLE, stamp, *BODY, *UNDER)
    assert found.text.split("\n")[:-1] == [TITLE, *BODY]
    assert told.items() <= found.meta.items()


@pytest.mark.parametrize("line", ["2019年5月6日", "（2019年5月6日）", "2019-05-06 晴"])
def test_a_day_of_the_documents_own_stays_under_its_title(line: str) -> None:
    assert kept(*OVER, TITLE, line, *BODY, *UNDER) == [TITLE, line, *BODY]


def test_the_days_of_a_rule_on_a_bare_page_stay() -> None:
    lines = ["会员章程", "更新日期：2022年9月1日", "生效日期：2022年9月8日", *BODY]
    assert kept(*lines) == lines


def test_a_line_says_the_same_whatever_lines_are_read_with_it() -> None:
    from cleaner.rulebook.wording import said

    lines = ["扫码关注", "枫", "一、修桥的木料", "Copyright © 2019", "𠮷 田 ;;; " + "桥" * 90]

    def told(lines: list[str]) -> list[list[float]]:
        odds, shares = said(lines)
        return [[*odd, *share] for odd, share in zip(odds.tolist(), shares.tolist(), strict=True)]

    alone = [told([line])[0] for line in lines]
    assert told(lines) == alone
    assert told(lines[::-1]) == alone[::-1]


def test_every_labelled_page_is_read_whole() -> None:
    from cleaner.rulebook.labelled import PAGES, read, singles

    rows = sum(
        line[:2] in ("D ", "M ", "K ", "T ") and bool(line[2:].strip())
        for path in PAGES.glob("*.txt")
        for line in path.read_text("utf-8").split("\n")
    )
    pages = list(read())
    assert sum(len(page.lines) for page in pages) + len(list(singles())) == rows
    assert {page.fold for page in pages} == set(range(5))


def test_weights_are_fitted_to_what_was_shown() -> None:
    import numpy as np

    from cleaner.rulebook.regress import choice

    rows = np.array([[1.0, x] for x in (-3, -2, -1, 1, 2, 3)])
    chosen = choice([(rows[:3], [False, False, True], 1.0), (rows[2:], [False] * 3 + [True], 1.0)])
    assert chosen[1] > 0.5


def test_trees_are_fitted_to_what_only_two_columns_together_tell() -> None:
    import numpy as np

    from cleaner.rulebook.boosting import fitted
    from cleaner.rulebook.trees import sums

    random = np.random.default_rng(1)
    table = random.integers(0, 3, (400, 10)).astype(float)
    drop = ((table[:, 0] > 1) != (table[:, 2] > 0)).astype(float)
    trees = fitted(table, drop, np.ones(400))
    assert ((sums(trees, table) > 0) == (drop > 0)).mean() > 0.95
    assert sums(trees, table[:0]).tolist() == []


def test_random_strings_of_a_forum_go_and_the_lines_they_stand_in_stay() -> None:
    code, other = "7 b' T% q0 j+ s- \\, u& M: R$ ]1 @", "+ N; B3 j% |3 c8 E c"
    lines = [TITLE, f"{BODY[0]}9 x4 B+ Y( w$ g1 P& K5", code, f"{other} {BODY[1]}", BODY[2]]
    assert kept(*lines) == [TITLE, BODY[0], BODY[1], BODY[2]]
    formula = "若 a + b = c; d - e = 2 f, 则 x 1 + y 2 = 0。"
    assert kept(TITLE, *BODY, formula) == [TITLE, *BODY, formula]


@pytest.mark.parametrize(
    "line",
    [
        "附件下载：修桥木料一览表（见镇平台项目页面）",
        "四、廊桥网页由文化站负责更新，会员可登录后台上传老照片。",
    ],
)
def test_a_row_that_a_rule_took_alone_stays_where_it_is_worded_as_documents_are(line: str) -> None:
    lines = [TITLE, *BODY[:2], line, BODY[2]]
    assert kept(*lines) == lines
    assert kept(*OVER, *lines, *UNDER) == lines
