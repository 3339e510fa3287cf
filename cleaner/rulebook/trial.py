"""What ``cleaner rules test`` and ``lint`` say of packs.

Examples are tried when a pack is read; here the packs together meet clean text, on which hardly
anything may go, and each rule is looked at for what usually goes wrong with rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.rulebook.book import Rulebook
from cleaner.rulebook.find import find
from cleaner.rulebook.index import BARE
from cleaner.rulebook.rule import Pack, Rule
from cleaner.rulebook.twin import Page, twin
from cleaner.view import View

PER_CHARACTERS = 100_000
"""One removal in so many characters of clean text is what packs may do, and no more."""
SHORT_PATTERN = 4
"""Characters of literal below which a rule for the whole page wants a place or company."""


class Removal(NamedTuple):
    """Something that went from a clean text."""

    name: str
    line: int
    rule: str
    text: str


def removals_from(
    packs: Sequence[Pack], texts: Iterable[tuple[str, str]]
) -> tuple[list[Removal], int]:
    """What goes from clean texts, given with their names, and how many characters were read."""
    book, out, size = Rulebook(packs), [], 0
    for name, text in texts:
        size += len(text)
        for edit in find(Page(View(text)), book, doubt=False).edits:
            line = text.count("\n", 0, edit.start) + 1
            out.append(Removal(name, line, edit.rule, text[edit.start : edit.end].strip()))
    return out, size


def too_many(count: int, size: int) -> bool:
    """Whether more went than packs may take from clean text."""
    return count > size / PER_CHARACTERS


class Remark(NamedTuple):
    """What lint says of one rule."""

    rule: str
    what: str
    hint: str


def lint(packs: Sequence[Pack], texts: Iterable[str] = ()) -> Iterator[Remark]:
    """Remarks on packs; with texts also on rules that met none of them."""
    rules = [r for p in packs for r in p.rules]
    for rule in rules:
        yield from alone(rule)
    yield from shadowed(packs)
    texts = list(texts)
    if texts:
        met = {r.name for text in texts for r in met_by(packs, text)}
        for rule in rules:
            if rule.name not in met and rule.kind not in ("split", "join"):
                yield Remark(
                    rule.name, "met none of the pages", "add a page that shows it, or drop it"
                )


def alone(rule: Rule) -> Iterator[Remark]:
    """Remarks on one rule by itself."""
    if not rule.literals and rule.kind not in ("split", "join"):
        yield Remark(
            rule.name,
            "has no required literal",
            f"it is tried on every line up to {BARE} characters",
        )
    if rule.kind == "line" and rule.where.end == "anywhere" and not rule.neighbours:
        shortest = min(map(len, rule.hit), default=0)
        if shortest <= SHORT_PATTERN:
            yield Remark(rule.name, "is short and unanchored", "give it where or neighbours")
    if re.match(r"\.\*", rule.pattern.pattern) and rule.kind != "inline":
        yield Remark(rule.name, "begins with .*", "bound it, as in .{0,20}")


def shadowed(packs: Sequence[Pack]) -> Iterator[Remark]:
    """Rules of kind line all of whose hits an earlier rule of an always-on pack takes."""
    lines = [(p, r) for p in packs for r in p.rules if r.kind == "line"]
    for at, (_, rule) in enumerate(lines):
        for pack, before in lines[:at]:
            wide = pack.always or pack.name == rule.pack
            if wide and reaches(before, rule) and all(before.takes(twin(h)) for h in rule.hit):
                yield Remark(rule.name, f"is shadowed by {before.name}", "drop one of them")
                break


def reaches(before: Rule, rule: Rule) -> bool:
    """Whether one rule looks wherever the other does, on no more conditions."""
    place = before.where.end == "anywhere" or (
        before.where.end == rule.where.end and before.where.lines >= rule.where.lines
    )
    return place and before.neighbours <= rule.neighbours


def met_by(packs: Sequence[Pack], text: str) -> set[Rule]:
    """Rules whose pattern meets a line of a page."""
    page = Page(View(text))
    return {rule for rules in Rulebook(packs).matches(page).values() for rule in rules}
