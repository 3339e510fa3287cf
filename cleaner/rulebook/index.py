"""Literals first: one vectorised look finds every line that could meet a rule.

Each literal is filed under the rarest pair of characters in it. One table look-up over the text's
pairs gives the places to compare; so thousands of rules cost what hundreds do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

SLOTS = 1 << 20
"""Hash slots for pairs: a megabyte of flags stays in a core's cache, and 10,000 literals fill 1
%."""
_FACTOR = 40503
BARE = 30
"""A rule without a literal of its own (a pager, a counter) is tried on lines of so many
characters."""
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也"
    "能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机"
    "当使点从业本去把"
    "性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看"
    "原又么利比或但质"
    "气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位"
    "入常文总次品式活"
    "设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西"
    "被干做必战先回则"
    "任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六"
    "共权收证改清己美"
    "再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张"
    "信马节话米整空元"
    "况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连"
    "断深难近矿千周委"
    "素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候"
    "毛亲快效斯院查江"
)
"""Characters every text is full of; a pair without them is rarer."""


class Index:
    """Literals and what each stands for, ready to be found in a text."""

    def __init__(self, literals: Mapping[str, Iterable[int]], reach: Mapping[int, int]) -> None:
        """``literals`` maps strings to payloads; ``reach`` maps payloads to the longest line each
        minds."""
        import numpy as np

        self.flags = np.zeros(SLOTS, bool)
        self.longest = np.zeros(SLOTS, np.int32)
        self.entries: dict[int, list[tuple[str, int, tuple[int, ...]]]] = defaultdict(list)
        self.single_flags = np.zeros(1 << 16, bool)
        self.single_longest = np.zeros(1 << 16, np.int32)
        self.singles: dict[int, tuple[int, ...]] = {}
        crowd = Counter(w[i : i + 2] for w in literals for i in range(len(w) - 1))
        for word, payloads in literals.items():
            if len(word) == 1:
                self._single(ord(word) & 0xFFFF, tuple(sorted(payloads)), reach)
                continue
            at = min(range(len(word) - 1), key=lambda i: rarity(word[i : i + 2], crowd))
            key = slot(ord(word[at]), ord(word[at + 1]))
            payloads = tuple(sorted(payloads))
            self.flags[key] = True
            self.longest[key] = max(self.longest[key], *(reach[p] for p in payloads))
            self.entries[key].append((word, at, payloads))

    def find(self, text: str, starts: Any, lengths: Any) -> dict[int, set[int]]:
        """Payloads whose literal stands in a line, by line number.

        ``starts`` and ``lengths`` are arrays over the lines of ``text``.
        """
        import numpy as np

        points = code_points(text)
        out: dict[int, set[int]] = defaultdict(set)
        if self.entries and len(text) > 1:
            keys = points[:-1] * np.uint32(_FACTOR)
            keys += points[1:]
            keys &= np.uint32(SLOTS - 1)
            at = np.flatnonzero(self.flags[keys])
            for place, key, number in near(at, keys[at], self.longest, starts, lengths):
                for word, back, payloads in self.entries[key]:
                    if place >= back and text.startswith(word, place - back):
                        out[number].update(payloads)
        if self.singles:
            at = np.flatnonzero(self.single_flags[points])
            for _, point, number in near(at, points[at], self.single_longest, starts, lengths):
                out[number].update(self.singles[point])
        return out

    def _single(self, point: int, payloads: tuple[int, ...], reach: Mapping[int, int]) -> None:
        """File a literal of one character."""
        self.single_flags[point] = True
        longest = max(reach[p] for p in payloads)
        if chr(point) in COMMON or point < 128:
            longest = min(longest, BARE)
        self.single_longest[point] = longest
        self.singles[point] = payloads


def near(
    at: Any, keys: Any, longest: Any, starts: Any, lengths: Any
) -> Iterable[tuple[int, int, int]]:
    """Places whose line is short enough for what they may mean: place, key and line."""
    if not len(at):
        return ()
    line = starts.searchsorted(at, "right") - 1
    fits = lengths[line] <= longest[keys]
    return zip(at[fits].tolist(), keys[fits].tolist(), line[fits].tolist(), strict=True)


def rarity(pair: str, crowd: Counter[str]) -> tuple[int, int]:
    """Order of pairs by how often text and other literals hold them; low is rare."""
    return sum(c in COMMON or c.isascii() for c in pair), crowd[pair]


def slot(first: int, second: int) -> int:
    """The hash slot of a pair of code points."""
    return ((first & 0xFFFF) * _FACTOR + (second & 0xFFFF)) & 0xFFFFFFFF & (SLOTS - 1)


def code_points(text: str) -> Any:
    """Code points as uint32, cut to the basic plane: pairs are compared again as text."""
    import numpy as np

    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16).astype(np.uint32)
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return wide & np.uint32(0xFFFF)
