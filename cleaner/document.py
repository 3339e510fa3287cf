"""Documents, the edits proposed to them, and the trail that can undo every one.

>>> doc = Document("广告 正文")
>>> after = doc.edited("strip", [Edit(0, 3, "", "ad")], audit=True)
>>> after.text, after.trail[0].old
('正文', '广告 ')
>>> undo(after).text
'广告 正文'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from cleaner.errors import CleanerError

EMPTY: Mapping[str, Any] = MappingProxyType({})


class Edit(NamedTuple):
    """A proposal: ``text[start:end]``, in code points, becomes ``new`` because of ``rule``."""

    start: int
    end: int
    new: str = ""
    rule: str = ""


class Entry(NamedTuple):
    """One applied edit in a trail; ``start:end`` is where ``old`` stood just before this entry."""

    step: str
    rule: str
    start: int
    end: int
    old: str
    new: str


class Block(NamedTuple):
    """A marked range of the text; ``tag`` is the name of the HTML element, ``h1`` or ``p``."""

    start: int
    end: int
    tag: str


class Part(NamedTuple):
    """One document inside a compilation: a range of the page, and edits inside that range."""

    start: int
    end: int
    title: str = ""
    meta: Mapping[str, Any] = EMPTY
    edits: Sequence[Edit] = ()
    rule: str = "part"


@dataclass(frozen=True, slots=True)
class Result:
    """What a filter found in one document; ``NOTHING`` where it found nothing.

    ``meta`` never overwrites a value that came in. ``flags`` join those that are set, ``measures``
    holds each flag's number. ``drop`` names why the document should go. ``parts`` split it.
    """

    edits: Sequence[Edit] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    flags: Iterable[str] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    drop: str = ""
    parts: Sequence[Part] = ()


NOTHING = Result()


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its name, what is known of it, and how it came to be.

    ``trail`` is ``None`` where no record of edits is kept. ``fields`` is the record the document
    was read from, in its key order; formats write it back around ``id``, ``text`` and ``meta``.
    """

    text: str
    id: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    trail: tuple[Entry, ...] | None = None
    fields: Mapping[str, Any] = field(default_factory=dict, compare=False)
    _view: Any = field(default=None, compare=False, repr=False)

    def edited(self, step: str, edits: Sequence[Edit], *, audit: bool = False) -> Document:
        """This document with ``edits`` applied, its blocks moved along and its trail continued.

        Raises ValueError where edits overlap, descend or leave the text: a filter's bug.
        """
        text, trail = self.text, self.trail
        edits = [e for e in edits if text[e[0] : e[1]] != e[2]]
        if not edits:
            return self
        if audit or trail is not None:
            trail = (trail or ()) + tuple(entries(step, text, edits))
        blocks = moved(self.blocks, edits)
        return Document(apply(text, edits), self.id, self.meta, blocks, trail, self.fields)


def merged(meta: Mapping[str, Any], result: Result) -> dict[str, Any]:
    """Meta with what a filter found; a value that came in wins, flags and measures are sorted."""
    out = {**result.meta, **meta}
    out = {key: out[key] for key in [*meta, *(k for k in result.meta if k not in meta)]}
    flags = set(result.flags) - set(out.get("flags", ()))
    if flags:
        out["flags"] = sorted({*out.get("flags", ()), *flags})
    if result.measures:
        found = {**result.measures, **out.get("measures", {})}
        out["measures"] = dict(sorted(found.items()))
    return out


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after ascending, non-overlapping edits.

    >>> apply("一二三", [Edit(0, 1, "1"), Edit(2, 3)])
    '1二'
    """
    pieces: list[str] = []
    at, size = 0, len(text)
    for start, end, new, rule in edits:
        if not at <= start <= end <= size:
            raise ValueError(
                f"edit {start}:{end} of rule {rule!r} overlaps, descends or leaves the text"
            )
        pieces += (text[at:start], new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """Of ascending edits those that overlap none before them.

    >>> [edit.start for edit in apart([Edit(0, 2), Edit(1, 3), Edit(2, 4)])]
    [0, 2]
    """
    out: list[Edit] = []
    for edit in edits:
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


def entries(step: str, text: str, edits: Iterable[Edit]) -> Iterable[Entry]:
    """Trail entries for edits whose offsets are all in ``text``."""
    shift = 0
    for start, end, new, rule in edits:
        yield Entry(step, rule, start + shift, end + shift, text[start:end], new)
        shift += len(new) - (end - start)


def moved(blocks: tuple[Block, ...], edits: Sequence[Edit]) -> tuple[Block, ...]:
    """Blocks after the edits; those with nothing left are gone."""
    if not blocks:
        return blocks
    from bisect import bisect_right

    starts, shifts, shift = [e.start for e in edits], [0], 0
    for e in edits:
        shift += len(e.new) - (e.end - e.start)
        shifts.append(shift)

    def place(offset: int) -> int:
        n = bisect_right(starts, offset)
        if (
            n and offset < edits[n - 1].end
        ):  # inside an edit: its new text's end is the nearest place
            return edits[n - 1].end + shifts[n]
        return offset + shifts[n]

    placed = (Block(place(b.start), place(b.end), b.tag) for b in blocks)
    return tuple(b for b in placed if b.start < b.end)


def undo(doc: Document) -> Document:
    """The document before its trail.

    Raises CleanerError where the trail does not fit the text, e.g. after an edit by hand.
    """
    text = doc.text
    for sweep in reversed(sweeps(doc.trail or ())):
        text = swept(text, [(e.start, e.start + len(e.new), e.new, e.old) for e in sweep], doc.id)
    return replace(doc, text=text, trail=(), blocks=(), _view=None)


def replay(text: str, trail: Iterable[Entry]) -> str:
    """The text after a trail is applied to it; raises CleanerError where they do not fit."""
    for sweep in sweeps(trail):
        moves, shift = [], 0
        for e in sweep:
            start = e.start - shift
            moves.append((start, start + len(e.old), e.old, e.new))
            shift += len(e.new) - len(e.old)
        text = swept(text, moves, "")
    return text


def sweeps(trail: Iterable[Entry]) -> list[list[Entry]]:
    """The trail as runs of ascending entries: each run is done or undone in one linear pass."""
    runs: list[list[Entry]] = []
    reached = None
    for e in trail:
        if reached is None or e.start < reached:
            runs.append([])
        runs[-1].append(e)
        reached = e.start + len(e.new)
    return runs


def swept(text: str, moves: Iterable[tuple[int, int, str, str]], where: str) -> str:
    """The text with each ``(start, end, there, instead)`` exchanged, checking what is there."""
    pieces: list[str] = []
    at = 0
    for start, end, there, instead in moves:
        if text[start:end] != there or not at <= start <= len(text):
            what = f"the trail does not fit the text at {start}"
            raise CleanerError(where, what, "only unchanged records can be undone")
        pieces += (text[at:start], instead)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
