"""The stamp under a title: when a page was published, how often it was read and where it is from,
without the labels by which cards are known.

>>> sorted(read("2019.04.22 21:07 字数 1033 阅读 366").items())
[('date', '2019-04-22'), ('views', 366)]
>>> sorted(read("江岸札记 2018-07-29 乔木").items())
[('author', '乔木'), ('date', '2018-07-29'), ('source', '江岸札记')]
>>> read("2021年1月18日"), read("2021年1月18日,全市召开了会议。")
({}, {})
"""

from __future__ import annotations

from typing import Any

from cleaner.regex import later
from cleaner.rulebook import values
from cleaner.rulebook.bars import Bars
from cleaner.rulebook.decide import Left
from cleaner.rulebook.fields import own_fields
from cleaner.rulebook.headline import KIND
from cleaner.rulebook.own import names_a_body
from cleaner.rulebook.people import is_person
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page

LONGEST = 60
"""Characters of a stamp."""
PIECES, PIECE = 5, 14
"""Names and counts beside the day, and the characters of one."""
CLOCK = r"[ T|]{0,2}\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?"
DAY = later(
    r"(?P<day>(?:19|20)\d{2} ?"
    r"(?:[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}|(?P<han>年) ?\d{1,2} ?月 ?\d{1,2} ?日))"
    rf"(?: ?\(?(?:星期|周)[一二三四五六日天]\)?)?(?P<clock>{CLOCK})?"
)
READ = later(
    r"(?<![\d次人])(?<![次人] )(?:阅读|浏览|播放|点击|观看|围观|查阅|查看|点阅)[一-鿿]{0,3}"
    r" ?[:(]? ?(\d[\d,]{0,11})\)?(?: ?人?次)?"
)
COUNT = later(
    r"(\d[\d,]{0,11}|\d{1,3}(?:\.\d{1,2})?[万wWkK]) ?(?:人?次|人)?"
    r"(?:已[阅读]|阅读?|浏览|播放|观看|围观|查看|看过|[Vv]iews)"
)
"""How often a page was read: the word before the count, or behind it."""
SAID = later(
    r"(?:最[后近])?(?:发[布表]|公布|刊登|张贴|更新|提交|[Pp]osted)(?:于| on)?[:/]? ?"
    r"|^(?:时间|日期|稿件|信息)?[:/] ?"
)
"""What leads up to the day."""
FROM = later(r"(?:信息|稿件|文章)?来源于?:? ?")
ORIGIN = later(r"(?:信息|稿件|文章)?来源 ?:? ?([^ |:,]{2,14})(?= |\||$)")
"""Where a text is from, by its label."""
COUNTED = later(
    r"(?:收藏|评论|回复|点?赞|喜欢|转发|分享|粉丝|字数|热度|获赞) ?[:(]?\d[\d,.]*[万wWkK+]?\)?"
    r"|\d[\d,.]*[万wWkK+]? ?(?:条|个)?(?:收藏|评论|回复|点?赞|喜欢|转发|分享|粉丝|字)"
)
"""What else a page counts."""
EMPTY = later(r"(?:阅读|浏览|点击|访问|查看|评论|来源|作者|编辑|字号|字体)[一-鿿]{0,2} ?:(?= |$)")
"""A label with nothing behind it."""
WRITTEN = later(r"^ ?(?:文|图文|撰文|撰稿) ?[/|:] ?")
FENCED = later(r"[【\[][^】\]]{0,12}[】\]]")
OFFICE = later(
    r"[一-鿿]{2,12}(?:网|报|社|晚报|日报|都市报|政府|局|厅|委|中心|发布|电视台|在线|客户端|杂志|周刊|传媒"
    r"|研究|智库|论坛|期货|证券|财经|资讯|频道|平台|文库|出版社)"
)
"""How names of newspapers, agencies and offices end."""
CALLED = ("医生", "记者", "律师", "老师", "教授", "编辑", "主任", "通讯员", "法师", "博士")
"""How the word before a name ends that says what its bearer is."""
PERSON = later(r"[一-鿿·]{2,4}")
NICKNAME = later(r"[一-鿿A-Za-z0-9_·-]{2,12}")
REPORTER = later(r"^(?:小?记者|通讯员) ")
PERSONAL = 3
"""Characters of a name; what is longer beside a writer may be an account."""
BEARER = later(r"^([一-鿿]{2,3})(?:律师|记者)$")
ROLE = later(
    r"匿名(?:用户|网友)?|原创|转载|首发|独家|精华|置顶|楼主|管理员|版主|作者|(?:认证|注册|普通|高级)(?:用户|会员|车主|作者)"
)
"""What a page calls a writer, or the text."""
ISSUE = later(r"([一-鿿·]{2,16}) ?(?:19|20)\d{2}年第?\d{1,2}期")
"""A journal and its issue, as copies of papers name them under the title."""
CHANGED = later(r"已 ?$|^ ?(?:修改|编辑|更新)|修改 ?$")
"""Around the day on which a text was changed, not published."""
GAP = later(r"[ |/·,@]+")
PLACE = (
    r"(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东"
    r"|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)"
)
WHERE = later(
    rf"(?:(?:发[布表]于|来自|IP属地:?) ?)?(?<![一-鿿]){PLACE}(?![一-鿿])"
    rf"|(?:发[布表]于|来自) ?{PLACE}(?![一-鿿])"
)
"""Where a reader's page says a writer is."""
JUNK = later(
    r"\d{1,4} ?(?:分钟|秒|页|字|楼|级|次|人)|date|[Qq]{2}群?"
    r"|.*(?:网页版|动态|答案|反馈|小编|整理|匿名|读后感|观后感|大全|关注|文章|分享|订阅|设置|登录|首页|热点|聚焦)"
    r"|.*(?:公告|公示|编印)|(?:创建|上传|编辑|修改|提交|保存|推荐|admin|by)"
)
"""What a page puts among the names that is none."""
LABELLING = ("时间", "日期", "区域")
"""How labels end: beside one no piece is a writer."""
READS = later(r"\d{1,7}")
"""A bare count behind the day."""
DOMAIN = later(r"(?:www\.)?[a-z0-9-]{2,20}\.(?:com|cn|net|org|com\.cn)")
SAYS = later(r"[。!?;:“”]")
WORK = later(r"《[^《》]{2,12}》")
"""The name of a journal."""
UNDER = 5
"""Rows under a title among which its stamp stands."""


def stamps(page: Page, left: Left, shape: Shape, title: int | None, meta: dict[str, Any]) -> None:
    """Let the stamp under the title go, and keep what it tells."""
    if title is None:
        return
    own = None
    for row in range(title + 1, min(shape.first, title + 1 + UNDER)):
        if row in left.gone or not (found := stamp(page, row)):
            continue
        own = own_fields(page, shape, title) if own is None else own
        if row not in own:
            for key, value in found.items():
                meta.setdefault(key, value)
            left.take([row], "byline")


def stamp(page: Page, row: int) -> dict[str, Any]:
    """What a row tells as a stamp: names are those of the page's own characters, and beside a day
    alone they are of a list, where the rows around have a day too."""
    twin = page.twins[row]
    found = read(twin, page.bars)
    if authors := found.pop("authors", None):
        at = twin.find(authors[0])
        end = twin.find(authors[-1], at + 1) + len(authors[-1])
        return found | {"author": page.original(row, at, end).strip()}
    named = {key: found[key] for key in ("author", "source") if key in found}
    for key, name in named.items():
        at = twin.find(name)
        if at >= 0:  # else its two words stand apart in the line
            found[key] = page.original(row, at, at + len(name)).strip()
    if not named or "date" not in found or sure(twin):
        return found
    around = (n for n in (row - 1, row + 1) if 0 <= n < len(page))
    return {} if any(DAY.search(page.twins[n][:LONGEST]) for n in around) else found


def sure(twin: str) -> bool:
    """Whether a stamp says more than a day and names: the time, a count, that it was published."""
    day = DAY.search(twin)
    return bool(READ.search(twin) or COUNT.search(twin) or SAID.search(twin)) or bool(
        day and day["clock"]
    )


def read(twin: str, bars: Bars | None = None) -> dict[str, Any]:
    """What a stamp tells; nothing where the row is none, or only a day as documents write it."""
    if not has_year(twin):
        return {}
    if issue := ISSUE.fullmatch(twin):
        return {"source": issue[1].strip()}
    day = DAY.search(twin[: LONGEST + 1]) if len(twin) <= LONGEST and twin[0] not in "([" else None
    if day is None:
        return {}
    parts = twin[: day.start()], twin[day.end() :]
    seen = next((m for part in parts if (m := READ.search(part) or COUNT.search(part))), None)
    origin = next((m for part in parts if (m := ORIGIN.search(part))), None)
    if origin:
        parts = parts[0].replace(origin[0], " ", 1), parts[1].replace(origin[0], " ", 1)
    over, under = (names(part.replace(seen[0], " ", 1) if seen else part, bars) for part in parts)
    if over is None or under is None or len(over) + len(under) > PIECES:
        return {}
    if not seen and len(under) == 1 and READS.fullmatch(under[0]):
        out_views, under = values.views(under[0]), []
    else:
        out_views = None
    pieces = over + under
    told = day["clock"] or seen or SAID.search(twin) or any(map(OFFICE.fullmatch, pieces))
    if day["han"] and not told:
        return {}
    said = writers(over, under)
    if pieces and not told and not said:
        return {}
    out = {"date": values.date(day["day"])} | said
    if origin:
        out["source"] = origin[1]
    if seen or out_views is not None:
        out["views"] = values.views(seen[1]) if seen else out_views
    return {key: value for key, value in out.items() if value is not None}


def has_year(twin: str) -> bool:
    """Whether a line may hold a year."""
    return "20" in twin or "19" in twin


def names(part: str, bars: Bars | None) -> list[str] | None:
    """The names in a part of a stamp, without counts, buttons and what leads up to the day; None
    where it says something else."""
    for pattern in (FENCED, COUNTED, EMPTY, WHERE, SAID, FROM, WRITTEN):
        part = pattern.sub(" ", part)
    if SAYS.search(part) or CHANGED.search(part):
        return None
    pieces = [p for p in GAP.split(part) if p and not (bars and is_dress(p, bars))]
    strange = (p for p in pieces if len(p) > PIECE or ("《" in p and not WORK.fullmatch(p)))
    return None if any(strange) else pieces


def is_dress(piece: str, bars: Bars) -> bool:
    """Whether a piece is a button, a mode of showing the page, or what it calls its writers."""
    if ROLE.fullmatch(piece) or JUNK.fullmatch(piece) or KIND.search(piece):
        return True
    return bool(bars.tiled(piece) or bars.spoken(piece))


def writers(over: list[str], under: list[str]) -> dict[str, Any]:
    """Who wrote and where it is from, by the names before and behind the day. Of two before it the
    writer comes first, else the account; a newspaper is known by its name."""
    pieces = over + under
    if len(pieces) > 1 and all(map(is_person, pieces)) and not (over and under):
        return {"author": (over or under)[0], "authors": pieces}
    offices = [p for p in pieces if OFFICE.fullmatch(p) or DOMAIN.fullmatch(p) or WORK.fullmatch(p)]
    people = [p for p in pieces if p not in offices and NICKNAME.fullmatch(p)]
    if any(p.endswith(LABELLING) for p in pieces):
        return {}
    if len(pieces) > 1:
        pieces = [p for p in pieces if p not in CALLED]
        people = [p for p in people if p not in CALLED]
    if len(people) + len(offices) != len(pieces) or len(offices) > 1 or len(people) > 3:
        return {}
    if len(people) > 1 and people[0].endswith(CALLED):
        people = [" ".join(people[:2]), *people[2:]]
    if len(people) > 2 or (len(people) == 2 and offices):
        return {}
    if any(map(names_a_body, people)):
        return {}
    author = next(filter(is_person, people), None)
    if author is None and people:
        author = people[0] if len(people) == 1 or len(over) == 2 else people[-1]
    if len(people) == 2 and author in people and not any(map(PERSON.fullmatch, people)):
        return {}
    source = offices or [p for p in people if p != author and len(p) > PERSONAL]
    out = {"source": source[0]} if source else {}
    return out | ({"author": plain_name(author)} if author else {})


def plain_name(author: str) -> str:
    """A writer without what the writer is: a lawyer's and a reporter's calling."""
    bearer = BEARER.sub(r"\1", author)
    bearer = bearer if is_person(bearer) else author
    return REPORTER.sub("", bearer) or bearer
