"""Which rules meet which lines: words first, then the patterns that hold them.

Lines are looked through by size, since a rule says how long a line it takes: the longer ones, most
of any text, are searched for few words. What meets a line is remembered for when it comes again.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial, reduce
from math import inf
from operator import or_
from typing import NamedTuple

from cleaner.rulebook.bars import Bars
from cleaner.rulebook.index import BARE, Index
from cleaner.rulebook.memory import Memory
from cleaner.rulebook.rule import Pack, Rule, Size, size_of
from cleaner.rulebook.seal import literals as literals_of
from cleaner.rulebook.signs import sign_words
from cleaner.rulebook.twin import Page, Sign

SIGNED = 400
"""Characters of a line of which signs are asked: the longest talk a site holds of itself."""
SIGN = 120
"""Characters of a line in which evidence for a pack is looked for."""


class Met(NamedTuple):
    """What meets a line whatever page it stands on: signs, numbers of rules that are for every
    page and meet it, packs it speaks for, and rules of such packs whose words it holds, which are
    tried where their pack is for the page."""

    signs: int = 0
    rules: tuple[int, ...] = ()
    packs: tuple[str, ...] = ()
    untried: tuple[int, ...] = ()

    def and_bare(self, other: Met) -> Met:
        """With what meets the line without a word that leads to it."""
        rules, untried = {*self.rules, *other.rules}, {*self.untried, *other.untried}
        return Met(self.signs, tuple(rules), self.packs + other.packs, tuple(untried))


UNMET = Met()


class Matcher:
    """The rules of packs by number, and the words that lead to them."""

    def __init__(self, packs: Sequence[Pack], bars: Bars) -> None:
        self.rules = [r for p in packs for r in p.rules if r.kind not in ("split", "join")]
        self._packs = packs
        self._always = {p.name for p in packs if p.always}
        self._evidence = [(p.name, e) for p in packs for e in p.evidence]
        self._bare = [n for n, r in enumerate(self.rules) if not r.literals]
        self._plain = [
            n
            for n, (_, e) in enumerate(self._evidence, len(self.rules))
            if not literals_of(e.pattern)
        ]
        self._pack = [r.pack for r in self.rules]
        self._for_all = [p in self._always for p in self._pack]
        self._reach = [inf if r.kind == "inline" else r.max_chars for r in self.rules]
        self._tests: list[Callable[[str], object]] = [
            partial(self._first, n) for n in range(len(self.rules))
        ]
        self._longest = max([SIGNED, *(r.max_chars for r in self.rules)])
        self._indexes = [Index(self._words(size, bars)) for size in range(Size.COUNT)]
        self._known = Memory(lambda twin: self._read([twin])[twin])

    def _words(self, size: int, bars: Bars) -> Iterator[tuple[str, int, int | None]]:
        """The words to look for in lines of a size, with signs and rules; evidence counts on after
        rules."""
        for n, rule in enumerate(self.rules):
            if size in rule.sizes():
                yield from ((word, 0, n) for word in rule.literals)
        if size == Size.ENDLESS:
            return
        for n, (_, evidence) in enumerate(self._evidence, len(self.rules)):
            yield from ((word, 0, n) for word in literals_of(evidence.pattern))
        for word, sign in sign_words(bars):
            if size != Size.TEXT or sign not in (Sign.BAR, Sign.CONTROL):  # these hold no full stop
                yield word, sign, None

    def matches(self, page: Page) -> dict[int, list[Rule]]:
        """The rules whose pattern meets each row, and the rows' signs into the page."""
        met = self._met(page.twins)
        page.signs = [each.signs for each in met]
        page.shows = reduce(or_, page.signs, 0)
        active = self._active(page, met)
        out: dict[int, list[Rule]] = {}
        for row, each in enumerate(met):
            numbers = each.rules
            if each.untried and len(active) > len(self._always):
                numbers += self._meeting(page.twins[row], each.untried, active)
            if numbers:
                out[row] = [self.rules[n] for n in sorted(numbers)]
        return out

    def _meeting(
        self, twin: str, numbers: Iterable[int], active: Container[str]
    ) -> tuple[int, ...]:
        """Of rules of packs that are not for every page, those that are for this one and meet a
        line."""
        return tuple(n for n in numbers if self._pack[n] in active and self._tests[n](twin))

    def _active(self, page: Page, met: Iterable[Met]) -> set[str]:
        """The packs that are for this page: always, by its address, or by evidence in a line."""
        active = set(self._always).union(*(each.packs for each in met if each.packs))
        if page.host:
            active.update(p.name for p in self._packs if at_home(p, page.host))
        return active

    def _met(self, twins: Sequence[str]) -> list[Met]:
        """What meets each line: read once for all pages that have it."""
        known = self._known
        known.shorten()
        strange = [twin for twin in twins if twin not in known]
        if not strange:
            return [known[twin] for twin in twins]
        fresh = self._read(list(dict.fromkeys(strange)))
        known.learn(fresh)
        return [fresh[twin] if twin in fresh else known[twin] for twin in twins]

    def _read(self, twins: Sequence[str]) -> dict[str, Met]:
        """What meets lines never seen, each given once."""
        rows: list[list[str]] = [[] for _ in range(Size.COUNT)]
        for twin in twins:
            rows[size_of(twin, self._longest)].append(twin)
        out = dict.fromkeys(twins, UNMET)
        for index, lines in zip(self._indexes, rows, strict=True):
            for at, (signs, numbers) in index.find(lines).items() if lines else ():
                out[lines[at]] = self._tried(lines[at], signs, numbers)
        if self._bare or self._plain:
            for twin in (t for t in twins if len(t) <= SIGN):
                bare = self._tried(twin, 0, self._bare * (len(twin) <= BARE) + self._plain)
                out[twin] = out[twin].and_bare(bare)
        return out

    def _tried(self, twin: str, signs: int, numbers: Iterable[int]) -> Met:
        """Of the rules and evidence whose words a line holds, those that meet it."""
        count, size = len(self.rules), len(twin)
        rules, packs, untried = [], [], []
        for n in numbers:
            # the index of this line's size holds no rule its length forbids
            if n < count:
                if size > self._reach[n]:
                    continue
                if not self._for_all[n]:
                    untried.append(n)
                elif self._tests[n](twin):
                    rules.append(n)
            elif size <= SIGN and self._evidence[n - count][1].search(twin):
                packs.append(self._evidence[n - count][0])
        return Met(signs, tuple(rules), tuple(packs), tuple(untried))

    def _first(self, n: int, line: str) -> object:
        """Try a rule for the first time; from then on its pattern is asked at once."""
        rule = self.rules[n]
        self._tests[n] = rule.pattern.search if rule.kind == "inline" else rule.pattern.fullmatch
        return self._tests[n](line)


def at_home(pack: Pack, host: str) -> bool:
    """Whether a pack is for the site a page came from."""
    return bool(host) and any(host == s or host.endswith("." + s) for s in pack.site)
