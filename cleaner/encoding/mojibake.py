"""Misread lines and spans of a whole document, found and read anew.

A look at character pairs lets clean text pass; a way back found for one line is tried on all the
others at once, so that a page broken throughout costs one search.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.encoding import model, spans
from cleaner.encoding.misreading import (
    Chain,
    Reading,
    needed,
    search,
    undone_lines,
    undone_so_far,
)
from cleaner.encoding.scores import peak, scores, sums
from cleaner.encoding.traces import FORM, SUSPECT, traces
from cleaner.view import View

CLOSE = 2
"""Suspects so near each other make a line suspicious."""
WINDOW, DEAR = 6, 10.0
"""Some six characters of a broken line cost more nats each than this; of 1,000 clean lines held
out 4 do, 18 in verse."""
SHORT = 80
"""In so short a text one suspect is enough to look closer."""
MOST_VAIN = 12
"""Lines searched in vain in one document, the dearest first; hostile text must end."""
LONGEST = 400
"""Characters of a line that are searched for the way back."""
FINE = 7.5
"""Nats a character of a line read anew may cost on average before it is looked at again."""


class Line(NamedTuple):
    """A suspicious line, where it starts, what it costs in all and where it is dearest."""

    start: int
    text: str
    cost: float
    peak: float


def mend(lines: Sequence[Line]) -> list[Edit]:
    """Edits that read misread lines, and spans in them, anew: the suspicious ones of a text."""
    found: dict[int, Reading] = {}
    parts: dict[int, list[Edit]] = {}
    tried: list[Chain] = []
    vain = 0
    for n in sorted(range(len(lines)), key=lambda n: -lines[n].peak):
        line = lines[n]
        if n in found or vain >= MOST_VAIN:
            continue
        chain = _way_back(line)
        if chain and chain not in tried:
            tried.append(chain)
            _read_all(lines, chain, found)
        if n not in found or _unfinished(found[n]):
            parts[n] = _pieces(line)
            vain += not parts[n] and n not in found
    for n, pieces in parts.items():
        if pieces and (n not in found or _cost(lines[n], pieces) < found[n].cost):
            found.pop(n, None)
        else:
            pieces.clear()
    whole = [_edit(lines[n], reading) for n, reading in found.items()]
    return sorted([*whole, *(edit for pieces in parts.values() for edit in pieces)])


def suspicious(text: str, bits: npt.NDArray[np.uint8]) -> Iterator[Line]:
    """Lines that hold what mojibake consists of and cost what no text costs."""
    hits = np.flatnonzero(bits & SUSPECT) if len(text) <= SHORT else _crowds(bits)
    return (line for line in lines_at(text, hits, WINDOW) if line.peak > DEAR)


def _crowds(bits: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
    """Where three suspects stand close together."""
    hits = np.flatnonzero(bits & SUSPECT)
    return hits[:-2][hits[2:] - hits[:-2] <= 2 * CLOSE]


def beside(text: str, bits: npt.NDArray[np.uint8], edits: list[Edit]) -> list[Edit]:
    """The edits outside lines that still read like mojibake: what is taken out there is a byte that
    could never be put back."""
    bits = np.where(bits & FORM, 0, bits)
    if not edits or not np.any(bits & SUSPECT):
        return edits
    hits = np.flatnonzero(bits & SUSPECT)
    lines = lines_at(text, hits[:-1][np.diff(hits) <= CLOSE], WINDOW)
    broken = [(line.start, line.start + len(line.text)) for line in lines if line.peak > DEAR]
    starts = [start for start, _ in broken]
    kept = []
    for edit in edits:
        n = bisect_right(starts, edit.start) - 1
        if n < 0 or edit.start >= broken[n][1]:
            kept.append(edit)
    return kept


def lines_at(text: str, hits: npt.NDArray[np.intp], window: int) -> Iterator[Line]:
    """The lines these offsets are in, each once, scored at once."""
    places, at = hits.tolist(), 0
    ranges: list[tuple[int, int]] = []
    while at < len(places):
        hit = places[at]
        start, end = text.rfind("\n", 0, hit) + 1, text.find("\n", hit)
        end = end if end >= 0 else len(text)
        ranges.append((start, end))
        at = bisect_right(places, end, at)
    return scored(text, ranges, window)


def scored(text: str, ranges: Sequence[tuple[int, int]], window: int) -> Iterator[Line]:
    """Stretches of a text with what they cost, all scored at once."""
    lines = [text[a:b] for a, b in ranges]
    costs, peaks = scores(lines, window)
    starts = (start for start, _ in ranges)
    return map(Line, starts, lines, costs.tolist(), peaks.tolist())


def _way_back(line: Line) -> Chain:
    if len(line.text) > LONGEST:
        reading = search(line.text[:LONGEST], undone_so_far)
    else:
        reading = search(line.text)
    return reading.chain if reading else ()


def _read_all(lines: Sequence[Line], chain: Chain, found: dict[int, Reading]) -> None:
    """Read every line through the chain, and keep what is better than anything before."""
    text = "\n".join(line.text for line in lines)
    for step in chain:
        text = undone_lines(text, step)
    read = text.split("\n")
    if len(read) != len(lines):
        return
    for n, (line, new, cost) in enumerate(zip(lines, read, sums(read), strict=True)):
        if "\ufffd" in new or ("\0" in new and "\0" not in line.text):
            continue
        best = found[n].cost if n in found else line.cost - needed(line.text, line.cost)
        if cost <= best:
            found[n] = Reading(cost, new, chain)


def _pieces(line: Line) -> list[Edit]:
    """Misread spans of a line, each an edit."""
    text = line.text
    edits: list[Edit] = []
    at = 0
    while len(edits) < 8:
        found = spans.mend(text[at:])
        if not found:
            break
        start, end, reading = found
        edits.append(
            Edit(line.start + at + start, line.start + at + end, reading.text, reading.rule)
        )
        at += end
    return edits


def _unfinished(reading: Reading) -> bool:
    """Whether a line read anew still has a part that reads like mojibake."""
    if reading.cost <= FINE * len(reading.text):
        return False
    if not len(_crowds(traces(View(reading.text).points))):
        return False
    return peak(reading.text, WINDOW) > DEAR


def _cost(line: Line, edits: list[Edit]) -> float:
    text, at = "", 0
    for start, end, new, _ in edits:
        text += line.text[at : start - line.start] + new
        at = end - line.start
    return model.cost(text + line.text[at:])


def _edit(line: Line, reading: Reading) -> Edit:
    return trimmed(line.start, line.text, reading.text, reading.rule)


def trimmed(start: int, old: str, new: str, rule: str) -> Edit:
    """The part of a stretch that changes, as one edit."""
    least = min(len(old), len(new))
    head = tail = 0
    while head < least and old[head] == new[head]:
        head += 1
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(start + head, start + len(old) - tail, new[head : len(new) - tail], rule)
