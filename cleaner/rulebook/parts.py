"""Rows that open the parts of a compilation: 篇一, 第2篇, 工作总结3. They are the document's own.

>>> text = "全站职工团结一致,完成线路检修十二次。" * 4
>>> sorted(openings(["工作总结(两篇)", "工作总结 篇1", text, "工作总结 篇2", text]))
[0, 1, 3]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaner.regex import later

LONGEST = 80
"""Characters of a heading with its number."""
LEAST = 60
"""Characters of text under each heading; links that are counted have none between them."""
ABOVE = 12
"""Rows over the first part in which the title is looked for; what stands there goes to no part."""
NUMBER = r"(\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳]|[Ⅰ-Ⅻ])"
MARK = later(
    rf"第 ?{NUMBER} ?([篇份则封套])(?![章幅])"
    rf"|(篇|(?:范|例|样)文|样例|模板|样本|范本) ?[(\[]?{NUMBER}(?!\d)"
    rf"|(?<![A-Za-z])([Pp]art|PART|N[oO]) ?\.? ?(?:{NUMBER}(?!\d)|([A-Za-z]{{3,5}}))"
)
"""A word that counts parts, with its number before or behind."""
TRAILING = later(rf"([^。;,:]{{3,40}}?) ?(?:之|[-_#(\[【] ?)?{NUMBER}[)\]】]?:?")
"""A title with a number behind it."""
TITLE = later(
    r".{2,40}?(?:[(\[【]?(?:精选|通用|优秀|最新|共)? ?[\d一二两三四五六七八九十]{1,3} ?篇[)\]】]?"
    r"|合集|汇编|锦集|大全)"
)
"""The title of a compilation tells how many there are, or that there are many."""
ENDS = frozenset("0123456789一二三四五六七八九十①②ⅠⅡ)]】:篇份则封套★")
FIRST = frozenset(("1", "01", "001", "一", "①", "Ⅰ", "one"))
SECOND = frozenset(("2", "02", "002", "二", "②", "Ⅱ", "two"))


def openings(twins: Sequence[str]) -> frozenset[int]:
    """The headings of every series that has a first and a second, with the title over them."""
    series: dict[str, dict[str, list[int]]] = {}
    for row, twin in enumerate(twins):
        if len(twin) <= LONGEST and "。" not in twin and (told := counted(twin)):
            series.setdefault(told[0], {}).setdefault(told[1], []).append(row)
    found: set[int] = set()
    for numbers in series.values():
        if not (FIRST.isdisjoint(numbers) or SECOND.isdisjoint(numbers)):
            found |= with_text(twins, sorted(row for rows in numbers.values() for row in rows))
    first = min(found, default=0)
    found |= {row for row in range(max(0, first - ABOVE), first) if TITLE.fullmatch(twins[row])}
    return frozenset(found)


def counted(twin: str) -> tuple[str, str] | None:
    """What a row counts and its number."""
    if m := MARK.search(twin):
        before, word, behind, number, latin, count, spelt = m.groups()
        return word or behind or latin, before or number or count or spelt.lower()
    m = TRAILING.fullmatch(twin) if twin[-1] in ENDS else None
    return (m[1], m[2]) if m else None


def with_text(twins: Sequence[str], rows: Sequence[int]) -> set[int]:
    """The rows of a series under which a text stands, before the next one."""
    ends = pairwise([*rows, len(twins)])
    return {row for row, end in ends if sum(map(len, twins[row + 1 : end])) >= LEAST}
