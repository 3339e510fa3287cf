"""Whether a value fits its label: a day after a day's label, a number after a counter's."""

from __future__ import annotations

from cleaner.regex import later
from cleaner.rulebook import values
from cleaner.rulebook.bars import Bars
from cleaner.rulebook.rule import Words

MAX_FREE = 120
"""Characters of a free value, such as a summary of contents."""
MAX_SHORT = 30
OUTER = " |/·>[]【】(){};,、.*-_<"
CLOCK = r"(?:[ T]?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2})?秒?)?"
DATED = later(
    r"[\[(]?(?:(?:19|20)\d{2}|1[01]\d|(?:中华)?民国 ?\d{2,3}) ?[-/.年] ?\d{1,2} ?[-/.月]"
    r" ?\d{1,2} ?[日号]?[\])]?"
    r" ?(?:\(?(?:星期|周)[一二三四五六日天]\)?)? ?"
    + CLOCK
    + r" ?(?:AM|PM|am|pm)?(?:(?:星期|周)[一二三四五六日天])?"
)
COUNTED = later(
    r"[★☆]{1,10}|[\[(【]?\d{0,3}[\d,.]{0,10} ?[万wWkK千]?\+?(?:/\d{1,6})?[\])】]? ?(?:次|人次"
    r"|人|条|个|分|℃|热度)?"
)
BLANK = later(
    r"[\[\]()【】{} |/_*.·<>-]*(?:null|undefined|NaN|无|暂无|没有了|未知|佚名|匿名|不详|admin"
    r"|本站|N/A)?[\[\]()【】{} |/_*.·<>-]*"
)
SENTENCE = later(r"[。!?;]|,.*,")


def plausible(words: Words, value: str, bars: Bars) -> bool:
    """Whether a value fits its label."""
    kind = words.value
    if kind in ("date", "count", "url", "short", "free") and bars.made_of(value):
        return True
    if words.weak and kind == "date":
        whole = DATED.match(value)
        return whole is not None and (
            whole.end() == len(value) or ends_in_button(value[whole.end() :], bars)
        )
    if kind == "date":
        found = DATED.match(value)
        rest = value[found.end() :] if found else value
        return bool(found) and (rest_is_small(rest, bars) or ends_in_button(rest, bars))
    if kind == "count":
        found = COUNTED.match(value)
        return bool(found and found.end()) and rest_is_small(
            value[found.end() :] if found else "", bars
        )
    if kind == "url":
        return (
            value.startswith(("http", "www.", "/"))
            or bool(BLANK.fullmatch(value))
            or (len(value) <= 20 and not SENTENCE.search(value))
        )
    if kind == "free":
        return len(value) <= MAX_FREE and not SENTENCE.search(value)
    if kind == "short":
        return len(value) <= MAX_SHORT and not SENTENCE.search(value)
    return len(value) <= values.MAX_NAME and not SENTENCE.search(value)


def ends_in_button(rest: str, bars: Bars) -> bool:
    """Whether what follows a day is a name or two and a button: 三年级作文 我要投稿."""
    pieces = rest.split()
    return 0 < len(pieces) <= 3 and len(rest) <= MAX_SHORT and bars.tiled(pieces[-1]) == "button"


def rest_is_small(rest: str, bars: Bars) -> bool:
    """Whether what follows a typed value is only residue."""
    rest = rest.strip(OUTER)
    return not rest or len(rest) <= 2 or bars.made_of(rest) or bool(COUNTED.fullmatch(rest))
