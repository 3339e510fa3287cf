"""Boilerplate, by the rule packs; repeats inside a document; anti-copy insertions."""

from __future__ import annotations

from typing import Any

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, option


@filter("strip", after=("repair", "simplify"))
class Strip:
    """Boilerplate, by the rule packs; repeats inside a document; anti-copy insertions."""

    rules: tuple[str, ...] = option((), "a pack, or a folder of packs, of your own", metavar="PATH")

    def __post_init__(self) -> None:
        if self.rules:  # a wrong pack is told before any text is read
            from cleaner.rulebook import rulebook

            rulebook(self.rules)

    def __call__(self, doc: Document) -> Result:
        from cleaner.rulebook.find import found_in

        if not doc.text.strip():
            return NOTHING
        found = found_in(doc, host(doc), self.rules)
        if found.valve:
            return Result(found.edits, found.meta, ["valve"], {"valve": found.valve})
        return Result(found.edits, found.meta) if found.edits or found.meta else NOTHING


def host(doc: Document) -> str:
    """The host a document came from, where its record says so."""
    url: Any = doc.meta.get("url") or doc.fields.get("url")
    if not url or not isinstance(url, str):
        return ""
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
