"""The report: one page of what was removed, why, and which documents are copies of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleaner.document import Entry
from cleaner.report.terminal import printable

EXAMPLES = 3
"""Removed passages shown for each rule: enough to judge it by, few enough to read."""
EXAMPLE_CHARS = 160
"""Longest passage shown; the trail holds all of it."""
MAX_CLUSTERS = 500
"""Clusters shown in full; the page says how many more there are."""


@dataclass
class Removed:
    """What one rule took: how often, how many characters, and a few of the passages."""

    edits: int = 0
    characters: int = 0
    examples: list[dict[str, str]] = field(default_factory=list)

    def add(self, doc_id: str, old: str, new: str) -> None:
        """Count one edit, keeping it as an example while there is room."""
        self.edits += 1
        self.characters += max(0, len(old) - len(new))
        if len(self.examples) < EXAMPLES and old.strip():
            self.examples.append({"id": doc_id, "old": shortened(old), "new": shortened(new)})

    def merge(self, other: Mapping[str, Any]) -> None:
        """Add the counts of another shard, given as a record."""
        self.edits += other["edits"]
        self.characters += other["characters"]
        self.examples = (self.examples + list(other["examples"]))[:EXAMPLES]

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {"edits": self.edits, "characters": self.characters, "examples": self.examples}


class Ledger:
    """What every rule removed, over many documents.

    >>> ledger = Ledger()
    >>> ledger.add("a", [Entry("strip", "mills/notice", 0, 3, "广告\\n", "")])
    >>> ledger.record()["strip mills/notice"]["edits"]
    1
    """

    def __init__(self) -> None:
        self.rules: dict[str, Removed] = {}

    def add(self, doc_id: str, trail: Iterable[Entry]) -> None:
        """Count a document's trail."""
        for e in trail:
            self.rules.setdefault(f"{e.step} {e.rule}", Removed()).add(doc_id, e.old, e.new)

    def merge(self, record: Mapping[str, Mapping[str, Any]]) -> None:
        """Add another ledger's record; merging in one order always gives one result."""
        for rule, counts in record.items():
            self.rules.setdefault(rule, Removed()).merge(counts)

    def record(self) -> dict[str, Any]:
        """As JSON, rules in alphabetical order."""
        return {rule: self.rules[rule].record() for rule in sorted(self.rules)}


def shortened(text: str, limit: int = EXAMPLE_CHARS) -> str:
    """The beginning of a text."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def page(
    title: str,
    documents: Mapping[str, int],
    rules: Mapping[str, Mapping[str, Any]],
    clusters: Sequence[Mapping[str, Any]] = (),
    flags: Mapping[str, int] | None = None,
    bad: Sequence[Mapping[str, str]] = (),
) -> str:
    """The report as HTML in one file; every text in it is escaped, it loads and runs nothing."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    room = Environment(
        loader=PackageLoader("cleaner.report", ""), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    room.filters["plain"] = plain
    heaviest = sorted(rules.items(), key=lambda item: (-item[1]["characters"], item[0]))
    return room.get_template("page.html.jinja").render(
        title=title, documents=documents, rules=heaviest, clusters=clusters[:MAX_CLUSTERS],
        more=max(0, len(clusters) - MAX_CLUSTERS), flags=sorted((flags or {}).items()), bad=bad,
    )  # fmt: skip


def plain(text: object) -> str:
    """A text whose control and bidirectional characters are shown, not obeyed.

    >>> plain("a\\u202eb\\x1b[0m")
    'a\\\\u202eb\\\\x1b[0m'
    """
    return "\n".join(printable(line) for line in str(text).split("\n"))
