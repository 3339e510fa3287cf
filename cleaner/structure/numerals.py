"""Numbers as headings write them: Chinese, Arabic, in circles, Roman.

>>> [number(x) for x in ("十二", "二十", "3", "〇", "一百零五", "百", "③", "Ⅱ", "Four")]
[12, 20, 3, 0, 105, 100, 3, 2, 4]
"""

from __future__ import annotations

import re
from unicodedata import numeric

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"(?:\d{1,3}|[〇零一二三四五六七八九十百]{1,5}|[①-⑳]|[Ⅰ-Ⅻ])"
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WORD = rf"(?i:{'|'.join(WORDS)})"
"""How headings write English numbers; ``(?i:)`` because they do it in any case."""


def number(text: str) -> int:
    """The value of a numeral: Arabic, Chinese up to thousands, one sign, an English word to ten."""
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    if "①" <= text <= "⑳" or "Ⅰ" <= text <= "Ⅻ":
        return int(numeric(text))
    if text.lower() in WORDS:
        return WORDS.index(text.lower()) + 1
    total = digit = 0
    for c in text:
        if c in UNITS:
            total, digit = total + (digit or 1) * UNITS[c], 0
        else:
            digit = DIGITS[c]
    return total + digit
