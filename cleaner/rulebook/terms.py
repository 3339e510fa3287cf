"""Terms of a pack: vocabularies written once, and ``{name}`` for them in its patterns.

>>> made = terms({"tool": ["打印", "打印本页"], "bar": "{tool}(?:[ |]{tool})*"}, "a pack")
>>> spelled("【{bar}】{1,2}", made, "a rule")
'【(?:(?:打印本页|打印)(?:[ |](?:打印本页|打印))*)】{1,2}'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cleaner.errors import CleanerError
from cleaner.regex import later
from cleaner.registry import nearest

PATTERNS = ("match", "start", "while", "until")
"""The fields of a rule in which terms are spelled out."""
_TERM = later(r"\{([a-z_]+)\}")


def terms(table: Any, where: str) -> dict[str, str]:
    """Each term as a group of a pattern: a list's words longest first, a string as it stands.

    A term may use those above it. Raises CleanerError for a table of anything else.
    """
    if not isinstance(table, dict):
        raise CleanerError(where, "is not a table", 'write [terms] and name = ["…"]')
    made: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, list) and value and all(isinstance(v, str) and v for v in value):
            made[name] = "|".join(map(re.escape, sorted(value, key=len, reverse=True)))
        elif isinstance(value, str) and value:
            made[name] = spelled(value, made, f"{where} {name}")
        else:
            raise CleanerError(f"{where} {name}", "must be a pattern or a list of words")
        made[name] = f"(?:{made[name]})"
    return made


def spelled(pattern: str, made: Mapping[str, str], where: str) -> str:
    """A pattern with its terms spelled out; a repeat such as ``{2,6}`` stays."""

    def term(found: re.Match[str]) -> str:
        if found[1] not in made:
            raise CleanerError(where, f"unknown term {found[0]}", nearest(found[1], sorted(made)))
        return made[found[1]]

    return _TERM.sub(term, pattern)


def spelled_out(row: Any, made: Mapping[str, str], where: str) -> Any:
    """A rule's table with the terms in its patterns spelled out."""
    if not isinstance(row, dict):
        return row
    return {
        key: spelled(value, made, f"{where}: {key}")
        if key in PATTERNS and isinstance(value, str)
        else value
        for key, value in row.items()
    }
