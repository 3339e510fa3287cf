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


QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")
MARKS = QUOTES | str.maketrans("﹐﹑．﹔﹕﹖﹗•‧・〈〉", "，、。；：？！···《》")
"""What the mainland writes for Taiwan's and Hong Kong's marks; widths are the same."""
PUNCTUATION = {"keep": {}, "quotes": QUOTES, "mainland": MARKS}


def edits(view: View, punctuation: str = "keep") -> list[Edit]:
    """Edits per changed line, by opencc's words and the corrections to them.

    ``punctuation`` names what happens to the marks of converted passages: keep, quotes, mainland.
    """
    if not view.has(Class.TRADITIONAL) and (
        view.has(Class.SIMPLIFIED) or not view.has(Class.HAN) or not _telling(view)
    ):
        return []
    spans = passages(view)
    if not spans:
        return []
    converter, marks = chosen(view), PUNCTUATION[punctuation]
    return [edit for start, end in spans for edit in _span(view, start, end, converter, marks)]


def chosen(view: View) -> Converter:
    """The conversion for this text: with a mainland vocabulary only where it is Taiwan's own."""
    traditional = view.has(Class.TRADITIONAL) and not view.has(Class.SIMPLIFIED)
    return corrected("着" not in view.text, traditional and taiwan.own(view.text))


def followed(text: str, variant: str, punctuation: str = "keep") -> list[Edit]:
    """Edits that make of the text what an opencc configuration makes of it."""
    after = opencc.convert(variant, text).translate(PUNCTUATION[punctuation])
    return list(changed_lines(text, after, 0, variant))


def _telling(view: View) -> bool:
    """Whether a text of neither script has a character that only traditional text writes so."""
    after = corrected().convert(view.text, view.points)
    return any(a != b and a not in EITHER for a, b in zip(view.text, after, strict=True))


def _span(
    view: View, start: int, end: int, converter: Converter, marks: dict[int, int]
) -> Iterator[Edit]:
    text = view.text[start:end]
    after = converter.convert(text, view.points[start:end])
    if marks and after != text:
        after = after.translate(marks)
    yield from changed_lines(text, after, start, "traditional")


def changed_lines(before: str, after: str, at: int, rule: str) -> Iterator[Edit]:
    """An edit for each line that differs; conversion neither makes line feeds nor takes them."""
    if before == after:
        return
    for old, new in zip(before.split("\n"), after.split("\n"), strict=True):
        if old != new:
            yield Edit(at, at + len(old), new, rule)
        at += len(old) + 1
