"""Lines made of labels with values, and of buttons: cards, bylines, bars.

The whole line must be tiled: a label in a sentence is content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from cleaner.rulebook import values
from cleaner.rulebook.rule import Words
from cleaner.rulebook.twin import Page

MAX_CARD = 240
"""Characters of a line that may be a card: ten labels with their values."""
MAX_FREE = 120
"""Characters of a free value, such as a summary of contents."""
MAX_SHORT = 30
CUT = re.compile(r"[ |/·>\[\]【】()《》0-9:,、+_«»<….-]+")
OUTER = " |/·>[]【】(){};,、.*-_<"
CLOCK = r"(?:[ T]?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2})?秒?)?"
DATED = re.compile(
    r"[\[(]?(?:19|20)\d{2} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?[日号]?[\])]?"
    r" ?(?:\(?(?:星期|周)[一二三四五六日天]\)?)? ?" + CLOCK + r" ?(?:AM|PM|am|pm)?"
)
COUNTED = re.compile(
    r"[\[(【]?\d{0,3}[\d,.]{0,10} ?[万wWkK千]?\+?(?:/\d{1,6})?[\])】]? ?(?:次|人次|人|条|个|分|℃|热度)?"
)
BLANK = re.compile(
    r"[\[\]()【】{} |/_*.·<>-]*(?:null|undefined|NaN|无|暂无|没有了|未知|佚名|不详|本站|网络|互联网|N/A)?[\[\]()【】{} |/_*.·<>-]*"
)
SENTENCE = re.compile(r"[。!?;]|,.*,")


KIND = "被|总|资料|文档|资源|文件|文章|信息|课件|教案|试卷|作品|图书|新闻|公文|本文|本篇|稿件|内容|页面|网页|本页|帖子|论文|小说|范文|素材"
"""What a page calls the thing it shows, before a label: 资料大小, 文章来源."""
PREFIX = re.compile(KIND)
BUTTON = re.compile(
    r"(?:请|现在|点此|点击|立即|马上|立刻|免费|付费|我要|一键|在线|快速|直接|查看|加入|添加|联系|举报|分享|收藏|下载|购买|返回|回到|发表|提交|复制"
    r"|打印|关闭|登录|登陆|注册|关注|订阅|展开|收起|阅读|预览|上传|充值|开通|打赏|咨询|投诉|反馈|搜索|扫码|保存|转发|推荐|评论|回复|取消|申请|进入|浏览|切换){1,3}"
    r"(?:并|后|到|至|给|和)?(?:本|该|此|这|更多|全部|全文|原文|完整|所有|我的|其他)?"
    r"(?:下载|购买|文档|资料|资源|文章|本页|页面|网页|全文|原文|列表|首页|主页|顶部|底部|卖家|买家|客服|作者|购物车|评论|回复|留言|会员|VIP|窗口|链接|网址|地址"
    r"|登录|注册|咨询|更多|二维码|阅读|收藏夹?|版权|侵权|问题|反馈|意见|中心|微信|微博|朋友圈|公众号|专题|目录|书架|书签|账号|密码|试用|内容|图片|大图|站点|网站|版|好友|手机|电脑|分享|查看|观看|APP|App|客户端)?"
)
"""A button that no list names: a verb of using a page, and what it is done to."""
COUNTING = re.compile(r"^(?:人?次|人|条|个)(?=[一-鿿]{2})")
"""What follows a count before the word of a counter: 12次浏览."""
SPOKEN = re.compile(
    r"点击|点此|查看|阅读|浏览|下载|订阅|关注|分享|转发|收藏|评论|留言|回复|登录|登陆|注册|打开|展开|收起|继续|往下|向下|滑动|加载|显示|返回|复制|打印|预览|扫码|扫描|长按|识别"
    r"|添加|加入|免费|付费|立即|马上|更多|全文|全部|原文|剩余|余下|完整|本页|本文|本刊|文章|文本|文档|资料|图片集?|大图|图集|视频|音频|内容|页面|网页|链接|二维码|公众号|客户端|手机|电脑"
    r"|微信|微博|朋友圈?|好友|喜欢|感谢|没有帮助|有用|点赞|打赏|赞赏|举报|反馈|意见|建议|投诉|申诉|侵权|会员|用户|协议|隐私|政策|权|声明|版权|客服|热线|服务|帮助|指南|购物车|购买|充值"
    r"|字级|字号|字体|设定|设置|相关|同类|推荐|热门|最新|其他|报道|报导|新闻|产品|回答|提问|问题|邀请|采纳|最佳|写|试读|试看|结束|上一[篇页章条]|下一[篇页章条]|目录|导航|首页|栏目|频道|期刊|杂志|订单|我的|账号|密码|LINE|APP|App|VIP"
)
SOFT = re.compile(
    r"[请您你后可以就的了吗吧呢啊这那篇该此本给到在和与或并也为被等来去看我要我们大小中特 ]"
)
SPOKEN_SHARE = 0.8
"""Part of a short line's Han characters that words of using a page cover before it is one of its
controls; half of a title may be such words, four fifths of it are not."""
TRAILING_DATE = re.compile(rf" ({DATED.pattern})$")
LISTED = re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[A-D])[.、)]")
"""An item of a list is the document's, whatever its word."""
HAN = re.compile(r"[一-鿿]")
WRITER = re.compile(r"[一-鿿]{2,4}")
POSTED = Words("words", "posted", "label", ("发表于",), "a day posted", (), (), "date", "date")


class Segment(NamedTuple):
    """One label of a card and where its value stands in the twin."""

    words: Words
    label: str
    start: int
    end: int


class Card(NamedTuple):
    """A line that labels and their values make up."""

    segments: tuple[Segment, ...]
    lead: str
    empty: bool

    @property
    def strong(self) -> bool:
        """Whether it stands for itself: a telling label, or several."""
        return len(self.segments) > 1 or bool(self.lead) or not self.segments[0].words.weak

    @property
    def name(self) -> str:
        """The rule that takes it."""
        return self.segments[0].words.name

    def meta(self, page: Page, row: int) -> dict[str, Any]:
        """The fields it tells; names in the page's own characters, dates and counts from the twin."""
        out: dict[str, Any] = {}
        if self.lead and (found := values.date(self.lead)):
            out["date"] = found
        elif self.lead and WRITER.fullmatch(self.lead) and self.segments[0].words is POSTED:
            out["author"] = self.lead
        for s in self.segments:
            if s.words.field:
                read = span_value(page, row, s.words.field, s.start, s.end)
                if read is not None:
                    out.setdefault(s.words.field, read)
        return out


def span_value(page: Page, row: int, field: str, start: int, end: int) -> Any:
    """The value of a field that stands at ``start:end`` of a row's twin, or None."""
    text = page.twins[row][start:end]
    if BLANK.fullmatch(text):
        return None
    if field in ("date", "document_date"):
        return values.date(text)
    if field == "views":
        found = COUNTED.match(text.strip(" :"))
        return values.views(found[0]) if found else None
    return values.value(field, trimmed(page.original(row, start, end)))


def trimmed(text: str) -> str:
    """A value without the separators and half brackets around it."""
    text = text.strip(" \u3000\xa0\t|/·>_*-;,，；｜")
    for opening, closing in ("()", "[]", "【】", "（）"):
        if text.endswith(closing) and opening not in text:
            text = text[:-1].rstrip()
    return text.rstrip("【[(（").strip()


class Bars:
    """Lines made of buttons and menu words."""

    def __init__(self, words: Iterable[Words]) -> None:
        lists = [w for w in words if w.kind == "bar"]
        self.buttons = {n: w for w in lists if w.value != "menu" for n in w.names}
        self.menus = {n: w for w in lists if w.value == "menu" for n in w.names}
        self.longest = max(map(len, [*self.buttons, *self.menus]), default=0)

    def made_of(self, line: str) -> bool:
        """Whether the line is a bar: buttons, or two and more menu words, and nothing else.

        One word in three may be unknown where at least four are known: menus have their own names.
        """
        return self.verdict(line) >= 1

    def verdict(self, line: str) -> int:
        """How many buttons make up the line; 0 where something else is in it or it is one menu word."""
        tokens = [t for t in CUT.split(line) if t]
        if not tokens or len(line) > 200 or LISTED.match(line):
            return 0
        buttons = menus = unknown = 0
        for token in tokens:
            found = self.tiled(token)
            buttons += found == "button"
            menus += found == "menu"
            unknown += not found and 0 < len(token) <= 6
            if not found and len(token) > 6:
                return 0
        known = buttons + menus
        if unknown and (known < 4 or unknown * 2 > known):
            return 0
        if not buttons and menus < 2 + (" " not in line and "|" not in line):
            return 0
        if not buttons and menus < 3 and not re.search(r"[|>·/]", line):
            return 0
        return known

    def spoken(self, line: str) -> bool:
        """Whether a short line is made of words of using a page, in whatever wording.

        >>> Bars(()).spoken("订阅后可阅读全文"), Bars(()).spoken("关于收藏管理的通知")
        (True, False)
        """
        if not 4 <= len(line) <= 24 or LISTED.match(line) or ":" in line:
            return False
        rest = SPOKEN.sub("", line)
        if len(line) - len(rest) < 4:
            return False
        left = len(HAN.findall(SOFT.sub("", rest)))
        return left <= (1 - SPOKEN_SHARE) * len(HAN.findall(line))

    def tiled(self, token: str) -> str:
        """Whether a token is one or more known words run together."""
        token = COUNTING.sub("", token, 1) or token
        if token in self.buttons:
            return "button"
        if token in self.menus:
            return "menu"
        at, kind = 0, "menu"
        while at < len(token):
            for size in range(min(self.longest, len(token) - at), 1, -1):
                part = token[at : at + size]
                if part in self.buttons or part in self.menus:
                    kind = "button" if part in self.buttons and size > 1 else kind
                    at += size
                    break
            else:
                return "button" if 4 <= len(token) <= 10 and BUTTON.fullmatch(token) else ""
        if len(token) > 3:
            return kind
        return ""


class Labels:
    """Lines made of labels with values."""

    def __init__(self, words: Iterable[Words]) -> None:
        self.words = {spaced(n): w for w in words if w.kind == "label" for n in w.names}
        names = sorted({n for w in self.words.values() for n in w.names}, key=len, reverse=True)
        inner = "|".join(" {0,3}".join(map(re.escape, n.replace(" ", ""))) for n in names)
        inner = f"(?:{KIND})?(?:{inner})"
        counts = "|".join(
            re.escape(n) for n in names if self.words[spaced(n)].value == "count" and len(n) > 1
        )
        self.at = (
            re.compile(
                rf"(?P<a>{inner}) ?(?::|--)|^(?P<b>{inner}) ?\|(?= )"
                rf"|(?P<c>被?(?:{counts})) ?\(?(?=\d+\)?(?:[ |次]|$))"
                r"|(?P<d>(?:发表|发布|刊登|张贴|投稿|收录|刊)于) ?(?=\d{4})"
            )
            if names
            else None
        )

    def card(self, line: str, bars: Bars) -> Card | None:
        """The line as a card, or None where anything in it is not a label or a plausible value."""
        if (
            self.at is None
            or len(line) > MAX_CARD
            or not (":" in line or "|" in line or "--" in line or line[-1:].isdigit())
        ):
            return None
        found = list(self.at.finditer(line))
        if not found:
            return None
        lead = line[: found[0].start()].strip(OUTER)
        writer = bool(found[0]["d"]) and len(lead) <= 12
        if lead and not (
            writer or DATED.fullmatch(lead) or bars.made_of(lead) or lead in bars.buttons
        ):
            return None
        last = line
        if not lead and (dated := TRAILING_DATE.search(line)) and dated.start() > found[-1].end():
            lead, last = dated[1], line[: dated.start()]
        segments = self.segments(found, last)
        empty = True
        for s in segments:
            value = last[s.start : s.end].strip(" |;,")
            if not BLANK.fullmatch(value):
                empty = False
                if not plausible(s.words, value, bars):
                    return None
        return Card(tuple(segments), lead, empty)

    def segments(self, found: list[re.Match[str]], line: str) -> list[Segment]:
        """The labels of a line, each with the place of its value."""
        ends = [m.start() for m in found[1:]] + [len(line)]
        names = [m["a"] or m["b"] or m["c"] or m["d"] for m in found]
        return [
            Segment(self.named(n), n, m.end(), end)
            for n, m, end in zip(names, found, ends, strict=True)
        ]

    def named(self, label: str) -> Words:
        """The words of a label, with or without the kind of thing before it."""
        label = spaced(label)
        return self.words.get(label) or self.words.get(PREFIX.sub("", label, 1)) or POSTED

    def loose(self, page: Page, row: int) -> dict[str, Any]:
        """What the labels of a line that went for another reason tell."""
        line = page.twins[row]
        if self.at is None or "。" in line:
            return {}
        card = page.card(row)
        if card:
            return dict(card.meta(page, row))
        out: dict[str, Any] = {}
        if dated := DATED.match(line):
            out["date"] = values.date(dated[0])
        found = [
            m for m in self.at.finditer(line) if not HAN.match(line[m.start() - 1 : m.start()])
        ]
        for s in self.segments(found, line) if found else []:
            value = line[s.start : s.end].strip(" |;,")
            if s.words.field and plausible(s.words, value, page.bars):
                read = span_value(page, row, s.words.field, s.start, s.end)
                if read is not None:
                    out.setdefault(s.words.field, read)
        return out if found else {}


def spaced(name: str) -> str:
    return name.replace(" ", "")


def plausible(words: Words, value: str, bars: Bars) -> bool:
    """Whether a value fits its label."""
    kind = words.value
    if kind in ("date", "count", "url", "short", "free") and bars.made_of(value):
        return True
    if words.weak and kind == "date":
        return DATED.fullmatch(value) is not None
    if kind == "date":
        found = DATED.match(value)
        return bool(found) and rest_is_small(value[found.end() :] if found else value, bars)
    if kind == "count":
        found = COUNTED.match(value)
        return bool(found and found.end()) and rest_is_small(
            value[found.end() :] if found else "", bars
        )
    if kind == "url":
        return (
            value.startswith(("http", "www.", "/"))
            or bool(BLANK.fullmatch(value))
            or (len(value) <= 20 and not SENTENCE.search(value))
        )
    if kind == "free":
        return len(value) <= MAX_FREE and not SENTENCE.search(value)
    if kind == "short":
        return len(value) <= MAX_SHORT and not SENTENCE.search(value)
    return len(value) <= values.MAX_NAME and not SENTENCE.search(value)


def rest_is_small(rest: str, bars: Bars) -> bool:
    """Whether what follows a typed value is only residue."""
    rest = rest.strip(OUTER)
    return not rest or len(rest) <= 2 or bars.made_of(rest) or bool(COUNTED.fullmatch(rest))
