"""Text as the bytes that were misread, line by line, with gaps where some were lost.

>>> likely(["浼氳?璁板綍"])[0][Step("utf8", "gbk")].hex()
'e4bc9ae83fe8aeb0e5bd95'
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cleaner.encoding import lattice
from cleaner.encoding.holes import LOST, MARK
from cleaner.encoding.misreading import LATELY, READ, STEPS, Step, narrow
from cleaner.encoding.scores import sums

STAND_IN = "\x1f"
"""Written in place of U+FFFD, which hardly any encoding has: a control character of one byte. Lines
that have it, NUL or the byte of a gap themselves are left."""
MARKS = re.compile(b"[?\xff]")
HAN = re.compile(b"[\xe4-\xe9][\x80-\xbf]{2}")
FEWEST = 5
"""Han of UTF-8 that prove a line."""
WIDE = bytes(range(0x80, 0xFF))
TRIED = 3
"""Steps tried for one line."""


def likely(texts: Sequence[str]) -> list[dict[Step, bytes]]:
    """Steps that could have led to each text and the bytes they misread, the likeliest few."""
    if not texts:
        return []
    read = {name: misread(texts, name) for name in READ}
    likely = []
    for n in range(len(texts)):
        found = [(step, read[step.read][n]) for step in STEPS]
        found = [(step, data) for step, data in found if data and plausible(data, step.written)]
        found = [*proven(dict(found)).items()] or found
        if len(found) > TRIED:
            found = sorted(found, key=lambda way: _rough(way[1], way[0].written))[:TRIED]
        likely.append(dict(found))
    return likely


def misread(texts: Sequence[str], codec: str) -> list[bytes]:
    """The bytes of each line that were misread, as ``holes`` has them; empty where the text has
    other characters."""
    found = []
    for text in texts:
        marked = text.replace("\ufffd", STAND_IN)
        data = _written(marked, codec) or _in_pieces(marked, codec)
        data = data.replace(STAND_IN.encode(), bytes([LOST]))
        own = b"\0" in data or data.count(LOST) != text.count("\ufffd")
        found.append(b"" if own else data)
    return found


def _in_pieces(text: str, codec: str) -> bytes:
    """The same for a line with characters only the larger codec of a name has: what stands between
    two marks is written in one of them."""
    if not _written(text, codec, READ):
        return b""
    pieces = re.split(f"([?{STAND_IN}])", text)
    return b"".join(_written(each, codec) or _written(each, codec, READ) for each in pieces)


def _written(text: str, codec: str, known: Mapping[str, str] = lattice.STRICT) -> bytes:
    """The text in the codec of a name; empty where it has other characters."""
    try:
        return narrow(text, "strict") if codec == "latin1" else text.encode(known[codec])
    except UnicodeError:
        return b""


def _gaps(data: Sequence[int], read: str) -> list[npt.NDArray[np.bool_] | None]:
    """What each lost byte can have been: one that could not be read before the byte after it."""
    bad = lattice.unreadable(read)
    found: list[npt.NDArray[np.bool_] | None] = [None] * len(data)
    for at, byte in enumerate(data):
        if byte < 0:
            after = data[at + 1] if at + 1 < len(data) else 0x0A
            found[at] = bad[:, after] if after >= 0 else np.logical_or.reduce(bad, axis=1)
    return found


def plausible(data: bytes, written: str) -> bool:
    """Whether the bytes between gaps could be that encoding at all: nearly all UTF-8 fits."""
    if written != "utf8":
        return True
    read = data.decode("utf-8", "ignore").replace("\ufffd", "")
    wide = len(read) - len(read.encode("ascii", "ignore"))
    return wide * 3 >= 0.5 * (len(data) - len(data.translate(None, WIDE)))


def proven(ways: Mapping[Step, bytes]) -> dict[Step, bytes]:
    """Those steps for which half of the bytes between gaps are Han of UTF-8, and no few: no other
    encoding looks like that."""
    return {
        step: data
        for step, data in ways.items()
        if step.written == "utf8"
        and (han := len(HAN.findall(data))) >= FEWEST
        and 3 * han >= 0.5 * (len(data) - len(data.translate(None, WIDE)))
    }


def _rough(data: bytes, written: str) -> float:
    """Nats of what stands between the gaps, as it is or without half a character."""
    pieces = [piece for piece in MARKS.split(data) if piece]
    codec = lattice.CODECS[written]
    ways = [piece[cut:].decode(codec, "replace") for piece in pieces for cut in (0, 1)]
    found = np.array(sums(ways))
    return float(np.minimum(found[::2], found[1::2]).sum())


@lru_cache(LATELY)
def closely(data: bytes, step: Step) -> lattice.Reading | None:
    """The cheapest text of a line of such bytes, however they fall into characters."""
    if _hopeless(data, step.written):
        return None
    gapped = [
        lattice.GAP if byte == LOST else lattice.MARK if byte == MARK else byte for byte in data
    ]
    return lattice.read(gapped, step.written, after="\n", gaps=_gaps(gapped, step.read))


def _hopeless(data: bytes, written: str) -> bool:
    """Whether some stretch between gaps does not decode, wherever its first character begins."""
    codec = lattice.CODECS[written]
    return not all(
        any(_decodes(piece[cut:], codec) for cut in range(lattice.WIDTH[written]))
        for piece in MARKS.split(data)
    )


def _decodes(data: bytes, codec: str) -> bool:
    """Whether bytes are text, the last of which may be cut."""
    try:
        codecs.getincrementaldecoder(codec)().decode(data)
    except UnicodeError:
        return False
    return True
