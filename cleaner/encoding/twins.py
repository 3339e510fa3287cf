"""Characters that a codec writes in two ways, so that the way back from them forks.

>>> sorted(twins("big5hkscs")["十"])
[b'\\xa2\\xcc', b'\\xa4Q']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from cleaner.encoding import model

OLDER = {"big5hkscs": ("big5",)}
"""Codecs of the same name that put kana, Cyrillic and circled numbers elsewhere."""
MOST = 24
"""Forks tried in one text."""
AROUND, REACH = 4, 1000
"""Characters around a fork whose pair costs decide it, and bytes before it that are read so that
pairs of bytes fall as they did."""


@cache
def twins(codec: str) -> Mapping[str, tuple[bytes, ...]]:
    """Every two-byte character of a codec that can be written in more than one way."""
    ways: dict[str, list[bytes]] = defaultdict(list)
    for each in (codec, *OLDER.get(codec, ())):
        for lead in range(0x81, 0xFF):
            for trail in range(0x40, 0xFF):
                pair = bytes((lead, trail))
                char = pair.decode(each, "replace")
                if len(char) == 1 and char != "\ufffd" and len(char.encode(each)) == 2:
                    ways[char] += [pair] if pair not in ways[char] else []
    return {char: tuple(pairs) for char, pairs in ways.items() if len(pairs) > 1}


def resolved(text: str, codec: str, written: str, errors: str) -> bytes:
    """The text's bytes in ``codec`` which, read as ``written``, cost least at every fork."""
    known = twins(codec)
    data = bytearray(text.encode(codec, errors))
    forks = [i for i, char in enumerate(text) if char in known][:MOST]
    for i in forks:
        at = len(text[:i].encode(codec, errors))
        low = max(0, at - REACH)

        def price(pair: bytes, at: int = at, low: int = low) -> float:
            around = bytes(data[low:at]) + pair + bytes(data[at + 2 : at + 2 + 2 * AROUND])
            return model.cost(around.decode(written, "replace")[-3 * AROUND :])

        data[at : at + 2] = min(known[text[i]], key=price)
    return bytes(data)
