"""A page's visible text, with the ranges its block elements gave it.

libxml2 reports tags as it meets them and no tree is built: depth costs nothing and cannot overflow.

>>> text, blocks = visible("<h1>通知</h1><p>各区县:<script>x</script></p>")
>>> text, blocks[0]
('通知\\n各区县:\\n', Block(start=0, end=2, tag='h1'))
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from typing import Any, NamedTuple

from cleaner.document import Block


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


UNSEEN = words(
    "head script style noscript template iframe object noembed noframes svg canvas audio video "
    "select datalist map"
)
BLOCKS = words(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main "
    "menu nav ol p pre section summary table caption tbody thead tfoot tr td th ul"
)
HEADINGS = words("h1 h2 h3 h4 h5 h6")
KEPT_SPACE = words("pre textarea listing xmp plaintext")
LONG_TAG = 4096
"""Characters of a tag kept with its attributes: libxml2 compares each attribute with all before
it, so that 200,000 of them would take a minute. No tag that hides its text is so long."""
FED = 1 << 14
DEEP = 4096
"""Characters fed at once, and the depth at which the parser starts afresh: libxml2 looks through
all open elements at each stray end tag, and browsers give up at a depth of 512."""
LONG_CELL, WORDY_CELL = 12, 1000
"""Lines, or characters, above which a cell holds a page's layout rather than data; cells of real
tables, with their numbered sentences (forms ask for 300 characters), stay below."""

_HUGE = re.compile(rf"<([A-Za-z][^\s/<>]{{0,40}})[^<>]{{{LONG_TAG},}}")
_SPACE = re.compile(r"[ \t\n\f\r]+")
_WIDE_BREAK = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n][ \t\r\n\f]*(?=[\u2e80-\uffef])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Piece(NamedTuple):
    """Text of one block element, without a line break."""

    text: str
    tag: str


class Row:
    """A table row being read: where its lines start, and where each cell does."""

    def __init__(self, start: int) -> None:
        self.start, self.cells, self.layout = start, [start], False


class Page:
    """Receives tags and text from the parser and gathers lines; a row of cells is one line."""

    def __init__(self) -> None:
        self.lines: list[list[Piece]] = []
        self._open: list[str] = []
        self._blocks: list[str] = ["body"]
        self._rows: list[Row] = []
        self._run: list[str] = []
        self._hidden = 0
        self._kept = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        self._open.append(tag)
        if self._hidden or tag in UNSEEN or (attributes and unseen(attributes)):
            self._hidden += 1
        elif tag == "br":
            self.end_line()
        elif tag in BLOCKS:
            self.end_line()
            self._blocks.append(tag)
            self._begin(tag)
        self._kept += tag in KEPT_SPACE

    def _begin(self, tag: str) -> None:
        if tag == "tr":
            self._rows.append(Row(len(self.lines)))
        elif self._rows and tag in ("td", "th"):
            self._rows[-1].cells.append(len(self.lines))
        elif self._rows and (tag == "table" or tag in HEADINGS):
            self._rows[-1].layout = True

    def end(self, tag: str) -> None:
        """A tag closes."""
        if not self._open:
            return
        tag = self._open.pop()
        self._kept -= tag in KEPT_SPACE
        if self._hidden:
            self._hidden -= 1
        elif tag in BLOCKS:
            self.end_line()
            self._blocks.pop()
            if tag == "tr" and self._rows:
                self._end_row(self._rows.pop())

    def data(self, text: str) -> None:
        """Text between tags."""
        if not self._hidden:
            self._run.append(text)
            if self._kept and "\n" in text:
                self.end_line()

    def end_line(self) -> None:
        """The text gathered so far becomes a line, or several where its line breaks count."""
        text, self._run = "".join(self._run), []
        if not text or text.isspace():
            return
        tag = self._blocks[-1]
        if self._kept:
            self.lines += [[Piece(line.rstrip(), tag)] for line in text.split("\n")]
            return
        text = _SPACE.sub(" ", _WIDE_BREAK.sub("", text)).strip(" ")
        if text:
            self.lines.append([Piece(text, tag)])

    def _end_row(self, row: Row) -> None:
        bounds = [*row.cells[1:], len(self.lines)]
        cells = [self.lines[a:b] for a, b in pairwise(bounds)]
        if row.layout or sum(map(bool, cells)) < 2 or any(map(lays_out, cells)):
            return
        joined = [
            Piece(" ".join(piece.text for line in cell for piece in line), "td") for cell in cells
        ]
        self.lines[row.start :] = [joined]

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def close(self) -> Page:
        """The parser is done, and has closed what was open."""
        self.end_line()
        return self

    def comment(self, _: str) -> None:
        """Comments show nothing."""


def lays_out(cell: list[list[Piece]]) -> bool:
    """Whether a cell is so full that its table must be a page's layout."""
    words = sum(len(piece.text) for line in cell for piece in line)
    return len(cell) > LONG_CELL or words > WORDY_CELL


def unseen(attributes: Mapping[str, str]) -> bool:
    """Whether a tag's attributes hide it."""
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style") or ""))


def visible(markup: str) -> tuple[str, tuple[Block, ...]]:
    """What a reader sees of a page, a line for each block or table row, and the blocks' ranges."""
    from lxml import etree

    markup = _HUGE.sub(r"<\1", markup.replace("\0", "\ufffd"))
    page, parser, at = Page(), None, 0
    while at < len(markup):
        parser = parser or etree.HTMLParser(target=page, huge_tree=True)
        end = boundary(markup, at)
        parser.feed(markup[at:end])
        at = end
        if page.depth > DEEP:
            closed(parser)
            parser = None
    closed(parser)
    return assembled(page.lines)


def boundary(markup: str, at: int) -> int:
    """Where to cut the markup next: before a tag, if there is one."""
    end = at + FED
    if end >= len(markup):
        return len(markup)
    cut = markup.rfind("<", at + 1, end)
    return cut if cut > 0 else end


def closed(parser: Any) -> None:
    """End a parser's input, even where there was nothing a page could be made of."""
    from lxml import etree

    if parser:
        with suppress(etree.XMLSyntaxError):
            parser.close()


def assembled(lines: list[list[Piece]]) -> tuple[str, tuple[Block, ...]]:
    """The text of lines of pieces, cells closed by a bar, and the range of each piece."""
    out: list[str] = []
    blocks, at = [], 0
    for line in lines:
        for n, (text, tag) in enumerate(line):
            if n:
                out.append(" ")
                at += 1
            if text:
                blocks.append(Block(at, at + len(text), tag))
            shown = text if len(line) == 1 else f"{text} |" if text else "|"
            out.append(shown)
            at += len(shown)
        out.append("\n")
        at += 1
    return "".join(out), tuple(blocks)


def declared(data: bytes) -> str | None:
    """The charset a page declares for itself, if any."""
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(data, is_html=True)
