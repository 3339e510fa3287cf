"""What a title is under its dress: file endings, site names, counts and labels taken off.

>>> same("关于春耕的通知.docx", "关于春耕的通知"), same("春耕总结(四篇)", "春耕总结")
(True, True)
>>> same("区科技局2021年工作总结及2022年计划", "区科技局2021年工作总结")
False
>>> is_page_name("清泉镇春耕工作总结_江畔文库", "清泉镇春耕工作总结")
True
"""

from __future__ import annotations

import re

from cleaner.regex import later
from cleaner.rulebook.memory import remembered
from cleaner.rulebook.values import FILE

SUFFIX = later(
    r" ?[(\[【](?:[一二三四五六七八九十两\d]{1,3}篇|共?\d{1,3}[页篇张份]|精选.{0,6}"
    r"|通用.{0,6}|最新.{0,6}|合集.{0,6}|汇编|推荐.{0,4}|word.{0,6}|全文|图文?|热门.{0,4}"
    r"|实用.{0,4}|完整版?|[含附有](?:答案|解析)(?:与?解析)?|解析版|原卷版|\d{1,2})[)\]】]$"
)
TAILED = later(
    r"(\.(?:docx?|pdf|pptx?|xlsx?|txt|wps|rtf))"
    r" ?(?:[ |/(]?(?:共?\d{1,4} ?页|VIP|免费|下载|收藏|举报|分享|[\d.]+ ?[KM]B?|\d+积分)\)?)+$",
    re.I,
)
"""What a mill writes behind a file's name: pages, size, price."""
TWISTED = later(
    r"的(?:制作方法|制造方法|生产工艺|制造工艺|制备工艺)(?:及.{1,12})?(?:与(?:流程|工艺|制造工艺))?$"
)
"""What mirrors of patents put behind a title."""
SITE = later(
    r" ?[-_|] ?[一-鿿A-Za-z0-9.]{2,12}(?:网|文库|文档|论坛|范文|站|之家|大全|下载|com|cn)$"
)
LABELLED = later(
    r"(?:文章|建议|信息)?(?:标题|题目|题名|(?:文件|文档|案件|信息|资料|发明|发明创造"
    r"|公文)?名称) ?: ?"
)
CLOSING, JOINT = frozenset(")]】"), re.compile(r"[-_|]")
"""What stands where something may have been put behind a title."""
EDGE = later(r"[\s《》【】\"'“”.…·、,:-]+")
TRUNCATED = 0.85
"""A cut title keeps most of itself: file names are cut at a fixed length."""
MIN_CUT = 8
ANSWERED = later(r"[(\[【](?:[含附有](?:答案|解析).{0,6}|解析版|原卷版)[)\]】]$")
"""What sites that sell papers put behind a paper's title."""
JOINED = later(r" ?[-_|—–] ?\S")
"""What stands between a page's title and the site's name in the page's own name."""


@remembered
def core(title: str) -> str:
    """A title twin without file ending, count of pieces, site name and marks."""
    title = LABELLED.sub("", title, 1)
    title = untailed(title)
    if "." in title and FILE.search(title):
        title = title.removeprefix("类型")  # a card's label run together with the file's name
    for _ in range(3):
        shorter = unfiled(title)
        shorter = SUFFIX.sub("", shorter) if shorter[-1:] in CLOSING else shorter
        shorter = SITE.sub("", shorter) if JOINT.search(shorter) else shorter
        shorter = TWISTED.sub("", shorter) if "的" in shorter else shorter
        if shorter == title:
            break
        title = shorter
    return EDGE.sub("", title)


def untailed(title: str) -> str:
    """A title without what a mill writes behind its file's name."""
    return TAILED.sub(r"\1", title) if "." in title else title


def unfiled(title: str) -> str:
    """A title without what makes it a file's name."""
    title = untailed(title)
    return FILE.sub("", title) if "." in title or "_" in title else title


def same(a: str, b: str) -> bool:
    """Whether one line twin is another's title again, whole or cut."""
    return alike(core(a), core(b))


def alike(a: str, b: str) -> bool:
    """Whether one title's core is another's, whole or cut."""
    if not a or not b or a[0] != b[0]:
        return False
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= MIN_CUT and long.startswith(short) and len(short) >= TRUNCATED * len(long)


def is_page_name(twin: str, title: str) -> bool:
    """Whether a line is a title with the site's name behind it, as browsers show pages."""
    return (
        len(title) >= MIN_CUT - 2
        and len(twin) > len(title)
        and twin.startswith(title)
        and JOINED.match(twin[len(title) :]) is not None
    )


def is_bare(twin: str) -> bool:
    """Whether a title stands without a file's ending, a label or a site's name."""
    if TWISTED.search(twin):
        return False
    if (SITE.search(twin) and JOINED.search(twin)) or ANSWERED.search(twin):
        return False
    return unfiled(twin) == untailed(twin) and not LABELLED.match(twin)
