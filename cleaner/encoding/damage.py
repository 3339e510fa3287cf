"""Ways in which text is misread and loses nothing, each as a function, to count suspects in.

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
