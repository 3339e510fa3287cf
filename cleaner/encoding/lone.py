"""Marks of lost bytes among sound text: a character whose other byte could not be read with what
stands behind it.

>>> fill("公司名称：云灯软", "?", "有限公司")
'件'
>>> fill("你想去哪", "?", "里面有什么好玩的") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.encoding import half, lattice, model
from cleaner.encoding.readings import Arc, Reading, chain
from cleaner.encoding.shift import first_byte

NEAR = 6
"""Characters before and behind that tell what is lost."""
FEW = 48
"""Characters tried, those that fit best between their neighbours."""
PROMISING = 6.0
"""Nats that some character must save between its neighbours: 19 in 20 of what is filled in the end
do, of question marks 3 in 10."""
SAVED, CERTAIN = 12.0, (2.5, 3.5)
"""Nats that a character must save against a question mark, and by which it must beat all others, by
the number of marks: of 700 question marks in clean text none reaches both, and 95 % of what does is
right."""
FINE = 7.5
"""Nats a character of the text around may cost."""
MOST = 200
"""In a text with more marks among sound characters they are no lost bytes, or cannot be known."""
PLACE = re.compile(r"(?<=[^\x00-\x7f\ufffd])(?:\?{1,2}|\ufffd{1,2})(?![?\ufffd(（\s]|$)")
"""One mark or two after a character of two bytes, and not at the end of a line."""
RULE = "shifted-gbk"


def found(text: str) -> Iterator[Edit]:
    """Edits that fill marks with what is certain to have stood there."""
    marks = [m.span() for m, _ in zip(PLACE.finditer(text), range(MOST + 1), strict=False)]
    for start, end in marks if len(marks) <= MOST else ():
        before, after = text[max(0, start - NEAR - 1) : start], text[end : end + NEAR]
        if promising(before, text[start:end], after):
            char = fill(before, text[start:end], after)
            if char:
                yield Edit(start, end, char, RULE)


def hopeful(text: str) -> bool:
    """Whether there may be something to fill."""
    return any(
        promising(text[m.start() - 1 : m.start()], m[0], text[m.end() : m.end() + 1])
        for m in PLACE.finditer(text)
    )


@cache
def fitting(byte: int, marks: int) -> npt.NDArray[np.intp]:
    """What can have stood before this byte and left so many marks: one, where its first byte was
    lost without a mark or its second was; two, where both bytes were marked."""
    table, bad = half.known(), lattice.unreadable("gbk")[:, byte]
    fits = bad[table.bytes[:, 1]]
    if marks == 1:
        fits |= bad[table.bytes[:, 0]]
    return np.flatnonzero(fits)


def promising(before: str, marks: str, after: str) -> bool:
    """Whether some character saves enough among its neighbours that words should be asked."""
    nats, sure = _between(before, marks, after)
    return bool(len(nats)) and bool(sure - nats.min() >= PROMISING)


def _between(before: str, marks: str, after: str) -> tuple[npt.NDArray[Any], float]:
    """Nats of what may stand between two characters, and of a question mark there."""
    m, table = model.load(), half.known()
    ids = table.ids[fitting(first_byte(after[0]), len(marks))]
    ends = m.ids[[half.point(before[-1:]), ord("？"), half.point(after)]].astype(np.intp)
    inner = table.inner[fitting(first_byte(after[0]), len(marks))]
    nats = model.pair(ends[:1], ids) + inner + model.pair(ids, ends[2:])
    return nats, float(model.pair(ends[:2], ends[1:]).sum())


def fill(before: str, marks: str, after: str) -> str | None:
    """What stood where marks stand, None where that is not certain."""
    nats, _ = _between(before, marks, after)
    if not len(nats):
        return None
    few = fitting(first_byte(after[0]), len(marks))[np.argsort(nats, kind="stable")[:FEW]]
    points, near = half.known().points[few], before[-NEAR:]
    arcs = [*chain(0, near + marks + after[:NEAR])]
    hole, at = len(arcs), len(near)
    arcs += [Arc(at, hole + 1, points), *chain(hole + 1, after[:NEAR])]
    reading = Reading(arcs, arcs[-1].end, before[:-NEAR][-1:] or "\\n")
    if reading.least(hole) - reading.cost < SAVED or reading.cost > FINE * (hole + 1 - len(marks)):
        return None
    char = half.chosen(points, reading.costs(hole), CERTAIN[len(marks) - 1])
    return None if char == half.UNKNOWN else char
