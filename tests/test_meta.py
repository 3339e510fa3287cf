"""What a page tells of its text where no label says so: writers, days, titles."""

from __future__ import annotations

import pytest

from cleaner import Document, Pipeline, Strip

TITLE = "青石县春季造林工作总结"
BODY = (
    "今年以来,青石县共完成春季造林三千二百亩,栽植苗木十八万株,成活率达到九成以上。",
    "各乡镇落实管护责任,护林员每周巡查两次,发现缺株及时补植,群众参与的积极性明显提高。",
)


def told(*rows):
    """The metadata of a page of rows."""
    return Pipeline(Strip()).clean(Document("\n".join(rows) + "\n")).meta


@pytest.mark.parametrize(
    ("byline", "meta"),
    [
        ("□秦小舟 卢广", {"author": "秦小舟 卢广"}),
        ("作者/蒋立群、汪小满", {"author": "蒋立群、汪小满"}),
        ("本报记者 沈逸飞", {"author": "沈逸飞"}),
        ("陆雅芬 青石县林业科学研究所", {"author": "陆雅芬"}),
        ("作者:程砚农 选自:山水诗刊 阅读:12", {"author": "程砚农", "views": 12}),
        ("来源|山林日报 作者|余声远 2022-10-29", {"source": "山林日报", "author": "余声远", "date": "2022-10-29"}),
        ("江畔新闻 2018-07-29 10:20 记者 乔一木", {"author": "乔一木", "date": "2018-07-29"}),
        ("2021-05-17 09:20 3421次阅读 12个评论", {"date": "2021-05-17", "views": 3421}),
        ("发布时间:2021-05-17 人气:1.2万", {"date": "2021-05-17", "views": 12000}),
        ("山林学报 2017年2期", {"source": "山林学报"}),
    ],
)  # fmt: skip
def test_a_row_under_the_title_tells_who_wrote_and_when(byline, meta):
    found = told(TITLE, byline, *BODY)
    assert {key: found.get(key) for key in meta} == meta
    assert found["title"] == TITLE


@pytest.mark.parametrize("row", ["江西", "关注", "护林常识", "推荐答案 2021-05-17 09:20"])
def test_what_is_no_name_is_no_writer(row):
    assert "author" not in told(TITLE, row, *BODY)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("第一篇:春季造林工作总结",), "春季造林工作总结"),
        (("第19章 渡口的灯(第1页)",), "第19章 渡口的灯"),
        (("青石县人民政府2016年", "造林绿化工作年度报告"), "青石县人民政府2016年造林绿化工作年度报告"),
        (("区(qū)林業局2021年工作總結",), "区(qū)林業局2021年工作總結"),
    ],
)  # fmt: skip
def test_a_title_is_read_without_what_its_row_says_besides(head, title):
    assert told(*head, *BODY)["title"] == title


@pytest.mark.parametrize(
    "row", ["摘要:", "C.应当根据记录作出决定", "记者 沈逸飞 文/图", "首页 > 林业 > 造林"]
)
def test_what_is_written_as_no_title_is_none(row):
    assert told(row, *BODY).get("title") != row


def test_an_index_card_needs_no_colons():
    card = "索引号 001008/2011-2049 文号 青政发〔2011〕9号 发布机构 青石县林业局"
    found = told(card, TITLE, *BODY)
    assert found["index_number"] == "001008/2011-2049"
    assert found["publisher"] == "青石县林业局"


def test_a_company_signs_by_its_board():
    found = told(TITLE, *BODY, "青石林业股份有限公司", "董事会", "2021年2月26日")
    assert (found["publisher"], found["document_date"]) == ("青石林业股份有限公司", "2021-02-26")
