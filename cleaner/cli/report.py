"""``cleaner report``: what was removed and why, as one page to look at."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from cleaner import formats
from cleaner.errors import CleanerError
from cleaner.report.page import Ledger, page

MANIFEST = "manifest.json"


def report(path: str, output: str | None) -> int:
    """One page on PATH: a folder that cleaner build left, or records with a trail.

    The page says what was removed, by which rule, and which documents are copies of which.
    """
    html = of_build(Path(path)) if Path(path).is_dir() else of_records(path)
    with formats.open_output(output) as out:
        out.write(html.encode("utf-8", "replace"))
    return 0


def of_build(folder: Path) -> str:
    """The page of a build, as the build itself leaves it."""
    if not (folder / MANIFEST).is_file():
        raise CleanerError(str(folder), "no corpus here", "name a folder that cleaner build made")
    from cleaner.build.join import values

    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        clusters = list(values(folder / "clusters.jsonl"))
        parts: dict[str, Any] = {k: manifest[k] for k in ("documents", "rules", "flags", "bad")}
    except (ValueError, KeyError, TypeError) as e:
        raise CleanerError(str(folder / MANIFEST), "not a manifest", "build again") from e
    return page("Corpus", clusters=clusters, **parts)


def of_records(path: str) -> str:
    """The page of cleaned records."""
    ledger, flags = Ledger(), Counter[str]()
    count = 0
    for doc in formats.read([path]):
        count += 1
        flags.update(map(str, doc.meta.get("flags", ())))
        ledger.add(doc.id, doc.trail or ())
    return page("Cleaned documents", {"documents": count}, ledger.record(), flags=flags)


command = click.Command(
    "report",
    callback=report,
    help=report.__doc__,
    params=[
        click.Argument(["path"], metavar="PATH"),
        click.Option(["-o", "--output"], metavar="FILE", help="Write the page here."),
    ],
)
