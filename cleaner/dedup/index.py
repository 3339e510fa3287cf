"""What earlier runs saw: sketches and verdicts in a folder, a segment a run.

A segment is two files: the sketches, written batch by batch as documents come, and what became of
each document. It becomes part of the index when ``index.json``, which names all segments, is
replaced by a renamed file: a run that is killed leaves the index as it was. One run at a time may
hold it.
"""

from __future__ import annotations

import fcntl
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np

from cleaner.dedup import stored
from cleaner.dedup.facts import MOST_PLACES, MOST_SLOTS
from cleaner.dedup.normal import GRAM
from cleaner.dedup.quality import Facts
from cleaner.dedup.sketch import BITS, COARSEST, ENOUGH, Sketches
from cleaner.errors import CleanerError

VERSION = 2
PARAMETERS = {
    "gram": GRAM, "coarsest": COARSEST, "enough": ENOUGH, "bits": 64 - int(BITS),
    "slots": MOST_SLOTS.tolist(), "places": MOST_PLACES, "facts": list(Facts._fields),
}  # fmt: skip
"""What sketches must have in common to be compared."""


class Verdict(NamedTuple):
    """What an earlier run said of a document."""

    digest: bytes
    reason: str
    """Why it was dropped; empty where it was kept."""
    segment: str


class Index:
    """An index opened for one run; ``with`` gives it back.

    Raises CleanerError where another run holds it, or where it was made by another version or with
    other parameters.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            raise CleanerError(str(folder), "another run uses this index", "wait for it") from e
        except OSError as e:
            raise CleanerError(str(folder), f"cannot be an index ({e.strerror})") from e
        self.segments = self._segments()
        self.name = f"{len(self.segments) + 1:06}"
        self._new: IO[bytes] | None = None
        self.verdicts: dict[str, Verdict] = {}
        self._sizes: dict[str, int] = {}
        for segment in self.segments:
            with self._opened(f"{segment}.npz") as f:
                data = np.load(f, allow_pickle=False)
                digests = data["digests"].tobytes()
                ids, reasons = json.loads(data["names"].tobytes())
                self._sizes[segment] = len(ids)
                for n, (id, reason) in enumerate(zip(ids, reasons, strict=True)):
                    self.verdicts[id] = Verdict(digests[16 * n : 16 * n + 16], reason, segment)

    def _segments(self) -> list[str]:
        try:
            about = json.loads((self.folder / "index.json").read_bytes())
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as e:
            raise CleanerError(str(self.folder), "its index.json cannot be read") from e
        if about.get("version") != VERSION or about.get("parameters") != PARAMETERS:
            what = "was made by another version of cleaner, or with other parameters"
            raise CleanerError(str(self.folder), what, "name a new folder")
        return list(about["segments"])

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with (self.folder / name).open("rb") as f:
                yield f
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as e:
            raise CleanerError(str(self.folder / name), "cannot be read", "make a new index") from e

    def verdict(self, id: str, text: str) -> str | None:
        """Why an earlier run dropped this very document, empty where it kept it, else None."""
        known = self.verdicts.get(id)
        return known.reason if known and known.digest == digest_of(text) else None

    def sketches(self, without: set[str]) -> Iterator[tuple[Sketches, list[bool]]]:
        """All documents but some, as they came last, and whether each was kept."""
        for segment in self.segments:
            with self._opened(f"{segment}.sketches") as f:
                missing = self._sizes[segment]
                for s in stored.stored(f):
                    missing -= len(s.ids)
                    known = [self.verdicts[id] for id in s.ids]
                    rows = np.array(
                        [
                            v.segment == segment and id not in without
                            for id, v in zip(s.ids, known, strict=True)
                        ]
                    )
                    kept = [not v.reason for v, good in zip(known, rows, strict=True) if good]
                    yield s.only(rows), kept
                if missing:
                    raise ValueError("sketches are missing")

    def add(self, s: Sketches) -> None:
        """Documents of this run; they belong to the index once it is committed."""
        try:
            self._new = self._new or (self.folder / f".{self.name}.sketches.tmp").open("wb")
            stored.write(self._new, s)
        except OSError as e:
            raise self._unwritable(e) from e

    def commit(
        self, ids: Sequence[str], digests: Sequence[bytes], dropped: Mapping[str, str]
    ) -> None:
        """Make the documents added part of the index, with digests of their texts and verdicts."""
        if not ids or not self._new:
            return
        names = json.dumps([list(ids), [dropped.get(id, "") for id in ids]]).encode()
        texts = np.frombuffer(b"".join(digests), np.uint8)
        about = {
            "version": VERSION, "parameters": PARAMETERS, "segments": [*self.segments, self.name],
        }  # fmt: skip
        try:
            self._published(self._new, f"{self.name}.sketches")
            with (self.folder / f".{self.name}.npz.tmp").open("wb") as f:
                np.savez(f, names=np.frombuffer(names, np.uint8), digests=texts)
                self._published(f, f"{self.name}.npz")
            with (self.folder / ".index.json.tmp").open("wb") as f:
                f.write(json.dumps(about).encode())
                self._published(f, "index.json")
        except OSError as e:
            raise self._unwritable(e) from e
        self.segments.append(self.name)

    def _published(self, f: IO[bytes], name: str) -> None:
        """Give a file its name, once all of it is on the disk."""
        f.flush()
        os.fsync(f.fileno())
        (self.folder / f".{name}.tmp").replace(self.folder / name)

    def _unwritable(self, e: OSError) -> CleanerError:
        return CleanerError(str(self.folder), f"cannot be written ({e.strerror})")

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        if self._new:
            self._new.close()
        for left in self.folder.glob(".*.tmp"):
            left.unlink()
        os.close(self._lock)


def digest_of(text: str) -> bytes:
    """What tells whether a document is the one an earlier run saw."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
