"""Text that lost bytes when it was misread: refilled where one reading is certain, else marked.

A question mark or U+FFFD stands where a byte could not be read, or nothing does and the rest of the
line is shifted by a byte. Both are gaps in the bytes, and the model says what fills them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit
from cleaner.encoding import lattice, model
from cleaner.encoding.lattice import GAP, MARK
from cleaner.encoding.misreading import HOLE, READ, STEPS, Step
from cleaner.encoding.mojibake import MOST_VAIN, SHORT, Line, scored, suspicious, trimmed
from cleaner.encoding.shift import better
from cleaner.encoding.traces import MARK as MARKED
from cleaner.encoding.traces import SUSPECT, UNCOMMON, traces
from cleaner.view import View

STRICT = {"gbk": "gbk", "latin1": "cp1252", "big5": "big5", "sjis": "cp932", "euc-kr": "cp949"}
"""The smallest codec of each name: what it cannot read may have been lost."""
AROUND = 30
"""Characters before a place where a shift may begin that are looked at; thrice as many after."""
LONGEST = 2000
"""Characters of a line; longer ones are left."""
WINDOW, DEAR = 3, 9.5
"""Some three characters of a shifted run cost more nats each than this."""
MOST_LINES = 400
"""Lines refilled in one document and round."""
SAVED, SHARE = 12.0, 0.25
"""Nats and share of its cost a refilled line must save."""
FINE = 8.5
"""Nats a character of a refilled line may cost on average."""
SHIFTED = re.compile(
    "[?\ufffd]?(?:[\u4e00-\u9fff\ue000-\uf8ff\u3000-\u303f\uff00-\uffef\u00a1-\u017f\u0391-\u0451"
    "\u2000-\u26ff\u3041-\u312f\u2e80-\u2fff\u3400-\u4dbf?\ufffd])+[@-~]?"
)
"""A run that a byte lost at its start may have shifted; an ASCII letter can be a second byte."""

MARKED_RUN = re.compile(
    "[^\\x00-\\x7f][?\ufffd](?=[^\\x00-\\x7f]|[(（]?[a-z\u00e0-\u01dc]{1,6}[)）])"
)
"""A mark inside a run, where a byte may have been lost."""
ANNOTATED = re.compile(
    "(?P<seen>[\u3400-\u9fff])[?\ufffd][(（]?(?P<letters>[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6})[)）]"
    "(?P<run>[?\ufffd\u2000-\u9fff\ue000-\uf8ff\uff00-\uffef\u00a1-\u0451]{1,60}[@-~]?)"
)
"""A character, the mark of a lost byte, the rest of an annotation and what it shifted."""


def mend(text: str, bits: npt.NDArray[np.uint8]) -> list[Edit]:
    """Edits that refill lines with lost bytes; none for clean text."""
    edits = []
    for line in [*suspicious(text, bits)][:MOST_LINES]:
        if len(line.text) <= LONGEST and ("?" in line.text or "\ufffd" in line.text):
            edits += [edit for edit in (_refilled(line),) if edit]
    return edits


def unshift(text: str, bits: npt.NDArray[np.uint8]) -> list[Edit]:
    """Edits that put shifted runs right, the dearest lines first; none for clean text."""
    edits: list[Edit] = []
    vain = 0
    lines = [
        line
        for line in scored(text, _stretches(text, _places(text, bits)), WINDOW)
        if line.peak > DEAR
    ]
    joined = "\n".join(line.text for line in lines)
    starts = np.cumsum([0, *(len(line.text) + 1 for line in lines)])
    likely = set(np.searchsorted(starts, better(joined), "right").tolist())
    chosen = [
        line for n, line in enumerate(lines, 1) if n in likely or MARKED_RUN.search(line.text)
    ]
    for line in sorted(chosen, key=lambda line: -line.peak):
        found = _shifted(line) if len(line.text) <= LONGEST else []
        found = [edit for edit in found if _strange(text[edit.start : edit.end])]
        edits += found
        vain += not found
        if vain >= MOST_VAIN // 2:
            break
    return sorted(edits)


def _strange(old: str) -> bool:
    """Whether what an edit would replace reads like a shift: a question mark after common
    characters is a question."""
    kept = old.replace("?", "").replace("\ufffd", "")
    rare = np.count_nonzero(traces(View(kept).points) & (UNCOMMON | SUSPECT))
    return len(kept) >= 2 and bool(rare)


def _places(text: str, bits: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
    """Where a shift may begin: three uncommon characters side by side, two of them suspects, and
    marks next to what is no ASCII."""
    if len(text) <= SHORT:
        return np.arange(len(text))
    rare = np.where(bits & SUSPECT, 2, (bits & UNCOMMON) != 0)
    hits = np.flatnonzero(rare[:-2] * rare[1:-1] * rare[2:] >= 4)
    marks = np.flatnonzero(bits & MARKED)
    beside = [n for n in marks.tolist() if max(text[max(0, n - 1) : n + 2]) > "\x7f"]
    return np.union1d(hits, np.array(beside, np.intp)) if beside else hits


def _stretches(text: str, places: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """Parts of lines around these places, those that touch as one."""
    found: list[tuple[int, int]] = []
    for place in places.tolist():
        if found and place + AROUND < found[-1][1]:
            continue
        start = max(text.rfind("\n", max(0, place - AROUND), place) + 1, place - AROUND, 0)
        end = text.find("\n", place, place + 3 * AROUND)
        end = min(len(text), place + 3 * AROUND) if end < 0 else end
        if found and start < found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


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
        read = piece.encode(STRICT[step.read], HOLE)
        if b"\0" in read:
            read = piece.encode(READ[step.read], HOLE)
        if b"\0" in read:
            return []
        data += read
    return data


@cache
def unreadable(read: str) -> npt.NDArray[np.bool_]:
    """Whether a codec cannot read a byte (row) that stands before another (column)."""
    bad = np.zeros((256, 256), np.bool_)
    for first in range(0x80, 0x100):
        for second in range(0x100):
            text = bytes((first, second)).decode(STRICT[read], "replace")
            bad[first, second] = text.startswith("\ufffd")
    return bad


def _gaps(data: list[int], read: str) -> list[npt.NDArray[np.bool_] | None]:
    """What each lost byte can have been: one that could not be read before the byte after it."""
    bad = unreadable(read)
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


def _shifted(line: Line) -> list[Edit]:
    """Runs of GBK shifted by a lost byte, put right."""
    edits = list(_annotated(line))
    for start, end in () if edits else _dear_runs(line):
        found = _unshifted(line.text, start, end)
        if found:
            edits.append(found._replace(start=line.start + found.start, end=line.start + found.end))
    return edits


def _annotated(line: Line) -> Iterator[Edit]:
    """Runs shifted where a pinyin annotation was put between the bytes of two characters.

    Some site searched GBK bytes for a character and hit the second byte of one and the first of the
    next; the annotation it put in tells which character it believed to see.
    """
    for m in ANNOTATED.finditer(line.text):
        allowed = _believed(m["seen"], m["letters"])
        data = _gbk(m["run"])
        if not allowed.any() or data is None:
            continue
        after = line.text[m.end() : m.end() + 1] or "\n"
        found = lattice.read([GAP, *data], "gbk", before=m["seen"], after=after, gaps=[allowed])
        if found and found.cost < model.cost(m.group()[1:]):
            yield Edit(
                line.start + m.start() + 1, line.start + m.end(), _marked(found), "shifted-gbk"
            )


def _believed(seen: str, letters: str) -> npt.NDArray[np.bool_]:
    """First bytes which, after the second of ``seen``, make a character read with these letters."""
    from cleaner.chinese.tables import readings

    first, numbers, syllables = readings()
    trail = seen.encode("gbk", "ignore")[1:]
    allowed = np.zeros(256, np.bool_)
    for byte in range(0x81, 0xFF):
        believed = (trail + bytes((byte,))).decode("gbk", "ignore")
        if len(believed) == 1 and believed > "\x7f":
            of = numbers[first[ord(believed)] : first[ord(believed) + 1]].tolist()
            allowed[byte] = any(syllables[n] == letters for n in of)
    return allowed


def _gbk(run: str) -> list[int] | None:
    """The GBK bytes of a run, its marks as gaps; None where GBK has not all of it."""
    data: list[int] = []
    for char in run:
        if char in "?\ufffd":
            data.append(MARK if char == "?" else GAP)
        else:
            read = char.encode("gbk", "ignore")
            if not read:
                return None
            data += read
    return data


def _dear_runs(line: Line) -> Iterator[tuple[int, int]]:
    """Runs that hold suspects."""
    costs, places = model.costs(line.text), better(line.text)
    for m in SHIFTED.finditer(line.text):
        dear = len(m.group()) >= 2 and costs[m.start() : m.end()].max() > DEAR
        shifted = np.any((places >= m.start()) & (places < m.end()))
        if dear and (shifted or MARKED_RUN.search(m.group())):
            yield m.span()


AHEAD, BEHIND, MOST_DEAR = 4, 1, 12
"""Characters before and after a dear one where the lost byte may have stood, for so many."""
SHIFT_SAVED, SOUND = 12.0, 8.0
"""Nats a shifted run must save, and a character around it may cost: a line that is broken all over
is no shift."""


def _unshifted(text: str, start: int, end: int) -> Edit | None:
    """The part of a run that reads well once a lead byte is put back before it."""
    run, before, after = text[start:end], text[:start] or "\n", text[end : end + 1] or "\n"
    data = _gbk(run)
    if data is None:
        return None
    costs = model.costs(before[-1] + run + after)[1:]
    dear = np.flatnonzero(costs[:-1] > DEAR)[:MOST_DEAR]
    near = {int(n) + d for n in dear for d in range(-AHEAD, BEHIND + 1)}
    widths = [1 if char < "\x80" or char == "\ufffd" else 2 for char in run]
    places = {sum(widths[:n]) for n in near if 0 <= n < len(run)}
    found = lattice.read(data, "gbk", before=before, after=after, inserted=places)
    rest = text[:start] + text[end:]
    if not found or not found.refilled or (rest and model.cost(rest) > SOUND * len(rest)):
        return None
    cost = float(model.costs(before[-1] + found.text + after)[1:].sum())
    if float(costs.sum()) - cost < SHIFT_SAVED + (0 if "?" in run else lattice.INSERTED):
        return None
    return trimmed(start, run, _marked(found), "shifted-gbk")
