"""Where bytes go: a file that appears whole or not at all, standard output, a pipe.

>>> import tempfile, pathlib
>>> path = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
>>> with open_output(path) as sink:
...     sink.write(b"done")
>>> path.read_bytes()
b'done'
"""

from __future__ import annotations

import contextlib
import os
import select
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from cleaner.errors import CleanerError

BUFFER = 1 << 18
"""Bytes gathered before they are written."""
GZIP_LEVEL, ZSTD_LEVEL = 6, 3
"""The levels the gzip and zstd commands use by themselves."""


class Sink:
    """Bytes on their way out; leaving the ``with`` block by an error publishes nothing.

    ``emit`` writes bytes, ``publish`` makes them visible, ``discard`` takes them back.
    """

    def __init__(
        self,
        name: str,
        emit: Callable[[bytes], None],
        publish: Callable[[], None] = lambda: None,
        discard: Callable[[], None] | None = None,
        squeeze: Any = None,
    ) -> None:
        self.name, self._emit, self._publish, self._discard = name, emit, publish, discard
        self._squeeze = squeeze
        self._waiting: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Take bytes; they go out when enough have gathered."""
        self._waiting.append(data)
        self._size += len(data)
        if self._size >= BUFFER:
            self.flush()

    def flush(self) -> None:
        """Send out what has gathered. Raises CleanerError where it cannot be written."""
        data, self._waiting, self._size = b"".join(self._waiting), [], 0
        self._out(self._squeeze.compress(data) if self._squeeze else data)

    def _out(self, data: bytes) -> None:
        try:
            self._emit(data)
        except BrokenPipeError:
            raise
        except OSError as e:
            raise unwritable(self.name, e) from e

    def close(self) -> None:
        """Write all and publish."""
        self.flush()
        if self._squeeze:
            self._out(self._squeeze.flush())
        try:
            self._publish()
        except OSError as e:
            raise unwritable(self.name, e) from e

    def abort(self) -> None:
        """Publish nothing; what went to a stream already stays there."""
        if self._discard:
            self._discard()
        else:
            self.flush()

    def __enter__(self) -> Sink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, e: BaseException | None, _: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self.close()
            except BaseException:
                if self._discard:
                    self._discard()
                raise
        elif self._discard or issubclass(kind, Exception):
            with contextlib.suppress(OSError, CleanerError):
                self.abort()


class Unwritable(CleanerError):
    """The output takes no more; nothing that follows could be written either."""


def unwritable(name: str, e: OSError) -> Unwritable:
    """What a user can do about an output that cannot be written."""
    hints = {28: "make room", 13: "check the folder's permissions", 2: "make the folder first"}
    return Unwritable(
        name, f"cannot be written ({e.strerror or e})", hints.get(e.errno or 0, "check the output")
    )


def open_output(path: str | os.PathLike[str] | None = None, *, durable: bool = True) -> Sink:
    """A sink for ``path``, or for standard output where it is None or ``-``.

    A regular file is written under a temporary name in its folder and renamed when complete;
    ``durable`` waits until it is on the disk. ``.gz`` and ``.zst`` compress, without time stamps.
    """
    if path is None or os.fspath(path) == "-":
        return Sink("standard output", lambda data: write_all(1, data))
    name = os.fsencode(os.fspath(path)).decode("utf-8", "replace")
    try:
        mode = Path(path).stat().st_mode if Path(path).exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            return straight(path, name)
        return replacing(Path(os.path.realpath(path)), name, mode, durable)
    except OSError as e:
        raise unwritable(name, e) from e


def straight(target: str | os.PathLike[str], name: str) -> Sink:
    """A pipe or a device is written as the bytes come."""
    fd = os.open(target, os.O_WRONLY | os.O_CLOEXEC)
    return Sink(name, lambda data: write_all(fd, data), lambda: os.close(fd))


def replacing(target: Path, name: str, mode: int | None, durable: bool) -> Sink:
    """A regular file: a temporary neighbour takes its place when complete."""
    fd, temporary = tempfile.mkstemp(
        prefix=f".{target.name[:60]}.", suffix=".tmp", dir=target.parent
    )
    os.fchmod(fd, stat.S_IMODE(mode) if mode is not None else 0o666 & ~umask())

    def publish() -> None:
        if durable:
            os.fsync(fd)
        os.close(fd)
        Path(temporary).replace(target)
        if durable:
            sync_folder(target.parent)

    def discard() -> None:
        with contextlib.suppress(OSError):
            os.close(fd)
        Path(temporary).unlink(missing_ok=True)

    return Sink(name, lambda data: write_all(fd, data), publish, discard, squeezer(target.suffix))


def umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Wait until a rename in this folder is on the disk, where the file system can say so."""
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def squeezer(suffix: str) -> Any:
    """The compressor a suffix asks for, or None; equal input gives equal bytes."""
    if suffix == ".gz":
        import zlib

        return zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)  # its header's time is zero
    if suffix == ".zst":
        import zstandard

        return zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True).compressobj()
    return None


def write_all(fd: int, data: bytes) -> None:
    """Write until all is out: a pipe may take a part, or nothing for now."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:
            select.select([], [fd], [])
