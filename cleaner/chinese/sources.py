"""What the tables are made from: opencc's dictionaries, pypinyin's readings, jieba's words."""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path


@cache
def dictionary(name: str) -> dict[str, list[str]]:
    """One of opencc's dictionaries, key to candidates, as its own tool prints it."""
    import opencc

    room = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.txt"
        source = room / "share" / "opencc" / f"{name}.ocd2"
        subprocess.run(
            [room / "bin" / "opencc_dict", "-i", source, "-o", out, "-f", "ocd2", "-t", "text"],
            check=True, capture_output=True,
        )  # fmt: skip
        rows = (line.split("\t") for line in out.read_text("utf-8").splitlines())
        return {key: values.split() for key, values in rows}


@cache
def frequencies() -> dict[str, int]:
    """jieba's words with how often each was counted."""
    import jieba

    file = Path(jieba.__file__).with_name("dict.txt")
    rows = (line.split(" ") for line in file.read_text("utf-8").splitlines())
    return {word: int(count) for word, count, *_ in rows}
