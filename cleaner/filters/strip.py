"""Boilerplate, by the rule packs; repeats inside a document; anti-copy insertions."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, option


@filter("strip", after=("repair", "simplify"))
class Strip:
    """Boilerplate, by the rule packs; repeats inside a document; anti-copy insertions."""

    rules: tuple[str, ...] = option((), "a pack, or a folder of packs, of your own", metavar="PATH")

    def __call__(self, doc: Document) -> Result:
        return NOTHING
