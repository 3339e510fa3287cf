"""Ways in which text loses bytes or all sense, each as a function, to measure with.

>>> LOSSY["u8_as_gbk_lossyQ"]("会议记")
'浼氳?璁?'
"""

from __future__ import annotations

import random
from collections.abc import Callable

from cleaner.encoding.damage import Damage

Shift = Callable[[str, int, str], str]
Reader = Callable[[bytes, str], str]


def lossy(written: str, as_: str, mark: str) -> Damage:
    """The same, with ``mark`` for every byte or character that could not be read."""

    def damage(text: str) -> str | None:
        try:
            data = text.encode(written)
        except UnicodeError:
            return None
        if as_ == "cp1252":
            return data.decode("cp1252", "replace").replace("\ufffd", mark)
        return data.decode(as_, "replace").replace("\ufffd", mark)

    return damage


LOSSY: dict[str, Damage] = {
    f"{name}_lossy{letter}": lossy(written, as_, mark)
    for name, written, as_ in (
        ("u8_as_gbk", "utf-8", "gbk"),
        ("u8_as_cp1252", "utf-8", "cp1252"),
        ("gbk_as_big5", "gbk", "big5"),
        ("big5_as_gbk", "big5", "gbk"),
    )
    for letter, mark in (("Q", "?"), ("F", "\ufffd"))
}
"""Damage that loses bytes."""

ANNOTATED = {
    "習": "xí", "會": "huì", "學": "xué", "個": "gè", "對": "duì", "條": "tiáo", "爭": "zhēng",
    "幾": "jǐ", "將": "jiāng", "當": "dāng", "總": "zǒng", "濟": "jì", "創": "chuàng", "師": "shī",
    "應": "yīng", "長": "cháng", "說": "shuō", "題": "tí", "設": "shè", "戰": "zhàn", "職": "zhí",
}  # fmt: skip
"""Characters a site annotates, with the readings it puts in."""


def shifted(text: str, at: int, mark: str) -> str:
    """GBK text whose character at an offset lost its first byte, ``mark`` for what cannot be read.

    >>> shifted("新的机制", 1, "?")
    '新幕?制'
    """
    return text[:at] + read(text[at:].encode("gbk")[1:], mark)


def annotated(
    text: str, char: str, reading: str, mark: str, reader: Reader | None = None
) -> str | None:
    """GBK text after its bytes were searched for a character and its reading put behind the first
    hit that lies across two others; None where there is none."""
    data, wanted = text.encode("gbk"), char.encode("gbk")
    at = data.find(wanted, 1)
    if at < 0 or len(data[:at].decode("gbk", "ignore").encode("gbk")) == at:
        return None
    broken = data[: at + 2] + f"({reading})".encode("gbk") + data[at + 2 :]
    return (reader or read)(broken, mark)


def read(data: bytes, mark: str) -> str:
    """GBK as decoders read it that go on behind a bad byte."""
    return data.decode("gbk", "replace").replace("\ufffd", mark)


def taking_along(data: bytes, mark: str) -> str:
    """GBK as decoders read it that take the byte behind a bad one along."""
    out, at = "", 0
    while at < len(data):
        width = 2 if data[at] > 0x7F else 1
        piece = data[at : at + width]
        char = piece.decode("gbk", "replace")
        out += char if len(char) == 1 and char != "\ufffd" else mark + "\n" * piece.endswith(b"\n")
        at += width
    return out


SHIFTS: dict[str, Shift] = {
    "first byte, marked": lambda text, at, mark: (
        text[:at] + mark + read(text[at:].encode("gbk")[1:], mark)
    ),
    "first byte": shifted,
    "second byte": lambda text, at, mark: (
        text[:at] + read(text[at].encode("gbk")[:1] + text[at + 1 :].encode("gbk"), mark)
    ),
    "one too many": lambda text, at, mark: (
        text[:at] + read(b"\xb5" + text[at:].encode("gbk"), mark)
    ),
    "at the start, marked": lambda text, _, mark: mark + read(text.encode("gbk")[1:], mark),
}
"""What may be lost or put in at a character; from there to the next ASCII character all is read a
byte off."""


def there_and_back(written: str, read_as: str) -> Damage:
    """Misread, saved as it was misread, and read as it was written: what had no place is gone."""

    def damage(text: str) -> str:
        data = text.encode(written, "ignore").decode(read_as, "replace").encode(read_as, "replace")
        return data.decode(written, "replace")

    return damage


def drawn(first: range, second: range) -> Damage:
    """As many characters as a text has, each a pair of bytes of GBK drawn by lot."""

    def damage(text: str) -> str:
        draw = random.Random(text)
        pairs = (bytes((draw.choice(first), draw.choice(second))) for _ in text)
        return "".join(pair.decode("gbk", "ignore") for pair in pairs)

    return damage


GARBAGE: dict[str, Damage] = {
    "GBK as UTF-8": lambda text: text.encode("gbk", "ignore").decode("utf-8", "replace"),
    "GBK as UTF-8 as GBK": lambda text: (
        text.encode("gbk", "ignore").decode("utf-8", "replace").encode().decode("gbk", "replace")
    ),
    "UTF-8 as GBK and back": there_and_back("utf-8", "gbk"),
    "GBK as Big5 and back": there_and_back("gbk", "big5"),
    "GBK as Shift-JIS and back": there_and_back("gbk", "cp932"),
    "ASCII": lambda text: text.encode("ascii", "replace").decode(),
    "random of GBK": drawn(range(0x81, 0xFF), range(0x40, 0xFF)),
    "random of GB 2312": drawn(range(0xB0, 0xF8), range(0xA1, 0xFF)),
    "random of its first level": drawn(range(0xB0, 0xD7), range(0xA1, 0xFF)),
    "uninitialised": lambda text: "烫" * len(text),
}
"""What cannot be brought back."""
