"""The document's own card: lines of labels between title and text that no list of a page's names.

An exhibit has its age and size there, an office's service its terms, a briefing its time and place.
"""

from __future__ import annotations

from cleaner.regex import later
from cleaner.rulebook.labels import Card
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page
from cleaner.rulebook.unlisted import listed

FIELD = later(r"[一-鿿]{2,6} ?:[^/]")
"""A label of a few Han characters with its value behind it."""
RUN = 3
"""Lines of labels that follow one another before they are a card."""
OWN = 2
"""Of them, labels that no list of a page's names, and not fewer than those one names."""
CARD = 12
"""Rows such a card has at most."""


def own_fields(page: Page, shape: Shape, title: int | None) -> frozenset[int]:
    """The rows of the document's own card under its title."""
    if title is None or title >= shape.first:
        return frozenset()
    out: list[int] = []
    run: list[int] = []
    for row in range(title + 1, min(len(page), max(shape.first, title) + CARD)):
        if FIELD.match(page.twins[row]) and not many(page.card(row)):
            run.append(row)
            continue
        if run and page.raw(row)[:2].isspace():
            continue  # a value's second line
        out += run if is_own(page, run) else []
        if row > shape.first:
            return frozenset(out)
        run = []
    return frozenset(out + run if is_own(page, run) else out)


def many(card: Card | None) -> bool:
    """Whether a row is a page's for sure: several labels of its list."""
    return card is not None and sum(listed(s.words) for s in card.segments) > 1


def is_own(page: Page, run: list[int]) -> bool:
    """Whether lines of labels that follow one another are the document's."""
    known = sum(is_listed(page.card(row)) for row in run)
    return len(run) >= RUN and len(run) - known >= max(OWN, known)


def is_listed(card: Card | None) -> bool:
    """Whether a row's label is one of a page's."""
    return card is not None and any(listed(s.words) for s in card.segments)
