"""Where bytes come from: files and standard input, decompressed, counted and cut, never read whole.

>>> from io import BytesIO
>>> list(pieces(BytesIO(b"one\\ntwo").read, b"\\n", limit=10))
[b'one', b'two']
"""

from __future__ import annotations

import codecs
import os
import re
import select
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from cleaner.errors import CleanerError

CHUNK = 1 << 20
"""Bytes asked for at once: large enough that system calls cost nothing."""
SQUEEZED = 1 << 10
"""Compressed bytes fed at once: zstd may unfold four bytes to 128 KiB, so this bounds a bomb."""
PEEK = 1 << 10
"""First bytes looked at to tell formats apart."""
MAGIC = 8
"""First bytes that name a compression, a byte order or a binary format; no more, for a slow pipe
should not wait longer than it must."""

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".txt": "text", ".text": "text", ".md": "text",
}  # fmt: skip
BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file",
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\x00": "xz data",
}
_JSON = re.compile(rb'\s*\{[ \t]*["}]')
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I,
)

Read = Callable[[int], bytes]


class Stream:
    """Bytes to come, with a look ahead; closes what it reads from."""

    def __init__(self, read: Read, close: Callable[[], None] = lambda: None) -> None:
        self._read, self.close, self._head = read, close, b""

    def peek(self, size: int = PEEK) -> bytes:
        """The next bytes without taking them: fewer than ``size`` only where the stream ends."""
        while len(self._head) < size and (more := self._read(size)):
            self._head += more
        return self._head[:size]

    def read(self, size: int = CHUNK) -> bytes:
        """Some next bytes, at most about ``size``; none at the end."""
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        return self._read(size)


class Input:
    """One FILE of a call; ``-`` is standard input. Opens when first asked for its bytes.

    ``name`` is the path as given, in UTF-8 whatever the locale. ``terminated`` says after reading
    whether the last document ended with its separator; ``on_wait`` is called before standard
    input is waited for.
    """

    def __init__(self, path: str | os.PathLike[str] = "-", format: str = "auto") -> None:
        self.path = os.fspath(path)
        self.name = os.fsencode(self.path).decode("utf-8", "replace")
        self._format = format
        self._stream: Stream | None = None
        self.terminated = False
        self.on_wait: Callable[[], None] = lambda: None

    @property
    def format(self) -> str:
        """``text``, ``lines``, ``jsonl`` or ``html``: as told, by suffix or by first bytes."""
        if self._format == "auto":
            name = Path(self.path)
            suffix = name.suffix.lower()
            if suffix in (".gz", ".zst"):
                suffix = Path(name.stem).suffix.lower()
            known = SUFFIXES.get(suffix) if self.path != "-" else None
            self._format = known or sniffed(self.open().peek())
            if not known and Path(self.path).is_file():
                self.close()  # thousands of files may be asked before the first is read
        return self._format

    def open(self) -> Stream:
        """The decompressed bytes. Raises CleanerError where the file cannot be read."""
        if self._stream is None:
            try:
                self._stream = unpacked(
                    raw(self.path, lambda: self.on_wait()), self.path, self.name
                )
            except OSError as e:
                raise unreadable(self.name, e) from e
        return self._stream

    def close(self) -> None:
        """Let go of the file."""
        if self._stream:
            self._stream.close()
            self._stream = None


def unreadable(name: str, e: OSError) -> CleanerError:
    """What a user can do about a file that cannot be read."""
    hints = {
        "FileNotFoundError": "check the name",
        "PermissionError": "check its permissions",
        "IsADirectoryError": "name the files in it, or use cleaner build",
    }
    return CleanerError(name, e.strerror or str(e), hints.get(type(e).__name__, ""))


def raw(path: str, on_wait: Callable[[], None]) -> Stream:
    """The bytes of a file as they are."""
    if path == "-":
        return Stream(lambda size: read_standard(size, on_wait))
    file = Path(path).open("rb", buffering=0)  # noqa: SIM115 - the stream closes it
    return Stream(lambda size: file.read(size) or b"", file.close)


def read_standard(size: int, on_wait: Callable[[], None]) -> bytes:
    """Bytes of standard input; ``on_wait`` is called where there are none yet."""
    if not select.select([0], [], [], 0)[0]:
        on_wait()
        select.select([0], [], [])
    return os.read(0, size)


def unpacked(stream: Stream, path: str, name: str) -> Stream:
    """The stream decompressed, where its suffix or its first bytes say it is compressed."""
    head, suffix = stream.peek(MAGIC), Path(path).suffix.lower()
    if head.startswith(GZIP) or (suffix == ".gz" and head):
        return Stream(guarded(gunzip(stream), name), stream.close)
    if head.startswith(ZSTD) or (suffix == ".zst" and head):
        return Stream(guarded(unzstd(stream), name), stream.close)
    return stream


def guarded(chunks: Iterator[bytes], name: str) -> Read:
    """Reads from an iterator; damage in compressed data becomes an error that names the file."""

    def read(_: int) -> bytes:
        try:
            return next(chunks, b"")
        except EOFError as e:
            raise CleanerError(name, "the compressed data ends early", "fetch it again") from e
        except Exception as e:
            if isinstance(e, (CleanerError, OSError)):
                raise
            raise CleanerError(name, f"damaged compressed data ({e})", "fetch it again") from e

    return read


def gunzip(stream: Stream) -> Iterator[bytes]:
    """Decompressed chunks of all members of a gzip stream."""
    packed = stream.read()
    while packed:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            if not packed and not (packed := stream.read()):
                raise EOFError
            if chunk := member.decompress(packed, CHUNK):
                yield chunk
            packed = member.unconsumed_tail or (member.unused_data if member.eof else b"")
        packed = (packed or stream.read()).lstrip(b"\0") or stream.read()


def unzstd(stream: Stream) -> Iterator[bytes]:
    """Decompressed chunks of all frames of a zstd stream."""
    import zstandard

    packed = stream.read(SQUEEZED)
    while packed:
        frame = zstandard.ZstdDecompressor().decompressobj()
        while not frame.eof:
            if not packed and not (packed := stream.read(SQUEEZED)):
                raise EOFError
            if chunk := frame.decompress(packed):
                yield chunk
            packed = b""
        packed = frame.unused_data or stream.read(SQUEEZED)


def sniffed(head: bytes) -> str:
    """The format the first bytes show; ``text`` where they show none."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(b"\xef\xbb\xbf")
    return "jsonl" if _JSON.match(head) else "html" if _HTML.match(head) else "text"


def refuse_binary(head: bytes, name: str) -> None:
    """Raise CleanerError where the first bytes are those of a known binary format."""
    for magic, what in BINARY.items():
        if head.startswith(magic):
            raise CleanerError(name, f"this is {what}, not text", "extract its text first")


def narrowed(read: Read, encoding: str) -> Read:
    """The bytes of a wide encoding as UTF-8, so that separators can be found."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def narrow(size: int) -> bytes:
        while data := read(size):
            if text := decoder.decode(data):
                return text.encode()
        return decoder.decode(b"", True).encode()

    return narrow


def whole(read: Read, limit: int) -> bytes | None:
    """All bytes of a stream, or None where there are more than ``limit``; reads no further then."""
    chunks, size = [], 0
    while chunk := read(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            return None
    return b"".join(chunks)


def pieces(read: Read, separator: bytes, limit: int) -> Iterator[bytes | None]:
    """What stands between separators, None for a piece longer than ``limit``.

    A separator at the very end closes the last piece; memory is bounded by the limit and a chunk.
    """
    open_piece: list[bytes] = []
    size = 0
    while chunk := read(CHUNK):
        first, *rest = chunk.split(separator)
        size += len(first)
        if size > limit:
            open_piece.clear()
        else:
            open_piece.append(first)
        if rest:
            yield None if size > limit else b"".join(open_piece)
            *closed, last = rest
            for piece in closed:
                yield None if len(piece) > limit else piece
            open_piece, size = [last], len(last)
    if size:
        yield None if size > limit else b"".join(open_piece)
