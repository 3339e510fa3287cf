"""``cleaner clean``: a whole recipe, its options open to the command line."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from cleaner.cli.filters import chosen, made, option_of
from cleaner.cli.options import LOOKING, READING, WRITING, Call
from cleaner.errors import UsageError
from cleaner.recipe import load
from cleaner.registry import filters, name_of, options


def own_options() -> list[click.Option]:
    """The options of all filters, each once, with the steps it is for."""
    owners: dict[str, list[str]] = {}
    known: dict[str, dataclasses.Field[Any]] = {}
    for name, cls in filters().items():
        for each in options(cls):
            owners.setdefault(each.name, []).append(name)
            known.setdefault(each.name, each)
    return [
        option_of(each, f"{', '.join(owners[name])}: {each.metadata.get('help', '')}")
        for name, each in known.items()
    ]


def recipe_option() -> click.Option:
    """``--recipe``."""
    return click.Option(
        ["--recipe"],
        default="reports",
        show_default=True,
        metavar="NAME|FILE",
        help="A shipped recipe by name, or one of your own that ends in .toml.",
    )


def overridden(steps: tuple[Any, ...], given: dict[str, Any], recipe: str) -> tuple[Any, ...]:
    """The recipe's steps with the options of the call, which beat its own."""
    left = set(given)
    out = []
    for step in steps:
        mine = {o.name: given[o.name] for o in options(type(step)) if o.name in given}
        left -= set(mine)
        out.append(_changed(step, mine) if mine else step)
    if left:
        flag = "--" + min(left).replace("_", "-")
        raise UsageError(flag, f"no step of recipe {recipe} takes it", "leave it out")
    return tuple(out)


def _changed(step: Any, mine: dict[str, Any]) -> Any:
    held = {o.name: getattr(step, o.name) for o in options(type(step))}
    return made(type(step), name_of(step), {**held, **mine})


def clean(recipe: str, **given: Any) -> int:
    """Clean documents with a whole recipe: every filter, in order.

    Options of single filters beat what the recipe says.
    """
    from cleaner.cli.run import run

    call = Call.taken(given)
    return run(call, overridden(load(recipe).steps, chosen(given), recipe))


command = click.Command(
    "clean",
    callback=clean,
    help=clean.__doc__,
    params=[
        *READING[:1],
        recipe_option(),
        *own_options(),
        *READING[1:],
        *WRITING,
        *LOOKING,
    ],
)
