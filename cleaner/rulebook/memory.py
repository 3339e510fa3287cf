"""What was found of a line is known when the line comes again: in the next round, on the next page.

Furniture repeats, within a site most of all. Only functions of the line alone are remembered, so no
page changes what is found on another.

>>> asked = []
>>> size = Memory(lambda line: asked.append(line) or len(line))
>>> size["版权所有"], size["版权所有"], asked
(4, 4, ['版权所有'])
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

MOST = 1 << 15
"""Lines remembered before all are forgotten: some ten megabytes."""
LONGEST = 120
"""Characters of a line worth remembering: longer ones hardly come again."""
Found = TypeVar("Found")


class Memory(dict[str, Found]):
    """Answers by line; a line not yet known is asked about."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], Found]) -> None:
        self._ask = ask

    def __missing__(self, line: str) -> Found:
        found = self._ask(line)
        if len(line) <= LONGEST:
            self.shorten()
            self[line] = found
        return found

    def learn(self, found: Mapping[str, Found]) -> None:
        """Remember answers found together; ``shorten`` comes before the look at what is known."""
        self.update((line, each) for line, each in found.items() if len(line) <= LONGEST)

    def shorten(self) -> None:
        """Forget all when full."""
        if len(self) >= MOST:
            self.clear()


def remembered(ask: Callable[[str], Found]) -> Callable[[str], Found]:
    """A function of one line that remembers its answers."""
    return Memory(ask).__getitem__
