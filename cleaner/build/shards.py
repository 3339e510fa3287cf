"""Shards: groups of sources, cleaned by themselves and kept until something changes them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.build.sources import Source
from cleaner.document import Document
from cleaner.errors import CleanerError
from cleaner.pipeline import Outcome, Pipeline, batches

LARGE = 4 << 20
"""Bytes from which a file is a shard of its own; smaller ones share one of 256 by their names, so
that a changed page redoes a 256th of the small pages and a million pages make 256 files."""


class Plan(NamedTuple):
    """Everything that decides how a shard comes out, apart from its sources."""

    recipe: str
    """The pipeline as TOML."""
    digest: str
    """Of the program, the recipe and the rule packs."""
    audit: bool
    room: Path
    """The folder in which cleaned shards are kept."""


class Shard(NamedTuple):
    """Sources cleaned together, and the name of the file that holds the outcome."""

    key: str
    sources: tuple[Source, ...]

    def path(self, room: Path) -> Path:
        """Where the cleaned shard is kept."""
        return room / f"{self.key}.jsonl.zst"

    def sketches(self, room: Path) -> Path:
        """Where the sketches of its kept documents are."""
        return room / f"{self.key}.sketches"

    def names(self, room: Path) -> Path:
        """Where the ids of its documents are, by source, and which of them are kept."""
        return room / f"{self.key}.names"

    def paths(self, room: Path) -> tuple[Path, ...]:
        """All of its files."""
        return self.path(room), self.sketches(room), self.names(room)


def sharded(sources: Iterable[Source], digests: dict[str, str], plan: Plan) -> list[Shard]:
    """The shards of the sources, each named by what it holds and how it is cleaned."""
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        large = source.path.stat().st_size >= LARGE
        spread = hashlib.sha256(source.name.encode("utf-8", "surrogateescape")).hexdigest()
        groups[source.name if large else f"\0{spread[:2]}"].append(source)
    return [
        Shard(key_of(group, digests, plan), tuple(group)) for _, group in sorted(groups.items())
    ]


def key_of(sources: Sequence[Source], digests: dict[str, str], plan: Plan) -> str:
    """A name that changes with the sources' names or content, the recipe, rules or program."""
    parts = [plan.digest, str(plan.audit), *(f"{s.name}\0{digests[s.name]}" for s in sources)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def clean_shard(shard: Shard, plan: Plan) -> None:
    """Clean every source of a shard into its files, whole or not at all.

    A row is ``{"kept": record}``, ``{"dropped": record, "reason": …}`` or, after all rows of one
    source, ``{"end": name, "read": n, "bad": […], "ledger": {…}}``. The file of rows comes last:
    where it is, the others are.
    """
    from cleaner import formats, recipe

    pipe = recipe.loads(plan.recipe, audit=True)
    with (
        formats.open_output(str(shard.path(plan.room))) as out,
        formats.open_output(str(shard.sketches(plan.room))) as sketches,
        formats.open_output(str(shard.names(plan.room))) as names,
    ):
        notes = Notes(sketches, names)
        for source in shard.sources:
            for row in cleaned(source, pipe, plan.audit):
                out.write(formats.dumps(row) + b"\n")
                notes.take(row)
        notes.close()


class Notes:
    """What the search for duplicates needs of a shard: sketches, and ids by source."""

    def __init__(self, sketches: Any, names: Any) -> None:
        from cleaner.dedup import Sketcher, stored

        self._sketcher = Sketcher(lambda s: stored.write(sketches, s))
        self._names = names
        self._ids: list[tuple[str, bool]] = []

    def take(self, row: dict[str, Any]) -> None:
        """The next row of the shard."""
        from cleaner import formats

        record = row.get("kept") or row.get("dropped")
        if record is None:
            self._names.write(formats.dumps([row["end"], self._ids]) + b"\n")
            self._ids = []
            return
        self._ids.append((record["id"], "kept" in row))
        if "kept" in row:
            self._sketcher.add(record["id"], record["text"], record.get("meta", {}))

    def close(self) -> None:
        """Sketch what is left."""
        self._sketcher.look()


def cleaned(source: Source, pipe: Pipeline, audit: bool) -> Iterator[dict[str, Any]]:
    """The rows of one source."""
    from cleaner.report.page import Ledger

    bad: list[dict[str, str]] = []
    ledger, count = Ledger(), 0
    for docs in batches(documents(source, bad)):
        count += len(docs)
        for doc, outcomes in pipe.attempts(docs):
            if isinstance(outcomes, CleanerError):
                bad.append({"where": outcomes.where, "what": outcomes.what})
                continue
            for outcome in outcomes:
                ledger.add(outcome.document.id, outcome.document.trail or ())
                yield row_of(outcome, audit or doc.trail is not None)
    yield {"end": source.name, "read": count, "bad": bad, "ledger": ledger.record()}


def documents(source: Source, bad: list[dict[str, str]]) -> Iterator[Document]:
    """The documents of a source under the source's name; what cannot be read goes to ``bad``."""
    from dataclasses import replace

    from cleaner import formats

    path = str(source.path)

    def note(e: CleanerError) -> None:
        where = source.name + e.where.removeprefix(path)
        bad.append({"where": where, "what": e.what})

    for doc in formats.read([path], on_bad=note):
        named = source.name + doc.id[len(path) :] if doc.id.startswith(path) else doc.id
        yield replace(doc, id=named)


def row_of(outcome: Outcome, audit: bool) -> dict[str, Any]:
    """An outcome as JSON; the trail goes along only where it is wanted."""
    from dataclasses import replace

    from cleaner import formats

    doc = outcome.document if audit else replace(outcome.document, trail=None)
    record = formats.record(doc)
    return {"dropped": record, "reason": outcome.dropped} if outcome.dropped else {"kept": record}
