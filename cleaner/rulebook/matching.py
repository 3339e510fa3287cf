"""Which rules meet which lines: words first, then the patterns that hold them.

Lines are looked through by size, since a rule says how long a line it takes: the longer ones, most
of any text, are searched for few words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import inf

from cleaner.rulebook.bars import Bars
from cleaner.rulebook.index import BARE, Index
from cleaner.rulebook.rule import Pack, Rule, Size, size_of
from cleaner.rulebook.seal import literals as literals_of
from cleaner.rulebook.signs import sign_words
from cleaner.rulebook.twin import Page, Sign

SIGNED = 400
"""Characters of a line of which signs are asked: the longest talk a site holds of itself."""
SIGN = 120
"""Characters of a line in which evidence for a pack is looked for."""


class Matcher:
    """The rules of packs by number, and the words that lead to them."""

    def __init__(self, packs: Sequence[Pack], bars: Bars) -> None:
        self.rules = [r for p in packs for r in p.rules if r.kind not in ("split", "join")]
        self._packs = packs
        self._always = {p.name for p in packs if p.always}
        self._evidence = [(p.name, e) for p in packs for e in p.evidence]
        self._plain = [(p, e) for p, e in self._evidence if not literals_of(e.pattern)]
        self._bare = [n for n, r in enumerate(self.rules) if not r.literals]
        self._pack = [r.pack for r in self.rules]
        self._reach = [inf if r.kind == "inline" else r.max_chars for r in self.rules]
        self._tests: list[Callable[[str], object]] = [
            partial(self._first, n) for n in range(len(self.rules))
        ]
        self._longest = max([SIGNED, *(r.max_chars for r in self.rules)])
        self._indexes = [Index(self._words(size, bars)) for size in range(Size.COUNT)]

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
            if size != Size.TEXT or sign != Sign.BAR:  # buttons hold no full stop
                yield word, sign, None

    def matches(self, page: Page) -> dict[int, list[Rule]]:
        """The rules whose pattern meets each row, and the rows' signs into the page."""
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
                and size <= self._reach[n]
                and self._pack[n] in active
                # the index of this line's size holds no rule its length forbids
                and self._tests[n](twin)
            ]
            if met:
                out[row] = [self.rules[n] for n in sorted(met)]
        return out

    def _first(self, n: int, line: str) -> object:
        """Try a rule for the first time; from then on its pattern is asked at once."""
        rule = self.rules[n]
        self._tests[n] = rule.pattern.search if rule.kind == "inline" else rule.pattern.fullmatch
        return self._tests[n](line)

    def _active(self, page: Page, found: Mapping[int, set[int]]) -> set[str]:
        """The packs that are for this page: always, by its address, or by evidence in a line."""
        active = set(self._always)
        if page.host:
            active.update(p.name for p in self._packs if at_home(p, page.host))
        count = len(self.rules)
        for row, numbers in found.items():
            if not numbers or max(numbers) < count or len(page.twins[row]) > SIGN:
                continue
            for n in numbers:
                name, pattern = self._evidence[n - count] if n >= count else ("", None)
                if pattern and name not in active and pattern.search(page.twins[row]):
                    active.add(name)
        for name, pattern in self._plain:
            if name not in active and any(pattern.search(t) for t in page.twins if len(t) <= SIGN):
                active.add(name)
        return active

    def _candidates(self, page: Page) -> dict[int, set[int]]:
        """Rule numbers worth trying, by row."""
        rows: list[list[int]] = [[] for _ in range(Size.COUNT)]
        for row, twin in enumerate(page.twins):
            rows[size_of(twin, self._longest)].append(row)
        page.signs = [0] * len(page)
        out: dict[int, set[int]] = {}
        for index, members in zip(self._indexes, rows, strict=True):
            if members:
                for at, (signs, numbers) in index.find([page.twins[n] for n in members]).items():
                    page.signs[members[at]] = signs
                    out[members[at]] = numbers
        for row in rows[Size.SHORT] if self._bare else ():
            if len(page.twins[row]) <= BARE:
                out.setdefault(row, set()).update(self._bare)
        return out


def at_home(pack: Pack, host: str) -> bool:
    """Whether a pack is for the site a page came from."""
    return bool(host) and any(host == s or host.endswith("." + s) for s in pack.site)
