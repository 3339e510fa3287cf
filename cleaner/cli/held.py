"""The documents of a call to ``dedup``, set aside until it is known which stay."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any, NamedTuple

from cleaner import formats
from cleaner.cli.options import Call
from cleaner.document import Document, Edit
from cleaner.errors import CleanerError

PART = 8
"""Of the memory this part is for documents that wait until it is known which stay."""


class Wanted(NamedTuple):
    """What is compared, and with what."""

    unit: str
    keep_excerpts: bool
    merge: bool
    index: Any
    memory: int


class Held:
    """The documents of a call, set aside; already as records where that is what comes out."""

    def __init__(self, call: Call, spool: Any, as_records: bool) -> None:
        self.call, self.spool, self.as_records = call, spool, as_records
        self.names: dict[str, Any] = {"text_field": call.text_field, "id_field": call.id_field}
        self.ids: list[str] = []
        self.verdicts: dict[str, str] = {}
        self.fresh: list[str] = []
        self.digests: list[bytes] = []
        self.gone: dict[str, str] = {}
        self._place: dict[str, int] = {}

    def found(self, wanted: Wanted) -> Any:
        """Read all documents and find what is a copy of what."""
        from cleaner.dedup import Deduper, Paragraphs

        paragraphs = wanted.unit == "paragraph"
        seen = wanted.index.add if wanted.index else None
        deduper = (
            Paragraphs(wanted.memory) if paragraphs
            else Deduper(wanted.keep_excerpts, wanted.memory, seen)
        )  # fmt: skip
        for doc in self.call.documents():
            try:
                self.spool.add(self._packed(doc))
            except CleanerError as e:
                self.call.told(e)
                continue
            self.ids.append(doc.id)
            if self._is_new(doc, wanted.index):
                deduper.add(doc.id, doc.text, doc.meta)
        return self._with_earlier(deduper, wanted.index) if wanted.index else deduper.find()

    def _is_new(self, doc: Document, index: Any) -> bool:
        """Whether no earlier run has seen this very document; its verdict holds."""
        if not index:
            return True
        from cleaner.dedup.index import digest_of

        verdict = index.verdict(doc.id, doc.text)
        if verdict is None:
            self.fresh.append(doc.id)
            self.digests.append(digest_of(doc.text))
        else:
            self.verdicts[doc.id] = verdict
        return verdict is None

    def _with_earlier(self, deduper: Any, index: Any) -> Any:
        """What is found together with all that earlier runs saw, as far as it is of this run."""
        deduper.look()
        for sketches, kept in index.sketches(set(self.fresh)):
            deduper.add_sketches(sketches, kept)
        found, mine = deduper.find(), set(self.ids)
        found.clusters = [
            c for c in found.clusters if c.keeper in mine or any(m.id in mine for m in c.members)
        ]
        for id, verdict in self.verdicts.items():
            found.dropped.pop(id, None)
            if verdict:
                found.dropped[id] = verdict
        self.gone = found.dropped
        return found

    def _packed(self, doc: Document) -> bytes:
        if not self.as_records:
            return pickle.dumps(replace(doc, _view=None, meta=dict(doc.meta)))
        try:
            record = formats.record(doc, **self.names, audit=self.call.audit)
            return formats.dumps(record) + b"\n"
        except ValueError as e:
            raise CleanerError(doc.id, f"cannot be written as JSON ({e})") from e

    def document(self, item: bytes) -> Document:
        """A document as it came."""
        if not self.as_records:
            return pickle.loads(item)  # type: ignore[no-any-return]
        return formats.document(formats.loads(item), **self.names)

    def text(self, id: str) -> str:
        """The text of a document or paragraph of this call; empty where it is of an earlier run."""
        from cleaner.dedup.passages import MARK, passage

        if not self._place:
            self._place = {id: n for n, id in enumerate(self.ids)}
        if id in self._place:
            return self.document(self.spool[self._place[id]]).text
        name, line = passage(id) if MARK in id else ("", 0)
        return self.text(name).split("\n")[line - 1] if name in self._place else ""

    def completions(self, found: Any) -> dict[str, list[Edit]]:
        """What fills in the masks of each keeper, from the copies of this call."""
        from cleaner.dedup.merge import completed

        edits = {}
        for cluster in found.clusters:
            copies = [m.id for m in cluster.members if m.relation != "compilation"]
            texts = {id: self.text(id) for id in copies}
            edits[cluster.keeper] = completed(self.text(cluster.keeper), texts)
        return {id: fillings for id, fillings in edits.items() if fillings}
