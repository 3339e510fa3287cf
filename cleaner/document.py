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
        edits = [e for e in edits if self.text[e.start : e.end] != e.new]
        if not edits:
            return self
        trail = self.trail
        if audit or trail is not None:
            trail = (trail or ()) + tuple(entries(step, self.text, edits))
        return replace(
            self,
            text=apply(self.text, edits),
            blocks=moved(self.blocks, edits),
            trail=trail,
            _view=None,
        )


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after ascending, non-overlapping edits.

    >>> apply("一二三", [Edit(0, 1, "1"), Edit(2, 3)])
    '1二'
    """
    pieces: list[str] = []
    at = 0
    for start, end, new, rule in edits:
        if not at <= start <= end <= len(text):
            raise ValueError(
                f"edit {start}:{end} of rule {rule!r} overlaps, descends or leaves the text"
            )
        pieces += (text[at:start], new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


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


def undo(doc: Document, steps: int | None = None) -> Document:
    """The document before its trail, or before the last ``steps`` entries of it.

    Raises CleanerError where the trail does not fit the text, e.g. after an edit by hand.
    """
    trail = doc.trail or ()
    keep = 0 if steps is None else max(0, len(trail) - steps)
    text = doc.text
    for n, e in enumerate(reversed(trail[keep:])):
        if text[e.start : e.start + len(e.new)] != e.new or not 0 <= e.start <= len(text):
            where = (
                f"{doc.id}: trail entry {len(trail) - n}"
                if doc.id
                else f"trail entry {len(trail) - n}"
            )
            raise CleanerError(
                where, "does not fit the text", "undo works on unchanged records only"
            )
        text = text[: e.start] + e.old + text[e.start + len(e.new) :]
    return replace(doc, text=text, trail=trail[:keep], blocks=(), _view=None)


def replay(text: str, trail: Iterable[Entry]) -> str:
    """The text after a trail is applied to it, entry by entry."""
    for e in trail:
        text = text[: e.start] + e.new + text[e.end :]
    return text
