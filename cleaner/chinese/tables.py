"""The shipped character tables, read once when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).with_name("tables.npz")


@cache
def classes() -> npt.NDArray[np.uint16]:
    """Class bitmask by code point, 0 to 0x10FFFF."""
    return _read("classes")


@cache
def fold() -> npt.NDArray[np.uint16]:
    """Folded twin by code point of the basic plane."""
    return _read("fold")


def _read(name: str) -> npt.NDArray[np.uint16]:
    with np.load(PATH) as data:
        table: npt.NDArray[np.uint16] = data[name]
    table.flags.writeable = False
    return table
