"""Lines made of labels with values, and of buttons: cards, bylines, bars.

The whole line must be tiled: a label in a sentence is content.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from cleaner.regex import later
from cleaner.rulebook import unlisted, values
from cleaner.rulebook.bars import Bars
from cleaner.rulebook.fitting import BLANK, COUNTED, DATED, OUTER, SENTENCE, plausible
from cleaner.rulebook.people import named
from cleaner.rulebook.rule import Words
from cleaner.rulebook.twin import Page

MAX_CARD = 240
"""Characters of a line that may be a card: ten labels with their values."""
MAX_LEAD = 12
"""Characters of a word or two before three and more labels."""
MANY, COUNTERS = 3, 2
TYPES = {"date": DATED, "count": COUNTED}
"""What a typed value begins with."""


KINDS = (
    "被", "总", "资料", "文档", "资源", "文件", "文章", "信息", "课件",
    "教案", "试卷", "作品", "图书", "新闻", "公文", "本文", "本篇", "稿件",
    "内容", "页面", "网页", "本页", "帖子", "论文", "小说", "范文", "素材",
)  # fmt: skip
"""What a page calls the thing it shows, before a label: 资料大小, 文章来源."""
LONGEST = 16
"""Characters of the longest label, letter-spaced ones included."""
SET_OFF = later(
    r":|--|\|(?=[ 一-鿿\d])|/(?= )"
    r"|[】\]] ?:?|\d(?<![\d:./-]\d)(?=[\d,]{0,10}\)?(?:[ |┊·次评喜赞收转回下]|$))"
    r"|发[表布]于 ?(?=\d{4})|刊登?于 ?(?=\d{4})|张贴于 ?(?=\d{4})|投稿于 ?(?=\d{4})"
    r"|收录于 ?(?=\d{4})|上传于 ?(?=\d{4})|更新于 ?(?=\d{4})|修改于 ?(?=\d{4})"
    r"|编辑于 ?(?=\d{4})|创建于 ?(?=\d{4})|分享于 ?(?=\d{4})"
)
"""What sets a value off from its label: a colon, a bar, a count that begins, a day posted. Each way
begins with a character of its own, so that a line is searched at the speed of one class."""
BAR = later(r"\||(?<!\d)/|/(?!\d)")
"""A bar or stroke, but for one inside a day."""
MAY_SET_OFF = later(r"[:|\d】\]]|--|/ ")
"""What a line holds wherever a value is set off in it."""
TRAILING_DATE = later(rf" ({DATED.pattern})$")
LED = later(rf"^{DATED.pattern} ?")
"""The day before a writer's name."""
CLOCKED = later(r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日? \d{1,2}:\d{2}")
"""A day with its time, which only a page writes."""
FENCED = later(r"[ \u3000]+[【\[][^】\]]{1,12}[】\]]$")
"""A button in brackets behind a value."""
DAY_AND_NAME = later(rf"(?:{DATED.pattern})[*]? ?[·|/ -]{{1,3}} ?[^。,:;]{{2,14}}")
WRITER = later(r"[一-鿿]{2,4}")
OTHER_DAYS = ("上传于", "更新于", "修改于", "编辑于", "创建于", "收录于", "分享于")
"""Days of the page's own that are not the day it was published."""
POSTED = Words("words", "posted", "label", ("发表于",), "a day posted", (), (), "date", "date")


class Place(NamedTuple):
    """A label in a line, and where what sets its value off ends."""

    start: int
    end: int
    name: str

    def alone(self, line: str) -> bool:
        """Whether it is no part of a longer word; 发布于 may follow what was posted."""
        return not self.start or not is_han(line[self.start - 1]) or self.name[-1] == "于"


class Segment(NamedTuple):
    """One label of a card and where its value stands in the twin."""

    words: Words
    label: str
    start: int
    end: int


class Card(NamedTuple):
    """A line that labels and their values make up."""

    segments: tuple[Segment, ...]
    lead: str
    empty: bool

    @property
    def strong(self) -> bool:
        """Whether it stands for itself: a telling label, or several."""
        known = [s.words for s in self.segments if unlisted.listed(s.words)]
        return len(known) > 1 or any(not w.weak for w in known) or bool(known and self.lead)

    @property
    def name(self) -> str:
        """The rule that takes it."""
        return self.segments[0].words.name

    def meta(self, page: Page, row: int) -> dict[str, Any]:
        """The fields it tells; names in the page's own characters, dates and counts from the
        twin."""
        out: dict[str, Any] = {}
        if self.lead and (found := values.date(self.lead)):
            out["date"] = found
        elif self.lead and WRITER.fullmatch(self.lead) and self.segments[0].words is POSTED:
            out["author"] = self.lead
        if self.lead and "author" not in out and named(bare := LED.sub("", self.lead)):
            out["author"] = bare
        for s in self.segments:
            if s.words.field:
                read = span_value(page, row, s.words.field, s.start, s.end)
                if read is not None:
                    out.setdefault(s.words.field, read)
        return out | day_behind(page.twins[row], self.segments, out)


def day_behind(line: str, segments: Iterable[Segment], out: dict[str, Any]) -> dict[str, Any]:
    """The day that stands behind a name in a label's value, where no label tells one."""
    for s in segments:
        if "date" not in out and s.words.field in ("author", "source"):
            day = DATED.search(line[s.start : s.end])
            if day and (found := values.date(day[0])):
                return {"date": found}
    return {}


def span_value(page: Page, row: int, field: str, start: int, end: int) -> Any:
    """The value of a field that stands at ``start:end`` of a row's twin, or None."""
    if field in values.NAMES:
        start, end = values.name_in(field, page.twins[row], start, end)
    text = page.twins[row][start:end]
    bare = text.strip(OUTER)
    if field in values.NAMES and not values.is_name(bare):
        return None
    if BLANK.fullmatch(text) or (bare and page.bars and page.bars.tiled(bare)):
        return None
    if field in ("date", "document_date"):
        return values.date(text)
    if field == "views":
        found = COUNTED.match(text.strip(" :"))
        return values.views(found[0]) if found else None
    text = page.original(row, start, end).strip()
    return values.value(field, values.trimmed(text if field == "url" else FENCED.sub("", text)))


class Labels:
    """Lines made of labels with values."""

    def __init__(self, words: Iterable[Words]) -> None:
        names = {spaced(n): w for w in words if w.kind == "label" for n in w.names}
        self.words = {k + n: w for k in KINDS for n, w in names.items()} | names
        self.lasts = {n[-1] for n in self.words}
        self.counts = {n for n, w in self.words.items() if w.value == "count" and len(n) > 1}

    def found(self, line: str) -> list[Place]:
        """The labels of a line, in order: known names right before what sets a value off."""
        out: list[Place] = []
        done = 0
        for m in SET_OFF.finditer(line):
            at, end = m.span()
            if at < done:
                continue
            mark = line[at]
            known: Container[str] = self.words
            if mark.isdigit():  # the value is the count itself
                end, known = at, self.counts
                at -= at > done and line[at - 1] == "("
            elif mark not in ":|/-】]":
                out.append(Place(at, end, m[0].strip()))
                done = end
                continue
            start = self._start(line, done, at, known)
            if start >= 0:
                fence = mark in "】]"
                out.append(Place(start - fence, end, spaced(line[start:at])))
                done = end
        return out

    def _start(self, line: str, floor: int, at: int, known: Container[str]) -> int:
        """Where the label before a mark at ``at`` starts, or -1; 【label】 has its bracket before
        it, and a bar sets off only the one label of its line."""
        start, mark = self._name(line, floor, at, known), line[at]
        if mark in "】]":
            return start if start > floor and line[start - 1] in "【[" else -1
        if start < 0 and mark == ":":
            return unlisted.start(line, floor, at)
        if mark in "|/" and start != 0:
            alone = len(BAR.findall(line)) == 1
            return -1 if alone or line[start - 1] != " " else start
        if mark in "|/" and not self.barred(line):
            return -1
        return start

    def barred(self, line: str) -> bool:
        """Whether every bar of a line sets off a label."""
        bars = list(BAR.finditer(line))
        return len(bars) == 1 or all(self._name(line, 0, m.start(), self.words) >= 0 for m in bars)

    def _name(self, line: str, floor: int, end: int, known: Container[str]) -> int:
        """Where the longest known name that ends here starts, or -1."""
        while end > floor and line[end - 1] == " ":
            end -= 1
        if end <= floor or line[end - 1] not in self.lasts:
            return -1
        for start in range(max(floor, end - LONGEST), end):
            if line[start] != " " and spaced(line[start:end]) in known:
                return start
        return -1

    def card(self, line: str, bars: Bars) -> Card | None:
        """The line as a card, or None where anything in it is not a label or a plausible value."""
        if len(line) > MAX_CARD or "。" in line or not MAY_SET_OFF.search(line):
            return None
        found = self.found(line)
        if not found:
            return None
        lead = line[: found[0].start].strip(OUTER)
        writer = self.meaning(found[0].name) is POSTED and len(lead) <= 12
        if lead and not (
            writer
            or DATED.fullmatch(lead)
            or bars.made_of(lead)
            or lead in bars.buttons
            or (self.many(found) and len(lead) <= MAX_LEAD and not SENTENCE.search(lead))
            or DAY_AND_NAME.fullmatch(lead)
        ):
            return None
        last = line
        if not lead and (dated := TRAILING_DATE.search(line)) and dated.start() > found[-1].end:
            lead, last = dated[1], line[: dated.start()]
        segments = self.segments(found, last)
        empty = True
        for s in segments:
            value = last[s.start : s.end].strip(" |;,")
            if not BLANK.fullmatch(value):
                empty = False
                if not plausible(s.words, value, bars):
                    return None
        return Card(tuple(segments), lead, empty)

    def meaning(self, name: str) -> Words:
        """The words of a label; of one that no list names by how it ends."""
        known = self.words.get(name)
        if known or not name.endswith("于"):
            return known or unlisted.words(name)
        return unlisted.KINDS["date"] if name in OTHER_DAYS else POSTED

    def many(self, found: list[Place]) -> bool:
        """Whether so many labels follow one another that what stands before them is of them."""
        known = [self.words[p.name] for p in found if p.name in self.words]
        counters = sum(w.value == "count" for w in known)
        return (len(known) >= MANY and any(not w.weak for w in known)) or counters >= COUNTERS

    def segments(self, found: list[Place], line: str) -> list[Segment]:
        """The labels of a line, each with the place of its value."""
        ends = [p.start for p in found[1:]] + [len(line)]
        return [
            Segment(self.meaning(p.name), p.name, p.end, end)
            for p, end in zip(found, ends, strict=True)
        ]

    def loose(self, page: Page, row: int) -> dict[str, Any]:
        """What the labels of a line that went for another reason tell."""
        line = page.twins[row]
        if "。" in line:
            return {}
        card = page.card(row)
        if card:
            return dict(card.meta(page, row))
        out: dict[str, Any] = {}
        if dated := DATED.match(line):
            out["date"] = values.date(dated[0])
        found = [p for p in self.found(line) if p.alone(line)]
        for s in self.segments(found, line) if found else []:
            value = line[s.start : s.end].strip(" |;,")
            typed = TYPES[s.words.value].match(value) if s.words.value in TYPES else None
            if s.words.field and (typed or plausible(s.words, value, page.bars)):
                read = span_value(page, row, s.words.field, s.start, s.end)
                if read is not None:
                    out.setdefault(s.words.field, read)
        if not found:
            return {}
        out = out | day_behind(line, self.segments(found, line), out)
        clock = CLOCKED.search(line) if "date" not in out else None
        return out | ({"date": values.date(clock[0])} if clock else {})


def is_han(char: str) -> bool:
    """Whether a character is a common Han character: a label inside a longer word is none."""
    return "一" <= char <= "鿿"


def spaced(name: str) -> str:
    """A label without the spaces between its letters."""
    return name.replace(" ", "")
