"""Traditional to simplified; Japanese and simplified text stay as they are."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, option


@filter("simplify", after=("repair", "unpinyin"))
class Simplify:
    """Traditional to simplified; Japanese and simplified text stay as they are.

    Raises UsageError, naming the nearest, for a variant that is no configuration of the installed
    opencc, and CleanerError where that is not the package of this name.

    >>> Simplify()(Document("他看著遠處的山")).edits[0].new
    '他看着远处的山'
    """

    variant: str = option(
        "auto", "auto decides per text; an opencc configuration is followed exactly", metavar="NAME"
    )
    punctuation: str = option(
        "keep",
        "marks of converted passages: keep them, quotes writes 「」 as “”, mainland all",
        choices=("keep", "quotes", "mainland"),
    )

    def __post_init__(self) -> None:
        if self.variant != "auto":
            from cleaner.chinese.opencc import check

            check(self.variant)

    @property
    def once(self) -> bool:
        """A named configuration is applied once: some of opencc's change their own results."""
        return self.variant != "auto"

    def __call__(self, doc: Document) -> Result:
        if doc.text.isascii():
            return NOTHING
        if self.variant != "auto":
            from cleaner.chinese.simplified import followed

            edits = followed(doc.text, self.variant, self.punctuation)
        else:
            from cleaner.view import Class, look

            view = look(doc)
            if not view.has(Class.TRADITIONAL) and view.has(Class.SIMPLIFIED):
                return NOTHING
            from cleaner.chinese.simplified import edits as found

            edits = found(view, self.punctuation)
        return Result(edits=edits) if edits else NOTHING
