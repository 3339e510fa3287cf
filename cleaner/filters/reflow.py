"""Sentences cut by page breaks, hard wraps, page numbers, stray spaces, tables."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Edit, Result
from cleaner.registry import filter


@filter("reflow", after=("strip",))
class Reflow:
    """Sentences cut by page breaks, hard wraps, page numbers, stray spaces, tables."""

    def __call__(self, doc: Document) -> Result:
        from cleaner.structure.joins import page_breaks
        from cleaner.structure.lines import Lines
        from cleaner.structure.previews import previews
        from cleaner.structure.wraps import wraps
        from cleaner.view import look

        if "\n" not in doc.text:
            return NOTHING
        lines = Lines(look(doc))
        edits: list[Edit]
        edits, taken = previews(lines)
        if not edits:
            edits = wraps(lines)
            taken = lines.seams(edits)
        edits += page_breaks(lines, taken)
        return Result(edits=sorted(edits)) if edits else NOTHING
