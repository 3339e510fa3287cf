"""Sketches in a file, batch after batch, so that neither side holds all of them.

>>> import io
>>> from cleaner.dedup.sketch import sketched
>>> f = io.BytesIO()
>>> write(f, sketched([("a", "云溪市召开科技工作会议。", {})])); f.seek(0)
0
>>> [s.ids for s in stored(f)]
[['a']]
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.lib.format import read_array, write_array

from cleaner.dedup.sketch import Sketches


def write(f: Any, s: Sketches) -> None:
    """Add sketches to a file opened for writing bytes, one column after the other."""
    ids = np.frombuffer(json.dumps(s.ids).encode(), np.uint8)
    f.write(b"+")
    for column in (ids, *s[1:]):
        write_array(f, np.ascontiguousarray(column), allow_pickle=False)


def stored(f: Any) -> Iterator[Sketches]:
    """All sketches of a file opened for reading bytes. Raises ValueError where it is damaged."""
    while mark := f.read(1):
        if mark != b"+":
            raise ValueError("no sketches")
        ids, *columns = (read_array(f, allow_pickle=False) for _ in Sketches._fields)
        yield Sketches(json.loads(ids.tobytes()), *columns)
