"""Recipes: a pipeline as data, so that a corpus can be built again.

>>> pipe = load("reports")
>>> [name_of(step) for step in pipe.steps][:3]
['repair', 'unpinyin', 'simplify']
"""

from __future__ import annotations

import dataclasses
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from cleaner.errors import CleanerError, UsageError
from cleaner.pipeline import Pipeline
from cleaner.registry import find, name_of, nearest, options


def load(name: str = "reports", *, audit: bool = True) -> Pipeline:
    """The pipeline of a shipped recipe, or of a ``.toml`` file.

    Raises UsageError for an unknown recipe and CleanerError for one that is wrong.
    """
    return Pipeline(*parse(read(name), name), audit=audit)


def loads(text: str, *, audit: bool = True) -> Pipeline:
    """The pipeline of a recipe given as TOML text."""
    return Pipeline(*parse(tomllib.loads(text), "recipe"), audit=audit)


def read(name: str) -> dict[str, Any]:
    """The recipe's data: a shipped one by name, any by a path that ends in ``.toml``."""
    shipped = resources.files("cleaner.rules") / "recipes" / f"{name}.toml"
    try:
        text = (
            Path(name).read_text("utf-8") if name.endswith(".toml") else shipped.read_text("utf-8")
        )
        return tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as e:
        raise UsageError(
            name, "no such recipe", nearest(name, names()) or "see rules/recipes"
        ) from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise CleanerError(name, f"not a TOML file ({e})", "see rules/recipes for examples") from e


def names() -> list[str]:
    """The shipped recipes."""
    room = resources.files("cleaner.rules") / "recipes"
    return sorted(p.name.removesuffix(".toml") for p in room.iterdir() if p.name.endswith(".toml"))


def parse(data: Mapping[str, Any], where: str) -> list[Any]:
    """The steps a recipe declares, in order, each with its options checked."""
    rows = data.get("step")
    if not isinstance(rows, list) or not rows:
        raise CleanerError(
            where, "no [[step]] in this recipe", 'write [[step]] and filter = "repair"'
        )
    steps = [step(row, f"{where}: step {n}") for n, row in enumerate(rows, 1)]
    check_order(steps, where)
    return steps


def step(row: Mapping[str, Any], where: str) -> Any:
    """One step: a filter by name, its other keys are options."""
    if not isinstance(row, Mapping) or not isinstance(row.get("filter"), str):
        raise CleanerError(where, "names no filter", 'write filter = "repair"')
    cls = find(row["filter"])
    known = {o.name.replace("_", "-"): o for o in options(cls)}
    given = {k.replace("_", "-"): v for k, v in row.items() if k != "filter"}
    for key in given:
        if key not in known:
            raise CleanerError(where, f"{row['filter']} has no option {key}", nearest(key, known))
    return make(cls, {known[k].name: v for k, v in given.items()}, where)


def make(cls: type[Any], values: Mapping[str, Any], where: str) -> Any:
    """A filter with these options, each checked against its declared type and choices."""
    checked = {o.name: value(o, values[o.name], where) for o in options(cls) if o.name in values}
    try:
        return cls(**checked)
    except (TypeError, ValueError) as e:
        raise CleanerError(where, str(e)) from e


def value(option: dataclasses.Field[Any], given: Any, where: str) -> Any:
    """One option's value in its declared type."""
    flag, choices = option.name.replace("_", "-"), option.metadata.get("choices")
    if isinstance(option.default, tuple):
        if isinstance(given, str) or not isinstance(given, Sequence):
            raise CleanerError(where, f"{flag} must be a list of strings")
        given = tuple(given)
    else:
        kind = type(option.default)
        fits = isinstance(given, (int, float) if kind is float else kind)
        if not fits or (isinstance(given, bool) and kind is not bool):
            raise CleanerError(where, f"{flag} must be of type {kind.__name__}, not {given!r}")
    for each in given if isinstance(given, tuple) else (given,):
        if choices and each not in choices:
            raise CleanerError(where, f"{flag} cannot be {each!r}", f"one of {', '.join(choices)}")
    return given


def check_order(steps: Sequence[Any], where: str) -> None:
    """Refuse an order in which a step would undo or miss another's work."""
    order = [name_of(s) for s in steps]
    for at, each in enumerate(steps):
        for before in getattr(each, "after", ()):
            if before in order[at + 1 :]:
                raise CleanerError(
                    where, f"{order[at]} stands before {before}", f"put {before} first"
                )


def dump(pipe: Pipeline) -> str:
    """The pipeline as a recipe; ``load`` of it is the same pipeline."""
    import tomli_w

    return tomli_w.dumps({"step": [row_of(s) for s in pipe.steps]})


def row_of(step: Any) -> dict[str, Any]:
    """A step as recipe data: its filter and the options that differ from their defaults."""
    cls = type(step)
    name = getattr(cls, "name", None) or f"{cls.__module__}:{cls.__qualname__}"
    given = {o.name: getattr(step, o.name) for o in options(cls)}
    changed = {o.name: given[o.name] for o in options(cls) if given[o.name] != o.default}
    return {
        "filter": name,
        **{k.replace("_", "-"): list(v) if isinstance(v, tuple) else v for k, v in changed.items()},
    }


def digest(pipe: Pipeline) -> str:
    """Twelve hexadecimal digits that change when a step or an option changes."""
    return hashlib.sha256(dump(pipe).encode()).hexdigest()[:12]
