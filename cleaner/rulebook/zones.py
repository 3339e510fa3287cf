"""Rows of a page that no rule and no finder named, weighed by all they show and where they stand.

Looked at are the rows over and under the text, and those inside it beside a row that went; of a
page on which nothing went nothing is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.rulebook.body import ends
from cleaner.rulebook.decide import Left
from cleaner.rulebook.evidence import form
from cleaner.rulebook.fields import own_fields
from cleaner.rulebook.own import DAY
from cleaner.rulebook.shape import HEAD, TAIL, Shape
from cleaner.rulebook.standing import around, joined
from cleaner.rulebook.twin import Page

DRESSED = 2
"""Rows that went before a page is taken to have furniture."""
NAMES = {
    "over": "under-the-title",
    "head": "head-of-the-page",
    "tail": "foot-of-the-page",
    "inside": "inside-the-text",
}
"""The rule that takes a row, by where it stands."""


def zone_of(row: int, ends: tuple[int, int], title: int | None) -> str:
    """Where a row stands: over the title, between title and text, inside, or under the text."""
    if row > ends[1]:
        return "tail"
    if row >= ends[0]:
        return "inside"
    return "over" if title is not None and row > title else "head"


def candidates(
    left: Left, shape: Shape, title: int | None, found: tuple[int, int]
) -> Iterator[tuple[int, str]]:
    """The rows to weigh, with their zones; ``found`` is where the text begins and ends."""
    end = signature(left, shape, found[1])
    own = own_fields(shape.page, shape, title)
    for row in shape.kept:
        if (
            row == title
            or row in left.gone
            or row in shape.close
            or row in own
            or found[1] < row <= end
        ):
            continue
        if row == found[0] - 1 and shape.page.twins[row][-1] == ":":
            continue
        zone, at = zone_of(row, found, title), shape.place(row)
        if zone != "inside" and HEAD <= at < len(shape.kept) - TAIL:
            continue
        if zone != "inside" or row - 1 in left.gone or row + 1 in left.gone:
            yield row, zone


def signature(left: Left, shape: Shape, last: int) -> int:
    """The row of the document's day under the text, or -1."""
    twins = shape.page.twins
    days = (n for n in shape.kept if n > last and n not in left.gone and DAY.fullmatch(twins[n]))
    return next(days, -1)


WEIGHTS = {
    "reader": 3.75, "site": 3.25, "bias": 3.0, "trailed": 2.5, "chrome": 2.5, "listing": 2.25,
    "spoken": 2.0, "talks": 1.75, "free": 1.75, "latin": 1.5, "above": 1.5, "both": 1.5,
    "head": 1.25, "day": 1.0, "long": 0.75, "kind": 0.75, "price": 0.75, "bar": 0.75,
    "tail": 0.75, "menu": 0.75, "echo": 0.5, "head-near": 0.5, "below": 0.5, "label": 0.25,
    "over-next": 0.25, "pair": -0.25, "count": -0.25, "named": -0.25, "tiny": -0.25,
    "empty": -0.25, "tail-akin": -0.5, "marked": -0.5, "edge": -0.5, "listed": -0.5,
    "inside-near": -0.5, "over-near": -0.5, "office": -0.75, "tail-near": -0.75,
    "head-akin": -0.75, "tail-next": -0.75, "own": -0.75, "inside-joined": -0.75,
    "inside-akin": -0.75, "inside": -0.75, "comma": -1.0, "subtitle": -1.0, "over": -1.25,
    "sentence": -1.25, "heading": -1.25, "run": -1.25, "near": -1.25, "over-akin": -1.25,
    "address": -1.25, "over-joined": -1.5, "blank": -1.5, "head-joined": -2.0, "table": -2.25,
    "signed": -2.25, "full": -2.75, "tail-joined": -3.0, "signing": -3.0,
}  # fmt: skip
"""What each sign adds, weighed by logistic regression on labelled invented pages, to quarters."""
WENT, MOST = 1.5, 4.0
"""What a row that went says for the foot around it, and the most one row says for or against."""
INSIDE, JOINED, LABELLED = 1.25, 2.0, 2.0
SURE = 1.75
"""The sum from which a row goes: odds of about six to one."""


def zones(page: Page, left: Left, shape: Shape, title: int | None) -> None:
    """Let the rows go for which enough speaks."""
    if len(left.gone) < DRESSED:
        return
    body = ends(left, shape)
    found = {
        row: (zone, weight({**form(page, row), **around(page, left, shape, row, zone, body)}))
        for row, zone in candidates(left, shape, title, body)
    }
    foot = foot_start(left, {row: w for row, (_, w) in found.items()}, body[1])
    for row, (zone, much) in found.items():
        if much >= needed(page, row, zone, joined(left, row, body)) and (
            zone != "tail" or row >= foot
        ):
            left.take([row], NAMES[zone])


def needed(page: Page, row: int, zone: str, joined: bool) -> float:
    """How much must speak for a row: most beside the text, and of a label under the title."""
    if zone == "over" and "label" in form(page, row):
        return LABELLED
    if joined:
        return JOINED
    return INSIDE if zone == "tail" else SURE


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
    if shown.get("own") or (shown.get("full") and not (shown.get("talks") or shown.get("reader"))):
        return -MOST
    return WEIGHTS["bias"] + sum(WEIGHTS.get(name, 0.0) * value for name, value in shown.items())
