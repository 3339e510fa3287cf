"""The title stays once as the first line; its repeats go, and it is copied to ``meta``."""

from __future__ import annotations

from typing import Any

from cleaner.regex import later
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
    if row is not None:
        meta["title"] = display(page, row)
    elif named := from_files(page)[0]:
        meta.setdefault("title", named)


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
    text = page.original(row, 0, len(page.twins[row])).strip()
    raw = page.raw(row).strip()
    if raw[:2] == "**" != raw[-2:]:
        text = "**" + text  # a masked name, not bold type
    found = LABELLED.match(page.twins[row])
    text = text[found.end() :].strip() if found else text
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
