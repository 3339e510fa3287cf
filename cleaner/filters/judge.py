"""A verdict on what cannot be repaired, as flags and measures."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, option


@filter("judge", after=("repair", "simplify", "strip", "reflow", "split"))
class Judge:
    """A verdict on what cannot be repaired, as flags and measures."""

    drop: tuple[str, ...] = option((), "drop documents that carry this flag", metavar="FLAG")

    def __call__(self, doc: Document) -> Result:
        return NOTHING
