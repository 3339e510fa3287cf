"""Names of the character classes; the table itself is shipped data."""

from __future__ import annotations


class Class:
    """One bit for each class a character can belong to; a character may have several.

    Plain integers: an enumeration's look-ups and unions would cost short texts more than the
    array work they ask for.
    """

    HAN = 1 << 0
    TRADITIONAL = 1 << 1
    """Changed by traditional-to-simplified conversion, and never itself a result of it."""
    SIMPLIFIED = 1 << 2
    """Never written in traditional text."""
    KANA = 1 << 3
    HANGUL = 1 << 4
    BRACKET = 1 << 5
    """Opening round brackets of any width."""
    INVISIBLE = 1 << 6
    """Zero-width, bidirectional and control characters, soft hyphen, byte order mark."""
    PRIVATE = 1 << 7
    DIGIT = 1 << 8
    MASK = 1 << 9
    """What stands for a masked name or number: x × * ＿ ○ 某."""
    JAPANESE = 1 << 10
    """Japan's own characters, in no code of Taiwan's or the mainland's, and its signs 々 〆 〒."""
    COMPAT = 1 << 11
    """Radicals, compatibility ideographs, full-width letters and digits."""
    LATIN = 1 << 12
    CHINESE = 1 << 13
    """Traditional, simplified or everyday characters that Japan does not write."""
    SPACE = 1 << 14
    """White space other than the line feed."""
    STOP = 1 << 15
    """Ends a sentence or a clause that could stand alone."""
