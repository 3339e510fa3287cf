"""What a rule's pattern may be.

Patterns stay inside what RE2 takes, so that none can blow up and any engine could run them.

>>> compiled("(a+)+b")
Traceback (most recent call last):
    ...
cleaner.rulebook.pattern.Refused: nests quantifiers, which can backtrack without end
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # the parser re itself uses
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MAX_WIDTH = 400
"""Longest bounded repeat an inline pattern may have: longer ones are quadratic on one-line
pages."""
MAX_WILD = 3
"""So many unbounded repeats may stand in one pattern; a line of n characters costs n to that
power."""
_REFUSED = {
    op.ASSERT: "look-around",
    op.ASSERT_NOT: "look-around",
    op.GROUPREF: "a back-reference",
    op.GROUPREF_EXISTS: "a conditional group",
    op.ATOMIC_GROUP: "an atomic group",
    op.POSSESSIVE_REPEAT: "a possessive repeat",
}
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_PROBES = [chr(c) for c in range(32, 127)] + list(
    "。、;:·一二三十年月第的上下本版载文页号《》【】“”…○×éÀ"
)
Node = tuple[Any, Any]


class Refused(ValueError):
    """A pattern the rulebook does not take; the message says why."""


@cache
def compiled(pattern: str, bounded: bool = False) -> re.Pattern[str]:
    """The pattern compiled, once per process; ``bounded`` refuses repeats without an end.

    Raises Refused for what RE2 does not take, for nested repeats and for too many wild ones.
    """
    try:
        tree = _parser.parse(pattern)
        found = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as e:
        raise Refused(f"is no regular expression ({e})") from e
    probes = frozenset(_PROBES) | frozenset(c for c in pattern if c not in "\n")
    wild = 0
    for kind, value in walk(tree):
        if kind in _REFUSED:
            raise Refused(f"uses {_REFUSED[kind]}, which RE2 does not take")
        if kind in REPEATS:
            _, high, body = value
            endless = high is op.MAXREPEAT
            wild += endless
            if bounded and (endless or high > MAX_WIDTH):
                raise Refused(f"repeats without bound; write {{0,40}}, at most {MAX_WIDTH}")
            if high > 1 and not orderly(list(body), probes):
                raise Refused("nests quantifiers, which can backtrack without end")
    if wild > MAX_WILD:
        raise Refused(f"has {wild} unbounded repeats, at most {MAX_WILD} may stand in one pattern")
    return found


def walk(tree: Iterable[Node]) -> Iterator[Node]:
    """Every node of a parsed pattern, outermost first."""
    for node in tree:
        yield node
        for body in bodies(node):
            yield from walk(body)


def bodies(node: Node) -> list[Any]:
    """The sequences directly inside a node."""
    kind, value = node
    if kind in REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.BRANCH:
        return list(value[1])
    return []


def orderly(body: list[Node], probes: frozenset[str]) -> bool:
    """Whether a repeated sequence can be cut up in one way only.

    So it is where it holds no variable repeat, or where what must follow each variable repeat
    cannot be a part of it, as in ``([^|]{1,9}\\|)+``.
    """
    items = flat(body)
    for at, (kind, value) in enumerate(items):
        if kind is op.BRANCH:
            if any(not orderly(list(b), probes) for b in value[1]):
                return False
        elif kind in REPEATS and value[0] != value[1]:
            if kind not in REPEATS or not all(orderly(list(b), probes) for b in [value[2]]):
                return False
            inner = starts(list(value[2]), probes) | every(list(value[2]), probes)
            after = [*items[at + 1 :], *items[: at + 1]]
            if value[1] != 1 and inner & required(after, probes):
                return False
    return True


def flat(body: Iterable[Node]) -> list[Node]:
    """A sequence with its plain groups opened."""
    out: list[Node] = []
    for node in body:
        out += flat(node[1][3]) if node[0] is op.SUBPATTERN else [node]
    return out


def required(items: list[Node], probes: frozenset[str]) -> frozenset[str]:
    """Characters that can stand next, given these items: up to the first that must be there."""
    out: frozenset[str] = frozenset()
    for kind, value in items:
        if kind in REPEATS:
            out |= starts(list(value[2]), probes)
            if value[0]:
                return out
        else:
            return out | starts([(kind, value)], probes)
    return out


def starts(items: list[Node], probes: frozenset[str]) -> frozenset[str]:
    """Probe characters a sequence can begin with."""
    for kind, value in flat(items):
        if kind in REPEATS:
            return required(items, probes)
        if kind is op.BRANCH:
            return frozenset().union(*(starts(list(b), probes) for b in value[1]))
        if kind is not op.AT:
            return single((kind, value), probes)
    return frozenset()


def every(items: list[Node], probes: frozenset[str]) -> frozenset[str]:
    """Probe characters that can stand anywhere in a sequence."""
    leaves = (single(node, probes) for node in walk(items) if not bodies(node))
    return frozenset().union(*leaves)


def single(node: Node, probes: frozenset[str]) -> frozenset[str]:
    """Probe characters a one-character node takes."""
    kind, value = node
    if kind is op.ANY:
        return probes
    if kind is op.LITERAL:
        return probes & {chr(value)}
    if kind is op.NOT_LITERAL:
        return probes - {chr(value)}
    if kind is op.IN:
        negate = value[0][0] is op.NEGATE
        taken = frozenset().union(*(members(each, probes) for each in value[negate:]))
        return probes - taken if negate else taken
    return frozenset()


def members(node: Node, probes: frozenset[str]) -> frozenset[str]:
    """Probe characters that one item of a character class names."""
    kind, value = node
    if kind is op.RANGE:
        return frozenset(c for c in probes if value[0] <= ord(c) <= value[1])
    if kind is op.CATEGORY:
        name = str(value)
        test = str.isdigit if "DIGIT" in name else str.isspace if "SPACE" in name else str.isalnum
        positive = frozenset(c for c in probes if test(c))
        return probes - positive if "NOT" in name else positive
    return single(node, probes)


assert sys.version_info >= (3, 11), "re._parser is a module since Python 3.11"
