"""A verdict on what cannot be repaired, as flags and measures."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from cleaner.document import NOTHING, Document, Result
from cleaner.registry import filter, nearest, option

FLAGS = (
    "masked", "digits-lost", "cut", "no-punctuation", "spun", "shuffled", "mojibake", "random-han",
    "ocr", "ragged-table", "valve", "undecodable", "empty",
)  # fmt: skip
"""Every flag a document can carry; ``valve`` and some others are set by the filters before."""


@filter("judge", after=("repair", "simplify", "strip", "reflow", "split"))
class Judge:
    """A verdict on what cannot be repaired, as flags and measures.

    Raises ValueError for a flag that does not exist, naming the nearest.

    >>> Judge()(Document("20xx年,全市共有高新技术企业xx家。")).measures
    {'masked': 0.3}
    """

    drop: tuple[str, ...] = option((), "drop documents that carry this flag", metavar="FLAG")

    def __post_init__(self) -> None:
        for flag in self.drop:
            if flag not in FLAGS:
                raise ValueError(f"no flag {flag!r}; {nearest(flag, FLAGS)}")

    def __call__(self, doc: Document) -> Result:
        look, measures, language, unrepairable = looks()
        view = look(doc)
        tongue: dict[str, float] = language(view)
        found: dict[str, float] = measures(view)
        found.update(unrepairable(doc.text, view))
        if not (found or tongue or self.drop):
            return NOTHING
        numbers = {**found, **doc.meta.get("measures", {})} if self.drop else found
        flags = {*found, *doc.meta.get("flags", ())}
        why = [f"{flag} {numbers.get(flag, 1):g}" for flag in self.drop if flag in flags]
        if not (found or tongue or why):
            return NOTHING
        return Result(flags=list(found), measures={**found, **tongue}, drop=", ".join(why))


@cache
def looks() -> tuple[Callable[..., Any], ...]:
    """The view of a document and the measures of a view, imported when a text is judged first."""
    from cleaner.encoding.loss import unrepairable
    from cleaner.structure.verdict import language, measures
    from cleaner.view import look

    return look, measures, language, unrepairable
