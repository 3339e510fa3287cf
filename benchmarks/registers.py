"""Joins on pages of many registers: reports, novels, contracts, laws, patents, talks.

    python -m benchmarks.registers [--count 40] [--show 3]

The texts were written for this benchmark and stand in ``registers.txt``; rules were tuned with one
half of the registers in view and the other half held out. Each page is damaged one way, and counts
are of line ends: found, missed and false.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.structure import bounds
from cleaner.document import Document
from cleaner.filters.reflow import Reflow
from cleaner.pipeline import Pipeline

TEXTS = Path(__file__).with_suffix(".txt")
SHAPES = Path(__file__).with_name("shapes.txt")
WIDTHS = str.maketrans("，。！？；：（）", ",.!?;:()") | {ord("。"): "。"}
SHUT = "。！？!?；;：:”"
HEADED = re.compile(r"[(（]?[一二三四五六七八九十]+[、)）]|第.条|问：|答：")
MIN_CUT = 40
"""Characters of a line that a page may end in."""
WORD = re.compile(r"[0-9A-Za-z.%]{2}")


class Page(NamedTuple):
    """A damaged page, what it was, and how many line ends it has too many."""

    damaged: str
    whole: str
    cuts: int


class Source(NamedTuple):
    """The registers of one part, and the dice."""

    rng: random.Random
    texts: dict[str, list[str]]

    def lines(self) -> list[str]:
        """A text of several paragraphs, in one of the looks that pages have."""
        rng = self.rng
        title, *body = self.texts[rng.choice(list(self.texts))]
        start = rng.randrange(max(1, len(body) - 4))
        body = body[start:] if rng.random() < 0.7 else body
        if rng.random() < 0.5:
            body = [line.translate(WIDTHS) for line in body]
        inset = rng.choice(["", "", "　　"])
        return [title, *(inset + line for line in body)]


def read() -> dict[str, dict[str, list[str]]]:
    """The texts by part and register, title first."""
    out: dict[str, dict[str, list[str]]] = {}
    for block in re.split(r"^# ", TEXTS.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, *body = block.strip().split("\n")
        part, name, title = head.split(" ", 2)
        out.setdefault(part, {})[name] = [title, *body]
    return out


def cuts(rng: random.Random, whole: str, size: int) -> list[int]:
    """Where pages of about this size end: inside a paragraph, not after a sentence or in a word."""
    out, at = [], 0
    while at + size < len(whole) - size // 3:
        at += rng.randint(size * 8 // 10, size * 12 // 10)
        while at < len(whole) and not may_cut(whole, at):
            at += 1
        if at < len(whole):
            out.append(at)
    return out


def may_cut(whole: str, at: int) -> bool:
    """Whether a page may end before this character."""
    begin, end = whole.rfind("\n", 0, at) + 1, (whole + "\n").find("\n", at)
    inside = at - begin >= 12 and end - at >= 4 and end - begin >= MIN_CUT
    return inside and whole[at - 1] not in SHUT and not WORD.fullmatch(whole[at - 1 : at + 1])


def pieces(whole: str, places: list[int]) -> list[str]:
    """The text between the places."""
    return [whole[a:b] for a, b in zip([0, *places], [*places, len(whole)], strict=True)]


def pages(source: Source) -> Page:
    """Pages that end inside sentences, with or without blank lines."""
    rng = source.rng
    whole = rng.choice(["\n", "\n", "\n\n"]).join(source.lines())
    found = pieces(whole, cuts(rng, whole, rng.randint(120, 450)))
    return Page(rng.choice(["\n", "\n\n"]).join(found), whole, len(found) - 1)


FOOTS: list[Callable[[int, str], str]] = [
    lambda n, title: f"- {n} -",
    lambda n, title: f"第 {n} 页 共 12 页",
    lambda n, title: f"{n} / 12",
    lambda n, title: f"— {n} —",
    lambda n, title: f"{n}",
    lambda n, title: f"{title}  {n}",
    lambda n, title: f"第{n}页",
]


def numbered(source: Source) -> Page:
    """Pages that end with their number or a running head."""
    rng, lines = source.rng, source.lines()
    whole = rng.choice(["\n", "\n\n"]).join(lines)
    foot, gap = rng.choice(FOOTS), rng.choice(["\n", "\n", "\n\n"])
    found = pieces(whole, cuts(rng, whole, rng.randint(150, 300)))
    first = rng.randint(1, 3)
    feet = [foot(n, lines[0]) for n in range(first, first + len(found) - 1)]
    rows = [row for pair in zip(found, feet, strict=False) for row in pair]
    return Page(gap.join([*rows, found[-1]]), whole, len(found) - 1)


def previewed(source: Source) -> Page:
    """Numbered segments of like length, cut anywhere."""
    rng, lines = source.rng, [line.strip() for line in source.lines() + source.lines()[1:]]
    if rng.random() < 0.5:  # one giant paragraph; headings in it would rightly open lines
        lines = ["".join(line for line in lines if not HEADED.match(line))]
    whole = "\n".join(lines)
    size, mark = rng.randint(220, 520), rng.choice(["{}、", "{}、", "{}."])
    places = [at for at in range(size, len(whole) - 20, size) if "\n" not in whole[at - 1 : at + 1]]
    found = pieces(whole, places)
    gap = rng.choice(["\n", "\n\n"])
    return Page(gap.join(mark.format(n) + p for n, p in enumerate(found, 1)), whole, len(found) - 1)


def wrapped(source: Source) -> Page:
    """Lines of one width in columns, with or without blank lines between."""
    rng, lines = source.rng, source.lines()
    width, gap = 2 * rng.choice([20, 24, 28, 33, 38, 42]), rng.choice(["\n", "\n", "\n\n"])
    rows = [row for line in lines for row in wrapped_line(line, width)]
    return Page(gap.join(rows), "\n".join(lines), len(rows) - len(lines))


def wrapped_line(line: str, width: int) -> Iterator[str]:
    """One paragraph's lines; a mark that would open one hangs over, a number stays whole."""
    row, used = "", 0
    for at, c in enumerate(line):
        wide = 1 if c < "\u0100" else 2
        whole = WORD.fullmatch(line[at - 1 : at + 1]) is not None
        if used + wide > width and c not in "，。、；：！？”）,;:!?)" and not whole:
            yield row
            row, used = "", 0
        row, used = row + c, used + wide
    yield row


class Tally:
    """Line ends found, missed and false, and texts that came out exactly."""

    def __init__(self) -> None:
        self.hit = self.missed = self.false = self.exact = self.count = 0

    def add(self, page: Page, out: str) -> bool:
        """Count one page; whether it is exact."""
        self.count += 1
        if squashed(out) != squashed(page.whole):
            self.missed += page.cuts
            return False
        left, right = bounds(out), bounds(page.whole)
        self.missed += len(left - right)
        self.false += len(right - left)
        self.hit += max(0, page.cuts - len(left - right))
        self.exact += left == right
        return left == right

    def __str__(self) -> str:
        score = 2 * self.hit / max(1, 2 * self.hit + self.missed + self.false)
        share = self.false / max(1, self.hit + self.false)
        return f"F1 {score:.3f}  false {share:.3f}  exact {self.exact}/{self.count}"


def squashed(text: str) -> str:
    """The text without space."""
    return "".join(text.split())


def differing(page: Page, out: str) -> Iterator[str]:
    """The places where joins were missed (+) or false (-)."""
    if squashed(out) != squashed(page.whole):
        yield f"? {out[:60]!r} … {page.damaged[:60]!r}"
        return
    text, left, right = squashed(out), bounds(out), bounds(page.whole)
    for at in sorted(left ^ right):
        yield f"{'+' if at in left else '-'} {text[max(0, at - 24) : at]}|{text[at : at + 24]}"


def shapes() -> dict[str, list[str]]:
    """Sound texts of other shapes by part, each in four looks: none may change."""
    out: dict[str, list[str]] = {}
    for block in re.split(r"^# ", SHAPES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.strip("\n").partition("\n")
        inset = "\n".join("　　" + line for line in body.split("\n"))
        looks = [body, body.replace("\n", "\n\n"), body.translate(WIDTHS), inset]
        out.setdefault(head.split(" ")[0], []).extend(looks)
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Joins on pages of many registers.")
    parser.add_argument("--count", type=int, default=60, help="pages of each kind")
    parser.add_argument("--show", type=int, default=0, help="misses to show of each kind")
    parser.add_argument("--part", default="", help="tuned or held-out alone")
    given, pipe = parser.parse_known_args()[0], Pipeline(Reflow())
    for part, texts in read().items():
        if given.part and part != given.part:
            continue
        for kind in (pages, numbered, previewed, wrapped):
            source, tally, shown = Source(random.Random(part), texts), Tally(), 0
            for _ in range(given.count):
                page = kind(source)
                out = pipe.clean(Document(page.damaged)).text
                if not tally.add(page, out) and shown < given.show:
                    shown += 1
                    print(*differing(page, out), sep="\n    ")
            print(f"{kind.__name__:10} {part:9} {tally}", flush=True)
        same = [pipe.clean(Document(text)).text == text for text in shapes()[part]]
        print(f"{'shapes':10} {part:9} unchanged {sum(same)}/{len(same)}", flush=True)


if __name__ == "__main__":
    main()
