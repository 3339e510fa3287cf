"""Pinyin annotations in brackets, 區(qū) to 區, on polluted pages only."""

from __future__ import annotations

import re

from cleaner.document import NOTHING, Document, Edit, Result
from cleaner.registry import filter

LETTERS_IN_BRACKETS = re.compile("[(（][ \u3000]{0,2}[A-Za-zÀ-ɡ]")
"""What every annotation begins with; most pages have none, and a search finds that fastest."""


@filter("unpinyin", after=("repair",))
class Unpinyin:
    """Pinyin annotations in brackets, 區(qū) to 區, on polluted pages only."""

    def __call__(self, doc: Document) -> Result:
        if not LETTERS_IN_BRACKETS.search(doc.text):
            return NOTHING
        from cleaner.chinese.annotations import found, polluting
        from cleaner.view import look

        bad = polluting(found(look(doc)), doc.text)
        return Result(edits=[Edit(a.start, a.end, "", "pinyin") for a in bad]) if bad else NOTHING
