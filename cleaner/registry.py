"""A filter declared once is a class, a command, a recipe step and an entry in the reference.

>>> sorted(filters())
['judge', 'reflow', 'repair', 'simplify', 'split', 'strip', 'unpinyin']
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, TypeVar, dataclass_transform, runtime_checkable

from cleaner.document import Document, Result
from cleaner.errors import UsageError


@runtime_checkable
class Filter(Protocol):
    """Any callable that looks at a document and says what it found."""

    def __call__(self, doc: Document, /) -> Result: ...


class Declared(Protocol):
    """What ``@filter`` adds to a class."""

    name: ClassVar[str]
    after: ClassVar[tuple[str, ...]]


T = TypeVar("T")
_filters: dict[str, type[Any]] = {}


def option(default: Any, help: str, *, choices: Sequence[str] = (), metavar: str = "") -> Any:
    """A filter's option: a dataclass field with a help text. Tuples are options that may repeat."""
    return dataclasses.field(
        default=default, metadata={"help": help, "choices": tuple(choices), "metavar": metavar}
    )


@dataclass_transform(frozen_default=True, field_specifiers=(option, dataclasses.field))
def filter(name: str, *, after: Sequence[str] = ()) -> Callable[[type[T]], type[T]]:
    """Declare a filter; ``after`` names the filters that must stand before it in a recipe.

    The first line of the class's docstring is its one-line help.
    """

    def declare(cls: type[T]) -> type[T]:
        declared: type[Any] = dataclasses.dataclass(frozen=True)(cls)
        declared.name, declared.after = name, tuple(after)
        _filters[name] = declared
        return declared

    return declare


def filters() -> Mapping[str, type[Any]]:
    """Every filter by name, in the order of the default recipe."""
    importlib.import_module("cleaner.filters")
    return _filters


def find(name: str) -> type[Any]:
    """The filter of that name; ``package.module:Class`` names one that is not built in."""
    if ":" in name:
        module, _, attribute = name.partition(":")
        try:
            found: type[Any] = getattr(importlib.import_module(module), attribute)
            return found
        except (ImportError, AttributeError) as e:
            raise UsageError(name, f"no such filter ({e})", "write package.module:Class") from e
    if name not in filters():
        raise UsageError(name, "no such filter", nearest(name, filters()))
    return filters()[name]


def nearest(name: str, names: Any) -> str:
    """A hint that names the closest of ``names``."""
    import difflib

    close = difflib.get_close_matches(name, list(names), 1, cutoff=0)
    return f"did you mean {close[0]}?" if close else ""


def options(cls: type[Any]) -> tuple[dataclasses.Field[Any], ...]:
    """A filter's options as dataclass fields with ``metadata`` help, choices and metavar."""
    return dataclasses.fields(cls) if dataclasses.is_dataclass(cls) else ()


def name_of(step: Any) -> str:
    """A step's name in trails: a filter's declared name, else the callable's own."""
    return str(getattr(step, "name", None) or getattr(step, "__name__", type(step).__name__))
