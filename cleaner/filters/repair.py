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
        from cleaner.view import look

        view = look(doc)
        edits = (
            lost.mend(doc.text, view.points)
            or mojibake.mend(doc.text, view.points)
            or escapes.mend(doc.text)
            or forms.mend(view)
        )
        return Result(edits=edits) if edits else NOTHING
