"""The sketch of one document: what is kept of a text so that its copies can be found.

A scaled sketch (as in sourmash) keeps the hashes below a bound, so that any two sketches can be
compared at the coarser of their two scales, a paragraph with a book too.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from cleaner.dedup import facts, normal

COARSEST = 4
"""A long text keeps 1 of 2**4 hashes: measured, 19,900 pairs a second at an error of .03."""
ENOUGH = 64
"""A text keeps a larger share while it would have fewer hashes than this."""


class Sketch(NamedTuple):
    """A document without its text; 0.5 to 1.5 KB, plain bytes and numbers, made to be pickled."""

    id: str
    exact: bytes
    """Digest of the text without white space; empty where nothing is left."""
    scale: int
    """1 of 2**scale hashes is kept."""
    hashes: bytes
    """Ascending 64-bit hashes of 5-grams of the normal form."""
    slots: bytes
    """Numbers with the words they stand beside, see ``facts.slots``."""
    places: bytes
    """Names of places, see ``facts.places``."""
    facts: facts.Facts


def sketch(id: str, text: str, meta: Mapping[str, Any] | None = None) -> Sketch:
    """The sketch of one document.

    >>> a, b = sketch("a", "區裡召開了科技工作會議。"), sketch("b", "区里(qū lǐ)召开了科技工作会议")
    >>> a.hashes == b.hashes, a.exact == b.exact, sketch("c", " ").exact
    (True, False, b'')
    """
    raw = normal.points(text)
    kept = normal.normal_table()[raw]
    places = np.flatnonzero(kept > 0)
    han = kept[places]
    if len(han) >= normal.GRAM:
        four, five = normal.rolled(han)
    else:
        four = five = np.empty(0, np.uint64)
    scale = scale_for(len(five))
    hashes = normal.distinct(five[five <= bound(scale)])
    return Sketch(
        id, exact(text), scale, hashes.tobytes(),
        facts.slots(raw, places, four).tobytes(), facts.places(raw).tobytes(),
        facts.measure(text, raw, len(han), meta or {}),
    )  # fmt: skip


def scale_for(grams: int) -> int:
    """The coarsest scale that still leaves enough hashes."""
    scale = 0
    while scale < COARSEST and grams >> (scale + 1) >= ENOUGH:
        scale += 1
    return scale


def bound(scale: int) -> np.uint64:
    """The largest hash a sketch of this scale keeps."""
    return np.uint64((1 << (64 - scale)) - 1)


def exact(text: str) -> bytes:
    """A digest that is equal for texts that differ in white space only."""
    bare = "".join(text.split())
    return blake2b(bare.encode("utf-8", "surrogatepass"), digest_size=16).digest() if bare else b""
