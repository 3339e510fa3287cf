"""Misread European text, by ftfy, which knows its code pages and letters.

>>> text = "Besançon était fermé."
>>> mend(text.encode("utf-8").decode("cp1252"))[0].rule
'ftfy'
"""

from __future__ import annotations

import re

from cleaner.document import Edit
from cleaner.encoding.mojibake import trimmed

EAST = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
"""Text of East Asia, which ftfy's heuristics were not made for, before and after."""


def mend(text: str) -> list[Edit]:
    """Edits that undo misreadings in lines without East Asian characters.

    Only ftfy's search for another encoding is run: quotes, widths and entities stay.
    """
    import ftfy

    if text.isascii():
        return []
    edits: list[Edit] = []
    start = 0
    for line in text.split("\n"):
        if not line.isascii() and not EAST.search(line):
            new = ftfy.fix_encoding(line)
            if new != line and not EAST.search(new):
                edits.append(trimmed(start, line, new, "ftfy"))
        start += len(line) + 1
    return edits
