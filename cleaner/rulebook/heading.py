"""Which of the first rows is the title: by its wording, by where it stands, by the text's words.

All weights are fitted to labelled pages by ``cleaner.rulebook.make``.
"""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.rulebook.body import ends
from cleaner.rulebook.headline import LONGEST, overlap
from cleaner.rulebook.naming import MIN_CUT, TRUNCATED, alike, core, is_bare
from cleaner.rulebook.parts import FIRST as FIRST_PART
from cleaner.rulebook.parts import MARK, counted
from cleaner.rulebook.reading import told, weights
from cleaner.rulebook.shape import Shape, is_sentence
from cleaner.rulebook.twin import Page
from cleaner.rulebook.untitled import is_strange

FIRST = 14
"""Kept rows among which a title stands."""
PLACED = (
    "place", "top", "above", "below", "both", "passed", "next",
    "again", "listed", "length", "text", "over", "under", "akin",
)  # fmt: skip
"""Where a row stands, whether it comes again or in a list, how long it is, what the rows over and
under it say, and how much its words are the text's."""
LONG = 40
"""Characters from which titles are not told apart."""
HEARD = 4.0
"""How much is believed of what the rows over and under a row say."""
BUTTON = 8
"""Characters of a button."""
DEEP = 8
"""Kept rows before a row from which places are not told apart."""
LIKELY = 0.0
"""What must speak for a title: of labelled documents hardly a title has less, and nine in ten that
have none have."""
CLOSE = 3.0
"""What the likeliest row must be ahead of others before those may go as furniture."""


def likeliest(page: Page, shape: Shape, dressed: bool) -> int | None:
    """The row for which most speaks; of rows that say the same one without a site's dress. A page
    that is not ``dressed`` in furniture may have none; on others a doubtful one stays, untold."""
    values = weighed(page, shape)
    if not values:
        return None
    best = max(values, key=lambda n: (values[n], -n))
    shape.close = frozenset(n for n, value in values.items() if value > values[best] - CLOSE)
    shape.doubted = values[best] < LIKELY
    if shape.doubted and not dressed:
        return None
    twins = page.twins
    best = next((n for n in values if goes_on(twins[best], twins[n])), best)
    if listed(page, best):
        again = (n for n in values if twins[n] == twins[best] and not listed(page, n))
        best = next(again, best)
    if is_bare(twins[best]):
        return best
    own = core(twins[best])
    same = (n for n in values if n != best and alike(core(twins[n]), own))
    return next((n for n in same if is_bare(twins[n])), best)


def listed(page: Page, row: int) -> bool:
    """Whether a list mark stands before a row, as before titles in an index."""
    return not page.line(row)[1].lstrip(" \r").startswith(page.twins[row][0])


def goes_on(twin: str, other: str) -> bool:
    """Whether a longer row says all of this one and its end, which was cut off here."""
    longer = len(other) > len(twin) >= MIN_CUT and len(twin) >= TRUNCATED * len(other)
    return longer and other.startswith(twin) and other[len(twin)].isalnum() and is_bare(other)


def weighed(page: Page, shape: Shape) -> dict[int, float]:
    """What speaks for each row that might be the title."""
    first, rows = candidates(page, shape)
    says, (*by, akin) = told(page, {*rows, *shape.short}), weights().place
    odds = {n: each.odds for n, each in says.items()}
    values = {
        row: says[row].title + sum(map(float.__mul__, by, placed(shape, row, first, odds)))
        for row in rows
    }
    near = max(values.values(), default=0.0) - akin
    for row in rows:
        if values[row] >= near:
            values[row] += akin * kin(page, shape, row)
    return values


def candidates(page: Page, shape: Shape) -> tuple[int, list[int]]:
    """Where the text begins, and the rows before it, or the one it begins with, that might be."""
    first = ends(shape.left, shape)[0]
    head = shape.kept[:1] + [n for n in shape.kept[1:FIRST] if n < first]
    part = next((n for n in head[1:] if opens(page.twins[n])), first + 1)
    head = [n for n in head if n < part]
    return first, [
        n
        for n in head
        if 2 <= len(page.twins[n]) <= LONGEST and "。" not in page.twins[n] and fits(page, n)
    ]


def fits(page: Page, row: int) -> bool:
    """Whether a row could be a title: no button, label, credit, path or answer to choose."""
    twin = page.twins[row]
    return not is_strange(twin) and not (
        len(twin) <= BUTTON and page.bars and page.bars.tiled(twin) == "button"
    )


def opens(twin: str) -> bool:
    """Whether a row opens the first of several parts: the title stands over it."""
    return MARK.match(twin) is not None and not FIRST_PART.isdisjoint(counted(twin) or ())


def placed(shape: Shape, row: int, first: int, odds: Mapping[int, float]) -> tuple[float, ...]:
    """What the place of a row says; ``first`` is where the text begins, ``odds`` are those of short
    rows around the text."""
    gone, place, twins = shape.left.gone, shape.place(row), shape.page.twins
    above, below = row - 1 in gone, row + 1 in gone
    over, under = (max(-HEARD, min(HEARD, odds.get(n, 0.0))) / HEARD for n in (row - 1, row + 1))
    return (
        min(place, DEEP) / DEEP,
        float(place == 0),
        float(above),
        float(below),
        float(above and below),
        (row - place) / max(1, first - shape.place(first)) if gone else 0.0,
        float(first - row == 1),
        float(twins.count(twins[row]) > 1),
        float(listed(shape.page, row)),
        min(len(twins[row]), LONG) / LONG,
        float(row + 1 < len(twins) and is_sentence(twins[row + 1])),
        over,
        under,
    )


def kin(page: Page, shape: Shape, row: int) -> float:
    """How much the words of a row are the text's, to 1."""
    return min(1.0, 2 * overlap(page.twins[row], shape.words))
