"""Text that lost bytes when it was misread: refilled where one reading is certain, else marked.

A question mark or U+FFFD stands where a byte could not be read: a gap in the bytes, and the model
says what fills it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.encoding import holes, lattice
from cleaner.encoding.holes import LOST, MARK
from cleaner.encoding.lattice import Reading
from cleaner.encoding.misreading import (
    HOLE,
    LATELY,
    READ,
    STEPS,
    Step,
    narrow,
    search,
    undone_lines,
)
from cleaner.encoding.mojibake import Line
from cleaner.encoding.scores import sums

LONGEST = 2000
"""Characters of a line; longer ones are left."""
INSIDE = re.compile(r"\?[^\s\"'”’）)》」』?!]")
"""A question mark that ends no sentence."""
STAND_IN = "\x1f"
"""Written in place of U+FFFD, which hardly any encoding has: a control character of one byte. Lines
that have it themselves are left."""
MARKS = re.compile(b"[?\xff]")
WIDE = bytes(range(0x80, 0xFF))
MOST_LOST = 0.4
"""Part of a line's characters that may be lost: of the lines that were read right in tests the most
damaged had lost a third."""
TRIED = 3
"""Steps tried for one line."""
MOST_LINES = 400
"""Lines refilled in one document and round."""
MOST_VAIN = 40
"""Lines searched in vain in one document and round; hostile text must end."""
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
    vain = 0
    while left and vain < MOST_VAIN:
        line = left.pop(0)
        found = None if _whole(line.text) else _refilled(line.text)
        edit = _edit(line, *found) if found else None
        vain += not edit
        if not found or not edit:
            continue
        edits.append(edit)
        step = found[1]
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


@lru_cache(LATELY)
def _refilled(text: str) -> tuple[Reading, Step] | None:
    """The whole line read anew with its marks as gaps, and the step that misread it."""
    ways = _likely(text)
    read = [holes.read([data], *step)[0] for step, data in ways]
    sound = any(found and found.cost <= SOUND * len(found.text) for found in read)
    best: tuple[Reading, Step] | None = None
    for (step, data), found in zip(ways, read, strict=True):
        reading = found if sound else _closer(found, data, step)
        if reading and (best is None or reading.cost < best[0].cost):
            best = reading, step
    return best


def _all_refilled(lines: Sequence[Line], step: Step) -> list[Edit | None]:
    """The same for lines that one step misread: what it does not explain is left."""
    if not lines:
        return []
    texts = [line.text for line in lines]
    data = _bytes(texts, step.read)
    whole = _whole_as(texts, step)
    fitting = [
        n for n, line in enumerate(data) if line and not whole[n] and _plausible(line, step.written)
    ]
    edits: list[Edit | None] = [None] * len(lines)
    found = holes.read([data[n] for n in fitting], *step)
    for n, reading in zip(fitting, found, strict=True):
        edits[n] = _edit(lines[n], _closer(reading, data[n], step), step)
    return edits


def _whole_as(texts: Sequence[str], step: Step) -> list[bool]:
    """Which lines one step misread without losing anything: what lost something can hardly be read
    as it is."""
    read = undone_lines("\n".join(texts), step).split("\n")
    if len(read) != len(texts):
        return [False] * len(texts)
    return [
        "\ufffd" not in new
        and "\0" not in new
        and cost <= SOUND * len(new)
        and not INSIDE.search(new)
        for new, cost in zip(read, sums(read), strict=True)
    ]


def _closer(reading: Reading | None, data: bytes, step: Step) -> Reading | None:
    """A reading, or the cheapest text of the bytes where it is none or dear."""
    if reading and reading.cost <= FINE * len(reading.text):
        return reading
    gapped = [
        lattice.GAP if byte == LOST else lattice.MARK if byte == MARK else byte for byte in data
    ]
    return lattice.read(gapped, step.written, after="\n", gaps=_gaps(gapped, step.read))


def _edit(line: Line, reading: Reading | None, step: Step) -> Edit | None:
    """A line refilled, where that is enough better."""
    text = _marked(reading) if reading else ""
    if not reading or not _better(line, reading.cost, text):
        return None
    return Edit(line.start, line.start + len(line.text), text, f"{step}-lossy")


def _likely(text: str) -> list[tuple[Step, bytes]]:
    """Steps that could have led to a text and the bytes they misread, the likeliest few."""
    read = {name: _bytes([text], name)[0] for name in READ}
    found = [(step, read[step.read]) for step in STEPS]
    found = [(step, data) for step, data in found if data and _plausible(data, step.written)]
    if len(found) <= TRIED:
        return found
    return sorted(found, key=lambda way: _rough(way[1], way[0].written))[:TRIED]


def _rough(data: bytes, written: str) -> float:
    """Nats of what stands between the gaps, as it is or without half a character."""
    pieces = [piece for piece in MARKS.split(data) if piece]
    codec = lattice.CODECS[written]
    ways = [piece[cut:].decode(codec, "replace") for piece in pieces for cut in (0, 1)]
    found = np.array(sums(ways))
    return float(np.minimum(found[::2], found[1::2]).sum())


def _better(line: Line, cost: float, text: str) -> bool:
    return line.cost - cost >= max(SAVED, SHARE * line.cost) and cost <= FINE * len(text)


def _bytes(texts: Sequence[str], codec: str) -> list[bytes]:
    """The bytes of each line that were misread, as ``holes`` has them; empty where the text has
    other characters."""
    joined = "\n".join(texts).replace("\ufffd", STAND_IN)
    raw = _written(joined, codec, lattice.STRICT[codec]).replace(STAND_IN.encode(), bytes([LOST]))
    found = []
    for text, data in zip(texts, raw.split(b"\n"), strict=True):
        data = _in_pieces(text, codec) if b"\0" in data else data
        found.append(data if data.count(LOST) == text.count("\ufffd") else b"")
    return found


def _in_pieces(text: str, codec: str) -> bytes:
    """The same for a line with characters only the larger codec of a name has: what stands between
    two marks is written in one of them."""
    data = b""
    for piece in re.split("([?\ufffd])", text):
        read = _written(piece, codec, lattice.STRICT[codec])
        if piece == "\ufffd":
            read = bytes([LOST])
        elif b"\0" in read:
            read = _written(piece, codec, READ[codec])
        if b"\0" in read:
            return b""
        data += read
    return data


def _written(text: str, name: str, codec: str) -> bytes:
    return narrow(text, HOLE) if name == "latin1" else text.encode(codec, HOLE)


def _gaps(data: Sequence[int], read: str) -> list[npt.NDArray[np.bool_] | None]:
    """What each lost byte can have been: one that could not be read before the byte after it."""
    bad = lattice.unreadable(read)
    found: list[npt.NDArray[np.bool_] | None] = [None] * len(data)
    for at, byte in enumerate(data):
        if byte < 0:
            after = data[at + 1] if at + 1 < len(data) else 0x0A
            found[at] = bad[:, after] if after >= 0 else np.logical_or.reduce(bad, axis=1)
    return found


def _plausible(data: bytes, written: str) -> bool:
    """Whether the bytes between gaps could be that encoding at all: nearly all UTF-8 fits."""
    if written != "utf8":
        return True
    read = data.decode("utf-8", "ignore").replace("\ufffd", "")
    wide = len(read) - len(read.encode("ascii", "ignore"))
    return wide * 3 >= 0.5 * (len(data) - len(data.translate(None, WIDE)))


def _marked(found: Reading) -> str:
    """The text with U+FFFD where what was refilled is not certain."""
    chars = list(found.text)
    for n in {*found.refilled} - {*found.certain}:
        chars[n] = "\ufffd"
    return "".join(chars)
