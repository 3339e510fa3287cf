"""Commands. One file a command, imported when it is called, so that ``--help`` stays quick.

To add a command: write ``cleaner/cli/NAME.py`` with a click command (or group) called ``command``
and give it a line in ``COMMANDS`` below; it shows once its file exists. Take the options for FILE,
formats and errors from ``cleaner.cli.options`` (``READING``, ``WRITING``, ``LOOKING``), make them
streams with ``Call.taken(given)``, read ``call.documents()``, write in a ``with call.writer() as
out`` block and return ``call.status``; ``convert.py`` shows it. Raise CleanerError for what a user
can mend and UsageError for a wrong call: ``main`` prints them and knows the exit status. What is
not data goes to standard error through ``cleaner.cli.says.say``. A command's status is what it
returns: None or 0, or 1 where something was bad. Filters need no file here: each one that is
declared is a command.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec

import click

from cleaner.cli.says import explained, nearest_hint, say
from cleaner.errors import UsageError

COMMANDS = {
    "clean": "A whole recipe: every filter in order.",
    "dedup": "Drop copies, and say of what they are copies.",
    "build": "Files and folders to a cleaned corpus without copies.",
    "report": "What was removed and why, as one page to look at.",
    "rules": "List, show, test and learn rules.",
    "convert": "From one format to another, the text as it is.",
    "undo": "Records with a trail back to what they were.",
}
"""Commands that are not filters, with their one-line help."""

DONE, FAILED, WRONG_USE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class Commands(click.Group):
    """The table of commands; a module is imported when its command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(described())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        known = described()
        if name not in known:
            return None
        module = importlib.import_module(f"cleaner.cli.{name if name in COMMANDS else 'filters'}")
        command: click.Command = module.command if name in COMMANDS else module.command_of(name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(described().items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in described() and not args[0].startswith("-"):
            hint = nearest_hint(args[0], described())
            raise UsageError("cleaner", f"no such command {args[0]}", hint)
        return super().resolve_command(ctx, args)


def described() -> dict[str, str]:
    """Every command that is built, with its one-line help: filters stand after ``clean``."""
    from cleaner.registry import filters

    lines = {name: (cls.__doc__ or "").strip().split("\n")[0] for name, cls in filters().items()}
    built = {n: help for n, help in COMMANDS.items() if find_spec(f"cleaner.cli.{n}")}
    return {"clean": built.pop("clean"), **lines, **built}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", package_name="cleaner", message="%(prog)s %(version)s")
def app() -> None:
    """Turn scraped Chinese document pages into a corpus.

    Each command reads FILEs or standard input and writes standard output, so that commands
    make a pipe; cleaner COMMAND --help lists a command's options.
    """


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    sys.exit(status_of(argv))


def status_of(argv: list[str] | None = None) -> int:
    """Run the command line; what went wrong is said in one line on standard error."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream:
                stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        status = called(sys.argv[1:] if argv is None else argv)
        if sys.stdout:
            sys.stdout.flush()
        return status
    except BaseException as e:
        return ended(e)


def called(argv: list[str]) -> int:
    """A command's status. Not by ``app.main``: that ends with 1 where a pipe was closed."""
    try:
        with app.make_context("cleaner", list(argv)) as ctx:
            return int(app.invoke(ctx) or DONE)
    except click.exceptions.Exit as e:
        return e.exit_code


def ended(e: BaseException) -> int:
    """The exit status of a run that an error ended, after saying so."""
    if isinstance(e, (KeyboardInterrupt, click.Abort)):
        return INTERRUPTED
    if isinstance(e, BrokenPipeError):
        silence()
        return PIPE_CLOSED
    if isinstance(e, SystemExit):
        return int(e.code or DONE)
    say(explained(e))
    return WRONG_USE if isinstance(e, (UsageError, click.UsageError)) else FAILED


def silence() -> None:
    """Let the interpreter's last flush of a closed pipe go nowhere."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
