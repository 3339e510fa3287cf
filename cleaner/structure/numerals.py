"""Numbers as headings write them: Chinese, Arabic, mixed.

>>> [number(x) for x in ("十二", "二十", "3", "〇", "一百零五", "百")]
[12, 20, 3, 0, 105, 100]
"""

from __future__ import annotations

import re

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"(?:\d{1,3}|[〇零一二三四五六七八九十百]{1,5})"


def number(text: str) -> int:
    """The value of a numeral made of Arabic digits or of Chinese ones up to thousands."""
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    total = digit = 0
    for c in text:
        if c in UNITS:
            total, digit = total + (digit or 1) * UNITS[c], 0
        else:
            digit = DIGITS[c]
    return total + digit
