"""Which passages of a text are traditional Chinese: counts of characters, never a guess by one.

A passage is a line; a line that shows both scripts is looked at sentence by sentence.

>>> from cleaner.view import View
>>> text = "他说过。區科學技術局總結。東京は首都である"
>>> [text[a:b] for a, b in passages(View(text))]
['區科學技術局總結。']
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.chinese import japan
from cleaner.chinese.classes import Class
from cleaner.regex import later
from cleaner.view import View

FOREIGN = Class.KANA | Class.HANGUL
FOREIGN_LINE = 0.25
"""A passage with more kana or hangul among its letters is Japanese or Korean; such prose has .3 and
more, a Chinese sentence with a の in a shop's name or a gloss less."""
FOREIGN_TEXT, BILINGUAL_TEXT = 0.08, 0.3
"""A text with more of it is foreign, up to the second only where it shows no Chinese characters.
In a foreign text a passage must show one to be taken for Chinese."""
QUOTED, QUOTED_PIECE, QUOTED_SHARE, PURE_SHARE = 4, 9, 0.2, 0.1
"""In a text mostly simplified a line needs so many traditional characters, a sentence of a line so
many, such a share of its Han characters, and so many times more than simplified ones: names and
short quotations stay. Traditional prose has a share of .35, .15 at the least; the last share is
enough where no character is simplified, as hardly ever in a simplified sentence."""
SEVERAL = 2
"""Passages of traditional prose from which a simplified text is no text with a quotation."""
MIXED = 3
"""A line with so many characters of each script is looked at sentence by sentence."""
LINE_FEED = 10
SENTENCE = later(r"[。！？；!?;]+[”’」』）)]*|[ \u3000\t]+")

MARKS = frozenset("「『（(“《〈")
NAMED_ABROAD = later("[「『（(“《〈][ぁ-ヿ가-힣ｦ-ﾟ 　！？!?~～]{1,30}[」』）)”》〉]")
PASSED, AROUND = "*", 40
"""Chinese text puts a foreign word into marks, and such a word says nothing about the rest of the
line; Japanese gives readings so. So many characters around one are looked at."""

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


class Counts(NamedTuple):
    """How many characters of each kind stand in each of some spans of a text."""

    traditional: Places
    simplified: Places
    foreign: Places
    han: Places


def passages(view: View) -> list[tuple[int, int]]:
    """Spans of the text to convert, in order; lines without traditional marks among them too.

    A text that shows neither script is one such span; the caller's words decide what changes in it.
    """
    if not view.has(Class.SIMPLIFIED | FOREIGN):
        return [] if japan.foreign(view) else [(0, len(view.text))]
    traditional, simplified = view.count(Class.TRADITIONAL), view.count(Class.SIMPLIFIED)
    prevailing = traditional > simplified
    if traditional < (1 if prevailing else QUOTED):
        return []
    if prevailing and view.has(FOREIGN):
        view = _unquoted(view)
    if not view.has(Class.HANGUL) and japan.foreign(view):
        return []
    starts = _lines(view)
    if not prevailing and not _quotes(view, starts):
        return []
    counts, bounds, pieces = _opened(view, starts)
    wanted = _prevailing(counts) if prevailing else _grown(_quoting(counts, pieces), counts)
    return _runs(np.append(bounds, len(view.text)), _at_home(view, bounds, wanted))


def _unquoted(view: View) -> View:
    """The view with foreign words in marks passed over, where what is around them is Chinese."""
    text, classes = view.text, view.classes
    foreign = (classes & FOREIGN) != 0
    before = (foreign[1:] & ~foreign[:-1]).nonzero()[0].tolist()
    if MARKS.isdisjoint([text[at] for at in before]):
        return view

    def passed(m: re.Match[str]) -> str:
        before = text.rfind("\n", max(0, m.start() - AROUND), m.start()) + 1
        after = text.find("\n", m.end(), m.end() + AROUND)
        line = slice(before or max(0, m.start() - AROUND), m.end() + AROUND if after < 0 else after)
        around = int(np.bitwise_or.reduce(classes[line]))
        chinese = around & Class.CHINESE and not around & Class.JAPANESE
        return PASSED * len(m[0]) if chinese else m[0]

    marked = NAMED_ABROAD.sub(passed, text)
    return view if marked == text else View(marked)


def _runs(bounds: Places, wanted: Flags) -> list[tuple[int, int]]:
    """Spans of wanted passages, neighbours as one."""
    edges = np.zeros(len(bounds), bool)
    edges[0], edges[-1] = wanted[0], wanted[-1]
    edges[1:-1] = wanted[1:] != wanted[:-1]
    ends = bounds[edges].tolist()
    return list(zip(ends[::2], ends[1::2], strict=True))


def _lines(view: View) -> Places:
    """Where the lines of a text start."""
    starts = np.concatenate(([0], (view.points == LINE_FEED).nonzero()[0] + 1))
    return starts[:-1] if len(starts) > 1 and starts[-1] == len(view.text) else starts


def _quotes(view: View, starts: Places) -> bool:
    """Whether any passage is traditional prose, where simplified prevails.

    Only lines with characters enough for it are looked at, as a text of their own.
    """
    lines = np.searchsorted(starts, view.where(Class.TRADITIONAL), "right") - 1
    telling = (np.bincount(lines) >= QUOTED).nonzero()[0]
    if not len(telling):
        return False
    ends = np.append(starts[1:], len(view.text))
    pairs = zip(starts[telling].tolist(), ends[telling].tolist(), strict=True)
    excerpt = View("".join([view.text[a:b] for a, b in pairs]))
    counts, _, pieces = _opened(excerpt, _lines(excerpt))
    return bool(_quoting(counts, pieces).any())


def _at_home(view: View, bounds: Places, wanted: Flags) -> Flags:
    """The wanted passages; of a text that is not Chinese only those that show they are."""
    foreign = view.count(FOREIGN)
    if not foreign or not _abroad(view, foreign):
        return wanted
    ends = [*bounds[1:].tolist(), len(view.text)]
    spans = zip(bounds.tolist(), ends, strict=True)
    shown = [not japan.CHINESE_ONLY.isdisjoint(view.text[a:b]) for a, b in spans]
    both: Flags = wanted & np.array(shown)
    return both


def _abroad(view: View, foreign: int) -> bool:
    """Whether a text with so much kana or hangul is on the whole not Chinese."""
    letters = view.count(Class.HAN) + foreign
    if foreign <= FOREIGN_TEXT * letters or foreign >= BILINGUAL_TEXT * letters:
        return foreign > FOREIGN_TEXT * letters
    return sum(c in view.text for c in japan.CHINESE_ONLY) < 2


def _chinese(counts: Counts) -> Flags:
    chinese: Flags = counts.foreign <= FOREIGN_LINE * (counts.han + counts.foreign)
    return chinese


def _prevailing(counts: Counts) -> Flags:
    """Passages to convert where traditional prevails: all that do not look simplified."""
    traditional, simplified = counts.traditional, counts.simplified
    more: Flags = (traditional >= simplified) & ((traditional > 0) | (simplified == 0))
    return _chinese(counts) & more


def _quoting(counts: Counts, pieces: Flags) -> Flags:
    """Passages to convert where simplified prevails: traditional prose, not names or a motto."""
    traditional = counts.traditional
    enough = traditional >= np.where(pieces, QUOTED_PIECE, QUOTED)
    share = np.where(counts.simplified == 0, PURE_SHARE, QUOTED_SHARE)
    clear = (traditional >= QUOTED * counts.simplified) & (traditional >= share * counts.han)
    return _chinese(counts) & enough & clear


def _grown(wanted: Flags, counts: Counts) -> Flags:
    """With the short traditional lines next to a traditional passage: its title, its signature.

    Where there are several such passages the text is mixed throughout, and all such lines go along.
    """
    along = (counts.traditional > 0) & (counts.simplified == 0) & _chinese(counts)
    if np.count_nonzero(wanted) >= SEVERAL:
        every: Flags = wanted | along
        return every
    blank = (counts.han == 0) & (counts.foreign == 0)
    found = wanted.tolist()
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        before = False
        for n in order:
            if blank[n]:
                continue
            found[n] = found[n] or (before and bool(along[n]))
            before = found[n]
    return np.array(found, bool)


def _opened(view: View, starts: Places) -> tuple[Counts, Places, Flags]:
    """What is counted in each passage, where it starts, and whether it is a sentence of a line.

    Passages are lines; those with both scripts or two languages are cut into sentences.
    """
    counts = _counted(view, starts)
    both = np.minimum(counts.traditional, counts.simplified) >= MIXED
    both |= (counts.foreign > 0) & (counts.traditional > 0)
    if not both.any():
        return counts, starts, both
    ends = np.append(starts[1:], len(view.text))
    cuts = [
        start + m.end()
        for start, end in zip(starts[both].tolist(), ends[both].tolist(), strict=True)
        for m in SENTENCE.finditer(view.text[start:end])
        if start + m.end() < end
    ]
    if not cuts:
        return counts, starts, both
    opened = np.concatenate((starts, cuts))
    opened.sort()
    return _counted(view, opened), opened, both[np.searchsorted(starts, opened, "right") - 1]


def _counted(view: View, starts: Places) -> Counts:
    """Two counts in each half of a number, so that one pass makes both."""
    scripts = np.add.reduceat(
        _weights(Class.TRADITIONAL, Class.SIMPLIFIED).take(view.classes), starts
    )
    letters = np.add.reduceat(_weights(FOREIGN, Class.HAN).take(view.classes), starts)
    low = np.int64(0xFFFFFFFF)
    return Counts(scripts & low, scripts >> 32, letters & low, letters >> 32)


@cache
def _weights(low: int, high: int) -> Places:
    """By class bitmask: 1 for the first classes, 1 in the upper half for the second."""
    masks = np.arange(0x10000)
    weights: Places = ((masks & low) != 0) + (((masks & high) != 0).astype(np.int64) << 32)
    return weights
