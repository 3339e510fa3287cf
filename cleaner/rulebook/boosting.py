"""Trees fitted to rows in numpy, each to what the ones before it left (Friedman, 2001).

Their splits are found on histograms, and for leaves as a logistic loss bends there (Chen and
Guestrin, 2016); every tree sees a part of rows and columns.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.rulebook.trees import Trees

ROUNDS, DEPTH, RATE = 250, 5, 0.06
"""Trees, what each asks, and the part of its answer that counts: half as many at twice the rate
tell families held out no worse by more than chance, twice as many no better."""
PARTS = 32
"""Parts into which the values of a column fall, each with as many rows."""
L2 = 4.0
COLUMNS, ROWS = 0.4, 0.6
"""Parts of columns and rows that a tree sees."""


def fitted(table: Any, drop: Any, weight: Any) -> Trees:
    """Trees whose sums are the log odds of ``drop``, by rows of a table."""
    random = np.random.default_rng(0)
    edges = [parted(column) for column in table.T]
    parts = np.stack([np.searchsorted(e, c) for e, c in zip(edges, table.T, strict=True)])
    share = np.average(drop, weights=weight)
    usual = float(np.log(share / (1 - share)))
    total = np.full(len(drop), usual)
    columns, splits, leaves = [], [], []
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-total))
        slope, bend = weight * (chance - drop), weight * chance * (1 - chance)
        seen = np.flatnonzero(random.random(len(drop)) < ROWS)
        asked = random.choice(len(edges), int(COLUMNS * len(edges)), replace=False)
        asked = np.array([n for n in asked if len(edges[n])])
        sizes = [len(edges[n]) for n in asked]
        tree = grown(parts[np.ix_(asked, seen)], sizes, slope[seen], bend[seen])
        column, part = asked[[n for n, _ in tree]], [part for _, part in tree]
        leaf = reached(parts[column], part)
        slopes, bends = (np.bincount(leaf[seen], x[seen], 1 << DEPTH) for x in (slope, bend))
        says = -RATE * slopes / (bends + L2)
        total += says[leaf]
        columns.append(column)
        splits.append([edges[n][at] for n, at in zip(column, part, strict=True)])
        leaves.append(says)
    return Trees(np.array(columns), np.array(splits), np.array(leaves), usual)


def parted(column: Any) -> Any:
    """The values that part a column."""
    found = np.unique(np.quantile(column, np.linspace(0, 1, PARTS + 1)[1:-1]))
    return found[found < column.max()].astype(np.float32).astype(float)


def grown(parts: Any, sizes: list[int], slope: Any, bend: Any) -> list[tuple[int, int]]:
    """What a tree asks at each level: the column, and the part of its values up to which the
    answer is no."""
    leaf, out = np.zeros(len(slope), np.intp), []
    for level in range(DEPTH):
        ways = [
            gain(leaf * PARTS + part, size, slope, bend, 1 << level)
            for part, size in zip(parts, sizes, strict=True)
        ]
        best = int(np.argmax([much for much, _ in ways]))
        out.append((best, ways[best][1]))
        leaf = 2 * leaf + (parts[best] > ways[best][1])
    return out


def gain(key: Any, size: int, slope: Any, bend: Any, leaves: int) -> tuple[float, int]:
    """What parting all leaves by a column is worth, and at which of so many places."""
    slopes, bends = (
        np.bincount(key, of, leaves * PARTS).reshape(leaves, PARTS).cumsum(axis=1)
        for of in (slope, bend)
    )
    above, bent = slopes[:, -1:] - slopes, bends[:, -1:] - bends
    worth = (slopes**2 / (bends + L2) + above**2 / (bent + L2)).sum(axis=0)[:size]
    at = int(worth.argmax())
    return float(worth[at]), at


def reached(parts: Any, asked: list[int]) -> Any:
    """The leaf every row reaches."""
    leaf = np.zeros(parts.shape[1], np.intp)
    for part, at in zip(parts, asked, strict=True):
        leaf = 2 * leaf + (part > at)
    return leaf
