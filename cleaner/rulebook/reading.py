"""What a line says of itself, by its wording and little else: whether it is the page's or the
document's, and whether it could be a title.

Read once, and known when the line comes again on whatever page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from cleaner.rulebook import wording
from cleaner.rulebook.headline import LABEL, is_office, shaped
from cleaner.rulebook.memory import Memory
from cleaner.rulebook.shape import is_sentence
from cleaner.rulebook.twin import Page

ZONES = ("head", "over", "inside", "tail")
"""Over the title, between title and text, inside the text, under it."""
SHOWN = ("usual", "page's", "document's", "length", "sentence", "full")
"""What a line shows of itself, each as a number; weighed for every zone."""
TITLED = ("title's", "page's", "shaped", "office", "label")
"""What a line shows of being a title."""
WIDE = 60
"""Characters from which lengths are not told apart."""


class Weights(NamedTuple):
    """The fitted weights."""

    lines: Any
    """Of what a line shows: ``SHOWN`` by zone, for the first weighing of rows and the second."""
    page: list[list[float]]
    """Of what its page says, for each weighing: ``zones.PAGES``."""
    heard: list[float]
    """Of what the second weighing hears: ``zones.HEARD``."""
    title: Any
    """Of what a line shows of being a title: ``TITLED``."""
    place: list[float]
    """Of where titles stand: ``heading.PLACED``."""


class Said(NamedTuple):
    """What a line says."""

    first: list[float]
    """Of being the page's, in every zone, at the first weighing."""
    second: list[float]
    title: float
    """Of being a title."""
    odds: float
    """Of being the page's, by its wording alone."""


@cache
def weights() -> Weights:
    """The shipped weights."""
    arrays = wording.stored()
    page, heard, place = (arrays[name].tolist() for name in ("page", "heard", "place"))
    return Weights(arrays["lines"], page, heard, arrays["title"], place)


def shown(lines: Sequence[str], odds: Any) -> Any:
    """What lines show of themselves, their wording told as log odds: ``SHOWN`` by line."""
    import numpy as np

    out = np.ones((len(lines), len(SHOWN)))
    np.maximum(odds, 0, out=out[:, 1])
    np.maximum(-odds, 0, out=out[:, 2])
    out[:, 3:] = [(min(len(line), WIDE) / WIDE, is_sentence(line), "。" in line) for line in lines]
    return out


def titled(lines: Sequence[str], odds: Any) -> Any:
    """What lines show of being titles, by the log odds of their wording: ``TITLED`` by line."""
    import numpy as np

    forms = np.array(
        [(shaped(x), is_office(x), LABEL.match(x) is not None) for x in lines], float
    ).reshape(len(lines), 3)
    return np.column_stack([odds[:, 1], odds[:, 0], forms])


@cache
def known() -> Memory[Said]:
    """What lines say that were read before."""
    return Memory(lambda line: read([line])[0])


def told(page: Page, rows: Iterable[int]) -> dict[int, Said]:
    """What rows of a page say; asked once per row."""
    found: dict[int, Said] = page.said
    memory, twins = known(), page.twins
    memory.shorten()
    new = [row for row in rows if row not in found]
    found.update((row, memory[twins[row]]) for row in new if twins[row] in memory)
    if strange := [row for row in new if row not in found]:
        fresh = read([twins[row] for row in strange])
        found.update(zip(strange, fresh, strict=True))
        memory.learn({twins[row]: each for row, each in zip(strange, fresh, strict=True)})
    return found


def read(lines: Sequence[str]) -> list[Said]:
    """What lines say that were never seen, read all at once."""
    odds, by = wording.said(lines), weights()
    shows = shown(lines, odds[:, 0])
    first, second = ((shows @ each).tolist() for each in by.lines)
    title = (titled(lines, odds) @ by.title).tolist()
    return list(map(Said, first, second, title, odds[:, 0].tolist()))
