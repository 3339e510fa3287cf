"""What pages slip into sentences so that copies can be told: random strings, stars, tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.rulebook.decide import Left
from cleaner.rulebook.twin import Page

ASCII_RUN = later(
    r"(?<=[一-鿿。,、;:!?\"”)》])(?P<run>[ ]{0,2}[!-~](?:[ ]{0,2}[!-~]){4,39})[ ]{0,2}(?=[一-鿿]|$)"
)
ODD = frozenset("!#$&;@^_`{|}~\\'\"?:[]")
ODD_PAIR = later(r"[!#$&;@^_`{|}~\\'] ?[A-Za-z0-9] ?[ -~]")
WORD = later(r"[A-Za-z]{4,}|\d{3,}|https?|www|[\w.]+@|\.(?:com|cn|net)")
STARS = later(r"(?<=[“”\"])★{1,4}|★{1,4}(?=[“”\"])")
TAG = later(r"(?<=。)(?:[A-Za-z][A-Za-z+#.]{1,11}|[一-鿿]{2,4})$")
LONGEST_TAG = 12
TAGGED = 3
"""So many paragraphs end with a tag before one of them is taken for it."""


def is_random(run: str) -> bool:
    """Whether a run of ASCII is noise: single characters and odd marks, no word, no number.

    >>> is_random("; f6 C! T; i"), is_random("SO2+NO2 (ppm)"), is_random("a+b=c; d")
    (True, False, False)
    """
    bare = run.strip()
    if len(bare) < 6 or WORD.search(bare):
        return False
    odd = sum(c in ODD for c in bare)
    letters = sum(c.isalpha() for c in bare)
    tokens = bare.split()
    return odd >= 2 and letters >= 2 and len(tokens) >= 3 and len(bare) <= 3 * len(tokens)


def insertions(page: Page, left: Left) -> list[Edit]:
    """Edits inside lines that stay."""
    out: list[Edit] = []
    text = page.folded
    if "★" in text:
        rows = [row for row, twin in enumerate(page.twins) if "★" in twin]
        out += found(page, left, rows, STARS, "injected-stars")
    if ODD_PAIR.search(text):
        rows = [row for row, twin in enumerate(page.twins) if ODD_PAIR.search(twin)]
        out += found(page, left, rows, ASCII_RUN, "random-string")
    out += tags(page, left)
    return out


def found(
    page: Page, left: Left, rows: Iterable[int], pattern: re.Pattern[str], rule: str
) -> list[Edit]:
    """Edits for every match in rows that stay; a run of ASCII must be random."""
    out = []
    for row in rows:
        twin = page.twins[row]
        if row in left.gone or twin.isascii():
            continue
        spans = [m.span() for m in pattern.finditer(twin) if pattern is STARS or is_random(m[0])]
        if spans:
            way = page.way(row)
            out += [Edit(way[a], way[b], "", rule) for a, b in spans]
    return out


def tags(page: Page, left: Left) -> Sequence[Edit]:
    """Tags glued to the ends of paragraphs, where several paragraphs have one."""
    ends = [
        (row, m)
        for row, twin in enumerate(page.twins)
        if twin[-1] != "。"
        and "。" in twin[-LONGEST_TAG - 1 :]
        and len(twin) >= 30
        and row not in left.gone
        and (m := TAG.search(twin))
    ]
    if len(ends) < TAGGED or not any(m[0].isascii() for _, m in ends):
        return []
    return [Edit(page.way(row)[m.start()], page.ends[row], "", "tag-tail") for row, m in ends]
