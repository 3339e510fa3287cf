"""Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter


@filter("repair")
class Repair:
    """Mojibake, lost bytes, entities and escapes, invisible characters, compatibility forms."""

    def __call__(self, doc: Document) -> Result:
        return NOTHING
