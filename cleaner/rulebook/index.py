"""Words first: one automaton over a line finds every rule and every sign that could be there.

Thousands of rules cost what hundreds do: the line is read once, whatever number of words is looked
for (Aho and Corasick, 1975).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

BARE = 30
"""A rule without a literal of its own (a pager, a counter) is tried on lines of so many
characters."""
DENSE = 1000
"""Words up to which a full table of transitions is made: twice as fast, a few milliseconds and
megabytes."""
PIECE = 1 << 16
"""Characters read at once: the words found in them are held in memory."""


class Index:
    """Words and what each stands for, ready to be found in lines.

    >>> index = Index([("下载", 1, 7), ("版权", 2, None)])
    >>> index.find(["正文", "版权所有,请勿下载"])
    {1: [3, {7}]}
    """

    def __init__(self, entries: Iterable[tuple[str, int, int | None]]) -> None:
        """``entries`` are words, each with signs and the number of a rule, if any."""
        from ahocorasick_rs import AhoCorasick, Implementation

        signs, numbers = filed(entries)
        words = list(signs)
        self.longest = max(map(len, words), default=1)
        self._stands_for = [(signs[w], tuple(numbers.get(w, ()))) for w in words]
        kind = Implementation.DFA if len(words) <= DENSE else None
        machine = AhoCorasick(words, implementation=kind, store_patterns=False)
        self._places = machine.find_matches_as_indexes

    def find(self, lines: Sequence[str]) -> dict[int, list[Any]]:
        """The signs of lines and the numbers of what may meet them, by line; time is linear."""
        out: dict[int, list[Any]] = {}
        for numbers, pieces in batches(lines, self.longest):
            self._read(numbers, pieces, out)
        return out

    def _read(
        self, numbers: Sequence[int], pieces: Sequence[str], out: dict[int, list[Any]]
    ) -> None:
        """Add what stands in pieces of lines."""
        stands_for, at, end = self._stands_for, -1, 0
        for word, start, _ in self.places("\n".join(pieces)):  # in the order of their ends
            if start >= end:
                while start >= end:
                    at += 1
                    end += len(pieces[at]) + 1
                met = out.setdefault(numbers[at], [0, set()])
            signs, rules = stands_for[word]
            met[0] |= signs
            if rules:
                met[1].update(rules)

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """Word number, start and end of every word in a text; words that overlap too."""
        try:
            return self._places(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate is no part of any word
            return self._places(text.encode(errors="replace").decode(), overlapping=True)


def batches(lines: Sequence[str], longest: int) -> Iterator[tuple[Sequence[int], Sequence[str]]]:
    """Line numbers and pieces of lines, so many characters at a time; none cuts a word that no
    other holds."""
    if sum(map(len, lines)) <= PIECE:
        yield range(len(lines)), lines
        return
    numbers: list[int] = []
    pieces: list[str] = []
    size = 0
    for number, line in enumerate(lines):
        for at in range(0, len(line), PIECE):
            numbers.append(number)
            pieces.append(line[at : at + PIECE + longest])
            size += len(pieces[-1])
            if size >= PIECE:
                yield numbers, pieces
                numbers, pieces, size = [], [], 0
    yield numbers, pieces


def filed(
    entries: Iterable[tuple[str, int, int | None]],
) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Signs and numbers by word."""
    signs: dict[str, int] = {}
    numbers: dict[str, list[int]] = {}
    for word, sign, number in entries:
        signs[word] = signs.get(word, 0) | sign
        if number is not None:
            numbers.setdefault(word, []).append(number)
    return signs, numbers
