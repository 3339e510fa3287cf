"""Bytes with gaps to text: the path through all characters that fit which costs least.

>>> found = read([0xE4, 0xBC, 0x9A, 0xE8, 0xAE, GAP, 0xE8, 0xAE, 0xB0], "utf8", before="开")
>>> found.text if found else None
'会议记'
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model

GAP, MARK = -1, -2
"""A byte that is lost; one that is lost unless it was a question mark."""
CODECS = {"utf8": "utf-8", "gbk": "gbk", "big5": "big5"}
STRICT = {"gbk": "gbk", "latin1": "cp1252", "big5": "big5", "sjis": "cp932", "euc-kr": "cp949"}
"""The smallest codec of each name: what it cannot read may have been lost."""
WIDTH = {"utf8": 3, "gbk": 2, "big5": 2}
BEAM = 40
"""Characters kept at each place; the right one was among the first twenty in every case."""
MOST = 240
"""Characters tried where two bytes are lost."""
FEWEST = 12
"""Known bytes that are worth reading at once."""
INSERTED = 9.0
"""Nats for a byte that is missing without a mark."""
CERTAIN = 0.8
"""Nats by which a refilled character must beat every other between its neighbours."""


class Reading(NamedTuple):
    """A text, its cost, the offsets of refilled characters and those of them that are certain."""

    cost: float
    text: str
    refilled: tuple[int, ...]
    certain: tuple[int, ...]


class Fits(NamedTuple):
    """Characters a codec can write: identities, costs inside their class, code points, bytes."""

    ids: npt.NDArray[np.intp]
    inner: npt.NDArray[np.float32]
    points: npt.NDArray[np.intp]
    bytes: npt.NDArray[np.int16]


class Node(NamedTuple):
    """A character on a path, at a place in the bytes."""

    cost: float
    id: int
    char: str
    back: Any
    refilled: bool
    options: Any


@cache
def fits(written: str) -> Fits:
    """What can fill a gap: what the model knows, the Han of GB 2312 and of Big5's first level."""
    m = model.load()
    own = np.union1d(np.flatnonzero(m.ids >= model.CLASSES), _standard())
    own = own[np.argsort((m.alone[m.ids] + m.inner)[own], kind="stable")]
    rows = []
    for point in own.tolist():
        data = chr(point).encode(CODECS[written], "ignore")
        if len(data) == WIDTH[written]:
            rows.append((point, *data))
    table = np.array(rows, np.intp)
    points = table[:, 0]
    return Fits(
        m.ids[points].astype(np.intp), m.inner[points], points, table[:, 1:].astype(np.int16)
    )


@cache
def unreadable(read: str) -> npt.NDArray[np.bool_]:
    """Whether a codec cannot read a byte (row) that stands before another (column)."""
    seconds = bytes(range(0x100)).replace(b"\n", b"\r")  # all pairs at once, a line for each
    pairs = b"".join(bytes((a, b, 0x0A)) for a in range(0x80, 0x100) for b in seconds)
    lines = pairs.decode(STRICT[read], "replace").split("\n")[:-1]
    bad = np.zeros((256, 256), np.bool_)
    bad[0x80:] = np.array([line.startswith("\ufffd") for line in lines]).reshape(0x80, 0x100)
    return bad


@cache
def _standard() -> npt.NDArray[np.intp]:
    """The code points of the Han of GB 2312 and of Big5's first level."""
    return np.array(
        [
            point
            for point in range(0x4E00, 0xA000)
            if chr(point).encode("gb2312", "ignore")
            or b"\xa4\x40" <= chr(point).encode("big5", "ignore") < b"\xc6\xa1"
        ]
    )


def read(
    data: Sequence[int],
    written: str,
    *,
    before: str = "\n",
    after: str = "",
    inserted: Collection[int] = (),
    gaps: Sequence[npt.NDArray[np.bool_] | None] = (),
) -> Reading | None:
    """The cheapest text of bytes with gaps; None where nothing fits.

    ``inserted`` are places where a lead byte may be missing without a mark, ``gaps`` which of the
    256 bytes each place may hold.
    """
    m = model.load()
    start = Node(0.0, int(m.ids[model.points(before[-1:] or "\n")[0]]), "", None, False, None)
    front: list[dict[int, Node]] = [{} for _ in range(len(data) + 1)]
    front[0][start.id] = start
    known = 0
    for at in range(len(data)):
        nodes = front[at]
        if not nodes or at < known:
            continue
        if len(nodes) == 1 and not inserted and not any(front[at + 1 : at + 3]):
            end, node = _ahead(data, at, written, next(iter(nodes.values())))
            if node:
                front[end] = {node.id: node}
                known = end
                continue
        if len(nodes) > BEAM:
            nodes = dict(sorted(nodes.items(), key=lambda item: item[1].cost)[:BEAM])
        _step(data, at, written, list(nodes.values()), front, at in inserted, gaps[at : at + 3])
    if not front[-1]:
        return None
    if after:
        target = int(m.ids[model.points(after[0])[0]])
        return _path(
            min(front[-1].values(), key=lambda n: n.cost + _pair(n.id, target)), written, after
        )
    return _path(min(front[-1].values(), key=lambda n: n.cost), written, after)


def _ahead(data: Sequence[int], at: int, written: str, node: Node) -> tuple[int, Node | None]:
    """The one way on through known bytes, as a single node, and where it ends; none where a gap is
    near or the bytes fit nothing."""
    end = at
    while end < len(data) and data[end] >= 0:
        end += 1
    if end - at < FEWEST:
        return at, None
    codec = codecs.getincrementaldecoder(CODECS[written])()
    try:
        text = codec.decode(bytes(data[at:end]))
    except UnicodeDecodeError:
        return at, None
    end -= len(codec.getstate()[0])
    if not text or max(text) > "\uffff":
        return at, None
    m = model.load()
    before = node.char[-1:] or "\n"
    cost = node.cost + float(model.costs(before + text)[1:].sum())
    if not node.char:  # the start of a reading is known by its identity alone
        first = min(ord(text[0]), 0xFFFF)
        cost += _pair(node.id, int(m.ids[first])) - _pair(int(m.ids[0x0A]), int(m.ids[first]))
    return end, Node(cost, int(m.ids[ord(text[-1])]), text, node, False, None)


def _step(
    data: Sequence[int],
    at: int,
    written: str,
    nodes: list[Node],
    front: list[dict[int, Node]],
    inserted: bool,
    allowed: Sequence[npt.NDArray[np.bool_] | None],
) -> None:
    first, width = data[at], WIDTH[written]
    if first == MARK:
        _one("?", nodes, front[at + 1])
    elif 0 <= first < 0x80:
        _one(chr(first), nodes, front[at + 1])
        return
    piece = tuple(data[at : at + width])
    if len(piece) == width and all(b >= 0 for b in piece):
        char = bytes(piece).decode(CODECS[written], "replace")
        if len(char) == 1 and char != "\ufffd":
            _one(char, nodes, front[at + width])
    elif len(piece) == width:
        _many(piece, written, nodes, front[at + width], allowed, 0.0)
    if (
        written == "utf8"
        and first >= 0xC3
        and first < 0xE0
        and at + 1 < len(data)
        and data[at + 1] >= 0x80
    ):
        char = bytes(data[at : at + 2]).decode("utf-8", "replace")
        if len(char) == 1 and char != "\ufffd":
            _one(char, nodes, front[at + 2])
    if inserted and first >= 0x40:
        _many((GAP, first), written, nodes, front[at + 1], (), INSERTED)


def _pair(first: int, second: int) -> float:
    m = model.load()
    stored = int(m.pairs[first * len(m.alone) + second])
    if stored == model.UNSEEN:
        return float(m.backoff[first] + m.alone[second])
    return stored / model.STEP


def _one(char: str, nodes: list[Node], into: dict[int, Node]) -> None:
    m = model.load()
    point = min(ord(char), 0xFFFF)
    id = int(m.ids[point])
    best = min(nodes, key=lambda n: n.cost + _pair(n.id, id))
    cost = best.cost + _pair(best.id, id) + float(m.inner[point])
    if id not in into or cost < into[id].cost:
        into[id] = Node(cost, id, char, best, False, None)


def _many(
    piece: tuple[int, ...],
    written: str,
    nodes: list[Node],
    into: dict[int, Node],
    allowed: Sequence[npt.NDArray[np.bool_] | None],
    price: float,
) -> None:
    table = fits(written)
    mask = np.ones(len(table.ids), np.bool_)
    for column, byte in enumerate(piece):
        if byte >= 0:
            mask &= table.bytes[:, column] == byte
        elif column < len(allowed) and (may := allowed[column]) is not None:
            mask &= may[table.bytes[:, column]]
    chosen = np.flatnonzero(mask)[:MOST]
    if not len(chosen):
        return
    ids = table.ids[chosen]
    costs = np.array([n.cost for n in nodes])[:, None] + pair_costs([n.id for n in nodes], ids)
    best = costs.argmin(0)
    least = costs[best, np.arange(len(ids))] + table.inner[chosen] + price
    for n in np.argsort(least)[:BEAM].tolist():
        id, cost, point = int(ids[n]), float(least[n]), int(table.points[chosen[n]])
        if id not in into or cost < into[id].cost:
            into[id] = Node(cost, id, chr(point), nodes[int(best[n])], True, (ids, chosen))


def pair_costs(first: npt.ArrayLike, second: npt.NDArray[np.intp]) -> npt.NDArray[Any]:
    """Costs of every second character after every first."""
    return model.pair(np.asarray(first, np.intp)[:, None], second[None, :])


def _path(node: Node, written: str, after: str) -> Reading:
    """The characters up to a node, with what each refilled one had to beat."""
    path, cost = [], node.cost
    while node.back is not None:
        path.append(node)
        node = node.back
    path.append(node)
    path.reverse()
    refilled, certain = [], []
    m, table = model.load(), fits(written)
    offset = 0
    for n in range(1, len(path)):
        here = path[n]
        offset += len(here.char)
        if not here.refilled:
            continue
        refilled.append(offset - 1)
        ids, chosen = here.options
        costs = pair_costs([path[n - 1].id], ids)[0] + table.inner[chosen]
        following = path[n + 1].char[0] if n + 1 < len(path) else after
        if following:
            target = np.array([m.ids[model.points(following[0])[0]]], np.intp)
            costs = costs + pair_costs(ids, target)[:, 0]
        own = table.points[chosen] == ord(here.char)
        others = costs[~own]
        if not len(others) or others.min() - costs[own].min() >= CERTAIN:
            certain.append(offset - 1)
    return Reading(cost, "".join(n.char for n in path[1:]), tuple(refilled), tuple(certain))
