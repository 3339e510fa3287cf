"""Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter

if TYPE_CHECKING:
    from cleaner.view import View


@filter("repair")
class Repair:
    """Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms.

    What was misread is read anew first; what a round uncovers, the next one finds.
    """

    def __call__(self, doc: Document) -> Result:
        from cleaner.encoding import glance
        from cleaner.view import look

        view = look(doc)
        if glance.calm(doc.text, view.points):
            return NOTHING
        return mended(doc.text, view)


def mended(text: str, view: View) -> Result:
    """The edits of the first kind of repair that finds something to do."""
    from cleaner.encoding import escapes, forms, lost, mojibake, runs
    from cleaner.encoding.traces import FORM, MARK, SUSPECT, UNCOMMON, present, traces

    found = traces(view.points)
    seen = present(found)
    edits = (
        (seen & MARK and seen & SUSPECT and lost.mend(text, found))
        or (seen & SUSPECT and mojibake.mend(text, found))
        or (seen & (MARK | UNCOMMON) and runs.mend(text, found))
        or escapes.mend(text, seen)
        or (seen & FORM and mojibake.beside(text, found, forms.mend(view)))
    )
    return Result(edits=edits) if edits else NOTHING
