"""A compilation to its documents, id#1, id#2 and so on."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter


@filter("split", after=("strip", "reflow"))
class Split:
    """A compilation to its documents, id#1, id#2 and so on."""

    def __call__(self, doc: Document) -> Result:
        if "part" in doc.meta or "\n" not in doc.text:
            return NOTHING
        from cleaner.structure.compilations import may_have_parts, parts
        from cleaner.structure.lines import Lines
        from cleaner.view import look

        if not may_have_parts(doc.text):
            return NOTHING
        found = parts(Lines(look(doc)))
        return Result(parts=found) if found else NOTHING
