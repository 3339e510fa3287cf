"""A text as bytes, one for each character: what the measures look for has a kind of its own.

A pattern over kinds is short, and one that begins with a kind looks for all its characters at the
speed of a search for one.

>>> kinds(View("增长亿元,三是"))
b'SSWWcnI'
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.view import Class, View

__all__ = ["View", "kinds"]

KINDS = {
    "b": "\n。;；:：",
    "c": ",，",
    "e": "、",
    "(": "(（",
    ")": ")）",
    "p": "！？!?…|《》“\"「」—-",
    "q": "”",
    "s": " \u3000",
    "%": "%％",
    "d": "0123456789０１２３４５６７８９",
    "x": "xX×*○〇ｘＸ＊",
    "l": "lIO",
    "S": "额額税稅值入资資金费費过過达達到约約计計加少长長降高升增建成造现現币幣积積自于於至从從",
    "P": "个個",
    "n": "一二三四五六七八九十",
    "W": "亿万億萬元百",
    "Y": "年",
    "M": "月",
    "D": "日号",
    "K": "刚吾川",
    "T": "囗冂亠丨丶丿",
    "N": "第",
    "I": "是",
    "J": "条條",
    "U": "家项項件台辆輛吨噸亩畝户戶册冊套",
    "V": "共有育进進施施办辦处處放发發获獲得破拥擁纳納",
    ".": ".．",
}  # fmt: skip
"""The characters of each kind: marks, signs, and Han that go before or behind numbers; other Han
are ``A``."""


@cache
def table() -> npt.NDArray[np.uint8]:
    """The kind of every character of the basic plane, 0 for all that nothing looks for."""
    from cleaner.chinese import tables

    made = np.zeros(0x10000, np.uint8)
    made[(tables.classes()[:0x10000] & Class.HAN) != 0] = ord("A")
    for kind, characters in KINDS.items():
        made[list(map(ord, characters))] = ord(kind)
    return made


def kinds(view: View) -> bytes:
    """The kind of every character of a text."""
    points = view.points
    if points.dtype != np.uint16:
        points = np.minimum(points, 0xFFFF)
    return table().take(points).tobytes()
