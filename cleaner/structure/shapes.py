"""What a single line looks like: a list item, a heading, a row, a label, a sentence.

All patterns read the folded twin: simplified characters, half-width marks, plain spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.regex import later

HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"
NUMERAL = "[〇○零一二三四五六七八九十百]{1,5}"
STOPS = "。!?;…"
CLOSERS = ",、。;!?)》〉】」』”’%‰…"
"""No line of Chinese text begins with one of these; ``:`` is left out, it opens ``:)``."""
OPENERS = "(《〈【「『“‘[、,"
"""Nor does a paragraph end with one of these."""

PAIRS = ("“”", "《》", "()", "（）", "「」", "『』", "〔〕")

NUMBERED = later(
    rf"(?:{NUMERAL}[、.](?!{NUMERAL}月)|[(<\[【]\s?(?:{NUMERAL}|\d{{1,3}}|[a-zA-Z])\s?[)>\]】](?![,、;。])"
    rf"|\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}\s?[.、)](?!\d)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s?(?![亿万元个倍千百])[{HAN}]"
    rf"|[a-zA-Z][.、)]\s?[{HAN}]"
    rf"|第\s?(?:{NUMERAL}|\d{{1,3}})\s?[条章节篇部编款项讲课回卷集步类](?:[ :.、分]|$)"
    rf"|!\[|[①-⑳⑴-⒇㈠-㈩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[·●○■□◆◇★☆※▲△▪◎>*#|+=~-]"
    rf"|(?:附件?|附[表图录则]|[表图])\s?(?:{NUMERAL}|\d{{1,2}}|[:.])"
    rf"|{NUMERAL}(?:是|要|来)[{HAN}]|(?:首先|其次|再次|最后|第{NUMERAL}),)"
)
"""Starts a block of its own: list items, sections, articles, bullets, attachments, ordinals."""
HEADED = later(rf"(?:{NUMBERED.pattern})|第{NUMERAL}[条章节篇部编]")
ARTICLE = later(rf"第{NUMERAL}条")
"""Articles have titles without a mark, or none."""
MIN_PROSE = 40
"""A line this long with a clause in it is running text, whatever it ends with."""
LABEL = later(rf"[{HAN}a-zA-Z0-9 ()]{{1,12}}:")
"""``联系人:``, ``记者:``, ``甲方(盖章):``."""
DATE = later(
    rf"(?:\d{{2,4}}|[〇○零一二三四五六七八九]{{4}}|[xX×*]{{2,4}})\s?[年./-]\s?(?:\d{{1,2}}|{NUMERAL}|[xX×*]{{1,2}})"
    rf"\s?[月./-](?:\s?(?:\d{{1,2}}|{NUMERAL}|[xX×*]{{1,2}})\s?日?)?"
)
YEAR = later(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年度?")
STAMP = later(
    rf"(?:[^,。;!?]{{1,16}} )?(?:{DATE.pattern} ?)?"
    r"\d{1,2}:\d{2}(?::\d{2})?(?: [^,。;!?:]{1,16})?"
)
"""A day and an hour with a name before or behind, over what somebody said."""
MAX_STAMP = 44
GREETING = later(
    r"尊敬的|敬爱的|亲爱的|各位|大家好|您好|你好|同志们|朋友们|女士们|先生们|此致|敬礼"
)
GAPS = later(r"\S(?: {2,}|\u3000+|[ \u3000]*\t\s*)(?=\S)")
MIN_GAPS = 2
"""Wide gaps that make a line a row; one alone is a stray space."""
ABREAST = later(rf"(?<=[{HAN}0-9]) (?=[{HAN}])")
CODE = "=;{}#<>[]$"
"""Signs that programs are full of, besides brackets."""
BLANKS = later(r"_{2,}")
ASIDE = later(r"(?<=[。!?;…\"”])\s?\([^()\n]*\)$")
MAX_ASIDE = 60
"""Characters of a bracket behind the last sentence: a byline, a reference, an office."""
ENDINGS = "\"'”’)》〉」』】]"
SENTENCE = later(r"[。!?]")
CLAUSE = later(r"[,。;!?、:]")


STARTERS = frozenset(
    "〇○零一二三四五六七八九十百(<[【第首其再最!·●□■◆◇★☆※▲△▪◎>*#|+=~-附表图"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
"""What a line that ``NUMBERED`` takes begins with, if not with a digit: a look at one character
spares most lines the pattern."""


def held(text: str, signed: Iterable[tuple[str, re.Pattern[str]]]) -> re.Match[str] | None:
    """What the first of these patterns finds, each looked for only where its sign is.

    A search for one character, and for a pattern that begins with one, is fast.
    """
    for sign, pattern in signed:
        if sign in text and (found := pattern.search(text)):
            return found
    return None


def is_headed(line: str) -> bool:
    """Whether a line begins as a heading or an item does."""
    first = line[:1]
    return (first in STARTERS or first.isdecimal()) and HEADED.match(line) is not None


def is_enclosed(before: str, after: str) -> bool:
    """Whether ``after`` closes a quotation, title or bracket that ``before`` opened.

    >>> is_enclosed("破解“四不、实现", "四要”大讨论"), is_enclosed("(一)", "(二)")
    (True, False)
    """
    for pair in PAIRS:
        opening, closing = pair[0], pair[1]
        close, again = after.find(closing), after.find(opening)
        if before.rfind(opening) > before.rfind(closing) and close >= 0 and not 0 <= again < close:
            return True
    return False


def starts_block(line: str) -> bool:
    """Whether a line opens a list item, a section, an article or an attachment.

    >>> [starts_block(x) for x in ("一、概况", "(三)措施", "2.5亿元资金", "第三条 本法", "法,健全")]
    [True, True, False, True, False]
    """
    first = line[:1]
    return (first in STARTERS or first.isdecimal()) and NUMBERED.match(line) is not None


def is_row(line: str) -> bool:
    """Whether a line, as it stands, is a table's row: cells between pipes, tabs or wide gaps."""
    return "|" in line or "｜" in line or "\t" in line or len(GAPS.findall(line)) >= MIN_GAPS


def is_listed(line: str) -> bool:
    """Whether a line is words side by side without a mark, as in a record: a date, a place, a post.

    >>> is_listed("2018年3月 晨报社 编辑"), is_listed("使用 Python 语言编写 的脚本")
    (True, False)
    """
    return len(ABREAST.findall(line)) >= MIN_GAPS and CLAUSE.search(line) is None


def is_code(line: str) -> bool:
    """Whether a line is a program's: signs of one, and more of other characters than Han."""
    signs = sum(map(line.count, CODE))
    return (
        signs > 0
        and signs + line.count("(") >= MIN_GAPS
        and 2 * len(re.findall(f"[{HAN}]", line)) < len(line)
    )


def is_date(line: str) -> bool:
    """Whether a line is nothing but a date, the year over its events, or who spoke when.

    >>> [is_date(x) for x in ("(2016年5月3日)", "1954年", "2021-03-04 09:12 小舟", "3月,布坊合并")]
    [True, True, True, False]
    """
    bare = line.strip("()")
    if len(line) <= 24 and (DATE.fullmatch(bare) or YEAR.fullmatch(bare)):
        return True
    return ":" in line and len(line) <= MAX_STAMP and STAMP.fullmatch(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line's last mark closes a sentence, inside closing quotes and brackets or not.

    >>> [ends_sentence(x) for x in ("完成了。”", "办理完毕。(李某)", "经费投入(万元)")]
    [True, True, False]
    """
    aside = ASIDE.search(line[-MAX_ASIDE:])
    bare = (line[: aside.start() - min(len(line), MAX_ASIDE)] if aside else line).rstrip(ENDINGS)
    last = bare[-1:] or " "
    return last in STOPS or last == ":" or (bare != line and last == ".")


def is_heading(line: str) -> bool:
    """Whether a line reads as a heading: numbered and one clause, or short and without any clause.

    >>> is_heading("二、充分发挥载体作用,大力发展产业"), is_heading("我们走过了一年,办法")
    (True, False)
    """
    if SENTENCE.search(line):
        return False
    if HEADED.match(line):
        return len(line) <= 60 and not (ARTICLE.match(line) and CLAUSE.search(line))
    return len(line) <= 30 and CLAUSE.search(line) is None
