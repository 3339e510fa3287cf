"""Everything ``strip`` finds in one page: what packs name, and what structure gives away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice, takewhile
from typing import Any, NamedTuple

from cleaner.document import Document, Edit, apart
from cleaner.regex import later
from cleaner.rulebook import (
    bylines,
    company,
    credits,
    cut,
    furniture,
    inline,
    insertions,
    lists,
    own,
    repeats,
    stamps,
    titles,
    values,
    zones,
)
from cleaner.rulebook.book import Rulebook, rulebook
from cleaner.rulebook.decide import Left, sweep
from cleaner.rulebook.examples import told
from cleaner.rulebook.headline import LABEL, shaped
from cleaner.rulebook.labels import MAX_CARD
from cleaner.rulebook.labels import TRAILING_DATE as BYLINE_DAY
from cleaner.rulebook.rule import Rule
from cleaner.rulebook.shape import OWN_CLAUSE, is_sentence, shape
from cleaner.rulebook.twin import Page
from cleaner.view import Class, look

ROUNDS, WEIGHED = 8, 2
"""What goes moves the ends of the body, so finders are asked again; samples settle in three
rounds. Rows are weighed when finders are done, and once more when that gave them more to do."""


TODAY = later(r"今[天日]|现在|当前|北京时间")
"""How a line begins that tells the reader's own day."""
UNLABELLED_DAY = later(
    r"[/|] ?((?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})(?: \d{1,2}:\d{2}(?::\d{2})?)? ?(?:[/|]|$)"
)
AT_ENDS = ("breadcrumb", "menu", "footer", "notice", "text-over", "hotline")
"""Rules for what stands over or under a text, by how their names begin."""


class Found(NamedTuple):
    """Edits to a page, what it tells, and the share a pack took that made its valve fire."""

    edits: list[Edit]
    meta: dict[str, Any]
    valve: float


def found_in(doc: Document, host: str, packs: tuple[str, ...]) -> Found:
    """All edits of a document that came from a host, by the shipped packs and those at paths."""
    return find(Page(look(doc), host), rulebook(packs))


def find(page: Page, book: Rulebook, doubt: bool = True) -> Found:
    """All edits of one page; without ``doubt`` a rule is believed of every row.

    A pack that took more than its share restores everything: a page of which one kind of furniture
    is the most is not understood, and stays as it is.
    """
    matches = opened(page, book)
    left, meta = settle(page, book, matches, doubt=doubt)
    if valve := overdrawn(page, book, left):
        return Found([], {}, valve)
    edits = [*cut.edits(page, left.gone), *inlined(page, left, matches)]
    return Found(ordered(edits), meta, 0.0)


def opened(page: Page, book: Rulebook) -> dict[int, list[Rule]]:
    """Make a page ready for a rulebook's finders: the rules that meet each row."""
    page.labels, page.bars, page.cards = book.labels, book.bars, book.card
    return wary(page, book, book.matches(page))


def wary(page: Page, book: Rulebook, matches: dict[int, list[Rule]]) -> dict[int, list[Rule]]:
    """Where a document may say the same, shipped rules want company: one button's word inside a
    page may head a section, a sentence between others may be a contract's or a judge's."""
    first, last = ends_of_text(page, matches)
    if 0 in matches and untitled(page):
        del matches[0]
    for row, rules in matches.items():
        twin = page.twins[row]
        if OWN_CLAUSE.match(twin):
            rules = matches[row] = [r for r in rules if not r.long or r.pack in book.own]
        if heads(page, matches, row):
            rules = matches[row] = [r for r in rules if not r.id.startswith("menu")]
        if 0 < row < len(page) - furniture.EDGE and twin in book.bars.buttons:
            matches[row] = [book.wary(r) for r in rules]
        elif first < row < last:
            matches[row] = [
                book.wary(r) if r.long or r.id.startswith(AT_ENDS) else r for r in rules
            ]
    return matches


def untitled(page: Page) -> bool:
    """Whether the first line is one word of a menu and nothing over the text could be the title:
    then the word is, as of a privacy policy."""
    if page.twins[0] not in page.bars.menus:
        return False
    over = takewhile(lambda t: not is_sentence(t), page.twins[1:])
    return not any(shaped(t) and not LABEL.match(t) for t in over)


def heads(page: Page, matches: Mapping[int, Sequence[Rule]], row: int) -> bool:
    """Whether a row stands right over a sentence no rule meets, as a section's heading does."""
    below = row + 1
    if row == 0 or below >= len(page) or below in matches:
        return False
    return is_sentence(page.twins[below]) and not page.talks(below)


def ends_of_text(page: Page, matches: Mapping[int, Sequence[Rule]]) -> tuple[int, int]:
    """The second sentence that no rule meets, from either end: one may be of a notice."""
    rows = range(len(page) if matches else 0)

    def plain(n: int) -> bool:
        return n not in matches and is_sentence(page.twins[n]) and not page.talks(n)

    first = next(islice(filter(plain, rows), 1, None), len(page))
    return first, next(islice(filter(plain, reversed(rows)), 1, None), -1)


def settle(
    page: Page,
    book: Rulebook,
    matches: Mapping[int, Sequence[Rule]],
    weigh: bool = True,
    doubt: bool = True,
) -> tuple[Left, dict[str, Any]]:
    """Ask every finder until nothing more goes; without ``weigh`` only those that know for sure."""
    left = Left(len(page), page)
    meta: dict[str, Any] = {}
    asked = 0 if weigh else WEIGHED
    for _ in range(ROUNDS):
        size = len(left.gone)
        sweep(page, matches, left)
        structure(page, book, matches, left, meta)
        if len(left.gone) == size and asked < WEIGHED:
            form = shape(page, left)
            zones.zones(page, left, form, titles.title_row(page, form))
            asked += 1
        if len(left.gone) == size:
            break
    if weigh and doubt:
        form = shape(page, left)
        zones.give_back(page, left, form, titles.title_row(page, form), book.own)
    if own.lonely(page, left):
        left.gone.clear()
    tell(page, matches, left, meta)
    form = shape(page, left)
    titles.read_title(page, form, meta)
    own.own(page, form, meta)
    credits.credits(page, form, titles.title_row(page, form), meta)
    return left, meta


def structure(
    page: Page,
    book: Rulebook,
    matches: Mapping[int, Sequence[Rule]],
    left: Left,
    meta: dict[str, Any],
) -> None:
    """The structure rules, in an order in which each sees what the ones before it left."""
    labels, bars = book.labels, book.bars
    insertions.lines(page, left)
    furniture.images(page, left, shape(page, left))
    furniture.crumbs(page, left, shape(page, left))
    furniture.split_cards(page, left, shape(page, left), labels, bars, meta)
    furniture.cards(page, left, shape(page, left))
    furniture.bar_rows(page, left, shape(page, left), bars)
    furniture.site_talk(page, left, shape(page, left))
    lists.lists(page, left, matches, shape(page, left))
    repeats.repeats(page, left, shape(page, left))
    title = titles.titles(page, left, shape(page, left))
    furniture.spoken(page, left, shape(page, left), title, bars)
    bylines.bylines(page, left, shape(page, left), title, meta)
    bylines.bare_dates(page, left, shape(page, left), meta)
    stamps.stamps(page, left, shape(page, left), title, meta)
    company.company(page, left, shape(page, left), title, meta)


def tell(
    page: Page, matches: Mapping[int, Sequence[Rule]], left: Left, meta: dict[str, Any]
) -> None:
    """Meta from the rules of kind meta: from rows they took, and from rows they only read."""
    first = shape(page, left).first
    title = titles.title_row(page, shape(page, left)) if left.gone else None
    for row in sorted(left.gone):
        if len(page.twins[row]) <= MAX_CARD and not page.talks(row):
            if TODAY.match(page.twins[row]):
                continue
            told_here = page.labels.loose(page, row)
            if row < first and told_here and "date" not in told_here:
                told_here = day_among(page, row) | told_here
            day = BYLINE_DAY.search(page.twins[row]) if row < first and not told_here else None
            if day and page.twins[row][day.start() - 1] != "于":
                told_here = {"date": values.date(day[1])} if values.date(day[1]) else {}
            if row < first and not told_here and own.DAY.fullmatch(page.twins[row]):
                told_here = {"date": values.date(page.twins[row])}
            if title is not None and title < row < first:
                said = set(told_here.values())
                seen = stamps.stamp(page, row)
                told_here = told_here | {k: v for k, v in seen.items() if v not in said}
            for key, value in told_here.items():
                meta.setdefault(key, value)
    for row, rules in sorted(matches.items()):
        for rule in rules:
            if rule.kind == "meta" and (rule.keep_line or row in left.gone):
                for key, value in told(rule, page, row).items():
                    meta.setdefault(key, value)


def day_among(page: Page, row: int) -> dict[str, Any]:
    """The day that stands without a label between the labels of a byline."""
    found = UNLABELLED_DAY.search(page.twins[row])
    read = values.date(found[1]) if found else None
    return {"date": read} if read else {}


def overdrawn(page: Page, book: Rulebook, left: Left) -> float:
    """The largest part of the text's Han characters a pack took beyond its share, or 0."""
    rows = [(row, rule.partition("/")[0]) for row, rule in left.gone.items() if "/" in rule]
    if not rows:
        return 0.0
    han = page.view.where(Class.HAN)
    starts, ends = ([side[row] for row, _ in rows] for side in (page.starts, page.ends))
    sizes = (han.searchsorted(ends) - han.searchsorted(starts)).tolist()
    taken: Counter[str] = Counter()
    for (_, pack), size in zip(rows, sizes, strict=True):
        taken[pack] += size
    over = [n / len(han) for p, n in taken.items() if n > book.valves.get(p, 1.0) * len(han)]
    return round(max(over, default=0.0), 3)


def inlined(page: Page, left: Left, matches: Mapping[int, Sequence[Rule]]) -> list[Edit]:
    """Edits inside lines that stay: inline rules, then the insertions no rule names."""
    out = [
        edit
        for row, rules in matches.items()
        if row not in left.gone
        for rule in rules
        if rule.kind == "inline"
        for edit in inline.cuts(rule, page, row)
    ]
    return out + insertions.insertions(page, left)


def ordered(edits: list[Edit]) -> list[Edit]:
    """Edits ascending; of two that overlap the first stays, the other is found again next round."""
    return apart(sorted(edits, key=lambda e: (e.start, -e.end)))
