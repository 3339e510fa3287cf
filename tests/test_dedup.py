"""Duplicates: reposts are found, sister reports stay, and the order of arrival changes nothing."""

from __future__ import annotations

import pickle
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.dedup import score
from benchmarks.reposts import PLAIN, Author, Item, corpus
from cleaner.dedup import Deduper, Duplicates, sketched
from cleaner.errors import CleanerError


def found(documents: dict[str, str], **options: bool) -> Duplicates:
    d = Deduper(**options)
    for id, text in documents.items():
        d.add(id, text)
    return d.find()


def reports(n: int, seed: int = 7, length: int = 1500) -> list[str]:
    author = Author(random.Random(seed), PLAIN, length=length)
    return [author.report().text() for _ in range(n)]


def relations(dup: Duplicates) -> dict[str, tuple[str, str]]:
    return {m.id: (c.keeper, m.relation) for c in dup.clusters for m in c.members}


@pytest.fixture(scope="module")
def many() -> list[Item]:
    return corpus(1200, seed=3)


@pytest.fixture(scope="module")
def many_found(many: list[Item]) -> Duplicates:
    return found({item.id: item.text for item in many})


def test_reposts_are_found_and_sister_reports_stay_apart(
    many: list[Item], many_found: Duplicates
) -> None:
    figures = score(many, many_found)
    assert figures["precision"] >= 0.997  # type: ignore[operator]
    assert figures["recall"] >= 0.99  # type: ignore[operator]
    assert figures["inside"] >= 0.99  # type: ignore[operator]
    assert figures["sister pairs merged"] == 0


def test_words_and_disguises_never_seen_in_tuning_are_found_too() -> None:
    items = corpus(600, seed=11, dialect="other")
    figures = score(items, found({item.id: item.text for item in items}))
    assert figures["precision"] >= 0.997  # type: ignore[operator]
    assert figures["recall"] >= 0.985  # type: ignore[operator]


def test_shuffled_input_gives_the_same_clusters(many: list[Item], many_found: Duplicates) -> None:
    shuffled = many[:]
    random.Random(1).shuffle(shuffled)
    again = found({item.id: item.text for item in shuffled})
    assert again.clusters == many_found.clusters
    assert again.dropped == many_found.dropped


def test_sketches_made_elsewhere_give_the_same_clusters(
    many: list[Item], many_found: Duplicates
) -> None:
    d = Deduper()
    for item in many:
        d.add_sketches(pickle.loads(pickle.dumps(sketched([(item.id, item.text, {})]))))
    assert d.find().clusters == many_found.clusters


def test_a_cluster_of_500_stays_whole() -> None:
    author = Author(random.Random(5), PLAIN)
    report = author.report()
    copies = {}
    for n in range(500):
        lines = report.text().split("\n")
        author.random.shuffle(lines)
        kept = [line for line in lines if author.random.random() > 0.1]
        copies[f"c{n:03}"] = "\n".join([author.sentence(2001), *kept])
    others = {f"o{n:03}": text for n, text in enumerate(reports(60))}
    clusters = found({**copies, **others}).clusters
    assert [len(c.members) for c in clusters] == [499]


def test_a_record_has_what_the_clusters_file_promises() -> None:
    (text,) = reports(1)
    cluster = found({"b": text, "a": text}).clusters[0]
    assert cluster.record() == {
        "keeper": "a",
        "why": "first by id of 2 equal copies",
        "members": [{"id": "b", "relation": "exact", "containment": [1.0, 1.0]}],
    }


def test_clusters_stand_by_keeper_and_members_by_id(many_found: Duplicates) -> None:
    keepers = [c.keeper for c in many_found.clusters]
    assert keepers == sorted(keepers)
    for c in many_found.clusters:
        ids = [m.id for m in c.members]
        assert ids == sorted(set(ids))
        assert ids
        assert c.keeper not in ids


def test_what_is_dropped_stands_in_the_clusters_and_no_keeper_is_dropped(
    many_found: Duplicates,
) -> None:
    assert set(many_found.dropped) <= set(relations(many_found))
    assert not {c.keeper for c in many_found.clusters} & set(many_found.dropped)


def test_a_part_is_dropped_as_an_excerpt_and_kept_on_request() -> None:
    whole, *others = reports(4)
    third = len(whole) // 3
    documents = {"whole": whole, "part": whole[third : 2 * third], "other": others[0]}
    assert relations(found(documents)) == {"part": ("whole", "excerpt")}
    assert found(documents).dropped == {"part": "excerpt of whole"}
    kept = found(documents, keep_excerpts=True)
    assert relations(kept) == {"part": ("whole", "excerpt")}
    assert kept.dropped == {}


def test_a_compilation_joins_nothing_and_goes_when_all_it_holds_is_kept() -> None:
    one, two, three = reports(3)
    dup = found({"one": one, "two": two, "both": one + "\n\n" + two, "three": three})
    assert [(c.keeper, [(m.id, m.relation) for m in c.members]) for c in dup.clusters] == [
        ("one", [("both", "compilation")]),
        ("two", [("both", "compilation")]),
    ]
    assert set(dup.dropped) == {"both"}


def test_a_compilation_with_something_of_its_own_stays() -> None:
    one, two, three = reports(3)
    dup = found({"one": one, "two": two, "all": "\n\n".join([one, two, three])})
    assert relations(dup)["all"][1] == "compilation"
    assert dup.dropped == {}


def test_a_year_in_the_same_words_keeps_sisters_apart() -> None:
    (text,) = reports(1)
    year = int(re.findall(r"20\d\d", text)[0])
    sister = text.replace(f"{year}年", f"{year + 1}年")
    assert found({"a": text, "b": sister}).clusters == []


def test_a_place_in_the_same_words_keeps_sisters_apart() -> None:
    text = "青浦市卫生健康局要点\n" + "".join(
        f"青浦市围绕{head}开展专项行动，认真总结经验，推动各县区形成合力。" for head in PLAIN.things
    )
    assert found({"a": text, "b": text.replace("青浦", "石湾")}).clusters == []


def test_masks_veto_nothing() -> None:
    (text,) = reports(1)
    for masked in (re.sub(r"\d{4}年", "XX年", text), re.sub(r"(20)\d\d年", r"\1xx年", text)):
        assert relations(found({"full": text, "masked": masked})) == {"masked": ("full", "near")}


def test_a_masked_copy_does_not_join_two_sisters() -> None:
    author = Author(random.Random(2), PLAIN)
    report = author.report()
    sister = author.sister(report, "other-year").text()
    masked = re.sub(r"\d+(\.\d+)?", "", report.text())
    dup = found({"a": report.text(), "b": sister, "masked": masked})
    assert relations(dup) == {"masked": ("a", "near")}


@pytest.mark.parametrize(
    ("worse", "why"),
    [
        (lambda t: t[: len(t) * 7 // 10], "fullest"),
        (lambda t: re.sub(r"\d{4}年", "20XX年", t), "least masked"),
        (lambda t: re.sub(r"\d+(\.\d+)?", "", t), "least masked"),
        (lambda t: re.sub("工作|完成", "\ufffd", t), "least damaged"),
        (lambda t: "\n".join(["首页 > 范文", t, *PLAIN.furniture]), "barest"),
    ],
)  # fmt: skip
def test_the_better_copy_stays_whatever_it_is_called(worse, why) -> None:  # type: ignore[no-untyped-def]
    (text,) = reports(1)
    for good, bad in ("ab", "ba"):
        cluster = found({good: text, bad: worse(text)}).clusters[0]
        assert cluster.keeper == good
        assert cluster.why == f"{why} of 2 copies"


def test_simplified_stays_rather_than_traditional() -> None:
    opencc = pytest.importorskip("opencc")
    (text,) = reports(1)
    cluster = found({"a": opencc.OpenCC("s2t").convert(text), "b": text}).clusters[0]
    assert (cluster.keeper, cluster.why) == ("b", "the only simplified of 2 copies")


def test_an_official_source_stays_among_equals() -> None:
    (text,) = reports(1)
    d = Deduper()
    d.add("a", text, {"url": "http://www.example.com/gov.cn.html"})
    d.add("b", text, {"url": "https://kjj.example.gov.cn/a.html"})
    cluster = d.find().clusters[0]
    assert (cluster.keeper, cluster.why) == ("b", "the official source of 2 copies")


def test_pinyin_in_brackets_and_script_do_not_hide_a_copy() -> None:
    plain = "区科学技术局召开会议，学习规划。" * 3 + "会上，各科室汇报全年进展。"
    polluted = plain.replace("区", "區(qū)").replace("学", "學(xué)").replace("会", "會(huì)")
    assert relations(found({"a": polluted, "b": plain})) == {"a": ("b", "near")}


def test_furniture_that_many_pages_share_is_no_likeness() -> None:
    notice = "".join(PLAIN.furniture) + "版权所有，未经书面授权不得以任何方式转载本站内容。" * 2
    short = reports(40, length=60)
    assert found({f"d{n}": text + "\n" + notice for n, text in enumerate(short)}).clusters == []


def test_documents_without_text_are_no_copies() -> None:
    assert found({"a": "", "b": "", "c": " \n\u3000"}).clusters == []


@pytest.mark.parametrize("text", ["一", "会议纪要", "OK", "12", "!?", "\x00", "\ud800", "a" * 5000])
def test_tiny_and_foreign_documents_are_copies_when_equal_only(text: str) -> None:
    dup = found({"a": text, "b": text + "\n", "c": text + "三"})
    assert relations(dup) == {"b": ("a", "exact")}


def test_a_huge_document_and_many_identical_ones_are_no_trouble() -> None:
    (text,) = reports(1)
    huge = "".join(chr(0x4E00 + (n * n * 7 + n) % 20000) for n in range(300_000))
    dup = found({"huge": huge + text, **{f"same{n:04}": text for n in range(2000)}})
    assert len(dup.dropped) == 2000


def test_one_id_for_two_documents_is_refused() -> None:
    d = Deduper()
    d.add("a", "甲")
    d.add("a", "乙")
    with pytest.raises(CleanerError, match="two documents have this id"):
        d.find()


def test_nothing_in_gives_nothing_out() -> None:
    assert found({}) == Duplicates()


TEXTS = st.lists(
    st.text(st.sampled_from("市科技局年工作总结创新平台12x。\n "), max_size=80)
    | st.text(max_size=20),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_any_texts_in_any_order_give_the_same_clusters(texts: list[str], r: random.Random) -> None:
    documents = {f"d{n}": text for n, text in enumerate(texts)}
    first = found(documents)
    order = list(documents)
    r.shuffle(order)
    again = found({id: documents[id] for id in order})
    assert again == first
    assert set(first.dropped).isdisjoint(c.keeper for c in first.clusters)


def test_sister_reports_that_differ_in_a_name_only_stay_apart() -> None:
    author = Author(random.Random(12), PLAIN, length=900)
    merged = 0
    for n in range(40):
        report = author.report()
        kind = ("only-city", "only-office", "only-year", "other-numbers")[n % 4]
        dup = found({"a": report.text(), "b": author.sister(report, kind).text()})
        merged += bool(dup.clusters)
    assert merged <= 1


def test_hard_kinds_of_documents_and_sisters_are_told_apart() -> None:
    items = corpus(1500, seed=41, dialect="other", length=1500, hard=True)
    dup = found({item.id: item.text for item in items})
    figures = score(items, dup)
    assert figures["precision"] >= 0.997  # type: ignore[operator]
    assert figures["recall"] >= 0.99  # type: ignore[operator]
    assert [c for c in dup.clusters if c.keeper.startswith("big/") and len(c.members) == 499]
    random.Random(1).shuffle(items)
    assert found({item.id: item.text for item in items}).clusters == dup.clusters


def test_the_original_stays_and_not_a_copy_made_worse(
    many: list[Item], many_found: Duplicates
) -> None:
    kind = {item.id: item.kind for item in many}
    kept = []
    for c in many_found.clusters:
        inside = {c.keeper, *(m.id for m in c.members if m.relation != "compilation")}
        if len(inside) > 1 and c.keeper.split("/")[0] + "/0" in inside:
            kept.append(kind[c.keeper] in ("original", "exact"))
    assert len(kept) > 200
    assert sum(kept) >= 0.97 * len(kept)


def test_two_bulletins_whose_few_numbers_all_differ_are_no_copies() -> None:
    told = (
        "江畔县空气质量月报\n{}月,全县环境空气质量总体良好,优良天数比例为{}%,细颗粒物平均浓度为{}微克"
        "每立方米,可吸入颗粒物平均浓度为{}微克每立方米,主要污染物为臭氧。各乡镇均达到国家二级标准,"
        "综合指数较上年同期有所下降。"
    )
    d = Deduper()
    d.add("march", told.format("2023年3", "91.2", 28, 45))
    d.add("august", told.format("2023年8", "77.4", 19, 33))
    d.add("march again", "转载\n" + told.format("2023年3", "91.2", 28, 45))
    assert [sorted([c.keeper, *(m.id for m in c.members)]) for c in d.find().clusters] == [
        ["march", "march again"]
    ]
