"""Characters that a codec writes in two ways, so that the way back from them forks.

>>> sorted(twins("big5hkscs")["十"])
[b'\\xa2\\xcc', b'\\xa4Q']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from cleaner.encoding.scores import sums

OLDER = {"big5hkscs": ("big5",)}
"""Codecs of the same name that put kana, Cyrillic and circled numbers elsewhere."""
MOST, ROUNDS = 2000, 2
"""Forks tried in one text; twice, since one may stand beside another."""
AROUND, REACH = 4, 1000
"""Characters around a fork whose pair costs decide it, and bytes before it that are read so that
pairs of bytes fall as they did."""


@cache
def twins(codec: str) -> Mapping[str, tuple[bytes, ...]]:
    """Every two-byte character of a codec that can be written in more than one way."""
    ways: dict[str, list[bytes]] = defaultdict(list)
    pairs = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    for each in (codec, *OLDER.get(codec, ())):
        read = b"\n".join(pairs).decode(each, "replace").split("\n")
        for pair, char in zip(pairs, read, strict=True):
            if len(char) == 1 and pair not in ways[char] and len(char.encode(each, "ignore")) == 2:
                ways[char].append(pair)
    return {char: tuple(pairs) for char, pairs in ways.items() if len(pairs) > 1}


def resolved(text: str, codec: str, written: str, errors: str) -> bytes:
    """The text's bytes in ``codec`` which, read as ``written``, cost least at every fork."""
    known = twins(codec)
    data = bytearray(text.encode(codec, errors))
    forks: list[tuple[int, tuple[bytes, ...]]] = []
    at = done = 0
    for i, char in enumerate(text):
        if char in known and len(forks) < MOST:
            at += len(text[done:i].encode(codec, errors))
            done = i
            forks.append((at, known[char]))
    ways = [(at, pair) for at, pairs in forks for pair in pairs]
    for _ in range(ROUNDS):
        before = bytes(data)
        read = [_around(before, at, pair).decode(written, "replace") for at, pair in ways]
        prices = dict(zip(ways, sums([each[-3 * AROUND :] for each in read]), strict=True))
        for at, pairs in forks:
            data[at : at + 2] = min((prices[at, pair], pair) for pair in pairs)[1]
        if data == before:
            break
    return bytes(data)


def _around(data: bytes, at: int, pair: bytes) -> bytes:
    """The line up to a fork, the fork one way, and a little more."""
    low = max(at - REACH, data.rfind(b"\n", 0, at) + 1)
    return data[low:at] + pair + data[at + 2 : at + 2 + 2 * AROUND]
