"""Turn scraped Chinese document pages into a corpus.

>>> import cleaner
>>> cleaner.clean("會議通過了２０２１年的工作總結。")
'会议通过了2021年的工作总结。'
"""

from __future__ import annotations

TYPE_CHECKING = False
"""What type checkers take for true: ``typing`` itself costs five milliseconds of each start."""
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "cleaner.document": ("Document", "Edit", "Part", "Result", "undo"),
    "cleaner.errors": ("CleanerError",),
    "cleaner.filters": ("Repair", "Unpinyin", "Simplify", "Strip", "Reflow", "Split", "Judge"),
    "cleaner.pipeline": ("Pipeline",),
    "cleaner.recipe": ("load",),
    "cleaner.registry": ("filter", "option"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "CleanerError", "Document", "Edit", "Judge", "Part", "Pipeline", "Reflow", "Repair", "Result",
    "Simplify", "Split", "Strip", "Unpinyin", "clean", "filter", "load", "option", "undo",
]  # fmt: skip


def clean(text: str, recipe: str = "reports") -> str:
    """The text cleaned by a recipe, in one piece; use ``load`` for parts, meta and the trail."""
    from cleaner.document import Document
    from cleaner.recipe import load

    return load(recipe).clean(Document(text)).text


def __getattr__(name: str) -> Any:
    """Public names are imported when first used: ``cleaner --help`` pays for none of them."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
