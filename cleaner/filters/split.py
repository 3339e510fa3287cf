"""A compilation to its documents, id#1, id#2 and so on."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter


@filter("split", after=("strip", "reflow"))
class Split:
    """A compilation to its documents, id#1, id#2 and so on."""

    def __call__(self, doc: Document) -> Result:
        return NOTHING
