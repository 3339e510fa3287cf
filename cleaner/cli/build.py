"""``cleaner build``: files and folders of pages to a corpus."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from cleaner.cli.clean import overridden, own_options, recipe_option
from cleaner.cli.filters import chosen
from cleaner.cli.says import say
from cleaner.report.terminal import printable


def build(
    sources: tuple[str, ...], output: str, recipe: str, jobs: int, audit: bool, **given: Any
) -> int:
    """Build a corpus: clean every file of the SOURCEs in parallel and drop copies over all.

    DIR gets corpus.jsonl.zst, dropped.jsonl.zst, clusters.jsonl, manifest.json and report.html.
    Run again, it redoes only what changed; killed and run again, it ends with the same bytes.
    """
    from cleaner.build import build as built
    from cleaner.pipeline import Pipeline
    from cleaner.recipe import load

    steps = overridden(load(recipe).steps, chosen(given), recipe)
    with progress() as told:
        made = built(sources, output, Pipeline(*steps), jobs=jobs, audit=audit, progress=told)
    for each in made.bad:
        say(printable(f"{each['where']}: {each['what']}"))
    counts = made.manifest["documents"]
    say("cleaner: " + ", ".join(f"{number} {name}" for name, number in counts.items()))
    return 1 if made.bad else 0


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where that is a terminal, else nothing."""
    if not os.isatty(2):
        yield lambda done, of: None
        return
    with click.progressbar(length=1, label="cleaning", file=sys.stderr) as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield told


command = click.Command(
    "build",
    callback=build,
    help=build.__doc__,
    params=[
        click.Argument(["sources"], nargs=-1, required=True, metavar="SOURCE..."),
        click.Option(["-o", "--output"], required=True, metavar="DIR", help="The corpus."),
        recipe_option(),
        click.Option(
            ["--jobs"],
            type=click.IntRange(1),
            default=lambda: os.cpu_count() or 1,
            show_default="one a processor",
            metavar="N",
            help="Processes that clean; the corpus is the same with any number.",
        ),
        click.Option(["--audit"], is_flag=True, help="Give each record its trail."),
        *own_options(),
    ],
)
