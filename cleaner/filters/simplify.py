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

    def __post_init__(self) -> None:
        if self.variant != "auto":
            from cleaner.chinese.opencc import check

            check(self.variant)

    def __call__(self, doc: Document) -> Result:
        if doc.text.isascii():
            return NOTHING
        from cleaner.chinese import simplified
        from cleaner.view import look

        if self.variant == "auto":
            edits = simplified.edits(look(doc))
        else:
            edits = simplified.followed(doc.text, self.variant)
        return Result(edits=edits) if edits else NOTHING
