"""Sentences cut by page breaks, hard wraps, page numbers, stray spaces, tables."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter


@filter("reflow", after=("strip",))
class Reflow:
    """Sentences cut by page breaks, hard wraps, page numbers, stray spaces, tables."""

    def __call__(self, doc: Document) -> Result:
        return NOTHING
