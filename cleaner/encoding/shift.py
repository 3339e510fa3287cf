"""GBK text read a byte off its characters: where it starts, and what stood there.

A byte was lost, or put in, and from there to the next ASCII character every character is made of
the second half of one and the first half of the next. Read across, all come back but the one that
lost its byte and, where the run ends on half a character, the last.

>>> better("的平臺癖绕礄制").tolist() != [], better("的平臺比拼機制").tolist()
(True, [])
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model

GAIN, DEAR = 11.0, 27.0
"""Nats by which two characters read across their bytes must beat the three they come from,
and what those cost at least."""
WORTH = 20.0
"""Nats that reading a run anew must save at a rough count to be looked at closely: 17 at least are
saved by what is believed in the end, and less in 19 of 20 lines with question marks."""
SILENT = 6.0
"""Nats for half a character at the end of a run which left no mark."""


class Run(NamedTuple):
    """A stretch of GBK characters in its surroundings.

    ``before`` and ``after`` are the characters around it, ``tail`` an ASCII letter or mark right
    behind it that may be a second byte, ``opens`` and ``ends`` whether the mark of a lost byte
    stands before and behind it. ``leads`` are the first bytes known to be possible for a character
    that lost its own, ``other`` the class of characters which the text's script does not have,
    ``reading`` what an annotation behind it says of its last character.
    """

    text: str
    before: str = "\n"
    after: str = "\n"
    tail: str = ""
    opens: bool = False
    ends: bool = False
    leads: npt.NDArray[np.bool_] | None = None
    other: int = 0
    reading: str = ""


class Found(NamedTuple):
    """From where on a run is read anew, as what, the nats that saves, and what it costs then."""

    start: int
    text: str
    saved: float
    cost: float


@cache
def tables() -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    """The pair of bytes for every code point of the basic plane, private use included, and the way
    back to characters of GBK; 0 for none."""
    there, back = np.zeros(0x10000, np.uint16), np.zeros(0x10000, np.uint16)
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            pair = bytes((lead, trail))
            char = pair.decode("gb18030", "ignore")
            if len(char) == 1 and ord(char) > 0x7F:
                there[ord(char)] = lead << 8 | trail
                if len(pair.decode("gbk", "ignore")) == 1:
                    back[lead << 8 | trail] = ord(char)
    return there, back


def better(text: str) -> npt.NDArray[np.intp]:
    """Offsets of characters that read better when each lends its second byte to the next."""
    there, back = tables()
    points = model.points(text)
    if len(points) < 2:
        return np.empty(0, np.intp)
    codes = there[points].astype(np.int64)
    codes[(points >= 0x40) & (points < 0x7F)] = points[(points >= 0x40) & (points < 0x7F)] << 8
    across = back[(codes[:-1] & 0xFF) << 8 | codes[1:] >> 8].astype(np.intp)
    known = across > 0
    costs = model.costs(text)
    three = costs[:-2] + costs[1:-1] + costs[2:]
    gain = three - alone(across)[:-1] - pairs(across)
    return np.flatnonzero((gain > GAIN) & (three > DEAR) & known[:-1] & known[1:])


def alone(points: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """Nats of characters whatever stands before them."""
    m = model.load()
    found: npt.NDArray[np.float32] = m.alone[m.ids[points]] + m.inner[points]
    return found


def pairs(points: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """Nats of every character but the first, after the one before it."""
    m = model.load()
    ids = m.ids[points].astype(np.intp)
    found: npt.NDArray[np.float32] = model.pair(ids[:-1], ids[1:]) + m.inner[points[1:]]
    return found


def first_byte(char: str) -> int:
    """The first byte of a character in GBK."""
    return (char.encode("gb18030", "replace") or b"?")[0]


def halves(run: Run) -> list[int]:
    """The bytes of a run and its tail; none where it is not all GBK."""
    there, _ = tables()
    pairs = there[model.points(run.text)].tolist()
    halves = [byte for pair in pairs for byte in (pair >> 8, pair & 0xFF)]
    return [*halves, *map(ord, run.tail)] if all(pairs) else []


def across(halves: list[int]) -> list[str]:
    """What second and first bytes of neighbours make; "" where that is nothing."""
    _, back = tables()
    seconds, firsts = halves[1::2], halves[2::2]
    codes = [a << 8 | b for a, b in zip(seconds, firsts, strict=False)]
    return [chr(point) if point else "" for point in back[np.array(codes, np.intp)].tolist()]
