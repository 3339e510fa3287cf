"""Undoing misreadings: text written in one encoding and read in another, up to three times over.

Every way back is tried, and the reading that costs least under the character model wins if it
saves enough. A chain of steps names its rule: ``utf8-as-gbk``, ``utf8-as-latin1.utf8-as-latin1``.

>>> unread("鏂囦欢", (Step("utf8", "gbk"),))
'文件'
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model
from cleaner.encoding.scores import sums
from cleaner.encoding.twins import resolved, twins

WRITTEN = {"utf8": "utf-8", "gbk": "gb18030", "big5": "big5hkscs"}
READ = {
    "gbk": "gb18030",
    "latin1": "cp1252",
    "big5": "big5hkscs",
    "sjis": "cp932",
    "euc-kr": "cp949",
}
DEARER = 1.05
"""A step on the way back hardly makes a text dearer: each one undone shortens it. Valid UTF-8 may,
for it can be full of control characters."""
HIGHEST = "\u2122"
"""The last character of Windows-1252."""
FORKED = ("sjis", "big5")
MAX_STEPS = 3
SOUND = 6.5
"""Nats a character of Chinese that was not misread once more."""
ACCENTED = re.compile("[\x80-\xff]")
BEAM = 4
"""Readings a further step is tried on: valid UTF-8, since text is saved as UTF-8 between two
misreadings; saved in any other codec, two collapse into one."""
SAVED, SHARE = 4.0, 0.2
"""A reading must save so many nats, and such a share of what it changes."""
STEP_COST, ODD_STEP_COST = 2.0, 20.0
"""Nats a further step must earn: chains are rarer than single misreadings, and nearly all of them
are UTF-8 misread again."""
MAX_CUT, CUT_COST = 12, 7.0
"""Bytes that may be cut off where a stretch starts and ends, and nats for each."""
BEYOND = re.compile("[^\x00-\x7f](?:.*[^\x00-\x7f])?", re.DOTALL)
CJK = re.compile("[\u3400-\u9fff\uac00-\ud7a3\ue000-\ufaff\uff61-\uff9f]")
FEWEST, ORDERED = 4, 0.5
"""Letters two Han become at least, and the share of neighbours in an alphabet that follow each
other."""
TOLD = 3
"""Characters that tell text in GBK or Big5 misread: some names of two read as common words too."""
CUT = ("unexpected end", "incomplete")
"""How errors begin to say that the last character is cut."""
HOLE = "cleaner.hole"
"""Error handler: bytes 0x00 for what a codec cannot write, so that the line can be passed over."""


class Step(NamedTuple):
    """Text in one encoding was read as another."""

    written: str
    read: str

    def __str__(self) -> str:
        return f"{self.written}-as-{self.read}"


LATELY = 64
"""Texts whose search is remembered: what one round leaves, the next one meets again."""


Chain = tuple[Step, ...]
Undo = Callable[[str, Step], str | None]
STEPS = tuple(Step(w, r) for r in READ for w in WRITTEN if w != r)


class Reading(NamedTuple):
    """A text read anew, its cost in nats, and the steps that were undone."""

    cost: float
    text: str
    chain: Chain = ()

    @property
    def rule(self) -> str:
        return named(self.chain)


@cache
def named(chain: Chain) -> str:
    """The rule that undoes these steps."""
    return ".".join(map(str, chain))


def _hole(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return bytes(error.end - error.start), error.end


codecs.register_error(HOLE, _hole)


def undone(text: str, step: Step) -> str | None:
    """The text one step back; None where it could not have come from that misreading."""
    data = _bytes(text, step, "strict")
    try:
        return None if data is None else data.decode(WRITTEN[step.written])
    except UnicodeError:
        return None


def undone_lines(text: str, step: Step) -> str:
    """Many lines one step back; lines that could not have come from it hold U+FFFD or NUL."""
    return (_bytes(text, step, HOLE) or b"").decode(WRITTEN[step.written], "replace")


def _bytes(text: str, step: Step, errors: str) -> bytes | None:
    """The bytes that were misread; where a character was read from either of two pairs, the
    likelier. None where the codec cannot write the text."""
    data, forked = _encoded(text, step.read, errors)
    if forked:
        return resolved(text, READ[step.read], WRITTEN[step.written], errors)
    return data


@lru_cache(2 * len(READ))
def _encoded(text: str, read: str, errors: str) -> tuple[bytes | None, bool]:
    """The same whatever was written, and whether some characters have two ways back. A text is
    tried as everything that may have been written, one after the other."""
    codec = READ[read]
    try:
        data = narrow(text, errors) if read == "latin1" else text.encode(codec, errors)
    except UnicodeError:
        return None, False
    return data, read in FORKED and not twins(codec).keys().isdisjoint(text)


@cache
def _windows() -> npt.NDArray[np.uint16]:
    """The byte of every code point in Windows-1252, control characters where it has nothing, as
    browsers read them, and where Latin-1 has them; 0x100 for none."""
    table = np.full(0x10000, 0x100, np.uint16)
    table[:0x100] = np.arange(0x100)
    for byte in range(0x80, 0xA0):
        char = bytes([byte]).decode("cp1252", "replace")
        if char != "\ufffd":
            table[ord(char)] = byte
    return table


def narrow(text: str, errors: str) -> bytes:
    """The bytes of Windows-1252 and Latin-1 together."""
    if errors == "strict" and max(text, default="") > HIGHEST:
        raise UnicodeEncodeError("cp1252", text, 0, 1, "not in it")
    found = _windows()[model.points(text)]
    beyond = found > 0xFF
    if beyond.any():
        if errors == "strict":
            raise UnicodeEncodeError("cp1252", text, 0, 1, "not in it")
        found[beyond] = 0
    return found.astype(np.uint8).tobytes()


def undone_between(
    text: str, pairs: Sequence[tuple[int, int]], step: Step
) -> list[tuple[int, int, str]]:
    """One step back between many pairs of ends, ascending, in one text: only pairs from which the
    text could have come. What stands behind bytes that are none is not tried from there."""
    data, forked = _encoded(text, step.read, "strict")
    codec = READ[step.read]
    sizes = [1] * len(text) if step.read == "latin1" else [len(c.encode(codec, HOLE)) for c in text]
    at = [0, *accumulate(sizes)]
    if data is None or forked or at[-1] != len(data):
        found = ((a, b, undone(text[a:b], step)) for a, b in pairs if a < b)
        return [(a, b, new) for a, b, new in found if new]
    read, limits = [], dict.fromkeys((a for a, _ in pairs), len(data))
    for a, b in pairs:
        if a < b and at[b] <= limits[a]:
            try:
                read.append((a, b, data[at[a] : at[b]].decode(WRITTEN[step.written])))
            except UnicodeDecodeError as error:
                if error.reason.startswith(CUT):
                    continue
                limits[a] = at[a] + error.start
    return read


def undone_loosely(text: str, step: Step) -> str | None:
    """The same for a stretch cut out anywhere: NUL stands for every byte of a cut character."""
    found = undone_lines(text, step).replace("\ufffd", "\0")
    return found if found.count("\0") <= min(MAX_CUT, max(4, len(text) // 3)) else None


def undone_so_far(text: str, step: Step) -> str | None:
    """The same for the start of a longer text: what its last bytes begin is left out."""
    data = _bytes(text, step, "strict")
    try:
        decoder = codecs.getincrementaldecoder(WRITTEN[step.written])()
        return None if data is None else decoder.decode(data)
    except UnicodeError:
        return None


def unread(text: str, chain: Chain) -> str | None:
    """The text before all the steps of a chain; None where it cannot be."""
    found: str | None = text
    for step in chain:
        if found is None:
            return None
        found = undone(found, step)
    return found


@lru_cache(LATELY)
def search(text: str, undo: Undo = undone) -> Reading | None:
    """The cheapest reading of a misread text; None where none saves enough."""
    start = Reading(model.cost(text), text)
    seen, best, front = {text}, start, [start]
    for _ in range(MAX_STEPS):
        found = [r for reading in front for r in _back(reading, undo) if r.text not in seen]
        seen.update(r.text for r in found)
        limit = DEARER * start.cost
        found = sorted(r for r in found if r.cost < limit or r.chain[-1].written == "utf8")
        if found and found[0].cost < best.cost:
            best = found[0]
        front = [r for r in found if r.chain[-1].written == "utf8"][:BEAM]
        sound = best.chain and best.cost <= SOUND * len(best.text)
        if not front or (sound and not ACCENTED.search(best.text)):
            break
    return best if best.chain and saves(start, best) and credible(text, best.chain) else None


def _back(reading: Reading, undo: Undo) -> list[Reading]:
    """Every text one step further back, with its cost."""
    found = [(step, undo(reading.text, step)) for step in STEPS]
    ways = [(s, t) for s, t in found if t and t != reading.text and not t.isascii()]
    prices = sums([text.replace("\0", "") for _, text in ways])
    back = []
    for (step, text), price in zip(ways, prices, strict=True):
        chain = (*reading.chain, step)
        steps = STEP_COST if step.written == "utf8" else ODD_STEP_COST
        price += CUT_COST * text.count("\0") + steps * (len(chain) > 1)
        back.append(Reading(price, text, chain))
    return back


def credible(old: str, chain: Chain) -> bool:
    """Whether a text consists of what the last of these misreadings makes of text.

    Letters of one script, an alphabet and a word with accents are none; UTF-8 proves itself.
    """
    step = chain[0]
    found = BEYOND.search(old)
    if found is None:
        return False
    points = model.points(found[0])
    wide = points[points > 0x7F]
    if len(wide) > 3 and np.count_nonzero(np.diff(wide) == 1) > ORDERED * len(wide):
        return False
    if step.read == "latin1":
        solid = np.count_nonzero(points != 0x20)
        return step.written == "utf8" or bool(len(wide) >= FEWEST and 2 * len(wide) >= solid)
    told = step.written == "utf8" or len(wide) >= TOLD
    return told and 2 * len(CJK.findall(found[0])) >= len(wide)


def saves(old: Reading, new: Reading) -> bool:
    """Whether a reading is enough better than the text as it stands."""
    return old.cost - new.cost >= needed(old.text, old.cost)


def needed(text: str, cost: float) -> float:
    """Nats that another reading must save: a share of what is not ASCII."""
    plain = len(text.encode("ascii", "ignore")) * 3.0
    return max(SAVED, SHARE * (cost - plain))
