"""Which matched lines go: positions count the lines left, weak rules want company."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cleaner.rulebook.examples import span
from cleaner.rulebook.rule import Rule
from cleaner.rulebook.twin import Page

if TYPE_CHECKING:
    from cleaner.rulebook.shape import Shape

REACH = 2
"""A neighbour is at most so many rows away."""
MAX_SWEEPS = 10
"""Company can grow line by line; surveyed pages settle in three sweeps."""


class Left:
    """What is left of a page: ``gone`` names the rule of each row that went.

    Headings that open the parts of a compilation stay, whatever a rule says of them.
    """

    def __init__(self, count: int, page: Page | None = None) -> None:
        self.count = count
        self.page = page
        self.gone: dict[int, str] = {}

    def take(self, rows: Iterable[int], rule: str) -> None:
        """Let rows go; a row goes once, by the first rule that took it."""
        stay = self.page.openings if self.page else ()
        for row in rows:
            if row not in stay:
                self.gone.setdefault(row, rule)

    def company(self, row: int) -> int:
        """How many of the rows around this one are gone."""
        near = range(max(0, row - REACH), min(self.count, row + REACH + 1))
        return sum(n in self.gone for n in near if n != row)

    def kept(self) -> list[int]:
        """The rows that stay."""
        if not self.gone:
            return list(range(self.count))
        return [row for row in range(self.count) if row not in self.gone]


def sweep(page: Page, matches: Mapping[int, Sequence[Rule]], left: Left) -> None:
    """Apply line, block and meta rules until nothing more goes."""
    for _ in range(MAX_SWEEPS if matches else 0):
        size = len(left.gone)
        pass_over(page, matches, left, "head")
        pass_over(page, matches, left, "tail")
        if len(left.gone) == size:
            return


def pass_over(page: Page, matches: Mapping[int, Sequence[Rule]], left: Left, end: str) -> None:
    """One walk from one end, counting the rows that stay on the way."""
    order = sorted(matches, reverse=end == "tail")
    stay = Staying(left, end)
    from cleaner.rulebook.shape import shape

    body = shape(page, left)
    for row in order:
        if row in left.gone:
            continue
        if not reachable(row, end, body):
            continue
        rule = first(matches[row], row, stay.count(row), end, left)
        if rule:
            left.take(rows_of(page, rule, row, left), rule.name)


def reachable(row: int, end: str, body: Shape) -> bool:
    """Whether a walk from one end still is at that end: short pages are all head and all tail, but
    what stands under the text is no head, and what stands over it no tail."""
    if body.first > body.last:
        return True
    return row <= body.last if end == "head" else row >= body.first


class Staying:
    """Counts, walking in one direction, the rows that stay before the one asked for."""

    def __init__(self, left: Left, end: str) -> None:
        self.left, self.step = left, 1 if end == "head" else -1
        self.at, self.n = (0, 0) if end == "head" else (left.count - 1, 0)

    def count(self, row: int) -> int:
        """Rows that stay between the walk's start and ``row``."""
        while self.at != row:
            self.n += self.at not in self.left.gone
            self.at += self.step
        return self.n


def first(rules: Sequence[Rule], row: int, passed: int, end: str, left: Left) -> Rule | None:
    """The first rule that may take this row here."""
    for rule in rules:
        if rule.kind in ("inline", "heading") or rule.keep_line:
            continue
        if rule.where.end not in ("anywhere", end):
            continue
        if rule.where.end == end and passed >= rule.where.lines:
            continue
        if rule.neighbours and left.company(row) < rule.neighbours:
            continue
        return rule
    return None


def rows_of(page: Page, rule: Rule, row: int, left: Left) -> list[int]:
    """The rows a rule takes from here: one, or a block over those still there."""
    if rule.kind != "block":
        return [row]
    rows = []
    for each in range(row, left.count):
        if each not in left.gone:
            rows.append(each)
        if len(rows) > rule.max_lines:
            break
    return rows[: span(rule, [page.twins[n] for n in rows], 0)]
