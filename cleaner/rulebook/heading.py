"""Which of the first rows is the title of a page with furniture, by all that speaks for one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.rulebook.body import ends
from cleaner.rulebook.evidence import form
from cleaner.rulebook.headline import FOREIGN, KIND, SITE_NAME, names, overlap, shaped
from cleaner.rulebook.naming import MIN_CUT, TRUNCATED, alike, core, is_bare, is_page_name
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page

FIRST = 14
"""Kept rows among which a title stands."""
LONGEST = 80
CARDS = ("words/", "card", "byline", "bare")
"""Rules of bylines and cards, which stand under a title."""
PART = re.compile(r"(?:第.{1,3}篇|篇[一二三四五六七八九十\d]{1,3}) ?:? ?")
"""What stands before the title of one part of a collection."""
STEP = 2
SPREAD = re.compile(r"[一-鿿](?: [一-鿿]){1,4}")
"""A short title whose letters are set apart, as offices and families set them."""
TAG = re.compile(r"[\[【(][^\]】)]{1,8}[\]】)] ?")
WORD = 4
"""Characters of a menu's word; those of a title between spaces are longer."""
FORMS = (
    "spoken", "chrome", "menu", "pair", "day", "count", "address", "price", "marked", "trailed",
    "fenced", "office", "site", "comma", "latin", "label", "full", "own", "empty",
    "listed", "heading",
)  # fmt: skip
"""What a row shows that speaks for or against a title."""

WEIGHTS = {
    "kind": 1.75, "akin": 1.75, "spread": 1.5, "won": 1.5, "card": 1.0, "step": 0.75,
    "path": 0.75, "begun": 0.5, "again": 0.5, "passed": 0.5, "crumb": 0.5, "shaped": 0.5,
    "both": 0.25, "above": 0.25, "asks": 0.25, "heading": 0.25, "top": -0.25, "marked": -0.25,
    "short": -0.25, "pair": -0.25, "price": -0.5, "wide": -0.5, "listed": -0.5, "next": -0.5,
    "site": -0.75, "ended": -0.75, "count": -0.75, "full": -0.75, "menu": -0.75, "fenced": -0.75,
    "empty": -0.75, "sitename": -1.0, "shorter": -1.0, "comma": -1.25, "strange": -1.25,
    "day": -1.25, "chrome": -1.5, "latin": -1.5, "office": -1.5, "own": -1.5, "cut": -1.5,
    "spoken": -1.75, "place": -1.75, "label": -1.75, "space": -2.25, "part": -2.5,
}  # fmt: skip
"""What each sign adds: weighed on invented pages by their titles, to quarters; what those hardly
show (``cut``, ``part``, ``won``, ``next``) is set by hand."""


CLOSE = 1.0
"""What the likeliest row must be ahead of others before those may go as furniture."""


def likeliest(page: Page, shape: Shape) -> int | None:
    """The row for which most speaks; of rows that say the same one without a site's dress."""
    weights, cores = weighed(page, shape)
    best = max(weights, key=lambda n: (weights[n], -n), default=None)
    if best is None:
        return None
    shape.close = frozenset(n for n, w in weights.items() if w > weights[best] - CLOSE)
    alike_rows = [n for n in weights if alike(cores[n], cores[best])]
    return next((n for n in (best, *alike_rows) if is_bare(page.twins[n])), best)


def weighed(page: Page, shape: Shape) -> tuple[dict[int, float], dict[int, str]]:
    """What speaks for each row that might be the title, and the bare form of the first rows."""
    first, rows = candidates(page, shape)
    cores = cores_of(page)
    cores |= {n: core(page.twins[n]) for n in rows}
    out = {}
    for row in rows:
        shown = signs(page, shape, row, (first, rows), cores)
        out[row] = sum(WEIGHTS.get(name, 0.0) * value for name, value in shown.items())
    return out, cores


def is_dressed(shape: Shape) -> bool:
    """Whether furniture stood over the text."""
    return min(shape.left.gone) < ends(shape.left, shape)[0]


def candidates(page: Page, shape: Shape) -> tuple[int, list[int]]:
    """Where the text begins, and the rows before it, or the one it begins with, that might be."""
    first = ends(shape.left, shape)[0]
    head = shape.kept[:1] + [n for n in shape.kept[1:FIRST] if n < first]
    return first, [n for n in head if 2 <= len(page.twins[n]) <= LONGEST]


def signs(
    page: Page, shape: Shape, row: int, head: tuple[int, list[int]], cores: Mapping[int, str]
) -> dict[str, float]:
    """What speaks about a row as the title: what it shows, where it stands, what says the same."""
    shows = form(page, row)
    out = {name: shows[name] for name in FORMS if name in shows}
    return (
        out
        | worded(page, shape, row)
        | placed(shape, row, head[0])
        | met(page, shape, row, head, cores)
    )


def worded(page: Page, shape: Shape, row: int) -> dict[str, float]:
    """What the words of a row say."""
    twin = page.twins[row]
    kin = overlap(twin, shape.words)
    return {
        "akin": min(1.0, 2 * kin),
        "strange": kin < FOREIGN,
        "kind": KIND.search(twin) is not None,
        "short": len(twin) < 6,
        "shorter": len(twin) < 9,
        "wide": len(twin) > 40,
        "spread": SPREAD.fullmatch(twin) is not None,
        "sitename": SITE_NAME.search(twin) is not None,
        "shaped": shaped(twin),
        "ended": twin[-1] in "。;,",
        "space": words_of_menus(twin),
        "asks": twin[-1] in "?!",
    }


def placed(shape: Shape, row: int, first: int) -> dict[str, float]:
    """What the place of a row says; ``first`` is where the text begins."""
    gone, place = shape.left.gone, shape.place(row)
    under = (gone.get(row + 1, ""), gone.get(row + 2, ""))
    return {
        "place": min(place, 8) / 8,
        "top": place == 0,
        "above": row - 1 in gone,
        "below": row + 1 in gone,
        "both": row - 1 in gone and row + 1 in gone,
        "card": any(rule.startswith(CARDS) for rule in under),
        "crumb": "breadcrumb" in (gone.get(row - 1), gone.get(row - 2)),
        "far": min(first - row, 8) / 8,
        "next": first - row == 1,
        "passed": sum(n < row for n in gone) / max(1, sum(n < first for n in gone)),
    }


def met(
    page: Page, shape: Shape, row: int, head: tuple[int, list[int]], cores: Mapping[int, str]
) -> dict[str, float]:
    """Which other rows say the same: the title comes again, in a path, or with the site's name."""
    twin, own = page.twins[row], cores[row]
    gone = shape.left.gone
    others = [n for n in cores if n != row]
    again = [n for n in others if alike(own, cores[n])]
    steps = last_steps(page)
    return {
        "again": bool(again),
        "won": any(gone.get(n) == "title-again" for n in again),
        "begun": any(is_page_name(page.twins[n], twin) for n in others),
        "cut": any(goes_on(twin, page.twins[n]) for n in head[1]),
        "path": len(twin) > 3 and any(twin in page.twins[n] for n in others),
        "step": any(twin.startswith(p) or p.startswith(twin) for p in steps),
        "part": is_part(page, row, head[1]),
    }


def last_steps(page: Page) -> list[str]:
    """The last steps of the paths over the text: often the title, or its beginning."""
    return [pieces[-1] for _, pieces in names(page)[1] if pieces and len(pieces[-1]) > STEP]


def words_of_menus(twin: str) -> float:
    """Part of a row's words that are short ones, where it has several; a letter-spaced word is
    one, and so is a tag in brackets before the rest."""
    words = TAG.sub("", twin, 1).split(" ")
    if len(words) == 1 or all(len(w) == 1 for w in words):
        return 0.0
    return sum(len(w) <= WORD for w in words) / len(words)


def is_part(page: Page, row: int, rows: list[int]) -> bool:
    """Whether a row is the title of one part of a collection, or its mark with it."""
    twin = page.twins[row]
    return PART.match(twin) is not None or any(
        PART.fullmatch(page.twins[n].removesuffix(twin)) for n in rows if n < row
    )


def goes_on(twin: str, other: str) -> bool:
    """Whether a longer row says all of this one and its end, which was cut off here."""
    longer = len(other) > len(twin) >= MIN_CUT and len(twin) >= TRUNCATED * len(other)
    return longer and other.startswith(twin) and is_bare(other)


def cores_of(page: Page) -> dict[int, str]:
    """The bare form of each of the first rows, by which they are compared."""
    return {n: core(page.twins[n]) for n in range(min(30, len(page))) if len(page.twins[n]) < 160}
