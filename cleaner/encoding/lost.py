"""Text that lost bytes when it was misread: refilled where one reading is certain, else marked.

A question mark or U+FFFD stands where a byte could not be read: a gap in the bytes, and the model
says what fills it.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.encoding import lattice
from cleaner.encoding.lattice import GAP, MARK
from cleaner.encoding.misreading import HOLE, READ, STEPS, Step, search
from cleaner.encoding.mojibake import Line, suspicious

LONGEST = 2000
"""Characters of a line; longer ones are left."""
INSIDE = re.compile(r"\?[^\s\"'”’）)》」』?!]")
"""A question mark that ends no sentence."""
MOST_LINES = 400
"""Lines refilled in one document and round."""
SAVED, SHARE = 12.0, 0.25
"""Nats and share of its cost a refilled line must save."""
SOUND, FINE = 6.5, 8.5
"""Nats a character may cost on average in a line that lost nothing, and in a refilled one."""


def mend(text: str, bits: npt.NDArray[np.uint8]) -> list[Edit]:
    """Edits that refill lines with lost bytes; none for clean text."""
    edits = []
    for line in [*suspicious(text, bits)][:MOST_LINES]:
        marked = "?" in line.text or "\ufffd" in line.text
        if marked and len(line.text) <= LONGEST and not _whole(line.text):
            edits += [edit for edit in (_refilled(line),) if edit]
    return edits


def _whole(text: str) -> bool:
    """Whether a line reads well without anything refilled: its marks are its own."""
    if "\ufffd" in text:
        return False
    found = search(text)
    if not found or found.cost > SOUND * len(found.text):
        return False
    return not INSIDE.search(found.text)


def _refilled(line: Line) -> Edit | None:
    """The whole line read anew with its marks as gaps."""
    best: tuple[float, str, Step] | None = None
    for step in STEPS:
        data = _bytes(line.text, step)
        if not data or not _plausible(data, step.written):
            continue
        found = lattice.read(data, step.written, after="\n", gaps=_gaps(data, step.read))
        if found and (best is None or found.cost < best[0]):
            best = found.cost, _marked(found), step
    if not best or not _better(line, best[0], best[1]):
        return None
    return Edit(line.start, line.start + len(line.text), best[1], f"{best[2]}-lossy")


def _better(line: Line, cost: float, text: str) -> bool:
    return line.cost - cost >= max(SAVED, SHARE * line.cost) and cost <= FINE * len(text)


def _bytes(text: str, step: Step) -> list[int]:
    """The bytes that were misread, marks as gaps; empty where the text has other characters."""
    data: list[int] = []
    for piece in re.split("([?\ufffd])", text):
        if piece in ("?", "\ufffd"):
            data.append(MARK if piece == "?" else GAP)
            continue
        read = piece.encode(lattice.STRICT[step.read], HOLE)
        if b"\0" in read:
            read = piece.encode(READ[step.read], HOLE)
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
