"""Where the text begins and ends when single sentences stand apart from it among furniture."""

from __future__ import annotations

from cleaner.rulebook.decide import Left
from cleaner.rulebook.shape import Shape

SPARE = 0.3
"""Part of the text that sentences apart from it among furniture may be."""
APART = 3
"""Rows between two sentences that part them; one fewer, where one of them went."""


def ends(left: Left, shape: Shape) -> tuple[int, int]:
    """The first and last row of the text, without sentences that stand apart among furniture;
    asked once per shape."""
    if shape.ends is None or shape.ends[0] != len(left.gone):
        shape.ends = (len(left.gone), found(left, shape))
    return shape.ends[1]


def found(left: Left, shape: Shape) -> tuple[int, int]:
    """The first and last row of the text."""
    if shape.first > shape.last:
        return longest(shape)
    texts = [n for n in shape.kept if shape.first <= n <= shape.last and shape.is_text(n)]
    low = core(left, shape, texts)
    high = core(left, shape, [n for n in reversed(texts) if n > low])
    return low, max(low, high)


def longest(shape: Shape) -> tuple[int, int]:
    """The ends of the longest run of rows that stay: the text of a page without sentences."""
    best, start = (0, -1), 0
    for at, row in enumerate(shape.kept):
        if at and row != shape.kept[at - 1] + 1:
            start = at
        if at - start >= best[1] - best[0]:
            best = (start, at)
    return (shape.kept[best[0]], shape.kept[best[1]]) if shape.kept else (0, -1)


def core(left: Left, shape: Shape, texts: list[int]) -> int:
    """The first of these sentences, from one end on, with which the text begins."""
    if not texts:
        return -1
    twins = shape.page.twins
    spare = SPARE * sum(len(twins[n]) for n in texts)
    found = 0
    for at in range(1, len(texts)):
        spare -= len(twins[texts[at - 1]])
        if spare < 0:
            break
        if parted(left, *sorted((texts[at - 1], texts[at]))):
            found = at
    return texts[found]


def parted(left: Left, a: int, b: int) -> bool:
    """Whether so many rows without a sentence stand between two that others follow."""
    between = b - a - 1
    return between >= APART or (
        between == APART - 1 and any(n in left.gone for n in range(a + 1, b))
    )
