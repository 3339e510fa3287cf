"""Short lines judged by the company they keep: among furniture before the title and below the text.

A page's foot, once it has begun, does not turn into the document again; and between two pieces of
furniture over the text stands only the title, or more furniture.
"""

from __future__ import annotations

import re
from typing import Any

from cleaner.regex import later
from cleaner.rulebook.bars import SPOKEN
from cleaner.rulebook.decide import Left
from cleaner.rulebook.furniture import NOTICE, is_gazette
from cleaner.rulebook.headline import (
    AKIN,
    MENU,
    SAID,
    is_office,
    of_the_site,
    overlap,
    spoken_share,
)
from cleaner.rulebook.lists import HEADING
from cleaner.rulebook.own import ADOPTED, BODY_NAME, DAY, NUMBER
from cleaner.rulebook.shape import Shape, is_sentence
from cleaner.rulebook.twin import Page, Sign
from cleaner.rulebook.unlisted import OWN
from cleaner.rulebook.values import FILE

BEGUN = 2
"""Rows near each other that went before a page's foot counts as begun."""
FOOT_SHARE = 0.35
"""A foot longer than this part of the page is the page."""
SHORT_LINE = 50
OVER = 30
"""Kept lines at the head among which the title stands."""
SIGNING = later(r"签字|盖章|签章|签名|签订|签署|公章|年 ?月 ?日|法定代表人")
ATTACHED = later(r"[(\d*]|.{0,6}(?:附|抄送|主送|印发|共印)|.*[名清]单|.*表$")
FURNISHED = later(r"[【★]|[=_~-]{5}|仅供参考|手机|下载|收藏|分享|推荐|访问|网站|版权|扫|点击|返回")
"""What shows that a row below the document's day is the site's."""
WORD = 3
"""Characters of a name; a menu has longer words."""
PAGE_CARDS = ("file", "counters", "dates-of-the-page", "unlisted-count")
"""Labels a page puts under a text, which are not the document's."""
READER = later(
    r"上传|作品|展开|收起|转载|热门|推荐|大家都|发布于|加入|相册|相簿|部落格|标签|创作者|E-mail|换一|客服|平台|网站|"
    r"下载|用户|网友|会员|登录|登入|浏览|点击|分享|收藏|转发|评论|点赞|赞助|捐款|捐赠|询价|订阅|关注|扫码|二维码"
    r"|客户端|APP|App|打印|列印|链接|本站|本网|本社|本篇|本刊|引用|文档|举报|投诉|反馈|您|回复|编辑于|有帮助"
    r"|没有帮助|热搜|专题|\S #\S"
)
"""What is said to the reader of a page, not by a document."""
COUNTED = later(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[、.)]")
SELF = later(r"本(?:站|网|库|平台|文书库|数据库|页面)")
MOST_SIGNED = 12
"""Rows a site puts between the document's day and its own foot: more of them are an annex."""
SUBTITLE = later(r"[(—-].*|.*[)]|.*[:,]$")


TOLD = later(r"[:\d]")
"""What follows a label that tells something: a colon, a number."""
BARE_CARD = ("government/bare-index", "government/card-value", "government/card-label", "bare-date")
"""Rules that take a line of an index card whose labels were lost."""
CONTACT = later(
    r"(?:.{0,12}(?:联 ?系|热线|咨询|服务|投诉|举报|监督|值班|急救|总机|秘书处))?"
    r"(?:电 ?话|热 ?线|传 ?真|地 ?址|邮 ?编|邮 ?箱|E-?mail|QQ|邮政编码|手机|Tel|Fax|Add)"
    r"(?:号码|方式)? ?:.{2,90}",
    re.I,
)
CLOSING = 2
FOOTED = 2
"""Rows gone side by side before contacts below them are the site's."""


def company(page: Page, left: Left, shape: Shape, title: int | None, meta: dict[str, Any]) -> None:
    """Let the short rows go that stand inside the furniture over and under the text."""
    if left.gone and shape.last >= shape.first:
        notices(page, left, shape)
        foot(page, left, shape)
        contacts(page, left, shape)
        signed(page, left, shape)
    head(page, left, shape, title)
    if left.gone and title is not None:
        inside_card(page, left, shape, title)
    if left.gone:
        offices(page, left, shape, meta)


def contacts(page: Page, left: Left, shape: Shape) -> None:
    """The site's own address and telephone, between rows of its foot."""
    run: list[int] = []
    for row in range(shape.last + 1, left.count):
        if row not in left.gone and CONTACT.fullmatch(page.twins[row]):
            run.append(row)
            continue
        if run and row in left.gone and footed(left, run[0], FOOTED):
            left.take(run, "foot-of-the-page")
        run = []
    if run and footed(left, run[0], FOOTED + 1):
        left.take(run, "foot-of-the-page")


def footed(left: Left, row: int, size: int) -> bool:
    """Whether so many rows right over this one went."""
    return all(n in left.gone for n in range(row - size, row))


def signed(page: Page, left: Left, shape: Shape) -> None:
    """Plain rows between the document's day and the page's foot, where nothing is attached."""
    rows = [n for n in shape.kept if shape.tail(n)]
    days = [n for n in rows if DAY.fullmatch(page.twins[n])]
    begun = beginning(page, left, days[0] + 1) if days else None
    if begun is None or days[0] > begun:
        return
    between = [n for n in rows if days[0] < n < begun and n not in left.gone]
    plain = all(is_plain(page, n) and not attached(page, n) for n in between)
    if (
        plain
        and len(between) <= MOST_SIGNED
        and any(FURNISHED.search(page.twins[n]) for n in between)
    ):
        left.take(between, "foot-of-the-page")


def attached(page: Page, row: int) -> bool:
    """Whether a row below the day is the document's: a note in brackets, an item, a file."""
    twin = page.twins[row]
    return ATTACHED.match(twin) is not None or FILE.search(twin) is not None


def inside_card(page: Page, left: Left, shape: Shape, title: int) -> None:
    """Plain rows over the text with a row gone on either side, strange to the text."""
    for row in shape.outside_rows:
        if row in left.gone or not shape.head(row) or row - 1 not in left.gone:
            continue
        if row == title or row + 1 not in left.gone or SUBTITLE.fullmatch(page.twins[row]):
            continue
        if is_plain(page, row) and overlap(page.twins[row], shape.words) < AKIN:
            left.take([row], "card-of-labels")


def offices(page: Page, left: Left, shape: Shape, meta: dict[str, Any]) -> None:
    """The office in an index card of bare lines, beside its number or day."""
    for row in shape.outside_rows:
        if row in left.gone or not shape.head(row) or not is_office(page.twins[row]):
            continue
        if any(left.gone.get(n) in BARE_CARD for n in (row - 1, row + 1)):
            meta.setdefault("publisher", page.original(row, 0, len(page.twins[row])).strip())
            left.take([row], "card-of-labels")


def foot(page: Page, left: Left, shape: Shape) -> None:
    """Everything below the place where the foot began, but for the document's own lines."""
    begun = beginning(page, left, shape.last + 1)
    if begun is None and sum(n in left.gone for n in range(shape.first)) >= BEGUN:
        begun = closing(page, left, shape.last + 1)
    if begun is None:
        return
    rows = [n for n in shape.kept if n > begun and n not in left.gone]
    taken = [n for n in rows if is_plain(page, n) and not replies(page, left, n)]
    size, total = sum(len(page.twins[n]) for n in taken), sum(map(len, page.twins))
    if size <= FOOT_SHARE * total:
        left.take(taken, "foot-of-the-page")
    approach(page, left, shape, begun)


def approach(page: Page, left: Left, shape: Shape, begun: int) -> None:
    """Plain rows right over the foot that speak to the page's reader."""
    for row in range(begun - 1, shape.last, -1):
        if row in left.gone:
            continue
        if not (is_plain(page, row) and to_reader(page, row)) or attached(page, row):
            return
        left.take([row], "foot-of-the-page")


def to_reader(page: Page, row: int) -> bool:
    """Whether a row speaks to the page's reader, is a card of the page, or a menu."""
    twin = page.twins[row]
    if READER.search(twin):
        return True
    if ":" not in twin and "|" not in twin:
        menu = " " in twin and MENU.fullmatch(twin) is not None
        return menu and max(map(len, twin.split())) > WORD
    card = page.card(row)
    return card is not None and all(s.words.id in PAGE_CARDS for s in card.segments)


def notices(page: Page, left: Left, shape: Shape) -> None:
    """The next of a numbered notice in the foot, where it names the site too."""
    for row in [n for n, rule in left.gone.items() if n >= shape.first and "notice" in rule]:
        below = row + 1
        if below < left.count and below not in left.gone:
            twins = page.twins[row], page.twins[below]
            if all(COUNTED.match(t) for t in twins) and SELF.search(twins[1]):
                left.take([below], "site-talk")
        over = row - 1
        if over >= shape.first and NOTICE.fullmatch(page.twins[over].replace(" ", "")):
            left.take([over], "site-talk")


def beginning(page: Page, left: Left, start: int) -> int | None:
    """The first row gone from ``start`` on that has another beside it, or only plain rows below."""
    for row in range(start, left.count):
        if row not in left.gone or left.gone[row] == "foot-of-the-page":
            continue
        near = range(row + 1, min(left.count, row + 3))
        beside = sum(evident(page, left, n) for n in near)
        if beside >= BEGUN - 1 or all(is_plain(page, n) for n in range(row, left.count)):
            return row
    return None


def replies(page: Page, left: Left, row: int) -> bool:
    """Whether a row answers under the head of a post: a short one may be all a reader wrote."""
    over = left.gone.get(row - 1, "")
    return over.startswith(("forums/", "qa/answer")) and page.twins[row][-1] in "。!?~"


def closing(page: Page, left: Left, start: int) -> int | None:
    """The first of two rows and more that speak to the reader at a page's very end."""
    row = left.count
    while row > start and evident(page, left, row - 1):
        row -= 1
    return row if left.count - row >= CLOSING else None


def evident(page: Page, left: Left, row: int) -> bool:
    """Whether a row below the text went, or speaks to the page's reader."""
    if row in left.gone:
        return True
    return is_plain(page, row) and not attached(page, row) and to_reader(page, row)


def is_plain(page: Page, row: int) -> bool:
    """Whether a row is short and has no mark of the document's own."""
    twin = page.twins[row]
    if len(twin) > SHORT_LINE or (is_sentence(twin) and not page.talks(row)):
        return False
    if "__" in twin or twin[-1] == "。" or SIGNING.search(twin):
        return False
    if twin.startswith("发文") and is_gazette(page, row):
        return False
    if (found := OWN.match(twin)) and (found[0][0] in "附注主抄" or TOLD.search(twin)):
        return False
    return not any(p.match(twin) for p in (HEADING, ADOPTED)) and not any(
        p.fullmatch(twin) for p in (NUMBER, DAY, BODY_NAME)
    )


def head(page: Page, left: Left, shape: Shape, title: int | None) -> None:
    """Rows over the title, among rows that went, or written as no title is."""
    rows = [n for n in shape.kept[:OVER] if shape.head(n) and n not in left.gone]
    last = max((n for n in left.gone if n < shape.first), default=-1)
    doubtful = [n for n in rows if is_doubtful(page, n, last)]
    if title is None or not doubtful or title in left.gone:
        return
    sure = overlap(page.twins[title], shape.words) >= AKIN
    for n in doubtful:
        foreign = of_the_site(page, n) or spoken_share(page.twins[n]) >= SAID
        between = any(m in left.gone for m in range(n + 1, title))
        if n < title and (between or is_listing(page, n) or foreign) and (sure or foreign):
            left.take([n], "head-of-the-page")


def is_doubtful(page: Page, row: int, last: int) -> bool:
    """Whether a row over the text may be the site's: plain, and before a row that went or a
    menu."""
    if not (row < last or is_listing(page, row)):
        return False
    if SUBTITLE.fullmatch(page.twins[row]) and not is_listing(page, row):
        return False
    twin = page.twins[row]
    return is_plain(page, row) or any(p.fullmatch(twin) for p in (BODY_NAME, DAY))


def is_listing(page: Page, row: int) -> bool:
    """Whether a row is a menu, a counter or a name with a day."""
    twin = page.twins[row]
    if page.signs[row] & Sign.BAR and page.bars.tiled(twin):
        return True
    if not (" " in twin or "|" in twin or twin.startswith("注:")) or not MENU.fullmatch(twin):
        return False
    return any(c.isdigit() for c in twin) or any(
        page.bars.tiled(token) or SPOKEN.search(token) for token in re.split(r"[ |]+", twin)
    )
