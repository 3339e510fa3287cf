"""Cleaned shards joined to one stream, and the sums of what goes by in it."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from cleaner.build.shards import Shard
from cleaner.build.sources import Source
from cleaner.report.page import Ledger, page

Row = dict[str, Any]


def values(path: Path) -> Iterator[Row]:
    """The JSON values of a file of lines."""
    from cleaner import formats
    from cleaner.formats.streams import pieces

    source = formats.Input(path)
    try:
        for line in pieces(source.open().read, b"\n", limit=sys.maxsize):
            yield formats.loads(line or b"null")
    finally:
        source.close()


class Joined:
    """The cleaned shards read as one stream, in the order of the sources' names."""

    def __init__(self, sources: Sequence[Source], shards: Sequence[Shard], room: Path) -> None:
        self.sources = sources
        self.shard_of = {source.name: shard for shard in shards for source in shard.sources}
        self.room = room

    def rows(self) -> Iterator[Row]:
        """Every row, source by source; an id seen before becomes ``id~2``."""
        from cleaner.formats.names import Ids

        streams: dict[str, Iterator[Row]] = {}
        ids = Ids()
        for source in self.sources:
            shard = self.shard_of[source.name]
            if shard.key not in streams:
                streams[shard.key] = values(shard.path(self.room))
            for row in streams[shard.key]:
                record = row.get("kept") or row.get("dropped")
                if record is not None:
                    record["id"] = ids.unique(record["id"])
                yield row
                if "end" in row:
                    break

    def names(self) -> dict[str, list[str]]:
        """For each shard the ids of its kept documents, as ``rows`` gives them."""
        from cleaner.formats.names import Ids

        streams: dict[str, Iterator[Any]] = {}
        ids, names = Ids(), defaultdict[str, list[str]](list)
        for source in self.sources:
            shard = self.shard_of[source.name]
            if shard.key not in streams:
                streams[shard.key] = values(shard.names(self.room))
            for id, kept in next(streams[shard.key])[1]:
                name = ids.unique(id)
                if kept:
                    names[shard.key].append(name)
        return names

    def duplicates(self) -> Any:
        """The duplicates among all documents that the filters kept."""
        from cleaner.dedup import Deduper, stored

        deduper = Deduper()
        shards = {shard.key: shard for shard in self.shard_of.values()}
        for key, names in self.names().items():
            left = iter(names)
            with shards[key].sketches(self.room).open("rb") as f:
                for s in stored.stored(f):
                    deduper.add_sketches(s._replace(ids=list(islice(left, len(s.ids)))))
        return deduper.find()


class Tally:
    """What a build tells of itself: documents, flags, rules, clusters, what could not be read."""

    def __init__(self, bad: Sequence[Mapping[str, str]]) -> None:
        self.bad = list(bad)
        self.documents = Counter(read=0, kept=0, dropped=0, bad=len(self.bad))
        self.flags: Counter[str] = Counter()
        self.ledger = Ledger()
        self.clusters: list[dict[str, Any]] = []

    def count(self, record: Row, reason: str | None) -> None:
        """Count one document and its flags."""
        self.documents["dropped" if reason else "kept"] += 1
        self.flags.update(record.get("meta", {}).get("flags", ()))

    def close(self, row: Row) -> None:
        """Add what the last row of a source says of it."""
        self.documents.update(read=row["read"], bad=len(row["bad"]))
        self.bad += row["bad"]
        self.ledger.merge(row["ledger"])

    def page(self) -> str:
        """The report."""
        rules = self.ledger.record()
        return page("Corpus", self.documents, rules, self.clusters, self.flags, self.bad)

    def record(self) -> dict[str, Any]:
        """The manifest's part of it."""
        return {
            "documents": dict(self.documents),
            "bad": self.bad,
            "flags": dict(sorted(self.flags.items())),
            "rules": self.ledger.record(),
        }
