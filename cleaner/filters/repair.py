"""Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter


@filter("repair")
class Repair:
    """Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms.

    What was misread is read anew first; what a round uncovers, the next one finds.
    """

    def __call__(self, doc: Document) -> Result:
        from cleaner.encoding import escapes, forms, lost, mojibake
        from cleaner.encoding.traces import FORM, MARK, SUSPECT, UNCOMMON, present, traces
        from cleaner.view import look

        view = look(doc)
        found = traces(view.points)
        seen = present(found)
        edits = (
            (seen & MARK and seen & SUSPECT and lost.mend(doc.text, found))
            or (seen & SUSPECT and mojibake.mend(doc.text, found))
            or (seen & (MARK | UNCOMMON) and lost.unshift(doc.text, found))
            or escapes.mend(doc.text, seen)
            or (seen & FORM and mojibake.beside(doc.text, found, forms.mend(view)))
        )
        return Result(edits=edits) if edits else NOTHING
