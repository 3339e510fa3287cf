"""Turn scraped Chinese document pages into a corpus.

>>> import cleaner
>>> cleaner.clean("區(qū)科學(xué)技術(shù)局會(huì)議紀要:發(fā)展規(guī)劃、區(qū)內(nèi)會(huì)議與規(guī)劃。")
'区科学技术局会议纪要:发展规划、区内会议与规划。'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from cleaner.document import Document, Edit, Part, Result, undo
    from cleaner.errors import CleanerError
    from cleaner.filters import Judge, Reflow, Repair, Simplify, Split, Strip, Unpinyin
    from cleaner.pipeline import Pipeline
    from cleaner.recipe import load
    from cleaner.registry import filter, option

_HOMES = {
    "cleaner.document": ("Document", "Edit", "Part", "Result", "undo"),
    "cleaner.errors": ("CleanerError",),
    "cleaner.filters": ("Repair", "Unpinyin", "Simplify", "Strip", "Reflow", "Split", "Judge"),
    "cleaner.pipeline": ("Pipeline",),
    "cleaner.recipe": ("load",),
    "cleaner.registry": ("filter", "option"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["clean", *_HOME_OF]


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
