"""`cleaner clean` beside the pipeline a user would write today: whole processes, one core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.timing import best, table

SAMPLES = Path(__file__).parent.parent / "samples"
CLEAN_BYTES, NOISY_BYTES = 20_000_000, 4_000_000
"""Enough that starting a process, a quarter of a second, weighs little."""


def clean_texts() -> list[str]:
    """Documents as they should be."""
    return [p.read_text("utf-8") for p in sorted((SAMPLES / "clean").glob("*.txt"))]


def noisy_texts() -> list[str]:
    """Pages as they were scraped, those in plain UTF-8."""
    pages = [p.read_bytes() for p in sorted((SAMPLES / "raw").glob("*.txt"))]
    return [page.decode("utf-8") for page in pages if is_utf8(page)]


def is_utf8(page: bytes) -> bool:
    """Whether bytes are UTF-8."""
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def filled(texts: list[str], size: int) -> Iterator[str]:
    """Texts over and over, each a little different, up to ``size`` bytes."""
    total = 0
    for n, text in enumerate(cycle(texts)):
        varied = text.replace("2021", str(1950 + n % 75))
        total += len(varied.encode())
        yield varied
        if total > size:
            return


def written(path: Path, texts: Iterator[str]) -> float:
    """Write texts as JSONL; millions of UTF-8 bytes of text in it."""
    size = 0
    with path.open("w", encoding="utf-8") as out:
        for n, text in enumerate(texts):
            size += len(text.encode())
            out.write(json.dumps({"id": str(n), "text": text}, ensure_ascii=False) + "\n")
    return size / 1e6


def run(command: list[str]) -> None:
    """One process on one core."""
    core = min(os.sched_getaffinity(0))
    subprocess.run(command, check=True, preexec_fn=lambda: os.sched_setaffinity(0, {core}))


def main() -> None:
    """Print megabytes of text a second, and the ratio."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        for kind, texts, size in (
            ("clean", clean_texts(), CLEAN_BYTES), ("noisy", noisy_texts(), NOISY_BYTES),
        ):  # fmt: skip
            amount = written(source, filled(texts, size))
            ours = [sys.executable, "-m", "cleaner", "clean", str(source), "-o", str(target)]
            mine = amount / best(lambda command=ours: run(command))  # type: ignore[misc]
            theirs = [sys.executable, "-m", "benchmarks.today", str(source), str(target)]
            other = amount / best(lambda command=theirs: run(command), rounds=1)  # type: ignore[misc]
            rows.append((kind, mine, other, mine / other))
    table(("text", "cleaner MB/s", "ftfy + opencc + re MB/s", "times"), rows)


if __name__ == "__main__":
    main()
