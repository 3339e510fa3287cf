"""Text that lost bytes when it was misread: refilled where one reading is certain, else marked.

A question mark or U+FFFD stands where a byte could not be read: a gap in the bytes, and the model
says what fills it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.encoding import holes, lattice, model
from cleaner.encoding.lattice import GAP, MARK
from cleaner.encoding.misreading import HOLE, READ, STEPS, Step, narrow, search, undone
from cleaner.encoding.mojibake import Line

LONGEST = 2000
"""Characters of a line; longer ones are left."""
INSIDE = re.compile(r"\?[^\s\"'”’）)》」』?!]")
"""A question mark that ends no sentence."""
MOST_LOST = 0.4
"""Part of a line's characters that may be lost: of the lines that were read right in tests the most
damaged had lost a third."""
TRIED = 3
"""Steps tried for one line."""
MOST_LINES = 400
"""Lines refilled in one document and round."""
SAVED, SHARE = 12.0, 0.25
"""Nats and share of its cost a refilled line must save."""
SOUND, FINE = 6.5, 8.5
"""Nats a character may cost on average in a line that lost nothing, and in a refilled one."""


def mend(lines: Sequence[Line]) -> list[Edit]:
    """Edits that refill lines with lost bytes: the suspicious ones of a text.

    A step found for one line is tried on all the others at once.
    """
    edits: list[Edit] = []
    tried: set[Step] = set()
    left = [line for line in lines[:MOST_LINES] if _mostly_there(line.text)]
    while left:
        line = left.pop(0)
        found = None if _whole(line.text) else _refilled(line)
        if not found:
            continue
        step, edit = found
        edits.append(edit)
        if step not in tried:
            tried.add(step)
            more = _all_refilled(left, step)
            edits += filter(None, more)
            left = [line for line, edit in zip(left, more, strict=True) if not edit]
    return sorted(edits)


def _mostly_there(text: str) -> bool:
    """Whether something of a line is lost, and enough known for the rest to follow: what is mostly
    lost would be made up, not refilled."""
    lost = text.count("?") + text.count("\ufffd")
    return len(text) <= LONGEST and 0 < lost <= MOST_LOST * len(text)


def _whole(text: str) -> bool:
    """Whether a line reads well without anything refilled: its marks are its own."""
    if "\ufffd" in text:
        return False
    found = search(text)
    if not found or found.cost > SOUND * len(found.text):
        return False
    return not INSIDE.search(found.text)


def _refilled(line: Line) -> tuple[Step, Edit] | None:
    """The whole line read anew with its marks as gaps, and the step that misread it."""
    found = [(_read([data], step)[0], step) for step, data in _likely(line.text, STEPS)]
    best = min(((r.cost, n) for n, (r, _) in enumerate(found) if r), default=None)
    if not best:
        return None
    reading, step = found[best[1]]
    edit = _edit(line, reading, step)
    return (step, edit) if edit else None


def _all_refilled(lines: Sequence[Line], step: Step) -> list[Edit | None]:
    """The same for lines that one step misread: what it does not explain is left."""
    data = [_bytes(line.text, step.read) for line in lines]
    fitting = [
        n
        for n, (line, read) in enumerate(zip(lines, data, strict=True))
        if read and _plausible(read, step.written) and not _maybe_whole(line.text, step)
    ]
    edits: list[Edit | None] = [None] * len(lines)
    for n, reading in zip(fitting, _read([data[n] for n in fitting], step), strict=True):
        edits[n] = _edit(lines[n], reading, step)
    return edits


def _maybe_whole(text: str, step: Step) -> bool:
    """Whether a line may have lost nothing: what did can hardly be read as it is."""
    return "\ufffd" not in text and undone(text, step) is not None and _whole(text)


def _read(lines: list[list[int]], step: Step) -> list[lattice.Reading | None]:
    """The cheapest text of lines of bytes with gaps."""
    return [
        reading
        if reading and reading.cost <= FINE * len(reading.text)
        else lattice.read(data, step.written, after="\n", gaps=_gaps(data, step.read))
        for data, reading in zip(lines, holes.read(lines, *step), strict=True)
    ]


def _edit(line: Line, reading: lattice.Reading | None, step: Step) -> Edit | None:
    """A line refilled, where that is enough better."""
    text = _marked(reading) if reading else ""
    if not reading or not _better(line, reading.cost, text):
        return None
    return Edit(line.start, line.start + len(line.text), text, f"{step}-lossy")


def _likely(text: str, steps: Sequence[Step]) -> list[tuple[Step, list[int]]]:
    """Steps that could have led to a text and the bytes they misread, the likeliest few."""
    read = {name: _bytes(text, name) for name in {step.read for step in steps}}
    found = [(step, read[step.read]) for step in steps]
    found = [(step, data) for step, data in found if data and _plausible(data, step.written)]
    if len(found) <= TRIED:
        return found
    return sorted(found, key=lambda way: _rough(way[1], way[0].written))[:TRIED]


def _rough(data: list[int], written: str) -> float:
    """Nats of what stands between the gaps, as it is or without half a character."""
    pieces = [p for p in bytes(max(b, 0) for b in data).split(b"\0") if p]
    codec = lattice.CODECS[written]
    ways = [piece[cut:].decode(codec, "replace") for piece in pieces for cut in (0, 1)]
    starts = np.cumsum([0, *(len(way) + 1 for way in ways)])[:-1]
    sums = np.add.reduceat(model.costs("\n".join(ways) + "\n"), starts)
    return float(np.minimum(sums[::2], sums[1::2]).sum())


def _better(line: Line, cost: float, text: str) -> bool:
    return line.cost - cost >= max(SAVED, SHARE * line.cost) and cost <= FINE * len(text)


def _bytes(text: str, codec: str) -> list[int]:
    """The bytes that were misread, marks as gaps; empty where the text has other characters."""
    data: list[int] = []
    for piece in re.split("([?\ufffd])", text):
        if piece in ("?", "\ufffd"):
            data.append(MARK if piece == "?" else GAP)
            continue
        if codec == "latin1":
            read = narrow(piece, HOLE)
        else:
            read = piece.encode(lattice.STRICT[codec], HOLE)
        if b"\0" in read:
            read = piece.encode(READ[codec], HOLE)
        if b"\0" in read:
            return []
        data += read
    return data


def _gaps(data: list[int], read: str) -> list[npt.NDArray[np.bool_] | None]:
    """What each lost byte can have been: one that could not be read before the byte after it."""
    bad = lattice.unreadable(read)
    found: list[npt.NDArray[np.bool_] | None] = [None] * len(data)
    for at, byte in enumerate(data):
        if byte < 0:
            after = data[at + 1] if at + 1 < len(data) else 0x0A
            found[at] = bad[:, after] if after >= 0 else np.logical_or.reduce(bad, axis=1)
    return found


def _plausible(data: list[int], written: str) -> bool:
    """Whether the bytes between gaps could be that encoding at all: nearly all UTF-8 fits."""
    if written != "utf8":
        return True
    known = bytes(b if b >= 0 else 0xFF for b in data)
    read = known.decode("utf-8", "replace")
    wide = sum(c > "\x7f" and c != "\ufffd" for c in read)
    return wide * 3 >= 0.5 * sum(b >= 0x80 for b in data)


def _marked(found: lattice.Reading) -> str:
    """The text with U+FFFD where what was refilled is not certain."""
    unsure = set(found.refilled) - set(found.certain)
    return "".join("\ufffd" if n in unsure else char for n, char in enumerate(found.text))
