"""Sentences cut by page breaks, hard wraps, page numbers, stray spaces, tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, option


@filter("reflow", after=("strip",))
class Reflow:
    """Sentences cut by page breaks, hard wraps, page numbers, stray spaces, tables.

    >>> text = "全市科技工作扎实推进各项改革。研究制定了新的评价办\\n\\n法,完善了制度。"
    >>> [tuple(edit) for edit in Reflow()(Document(text)).edits]
    [(25, 27, '', 'page-break')]
    """

    tables: str = option(
        "pipe", "how flattened tables are written", choices=("pipe", "tsv", "markdown")
    )

    def __call__(self, doc: Document) -> Result:
        look, edits = looks()
        found = edits(look(doc), self.tables)
        return Result(edits=found) if found else NOTHING


@cache
def looks() -> tuple[Callable[..., Any], ...]:
    """The view of a document and the edits of a view, imported when the first text is reflowed."""
    from cleaner.structure.reflowing import edits
    from cleaner.view import look

    return look, edits
