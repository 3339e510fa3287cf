"""The literals any line a pattern matches must hold: what is looked for before a pattern is tried.

>>> sorted(literals("下载(文档|资源)前请.*"))
['下载文档前请', '下载资源前请']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import fsum
from re import _constants as op  # type: ignore[attr-defined]  # the parser re itself uses
from re import _parser  # type: ignore[attr-defined]

from cleaner.rulebook.pattern import REPEATS, Node

MAX_EXPANSION = 64
"""A pattern's literal part is spelled out into at most so many strings."""
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
"""Characters every text is full of."""


def literals(pattern: str) -> frozenset[str]:
    """Strings one of which every match holds; empty where none must be there."""
    tree = _parser.parse(pattern)
    loose = bool(tree.state.flags & re.IGNORECASE)
    return best(candidates(list(tree), loose))


def best(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """The set that would be met least often in a text, without strings that hold another."""
    usable = [bare(s) for s in sets if s and all(map(telling, s))]
    return min(usable, key=lambda s: (fsum(map(commonness, s)), sorted(s)), default=frozenset())


def bare(strings: frozenset[str]) -> frozenset[str]:
    """The strings in which none of the others stands."""
    short = sorted(strings, key=len)
    return frozenset(
        s for n, s in enumerate(short) if not any(t in s for t in short[:n] if len(t) < len(s))
    )


def commonness(literal: str) -> float:
    """How often a literal stands in a line, roughly: marks and common characters in many, each
    further character makes it ten times rarer."""
    usual = sum(c in COMMON or not c.isalpha() for c in literal)
    return float(0.1 ** (len(literal) - 1) * 0.3 ** (len(literal) - usual))


def telling(literal: str) -> bool:
    """Whether a literal is worth looking for: two characters, or one that is no letter or digit."""
    return len(literal) > 1 or (len(literal) == 1 and not (literal.isascii() and literal.isalnum()))


def candidates(items: list[Node], loose: bool) -> list[frozenset[str]]:
    """Sets of strings, of each of which a match must hold one."""
    out: list[frozenset[str]] = []
    run: frozenset[str] = frozenset([""])
    for node in items:
        strings = spelled(node, loose)
        if strings is not None and len(strings) * len(run) <= MAX_EXPANSION:
            run = frozenset(a + b for a in run for b in strings)
            continue
        out += [pieces(run), *inside(node, loose)]
        run = strings if strings is not None else frozenset([""])
    return [*out, pieces(run)]


def pieces(run: frozenset[str]) -> frozenset[str]:
    """Each string's longest part without spaces: spaces are what pages vary."""
    return frozenset(max(s.split(" "), key=len) for s in run)


def inside(node: Node, loose: bool) -> list[frozenset[str]]:
    """Required sets within one node that has no finite spelling."""
    kind, value = node
    if kind is op.SUBPATTERN:
        return candidates(list(value[3]), loose)
    if kind in REPEATS and value[0]:
        return candidates(list(value[2]), loose)
    if kind is op.BRANCH:
        each = [best(candidates(list(b), loose)) for b in value[1]]
        if all(each):
            return [frozenset().union(*each)]
    return []


def spelled(node: Node, loose: bool) -> frozenset[str] | None:
    """All strings a node can be, or None where they are too many."""
    kind, value = node
    if kind is op.LITERAL:
        c = chr(value)
        return frozenset([c.lower(), c.upper()] if loose else [c])
    if kind is op.AT:
        return frozenset([""])
    if kind is op.SUBPATTERN:
        return product(list(value[3]), loose)
    if kind is op.BRANCH:
        parts = [product(list(b), loose) for b in value[1]]
        return None if None in parts else capped(frozenset().union(*(p for p in parts if p)))
    if kind is op.IN and all(k is op.LITERAL for k, _ in value):
        return capped(frozenset().union(*(spelled(n, loose) or () for n in value)))
    if kind in REPEATS and value[1] == 1:
        once = product(list(value[2]), loose)
        return None if once is None else capped(once | {""})
    if kind in REPEATS and value[0] == value[1] and value[1] <= 4:
        return product(list(value[2]) * value[1], loose)
    return None


def product(items: list[Node], loose: bool) -> frozenset[str] | None:
    """All strings a sequence can be, or None where they are too many."""
    run = frozenset([""])
    for node in items:
        strings = spelled(node, loose)
        if strings is None or len(strings) * len(run) > MAX_EXPANSION:
            return None
        run = frozenset(a + b for a in run for b in strings)
    return run


def capped(strings: frozenset[str]) -> frozenset[str] | None:
    """The strings, unless they are too many."""
    return strings if len(strings) <= MAX_EXPANSION else None
