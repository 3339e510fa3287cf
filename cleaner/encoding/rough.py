"""A rough count of what reading runs a byte on saves, all runs of a page at once.

>>> worth([Run("癖绕礄", "臺", "制", tail="C"), Run("比拼機制", "臺", "作")])
[True, False]
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model
from cleaner.encoding.shift import SILENT, WORTH, Run, alone, pairs, tables

NEVER = 1e6
"""Nats of what cannot be: a number, so that sums of it can be taken apart again."""


def worth(runs: Sequence[Run]) -> list[bool]:
    """Which runs may save enough, wherever the shift begins, to be looked at closely."""
    if not runs:
        return []
    sizes = np.array([len(run.text) + len(run.tail) for run in runs])
    text = "".join(run.text + run.tail + run.after[0] for run in runs)
    ends = np.cumsum(sizes + 1) - 1
    starts = ends - sizes
    there, back = tables()
    points = model.points(text)
    codes = np.where((points >= 0x40) & (points < 0x7F), points << 8, there[points])
    across = back[(codes[:-1] & 0xFF) << 8 | codes[1:] >> 8].astype(np.intp)
    across[ends - 1] = points[ends]
    across = np.append(across, points[-1])
    chained = np.where(across[1:] == 0, NEVER, pairs(across).astype(np.float64))
    chained = np.append(chained, 0.0)
    chained[ends - 1] = chained[ends] = 0.0
    onward = np.cumsum(chained[::-1])[::-1]
    numbers = np.repeat(np.arange(len(runs)), sizes + 1)
    silent = np.array([0.0 if run.tail or run.ends else SILENT for run in runs])
    rest = onward - onward[ends][numbers] + silent[numbers]
    rough = rest + alone(across) + np.where(across == 0, NEVER, 0.0)
    upto, total = _as_it_stands(runs, numbers, starts)
    rough += upto
    rough[ends] = NEVER
    tails = np.array([bool(run.tail) for run in runs])
    rough[ends[tails] - 1] = NEVER
    least = np.minimum.reduceat(rough, starts)
    strange = codes == 0
    strange[ends] = False
    single = np.array([len(run.text) < 2 for run in runs])
    fine = ~np.logical_or.reduceat(strange, starts)
    found: list[bool] = (fine & (single | (total - least >= WORTH))).tolist()
    return found


def _as_it_stands(
    runs: Sequence[Run], numbers: npt.NDArray[np.intp], starts: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Nats of every run up to each of its characters, marks included, and in all."""
    pieces = [
        run.before[-1] + "?" * run.opens + run.text + run.tail + "?" * run.ends + run.after[0]
        for run in runs
    ]
    total = np.append(0.0, np.cumsum(model.costs("".join(pieces)), dtype=np.float64))
    ends = np.cumsum([len(piece) for piece in pieces])
    own = np.append(0, ends[:-1]) + 1
    first = own + [run.opens for run in runs]
    places = np.arange(len(numbers)) - starts[numbers] + first[numbers]
    return total[places] - total[own][numbers], total[ends] - total[own]
