"""The shipped packs: examples hold, invented pages come out clean, lines that look alike stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cleaner import Document, Pipeline
from cleaner.errors import CleanerError
from cleaner.filters import Strip
from cleaner.rulebook import pattern, seal, signs
from cleaner.rulebook.load import load, parse, shipped
from cleaner.rulebook.rule import Rule

DATA = Path(__file__).parent / "data"
PACKS = Path(__file__).parents[1] / "rules" / "packs"
CLEAN = Path(__file__).parents[1] / "samples" / "clean"
HELD_OUT_RECALL = 0.90
"""Share of furniture lines found on the pages that were kept aside while rules were written."""
TRAPS_LOST = 0.01
"""Share of the content lines that look like furniture a page may lose, in any place."""
BODY = [
    "青石县水利局2020年工作总结",
    "2020年,全县水利系统认真贯彻各项部署,完成投资3.2亿元,同比增长12%。",
    "一、加快工程建设,新建加固堤防18公里,整治河道42公里。",
]
END = ["二、强化服务管理,开展培训16期,培训人员1200人次,群众满意度稳步提升。"]
HEAD = ["当前位置:首页 > 水利 > 总结", "发布时间:2021-01-05 浏览次数:"]
FOOT = ["上一篇:水库管理办法", "【打印】【关闭】", "Copyright © 2020 版权所有"]

FAMILIES = {
    "generic", "mills", "essays", "government", "news", "weixin", "taiwan", "forums", "qa", "blogs",
    "law", "finance", "novels", "patents", "journals", "hijacked",
}  # fmt: skip


def pages(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def traps() -> list[str]:
    lines = (DATA / "traps.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(r for p in shipped() for r in p.rules)


def stripped(lines: list[str]) -> Document:
    return Pipeline(Strip()).clean(Document("\n".join(lines)))


def left(page: dict[str, Any]) -> set[int]:
    """Which lines of a page are still there, by their place."""
    lines = [text for _, text in page["lines"]]
    after = stripped(lines).text.split("\n")
    blocks = SequenceMatcher(None, lines, after, autojunk=False).get_matching_blocks()
    return {n for a, _, size in blocks for n in range(a, a + size)}


def test_a_pack_stands_for_every_family() -> None:
    assert {p.name for p in shipped()} >= FAMILIES


def test_every_rule_says_why_and_shows_what_it_takes_and_leaves() -> None:
    assert [r.name for r in rules() if not (r.why and r.hit and r.keep)] == []


def test_every_rule_has_a_literal_so_that_few_lines_are_tried() -> None:
    assert [r.name for r in rules() if not r.literals] == []


def test_a_pack_with_a_failing_example_is_refused() -> None:
    text = (PACKS / "qa.toml").read_text("utf-8")
    broken = text.replace("满意答案:", "今天天气很好", 1)
    assert broken != text
    with pytest.raises(CleanerError, match="answer-head"):
        parse(broken.encode(), "qa.toml")


@pytest.mark.parametrize("page", pages("packs_pages.jsonl"), ids=lambda p: p["name"])
def test_an_invented_page_comes_out_with_exactly_its_content(page: dict[str, Any]) -> None:
    content = [text for label, text in page["lines"] if label == "keep"]
    found = stripped([text for _, text in page["lines"]])
    assert content == [line for line in found.text.split("\n") if line.strip()]
    assert page.get("meta", {}).items() <= found.meta.items()


def test_pages_held_out_while_rules_were_written_lose_their_furniture() -> None:
    found = total = 0
    for page in pages("packs_heldout.jsonl"):
        stay = left(page)
        drops = [n for n, (label, _) in enumerate(page["lines"]) if label == "drop"]
        found, total = found + sum(n not in stay for n in drops), total + len(drops)
    assert total > 300
    assert found / total >= HELD_OUT_RECALL, f"{found} of {total}"


def test_pages_held_out_keep_their_content() -> None:
    lost = [
        (page["name"], text)
        for page in pages("packs_heldout.jsonl")
        for stay in [left(page)]
        for n, (label, text) in enumerate(page["lines"])
        if label == "keep" and n not in stay
    ]
    assert lost == []


PLACES = {
    "alone": lambda t: [t],
    "first": lambda t: [t, *BODY, *END],
    "inside": lambda t: [*BODY, t, *END],
    "last": lambda t: [*BODY, *END, t],
    "last before the foot": lambda t: [*HEAD, *BODY, *END, t, *FOOT],
    "under the title": lambda t: [HEAD[0], BODY[0], t, *BODY[1:], *END, *FOOT],
}


@pytest.mark.parametrize("place", PLACES)
def test_content_that_looks_like_furniture_stays(place: str) -> None:
    lines = traps()
    lost = [t for t in lines if t not in stripped(PLACES[place](t)).text.split("\n")]
    assert len(lines) >= 150
    assert len(lost) <= TRAPS_LOST * len(lines), lost


def test_no_pack_rule_takes_a_content_line_by_its_pattern() -> None:
    """The patterns themselves, wherever the line stands; rules that want company are left out."""
    from cleaner.rulebook.twin import twin

    sure = [r for r in rules() if r.kind in ("line", "meta") and not r.neighbours]
    taken = [
        (t, r.name)
        for t in traps()
        for r in sure
        if not r.keep_line and r.pack in FAMILIES and r.takes(twin(t))
    ]
    assert taken == []


def test_clean_documents_lose_nothing_to_a_pack() -> None:
    names = tuple(f"{name}/" for name in FAMILIES)
    lost = [
        (path.name, entry.rule, entry.old)
        for path in sorted(CLEAN.glob("*.txt"))
        for entry in stripped([path.read_text("utf-8")]).trail or ()
        if entry.rule.startswith(names)
    ]
    assert lost == []


DRESSES = {
    "full width": str.maketrans(",:;!?()|>", "，：；！？（）｜＞"),
    "bullets": None,
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_rule_meets_its_hits_in_another_dress(dress: str) -> None:
    from cleaner.rulebook.twin import twin

    table = DRESSES[dress]
    missed = []
    for each in rules():
        if each.kind != "line" or each.pack not in FAMILIES:
            continue
        for line in each.hit:
            other = line.translate(table) if table else f"  - {line}"
            if twin(line)[:1] not in "-*+#>·" and not each.takes(twin(other)):
                missed.append((each.name, other))
    assert missed == []


def repeated_words(source: str) -> Iterator[list[str]]:
    """The alternatives of every unbounded repeat over plain words of a pattern."""
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]

    for kind, value in pattern.walk(_parser.parse(source)):
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] > 8:
            body = pattern.flat(value[2])
            if len(body) == 1 and body[0][0] is op.BRANCH:
                yield [w for branch in body[0][1][1] for w in spelled(pattern.flat(branch)) if w]


def spelled(branch: list[Any]) -> list[str]:
    """A branch as a word, or as the words of its one class of characters."""
    from re import _constants as op  # type: ignore[attr-defined]

    if len(branch) == 1 and branch[0][0] is op.IN:
        return [chr(v) for k, v in branch[0][1] if k is op.LITERAL]
    plain = all(k is op.LITERAL for k, _ in branch)
    return ["".join(chr(v) for _, v in branch)] if plain else []


def test_no_vocabulary_under_a_repeat_can_be_read_in_many_ways() -> None:
    """Words made of other words double the ways to read a line with each repeat of them."""
    for each in rules():
        for words in repeated_words(each.pattern.pattern):
            parts = "|".join(map(re.escape, sorted(words)))
            built = [
                w
                for w in words
                if any(
                    re.fullmatch(f"(?:{parts})+", w[i:]) and w[:i] in words
                    for i in range(1, len(w))
                )
            ]
            twice = {w for w in words if words.count(w) > 1}
            assert not twice and len(built) <= MAX_BUILT, (each.name, built, twice)


MAX_BUILT = 5
"""Compound words a vocabulary may hold beside their parts: lines are short, so few do no harm."""


def test_the_seal_is_that_of_the_packs_as_they_are():
    fresh = seal.made(signs.patterns(load(PACKS)))
    assert seal.seal() == fresh, "write it anew: python -m cleaner.rulebook --seal"


def test_a_pack_that_differs_from_its_seal_is_checked_like_any_other():
    data = (PACKS / "mills.toml").read_bytes()
    assert seal.holds("mills.toml", data)
    assert not seal.holds("mills.toml", data + b"\n")
    assert not seal.holds("mine.toml", data)
