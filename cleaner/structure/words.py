"""Whether two characters stand inside one word or at the seam of two.

Counted from jieba's word list (MIT) by ``make.py``. For a pair the table knows how often it stands
inside words, and for each character how often words end and begin with it.

>>> seam("办", "法") > 3, seam("作", "情") < -3
(True, True)
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).with_name("words.npz")
SMOOTH = 0.5
"""Added to both counts, so that a pair never seen has odds too (Jeffreys)."""


@cache
def table() -> dict[str, npt.NDArray[Any]]:
    """The shipped arrays: pairs, inside, left, right, total."""
    with np.load(PATH) as data:
        return {name: data[name] for name in data.files}


@cache
def pairs() -> dict[int, int]:
    """Count inside words by pair, ``first << 16 | second``."""
    return dict(zip(table()["pairs"].tolist(), table()["inside"].tolist(), strict=True))


def seam(first: str, second: str) -> float:
    """Log odds that a word runs over this seam: above 0 inside a word, below 0 between words.

    0 where one of the two is not a character of the basic plane's Han.
    """
    a, b = ord(first), ord(second)
    if not (0x4E00 <= a <= 0x9FFF and 0x4E00 <= b <= 0x9FFF):
        return 0.0
    words = table()
    between = float(words["left"][a]) * float(words["right"][b]) / float(words["total"][0])
    return log((pairs().get(a << 16 | b, 0) + SMOOTH) / (between + SMOOTH))


def share_in_words(text: str) -> float:
    """Share of the characters that a word joins to a neighbour.

    >>> share_in_words("政府工作报告"), share_in_words("是否是否否") < 0.5
    (1.0, True)
    """
    tied = [seam(a, b) > 0 for a, b in pairwise(text)]
    held = [a or b for a, b in zip([False, *tied], [*tied, False], strict=True)]
    return sum(held) / len(held)
