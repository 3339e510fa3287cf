"""Pinyin annotations in brackets, 區(qū) to 區, on polluted pages only."""

from __future__ import annotations

from cleaner.document import NOTHING, Document, Edit, Result
from cleaner.regex import later
from cleaner.registry import filter

LETTERS_IN_BRACKETS = later("[(（][ \u3000]{0,2}[A-Za-zÀ-ɡ][^()（）\n]{0,9}[)）]")
"""What every annotation looks like from afar; most pages have none, and a search tells fast."""


@filter("unpinyin", after=("repair",))
class Unpinyin:
    """Pinyin annotations in brackets, 區(qū) to 區, on polluted pages only.

    >>> Unpinyin()(Document("重(chóng)复")).edits
    ()
    """

    def __call__(self, doc: Document) -> Result:
        text = doc.text
        if ("(" not in text and "（" not in text) or not LETTERS_IN_BRACKETS.search(text):
            return NOTHING
        from cleaner.chinese.annotations import found
        from cleaner.chinese.pollution import polluting

        bad = polluting(found(text), text)
        return Result(edits=[Edit(a.start, a.end, "", "pinyin") for a in bad]) if bad else NOTHING
