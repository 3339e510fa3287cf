"""Measures of what cannot be repaired: masks, lost digits, a cut end, missing punctuation.

Each function takes what is seen of a text and answers a number, 0 where there is nothing to flag.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from cleaner.regex import later
from cleaner.structure.kinds import kinds
from cleaner.structure.lines import Lines, View
from cleaner.structure.numberless import digits_lost
from cleaner.structure.order import disorder
from cleaner.structure.shapes import (
    CLAUSE,
    HAN,
    LABEL,
    MIN_PROSE,
    STOPS,
    ends_sentence,
    is_date,
    is_row,
)
from cleaner.structure.spinning import spun
from cleaner.structure.tables import may_be_ragged, ragged_share
from cleaner.structure.wording import shuffled
from cleaner.view import Class

UNITS = (
    "年月日号省市县区镇乡村州局厅处院所校厂家个项名人次户件条套台辆吨亩公里万亿千百元%度期届批位篇"
)
SURE_MASK = later(
    r"[12xX×*](?:(?<![0-9a-zA-Z].)(?:(?<=1)9|(?<=2)0)"
    r"(?:[xX]{1,2}|×{1,2}|\*{1,2}|[○〇]{2})(?![0-9a-zA-Z])"
    r"|(?<![0-9a-zA-Z*×].)(?:(?<=[xX])[xX]{1,7}|(?<=\*)\*{1,7}|(?<=×)×{1,7})"
    rf"(?:[.][xX*×]{{1,3}})?(?=[{UNITS}])"
    r"|(?<![0-9a-zA-Z].)(?<=[xX])(?:[xX]{0,3}\.[xX]{1,3}(?![0-9a-zA-Z])|[xX]{0,2}%))"
)
"""``20xx``, ``XX市``, ``x.x``, ``xx%``; one set of first characters makes the search fast."""
DATE_MASK = later(r"(?:19|20)(?:[xX]|×|\*|[○〇]{2})|[xX*×][年%]|\.[xX]")
COUNTED = frozenset("%万亿元家个项名件台吨亩次户")
"""Names and places are masked where people are to be kept from harm, sums and counts are not."""
MIN_MASKS = 2
"""A text with one mask may speak of masks."""

CLOSED = frozenset("。！？!?；;：:")
OPEN = later(f"[{HAN}0-9]")
MAX_ELLIPSIS = 16
"""Characters at the end of a text that may be dots and a word like 更多."""
BREAKS_OFF = later(r"(?:(?<!…)…|(?<!\.)\.{3})\s?(?:[\[(<【]?(?:更多|全文|展开|详情)[^\n]{0,4})?$")
MIN_UNPUNCTUATED = 200
"""Han in one line without a mark between them; the longest clean clause has about 60."""
PUNCTUATION = later(r"[，。、；：！？,;:!?.…|\n（）()《》“”\"「」—\-]")
MARKED = later(rb"[bcepq().]")
"""The same as kinds."""
MIN_WORD = 8
"""Han between two spaces, on average, from which on they are no list of names."""
OCR = later(
    rf"(?:^|(?<=[\n。;]))[lI]\s?[.、](?=\s?[{HAN}])|(?<=\d)[lIO](?=[\dlIO{HAN}])"
    rf"|(?<![a-zA-Z])(?:l(?=[lO]?\d)|O(?=\d{{2}})|ll?(?=[月日号年]))"
    rf"|囗|(?<=[{HAN}])[冂亠丨丶丿](?=[{HAN}])"
    rf"|(?<=[{HAN}])(?:\d{{1,2}}[刚吾川]|[iI]l)(?=[{HAN}])"
)
MIN_OCR = 2
MIN_LETTERS = 20
"""Letters of any script that tell a language."""
MIN_CHINESE = 0.5
"""Share of letters that are Han and stand in no Japanese or Korean text; Chinese text has .8."""
READ = later(rb"l(?:(?<=[dA-Znl]l)|(?=[dlYMDse.]))")
READ_SIGN = later(
    rf"[lIO囗冂亠丨丶丿刚吾川](?:(?<=[囗冂亠丨丶丿])|(?<=[0-9].)|(?<=[{HAN}iI]l)"
    rf"|(?<=[lIO])(?:[\dlO月日号年]|\s?[.、]\s?[{HAN}]))"
)
"""A letter or a character read for a digit, a stroke for a character: as kinds, and surely."""
PLACES = 4


class Seen:
    """A text as the measures look at it: its view, its kinds, its end, its lines when asked for."""

    __slots__ = ("end", "kinds", "text", "view")

    def __init__(self, view: View) -> None:
        self.view, self.text = view, view.text
        self.kinds = kinds(view)
        self.end = view.text.rstrip()

    @property
    def lines(self) -> Lines:
        """The text's lines."""
        return Lines(self.view)

    @property
    def last_line(self) -> tuple[str, str]:
        """The last line with something on it, as it stands and folded."""
        begin = self.end.rfind("\n") + 1
        raw = self.end[begin:].lstrip()
        return raw, self.view.folded[len(self.end) - len(raw) : len(self.end)]


def masked(seen: Seen) -> float:
    """Masks of years, places and numbers, as a share of the text's characters."""
    if b"x" not in seen.kinds:
        return 0.0
    text = seen.view.folded
    found = [(m[0], text[m.end() : m.end() + 1]) for m in SURE_MASK.finditer(text)]
    dated = any(DATE_MASK.search(mask) for mask, _ in found)
    lettered = any("x" in mask.lower() for mask, _ in found)
    counted = sum(unit in COUNTED for _, unit in found)
    if not dated and (len(found) < MIN_MASKS or not (lettered or counted >= MIN_MASKS)):
        return 0.0
    return sum(len(mask) for mask, _ in found) / len(seen.text)


def cut(seen: Seen) -> float:
    """Characters after the last closed sentence of a text that breaks off."""
    if seen.end[-1] in CLOSED:
        return 0.0
    raw, line = seen.last_line
    if BREAKS_OFF.search(line[-MAX_ELLIPSIS:]):
        return float(len(line) - last_stop(line.rstrip(".… ")))
    prose = "。" in line or (len(line) >= MIN_PROSE and CLAUSE.search(line))
    if not prose or is_row(raw) or is_date(line) or ends_sentence(line):
        return 0.0
    tail = line[last_stop(line) :]
    broken = line[-1] in ",、(" or OPEN.match(line[-1]) is not None
    return float(len(tail)) if broken and not LABEL.match(tail) else 0.0


def last_stop(line: str) -> int:
    """The offset behind the last mark that closes a sentence."""
    return max(line.rfind(stop) for stop in STOPS) + 1


def no_punctuation(seen: Seen) -> float:
    """Han in lines that run on without a mark, as a share of all Han."""
    text = seen.text
    if is_punctuated(seen.kinds):
        return 0.0
    view, total, edge = seen.view, 0, 0
    for mark in [*(m.start() for m in PUNCTUATION.finditer(text)), len(text)]:
        if mark - edge > MIN_UNPUNCTUATED:
            part = view.classes[edge:mark]
            han = int(np.count_nonzero(part & Class.HAN))
            spaces = int(np.count_nonzero(part & Class.SPACE))
            total += han if han >= MIN_UNPUNCTUATED and spaces * MIN_WORD < han else 0
        edge = mark + 1
    return total / view.count(Class.HAN) if total else 0.0


def is_punctuated(kinds: bytes) -> bool:
    """Whether no mark is farther from the next than a line without any is long."""
    at, last = 0, len(kinds) - MIN_UNPUNCTUATED
    while at <= last:
        stop = at + MIN_UNPUNCTUATED
        mark = kinds.rfind(b"c", at, stop)
        if mark < 0:
            found = MARKED.search(kinds, at, stop)
            if not found:
                return False
            mark = found.start()
        at = mark + 1
    return True


def ocr(seen: Seen) -> float:
    """Letters read for digits and strokes read for characters, by 1,000 characters."""
    kinds = seen.kinds
    stroke = b"T" in kinds or (b"K" in kinds and b"dK" in kinds)
    if not (stroke or (b"l" in kinds and READ.search(kinds))) or not READ_SIGN.search(seen.text):
        return 0.0
    found = sum(1 for _ in OCR.finditer(seen.view.folded))
    return 1000 * found / len(seen.text) if found >= MIN_OCR else 0.0


def ragged_table(seen: Seen) -> float:
    """Rows that lack cells, as a share of all table rows."""
    rows = "|" in seen.text and may_be_ragged(seen.text)
    return ragged_share(seen.lines) if rows else 0.0


MEASURES: Mapping[str, Callable[[Seen], float]] = {
    "masked": masked,
    "digits-lost": lambda seen: digits_lost(seen.view, seen.kinds),
    "ocr": ocr,
    "cut": cut,
    "no-punctuation": no_punctuation,
    "ragged-table": ragged_table,
    "spun": lambda seen: spun(seen.view),
    "shuffled": lambda seen: shuffled(seen.text, seen.kinds) or disorder(seen.view, seen.kinds),
}


def chinese(view: View) -> float:
    """The share of a text's letters that are Chinese: Han, and no kana or Hangul among them."""
    han, latin = view.count(Class.HAN), view.count(Class.LATIN)
    foreign = view.count(Class.KANA | Class.HANGUL)
    letters = han + latin + foreign
    return max(0.0, han - 2 * foreign) / letters if letters >= MIN_LETTERS else 1.0


def measures(view: View) -> dict[str, float]:
    """Every flag that is due, with its number to four places."""
    seen = Seen(view)
    if not seen.end:
        return {"empty": 1.0}
    found: dict[str, float] = {}
    for flag, measure in MEASURES.items():
        if value := measure(seen):
            found[flag] = round(value, PLACES)
    return found


def language(view: View) -> dict[str, float]:
    """How far a text is Chinese, as ``language``, where it is mostly another tongue's.

    >>> language(View("The committee met on Tuesday to review the draft.")), language(View("草案"))
    ({'language': 0.0}, {})
    """
    if not view.has(Class.LATIN | Class.KANA | Class.HANGUL):
        return {}
    if not view.has(Class.KANA | Class.HANGUL) and 2 * view.count(Class.HAN) >= len(view.text):
        return {}
    share = chinese(view)
    return {"language": round(share, PLACES)} if share < MIN_CHINESE else {}
