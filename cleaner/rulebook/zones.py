"""Rows of a page that no rule and no finder named, weighed by all they show and where they stand.

Looked at are the rows over and under the text, and those inside it beside a row that went; of a
page on which nothing went nothing is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.rulebook.decide import Left
from cleaner.rulebook.evidence import form
from cleaner.rulebook.fields import own_fields
from cleaner.rulebook.headline import overlap
from cleaner.rulebook.own import DAY
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page

DRESSED = 2
"""Rows that went before a page is taken to have furniture."""
AROUND = 3
"""Rows on either side whose fate speaks for a row's own."""
RUN = 8
"""Rows that stay side by side: so many are the document's."""
SPARE = 0.3
"""Part of the text that sentences apart from it among furniture may be."""
APART = 3
"""Rows between two sentences that part them; one fewer, where one of them went."""
COLUMN = re.compile(r" ?\| ?|  +|\u3000+")
AGAIN = ("title-again", "first-paragraph-again", "paragraph-again", "copy-of-the-text")
WORDS = 4000
OWN_SIGNS = ("own", "full", "heading", "signing")
TITLED = {"over": "card-of-labels", "head": "head-of-the-page", "tail": "foot-of-the-page", "inside": "inside-the-text"}


def zone_of(row: int, ends: tuple[int, int], title: int | None) -> str:
    """Where a row stands: over the title, between title and text, inside, or under the text."""
    if row > ends[1]:
        return "tail"
    if row >= ends[0]:
        return "inside"
    return "over" if title is not None and row > title else "head"


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
        form(page, n).get(sign) for n in range(row + 1, left.count) if n not in left.gone for sign in OWN_SIGNS
    )


def signed(page: Page, left: Left, shape: Shape, row: int) -> bool:
    """Whether the document's day stands over a row under the text."""
    return any(
        DAY.fullmatch(page.twins[n]) for n in range(shape.last + 1, row) if n not in left.gone
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
    """Whether a row has as many cells as one beside it that stays."""
    cells = len(COLUMN.split(page.raw(row).strip()))
    return cells > 1 and any(
        len(COLUMN.split(page.raw(n).strip())) == cells
        for n in (row - 1, row + 1)
        if 0 <= n < left.count and n not in left.gone
    )


def ends(left: Left, shape: Shape) -> tuple[int, int]:
    """The first and last row of the text, without sentences that stand apart among furniture."""
    if shape.first > shape.last:
        return longest(shape)
    texts = [n for n in shape.kept if shape.first <= n <= shape.last and shape.is_text(n)]
    low = core(left, shape, texts)
    high = core(left, shape, [n for n in reversed(texts) if n > low])
    return low, max(low, high)


def longest(shape: Shape) -> tuple[int, int]:
    """The ends of the longest run of rows that stay: the text of a page without sentences."""
    best, start = (0, -1), 0
    for at, row in enumerate(shape.kept):
        if at and row != shape.kept[at - 1] + 1:
            start = at
        if at - start >= best[1] - best[0]:
            best = (start, at)
    return (shape.kept[best[0]], shape.kept[best[1]]) if shape.kept else (0, -1)


def core(left: Left, shape: Shape, texts: list[int]) -> int:
    """The first of these sentences, from one end on, with which the text begins."""
    if not texts:
        return -1
    twins = shape.page.twins
    spare = SPARE * sum(len(twins[n]) for n in texts)
    found = 0
    for at in range(1, len(texts)):
        spare -= len(twins[texts[at - 1]])
        if spare < 0:
            break
        if parted(left, *sorted((texts[at - 1], texts[at]))):
            found = at
    return texts[found]


def parted(left: Left, a: int, b: int) -> bool:
    """Whether so many rows without a sentence stand between two that others follow."""
    between = b - a - 1
    return between >= APART or (
        between == APART - 1 and any(n in left.gone for n in range(a + 1, b))
    )


def candidates(
    left: Left, shape: Shape, title: int | None, found: tuple[int, int]
) -> Iterator[tuple[int, str]]:
    """The rows to weigh, with their zones; ``found`` is where the text begins and ends."""
    end = signature(left, shape, found[1])
    own = own_fields(shape.page, shape, title)
    for row in shape.kept:
        if row == title or row in left.gone or row in shape.close or row in own or found[1] < row <= end:
            continue
        if row == found[0] - 1 and shape.page.twins[row][-1] == ":":
            continue
        zone = zone_of(row, found, title)
        if zone != "inside" or row - 1 in left.gone or row + 1 in left.gone:
            yield row, zone


def signature(left: Left, shape: Shape, last: int) -> int:
    """The row of the document's day under the text, or -1."""
    twins = shape.page.twins
    days = (n for n in shape.kept if n > last and n not in left.gone and DAY.fullmatch(twins[n]))
    return next(days, -1)


def evidence(
    page: Page, left: Left, shape: Shape, row: int, zone: str, body: tuple[int, int]
) -> dict[str, float]:
    """All that speaks about a row."""
    return {**form(page, row), **around(page, left, shape, row, zone, body)}


WEIGHTS = {
    "reader": 3.75, "site": 3.25, "bias": 3.0, "trailed": 2.5, "chrome": 2.5, "listing": 2.25,
    "spoken": 2.0, "talks": 1.75, "free": 1.75, "latin": 1.5, "above": 1.5, "both": 1.5, "head": 1.25, "day": 1.0, "long": 0.75, "kind": 0.75, "price": 0.75, "bar": 0.75, "tail": 0.75,
    "menu": 0.75, "echo": 0.5, "head-near": 0.5, "below": 0.5, "label": 0.25, "over-next": 0.25,
    "pair": -0.25, "count": -0.25, "named": -0.25, "tiny": -0.25, "empty": -0.25, "tail-akin": -0.5, "marked": -0.5, "edge": -0.5, "listed": -0.5, "inside-near": -0.5, "over-near": -0.5,
    "office": -0.75, "tail-near": -0.75, "head-akin": -0.75, "tail-next": -0.75, "own": -0.75,
    "inside-joined": -0.75, "inside-akin": -0.75, "inside": -0.75, "comma": -1.0, "subtitle": -1.0, "over": -1.25, "sentence": -1.25, "heading": -1.25, "run": -1.25, "near": -1.25,
    "over-akin": -1.25, "address": -1.25, "over-joined": -1.5, "blank": -1.5, "head-joined": -2.0,
    "table": -2.25, "signed": -2.25, "full": -2.75, "tail-joined": -3.0, "signing": -3.0,
}  # fmt: skip
"""What each sign adds, weighed by logistic regression on labelled invented pages, to quarters."""
WENT, MOST = 1.5, 4.0
"""What a row that went says for the foot around it, and the most one row says for or against."""
INSIDE, JOINED = 1.25, 2.0
SURE = 1.75
"""The sum from which a row goes: odds of about six to one."""


def zones(page: Page, left: Left, shape: Shape, title: int | None) -> None:
    """Let the rows go for which enough speaks."""
    if len(left.gone) < DRESSED:
        return
    body = ends(left, shape)
    found = {
        row: (zone, weight(evidence(page, left, shape, row, zone, body)))
        for row, zone in candidates(left, shape, title, body)
    }
    foot = foot_start(left, {row: w for row, (_, w) in found.items()}, body[1])
    for row, (zone, much) in found.items():
        if zone == "tail" and row < foot:
            continue
        if much >= (JOINED if joined(left, row, body) else INSIDE if zone == "tail" else SURE):
            left.take([row], TITLED[zone])


def foot_start(left: Left, weights: Mapping[int, float], last: int) -> int:
    """Where the page's foot begins: from there on the most speaks for furniture, row for row."""
    best = total = 0.0
    start = left.count
    for row in range(left.count - 1, last, -1):
        if weights.get(row) == -MOST and row - 1 not in left.gone:
            break
        total += WENT if row in left.gone else min(MOST, weights.get(row, -MOST))
        if total > best:
            best, start = total, row
    return start


def weight(shown: Mapping[str, float]) -> float:
    """How much speaks for a row being the page's; nothing does where it is marked as another's."""
    if shown.get("own"):
        return -MOST
    return WEIGHTS["bias"] + sum(WEIGHTS.get(name, 0.0) * value for name, value in shown.items())
