"""Short lines judged by the company they keep: among furniture before the title and below the text.

A page's foot, once it has begun, does not turn into the document again; and between two pieces of
furniture over the text stands only the title, or more furniture.
"""

from __future__ import annotations

import re

from cleaner.rulebook.bars import SPOKEN
from cleaner.rulebook.decide import Left
from cleaner.rulebook.furniture import OWN
from cleaner.rulebook.lists import HEADING
from cleaner.rulebook.own import ADOPTED, BODY_NAME, DAY, NUMBER
from cleaner.rulebook.shape import Shape, is_sentence
from cleaner.rulebook.titles import AKIN, MENU, overlap, shaped
from cleaner.rulebook.twin import Page, Sign

BEGUN = 2
"""Rows near each other that went before a page's foot counts as begun."""
FOOT_SHARE = 0.35
"""A foot longer than this part of the page is the page."""
SHORT_LINE = 50
OVER = 30
"""Kept lines at the head among which the title stands."""
SIGNING = re.compile(r"签字|盖章|签章|签名|签订|签署|公章|年 ?月 ?日|法定代表人")
SUBTITLE = re.compile(r"[(—-].*|.*[)]|.*[:,]$")


def company(page: Page, left: Left, shape: Shape) -> None:
    """Let the short rows go that stand inside the furniture over and under the text."""
    if shape.last >= shape.first:
        foot(page, left, shape)
    head(page, left, shape)


def foot(page: Page, left: Left, shape: Shape) -> None:
    """Everything below the place where the foot began, but for the document's own lines."""
    if not left.gone:
        return
    begun = beginning(page, left, shape.last + 1)
    if begun is None:
        return
    rows = [n for n in shape.kept if n > begun and n not in left.gone]
    taken = [n for n in rows if is_plain(page, n)]
    size, total = sum(len(page.twins[n]) for n in taken), sum(map(len, page.twins))
    if size <= FOOT_SHARE * total:
        left.take(taken, "foot-of-the-page")


def beginning(page: Page, left: Left, start: int) -> int | None:
    """The first row gone from ``start`` on that has another beside it, or only plain rows below."""
    for row in range(start, left.count):
        if row not in left.gone or left.gone[row] == "foot-of-the-page":
            continue
        beside = sum(n in left.gone for n in range(row + 1, min(left.count, row + 3)))
        if beside >= BEGUN - 1 or all(is_plain(page, n) for n in range(row, left.count)):
            return row
    return None


def is_plain(page: Page, row: int) -> bool:
    """Whether a row is short and has no mark of the document's own."""
    twin = page.twins[row]
    if len(twin) > SHORT_LINE or (is_sentence(twin) and not page.talks(row)):
        return False
    if "__" in twin or twin[-1] == "。" or SIGNING.search(twin):
        return False
    return not any(p.match(twin) for p in (HEADING, OWN, ADOPTED)) and not any(
        p.fullmatch(twin) for p in (NUMBER, DAY, BODY_NAME)
    )


def head(page: Page, left: Left, shape: Shape) -> None:
    """Rows over the title, among rows that went, or written as no title is."""
    rows = [n for n in shape.kept[:OVER] if shape.head(n) and n not in left.gone]
    last = max((n for n in left.gone if n < shape.first), default=-1)
    doubtful = [n for n in rows if is_doubtful(page, n, last)]
    title = title_of(page, shape, rows) if doubtful else None
    if title is None:
        return
    for n in doubtful:
        between = any(m in left.gone for m in range(n + 1, title))
        if n < title and (between or is_listing(page, n)):
            left.take([n], "head-of-the-page")


def is_doubtful(page: Page, row: int, last: int) -> bool:
    """Whether a row over the text may be the site's: plain, and before a row that went or a
    menu."""
    if not (row < last or is_listing(page, row)):
        return False
    return SUBTITLE.fullmatch(page.twins[row]) is None and is_plain(page, row)


def is_listing(page: Page, row: int) -> bool:
    """Whether a row is a menu, a counter or a name with a day."""
    twin = page.twins[row]
    if page.signs[row] & Sign.BAR and page.bars.tiled(twin):
        return True
    if not (" " in twin or "|" in twin or twin.startswith("注:")) or not MENU.fullmatch(twin):
        return False
    return any(c.isdigit() for c in twin) or any(
        page.bars.tiled(token) or SPOKEN.search(token) for token in re.split(r"[ |]+", twin)
    )


def title_of(page: Page, shape: Shape, rows: list[int]) -> int | None:
    """The row of the title, where the text's own words tell it from what stands around it."""
    scored = [(overlap(page.twins[n], shape.words), n) for n in rows if shaped(page.twins[n])]
    if not scored:
        return None
    best, row = max(scored, key=lambda s: (s[0], -s[1]))
    return (
        min((n for share, n in scored if share >= best / 2), default=row) if best >= AKIN else None
    )
