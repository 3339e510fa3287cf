"""``cleaner dedup``: copies go, one of each stays; what was found is told."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import click

from cleaner import formats
from cleaner.cli.options import LOOKING, READING, WRITING, Call
from cleaner.cli.run import Gone, attempt
from cleaner.cli.says import say
from cleaner.document import Document, Result, merged
from cleaner.errors import CleanerError
from cleaner.pipeline import Outcome
from cleaner.report.terminal import printable


def dedup(**given: Any) -> int:
    """Drop copies, and say of what they are copies.

    Reads all documents before it writes the first; their order stays as it was. A document without
    text is no copy of another.
    """
    from cleaner.dedup.spool import Spool

    clusters, unit = given.pop("clusters"), given.pop("unit")
    keep_excerpts = given.pop("keep_excerpts")
    call = Call.taken(given)
    with ExitStack() as stack:
        spool = stack.enter_context(Spool())
        if call.explain or call.check:
            return looked(call, Held(call, spool, False), unit, keep_excerpts)
        out = stack.enter_context(call.writer())
        gone, told = (
            stack.enter_context(formats.open_output(path)) if path else None
            for path in (call.dropped, clusters)
        )
        held = Held(call, spool, unit == "document" and call.target == "jsonl" and is_stream(out))
        found = held.found(unit, keep_excerpts)
        if told:
            for cluster in found.clusters:
                told.write(formats.dumps(cluster.record()) + b"\n")
        kept(held, found, unit, out, Gone(gone))
    return call.status


def is_stream(out: Any) -> bool:
    """Whether a writer writes all documents to one sink."""
    return hasattr(out, "sink")


class Held:
    """The documents of a call, set aside; already as records where that is what comes out."""

    def __init__(self, call: Call, spool: Any, as_records: bool) -> None:
        self.call, self.spool, self.as_records = call, spool, as_records
        self.names: dict[str, Any] = {"text_field": call.text_field, "id_field": call.id_field}
        self.ids: list[str] = []

    def found(self, unit: str, keep_excerpts: bool) -> Any:
        """Read all documents and find what is a copy of what."""
        from cleaner.dedup import Deduper, Paragraphs

        deduper = Paragraphs() if unit == "paragraph" else Deduper(keep_excerpts)
        for doc in self.call.documents():
            try:
                self.spool.add(self._packed(doc))
            except CleanerError as e:
                self.call.told(e)
                continue
            self.ids.append(doc.id)
            deduper.add(doc.id, doc.text, doc.meta)
        return deduper.find()

    def _packed(self, doc: Document) -> bytes:
        if not self.as_records:
            return pickle.dumps(replace(doc, _view=None, meta=dict(doc.meta)))
        try:
            return formats.dumps(formats.record(doc, **self.names)) + b"\n"
        except ValueError as e:
            raise CleanerError(doc.id, f"cannot be written as JSON ({e})") from e

    def document(self, item: bytes) -> Document:
        """A document as it came."""
        if not self.as_records:
            return pickle.loads(item)  # type: ignore[no-any-return]
        return formats.document(formats.loads(item), **self.names)


def kept(held: Held, found: Any, unit: str, out: Any, gone: Gone) -> None:
    """Write what stays, in the order in which it came, and what goes."""
    from cleaner.dedup import passages

    for id, item in zip(held.ids, held.spool, strict=True):
        if unit == "paragraph":
            doc = held.document(item)
            attempt(held.call, out, [without(doc, passages.edits(id, doc.text, found))])
        elif id in found.dropped:
            doc = held.document(item) if gone.sink else Document("", id)
            gone.write([Outcome(doc, found.dropped[id])])
        elif held.as_records:
            out.sink.write(item)
        else:
            attempt(held.call, out, [held.document(item)])
    gone.tell()


def without(doc: Document, edits: list[Any]) -> Document:
    """The document without some of its paragraphs; what is left empty says so."""
    after = doc.edited("dedup", edits)
    if doc.text and not after.text.strip():
        empty = Result(flags=["empty"], measures={"empty": 1})
        return replace(after, meta=merged(after.meta, empty))
    return after


def looked(call: Call, held: Held, unit: str, keep_excerpts: bool) -> int:
    """Show each copy beside its keeper, or only name what would go."""
    from cleaner.report.terminal import with_colour

    found = held.found(unit, keep_excerpts)
    if call.check:
        for id in sorted(found.dropped):
            say(printable(f"{id}: would be dropped ({found.dropped[id]})"))
    if call.explain:
        with formats.open_output(None) as out:
            for line in evidence(held, found, with_colour()):
                out.write(line.encode("utf-8", "replace") + b"\n")
    return 1 if call.check and found.dropped else call.status


def evidence(held: Held, found: Any, colour: bool) -> Iterator[str]:
    """Each cluster, each of its members side by side with the keeper."""
    from cleaner.dedup.passages import passage
    from cleaner.dedup.sides import beside

    place = {id: n for n, id in enumerate(held.ids)}

    def text(id: str) -> str:
        if id in place:
            return held.document(held.spool[place[id]]).text
        name, line = passage(id)
        return text(name).split("\n")[line - 1]

    for cluster in found.clusters:
        yield printable(f"{cluster.keeper} stays: {cluster.why}")
        for member in cluster.members:
            share, whole = member.containment
            goes = "goes" if member.id in found.dropped else "stays too"
            yield printable(
                f"  {member.id} {goes}: {member.relation}; {share:.1%} of it is in "
                f"{cluster.keeper}, {whole:.1%} the other way"
            )
            yield from beside(text(cluster.keeper), text(member.id), colour, printable)


OPTIONS = (
    click.Option(["--clusters"], metavar="FILE", help="Write here what is a copy of what."),
    click.Option(["--keep-excerpts"], is_flag=True, help="Keep those that are parts of others."),
    click.Option(
        ["--unit"], type=click.Choice(["document", "paragraph"]), default="document",
        show_default=True, help="Drop whole documents, or paragraphs that stand elsewhere.",
    ),
)  # fmt: skip
command = click.Command(
    "dedup",
    callback=dedup,
    help=dedup.__doc__,
    params=[*READING, *WRITING, *(o for o in LOOKING if o.name != "audit"), *OPTIONS],
)
