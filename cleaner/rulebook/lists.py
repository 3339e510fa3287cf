"""Lists of links: known by the heading over them and by the shape of their items."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from cleaner.regex import later
from cleaner.rulebook.decide import Left
from cleaner.rulebook.rule import Rule
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.titles import title_row
from cleaner.rulebook.twin import Page

ITEM = 60
"""Longest title in a list of links."""
DATED_ITEM = later(
    r"(?:.{4,50}[^\d年月./-]|)[\[( ]?(?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])]?|"
    r"[\[(]?(?:(?:19|20)\d{2}[-/.])?\d{1,2}[-/.]\d{1,2}[\])]? .{4,50}|"
    r"\(?\d{1,4} ?[pP页]\.?\)? .{3,50}|.{3,60}\.(?:docx?|pptx?|pdf|xlsx?|wps|rar|zip)(?: .{1,20})?|"
    r".{4,50}\d{1,6} ?(?:人关注|次阅读|人阅读|次浏览|次下载|人浏览|人看过|人喜欢|阅读|评论|浏览)"
)
TEASER = later(
    r".{8,200}(?:…|\.{3,6}) ?(?:\[?(?:更多|详细|全文|阅读全文|详情|查看全文|more)[>\]» ]{0,3})?"
)
BULLET = later(r"[ \t\u3000\xa0]*(?:[-*•·●▪◆■○◇>]|\d{1,2}[.、])[ \t\u3000\xa0]*\S")
HEADING = later(
    r"(?:[一二三四五六七八九十百]{1,3}、|第[一二三四五六七八九十百\d]{1,3}[章条节编部分]"
    r"|\([一二三四五六七八九十]{1,2}\)|附件|附表|附录)"
)
SIGNED = later(
    r"(?:[12]\d{3}|[○〇零二一O]{1,2}[○〇零一二三四五六七八九O]{2,3})年.{1,3}月.{1,3}日"
    r"|.{2,20}(?:局|厅|委员会|办公室|政府|公司|学校|学院|大学|中心|部|院|委)"
)
NUMBERED = later(r"\d{1,2}(?:\.\d{1,2})* (?=[一-鿿])")
"""A section's number before its heading."""
COUNTED_OFF = later(r"^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.)] ?")
CONTENT_RULES = ("news/toc-of-page",)
CONTENTS = 20
"""Kept lines at the head in which a page links to its own headings."""
MIN_DATED = 3
"""Dated or counted titles that follow one another before they are a list without a heading."""


def lists(page: Page, left: Left, matches: Mapping[int, Sequence[Rule]], shape: Shape) -> None:
    """Headings of link lists, with their items."""
    heads = [r for r, rules in matches.items() if any(m.kind == "heading" for m in rules)]
    heads = [r for r in heads if not NUMBERED.match(page.twins[r])]
    title = title_row(page, shape) if heads else None
    seen = -1
    for row in sorted(heads):
        if row == title:
            continue
        if row <= seen:  # one list's items, or a heading among them
            left.take([row], "list-heading")
            continue
        items = items_after(page, row, shape)
        seen = items[-1] if items else seen
        if row in left.gone or items or alone(left, row, shape):
            left.take([row], "list-heading")
            left.take(items, "list-of-links")
    if left.gone:
        contents(page, left, shape)
    dated(page, left, shape)


def contents(page: Page, left: Left, shape: Shape) -> None:
    """The page's own links to the headings below, under a heading of theirs that went."""
    for at, row in enumerate(shape.kept[:CONTENTS]):
        if left.gone.get(row - 1) not in CONTENT_RULES:
            continue
        places = {bare(page.twins[n]): n for n in shape.kept[at:]}
        for n in shape.kept[at:]:
            if places[bare(page.twins[n])] == n:
                break
            left.take([n], "list-of-links")


def bare(twin: str) -> str:
    """A heading without its number."""
    return COUNTED_OFF.sub("", twin, 1)


def items_after(page: Page, row: int, shape: Shape) -> list[int]:
    """The items under a heading: to the page's end where nothing but items follows, else the run
    of lines that carry a mark of links."""
    out: list[int] = []
    at = bisect_right(shape.kept, row)
    while at < len(shape.kept) and is_item(page.twins[shape.kept[at]]):
        out.append(shape.kept[at])
        at += 1
    if at == len(shape.kept) or row > shape.last >= 0:
        return unsigned(page, out)
    marked = []
    for n in out:
        if not is_marked(page, n):
            break
        marked.append(n)
    return marked


def is_marked(page: Page, row: int) -> bool:
    """Whether a row carries a mark of links: a bullet, a date, a count, a bar, a cut."""
    twin = page.twins[row]
    return (
        BULLET.match(page.raw(row)) is not None
        or "|" in twin
        or DATED_ITEM.fullmatch(twin) is not None
        or TEASER.fullmatch(twin) is not None
    )


def is_item(twin: str) -> bool:
    """Whether a line could be a title in a list, or a teaser under one."""
    if TEASER.fullmatch(twin):
        return True
    return (
        len(twin) <= ITEM and "。" not in twin and twin[-1] not in ";;:" and not HEADING.match(twin)
    )


def unsigned(page: Page, rows: list[int]) -> list[int]:
    """The rows up to a signature with its date: that is the document's."""
    for at, n in enumerate(rows):
        if SIGNED.fullmatch(page.twins[n]) and any(c in page.twins[n] for c in "年") and at <= 2:
            return rows[: max(0, at - 1)]
    return rows


def alone(left: Left, row: int, shape: Shape) -> bool:
    """Whether a heading without items stands where its list was: outside the body, or among rows
    that went."""
    return shape.tail(row) or left.company(row) >= 1 or (shape.head(row) and row > 0)


def dated(page: Page, left: Left, shape: Shape) -> None:
    """Runs of dated or counted titles after the body, and the teasers among them."""
    run: list[int] = []
    below = shape.kept[bisect_right(shape.kept, shape.last) :] if shape.last >= 0 else []
    for row in [*(n for n in below if n not in left.gone), -1] if len(below) >= MIN_DATED else ():
        twin = page.twins[row] if row >= 0 else ""
        if (
            row >= 0
            and len(twin) > 8
            and (DATED_ITEM.fullmatch(twin) or (run and TEASER.fullmatch(twin)))
        ):
            run.append(row)
            continue
        if len(run) >= MIN_DATED:
            left.take(run, "list-of-links")
        run = []
