"""Text a program has rewritten: words swapped for others, some of them inside compounds.

A swapped word is a word all the same. What gives it away is that the characters around it go with
the word it was put for, that the other word is nowhere in the text, and that there are many.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.structure import words
from cleaner.structure.flow import tie
from cleaner.view import View

MIX = np.uint16(33949)
"""Multiplies the first of two characters. Of 6,000 odd numbers the one with which the fewest pairs
of running text share the hash of a swapped word: 2 of 1,000."""
SHORTEST, LONGEST = 3, 8
"""Characters of a compound with a swapped part."""
MIN_SPUN = 3
"""Spun compounds in a text, two of them different; one may be a name."""
MIN_SPUN_RATE = 0.3
"""For every 1,000 characters; spun pages have 3 and more."""
SELDOM, OFTEN, TELLING = 2, 1, 2.3
"""Marks of words that tell much and of those that tell less, and where the one begins."""
MIN_SELDOM, MIN_OFTEN = 4, 8
"""Places of the ones or of the others, before a text is looked at."""
MIN_DIFFERENT = 4
"""Different words that were put."""
LEAST, GROWTH, SPAN = 7.0, 0.005, 3000
"""What the words put must tell together: so much, with more for each character, up to a length
behind which a text need not be read on. Of 1,400 articles and reviews five told more, of 200 clean
documents of other kinds none (4.8 at most); of texts with nine words of one program nine in ten."""
MOST = 2.5
"""Log odds that one neighbour may say."""
FEW, AGAIN = 3, 0.5
"""Places of one word that are looked at, and what each beyond the first says."""
SURE, DOUBLY, HALF = 1.0, 2.0, 0.6
"""Log odds from which on a word was put, from which on it tells all, and what it tells below."""


def spun(view: View) -> float:
    """Spun compounds for every 1,000 characters.

    >>> round(spun(View("邦度统计局要求根底设施平安管理,邦度统计局")))
    143
    """
    hits = swapped(view)
    if np.count_nonzero(hits) < MIN_SELDOM:
        return 0.0
    seen = hits.tobytes()
    if seen.count(SELDOM) < MIN_SELDOM and seen.count(OFTEN) < MIN_OFTEN:
        return 0.0
    text, places = view.text, hits.nonzero()[0].tolist()
    put = [text[at : at + 2] for at in places]
    found = compounds(text, places) if not words.swaps().isdisjoint(put) else []
    rate = 1000 * len(found) / len(text)
    if len(found) >= MIN_SPUN and len(set(found)) > 1 and rate >= MIN_SPUN_RATE:
        return rate
    return 1000 * count_put(text, places, put) / len(text)


def compounds(text: str, places: list[int]) -> list[str]:
    """The spun compounds around these places, where there are enough."""
    around = context()
    near = [at for at in places if text[at : at + 3] in around or text[at - 1 : at + 2] in around]
    return [hit for at in near if (hit := compound(text, at))] if len(near) >= MIN_SPUN else []


def count_put(text: str, places: list[int], pairs: list[str]) -> int:
    """How many words were put for others, if all that they tell together is enough."""
    told = weights()
    least = LEAST + GROWTH * min(len(text), SPAN)
    if sum([told.get(word, 0.0) for word in {*pairs}]) < least:
        return 0
    at: dict[str, list[int]] = {}
    for place, word in zip(places, pairs, strict=True):
        if place < SPAN and word in told:
            at.setdefault(word, []).append(place)
    odds = {word: likelihood(text, word, at[word]) for word in at}
    sure = [word for word, put in odds.items() if put > SURE]
    total = sum(told[word] * (1 if odds[word] > DOUBLY else HALF) for word in sure)
    enough = total >= least and len(sure) >= MIN_DIFFERENT
    return sum(len(at[word]) for word in sure) if enough else 0


@cache
def weights() -> dict[str, float]:
    """What each word tells that may have been put."""
    return {word: swap.told for word, swap in words.spins().items()}


def likelihood(text: str, word: str, at: list[int]) -> float:
    """Log odds that a word was put: what stands around it goes with another, which is nowhere."""
    best = -FEW * MOST
    for old, odds in words.spins()[word].olds:
        each = sorted((odds + fits(text, place, word, old) for place in at), reverse=True)[:FEW]
        mean = sum(each) / len(each)
        again = AGAIN * (len(each) - 1) - min(FEW, text.count(old))
        best = max(best, mean + again)
    return best


def fits(text: str, at: int, word: str, old: str) -> float:
    """How much better another word fits between the characters around one, in log odds."""
    before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
    better = 0.0
    if is_han(before):
        better += bounded(tie(before, old[0]) - tie(before, word[0]))
    if is_han(after):
        better += bounded(tie(old[-1], after) - tie(word[-1], after))
    return better


def is_han(character: str) -> bool:
    """Whether one character of Han is given."""
    return "一" <= character <= "龥"


def bounded(odds: float) -> float:
    """What one seam may say at most."""
    return max(-MOST, min(MOST, odds))


def swapped(view: View) -> npt.NDArray[np.uint8]:
    """Where swapped words may stand: pairs with the hash of one."""
    points = view.points
    if points.dtype != np.uint16:
        points = points.astype(np.uint16)
    pairs = points[:-1] * MIX
    pairs += points[1:]
    found: npt.NDArray[np.uint8] = hashes().take(pairs)
    return found


@cache
def hashes() -> npt.NDArray[np.uint8]:
    """Which hashes of two characters a swapped word has that is seldom or often written."""
    table = np.zeros(1 << 16, np.uint8)
    told = weights()
    for swap in sorted({*words.swaps(), *told}, key=lambda swap: told.get(swap, 0.0)):
        kind = SELDOM if told.get(swap, 0.0) >= TELLING else OFTEN
        table[(ord(swap[0]) * int(MIX) + ord(swap[1])) & 0xFFFF] = kind
    return table


@cache
def context() -> frozenset[str]:
    """The swapped words with the character before or behind them in a spun compound."""
    found = set()
    for word in words.spun():
        for swap in words.swaps():
            at = word.find(swap)
            if at >= 0:
                found |= {word[max(0, at - 1) : at + 2], word[at : at + 3]}
    return frozenset(found - words.swaps())


def compound(text: str, at: int) -> str:
    """The spun compound around a place, if one is there."""
    for begin in range(max(0, at + 2 - LONGEST), at + 1):
        for end in range(max(begin + SHORTEST, at + 2), begin + LONGEST + 1):
            if text[begin:end] in words.spun():
                return text[begin:end]
    return ""
