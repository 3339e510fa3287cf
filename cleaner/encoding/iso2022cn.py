"""ISO-2022-CN, which Python lacks: GB 2312 and CNS 11643 in seven bits, switched by escapes.

>>> b"\\x1b$)A\\x0e;aRi\\x0f 1".decode("iso2022_cn")
'会议 1'
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from cleaner.encoding import euctw

TOKEN = re.compile(
    rb"\x1b\$(?P<set>\)[AG]|\*H)|(?P<shift>[\x0e\x0f])|(?P<end>\n)|\x1bN(?P<single>[!-~]{2})|"
    rb"(?P<pair>[!-~]{2})|(?P<one>[\x00-\x7f])|(?P<bad>.)",
    re.DOTALL,
)
"""Sets chosen, shifts out of ASCII and back, a line's end, which undoes both, and characters
(RFC 1922)."""


def decode(data: Any, errors: str = "strict") -> tuple[str, int]:
    """The text of bytes and how many they were, as codecs want it."""
    data = bytes(data)
    out: list[str] = []
    chosen, shifted = b"", False
    for token in TOKEN.finditer(data):
        kind = token.lastgroup
        if kind == "set":
            chosen = token[0][2:] if token["set"] != b"*H" else chosen
            continue
        if kind == "shift":
            shifted = token[0] == b"\x0e"
            continue
        if kind == "end":
            chosen, shifted = b"", False
        text = _text(token, chosen if shifted else b"")
        if not text:
            error = UnicodeDecodeError("iso2022_cn", data, *token.span(), "illegal sequence")
            text, _ = codecs.lookup_error(errors)(error)  # type: ignore[assignment]
        out.append(text)
    return "".join(out), len(data)


def _text(token: re.Match[bytes], chosen: bytes) -> str:
    """What one token says in the set that is shifted to; "" where that is nothing."""
    if token["single"]:
        return euctw.characters().get(b"\x8e\xa2" + _high(token["single"]), "")
    if token["pair"] and chosen == b")A":
        return _high(token["pair"]).decode("gb2312", "ignore")
    if token["pair"] and chosen:
        return euctw.characters().get(_high(token["pair"]), "")
    return "" if token["bad"] else token[0].decode()


def _high(pair: bytes) -> bytes:
    return bytes(byte | 0x80 for byte in pair)


def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    """The bytes of a text and how many characters it was, as codecs want it; ASCII alone, since
    nobody needs to write more."""
    return text.encode("ascii", errors), len(text)


def _found(name: str) -> codecs.CodecInfo | None:
    if name.replace("-", "_") in ("iso2022_cn", "iso_2022_cn", "iso_2022_cn_ext"):
        return codecs.CodecInfo(encode, decode, name="iso2022_cn")
    return None


codecs.register(_found)
