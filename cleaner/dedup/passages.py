"""Paragraphs that stand elsewhere: each line of some length is a document of its own.

>>> notice = "本文档由用户上传，版权归原作者所有，如有侵权请及时联系我们删除。"
>>> p = Paragraphs()
>>> p.add("a", "云溪市工作总结\\n" + notice); p.add("b", "石湾市要点\\n" + notice)
>>> p.find().dropped
{'b¶2': 'exact of a¶2'}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.dedup.deduper import MEMORY, Deduper
from cleaner.dedup.normal import Batch
from cleaner.dedup.report import Duplicates
from cleaner.document import Edit

LEAST_HAN = 20
"""A shorter line is a heading, a label or a phrase, and may stand anywhere."""
MARK = "¶"


class Paragraphs(Deduper):
    """Finds copies among the paragraphs of the documents added; a paragraph is ``id¶line``."""

    def __init__(self, memory: int = MEMORY) -> None:
        super().__init__(memory=memory)

    def add(self, id: str, text: str, meta: Mapping[str, Any] | None = None) -> None:
        """The paragraphs of one document."""
        for n, _, line in paragraphs(text):
            super().add(f"{id}{MARK}{n}", line, meta)


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Number (from 1), offset and text of each line that is long enough to be compared."""
    at = 0
    for n, line in enumerate(text.split("\n"), 1):
        if len(line) >= LEAST_HAN and len(Batch([line]).han) >= LEAST_HAN:
            yield n, at, line
        at += len(line) + 1


def edits(id: str, text: str, found: Duplicates) -> list[Edit]:
    """What takes the dropped paragraphs out of a document, with the line break after each."""
    return [
        Edit(at, min(at + len(line) + 1, len(text)), "", found.dropped[name])
        for n, at, line in paragraphs(text)
        if (name := f"{id}{MARK}{n}") in found.dropped
    ]


def passage(id: str) -> tuple[str, int]:
    """The document and the line that the id of a paragraph names.

    >>> passage("a.txt¶12")
    ('a.txt', 12)
    """
    name, _, line = id.rpartition(MARK)
    return name, int(line)
