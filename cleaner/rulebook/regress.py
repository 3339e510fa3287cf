"""Logistic regression over many cells in numpy, and the choice of one row of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cleaner.rulebook import wording

CLOSE = 1e-7
"""The part of the cost that a step must save for another to follow."""
DESCENTS, REMEMBERED = 80, 8
"""Steps of the limited-memory quasi-Newton method (Liu and Nocedal, 1989), and those it remembers;
later ones change the third digit."""


def sparse(found: Any, owner: Any, drop: Any, weight: Any, l2: float) -> tuple[Any, Any]:
    """Weights of cells and a constant, and the sums they give each line: ``found`` are the cells
    of features, ``owner`` the line each is of."""
    size, count = 1 << wording.BITS, len(drop)
    share = 1 / np.sqrt(np.bincount(owner, minlength=count))
    value = share[owner]

    def sums(at: Any) -> Any:
        return np.bincount(owner, at[found] * value, count) + at[-1]

    def cost(at: Any) -> tuple[float, Any]:
        total = sums(at)
        chance = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
        off = (chance - drop) * weight
        slope = np.append(np.bincount(found, off[owner] * value, size), off.sum())
        slope[:-1] += l2 * at[:-1]
        loss = weight @ (np.logaddexp(0, total) - drop * total) + l2 / 2 * at[:-1] @ at[:-1]
        return float(loss), slope

    fitted = descend(cost, np.zeros(size + 1))
    return fitted, sums(fitted)


def choice(asked: Sequence[tuple[Any, Any, float]], l2: float = 0.2) -> Any:
    """Weights of signs by which the right row of several is chosen: of each page ``shows`` by row,
    which rows are right, and what the page counts for."""
    asked = [each for each in asked if any(each[1])]
    sizes = [len(right) for _, right, _ in asked]
    shows = np.concatenate([each[0] for each in asked])
    right = np.concatenate([each[1] for each in asked]).astype(float)
    weight = np.array([each[2] for each in asked])
    starts, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)

    def cost(at: Any) -> tuple[float, Any]:
        total = shows @ at
        power = np.exp(total - np.maximum.reduceat(total, starts)[of])
        every = np.add.reduceat(power, starts)
        good = np.add.reduceat(power * right, starts)
        slope = shows.T @ ((power / every[of] - power * right / good[of]) * weight[of]) + l2 * at
        return float(weight @ np.log(every / good) + l2 / 2 * at @ at), slope

    return descend(cost, np.zeros(shows.shape[1]))


def descend(cost: Any, at: Any) -> Any:
    """The place of least cost of a smooth convex function, near enough."""
    value, slope = cost(at)
    steps: list[tuple[Any, Any]] = []
    for _ in range(DESCENTS):
        way = -curved(slope, steps)
        far = 1.0 if steps else 1 / np.linalg.norm(slope)
        while (there := cost(at + far * way))[0] > value + 1e-4 * far * (way @ slope):
            far /= 2
        step, change = far * way, there[1] - slope
        at, gained, (value, slope) = at + step, value - there[0], there
        if gained <= CLOSE * abs(value):
            break
        steps = [*steps[1 - REMEMBERED :], (step, change)]
    return at


def curved(slope: Any, steps: list[tuple[Any, Any]]) -> Any:
    """A slope, bent by what the last steps told of its curve."""
    out, told = slope.copy(), []
    for step, change in reversed(steps):
        told.append((step @ out) / (change @ step))
        out -= told[-1] * change
    if steps:
        step, change = steps[-1]
        out *= (step @ change) / (change @ change)
    for (step, change), part in zip(steps, reversed(told), strict=True):
        out += step * (part - (change @ out) / (change @ step))
    return out
