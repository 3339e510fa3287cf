"""The title stays once as the first line; its repeats go, and it is copied to ``meta``."""

from __future__ import annotations

from typing import Any

from cleaner.regex import later
from cleaner.rulebook import untitled
from cleaner.rulebook.decide import Left
from cleaner.rulebook.headline import LONGEST, is_office
from cleaner.rulebook.headline import title_row as row_of
from cleaner.rulebook.naming import EDGE, LABELLED, core, is_page_name, same, unfiled
from cleaner.rulebook.own import DAY
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page

ALT = later(
    r"!\[(.{4,120}?)_第\d{1,4}页\]\(.*\)|(.{4,120}?)_第\d{1,4}页|(.{4,80})\.(?:docx?|pdf|pptx?|wps)"
)
NAMED = (".doc", ".docx", ".pdf", ".ppt", ".pptx", ".wps")
FILE_MARKS = ("_第", ".doc", ".pdf", ".ppt", ".wps")
"""One of these stands in every name of a file or page image."""
FILE_NAME = 3
PARAGRAPH = 18
"""Characters of the paragraphs between which an inserted title stands."""
TOP = 8
"""Rows at the head among which a path stands."""
SIGN = 4
"""Characters of a title a line must hold before the two are compared."""


def titles(page: Page, left: Left, shape: Shape) -> int | None:
    """Find the title among the first lines left, let its repeats go; its row."""
    row = title_row(page, shape)
    if row is None:
        return None
    twin = page.twins[row]
    sign = core(twin)[:SIGN]
    for n in shape.kept:
        other = page.twins[n]
        if n == row or sign[:1] not in other or sign[-1:] not in other or n in left.gone:
            continue
        if sign not in EDGE.sub("", other[: 4 * LONGEST]):
            continue
        if again(page, shape, row, n, twin):
            left.take([n], "title-again")
    return row


def image_title(page: Page) -> str:
    """The title that page images give, or nothing; asked once per page."""
    if page.named is None:
        named, strong = from_files(page)
        page.named = named if strong else ""
    return page.named


def read_title(page: Page, shape: Shape, meta: dict[str, Any]) -> None:
    """Copy the title to meta, once all that went is gone."""
    row = title_row(page, shape)
    if row is not None and not shape.doubted:
        rows = range(begins(page, shape, row), ends(page, shape, row) + 1)
        meta["title"] = "".join(display(page, n) for n in rows)
    elif named := from_files(page)[0] or run_in(page, shape):
        meta.setdefault("title", named)


def begins(page: Page, shape: Shape, row: int) -> int:
    """The first row of a title that ends on this one."""
    twins, gone = page.twins, shape.left.gone
    first = row
    while first and first - 1 not in gone and untitled.goes_on(twins[first - 1], twins[row]):
        first -= 1
    over = first - 1
    signed = first < row and over >= 0 and over not in gone and not twins[first].endswith("年")
    return over if signed and is_office(twins[over]) else first


def ends(page: Page, shape: Shape, row: int) -> int:
    """The row on which a title that begins on this one ends."""
    below = row + 1
    more = below < len(page) and below not in shape.left.gone and shape.head(below)
    return below if more and untitled.goes_on(page.twins[row], page.twins[below]) else row


def run_in(page: Page, shape: Shape) -> str:
    """A title with which the first row of the text begins, run together with it, or the last step
    of the path over it."""
    row = shape.kept[0] if shape.kept else None
    if row is not None and (place := untitled.run_in(page.twins[row])):
        return page.original(row, *place).strip()
    for n in shape.kept[:TOP]:
        if shape.head(n) and untitled.heads_chapter(page.twins[n]):
            return display(page, n)
    for n in range(min(shape.first, TOP)):
        if n in shape.left.gone and (place := untitled.last_step(page.twins[n])):
            return page.original(n, *place).strip()
    return ""


def title_row(page: Page, shape: Shape) -> int | None:
    """The row of the title."""
    return row_of(page, shape, "" if shape.titled else image_title(page))


def again(page: Page, shape: Shape, row: int, n: int, twin: str) -> bool:
    """Whether row ``n`` repeats the title where a page would: before the body, at its foot, or,
    letter for letter, between two paragraphs."""
    other = page.twins[n]
    if len(other) > LONGEST + 40:
        return False
    if not same(twin, other) and not (shape.head(n) and is_page_name(other, twin)):
        return False
    if shape.outside(n):
        return not signs(page, shape, n)
    return (
        len(core(twin)) >= SIGN
        and core(other) == core(twin)
        and n - row > 1
        and between(page, shape, n)
    )


def signs(page: Page, shape: Shape, n: int) -> bool:
    """Whether a row below the text is an office over its day: a signature, whatever the title."""
    at = shape.place(n) + 1
    below = shape.kept[at : at + 1]
    signed = any(DAY.fullmatch(page.twins[m]) for m in below)
    return shape.tail(n) and signed and is_office(page.twins[n])


def between(page: Page, shape: Shape, n: int) -> bool:
    """Whether a row stands between two paragraphs, no heading or addressee after it."""
    at = shape.place(n)
    around = shape.kept[at - 1 : at] + shape.kept[at + 1 : at + 2]
    return len(around) == 2 and all(
        "。" in page.twins[m] and len(page.twins[m]) >= PARAGRAPH for m in around
    )


def display(page: Page, row: int) -> str:
    """The title as the page has it, annotations and outer marks left out."""
    twin = page.twins[row]
    found = LABELLED.match(twin)
    start, end = untitled.span(twin)
    text = page.original(row, max(start, found.end() if found else 0), end).strip()
    raw = page.raw(row).strip()
    if raw[:2] == "**" != raw[-2:]:
        text = "**" + text  # a masked name, not bold type
    return unfiled(text) or text


def from_files(page: Page) -> tuple[str, bool]:
    """A title from the name of a file or page image, and whether it is a page image's."""
    if not any(mark in page.folded for mark in FILE_MARKS):
        return "", False
    for row, twin in enumerate(page.twins[:30]):
        if ("_第" in twin or twin.endswith(NAMED)) and (found := ALT.fullmatch(twin)):
            group = found.lastindex or 1
            return page.original(row, *found.span(group)).strip(), group < FILE_NAME
    return "", False
