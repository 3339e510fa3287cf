"""A rulebook: packs made ready to meet pages.

>>> book = Rulebook(())
>>> book.matches(page_of("正文"))
{}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from math import inf

from cleaner.rulebook.bars import Bars
from cleaner.rulebook.index import BARE, Index
from cleaner.rulebook.labels import Labels
from cleaner.rulebook.rule import Pack, Rule, Size, size_of
from cleaner.rulebook.seal import literals as literals_of
from cleaner.rulebook.signs import sign_words
from cleaner.rulebook.twin import Page, Sign

SIGNED = 400
"""Characters of a line of which signs are asked: the longest talk a site holds of itself."""
SIGN = 120
"""Characters of a line in which evidence for a pack is looked for."""


class Rulebook:
    """Packs in order, their rules by number, and the index of their literals."""

    def __init__(self, packs: Sequence[Pack], own: Sequence[Pack] = ()) -> None:
        """``own`` are packs somebody chose for these pages: they come first and are obeyed."""
        packs = self.packs = (*own, *packs)
        self.own = {p.name for p in own}
        self.rules = [r for p in packs for r in p.rules if r.kind not in ("split", "join")]
        self._wary: dict[str, Rule] = {}
        self.always = {p.name for p in packs if p.always}
        self.pack_of = {r.pack: p for p in packs for r in p.rules}
        self.evidence = [(p.name, e) for p in packs for e in p.evidence]
        self.plain = [(p, e) for p, e in self.evidence if not literals_of(e.pattern)]
        self.bare = [n for n, r in enumerate(self.rules) if not r.literals]
        words = [w for p in packs for w in p.words]
        self.labels, self.bars = Labels(words), Bars(words)
        self.valves = {p.name: p.max_removed for p in packs}
        self.packs_of = [r.pack for r in self.rules]
        self.tests: list[Callable[[str], object]] = [
            partial(self._first, n) for n in range(len(self.rules))
        ]
        self.reach = [inf if r.kind == "inline" else r.max_chars for r in self.rules]
        self.longest = max([SIGNED, *(r.max_chars for r in self.rules)])
        self.indexes = [Index(self._words(size)) for size in range(Size.COUNT)]

    def _words(self, size: int) -> Iterator[tuple[str, int, int | None]]:
        """The words to look for in lines of a size, with signs and rules; evidence counts on after
        rules."""
        for n, rule in enumerate(self.rules):
            if size in rule.sizes():
                yield from ((word, 0, n) for word in rule.literals)
        if size == Size.ENDLESS:
            return
        for n, (_, evidence) in enumerate(self.evidence, len(self.rules)):
            yield from ((word, 0, n) for word in literals_of(evidence.pattern))
        for word, sign in sign_words(self.bars):
            if size != Size.TEXT or sign != Sign.BAR:  # buttons hold no full stop
                yield word, sign, None

    def matches(self, page: Page) -> dict[int, list[Rule]]:
        """The rules whose pattern meets each row, wherever it stands, in the order of the packs.

        The page learns the signs of its rows on the way.
        """
        found = self._candidates(page)
        if not found:
            return {}
        active, count = self._active(page, found), len(self.rules)
        out: dict[int, list[Rule]] = {}
        for row, numbers in found.items():
            twin = page.twins[row]
            size = len(twin)
            met = [
                n
                for n in numbers
                if n < count
                and size <= self.reach[n]
                and self.packs_of[n] in active
                # the index of this line's size holds no rule its length forbids
                and self.tests[n](twin)
            ]
            if met:
                out[row] = [self.rules[n] for n in sorted(met)]
        return out

    def _first(self, n: int, line: str) -> object:
        """Try a rule for the first time; from then on its pattern is asked at once."""
        rule = self.rules[n]
        self.tests[n] = rule.pattern.search if rule.kind == "inline" else rule.pattern.fullmatch
        return self.tests[n](line)

    def wary(self, rule: Rule) -> Rule:
        """The rule as one that wants company, unless somebody chose it for these pages."""
        if rule.neighbours or rule.pack in self.own:
            return rule
        if rule.name not in self._wary:
            self._wary[rule.name] = replace(rule, neighbours=1)
        return self._wary[rule.name]

    def _active(self, page: Page, found: Mapping[int, set[int]]) -> set[str]:
        """The packs that are for this page: always, by its address, or by evidence in a line."""
        active = set(self.always)
        if page.host:
            active.update(p.name for p in self.packs if at_home(p, page.host))
        count = len(self.rules)
        for row, numbers in found.items():
            if not numbers or max(numbers) < count or len(page.twins[row]) > SIGN:
                continue
            for n in numbers:
                name, pattern = self.evidence[n - count] if n >= count else ("", None)
                if pattern and name not in active and pattern.search(page.twins[row]):
                    active.add(name)
        for name, pattern in self.plain:
            if name not in active and any(pattern.search(t) for t in page.twins if len(t) <= SIGN):
                active.add(name)
        return active

    def _candidates(self, page: Page) -> dict[int, set[int]]:
        """Rule numbers worth trying, by row."""
        rows: list[list[int]] = [[] for _ in range(Size.COUNT)]
        for row, twin in enumerate(page.twins):
            rows[size_of(twin, self.longest)].append(row)
        page.signs = [0] * len(page)
        out: dict[int, set[int]] = {}
        for index, members in zip(self.indexes, rows, strict=True):
            if members:
                for at, (signs, numbers) in index.find([page.twins[n] for n in members]).items():
                    page.signs[members[at]] = signs
                    out[members[at]] = numbers
        for row in rows[Size.SHORT] if self.bare else ():
            if len(page.twins[row]) <= BARE:
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
