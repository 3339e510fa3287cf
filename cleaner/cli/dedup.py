"""``cleaner dedup``: copies go, one of each stays; what was found is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from typing import Any

import click

from cleaner import formats
from cleaner.cli.held import PART, Held, Wanted
from cleaner.cli.options import LOOKING, READING, WRITING, Call, Size
from cleaner.cli.run import Gone, attempt
from cleaner.cli.says import say
from cleaner.document import Document, Result, merged
from cleaner.errors import UsageError
from cleaner.pipeline import Outcome
from cleaner.report.terminal import printable


def dedup(**given: Any) -> int:
    """Drop copies, and say of what they are copies.

    Reads all documents before it writes the first; their order stays as it was. A document without
    text is no copy of another.
    """
    clusters, unit = given.pop("clusters"), given.pop("unit")
    keep_excerpts, merge = given.pop("keep_excerpts"), given.pop("merge")
    folder, memory = given.pop("index"), given.pop("memory")
    call = Call.taken(given)
    if merge and unit == "paragraph":
        raise UsageError("--merge", "completes whole documents", "leave out --unit paragraph")
    with opened(folder, unit) as index:
        wanted = Wanted(unit, keep_excerpts, merge, index, memory)
        if call.explain or call.check:
            return looked(call, wanted)
        held = written(call, wanted, clusters)
        if index:
            index.commit(held.fresh, held.digests, held.gone)  # now that the output is published
    return call.status


def opened(folder: str | None, unit: str) -> Any:
    """The index a call names, if any."""
    if not folder:
        return nullcontext()
    if unit == "paragraph":
        raise UsageError("--index", "remembers whole documents", "leave out --unit paragraph")
    from cleaner.dedup.index import Index

    return Index(folder)


def written(call: Call, wanted: Wanted, clusters: str | None) -> Held:
    """Read, find, and write what stays, what goes and why; all is published at the end."""
    from cleaner.dedup.spool import Spool

    with ExitStack() as stack:
        spool = stack.enter_context(Spool(wanted.memory // PART))
        out = stack.enter_context(call.writer())
        gone, told = (
            stack.enter_context(formats.open_output(path)) if path else None
            for path in (call.dropped, clusters)
        )
        as_records = wanted.unit == "document" and call.target == "jsonl" and is_stream(out)
        held = Held(call, spool, as_records)
        found = held.found(wanted)
        if told:
            for cluster in found.clusters:
                told.write(formats.dumps(cluster.record()) + b"\n")
        kept(held, found, wanted, out, Gone(gone))
    return held


def is_stream(out: Any) -> bool:
    """Whether a writer writes all documents to one sink."""
    return hasattr(out, "sink")


def kept(held: Held, found: Any, wanted: Wanted, out: Any, gone: Gone) -> None:
    """Write what stays, in the order in which it came, and what goes."""
    from cleaner.dedup import passages

    filled = held.completions(found) if wanted.merge else {}
    for id, item in zip(held.ids, held.spool, strict=True):
        if wanted.unit == "paragraph":
            doc = held.document(item)
            attempt(held.call, out, [without(doc, passages.edits(id, doc.text, found))])
        elif id in found.dropped:
            doc = held.document(item) if gone.sink else Document("", id)
            gone.write([Outcome(doc, found.dropped[id])])
        elif id in filled:
            attempt(held.call, out, [held.document(item).edited("dedup", filled[id], audit=True)])
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


def looked(call: Call, wanted: Wanted) -> int:
    """Show each copy beside its keeper, or only name what would go."""
    from cleaner.dedup.spool import Spool

    with Spool(wanted.memory // PART) as spool:
        return shown(call, Held(call, spool, False), wanted)


def shown(call: Call, held: Held, wanted: Wanted) -> int:
    """The same, once there is room for the documents."""
    from cleaner.report.terminal import with_colour

    found = held.found(wanted)
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
    from cleaner.dedup.sides import beside

    for cluster in found.clusters:
        yield printable(f"{cluster.keeper} stays: {cluster.why}")
        for member in cluster.members:
            share, whole = member.containment
            goes = "goes" if member.id in found.dropped else "stays too"
            yield printable(
                f"  {member.id} {goes}: {member.relation}; {share:.1%} of it is in "
                f"{cluster.keeper}, {whole:.1%} the other way"
            )
            yield from beside(held.text(cluster.keeper), held.text(member.id), colour, printable)


OPTIONS = (
    click.Option(["--clusters"], metavar="FILE", help="Write here what is a copy of what."),
    click.Option(["--keep-excerpts"], is_flag=True, help="Keep those that are parts of others."),
    click.Option(
        ["--merge"], is_flag=True,
        help="Fill in masked names and numbers of what stays, where all copies agree.",
    ),
    click.Option(["--index"], metavar="DIR", help="Remember here what was seen; compare with it."),
    click.Option(
        ["--unit"], type=click.Choice(["document", "paragraph"]), default="document",
        show_default=True, help="Drop whole documents, or paragraphs that stand elsewhere.",
    ),
    click.Option(
        ["--memory"], type=Size(), default="1G", show_default=True, metavar="SIZE",
        help="What the search may take before it goes to disk.",
    ),
)  # fmt: skip
command = click.Command(
    "dedup",
    callback=dedup,
    help=dedup.__doc__,
    params=[*READING, *WRITING, *LOOKING, *OPTIONS],
)
