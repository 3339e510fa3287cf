"""Files and streams to documents.

>>> import tempfile, pathlib
>>> path = pathlib.Path(tempfile.mkdtemp()) / "a.jsonl"
>>> _ = path.write_text('{"id": "a", "text": "一"}')
>>> [doc.text for doc in read([path])]
['一']
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from cleaner.document import Document
from cleaner.errors import CleanerError
from cleaner.formats import html, jsonl, streams
from cleaner.formats.names import Ids
from cleaner.formats.text import Hint, decoded, unmarked, wide

MAX_DOCUMENT = 64 << 20
"""Bytes of UTF-8 a document may have; the fullest real one seen had 12 MB."""
SLACK = 1 << 20
"""A record's line may be twice its largest text (escapes) and so much longer (other fields)."""
TOO_LARGE = "raise --max-document to let it in"

Callback = Callable[[CleanerError], None]


@dataclass(frozen=True)
class Reading:
    """How inputs become documents; the fields are those of ``read``."""

    null: bool = False
    text_field: str = "text"
    id_field: str = "id"
    encoding: str | None = None
    max_document: int = MAX_DOCUMENT
    was: str = ""
    """The encoding of what was turned into UTF-8 before it was cut."""

    def documents(self, source: streams.Input) -> Iterator[Document | CleanerError]:
        """An input's documents in order; what is bad comes as the error that says so."""
        kind, stream = source.format, source.open()
        if kind != "jsonl":
            streams.refuse_binary(stream.peek(streams.MAGIC), source.name)
        way = self
        read: streams.Read = stream.read
        one = kind == "html" or (kind == "text" and not self.null)
        if not one and (name := self._wide(source, stream)):
            way, read = replace(self, encoding="utf-8", was=name), streams.narrowed(read, name)
        readers = {"text": way._text, "html": way._html, "lines": way._lines, "jsonl": way._jsonl}
        yield from readers[kind](source, read)

    def _wide(self, source: streams.Input, stream: streams.Stream) -> str:
        """The codec of bytes in which a line feed is not one byte; a pipe is not waited for."""
        head = stream.peek(streams.MAGIC)
        name = wide(head, self.encoding)
        if name or self.encoding or source.format != "lines":
            return name
        ready = b"\0" in head or Path(source.path).is_file()
        return unmarked(stream.peek()) if ready else ""

    def _text(self, source: streams.Input, read: streams.Read) -> Iterator[Document | CleanerError]:
        if self.null:
            yield from self._between_nuls(source, read)
            return
        data = streams.whole(read, self._raw)
        yield self._document(data, source.name)

    def _between_nuls(
        self, source: streams.Input, read: streams.Read
    ) -> Iterator[Document | CleanerError]:
        hint, last = Hint(), b""

        def watched(size: int) -> bytes:
            nonlocal last
            data = read(size)
            last = data[-1:] or last
            return data

        for n, data in enumerate(streams.pieces(watched, b"\0", self._raw), 1):
            yield self._document(data, f"{source.name}:{n}", hint)
        source.terminated = last == b"\0"

    def _lines(
        self, source: streams.Input, read: streams.Read
    ) -> Iterator[Document | CleanerError]:
        hint = Hint()
        for n, data in enumerate(streams.pieces(read, b"\n", self._raw), 1):
            yield self._document(data and data.removesuffix(b"\r"), f"{source.name}:{n}", hint)

    def _document(
        self, data: bytes | None, name: str, hint: Hint | None = None
    ) -> Document | CleanerError:
        if data is None:
            return self._too_large(name)
        text, meta = self._decoded(data, hint)
        return self._sized(Document(text, id=name, meta=meta))

    def _decoded(self, data: bytes, hint: Hint | str | None) -> tuple[str, dict[str, Any]]:
        text, meta = decoded(data, self.encoding, hint)
        return text, {**meta, "encoding": self.was} if self.was else meta

    def _html(self, source: streams.Input, read: streams.Read) -> Iterator[Document | CleanerError]:
        data = streams.whole(read, self._raw)
        if data is None:
            yield self._too_large(source.name)
            return
        markup, meta = self._decoded(data, html.declared(data))
        text, blocks = html.visible(markup)
        meta = {"encoding": meta.pop("encoding", "utf-8"), **meta}
        yield self._sized(Document(text, id=source.name, meta=meta, blocks=blocks))

    def _jsonl(
        self, source: streams.Input, read: streams.Read
    ) -> Iterator[Document | CleanerError]:
        hint = Hint()
        for n, line in enumerate(streams.pieces(read, b"\n", self._raw), 1):
            where = f"{source.name}:{n}"
            if line is None:
                yield self._too_large(where)
            elif line and not line.isspace():
                yield self._record(line, where, hint)

    def _record(self, line: bytes, where: str, hint: Hint) -> Document | CleanerError:
        try:
            record, meta = self._loaded(line, hint)
            if not isinstance(record, dict):
                return CleanerError(where, "not a JSON object", "one {…} a line")
            doc = jsonl.document(record, where, text_field=self.text_field, id_field=self.id_field)
        except ValueError as e:
            return CleanerError(where, f"not JSON ({ailing(e)})", "one {…} a line")
        except CleanerError as e:
            return e
        return self._sized(replace(doc, meta={**meta, **doc.meta}) if meta else doc)

    def _loaded(self, line: bytes, hint: Hint) -> tuple[object, dict[str, object]]:
        """A line's value, and what its bytes cost where they are not UTF-8."""
        if not self.encoding:
            try:
                return jsonl.loads(line), {}
            except UnicodeDecodeError:
                pass
        text, meta = self._decoded(line, hint)
        return jsonl.loads_exactly(text), meta

    @property
    def _raw(self) -> int:
        return 2 * self.max_document + SLACK

    def _sized(self, doc: Document) -> Document | CleanerError:
        if len(doc.text) * 4 > self.max_document and len(doc.text.encode()) > self.max_document:
            return self._too_large(doc.id)
        return doc

    def _too_large(self, name: str) -> CleanerError:
        return CleanerError(name, f"larger than {self.max_document:,} bytes", TOO_LARGE)


def ailing(e: ValueError) -> str:
    """What a JSON parser found, and the column: the line is known better here."""
    found = getattr(e, "msg", str(e))
    return f"{found}, column {e.colno}" if isinstance(e, JSONDecodeError) else found


def read(
    paths: Iterable[str | os.PathLike[str] | streams.Input],
    *,
    format: str = "auto",
    null: bool = False,
    text_field: str = "text",
    id_field: str = "id",
    encoding: str | None = None,
    max_document: int = MAX_DOCUMENT,
    on_bad: Callback | None = None,
    on_warning: Callback | None = None,
) -> Iterator[Document]:
    """Documents of files in order; ``-`` is standard input, ``.gz`` and ``.zst`` are unpacked.

    ``null`` separates the documents of a text by NUL. ``on_bad`` is called with what cannot be
    read, which is then left out; without it the first such CleanerError is raised. ``on_warning``
    hears of ids seen before. Memory depends on the largest document let in, not on the stream.
    """
    reading, ids = Reading(null, text_field, id_field, encoding, max_document), Ids()
    for path in paths:
        source = path if isinstance(path, streams.Input) else streams.Input(path, format)
        for each in attempted(reading, source):
            if isinstance(each, CleanerError):
                if on_bad is None:
                    raise each
                on_bad(each)
                continue
            name = ids.unique(each.id)
            if name != each.id:
                if on_warning:
                    on_warning(CleanerError(each.id, f"seen before, becomes {name}"))
                each = replace(each, id=name)
            yield each


def attempted(reading: Reading, source: streams.Input) -> Iterator[Document | CleanerError]:
    """An input's documents; an input that cannot be read ends with its error."""
    try:
        yield from reading.documents(source)
    except CleanerError as e:
        yield e
    except BrokenPipeError:  # the output's: it is flushed while an input keeps one waiting
        raise
    except OSError as e:
        yield streams.unreadable(source.name, e)
    finally:
        source.close()
