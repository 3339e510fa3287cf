"""What the tables are made from: opencc's dictionaries, pypinyin's readings, jieba's words."""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np


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


def simple() -> np.ndarray:
    """t2s of every character of the basic plane standing alone, where that is in the plane too."""
    table = np.arange(0x10000, dtype=np.uint16)
    for c, to in singles().items():
        if max(ord(c), ord(to)) < 0x10000:
            table[ord(c)] = ord(to)
    return table


def singles() -> dict[str, str]:
    """Single characters as t2s converts them; its dictionaries in the order it asks them."""
    every = {**dictionary("TSCharacters"), **dictionary("TSCharactersExt")}
    return {c: to[0] for c, to in every.items()}


def t2s() -> dict[str, str]:
    """opencc's words, and its characters that leave the basic plane or come from beyond it."""
    wide = {c: to for c, to in singles().items() if max(ord(c), ord(to)) > 0xFFFF}
    return wide | {word: to[0] for word, to in dictionary("TSPhrases").items()}


def encodes(text: str, encoding: str) -> bool:
    """Whether an encoding has every character of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
