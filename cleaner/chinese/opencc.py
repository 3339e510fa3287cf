"""The installed opencc, checked to be the one of the package of that name."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.errors import CleanerError, UsageError
from cleaner.regex import later

CANNOT = later("([\ud800-\udfff\0]+)")
"""What opencc refuses, and NUL, behind which some of its configurations lose the text."""
HINT = "pip uninstall opencc-python-reimplemented opencc-py; pip install --force-reinstall opencc"


@cache
def library() -> Any:
    """The module; raises CleanerError where another package has taken its name."""
    try:
        import opencc
    except ImportError as e:
        raise CleanerError("opencc", f"cannot be loaded ({e})", "pip install opencc") from e
    if not hasattr(opencc, "CONFIGS") or not (Path(opencc.__file__).parent / "clib").is_dir():
        raise CleanerError("opencc", "another package has taken this name", HINT)
    return opencc


def configurations() -> list[str]:
    """Names of the configurations the installed opencc brings."""
    return sorted(name.removesuffix(".json") for name in library().CONFIGS)


def check(name: str) -> None:
    """Raises UsageError naming the nearest where no configuration has this name."""
    names = ["auto", *configurations()]
    if name not in names:
        close = get_close_matches(name, names, 1, cutoff=0)
        hint = f"did you mean {close[0]}?" if close else ""
        raise UsageError(f"variant {name!r}", "no such opencc configuration", hint)


@cache
def converter(name: str) -> Any:
    """opencc's converter for a configuration."""
    return library().OpenCC(name)


def convert(name: str, text: str) -> str:
    """What opencc makes of the text; what it cannot take stays where it is."""
    whole = converter(name)
    pieces = CANNOT.split(text)
    pieces[::2] = [each and whole.convert(each) for each in pieces[::2]]
    return "".join(pieces)
