"""A filter's command, made from its declaration."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from cleaner.cli.options import LOOKING, READING, WRITING, Call
from cleaner.errors import CleanerError, UsageError
from cleaner.recipe import make
from cleaner.registry import find, options


def command_of(name: str) -> click.Command:
    """The command of the filter of that name."""
    cls = find(name)

    def call(**given: Any) -> int:
        from cleaner.cli.run import run

        streams = Call.taken(given)
        return run(streams, (made(cls, name, chosen(given)),))

    params = [*READING[:1], *map(option_of, options(cls)), *READING[1:], *WRITING, *LOOKING]
    return click.Command(name, callback=call, params=params, help=cls.__doc__)


def option_of(field: dataclasses.Field[Any], says: str = "") -> click.Option:
    """A filter's option as one of the command line, unset unless given."""
    flag = "--" + field.name.replace("_", "-")
    about = dict(field.metadata)
    text, default = says or about.get("help", ""), field.default
    if isinstance(default, bool):
        return click.Option([f"{flag}/--no-{flag[2:]}", field.name], default=None, help=text)
    several, choices = isinstance(default, tuple), about.get("choices")
    if default != () and not several:
        text += f"  [default: {default}]"
    return click.Option(
        [flag, field.name],
        default=None,
        multiple=several,
        metavar=about.get("metavar") or None,
        type=click.Choice(choices) if choices else str if several else type(default),
        help=text,
    )


def chosen(given: dict[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in given.items() if value not in (None, ())}


def made(cls: type[Any], name: str, values: dict[str, Any]) -> Any:
    """A filter with these options. Raises UsageError where it takes them not."""
    try:
        return make(cls, values, f"cleaner {name}")
    except CleanerError as e:
        if isinstance(e.__cause__, (TypeError, ValueError)):
            raise UsageError(e.where, e.what, e.hint or f"see cleaner {name} --help") from e
        raise
