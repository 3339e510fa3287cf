"""The stamp under a title: when a page was published, how often it was read and where it is from,
without the labels by which cards are known.

>>> sorted(read("2019.04.22 21:07 字数 1033 阅读 366").items())
[('date', '2019-04-22'), ('views', 366)]
>>> read("2021年1月18日"), read("2021年1月18日,全市召开了会议。")
({}, {})
"""

from __future__ import annotations

import re
from typing import Any

from cleaner.rulebook import values
from cleaner.rulebook.decide import Left
from cleaner.rulebook.fields import own_fields
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page

LONGEST = 60
"""Characters of a stamp."""
PIECES, PIECE = 5, 14
"""Names and counts beside the day, and the characters of one."""
CLOCK = r"[ T|]{0,2}\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?"
DAY = re.compile(
    r"(?P<day>(?:19|20)\d{2} ?"
    r"(?:[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}|(?P<han>年) ?\d{1,2} ?月 ?\d{1,2} ?日))"
    rf"(?: ?\(?(?:星期|周)[一二三四五六日天]\)?)?(?P<clock>{CLOCK})?"
)
READ = re.compile(
    r"(?:阅读|浏览|播放|点击|观看|围观|查阅|查看|点阅)[一-鿿]{0,3} ?[:(]? ?(\d[\d,]{0,11})\)?"
)
COUNT = re.compile(r"(\d[\d,]{0,11}) ?(?:次|人)?(?:阅读|浏览|播放|观看|围观|查看|[Vv]iews)")
"""How often a page was read: the word before the count, or behind it."""
SAID = re.compile(
    r"(?:发[布表]|公布|刊登|张贴|更新|提交|[Pp]osted)(?:于| on)?[:/]? ?"
    r"|^(?:时间|日期|稿件|信息)?[:/] ?"
)
"""What leads up to the day."""
FROM = re.compile(r"(?:信息|稿件|文章)?来源于?:? ?")
OFFICE = re.compile(
    r"[一-鿿]{2,12}(?:网|报|社|晚报|日报|都市报|政府|局|厅|委|中心|发布|电视台|在线|客户端|杂志|周刊|传媒)"
)
"""How names of newspapers, agencies and offices end."""
GAP = re.compile(r"[ |/·,]+")
SAYS = re.compile(r"[。!?;:《》“”]")
UNDER = 5
"""Rows under a title among which its stamp stands."""


def stamps(page: Page, left: Left, shape: Shape, title: int | None, meta: dict[str, Any]) -> None:
    """Let the stamp under the title go, and keep what it tells."""
    if title is None:
        return
    own = None
    for row in range(title + 1, min(shape.first, title + 1 + UNDER)):
        twin = page.twins[row]
        if row in left.gone or not (found := read(twin)):
            continue
        own = own_fields(page, shape, title) if own is None else own
        if row not in own:
            for key, value in found.items():
                meta.setdefault(key, value)
            left.take([row], "byline")


def read(twin: str) -> dict[str, Any]:
    """What a stamp tells; nothing where the row is none, or only a day as documents write it."""
    day = DAY.search(twin[: LONGEST + 1]) if len(twin) <= LONGEST and twin[0] not in "([" else None
    if day is None:
        return {}
    rest = twin[: day.start()] + " " + twin[day.end() :]
    seen = READ.search(rest) or COUNT.search(rest)
    rest = rest.replace(seen[0], " ", 1) if seen else rest
    rest = FROM.sub("", SAID.sub(" ", rest, count=2))
    rest = rest.strip(" |:")
    pieces = [p for p in GAP.split(rest) if p]
    if len(pieces) > PIECES or SAYS.search(rest) or any(len(p) > PIECE for p in pieces):
        return {}
    told = day["clock"] or seen or SAID.search(twin) or any(map(OFFICE.fullmatch, pieces))
    if not told and (day["han"] or pieces):
        return {}
    out: dict[str, Any] = {"date": values.date(day["day"])}
    if seen:
        out["views"] = values.views(seen[1])
    offices = [p for p in pieces if OFFICE.fullmatch(p)]
    if len(offices) == 1:
        out["source"] = offices[0]
    return {key: value for key, value in out.items() if value is not None}
