"""Pages with a label on every line: D is furniture, M furniture that tells something, K the
document's, T the document's and easily taken for furniture.

They stand in benchmarks/pages, each under its name and what a perfect reader would tell of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from cleaner.regex import later
from cleaner.rulebook.book import shipped_book
from cleaner.rulebook.twin import twin

PAGES = Path(__file__).parents[2] / "benchmarks" / "pages"
LABELLED = later(r"[DMKT] .*\S.*")
FOLDS = 5
"""Parts of the families, each judged by what the others taught."""


class Labelled(NamedTuple):
    """A page with the label of each of its lines."""

    name: str
    labels: list[bool]
    """Whether a line is furniture."""
    lines: list[str]
    title: str = ""
    """The title's twin, where the page has one."""

    @property
    def fold(self) -> int:
        """The part its family is in."""
        family = re.sub(r"[\s\d-]+$", "", self.name) or self.name
        return crc32(family.encode()) % FOLDS

    def bare(self) -> Labelled:
        """The document without furniture."""
        lines = [x for x, drop in zip(self.lines, self.labels, strict=True) if not drop]
        return Labelled(self.name, [False] * len(lines), lines, self.title)

    def titles(self) -> list[bool]:
        """Whether a line is the title."""
        return [
            bool(self.title) and not drop and twin(line) == self.title
            for line, drop in zip(self.lines, self.labels, strict=True)
        ]


def read(folder: Path = PAGES) -> Iterator[Labelled]:
    """The labelled pages, in order of their names' files."""
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"(?m)^### ", path.read_text("utf-8"))[1:]:
            head, *rest = part.split("\n")
            rows = [line for line in rest if LABELLED.fullmatch(line)]
            labels, lines = [line[0] in "DM" for line in rows], [line[2:] for line in rows]
            name, brace, told = head.partition("{")
            title = json.loads(brace + told).get("title", "") if brace else ""
            yield Labelled(name.strip(), labels, lines, twin(title) if title else "")


def singles(folder: Path = PAGES) -> Iterator[tuple[str, bool]]:
    """The labelled lines that stand before the first page of a file, each for itself."""
    for path in sorted(folder.glob("*.txt")):
        for line in re.split(r"(?m)^### ", path.read_text("utf-8"))[0].split("\n"):
            if LABELLED.fullmatch(line) and (bare := twin(line[2:])):
                yield bare, line[0] in "DM"


def examples() -> Iterator[tuple[str, bool]]:
    """Lines that rules take, and lines they leave."""
    for pack in shipped_book().packs:
        for rule in pack.rules:
            if rule.kind in ("line", "meta", "block"):
                for lines, label in ((rule.hit, True), (rule.keep, False)):
                    for line in "\n".join(map(str, lines)).split("\n"):
                        if bare := twin(line):
                            yield bare, label
