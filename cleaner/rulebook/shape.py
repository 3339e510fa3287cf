"""Where a page's body is: furniture stands before its first sentence and after its last.

>>> is_sentence("全年共办理事项一百二十件,群众满意度进一步提高。")
True
>>> is_sentence("当前位置:首页 > 新闻")
False
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import islice

from cleaner.regex import later
from cleaner.rulebook.decide import Left
from cleaner.rulebook.memory import remembered
from cleaner.rulebook.rule import MAX_LINES, SHORT
from cleaner.rulebook.twin import Page, Sign

SENTENCE = 16
"""Characters from which a line with a full stop inside or at its end is a sentence."""
SAMPLE = 2000
"""Characters of the text whose pairs a title is compared with."""
ASKED, ASKED_ROWS = 40, 8
"""Characters of a title that asks, and the kept lines among which it stands."""
HEAD = 40
TAIL = 60
"""Kept lines at either end in which furniture is looked for, however late the body starts."""
TALK = later(
    r"(本站|本网站|本网(?!络)|本平台|本文档|该文档|本资料|该资料|本资源|该资源|此文档"
    r"|小编|网友|站长|我站|文库网?|范文网|本店|本库|本刊)|"
    r"(上传|下载|转载|转帖|侵权|侵犯|版权|著作权|知识产权|免责|举报|删除|预览|付费"
    r"|支付|充值|会员|VIP|vip|登录|注册|客服|积分|金币|浏览器"
    r"|扫码|扫一扫|二维码|公众号|收藏|点赞|点击|关注|分享|解压|软件|压缩包|收益"
    r"|归原作者|原作者|联系我们|认领|仅供参考|供大家参考|学习交流"
    r"|商业用途|盈利|备案|版权所有|网址|网站|用户|客户端|APP|app|QQ|微信|邮箱|电话"
    r"|热线|投稿|广告|发行|试读|乱码|排版|订单|退款|退还|在线阅读|未经授权|不代表"
    r"|观点|立场|来源于网络|整理发布|所有权)"
)
OWN = 1
DISCLAIMED = frozenset(["仅供参考", "版权", "侵权", "免责", "转载", "著作权", "未经授权"])
"""With its own name in a short line, one of these is enough."""
COUNTED = later(r"\d(?:万|亿|%|人次|元|件|名|户|家|个百分点)")
"""A figure with its unit: a report counts what a notice only names."""
OWN_CLAUSE = later(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[ 、]?\D|第.{1,4}条|[问答]:")
"""The number of a clause, or who speaks: a contract's or an interview's sentence."""
LABELLED = later(r"(?:温馨|友情|下载|特别|郑重)(?:提示|提醒|说明|声明):.*(?:下载|文档|资源|上传)")
NUMBERED = later(r"\(?\d{1,2}(?:[、.)]|\. )")
RUN_SHARE = 2
"""One in so many lines of a numbered run names the site before the whole run is its notice."""


SIGNED = 3
"""Rows of a signature: a name or two and a day."""


class Shape:
    """The rows that stay, and the first and last of them that is text.

    Only the rows outside the body are ever looked at closely: a long text costs what its ends cost.
    """

    def __init__(self, page: Page, left: Left) -> None:
        self.page, self.left, self.kept = page, left, left.kept()
        self._places: dict[int, int] | None = None
        self._runs: dict[int, bool] = {}
        self.title: int | None = None
        self.titled = self.doubted = False
        self.ends: tuple[int, tuple[int, int]] | None = None
        self.close: frozenset[int] = frozenset()
        body = next((row for row in self.kept if self.is_text(row) and not self.asks(row)), None)
        if body is None:
            self.first = self.kept[-1] + 1 if self.kept else 0
            self.last = self.kept[0] - 1 if self.kept else -1
        else:
            self.first = body
            self.last = next(row for row in reversed(self.kept) if self.is_text(row))
        first = bisect_left(self.kept, self.first)
        last = bisect_right(self.kept, max(self.last, self.first - 1))
        head = self.kept[: min(HEAD, first)]
        tail = self.kept[max(last, len(self.kept) - TAIL) :]
        self.outside_rows = head + tail

    @cached_property
    def short(self) -> list[int]:
        """The short rows outside the body; those under it only where they are more than a
        signature."""
        twins = self.page.twins
        rows = [n for n in self.outside_rows if len(twins[n]) <= SHORT]
        tail = sum(n > self.last for n in rows)
        return rows if tail > SIGNED else rows[: len(rows) - tail]

    @property
    def words(self) -> str:
        """The first of the text, whose words a title shares."""
        place = (self.first, self.last)
        if self.page.words is None or self.page.words[0] != place:
            rows = (self.page.twins[n] for n in self.kept if self.first <= n <= self.last)
            self.page.words = (place, "".join(islice(rows, 40))[:SAMPLE])
        found: str = self.page.words[1]
        return found

    def place(self, row: int) -> int:
        """Kept rows before this one."""
        if not self.left.gone:
            return row
        if self._places is None:
            self._places = {row: at for at, row in enumerate(self.kept)}
        return self._places[row]

    def head(self, row: int) -> bool:
        """Whether the row stands before the body."""
        return row < self.first

    def tail(self, row: int) -> bool:
        """Whether the row stands after the body."""
        return row > self.last

    def outside(self, row: int) -> bool:
        """Whether the row stands before or after the body."""
        return row < self.first or row > self.last

    def asks(self, row: int) -> bool:
        """Whether a row near the top only asks or cries out, as titles do, and text follows."""
        twin = self.page.twins[row]
        if twin[-1] not in "?!" or len(twin) > ASKED or self.place(row) >= ASKED_ROWS:
            return False
        at = self.place(row) + 1
        below = self.kept[at : at + HEAD]
        return "。" not in twin and any("。" in self.page.twins[n] for n in below)

    def is_text(self, row: int) -> bool:
        """A sentence that is neither the site talking of itself nor a card."""
        page = self.page
        return is_sentence(page.twins[row]) and not self.talking(row) and not page.card(row)

    def talking(self, row: int) -> bool:
        """Whether the site talks of itself: in this row, or in most of its numbered run."""
        if not self.page.shows & Sign.TALK:
            return False
        if self.page.talks(row):
            return True
        if not NUMBERED.match(self.page.twins[row]):
            return False
        if row not in self._runs:
            run = self._run(row)
            speaking = sum(self.page.talks(n) for n in run)
            self._runs.update(dict.fromkeys(run, speaking > 1 and speaking * RUN_SHARE >= len(run)))
        return self._runs[row]

    def _run(self, row: int) -> list[int]:
        """The numbered rows around a row, so many at most in either direction."""
        at = self.place(row)
        out = [row]
        for step in (1, -1):
            n = at + step
            while 0 <= n < len(self.kept) and abs(n - at) <= MAX_LINES:
                if not NUMBERED.match(self.page.twins[self.kept[n]]):
                    break
                out.append(self.kept[n])
                n += step
        return out


def shape(page: Page, left: Left) -> Shape:
    """The shape of what is left, made again only when something went since."""
    if page.shape is None or page.shape[0] != len(left.gone):
        page.shape = (len(left.gone), Shape(page, left))
    found: Shape = page.shape[1]
    return found


def is_sentence(twin: str) -> bool:
    """Whether a line reads as text: a full stop in it, or long without being a list of links."""
    if len(twin) >= SENTENCE and ("。" in twin or twin[-1] in ";!?"):
        return True
    if len(twin) >= SENTENCE // 2 and twin[-1] == "。":
        return True
    return len(twin) > SHORT and not twin.startswith("![") and "http" not in twin


@remembered
def talks(twin: str) -> bool:
    """Whether a line is a site's talk of itself: it names itself and, for its length, trades in
    uploads, rights and downloads. One such word is content."""
    if len(twin) > 400 or OWN_CLAUSE.match(twin):
        return False
    own: set[str] = set()
    trade: set[str] = set()
    for m in TALK.finditer(twin):
        (own if m.lastindex == OWN else trade).add(m[0])
    if own and len(twin) <= SHORT and trade & DISCLAIMED:
        return True
    if own:
        return len(trade) >= 2 and len(trade) * 30 >= len(twin) - 30
    if len(trade) == 3 and LABELLED.match(twin) and len(twin) <= SHORT:
        return not COUNTED.search(twin)
    return len(trade) >= 4 and len(trade) * 18 >= len(twin) and not COUNTED.search(twin)
