"""Cards, bars, breadcrumbs and site talk around the body, whatever the site.

Each finder lets rows go in ``left``; positions are those of what is left when it is asked.
"""

from __future__ import annotations

from typing import Any

from cleaner.regex import later
from cleaner.rulebook.bars import Bars
from cleaner.rulebook.decide import Left
from cleaner.rulebook.fields import own_fields
from cleaner.rulebook.fitting import BLANK, plausible
from cleaner.rulebook.labels import Card, Labels, span_value
from cleaner.rulebook.rule import Words
from cleaner.rulebook.shape import Shape, is_sentence
from cleaner.rulebook.titles import title_row
from cleaner.rulebook.twin import Page, Sign
from cleaner.rulebook.unlisted import OWN, listed

SPEAKS = Sign.CONTROL | Sign.BAR
CRUMB = later(r" ?(?:>{1,2}|›|/(?= )|→|»|·(?= )|\\|::|-(?=>)) ?")
CRUMB_HEAD = later(
    r"\[?(?:(?:您|你)?(?:现在|当前|目前|所在)?(?:的|所在|所处)*(?:位置|栏目|页面)(?:是"
    r"|在|为)?|首页|网站首页|主页|返回首页|Home|You are (?:currently )?(?:at|here))"
    r" ?[:>\]/»-]"
)
STAGE = later(
    r"[一-鿿]{0,4}(?:申请|申报|受理|审[核查批]?|初审|复[审核]|办[结理]|报[名送批]"
    r"|笔试|面试|公示|体检|登记|验收"
    r"|检[查验测]|加工|发[证布放]|送达|评[审估]|立项|签约|施工|采购|[入出]库|播种|收获|成品|组)"
)
"""The steps of a process, which a chain of arrows may join in a document's own line."""
CLOCKED = later(r"\d:\d\d:\d\d")
PATH = later(
    r"[^>›»。,;:!?/]{2,16}(?: ?[>›»]{1,2} ?[^>›»。,;!?]{2,45}){2,6}"
    r"|[^>›»。,;:!?/]{2,16}(?: [>›»]{1,2} [^>›»。,;!?]{2,45})"
    r"|[^>。,;:!?/]{2,12}(?: / [^>。,;!?/]{2,45}){2,6}"
)
PATH_MARKS = (">", "›", "»", " / ")
CRUMB_ROWS = 4
"""Lines left at the head among which a path without any known name is a breadcrumb."""
EDGE = 1
"""Lines at the foot of a page at which a button stands by itself; at the head it is the first."""
MANY, COMPANY = 3, 2
"""Labels no list names in one line, and rows gone around it, before it is a card."""
BARE_LABELS = 2
"""So many labels without colons, each over its value, make a card."""
NAME = 12
"""Longest value without a type on a line of its own: an office, a kind; a title is longer."""
CARD = 40
"""Lines at either end in which a card of labels and values on lines of their own may stand."""
GAZETTE = 8
"""Lines between the number of an official letter and its subject."""
UNKNOWN = later(r"[一-鿿A-Za-z/() ]{2,10}:(?! ?//).{0,40}|【[一-鿿A-Za-z/() ]{2,10}】:?.{0,40}")
ADDRESSED = later(
    r".{0,12}(?:们|志|导|士|生|友|民|位|局|委|厅|院|府|司|长|家|员|人|代表|同学|师|篇.{1,3}):"
)
NOTICE = later(
    r"[*【\[]{0,2}(?:温馨|友情|特别|重要|下载)?(?:提示|提醒|说明|声明|须知|公告"
    r"|注意事项|版权提示)[\]】*]{0,2}[::]?"
)
NUMBERED = later(
    r"[A-Za-z0-9_/.-]{6,40}|[一-鿿]{0,14}[\[(【]?(?:19|20)\d{2}[\])】]?[一-鿿]?\d{1,5}号"
    r"|[A-Z]{2,5}[\w-]{4,30}"
)
IMAGE = later(
    r"!\[[^\]]{0,200}\]\([^)]{0,500}\)|[^。]{2,80}_第 ?\d{1,4} ?页(?:\.(?:jpg|png|gif))?"
    r"|第 ?\d{1,4} ?页 ?/ ?共 ?\d{1,4} ?页"
)


def cards(page: Page, left: Left, shape: Shape) -> None:
    """Bylines and cards before and after the body; what they tell is read when all is settled."""
    found = seen_cards(page, shape)
    own = own_fields(page, shape, title_row(page, shape)) if found else frozenset()
    for row in sorted(found):
        card = found[row]
        if row in left.gone or not (card.strong or near(page, row, found, left)):
            continue
        if not any(listed(s.words) for s in card.segments) and left.company(row) < COMPANY:
            continue
        if row in own or is_own_field(card, row, shape) or is_gazette(page, row):
            continue
        left.take([row], card.name)
    runs(page, left, shape, own)


def seen_cards(page: Page, shape: Shape) -> dict[int, Card]:
    """The rows outside the body that are cards."""
    out = {}
    for row in shape.outside_rows:
        card = page.card(row)
        if card and (any(listed(s.words) for s in card.segments) or told(page, row, card)):
            out[row] = card
    return out


def told(page: Page, row: int, card: Card) -> bool:
    """Whether three labels and more that no list names each have a value: no form to fill in."""
    twin = page.twins[row]
    values = [twin[s.start : s.end] for s in card.segments]
    return len(values) >= MANY and not any(BLANK.fullmatch(v.strip()) or "_" in v for v in values)


def near(page: Page, row: int, found: dict[int, Card], left: Left) -> bool:
    """Whether a weak card has company: another card beside it, or rows that went."""
    if any(s.words.id == "bare-date" for s in found[row].segments):
        sure = len(found[row].segments) > 1 or CLOCKED.search(page.twins[row])
        clock = sure and left.company(row) >= 1
        return bool(clock) or any(n in found or in_card(left, n) for n in (row - 1, row + 1))
    beside = any(n in found for n in (row - 1, row + 1))
    return beside or left.company(row) >= 1


def is_own_field(card: Card, row: int, shape: Shape) -> bool:
    """A weak label in the tail is the document's own: contacts, notes under a table."""
    return (
        shape.tail(row)
        and len(card.segments) == 1
        and card.segments[0].words.weak
        and not card.empty
    )


def is_gazette(page: Page, row: int) -> bool:
    """Whether a line is the day or number of an official letter of Taiwan: its subject follows."""
    return page.twins[row].startswith("发文") and any(
        t.startswith("主旨:") for t in page.twins[row + 1 : row + GAZETTE]
    )


def runs(page: Page, left: Left, shape: Shape, own: frozenset[int]) -> None:
    """Unknown labels inside a card over the text: between labels that went."""
    for row in shape.outside_rows:
        twin = page.twins[row]
        if ":" not in twin or row in left.gone or row in own or not shape.head(row):
            continue
        if not UNKNOWN.fullmatch(twin):
            continue
        if OWN.match(twin.lstrip("【")) or ADDRESSED.match(twin) or "。" in twin or "__" in twin:
            continue
        before = sum(in_card(left, n) for n in (row - 1, row - 2))
        after = sum(in_card(left, n) for n in (row + 1, row + 2))
        if is_gazette(page, row):
            continue
        if (before and after) or (before == 2 and len(twin) <= 24 and not twin.endswith(":")):
            left.take([row], "card-of-labels")


def in_card(left: Left, row: int) -> bool:
    """Whether a row went as a line of a card."""
    rule = left.gone.get(row, "")
    return rule.startswith("words/") or rule == "card-of-labels"


def split_cards(
    page: Page, left: Left, shape: Shape, labels: Labels, bars: Bars, meta: dict[str, Any]
) -> None:
    """Labels whose value stands on the next line."""
    label_at = label_rows(page, shape, labels, bars)
    for row, words in label_at.items():
        follower = row + 1
        if follower >= len(page) or follower in left.gone or follower in label_at:
            continue
        value = page.twins[follower]
        if is_sentence(value) or not plausible(words, value, bars):
            continue
        if not fits(words, value, row + 2 in label_at):
            continue
        read = span_value(page, follower, words.field, 0, len(value)) if words.field else None
        if read is not None and not BLANK.fullmatch(value):
            meta.setdefault(words.field, read)
        left.take([row, follower], words.name)


def label_rows(page: Page, shape: Shape, labels: Labels, bars: Bars) -> dict[int, Words]:
    """Rows near the page's ends that are one label and nothing else."""
    end, out = len(page), {}
    bare: dict[int, Words] = {}
    for row in [*range(min(shape.first, CARD)), *range(max(shape.last + 1, end - CARD), end)]:
        twin = page.twins[row]
        card = labels.card(twin, bars) if len(twin) <= 14 and twin[-1] == ":" else None
        if card and len(card.segments) == 1 and card.empty and not card.lead:
            out[row] = card.segments[0].words
        elif twin in labels.words and row < shape.first and not labels.words[twin].weak:
            bare[row] = labels.words[twin]
    return out | bare if len(bare) >= BARE_LABELS else out


def fits(words: Words, value: str, paired: bool) -> bool:
    """Whether a line is a label's value for sure: by its type, or a short name before one more
    label. The last label's value could be the title."""
    if words.field in ("document_number", "index_number"):
        return NUMBERED.fullmatch(value) is not None
    return words.value in ("date", "count") or (paired and len(value) <= NAME)


def bar_rows(page: Page, left: Left, shape: Shape, bars: Bars) -> None:
    """Bars outside the body; inside it only those of three buttons and more."""
    if not page.shows & Sign.BAR:
        return
    signs = page.signs
    rows = [n for n in shape.kept if signs[n] & Sign.BAR]
    zone = set(shape.outside_rows)
    for row in rows:
        twin = page.twins[row]
        if row in left.gone or len(twin) > 160:
            continue
        if not (row in zone or " " in twin or "|" in twin):
            continue
        size = bars.verdict(twin)
        at = shape.place(row)
        edge = at == 0 or at >= len(shape.kept) - EDGE
        if size == 1 and not edge and not left.company(row):
            continue  # one word such as 分享 may head a section
        if size and (row in zone or size >= 3 or left.company(row) >= 2):
            left.take([row], "bar-of-buttons")


def spoken(page: Page, left: Left, shape: Shape, title: int | None, bars: Bars) -> None:
    """Controls of a page in words of its own, outside the body and never the title."""
    if not page.shows & SPEAKS:
        return
    for row in shape.outside_rows:
        if not page.signs[row] & SPEAKS or row in left.gone or row == title:
            continue
        twin = page.twins[row]
        if bars.spoken(twin) or (" " in twin and left.company(row) and bars.tabs(twin)):
            left.take([row], "control")


def crumbs(page: Page, left: Left, shape: Shape) -> None:
    """Breadcrumbs: where the page stands in its site."""
    for row in shape.outside_rows:
        twin = page.twins[row]
        if row in left.gone:
            continue
        if is_crumb(twin, page.bars) or (shape.place(row) < CRUMB_ROWS and leads(page, shape, row)):
            left.take([row], "breadcrumb")


def leads(page: Page, shape: Shape, row: int) -> bool:
    """Whether a row over the title is a path by its marks alone: short names, and a title below."""
    twin = page.twins[row]
    if len(twin) > 90 or not any(m in twin for m in PATH_MARKS) or not PATH.fullmatch(twin):
        return False
    pieces = [p for p in CRUMB.split(twin) if p]
    if not 2 <= len(pieces) <= 7 or any(len(p) > 16 for p in pieces[:-1]):
        return False
    if sum(STAGE.fullmatch(p) is not None for p in pieces) >= 2:
        return False
    at = shape.place(row) + 1
    below = shape.kept[at : at + 1]
    return any(shape.head(n) and len(page.twins[n]) > 3 for n in below)


def is_crumb(twin: str, bars: Bars) -> bool:
    """Whether a line is a path of short names, a section of a site among them.

    >>> is_crumb("您的位置:首页 > 动态新闻", Bars(())), is_crumb("受理>审核>办结", Bars(()))
    (True, False)
    """
    if len(twin) > 120 or "。" in twin:
        return False
    known = CRUMB_HEAD.match(twin) is not None
    if not known and twin.count(">") < 2:
        return False
    pieces = [p for p in CRUMB.split(twin) if p]
    if known:
        return len(pieces) >= 1 and all(len(p) <= 45 for p in pieces)
    if sum(STAGE.fullmatch(p) is not None for p in pieces) >= 2:
        return False
    site = any(bars.tiled(p) or p.endswith(("网", "站", "频道", "正文", "内容")) for p in pieces)
    return site and len(pieces) >= 2 and all(len(p) <= 25 for p in pieces[:-1])


def site_talk(page: Page, left: Left, shape: Shape) -> None:
    """Sentences a site says of itself, before or after the body, and the heading over them."""
    if not page.shows & Sign.TALK:
        return
    for row in shape.outside_rows:
        if row in left.gone or not shape.talking(row):
            continue
        left.take([row], "site-talk")
        if row and NOTICE.fullmatch(page.twins[row - 1]):
            left.take([row - 1], "site-talk")


def images(page: Page, left: Left, shape: Shape) -> None:
    """Lines that only show a picture or a page of it."""
    for row in shape.kept:
        twin = page.twins[row]
        if (twin[0] == "!" or "页" in twin) and IMAGE.fullmatch(twin):
            left.take([row], "page-image")
