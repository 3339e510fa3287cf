"""Ways in which text gets damaged, each as a function, to count from and to measure with.

>>> KINDS["u8_as_gbk"]("文件")
'鏂囦欢'
"""

from __future__ import annotations

from collections.abc import Callable

Damage = Callable[[str], str | None]


def loose_1252(data: bytes) -> str:
    """Windows-1252 with its five holes read as control characters, as browsers do."""
    return "".join(
        chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in data
    )


def read(data: bytes, codec: str, errors: str = "strict") -> str:
    """Bytes read in a codec, Windows-1252 as browsers read it."""
    return loose_1252(data) if codec == "cp1252" else data.decode(codec, errors)


def misread(*steps: tuple[str, str]) -> Damage:
    """Written in the first codec and read in the second, once for every step; None if it can't."""

    def damage(text: str) -> str | None:
        try:
            for written, as_ in steps:
                text = read(text.encode(written), as_)
        except UnicodeError:
            return None
        return text

    return damage


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


KINDS: dict[str, Damage] = {
    "u8_as_gbk": misread(("utf-8", "gb18030")),
    "u8_as_latin1": misread(("utf-8", "latin-1")),
    "u8_as_cp1252": misread(("utf-8", "cp1252")),
    "u8_as_big5": misread(("utf-8", "big5hkscs")),
    "u8_as_sjis": misread(("utf-8", "cp932")),
    "gbk_as_latin1": misread(("gbk", "latin-1")),
    "gbk_as_cp1252": misread(("gbk", "cp1252")),
    "gbk_as_big5": misread(("gbk", "big5hkscs")),
    "gbk_as_sjis": misread(("gbk", "cp932")),
    "gbk_as_cp949": misread(("gbk", "cp949")),
    "big5_as_gbk": misread(("big5", "gb18030")),
    "big5_as_latin1": misread(("big5", "latin-1")),
    "big5_as_sjis": misread(("big5", "cp932")),
    "dbl_latin1": misread(("utf-8", "latin-1"), ("utf-8", "latin-1")),
    "dbl_cp1252": misread(("utf-8", "cp1252"), ("utf-8", "cp1252")),
    "dbl_gbk": misread(("utf-8", "gb18030"), ("utf-8", "gb18030")),
    "latin1_then_gbk": misread(("utf-8", "latin-1"), ("utf-8", "gb18030")),
    "triple_cp1252": misread(*[("utf-8", "cp1252")] * 3),
}
"""Damage that loses nothing."""

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
    data = text[at:].encode("gbk")[1:]
    return text[:at] + data.decode("gbk", "replace").replace("\ufffd", mark)


def annotated(text: str, char: str, reading: str, mark: str) -> str | None:
    """GBK text after its bytes were searched for a character and its reading put behind the first
    hit that lies across two others; None where there is none."""
    data, wanted = text.encode("gbk"), char.encode("gbk")
    at = data.find(wanted, 1)
    if at < 0 or len(data[:at].decode("gbk", "ignore").encode("gbk")) == at:
        return None
    broken = data[: at + 2] + f"({reading})".encode("gbk") + data[at + 2 :]
    return broken.decode("gbk", "replace").replace("\ufffd", mark)
