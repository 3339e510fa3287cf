"""For a terminal: text that cannot steer it, and the diff that ``--explain`` shows.

>>> printable("a\\x1b[31m\\u202eb")
'a\\\\x1b[31m\\\\u202eb'
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from cleaner.document import Document, Edit, Entry, apply, replay

SHOWN = 240
"""Characters of a line that are shown: some three rows of a wide terminal."""
AROUND = 24
"""Characters shown before and after what changed inside a line."""
FEW = 3
"""Lines shown at each end of what a split leaves to other parts."""

BOLD, RED, GREEN, CYAN, YELLOW = "1", "31", "32", "36", "33"

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)

Why = Callable[[str, str], str]


def printable(text: str) -> str:
    """The text with control, invisible and bidirectional characters spelled as escapes."""
    return _STEERING.sub(_escape, text)


def _escape(m: re.Match[str]) -> str:
    code = ord(m[0])
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def with_colour() -> bool:
    """Whether standard output is a terminal whose user has not set NO_COLOR."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return os.isatty(1) and not plain


class Hunk(NamedTuple):
    """Lines that change together: the first one's number, the rules, and both states."""

    line: int
    rules: tuple[str, ...]
    before: list[str]
    after: list[str]


def explanation(
    doc: Document, outcomes: Sequence[tuple[Document, str]], *, why: Why, colour: bool = False
) -> Iterator[str]:
    """Lines that tell what became of a document, with rule and reason; none where nothing did.

    ``outcomes`` are what it became, each with the reason it was dropped, if it was.
    """
    known = len(doc.trail or ())
    trails = [(after.trail or ())[known:] for after, _ in outcomes]
    shared = trails[0][: min(alike(trails[0], t) for t in trails)] if len(trails) > 1 else ()
    if shared:
        lines = list(edited(doc.text, shared, why))
        yield from painted([(BOLD, f"{doc.id}: {counted(shared)}"), *lines], colour)
    text = replay(doc.text, shared)
    for (after, dropped), trail in zip(outcomes, trails, strict=True):
        own = trail[len(shared) :]
        lines = [*edited(text, own, why), *found(doc.meta, after.meta)]
        if dropped:
            lines.append((RED, f"x dropped: {dropped}"))
        if lines:
            yield from painted([(BOLD, f"{after.id}: {counted(own)}"), *lines], colour)


def counted(trail: Sequence[Entry]) -> str:
    """How much a trail changes, in words."""
    gone = sum(len(e.old) for e in trail)
    new = sum(len(e.new) for e in trail)
    edits = f"{len(trail)} edit" + "s" * (len(trail) != 1)
    return f"{edits}, {gone:,} characters out, {new:,} in"


def painted(lines: Iterable[tuple[str, str]], colour: bool) -> Iterator[str]:
    """Lines as they go to the terminal."""
    for paint, line in lines:
        shown = printable(line)
        yield f"\x1b[{paint}m{shown}\x1b[0m" if colour and paint else shown


def edited(text: str, trail: Sequence[Entry], why: Why) -> Iterator[tuple[str, str]]:
    """Each change of a trail as coloured lines: where, rule, reason, before and after."""
    for step, edits in rounds(trail):
        for hunk in hunks(text, edits):
            yield CYAN, f"@@ line {hunk.line}  {reasons(step, hunk.rules, why)}"
            brief = step == "split"
            before, after = focused(hunk.before, hunk.after)
            yield from ((RED, f"- {line}") for line in (shortened(before) if brief else before))
            yield from ((GREEN, f"+ {line}") for line in after)
        text = apply(text, edits)


def reasons(step: str, rules: Iterable[str], why: Why) -> str:
    """Rules with their reasons."""
    told = []
    for rule in rules:
        reason = why(step, rule)
        told.append(f"{step}/{rule}: {reason}" if reason else f"{step}/{rule}" if rule else step)
    return "; ".join(told)


def rounds(trail: Sequence[Entry]) -> Iterator[tuple[str, list[Edit]]]:
    """Runs of entries of one step that ascend, as edits of the text before the run."""
    edits: list[Edit] = []
    step, shift, free = "", 0, 0
    for e in trail:
        if edits and (e.step != step or e.start < free):
            yield step, edits
            edits, shift = [], 0
        step = e.step
        edits.append(Edit(e.start - shift, e.end - shift, e.new, e.rule))
        shift += len(e.new) - len(e.old)
        free = e.start + len(e.new)
    if edits:
        yield step, edits


def hunks(text: str, edits: Iterable[Edit]) -> Iterator[Hunk]:
    """What changes, by lines: those that go whole one edit each, else all edits they hold."""
    counted_to, line = 0, 1
    for start, end, group, whole in touched(text, edits):
        line += text.count("\n", counted_to, start)
        counted_to = start
        before = text[start:end].split("\n")
        rules = tuple(dict.fromkeys(e.rule for e in group))
        if whole:
            if full := without_blanks(before):
                yield Hunk(line, rules, full, [])
            continue
        inner = [Edit(e.start - start, e.end - start, e.new, e.rule) for e in group]
        after = apply(text[start:end], inner).split("\n")
        same = alike(before, after)
        yield Hunk(line + same, rules, before[same:], after[same:])


def touched(text: str, edits: Iterable[Edit]) -> Iterator[tuple[int, int, list[Edit], bool]]:
    """Ranges of lines with the edits inside them, and whether the one edit takes them whole."""
    group: list[Edit] = []
    start = end = -1
    for e, following in pairwise([*edits, Edit(-1, -1)]):
        whole = whole_lines(text, e, following.start)
        if group and (whole or e.start > end):
            yield start, end, group, False
            group = []
        if whole:
            yield *whole, [e], True
            continue
        if not group:
            start, end = text.rfind("\n", 0, e.start) + 1, -1
        end = end if e.end <= end else line_end(text, e.end)
        group.append(e)
    if group:
        yield start, end, group, False


def whole_lines(text: str, e: Edit, following: int = -1) -> tuple[int, int] | None:
    """The range of the lines that an edit removes with one of their line breaks, if it does so.

    An edit that takes the break on both sides joins what stood around it, unless another edit,
    which starts at ``following``, goes on where it ends.
    """
    start, end = e.start, e.end
    if e.new or start == end:
        return None
    at_start = not start or text[start - 1] == "\n"
    at_end = end == len(text) or text[end] == "\n"
    if (not at_start and text[start] != "\n") or (not at_end and text[end - 1] != "\n"):
        return None
    if not at_start and not at_end and following != end:
        return None
    start, end = start + (not at_start), end - (not at_end)
    return (start, end) if start <= end else None


def without_blanks(lines: list[str]) -> list[str]:
    """Lines without the blank ones around them."""
    full = [n for n, line in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1] if full else []


def alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many items two sequences share at their start; halving, so that long texts are quick.

    >>> alike("今天开会", "今天下午")
    2
    """
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def line_end(text: str, at: int) -> int:
    """Where the line that ``at`` stands in ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def focused(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Long lines cut to what differs, with a little around it."""
    if len(before) == len(after) == 1 and max(len(before[0]), len(after[0])) > SHOWN:
        one, other = before[0], after[0]
        head = alike(one, other)
        tail = alike(one[head:][::-1], other[head:][::-1])
        return [window(one, head, tail)], [window(other, head, tail)]
    return list(map(clipped, before)), list(map(clipped, after))


def window(line: str, head: int, tail: int) -> str:
    """A line without most of what it shares at its ends."""
    start, end = max(0, head - AROUND), min(len(line), len(line) - tail + AROUND)
    return "…" * (start > 0) + clipped(line[start:end]) + "…" * (end < len(line))


def clipped(line: str) -> str:
    """A line with its middle left out where it is long."""
    if len(line) <= SHOWN:
        return line
    half = SHOWN // 2
    return f"{line[:half]} …({len(line) - 2 * half:,} more)… {line[-half:]}"


def shortened(lines: list[str]) -> list[str]:
    """Lines with the middle ones left out where they are many."""
    if len(lines) <= 2 * FEW:
        return lines
    return [*lines[:FEW], f"… {len(lines) - 2 * FEW:,} lines …", *lines[-FEW:]]


def found(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was read into meta, and the flags that were set with their numbers."""
    measures = after.get("measures", {})
    for flag in after.get("flags", ()):
        if flag not in before.get("flags", ()):
            number = measures.get(flag)
            yield YELLOW, f"! {flag}" + (f": {number:g}" if isinstance(number, float | int) else "")
    for key, value in after.items():
        if key not in ("flags", "measures") and before.get(key) != value:
            yield GREEN, f"= {key}: {clipped(str(value))}"
