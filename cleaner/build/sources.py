"""What a build reads: every file of its sources, by a name that no machine changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cleaner.errors import CleanerError, UsageError


class Source(NamedTuple):
    """A file to read and its name in the corpus: the SOURCE's own name with the path under it."""

    name: str
    path: Path


class LeftOut(NamedTuple):
    """Something in a SOURCE that is not read, and why."""

    name: str
    why: str


def listed(given: Sequence[str], out: Path) -> tuple[list[Source], list[LeftOut]]:
    """Every file of the sources in the order of names, and what is left out.

    Raises CleanerError for a source that is not there, UsageError where two have one name.
    """
    found: list[Source] = []
    left: list[LeftOut] = []
    for path, name in named(given):
        if not path.exists():
            raise CleanerError(
                str(path), "no such file or folder", "name files or folders of pages"
            )
        for each in walk(Source(name, path), path.resolve(), out.resolve()):
            (found if isinstance(each, Source) else left).append(each)  # type: ignore[arg-type]
    for one, other in pairwise(sorted(found)):
        if one.name == other.name:
            raise UsageError(one.name, "two files are named so", "rename one")
    return sorted(found), sorted(left)


def named(given: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Each source with its name; two sources of one name are refused."""
    seen: dict[str, str] = {}
    for text in given:
        if text == "-":
            raise UsageError("-", "a build cannot read standard input", "write it to a file first")
        name = shown(Path(text).resolve().name or "root")
        if name in seen:
            both = f"{seen[name]} and {text} are both named {name}"
            raise UsageError(text, both, "rename one, or build from the folder above")
        seen[name] = text
        yield Path(text), name


def walk(source: Source, root: Path, out: Path) -> Iterator[Source | LeftOut]:
    """The files under one source; links that leave it, the output and hidden files are left out."""
    name, path = source
    real = path.resolve()
    if real == out or out in real.parents:
        yield LeftOut(name, "the build's own output")
    elif path.is_symlink() and real != root and root not in real.parents:
        yield LeftOut(name, "a link that leaves the source")
    elif path.is_symlink() and path.is_dir() and real != root:
        yield LeftOut(name, "a link to a folder of the same source")
    elif path.is_dir():
        yield from inside(source, root, out)
    elif path.is_file():
        yield source
    else:
        yield LeftOut(name, "not a regular file")


def inside(source: Source, root: Path, out: Path) -> Iterator[Source | LeftOut]:
    """The files under a folder."""
    try:
        entries = sorted(path.name for path in source.path.iterdir())
    except OSError as e:
        yield LeftOut(source.name, f"cannot be listed: {e.strerror}")
        return
    for entry in entries:
        each = Source(f"{source.name}/{shown(entry)}", source.path / entry)
        if entry.startswith("."):
            yield LeftOut(each.name, "hidden")
        else:
            yield from walk(each, root, out)


def shown(name: str) -> str:
    """A file's name as text; bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
