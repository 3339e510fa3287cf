"""Rows of a page that no rule and no finder named, weighed by their wording, their place and by
what stands beside them.

What speaks for a row is fitted to labelled pages by ``cleaner.rulebook.make``; a row goes from odds
of seven to one on, and of more on a page on which hardly another went: one lost is worse than left.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cleaner.regex import later
from cleaner.rulebook.body import ends
from cleaner.rulebook.decide import Left
from cleaner.rulebook.furniture import CRUMB, STAGE
from cleaner.rulebook.insertions import codes
from cleaner.rulebook.reading import Said, told, weights
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.surroundings import FEW, plain, table
from cleaner.rulebook.trees import sums
from cleaner.rulebook.twin import Page

HEAD, OVER, INSIDE, TAIL = (
    "head-of-the-page",
    "under-the-title",
    "inside-the-text",
    "foot-of-the-page",
)
"""The rule that takes a row, by where it stands."""
HOPELESS, SPEAKS = -2.0, 1.0
"""The log odds of its wording under which a row is not weighed: of furniture found by weights, one
row in a hundred has less; and those that a row around the text has before a page is weighed from
which nothing went yet."""
FIXED = later(
    r"\[\d{1,3}\] ?\S|参考(?:文献|资料|书目):?.|收稿日期"
    r"|(?:第.{1,3}篇|篇[一二三四五六七八九十\d]{1,3})(?: ?:.*)?$|.{0,8}无正文"
    r"|\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?(?: ?星期.)? (?:晴|阴|多云|[大中小阵]?雨|雪|雾)"
)
"""An entry of a list of what was cited, what a journal says of a paper, what opens the part of a
collection, what closes a contract's last page, a diary's day: the document's, whatever else
speaks."""
SHARE = 0.5
"""Part of what is left of a page that goes by weights at most: of more only what is surer does."""
SURE, DOUBTFUL, BARE, SURER = 2.0, 2.4, 3.0, 4.0
"""The log odds from which a row goes; from a page on which little or nothing went yet, where of
families held out one line lost buys three found instead of thirty; and where much goes. On pages
of strangers half a nat less finds one row in a hundred more, and loses one line in a thousand."""
OPEN = 0.5
"""The log odds of its wording under which a row that a rule took is weighed once more."""
EDGE = 1000
"""Rows at either end of a page that are weighed."""
REPEATS = ("-again", "copy-of-the-text", "page-image", "random-string")
"""Rules that take what says nothing of its own."""
LABELS = "words/"
"""Rules by labels and their values, which neighbours and place do not outweigh."""
DOUBTED, BARELY = -1.0, 0.0
"""The log odds under which a row that a rule took stays, and those of its wording under which one
that went alone does, on a page of which hardly another went."""


def zones(page: Page, left: Left, shape: Shape, title: int | None) -> None:
    """Let the rows go for which enough speaks."""
    found = weighed(page, left, shape, title)
    sure = SURE if len(left.gone) >= FEW else DOUBTFUL if left.gone else BARE
    rows = [row for row, much in found.items() if much >= sure and not is_fixed(page.twins[row])]
    if not rows:
        return
    size, total = (sum(len(page.twins[n]) for n in each) for each in (rows, shape.kept))
    if size > SHARE * total:
        rows = [row for row in rows if found[row] >= SURER]
    body = ends(left, shape)
    for row in rows:
        left.take([row], zone(row, body, title))


def weighed(page: Page, left: Left, shape: Shape, title: int | None) -> dict[int, float]:
    """The log odds that rows are the page's: of those that stay, but for the title, for sentences
    deep in the text, and for rows worded as no furniture is."""
    if not left.gone and not speaks(page, shape):
        return {}
    asked = plain(page, left, ends(left, shape))
    says = told(page, asked)
    rows = open_rows(left, title, asked, says)
    if not rows:
        return {}
    shows = table(page, left, shape, title, says, asked, rows)
    return dict(zip(rows, sums(weights().rows, shows).tolist(), strict=True))


def speaks(page: Page, shape: Shape) -> bool:
    """Whether a short row around the text is worded as pages are."""
    says = told(page, shape.short)
    return any(says[n].odds >= SPEAKS for n in shape.short)


def open_rows(
    left: Left, title: int | None, asked: Sequence[int], says: Mapping[int, Said]
) -> list[int]:
    """The rows to weigh: not those into which a forum put a random string, nor those far from both
    ends of a long page."""
    stay = left.gone.keys() | (codes(left.page) if left.page else {}).keys()
    far = range(EDGE, left.count - EDGE)
    return [
        n
        for n in asked
        if n not in stay and n != title and n not in far and says[n].odds > HOPELESS
    ]


def zone(row: int, body: tuple[int, int], title: int | None) -> str:
    """The rule that takes a row: over the title, between it and the text, inside, or under it."""
    if row > body[1]:
        return TAIL
    if row >= body[0]:
        return INSIDE
    return OVER if title is not None and row > title else HEAD


def give_back(
    page: Page, left: Left, shape: Shape, title: int | None, obeyed: Collection[str]
) -> None:
    """Let rows stay after all that a rule took but more speaks for the document; not those that
    repeat others or are the value of a label above them, nor those of packs to be ``obeyed``."""
    gone = left.gone
    rows = [
        row
        for row, rule in gone.items()
        if not (rule.endswith(REPEATS) or valued(page, left, row))
        and rule.partition("/")[0] not in obeyed
    ]
    says = told(page, rows)
    rows = [row for row in rows if says[row].odds < OPEN]
    if not rows:
        return
    asked = sorted({*plain(page, left, ends(left, shape)), *gone})
    shows = table(page, left, shape, title, told(page, asked), asked, rows)
    for row, much in zip(rows, sums(weights().rows, shows).tolist(), strict=True):
        alone = len(gone) < FEW and row - 1 not in gone and row + 1 not in gone
        doubted = much < DOUBTED and not gone[row].startswith(LABELS)
        if doubted or (alone and says[row].odds < BARELY):
            del gone[row]


def valued(page: Page, left: Left, row: int) -> bool:
    """Whether the row above is a label that went."""
    return row - 1 in left.gone and page.twins[row - 1][-1] == ":"


def is_fixed(twin: str) -> bool:
    """Whether a row is the document's whatever speaks for the page, as the steps of a process."""
    steps = CRUMB.split(twin) if ">" in twin else ()
    return FIXED.match(twin) is not None or sum(map(bool, map(STAGE.fullmatch, steps))) > 1
