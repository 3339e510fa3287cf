"""Which of the first lines is the title.

A line that comes again is; else the one whose words are the text's, that stands where titles do:
under the path, over the card, and is no menu, no office and no name of the site.
"""

from __future__ import annotations

from functools import lru_cache

from cleaner.regex import later
from cleaner.rulebook.bars import HAN, SPOKEN
from cleaner.rulebook.body import ends
from cleaner.rulebook.memory import remembered
from cleaner.rulebook.naming import is_bare, same
from cleaner.rulebook.own import NUMBER, names_a_body
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page
from cleaner.rulebook.twin import twin as twin_of

LONGEST = 80
"""Characters of a title: notices that carry the name of what they forward are the longest."""
NOT_TITLE = later(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第.{1,4}条"
    r"|\(|\x22[^\x22]*\x22?$|\d{1,2}[、.)]|[\d\s:/.-]+$|!\[|\[[^\]]{0,200}\](?:\(|$)|\[\d"
    r"|.{0,12}\||(?:19|20)\d{2}年\d{1,2}月\d{1,2}日 ?(?:星期|周|$))"
)
"""How no title begins."""
UNENDED = "。;,、:"
"""What no title ends with."""
LETTERS = later(r"[一-鿿A-Za-z]{2}")
OWNER = later(r"©|版权所有|ICP|[Cc]opyright|昵称 ?:|域名|网址 ?:|www\.|posted @|Powered by")
"""What a line that gives the site's own name holds."""
OWNED = 30
"""Lines at either end in which the site gives its name."""
AKIN = 0.2
"""Part of a title's character pairs the text has too."""
STEP = later(r" ?(?:[>›»→:]|- ?>)+ ?| / ")
SITE_NAME = later(
    r"(?:网|网站|官网|文库|文档|社区|平台|门户|论坛|下载站|资源站|图书馆)(?: ?[-_|,] ?|$)"
    r"|IPv6|搜索$|^搜索|请输入|导航$|^版面|[网域][址名] ?:|域名[a-z]|_[^_]+_|_[^_]+-.*公司$"
    r"|^欢迎|^(?:今天|现在)是|欢迎(?:您|你|访问|光临|来到)"
)
MENU = later(
    r"[^ |]{1,8}(?: ?[ |] ?[^ |]{1,8}){2,}|.{1,12} \d{4}[-/年].{4,20}|.{2,8} \d+ .{2,8} \d+|注:.*"
    r"|(?:[一-鿿]{2,4}[ -]{0,3}\d+[ |,]{0,3}){2,8}"
)
"""Short words in a row, a name with a day, counters: no title is written so."""
KIND = later(
    r"(?:通知|公告|公示|通报|报告|总结|方案|计划|办法|规定|条例|细则|意见|决定|批复|复函|纪要|制度|职责|要点"
    r"|讲话|致辞|发言|合同|协议|说明书?|指南|手册|规范|标准|标语|心得|体会|作文|论文|教案|试题|简历|倡议书"
    r"|判决书|裁定书|裁决书|公报|预案|措施|规程|范文|章程|名单|申请书|感想|札记|随笔|日记|解读|问答|攻略)"
    r"(?:[(\[].{1,20}[)\]])?$"
)
"""How titles of documents end."""
SHORT_WORD = 5
NAMED, BY = 12, ("来源", "作者", "来自")
"""Characters of a source's name, and the labels that tell it."""
DRESSED = 2
"""Rows that went before a page is taken to have furniture."""
FIRST = 0.5
LABEL = later(r"[一-鿿]{2,6} ?:.")
SAID = 0.4
"""Part of a line that words of using a page cover before it is hardly a title."""


def title_row(page: Page, shape: Shape, named: str) -> int | None:
    """The row of the title, asked once per shape; ``named`` is what page images say it is."""
    if not shape.titled:
        shape.title, shape.titled = find_title(page, shape, named), True
    return shape.title


def find_title(page: Page, shape: Shape, named: str) -> int | None:
    """The row of the title: the only line over the text, or the likeliest of the first ones.

    Where page images name the title, only a row that says the same is it.
    """
    from cleaner.rulebook.heading import fits, likeliest  # it weighs what this module measures

    gone = shape.left.gone
    dressed = len(gone) >= DRESSED and min(gone) < ends(shape.left, shape)[0]
    if named or not dressed:
        head = [
            n for n in shape.kept[:12] if shape.head(n) and shaped(page.twins[n]) and fits(page, n)
        ]
        if named:
            rows = [n for n in head if same(page.twins[n], twin_of(named))]
            return next((n for n in rows if is_bare(page.twins[n])), rows[0] if rows else None)
        first = head[0] if head and head[0] == shape.kept[0] else None
        if first is not None and (len(head) == 1 or KIND.search(page.twins[first])):
            return first
    return likeliest(page, shape, dressed)


@remembered
def spoken_share(twin: str) -> float:
    """Part of a line's Han characters that words of using a page cover."""
    return 1 - len(HAN.findall(SPOKEN.sub("", twin))) / max(1, len(HAN.findall(twin)))


def pairs(text: str) -> set[str]:
    """All pairs of characters that stand side by side."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


@lru_cache(maxsize=64)
def overlap(twin: str, words: str) -> float:
    """Part of a line's character pairs that the text has too."""
    own = pairs(twin)
    return sum(pair in words for pair in own) / max(1, len(own))


def of_the_site(page: Page, row: int) -> bool:
    """Whether a line names the site or one of its sections."""
    twin = page.twins[row]
    if SITE_NAME.search(twin) or MENU.fullmatch(twin) or is_office(twin):
        return True
    told, paths = names(page)
    if (
        twin in told
        or (" " in twin and owned(twin, told))
        or any(row < n and twin in pieces for n, pieces in paths)
    ):
        return True
    return bool(page.bars and page.bars.tiled(twin)) or is_told(page, row)


def is_told(page: Page, row: int) -> bool:
    """Whether a short line is what a label below says: the source, the writer."""
    twin = page.twins[row]
    if len(twin) > NAMED:
        return False
    return any(
        f"{label}:{twin}" in t.replace(": ", ":") for t in page.twins[:OWNED] for label in BY
    )


def owned(twin: str, told: str) -> bool:
    """Whether a line is the site's name and a short word or two: 江州日报 数字报."""
    tokens = twin.split()
    return any(t in told and len(t) > 2 for t in tokens) and all(
        t in told or len(t) < SHORT_WORD for t in tokens
    )


def names(page: Page) -> tuple[str, list[tuple[int, list[str]]]]:
    """The lines in which the site gives its own name, run together, and the paths with their
    rows."""
    if page.site is None:
        ends = page.twins[:OWNED] + page.twins[-OWNED:]
        told = [t for t in ends if len(t) <= 2 * LONGEST and OWNER.search(t)]
        paths = [
            (row, [p for p in STEP.split(twin) if p])
            for row, twin in enumerate(page.twins[:OWNED])
            if len(twin) <= 2 * LONGEST and (">" in twin or "→" in twin or " / " in twin)
        ]
        page.site = "\n".join([*told, *(p[0] for _, p in paths if p and len(p[0]) > 2)]), paths
    found: tuple[str, list[tuple[int, list[str]]]] = page.site
    return found


@remembered
def is_office(twin: str) -> bool:
    """Whether a line is an office's name and nothing else."""
    return names_a_body(twin) and "的" not in twin and twin[:2] != "关于"


@remembered
def shaped(twin: str) -> bool:
    """Whether a line could be a title."""
    if not 4 <= len(twin) <= LONGEST or ("号" in twin and NUMBER.fullmatch(twin)):
        return False
    if twin[-1] in UNENDED or "__" in twin or "http:" in twin or "https:" in twin:
        return False
    return NOT_TITLE.match(twin) is None and LETTERS.search(twin) is not None
