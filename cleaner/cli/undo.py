"""``cleaner undo``: records with a trail back to what they were."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from cleaner.cli.options import READING, WRITING, Call
from cleaner.cli.run import attempt
from cleaner.document import Document
from cleaner.document import undo as undone
from cleaner.errors import CleanerError


def before(doc: Document) -> Document:
    """The document before its trail, which is gone, as are blocks: they fit the text no more."""
    if doc.trail is None:
        raise CleanerError(doc.id, "has no trail", "records get one with --audit")
    fields = {k: v for k, v in doc.fields.items() if k not in ("trail", "blocks")}
    return replace(undone(doc), trail=None, fields=fields)


def undo(**given: Any) -> int:
    """Give records the text they had before their trail, which is then taken off.

    Each part of a split document becomes the whole page again and keeps its own id; meta, which
    the trail does not tell of, stays.
    """
    call = Call.taken(given)
    with call.writer() as out:
        for doc in call.documents():
            try:
                attempt(call, out, [before(doc)])
            except CleanerError as e:
                call.told(e)
    return call.status


command = click.Command("undo", callback=undo, help=undo.__doc__, params=[*READING, *WRITING])
