"""Why a rule changes a line, in a few words, for ``--explain``.

A pack's rules carry their reasons; those of the filters' own rules stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.registry import name_of

BUILT_IN: Mapping[str, Mapping[str, str]] = {
    "repair": {
        "compatibility": "a radical or compatibility form of an everyday character",
        "entity": "an entity of HTML stands for a character",
        "escape": "an escape stands for a character",
        "invisible": "a character nobody sees, left by an editor or against copying",
        "line-break": "a line break written as text",
        "line-end": "a line end of another system",
        "percent": "bytes of an address written in percent signs",
        "private-use": "a character of a font's own, or GBK's before Unicode had it",
        "quoted-printable": "bytes as mail writes them",
        "shifted-gbk": "a lost byte moved all that follow",
        "space": "a space of typesetting in place of a plain one",
        "tag": "a tag of HTML left in the text",
        "width": "a letter or digit of double width",
    },
    "unpinyin": {"pinyin": "a reading in brackets behind its character, all over the page"},
    "simplify": {
        "traditional": "the text is written in traditional characters",
    },
    "strip": {
        "bar-of-buttons": "a line of nothing but buttons, channels and tools",
        "bare-date": "a date alone beside the page's furniture",
        "byline": "a name and a day beside the title, without labels",
        "breadcrumb": "the way through the site to this page",
        "caption-again": "a picture's caption that comes again",
        "card-of-labels": "labels with their values, about the page and not its text",
        "control": "a button or field of a form",
        "copy-of-the-text": "the text stands on the page twice",
        "first-paragraph-again": "a summary repeats how the text begins",
        "foot-of-the-page": "stands at the foot among the page's furniture",
        "head-of-the-page": "stands at the head among the page's furniture",
        "injected-stars": "stars put in against copying",
        "inside-the-text": "says nothing of the text, beside the page's furniture",
        "list-heading": "the heading of a list of links",
        "list-of-links": "titles of other pages in a row",
        "page-image": "the name of a page's picture",
        "paragraph-again": "a paragraph that stands here a second time",
        "random-string": "random letters put in against copying",
        "site-talk": "the site speaks of itself",
        "tag-tail": "a tag of the site behind a line",
        "under-the-title": "stands under the title among the page's furniture",
        "title-again": "the title stays once, as the first line",
    },
    "reflow": {
        "doubled-text": "every piece of the line is written twice, as slides give it",
        "giant-paragraph": "a heading runs on behind the sentence before it",
        "hard-wrap": "the text was broken at a fixed width",
        "letter-spacing": "a heading's letters were set apart",
        "page-break": "a sentence runs over the end of a page",
        "page-number": "a page's number or running head inside the text",
        "preview-number": "the number of a preview's segment stands inside a sentence",
        "stray-space": "a space inside a word",
        "table": "the table is written in the form asked for",
        "vertical-word": "a word was written one character a line",
    },
    "split": {
        "part": "belongs to another part of the compilation, or to none",
        "part-mark": "the mark of a part is kept in meta",
        "word-count": "the word count of a part is kept in meta",
    },
}
"""Reasons by filter and rule."""
READ_AS = re.compile(r"(\w+)-as-(\w+)")
LOST = "-lossy"


class Reasons:
    """The reason of each rule: its pack's word for it, the filter's own, else what that does."""

    def __init__(self, steps: Iterable[Any]) -> None:
        self._packs: dict[str, str] = {}
        self._steps: dict[str, str] = {}
        for step in steps:
            does = re.split(r"[,;.\n]", type(step).__doc__ or "")[0]
            self._steps[name_of(step)] = does[:1].lower() + does[1:]
            if hasattr(step, "rules"):
                self._packs |= in_packs(step.rules)

    def __call__(self, step: str, rule: str) -> str:
        """The reason of a step's rule."""
        own = BUILT_IN.get(step, {}).get(rule) or misread(rule)
        return self._packs.get(rule) or own or self._steps.get(step, "")


def misread(rule: str) -> str:
    """The reason in the name of a chain of misreadings; empty where it is none.

    >>> misread("utf8-as-gbk"), misread("utf8-as-latin1-lossy")
    ('utf8 was read as gbk', 'utf8 was read as latin1, and bytes were lost')
    """
    steps = [READ_AS.fullmatch(step) for step in rule.removesuffix(LOST).split(".")]
    told = [f"{m[1]} was read as {m[2]}" for m in steps if m]
    lost = ", and bytes were lost" if rule.endswith(LOST) else ""
    return ", then ".join(told) + lost if len(told) == len(steps) else ""


def in_packs(own: Iterable[str]) -> dict[str, str]:
    """The reasons in the shipped packs and in packs of one's own, by the rule's name."""
    from cleaner.rulebook import load, shipped

    reasons: dict[str, str] = {}
    for pack in (*shipped(), *(pack for path in own for pack in load(path))):
        reasons |= {rule.name: rule.why for rule in pack.rules}
        reasons |= {words.name: words.why for words in pack.words}
    return reasons
