"""What makes one copy better than another: paragraphs, masks, damage, script, source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.chinese.classes import Class
from cleaner.dedup.normal import Batch, Bools, Offsets

FLAGS_OF_DAMAGE = {
    "digits-lost", "cut", "no-punctuation", "spun", "shuffled", "mojibake", "random-han", "ocr",
    "ragged-table", "undecodable",
}  # fmt: skip
OFFICIAL = ("gov.cn",)
BESIDE_MASK = Class.HAN | Class.DIGIT | Class.MASK
PARAGRAPH, LONG = 20, 200
"""A shorter line than the first is a heading or a label, a longer one than the second no notice."""
TITLE = (5, 60)
"""Fewest and most characters of a title."""
FIRST = np.uint16(0x9E37)
"""Scatters pairs of units; one in 2,000 pairs is taken for a word that it is not."""
ORDINAL = re.compile(r"[(第]?[一二三四五六七八九十\d]{1,3}[、.)章节条]")
# Two characters each: what notices on pages speak of and reports seldom do.
FURNITURE_WORDS = (
    "版权", "侵权", "上传", "下载", "客服", "转载", "免责", "本站", "本网", "网站", "扫码", "公众",
    "点击", "浏览", "登录", "注册", "会员", "收藏", "举报", "积分", "删除", "文档", "广告", "编辑",
    "预览", "付费", "来源", "原文", "微信",
)  # fmt: skip


class Facts(NamedTuple):
    """Numbers about one document that choose the keeper."""

    han: int
    body: int
    """Han in paragraphs, as far as lines tell them from furniture."""
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


def facts(batch: Batch, metas: Sequence[Mapping[str, Any]]) -> npt.NDArray[np.int32]:
    """The facts of each text in a row, from the text and from what is known of it."""
    han = np.diff(batch.bounds)
    body, titled = prose(batch, han)
    lost = batch.per_text(np.flatnonzero(batch.raw == 0xFFFD)) + batch.count(Class.PRIVATE)
    flags = [len(FLAGS_OF_DAMAGE.intersection(m.get("flags") or ())) if m else 0 for m in metas]
    columns = (
        han, body, masks(batch), batch.count(Class.DIGIT), lost + dropped_in(batch), flags,
        batch.count(Class.TRADITIONAL), [official(m) if m else 0 for m in metas], titled,
    )  # fmt: skip
    return np.array(columns, np.int32).T


def prose(batch: Batch, han: Offsets) -> tuple[Offsets, list[int]]:
    """How many han stand in lines that read like paragraphs, and whether a title comes first.

    A paragraph is long and has a stop; a notice is shorter and has two words of page furniture.

    >>> batch = Batch(["全市科技系统围绕年度目标任务，扎实推进各项工作，取得明显成效。",
    ...                "本文档由用户上传，如有侵权请联系客服删除，下载前请先预览文档。"])
    >>> prose(batch, np.array([30, 30]))[0].tolist()
    [30, 0]
    """
    stop, words = _prose_tables()
    folded = batch.folded
    brk = batch.raw == 10
    brk[batch.starts[1:] - 1] = True
    ends = np.flatnonzero(brk)
    sizes = np.diff(ends, prepend=-1) - 1
    hits = np.flatnonzero(words.take(folded[:-1] * FIRST + folded[1:]))
    good = (sizes >= PARAGRAPH) & (per_line(np.flatnonzero(stop.take(folded)), ends) > 0)
    good &= (sizes >= LONG) | (per_line(hits, ends) < 2)
    first = np.searchsorted(ends, batch.starts)
    total = np.concatenate([[0], np.cumsum(sizes)])[first]
    inside = np.concatenate([[0], np.cumsum(np.where(good, sizes, 0))])[first]
    share = np.diff(inside) / np.maximum(np.diff(total), 1)
    filled = np.flatnonzero(sizes > 1)
    heads = np.append(filled, len(ends) - 1)[np.searchsorted(filled, first[:-1])]
    titled = [
        int(is_title(folded[e - s : e][: TITLE[1] + 9].tobytes().decode("utf-16-le", "replace")))
        for e, s in zip(ends[heads].tolist(), sizes[heads].tolist(), strict=True)
    ]
    return (han * share).astype(np.int64), titled


def per_line(at: Offsets, ends: Offsets) -> Offsets:
    """How many of the offsets stand in each line."""
    return np.diff(np.searchsorted(at, ends), prepend=0)


@cache
def _prose_tables() -> tuple[Bools, Bools]:
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


def masks(batch: Batch) -> Offsets:
    """Mask characters between han, digits and masks: 20xx年, ××市; not a lone x in English."""
    classes = batch.classes
    at = np.flatnonzero((classes & Class.MASK) > 0)
    left = classes[np.maximum(at - 1, 0)] & BESIDE_MASK > 0
    return batch.per_text(at[left & (classes[at + 1] & BESIDE_MASK > 0)])


def dropped_in(batch: Batch) -> Offsets:
    """Single letters between two han, as copy protection drops them in."""
    han = (batch.classes & Class.HAN) > 0
    letter = (batch.classes[1:-1] & Class.LATIN) > 0
    return batch.per_text(np.flatnonzero(han[:-2] & letter & han[2:]) + 1)


def official(meta: Mapping[str, Any]) -> int:
    """Whether the page came from an office of state: its address says so."""
    url = meta.get("url")
    if not isinstance(url, str):
        return 0
    host = url.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0].lower()
    return int(any(host == name or host.endswith("." + name) for name in OFFICIAL))
