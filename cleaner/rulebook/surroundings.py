"""What a row of a page shows beside its wording: its place, the rows around it, what its page is
like, and what marks it as the document's own.

Furniture comes in runs and the text is one stretch: so what the rows next to a row say tells as
much as what it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log1p
from typing import Any

from cleaner.rulebook.body import ends
from cleaner.rulebook.company import READER, attached, replies
from cleaner.rulebook.decide import Left
from cleaner.rulebook.fields import own_fields
from cleaner.rulebook.memory import LONGEST
from cleaner.rulebook.own import ADOPTED, DAY, NUMBER
from cleaner.rulebook.reading import ODDS, SHOWN, Said
from cleaner.rulebook.shape import Shape, is_sentence
from cleaner.rulebook.twin import Page, Sign
from cleaner.rulebook.unlisted import OWN
from cleaner.rulebook.wording import KINDS

MARGIN = 2
"""Rows at the ends of the text, and beside one that went, that are read even where they are
sentences."""
REACH = 3
"""Rows on either side that are told apart."""
BESIDE = (ODDS, *map(SHOWN.index, ("length", "sentence", "bars")))
"""What is told of each of them, with whether it went, is the title, or is there at all."""
DEEP = [-4.0, -4.0, 60.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.9, *[0.0] * (len(KINDS) - 1)]
"""What a sentence inside the text shows, which is not read."""
WENT = 4.0
"""What a row that went says, and the title against it: no row is heard for more."""
FADES = (0.5, 0.8, 0.92)
"""What is left of what rows say a row on: near ones, some, and a dozen."""
FAR = 12
"""Rows from a page's end, or from the text's, that are not told apart."""
FEW = 3
"""Rows that went which are few."""
READ = 160
"""Characters of a row in which marks of the document's own are looked for."""
SIGNS = (Sign.TALK, Sign.BAR, Sign.LEAD, Sign.CONTROL)
Body = tuple[int, int]


def plain(page: Page, left: Left, body: Body) -> list[int]:
    """All rows but sentences of the text, deep in it or long, with nothing gone beside them."""
    near = {n + step for n in left.gone for step in range(-MARGIN, MARGIN + 1)}
    first, last = body
    low, high = first + MARGIN, last - MARGIN
    return [
        n
        for n, twin in enumerate(page.twins)
        if not (low <= n <= high or (len(twin) > LONGEST and first <= n <= last))
        or n in near
        or not is_sentence(twin)
    ]


def table(
    page: Page,
    left: Left,
    shape: Shape,
    title: int | None,
    says: Mapping[int, Said],
    asked: Sequence[int],
    rows: Sequence[int],
) -> Any:
    """What each of these rows shows, a line of numbers for each; ``says`` has what all that are
    asked say."""
    import numpy as np

    body, count, at = ends(left, shape), left.count, np.array(rows, np.intp)
    own = np.array([DEEP] * count)
    own[asked] = [says[n].own for n in asked]
    gone, named = np.zeros(count), np.zeros(count)
    gone[list(left.gone)] = 1
    if title is not None:
        named[title] = 1
    beside = np.column_stack([own[:, BESIDE], gone, named, np.ones(count)])
    padded = np.pad(beside, ((REACH, REACH), (0, 0)))
    near = [padded[at + step] for step in range(2 * REACH + 1) if step != REACH]
    marked = marks(page, left, shape, title, body, rows)
    placed = places(left, body, title, at)
    heard_here = heard(own[:, ODDS], gone, named)[at]
    return np.hstack([own[at], marked, *near, heard_here, placed])


def heard(odds: Any, gone: Any, named: Any) -> Any:
    """What each row hears from the rows before it and after it, fading on the way; beyond a page's
    ends furniture goes on."""
    import numpy as np

    says = np.where(gone > 0, WENT, np.where(named > 0, -WENT, np.clip(odds, -WENT, WENT))).tolist()
    ways = [way for fade in FADES for way in (passed(says, fade), passed(says[::-1], fade)[::-1])]
    return np.array(ways).T


def passed(says: Sequence[float], fade: float) -> list[float]:
    """What each row hears from the rows before it."""
    much, added, out = WENT, 2 * (1 - fade), []
    for each in says:
        out.append(much)
        much = fade * much + added * each
        if much > WENT:
            much = WENT
        elif much < -WENT:
            much = -WENT
    return out


def places(left: Left, body: Body, title: int | None, at: Any) -> Any:
    """Where rows stand in the page, in the text and from the nearest that went, and what went."""
    import numpy as np

    first, last = body
    over, count, size = first if title is None else title, left.count, len(left.gone)
    went = np.array([-count, *sorted(left.gone), 2 * count])
    before, behind = went.searchsorted(at) - 1, went.searchsorted(at, "right")
    page = (log1p(size), size / count, size == 0, 0 < size < FEW, log1p(count), first > last)
    return np.column_stack(
        [
            (at <= over) & (at < first),
            (at > over) & (at < first),
            (at >= first) & (at <= last),
            at > last,
            np.minimum(at, FAR),
            np.minimum(count - 1 - at, FAR),
            at / count,
            np.clip(at - first, -FAR, FAR),
            np.clip(at - last, -FAR, FAR),
            np.minimum(at - went[before], FAR),
            np.minimum(went[behind] - at, FAR),
            np.tile(np.array(page, float), (len(at), 1)),
        ]
    )


def marks(
    page: Page, left: Left, shape: Shape, title: int | None, body: Body, rows: Sequence[int]
) -> Any:
    """What marks each row as the page's or as the document's own."""
    import numpy as np

    fields, end = own_fields(page, shape, title), signature(left, shape, body[1])
    return np.array(
        [
            (
                row in fields,
                row in shape.close,
                body[1] < row <= end,
                is_the_documents(page, left, row, body),
                page.card(row) is not None,
                *(page.signs[row] & sign > 0 for sign in SIGNS),
            )
            for row in rows
        ],
        float,
    )


def is_the_documents(page: Page, left: Left, row: int, body: Body) -> bool:
    """Whether a row announces the text below it, says something but not to the page's reader, or
    has a mark of the document's own: party, number, day, note, annex."""
    twin = page.twins[row][:READ]
    if replies(page, left, row) or ("。" in twin and not (page.talks(row) or READER.search(twin))):
        return True
    if (row == body[0] - 1 and page.twins[row][-1] == ":") or attached(page, row):
        return True
    begins = any(each.match(twin) for each in (OWN, ADOPTED))
    return begins or any(each.fullmatch(twin) for each in (NUMBER, DAY))


def signature(left: Left, shape: Shape, last: int) -> int:
    """The row of the document's day under the text, or -1."""
    twins = shape.page.twins
    days = (n for n in shape.kept if n > last and n not in left.gone and DAY.fullmatch(twins[n]))
    return next(days, -1)
