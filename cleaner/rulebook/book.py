"""A rulebook: packs made ready to meet pages.

>>> book = Rulebook(())
>>> book.matches(page_of("正文"))
{}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from cleaner.rulebook.bars import Bars
from cleaner.rulebook.labels import Labels
from cleaner.rulebook.matching import Matcher
from cleaner.rulebook.memory import remembered
from cleaner.rulebook.rule import Pack, Rule
from cleaner.rulebook.twin import Page


class Rulebook:
    """Packs in order, with all that is made of them to meet pages."""

    def __init__(self, packs: Sequence[Pack], own: Sequence[Pack] = ()) -> None:
        """``own`` are packs somebody chose for these pages: they come first and are obeyed."""
        packs = self.packs = (*own, *packs)
        self.own = {p.name for p in own}
        self._wary: dict[str, Rule] = {}
        words = [w for p in packs for w in p.words]
        self.labels, self.bars = Labels(words), Bars(words)
        self.card = remembered(lambda line: self.labels.card(line, self.bars))
        self.valves = {p.name: p.max_removed for p in packs}
        self._matcher = Matcher(packs, self.bars)

    def matches(self, page: Page) -> dict[int, list[Rule]]:
        """The rules whose pattern meets each row, wherever it stands, in the order of the packs.

        The page learns the signs of its rows on the way.
        """
        return self._matcher.matches(page)

    def wary(self, rule: Rule) -> Rule:
        """The rule as one that wants company, unless somebody chose it for these pages."""
        if rule.neighbours or rule.pack in self.own:
            return rule
        if rule.name not in self._wary:
            self._wary[rule.name] = replace(rule, neighbours=1)
        return self._wary[rule.name]


def page_of(text: str, host: str = "") -> Page:
    """A page of plain text."""
    from cleaner.view import View

    return Page(View(text), host)


@cache
def shipped_book() -> Rulebook:
    """The rulebook of the shipped packs."""
    from cleaner.rulebook.load import shipped

    return Rulebook(shipped())


def rulebook(paths: Sequence[str] = ()) -> Rulebook:
    """The shipped packs and those of one's own, which come first."""
    if not paths:
        return shipped_book()
    return _own(tuple(paths))


@cache
def _own(paths: tuple[str, ...]) -> Rulebook:
    from cleaner.rulebook.load import load, shipped

    return Rulebook(shipped(), [p for path in paths for p in load(path)])


def removals(text: str, packs: Sequence[Pack] | None = None, host: str = "") -> dict[int, str]:
    """What packs alone would remove from a text: line number from 1 to rule name.

    The structure rules of ``strip`` come on top. For those who write packs.
    """
    from cleaner.rulebook.decide import Left, sweep

    book, page = shipped_book() if packs is None else Rulebook(packs), page_of(text, host)
    left = Left(len(page), page)
    sweep(page, book.matches(page), left)
    return {page.rows[row] + 1: rule for row, rule in sorted(left.gone.items())}
