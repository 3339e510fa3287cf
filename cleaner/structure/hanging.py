"""What hangs over a seam: a number that runs on, a word no clause ends or begins with.

>>> is_hanging("投入资金达到30", "亿元。"), is_hanging("全面落实各项工作", "态。")
(True, True)
"""

from __future__ import annotations

from cleaner.regex import later
from cleaner.structure.shapes import HAN, NUMERAL

LEADING = "的和与及在以对从把被将由其使让是并或而各该据向至按给就还更最很不也都均已曾仅若且但应须于"
"""Words that want another behind them; no clause ends with one."""
TRAILING = "的了着们之等者"
"""Words that want another before them; no paragraph begins with one."""
REMNANT = later(rf"(?!{NUMERAL}[、.])[{HAN}](?:[,、;。]|[{HAN}]{{1,3}}[;。])")
"""The end of a sentence that began before: ``态。``, ``到,``; no paragraph opens with so little."""
REMNANT_MARKS = frozenset(",、;。")
MIN_SAID = 8
"""Characters before a remnant: who says ``好。`` is named in fewer."""
UNITS = "年月日个家项名万亿元%人次件"
"""What follows a number without a break."""


def is_hanging(before: str, after: str) -> bool:
    """Whether a number runs on, or a word stands at the seam that no clause ends or begins with."""
    last, first = before[-1], after[0]
    if last in LEADING or first in TRAILING:
        return True
    if last.isdigit() and (first.isdigit() or first in UNITS):
        return True
    return len(before) >= MIN_SAID and is_remnant(after)


def is_remnant(line: str) -> bool:
    """Whether a line opens with the end of a sentence."""
    return not REMNANT_MARKS.isdisjoint(line[1:5]) and REMNANT.match(line) is not None
