"""``cleaner rules``: list, show, test, lint and suggest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.says import say
from cleaner.errors import CleanerError, UsageError
from cleaner.registry import nearest
from cleaner.report.terminal import printable

if TYPE_CHECKING:
    from cleaner.rulebook import Pack

RULES = click.Option(
    ["--rules", "paths"], multiple=True, metavar="PATH", help="A pack, or a folder, of your own."
)
OUTPUT = click.Option(["-o", "--output"], metavar="FILE", help="Write here.")
FILES = click.Argument(["files"], nargs=-1, metavar="[FILE]...")


def packs_of(paths: tuple[str, ...]) -> tuple[Pack, ...]:
    """The shipped packs and those of one's own."""
    from cleaner.rulebook import load, shipped

    return (*(p for path in paths for p in load(path)), *shipped())


def rules_of(packs: tuple[Pack, ...]) -> list[Any]:
    """Every rule, and every list of words, in order."""
    return [rule for pack in packs for rule in (*pack.rules, *pack.words)]


def listing(paths: tuple[str, ...]) -> int:
    """One line a rule: its name, kind, place and reason."""
    for rule in rules_of(packs_of(paths)):
        place = place_of(rule) if hasattr(rule, "where") else "outside the text"
        click.echo(printable(f"{rule.name:36} {rule.kind:8} {place:18} {rule.why}"))
    return 0


def show(name: str, paths: tuple[str, ...]) -> int:
    """One rule or pack with its pattern, its examples and its limits."""
    rules = rules_of(packs_of(paths))
    found = [r for r in rules if name in (r.name, r.id, r.pack)]
    if not found:
        raise UsageError(name, "no such rule", nearest(name, [r.name for r in rules]))
    click.echo("\n\n".join(shown(rule) for rule in found))
    return 0


def shown(rule: Any) -> str:
    """A rule as text."""
    lines = [f"{rule.name} ({rule.kind})", f"  why    {rule.why}"]
    if hasattr(rule, "pattern"):
        lines.append(f"  match  {rule.pattern.pattern}")
        lines.append(f"  finds  {' | '.join(sorted(rule.literals)) or 'no required literal'}")
        stops = ", full stops too" if rule.long else ""
        lines.append(f"  where  {place_of(rule)}, up to {rule.max_chars} characters{stops}")
    else:
        lines.append(f"  words  {' | '.join(rule.names)}")
    lines += [f"  hit    {example(e)}" for e in rule.hit]
    lines += [f"  keep   {example(e)}" for e in rule.keep]
    return "\n".join(map(printable, lines))


def place_of(rule: Any) -> str:
    """Where a rule looks, as packs write it."""
    return f"{rule.where.end}:{rule.where.lines}" if rule.where.lines else "anywhere"


def example(e: Any) -> str:
    """An example on one line."""
    if isinstance(e, dict):
        return f"{e['line']}  {e.get('meta', {})}"
    return " ⏎ ".join(e) if isinstance(e, list) else str(e)


def test(files: tuple[str, ...], paths: tuple[str, ...]) -> int:
    """Try every example of every rule, then all packs on clean text: FILEs, or the samples.

    Loading tries the examples. More than one removal in 100,000 characters of clean text fails.
    """
    from cleaner.rulebook.trial import removals_from, too_many

    packs = packs_of(paths)
    rules = rules_of(packs)
    tried = sum(len(r.hit) + len(r.keep) for r in rules)
    gone, size = removals_from(packs, texts_of(files))
    for each in gone:
        click.echo(printable(f"{each.name}:{each.line}: {each.rule} takes {each.text[:80]}"))
    click.echo(
        f"{len(rules)} rules, {tried} examples hold; "
        f"{len(gone)} removals in {size} characters of clean text"
    )
    return int(too_many(len(gone), size))


def lint(files: tuple[str, ...], paths: tuple[str, ...]) -> int:
    """What usually goes wrong with rules: short and unanchored, no literal, shadowed, never hit.

    With FILEs, pages as they come, rules that met none of them are named.
    """
    from cleaner.rulebook.trial import lint as remarks

    found = list(remarks(packs_of(paths), (text for _, text in texts_of(files, ()))))
    for each in found:
        click.echo(printable(f"{each.rule}: {each.what}; {each.hint}"))
    return int(bool(found))


def suggest(files: tuple[str, ...], output: str | None, name: str) -> int:
    """A pack proposed from the lines that several pages of one site share."""
    import tomli_w

    from cleaner import formats
    from cleaner.rulebook.load import parse
    from cleaner.rulebook.suggest import propose

    pages = dict(texts_of(files, ()))
    if len(pages) < 2:
        raise UsageError("cleaner rules suggest", "needs two pages and more", "name FILES")
    pack = propose(pages, name)
    if not pack["line"]:
        say("cleaner rules suggest: no line is shared by enough of the pages")
        return 0
    data = tomli_w.dumps(pack).encode()
    parse(data, name)
    with formats.open_output(output) as out:
        out.write(data)
    return 0


def texts_of(
    files: tuple[str, ...], default: tuple[str, ...] | None = None
) -> Iterator[tuple[str, str]]:
    """Names and texts of files and folders; without any, the samples of clean text."""
    from cleaner import formats

    names = files or (samples() if default is None else default)
    for name in names:
        path = Path(name)
        inside = sorted(p for p in path.rglob("*.txt")) if path.is_dir() else [path]
        for doc in formats.read([str(p) for p in inside]) if inside else ():
            yield doc.id, doc.text


def samples() -> tuple[str, ...]:
    """The folders of clean text, where the project's own tree is at hand."""
    root = Path(__file__).resolve().parents[2] / "samples"
    if not (root / "expected").is_dir():
        raise CleanerError("samples", "not here", "name files of clean text")
    return (str(root / "expected"), str(root / "clean"))


NAME = click.Option(["--name"], default="proposed", metavar="NAME", help="The pack's name.")
ID = click.Argument(["name"], metavar="ID")


def made(name: str, callback: Any, *params: click.Parameter) -> click.Command:
    """A command of the group."""
    return click.Command(name, callback=callback, help=callback.__doc__, params=list(params))


command = click.Group(
    "rules",
    help="List, show, test and learn rules.",
    commands=[
        made("list", listing, RULES),
        made("show", show, ID, RULES),
        made("test", test, FILES, RULES),
        made("lint", lint, FILES, RULES),
        made("suggest", suggest, FILES, OUTPUT, NAME),
    ],
)
