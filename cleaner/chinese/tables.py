"""The shipped character tables, read once when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.chinese.classes import Class

PATH = Path(__file__).with_name("tables.npz")
WORDS = Path(__file__).with_name("words.npz")
STORED, PRIVATE_PLANES = 0x32400, 0xF0000
"""Beyond the last ideograph only the private planes have a class: they need not be stored."""
READINGS = Path(__file__).with_name("readings.npz")


@cache
def classes() -> npt.NDArray[np.uint16]:
    """Class bitmask by code point, 0 to 0x10FFFF."""
    table = np.zeros(0x110000, np.uint16)
    table[:STORED] = _read(PATH, "classes")
    table[PRIVATE_PLANES:] = Class.PRIVATE
    table.flags.writeable = False
    return table


@cache
def fold() -> npt.NDArray[np.uint16]:
    """Folded twin by code point of the basic plane."""
    return _read(PATH, "fold")


@cache
def simple() -> npt.NDArray[np.uint16]:
    """What opencc's t2s makes of each character of the basic plane standing alone.

    Characters that become one outside the plane stay; they are among the words of ``t2s``.
    """
    return _read(PATH, "simple")


@cache
def words(name: str) -> dict[str, str]:
    """A shipped list of words by name: what is written, and what becomes of it."""
    rows = _read(WORDS, name).tobytes().decode("utf-8").splitlines()
    pairs = (row.partition("\t") for row in rows)
    return {written: becomes for written, _, becomes in pairs}


@cache
def readings() -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16], tuple[str, ...]]:
    """Readings of the basic plane's characters: first places, syllable numbers, syllables."""
    syllables = _read(READINGS, "syllables").tobytes().decode("utf-8").split()
    return _read(READINGS, "first"), _read(READINGS, "numbers"), tuple(syllables)


def usual(character: str) -> str:
    """The commonest reading of a character of the basic plane, with its tone; or nothing."""
    number = int(_usual()[min(ord(character), 0xFFFF)])
    return readings()[2][number - 1] if number else ""


@cache
def rank() -> npt.NDArray[np.uint16]:
    """How common each character of the basic plane is: 1 the commonest, 0xFFFF unknown."""
    return _read(READINGS, "rank")


@cache
def _usual() -> npt.NDArray[np.uint16]:
    """Number of the commonest reading of each character, from 1; 0 where it has none."""
    return _read(READINGS, "usual")


def _read(path: Path, name: str) -> npt.NDArray[Any]:
    with np.load(path) as data:
        table: npt.NDArray[Any] = data[name]
    table.flags.writeable = False
    return table
