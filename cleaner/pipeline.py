"""The loop: ask each filter what it found, apply it, carry on. Nothing else applies edits.

>>> def shout(doc):
...     end = len(doc.text)
...     return Result([] if "!" in doc.text else [Edit(end, end, "!", "quiet")])
>>> Pipeline(shout).clean(Document("好")).text
'好!'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.document import Document, Edit, Part, Result, merged
from cleaner.errors import CleanerError
from cleaner.registry import Filter, name_of

MAX_ROUNDS = 8
"""A filter is asked again until it finds nothing more, at most so often: hostile text must end.
Every sample reaches its fixed point in three rounds."""


BATCH, BATCH_SIZE = 32, 1 << 16
"""Documents, and characters, that go through a step together: far less than output waits for."""


class Outcome(NamedTuple):
    """A document that left the pipeline; ``dropped`` says why it should not be kept."""

    document: Document
    dropped: str = ""


class Pipeline:
    """Filters in order; any callable from Document to Result is one.

    ``audit`` keeps the trail of every document. Without it a trail is kept only where one came in.
    """

    def __init__(self, *steps: Filter, audit: bool = True) -> None:
        self.steps, self.audit = steps, audit

    def clean(self, doc: Document) -> Document:
        """One document through every step, whole; ``pipe(documents)`` splits and drops."""
        for step in self.steps:
            doc, _ = run(step, doc, self.audit)
        return marked_if_empty(doc)

    def trace(self, doc: Document) -> list[Outcome]:
        """Everything one document became: itself or its parts, each kept or dropped."""
        return self.traces([doc])[0]

    def traces(self, docs: Sequence[Document]) -> list[list[Outcome]]:
        """What each of some documents became. A step takes them all before the next begins: what
        it looks things up in stays close at hand, a sixth of the time."""
        going = list(enumerate(docs))
        kept: list[list[Outcome]] = [[] for _ in docs]
        gone: list[list[Outcome]] = [[] for _ in docs]
        for step in self.steps:
            following = []
            for n, doc in going:
                doc, result = run(step, doc, self.audit)
                if result.drop:
                    gone[n].append(Outcome(doc, result.drop))
                elif result.parts:
                    parts = parted(doc, result.parts, name_of(step), self.audit)
                    following += [(n, part) for part in parts]
                else:
                    following.append((n, doc))
            going = following
        for n, doc in going:
            kept[n].append(Outcome(marked_if_empty(doc)))
        return [a + b for a, b in zip(kept, gone, strict=True)]

    def attempts(
        self, docs: Sequence[Document]
    ) -> Iterator[tuple[Document, list[Outcome] | CleanerError]]:
        """Documents with what each became, or with the error that names it where a filter fails."""
        try:
            outcomes = self.traces(docs)
        except Exception:  # one of them: each by itself tells which
            yield from ((doc, self._attempt(doc)) for doc in docs)
        else:
            yield from zip(docs, outcomes, strict=True)

    def _attempt(self, doc: Document) -> list[Outcome] | CleanerError:
        try:
            return self.trace(doc)
        except CleanerError as e:
            return e
        except Exception as e:
            what = f"a filter failed ({type(e).__name__}: {e})"
            bad = CleanerError(doc.id, what, "CLEANER_DEBUG=1 shows where")
            bad.__cause__ = e
            return bad

    def __call__(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Cleaned documents, lazily; parts stand in for their page, dropped ones are left out."""
        for doc in documents:
            yield from (each for each, dropped in self.trace(doc) if not dropped)

    def __repr__(self) -> str:
        return f"Pipeline({', '.join(map(repr, self.steps))})"


def batches(docs: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents some at a time. Where they end in an error, those before it come first."""
    batch: list[Document] = []
    size = 0
    try:
        for doc in docs:
            batch.append(doc)
            size += len(doc.text)
            if len(batch) == BATCH or size >= BATCH_SIZE:
                yield batch
                batch, size = [], 0
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def run(step: Filter, doc: Document, audit: bool) -> tuple[Document, Result]:
    """One filter to its fixed point; the last result says whether to drop or split.

    A filter that follows somebody else's conversion to the letter says ``once``: done again, that
    could change its own result.
    """
    for _ in range(1 if getattr(step, "once", False) else MAX_ROUNDS):
        result = step(doc)
        after = absorbed(doc, result, name_of(step), audit)
        if after.text is doc.text or result.drop or result.parts:
            return after, result
        doc = after
    return doc, result


def absorbed(doc: Document, result: Result, step: str, audit: bool) -> Document:
    """The document with a result's edits, meta, flags and measures."""
    if result.edits:
        doc = doc.edited(step, result.edits, audit=audit)
    if result.meta or result.flags or result.measures:
        doc = replace(doc, meta=merged(doc.meta, result))
    return doc


def parted(doc: Document, parts: Iterable[Part], step: str, audit: bool) -> list[Document]:
    """The documents of a compilation; each trail removes all that is not this part."""
    parts = list(parts)
    return [part_of(doc, part, n, len(parts), step, audit) for n, part in enumerate(parts, 1)]


def part_of(doc: Document, part: Part, number: int, count: int, step: str, audit: bool) -> Document:
    """One part as a document of its own."""
    edits = [
        Edit(0, part.start, "", part.rule),
        *part.edits,
        Edit(part.end, len(doc.text), "", part.rule),
    ]
    cut = doc.edited(step, edits, audit=audit)
    meta = {**doc.meta, **part.meta, "part": f"{number}/{count}"}
    if part.title:
        meta["title"] = part.title
    return replace(cut, id=f"{doc.id}#{number}", meta=meta)


def marked_if_empty(doc: Document) -> Document:
    """A document with nothing left says so."""
    if doc.text and not doc.text.isspace():
        return doc
    return replace(doc, meta=merged(doc.meta, Result(flags=["empty"], measures={"empty": 1.0})))
