"""What many stretches of text cost, all at once.

>>> sums, peaks = scores(["今天下午召开会议", "鏂囦欢"], 2)
>>> bool(peaks[0] < peaks[1]), scores([], 2)[0].tolist()
(True, [])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model

Nats = npt.NDArray[Any]


def scores(lines: Sequence[str], window: int) -> tuple[Nats, Nats]:
    """The nats of every line, and the mean cost of the dearest characters in a row in each."""
    if not lines:
        return np.empty(0), np.empty(0)
    lengths = np.fromiter(map(len, lines), np.intp, len(lines))
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    total = np.concatenate([[0.0], np.cumsum(model.costs("\n".join(lines)), dtype=np.float64)])
    sums = total[ends] - total[starts]
    peaks = sums / np.maximum(lengths, 1)
    long = np.flatnonzero(lengths > window)
    if len(long):
        means = np.append(total[window:] - total[:-window], -np.inf) / window
        edges = np.stack([starts[long], ends[long] - window + 1], axis=1).ravel()
        peaks[long] = np.maximum.reduceat(means, edges)[::2]
    return sums, peaks


def sums(lines: Sequence[str]) -> list[float]:
    """The nats of every line."""
    found: list[float] = scores(lines, max(map(len, lines), default=0))[0].tolist()
    return found


def peak(text: str, window: int) -> float:
    """The mean cost of the dearest characters in a row."""
    return float(scores([text], window)[1][0])
