"""The changes that make a text simplified: one edit for each line that differs."""

from __future__ import annotations

from cleaner.chinese import opencc
from cleaner.chinese.classes import Class
from cleaner.chinese.corrected import corrected
from cleaner.chinese.script import passages
from cleaner.document import Edit
from cleaner.view import View

EITHER = frozenset("像薰摺捱坏分楣楞豫袂")
"""Characters a simplified text may write too where conversion would change them: 想像 薰陶."""


QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")
MARKS = QUOTES | str.maketrans("﹐﹑．﹔﹕﹖﹗•‧・〈〉", "，、。；：？！···《》")
"""What the mainland writes for Taiwan's and Hong Kong's marks; widths are the same."""
PUNCTUATION: dict[str, dict[int, int]] = {"keep": {}, "quotes": QUOTES, "mainland": MARKS}


def edits(view: View, punctuation: str = "keep") -> list[Edit]:
    """Edits per changed line, by opencc's words and the corrections to them.

    ``punctuation`` names what happens to the marks of converted passages: keep, quotes, mainland.
    """
    if not view.has(Class.TRADITIONAL) and not _telling(view):
        return []
    spans = passages(view)
    if not spans:
        return []
    if spans != [(0, len(view.text))]:
        chinese = View("\n".join(view.text[start:end] for start, end in spans))
    else:
        chinese = view
    after = corrected("着" not in chinese.text).convert(chinese)
    if marks := PUNCTUATION[punctuation]:
        after = after.translate(marks)
    return changed_lines(view.text, spans, after, "traditional")


def followed(text: str, variant: str, punctuation: str = "keep") -> list[Edit]:
    """Edits that make of the text what an opencc configuration makes of it."""
    after = opencc.convert(variant, text)
    if marks := PUNCTUATION[punctuation]:
        after = after.translate(marks)
    return changed_lines(text, [(0, len(text))], after, variant)


def _telling(view: View) -> bool:
    """Whether a text of neither script has a character that only traditional text writes so."""
    if view.has(Class.SIMPLIFIED | Class.JAPANESE) or not view.has(Class.HAN):
        return False
    after = corrected(local=False).convert(view)
    return any(a != b and a not in EITHER for a, b in zip(view.text, after, strict=True))


def changed_lines(text: str, spans: list[tuple[int, int]], after: str, rule: str) -> list[Edit]:
    """An edit for each line that differs; ``after`` is what the spans, a line feed between two,
    became. Conversion neither makes line feeds nor takes them."""
    news = iter(after.split("\n"))
    found = []
    for start, end in spans:
        at = start
        for old, new in zip(text[start:end].split("\n"), news, strict=False):
            to = at + len(old)
            if old != new:
                found.append(Edit(at, to, new, rule))
            at = to + 1
    return found
