"""What stands around a row, as numbers: who went beside it, what it has in common with the text."""

from __future__ import annotations

import re

from cleaner.rulebook.decide import Left
from cleaner.rulebook.evidence import form
from cleaner.rulebook.headline import overlap
from cleaner.rulebook.own import DAY
from cleaner.rulebook.shape import TAIL, Shape
from cleaner.rulebook.twin import Page

AROUND = 3
"""Rows on either side whose fate speaks for a row's own."""
RUN = 8
"""Rows that stay side by side: so many are the document's."""
COLUMN = re.compile(r" ?\| ?| +")
FIGURE = re.compile(r"\d")
AGAIN = ("title-again", "first-paragraph-again", "paragraph-again", "copy-of-the-text")
"""Rows that went as the text's own words."""
WORDS = 4000
"""Characters of the rows that went with which a row's words are compared."""
OWN_SIGNS = ("own", "full", "heading", "signing")
"""What a row of the document's own shows."""


def around(
    page: Page, left: Left, shape: Shape, row: int, zone: str, body: tuple[int, int]
) -> dict[str, float]:
    """What stands around a row, each sign from 0 to 1."""
    gone, count = left.gone, left.count
    above, below = row == 0 or row - 1 in gone, row == count - 1 or row + 1 in gone
    window = range(max(0, row - AROUND), min(count, row + AROUND + 1))
    near = sum(n in gone for n in window) / (2 * AROUND)
    kin = min(1.0, 2 * overlap(page.twins[row], shape.words))
    return {
        "above": above,
        "below": below,
        "both": above and below,
        "near": near,
        "run": run(left, row) / RUN,
        "echo": min(1.0, 2 * overlap(page.twins[row], furniture(page, left))),
        "edge": at_edge(left, row),
        zone + "-joined": joined(left, row, body) and not out_of(page, left, shape, row, zone),
        zone + "-next": row in (body[0] - 1, body[1] + 1),
        "free": zone == "tail" and free(page, left, row),
        "signed": zone == "tail" and signed(page, left, shape, row),
        "listing": gone.get(row - 1, "").startswith("list"),
        "table": in_table(page, left, row),
        zone: 1.0,
        zone + "-akin": kin,
        zone + "-near": near,
    }


def furniture(page: Page, left: Left) -> str:
    """The words of the rows that went, but for a title's repeats."""
    if page.gone_words is None or page.gone_words[0] != len(left.gone):
        rows = (page.twins[n] for n, rule in left.gone.items() if rule not in AGAIN)
        page.gone_words = (len(left.gone), "\n".join(rows)[:WORDS])
    found: str = page.gone_words[1]
    return found


def joined(left: Left, row: int, body: tuple[int, int]) -> bool:
    """Whether nothing went between a row and the text."""
    between = range(row, body[0]) if row < body[0] else range(body[1] + 1, row)
    return not any(n in left.gone for n in between)


def out_of(page: Page, left: Left, shape: Shape, row: int, zone: str) -> bool:
    """Whether the document was signed over a row."""
    return zone == "tail" and signed(page, left, shape, row)


def at_edge(left: Left, row: int) -> bool:
    """Whether nothing stays between a row and its end of the page."""
    return all(n in left.gone for n in range(row)) or all(
        n in left.gone for n in range(row + 1, left.count)
    )


def free(page: Page, left: Left, row: int) -> bool:
    """Whether nothing of the document's own stays below a row."""
    return not any(
        form(page, n).get(sign)
        for n in range(row + 1, left.count)
        if n not in left.gone
        for sign in OWN_SIGNS
    )


def signed(page: Page, left: Left, shape: Shape, row: int) -> bool:
    """Whether the document's day stands over a row under the text."""
    return any(
        DAY.fullmatch(page.twins[n])
        for n in range(max(shape.last + 1, row - TAIL), row)
        if n not in left.gone
    )


def run(left: Left, row: int) -> int:
    """Rows that stay side by side with this one, up to a run that is the document's."""
    size = 0
    for step in (-1, 1):
        n = row + step
        while 0 <= n < left.count and n not in left.gone and size < RUN:
            size, n = size + 1, n + step
    return size


def in_table(page: Page, left: Left, row: int) -> bool:
    """Whether a row has as many cells as one beside it that stays and counts something, or
    stands over such rows as their caption."""
    below = row + 1
    if rows_alike(page, left, row, (row - 1, below)):
        return True
    return below < left.count and rows_alike(page, left, below, (below + 1,))


def rows_alike(page: Page, left: Left, row: int, beside: tuple[int, ...]) -> bool:
    """Whether a row that stays has as many cells as one beside it with a figure in it."""
    cells = row not in left.gone and len(COLUMN.split(page.twins[row]))
    return cells > 1 and any(
        len(COLUMN.split(page.twins[n])) == cells and FIGURE.search(page.twins[n])
        for n in beside
        if 0 <= n < left.count and n not in left.gone
    )
