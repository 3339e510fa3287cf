"""The reference of filters, made from their declarations: ``python -m cleaner.cli.reference``."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any

from cleaner.registry import filters, options

HEAD = """# Filters

One name each, the same as command (`cleaner repair`), as class (`cleaner.Repair`) and in a recipe
(`filter = "repair"`). Made from the declarations by `python -m cleaner.cli.reference`.
"""


def reference() -> str:
    """Every filter with what it does, its place in a recipe and its options, as Markdown."""
    return HEAD + "".join(
        "\n" + "\n".join(entry(name, cls)) + "\n" for name, cls in filters().items()
    )


def entry(name: str, cls: type[Any]) -> Iterator[str]:
    """The lines on one filter."""
    yield f"## {name}"
    yield ""
    yield inspect.getdoc(cls) or ""
    if cls.after:
        yield ""
        yield f"Stands after {', '.join(cls.after)}."
    if options(cls):
        yield ""
        yield "| option | default | meaning |"
        yield "|---|---|---|"
        yield from (row(option) for option in options(cls))


def row(option: dataclasses.Field[Any]) -> str:
    """One option as a table row."""
    flag = f"`--{option.name.replace('_', '-')}`"
    choices = option.metadata.get("choices")
    meaning = option.metadata.get("help", "") + (f" ({', '.join(choices)})" if choices else "")
    default = "none" if option.default == () else f"`{option.default}`"
    return f"| {flag} | {default} | {meaning.replace('|', '&#124;')} |"


if __name__ == "__main__":
    print(reference(), end="")
