"""Words first: one automaton over a line finds every rule and every sign that could be there.

Thousands of rules cost what hundreds do: the line is read once, whatever number of words is looked
for (Aho and Corasick, 1975).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

BARE = 30
"""A rule without a literal of its own (a pager, a counter) is tried on lines of so many
characters."""
PIECE = 1 << 16
"""Characters read at once: the words found in them are held in memory."""


class Payload(NamedTuple):
    """What a word stands for: signs as bits, and numbers of rules."""

    signs: int
    numbers: tuple[int, ...]


class Index:
    """Words and what each stands for, ready to be found in lines.

    >>> index = Index([("下载", 1, 7), ("版权", 2, None)])
    >>> index.find(["正文", "版权所有,请勿下载"])
    {1: (3, {7})}
    """

    def __init__(self, entries: Iterable[tuple[str, int, int | None]]) -> None:
        """``entries`` are words, each with signs and the number of a rule, if any."""
        from ahocorasick_rs import AhoCorasick

        words = filed(entries)
        self.payloads = list(words.values())
        self.longest = max(map(len, words), default=1)
        self._places = AhoCorasick(list(words), store_patterns=False).find_matches_as_indexes

    def find(self, lines: Sequence[str]) -> dict[int, tuple[int, set[int]]]:
        """The signs of lines and the numbers of what may meet them, by line; time is linear."""
        out: dict[int, tuple[int, set[int]]] = {}
        for numbers, pieces in batches(lines, self.longest):
            for at, words in self.words(pieces).items():
                signs, rules = out.get(numbers[at], (0, set()))
                for word in words:
                    sign, more = self.payloads[word]
                    signs |= sign
                    if more:
                        rules.update(more)
                out[numbers[at]] = (signs, rules)
        return out

    def words(self, lines: Sequence[str]) -> dict[int, set[int]]:
        """Numbers of the words in lines, by line; words that overlap too."""
        text = "\n".join(lines)
        try:
            found = self._places(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate is no part of any word
            found = self._places(text.encode(errors="replace").decode(), overlapping=True)
        out: dict[int, set[int]] = {}
        at, end = -1, 0
        for word, start, _ in found:  # they come in the order of their ends
            while start >= end:
                at += 1
                end += len(lines[at]) + 1
            if at in out:
                out[at].add(word)
            else:
                out[at] = {word}
        return out


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


def filed(entries: Iterable[tuple[str, int, int | None]]) -> dict[str, Payload]:
    """Payloads by word."""
    signs: dict[str, int] = {}
    numbers: dict[str, set[int]] = {}
    for word, sign, number in entries:
        signs[word] = signs.get(word, 0) | sign
        if number is not None:
            numbers.setdefault(word, set()).add(number)
    return {w: Payload(signs[w], tuple(sorted(numbers.get(w, ())))) for w in signs}
