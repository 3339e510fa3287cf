"""The document's own lines: read into meta, and kept."""

from __future__ import annotations

from typing import Any

from cleaner.regex import later
from cleaner.rulebook import values
from cleaner.rulebook.decide import Left
from cleaner.rulebook.shape import Shape
from cleaner.rulebook.twin import Page

NUMBER = later(
    r"(?:\(?发?文?号?:? ?)?[\[(【]?[一-鿿]{1,16} ?(?:发|办|字|函|令|公告|通|规|文"
    r"|政|决|科|会|委)?[字发]? ?"
    r"(?:[\[(【]?(?:19|20)\d{2}[\])】]? ?)(?:第 ?)?\d{1,5} ?号[\])】]?"
    r"|\((?:19|20)\d{2}\)[一-鿿]{1,4}\d{0,6}[一-鿿]{1,8}(?:第 ?)?\d{1,6}号(?:之[一二三])?"
    r"|(?:19|20)\d{2}年第 ?\d{1,4} ?号|[一-鿿]{2,20}(?:令|公告|决定书)? ?第 ?\d{1,5} ?号"
)
DAY = later(
    r"(?:(?:19|20)\d{2}|(?:中华)?民国 ?\d{2,3}) ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    r"(?: ?\(星期[一二三四五六日]\))?"
    r"|[零一二三四五六七八九○〇O0]{4}年[正元一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿卅]{1,4}日"
)
ADOPTED = later(
    r"\(.{0,6}((?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[零一二三四五六七八九○〇O0]{4}年.{1,3}月."
    r"{1,3}日).{0,120}(?:通过|公布|发布|施行|修订|批准)\)?"
)
BODY_NAME = later(
    r"[一-鿿()、 ]{2,30}(?:局|厅|委员会|办公室|政府|公司|学校|[小中]学|幼儿园|学院|大学|中心|部"
    r"|院|委|处|队|所|会|站|馆|党组|党委|支部|小组|银行|联社|指挥部|集团)"
)
BODY_ENDS = frozenset("局厅会室府司校学园院心部委处队所站馆组支行社团")
"""How the names of offices end."""
NAMED = later(
    r"[一-鿿]{2,24}(?:学校|[小中大]学|幼儿园|学院|公司|中心|[局院所站馆社处科])"
    r" (?P<last>[一-鿿]{2,4})"
    r"|(?P<first>[一-鿿]{2,4}) [一-鿿]{2,24}(?:学校|[小中大]学|幼儿园|学院|公司|中心|[局院所])"
)
"""A writer and the office the writer works for, on a line of their own under the title."""
REPORTER = later(
    r"(?:□ ?)?(?:本报|本刊|本网|特约)(?:首席|见习|实习)?(?:记者|通讯员) ?([一-鿿]{2,4})"
)
IN_FORCE = later(
    r"(?:最[近后])?(?:更新|修订|修改|生效|施行|实施|失效)(?:日期|时间)? ?: ?[^:]{6,14}"
)
WRITER = later(r"[一-鿿·]{2,4}")
LETTER = later(r"发文(?:日期 ?: ?(?P<day>.{6,24})|[字文]号 ?: ?(?P<number>.{4,30}号))")
"""The day and number of an official letter of Taiwan, which are its own lines."""
BY_COMPANY = frozenset(["head-of-the-page", "foot-of-the-page", "card-of-labels"])
"""Rules that ask what stands around a row, and so need something sure there."""
BEARER = later(r".{0,4}[长席任理] ?[一-鿿]{2,4}(?: ?[暨及].{2,8})? ?(?:谨启|敬上|敬启|启)?")
"""Who signs for an office, between its name and the day."""
BOARDS = frozenset(["董事会", "监事会", "理事会", "编辑部", "组委会"])
"""Bodies within another, whose name stands over theirs."""
SEALED = later(r" ?\((?:盖?章|公章|印)\)$")
ROOM = later(
    r"[一-鿿]{4,24}(?:[科股室组堂]|[一二三四五六七八九十]中|协会|基金会)|[一-鿿]{2}[一二三四五六七八九十]中"
)
"""Offices within a school or works, which sign too."""
UNDER_TITLE = 8
"""Kept lines at the head in which a document's number or note of adoption stands."""


SEVERAL = 3
"""Rows that need nothing sure beside them: of pages on which only fewer went by their company, most
are documents."""


def lonely(page: Page, left: Left) -> bool:
    """Whether only one or two rows went that are furniture by their company, or days on which a
    rule was changed or comes into force: on a page without any other furniture they are its own."""
    return len(left.gone) < SEVERAL and all(
        rule in BY_COMPANY or IN_FORCE.fullmatch(page.twins[row]) for row, rule in left.gone.items()
    )


def own(page: Page, shape: Shape, meta: dict[str, Any]) -> None:
    """Number, note of adoption and signature."""
    for row in shape.kept[:UNDER_TITLE]:
        twin = page.twins[row]
        if len(twin) <= 40 and "号" in twin and NUMBER.fullmatch(twin):
            text = page.original(row, 0, len(twin)).strip()
            meta.setdefault(
                "document_number",
                text.strip("()（）") if text[-1] in ")）" and text[0] in "(（" else text,
            )
        elif twin[0] == "(" and DAY.fullmatch(twin[1:-1]):
            set_date(meta, twin)
        elif twin[0] == "(" and len(twin) <= 160 and (found := ADOPTED.fullmatch(twin)):
            set_date(meta, found[1])
        elif twin.startswith("发文") and (told := LETTER.fullmatch(twin)):
            if told["day"]:
                set_date(meta, twin)
            else:
                number = page.original(row, *told.span("number")).strip()
                meta.setdefault("document_number", number)
    byline(page, shape, meta)
    signature(page, shape, meta)


def byline(page: Page, shape: Shape, meta: dict[str, Any]) -> None:
    """The writer's line, right under the title."""
    for row in shape.kept[1:3]:
        if shape.head(row) and (found := REPORTER.fullmatch(page.twins[row])):
            meta.setdefault("author", page.original(row, *found.span(1)))
        elif (
            " " in page.twins[row]
            and shape.head(row)
            and (found := NAMED.fullmatch(page.twins[row]))
        ):
            group = "last" if found["last"] else "first"
            meta.setdefault("author", page.original(row, *found.span(group)))


def signature(page: Page, shape: Shape, meta: dict[str, Any]) -> None:
    """The first bare day line below the head is the signing date; the line over it signs."""
    twins = page.twins
    for row in [n for n in shape.kept if twins[n][-1] in "日)"]:
        twin, at = twins[row], shape.place(row)
        if at < 2 or len(twin) > 20 or not DAY.fullmatch(twin):
            continue
        set_date(meta, twin)
        if span := signer(page, shape, at - 1):
            meta.setdefault("publisher", values.name(page.original(*span)))
        break
    for row in shape.kept[1:2]:
        if shape.head(row) and names_a_body(page.twins[row]):
            meta.setdefault("publisher", page.original(row, 0, len(page.twins[row])).strip())


def signer(page: Page, shape: Shape, at: int) -> tuple[int, int, int] | None:
    """The row over the day, and where in it the name of the office stands that signed; of several
    right under the title the first, and of a company's board the company."""
    twins, kept = page.twins, shape.kept
    if at > 1 and BEARER.fullmatch(twins[kept[at]]):
        at -= 1
    if at > 1 and (twins[kept[at]] in BOARDS or shape.head(kept[at])):
        at -= names_a_body(twins[kept[at - 1]]) and at - 1 > 0
    name = SEALED.sub("", twins[kept[at]]) if at > 0 else ""
    signs = name and (names_a_body(name) or ROOM.fullmatch(name))
    return (kept[at], 0, len(name)) if signs else None


def names_a_body(twin: str) -> bool:
    """Whether a line is the name of an office, a school, a company.

    >>> names_a_body("桐木镇人民政府办公室"), names_a_body("关于办公室的规定")
    (True, False)
    """
    return twin[-1] in BODY_ENDS and BODY_NAME.fullmatch(twin) is not None


def set_date(meta: dict[str, Any], text: str) -> None:
    """Keep the first document date that is one."""
    found = values.date(text)
    if found:
        meta.setdefault("document_date", found)
