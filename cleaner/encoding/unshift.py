"""Runs of GBK text read a byte off put right: where the shift starts, what lost its byte there, and
what stands at the end.

>>> from cleaner.encoding.shift import Run
>>> unshifted(Run("际楣萁ㄉ", "要加强", "(一)", opens=True, ends=True)).text
'图书馆建设'
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import half, lattice, model
from cleaner.encoding.readings import Arc, Nats, Reading, chain
from cleaner.encoding.shift import Found, Run, across, alone, first_byte, halves, pairs

STARTS, BEHIND = 6, 10.0
"""Places where a run may start that are looked at closely, the best first, none so many nats behind
it."""
LOST, ODD, STRAY = lattice.INSERTED, 1.0, 6.0
"""Nats for a byte that is lost without a mark; more for a second byte, and for one too many, any of
126."""
SILENT = 6.0
"""Nats for half a character at the end of a run which left no mark."""
NEAR = 4
"""Characters before and behind that tell what is lost."""
FAR = 8
"""Characters from the last place where a run may start on that tell where it starts."""
SIEVE = 4.0
"""Nats that neighbouring characters alone must save: of runs that are put right in the end 99 in
100 save more, of sentences that end in a question mark 1 in 100."""
CERTAIN = 1.25
"""Nats by which a refilled character must beat every other: in reports 85 to 90 % of those that
do are right; at 3.0 it is 95 %, and a third fewer do."""
Points = npt.NDArray[Any]


class Start(NamedTuple):
    """Where a shift may start: the characters that may have lost a byte there, what each costs
    more than one whose first byte left a mark, and nats of the run read so by neighbours alone."""

    at: int
    points: Points
    prices: Any
    nats: float


class Graph(NamedTuple):
    """A run as it stands and as it may be read: arcs; the ends of both; which arcs begin the new
    reading, at which character, by a lost byte or by one too many; the arc of a last character that
    lost its second byte; what stands before."""

    arcs: list[Arc]
    old: int
    new: int
    holes: dict[int, int]
    strays: dict[int, int]
    last: int | None
    before: str


def unshifted(run: Run) -> Found | None:
    """The best reading of a run a byte on, from wherever it starts; None where there is none."""
    bytes_ = halves(run)
    if not bytes_:
        return None
    read = across(bytes_)
    last = None if run.tail else _last(run, bytes_[-1], (read or [""])[-1])
    own = model.costs(_as_it_stands(run))[1:].astype(np.float64)
    starts = _starts(run, bytes_, read, last, own)
    if not starts or (
        run.leads is None and own.sum() - min(start.nats for start in starts) < SIEVE
    ):
        return None
    graph = _graph(run, read, last, starts)
    best = Reading(graph.arcs, graph.new, graph.before)
    if not np.isfinite(best.cost):
        return None
    path = [arc for arc, _ in best.path(graph.new)]
    leap = next(arc for arc in path if arc in graph.holes or arc in graph.strays)
    if leap in graph.holes:
        at, text = graph.holes[leap], _chosen(best, leap)
    else:
        at, text = (
            graph.strays[leap],
            _chosen(best, leap) if graph.strays[leap] == len(read) else "",
        )
    text += "".join(read[at:])
    if graph.last in path:
        text += _chosen(best, graph.last)
    elif last and graph.last is None:
        arcs = [*chain(0, text[-NEAR:])]
        arcs.append(Arc(len(arcs), len(arcs) + 1, last.points, _silent(run, last.points)))
        arcs += chain(len(arcs), run.after[:NEAR])
        text += _chosen(Reading(arcs, arcs[-1].end), len(text[-NEAR:]))
    return Found(at, text, best.least(graph.old) - best.cost, best.cost / len(path))


def _as_it_stands(run: Run) -> str:
    return run.before[-1] + "?" * run.opens + run.text + run.tail + "?" * run.ends + run.after[0]


def _chosen(reading: Reading, arc: int) -> str:
    return half.chosen(reading.arcs[arc].points, reading.costs(arc), CERTAIN)


def _starts(
    run: Run, bytes_: list[int], read: list[str], last: half.Few | None, own: Nats
) -> list[Start]:
    """Where the shift may begin, in order; what cannot be read across lies before."""
    first = max((n + 1 for n, char in enumerate(read) if not char), default=0)
    places = len(run.text) if run.leads is None and run.text else 1
    places = min(places, len(read) + 1)
    if first >= places or (last is not None and not len(last.points)):
        return []
    known = read[first:] if last is not None else [*read[first:], run.after[0]]
    points = np.minimum([*map(ord, known)], 0xFFFF).astype(np.intp)
    onward = np.append(np.cumsum(pairs(points)[::-1], dtype=np.float64)[::-1], 0.0)
    onward += last.least if last is not None else 0.0
    upto = np.concatenate([[0.0], np.cumsum(own)])[run.opens + np.arange(first, places)]
    rough = upto + np.append(onward + alone(points), last.least if last else 0.0)[: len(upto)]
    best = np.argsort(rough, kind="stable")[:STARTS]
    best = np.sort(best[rough[best] <= rough.min() + BEHIND])
    return [
        _start(run, bytes_[2 * (first + n)], first + n, read, last, float(upto[n]), onward[n:])
        for n in best.tolist()
    ]


def _start(
    run: Run,
    byte: int,
    at: int,
    read: list[str],
    last: half.Few | None,
    upto: float,
    onward: Nats,
) -> Start:
    """A start with what can stand there; the first byte of its character is lost or, at a higher
    price, its second."""
    opened = at == 0 and (run.opens or run.leads is not None)
    before = run.before[-1:] if opened else (run.before + "?" * run.opens + run.text[:at])[-1:]
    after = read[at] if at < len(read) else run.after[0] if last is None else ""
    fitting = half.having(1, byte, run.other)
    if run.leads is not None:
        fitting = fitting[run.leads[half.known().bytes[fitting, 0]]]
    few = half.near(fitting, before, after)
    points, prices, upto = few.points, np.zeros(len(few.points)), 0.0 if opened else upto
    nats = few.nats
    if not opened:
        odd = half.near(half.having(0, byte, run.other), before, after)
        points, nats = np.append(points, odd.points), np.append(nats, odd.nats + ODD) + LOST
        prices = np.repeat([LOST, LOST + ODD], [len(few.points), len(odd.points)])
    if at < len(read):
        rest = nats.min(initial=np.inf) + float(onward[0])
        if not opened:
            both = np.array([half.point(before), half.point(after)])
            rest = min(rest, float(pairs(both)[0] + onward[0]) + LOST + STRAY)
    elif last is None:
        rest = nats.min(initial=np.inf)
    else:
        rest = _together(points, nats, last)
        rest = rest if opened else min(rest, last.least + LOST + STRAY)
    return Start(at, points, prices, upto + rest)


def _together(points: Points, nats: Nats, last: half.Few) -> float:
    """Nats of the likeliest two characters side by side."""
    if not len(points):
        return float("inf")
    ids = model.load().ids
    pair = model.pair(ids[points][:, None], ids[last.points][None, :])
    return float((nats[:, None] + pair + last.nats[None, :]).min())


def _graph(run: Run, read: list[str], last: half.Few | None, starts: list[Start]) -> Graph:
    """All readings of a run with these starts, or of its first part where it is long."""
    lead = run.before[-NEAR:] + "?" * run.opens
    origin, stop = starts[0].at, starts[-1].at + FAR
    if stop < len(read):
        old, new, last = lead + run.text[: stop + 1], read[:stop], None
    else:
        behind = run.tail + "?" * run.ends + run.after[:NEAR]
        old, new = lead + run.text + behind, read
    skipped = max(0, len(lead) + origin - NEAR - 1)
    arcs = [*chain(0, old[skipped:])]
    base, end = len(arcs) + 1 - origin, None
    arcs += chain(base + origin, "".join(new[origin:]))
    at = base + len(new)
    if last:
        end, at = len(arcs), at + 1
        arcs.append(Arc(at - 1, at, last.points, _silent(run, last.points)))
    if new is read:
        arcs += chain(at, run.after[:NEAR])
        at += len(run.after[:NEAR])
    holes, strays = {}, {}
    for start in starts:
        opened = start.at == 0 and (run.opens or run.leads is not None)
        source = len(lead) - skipped + start.at - (start.at == 0 and run.opens)
        if len(start.points):
            holes[len(arcs)] = start.at
            arcs.append(Arc(source, base + start.at, start.points, start.prices))
        if not opened and start.at < len(new):
            strays[len(arcs)] = start.at
            (arc,) = chain(source, new[start.at], LOST + STRAY)
            arcs.append(arc._replace(end=base + start.at + 1))
        elif not opened and last:
            strays[len(arcs)] = start.at
            price = LOST + STRAY + _silent(run, last.points)
            arcs.append(Arc(source, base + start.at + 1, last.points, price))
    return Graph(arcs, len(old) - skipped, at, holes, strays, end, lead[:skipped][-1:] or "\n")


def _last(run: Run, byte: int, before: str) -> half.Few:
    """What a run's last character can be, of which this is the first byte, or which it is."""
    table = half.known()
    fitting = half.having(0, byte, run.other)
    if run.ends:
        bad = lattice.unreadable("gbk")[:, first_byte(run.after)]
        fitting = fitting[bad[table.bytes[fitting, 1]]]
    if run.reading:
        points = table.points[fitting].tolist()
        told = np.array([half.reads(point, run.reading) for point in points], np.bool_)
        fitting = fitting[told] if told.any() else fitting
    few = half.near(fitting, before, run.after[0])
    if run.ends or not 0x40 <= byte < 0x7F:
        return few
    return half.Few(np.append(few.points, byte), np.append(few.nats, few.least))


def _silent(run: Run, points: Points) -> Any:
    """What half a character costs that left no mark at the end; nothing, where it is a letter."""
    return 0.0 if run.ends else np.where(points < 0x80, 0.0, SILENT)


def between(before: str, leads: npt.NDArray[np.bool_], euro: bool, after: str) -> str:
    """The character with one of these first bytes whose second could not be read before ``after``,
    or was read as the Euro sign, as Windows reads 0x80."""
    table = half.known()
    fitting = np.flatnonzero(leads[table.bytes[:, 0]])
    trails = table.bytes[fitting, 1]
    bad = trails == 0x80 if euro else lattice.unreadable("gbk")[trails, first_byte(after)]
    points = table.points[fitting[bad]]
    if not len(points):
        return half.UNKNOWN
    near = before[-NEAR:]
    arcs = [*chain(0, near), Arc(len(near), len(near) + 1, points)]
    arcs += chain(len(arcs), after[:NEAR])
    return _chosen(Reading(arcs, len(arcs)), len(near))
