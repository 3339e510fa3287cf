"""Lines made of buttons and menu words: bars, and the controls of a page in any wording."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.regex import later
from cleaner.rulebook.memory import remembered
from cleaner.rulebook.rule import Words

BUTTON = later(
    r"(?:请|现在|点此|点击|立即|马上|立刻|免费|付费|我要|一键|在线|快速|直接|查看"
    r"|加入|添加|联系|举报|分享|收藏|下载|购买|返回|回到|发表|提交|复制"
    r"|打印|关闭|登录|登陆|注册|关注|订阅|展开|收起|阅读|预览|上传|充值|开通|打赏"
    r"|咨询|投诉|反馈|搜索|扫码|保存|转发|推荐|评论|回复|取消|申请|进入|浏览|切换){1,3}"
    r"(?:并|后|到|至|给|和)?(?:本|该|此|这|更多|全部|全文|原文|完整|所有|我的|其他)?"
    r"(?:下载|购买|文档|资料|资源|文章|本页|页面|网页|全文|原文|列表|首页|主页|顶部"
    r"|底部|卖家|买家|客服|作者|购物车|评论|回复|留言|会员|VIP|窗口|链接|网址|地址"
    r"|登录|注册|咨询|更多|二维码|阅读|收藏夹?|版权|侵权|问题|反馈|意见|中心|微信"
    r"|微博|朋友圈|公众号|专题|目录|书架|书签|账号|密码|试用|内容|图片|大图|站点"
    r"|网站|版|页|好友|手机|电脑|分享|查看|观看|APP|App|客户端)?"
)
"""A button that no list names: a verb of using a page, and what it is done to."""
COUNTING = later(r"^(?:人?次|人|条|个)(?=[一-鿿]{2})")
"""What follows a count before the word of a counter: 12次浏览."""
SPOKEN = later(
    r"点击|点此|查看|阅读|浏览|下载|订阅|关注|分享|转发|收藏|评论|留言|回复|登录"
    r"|登陆|注册|打开|展开|收起|继续|往下|向下|滑动|加载|显示|返回|复制|打印|预览"
    r"|扫码|扫描|长按|识别"
    r"|添加|加入|免费|付费|立即|马上|更多|全文|全部|原文|剩余|余下|完整|本页|本文"
    r"|本刊|文章|文本|文档|资料|图片集?|大图|图集|视频|音频|内容|页面|网页|链接"
    r"|二维码|公众号|客户端|手机|电脑"
    r"|微信|微博|朋友圈?|好友|喜欢|感谢|没有帮助|有用|点赞|打赏|赞赏|举报|反馈|意见"
    r"|建议|投诉|申诉|侵权|会员|用户|协议|隐私|政策|权|声明|版权|客服|热线|服务"
    r"|帮助|指南|购物车|购买|充值"
    r"|字级|字号|字体|设定|设置|相关|同类|推荐|热门|最新|其他|报道|报导|新闻|产品"
    r"|输入|请选择|关键词|搜|回答|提问|问题|邀请|采纳|我来答|回顶端|回上一?[页层]|回首?页|友善列印|列印|转寄|点?赞|检举|追踪|在线|前\d{1,3}页"
    r"|\d{1,4}(?:积分|学豆|[一-鿿]币|[点豆元])|本(?:文档|资料|资源)|最佳|写|试读|试看|结束|上一[篇页章条]|下一[篇页章条]"
    r"|目录|导航|首页|栏目|频道|期刊|杂志|订单|我的|账号|密码|LINE|APP|App|VIP"
)
SOFT = later(
    r"[请您你后可以就的了吗吧呢啊这那篇该此本给到在和与或并也为被等来去看我要我们大小中特 ]"
)
SPOKEN_SHARE = 0.8
"""Part of a short line's Han characters that words of using a page cover before it is one of its
controls; half of a title may be such words, four fifths of it are not."""
TABS, TAB = 3, 7
"""Tabs over a text, and characters of the longest."""
SPOKEN_LONGEST = 48
"""Characters of a row of such controls; what is longer says something."""
LISTED = later(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[A-D])[.、)]")
"""An item of a list is the document's, whatever its word."""
HAN = later(r"[一-鿿]")
CUT = later(r"[ |/·>\[\]【】()《》0-9:,、+_«»<….-]+")


class Bars:
    """Lines made of buttons and menu words."""

    def __init__(self, words: Iterable[Words]) -> None:
        lists = [w for w in words if w.kind == "bar"]
        self.buttons = {n: w for w in lists if w.value != "menu" for n in w.names}
        self.menus = {n: w for w in lists if w.value == "menu" for n in w.names}
        self.firsts = {n[0] for n in (*self.buttons, *self.menus)}
        self.longest = max(map(len, [*self.buttons, *self.menus]), default=0)
        self.verdict = remembered(self._verdict)
        self.spoken = remembered(self._spoken)
        self.tiled = remembered(self._tiled)

    def made_of(self, line: str) -> bool:
        """Whether the line is a bar: buttons, or two and more menu words, and nothing else.

        One word in three may be unknown where at least four are known: menus have their own names.
        """
        return self.verdict(line) >= 1

    def _verdict(self, line: str) -> int:
        """How many buttons make up the line; 0 where something else is in it or it is one menu
        word."""
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
        if unknown and (known < 4 - (unknown == 1 and buttons > 2) or unknown * 2 > known):
            return 0
        if not buttons and menus < 2 + (" " not in line and "|" not in line):
            return 0
        if not buttons and menus < 3 and not re.search(r"[|>·/]", line):
            return 0
        return known

    def _spoken(self, line: str) -> bool:
        """Whether a short line is made of words of using a page, in whatever wording.

        >>> Bars(()).spoken("订阅后可阅读全文"), Bars(()).spoken("关于收藏管理的通知")
        (True, False)
        """
        if not 4 <= len(line) <= SPOKEN_LONGEST or LISTED.match(line) or ":" in line:
            return False
        rest = SPOKEN.sub("", line)
        if len(line) - len(rest) < 4:
            return False
        left = len(HAN.findall(SOFT.sub("", rest)))
        return left <= (1 - SPOKEN_SHARE) * len(HAN.findall(line))

    def tabs(self, line: str) -> bool:
        """Whether a line is four and more short words, half of them of using a page."""
        tokens = line.split()
        if len(tokens) < TABS or any(len(t) > TAB for t in tokens):
            return False
        known = sum(bool(self.tiled(t) or SPOKEN.search(t)) for t in tokens)
        return 2 * known >= len(tokens)

    def _tiled(self, token: str) -> str:
        """Whether a token is one or more known words run together."""
        token = COUNTING.sub("", token, 1) or token
        if token in self.buttons:
            return "button"
        if token in self.menus:
            return "menu"
        if token[0] not in self.firsts and not 4 <= len(token) <= 10:
            return ""
        at, kind = 0, "menu"
        while at < len(token):
            known = token[at] in self.firsts
            for size in range(min(self.longest, len(token) - at) if known else 0, 1, -1):
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
