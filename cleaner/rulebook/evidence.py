"""What a row shows of itself, as numbers: menu or sentence, counter or signature.

No sign decides alone. What each says for the page's furniture, and what each says against a title,
was weighed on invented pages of many families; see ``zones`` and ``heading``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.rulebook.company import READER, SIGNING, SUBTITLE, attached
from cleaner.rulebook.headline import KIND, LABEL, LETTERS, is_office, names, owned, spoken_share
from cleaner.rulebook.lists import HEADING
from cleaner.rulebook.own import ADOPTED, DAY, NUMBER
from cleaner.rulebook.shape import is_sentence
from cleaner.rulebook.twin import Page
from cleaner.rulebook.unlisted import OWN

TOKEN, MENU = 8, 3
"""Characters of the longest word of a menu, and the fewest words of one."""
LONG, TINY = 30, 4
WEIGHED = 160
"""Characters of a row that are looked at: what is longer is text by its first ones."""
CHROME = re.compile(
    r"首页|频道|栏目|导航|菜单|主页|平台|在线|服务|中心|社区|论坛|专题|资讯|新闻|视频|图片|图集|直播|投稿|商城"
    r"|更多|相关|热门|热点|最新|推荐|排行|精选|榜|猜你|喜欢|往期|上一|下一|返回|回到|顶部|页首|扫|码|手机版|客户端"
    r"|问题|意见|纠错|检索|查询|搜索|目录|字体|字号|打印|帮助|本站|本网|网站|广告|招商|法律顾问|版权|所有|转载|声明"
    r"|来自|发布|更新|编辑|责编|校对|审核|作者|记者|来源|浏览|访问|点击|阅读|时间|日期|编号|状态|级别|类型|类别|标签|分类"
)
"""Words that stand on every page and now and then in every document."""
CITED = re.compile(r"\[\d{1,3}\] ?\S|参考(?:文献|资料|书目):?.|收稿日期")
"""An entry of a list of what was cited, or what a journal says of a paper."""
GAP = re.compile(r"[ |/·│]+")
LATIN = re.compile(r"[A-Za-z]")
SEARCHED = {
    "count": re.compile(
        r"\d[\d,.]*[万wWkK+]? ?(?:人|次|条|楼|分|阅读|浏览|评论|点?赞|币|[MK]B|粉丝|字|回|页|个回答"
        r"|℃|关注|收藏|喜欢)"
        r"|(?:^|[ (])\d[\d,.]*[万wWkK+]?(?:$|[ )])"
    ),
    "day": re.compile(r"(?:19|20)\d{2} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d|\d[-/]\d{1,2}|\d{1,2}:\d{2}"),
    "address": re.compile(
        r"https?:|www\.|\.(?:com|cn|net|org|example)|@|©|[Cc]opyright|ICP|备案|许可|QQ|\d{3,4}-\d{3,8}|IP"
        r"|\d{5}|Powered|主办|承办|地址|电话|热线"
    ),
    "price": re.compile(r"[¥￥$]\d|\d元|免费|[Vv][Ii][Pp]|LV|Lv"),
    "signing": re.compile(SIGNING.pattern + "|__"),
}
MATCHED = {
    "marked": re.compile(r"[☞»←→^★☆※<>‹›#+❤♡~-]|\S*[\U0001F300-\U0001FAFF]"),
    "trailed": re.compile(r".*(?:>|»|→|…|\.\.\.|[☆★+↓^])$"),
    "fenced": re.compile(r"[【\[〔(<].*[】\]〕)>]$"),
    "listed": re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[A-D])[.、) ]"),
    "heading": HEADING,
    "label": LABEL,
}


def form(page: Page, row: int) -> Mapping[str, float]:
    """What the row itself shows, each sign from 0 to 1; asked once per row."""
    if row not in page.forms:
        page.forms[row] = shown(page, row)
    found: Mapping[str, float] = page.forms[row]
    return found


def shown(page: Page, row: int) -> dict[str, float]:
    """The signs of a row that are there; one that is 0 is left out."""
    twin = page.twins[row]
    cut = twin[:WEIGHED]
    tokens = [t for t in GAP.split(cut) if t]
    short = all(len(t) <= TOKEN for t in tokens)
    out: dict[str, float] = {
        "spoken": spoken_share(cut),
        "chrome": sum(map(len, CHROME.findall(cut))) / len(cut),
        "reader": min(2, len(READER.findall(cut))) / 2,
        "comma": min(2, sum(c in ",;、" for c in cut)) / 2,
        "menu": short and len(tokens) >= MENU,
        "pair": short and len(tokens) == MENU - 1,
        "empty": twin[-1] == ":",
        "office": is_office(cut),
        "site": names_the_site(page, cut),
        "sentence": is_sentence(twin),
        "full": "。" in twin,
        "long": len(twin) > LONG,
        "tiny": len(twin) <= TINY,
        "quoted": twin[0] in "“「\"'‘",
        "latin": 3 * len(LATIN.findall(cut)) > len(cut),
        "talks": page.talks(row),
        "bar": bool(tokens and page.bars.tiled(tokens[0])),
        "own": is_own(page, row),
        "named": is_named(twin),
        "blank": LETTERS.search(twin) is None,
        "kind": KIND.search(twin) is not None,
        "subtitle": SUBTITLE.fullmatch(twin) is not None,
    }
    out |= {name: pattern.search(cut) is not None for name, pattern in SEARCHED.items()}
    out |= {name: pattern.match(cut) is not None for name, pattern in MATCHED.items()}
    return {name: float(value) for name, value in out.items() if value}


def names_the_site(page: Page, twin: str) -> bool:
    """Whether a line is the site's name, as its foot or its path gives it."""
    told, _ = names(page)
    return bool(told) and ((len(twin) > 2 and twin in told) or (" " in twin and owned(twin, told)))


def is_named(twin: str) -> bool:
    """Whether a row begins with a label that is none of a page's."""
    found = LABEL.match(twin)
    return found is not None and CHROME.search(found[0]) is None


def is_own(page: Page, row: int) -> bool:
    """Whether a row has a mark of the document's own: party, number, day, note, annex."""
    twin = page.twins[row][:WEIGHED]
    if (
        OWN.match(twin)
        or CITED.match(twin)
        or ADOPTED.match(twin)
        or NUMBER.fullmatch(twin)
        or DAY.fullmatch(twin)
    ):
        return True
    return attached(page, row)
