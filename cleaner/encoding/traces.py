"""One look at every character for what repair may have to do: a byte of bits each.

>>> from cleaner.view import View
>>> present(traces(View("5&nbsp;%").points)) == ENTITY | BARE | ESCAPE
True
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

SUSPECT, UNCOMMON, MARK, ENTITY, BARE, ESCAPE, TAG, FORM = (1 << n for n in range(8))
"""Common in mojibake only; Han outside the commonest; the mark of a lost byte; ``&``; ``#`` and
``;``; the marks of escapes; angle brackets; characters with a more usual form."""
LETTERS = {MARK: "?\ufffd", ENTITY: "&", BARE: "#;", ESCAPE: "%=\\", TAG: "<>"}


@cache
def table() -> npt.NDArray[np.uint8]:
    """The bits of every code point of the basic plane; 0xFFFF stands for all beyond."""
    from cleaner.encoding import forms, model

    bits = np.zeros(0x10000, np.uint8)
    bits[model.load().suspect] |= SUSPECT
    bits[model.uncommon()] |= UNCOMMON
    for bit, letters in LETTERS.items():
        bits[[ord(c) for c in letters]] |= bit
    bits[[ord(c) for c in forms.known() if ord(c) < 0xFFFF]] |= FORM
    bits[0xFFFF] |= FORM
    return bits


def traces(points: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """The bits of every character."""
    found: npt.NDArray[np.uint8] = table()[
        points if points.dtype == np.uint16 else np.minimum(points, 0xFFFF)
    ]
    return found


def present(found: npt.NDArray[np.uint8]) -> int:
    """All bits that occur."""
    return int(np.bitwise_or.reduce(found)) if len(found) else 0
