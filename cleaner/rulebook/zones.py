"""Rows of a page that no rule and no finder named, weighed by their wording, their place and by
what stands beside them.

Furniture comes in runs and the text is one stretch: so what speaks for a row speaks for the rows
next to it, and a row that went, or one that is the text, speaks loudest. All weights are fitted to
labelled pages by ``cleaner.rulebook.make``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import log1p
from typing import NamedTuple

from cleaner.regex import later
from cleaner.rulebook.body import ends
from cleaner.rulebook.company import READER, attached, replies
from cleaner.rulebook.decide import Left
from cleaner.rulebook.fields import own_fields
from cleaner.rulebook.furniture import CRUMB, STAGE
from cleaner.rulebook.own import ADOPTED, DAY, NUMBER
from cleaner.rulebook.reading import told, weights
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page, Sign
from cleaner.rulebook.unlisted import OWN

HEAD, OVER, INSIDE, TAIL = range(4)
NAMES = ("head-of-the-page", "under-the-title", "inside-the-text", "foot-of-the-page")
"""The rule that takes a row, by where it stands."""
PAGES = ("bare", "few", "many", "edge", "close")
"""What its page says: nothing went, little went, how much; how far its end is, and whether the row
may be the title."""
HEARD = ("own", "above", "below", "least", "most")
"""What the second weighing hears: the first one's sum, and what the rows beside a row say."""
WENT, STAYS = 4.0, -4.0
"""What a row that went says, and the title."""
LEAST, MOST_HEARD, FADE = -4.0, 4.0, 0.9
"""How much is said from row to row, and what is left of it a row on: tried in steps on the labelled
pages; the most of a page's foot is told within ten rows."""
FEW, FAR = 3, 12
"""Rows that went which are few; rows from a page's end that are not told apart."""
MARGIN = 2
"""Rows of the text that are weighed with what stands beside them."""
FIXED = later(
    r"\[\d{1,3}\] ?\S|参考(?:文献|资料|书目):?.|收稿日期"
    r"|(?:第.{1,3}篇|篇[一二三四五六七八九十\d]{1,3})(?: ?:.*)?$|.{0,8}无正文"
)
"""An entry of a list of what was cited, what a journal says of a paper, what opens the part of a
collection, what closes a contract's last page: the document's, whatever else speaks."""
READ = 160
"""Characters of a row in which marks of the document's own are looked for."""
DRESSED = 2
"""Rows that went before a page is taken to have furniture: one alone may be a document's own."""
SHARE = 0.5
"""Part of what is left of a page that goes by weights at most: of more it is not understood."""
REPEATS = ("-again", "copy-of-the-text", "page-image")
"""Rules that take what says nothing of its own."""
DOUBTED, BARELY = -0.5, 0.0
"""The log odds of its wording under which a row that went alone stays, and those on a page of which
hardly another row went: of rows the labelled pages lose so, most are the document's."""
OF_PAGES, SPEAKING = Sign.BAR | Sign.CONTROL | Sign.TALK, 4
"""Words of pages, and rows around the text that hold some before a page on which hardly one went is
weighed: a document's title and headings hold them too."""
SURE, SURER = 2.3, 6.0
"""The sum from which a row goes: odds of ten to one, since a line lost is worse than ten left; and
the one for rows that have a mark of the document's own."""


def zones(page: Page, left: Left, shape: Shape, title: int | None) -> None:
    """Let the rows go for which enough speaks; of a page that is as it was last time, none."""
    if page.weighed == len(left.gone) or (len(left.gone) < DRESSED and not speaks(page, shape)):
        return
    page.weighed = len(left.gone)
    body = ends(left, shape)
    found = weighed(page, left, shape, title, body)
    likely = {row: zone for row, (zone, much) in found.items() if much >= SURE}
    if not likely:
        return
    end = signature(left, shape, body[1])
    stay = own_fields(page, shape, title) | shape.close
    rows = [
        row
        for row in likely
        if not (row in stay or is_fixed(page.twins[row]))
        and (
            found[row][1] >= SURER
            or not (body[1] < row <= end or is_the_documents(page, left, row, body))
        )
    ]
    size, total = (sum(len(page.twins[n]) for n in each) for each in (rows, shape.kept))
    if size <= SHARE * total:
        for row in rows:
            left.take([row], NAMES[likely[row]])


def speaks(page: Page, shape: Shape) -> bool:
    """Whether several rows around the text hold words of pages, though hardly one went."""
    if not page.shows & OF_PAGES:
        return False
    rows = shape.outside_rows
    count = sum(page.signs[n] & OF_PAGES > 0 for n in rows)
    return count >= SPEAKING and 3 * count >= len(rows)


def give_back(page: Page, left: Left, obeyed: Collection[str]) -> None:
    """Let rows stay after all that went alone, between rows that stay, and are worded as documents
    are; not those that repeat others, nor those of packs to be ``obeyed``."""
    gone = left.gone
    alone = [
        row
        for row, rule in gone.items()
        if row - 1 not in gone
        and row + 1 not in gone
        and not rule.endswith(REPEATS)
        and rule.partition("/")[0] not in obeyed
    ]
    if alone:
        says, least = told(page, alone), BARELY if len(gone) < FEW else DOUBTED
        for row in alone:
            if says[row].odds < least:
                del gone[row]


def is_fixed(twin: str) -> bool:
    """Whether a row is the document's whatever speaks for the page, as the steps of a process."""
    steps = CRUMB.split(twin) if ">" in twin else ()
    return FIXED.match(twin) is not None or sum(map(bool, map(STAGE.fullmatch, steps))) > 1


def is_the_documents(page: Page, left: Left, row: int, body: tuple[int, int]) -> bool:
    """Whether a row announces the text below it, says something but not to the page's reader, or
    has a mark of the document's own: party, number, day, note, annex."""
    twin = page.twins[row][:READ]
    if replies(page, left, row) or ("。" in twin and not (page.talks(row) or READER.search(twin))):
        return True
    if (row == body[0] - 1 and page.twins[row][-1] == ":") or attached(page, row):
        return True
    begins = any(each.match(twin) for each in (OWN, ADOPTED))
    return begins or any(each.fullmatch(twin) for each in (NUMBER, DAY))


def signature(left: Left, shape: Shape, last: int) -> int:
    """The row of the document's day under the text, or -1."""
    twins = shape.page.twins
    days = (n for n in shape.kept if n > last and n not in left.gone and DAY.fullmatch(twins[n]))
    return next(days, -1)


def weighed(
    page: Page, left: Left, shape: Shape, title: int | None, body: tuple[int, int]
) -> dict[int, tuple[int, float]]:
    """The rows that stay, but for title and text, each with its zone and how much speaks for it."""
    out: dict[int, tuple[int, float]] = {}
    for rows in segments(left, body):
        out.update(segment(page, left, shape, title, body, rows))
    return out


def segments(left: Left, body: tuple[int, int]) -> Iterator[range]:
    """Rows to weigh that follow one another: over and under the text, and inside it where something
    went."""
    first, last = body
    start, stop = 0, min(left.count, first + MARGIN)
    inside = sorted(n for n in left.gone if first <= n <= last)
    for row in (*inside, last + 1):
        if row - MARGIN > stop:
            yield range(start, stop)
            start = row - MARGIN
        stop = max(stop, min(left.count, row + MARGIN + 1))
    yield range(start, left.count)


def segment(
    page: Page,
    left: Left,
    shape: Shape,
    title: int | None,
    body: tuple[int, int],
    rows: range,
) -> Iterator[tuple[int, tuple[int, float]]]:
    """Weigh rows that follow one another: each by itself, then with what is said beside it."""
    says, at = told(page, rows), zones_of(rows, body, title)
    one, two = (terms(left, each) for each in weights().page)
    gone, close, count = left.gone, shape.close, left.count
    edges = [min(row, count - 1 - row, FAR) / FAR for row in rows]
    first = [
        WENT
        if row in gone
        else STAYS
        if row == title
        else says[row].first[zone] + one.usual + one.edge * edge + one.close * (row in close)
        for row, zone, edge in zip(rows, at, edges, strict=True)
    ]
    above = passed(first, rows.start == 0)
    below = passed(first[::-1], rows.stop == count)[::-1]
    own, over, under, least, most = weights().heard
    for row, zone, edge, e, a, b in zip(rows, at, edges, first, above, below, strict=True):
        if row not in gone and row != title:
            heard = own * e + over * a + under * b + least * min(a, b) + most * max(a, b)
            more = two.usual + two.edge * edge + two.close * (row in close)
            yield row, (zone, says[row].second[zone] + more + heard)


def zones_of(rows: range, body: tuple[int, int], title: int | None) -> list[int]:
    """Where rows stand: over the title, between title and text, inside, or under the text."""
    first, last = body
    over = first if title is None else title
    return [
        TAIL if row > last else INSIDE if row >= first else OVER if row > over else HEAD
        for row in rows
    ]


class Terms(NamedTuple):
    """What a page adds to all its rows, to those far from its ends, to those that may be titles."""

    usual: float
    edge: float
    close: float


def terms(left: Left, by: Sequence[float]) -> Terms:
    """What a page says of its rows."""
    bare, few, many, edge, close = by
    size = len(left.gone)
    return Terms(bare * (size == 0) + few * (0 < size < FEW) + many * log1p(size) / 3, edge, close)


def passed(first: Sequence[float], at_end: bool) -> list[float]:
    """What each row hears from the rows before it, fading on the way; a page's end speaks for
    furniture, the text against it."""
    heard = MOST_HEARD if at_end else LEAST
    out = []
    for much in first:
        out.append(heard)
        heard = FADE * heard + much
        if heard > MOST_HEARD:
            heard = MOST_HEARD
        elif heard < LEAST:
            heard = LEAST
    return out
