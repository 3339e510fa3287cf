"""Documents set aside, in memory or in a temporary file, until it is known which stay.

>>> with Spool() as spool:
...     spool.add(b"one"); spool.add(b"two")
...     list(spool), spool[1]
([b'one', b'two'], b'two')
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from types import TracebackType

import zstandard

BLOCK = 1 << 18
"""Bytes compressed at a time: what is read to get one item back."""
LEVEL = 1
"""The fastest of zstd's levels; the file lives for minutes."""


class Spool:
    """Byte strings in order; any one can be had back.

    The first ``memory`` bytes of them stay in memory, the others go compressed to disk.
    """

    def __init__(self, memory: int = 0) -> None:
        self._left = memory
        self._file = tempfile.TemporaryFile(prefix="cleaner-")  # noqa: SIM115, closed by close
        self._squeeze = zstandard.ZstdCompressor(level=LEVEL)
        self._sizes = array("q")
        self._waiting: list[bytes] = []
        self._size = 0
        self._held: list[bytes] = []
        self._firsts, self._places = array("q"), array("q", [0])
        self._block = (-1, b"")

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, item: bytes) -> None:
        """One more item, at the end."""
        self._waiting.append(item)
        self._sizes.append(len(item))
        self._size += len(item)
        if self._size >= BLOCK:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        self._firsts.append(len(self._sizes) - len(self._waiting))
        data = b"".join(self._waiting)
        if len(data) <= self._left and len(self._places) == 1:
            self._held.append(data)
            self._left -= len(data)
        else:
            data = self._squeeze.compress(data)
            self._file.seek(self._places[-1])
            self._file.write(data)
            self._places.append(self._places[-1] + len(data))
        self._waiting, self._size = [], 0

    def __iter__(self) -> Iterator[bytes]:
        self._flush()
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, n: int) -> bytes:
        self._flush()
        block = bisect_right(self._firsts, n) - 1
        if self._block[0] != block:
            self._block = block, self._read(block)
            self._at = self._firsts[block], 0
        first, start = self._at
        if n < first:
            first, start = self._firsts[block], 0
        start += sum(self._sizes[first:n])
        self._at = n, start
        return self._block[1][start : start + self._sizes[n]]

    def _read(self, block: int) -> bytes:
        if block < len(self._held):
            return self._held[block]
        start, end = self._places[block - len(self._held) :][:2]
        self._file.seek(start)
        return zstandard.ZstdDecompressor().decompress(self._file.read(end - start))

    def close(self) -> None:
        """Give the room on the disk back."""
        self._file.close()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, e: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()
