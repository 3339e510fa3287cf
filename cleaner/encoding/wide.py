"""Which wide encodings bytes with NULs in them could be: where the NULs stand says it.

>>> likely("职务 job".encode("utf-16-le")), likely(b"a\\0\\0bc d")
(('utf-16-le',), ())
"""

from __future__ import annotations

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
HOLLOW = 0.4
"""Part of UTF-32 that is NUL: two bytes in four of every character in use."""
STRAY = 0.1
"""Part of the NULs in UTF-16 that may stand on the other side: U+0000 itself, or a bad byte."""
CUT = 64
"""Bytes from which a text may have lost a part of its last character."""


def likely(sample: bytes) -> tuple[str, ...]:
    """Wide encodings whose NULs would stand as they do here; none where there are no NULs."""
    left, right = sample[::2].count(0), sample[1::2].count(0)
    whole = len(sample) >= CUT
    if left + right >= HOLLOW * len(sample) and (whole or len(sample) % 4 == 0):
        return WIDE
    if (whole or len(sample) % 2 == 0) and min(left, right) <= STRAY * (left + right):
        return WIDE[:2] if left == right else WIDE[: 1 if right > left else 2][-1:]
    return ()
