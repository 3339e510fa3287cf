"""Documents through a pipeline: cleaned, explained or only checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from cleaner import formats
from cleaner.cli.options import Call
from cleaner.cli.reasons import Reasons
from cleaner.cli.says import say
from cleaner.document import Document
from cleaner.errors import CleanerError
from cleaner.pipeline import Outcome, Pipeline, batches
from cleaner.report.terminal import printable


def run(call: Call, steps: tuple[Any, ...]) -> int:
    """Everything a call asks for; returns the exit status."""
    looks = call.explain or call.check
    pipe = Pipeline(*steps, audit=call.audit or looks)
    return looked(call, pipe) if looks else cleaned(call, pipe)


def cleaned(call: Call, pipe: Pipeline) -> int:
    """Write what the documents become."""
    with ExitStack() as stack:
        gone = Gone(
            stack.enter_context(formats.open_output(call.dropped)) if call.dropped else None
        )
        out = stack.enter_context(call.writer())
        for _, outcomes in traced(call, pipe):
            if any(o.dropped for o in outcomes):
                gone.write(outcomes)
            attempt(call, out, [o.document for o in outcomes if not o.dropped])
    gone.tell()
    return call.status


def attempt(call: Call, out: Any, docs: list[Document]) -> None:
    """Write what one document became; what cannot be written is bad."""
    try:
        out.write(docs)
    except CleanerError as e:
        call.told(e)


def traced(call: Call, pipe: Pipeline) -> Iterator[tuple[Document, list[Outcome]]]:
    """Each document and what it became."""
    for docs in batches(call.documents()):
        for doc, outcomes in pipe.attempts(docs):
            if isinstance(outcomes, CleanerError):
                call.told(outcomes)
            else:
                yield doc, outcomes


class Gone:
    """The dropped documents: written to ``--dropped``, else counted."""

    def __init__(self, sink: formats.Sink | None) -> None:
        self.sink, self.count = sink, 0

    def write(self, outcomes: list[Outcome]) -> None:
        """Take note of those that were dropped."""
        for doc, reason in outcomes:
            if reason:
                self.count += 1
                if self.sink:
                    row = {"id": doc.id, "reason": reason, "text": doc.text}
                    self.sink.write(formats.dumps(row) + b"\n")

    def tell(self) -> None:
        """Say how many went nowhere."""
        if self.count and not self.sink:
            say(f"cleaner: {self.count} dropped; --dropped FILE keeps them")


def looked(call: Call, pipe: Pipeline) -> int:
    """Show or name what would change; a change is status 1 only with ``--check``."""
    from cleaner.report.terminal import explanation, with_colour

    changed, why = 0, Reasons(pipe.steps)
    with formats.open_output(None) as out:
        for doc, outcomes in traced(call, pipe):
            if call.explain:
                for line in explanation(doc, outcomes, colour=with_colour(), why=why):
                    out.write(line.encode("utf-8", "replace") + b"\n")
            if call.check and (change := change_of(doc, outcomes)):
                changed += 1
                say(printable(f"{doc.id}: {change}"))
    return 1 if changed and call.check else call.status


def change_of(doc: Document, outcomes: list[Outcome]) -> str:
    """What would change in a document, in words; meta and flags alone do not count."""
    if len(outcomes) > 1:
        return f"would become {len(outcomes)} documents"
    after, dropped = outcomes[0]
    if dropped:
        return f"would be dropped ({dropped})"
    if after.text == doc.text:
        return ""
    rules = {f"{e.step}/{e.rule}": None for e in (after.trail or ())[len(doc.trail or ()) :]}
    named = ", ".join(list(rules)[:5]) + (f" and {len(rules) - 5} more" if len(rules) > 5 else "")
    return f"would change; {named}"
