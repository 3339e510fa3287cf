"""Who wrote a text and when, on lines without labels between the title and the text."""

from __future__ import annotations

from typing import Any

from cleaner.regex import later
from cleaner.rulebook.decide import Left
from cleaner.rulebook.labels import span_value
from cleaner.rulebook.own import WRITER
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.stamps import has_year, stamp
from cleaner.rulebook.twin import Page

NAME = r"[^ 。,:;!?|()\d]{2,14}"
TIME = r"(?: \d{1,2}:\d{2}(?::\d{2})?)?"
NUMERIC = r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
BYLINE = later(
    rf"{NUMERIC}{TIME} [一-鿿·]{{2,4}}"
    rf"|(?:(?:原创|转载|首发|独家) ?)?{NAME}(?: {NAME})?(?: {NAME})?"
    rf" {NUMERIC}{TIME}(?: ?(?:发表于|发布于|来自)[一-鿿]{{2,6}})?"
)
BARE_DATE = later(
    r"\d{1,2}/\d{1,2}/(?:19|20)\d{2}|"
    r"[A-Z][a-z]{2} \d{1,2}(?: [A-Z][a-z]{2})?,? (?:19|20)\d{2}(?: \d{1,2}:\d{2})?|"
    r"[\[(]?(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?: ?\d{1,2}:\d{2}(?::\d{2})?)?[\])]?"
)
UNDER = 12
"""Kept lines at the head among which a byline stands."""


def bylines(page: Page, left: Left, shape: Shape, title: int | None, meta: dict[str, Any]) -> None:
    """A name or two and a numeric day, without labels, beside the title."""
    for row in shape.outside_rows:
        twin = page.twins[row]
        if not shape.head(row):
            break
        if row in left.gone or row == title or shape.place(row) > UNDER:
            continue
        if WRITER.fullmatch(twin) and page.raw(row).strip()[0] in "□◎○":
            meta.setdefault("author", page.original(row, 0, len(twin)).strip())
            left.take([row], "byline")
        if title is None or not has_year(twin) or not BYLINE.fullmatch(twin):
            continue
        for key, value in stamp(page, row).items():
            meta.setdefault(key, value)
        left.take([row], "byline")


def bare_dates(page: Page, left: Left, shape: Shape, meta: dict[str, Any]) -> None:
    """A bare numeric date between title and body is the page's."""
    for row in shape.outside_rows:
        twin = page.twins[row]
        if not shape.head(row):
            break
        if row in left.gone or not has_year(twin) or not BARE_DATE.fullmatch(twin):
            continue
        read = span_value(page, row, "date", 0, len(twin))
        if read and shape.place(row) <= UNDER:
            meta.setdefault("date", read)
            left.take([row], "bare-date")
