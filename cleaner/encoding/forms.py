"""Characters in another form than text uses: invisible, compatible, private, full-width, line ends.

>>> from cleaner.view import View
>>> [(e.new, e.rule) for e in mend(View("⼯作\u200b"))]
[('工', 'compatibility'), ('', 'invisible')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import numpy as np

from cleaner.document import Edit, apart
from cleaner.view import Class, View

RADICALS = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐"
    "⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示"
    "⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺴㓁⺵羊⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤"
    "⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青"
    "⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿"
    "⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Radicals of the supplement and the characters they are of (EquivalentUnifiedIdeograph.txt)."""
PRIVATE_GBK = {
    0xE78D: "︐︒︑︓︔︕︖︗︘︙", 0xE7C7: "ḿǹ", 0xE7E7: "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻",
    0xE815: "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
            "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
}  # fmt: skip
"""Where GBK's characters stood before Unicode had them (GB 18030-2000, annex)."""
BULLET = re.compile(r"(?m)^([ \t\u3000]*)[\uf020-\uf0ff](?:[ \t\u00a0]*)")
"""A bullet of a symbol font at the start of a line."""
JAPANESE = 3
"""Kana or Hangul in a line that make it Japanese or Korean: its forms stay."""
JOINERS = "\u200c\u200d"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LINE_ENDS = {"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
SPACES = "\u00a0\u202f\u2007"


def mend(view: View) -> list[Edit]:
    """Edits that give every character its usual form."""
    ends = (Edit(*m.span(), "\n", "line-end") for m in re.finditer("\r\n?", view.text))
    return apart(sorted([*ends, *_bullets(view), *_others(view)]))


def known() -> frozenset[str]:
    """Every character that may have another form where it stands."""
    private = map(chr, range(0xF020, 0xF100))
    return frozenset([*_table(), *JOINERS, "\r", *private])


def _bullets(view: View) -> Iterator[Edit]:
    if view.has(Class.PRIVATE):
        for m in BULLET.finditer(view.text):
            yield Edit(m.end(1), m.end(), "", "private-use")


@cache
def _table() -> dict[str, tuple[str, str]]:
    """New form and rule of every character that has another form wherever it stands."""
    found = dict.fromkeys("\xad\u061c\u200b\u200e\u200f\u2060\ufeff\x7f", ("", "invisible"))
    ranges = (*range(0x202A, 0x202F), *range(0x2061, 0x206A), *range(9), *range(0xE, 0x20))
    found |= {chr(p): ("", "invisible") for p in (*ranges, *range(0x80, 0xA0))}
    found |= dict.fromkeys(LINE_ENDS, ("\n", "line-end"))
    found |= dict.fromkeys(SPACES, (" ", "space"))
    for p in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        plain = unicodedata.normalize("NFKC", chr(p))
        if plain != chr(p) and len(plain) == 1 and plain >= "\u3400":
            found[chr(p)] = plain, "compatibility"
    found |= {a: (b, "compatibility") for a, b in zip(RADICALS[::2], RADICALS[1::2], strict=True)}
    for p in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        found[chr(p)] = chr(p - 0xFEE0), "width"
    for first, chars in PRIVATE_GBK.items():
        found |= {chr(first + n): (c, "private-use") for n, c in enumerate(chars)}
    return found


def _others(view: View) -> Iterator[Edit]:
    marked = (view.classes & (Class.INVISIBLE | Class.COMPAT | Class.PRIVATE)) != 0
    marked |= np.isin(view.points, [ord(c) for c in SPACES])
    at = np.flatnonzero(marked)
    for start, end in _runs(at):
        yield from _run(view, start, end)


def _runs(at: np.ndarray) -> Iterator[tuple[int, int]]:
    """Ranges of neighbours among ascending offsets."""
    if len(at):
        cuts = np.flatnonzero(np.diff(at) > 1)
        yield from zip(
            at[np.r_[0, cuts + 1]].tolist(), (at[np.r_[cuts, -1]] + 1).tolist(), strict=True
        )


def _run(view: View, start: int, end: int) -> Iterator[Edit]:
    table, text, rule = _table(), view.text, ""
    new: list[str] = []
    begin = start
    for i in range(start, end):
        form, name = table.get(text[i], (text[i], ""))
        if text[i] in JOINERS and _between_plain(text, i):
            form, name = "", "invisible"
        if name and not _allowed(view, i, name):
            form, name = text[i], ""
        if name != rule:
            if rule:
                yield Edit(begin, i, "".join(new), rule)
            begin, new, rule = i, [], name
        new.append(form)
    if rule:
        yield Edit(begin, end, "".join(new), rule)


def _allowed(view: View, at: int, rule: str) -> bool:
    if view.text[at] == "\u200b":  # separates words in the scripts of South-East Asia
        return not any("\u0900" <= c <= "\u1fff" for c in view.text[max(0, at - 1) : at + 2])
    if rule in ("width", "compatibility"):
        return not _foreign(view, at)
    bidi = view.text[at] in "\u061c\u200e\u200f" or "\u202a" <= view.text[at] <= "\u2069"
    return not (
        rule == "invisible" and bidi and RIGHT_TO_LEFT.search(view.text, max(0, at - 40), at + 40)
    )


def _foreign(view: View, at: int) -> bool:
    """Whether kana or Hangul stand around: forms of Japanese and Korean stay."""
    around = view.classes[max(0, at - 60) : at + 60]
    return int(np.count_nonzero(around & (Class.KANA | Class.HANGUL))) >= JAPANESE


def _between_plain(text: str, at: int) -> bool:
    """Whether a joiner joins nothing: Han, kana, ASCII or nothing at all on both sides."""
    sides = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return all(
        not c
        or c < "\x80"
        or "\u3000" <= c <= "\u9fff"
        or "\uff00" <= c <= "\uffef"
        or c in JOINERS
        for c in sides
    )
