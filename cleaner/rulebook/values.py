"""Values of metadata fields: dates to ISO, counts to integers, names without residue.

>>> date("二○一二年一月十八日"), date("110-04-16"), views("62次"), views("2.54K")
('2012-01-18', '2021-04-16', 62, 2540)
"""

from __future__ import annotations

import re
from typing import Any

from cleaner.regex import later

DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("○〇0OoＯ", "0")
DATE = later(r"((?:19|20)\d{2})(?: ?[-/.年]| (?=\d{2} ?/)) ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)")
HAN_DATE = later(
    r"([零一二三四五六七八九○〇0Oo]{4})年([正元一二三四五六七八九十]{1,3})月([一二三四五六七"
    r"八九十廿卅]{1,4})日"
)
COMPACT_DATE = later(r"((?:19|20)\d{2})(\d{2})(\d{2})")
DAY_FIRST = later(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})(?![\d/])")
"""A day as Hong Kong writes it: 08/06/2021 is in June."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_FIRST = later(r"([A-Z][a-z]{2})[a-z]{0,6} (\d{1,2})(?: [A-Z][a-z]{2})?,? ((?:19|20)\d{2})")
MAILED = later(r"(?<!\d)(\d{1,2}) ([A-Z][a-z]{2})[a-z]{0,6},? ((?:19|20)\d{2})")
STAMPED = later(r"([A-Z][a-z]{2}) (\d{1,2}) \d{1,2}:\d{2}(?::\d{2})? ((?:19|20)\d{2})")
"""Days as letters and boards write them: 3 Nov 2009, Jul 2 22:14:50 2017."""
BEFORE_DAY = later(r"[ |]+(?=(?:19|20)\d{2}[-/.年]\d)")
"""Where a name ends and the day behind it begins."""
REPUBLIC_DATE = later(
    r"(?<![\d.-])(?:(?:中华)?民国 ?(\d{2,3})|(1[01]\d))"
    r" ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)"
)
"""A day in years of the Republic, which Taiwan's offices count: 110-04-16."""
REPUBLIC = 1911
COUNT = later(r"\(?(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})\)? ?(?:次|人|人次|人看过|人关注|人浏览)?")
ROUNDED = later(r"(\d{1,4}(?:\.\d{1,2})?) ?([万wWkK千]) ?(?:次|人|人次|阅读)?")
SOFT = " \t\r\u3000\xa0:：|/;,、，；·-_"
SPACED = later(r"(?:[一-鿿] ){2,20}[一-鿿]")
MAX_NAME = 40
"""Longest source, author or issuing body; what is longer is a sentence."""


FILE = later(r"(?:_第\d{1,4}页|\.(?:docx?|pdf|pptx?|xlsx?|txt|wps|rtf|DOCX?|PDF|PPTX?|XLSX?))+$")
"""What makes a title a file's name."""

NAMES = ("author", "source", "publisher")
"""Fields that hold a name."""
AFTER = later(
    r"(?<=[^ ])(?: ?(?:[|】]|(?<!\[.)(?<!\[..)(?<!\[...)\]|>>|\+ ?关注|· | - )| 【"
    r"| [一-鿿]{1,5} ?:| (?:图|摄影|编辑|撰文) ?/"
    r"| (?:\d{1,7} ?人|已?被?阅读?|浏览|阅读|评论|点击|手机看|进入|收藏|<)(?:[^一-鿿]|$))"
)
"""What stands behind a name and is none of it."""
ROLE = later(r"^(?:本[报刊网] ?)?(?:首席|见习|实习|特约)?(?:记者|通讯员|作者)[ :]+")
CALLING = later(
    r" (?:律师|医生|医师|记者)$|(?<=^..)\(.{8,}\)$|(?<=^...) ?\(.{8,}\)$|(?<=^..) \(.{8,}\)$"
)
"""What a writer is, before and behind the name."""
NAMING = later(r"[^\W\d_]")
"""A letter, without which nothing is a name."""
ADDRESS = later(r"(?:https?:|www\.)")


def value(field: str, text: str) -> Any:
    """One field's value, or None where the text holds none."""
    if field in ("date", "document_date"):
        return date(text)
    if field == "views":
        return views(text)
    if field == "url":
        return url(text)
    if field == "title":
        return FILE.sub("", text.strip(SOFT)) or None
    return name(BEFORE_DAY.split(text.split("——")[0], maxsplit=1)[0])


def date(text: str) -> str | None:
    """The first date in a text as ``YYYY-MM-DD``; None for a missing or impossible one."""
    if found := DATE.search(text):
        return iso(*map(int, found.groups()))
    if found := REPUBLIC_DATE.search(text):
        return iso(int(found[1] or found[2]) + REPUBLIC, int(found[3]), int(found[4]))
    if found := DAY_FIRST.search(text):
        day, month = int(found[1]), int(found[2])
        return iso(int(found[3]), *((month, day) if month <= 12 else (day, month)))
    if (found := MONTH_FIRST.search(text)) and found[1] in MONTHS:
        return iso(int(found[3]), 1 + MONTHS.index(found[1]), int(found[2]))
    if (found := MAILED.search(text)) and found[2] in MONTHS:
        return iso(int(found[3]), 1 + MONTHS.index(found[2]), int(found[1]))
    if (found := STAMPED.search(text)) and found[1] in MONTHS:
        return iso(int(found[3]), 1 + MONTHS.index(found[1]), int(found[2]))
    if found := HAN_DATE.search(text):
        year = int("".join(DIGITS[c] for c in found[1]))
        return iso(year, han_number(found[2]), han_number(found[3]))
    if found := COMPACT_DATE.fullmatch(text.strip()):
        return iso(*map(int, found.groups()))
    return None


def iso(year: int, month: int, day: int) -> str | None:
    """A date that can be."""
    import datetime

    try:
        return datetime.date(year, month, day).isoformat() if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def han_number(text: str) -> int:
    """A Chinese number up to 39.

    >>> han_number("二十一"), han_number("十"), han_number("廿八")
    (21, 10, 28)
    """
    text = text.replace("廿", "二十").replace("卅", "三十").replace("正", "一").replace("元", "一")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(DIGITS.get(c, "0") for c in text) or 0)
    return (int(DIGITS.get(tens[:1], "0")) if tens else 1) * 10 + int(DIGITS.get(ones[:1], "0"))


def views(text: str) -> int | None:
    """A count, rounded ones too; ``999+`` is none."""
    text = text.strip().strip("[]()【】:")
    if rounded := ROUNDED.fullmatch(text):
        return round(float(rounded[1]) * (1000 if rounded[2] in "kK千" else 10000))
    found = COUNT.fullmatch(text)
    return int(found[1].replace(",", "")) if found else None


def url(text: str) -> str | None:
    """An address."""
    found = re.search(r"https?://[\w./?=&%#~:+\-]{4,300}", text)
    return found[0] if found else None


def name(text: str) -> str | None:
    """A name or number without the separators and half brackets around it.

    >>> name(" [科技处] "), name("国发[2014]7号 ("), name("|")
    ('科技处', '国发[2014]7号', None)
    """
    text = text.strip(SOFT)
    while text and (text[-1] in "[({【<" or text[0] in "])}】>"):
        text = (text[:-1] if text[-1] in "[({【<" else text[1:]).strip(SOFT)
    if wrapped := re.fullmatch(r"[\[({【]([^\[\](){}【】]*)[\])}】]", text):
        text = wrapped[1].strip(SOFT)
    if SPACED.fullmatch(text):
        text = text.replace(" ", "")
    return text if 0 < len(text) <= MAX_NAME else None


def name_in(field: str, twin: str, start: int, end: int) -> tuple[int, int]:
    """Where a name stands in a label's value: what follows, and what its bearer is, left out."""
    begun = NAMING.search(twin, start, end)
    if begun and (found := AFTER.search(twin, begun.end(), end)):
        end = found.start()
    text = twin[start:end]
    if field == "author":
        text = text.rstrip()
        start += len(text) - len(text.lstrip(" :"))
        text = text.lstrip(" :")
        if found := CALLING.search(text):
            text = text[: found.start()]
        if found := ROLE.match(text):
            start, text = start + found.end(), text[found.end() :]
        end = start + len(text)
    return start, end


def is_name(text: str) -> bool:
    """Whether a value could be a name: it has letters, and is no address."""
    return NAMING.search(text) is not None and not ADDRESS.match(text)


def trimmed(text: str) -> str:
    """A value without the separators and half brackets around it."""
    text = text.strip(" \u3000\xa0\t|/·>_*-;,，；｜")
    for opening, closing in ("()", "[]", "【】", "（）"):
        if text.endswith(closing) and opening not in text:
            text = text[:-1].rstrip()
    return text.rstrip("【[(（").strip()
