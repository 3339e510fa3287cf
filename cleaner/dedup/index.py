"""What earlier runs saw: sketches and verdicts in a folder, a segment a run.

A segment becomes part of the index when ``index.json``, which names all segments, is replaced by
a renamed file: a run that is killed leaves the index as it was. One run at a time may hold it.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.dedup.facts import MOST_PLACES, MOST_SLOTS, MOST_YEARS
from cleaner.dedup.normal import GRAM
from cleaner.dedup.quality import Facts
from cleaner.dedup.sketch import COARSEST, ENOUGH, Sketch
from cleaner.errors import CleanerError

VERSION = 1
PARAMETERS = {
    "gram": GRAM, "coarsest": COARSEST, "enough": ENOUGH,
    "slots": [MOST_YEARS, MOST_SLOTS], "places": MOST_PLACES, "facts": list(Facts._fields),
}  # fmt: skip
"""What sketches must have in common to be compared."""


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
        self.verdicts: dict[str, tuple[bytes, str]] = {}
        for segment in self.segments:
            with self._opened(segment) as data:
                digests = data["digests"].tobytes()
                for n, (id, reason) in enumerate(zip(*_names(data), strict=True)):
                    self.verdicts[id] = digests[16 * n : 16 * n + 16], reason

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

    def _opened(self, segment: str) -> Any:
        try:
            return np.load(self.folder / segment, allow_pickle=False)
        except (OSError, ValueError) as e:
            raise CleanerError(str(self.folder / segment), "cannot be read") from e

    def verdict(self, id: str, text: str) -> str | None:
        """Why an earlier run dropped this very document, empty where it kept it, else None."""
        digest, reason = self.verdicts.get(id, (b"", ""))
        return reason if digest == digest_of(text) else None

    def sketches(self, without: set[str]) -> Iterator[tuple[Sketch, bool]]:
        """The sketches of earlier runs, each as last seen, and whether it was kept."""
        last: dict[str, str] = {}
        for segment in self.segments:
            with self._opened(segment) as data:
                last.update(dict.fromkeys(_names(data)[0], segment))
        for segment in self.segments:
            with self._opened(segment) as data:
                for s, reason in zip(_sketches(data), _names(data)[1], strict=True):
                    if last[s.id] == segment and s.id not in without:
                        yield s, not reason

    def commit(
        self, rows: Mapping[str, Any], texts: list[bytes], dropped: Mapping[str, str]
    ) -> None:
        """Add the documents of this run: their sketches in arrays, digests, and verdicts."""
        ids = list(rows["ids"])
        if not ids:
            return
        name = f"{len(self.segments) + 1:06}.npz"
        reasons = [dropped.get(id, "") for id in ids]
        arrays = {k: v for k, v in rows.items() if k != "ids"}
        names = np.frombuffer(json.dumps([ids, reasons]).encode(), np.uint8)
        digests = np.frombuffer(b"".join(texts), np.uint8)
        self._replace(name, lambda f: np.savez(f, names=names, digests=digests, **arrays))
        about = {
            "version": VERSION, "parameters": PARAMETERS, "segments": [*self.segments, name],
        }  # fmt: skip
        self._replace("index.json", lambda f: f.write(json.dumps(about).encode()))
        self.segments.append(name)

    def _replace(self, name: str, write: Any) -> None:
        temporary = self.folder / f".{name}.tmp"
        try:
            with temporary.open("wb") as f:
                write(f)
                f.flush()
                os.fsync(f.fileno())
            temporary.replace(self.folder / name)
        except OSError as e:
            raise CleanerError(str(self.folder), f"cannot be written ({e.strerror})") from e

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._lock)


def digest_of(text: str) -> bytes:
    """What tells whether a document is the one an earlier run saw."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _names(data: Any) -> tuple[list[str], list[str]]:
    ids, reasons = json.loads(data["names"].tobytes())
    return ids, reasons


def _sketches(data: Any) -> Iterator[Sketch]:
    """The sketches of a segment."""
    parts = [
        (data[name].tobytes(), data[f"{name}_ends"].tolist())
        for name in ("hashes", "slots", "places")
    ]
    exact, scales, rows = data["exact"].tobytes(), data["scale"].tolist(), data["facts"].tolist()
    for n, id in enumerate(_names(data)[0]):
        hashes, slots, places = (flat[ends[n] : ends[n + 1]] for flat, ends in parts)
        digest = exact[16 * n : 16 * n + 16]
        digest = digest if any(digest) else b""
        yield Sketch(id, digest, scales[n], hashes, slots, places, Facts._make(rows[n]))
