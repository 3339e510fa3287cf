"""Runs of GBK text shifted by a byte, found in a document and put right.

>>> from cleaner.view import View
>>> from cleaner.encoding.traces import traces
>>> text = "臺(tái)亮?xí)癖绕礄C(jī)制"
>>> [(text[e.start : e.end], e.new) for e in mend(text, traces(View(text).points))]
[('?xí)癖绕礄C', '曬比拼機')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.document import Edit, apart
from cleaner.encoding import half, lone, rough, shift, unshift
from cleaner.encoding.glance import SHORT
from cleaner.encoding.scores import scores
from cleaner.encoding.traces import MARK, SUSPECT, UNCOMMON
from cleaner.view import Class, View

WIDE = (
    "\u4e00-\u9fff\ue000-\uf8ff\u3000-\u303f\uff00-\uffef\u00a1-\u017f\u0391-\u0451"
    "\u01cd-\u01dc\u0251\u0261\u02c7-\u02d9\u2000-\u26ff\u3041-\u312f\u2e80-\u2fff\u3400-\u4dbf"
)
"""What GBK writes in two bytes."""
LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
RUN = re.compile(rf"[{WIDE}]{{1,2000}}(?:\([{LETTERS}]{{1,6}}\)[{WIDE}]{{1,300}}){{0,40}}")
ANNOTATION = re.compile(rf"\([{LETTERS}]{{1,6}}\)")
"""Pinyin in brackets, which a site may have put in after the shift."""
ANNOTATED = re.compile(
    f"(?P<seen>[\u3400-\u9fff])[?\ufffd][(（]?(?P<letters>[{LETTERS}]{{1,6}})[)）]"
    f"(?:(?P<gone>[?\ufffd\u20ac])|(?P<run>[{WIDE}]{{0,300}})(?P<tail>[@-~]?))"
)
"""A character, the mark of a lost byte, the rest of an annotation, and what it shifted or what
stands for one more lost byte."""
WINDOW, DEAR = 3, 9.0
"""Some three characters around a shift cost more nats each than this."""
ODD = 9.5
"""Three characters at a mark cost more nats each where those before it may be shifted, however
common they are: of question marks in text a fifth."""
HALVED = re.compile(f"[{WIDE}]{{1,8}}[@-~]")
CLOSE = 8
"""Characters beside a mark one of which is uncommon, or a mark, where a shift begins or ends."""
AROUND = 20
"""Characters before and after a place that are looked at for it."""
SAVED = {
    (False, False): (40.0, 9.0),
    (True, False): (40.0, 40.0, 17.0, 9.0),
    (False, True): (40.0, 11.0, 10.0, 9.5, 8.0),
    (True, True): (40.0, 40.0, 23.0, 20.0, 18.0, 10.0),
}
"""Nats that reading a run anew must save, by whether a mark stands before and behind it and by its
characters; the last for all longer ones. Of 800 lines with question marks of their own none saves
so much, of 10,000 with some put in anywhere, half of them two close together, 40 do, and of shifted
runs of three characters or more 19 in 20."""
FINE = 12.0
"""Nats a character of a run read anew may cost on average."""
MOST_VAIN = 6
"""Runs looked at in vain in one document, the dearest first; hostile text must end, and of shifted
lines among sound ones none more is found by four times as many."""
NEAR = 30
"""Characters before and behind a run, annotations included, that tell which words it belongs to."""
SCRIPT = 200
"""Characters around a run that show its script."""
MARKS = "?\ufffd"
READ_AS = re.compile(rf"\(?([{LETTERS}]{{1,6}})\)")


class Place(NamedTuple):
    """A run where a shift may be, and the cost of its dearest characters."""

    start: int
    end: int
    peak: float


class Stretch(NamedTuple):
    """A run in a text: where it starts and closes, and where its characters stand in it."""

    run: shift.Run
    start: int
    close: int
    places: list[int]


def mend(text: str, bits: npt.NDArray[np.uint8]) -> list[Edit]:
    """Edits that put shifted runs right; none for clean text."""
    marks = np.flatnonzero(bits & MARK).tolist()
    edits = list(_annotated(text, marks))
    taken = {e.start for e in edits}
    places = sorted(_places(text, bits, marks), key=lambda place: -place.peak)
    stretches = [_stretch(text, place.start, place.end) for place in places]
    vain = 0
    for stretch, worth in zip(stretches, rough.worth([s.run for s in stretches]), strict=True):
        found = _unshifted(text, stretch) if worth else None
        if found and found.start not in taken:
            taken.add(found.start)
            edits.append(found)
        vain += worth and not found
        if vain >= MOST_VAIN:
            break
    spans = [(edit.start, edit.end) for edit in edits]
    edits += [
        edit
        for edit in lone.found(text)
        if not any(start < edit.end and edit.start < end for start, end in spans)
    ]
    return apart(sorted(edits))


def _places(text: str, bits: npt.NDArray[np.uint8], marks: list[int]) -> Iterator[Place]:
    """Runs with three uncommon characters side by side, two of them suspects, and runs next to a
    mark; in a short text all with an uncommon character."""
    rare = np.where(bits & SUSPECT, 2, (bits & UNCOMMON) != 0)
    if len(text) <= SHORT:
        hits = np.flatnonzero(rare)
    else:
        hits = np.flatnonzero(rare[:-2] * rare[1:-1] * rare[2:] >= 4)
    near = [
        at
        for mark, odd in zip(marks, _odd(text, marks), strict=True)
        for at in _beside(text, mark, bits, odd)
    ]
    spans: list[tuple[int, int, int]] = []
    for at in sorted({*hits.tolist(), *near}):
        if spans and at < spans[-1][1]:
            continue
        start = _begin(text, at)
        run = RUN.match(text, start)
        if run and run.end() > at:
            spans.append((start, run.end(), at))
    around = [text[max(0, at - AROUND) : at + AROUND] for _, _, at in spans]
    peaks = scores(around, WINDOW)[1].tolist()
    for (start, end, _), dearest in zip(spans, peaks, strict=True):
        if dearest > DEAR:
            yield Place(start, end, dearest)


def _odd(text: str, marks: list[int]) -> list[bool]:
    """Which marks stand among characters that do not go together; of many marks none."""
    if len(marks) > lone.most(text):
        return [False] * len(marks)
    around = [text[max(0, mark - 2) : mark + 3] for mark in marks]
    odd: list[bool] = (scores(around, WINDOW)[1] > ODD).tolist()
    return odd


def _beside(text: str, mark: int, bits: npt.NDArray[np.uint8], odd: bool) -> Iterator[int]:
    """The places next to a mark from which on uncommon characters, another mark or what may be
    half a character stand; before an odd one always."""
    telling = MARK | SUSPECT | UNCOMMON
    if odd or (bits[max(0, mark - CLOSE) : mark] & telling).any():
        yield mark - 1
    if (bits[mark + 1 : mark + 1 + CLOSE] & telling).any() or HALVED.match(text, mark + 1):
        yield mark + 1


def _begin(text: str, at: int) -> int:
    """Where the run around an offset begins."""
    before = re.match(f"[{WIDE}]*", text[max(0, at - 300) : at][::-1])
    return at - (before.end() if before else 0)


def _stretch(text: str, start: int, end: int, before: str = "") -> Stretch:
    """A run with what stands around it; ``before`` it what is known better than the text says."""
    opens = start > 0 and text[start - 1] in MARKS
    ends = end < len(text) and text[end] in MARKS
    tail = text[end : end + 1] if re.match("[@-~]", text[end : end + 1]) else ""
    close = end + (bool(tail) or ends)
    before = before or _bare(text[max(0, start - opens - NEAR) : start - opens])
    plain, places = _plain(text[start:end])
    run = shift.Run(plain, before, _bare(text[close : close + NEAR]), tail, opens, ends)
    return Stretch(run, start, close, places)


def _unshifted(text: str, stretch: Stretch) -> Edit | None:
    """The part of a run that reads better a byte on."""
    run, start, close, places = stretch
    other = _other(text[max(0, start - SCRIPT) : start] + text[close : close + SCRIPT])
    reading = _reading(text, close) if run.ends else ""
    found = unshift.unshifted(run._replace(other=other, reading=reading))
    if not found or not _believable(found, run.opens, run.ends):
        return None
    begin = start + places[found.start] - (run.opens and not found.start)
    return Edit(begin, close, found.text + _bracket(found.text, reading, text, close), lone.RULE)


def _bare(near: str) -> str:
    """What stands around a run, without annotations; a line break where nothing does."""
    return ANNOTATION.sub("", near) or "\n"


def _plain(run: str) -> tuple[str, list[int]]:
    """A run without annotations, and where its characters stood."""
    if "(" not in run:
        return run, list(range(len(run)))
    inside = {n for m in ANNOTATION.finditer(run) for n in range(*m.span())}
    places = [n for n in range(len(run)) if n not in inside]
    return "".join(run[n] for n in places), places


def _other(around: str) -> int:
    """The class of characters that the script of a text does not have."""
    view = View(around)
    traditional, simplified = view.count(Class.TRADITIONAL), view.count(Class.SIMPLIFIED)
    if traditional == simplified:
        return 0
    return Class.SIMPLIFIED if traditional > simplified else Class.TRADITIONAL


def _believable(found: shift.Found, opens: bool, ends: bool) -> bool:
    """Whether a run read anew saves enough; one that starts later has no mark before it."""
    needed = SAVED[opens and not found.start, ends]
    if any("\uff10" <= c <= "\uff5a" and c.isalnum() for c in found.text):
        return False
    enough = found.saved >= needed[min(len(found.text), len(needed) - 1)]
    return enough and found.cost <= FINE


def _annotated(text: str, marks: list[int]) -> Iterator[Edit]:
    """Runs shifted where a pinyin annotation was put between the bytes of two characters.

    Some site searched GBK bytes for a character and hit the second byte of one and the first of the
    next; the annotation it put in tells which character it believed to see.
    """
    for mark in marks:
        m = ANNOTATED.match(text, mark - 1) if mark else None
        leads = _believed(m["seen"], m["letters"]) if m else None
        if m is None or leads is None or not leads.any():
            continue
        seen = _bare(text[max(0, mark - NEAR) : mark])
        after = text[m.end() : m.end() + 1] or "\n"
        if m["gone"]:
            euro = m["gone"] == "\u20ac"
            end, behind = _behind(text, m.end(), seen + unshift.between(seen, leads, euro, "\n"))
            around = behind or text[end : end + NEAR] or "\n"
            new: str | None = unshift.between(seen, leads, euro, around) + behind
        else:
            ends = not m["tail"] and after in MARKS
            end = m.end() + ends
            behind = _bare(text[end : end + NEAR])
            other = _other(text[max(0, mark - SCRIPT) : mark] + text[end : end + SCRIPT])
            reading = _reading(text, end) if ends else ""
            run = shift.Run(m["run"], seen, behind, m["tail"], True, ends, leads, other, reading)
            found = unshift.unshifted(run)
            new = found.text if found and _gains(found, text[mark:end]) else None
            new = new and new + _bracket(new, reading, text, end)
        if new:
            yield Edit(mark, end, new, lone.RULE)


def _behind(text: str, at: int, seen: str) -> tuple[int, str]:
    """The run behind the mark of a second byte, where some decoders took the next first byte along:
    where it ends and what it is read anew as."""
    run = RUN.match(text, at)
    if not run or text[at - 1] not in MARKS:
        return at, ""
    found = _unshifted(text, _stretch(text, at, run.end(), seen))
    return (found.end, found.new) if found and found.start == at - 1 else (at, "")


def _gains(found: shift.Found, old: str) -> bool:
    return found.saved > 0


def _reading(text: str, at: int) -> str:
    """What an annotation says that stands behind a place; its bracket may be lost with the byte."""
    m = READ_AS.match(text, at)
    return m[1] if m else ""


def _bracket(new: str, reading: str, text: str, at: int) -> str:
    """The bracket of an annotation that was read away with the byte before it."""
    lost = reading and text[at] != "("
    return "(" if lost and half.reads(min(ord(new[-1]), 0xFFFF), reading) else ""


def _believed(seen: str, letters: str) -> npt.NDArray[np.bool_]:
    """First bytes which, after the second of ``seen``, make a character read with these letters."""
    trail = seen.encode("gbk", "ignore")[1:]
    allowed = np.zeros(256, np.bool_)
    for byte in range(0x81, 0xFF):
        believed = (trail + bytes((byte,))).decode("gbk", "ignore")
        if len(believed) == 1 and believed > "\x7f":
            allowed[byte] = half.reads(ord(believed), letters)
    return allowed
