"""What no search can bring back, as the share of a text's characters it takes.

>>> from cleaner.view import View
>>> text = "锟斤拷锟斤拷锟斤拷锟斤拷烫烫烫烫烫烫烫烫"
>>> unrepairable(text, View(text))["mojibake"]
1.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import sub
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.encoding import model, nonsense
from cleaner.view import Class, View

LITTER = re.compile(
    "(?:锟斤拷|锟.?斤拷|锟斤|斤拷|锟叫|锟狡|锟侥|烫烫烫烫[烫]*|屯屯屯屯[屯]*)+[锟拷烫屯]*"
)
"""U+FFFD read as GBK, and uninitialised memory as a debugger fills it."""
LITTERED = (("锟", "锟"), ("拷", "斤拷"), ("烫", "烫烫烫烫"), ("屯", "屯屯屯屯"))
"""One of these stands in litter; a search for one character is many times faster than for two."""
LITTER_SHARE, LITTER_LEAST = 0.02, 8
"""Of the text, and characters: a sentence about 锟斤拷 names it, it does not consist of it."""
LOST_SHARE, LOST_LEAST = 0.005, 2
"""U+FFFD among the characters that are not ASCII."""
STRANGE = ((12, 10.5), (8, 12.5))
"""Han in a row whose mean cost in nats no text reaches: lists of rare names and dishes, verse and
rare-character exercises that were held out stay below 10 over 12; random Han average 13."""
RANDOM_SHARE, RANDOM_LEAST, RANDOM_ALONE = 0.1, 16, 8
"""Of the text, and characters: fewer where they are half of it."""
BEYOND, LISTED_BEYOND = (0.3, 0.1), (0.5, 0.2)
"""Shares of a random run that GB 2312 and Big5 lack: they have a third and two thirds of GBK's Han,
and 99 % of text; between stops, where lists of rare names are, more is asked."""
HAN = re.compile("[\u3400-\u9fff]+")
ASKED_SHARE, ASKED_LEAST = 0.3, 20
"""Question marks among all characters, where every byte or character that was lost left one."""
INSIDE = re.compile(
    "(?<=[\u2e80-\uffef])(?<![吗呢吧么啊呀嘛否谁何哪几多怎样嗎麼誰幾樣])[?]+(?=[A-Za-z\u2e80-\uffef])"
)
INSIDE_SHARE, INSIDE_LEAST = 0.06, 4
"""Question marks inside running text, behind no word that asks: text where they stand for all full
stops has no more, and four lost bytes of a line are enough to spoil it."""
CROWD, CROWDED = 8, 24
"""Rare characters in a stretch that is looked at, and its length."""
TIMES = ord("×")
"""Masks whole names, so that many of it stand together."""
LISTED = [ord(c) for c in "、，,·"]
"""What stands between the items of a list."""
MISREAD_LEAST = 24


def unrepairable(text: str, view: View) -> dict[str, float]:
    """Shares (0 to 1) of ``mojibake``, ``random-han``, ``undecodable`` above their thresholds."""
    found: dict[str, float] = {}
    lost = text.count("\ufffd") if "\ufffd" in text else 0
    litter = any(sign in text and run in text for sign, run in LITTERED)
    strange = _strange(view)
    asked = text.count("?")
    if asked >= INSIDE_LEAST and asked >= INSIDE_SHARE * len(text):
        inside = sum(len(m.group()) for m in INSIDE.finditer(text))
        spoiled = inside >= max(INSIDE_LEAST, INSIDE_SHARE * len(text))
        if spoiled or (asked >= ASKED_LEAST and asked >= ASKED_SHARE * len(text)):
            found["undecodable"] = round(asked / len(text), 4)
    if not (lost or litter or strange is not None):
        return found
    size = max(1, int(np.count_nonzero(view.points > 0x7F)))
    if lost >= LOST_LEAST and lost >= LOST_SHARE * size:
        found["undecodable"] = lost / size
    littered = sum(len(m.group()) for m in LITTER.finditer(text)) if litter else 0
    if littered < LITTER_LEAST:
        littered = 0
    misread, random = strange if strange is not None else (0, 0)
    broken = max(littered, lost if "undecodable" in found else 0, misread)
    if broken >= LITTER_LEAST and broken >= LITTER_SHARE * size:
        found["mojibake"] = min(1.0, broken / size)
    least = RANDOM_ALONE if 2 * random >= size else RANDOM_LEAST
    if random >= max(least, RANDOM_SHARE * size) and 2 * littered < random:
        found["random-han"] = min(1.0, random / size)
    return {name: round(share, 4) for name, share in found.items()}


def _strange(view: View) -> tuple[int, int] | None:
    """Characters in stretches that read like nothing: with private use, half-width kana or letters
    of other scripts among them (misread), and of rare Han alone (random)."""
    points = view.points if view.points.dtype == np.uint16 else np.minimum(view.points, 0xFFFF)
    rare = model.rare().take(points)
    places = nonsense.crowded(points)
    if _crowd(rare) and _crowd(rare & (points != TIMES)):
        places = np.union1d(places, _crowded(rare))
    if not len(places):
        return None
    misread = random = 0
    for start, end in _lines(view.text, places):
        costs = model.costs(view.text[start:end])
        odd = np.where(points[start:end] > 0x7F, costs, 0.0)
        marked = np.zeros(end - start, np.bool_)
        for window, strange in STRANGE:
            marked |= _covered(_mean(odd, window) > strange, window, end - start)
        anyhow = nonsense.marked(view.text[start:end], costs)
        foreign = rare[start:end] & (view.classes[start:end] & Class.HAN == 0)
        stops = (view.classes[start:end] & (Class.STOP | Class.SPACE)) != 0
        stops |= np.isin(points[start:end], LISTED)
        for a, b in zip(*_runs(marked), strict=True):
            if np.count_nonzero(foreign[a:b]) * 12 > b - a:
                misread += int(b - a)
            else:
                listed = bool(np.count_nonzero(stops[a:b]) * 12 >= b - a)
                if _beyond(view.text[start + a : start + b], listed):
                    anyhow[a:b] = True
        random += int(np.count_nonzero(anyhow))
    return misread if misread >= MISREAD_LEAST else 0, random


def _crowd(rare: npt.NDArray[np.bool_]) -> bool:
    """Whether enough rare characters stand within one stretch."""
    at = rare.nonzero()[0].tolist()
    return len(at) >= CROWD and bool(min(map(sub, at[CROWD - 1 :], at)) < CROWDED)


def _beyond(run: str, listed: bool) -> bool:
    """Whether characters stand in it that neither script writes; lists of elements, plants and
    dishes are rare, yet in the national sets."""
    han = "".join(HAN.findall(run)) if listed else run
    simplified, traditional = (
        1 - len(han.encode(c, "ignore")) / 2 / max(1, len(han)) for c in ("gb2312", "big5")
    )
    least = LISTED_BEYOND if listed else BEYOND
    return simplified > least[0] and traditional > least[1]


def _crowded(rare: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Where rare characters are a third of those that begin there."""
    total = np.concatenate([[0], np.cumsum(rare, dtype=np.int32)])
    span = min(CROWDED, len(rare))
    return np.flatnonzero(total[span:] - total[:-span] >= CROWD)


def _lines(text: str, at: npt.NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """The lines these places begin in, each once."""
    end = -1
    for place in at:
        if place > end:
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            end = end if end >= 0 else len(text)
            yield start, end


def _mean(odd: npt.NDArray[Any], window: int) -> npt.NDArray[Any]:
    return np.convolve(odd, np.ones(window) / window, "valid") if len(odd) >= window else odd[:0]


def _covered(marks: npt.NDArray[np.bool_], window: int, length: int) -> npt.NDArray[np.bool_]:
    """Every character inside a marked window."""
    edges = np.zeros(length + 1, np.int32)
    at = np.flatnonzero(marks)
    edges[at] += 1
    np.add.at(edges, np.minimum(at + window, length), -1)
    return np.cumsum(edges[:-1]) > 0


def _runs(marked: npt.NDArray[np.bool_]) -> tuple[Any, Any]:
    edges = np.diff(np.concatenate([[0], marked.astype(np.int8), [0]]))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
