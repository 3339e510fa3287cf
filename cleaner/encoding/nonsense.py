"""Han side by side that nobody writes so, and that no list holds either.

>>> import numpy as np
>>> line = "瘫逻侩畴圈嫡钎榴歉磐褪揣戍沏瞬蓖酗迢碴疥撅谰淬橇"
>>> bool(marked(line, model.costs(line)).all())
True
"""

from __future__ import annotations

from operator import sub
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model

SPAN, DEAR = 20, 12.0
"""Han in a row and the nats each costs on average: 96 of 100 rows drawn from a national set do, of
2,000 rows of names without a stop none, nor verse nor names of places and drugs."""
NEAR, CLUSTERED = 400, 0.25
"""Code points apart, or places in GBK, within which characters share a radical or a first letter,
and the part of neighbours that do so in lists of elements, fish and trees, and in tables of
characters; of any two 8 in 100 do."""
NOWHERE = np.empty(0, np.intp)
CROWD = 8
"""Uncommon Han in a row that is worth a look."""


def marked(line: str, costs: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """The characters of a line, given the nats of each, that stand in such a row."""
    found = np.zeros(len(line), np.bool_)
    if len(line) < SPAN:
        return found
    from cleaner.encoding import shift

    points = model.points(line)
    codes = shift.tables()[0][points].astype(np.int32)
    near = (np.abs(np.diff(points)) < NEAR) | (np.abs(np.diff(codes)) < NEAR)
    han = _summed((points >= 0x3400) & (points < 0xA000), SPAN) == SPAN
    dear = _summed(costs, SPAN) > DEAR * SPAN
    mixed = _summed(near, SPAN - 1) < CLUSTERED * (SPAN - 1)
    for start in np.flatnonzero(han & dear & mixed).tolist():
        found[start : start + SPAN] = True
    return found


def crowded(points: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Where so many uncommon Han stand together that a line is worth a look."""
    uncommon = model.uncommon().take(points)
    if np.count_nonzero(uncommon) < CROWD:
        return NOWHERE
    at = uncommon.nonzero()[0].tolist()
    if min(map(sub, at[CROWD - 1 :], at)) >= SPAN:
        return NOWHERE
    found = [first for first, last in zip(at, at[CROWD - 1 :], strict=False) if last - first < SPAN]
    return np.array(found, np.intp)


def _summed(values: npt.NDArray[Any], span: int) -> npt.NDArray[np.float64]:
    total = np.append(0.0, np.cumsum(values, dtype=np.float64))
    found: npt.NDArray[np.float64] = total[span:] - total[:-span]
    return found
