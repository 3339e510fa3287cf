"""Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, option

if TYPE_CHECKING:
    from cleaner.view import View


@filter("repair")
class Repair:
    """Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms.

    What was misread is read anew first; what a round uncovers, the next one finds. Misread European
    text is left to ``european``: ftfy mends nearly all of it, this search not half.
    """

    european: bool = option(False, "mend misread European text too, with ftfy")

    def __call__(self, doc: Document) -> Result:
        from cleaner.encoding import glance
        from cleaner.view import look

        view = look(doc)
        found = NOTHING if glance.calm(doc.text, view.points) else mended(doc.text, view)
        if self.european and not any("-as-" in edit.rule for edit in found.edits):
            from cleaner.encoding import european

            edits = european.mend(doc.text)
            return Result(edits=edits) if edits else found
        return found


def mended(text: str, view: View) -> Result:
    """The edits of the first kind of repair that finds something to do."""
    from cleaner.encoding import escapes, forms, lost, mojibake, runs
    from cleaner.encoding.traces import FORM, MARK, SUSPECT, UNCOMMON, present, traces

    found = traces(view.points)
    seen = present(found)
    lines = [*mojibake.suspicious(text, found)] if seen & SUSPECT else []
    edits = (
        (seen & MARK and lost.mend(lines))
        or mojibake.mend(lines)
        or (seen & (MARK | UNCOMMON) and runs.mend(text, found))
        or escapes.mend(text, seen)
        or (seen & FORM and mojibake.beside(text, found, forms.mend(view)))
    )
    return Result(edits=edits) if edits else NOTHING
