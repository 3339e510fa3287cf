"""Reflow: what it joins, what it takes out, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.document import Document, undo
from cleaner.filters.reflow import Reflow
from cleaner.pipeline import Pipeline

OPENING = "今年以来,全镇上下围绕茶叶增产增效,组织技术员走村入户,办培训班十二期。各村陆续改造老茶园"


def reflowed(text: str, **options: str) -> str:
    """The text after reflow, undone and compared on the way."""
    out = Pipeline(Reflow(**options)).clean(Document(text))
    assert undo(out).text == text
    return out.text


def rules(text: str) -> set[str]:
    """The rules that fired."""
    return {entry.rule for entry in Pipeline(Reflow()).clean(Document(text)).trail or ()}


def test_headings_that_open_parts_are_joined_to_nothing() -> None:
    body = f"年初以来,{OPENING}三百亩,推广了新的采摘办法,亩均增收六百元。"
    title = "全镇春茶生产工作总结"
    text = "\n".join([f"{title}(2篇)", f"{title}1", body, f"{title}2", body])
    assert text == reflowed(text)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n", "\r\n"])
def test_a_sentence_cut_by_a_page_break_is_joined(gap: str) -> None:
    head, tail = OPENING + "三百亩,推广了新的采摘办", "法,亩均增收六百元。茶农十分满意。"
    assert head + tail == reflowed(head + gap + tail)


def test_traditional_text_is_joined_too_and_stays_traditional() -> None:
    head = "今年以來,全鎮圍繞茶葉增產增效,組織技術員走村入戶,辦培訓班十二期。各村制定了新的評價辦"
    tail = "法,畝均增收六百元。"
    assert head + tail == reflowed(f"{head}\n\n{tail}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("我镇大力推进集采摘、加工、", "销售于一体的合作社建设,带动农户三百户。"),
        ("会上印发了《关于加快", "茶产业发展的若干意见》,各村认真学习。"),
        ("合作社注册资本达到300万元", ",比上年增加一倍,吸纳社员四十六户。"),
        ("全镇共有加工厂46", "家,其中省级龙头企业三家,产值过亿。"),
    ],
)
def test_marks_that_open_or_close_nothing_tell_a_cut(before: str, after: str) -> None:
    assert OPENING + "。" + before + after == reflowed(f"{OPENING}。{before}\n\n{after}")


KEPT = [
    "大家好,我是新来的,平时喜欢爬山看书,也爱做菜,请多关照\n昨天第一次烧肉,糖放多了,颜色太深,不过味道还行\n"
    "今天打算做鱼,市场的鲫鱼很新鲜,十块钱一斤,买了两条\n楼上的,用黑鱼最好,刺少肉嫩,片成薄片,抓点蛋清",
    "一、加强组织领导,落实工作责任\n\n为了切实做好春茶采摘工作,镇里成立了领导小组,由镇长任组长。",
    "茶叶增产增效工作情况\n\n为落实上级部署,现将有关情况报告如下。",
    "各村、各单位:\n\n现将有关事项通知如下。",
    "1.新建茶园三百亩,亩产提高两成\n2.培训茶农六百人次,发证四百本\n3.引进龙头企业两家",
    "床前看月影,\n檐下听更声。\n客路三千里,\n乡心一夜生。",
    "联系人:张三\n电话:0570-1234567\n地址:青坪市民主路8号科技大厦\n邮编:324000",
    "序号 | 名称 | 产量 |\n1 | 绿茶 | 三百吨 |\n2 | 红茶 | 一百吨 |",
    "甲方(盖章):____________\n乙方(盖章):____________\n签订日期:____年__月__日",
    "问:茶树什么时候修剪最好?\n答:春茶采完以后修剪最好,不要等到入秋。",
    "青坪镇人民政府\n\n二〇二一年三月五日",
    "def join(lines):\n    return ''.join(\n        line for line in lines\n    )",
    "We walked along the river until the sun\nwent down behind the hills and the boats\ncame home.",
    "第一条 为了保护茶园,制定本办法。\n第二条 本办法适用于本镇。\n第三条 茶园归各村。",
    "关键词:茶叶;增产;合作社;品牌\n\n随着市场需求的扩大,茶叶产业迎来了新的机遇。",
    "2016.09—2020.06 江陵学院 园艺专业 本科\n在校期间两次获得奖学金,参与校园花廊的设计与养护。",
    "1954年\n3月,由镇内四家私营布坊合并成立布厂,有木织机62台。\n1976年\n9月,因高温限电改为夜班,持续四十天。\n"
    "1979年\n1月,厂广播站恢复播音,每日早中晚三次,很受欢迎。\n1985年\n4月,被面获省优质产品称号。",
    "2022-06-01 10:02:11 阿岩\n在\n2022-06-01 10:02:40 小满\n采茶的人明天几点到\n2022-06-01 10:03:05 阿岩\n"
    "六点半,先到东山那块\n2022-06-01 10:07:31 小满\n好,我早点把篓子拿过去",
    "5月2日 星期一 多云\n叶子背面出现了第一批虫卵,米粒大小,一共十七粒。",
    "三、茶园停止采摘的指征\n收缩的新梢超过三成,或者连续五天低温时,应当停采并及时上报。",
    "    print(name.strip())   # 输出:姓名 班级\n运行以后会得到一份名单,每行一个人,按拼音排序。",
    "00:01:03,200 --> 00:01:05,000\n门没有锁\n00:01:05,400 --> 00:01:07,100\n进来吧\n"
    "00:01:07,900 --> 00:01:09,300\n外面雨大\n00:01:10,000 --> 00:01:12,600\n我就问一句",
    "全年完成培训十二期。(李某 王某)\n\n本刊讯 茶博会昨日开幕,三十家企业参展。",
]


@pytest.mark.parametrize("text", KEPT)
def test_lines_that_stand_alone_stay_alone(text: str) -> None:
    assert text == reflowed(text)


def segment(n: int) -> str:
    """About a hundred and fifty characters of invented running text."""
    return "".join(
        f"第{n * 10 + k}户茶农采用了机采技术,每亩节省人工{k + 3}个,品质没有下降。" for k in range(6)
    )


def preview(whole: str, size: int, gap: str) -> str:
    """The text cut into numbered segments."""
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    return gap.join(f"{n}、{piece}" for n, piece in enumerate(pieces, 1))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("size", [149, 203, 251])
def test_preview_segments_lose_their_numbers_and_the_cuts_between(size: int, gap: str) -> None:
    whole = "".join(map(segment, range(1, 9)))
    assert whole == reflowed(preview(whole, size, gap))


def test_a_real_list_keeps_its_numbers() -> None:
    items = [f"{n}、{segment(n)}" for n in range(1, 6)]
    assert "\n".join(items) == reflowed("\n".join(items))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("width", [30, 36, 66])
def test_hard_wraps_are_undone_with_and_without_blank_lines(width: int, gap: str) -> None:
    paragraphs = ["　　" + segment(n) for n in range(1, 6)]
    lines = [p[at : at + width] for p in paragraphs for at in range(0, len(p), width)]
    assert paragraphs == [line for line in reflowed(gap.join(lines)).split("\n") if line]


@pytest.mark.parametrize("style", ["- {} -", "第 {} 页", "第{}页 共9页", "{} / 9", "{}", "茶经 {}"])
def test_page_numbers_that_count_up_go_and_the_sentence_closes(style: str) -> None:
    whole = "".join(map(segment, range(1, 6)))
    stops = [at for at in range(131, len(whole), 131) if whole[at - 1] not in "。,"]
    pieces = [whole[a:b] for a, b in zip([0, *stops], [*stops, len(whole)], strict=True)]
    damaged = pieces[0] + "".join(
        f"\n{style.format(n)}\n{piece}" for n, piece in enumerate(pieces[1:], 1)
    )
    assert whole == reflowed(damaged)


def test_numbers_that_do_not_count_up_stay() -> None:
    text = f"{segment(1)}\n第7页\n{segment(2)}\n第3页\n{segment(3)}"
    assert text == reflowed(text)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("政 府 工 作 报 告", "政府工作报告"),
        ("会 议 纪 要", "会议纪要"),
        ("邀 请 函", "邀请函"),
        ("施\n工\n组\n织\n设\n计", "施工组织设计"),
        ("一\n、\n指\n导\n思\n想", "一、指导思想"),
        ("20002000年年8 8月月", "2000年8月"),
        ("工作工作总结总结汇报汇报", "工作总结汇报"),
        ("各村都要坚持科 学种茶,加快改 革步伐。", "各村都要坚持科学种茶,加快改革步伐。"),
    ],
)
def test_words_pulled_apart_or_doubled_are_made_whole(damaged: str, whole: str) -> None:
    assert whole == reflowed(damaged)


@pytest.mark.parametrize(
    "text",
    ["张 三 李 四", "优 良 中 差", "一 二 三 四 五 六 日", "男\n女\n男\n女", "是\n否\n是", "高高兴兴开开心心",
     "常常谈、事事谈", "坚定信心 开拓创新", "目 录", "书 记 员 向 暖",
     "【适 应 症】用于久坐引起的腰背酸痛,也可以用于扭伤。每日两次,连用三日。"],
)  # fmt: skip
def test_names_weekdays_columns_and_reduplication_stay(text: str) -> None:
    assert text == reflowed(text)


def test_a_giant_paragraph_opens_before_its_headings_where_a_sentence_ends() -> None:
    body = segment(1) * 2
    text = f"{body}一、茶园管理。{body}二、加工销售。{body}按照第三条的要求,三、不算标题。"
    assert reflowed(text).split("\n") == [
        body,
        f"一、茶园管理。{body}",
        f"二、加工销售。{body}按照第三条的要求,三、不算标题。",
    ]


def test_tables_are_written_as_asked() -> None:
    table = "品名 | 产量 |\n绿茶 | 三百吨 |"
    assert table == reflowed(table)
    assert reflowed(table, tables="tsv") == "品名\t产量\n绿茶\t三百吨"
    markdown = "| 品名 | 产量 |\n| --- | --- |\n| 绿茶 | 三百吨 |"
    assert markdown == reflowed(table, tables="markdown") == reflowed(markdown, tables="markdown")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*KEPT, segment(1), "3", "第2页 共3页", "1、", "施\n工\n图"]), max_size=8
    )
)
def test_twice_is_once(blocks: list[str]) -> None:
    once = reflowed("\n".join(blocks))
    assert once == reflowed(once)


@pytest.mark.parametrize("number", ["- 3 -", "第3页", "3 / 12", "茶园改造工作总结  3"])
def test_a_lone_page_number_between_halves_of_a_sentence_goes(number: str) -> None:
    title = "茶园改造工作总结"
    whole = "今年全镇推广机采技术,引进采茶机二十台,完成了茶园改造任务。"
    assert f"{title}\n{whole}" == reflowed(f"{title}\n{whole[:21]}\n{number}\n{whole[21:]}")


def test_a_figure_on_a_line_of_its_own_is_glued_to_nothing() -> None:
    page = "全镇茶叶产值稳步上升,同比增长\n\n1\n\n9.6%,其中绿茶占六成。"
    assert "19.6" not in reflowed(page)


def test_what_somebody_says_is_joined_where_a_page_cut_it() -> None:
    whole = "答:想过,前后也收过两个徒弟,可惜都没有留住,这一行坐得住的年轻人不多。"
    assert whole == reflowed(f"{whole[:21]}\n\n{whole[21:]}")


def test_strewn_spaces_go_and_those_that_set_apart_stay() -> None:
    whole = (
        "第三条 茶园管理应当遵循生态优先的原则,完善评价办法,健全工作制度。\n"
        "(记者 王某)全镇推广机采技术以后,每亩节省人工三个,品质没有下降。"
    )
    strewn = whole
    for word in ("原 则", "办 法", "制 度", "技 术", "人 工", "遵循 生态", "节省 人工"):
        strewn = strewn.replace(word.replace(" ", ""), word)
    assert whole == reflowed(strewn)


def test_a_slides_title_is_written_once_beside_a_doubled_paragraph() -> None:
    title, text = "茶园改造工作总结", "今年全镇推广机采技术,每亩节省人工30个,品质没有下降。"
    twice = "".join(c * 2 for c in text.replace("30", "三十"))
    whole = f"{title}\n{text.replace('30', '三十')}"
    assert whole == reflowed("".join(c * 2 for c in title) + "\n" + twice)
    assert reflowed("高高兴兴开开心心快快乐乐") == "高高兴兴开开心心快快乐乐"


SHORT_CUTS = [
    ("老人把晒在院子里的那几条", "棉被收进屋里,又去关了后院的门,还没有来得及点灯,天就黑了下来。"),
    ("值班人员应当每隔两个小时对", "配电室和水泵房巡视一遍,发现异常及时报告,并在记录本上签字。"),
    (
        "在上级部门的关心下,我们先后",
        "建成了两座标准化鸡舍,年出栏量突破十万羽,带动周边四个村的农户。",
    ),
]


@pytest.mark.parametrize(("head", "tail"), SHORT_CUTS)
def test_a_short_line_without_a_mark_is_joined_where_it_reads_on(head: str, tail: str) -> None:
    page = f"村里的事\n{segment(1)}\n{head}"
    assert f"{page}{tail}\n{segment(2)}" == reflowed(f"{page}\n{tail}\n{segment(2)}")


@pytest.mark.parametrize(
    "heading",
    ["怎样给幼苗浇水", "一个人的茶园", "养鸡场的由来和发展", "加强培训,提高技能", "为何要修剪枝条",
     "三、资金筹措", "我们走过的路", "第二章 设施"],
)  # fmt: skip
def test_a_heading_without_a_number_stays_above_its_paragraph(heading: str) -> None:
    page = f"村里的事\n{segment(1)}\n{heading}\n在县里的支持下,我们请来了技术员。{segment(2)}"
    assert page == reflowed(page)


def test_verse_in_wide_lines_stays_in_lines() -> None:
    verse = (
        "她从雾里走来,手里提着一盏还没有点亮的灯,\n像提着一个不肯说出口的早晨,\n"
        "码头上的人都望着同一片水面,\n没有人看见她,\n那一声极轻的,\n叹息"
    )
    assert verse == reflowed(verse)


def test_a_bare_page_number_goes_where_the_sentence_runs_on() -> None:
    whole = "茶厂的老师傅一早就把昨天采回来的青叶摊开,等着露水收干,才好下锅杀青。"
    assert f"茶厂记\n{whole}" == reflowed(f"茶厂记\n{whole[:24]}\n3\n{whole[24:]}")


def test_a_bare_number_that_counts_what_stands_behind_it_stays() -> None:
    page = "茶厂记\n茶厂的老师傅一早就把昨天采回来的青叶摊开,一共装满了\n3\n个竹匾,等着露水收干。"
    assert "\n3\n" in reflowed(page)
