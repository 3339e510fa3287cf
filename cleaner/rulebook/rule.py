"""What a rule and a pack are, once their file has been read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

SHORT = 60
"""Characters of a line twin a rule may remove without saying ``max_chars``: the longest button,
breadcrumb or one-line card of the surveyed families; a longer line is text."""
FULL_STOP = "。"
MAX_LINES = 40
"""Lines a block may take: the longest numbered notice or category tree of the surveyed families."""
MAX_SHARE = 0.3
"""Part of a line an inline rule may take: a mark is small beside its sentence."""
MAX_REMOVED = 0.6
"""Part of a text's Han characters one pack may remove before its valve restores everything."""

Kind = Literal["line", "block", "inline", "meta", "heading", "split", "join"]
KINDS: tuple[Kind, ...] = ("line", "block", "inline", "meta", "heading", "split", "join")
FIELDS = (
    "title", "source", "publisher", "author", "date", "document_date", "document_number",
    "index_number", "views", "url",
)  # fmt: skip
"""The fields of ``meta`` a rule may set."""


@dataclass(frozen=True, slots=True)
class Where:
    """The part of a page a rule looks at: so many of the lines left, counted from one end."""

    end: Literal["head", "tail", "anywhere"] = "anywhere"
    lines: int = 0

    def holds(self, before: int, after: int) -> bool:
        """Whether a line with so many kept lines before and after it is inside."""
        if self.end == "anywhere":
            return True
        return (before if self.end == "head" else after) < self.lines


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack. ``pattern`` meets the line twin: whole, but for inline rules."""

    pack: str
    id: str
    kind: Kind
    pattern: re.Pattern[str]
    literals: frozenset[str]
    why: str
    hit: tuple[Any, ...]
    keep: tuple[Any, ...]
    where: Where = Where()
    max_chars: int = SHORT
    long: bool = False
    neighbours: int = 0
    follows: re.Pattern[str] | None = None
    """Block: the following lines that go too."""
    until: re.Pattern[str] | None = None
    until_end: bool = False
    max_lines: int = MAX_LINES
    min_lines: int = 1
    max_share: float = MAX_SHARE
    keep_line: bool = False

    @property
    def name(self) -> str:
        """The name in trails, ``pack/id``."""
        return f"{self.pack}/{self.id}"

    def sizes(self) -> frozenset[int]:
        """The sizes of lines it may meet."""
        if self.kind == "inline":
            return frozenset(range(Size.COUNT))
        over = self.max_chars > SHORT
        return frozenset(
            size
            for size, may in (
                (Size.SHORT, True),
                (Size.LONG, over),
                (Size.TEXT, over and self.long),
            )
            if may
        )

    def takes(self, twin: str) -> bool:
        """Whether the pattern meets this line and its length lets it go."""
        if len(twin) > self.max_chars or (not self.long and protected(twin)):
            return False
        return self.pattern.fullmatch(twin) is not None


class Size:
    """Sizes of lines; each is looked through for the rules that may meet such a line."""

    SHORT, LONG, TEXT, ENDLESS = range(4)
    """Up to SHORT characters; longer; longer and with a full stop; longer than any rule minds."""
    COUNT = 4


def size_of(twin: str, longest: int) -> int:
    """The size of a line, where ``longest`` characters are the most any rule minds."""
    if len(twin) <= SHORT:
        return Size.SHORT
    if len(twin) > longest:
        return Size.ENDLESS
    return Size.TEXT if protected(twin) else Size.LONG


def protected(twin: str) -> bool:
    """Whether a line is long and holds a full stop: text, until a rule says otherwise."""
    return len(twin) > SHORT and FULL_STOP in twin


VALUES = ("text", "free", "short", "date", "count", "url", "menu")
"""What a label's value may look like; ``menu`` asks for two words of a bar on one line."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words a line may be made of: labels of values (``field`` may be empty), or buttons in
    bars."""

    pack: str
    id: str
    kind: Literal["label", "bar"]
    names: tuple[str, ...]
    why: str
    hit: tuple[Any, ...]
    keep: tuple[str, ...]
    field: str = ""
    value: str = "text"
    weak: bool = False

    @property
    def name(self) -> str:
        """The name in trails, ``pack/id``."""
        return f"{self.pack}/{self.id}"


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules that belong together, and when they apply."""

    name: str
    about: str
    rules: tuple[Rule, ...]
    site: tuple[str, ...] = ()
    evidence: tuple[re.Pattern[str], ...] = ()
    max_removed: float = MAX_REMOVED
    words: tuple[Words, ...] = ()

    @property
    def always(self) -> bool:
        """Whether the pack applies to every page."""
        return not self.site and not self.evidence
