"""Where GBK text would read better one byte on, for whole texts at once.

>>> bool(better("的平臺癖绕礄制").any()), bool(better("的平臺比拼機制").any())
(True, False)
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model

GAIN, DEAR = 11.0, 27.0
"""Nats by which two characters read across their bytes must beat the three they come from,
and what those cost at least."""


@cache
def _tables() -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    """GBK's pair of bytes for every code point of the basic plane, and the way back; 0 for none."""
    there, back = np.zeros(0x10000, np.uint16), np.zeros(0x10000, np.uint16)
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            char = bytes((lead, trail)).decode("gbk", "ignore")
            if len(char) == 1 and ord(char) > 0x7F:
                there[ord(char)] = lead << 8 | trail
                back[lead << 8 | trail] = ord(char)
    return there, back


def better(text: str) -> npt.NDArray[np.intp]:
    """Offsets of characters that read better when each lends its second byte to the next."""
    m = model.load()
    there, back = _tables()
    points = model.points(text)
    if len(points) < 2:
        return np.empty(0, np.intp)
    pairs = there[points].astype(np.int64)
    pairs[(points >= 0x40) & (points < 0x7F)] = points[(points >= 0x40) & (points < 0x7F)] << 8
    across = back[(pairs[:-1] & 0xFF) << 8 | pairs[1:] >> 8].astype(np.intp)
    ids = m.ids[across]
    alone = m.alone[ids] + m.inner[across]
    known = across > 0
    first, second = ids[:-1], ids[1:]
    stored = m.pairs[first.astype(np.intp) * len(m.alone) + second]
    backed = m.backoff[first] + m.alone[second]
    chained = np.where(stored == model.UNSEEN, backed, stored / model.STEP) + m.inner[across[1:]]
    costs = model.costs(text)
    three = costs[:-2] + costs[1:-1] + costs[2:]
    gain = three - alone[:-1] - chained
    return np.flatnonzero((gain > GAIN) & (three > DEAR) & known[:-1] & known[1:])
