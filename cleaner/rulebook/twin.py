"""The line twin: what rules see of a line, whatever dress the page put on it.

Simplified, half-width, plain single spaces, without pinyin in brackets, invisible characters, outer
space and the outer list mark; with a way back to the offsets of the page.

>>> twin("  1. 1、版(bǎn)權(quán)說明：")
'1、版权说明:'
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from cleaner.regex import later

READING = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,7} ?\)"
PINYIN = later(rf"\((?<=[一-鿿]\(){READING}(?:\({READING})*")
MARK = later(r"(?:[-*+#>] +|#{1,6} *|\*\*|[·■□◆◇▪○◎\ue000-\uf8ff]+ *|\d{1,2}\. +(?=\d{1,2}[、.]))+")
MARKS = frozenset("-*+#>·■□◆◇▪○◎0123456789") | {chr(c) for c in range(0xE000, 0xF900)}
LINE_FEED = 10
SPACES = later(" {2,}")


class Sign:
    """What the words of a line say it could be, as bits: a line without one is surely not that.

    Plain integers: an enum costs more than the look it saves.
    """

    TALK = 1
    """The site's talk of itself."""
    BAR = 2
    """Buttons or menu words."""
    LEAD = 4
    """The label of a summary."""

    CONTROL = 8
    """Words of using a page."""

    EVERY = 15
    """A line of which nothing was asked yet."""


class Page:
    """A text as the lines a rule can meet. Rows are its lines that are not blank, from 0.

    ``twins[row]`` is what rules see; ``starts[row]:ends[row]`` is where the line stands in the
    text.
    """

    def __init__(self, view: Any, host: str = "") -> None:
        self.text: str = view.text
        self.view = view
        self.host = host
        self.labels: Any = None
        self.bars: Any = None
        self.shape: Any = None
        self.words: Any = None
        self.site: Any = None
        self._talks: dict[int, bool] = {}
        self.cards: Any = None
        self.named: str | None = None
        self.said: dict[int, Any] = {}
        self.codes: dict[int, list[tuple[int, int]]] | None = None
        self._folded, self._kept = unannotated(view)
        lines = self._folded.split("\n")
        bare = [line.strip(" \r") for line in lines]
        self.rows = [n for n, line in enumerate(bare) if line]
        self.twins = [dressed(bare[n]) for n in self.rows]
        starts = list(accumulate(map(len, lines), lambda at, size: at + size + 1, initial=0))
        self._places = [starts[n] for n in self.rows]
        self._sizes = [starts[n + 1] - starts[n] - 1 for n in self.rows]
        self.signs: list[int] = [Sign.EVERY] * len(self.rows)
        self.shows = Sign.EVERY

    @cached_property
    def openings(self) -> frozenset[int]:
        """The rows that open the parts of a compilation."""
        from cleaner.rulebook.parts import openings

        return openings(self.twins)

    @cached_property
    def line_starts(self) -> Any:
        """Where each physical line starts in the text."""
        import numpy as np

        return np.concatenate([[0], np.flatnonzero(self.view.points == LINE_FEED) + 1])

    @cached_property
    def line_ends(self) -> Any:
        """Where each physical line ends in the text, before its line feed."""
        import numpy as np

        return np.append(self.line_starts[1:] - 1, len(self.text))

    @cached_property
    def starts(self) -> list[int]:
        """Where each row starts in the text."""
        if self._kept is None:
            return self._places
        found: list[int] = self.line_starts[self.rows].tolist() if self.rows else []
        return found

    @cached_property
    def ends(self) -> list[int]:
        """Where each row ends in the text."""
        if self._kept is None:
            return [at + size for at, size in zip(self._places, self._sizes, strict=True)]
        found: list[int] = self.line_ends[self.rows].tolist() if self.rows else []
        return found

    def __len__(self) -> int:
        return len(self.rows)

    def raw(self, row: int) -> str:
        """The line as it stands in the text."""
        if self._kept is None:
            return self.text[self._places[row] : self._places[row] + self._sizes[row]]
        return self.text[self.starts[row] : self.ends[row]]

    def talks(self, row: int) -> bool:
        """Whether a row is a site's talk of itself; asked once per row, however long."""
        if not self.signs[row] & Sign.TALK:
            return False
        if row not in self._talks:
            from cleaner.rulebook.shape import talks

            self._talks[row] = talks(self.twins[row])
        return self._talks[row]

    def card(self, row: int) -> Any:
        """The row as a card of labels and values, or None."""
        return self.cards and self.cards(self.twins[row])

    @property
    def folded(self) -> str:
        """The whole text folded, its annotations and invisible characters left out."""
        return self._folded

    def line(self, row: int) -> tuple[int, str]:
        """Where a row's line starts in ``folded``, and the line."""
        start = self._places[row]
        return start, self._folded[start : start + self._sizes[row]]

    def way(self, row: int) -> Sequence[int]:
        """Offsets in the text of every character of a row's twin, and of its end."""
        start, line = self.line(row)
        twin, at = self.twins[row], undressed(line)
        if line.startswith(twin, at):
            shown: Sequence[int] = range(start + at, start + at + len(twin) + 1)
        else:  # the twin is a subsequence of the line: spaces in runs are one
            places = []
            for c in twin:
                at = line.index(c, at) + 1
                places.append(start + at - 1)
            shown = [*places, start + at]
        if self._kept is None:
            return shown
        last = self._kept[shown[-2]] + 1 if twin else self._kept[min(start, len(self._kept) - 1)]
        return [*self._kept[shown[:-1]].tolist(), int(last)]

    def original(self, row: int, start: int, end: int) -> str:
        """The text's own characters behind ``twins[row][start:end]``, their annotations among them;
        only of what runs of spaces and invisible characters say is one or nothing left."""
        way = self.way(row)
        if isinstance(way, range) or start >= end:
            return self.text[way[start] : way[end]]
        out = []
        for at in way[start:end]:
            noted = PINYIN.match(self.view.folded, at + 1)
            out.append(self.text[at : noted.end() if noted else at + 1])
        return "".join(out)


def unannotated(view: Any) -> tuple[str, Any]:
    """The folded text without annotations and invisible characters, and the offsets it kept."""
    from cleaner.view import Class

    folded: str = view.folded
    spans = (
        [m.span() for m in PINYIN.finditer(folded)]
        if view.has(Class.BRACKET) or "(" in folded
        else []
    )
    invisible = view.has(Class.INVISIBLE)
    if not spans and not invisible:
        return folded, None
    import numpy as np

    keep = (view.classes & int(Class.INVISIBLE)) == 0 if invisible else np.ones(len(folded), bool)
    for start, end in spans:
        keep[start:end] = False
    kept = np.flatnonzero(keep)
    wide = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    return str(wide[kept].tobytes(), "utf-32-le", "surrogatepass"), kept


def undressed(line: str) -> int:
    """Where a folded line's twin begins: after its outer space and list mark."""
    bare = line.lstrip(" \r")
    mark = MARK.match(bare)
    inside = mark is not None and mark.end() < len(bare.rstrip(" \r"))
    return len(line) - len(bare) + (mark.end() if mark and inside else 0)


def dressed(line: str) -> str:
    """A stripped folded line without its outer list mark and runs of spaces."""
    if line[0] in MARKS and (mark := MARK.match(line)) and mark.end() < len(line):
        line = line[mark.end() :].rstrip("* ") if "*" in mark.group() else line[mark.end() :]
        line = line or "*"
    return SPACES.sub(" ", line) if "  " in line else line


def twin(line: str) -> str:
    """The twin of one line given by itself."""
    from cleaner.view import View

    page = Page(View(line.replace("\n", " ")))
    return page.twins[0] if page.twins else ""
