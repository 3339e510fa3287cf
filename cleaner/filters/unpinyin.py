"""Pinyin annotations in brackets, 區(qū) to 區, on polluted pages only."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter


@filter("unpinyin", after=("repair",))
class Unpinyin:
    """Pinyin annotations in brackets, 區(qū) to 區, on polluted pages only."""

    def __call__(self, doc: Document) -> Result:
        return NOTHING
