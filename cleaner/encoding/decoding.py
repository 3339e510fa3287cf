"""Bytes to text: which encoding, decided from the content, and how many bytes stayed undecodable.

>>> decode("今天的工作会议".encode("gb18030"))
Decoded(text='今天的工作会议', encoding='gb18030', bad=0)
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
SAMPLE = 1 << 16
"""Bytes looked at before a stream's encoding is decided: 64 KiB hold some 20,000 characters."""
LINED = ("utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
"""Encodings in which the byte 0x0A is always a line feed, so that lines can be told apart."""


class Decoded(NamedTuple):
    """A text, the codec that gave it, and the number of bytes it could not read (each run of
    them stands as U+FFFD in the text)."""

    text: str
    encoding: str
    bad: int


def decode(data: bytes, hint: str | None = None) -> Decoded:
    """The text of ``data``; ``hint`` is a declared charset, which the content can overrule."""
    for bom, name in BOMS:
        if data.startswith(bom):
            text, bad = lenient(data[len(bom) :], name)
            return Decoded(text, name, bad)
    name = decide(data, hint)
    text, bad = lenient(data, name)
    return Decoded(text, name, bad)


def decide(sample: bytes, hint: str | None = None) -> str:
    """The codec of the bytes; a character cut at the sample's end does not matter."""
    for bom, name in BOMS:
        if sample.startswith(bom):
            return name
    if sample.isascii():
        return "utf-8"
    names = ["utf-8", *([known(hint)] if hint and known(hint) else []), "gb18030", "big5hkscs"]
    return min(names, key=lambda name: lenient(sample, name)[1])


def known(name: str) -> str:
    """Python's name for a declared charset, or "" where it has none."""
    try:
        return codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""


def lenient(data: bytes, codec: str) -> tuple[str, int]:
    """The text with U+FFFD for what is no character, and the number of bytes that are none.

    >>> lenient(b"a\\xff\\xe4\\xb8\\xadb", "utf-8")
    ('a\ufffd中b', 1)
    """
    pieces, at, bad = [], 0, 0
    while at < len(data):
        try:
            pieces.append(data[at:].decode(codec))
            break
        except UnicodeDecodeError as e:
            good = data[at : at + e.start]
            pieces += (good.decode(codec, "replace"), "\ufffd")
            at, bad = at + max(e.end, e.start + 1), bad + max(e.end - e.start, 1)
    return "".join(pieces), bad


class Decoder:
    """Bytes of a stream to text, piece by piece, in memory that does not grow with the stream.

    The encoding is decided on the first 64 KiB. ``bad`` counts undecodable bytes so far.

    >>> decoder = Decoder()
    >>> decoder.feed("会议记录".encode()[:5]) + decoder.feed("会议记录".encode()[5:], final=True)
    '会议记录'
    """

    def __init__(self, hint: str | None = None, encoding: str = "") -> None:
        self.hint, self.encoding, self.bad = hint, encoding, 0
        self._rest = b""
        self._inner: codecs.IncrementalDecoder | None = None

    def feed(self, data: bytes, final: bool = False) -> str:
        """The text these bytes complete; ``final`` ends the stream."""
        if not self._inner:
            self._rest += data
            if len(self._rest) < SAMPLE and not final:
                return ""
            data, self._rest = self._begin(self._rest), b""
        assert self._inner
        text = self._inner.decode(data, final)
        self.bad += text.count("\ufffd")
        return text

    def _begin(self, head: bytes) -> bytes:
        self.encoding = self.encoding or decide(head[:SAMPLE], self.hint)
        self._inner = codecs.getincrementaldecoder(self.encoding)("replace")
        bom = next((b for b, name in BOMS if name == self.encoding and head.startswith(b)), b"")
        return head[len(bom) :]
