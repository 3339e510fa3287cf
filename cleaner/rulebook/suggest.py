"""A pack proposed from pages of one site: the lines they share, for a person to approve.

A line that several pages share is the site's; a sentence is not, nor is an article that some of
the pages hold in full.

>>> pages = {n: f"首页 登录\\n正文{n}。" for n in "甲乙丙"}
>>> sorted(shared(pages))
['首页 登录']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from cleaner.rulebook.book import rulebook
from cleaner.rulebook.find import settle
from cleaner.rulebook.lists import HEADING
from cleaner.rulebook.own import BODY_NAME, DAY
from cleaner.rulebook.own import NUMBER as NUMBERED
from cleaner.rulebook.rule import SHORT
from cleaner.rulebook.shape import is_sentence, shape
from cleaner.rulebook.titles import title_row
from cleaner.rulebook.twin import Page
from cleaner.view import View

PAGES = 3
"""A line on fewer pages may be chance."""
SHARE = 0.3
"""Part of the pages a line stands on before it is the site's."""
RUN = 6
"""Shared lines that always follow one another, sentences among them, are an article's, not the
site's."""
SENTENCES = 3
"""Shared sentences around a line before it is an article's: a site says one or two of itself."""
NUMBER = re.compile(r"\d+(?:[-/.:,]\d+)*")
HEAD, TAIL = 30, 30
EXAMPLES = 3


def shared(pages: Mapping[str, str]) -> dict[str, list[tuple[str, int, int, str]]]:
    """Shapes of short lines that several pages share: by shape, where each stands.

    Digits are folded, so that a counter is one shape. A place is (page, rows before, rows after,
    line).
    """
    places: dict[str, dict[str, tuple[str, int, int, str]]] = defaultdict(dict)
    long_on: dict[str, set[str]] = defaultdict(set)
    for name, text in pages.items():
        page = Page(View(text))
        title = title_of(page)
        for row, twin in enumerate(page.twins):
            if row == title and NUMBER.search(twin):  # titles that differ in a number alone
                continue
            if is_sentence(twin) or len(twin) > SHORT:
                if not page.talks(row):
                    long_on[twin].add(name)
                continue
            if any(p.fullmatch(twin) for p in (DAY, NUMBERED, BODY_NAME)) or HEADING.match(twin):
                continue
            place = (name, row, len(page) - row - 1, page.raw(row).strip())
            places[NUMBER.sub("0", twin)].setdefault(name, place)
    needed = max(min(PAGES, len(pages)), round(SHARE * len(pages)), 2)
    kept = {s: list(p.values()) for s, p in places.items() if len(p) >= needed}
    return {s: p for s, p in kept.items() if not in_article(p, pages, long_on)}


def title_of(page: Page) -> int | None:
    """The row of a page's title once what the shipped packs know is gone."""
    book = rulebook()
    page.labels, page.bars = book.labels, book.bars
    left, _ = settle(page, book, book.matches(page))
    return title_row(page, shape(page, left))


def in_article(
    places: Sequence[tuple[str, int, int, str]],
    pages: Mapping[str, str],
    long_on: Mapping[str, set[str]],
) -> bool:
    """Whether the pages that share a line share sentences around it too: an article they embed."""
    names = {name for name, *_ in places}
    around = 0
    for name, row, _, _ in places[:PAGES]:
        page = Page(View(pages[name]))
        near = page.twins[max(0, row - RUN) : row + RUN + 1]
        shared = [t for t in near if len(long_on.get(t, ())) >= 2 and long_on[t] >= names]
        around += len(shared) >= SENTENCES
    return around == len(places[:PAGES])


def propose(pages: Mapping[str, str], name: str) -> dict[str, Any]:
    """A pack as data for TOML: a rule for each shape of line that the pages share."""
    rules = [row(s, places, n) for n, (s, places) in enumerate(sorted(shared(pages).items()), 1)]
    about = f"proposed from {len(pages)} pages; read every rule before you use it"
    return {"pack": {"name": name, "about": about}, "line": rules}


def row(kind: str, places: Sequence[tuple[str, int, int, str]], n: int) -> dict[str, Any]:
    """One proposed rule."""
    hits = list(dict.fromkeys(line for *_, line in places))[:EXAMPLES]
    kept = f"本文谈到“{hits[0][:12]}”这样的说法时,说的是内容本身,不是网站的按钮。"
    return {
        "id": f"shared-{n}",
        "match": pattern_of(kind),
        "where": where(places),
        "why": f"on {len(places)} pages of the site",
        "hit": hits,
        "keep": [kept],
    }


def pattern_of(kind: str) -> str:
    """A pattern for a shape: its words as they are, any number where it had one."""
    pieces = re.split(r"0+(?:[-/.:,]0+)*", kind)
    return r"\d[\d:/.,-]*".join(re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", p) for p in pieces)


def where(places: Sequence[tuple[str, int, int, str]]) -> str:
    """The end of the page at which all its places are."""
    before, after = max(p[1] for p in places), max(p[2] for p in places)
    if before < HEAD and before <= after:
        return f"head:{before + 3}"
    return f"tail:{after + 3}" if after < TAIL else "anywhere"
