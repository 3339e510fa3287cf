"""How well structure is found: joins and splits, on pages damaged with known truth.

    python -m benchmarks.structure                    # invented text
    python -m benchmarks.structure --text FILE        # one paragraph a line, a corpus of one's own

Every kind of damage is drawn twice, from the words and shapes rules were tuned on and from others
that were held out.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from cleaner.document import Document
from cleaner.filters.reflow import Reflow
from cleaner.filters.split import Split
from cleaner.pipeline import Pipeline

NAMES = {
    "tuned": [
        "教研组", "供电所", "镇卫生院", "图书馆", "物业公司", "渔政大队", "幼儿园",
        "气象站", "居委会", "茶叶合作社",
    ],
    "held-out": [
        "消防中队", "博物馆", "疾控中心", "农机站", "档案室", "少年宫", "林场", "水文局",
        "救助站", "航道处",
    ],
}  # fmt: skip
DOES = {
    "tuned": [
        "组织", "完成", "修订", "落实", "走访", "更换", "清理", "培训", "登记", "检查",
        "改造", "整理",
    ],
    "held-out": [
        "筹备", "核对", "翻修", "汇总", "巡查", "推广", "采购", "编写", "回访", "协调",
        "评估", "归档",
    ],
}  # fmt: skip
WHAT = {
    "tuned": [
        "应急预案", "老旧线路", "年度台账", "课程安排", "巡河记录", "居民档案", "维修基金",
        "借阅制度", "观测数据", "采摘标准",
    ],
    "held-out": [
        "展陈方案", "疫苗冷链", "防火通道", "修缮图纸", "查阅流程", "航标设施", "捐赠物资",
        "苗木名录", "水位资料", "训练科目",
    ],
}  # fmt: skip
HOW = {
    "tuned": [
        "按照上级统一部署", "在街道办事处的配合下", "针对群众反映的突出问题",
        "经过反复讨论", "克服人手不足的困难",
    ],
    "held-out": [
        "结合实际情况", "会同有关单位", "为了迎接年终考核", "利用周末时间",
        "根据专家提出的意见",
    ],
}  # fmt: skip
GENRES = (
    "总结", "工作报告", "心得体会", "工作计划", "演讲稿", "述职报告", "申请书", "读后感",
)  # fmt: skip
MAX_NUMBER = 10
"""Characters of the longest page number that is drawn."""
HAN = "一二三四五六七八九十"


class Text(NamedTuple):
    """Where paragraphs come from."""

    rng: random.Random
    part: str
    corpus: list[str]

    def paragraph(self) -> str:
        """A paragraph of two to six sentences."""
        if self.corpus:
            return self.rng.choice(self.corpus)
        return "".join(self.sentence() for _ in range(self.rng.randint(2, 6)))

    def sentence(self) -> str:
        """One invented sentence."""
        pick, part = self.rng.choice, self.part
        clauses = [pick(HOW[part]), f"{pick(NAMES[part])}共{pick(DOES[part])}{pick(WHAT[part])}"]
        clauses[-1] += f"{self.rng.randint(2, 900)}项"
        for _ in range(self.rng.randint(0, 3)):
            clauses.append(f"并{pick(DOES[part])}了{pick(WHAT[part])}")
        return ",".join(clauses) + "。"

    def paragraphs(self, low: int, high: int) -> list[str]:
        """Several paragraphs, headings among them."""
        out = [f"{self.rng.choice(NAMES[self.part])}年度工作总结"]
        for n in range(self.rng.randint(low, high)):
            if n % 3 == 0:
                out.append(f"{HAN[n // 3 % 10]}、{self.rng.choice(WHAT[self.part])}方面的工作")
            out.append(self.paragraph())
        return out

    def title(self) -> str:
        """A document's title."""
        return self.rng.choice(NAMES[self.part]) + self.rng.choice(GENRES)


def page_breaks(text: Text) -> tuple[str, str]:
    """Pages of like length, cut wherever they end but not after a sentence."""
    rng, size = text.rng, text.rng.randint(150, 500)
    gap, between = rng.choice(["\n", "\n\n"]), rng.choice(["\n", "\n\n"])
    whole, cut, at = between.join(text.paragraphs(6, 14)), [], 0
    for stop in range(size, len(whole), size):
        if "\n" not in whole[stop - 2 : stop + 2] and whole[stop - 1] not in "。" + HAN:
            cut.append(whole[at:stop])
            at = stop
    return gap.join([*cut, whole[at:]]), whole


def page_numbers(text: Text) -> tuple[str, str]:
    """Page breaks with a number that counts up."""
    style = text.rng.choice(["- {} -", "第{}页 共40页", "{} / 40", "第 {} 页", "{}"])
    damaged, whole = page_breaks(text._replace(part=text.part))
    pieces, at = [], 0
    for n, stop in enumerate(cuts(damaged, whole), 1):
        pieces += [whole[at:stop], style.format(n)]
        at = stop
    return "\n".join([*pieces, whole[at:]]), whole


def cuts(damaged: str, whole: str) -> list[int]:
    """Offsets in the whole text where the damaged one has a break of its own."""
    out, at = [], 0
    for c in damaged:
        if at < len(whole) and c == whole[at]:
            at += 1
        elif not out or out[-1] != at:
            out.append(at)
    return out


def previews(text: Text) -> tuple[str, str]:
    """Numbered segments of like length over one giant paragraph."""
    size = text.rng.randint(300, 600)
    whole = "".join(text.paragraph() for _ in range(text.rng.randint(12, 25)))
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    return "\n".join(f"{n}、{piece}" for n, piece in enumerate(pieces, 1)), whole


def hard_wraps(text: Text) -> tuple[str, str]:
    """Lines of one width, with or without blank lines between."""
    rng, width = text.rng, text.rng.choice([28, 32, 36, 40, 62, 70])
    gap, inset = rng.choice(["\n", "\n", "\n\n"]), "　　"
    paragraphs = [inset + p for p in text.paragraphs(6, 12)[1:]]
    lines = [p[at : at + width] for p in paragraphs for at in range(0, len(p), width)]
    return gap.join(lines), "\n".join(paragraphs)


def seams(text: str) -> int:
    """How many lines a text has, page numbers on lines of their own not counted."""
    return sum(len(line.strip()) > MAX_NUMBER for line in text.split("\n"))


def bounds(text: str) -> set[int]:
    """Where lines end, in characters that are no space."""
    out, at = set(), 0
    for line in text.split("\n"):
        at += len("".join(line.split()))
        out.add(at)
    return out


def join_row(kind: Callable[[Text], tuple[str, str]], text: Text, count: int) -> str:
    """One line of the table: joins found, missed and false."""
    pipe, hit, missed, false, size = Pipeline(Reflow()), 0, 0, 0, 0
    began = time.perf_counter()
    for _ in range(count):
        damaged, whole = kind(text)
        out = pipe.clean(Document(damaged)).text
        size += len(damaged.encode())
        if "".join(out.split()) != "".join(whole.split()):
            missed += seams(damaged) - seams(whole)
            continue
        left, right = bounds(out), bounds(whole)
        missed += len(left - right)
        false += len(right - left)
        hit += max(0, seams(damaged) - seams(whole) - len(left - right))
    score = 2 * hit / max(1, 2 * hit + missed + false)
    speed = size / 1e6 / (time.perf_counter() - began)
    row = f"{kind.__name__:14} {text.part:9} F1 {score:.3f}"
    return f"{row}  false {false / max(1, hit):.3f}  {speed:5.1f} MB/s"


STYLES: dict[str, list[Callable[[int, str, str], str]]] = {
    "tuned": [
        lambda n, base, title: f"篇{HAN[n]}:{title}",
        lambda n, base, title: f"第{n + 1}篇 {title} {n * 50 + 600}字",
        lambda n, base, title: f"{base} 篇{n + 1}",
        lambda n, base, title: f"{base}{n + 1}",
        lambda n, base, title: f"范文{HAN[n]}",
        lambda n, base, title: f"Part{n + 1}",
        lambda n, base, title: f"第{n + 1}份:{title}",
    ],
    "held-out": [
        lambda n, base, title: f"【篇{HAN[n]}】{title}",
        lambda n, base, title: f"({title})(篇{n + 1})",
        lambda n, base, title: f"《{base}》 篇{n + 1}",
        lambda n, base, title: f"第{HAN[n]}篇:{title}",
        lambda n, base, title: f"{base}({HAN[n]})",
        lambda n, base, title: f"★{base}篇{HAN[n]}★",
        lambda n, base, title: f"★{base}{n + 1}★",
        lambda n, base, title: f"{base}篇({n + 1})",
        lambda n, base, title: f"{base} 第{n + 1}篇",
        lambda n, base, title: f"{base}(精选篇{n + 1})",
        lambda n, base, title: f"{base}模板{HAN[n]}",
        lambda n, base, title: f"{base}之{HAN[n]}",
        lambda n, base, title: f"例文{n + 1}",
        lambda n, base, title: f"◆ 篇{HAN[n]} {title}",
        lambda n, base, title: f"第{n + 1}篇:{base}({n * 50 + 600}字)",
    ],
}
SECTIONS = (
    "第{}部分 基本情况", "第{}章 工作总结", "附件{}", "典型案例{}", "第{}篇 发展环境", "表{}",
    "第{}编 一般规定", "第{}条 适用范围", "Part {} 公司概况", "第{}封",
)  # fmt: skip


def split_row(text: Text, count: int) -> str:
    """One line of the table: compilations parted exactly, single documents left whole."""
    pipe, exact, whole = Pipeline(Split()), 0, 0
    for turn in range(count):
        style = STYLES[text.part][turn % len(STYLES[text.part])]
        number, base = text.rng.randint(2, 9), text.title()
        bodies = [text.paragraphs(3, 6)[1:] for _ in range(number)]
        head = [f"{base}({number}篇)", "以下内容供大家参考。"]
        parts = [[style(n, base, text.title()), *body] for n, body in enumerate(bodies)]
        found = list(pipe([Document("\n".join(chain(head, *parts)))]))
        ends = ["\n".join(body) for body in bodies]
        exact += len(found) == number and all(
            doc.text.endswith(end) and len(doc.text) - len(end) < 60
            for doc, end in zip(found, ends, strict=True)
        )
        section = text.rng.choice(SECTIONS)
        lines = [[section.format(HAN[n]), *body] for n, body in enumerate(bodies)]
        single = Document("\n".join([f"{base}全文", *chain(*lines)]))
        whole += [doc.text for doc in pipe([single])] == [single.text]
    return f"{'splits':14} {text.part:9} exact {exact}/{count}  others whole {whole}/{count}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Joins and splits on damaged pages.")
    parser.add_argument("--text", type=Path, help="paragraphs of a corpus of one's own, one a line")
    parser.add_argument("--count", type=int, default=60, help="pages of each kind")
    given, _ = parser.parse_known_args()
    corpus = given.text.read_text("utf-8").splitlines() if given.text else []
    for part in NAMES:
        text = Text(random.Random(part), part, [line for line in corpus if line.strip()])
        for kind in (page_breaks, page_numbers, previews, hard_wraps):
            print(join_row(kind, text, given.count), flush=True)
        print(split_row(text, given.count), flush=True)


if __name__ == "__main__":
    main()
