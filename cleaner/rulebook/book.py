"""A rulebook: packs made ready to meet pages.

>>> book = Rulebook(())
>>> book.matches(page_of("正文"))
{}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from cleaner.rulebook.bars import Bars
from cleaner.rulebook.index import BARE, Index
from cleaner.rulebook.labels import Labels
from cleaner.rulebook.pattern import literals as literals_of
from cleaner.rulebook.rule import Pack, Rule
from cleaner.rulebook.twin import Page

EVERYWHERE = 1 << 30
SIGN = 120
"""Characters of a line in which evidence for a pack is looked for."""


class Rulebook:
    """Packs in order, their rules by number, and the index of their literals."""

    def __init__(self, packs: Sequence[Pack], own: Sequence[Pack] = ()) -> None:
        """``own`` are packs somebody chose for these pages: they come first and are obeyed."""
        packs = self.packs = (*own, *packs)
        self.own = {p.name for p in own}
        self.rules = [r for p in packs for r in p.rules if r.kind not in ("split", "join")]
        self.pack_of = {r.pack: p for p in packs for r in p.rules}
        literals: dict[str, list[int]] = defaultdict(list)
        reach = {
            n: EVERYWHERE if r.kind == "inline" else 4 * r.max_chars
            for n, r in enumerate(self.rules)
        }
        self.evidence = [(p.name, e) for p in packs for e in p.evidence]
        for n, (_, sign) in enumerate(self.evidence, len(self.rules)):
            reach[n] = SIGN
            for word in literals_of(sign.pattern):
                literals[word].append(n)
        self.plain = [(p, e) for p, e in self.evidence if not literals_of(e.pattern)]
        self.bare = [n for n, r in enumerate(self.rules) if not r.literals]
        for n, each in enumerate(self.rules):
            for word in each.literals:
                literals[word].append(n)
        self.index = Index(literals, reach)
        words = [w for p in packs for w in p.words]
        self.labels, self.bars = Labels(words), Bars(words)
        self.valves = {p.name: p.max_removed for p in packs}

    def matches(self, page: Page) -> dict[int, list[Rule]]:
        """The rules whose pattern meets each row, wherever it stands, in the order of the packs."""
        found = self._candidates(page)
        active = self._active(page, found)
        out: dict[int, list[Rule]] = {}
        for row in sorted(found):
            twin = page.twins[row]
            rules = [self.rules[n] for n in sorted(found[row]) if n < len(self.rules)]
            met = [
                r
                for r in rules
                if r.pack in active
                and (r.pattern.search(twin) if r.kind == "inline" else r.takes(twin))
            ]
            if met:
                out[row] = met
        return out

    def _active(self, page: Page, found: Mapping[int, set[int]]) -> set[str]:
        """The packs that are for this page: always, by its address, or by evidence in a line."""
        active = {p.name for p in self.packs if p.always or at_home(p, page.host)}
        for row, numbers in found.items():
            for n in numbers:
                if n >= len(self.rules):
                    name, pattern = self.evidence[n - len(self.rules)]
                    if name not in active and pattern.search(page.twins[row]):
                        active.add(name)
        for name, pattern in self.plain:
            if name not in active and any(pattern.search(t) for t in page.twins if len(t) <= SIGN):
                active.add(name)
        return active

    def _candidates(self, page: Page) -> dict[int, set[int]]:
        """Rule numbers worth trying, by row."""
        import numpy as np

        starts = page.folded_starts
        lengths = np.diff(np.append(starts, len(page.folded) + 1)) - 1
        row_of = {n: row for row, n in enumerate(page.rows)}
        found = self.index.find(page.folded, starts, lengths)
        out = {row_of[n]: rules for n, rules in found.items() if n in row_of}
        if self.bare:
            for row, twin in enumerate(page.twins):
                if len(twin) <= BARE:
                    out.setdefault(row, set()).update(self.bare)
        return out


def at_home(pack: Pack, host: str) -> bool:
    """Whether a pack is for the site a page came from."""
    return bool(host) and any(host == s or host.endswith("." + s) for s in pack.site)


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
    left = Left(len(page))
    sweep(page, book.matches(page), left)
    return {page.rows[row] + 1: rule for row, rule in sorted(left.gone.items())}
