"""What lines beside the title tell of a text that no label, stamp or rule read: who wrote it, the
day, cards whose labels have no colon.

Whether they go or stay is not asked here.

>>> bare("索引号 001/2011-20 主题分类 综合类").get("index_number"), bare("文号 由办公室编排")
('001/2011-20', {})
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleaner.regex import later
from cleaner.rulebook import values
from cleaner.rulebook.labels import MAX_CARD, span_value
from cleaner.rulebook.people import credit, writer
from cleaner.rulebook.rule import SHORT
from cleaner.rulebook.shape import HEAD, Shape, is_sentence
from cleaner.rulebook.twin import Page

NEAR = 6
"""Rows under a title among which its writer is named."""
OVER = 3
"""Rows of a page without a title among which its writer is."""
BARE = later(
    r"(?:^|(?<= ))(?P<index_number>索引号)|(?:^|(?<= ))(?P<document_number>文号|发文字号)"
    r"|(?:^|(?<= ))(?P<publisher>发布机构|发文机关|发布单位|公开责任部门|制发机关)"
    r"|(?:^|(?<= ))(?P<document_date>成文日期|生成日期)"
    r"|(?:^|(?<= ))(?P<date>发布日期|发布时间|生成时间|公开日期)"
    r"|(?:^|(?<= ))(?:公开[一-鿿]{2}|主题分类|有效性|文件名称|主题词|时效性)"
)
"""Labels of an index card, which need no colon there."""
DAY = later(
    r"[\[(]?(?:date ?|发布: ?(?:\d{1,2}:\d{2}[ap]m ?)?|[A-Z][a-z]{2}, )?"
    r"((?:19|20)\d{2} ?[-/. ] ?\d{1,2} ?[-/.] ?\d{1,2}(?!\d)|\d{1,2}/\d{1,2}/(?:19|20)\d{2}"
    r"|\d{1,2} [A-Z][a-z]{2} (?:19|20)\d{2})"
)
"""A day with which a line begins."""
FILED = later(r"格式|大小|页数|积分|文档|上传|下载|章节|连载|字数|专利|申请")
"""A card of a file tells the day the file came, not that of the text."""
CHANGED = later(r"更新(?:时间|日期|于)? ?:? ?((?:19|20)\d{2} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2})")
"""The day on which a page was changed."""
VIEWED = later(
    r"(?<![\d:.,/-])(\d[\d,]{0,9}|\d{1,3}(?:\.\d{1,2})?[万wWkK]) ?(?:人?次|人)?"
    r"(?:阅读|浏览|围观|看过)(?![次量人数率时:完])"
)
"""How often a page was read, the count before the word."""
NUMBER = later(r"[\w()\[\]〔〕/. -]*\d[\w()\[\]〔〕/.号 -]*")
CARDED = 2
"""Labels a page's list names from which a row that stays is read."""


def credits(page: Page, shape: Shape, title: int | None, meta: dict[str, Any]) -> None:
    """Read the rows beside the title for what is still unknown."""
    gone = shape.left.gone
    head = range(min(shape.first, len(page), HEAD))
    for row in head:
        if row in gone or not has_card(page, row):
            for key, value in bare(page.twins[row], page, row).items():
                meta.setdefault(key, value)
    near = beside(shape, title)
    for row in near:
        told = labelled(page, row) if row not in gone or not has_card(page, row) else {}
        for key, value in told.items():
            meta.setdefault(key, value)
        if "author" not in meta and (span := credit(page.twins[row]) or writer(page.twins[row])):
            meta["author"] = page.original(row, *span).strip()
    day = first_day(page, [n for n in head if n in gone or n in near])
    if day and day != meta.get("document_date"):
        meta.setdefault("date", day)
    if "views" not in meta:
        below = head if title is None else range(max(0, title - OVER), len(head))
        counts = (VIEWED.search(page.twins[n][:SHORT]) for n in below)
        read = next((values.views(m[1]) for m in counts if m), None)
        if read is not None:
            meta["views"] = read


def first_day(page: Page, rows: Sequence[int]) -> str | None:
    """The first day with which a row begins; else the day of a change, unless of a file's card."""
    lines = [page.twins[n][:SHORT] for n in rows]
    days = (values.date(m[1]) for x in lines if (m := DAY.match(x)))
    if found := next(filter(None, days), None):
        return found
    if any(map(FILED.search, lines)):
        return None
    days = (values.date(m[1]) for x in lines if (m := CHANGED.search(x)))
    return next(filter(None, days), None)


def labelled(page: Page, row: int) -> dict[str, Any]:
    """What several labels in a row tell, or one that is a page's for sure."""
    if len(page.twins[row]) > MAX_CARD or is_sentence(page.twins[row]):
        return {}
    card = page.card(row)
    if card is not None and card.strong:
        return dict(card.meta(page, row))
    found = [p for p in page.labels.found(page.twins[row]) if p.name in page.labels.words]
    return dict(page.labels.loose(page, row)) if len(found) >= CARDED else {}


def has_card(page: Page, row: int) -> bool:
    """Whether a row's labels are read already."""
    return page.card(row) is not None


def beside(shape: Shape, title: int | None) -> Sequence[int]:
    """The rows in which a writer may be named: right under the title, or over it, or the first of a
    page without one."""
    if title is None or shape.doubted:
        return range(min(shape.first, OVER))
    under = range(title + 1, min(shape.first, title + 1 + NEAR))
    return [*under, *(n for n in range(min(title, OVER)) if n not in shape.left.gone)]


def bare(twin: str, page: Page | None = None, row: int = 0) -> dict[str, Any]:
    """What labels without colons tell; nothing where a value is not of its label's kind."""
    if len(twin) > MAX_CARD or not BARE.match(twin):
        return {}
    found = list(BARE.finditer(twin))
    out: dict[str, Any] = {}
    ends = [m.start() for m in found[1:]] + [len(twin)]
    for m, end in zip(found, ends, strict=True):
        text = twin[m.end() : end].strip(" :")
        field = m.lastgroup
        if not field or not text or (field.endswith("number") and not NUMBER.fullmatch(text)):
            continue
        start = twin.index(text, m.end())
        read = span_value(page, row, field, start, start + len(text)) if page else text
        if read is not None:
            out.setdefault(field, read)
    return out
