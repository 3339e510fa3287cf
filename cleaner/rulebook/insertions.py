"""What pages slip into sentences so that copies can be told: random strings, stars, tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.document import Edit
from cleaner.regex import later
from cleaner.rulebook.decide import Left
from cleaner.rulebook.twin import Page

CODE = later(r"(?<![!-~])[!-~]{1,3}(?: {1,2}[!-~]{1,3}){2,60}(?![!-~])")
"""Groups of a few ASCII characters, as forums put between lines and sentences."""
ODD_PAIR = later(r"[!#$&;@^_`{|}~\\'] ?[A-Za-z0-9] ?[ -~]")
"""What a page holds that holds such strings: seldom, where there are none."""
CLASSES = tuple(map(later, ("[0-9]", "[A-Z]", "[a-z]")))
"""A figure and letters of both cases: no formula and no answer key has them all in groups so short,
with two ``ODD`` marks among them; tables have no such marks."""
ODD = frozenset("!\"#$&'*+;<=>?@[\\]^_`{}~")
MARKED = later(r"[!\"#$%&'*+;<=>?@\[\\\]^_`{}~]")
GROUPS, SEVERAL = 4, 2
"""Groups a random string has at least; random strings from which less sure ones are taken too."""
STARS = later(r"(?<=[“”\"])★{1,4}|★{1,4}(?=[“”\"])")
TAG = later(r"(?<=。)(?:[A-Za-z][A-Za-z+#.]{1,11}|[一-鿿]{2,4})$")
LONGEST_TAG = 12
TAGGED = 3
"""So many paragraphs end with a tag before one of them is taken for it."""


def is_random(run: str) -> bool:
    """Whether a run of ASCII in short groups is noise: it has all ``CLASSES`` and two odd marks.

    >>> is_random("; f6 C! T; i"), is_random("a + b = c; d"), is_random("| MPa | 0.3")
    (True, False, False)
    """
    if len(run.split()) < GROUPS or len(ODD.intersection(run)) < 2:
        return False
    return all(each.search(run) for each in CLASSES)


def codes(page: Page) -> dict[int, list[tuple[int, int]]]:
    """Where random strings stand in rows; asked once per page."""
    if page.codes is None:
        page.codes = {}
        if ODD_PAIR.search(page.folded):
            odd = [(n, twin) for n, twin in enumerate(page.twins) if MARKED.search(twin)]
            runs = [(n, m) for n, twin in odd for m in CODE.finditer(twin)]
            sure = {(n, m.span()) for n, m in runs if is_random(m[0])}
            for row, m in runs:
                marked = len(sure) >= SEVERAL and MARKED.search(m[0])
                if marked or (row, m.span()) in sure:
                    page.codes.setdefault(row, []).append(m.span())
    found: dict[int, list[tuple[int, int]]] = page.codes
    return found


def lines(page: Page, left: Left) -> None:
    """Let rows go that are nothing but random strings, where a page has several."""
    found = codes(page)
    if sum(map(len, found.values())) >= SEVERAL:
        twins = page.twins
        rows = (n for n, spans in found.items() if spans == [(0, len(twins[n]))])
        left.take(rows, "random-string")


def insertions(page: Page, left: Left) -> list[Edit]:
    """Edits inside lines that stay."""
    out = list(stars(page, left)) if "★" in page.folded else []
    for row, spans in codes(page).items():
        if row not in left.gone and not page.twins[row].isascii():
            way, twin = page.way(row), page.twins[row]
            for start, end in spans:
                a, b = len(twin[:start].rstrip(" ")), len(twin) - len(twin[end:].lstrip(" "))
                first = way[a] if a else page.starts[row]  # a list mark before a string is of it
                out.append(Edit(first, way[b], "", "random-string"))
    out += tags(page, left)
    return out


def stars(page: Page, left: Left) -> Iterator[Edit]:
    """Stars beside quotation marks, in rows that stay."""
    for row, twin in enumerate(page.twins):
        if "★" in twin and row not in left.gone:
            way = page.way(row)
            for m in STARS.finditer(twin):
                yield Edit(way[m.start()], way[m.end()], "", "injected-stars")


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
