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
from cleaner.rulebook.trees import Trees
from cleaner.rulebook.twin import Page

SHOWN = ("page's", "title's", "length", "sentence", "full", "stop", "colon", "labels", "bars")
"""What a line shows of itself, each as a number; after them the shares of ``wording.KINDS``."""
ODDS = 0
"""The column of a line's own odds of being the page's, by its wording."""
TITLED = ("title's", "page's", "shaped", "office", "label")
"""What a line shows of being a title."""
WIDE = 60
"""Characters from which lengths are not told apart."""
MOST_BARS = 6
"""Bars from which numbers of them are not told apart."""
STOPS = frozenset('。!?;…"”」')


class Weights(NamedTuple):
    """What was fitted."""

    rows: Trees
    """Of what a row shows, and the rows around it: ``surroundings.table``."""
    title: Any
    """Of what a line shows of being a title: ``TITLED``."""
    place: list[float]
    """Of where titles stand: ``heading.PLACED``."""


class Said(NamedTuple):
    """What a line says."""

    odds: float
    """Log odds of being the page's, by its wording alone."""
    title: float
    """Of being a title."""
    own: list[float]
    """What it shows of itself: ``SHOWN`` and the shares of ``wording.KINDS``."""


@cache
def weights() -> Weights:
    """The shipped weights."""
    arrays = wording.stored()
    rows = Trees(arrays["column"], arrays["split"], arrays["leaf"], float(arrays["base"]))
    return Weights(rows, arrays["title"], arrays["place"].tolist())


def shown(lines: Sequence[str], odds: Any, shares: Any) -> Any:
    """What lines show of themselves, by the log odds of their wording and their shares of
    ``wording.KINDS``: ``Said.own`` by line."""
    import numpy as np

    forms = np.array(
        [
            (
                min(len(x), WIDE),
                is_sentence(x),
                "。" in x,
                x[-1] in STOPS,
                x[-1] == ":",
                ":" in x[:-1],
                min(x.count("|"), MOST_BARS),
            )
            for x in lines
        ],
        float,
    ).reshape(len(lines), 7)
    return np.hstack([odds, forms, shares])


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
    odds, shares = wording.said(lines)
    title = (titled(lines, odds) @ weights().title).tolist()
    return list(map(Said, odds[:, 0].tolist(), title, shown(lines, odds, shares).tolist()))
