"""One glance that lets text pass in which nothing could need repair.

Every character becomes a byte: ASCII its own, any other a set of bits. One pattern over these bytes
finds whatever a closer look could change, so that clean text costs one look-up and one search.

>>> from cleaner.view import View
>>> [calm(text, View(text).points) for text in ("今天&nbsp;开会,100%到了。", "今天开会,100%到了。")]
[False, True]
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

SUSPECT, UNCOMMON, FORM, LOST, WIDE = (1 << n for n in (0, 1, 2, 3, 7))
"""The bits of a character that is no ASCII: common in mojibake only, Han outside the commonest, a
form that has a more usual one, U+FFFD."""
SHORT = 80
"""In so short a text one suspect is enough to look closer."""
REACH, MANY = 6, 200
"""Characters looked at on both sides of rare ones that stand close together, and characters of a
text for each such place: where they are denser, no look around is needed."""
MISREAD, SHIFTED, MARKED = (6, 10.0), (3, 10.0), (3, 9.0)
"""Characters in a row and nats each above which they are no text; of 1,000 clean lines held out 4
have six such, 18 in verse."""
SPARSE, FEWEST = 60, 2
"""Characters of a text for each lone mark among sound ones, some aside: where there are more, they
are no lost bytes, or cannot be known."""
MASK = 0xD7
"""``×`` stands for names that were taken out, as often as anything does."""


@cache
def table() -> npt.NDArray[np.uint8]:
    """The byte of every code point of the basic plane; 0xFFFF stands for all beyond."""
    from cleaner.encoding import forms, model

    found = np.full(0x10000, WIDE, np.uint8)
    found[model.load().suspect] |= SUSPECT
    found[model.uncommon()] |= UNCOMMON
    found[MASK] = WIDE
    found[[ord(c) for c in forms.known() if ord(c) < 0xFFFF]] |= FORM
    found[0xFFFF] |= FORM
    found[0xFFFD] |= LOST
    found[:0x80] = np.arange(0x80)
    return found


def _any(bits: int) -> bytes:
    """The inside of a character class: all bytes with one of these bits."""
    return b"".join(b"\\x%02x" % b for b in range(WIDE, 2 * WIDE) if b & bits)


def _sure() -> list[tuple[bytes, bytes]]:
    """What always asks for a closer look: a class of first bytes, and what goes on from there."""
    from cleaner.encoding import forms

    plain = b"".join(b"\\x%02x" % ord(c) for c in sorted(forms.known()) if c < "\x80")
    wide = b"[" + _any(WIDE) + b"]"
    return [
        (b"[" + _any(FORM | LOST) + plain + b"]", b""),
        (rb"[?]", rb"(?<=%s\?)[(a-z\x80-\xff]{1,7}\)" % wide),
        (rb"[&]", rb"(?:#[xX0-9]|[a-zA-Z]{2,8}\d{0,2};)"),
        (rb"[#]", rb"(?:x[0-9a-fA-F]{4}|\d{4,5});"),
        (rb"[;]", rb"(?<=[a-z]{3};)"),
        (rb"[%]", rb"(?:[uU][0-9a-fA-F]{4}|[0-9a-fA-F]{2}%)"),
        (rb"[=]", rb"[0-9A-F]{2}="),
        (rb"[\\]", rb"[uUnN]"),
        (rb"[x]", rb"0[aA]"),
        (rb"[<]", rb"[/a-zA-Z]"),
        (rb"[>]", rb"(?<=[a-zA-Z]>)"),
    ]


def _rare(short: bool) -> list[tuple[bytes, bytes]]:
    """What asks for one where its surroundings are dear: suspects in a crowd, three uncommon
    characters two of which are suspects, and a mark among uncommon ones."""
    wide, s, u = (b"[" + _any(bits) + b"]" for bits in (WIDE, SUSPECT, UNCOMMON))
    behind = b"|".join(rb"(?<=%s\?)" % (u + wide * n) for n in range(5))
    crowd = b".{0,2}%s.{0,2}%s|%s%s|(?<=%s.)%s" % (s, s, u, u, u, s)
    return [
        (u if short else s, b"" if short else b"(?:%s)" % crowd),
        (rb"[?]", rb"(?:%s{0,4}%s|%s)" % (wide, u, behind)),
    ]


@cache
def signs(short: bool, lone: bool) -> re.Pattern[bytes]:
    """One pattern for all of it, which begins with a class: the search runs to such bytes at the
    speed of C and tries only there what may follow. With ``lone`` also for single marks of lost
    bytes right behind and before what is no space."""
    sure, rare = _sure(), _rare(short)
    begins = b"".join(first[1:-1] for first, _ in (*sure, *rare))
    first, second = (b"|".join(b"(?<=%s)%s" % pair for pair in pairs) for pairs in (sure, rare))
    single = (
        rb"(?P<lone>(?<![\x00-\x09\x0b-\x7f]\?)\??(?=[!->@-\xff]))" if lone else rb"(?P<lone>(?!))"
    )
    return re.compile(b"[%s](?:%s|(?P<rare>%s)|%s)" % (begins, first, second, single), re.DOTALL)


def calm(text: str, points: npt.NDArray[Any]) -> bool:
    """Whether nothing in a text and its code points asks for a closer look."""
    found = table()[points if points.dtype == np.uint16 else np.minimum(points, 0xFFFF)].tobytes()
    short = len(found) <= SHORT
    pattern = signs(short, True)
    match = pattern.search(found)
    if match is None:
        return True
    most, few = 16 + len(found) // MANY, FEWEST + len(found) // SPARSE
    crowds: list[str] = []
    marks: list[str] = []
    single: list[str] = []
    while match:
        near = text[max(0, match.start() - REACH) : match.end() + REACH]
        if match["lone"] is not None:
            single.append(near)
            if len(single) > few:
                pattern, single = signs(short, False), []
        elif short or match["rare"] is None or len(crowds) + len(marks) > most:
            return False
        else:
            (marks if text[match.start()] == "?" else crowds).append(near)
        match = pattern.search(found, match.end())
    odd = dear(costs("\n".join(marks)), *MARKED) or any(map(lost, single))
    return not (odd or misread("\n".join(crowds)))


def misread(crowd: str) -> bool:
    """Whether what stands around suspects costs what no text costs, or would read better one byte
    on."""
    found = costs(crowd)
    if dear(found, *MISREAD):
        return True
    if not dear(found, *SHIFTED):
        return False
    from cleaner.encoding import shift

    return len(shift.better(crowd)) > 0


def lost(near: str) -> bool:
    """Whether the characters around a mark do not go together, or one more between them would."""
    if dear(costs(near), *MARKED):
        return True
    from cleaner.encoding import lone

    return any(True for _ in lone.places(near))


def costs(text: str) -> npt.NDArray[np.float32]:
    """Nats of every character, and none for no text."""
    from cleaner.encoding import model

    return model.costs(text) if text else np.empty(0, np.float32)


def dear(costs: npt.NDArray[np.float32], size: int, nats: float) -> bool:
    """Whether so many characters in a row somewhere cost more nats each."""
    if len(costs) <= size:
        return False
    total = np.cumsum(costs, dtype=np.float64)
    return bool((total[size:] - total[:-size]).max() > size * nats)
