"""The title: it stays once as the first line; its repeats go.

>>> same("关于春耕的通知.docx", "关于春耕的通知"), same("春耕总结(四篇)", "春耕总结")
(True, True)
>>> same("区科技局2021年工作总结及2022年计划", "区科技局2021年工作总结")
False
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from cleaner.rulebook.decide import Left
from cleaner.rulebook.own import NUMBER
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page
from cleaner.rulebook.twin import twin as twin_of
from cleaner.rulebook.values import FILE

LONGEST = 80
"""Characters of a title: notices that carry the name of what they forward are the longest."""
NOT_TITLE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第.{1,4}条"
    r"|[(\x22]|\d{1,2}[、.)]|[\d\s:/.-]+$|!?\[|https?:|.*[。;,、:]$|.{0,12}\|).*"
)
LETTERS = re.compile(r"[一-鿿A-Za-z]{2}")
SUFFIX = re.compile(
    r" ?[(\[【](?:[一二三四五六七八九十两\d]{1,3}篇|共?\d{1,3}[页篇张份]|精选.{0,6}"
    r"|通用.{0,6}|最新.{0,6}|合集.{0,6}|汇编|推荐.{0,4}|word.{0,6}|全文|图文?|热门.{0,4}"
    r"|实用.{0,4}|完整版?|\d{1,2})[)\]】]$"
)
SITE = re.compile(
    r" ?[-_|] ?[一-鿿A-Za-z0-9.]{2,12}(?:网|文库|文档|论坛|范文|站|之家|大全|下载|com|cn)$"
)
ALT = re.compile(
    r"!\[(.{4,120}?)_第\d{1,4}页\]\(.*\)|(.{4,120}?)_第\d{1,4}页|(.{4,80})\.(?:docx?|pdf|pptx?|wps)"
)
NAMED = (".doc", ".docx", ".pdf", ".ppt", ".pptx", ".wps")
FILE_NAME = 3
FOREIGN, AKIN = 0.05, 0.2
"""Parts of a line's character pairs the text has too: a slogan has none, a title a fifth."""
LABELLED = re.compile(
    r"(?:文章|建议|信息)?(?:标题|题目|题名|(?:文件|文档|案件|信息|资料|发明|发明创造"
    r"|公文)?名称) ?: ?"
)
SITE_NAME = re.compile(
    r"(?:网|文库|文档|社区|平台|门户|论坛|下载站|资源站|图书馆)(?: ?[-_|,] ?|$)"
    r"|^欢迎|^(?:今天|现在)是|欢迎(?:您|你|访问|光临|来到)"
)
MENU = re.compile(
    r"[^ |]{1,8}(?: ?[ |] ?[^ |]{1,8}){2,}|.{1,12} \d{4}[-/年].{4,20}|.{2,8} \d+ .{2,8} \d+|注:.*"
)
"""Short words in a row, a name with a day, counters: no title is written so."""
EDGE = re.compile(r"[\s《》【】\"'“”.…·、,:-]+")
TRUNCATED = 0.85
"""A cut title keeps most of itself: file names are cut at a fixed length."""
MIN_CUT = 8
PARAGRAPH = 18
"""Characters of the paragraphs between which an inserted title stands."""
SIGN = 4
"""Characters of a title a line must hold before the two are compared."""


@lru_cache(maxsize=64)
def core(title: str) -> str:
    """A title twin without file ending, count of pieces, site name and marks."""
    title = LABELLED.sub("", title, 1)
    if "." in title and FILE.search(title):
        title = title.removeprefix("类型")  # a card's label run together with the file's name
    for _ in range(3):
        shorter = SITE.sub("", SUFFIX.sub("", FILE.sub("", title)))
        if shorter == title:
            break
        title = shorter
    return EDGE.sub("", title)


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


def titles(page: Page, left: Left, shape: Shape) -> int | None:
    """Find the title among the first lines left, let its repeats go; its row."""
    row = title_row(page, shape)
    if row is None:
        return None
    twin = page.twins[row]
    sign = core(twin)[:SIGN]
    for n in shape.kept:
        other = page.twins[n]
        if n == row or sign[:1] not in other or sign[-1:] not in other or n in left.gone:
            continue
        if sign not in EDGE.sub("", other[: 4 * LONGEST]):
            continue
        if again(page, shape, row, n, twin):
            left.take([n], "title-again")
    return row


def image_title(page: Page) -> str:
    """The title that page images give, or nothing."""
    named, strong = from_files(page)
    return named if strong else ""


def read_title(page: Page, shape: Shape, meta: dict[str, Any]) -> None:
    """Copy the title to meta, once all that went is gone."""
    row = title_row(page, shape)
    if row is not None:
        meta["title"] = display(page, row)
    elif named := from_files(page)[0]:
        meta.setdefault("title", named)


def title_row(page: Page, shape: Shape) -> int | None:
    """The row of the title, asked once per shape."""
    if not shape.titled:
        shape.title, shape.titled = find_title(page, shape, image_title(page)), True
    return shape.title


def find_title(page: Page, shape: Shape, named: str) -> int | None:
    """The row of the title: of the first lines the one that comes again, else the first.

    Where page images name the title, only a row that says the same is it.
    """
    head = [n for n in shape.kept[:12] if shape.head(n) and shaped(page.twins[n])]
    if named:
        rows = [n for n in head if same(page.twins[n], twin_of(named))]
        return next((n for n in rows if is_plain(page.twins[n])), rows[0] if rows else None)
    cores = {n: core(page.twins[n]) for n in head}
    for at, n in enumerate(head):
        named_rows = [m for m in head[at:] if alike(cores[n], cores[m])]
        if len(named_rows) > 1 and (at == 0 or len(cores[n]) >= MIN_CUT):
            return next((m for m in named_rows if is_plain(page.twins[m])), n)
    plain = [n for n in head if not of_the_site(page, n)] or head
    if len(plain) > 1 and overlap(page.twins[plain[0]], shape.words) < FOREIGN:
        plain.sort(key=lambda n: not akin(page.twins[n], shape.words))
    if plain and plain[0] in shape.kept[:6]:
        return plain[0]
    early = [n for n in shape.kept[:4] if shaped(page.twins[n]) and len(page.twins[n]) >= MIN_CUT]
    return early[0] if early and not head else None


def pairs(text: str) -> set[str]:
    """All pairs of characters that stand side by side."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def overlap(twin: str, words: str) -> float:
    """Part of a line's character pairs that the text has too."""
    own = pairs(twin)
    return sum(pair in words for pair in own) / max(1, len(own))


def akin(twin: str, words: str) -> bool:
    """Whether a line is long enough for a title and shares its words with the text."""
    return len(twin) >= MIN_CUT and overlap(twin, words) >= AKIN


def of_the_site(page: Page, row: int) -> bool:
    """Whether a line names the site or one of its sections."""
    twin = page.twins[row]
    if SITE_NAME.search(twin) or MENU.fullmatch(twin):
        return True
    return bool(page.bars and page.bars.tiled(twin))


def is_plain(twin: str) -> bool:
    """Whether a title stands without a file's ending or a label."""
    return not FILE.search(twin) and not LABELLED.match(twin)


def shaped(twin: str) -> bool:
    """Whether a line could be a title."""
    if not 4 <= len(twin) <= LONGEST or ("号" in twin and NUMBER.fullmatch(twin)):
        return False
    return NOT_TITLE.fullmatch(twin) is None and LETTERS.search(twin) is not None


def again(page: Page, shape: Shape, row: int, n: int, twin: str) -> bool:
    """Whether row ``n`` repeats the title where a page would: before the body, at its foot, or,
    letter for letter, between two paragraphs."""
    other = page.twins[n]
    if len(other) > LONGEST + 40 or not same(twin, other):
        return False
    if shape.outside(n):
        return True
    return (
        len(core(twin)) >= SIGN
        and core(other) == core(twin)
        and n - row > 1
        and between(page, shape, n)
    )


def between(page: Page, shape: Shape, n: int) -> bool:
    """Whether a row stands between two paragraphs, no heading or addressee after it."""
    at = shape.place(n)
    around = shape.kept[at - 1 : at] + shape.kept[at + 1 : at + 2]
    return len(around) == 2 and all(
        "。" in page.twins[m] and len(page.twins[m]) >= PARAGRAPH for m in around
    )


def display(page: Page, row: int) -> str:
    """The title as the page has it, annotations and outer marks left out."""
    text = page.original(row, 0, len(page.twins[row])).strip()
    found = LABELLED.match(page.twins[row])
    text = text[found.end() :].strip() if found else text
    return FILE.sub("", text) or text


def from_files(page: Page) -> tuple[str, bool]:
    """A title from the name of a file or page image, and whether it is a page image's."""
    for row, twin in enumerate(page.twins[:30]):
        if ("_第" in twin or twin.endswith(NAMED)) and (found := ALT.fullmatch(twin)):
            group = found.lastindex or 1
            return page.original(row, *found.span(group)).strip(), group < FILE_NAME
    return "", False
