"""Repair and ftfy on lines the character model never saw: ``python benchmarks/repair.py FOLDER``.

FOLDER is where ``python -m cleaner.encoding.make FOLDER`` put the packages. One line in twenty was
held out of the model; these are damaged in every way ``benchmarks.damage`` knows and mended
again, whole, as snippets, inside a page and inside a line. Prints exact repairs of tries, what
happens to clean lines, and how many bytes of each are read in a second. Where ``CLEANER_PAGES`` has
cases beside it, the same for these, which the thresholds were tuned on.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import ftfy
import opencc
from rapidfuzz.distance.Levenshtein import normalized_distance as indel

from benchmarks.damage import ANNOTATED, GARBAGE, LOSSY, SHIFTS, annotated, read, taking_along
from benchmarks.timing import best, megabytes
from cleaner import Document, Pipeline
from cleaner.encoding import corpus
from cleaner.encoding.damage import KINDS, Damage
from cleaner.filters.judge import Judge
from cleaner.filters.repair import Repair

TRIES = 60
FLAGS = {"mojibake", "random-han", "undecodable"}
SIZES = (12, 60)
"""Lines of the documents that are timed."""
SPOILED = 0.1
"""Part of a document's characters that must be gone before it counts as spoiled."""
Mend = Callable[[str], str]


def lines(folder: Path) -> dict[str, list[str]]:
    """Held-out lines that are mostly Han, by script, and all other lines as they are."""
    found: dict[str, list[str]] = defaultdict(list)
    for line, script, _ in corpus.lines(folder, held_out=True):
        han = sum("一" <= c <= "鿿" for c in line)
        found["clean"].append(line)
        if script in ("hans", "hant") and 6 <= len(line) <= 80 and han > 0.6 * len(line):
            found[script].append(line)
    convert = opencc.OpenCC("s2tw").convert
    found["hant"] += [convert(line) for line in found["hans"][::5]]
    return found


def spoiled(damage: Damage, text: str) -> tuple[str, str]:
    """The text damaged, or as much of it as can be, and what it was."""
    for length in range(len(text), max(2, len(text) - 8), -1):
        broken = damage(text[:length])
        if broken and broken != text[:length]:
            return broken, text[:length]
    return "", ""


def cases(held: dict[str, list[str]], kind: str, damage: Damage) -> Iterator[tuple[str, str, str]]:
    """Mode, damaged text and what should come back."""
    choose = random.Random(kind)
    pool = held["hant" if kind.startswith("big5") else "hans"]
    for _ in range(TRIES):
        one, two, three = (choose.choice(pool) for _ in range(3))
        broken, sound = spoiled(damage, two)
        if not broken:
            continue
        yield "line", broken, sound
        short, meant = spoiled(damage, two[: choose.randint(3, 8)])
        if short:
            yield "short", short, meant
        yield "page", f"{one}\n{broken}\n{three}", f"{one}\n{sound}\n{three}"
        yield "span", one + broken + three, one + sound + three


def shifts(held: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Lines shifted by a byte: where an annotation was put in, and where one was lost anywhere."""
    choose = random.Random("shifts")
    lines = [line for line in choose.sample(held["hans"], len(held["hans"])) if in_gbk(line)]
    for kind, damage in SHIFTS.items():
        for line in choose.sample(lines, TRIES):
            at = choose.randrange(1, len(line) - 2)
            if line[0] > "\x7f" and line[at] > "\x7f":
                yield kind, damage(line, at, "?"), line
    convert = opencc.OpenCC("s2t").convert
    traditional = [text for text in map(convert, lines) if in_gbk(text)]
    for name, reader in (("annotated", read), ("annotated, a byte taken along", taking_along)):
        found: list[tuple[str, str]] = []
        for text in traditional:
            chars = choose.sample(sorted(ANNOTATED), len(ANNOTATED))
            mark = choose.choice("?\ufffd")
            hits = (annotated(text, char, ANNOTATED[char], mark, reader) for char in chars)
            if (broken := next(filter(None, hits), None)) and len(found) < TRIES:
                found.append((broken, text))
        yield from ((name, broken, text) for broken, text in found)


def in_gbk(text: str) -> bool:
    """Whether GBK has all its characters."""
    return len(text.encode("gbk", "ignore")) == len(text.encode("gb18030"))


def flagged(held: dict[str, list[str]], lines: int) -> dict[str, str]:
    """Of documents of so many lines that cannot be brought back those that ``judge`` flags; where a
    kind of damage left nine tenths of a document as they were, it does not count."""
    choose, judge, found = random.Random("garbage"), Judge(), {}
    for kind, damage in GARBAGE.items():
        hits = tries = 0
        for _ in range(TRIES):
            sound = choose.sample(held["hans"], lines)
            broken = "\n".join(damage(line) or "" for line in sound)
            if indel(broken, "\n".join(sound)) > SPOILED:
                tries += 1
                hits += bool(
                    {"mojibake", "random-han", "undecodable"} & {*judge(Document(broken)).flags}
                )
        found[kind] = f"{hits}/{tries}"
    return found


def tuned() -> Iterator[tuple[str, str, str]]:
    """The cases the thresholds were tuned on."""
    path = Path(os.environ.get("CLEANER_PAGES", ".")).parent / "cases" / "mojibake.jsonl"
    for row in path.read_text("utf-8").split("\n") if path.exists() else ():
        case = json.loads(row) if row else {"kind": "unrec"}
        if not case["kind"].startswith("unrec"):
            kind = "clean" if case["kind"] == "clean" else case["mode"]
            yield f"{kind}{' lossy' * bool(case['lossy'])}", case["input"], case["expected"]


def rate(mend: Mend, found: list[tuple[str, str, str]], lines: int) -> str:
    """Megabytes a second over documents of so many damaged lines."""
    broken = [broken for mode, broken, _ in found if mode == "line"]
    pages = ["\n".join(broken[at : at + lines]) for at in range(0, len(broken), lines)]
    if not pages:
        return ""
    return f"{megabytes(pages) / best(lambda: [mend(page) for page in pages]):.1f} MB/s"


def exact(mend: Mend, found: list[tuple[str, str, str]]) -> dict[str, str]:
    """Exact repairs of tries, by mode."""
    right, tries = defaultdict(int), defaultdict(int)
    for mode, broken, sound in found:
        tries[mode] += 1
        right[mode] += folded(mend(broken)) == folded(sound)
    return {mode: f"{right[mode]}/{tries[mode]}" for mode in tries}


def folded(text: str) -> str:
    wide = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    return text.translate({**{p: p - 0xFEE0 for p in wide}, 0xA0: 0x20})


def main(folder: Path | None = None) -> None:
    if folder is None:
        print("say where the packages are: python -m benchmarks.repair FOLDER")
        return
    pipe = Pipeline(Repair(), audit=False)
    peers: dict[str, Mend] = {
        "cleaner": lambda text: pipe.clean(Document(text)).text,
        "ftfy": lambda text: ftfy.fix_text(text, uncurl_quotes=False, fix_character_width=False),
    }
    held = lines(folder)
    for kind, damage in {**KINDS, **LOSSY}.items():
        found = list(cases(held, kind, damage))
        if kind in LOSSY:
            found = [case for case in found if case[0] == "line"]
        for name, mend in peers.items():
            rates = [rate(mend, found, lines) for lines in SIZES]
            print(f"{kind:22} {name:8} {exact(mend, found)} {' '.join(rates)}")
    for name, mend in peers.items():
        print(f"{'shifted by a byte':22} {name:8} {exact(mend, list(shifts(held)))}")
        print(f"{'tuned on':22} {name:8} {exact(mend, list(tuned()))}")
    for lines_ in (1, 8):
        print(f"flagged of documents of {lines_} lines {flagged(held, lines_)}")
    for name, mend in peers.items():
        start = time.perf_counter()
        changed = sum(folded(mend(line)) != folded(line) for line in held["clean"])
        seconds = time.perf_counter() - start
        print(f"clean lines {name:8} {changed}/{len(held['clean'])} changed in {seconds:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
