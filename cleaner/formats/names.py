"""Names of documents: no two alike in a stream, and safe as names of files.

>>> ids = Ids()
>>> ids.unique("a"), ids.unique("a"), ids.unique("a~2")
('a', 'a~2', 'a~2~2')
"""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b

_UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff]+")
LONG = 10
"""Characters from which on a suffix or a part's number is none."""
MAX_NAME = 200
"""Bytes of a file name before its suffix; file systems allow 255."""
_SQUEEZED = re.compile(r"\.(?:gz|zst)$", re.I)
_MARKUP = re.compile(r"\.(?:html?|xhtml|shtml|jsonl|ndjson)$", re.I)
_FORMAT = re.compile(r"\.(?:html?|xhtml|shtml|jsonl|ndjson|txt)$", re.I)


class Ids:
    """The ids seen in a stream, each as eight bytes in an open table: some 20 bytes an id."""

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 << 10))
        self._count = 0

    def unique(self, name: str) -> str:
        """The id itself, or with ``~2``, ``~3`` where it was seen before."""
        candidate, n = name, 1
        while not self._add(digest(candidate)):
            n += 1
            candidate = f"{name}~{n}"
        return candidate

    def _add(self, key: int) -> bool:
        """Put a key in; whether it is new."""
        table = self._table
        last = len(table) - 1
        at = key & last
        while held := table[at]:
            if held == key:
                return False
            at = (at + 1) & last
        table[at] = key
        self._count += 1
        if 3 * self._count > 2 * len(table):
            self._grow()
        return True

    def _grow(self) -> None:
        held, self._count = filter(None, self._table), 0
        self._table = array("Q", bytes(16 * len(self._table)))
        for key in held:
            self._add(key)


def digest(name: str) -> int:
    """64 bits that stand for a name, never zero: of a million names no two agree, but once in
    thirty million runs."""
    data = blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(data, "little") or 1


def file_name(id: str, to: str, *, path: bool) -> str:
    """A name inside one folder for a document written as ``to``.

    ``path`` says that its id is a file's path, whose last part it keeps.

    >>> file_name("raw/a.html", "text", path=True), file_name("../etc/x", "text", path=False)
    ('a.txt', '_etc_x.txt')
    """
    stem, mark, number = id.rpartition("#")
    if not (mark and number.isdigit() and len(number) < LONG):
        stem, mark, number = id, "", ""
    stem = stem.rsplit("/", 1)[-1] if path else stem
    stem = _SQUEEZED.sub("", stem)
    bare = _FORMAT.sub("", stem) or stem
    suffix = ".jsonl" if to == "jsonl" else ".txt"
    if to != "jsonl" and path and not _MARKUP.search(stem):
        bare, dot, ending = stem.rpartition(".")
        own = bare.strip(".") and len(ending) < LONG
        bare, suffix = (bare, dot + ending) if own else (stem, "")
    bare = _UNSAFE.sub("_", bare).lstrip(".") or "_"
    short = bare.encode("utf-8", "replace")[:MAX_NAME].decode("utf-8", "ignore")
    if short != bare:
        short += f"-{digest(id):016x}"
    return f"{short}{mark}{number}{_UNSAFE.sub('_', suffix)}"
