"""Names of places and offices in texts: two characters and the suffix that makes them a name."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.chinese.classes import Class
from cleaner.dedup.normal import LOW, Batch, Bools, Hashes, Offsets, mixed

Bits = npt.NDArray[np.uint16]

PLACES, OFFICES = "市县区省", "局委厅院会馆社"
NO_NAME = "我全本各该多个级和与及的等每某属市县区省"
"""Characters that end no name, whatever suffix follows."""
BEFORE = {
    "市": "外邻上地超股夜进到在为对直大中小",
    "县": "外邻进到在为对直贫强大小",
    "区": "外邻地城园新社辖片小校景牧库灾山林发范验高业务治护能聚老郊矿厂节反进到在为对跨内直牌特街"
          "灌湿居住战误雷禁盲",
    "省": "外邻进到在为对跨直两节",
    "局": "格布结当开大变残僵战棋出破时饭骗赌",
    "委": "党纪常政编村居组团工",
    "厅": "大餐客展前门",
    "院": "医学法住出入剧影戏四",
}  # fmt: skip
"""Characters that with the suffix are a common word: 全市, 城市, 园区, 格局."""
ONLY_BEFORE = {"会": "工合员协学", "馆": "案书化物术技", "社": "作版"}
"""Suffixes that are common words after all but these characters: 工会, 档案馆, 合作社."""
AFTER = {
    "市": "场民值面容价集斤制井", "县": "域级", "区": "域别块分间位划", "省": "级份略却力钱电时去",
    "局": "部面势限促域", "委": "托员派屈任培婉", "院": "士线落校内外坝", "会": "议上后费",
    "馆": "藏内外际", "社": "会区",
}  # fmt: skip
"""Characters with which the suffix begins a word: 市场, 区域, 委托, 院士."""


def named(batch: Batch) -> tuple[Offsets, Offsets, Hashes, Bools]:
    """Where each name begins and where its suffix is; the name in 32 bits; whether of an office.

    An annotation in brackets after a character is no gap.

    >>> start, end, _, office = named(Batch(["三亚(yà)市教育局在市场、园区调研"]))
    >>> start.tolist(), end.tolist(), office.tolist()
    ([0, 7], [6, 9], [False, True])
    """
    suffixes, before, after = _tables()
    places = np.flatnonzero((batch.classes & Class.HAN) > 0)
    han = batch.folded.take(places)
    suffix = suffixes.take(han)
    at = np.flatnonzero(suffix)
    at = at[(at >= 2) & (at < len(han) - 1)]
    for back in (2, 1):
        here = places[at - back]
        bracket = (batch.classes[here + 1] & Class.BRACKET) > 0
        at = at[(places[at - back + 1] == here + 1) | bracket]
    first, last = han[at - 2], han[at - 1]
    good = (suffixes[first] == 0) & (first != ord("某"))
    good &= (before[last] | after[han[at + 1]]) & suffix[at] == 0
    at, first, last = at[good], first[good], last[good]
    name = first.astype(np.uint64) << np.uint64(32) | last.astype(np.uint64) << np.uint64(16)
    office = suffix[at] >= 1 << len(PLACES)
    return places[at - 2], places[at], mixed(name | han[at]) & LOW, office


@cache
def _tables() -> tuple[Bits, Bits, Bits]:
    """The bit of each suffix; of each unit the bits of the suffixes that make no name after it, and
    of those that begin a word with it."""
    suffix, before, after = (np.zeros(0x10000, np.uint16) for _ in range(3))
    for n, end in enumerate(PLACES + OFFICES):
        suffix[ord(end)] = 1 << n
        words = units(ONLY_BEFORE.get(end) or BEFORE[end])
        if end in ONLY_BEFORE:
            words = np.delete(np.arange(0x10000), words)
        before[words] |= 1 << n
        before[units(NO_NAME)] |= 1 << n
        after[units(AFTER.get(end, ""))] |= 1 << n
    return suffix, before, after


def units(chars: str) -> npt.NDArray[np.intp]:
    """The code units of some characters, each once."""
    return np.array(sorted({ord(c) for c in chars}), np.intp)
