"""Which passages of a text are traditional Chinese: counts of characters, never a guess by one.

A passage is a line; a line that shows both scripts is looked at sentence by sentence.

>>> from cleaner.view import View
>>> text = "他说过。\\n區科學技術局總結\\n東京は首都である"
>>> [text[a:b] for a, b in passages(View(text))]
['區科學技術局總結']
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.chinese.classes import Class
from cleaner.view import View

FOREIGN = Class.KANA | Class.HANGUL
FOREIGN_LINE = 0.1
"""A passage with so much kana or hangul among its letters is Japanese or Korean; such prose has
.3 and more, a Chinese sentence with a の in a shop's name less."""
FOREIGN_TEXT = 0.1
"""In a text with so much of it a line without any must look Chinese to be taken for it."""
CHINESE_ONLY = frozenset("這们們嗎吗呢吧啊你妳您她很哪怎麼么沒没說说個个跟把給给讓让還还對对該该麽")
QUOTED = 4
"""In a text mostly simplified a passage needs so many traditional characters, and so many times
more than simplified ones: names and short quotations stay."""
MIXED = 3
"""A line with so many characters of each script is looked at sentence by sentence."""
SENTENCE = re.compile(r"[。！？；!?;]+[”’」』）)]*|[ \u3000\t]+")


class Counts(NamedTuple):
    """How many characters of each kind stand in each of some spans of a text."""

    traditional: npt.NDArray[np.intp]
    simplified: npt.NDArray[np.intp]
    foreign: npt.NDArray[np.intp]
    han: npt.NDArray[np.intp]


def passages(view: View) -> list[tuple[int, int]]:
    """Spans of the text to convert, in order; lines without traditional marks among them too.

    A text that shows neither script is one such span; the caller's words decide what changes in it.
    """
    foreign, han = view.count(FOREIGN), view.count(Class.HAN)
    traditional, simplified = view.count(Class.TRADITIONAL), view.count(Class.SIMPLIFIED)
    if not foreign and not simplified:
        return [(0, len(view.text))]
    if not traditional and simplified:
        return []
    japanese = foreign > FOREIGN_TEXT * (han + foreign)
    mostly = traditional > simplified
    starts = np.concatenate(([0], np.flatnonzero(view.points == 10) + 1))
    starts, ends = _opened(view, starts, np.append(starts[1:], len(view.text)))
    counts = _counted(view, starts)
    wanted = _wanted(counts, mostly and not japanese)
    spans = zip(starts[wanted].tolist(), ends[wanted].tolist(), strict=True)
    if japanese:
        spans = ((a, b) for a, b in spans if CHINESE_ONLY & set(view.text[a:b]))  # type: ignore[assignment]
    return _joined(spans)


def _wanted(counts: Counts, mostly: bool) -> npt.NDArray[np.bool_]:
    traditional, simplified, foreign, han = counts
    chinese = foreign <= FOREIGN_LINE * (han + foreign)
    if mostly:
        return chinese & (traditional >= simplified) & ((traditional > 0) | (simplified == 0))
    return chinese & (traditional >= QUOTED) & (traditional >= QUOTED * simplified)


def _counted(view: View, starts: npt.NDArray[np.intp]) -> Counts:
    def count(classes: int) -> npt.NDArray[np.intp]:
        lines = np.searchsorted(starts, view.where(classes), "right") - 1
        return np.bincount(lines, minlength=len(starts))

    return Counts(
        count(Class.TRADITIONAL), count(Class.SIMPLIFIED), count(FOREIGN), count(Class.HAN)
    )


def _opened(view: View, starts: Any, ends: Any) -> tuple[Any, Any]:
    """The lines, those with both scripts or two languages cut into sentences."""
    traditional, simplified, foreign, _ = _counted(view, starts)
    both = (np.minimum(traditional, simplified) >= MIXED) | ((foreign > 0) & (traditional > 0))
    cuts = [
        start + m.end()
        for start, end in zip(starts[both].tolist(), ends[both].tolist(), strict=True)
        for m in SENTENCE.finditer(view.text[start:end])
        if start + m.end() < end
    ]
    if cuts:
        starts = np.union1d(starts, cuts)
        ends = np.append(starts[1:], len(view.text))
    return starts, ends


def _joined(spans: Any) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
