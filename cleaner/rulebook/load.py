"""Packs from TOML files, each rule checked before any text is read.

Errors name file, rule and field: an unknown key, a pattern RE2 would not take or that could
backtrack, a missing or failing example.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.errors import CleanerError
from cleaner.regex import later
from cleaner.registry import nearest
from cleaner.rulebook import pattern, seal
from cleaner.rulebook.rule import (
    FIELDS,
    KINDS,
    MAX_LINES,
    MAX_REMOVED,
    MAX_SHARE,
    SHORT,
    VALUES,
    Kind,
    Pack,
    Rule,
    Where,
    Words,
)
from cleaner.rulebook.terms import spelled_out, terms

MAX_CHARS = 2000
"""A line rule may not ask for longer lines: unbounded repeats cost a power of the length."""
_COMMON = {"id": str, "why": str, "hit": list, "keep": list}
_PLACE = {"where": str, "max_chars": int, "long": bool, "neighbours": int}
_KEYS: dict[str, dict[str, Any]] = {
    "line": _COMMON | _PLACE | {"match": str},
    "block": _COMMON
    | {"start": str, "while": str, "until": str, "until_end": bool, "max_lines": int}
    | {"min_lines": int, "where": str, "max_chars": int, "long": bool},
    "inline": _COMMON | {"match": str, "max_share": (int, float), "where": str},
    "meta": _COMMON | _PLACE | {"match": str, "keep_line": bool},
    "heading": _COMMON | _PLACE | {"match": str},
    "split": _COMMON | _PLACE | {"match": str},
    "join": _COMMON | _PLACE | {"match": str},
}
_WORDS = _COMMON | {"names": list, "field": str, "value": str, "weak": bool}
_PACK = {
    "name": str, "about": str, "site": list, "evidence": list, "max_removed": (int, float),
}  # fmt: skip
_WHERE = re.compile(r"(head|tail):(\d{1,4})")


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs that come with the program, by name."""
    files = ((p.name, p.read_bytes()) for p in seal.packs())
    return tuple(parse(data, name, seal.holds(name, data)) for name, data in files)


def load(path: str | Path) -> tuple[Pack, ...]:
    """The packs of a file, or of every ``.toml`` file of a folder.

    Raises CleanerError where there is none or one is wrong.
    """
    path = Path(path)
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise CleanerError(str(path), "no pack in this folder", "a pack is a .toml file")
    try:
        return tuple(parse(p.read_bytes(), str(p)) for p in files)
    except OSError as e:
        raise CleanerError(str(path), f"cannot be read ({e.strerror})") from e


def parse(data: bytes, where: str, sealed: bool = False) -> Pack:
    """One pack from the bytes of its file; of a sealed one all examples are known to hold."""
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as e:
        raise CleanerError(where, f"not a TOML file ({e})") from e
    known(tables, {"pack", "terms", "label", "bar", *KINDS}, where)
    head = tables.get("pack")
    if not isinstance(head, dict):
        raise CleanerError(where, "has no [pack]", 'write [pack] and name = "…"')
    typed(head, _PACK, f"{where}: [pack]")
    name = head.get("name", Path(where).stem)
    if "/" in name or not name:
        raise CleanerError(where, f"pack name {name!r} cannot be used", "a word without /")
    made = terms(tables.get("terms", {}), f"{where}: [terms]")
    rules = tuple(
        rule(spelled_out(row, made, where), kind, name, f"{where}: [[{kind}]] {n}", sealed)
        for kind in KINDS
        for n, row in enumerate(listed(tables.get(kind, []), f"{where}: [[{kind}]]"), 1)
    )
    named = tuple(
        words(row, kind, name, f"{where}: [[{kind}]] {n}")
        for kind in ("label", "bar")
        for n, row in enumerate(listed(tables.get(kind, []), f"{where}: [[{kind}]]"), 1)
    )
    unique([*(r.id for r in rules), *(w.id for w in named)], where)
    if not sealed:
        check_words(named, where)
    return Pack(
        name=name,
        about=head.get("about", ""),
        rules=rules,
        words=named,
        site=tuple(strings(head.get("site", []), f"{where}: site")),
        evidence=tuple(
            compiled(p, f"{where}: evidence", True, sealed)
            for p in strings(head.get("evidence", []), f"{where}: evidence")
        ),
        max_removed=share(head, "max_removed", MAX_REMOVED, where),
    )


def words(row: Any, kind: Any, pack: str, where: str) -> Words:
    """One list of labels or of a bar's words."""
    if not isinstance(row, dict):
        raise CleanerError(where, "is not a table")
    typed(row, _WORDS, where)
    for key in ("id", "why", "hit", "keep", "names"):
        if not row.get(key):
            raise CleanerError(where, f"{key} is missing", "every list of words has one")
    field = row.get("field", "")
    if field:
        known({field: field}, set(FIELDS), f"{where}: field")
    default = {"date": "date", "document_date": "date", "views": "count", "url": "url"}
    value = row.get("value", default.get(field, "text"))
    known({value: value}, VALUES, f"{where}: value")
    names = tuple(strings(row["names"], f"{where}: names"))
    hit, keep = tuple(row["hit"]), tuple(strings(row["keep"], f"{where}: keep"))
    return Words(
        pack, row["id"], kind, names, row["why"], hit, keep, field, value, row.get("weak", False)
    )


def check_words(named: tuple[Words, ...], where: str) -> None:
    """Try the examples of labels and bars, all lists of the pack together."""
    from cleaner.rulebook.bars import Bars
    from cleaner.rulebook.examples import words_problem
    from cleaner.rulebook.labels import Labels

    labels, bars = Labels(named), Bars(named)
    for each in named:
        for key, examples in (("hit", each.hit), ("keep", each.keep)):
            for n, example in enumerate(examples, 1):
                if problem := words_problem(each, key, example, labels, bars):
                    raise CleanerError(f"{where}: [[{each.kind}]] {each.id}: {key} {n}", problem)


def rule(row: Any, kind: Kind, pack: str, where: str, sealed: bool = False) -> Rule:
    """One checked rule; its examples have been tried, now or when it was sealed."""
    if not isinstance(row, dict):
        raise CleanerError(where, "is not a table")
    if isinstance(row.get("id"), str):
        where = f"{where.rsplit(' ', 1)[0]} {row['id']}"
    typed(row, _KEYS[kind], where)
    source = "start" if kind == "block" else "match"
    for key in ("id", "why", "hit", "keep", source):
        if not row.get(key) and not (key == "keep" and kind in ("split", "join")):
            raise CleanerError(where, f"{key} is missing", "every rule has one")
    found = compiled(row[source], f"{where}: {source}", kind == "inline", sealed)
    made = Rule(
        pack=pack,
        id=row["id"],
        kind=kind,
        pattern=found,
        literals=seal.literals(row[source]),
        why=row["why"],
        hit=tuple(row["hit"]),
        keep=tuple(row.get("keep", ())),
        where=place(row.get("where", "anywhere"), f"{where}: where"),
        max_chars=within(row, "max_chars", SHORT, MAX_CHARS, where),
        long=row.get("long", False),
        neighbours=row.get("neighbours", 0),
        follows=optional(row, "while", where, sealed),
        until=optional(row, "until", where, sealed),
        until_end=row.get("until_end", False),
        max_lines=within(row, "max_lines", MAX_LINES, 1000, where),
        min_lines=row.get("min_lines", 1),
        max_share=share(row, "max_share", MAX_SHARE, where),
        keep_line=row.get("keep_line", False),
    )
    if not sealed:
        from cleaner.rulebook.examples import check

        consistent(made, where)
        check(made, where)
    return made


def consistent(made: Rule, where: str) -> None:
    """Refuse a rule that could never do anything."""
    if made.kind == "block" and not (made.follows or made.until or made.until_end):
        raise CleanerError(where, "has neither while nor until nor until_end", "say how it goes on")
    if made.kind == "meta":
        groups = set(made.pattern.groupindex)
        if not groups and not made.keep_line:
            raise CleanerError(f"{where}: match", "has no named group", "write (?P<source>…)")
        known(dict.fromkeys(groups), set(FIELDS), f"{where}: match")


def compiled(
    source: str, where: str, bounded: bool = False, sealed: bool = False
) -> re.Pattern[str]:
    """A pattern, or the error that names its place; a sealed one is compiled when it is used."""
    if sealed:
        return later(source)
    try:
        return pattern.compiled(source, bounded)
    except pattern.Refused as e:
        raise CleanerError(where, str(e), "see docs on patterns" if "(" in str(e) else "") from e


def optional(row: Mapping[str, Any], key: str, where: str, sealed: bool) -> re.Pattern[str] | None:
    """A pattern that a rule may have."""
    return compiled(row[key], f"{where}: {key}", sealed=sealed) if key in row else None


def place(value: str, where: str) -> Where:
    """``anywhere``, ``head:N`` or ``tail:N``."""
    if value == "anywhere":
        return Where()
    if found := _WHERE.fullmatch(value):
        return Where("head" if found[1] == "head" else "tail", int(found[2]))
    raise CleanerError(where, f"cannot be {value!r}", "anywhere, head:N or tail:N")


def known(row: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    """Refuse a key that is not among the names."""
    for key in row:
        if key not in names:
            raise CleanerError(where, f"unknown key {key}", nearest(key, sorted(names)))


def typed(row: Mapping[str, Any], kinds: Mapping[str, Any], where: str) -> None:
    """Refuse unknown keys and values of the wrong type."""
    known(row, kinds, where)
    for key, value in row.items():
        kind = kinds[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            name = kind.__name__ if isinstance(kind, type) else "number"
            raise CleanerError(f"{where}: {key}", f"must be a {name}, not {value!r}")


def listed(value: Any, where: str) -> list[Any]:
    """A list of tables, or the error."""
    if not isinstance(value, list):
        raise CleanerError(where, "is not a list of tables", "write it with double brackets")
    return value


def strings(value: list[Any], where: str) -> list[str]:
    """A list of strings, or the error."""
    if not all(isinstance(v, str) and v for v in value):
        raise CleanerError(where, "must be a list of strings")
    return value


def within(row: Mapping[str, Any], key: str, default: int, top: int, where: str) -> int:
    """A whole number in its bounds, or the error."""
    value: int = row.get(key, default)
    if not 1 <= value <= top:
        raise CleanerError(f"{where}: {key}", f"must be 1 to {top}, not {value}")
    return value


def share(row: Mapping[str, Any], key: str, default: float, where: str) -> float:
    """A part above 0, at most 1, or the error."""
    value = float(row.get(key, default))
    if not 0 < value <= 1:
        raise CleanerError(f"{where}: {key}", f"must be above 0, at most 1, not {value}")
    return value


def unique(ids: Iterable[str], where: str) -> None:
    """Refuse an id that stands twice."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise CleanerError(where, f"two rules have the id {each}", "ids are unique in a pack")
        seen.add(each)
