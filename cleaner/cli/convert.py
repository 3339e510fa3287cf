"""``cleaner convert``: formats only."""

from __future__ import annotations

from typing import Any

import click

from cleaner.cli.options import READING, WRITING, Call
from cleaner.cli.run import attempt


def convert(**given: Any) -> int:
    """Turn documents of one format into another; their text stays as it is."""
    call = Call.taken(given)
    with call.writer() as out:
        for doc in call.documents():
            attempt(call, out, [doc])
    return call.status


command = click.Command(
    "convert", callback=convert, help=convert.__doc__, params=[*READING, *WRITING]
)
