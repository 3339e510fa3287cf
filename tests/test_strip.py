"""What strip takes from pages and what it leaves, by structure and by packs together."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Document, Pipeline, undo
from cleaner.filters import Strip
from cleaner.rulebook import load, removals, values
from tests.furniture import FAR, HELD_OUT, LISTED
from tests.pagegen import TRAPS, page, score

BODY = "今年以来,青石县共完成春季造林三千二百亩,栽植苗木十八万株,成活率达到九成以上。"
MORE = "各乡镇落实管护责任,护林员每周巡查两次,发现缺株及时补植,群众参与的积极性明显提高。"
TITLE = "青石县林业局春季造林工作总结"


def stripped(text: str) -> Document:
    return Pipeline(Strip()).clean(Document(text))


def lines(*given: str) -> str:
    return "\n".join(given)


@pytest.mark.parametrize(
    "furniture",
    ["您的位置:首页 > 林业动态", "打印 关闭 分享到: 微信 微博", "关于我们 | 联系我们 | 网站地图", "点击数:    字体:[大 中 小]", "浏览次数:", "收藏该文档 联系上传者"],
)  # fmt: skip
def test_furniture_goes_from_over_and_under_the_text(furniture):
    assert stripped(lines(furniture, TITLE, BODY, MORE)).text == lines(TITLE, BODY, MORE)
    assert stripped(lines(TITLE, BODY, MORE, furniture, furniture)).text == lines(TITLE, BODY, MORE)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_line_that_looks_like_furniture_stays(trap):
    text = lines(TITLE, BODY, trap.format(n=34, p=5), MORE, trap.format(n=57, p=3), BODY[5:])
    assert stripped(text).text == text


def test_the_title_stays_once_as_the_first_line():
    text = lines(f"{TITLE}.docx", TITLE, "", TITLE + "(四篇)", BODY, MORE, TITLE)
    done = stripped(text)
    assert done.text == lines(TITLE, "", BODY, MORE)
    assert done.meta["title"] == TITLE


def test_a_title_comes_from_page_images_where_no_line_has_it():
    done = stripped(lines(f"![{TITLE}_第1页](http://x.cn/1.gif)", f"{TITLE}_第2页", BODY, MORE))
    assert (done.text, done.meta["title"]) == (lines(BODY, MORE), TITLE)


@pytest.mark.parametrize(
    ("card", "meta"),
    [
        ("来源：松岭日报  作者：王一凡  日期：2021年3月4日", {"source": "松岭日报", "author": "王一凡", "date": "2021-03-04"}),
        ("来源:松岭日报日期:2021-03-04字号:【", {"source": "松岭日报", "date": "2021-03-04"}),
        ("2021-03-04 19:55 来源:松岭日报", {"source": "松岭日报", "date": "2021-03-04"}),
        ("索引号: | 0024/2021-00017 | 发布机构: | 省林业厅 |", {"index_number": "0024/2021-00017", "publisher": "省林业厅"}),
        ("发布时间:2024-05-06 07:40:02 查看人数:62", {"date": "2024-05-06", "views": 62}),
        ("發布時間：2024-05-06 瀏覽次數：1,062次", {"date": "2024-05-06", "views": 1062}),
        ("发布时间:\n2024-05-06", {"date": "2024-05-06"}),
        ("索 引 号:\n0024/2021-00017\n发布机构:\n省林业厅\n发文字号:\n林发〔2021〕7号", {"index_number": "0024/2021-00017", "publisher": "省林业厅", "document_number": "林发〔2021〕7号"}),
        ("来源: 作者: 浏览次数:", {}),
        ("人气:2.54K  评论:3", {"views": 2540}),
        ("人气:999+  评论:3", {}),
        ("编辑:李明 审核:王红 上传人:w***2", {}),
        ("2012-01-25", {"date": "2012-01-25"}),
        ("原文链接:http://news.example.cn/1.html", {"url": "http://news.example.cn/1.html"}),
    ],
)  # fmt: skip
def test_a_card_goes_and_is_read(card, meta):
    done = stripped(lines(TITLE, card, BODY, MORE))
    assert done.text == lines(TITLE, BODY, MORE)
    assert done.meta == {**meta, "title": TITLE}


def test_the_documents_own_lines_are_read_and_stay():
    text = lines(
        TITLE, "青林发〔2012〕3号", BODY, "附件:1.造林任务表", "青石县林业局", "二○一二年一月十八日"
    )
    done = stripped(text)
    assert done.text == text
    assert done.meta == {"title": TITLE, "document_number": "青林发〔2012〕3号", "publisher": "青石县林业局", "document_date": "2012-01-18"}  # fmt: skip


def test_a_value_that_came_in_wins():
    doc = Document(lines(TITLE, "来源:松岭日报", BODY), meta={"source": "别处"})
    assert Pipeline(Strip()).clean(doc).meta["source"] == "别处"


@pytest.mark.parametrize("mark", ["", "- ", "• ", "  • "])
def test_a_list_of_links_goes_with_its_heading(mark):
    items = [f"{mark}{t}" for t in ("水土保持方案", "小学语文教案下册", "食品安全自查报告")]
    assert stripped(lines(TITLE, BODY, MORE, "相关文档", *items)).text == lines(TITLE, BODY, MORE)


def test_a_signature_under_a_heading_of_links_is_no_link():
    text = lines(TITLE, BODY, MORE, "青石县林业局", "2021年3月4日")
    assert stripped(text + "\n相关文档\n水土保持方案").text == text


def test_the_first_paragraph_again_at_the_foot_goes():
    assert stripped(lines(TITLE, BODY, MORE, BODY[:34] + "...")).text == lines(TITLE, BODY, MORE)


def test_the_second_of_two_copies_of_the_body_goes():
    body = [
        BODY,
        MORE,
        "一、抓造林",
        BODY.replace("今年", "去年"),
        MORE.replace("两次", "三次"),
        BODY[4:],
    ]
    assert stripped(lines(TITLE, *body, *body)).text == lines(TITLE, *body)


def test_a_caption_met_many_times_keeps_its_first_place():
    caption = "图为造林现场。 李明 摄"
    text = lines(TITLE, BODY, caption, MORE, caption, BODY[9:], caption, MORE[9:])
    assert stripped(text).text == lines(TITLE, BODY, caption, MORE, BODY[9:], MORE[9:])


def test_random_strings_stars_and_tags_go_from_inside_the_lines():
    text = lines(TITLE, BODY + "; f6 C! T; i", "他说★“好”,大家都笑了。" + MORE)
    assert stripped(text).text == lines(TITLE, BODY, "他说“好”,大家都笑了。" + MORE)
    formula = "反应为 2H2 + O2 = 2H2O (25 C; 1 atm), 见下表。" + BODY
    assert stripped(lines(TITLE, formula)).text == lines(TITLE, formula)


def test_a_traditional_page_full_of_pinyin_loses_the_same_lines_and_keeps_the_rest_as_it_is():
    kept = "今年以來(lái),縣(xiàn)林業(yè)局完成造林三千畝(mǔ),成活率達(dá)九成。"
    text = lines(
        "當(dāng)前位置：首頁(yè) > 動(dòng)態(tài)",
        kept,
        "瀏(liú)覽(lǎn)次數(shù)：",
        "打印 關(guān)閉(bì)",
    )
    assert stripped(text).text == kept


def test_no_pile_of_blank_lines_is_left():
    text = f"打印 关闭\n\n{TITLE}\n\n浏览次数:\n\n{BODY}\n\n打印 关闭\n\n返回顶部\n"
    assert stripped(text).text == f"{TITLE}\n\n{BODY}\n"


def test_every_removal_is_in_the_trail_with_its_rule_and_undoes():
    text = lines("打印 关闭", TITLE, "来源:松岭日报", BODY, "打印 关闭", "关于我们 | 联系我们")
    done = stripped(text)
    assert undo(done).text == text
    assert [e.rule for e in done.trail][:2] == ["bar-of-buttons", "words/source"]


@given(st.integers(0, 10_000), st.sampled_from(sorted(LISTED | HELD_OUT)))
@settings(max_examples=25, deadline=None)
def test_one_round_reaches_the_fixed_point(seed, family):
    once = Strip()(Document(page(seed, family).text))
    after = Document(page(seed, family).text).edited("strip", once.edits)
    assert not Strip()(after).edits


def test_floors_on_generated_pages():
    listed = score([page(seed, family) for family in LISTED for seed in range(900, 904)])
    assert listed.found >= 0.97 * listed.drops, listed
    assert listed.lost <= 0.002 * listed.keeps, listed
    assert listed.f1 >= 0.95, listed


def test_floors_on_pages_of_families_held_out():
    held = score([page(seed, f) for f in HELD_OUT | FAR for seed in range(900, 903)])
    assert held.found >= 0.95 * held.drops, held
    assert held.lost <= 0.002 * held.keeps, held
    assert held.traps_lost <= 0.01 * held.traps, held
    assert held.f1 >= 0.90, held


def test_clean_documents_stay_as_they_are():
    clean = score([page(seed, "clean", trap_share=0.9) for seed in range(900, 930)])
    assert clean.lost == 0, clean.misses


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024/5/6 07:40", "2024-05-06"), ("二〇一二年十一月二十八日", "2012-11-28"), ("二○○九年二月三十日", None), ("昨天", None), ("20240506", "2024-05-06")],
)  # fmt: skip
def test_dates_are_read_or_left(text, expected):
    assert values.date(text) == expected


def run(*args: str, data: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "cleaner", *args], input=data, capture_output=True, text=True, encoding="utf-8")  # fmt: skip


def test_the_command_strips_and_says_why():
    record = json.loads(
        run("strip", "--to", "jsonl", "--audit", data=lines(TITLE, "来源:晚报", BODY)).stdout
    )
    assert record["meta"]["source"] == "晚报"
    assert record["trail"][0]["rule"] == "words/source"


def test_rules_are_listed_and_shown_with_their_examples():
    assert "words/source" in run("rules", "list").stdout
    shown = run("rules", "show", "words/source")
    assert "hit " in shown.stdout and "keep " in shown.stdout
    wrong = run("rules", "show", "words/sorce")
    assert (wrong.returncode, "words/source" in wrong.stderr) == (2, True)


def test_rules_hold_on_clean_text_and_a_greedy_pack_does_not(tmp_path):
    clean = tmp_path / "clean.txt"
    clean.write_text(lines(TITLE, BODY, MORE), "utf-8")
    assert run("rules", "test", str(clean)).returncode == 0
    own = tmp_path / "own.toml"
    own.write_text('[pack]\nname = "own"\n[[line]]\nid = "x"\nmatch = "各乡镇.*"\nlong = true\nmax_chars = 99\nwhy = "w"\nhit = ["各乡镇报名"]\nkeep = ["乡镇"]\n', "utf-8")  # fmt: skip
    failed = run("rules", "test", str(clean), "--rules", str(own))
    assert failed.returncode == 1
    assert "own/x" in failed.stdout


def test_lines_that_pages_share_become_a_pack_and_articles_do_not(tmp_path):
    shared_article = ["一、抓造林", BODY, "二、抓管护", MORE]
    for n in range(5):
        own = [
            f"第{n}号文章的题目在这里",
            f"这是第{n}篇文章自己的话,与别的文章都不相同,说的是{n}。",
        ]
        text = lines(
            "星海情报圈",
            f"今日浏览 {n}{n}7 人",
            *own,
            *(shared_article if n % 2 else []),
            "圈主微信请看置顶帖",
        )
        (tmp_path / f"{n}.txt").write_text(text, "utf-8")
    pages = sorted(map(str, tmp_path.glob("*.txt")))
    done = run("rules", "suggest", *pages, "-o", str(tmp_path / "site.toml"), "--name", "site")
    assert done.returncode == 0, done.stderr
    pack = tomllib.loads((tmp_path / "site.toml").read_text("utf-8"))
    hits = {hit for rule in pack["line"] for hit in rule["hit"]}
    assert {"星海情报圈", "今日浏览 007 人", "圈主微信请看置顶帖"} <= hits
    assert not hits & {*shared_article, BODY, MORE}
    text = (tmp_path / "3.txt").read_text("utf-8")
    assert {1, 2} <= set(removals(text, load(tmp_path / "site.toml")))


def test_an_unknown_pack_folder_is_told():
    failed = run("strip", "--rules", "nowhere", data=BODY)
    assert failed.returncode != 0
    assert "nowhere" in failed.stderr and "Traceback" not in failed.stderr
