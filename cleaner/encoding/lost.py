"""Text that lost bytes when it was misread: refilled where one reading is certain, else marked.

A question mark or U+FFFD stands where a byte could not be read: a gap in the bytes, and the model
says what fills it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cleaner.document import Edit
from cleaner.encoding import gapped, holes
from cleaner.encoding.lattice import Reading
from cleaner.encoding.misreading import (
    LATELY,
    STEPS,
    Chain,
    Step,
    search,
    undone_lines,
)
from cleaner.encoding.mojibake import Line
from cleaner.encoding.scores import sums

LONGEST = 2000
"""Characters of a line; longer ones are left."""
INSIDE = re.compile(r"\?[^\s\"'”’）)》」』?!]")
"""A question mark that ends no sentence."""
MOST_LOST = 0.4
"""Part of a line's characters that may be lost: of the lines that were read right in tests the most
damaged had lost a third."""
MOST_LINES = 400
"""Lines refilled in one document and round."""
MOST_VAIN = 40
"""Lines searched in vain in one document and round; hostile text must end."""
SAVED, SHARE = 12.0, 0.25
"""Nats and share of its cost a refilled line must save."""
SOUND, FINE, ALMOST = 6.5, 8.5, 8.8
"""Nats a character may cost on average in a line that lost nothing, in a refilled one, and in one
that may still become one by another cut into characters."""


def mend(lines: Sequence[Line]) -> list[Edit]:
    """Edits that refill lines with lost bytes: the suspicious ones of a text.

    A step found for one line is tried on all the others at once; what it leaves is looked at line
    by line.
    """
    edits: list[Edit] = []
    tried: set[Step] = set()
    left = [line for line in lines[:MOST_LINES] if _mostly_there(line.text)]
    if left and (step := _only(left[0].text)):
        tried.add(step)
        left = _taken(edits, left, step)
    for most in (MOST_VAIN,) if tried else (1, MOST_VAIN):
        some, left = _lossy(left, most)
        found = _refilled([line.text for line in some])
        for line, each in zip(some, found, strict=True):
            edit = _edit(line, *each) if each else None
            if each and edit:
                edits.append(edit)
                if each[1] not in tried:
                    tried.add(each[1])
                    left = _taken(edits, left, each[1])
    return sorted(edits)


def _only(text: str) -> Step | None:
    """The one step that can have led to a line, where its bytes prove it; none for a line that an
    earlier round left."""
    if _remembered(text):
        return None
    (ways,) = gapped.likely([text])
    return next(iter(ways)) if len(ways) == 1 and gapped.proven(ways) else None


def _taken(edits: list[Edit], lines: Sequence[Line], step: Step) -> list[Line]:
    """The lines that one step does not explain; the edits of the others are added."""
    more = _all_refilled(lines, step)
    edits += filter(None, more)
    return [line for line, edit in zip(lines, more, strict=True) if not edit]


def _mostly_there(text: str) -> bool:
    """Whether something of a line is lost, and enough known for the rest to follow: what is mostly
    lost would be made up, not refilled."""
    lost = text.count("?") + text.count("\ufffd")
    return len(text) <= LONGEST and 0 < lost <= MOST_LOST * len(text)


def _lossy(lines: Sequence[Line], most: int) -> tuple[list[Line], list[Line]]:
    """The first few lines that lost something, and all behind them of which that may be so."""
    some: list[Line] = []
    left = [*lines]
    chains: set[Chain] = set()
    for _ in range(MOST_VAIN):
        if not left or len(some) == most:
            break
        line = left.pop(0)
        chain = _whole(line.text)
        if not chain:
            some.append(line)
        elif chain not in chains and left:
            chains.add(chain)
            whole = _whole_as([line.text for line in left], chain)
            left = [line for line, is_ in zip(left, whole, strict=True) if not is_]
    return some, left


def _whole(text: str) -> Chain:
    """The steps that misread a line which reads well without anything refilled: its marks are its
    own. Empty for any other line."""
    if "\ufffd" in text:
        return ()
    found = search(text)
    if not found or found.cost > SOUND * len(found.text):
        return ()
    return () if INSIDE.search(found.text) else found.chain


def _whole_as(texts: Sequence[str], chain: Chain) -> list[bool]:
    """Which lines these steps misread without losing anything: what lost something can hardly be
    read as it is."""
    if all("\ufffd" in each for each in texts):
        return [False] * len(texts)
    text = "\n".join(texts)
    for step in chain:
        text = undone_lines(text, step)
    read = text.split("\n")
    if len(read) != len(texts):
        return [False] * len(texts)
    return [
        "\ufffd" not in new
        and "\0" not in new
        and cost <= SOUND * len(new)
        and not INSIDE.search(new)
        for new, cost in zip(read, sums(read), strict=True)
    ]


@lru_cache(LATELY)
def _remembered(text: str) -> list[tuple[Reading, Step] | None]:
    """Where a line's reading is kept for the next round: empty at first."""
    return []


def _refilled(texts: Sequence[str]) -> list[tuple[Reading, Step] | None]:
    """Whole lines read anew with their marks as gaps, and the step that misread each."""
    kept = [_remembered(text) for text in texts]
    new = {text: place for text, place in zip(texts, kept, strict=True) if not place}
    ways = gapped.likely([*new])
    read: list[list[tuple[Reading | None, Step, bytes]]] = [[] for _ in ways]
    for step in STEPS:
        mine = [(n, way[step]) for n, way in enumerate(ways) if step in way]
        if not mine:
            continue
        found = holes.read([data for _, data in mine], *step)
        for (n, data), reading in zip(mine, found, strict=True):
            read[n].append((reading, step, data))
    for place, each in zip(new.values(), read, strict=True):
        place.append(_cheapest(each))
    return [place[0] for place in kept]


def _cheapest(
    found: Sequence[tuple[Reading | None, Step, bytes]],
) -> tuple[Reading, Step] | None:
    """The best reading of a line and its step; looked at closer where none is sound."""
    sound = any(way and way.cost <= SOUND * len(way.text) for way, _, _ in found)
    best: tuple[Reading, Step] | None = None
    for way, step, data in found:
        reading = way if sound else _closer(way, data, step)
        if reading and (best is None or reading.cost < best[0].cost):
            best = reading, step
    return best


def _all_refilled(lines: Sequence[Line], step: Step) -> list[Edit | None]:
    """The same for lines that one step misread: what it does not explain is left."""
    if not lines:
        return []
    texts = [line.text for line in lines]
    data = gapped.misread(texts, step.read)
    whole = _whole_as(texts, (step,))
    fitting = [
        n
        for n, line in enumerate(data)
        if line and not whole[n] and gapped.plausible(line, step.written)
    ]
    edits: list[Edit | None] = [None] * len(lines)
    found = holes.read([data[n] for n in fitting], *step)
    for n, reading in zip(fitting, found, strict=True):
        edits[n] = _edit(lines[n], _closer(reading, data[n], step), step)
    return edits


def _closer(reading: Reading | None, data: bytes, step: Step) -> Reading | None:
    """A reading, or the cheapest one of these bytes where it is none or nearly good enough."""
    if reading and not FINE < reading.cost / len(reading.text) <= ALMOST:
        return reading
    return gapped.closely(data, step)


def _edit(line: Line, reading: Reading | None, step: Step) -> Edit | None:
    """A line refilled, where that is enough better."""
    text = _marked(reading) if reading else ""
    if not reading or not _better(line, reading.cost, text):
        return None
    return Edit(line.start, line.start + len(line.text), text, f"{step}-lossy")


def _better(line: Line, cost: float, text: str) -> bool:
    return line.cost - cost >= max(SAVED, SHARE * line.cost) and cost <= FINE * len(text)


def _marked(found: Reading) -> str:
    """The text with U+FFFD where what was refilled is not certain."""
    chars = list(found.text)
    for n in {*found.refilled} - {*found.certain}:
        chars[n] = "\ufffd"
    return "".join(chars)
