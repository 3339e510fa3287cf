"""What scraping does to the characters of a page: wrong encodings, annotations, insertions.

As in dress.py, a damage changes ``raw`` and leaves ``out`` as it was.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache

from dress import BLANK, HAN, Line, fresh

FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
HOOKS = ("; f6 C! T; i", "8 @* k# j3 V6 _, w", ") R$ e; z2 g7 K", "# U9 x) h& n/ Q")
TAGS = ('<strike id="k3">', "</p>", "/SPAN>", "<br />", '<a name="_Toc8">')
SYMBOLS = "膁膂膃膄膅膆膇膈蒀蒁蒂蒃蒄蒅蒆蚀蚁蚂蚃蚄蚅蚆芀芁芃芄芅芆芈羀羁羂羃羄羅羆螀螁螂螃螄螅螆"


def entity(lines: list[Line]) -> list[Line]:
    """Entities that were never turned back into characters."""

    def escaped(line: Line) -> Line:
        raw = line.raw.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("·", "&middot;")
        return replace(line, raw="&nbsp;&nbsp;&nbsp;&nbsp;" + raw) if fresh(line) else line

    return [escaped(line) for line in lines]


def fulldigits(lines: list[Line]) -> list[Line]:
    """Digits of double width."""
    return [replace(line, raw=line.raw.translate(FULL_DIGITS)) for line in lines]


def tags(lines: list[Line], every: str = "3") -> list[Line]:
    """Pieces of markup left over at the end of a line."""
    marked = [n for n, line in enumerate(lines) if fresh(line)][:: int(every)]
    return [
        replace(line, raw=line.raw + TAGS[n % len(TAGS)]) if n in marked else line
        for n, line in enumerate(lines)
    ]


def hooks(lines: list[Line], every: str = "2") -> list[Line]:
    """Forum anti-copy strings at line ends."""
    marked = [n for n, x in enumerate(lines) if fresh(x) and x.raw.endswith("。")][:: int(every)]
    return [
        replace(line, raw=line.raw + HOOKS[n % len(HOOKS)]) if n in marked else line
        for n, line in enumerate(lines)
    ]


def invisible(lines: list[Line], every: str = "3") -> list[Line]:
    """Zero-width characters inside words, and a private-use bullet before every third paragraph."""
    marked = [n for n, line in enumerate(lines) if fresh(line)][:: int(every)]

    def hidden(raw: str) -> str:
        at = len(raw) // 2
        return f"\uf06c{raw[:at]}\u200b{raw[at:]}\ufeff"

    return [
        replace(line, raw=hidden(line.raw)) if n in marked else line for n, line in enumerate(lines)
    ]


def garbage(lines: list[Line], spot: str) -> list[Line]:
    """A run of symbol-font characters on a line of its own."""
    at = [n for n, line in enumerate(lines) if line is BLANK][int(spot)]
    return [*lines[:at], BLANK, Line(SYMBOLS, "drop", SYMBOLS), *lines[at:]]


def misread(lines: list[Line], written: str, read: str, *which: str) -> list[Line]:
    """Mojibake: paragraphs written in one encoding and read in another, where no byte is lost."""
    spots = [n for n, line in enumerate(lines) if fresh(line)]
    chosen = {spots[int(w)] for w in which} if which else set(spots)
    return [
        replace(line, raw=wrong(line.raw, written, read) or line.raw) if n in chosen else line
        for n, line in enumerate(lines)
    ]


def span(lines: list[Line], written: str, read: str, *words: str) -> list[Line]:
    """Mojibake of some words inside a line."""

    def spoilt(raw: str) -> str:
        for word in words:
            raw = raw.replace(word, wrong(word, written, read) or word)
        return raw

    return [replace(line, raw=spoilt(line.raw)) for line in lines]


def wrong(text: str, written: str, read: str) -> str:
    """The text misread; nothing where bytes would be lost, since such a text has no truth."""
    data = text.encode(written)
    garbled = data.decode(read, "replace")
    return garbled if "\ufffd" not in garbled and garbled.encode(read) == data else ""


def traditional(lines: list[Line], config: str = "s2t") -> list[Line]:
    """Lines turned to traditional characters; what must come out is simplified."""
    return [replace(x, raw=convert(x.raw, config), out=x.out) for x in lines]


def shifted(lines: list[Line], *words: str) -> list[Line]:
    """A lead byte of GBK lost before a word, so that all after it is read one byte off."""

    def spoilt(raw: str) -> str:
        for word in words:
            if word in raw:
                data = word.encode("gbk")
                raw = raw.replace(word, "?" + data[1:].decode("gbk"), 1)
        return raw

    return [replace(line, raw=spoilt(line.raw)) for line in lines]


def pinyin(lines: list[Line]) -> list[Line]:
    """Three in four of the converted characters carry their reading wherever they stand."""

    def noted(c: str) -> str:
        changed = HAN.match(c) and zlib.crc32(c.encode()) % 4 and convert(c, "t2s") != c
        return f"{c}({reading(c)})" if changed else c

    return [replace(x, raw="".join(map(noted, x.raw))) for x in lines]


def toneless(lines: list[Line], share: str = "3") -> list[Line]:
    """Readings without tones after one character in ``share``, every other one of them twice."""

    def noted(c: str) -> str:
        if not HAN.match(c) or zlib.crc32(c.encode()) % int(share):
            return c
        note = f"({reading(c, toned=False)})"
        return c + note * (1 + zlib.crc32(c.encode()) // int(share) % 2)

    return [replace(x, raw="".join(map(noted, x.raw))) for x in lines]


@cache
def convert(text: str, config: str) -> str:
    import opencc

    return str(opencc.OpenCC(config).convert(text))


@cache
def reading(c: str, toned: bool = True) -> str:
    from pypinyin import Style, pinyin

    return str(pinyin(c, style=Style.TONE if toned else Style.NORMAL)[0][0])
