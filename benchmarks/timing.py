"""How time is taken: the best of a few runs, and tables of rates and ratios."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

ROUNDS = 3
"""The best of three: other work on the machine only ever slows a run down."""


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest time of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def megabytes(texts: Iterable[str]) -> float:
    """UTF-8 bytes of text in millions."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a Markdown table."""
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(f"{x:.2f}" if isinstance(x, float) else str(x) for x in row) + " |")
