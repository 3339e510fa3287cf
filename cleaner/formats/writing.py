"""Documents to bytes: a text stream, a line each, a record each, a file each.

>>> from cleaner.document import Document
>>> out = []
>>> class Sink:
...     def write(self, data): out.append(data)
>>> with_lines = Lines(Sink())
>>> with_lines.write([Document("一")])
>>> out[0].decode().rstrip()
'一'
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from cleaner.document import Document
from cleaner.errors import CleanerError, UsageError
from cleaner.formats import jsonl
from cleaner.formats.names import file_name
from cleaner.formats.sink import Sink, open_output, unwritable
from cleaner.formats.text import unified


class Bytes(Protocol):
    """What a writer writes to."""

    def write(self, data: bytes) -> None: ...


class Records:
    """``jsonl``: an object a line."""

    def __init__(
        self, sink: Bytes, *, text_field: str = "text", id_field: str = "id", audit: bool = False
    ) -> None:
        self.sink, self.audit = sink, audit
        self.text_field, self.id_field = text_field, id_field

    def write(self, docs: Sequence[Document]) -> None:
        """Write what one input document became."""
        for doc in docs:
            row = jsonl.record(
                doc, text_field=self.text_field, id_field=self.id_field, audit=self.audit
            )
            try:
                self.sink.write(jsonl.dumps(row) + b"\n")
            except ValueError as e:
                raise CleanerError(doc.id, f"cannot be written as JSON ({e})") from e

    def end(self, terminated: bool = False) -> None:
        """Nothing is left to write."""


class Lines:
    """``lines``: a document a line."""

    def __init__(self, sink: Bytes) -> None:
        self.sink = sink

    def write(self, docs: Sequence[Document]) -> None:
        """Write what one input document became. Raises CleanerError for a text of two lines."""
        for doc in docs:
            text = unified(doc.text).removesuffix("\n")
            if "\n" in text:
                raise CleanerError(doc.id, "its text holds a line break", "use --to jsonl")
            self.sink.write(encoded(text) + b"\n")

    def end(self, terminated: bool = False) -> None:
        """Nothing is left to write."""


class Text:
    """``text``: one document, or several separated by NUL."""

    def __init__(self, sink: Bytes, *, null: bool = False) -> None:
        self.sink, self.null = sink, null
        self._held: Sequence[Document] = ()
        self._begun = self._blank = False

    def write(self, docs: Sequence[Document]) -> None:
        """Write what one input document became. Raises UsageError for a second without NULs."""
        if not docs:
            return
        if self.null:
            for doc in docs:
                self.sink.write((b"\0" if self._begun else b"") + encoded(unified(doc.text)))
                self._begun, self._blank = True, not doc.text
        elif self._held:
            raise several()
        else:
            self._held = docs

    def end(self, terminated: bool = False) -> None:
        """Write what was held back; a NUL ends the stream where one ended the input."""
        if self.null and self._begun and (terminated or self._blank):
            self.sink.write(b"\0")
        self.sink.write(encoded(parted([unified(doc.text) for doc in self._held])))


def several() -> UsageError:
    """Why one text cannot hold several documents."""
    return UsageError("--to text", "holds one document", "add -0, or use --to jsonl or -o DIR/")


def parted(texts: Sequence[str]) -> str:
    """The parts of a document with a blank line between.

    >>> parted(["一\\n", "二"])
    '一\\n\\n二'
    """
    *first, last = texts or [""]
    return "".join(t + "\n" * (2 - min(2, trailing(t))) for t in first) + last


def trailing(text: str) -> int:
    """How many line ends close the text."""
    return len(text) - len(text.rstrip("\n"))


def encoded(text: str) -> bytes:
    """UTF-8, with U+FFFD for what UTF-8 has no bytes for."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return jsonl.unpaired(text)[0].encode()


class Folder:
    """A file a document, each whole or not at all, under the document's own name."""

    def __init__(
        self,
        folder: str | os.PathLike[str],
        to: str,
        *,
        keep: Iterable[str | os.PathLike[str]] = (),
        **options: Any,
    ) -> None:
        self.folder, self.to, self.options = Path(folder), to, options
        self._kept = {os.path.realpath(path) for path in keep}
        self._owners: dict[str, str] = {}

    def write(self, docs: Sequence[Document]) -> None:
        """Write what one input document became. Raises CleanerError where two share a name."""
        for doc in docs:
            name = file_name(doc.id, self.to, path=not doc.fields)
            owner = self._owners.setdefault(name, doc.id)
            if owner != doc.id:
                raise CleanerError(doc.id, f"{name} holds {owner} already", "rename one of the two")
            self._write_file(name, doc)

    def _write_file(self, name: str, doc: Document) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise unwritable(str(self.folder), e) from e
        target = self.folder / name
        if os.path.realpath(target) in self._kept:
            raise CleanerError(doc.id, "is an input and stays as it is", "name another folder")
        with open_output(target, durable=False) as sink:
            inner = writer(sink, self.to, **self.options)
            inner.write([doc])
            inner.end()

    def end(self, terminated: bool = False) -> None:
        """Nothing is left to write."""


def writer(sink: Sink | Bytes, to: str, *, null: bool = False, **options: Any) -> Any:
    """The writer of a format."""
    if to == "jsonl":
        return Records(sink, **options)
    return Lines(sink) if to == "lines" else Text(sink, null=null)
