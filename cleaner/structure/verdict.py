"""Measures of what cannot be repaired: masks, lost digits, a cut end, missing punctuation.

Each function takes what is seen of a text and answers a number, 0 where there is nothing to flag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np

from cleaner.structure.lines import Lines, View
from cleaner.structure.shapes import CLAUSE, HAN, MIN_PROSE, STOPS, is_date, is_row, starts_block
from cleaner.structure.tables import ragged_share
from cleaner.view import Class

UNITS = "年月日号省市县区镇乡村州局厅处院所校厂家个项名人次户件条套台辆吨亩公里万亿千百元%度期届批场位篇"
SURE_MASK = re.compile(
    r"(?<![0-9a-zA-Z])(?:19|20)(?:[xX]{1,2}|×{1,2}|\*{1,2}|[○〇]{2})(?![0-9a-zA-Z])"
    rf"|(?<![0-9a-zA-Z*×])(?:[xX]{{2,8}}|\*{{2,8}}|×{{2,8}})(?:[.][xX*×]{{1,3}})?(?=[{UNITS}])"
    r"|(?<![0-9a-zA-Z])[xX]{1,4}\.[xX]{1,3}(?![0-9a-zA-Z])|(?<![0-9a-zA-Z])[xX]{1,3}%"
)
DATE_MASK = re.compile(r"(?:19|20)(?:[xX]|×|\*|[○〇]{2})|[xX*×][年%]|\.[xX]")
MIN_MASKS = 2
"""A text with one mask may speak of masks."""

UNIT_ALONE = re.compile(
    rf"(?:[{HAN}](?<![%率比])|[、,])(?P<lost>%)(?=[,。、;和]|[{HAN}](?<![)]))"
    r"|(?:总额|金额|利税|产值|收入|投入|资金|经费|投资|成交额|超过|达到?|约|共计|合计|增加|减少)"
    r"(?P<money>亿元|万元|亿美元|万美元|个百分点)(?=[,。、;和])"
)
UNIT_NUMBERED = re.compile(r"\d\s?(?:%|亿元|万元|亿美元|万美元|个百分点)")
MIN_LOST = 2
"""One unit without a number may be a slip of the pen, or a table's head."""

BREAKS_OFF = re.compile(
    r"(?:(?<!…)…|(?<!\.)\.{3})\s?(?:[\[(<【]?(?:更多|全文|展开|详情)[^\n]{0,4})?$"
)
MIN_UNPUNCTUATED = 200
"""Han in one line without a mark between them; the longest clean clause has about 60."""
OCR = re.compile(
    rf"(?:^|(?<=[\n。;]))\s*[lI]\s?[.、](?=\s?[{HAN}])|(?<=\d)[lIO](?=\d)|(?<=[{HAN}])[囗冂亠丨丶丿](?=[{HAN}])"
    rf"|(?<=[{HAN}])(?:\d{{1,2}}[刚吾川]|[iI]l)(?=[{HAN}])"
)
MIN_OCR = 2


def masked(view: View, lines: Lines) -> float:
    """Masks of years, places and numbers, as a share of the text's characters."""
    if not view.has(Class.MASK):
        return 0.0
    found = SURE_MASK.findall(view.folded)
    dated = any(DATE_MASK.search(mask) or mask[:2] in ("19", "20") for mask in found)
    if len(found) < MIN_MASKS and not dated:
        return 0.0
    if not any("x" in mask.lower() or mask[:2] in ("19", "20") for mask in found) and not dated:
        return 0.0
    return sum(map(len, found)) / len(view.text)


def digits_lost(view: View, lines: Lines) -> float:
    """Units left without their number, as a share of all such units."""
    if "%" not in view.folded and "元" not in view.folded:
        return 0.0
    lost = sum(1 for _ in UNIT_ALONE.finditer(view.folded))
    if lost < MIN_LOST:
        return 0.0
    return lost / (lost + sum(1 for _ in UNIT_NUMBERED.finditer(view.folded)))


def cut(view: View, lines: Lines) -> float:
    """Characters after the last closed sentence of a text that breaks off."""
    n = len(lines) - 1
    line = lines.line(n)
    if BREAKS_OFF.search(line[-12:]):
        return float(len(line) - last_stop(line.rstrip(".… ")))
    prose = "。" in line or (len(line) >= MIN_PROSE and CLAUSE.search(line))
    if not prose or is_row(lines.raw(n)) or is_date(line):
        return 0.0
    tail = line[last_stop(line) :]
    open_end = view.classes[lines.last[n] - 1] & (Class.HAN | Class.DIGIT) or line[-1] in ",、("
    return float(len(tail)) if open_end and not starts_block(tail) else 0.0


def last_stop(line: str) -> int:
    """The offset behind the last mark that closes a sentence."""
    return max(line.rfind(stop) for stop in STOPS) + 1


def no_punctuation(view: View, lines: Lines) -> float:
    """Han in lines that run on without a mark, as a share of all Han."""
    if view.count(Class.HAN) < MIN_UNPUNCTUATED:
        return 0.0
    plain = Class.HAN | Class.SPACE | Class.DIGIT | Class.LATIN
    marks = np.flatnonzero((view.classes & plain) == 0)
    edges = np.concatenate(([-1], marks, [len(view.text)]))
    long = np.flatnonzero(np.diff(edges) > MIN_UNPUNCTUATED)
    total = 0
    for n in long.tolist():
        part = view.classes[edges[n] + 1 : edges[n + 1]]
        han = int(np.count_nonzero(part & Class.HAN))
        spaces = int(np.count_nonzero(part & Class.SPACE))
        if han >= MIN_UNPUNCTUATED and spaces * 8 < han:
            total += han
    return total / view.count(Class.HAN)


def ocr(view: View, lines: Lines) -> float:
    """Letters read for digits and strokes read for characters, by 1,000 characters."""
    found = sum(1 for _ in OCR.finditer(view.folded)) if view.has(Class.LATIN) else 0
    return 1000 * found / len(view.text) if found >= MIN_OCR else 0.0


def ragged_table(view: View, lines: Lines) -> float:
    """Rows that lack cells, as a share of all table rows."""
    return ragged_share(lines)


MEASURES: Mapping[str, Callable[[View, Lines], float]] = {
    "masked": masked,
    "digits-lost": digits_lost,
    "cut": cut,
    "no-punctuation": no_punctuation,
    "ocr": ocr,
    "ragged-table": ragged_table,
}


def measures(view: View) -> dict[str, float]:
    """Every flag that is due, with its number to four places."""
    lines = Lines(view)
    if not len(lines):
        return {"empty": 1.0}
    found = {flag: round(measure(view, lines), 4) for flag, measure in MEASURES.items()}
    return {flag: value for flag, value in found.items() if value}
