"""The changes that make a text simplified: one edit for each line that differs."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.chinese import opencc, taiwan
from cleaner.chinese.classes import Class
from cleaner.chinese.convert import Converter, corrected
from cleaner.chinese.script import passages
from cleaner.document import Edit
from cleaner.view import View

EITHER = frozenset("像薰摺捱")
"""Characters a simplified text may write too where conversion would change them: 想像 薰陶."""


def edits(view: View) -> list[Edit]:
    """Edits per changed line, by opencc's words and the corrections to them."""
    if not view.has(Class.HAN):
        return []
    spans = passages(view)
    if not spans:
        return []
    if not view.has(Class.TRADITIONAL) and not _telling(view):
        return []
    converter = chosen(view)
    return [edit for start, end in spans for edit in _span(view, start, end, converter)]


def chosen(view: View) -> Converter:
    """The conversion for this text: with a mainland vocabulary only where it is Taiwan's own."""
    traditional = view.has(Class.TRADITIONAL) and not view.has(Class.SIMPLIFIED)
    return corrected("着" not in view.text, traditional and taiwan.own(view.text))


def followed(text: str, variant: str) -> list[Edit]:
    """Edits that make of the text what an opencc configuration makes of it."""
    return list(changed_lines(text, opencc.convert(variant, text), 0, variant))


def _telling(view: View) -> bool:
    """Whether a text of neither script has a character that only traditional text writes so."""
    after = corrected().convert(view.text, view.points)
    return any(a != b and a not in EITHER for a, b in zip(view.text, after, strict=True))


def _span(view: View, start: int, end: int, converter: Converter) -> Iterator[Edit]:
    text, points = view.text[start:end], view.points[start:end]
    yield from changed_lines(text, converter.convert(text, points), start, "traditional")


def changed_lines(before: str, after: str, at: int, rule: str) -> Iterator[Edit]:
    """An edit for each line that differs; conversion neither makes line feeds nor takes them."""
    if before == after:
        return
    for old, new in zip(before.split("\n"), after.split("\n"), strict=True):
        if old != new:
            yield Edit(at, at + len(old), new, rule)
        at += len(old) + 1
