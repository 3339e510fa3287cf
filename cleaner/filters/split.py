"""A compilation to its documents, id#1, id#2 and so on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter


@filter("split", after=("strip", "reflow"))
class Split:
    """A compilation to its documents, id#1, id#2 and so on."""

    def __call__(self, doc: Document) -> Result:
        if "part" in doc.meta or "\n" not in doc.text:
            return NOTHING
        look, may_have_parts, parts, lines = looks()
        view = look(doc)
        if not may_have_parts(view):
            return NOTHING
        found = parts(lines(view))
        return Result(parts=found) if found else NOTHING


@cache
def looks() -> tuple[Callable[..., Any], ...]:
    """What a split looks at, imported when the first text is split."""
    from cleaner.structure.compilations import may_have_parts, parts
    from cleaner.structure.lines import Lines
    from cleaner.view import look

    return look, may_have_parts, parts, Lines
