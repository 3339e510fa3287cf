"""A seeded corpus of invented reports and their reposts, with the truth about who copies whom.

Every text is composed from vocabularies and sentence shapes, so that unrelated reports share stock
phrases and little else. ``dialect`` chooses vocabularies: thresholds were set on ``plain`` and are
reported for ``other`` too, which has words, shapes and strengths of disguise of its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from benchmarks.repost_words import DIALECTS, OTHER, PLAIN, Words

__all__ = ["DIALECTS", "OTHER", "PLAIN", "Author", "Item", "corpus"]

SISTERS = ("other-year", "other-city")
HARD_SISTERS = (*SISTERS, "other-office", "other-numbers", "only-year", "only-city", "only-office")
"""``only``: not a word and not a number differs but the year, the city or the office."""
LOSSLESS = ("exact", "swapped", "cut", "padded", "traditional", "dropped-in", "shuffled")
"""Disguises after which it can still be told of which of two such sisters a copy is."""
STYLES = {"report": (1.0, 0.15), "law": (0.9, 0.4), "notice": (0.2, 0.25), "short": (0.06, 0.1)}
"""Length, as a share of a report's, and share of stock phrases."""


@dataclass
class Report:
    """An invented report: sentences with their blanks filled, by paragraph."""

    city: str
    office: str
    year: int
    title: str
    paragraphs: list[list[str]]

    def text(self) -> str:
        return "\n".join([self.title, *("".join(p) for p in self.paragraphs)])


@dataclass
class Item:
    """One document of the corpus; ``origin`` names the report it is of, ``holds`` those inside."""

    id: str
    text: str
    kind: str
    origin: str
    holds: tuple[str, ...] = ()


@dataclass
class Author:
    """Writes reports in one dialect."""

    random: random.Random
    words: Words
    strength: float = 1.0
    length: int = 2200
    stock_share: float = 0.15
    style: str = "report"
    cities: list[str] = field(default_factory=list)

    def city(self) -> str:
        a, b = self.random.sample(self.words.names, 2)
        return a + b

    def number(self) -> str:
        r = self.random
        kinds = (str(r.randint(2, 99)), str(r.randint(100, 9999)), f"{r.uniform(1, 99):.1f}")
        return r.choice(kinds)

    def sentence(self, year: int) -> str:
        w, pick = self.words, self.random.choice
        if self.random.random() < self.stock_share:
            return pick(w.stock)
        return pick(w.shapes).format(
            a=pick(w.adverbs), d=pick(w.does), d2=pick(w.does), k=pick(w.kinds), k2=pick(w.kinds),
            t=pick(w.things), t2=pick(w.things), m=pick(w.means), e=pick(w.ends), n=self.number(),
            n2=self.number(), u=pick(w.units), u2=pick(w.units), p=self.number(), y=year,
            p0=pick(("全市", "我市", "全局", "")),
        )  # fmt: skip

    def report(self) -> Report:
        r, w = self.random, self.words
        city, office, year = self.city(), r.choice(w.offices), r.randint(2006, 2024)
        title = r.choice(w.titles).format(c=city, o=office, y=year)
        opening = f"{year}年，{city}市{office}紧紧围绕中心工作，" + self.sentence(year)
        paragraphs, size, heads = [[opening]], 0, r.sample(w.heads, min(10, len(w.heads)))
        length = self.length * r.uniform(0.5, 1.6)
        while size < length:
            if self.style == "law":
                paragraphs.append([f"第{numeral(len(paragraphs))}条 ", self.sentence(year)])
                size += len(paragraphs[-1][1])
                continue
            if size > len(paragraphs) * 120 and heads:
                paragraphs.append([f"{'一二三四五六七八九十'[10 - len(heads)]}、{heads.pop()}"])
            lines = [self.sentence(year) for _ in range(r.randint(2, 5))]
            if r.random() < 0.3:
                lines[0] = f"{city}市" + lines[0]
            paragraphs.append(lines)
            size += sum(map(len, lines))
        paragraphs.append([f"{city}市{office}", f"{year + 1}年1月{r.randint(3, 28)}日"])
        return Report(city, office, year, title, paragraphs)

    def sister(self, report: Report, kind: str) -> Report:
        """The same office a year later, another city or office that writes with the same words."""
        r = self.random
        only = kind.startswith("only")
        same = 1.0 if only or kind == "other-numbers" else r.uniform(0.35, 0.85)
        city = self.city() if kind.endswith("city") else report.city
        office = r.choice(self.words.offices) if kind.endswith("office") else report.office
        while kind.endswith("office") and office == report.office:
            office = r.choice(self.words.offices)
        shift = r.choice((-1, 1, 2)) if kind.endswith("year") else 0

        def moved(text: str) -> str:
            if not only:
                text = re.sub(r"\d+(\.\d+)?(?!年)(?![\d.])", lambda _: self.number(), text)
            text = re.sub(r"(20[0-2]\d)(?=年)", lambda m: str(int(m[1]) + shift), text)
            return text.replace(report.city, city).replace(report.office, office)

        year = report.year + shift
        paragraphs = [
            [moved(s) if len(s) < 20 or r.random() < same else self.sentence(year) for s in p]
            for p in report.paragraphs
        ]
        paragraphs[0] = [moved(s) for s in report.paragraphs[0]]
        title = re.sub(r"\d{4}", str(year), report.title)
        title = title.replace(report.city, city).replace(report.office, office)
        return Report(city, office, year, title, paragraphs)


def numeral(n: int) -> str:
    """A number below a hundred in han."""
    tens, ones = divmod(n, 10)
    ten = ("" if tens == 1 else "〇一二三四五六七八九"[tens]) + "十" if tens else ""
    return ten + ("〇一二三四五六七八九"[ones] if ones else "")


Disguise = Callable[[Author, Report], str]


def masked(a: Author, report: Report) -> str:
    """Names of the place and years hidden, as document mills do."""
    r = a.random
    x = r.choice(("xx", "XX", "××", "某", "**"))
    text = report.text().replace(report.city, x)
    how = r.choice((r"\d{4}(?=年)", r"(?<=20)\d\d(?=年)"))
    text = re.sub(how, r.choice(("xx", "XX", "××")), text)
    return text.replace(report.office, r.choice((report.office, f"{x}局")))


def digits_gone(a: Author, report: Report) -> str:
    """All numbers lost."""
    return re.sub(r"\d+(\.\d+)?", "", report.text())


def swapped(a: Author, report: Report) -> str:
    """Words replaced by others of like meaning."""
    text, r = report.text(), a.random
    share = 0.7 * a.strength
    for old, new in a.words.swaps.items():
        text = re.sub(old, lambda m, new=new: new if r.random() < share else m[0], text)
    return text


def cut(a: Author, report: Report) -> str:
    """The end missing."""
    text = report.text()
    return text[: int(len(text) * a.random.uniform(0.5, 0.9))]


def shuffled(a: Author, report: Report) -> str:
    """Paragraphs in another order."""
    paragraphs = ["".join(p) for p in report.paragraphs]
    a.random.shuffle(paragraphs)
    return "\n".join([report.title, *paragraphs])


def around(a: Author, text: str) -> str:
    """A text inside the furniture of a page."""
    r, f = a.random, a.words.furniture
    head, foot = r.sample(f, r.randint(1, 3)), r.sample(f, r.randint(2, 4))
    day = f"{r.randint(2015, 2024)}-0{r.randint(1, 9)}-1{r.randint(0, 9)}"
    count = f"发布时间：{day} 浏览次数：{r.randint(9, 9999)}"
    return "\n".join([*head, count, text, *foot])


def padded(a: Author, report: Report) -> str:
    """The report inside the furniture of a page."""
    return around(a, report.text())


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    return opencc.OpenCC("s2t").convert  # type: ignore[no-any-return]


@cache
def _reading(han: str) -> str:
    from pypinyin import Style, pinyin

    return str(pinyin(han, style=Style.TONE)[0][0])


def traditional(a: Author, report: Report) -> str:
    """Traditional characters, mostly with the reading after each that changed."""
    plain = report.text()
    text = _converter()(plain)
    if len(text) != len(plain) or a.random.random() < 0.2:
        return text
    changed = ((t, s) for t, s in zip(text, plain, strict=True))
    return "".join(f"{t}({_reading(s)})" if t != s else t for t, s in changed)


def sprinkled(a: Author, text: str) -> str:
    """Characters dropped in against copying."""
    r = a.random
    dirt = ("@", "*", "x3", " ", "&", "#q", "□", "〓", "jz")
    rate = 0.02 * a.strength
    return "".join(c + r.choice(dirt) if r.random() < rate else c for c in text)


def dropped_in(a: Author, report: Report) -> str:
    """The report with characters dropped in."""
    return sprinkled(a, report.text())


def excerpt(a: Author, report: Report) -> str:
    """A stretch from the middle."""
    text = report.text()
    size = int(len(text) * a.random.uniform(0.2, 0.45))
    start = a.random.randint(0, len(text) - size)
    return text[start : start + size]


def all_at_once(a: Author, report: Report) -> str:
    """Swapped, masked, shuffled, cut, traditional, padded and sprinkled."""
    milder = Author(a.random, a.words, a.strength * 0.5)
    text = swapped(milder, report)
    text = text.replace(report.city, "xx")
    text = re.sub(r"\d{4}(?=年)", "20xx", text)
    lines = text.split("\n")
    if a.random.random() < 0.5:
        body = lines[1:]
        a.random.shuffle(body)
        lines = [lines[0], *body]
    text = "\n".join(lines)
    text = text[: int(len(text) * a.random.uniform(0.7, 0.95))]
    if a.random.random() < 0.5:
        text = _converter()(text)
    return around(a, sprinkled(milder, text))


DISGUISES: dict[str, Disguise] = {
    "exact": lambda a, r: r.text(), "masked": masked, "digits-gone": digits_gone,
    "swapped": swapped, "cut": cut, "shuffled": shuffled, "padded": padded,
    "traditional": traditional, "dropped-in": dropped_in, "excerpt": excerpt,
    "all-at-once": all_at_once,
}  # fmt: skip


def corpus(
    n: int, seed: int = 1, dialect: str = "plain", strength: float = 1.0, length: int = 2200,
    hard: bool = False,
) -> list[Item]:  # fmt: skip
    """About ``n`` documents in random order: reports, reposts of all kinds, sister reports.

    ``hard`` adds laws, notices and very short documents, sisters that differ in little, and one
    cluster of 500.
    """
    rand = random.Random(f"{seed}-{dialect}{'-hard' * hard}")
    author = Author(rand, DIALECTS[dialect], strength, length)
    items: list[Item] = []
    bodies: list[tuple[str, str]] = []
    if hard:
        report = author.report()
        for k in range(500):
            text = DISGUISES[rand.choice(("exact", "swapped", "padded", "masked"))](author, report)
            items.append(Item(f"big/{k}", text, "big", "big"))
    while len(items) < n * 0.96:
        if hard:
            author.style = rand.choice([*STYLES])
            share, author.stock_share = STYLES[author.style]
            author.length = int(length * share)
        report, name = author.report(), f"r{len(items):06}"
        family, kinds = [(name, report)], [*DISGUISES]
        if rand.random() < 0.25:
            kind = rand.choice(HARD_SISTERS if hard else SISTERS)
            close = kind.startswith("only") or kind == "other-numbers"
            kinds = [*LOSSLESS] if close or author.style == "short" else kinds
            for k in range(1 if close else rand.randint(1, 2)):
                family.append((f"{name}s{k}-{kind}", author.sister(report, kind)))
        for origin, one in family:
            what = author.style if hard else "original"
            items.append(Item(f"{origin}/0", one.text(), what, origin))
            if author.style != "short":
                bodies.append((origin, one.text()))
            for k in range(rand.choice((0, 0, 1, 1, 2, 3))):
                kind = rand.choice(kinds)
                items.append(Item(f"{origin}/{k + 1}", DISGUISES[kind](author, one), kind, origin))
    while len(items) < n:
        parts = rand.sample(bodies, 2 if rand.random() < 0.7 else rand.randint(3, 5))
        held = tuple(origin for origin, _ in parts)
        if hard and rand.random() < 0.5:  # and one that stands nowhere else
            parts.insert(rand.randint(0, len(parts)), ("", author.report().text()))
        text = "\n\n".join(part for _, part in parts)
        if rand.random() < 0.5:
            text = around(author, text)
        items.append(Item(f"c{len(items):06}", text, "compilation", "", held))
    rand.shuffle(items)
    return items
