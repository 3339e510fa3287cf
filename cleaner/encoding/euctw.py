"""EUC-TW, which Python lacks: CNS 11643 planes 1 and 2 by way of Big5, whose order they follow.

>>> "會議".encode("euc_tw").decode("euc_tw")
'會議'
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

RUNS = (
    # plane, place in the plane, place in Big5, characters that follow one another in both
    (1, 0, 0, 21), (1, 155, 21, 1), (1, 24, 22, 1), (1, 21, 23, 2), (1, 29, 29, 44), (1, 74, 73,
    1), (1, 73, 74, 1), (1, 75, 75, 52), (1, 128, 127, 1), (1, 127, 128, 1), (1, 129, 129, 19),
    (1, 149, 148, 1), (1, 148, 149, 1), (1, 150, 150, 8), (1, 156, 158, 2), (1, 160, 160, 74),
    (1, 282, 234, 29), (1, 3307, 263, 1), (1, 312, 264, 1), (1, 3394, 265, 1), (1, 314, 266,
    142), (1, 3290, 471, 1412), (1, 5126, 1883, 1), (1, 4702, 1884, 424), (1, 5127, 2308, 1876),
    (1, 7004, 4184, 387), (1, 7003, 4571, 1), (1, 7391, 4572, 525), (1, 7917, 5097, 105), (1,
    8023, 5203, 83), (1, 7916, 5286, 1), (1, 8106, 5287, 84), (1, 8191, 5371, 54), (1, 8246,
    5425, 1), (1, 8245, 5426, 1), (1, 8247, 5427, 90), (1, 8190, 5517, 1), (1, 8337, 5518, 354),
    (1, 470, 6101, 20), (2, 0, 6280, 10), (2, 10, 6291, 33), (2, 44, 6324, 48), (2, 43, 6372,
    1), (2, 92, 6373, 46), (2, 139, 6419, 167), (2, 138, 6586, 1), (2, 306, 6587, 1840), (2,
    2792, 8427, 1), (2, 2147, 8428, 108), (2, 2893, 8536, 1), (2, 2255, 8537, 537), (2, 2146,
    9074, 1), (2, 2793, 9075, 100), (2, 2894, 9175, 399), (2, 3293, 9575, 1637), (2, 4931,
    11212, 146), (2, 5078, 11358, 287), (2, 5366, 11645, 116), (2, 4930, 11761, 1), (2, 5482,
    11762, 137), (2, 5077, 11899, 1), (2, 5619, 11900, 104), (2, 5724, 12004, 222), (2, 6312,
    12226, 1), (2, 5946, 12227, 198), (2, 5723, 12425, 1), (2, 6144, 12426, 82), (2, 5365,
    12508, 1), (2, 6226, 12509, 86), (2, 6313, 12595, 8), (2, 6644, 12603, 1), (2, 6321, 12604,
    153), (2, 6787, 12757, 1), (2, 6474, 12758, 56), (2, 6531, 12814, 113), (2, 6645, 12927,
    142), (2, 6788, 13069, 45), (2, 6530, 13114, 1), (2, 6833, 13115, 71), (2, 6905, 13186,
    194), (2, 6904, 13380, 1), (2, 7099, 13381, 490), (2, 7590, 13871, 43), (2, 7589, 13914, 1),
    (2, 7633, 13915, 1), (2, 7645, 13916, 1), (2, 7634, 13917, 11), (2, 7646, 13928, 4)
)  # fmt: skip
"""Big5 and CNS 11643 order their characters by strokes alike, save for those one of them counted
wrong (Lunde, CJKV Information Processing, appendix on Big5 and CNS 11643)."""
TOKEN = re.compile(rb"[\x00-\x7f]+|\x8e[\xa1-\xb0][\xa1-\xfe]{2}|[\xa1-\xfe]{2}")


@cache
def characters() -> Mapping[bytes, str]:
    """The character of every sequence of bytes."""
    found = {}
    for plane, place, other, size in RUNS:
        for n in range(size):
            row, cell = divmod(place + n, 94)
            lead, trail = divmod(other + n, 157)
            pair = bytes((lead + 0xA1, trail + (0x40 if trail < 63 else 0x62)))
            char = pair.decode("big5", "ignore")
            code = bytes((row + 0xA1, cell + 0xA1))
            if char:
                found[code if plane == 1 else b"\x8e\xa2" + code] = char
                found[b"\x8e" + bytes((0xA0 + plane,)) + code] = char
    return found


@cache
def _back() -> Mapping[str, bytes]:
    longest_first = sorted(characters(), key=lambda code: (len(code), code), reverse=True)
    return {characters()[code]: code for code in longest_first}


def decode(data: Any, errors: str = "strict") -> tuple[str, int]:
    """The text of bytes and how many they were, as codecs want it."""
    data, known = bytes(data), characters()
    out: list[str] = []
    at = 0
    while at < len(data):
        token = TOKEN.match(data, at)
        text = token and (token[0].decode() if token[0][0] < 0x80 else known.get(token[0]))
        if token and text:
            at = token.end()
        else:
            error = UnicodeDecodeError("euc_tw", data, at, at + 1, "illegal multibyte sequence")
            text, at = codecs.lookup_error(errors)(error)  # type: ignore[assignment]
        out.append(text or "")
    return "".join(out), len(data)


def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    """The bytes of a text and how many characters it was, as codecs want it."""
    out = []
    for at, char in enumerate(text):
        code = char.encode() if char < "\x80" else _back().get(char)
        if code is None:
            error = UnicodeEncodeError("euc_tw", text, at, at + 1, "no such character")
            new, _ = codecs.lookup_error(errors)(error)
            code = new if isinstance(new, bytes) else new.encode("ascii", "replace")
        out.append(code)
    return b"".join(out), len(text)


def _found(name: str) -> codecs.CodecInfo | None:
    if name.replace("-", "_") in ("euc_tw", "euctw"):
        return codecs.CodecInfo(encode, decode, name="euc_tw")
    return None


codecs.register(_found)
