"""GBK text read a byte off its characters: where it starts, and what stood there.

A byte was lost, or put in, and from there to the next ASCII character every character is made of
the second half of one and the first half of the next. Read across, all come back but the one that
lost its byte and, where the run ends on half a character, the last.

>>> better("的平臺癖绕礄制").tolist() != [], better("的平臺比拼機制").tolist()
(True, [])
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import half, lattice, lexicon, model

GAIN, DEAR = 11.0, 27.0
"""Nats by which two characters read across their bytes must beat the three they come from,
and what those cost at least."""
STARTS, BEHIND = 4, 6.0
"""Places where a run may start that are looked at closely, the best first, none so many nats behind
it."""
WORTH = 15.0
"""Nats that reading a run anew must save at a rough count to be looked at closely: 17 at least are
saved by what is believed in the end, and less in 19 of 20 lines with question marks."""
ODD, STRAY = 2.0, 8.0
"""Nats for what is seldomer than a lost first byte: a lost second one; and one too many, any of
126."""
SILENT = 6.0
"""Nats for half a character at the end of a run which left no mark."""


class Run(NamedTuple):
    """A stretch of GBK characters in its surroundings.

    ``before`` and ``after`` are the characters around it, ``tail`` an ASCII letter or mark right
    behind it that may be a second byte, ``opens`` and ``ends`` whether the mark of a lost byte
    stands before and behind it. ``leads`` are the first bytes known to be possible for a character
    that lost its own, ``other`` the class of characters which the text's script does not have,
    ``reading`` what an annotation behind it says of its last character.
    """

    text: str
    before: str = "\n"
    after: str = "\n"
    tail: str = ""
    opens: bool = False
    ends: bool = False
    leads: npt.NDArray[np.bool_] | None = None
    other: int = 0
    reading: str = ""


class Found(NamedTuple):
    """From where on a run is read anew, as what, the nats that saves, and what it costs then."""

    start: int
    text: str
    saved: float
    cost: float


@cache
def tables() -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    """The pair of bytes for every code point of the basic plane, private use included, and the way
    back to characters of GBK; 0 for none."""
    there, back = np.zeros(0x10000, np.uint16), np.zeros(0x10000, np.uint16)
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            pair = bytes((lead, trail))
            char = pair.decode("gb18030", "ignore")
            if len(char) == 1 and ord(char) > 0x7F:
                there[ord(char)] = lead << 8 | trail
                if len(pair.decode("gbk", "ignore")) == 1:
                    back[lead << 8 | trail] = ord(char)
    return there, back


def better(text: str) -> npt.NDArray[np.intp]:
    """Offsets of characters that read better when each lends its second byte to the next."""
    there, back = tables()
    points = model.points(text)
    if len(points) < 2:
        return np.empty(0, np.intp)
    codes = there[points].astype(np.int64)
    codes[(points >= 0x40) & (points < 0x7F)] = points[(points >= 0x40) & (points < 0x7F)] << 8
    across = back[(codes[:-1] & 0xFF) << 8 | codes[1:] >> 8].astype(np.intp)
    known = across > 0
    costs = model.costs(text)
    three = costs[:-2] + costs[1:-1] + costs[2:]
    gain = three - alone(across)[:-1] - pairs(across)
    return np.flatnonzero((gain > GAIN) & (three > DEAR) & known[:-1] & known[1:])


def alone(points: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """Nats of characters whatever stands before them."""
    m = model.load()
    found: npt.NDArray[np.float32] = m.alone[m.ids[points]] + m.inner[points]
    return found


def pairs(points: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """Nats of every character but the first, after the one before it."""
    m = model.load()
    ids = m.ids[points].astype(np.intp)
    found: npt.NDArray[np.float32] = model.pair(ids[:-1], ids[1:]) + m.inner[points[1:]]
    return found


def unshifted(run: Run) -> Found | None:
    """The best reading of a run a byte on, from wherever it starts; None where there is none."""
    halves = _halves(run)
    if not halves:
        return None
    read = _across(halves)
    if run.opens and run.ends and not read and run.leads is None:
        return _both(run, halves)
    own = model.costs(
        run.before + "?" * run.opens + run.text + run.tail + "?" * run.ends + run.after[0]
    )[len(run.before) :]
    upto = np.concatenate([[0.0], np.cumsum(own)])[run.opens :]
    certain = True
    if not run.tail:
        last, certain = _last(run, halves, read)
        read += [last]
    following, rest = _onward(run, read)
    starts = _starts(run, following, rest, upto)
    if not starts:
        return None
    upper = max(starts) + lexicon.REACH
    old = _stretch(run, [*run.text[: upper + 1]], upper >= len(read), run.tail + "?" * run.ends)
    words = lexicon.nats(old)
    best: Found | None = None
    for start in starts:
        opened = start == 0 and (run.opens or run.leads is not None)
        first, price = _first(run, halves[2 * start], read, start)
        before = 0.0 if opened else float(upto[start]) + lattice.INSERTED
        new = [*run.text[:start], first, *read[start:upper]]
        fell = words - lexicon.nats(_stretch(run, new, upper >= len(read)))
        saved = float(own.sum()) - before - price - float(rest[start]) + fell
        if best is None or saved > best.saved:
            text = first + "".join(read[start:])
            text = text if certain else text[:-1] + half.UNKNOWN
            best = Found(start, text, saved, price + float(rest[start]))
    return best


def _both(run: Run, halves: list[int]) -> Found:
    """Two characters which a single one between two marks is made of, chosen together.

    The nats saved are counted against a character between two that are lost and could be any.
    """
    before, after = run.before[-lexicon.REACH :], run.after[: lexicon.REACH]
    firsts = half.having(1, halves[0], run.other)
    text, cost, nats = half.likeliest_pair(before, firsts, _lasts(run, halves[1]), run.after)
    between, behind = alone(np.array([half.point(run.text), half.point(run.after)])).tolist()
    any_two = 2 * between + behind + lexicon.ALONE + lexicon.nats(before) + lexicon.nats(after)
    return Found(0, text, any_two - nats, cost)


def _onward(run: Run, read: list[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[Any]]:
    """The code points read across and the first behind, and the nats from each of them on."""
    following = np.array([*(ord(c or "\0") for c in read), ord(run.after[0])], np.intp)
    following = np.minimum(following, 0xFFFF)
    chained = np.where(following[1:] == 0, np.inf, pairs(following))
    rest = np.append(np.cumsum(chained[::-1])[::-1], 0.0)
    return following, rest if run.tail or run.ends else rest + SILENT


def _stretch(run: Run, chars: list[str], whole: bool, behind: str = "") -> str:
    """The start of a run, or the whole of it, with what may be of one word with it."""
    text = run.before[-lexicon.REACH :] + "".join(chars)
    return text + behind + run.after[: lexicon.REACH] if whole else text


def between(before: str, leads: npt.NDArray[np.bool_], euro: bool, after: str) -> str:
    """The character with one of these first bytes whose second could not be read before ``after``,
    or was read as the Euro sign, as Windows reads 0x80."""
    table = half.known()
    chosen = np.flatnonzero(leads[table.bytes[:, 0]])
    trails = table.bytes[chosen, 1]
    if euro:
        chosen = chosen[trails == 0x80]
    else:
        chosen = chosen[lattice.unreadable("gbk")[trails, _first_byte(after)]]
    char, _, certain = half.likeliest(before, chosen, after, np.zeros(len(chosen)))
    return char if certain or not len(chosen) else half.UNKNOWN


def _first_byte(char: str) -> int:
    return (char.encode("gb18030", "replace") or b"?")[0]


def _halves(run: Run) -> list[int]:
    """The bytes of a run and its tail; none where it is not all GBK."""
    there, _ = tables()
    pairs = there[model.points(run.text)].tolist()
    halves = [byte for pair in pairs for byte in (pair >> 8, pair & 0xFF)]
    return [*halves, *map(ord, run.tail)] if all(pairs) else []


def _across(halves: list[int]) -> list[str]:
    """What second and first bytes of neighbours make; "" where that is nothing."""
    _, back = tables()
    seconds, firsts = halves[1::2], halves[2::2]
    codes = [a << 8 | b for a, b in zip(seconds, firsts, strict=False)]
    return [chr(point) if point else "" for point in back[np.array(codes, np.intp)].tolist()]


def _starts(
    run: Run, following: npt.NDArray[np.intp], rest: npt.NDArray[Any], upto: npt.NDArray[Any]
) -> list[int]:
    """Where the shift may begin, the likeliest first."""
    if run.leads is not None or len(run.text) < 2:
        return [0]
    places = len(run.text)
    rough = upto[:places] + rest[:places] + alone(following[:places])
    rough[following[:places] == 0] = np.inf
    if upto[-1] - rough.min() < WORTH:
        return []
    rough[rough > rough.min() + BEHIND] = np.inf
    best = [int(n) for n in np.argsort(rough, kind="stable")[:STARTS] if rough[n] < np.inf]
    return sorted(best)


def _first(run: Run, byte: int, read: list[str], start: int) -> tuple[str, float]:
    """The character whose first byte is lost, or whose second one is, or none where a byte was put
    in; and its cost with that of the next."""
    following = "".join(read[start : start + lexicon.REACH]) + run.after
    before = (run.before + run.text[:start])[-lexicon.REACH :]
    table = half.known()
    chosen = half.having(1, byte, run.other)
    if run.leads is not None:
        chosen = chosen[run.leads[table.bytes[chosen, 0]]]
    if start == 0 and run.opens:
        char, cost, certain = half.likeliest(before, chosen, following, np.zeros(len(chosen)))
        return char if certain else half.UNKNOWN, cost
    lost = half.having(0, byte, run.other)
    price = np.repeat([0.0, ODD], [len(chosen), len(lost)])
    char, cost, certain = half.likeliest(before, np.append(chosen, lost), following, price)
    none = float(pairs(np.array([half.point(before[-1:]), half.point(following)]))[0]) + STRAY
    return (char if certain else half.UNKNOWN, cost) if cost <= none else ("", none)


def _last(run: Run, halves: list[int], read: list[str]) -> tuple[str, bool]:
    """The character of which a run's last byte is the first half, and whether it is certain."""
    chosen = _lasts(run, halves[-1])
    before = run.before + "".join(char or "\n" for char in read)
    char, _, certain = half.likeliest(before, chosen, run.after, np.zeros(len(chosen)))
    return char, certain


def _lasts(run: Run, byte: int) -> npt.NDArray[np.intp]:
    """What a run's last character can be, of which this is the first byte."""
    table = half.known()
    chosen = half.having(0, byte, run.other)
    if run.ends:
        after = _first_byte(run.after)
        chosen = chosen[lattice.unreadable("gbk")[table.bytes[chosen, 1], after]]
    if run.reading:
        told = [half.reads(point, run.reading) for point in table.points[chosen].tolist()]
        chosen = chosen[np.array(told, np.bool_)] if any(told) else chosen
    return chosen
