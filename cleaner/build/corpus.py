"""From cleaned shards to the corpus: duplicates over all of it, and the files a reader wants."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.build import local, plan
from cleaner.build.join import Joined, Tally
from cleaner.build.shards import Plan, Shard, sharded
from cleaner.build.sources import Source, listed
from cleaner.errors import CleanerError
from cleaner.pipeline import Pipeline

ROOM = ".shards"
"""The folder, inside the output, that keeps cleaned shards between runs."""
CORPUS, DROPPED, CLUSTERS = "corpus.jsonl.zst", "dropped.jsonl.zst", "clusters.jsonl"
MANIFEST, REPORT = "manifest.json", "report.html"


@dataclass(frozen=True)
class Build:
    """What a build left: the manifest's data and how many shards had to be cleaned."""

    manifest: dict[str, Any]
    cleaned: int

    @property
    def bad(self) -> list[dict[str, str]]:
        """Inputs and records that could not be read."""
        found: list[dict[str, str]] = self.manifest["bad"]
        return found


def build(
    given: Sequence[str],
    out: str | Path,
    recipe: Pipeline,
    *,
    jobs: int = 1,
    audit: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Build:
    """Clean the sources, drop duplicates over all of them and write the corpus to ``out``.

    ``progress`` is told how many shards are done, of how many. Raises CleanerError for a source
    that is not there or an output that cannot be written.
    """
    folder = Path(out)
    room = made(folder)
    with locked(folder, room):
        sources, left = listed(given, folder)
        digests, sources, bad = digested(sources)
        whole = plan_of(recipe, audit, room)
        shards = sharded(sources, digests, whole)
        fresh = [s for s in shards if not s.path(room).exists()]
        for finished, _ in enumerate(local.run(fresh, whole, jobs), len(shards) - len(fresh) + 1):
            progress(finished, len(shards))
        tally = Tally(bad)
        written(folder, Joined(sources, shards, room), tally)
        published(folder / REPORT, tally.page().encode("utf-8", "replace"))
        made_of = plan.record(recipe, digests, [entry._asdict() for entry in left])
        manifest = {**tally.record(), "files": file_digests(folder), **made_of}
        published(folder / MANIFEST, dumped(manifest))
        swept(folder, shards)
    return Build(manifest, len(fresh))


def file_digests(folder: Path) -> dict[str, str]:
    """The digest of each file the build leaves, the manifest aside."""
    return {name: plan.file_digest(folder / name) for name in (CORPUS, DROPPED, CLUSTERS, REPORT)}


def dumped(manifest: dict[str, Any]) -> bytes:
    """The manifest as a person reads it."""
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"


def written(folder: Path, joined: Joined, tally: Tally) -> None:
    """Write the corpus, what was dropped and the clusters; tally what goes by."""
    from cleaner import formats

    duplicates = joined.duplicates()
    with (
        formats.open_output(str(folder / CORPUS)) as corpus,
        formats.open_output(str(folder / DROPPED)) as dropped,
    ):
        for row in joined.rows():
            if "end" in row:
                tally.close(row)
                continue
            record = row.get("kept") or row["dropped"]
            reason = row.get("reason") or duplicates.dropped.get(record["id"])
            tally.count(record, reason)
            line = formats.dumps({**record, "reason": reason} if reason else record) + b"\n"
            (dropped if reason else corpus).write(line)
    tally.clusters = [cluster.record() for cluster in duplicates.clusters]
    lines = (formats.dumps(cluster) + b"\n" for cluster in tally.clusters)
    published(folder / CLUSTERS, b"".join(lines))


def published(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all."""
    from cleaner import formats

    with formats.open_output(str(path)) as out:
        out.write(data)


def made(folder: Path) -> Path:
    """The room for shards inside the output folder, made where it is not there yet."""
    room = folder / ROOM
    try:
        room.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise CleanerError(str(folder), f"cannot be made: {e.strerror}", "choose another -o") from e
    return room


@contextlib.contextmanager
def locked(folder: Path, room: Path) -> Iterator[None]:
    """One build at a time in one folder; the lock goes with the process, however it ends."""
    import fcntl

    with (room / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            raise CleanerError(str(folder), "another build is at work here", "wait for it") from e
        yield


def digested(sources: list[Source]) -> tuple[dict[str, str], list[Source], list[dict[str, str]]]:
    """The digest of each source that can be read, those sources, and those that cannot."""
    digests: dict[str, str] = {}
    bad = []
    for source in sources:
        try:
            digests[source.name] = plan.file_digest(source.path)
        except OSError as e:
            bad.append({"where": source.name, "what": f"cannot be read: {e.strerror}"})
    return digests, [s for s in sources if s.name in digests], bad


def plan_of(recipe: Pipeline, audit: bool, room: Path) -> Plan:
    """The plan by which every shard is cleaned."""
    from cleaner.recipe import dump

    text = dump(recipe)
    parts = [text, plan.program_digest(), plan.packs_digest(recipe), str(plan.versions())]
    return Plan(text, hashlib.sha256("\0".join(parts).encode()).hexdigest(), audit, room)


def swept(folder: Path, shards: Sequence[Shard]) -> None:
    """Remove what earlier builds left and this one does not use, half-written files too."""
    room = folder / ROOM
    used = {path.name for s in shards for path in s.paths(room)} | {"lock"}
    unused = [path for path in room.iterdir() if path.name not in used]
    for name in (CORPUS, DROPPED, CLUSTERS, MANIFEST, REPORT):
        unused += folder.glob(f".{name}.*.tmp")
    for path in unused:
        path.unlink()
