"""Small facts read from the unmasked text: numbers, years and places, masks and damage.

They tell a sister report (same office, other year; same words, other city) from a copy: in a copy
the same words stand beside the same numbers. What is masked or lost states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.chinese import tables
from cleaner.chinese.classes import Class
from cleaner.dedup.normal import LOW, Hashes, Points, distinct, mixed

MOST_SLOTS = 48
"""Slots kept of a document, those with the smallest hashes, so that two copies keep the same."""
MOST_PLACES = 12
STATED = 3
"""A place named this often is the place a report is about; measured on reports of cities."""

SUFFIXES = "省市县区"
BEFORE_SUFFIX_NO_NAME = (
    "我全本各该外邻城上地县市省区都超股夜门园新社辖片小校景牧库灾山林发范验高业务治护能聚老郊矿厂"
    "节反两多个级进到在为对和与及的等跨出入内每某属直"
)
FLAGS_OF_DAMAGE = (
    "digits-lost", "cut", "no-punctuation", "spun", "shuffled", "mojibake", "random-han", "ocr",
    "ragged-table", "undecodable",
)  # fmt: skip
OFFICIAL = ("gov.cn",)
HAN, MASK, DIGITS, LATIN = map(int, (Class.HAN, Class.MASK, Class.DIGIT, Class.LATIN))
PRIVATE, TRADITIONAL = int(Class.PRIVATE), int(Class.TRADITIONAL)
BESIDE_MASK = HAN | DIGITS | MASK
PARAGRAPH, LONG = 20, 200
"""A shorter line than the first is a heading or a label, a longer one than the second no notice."""
TITLE = (5, 60)
"""Fewest and most characters of a title."""
FIRST = np.uint16(0x9E37)
"""Scatters pairs of units; one in 2,000 pairs is taken for a word that it is not."""
LINE_FEED = 10
ORDINAL = re.compile(r"[(第]?[一二三四五六七八九十\d]{1,3}[、.)章节条]")
# Two characters each: what notices on pages speak of and reports seldom do.
FURNITURE_WORDS = (
    "版权", "侵权", "上传", "下载", "客服", "转载", "免责", "本站", "本网", "网站", "扫码",
    "公众", "点击", "浏览", "登录", "注册", "会员", "收藏", "举报", "积分", "删除",
    "文档", "广告", "编辑",    "预览", "付费", "来源", "原文", "微信",
)  # fmt: skip


class Facts(NamedTuple):
    """Numbers about one document that choose the keeper."""

    han: int
    body: int
    """Characters of the normal form in paragraphs, as far as lines tell them from furniture."""
    masks: int
    """Mask characters (x, ×, *, 某) that stand for something."""
    numbers: int
    """Digits."""
    damage: int
    """Characters that show loss: U+FFFD, private use, letters dropped into words."""
    flags: int
    """Flags of damage that came with the document."""
    traditional: int
    official: int
    titled: int
    """Whether the first line has the shape of a title."""


# kinds of code unit, one byte each
DIGIT, POINT, GLUE, MASKED, AFTER_DATE, YEAR_MARK = 1, 2, 4, 8, 16, 32


@cache
def kinds() -> npt.NDArray[np.uint8]:
    """What a code unit says about the number beside it."""
    table = np.zeros(0x10000, np.uint8)
    for chars, bit in (
        ("0123456789０１２３４５６７８９", DIGIT), (".．", POINT), ("-/:：—－", GLUE),
        ("xXｘＸ×*＊某○□_＿", MASKED), ("月日时分号秒", AFTER_DATE), ("年", YEAR_MARK),
    ):  # fmt: skip
        table[[ord(c) for c in chars]] |= bit
    table[[*range(0x41, 0x5B), *range(0x61, 0x7B)]] |= GLUE
    return table


def slots(raw: Points, places: npt.NDArray[np.intp], four: Hashes) -> Hashes:
    """Numbers in their places: high half a hash of four han beside it, low half the value.

    ``places`` are the offsets of the normal form in the text, ``four`` its 4-gram hashes. Left out:
    dates, times, telephone numbers, and whatever touches a mask or a letter.
    """
    kind = kinds()[raw]
    at = np.flatnonzero((kind & DIGIT) > 0)
    if not len(at) or not len(four):
        return np.empty(0, np.uint64)
    start, end, value = numbers(raw, kind, at)
    padded = np.concatenate([kind, np.zeros(3, np.uint8)])
    before = np.where(start > 0, padded[start - 1], 0)
    after, third = padded[end], padded[end + 1]
    year = (end - start == 4) & (after & YEAR_MARK > 0) & (value >= 1900) & (value < 2100)
    dated = (after & AFTER_DATE > 0) | ((after & YEAR_MARK > 0) & (third & DIGIT > 0))
    good = ~(dated | ((before | after) & (GLUE | MASKED) > 0))
    rank = np.searchsorted(places, start)
    found = []
    for side, salt in ((rank - 4, 1), (rank, 2)):
        ok = good & (side >= 0) & (side < len(four))
        found.append(context(four[side[ok]], salt, year[ok]) | (value[ok] & LOW))
    return smallest(distinct(np.concatenate(found)))


def context(four: Hashes, salt: int, year: npt.NDArray[np.bool_]) -> Hashes:
    """The high half of a slot; its highest bit is 0 beside a year, 1 beside another number."""
    beside = mixed(four + np.uint64(salt)) & np.uint64(0x7FFFFFFF00000000)
    found: Hashes = beside | np.where(year, np.uint64(0), np.uint64(1 << 63))
    return found


def smallest(slots: Hashes) -> Hashes:
    """The first slots; words beside several numbers come with all of them or not at all."""
    if len(slots) <= MOST_SLOTS:
        return slots
    kept: Hashes = slots[:MOST_SLOTS]
    whole: Hashes = kept[kept | LOW < slots[MOST_SLOTS] & ~LOW]
    return whole


def numbers(
    raw: Points, kind: npt.NDArray[np.uint8], at: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Hashes]:
    """Start, end and value of each run of digits; a fraction is part of its number."""
    new = np.empty(len(at), bool)
    new[0] = True
    gap = at[1:] - at[:-1]
    new[1:] = (gap > 2) | ((gap == 2) & (kind[at[1:] - 1] & POINT == 0))
    first = np.flatnonzero(new)
    start, end = at[first], at[np.append(first[1:], len(at)) - 1] + 1
    digit = (raw[at] & 15).astype(np.uint64)  # full-width digits end in the same four bits
    power = np.repeat(end, np.diff(np.append(first, len(at)))) - 1 - at
    scale = np.uint64(10) ** np.minimum(power, 18).astype(np.uint64)
    return start, end, np.add.reduceat(digit * scale, first)


@cache
def _suffix_tables() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    suffix, name = np.zeros(0x10000, bool), np.zeros(0x10000, bool)
    suffix[[ord(c) for c in SUFFIXES]] = True
    name[:] = (tables.classes()[:0x10000] & Class.HAN) > 0
    name[[ord(c) for c in BEFORE_SUFFIX_NO_NAME]] = False
    fold = tables.fold()
    return suffix[fold], name[fold]


def places(raw: Points) -> npt.NDArray[np.uint32]:
    """The two characters before 省, 市, 县, 区, most frequent first, with those stated before.

    The first number tells how many are stated often enough to be what the report is about.
    """
    suffix, name = _suffix_tables()
    at = np.flatnonzero(suffix[raw])
    at = at[at >= 2]
    at = at[name[raw[at - 1]] & name[raw[at - 2]]]
    if not len(at):
        return np.empty(0, np.uint32)
    fold = tables.fold()
    pair = fold[raw[at - 2]].astype(np.uint32) << 16 | fold[raw[at - 1]]
    pair.sort()
    first = np.flatnonzero(np.diff(pair, prepend=0))
    pairs, counts = pair[first], np.diff(np.append(first, len(pair)))
    order = np.lexsort((pairs, -counts))[:MOST_PLACES]
    stated = int(np.count_nonzero(counts[order] >= STATED))
    return np.concatenate([[stated], pairs[order]]).astype(np.uint32)


def measure(text: str, raw: Points, han: int, meta: Mapping[str, Any]) -> Facts:
    """The facts that choose the keeper, from the text and from what is known of it."""
    classes = tables.classes()[raw]
    present = int(np.bitwise_or.reduce(classes)) if len(raw) else 0

    def count(wanted: int) -> int:
        return int(np.count_nonzero(classes & wanted)) if present & wanted else 0

    flags = meta.get("flags") or ()
    prose, titled = body(raw, han)
    return Facts(
        han,
        prose,
        masks(classes) if present & MASK else 0,
        count(DIGITS),
        text.count("\ufffd") + count(PRIVATE) + (dropped_in(classes) if present & LATIN else 0),
        sum(f in flags for f in FLAGS_OF_DAMAGE),
        count(TRADITIONAL),
        official(meta),
        titled,
    )


def body(raw: Points, han: int) -> tuple[int, int]:
    """How many han stand in lines that read like paragraphs, and whether a title comes first.

    A paragraph is long and has a stop; a notice is shorter and has two words of page furniture.

    >>> from cleaner.dedup.normal import points
    >>> body(points("全市科技系统围绕年度目标任务，扎实推进各项工作，取得明显成效。"), 30)[0]
    30
    >>> body(points("本文档由用户上传，如有侵权请联系客服删除，下载前请先预览文档。"), 30)[0]
    0
    """
    stop, words = _prose_tables()
    folded = tables.fold()[raw]
    ends = np.append(np.flatnonzero(raw == LINE_FEED), len(raw))
    sizes = np.diff(ends, prepend=-1) - 1
    pair = folded[:-1] * FIRST + folded[1:]
    hits = np.flatnonzero(words[pair])
    good = (sizes >= PARAGRAPH) & (per_line(np.flatnonzero(stop[folded]), ends) > 0)
    if len(hits) > 1:
        good &= (sizes >= LONG) | (per_line(hits, ends) < 2)
    first = int(np.argmax(sizes > 1))
    title = folded[ends[first] - sizes[first] : ends[first]][: TITLE[1] + 9]
    titled = is_title(title.tobytes().decode("utf-16-le", "replace"))
    return han * int(sizes[good].sum()) // max(1, int(sizes.sum())), int(titled)


def per_line(at: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """How many of the offsets stand in each line."""
    return np.diff(np.searchsorted(at, ends), prepend=0)


@cache
def _prose_tables() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which units end a sentence; which pairs of units, scattered over 16 bits, begin a word."""
    stop, words = np.zeros(0x10000, bool), np.zeros(0x10000, bool)
    stop[[ord(c) for c in "。;!?"]] = True
    words[[(ord(w[0]) * int(FIRST) + ord(w[1])) & 0xFFFF for w in FURNITURE_WORDS]] = True
    return stop, words


def is_title(line: str) -> bool:
    """A short line without a stop that is no numbered heading.

    >>> is_title("云溪市林业局年度工作总结"), is_title("三、存在问题"), is_title("的通知。会后,")
    (True, False, False)
    """
    line = line.strip()
    if not TITLE[0] <= len(line) <= TITLE[1] or any(stop in line for stop in "。;!?,"):
        return False
    return not ORDINAL.match(line)


def masks(classes: npt.NDArray[np.uint16]) -> int:
    """Mask characters between han, digits and masks: 20xx年, ××市; not a lone x in English."""
    at = np.flatnonzero((classes & MASK) > 0)
    left = np.where(at > 0, classes[at - 1], 0)
    right = classes[np.minimum(at + 1, len(classes) - 1)]
    return int(np.count_nonzero(((left & BESIDE_MASK) > 0) & ((right & BESIDE_MASK) > 0)))


def dropped_in(classes: npt.NDArray[np.uint16]) -> int:
    """Single letters between two han, as copy protection drops them in."""
    han = (classes & HAN) > 0
    return int(np.count_nonzero(han[:-2] & ((classes[1:-1] & LATIN) > 0) & han[2:]))


def official(meta: Mapping[str, Any]) -> int:
    """Whether the page came from an office of state: its address says so."""
    url = meta.get("url")
    if not isinstance(url, str):
        return 0
    host = url.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0].lower()
    return int(any(host == name or host.endswith("." + name) for name in OFFICIAL))
