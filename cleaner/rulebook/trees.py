"""Sums of boosted trees (Friedman, 2001), every one of which asks the same at a level of all that
reach it, so that its answers make the number of a leaf (Kohavi, 1994).

>>> import numpy as np
>>> trees = Trees(np.array([[0, 1]]), np.array([[0.5, 2.0]]), np.array([[1.0, 2.0, 3.0, 4.0]]), 0.5)
>>> sums(trees, np.array([[0.0, 3.0], [1.0, 0.0]])).tolist()
[2.5, 3.5]
"""

from __future__ import annotations

from typing import Any, NamedTuple

AT_ONCE = 1024
"""Rows summed at once, which bounds memory."""


class Trees(NamedTuple):
    """What trees ask and what they answer."""

    column: Any
    """The column asked for, by tree and level."""
    split: Any
    """The value above which the answer is yes, by tree and level."""
    leaf: Any
    """What each leaf adds, by tree; a leaf's number has the first answer as its highest bit."""
    usual: float
    """The sum before any tree."""


def sums(trees: Trees, table: Any) -> Any:
    """The sum of every row of a table."""
    import numpy as np

    count, depth = trees.column.shape
    bits = 1 << np.arange(depth)[::-1]
    first = np.arange(count) * trees.leaf.shape[1]
    leaves, out = trees.leaf.ravel(), []
    for start in range(0, len(table), AT_ONCE):
        asked = table[start : start + AT_ONCE].take(trees.column.ravel(), axis=1)
        yes = (asked > trees.split.ravel()).reshape(-1, count, depth)
        out.append(leaves.take(yes @ bits + first).sum(axis=1))
    return np.concatenate(out) + trees.usual if out else np.empty(0)
