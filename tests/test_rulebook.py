"""Packs: what the loader refuses, what a pattern sees, when a rule may act, when a valve fires."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import CleanerError, Document, Pipeline
from cleaner.filters import Strip
from cleaner.rulebook import removals, shipped, twin
from cleaner.rulebook.book import Rulebook, page_of
from cleaner.rulebook.literals import literals as literals_of
from cleaner.rulebook.load import parse
from cleaner.rulebook.trial import lint, removals_from
from cleaner.rulebook.twin import Page
from cleaner.view import View

HEAD = '[pack]\nname = "own"\n'
RULE = '[[line]]\nid = "ad"\nmatch = \'点我领红包\'\nwhy = "an advertisement"\nhit = ["点我领红包"]\nkeep = ["点我领红包的做法被通报。"]\n'


def pack(*rules: str, head: str = HEAD):
    return parse((head + "".join(rules)).encode(), "own.toml")


def gone(text: str, *rules: str, head: str = HEAD) -> dict[int, str]:
    return removals(text, [pack(*rules, head=head)])


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        (RULE.replace("why", "wy", 1), ["own.toml", "ad", "wy"]),
        (RULE.replace('hit = ["点我领红包"]\n', ""), ["ad", "hit"]),
        (RULE.replace('keep = ["点我领红包的做法被通报。"]\n', ""), ["ad", "keep"]),
        (RULE.replace('hit = ["点我领红包"]', 'hit = ["点你领红包"]'), ["ad", "hit 1"]),
        (RULE.replace("的做法被通报。", ""), ["ad", "keep 1"]),
        (RULE.replace("点我领红包'", "(?=点)我'"), ["ad", "match", "look-around"]),
        (RULE.replace("点我领红包'", "(点)\\1'"), ["ad", "match", "back-reference"]),
        (RULE.replace("点我领红包'", "(点+)+'"), ["ad", "match", "nests quantifiers"]),
        (RULE.replace("点我领红包'", "(点|我+)*'"), ["ad", "match", "nests quantifiers"]),
        (RULE.replace("点我领红包'", "(点'"), ["ad", "match"]),
        (RULE + 'where = "middle:3"\n', ["ad", "where"]),
        (RULE + "max_chars = 0\n", ["ad", "max_chars"]),
        (RULE + "max_chars = true\n", ["ad", "max_chars"]),
        (RULE + RULE, ["own.toml", "ad"]),
        ('[[line]]\nid = 3\n', ["own.toml", "id"]),
        ("[[lines]]\n", ["own.toml", "lines"]),
        ("line = 3\n", ["own.toml"]),
        ("=\n", ["own.toml", "TOML"]),
        (RULE.replace("[[line]]", "[[inline]]").replace("红包'", ".*'"), ["ad", "match", "bound"]),
        ("[[block]]\nid='b'\nstart='a'\nwhy='w'\nhit=[['a']]\nkeep=[['b']]\n", ["b", "while"]),
        ("[[meta]]\nid='m'\nmatch='a(?P<colour>b)'\nwhy='w'\nhit=[{line='ab'}]\nkeep=['b']\n", ["m", "colour"]),
    ],
)  # fmt: skip
def test_a_wrong_pack_is_refused_with_file_rule_and_field(rule, names):
    with pytest.raises(CleanerError) as error:
        pack(rule)
    assert all(name in str(error.value) for name in names), str(error.value)
    assert "\n" not in str(error.value)


def test_a_wrong_pack_stops_the_filter_before_any_text_is_read(tmp_path):
    (tmp_path / "bad.toml").write_text("=", "utf-8")
    with pytest.raises(CleanerError, match=r"bad\.toml"):
        Strip(rules=(str(tmp_path / "bad.toml"),))


def test_every_shipped_pack_loads_and_its_examples_hold():
    assert {"generic", "words", "mills"} <= {p.name for p in shipped()}
    assert all(r.hit and r.why for p in shipped() for r in p.rules)


@pytest.mark.parametrize(
    "line",
    ["版权说明:请勿转载", "版權說明：請勿轉載", "- 版权说明:请勿转载", "  1. 版权说明:请勿转载"[5:], "\u3000版(bǎn)權(quán)說明：請勿轉(zhuǎn)載 ", "版\u200b权说明:请勿转载", "• 版权说明:请勿转载"],
)  # fmt: skip
def test_one_rule_meets_a_line_in_every_dress(line):
    assert twin(line) == "版权说明:请勿转载"


def test_a_number_of_its_own_stays_with_a_line():
    assert twin("  1. 1、下载须知") == "1、下载须知"
    assert twin("2、下载须知") == "2、下载须知"


@given(st.text("版權说（(a)qu ǎ\u200b- 1.、:：\t\u3000*•x", max_size=30))
@settings(max_examples=200, deadline=None)
def test_every_character_of_a_twin_has_its_place_in_the_line(line):
    page = Page(View(line))
    for row, seen in enumerate(page.twins):
        way = page.way(row)
        assert len(way) == len(seen) + 1
        assert list(way) == sorted(way)
        folded = View("".join(line[i] for i in way[:-1])).folded
        assert folded == seen


def test_head_counts_the_lines_left():
    rule = RULE + 'where = "head:1"\n'
    assert gone("点我领红包\n点我领红包\n正文\n点我领红包", rule) == {1: "own/ad", 2: "own/ad"}


def test_tail_counts_from_the_foot():
    rule = RULE + 'where = "tail:1"\n'
    assert gone("点我领红包\n正文\n点我领红包", rule) == {3: "own/ad"}


def test_a_weak_rule_counts_only_in_company():
    weak = RULE.replace('"ad"', '"weak"').replace("点我领红包", "领奖") + "neighbours = 1\n"
    assert gone("领奖\n正文", weak, RULE) == {}
    assert gone("领奖\n点我领红包\n正文", weak, RULE) == {1: "own/weak", 2: "own/ad"}


def test_a_long_line_with_a_full_stop_is_protected():
    long = RULE.replace("点我领红包'", "点我领红包.*'") + "max_chars = 200\n"
    line = "点我领红包" + "这是一句很长的正文" * 8 + "。"
    with pytest.raises(CleanerError, match="keep 1"):
        pack(long)
    long = long.replace("点我领红包的做法", "说点我领红包的做法")
    assert gone(line, long) == {}
    assert gone(line, long + "long = true\n") == {1: "own/ad"}


def test_a_block_takes_its_lines_and_no_more():
    block = "[[block]]\nid='b'\nstart='须知'\nwhile='\\d、.*'\nwhy='w'\nhit=[['须知','1、甲']]\nkeep=[['须知会']]\nmin_lines=2\n"
    assert gone("须知\n1、甲\n\n2、乙\n正文\n3、丙", block) == dict.fromkeys((1, 2, 4), "own/b")
    assert gone("须知\n正文", block) == {}


def test_a_pack_applies_by_site_or_by_evidence():
    by_site = HEAD + 'site = ["example.cn"]\n'
    assert removals("点我领红包", [pack(RULE, head=by_site)]) == {}
    assert removals("点我领红包", [pack(RULE, head=by_site)], "www.example.cn")
    by_evidence = HEAD + "evidence = ['某某网']\n"
    assert gone("点我领红包\n正文", RULE, head=by_evidence) == {}
    assert gone("点我领红包\n欢迎来某某网", RULE, head=by_evidence) == {1: "own/ad"}


def test_a_fired_valve_restores_everything_of_its_pack_and_says_so(tmp_path):
    greedy = HEAD + "max_removed = 0.3\n" + RULE
    (tmp_path / "own.toml").write_text(greedy, "utf-8")
    text = "正文一句话。\n" + "点我领红包\n" * 9
    done = Pipeline(Strip(rules=(str(tmp_path),))).clean(Document(text))
    assert done.text == text
    assert done.meta["flags"] == ["valve"]
    assert done.meta["measures"]["valve"] > 0.3


def test_an_inline_rule_takes_its_part_and_leaves_the_rest_as_it_is():
    rule = (
        RULE.replace("[[line]]", "[[inline]]")
        .replace(
            'hit = ["点我领红包"]',
            'hit = [["他说，点我领红包（笑）着走远了，大家都没有理他。", "他说，（笑）着走远了，大家都没有理他。"]]',
        )
        .replace("点我领红包的做法被通报。", "红包")
    )
    assert pack(rule).rules[0].kind == "inline"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("下载(文档|资源)前请.*", {"下载文档前请", "下载资源前请"}),
        ("(来源|作者):.*", {"来源:", "作者:"}),
        (r"\d{1,3}/\d{1,3}", {"/"}),
        (".{0,9}", set()),
        ("(?i)copyright.*", set()),
    ],
)
def test_required_literals_are_those_every_match_holds(source, found):
    literals = literals_of(source)
    if source.startswith("(?i)"):
        assert not literals or all(len(w) >= 2 for w in literals)
    else:
        assert literals == found


@given(st.lists(st.sampled_from("下载文档资源前请1、/:x 。"), max_size=12))
@settings(max_examples=200, deadline=None)
def test_no_match_is_without_a_required_literal(chars):
    line = "".join(chars)
    for source in (
        r"(\d[、.])?下载(文档|资源)?前请?.*",
        r"(文档|资源|\d/)x?:.*",
        "[下文]载{1,2}.*",
    ):
        if re.fullmatch(source, line):
            wanted = literals_of(source)
            assert not wanted or any(w in line for w in wanted)


def test_the_index_finds_what_trying_every_rule_finds():
    book = Rulebook(shipped())
    lines = [h for p in shipped() for r in p.rules if r.kind == "line" for h in r.hit]
    page = page_of("\n".join(lines))
    found = {row: {r.name for r in rules} for row, rules in book.matches(page).items()}
    always = [r for p in shipped() if p.always for r in p.rules if r.kind == "line"]
    for row, line in enumerate(page.twins):
        if len(line) <= 30:
            assert {r.name for r in always if r.takes(line)} <= found.get(row, set())


def test_ten_times_the_rules_give_the_same_lines():
    text = "点我领红包\n正文\n关于我们 | 联系我们"
    copies = [
        pack(
            RULE.replace('"ad"', f'"ad{n}"').replace(
                "点我领红包", f"点我领红包{n}" if n else "点我领红包"
            ),
            head=HEAD.replace("own", f"own{n}"),
        )
        for n in range(200)
    ]
    assert removals(text, copies) == {1: "own0/ad0"}


def test_lint_names_rules_that_shadow_float_or_never_met_a_page():
    other = RULE.replace('"ad"', '"again"')
    remarks = {(r.rule, r.what) for r in lint([pack(RULE, other)], ["正文"])}
    assert ("own/again", "is shadowed by own/ad") in remarks
    assert ("own/ad", "met none of the pages") in remarks
    assert not [r for r in lint([pack(RULE)], ["点我领红包"]) if "met none" in r.what]


def test_clean_text_that_loses_a_line_is_told_with_its_rule():
    found, size = removals_from([pack(RULE)], [("a.txt", "正文在此。\n点我领红包\n正文在此。")])
    assert [(f.line, f.rule) for f in found] == [(2, "own/ad")]
    assert size == 17
