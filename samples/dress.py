"""What scraping does to a page, done on purpose: every damage keeps the text that must come out.

A page is a list of lines. A damage changes ``raw`` and leaves ``out`` as it was, so the truth is
there by construction. Nothing is drawn by chance: the same sources give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

HAN = re.compile("[一-鿿]")
SENTENCE = ("。", "！", "？", "；", "”", "」")
"""What ends a paragraph that a page break may cut; headings and list heads end otherwise."""
HALF_WIDTH = str.maketrans("，：；（）？！％【】", ",:;()?!%[]")
"""The marks that many sites make half-width; 。、“” stay as they are there."""
COUNTERS = "一二三四五六七八九十第的"


@dataclass(frozen=True)
class Line:
    """One line of a page: as it stands, its label, what it was before the damage."""

    raw: str
    label: str = "keep"
    out: str = ""
    join: bool = False
    split: bool = False


BLANK = Line("", "blank")


def kept(text: str) -> Line:
    """A line that stays as it is; an empty one is a blank line."""
    return Line(text, "keep", text) if text.strip() else BLANK


def gone(line: Line) -> Line:
    """The same line where it must go: a second copy."""
    return line if line is BLANK else Line(line.raw, "drop", line.out)


def lines_of(text: str) -> list[Line]:
    return [kept(each) for each in text.split("\n")]


# -- what a whole source is turned into before it is dressed: raw and truth alike --


def halfwidth(text: str) -> str:
    """The punctuation many sites make half-width."""
    return text.translate(HALF_WIDTH)


def swap(text: str, *pairs: str) -> str:
    """``old=new`` pairs, e.g. masks: ``2021=20xx``. An underscore in a pair stands for a space."""
    for pair in pairs:
        old, new = pair.replace("_", " ").split("=")
        text = text.replace(old, new)
    return text


def cutoff(text: str, length: str) -> str:
    """The text as far as a preview goes."""
    return text[: int(length)]


def nodigits(text: str) -> str:
    """Numbers lost before their units, as filters of some sites lose them."""
    return re.sub(r"\d[\d.,]*(?=%|亿元|万元|家|项|件|个|场|名)", "", text)


def nopunctuation(text: str) -> str:
    """No punctuation inside the paragraphs."""
    return re.sub("[，。、；：“”（）！？]", "", text)


def tight(text: str) -> str:
    """No blank lines between paragraphs."""
    return re.sub(r"\n{2,}", "\n", text)


# -- damages of lines --


def breaks(lines: list[Line], least: str, step: str = "1", gap: str = "blank") -> list[Line]:
    """Page breaks: each ``step``-th paragraph of at least ``least`` characters is cut in two."""
    out, seen = [], 0
    for line in uncut(lines):
        at = cut_at(line.raw) if len(line.raw) >= int(least) else 0
        seen += bool(at)
        if not at or seen % int(step):
            out.append(line)
            continue
        first, rest = line.raw[:at], line.raw[at:]
        between = [BLANK] if gap == "blank" else []
        out += [Line(first, out=first, join=line.join), *between, Line(rest, out=rest, join=True)]
    return out


def uncut(lines: list[Line]) -> list[Line]:
    """The lines, checked: cutting comes before damage to characters, or the truth would have it.

    Raises ValueError where it does not.
    """
    for line in lines:
        if line.label == "keep" and line is not BLANK and line.raw.strip() != line.out.strip():
            raise ValueError(f"damaged before it was cut: {line.raw[:20]}")
    return lines


def cut_at(text: str) -> int:
    """A place near the middle, between two Han and before no counter; 0 where there is none."""
    if not text.endswith(SENTENCE):
        return 0
    for at in range(len(text) * 9 // 20, len(text) - 8):
        if HAN.match(text[at - 1]) and HAN.match(text[at]) and text[at] not in COUNTERS:
            return at
    return 0


def wrap(lines: list[Line], width: str, gap: str = "none") -> list[Line]:
    """Hard wraps: paragraphs in lines of ``width``, with a blank line after each for ``blank``."""
    out: list[Line] = []
    for line in uncut(lines):
        pieces = wrapped(line.raw, int(width)) if len(line.raw) > int(width) else [line.raw]
        for n, piece in enumerate(pieces):
            if n and gap == "blank":
                out.append(BLANK)
            out.append(replace(line, raw=piece, out=piece and piece, join=bool(n)))
    return out


def wrapped(text: str, width: int) -> list[str]:
    """Pieces of ``width`` characters; as in print, no mark begins a line, no number is cut."""
    pieces: list[str] = []
    while text:
        at = width
        while at < len(text) and text[at] in "，。、；：！？”）,;:?!)%":
            at += 1
        while width // 2 < at < len(text) and text[at - 1].isascii() and text[at].isascii():
            at -= 1
        pieces, text = [*pieces, text[:at]], text[at:]
    return pieces


def segments(lines: list[Line], size: str) -> list[Line]:
    """A preview: the whole text run together and cut into numbered pieces, words cut through."""
    text = "".join(line.raw for line in uncut(lines))
    pieces = [text[at : at + int(size)] for at in range(0, len(text), int(size))]
    return [Line(f"{n}、{p}", out=p, join=n > 1) for n, p in enumerate(pieces, 1)]


def flat(lines: list[Line]) -> list[Line]:
    """All paragraphs run together into one."""
    return [kept("".join(line.raw for line in uncut(lines)))]


def letterspaced(lines: list[Line], longest: str = "14") -> list[Line]:
    """Headings with a space between their characters."""

    def spaced(line: Line) -> Line:
        heading = 2 < len(line.raw) <= int(longest) and all(map(HAN.match, line.raw))
        return replace(line, raw=" ".join(line.raw)) if heading else line

    return [spaced(line) for line in lines]


def vertical(lines: list[Line], heading: str) -> list[Line]:
    """A heading set as one character a line."""

    def stacked(line: Line) -> list[Line]:
        if line.raw != heading:
            return [line]
        return [Line(c, out=c, join=n > 0) for n, c in enumerate(line.raw)]

    return [each for line in lines for each in stacked(line)]


def pagenumbers(lines: list[Line], shape: str, every: str = "5") -> list[Line]:
    """A page number after every so many paragraphs: ``-{n}-``, ``第{n}页_共{all}页``."""
    spots = [n for n, line in enumerate(lines) if line is BLANK][:: int(every)][1:]
    out = []
    for n, line in enumerate(lines):
        out.append(line)
        if n in spots:
            number = spots.index(n) + 1
            text = shape.replace("_", " ").format(n=number, all=len(spots) + 1)
            out += [Line(text, "drop", text), BLANK]
    return out


def indent(lines: list[Line], kind: str) -> list[Line]:
    """Paragraphs indented as web pages do it."""
    space = {"nbsp": "\xa0" * 8, "mixed": "\xa0\xa0\xa0\xa0 ", "wide": "\u3000\u3000"}[kind]
    return [replace(x, raw=space + x.raw) if fresh(x) else x for x in lines]


def fresh(line: Line) -> bool:
    """A paragraph that begins here."""
    return line is not BLANK and line.label == "keep" and not line.join
