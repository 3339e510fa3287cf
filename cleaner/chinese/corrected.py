"""t2s with the corrections, and the mainland's words where a text is Taiwan's own.

>>> corrected()("陸乾看著軟體,皇后愛乾燥的餅乾")
'陆乾看着软体,皇后爱干燥的饼干'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from cleaner.chinese import names, tables, taiwan
from cleaner.chinese.convert import Converter, Met, Starts, exact

WORDS, LOCAL, SAID, NAMED = 1, 2, 4, 8
"""The lists of words looked for: what is converted anywhere and in Taiwan's own text, Taiwan's
words, and names of offices with the mainland's words."""


class Corrected(Converter):
    """t2s with the corrections; a lone 著, 乾, 覆 or 於 is decided by what stands around it."""

    SHAPED = frozenset("著乾覆")

    def __init__(
        self,
        words: Mapping[str, str],
        simple: npt.NDArray[np.uint16],
        local: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(words, simple)
        self.local = Corrected({**local, **words}, simple) if local else None

    @cached_property
    def starts(self) -> Starts:
        """Where words of any of the lists may start."""
        local = self.local.known if self.local else ()
        return Starts(self.known, local, taiwan.SAID.known, taiwan.NAMED.known)

    def woven(self, text: str, out: str, met: Met) -> str:
        """The characters converted one by one, and over them the words: if it is Taiwan's own text,
        those of the mainland too."""
        said = met.of(SAID) if self.local else []
        if said and self.local and taiwan.own(text, said, met.of(NAMED)):
            return self.local.put(text, out, met.of(WORDS | LOCAL))
        return self.put(text, out, met.of(WORDS))

    def becomes(self, text: str, start: int, word: str) -> str:
        """What a word becomes, names and authors seen by their shape."""
        if word == "乾" and not names.dried(text, start):
            return word
        if word == "覆":
            return "复" if names.replied(text, start) else word
        if word == "著" and names.authored(text, start):
            return word
        if word[-1] == "著" != word and names.published(text, start + len(word)):
            return self.words[word][:-1] + "著"
        if word == "新著" and text[start - 1 : start] in names.RENEWING and start:
            return "新着"
        if word[0] == "著" and names.particle(text, start):
            return "着" + exact()(word[1:])
        if word in ("著作", "著名") and not names.published(text, start + 1):
            return "着" + word[1]
        if word[0] == "於" and word[1:] in names.TITLES and names.surname(text, start):
            return "於" + self.words[word][1:]
        return self.words[word]


@cache
def corrected(particle: bool = True, local: bool = True) -> Corrected:
    """t2s as it should be; ``particle``: a lone 著 is 着; ``local``: Taiwan's words may be changed.

    Without these every character keeps its place.
    """
    words = dict(tables.words("auto"))
    if not particle:
        del words["著"]
    words |= {"乾": "干", "覆": "覆"} | {
        "於" + title: "于" + exact()(title) for title in names.TITLES
    }
    return Corrected(words, tables.simple(), tables.words("taiwan") if local else None)
