"""What goes to standard error: one line each, with nothing in it that could steer a terminal."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable

import click

from cleaner.errors import CleanerError
from cleaner.registry import nearest
from cleaner.report.terminal import printable


def say(line: str) -> None:
    """Write a line to standard error; that nobody reads it is no reason to stop."""
    data = line.encode("utf-8", "replace") + b"\n"
    try:
        while data:
            data = data[os.write(2, data) :]
    except OSError:
        pass


def explained(e: BaseException) -> str:
    """An error as one line ``where: what; what to do``; CLEANER_DEBUG=1 shows the traceback."""
    if isinstance(e, click.exceptions.NoArgsIsHelpError):
        return e.format_message()
    shown = "".join(traceback.format_exception(e)) if debugging() else ""
    return shown + printable(line_of(e))


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return os.environ.get("CLEANER_DEBUG", "") not in ("", "0")


def line_of(e: BaseException) -> str:
    """The one line of an error."""
    if isinstance(e, CleanerError):
        return str(e)
    if isinstance(e, click.UsageError):
        return wrong_use(e)
    if isinstance(e, click.ClickException):
        return f"cleaner: {e.format_message()}"
    if isinstance(e, OSError):
        return f"cleaner: {e.filename or 'standard output'}: {e.strerror or e}"
    if isinstance(e, MemoryError):
        return "cleaner: out of memory; lower --max-document"
    what = " ".join(str(e).split()) or "no more is known"
    return f"cleaner: {type(e).__name__}: {what}; CLEANER_DEBUG=1 shows where"


def wrong_use(e: click.UsageError) -> str:
    """What is wrong with a call, and the nearest option where one is unknown."""
    command = e.ctx.command_path if e.ctx else "cleaner"
    if isinstance(e, click.NoSuchOption) and e.ctx:
        known = [o for p in e.ctx.command.get_params(e.ctx) for o in p.opts if o.startswith("--")]
        hint = nearest_hint(e.option_name, known)
        return f"{command}: no such option {e.option_name}; {hint}"
    what = " ".join(e.format_message().split()).rstrip(".")
    return f"{command}: {what}; see {command} --help"


def nearest_hint(name: str, known: Iterable[str]) -> str:
    """A hint that names the closest of ``known``, however far it is."""
    return nearest(name, known) or "see --help"


def warn(e: CleanerError) -> None:
    """Say what is odd but no error."""
    say(printable(f"warning: {e}"))
