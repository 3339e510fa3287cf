"""Misread spans inside a line that reads well otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from cleaner.encoding import model
from cleaner.encoding.misreading import (
    LATELY,
    SHARE,
    Chain,
    Reading,
    search,
    undone_between,
    undone_loosely,
    unread,
)

DEAR, DEARER = 8.0, 11.0
"""Nats a character of text hardly ever costs over a stretch: clean lines held out of the model
average 4 to 6, verse 7 to 9, mojibake 9 to 15."""
NEARER, JITTER = 5, 9
"""How far, in characters, a span's ends may lie from where the cost says: UTF-8 read twice as GBK
has a character boundary every nine."""
FINE, FINE_PROVEN = 9.0, 12.0
"""Nats a character of a span read anew may cost on average; UTF-8 proves itself, even verse."""
FAR = 12
"""Non-ASCII characters looked at beyond a stretch of ASCII, which costs the same either way."""
SURE, FEWEST = 25.0, 4
"""Nats a span must save and different characters it must have: two or three broken characters in a
sound sentence may be its subject."""
ASCII = frozenset(map(chr, range(0x80)))
LONGEST = 240
"""Characters searched for a way back; longer spans are all of a kind."""
FOREIGN = re.compile(
    "[\uac00-\ud7a3](?:.*[\uac00-\ud7a3])?|[\uff61-\uff9f](?:.*[\uff61-\uff9f])?|"
    "[\u0080-\u00ff](?:[^\u0250-\u02c5\u02dd-\u2012\u203b-\u20ab\u20ad-\u2121\u2123-\uffff]*"
    "[\u0080-\u00ff\u2013-\u203a\u20ac\u2122])?"
)
"""Scripts that read well, yet are what Chinese becomes in Korean or Japanese codecs."""


@lru_cache(LATELY)
def mend(text: str) -> tuple[int, int, Reading] | None:
    """The span of a line that should be read anew, and its reading; None where none should."""
    best: tuple[int, int, Reading] | None = None
    for start, end in dict.fromkeys(_regions(text)):
        rough = search(text[start:end][:LONGEST], undone_loosely)
        fitted = rough and _fitted(text, start, end, rough.chain)
        if fitted and (best is None or fitted[2].cost < best[2].cost):
            best = fitted
    return best


def _regions(text: str) -> Iterator[tuple[int, int]]:
    for nats in (DEAR, DEARER):
        start, end = dearest(text, nats)
        if end - start >= 2:
            yield start, end
    foreign = max(FOREIGN.finditer(text), key=lambda m: m.end() - m.start(), default=None)
    if foreign and foreign.end() - foreign.start() >= 2:
        yield foreign.span()


def dearest(text: str, nats: float) -> tuple[int, int]:
    """The stretch that costs most above so many nats a character; empty where nothing does."""
    over = model.costs(text) - nats
    plain = model.points(text) < 0x80
    over[plain] = np.minimum(over[plain], -0.5)
    total = np.concatenate([[0.0], np.cumsum(over)])
    end = int(np.argmax(total - np.minimum.accumulate(total)))
    return int(np.argmin(total[: end + 1])), end


def _fitted(text: str, start: int, end: int, chain: Chain) -> tuple[int, int, Reading] | None:
    """The ends between which reading through the chain saves most."""
    far = JITTER if len(chain) > 1 else NEARER
    pairs = [(a, b) for a in _near(text, start, far) for b in _near(text, end, far)]
    saved, start, end = _most(text, pairs, chain)
    before = None
    while saved > 0 and before != (start, end):
        before = start, end
        _, start, _ = _most(text, [(a, end) for a in _near(text, start, far, FAR)], chain)
        saved, _, end = _most(text, [(start, b) for b in _near(text, end, far, FAR)], chain)
    new = unread(text[start:end], chain) if saved > 0 else None
    if not new or len(set(text[start:end]) - ASCII) < FEWEST:
        return None
    if saved < max(SURE, SHARE * float(model.costs(text)[start:end].sum())):
        return None
    around = text[start - 1 : start] + new + text[end : end + 1]
    proven = all(step.written == "utf8" for step in chain)
    if model.cost(around) > (FINE_PROVEN if proven else FINE) * len(around):
        return None
    return start, end, Reading(-saved, new, chain)


def _most(text: str, pairs: Sequence[tuple[int, int]], chain: Chain) -> tuple[float, int, int]:
    """Nats saved by the best pair of ends, and these; none where the chain reads nothing."""
    low, high = min(pairs)[0], max(b for _, b in pairs)
    near = sorted((a - low, b - low) for a, b in pairs)
    read = undone_between(text[low:high], near, chain[0])
    ways = ((low + a, low + b, unread(new, chain[1:])) for a, b, new in read)
    found = [(a, b, new) for a, b, new in ways if new]
    if not found:
        return 0.0, *pairs[0]
    low, high = max(0, found[0][0] - 1), max(b for _, b, _ in found) + 1
    lines = [text[low:high], *(text[low:a] + new + text[b:high] for a, b, new in found)]
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
    sums = np.add.reduceat(model.costs("\n".join(lines) + "\n"), starts[:-1])
    best = int(np.argmin(sums[1:]))
    return float(sums[0] - sums[best + 1]), found[best][0], found[best][1]


def _near(text: str, at: int, near: int, far: int = 0) -> list[int]:
    """Offsets around ``at``, and those next to the nearest ``far`` non-ASCII characters."""
    found = set(range(max(0, at - near), min(len(text), at + near) + 1))
    for step, limit in ((-1, -1), (1, len(text))):
        left = far
        for i in range(at + min(step, 0), limit, step):
            if not left:
                break
            if text[i] > "\x7f":
                found |= {i, i + 1}
                left -= 1
    return sorted(found)
