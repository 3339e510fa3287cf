"""Judge: each flag with its measure, and none on clean text."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from cleaner.document import Document
from cleaner.filters.judge import FLAGS, Judge
from cleaner.pipeline import Pipeline

CLEAN = [
    "甲方(盖章):____________\n乙方(盖章):____________\n签订日期:____年____月____日",
    "原告张××,女,住××市××区。被告李某某,男,汉族。\n本院认为,双方约定明确,应予支持。",
    "今年全镇茶叶产值增长12%,其中绿茶占65%,红茶占35%,总额三亿元。",
    "联系人:张三\n电话:0570-1234567",
    "他回头看了看那间老屋,默默地走了……",
    "方程 x+2y=5 的解是 x=1,y=2。第x年末的本息和见下式。",
    "姓名 | 成绩 |\n甲 | 优 |\n乙 | 良 |",
    "一是抓生产,二是抓销售,三是抓品牌。第二,完善制度。第三,加强考核。",
    "李白 杜甫 王维 孟浩然 " * 60,
    "单位:万元\n增长率(%)\n占比%",
    "老人打算把本钱拿回来,先开展一次清扫,再把院墙缝补好。",
    "要坚持科学发展观的原则,抓好安全生产,完善公共服务。同志们,平安归来!开展活动。",
]

DAMAGED = [
    ("masked", "20xx年,全市新增高新技术企业xx家,产值增长x.x%。"),
    ("masked", "20××年,全市新增企业××家。"),
    ("masked", "20XX年,XX市XX區完成了任務。"),
    ("digits-lost", "工业总产值增长%,税收增长%,投资总额亿元,位居全市前列。"),
    ("cut", "茶园改造完成。下一步,我们将继续推广机采技术,大力培育农民合作社和龙头企"),
    ("cut", "茶园改造完成。下一步,我们将继续推广机采技术,大力培育...[更多]"),
    ("no-punctuation", "今年以来全镇上下围绕茶叶增产增效组织技术员走村入户" * 10),
    ("spun", "邦度统计局要求坚持原那么,抓好平安生产,完善公共效劳,身心安康。"),
    ("spun", "全厂打算降低本钱,催促各车间屡次清扫机台,开掘潜力,根绝浪费。新产物墟市宽阔,实在进步功率。"),
    ("shuffled", "三是抓品牌。一是抓产。四是抓服务。二是抓销。六是宣传。五是监督。三是协作。"),
    ("ocr", "l.加强领导。l、开展工作,l0个村参加。"),
    ("digits-lost", "租赁期限自年月日起至年月日止,租金共计元,押金人民币元。"),
    ("ocr", "茶厂建于l987年,现有职工4l人,去年l2月改制。"),
    ("spun", "咱们要进修好轨制,踊跃展开勾当,不竭进步糊口程度,阐扬感化,很是主要。"),
    ("shuffled", "压实责任，二、抓好排查，及时报告，一、提高认识，落实制度，三、加强值守，"),
    ("shuffled", "他笑了。”她站着没动，”风很大，”孩子睡了，”天黑了，“走吧。”"),
    ("ragged-table", "品名 | 产量 | 产值 |\n绿茶 | 三百吨 | 一亿 |\n红茶 | 一百吨 |"),
    ("undecodable", "茶园\ufffd\ufffd改造\ufffd\ufffd完成\ufffd\ufffd。"),
    ("empty", " \n　\n"),
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN, ids=lambda text: text[:12])
def test_clean_text_carries_no_flag(text: str) -> None:
    assert dict(Judge()(Document(text)).measures) == {}


@pytest.mark.parametrize(
    ("flag", "text"), DAMAGED, ids=[f"{n}-{d[0]}" for n, d in enumerate(DAMAGED)]
)
def test_damage_is_flagged_with_its_measure(flag: str, text: str) -> None:
    found = Judge()(Document(text))
    assert flag in found.flags
    assert found.measures[flag] > 0
    assert not found.edits and not found.drop


def test_clauses_out_of_order_are_told_on_most_long_pages_and_on_none_in_order() -> None:
    mark, told = re.compile(r"([，。；：！？,;:!?\n])"), []
    for page in sorted((Path(__file__).parents[1] / "samples" / "expected").glob("*.txt")):
        text = page.read_text("utf-8")
        assert "shuffled" not in Judge()(Document(text)).flags
        pieces = mark.split(text)
        clauses = pieces[::2]
        if len(clauses) > 80:
            random.Random(page.name).shuffle(clauses)
            pieces[::2] = clauses
            told.append("shuffled" in Judge()(Document("".join(pieces))).flags)
    assert sum(told) >= 0.75 * len(told) > 0


def test_another_tongue_is_told_with_its_share_and_no_flag() -> None:
    told = Judge()(Document("The committee met on Tuesday to review the draft 章程."))
    assert Judge()(Document("茶园改造完成,引进BIM系统。")).measures == {}
    assert (0.0 < told.measures["language"] < 0.1, list(told.flags)) == (True, [])


@pytest.mark.parametrize("flag", FLAGS)
def test_a_document_goes_only_when_its_flag_is_named(flag: str) -> None:
    doc = Document("茶园改造完成。", meta={"flags": [flag], "measures": {flag: 0.25}})
    assert [doc] == list(Pipeline(Judge())([doc]))
    [outcome] = Pipeline(Judge(drop=(flag,))).trace(doc)
    assert f"{flag} 0.25" == outcome.dropped
    others = tuple(other for other in FLAGS if other != flag)
    assert Pipeline(Judge(drop=others)).trace(doc)[0].dropped == ""


def test_the_reason_of_a_drop_names_the_measure() -> None:
    [outcome] = Pipeline(Judge(drop=("masked",))).trace(Document("20xx年,全市共有企业xx家。"))
    assert outcome.dropped.startswith("masked 0.")


def test_an_unknown_flag_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="did you mean masked"):
        Judge(drop=("maskd",))


def test_one_ordinal_without_its_number_is_enough() -> None:
    lost = "全市第届科技活动周昨天在江滨广场开幕,数百名市民参加,气氛热烈而又隆重。"
    flagged = Judge()(Document(lost)).flags, Judge()(Document(lost.replace("第届", "第三届"))).flags
    assert [list(flags) for flags in flagged] == [["digits-lost"], []]
