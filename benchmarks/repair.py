"""Repair and ftfy on lines the character model never saw: ``python benchmarks/repair.py FOLDER``.

FOLDER is where ``python -m cleaner.encoding.make FOLDER`` put the packages. One line in twenty was
held out of the model; these are damaged in every way ``cleaner.encoding.damage`` knows and mended
again, whole, as snippets, inside a page and inside a line. Prints exact repairs of tries, and what
happens to clean lines.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import ftfy
import opencc

from cleaner import Document, Pipeline
from cleaner.encoding import corpus
from cleaner.encoding.damage import KINDS, LOSSY, Damage
from cleaner.filters.repair import Repair

TRIES = 60
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


def main(folder: Path) -> None:
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
            print(f"{kind:22} {name:8} {exact(mend, found)}")
    for name, mend in peers.items():
        start = time.perf_counter()
        changed = sum(folded(mend(line)) != folded(line) for line in held["clean"])
        seconds = time.perf_counter() - start
        print(f"clean lines {name:8} {changed}/{len(held['clean'])} changed in {seconds:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
