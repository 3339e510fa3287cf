"""Text that stands twice: teasers at the foot, glued copies, captions many times."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from cleaner.regex import later
from cleaner.rulebook.decide import Left
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page, Sign

LONG = 30
"""Characters from which a repeated line is a paragraph, not a formula."""
SAID = 60
"""A whole sentence below this length may stand again; a teaser is cut where its length ends."""
COPY = 200
"""Characters in which two stretches agree before the later one is a copy."""
COPY_SHARE = 0.2
"""Part of the page a copy is, where it does not follow its original at once."""
KEY = 24
"""Characters by which paragraphs that begin alike are looked up."""
ALIKE = 20
"""Paragraphs that begin alike before their beginning is a formula, which tells no teaser."""
OPENING = 3
"""Paragraphs a teaser repeats: the first, or the first below a lead-in or two."""
SUMMARY = 10
"""Characters of a labelled summary that the very next line begins with."""
LEADS = 12
"""Lines between a summary over the text and the paragraph it was cut from."""
FOOT = 25
"""Kept lines at the foot in which a teaser of the beginning stands."""
CAPTION = later(
    r".{2,80}(?:摄|供图|资料图\)?|图源.{0,12}|摄影)[)】]?|[\[(【]?(?:资料图|图为"
    r"|配图).{0,60}|.{0,6}图片来源.{0,30}"
)
CAPTIONS = 3
"""A caption met so often keeps its first place only."""
LEAD = later(
    r"[【\[]?(?:导读|摘要|内容摘要|核心提示|内容提要|内容简介|简介|本文导读|文章导读"
    r"|导语|编者按|提要)[】\]]?[::]? ?"
)
ELLIPSIS = later(r"(?:…|\.{3,}|\[?更多\]?|\[?详细\]?|>+| )+$")
CUT_MARKS = frozenset("….]多细> ")


def repeats(page: Page, left: Left, shape: Shape) -> None:
    """All kinds, the larger first."""
    if not repeating(page, shape.kept):
        return
    copies(page, left, shape.kept)
    kept = [n for n in shape.kept if n not in left.gone]
    doubled(page, left, kept)
    teasers(page, left, kept)
    captions(page, left, kept)


def repeating(page: Page, kept: list[int]) -> bool:
    """Whether anything could stand twice: two lines begin alike, or one is labelled a summary."""
    twins = [page.twins[n] for n in kept]
    if len({twin[:KEY] for twin in twins}) < len(twins):
        return True
    return bool(page.shows & Sign.LEAD) and any(page.signs[n] & Sign.LEAD for n in kept)


def copies(page: Page, left: Left, kept: list[int]) -> None:
    """A later stretch that repeats an earlier one line for line."""
    twins = [page.twins[n] for n in kept]
    first: dict[str, int] = {}
    total, at = sum(map(len, twins)), 0
    while at < len(twins):
        twin = twins[at]
        origin = first.setdefault(twin, at) if len(twin) >= LONG else at
        if origin < at:
            start, end = stretch(twins, origin, at)
            size = sum(map(len, twins[start:end]))
            adjacent = start - (at - origin) + (end - start) == start
            if size >= COPY and end - start >= 2 and (adjacent or size >= COPY_SHARE * total):
                left.take(kept[start:end], "copy-of-the-text")
                at = end
                continue
        at += 1


def stretch(twins: list[str], origin: int, at: int) -> tuple[int, int]:
    """The longest run of lines around ``at`` that equals the lines around ``origin``."""
    shift = at - origin
    start, end = at, at + 1
    while start > origin + 1 and start - shift > 0 and twins[start - 1] == twins[start - 1 - shift]:
        start -= 1
    while end < len(twins) and twins[end] == twins[end - shift]:
        end += 1
    return start, end


def doubled(page: Page, left: Left, kept: list[int]) -> None:
    """A paragraph at once again."""
    for before, row in pairwise(kept):
        if len(page.twins[row]) >= LONG and page.twins[row] == page.twins[before]:
            left.take([row], "paragraph-again")


def teasers(page: Page, left: Left, kept: list[int]) -> None:
    """A line at the foot, or before the text, that is the beginning of a paragraph."""
    twins = [page.twins[n] for n in kept]
    starts: dict[str, list[int]] = defaultdict(list)
    for at, twin in enumerate(twins):
        if len(twin) >= LONG:
            starts[twin[:KEY]].append(at)
    summaries(twins, kept, left)
    first = sorted(places[0] for places in starts.values())[:OPENING]
    for at, row in enumerate(kept):
        if len(twins[at]) < LONG or row in left.gone:
            continue
        bare = uncut(twins[at])
        alike = starts.get(bare[:KEY], ()) if len(bare) >= KEY else ()
        for other in alike if len(alike) <= ALIKE else ():
            if other == at or kept[other] in left.gone or not twins[other].startswith(bare):
                continue
            cut = bare != twins[at]
            shorter = len(twins[other]) > len(bare)
            opening = cut or (other in first if shorter else other == first[0])
            foot = other < at and opening and at_foot(twins, at, bare, shorter)
            if foot or (other > at and cut and other - at <= LEADS):
                left.take([row], "first-paragraph-again")


def uncut(twin: str) -> str:
    """A line without the label of a summary before it and the marks of a cut behind it."""
    if lead := LEAD.match(twin):
        twin = twin[lead.end() :]
    return ELLIPSIS.sub("", twin) if twin[-1:] in CUT_MARKS else twin


def summaries(twins: list[str], kept: list[int], left: Left) -> None:
    """A labelled summary over the text that only runs its first lines together."""
    for at, row in enumerate(kept[:LEADS]):
        bare = uncut(twins[at])
        if bare == twins[at] or len(bare) < SUMMARY:
            continue
        below = twins[at + 1 : at + LEADS]
        if (len(bare) >= LONG and bare in "".join(below)) or (
            below[0:1] and below[0].startswith(bare)
        ):
            left.take([row], "first-paragraph-again")


def at_foot(twins: list[str], at: int, bare: str, shorter: bool) -> bool:
    """Whether a repeated beginning stands where teasers do: little text below it, and cut where its
    length ends, not where a short sentence does."""
    if shorter and bare[-1] == "。" and len(bare) < SAID:
        return False
    below = sum(len(t) >= LONG and "。" in t for t in twins[at + 1 : at + 1 + FOOT])
    return len(twins) - at <= FOOT and below <= 1


def captions(page: Page, left: Left, kept: list[int]) -> None:
    """Captions met many times keep their first place."""
    places: dict[str, list[int]] = defaultdict(list)
    for row in kept:
        twin = page.twins[row]
        if len(twin) <= 90 and ("图" in twin or "摄" in twin) and CAPTION.fullmatch(twin):
            places[twin].append(row)
    for rows in places.values():
        if len(rows) >= CAPTIONS or (len(rows) == 2 and rows[1] - rows[0] == 1):
            left.take(rows[1:], "caption-again")
