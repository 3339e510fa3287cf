"""Escapes, entities and tags left over in running text; never in addresses, code or where they
are what the text is about.

>>> [e.new for e in mend("会议%u8BB0%u5F55%u5982%u4E0B")]
['记录如下']
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from cleaner.document import Edit
from cleaner.encoding.context import STRETCH, line_at, prose, quoted
from cleaner.encoding.traces import BARE, ENTITY, ESCAPE, TAG

HAN = "\u3400-\u9fff\uf900-\ufaff"
WIDE = HAN + "\u3000-\u30ff\uff00-\uffef\u2010-\u2027\u00b7"
ADDRESS = re.compile(rf"(?:\w+://|www\.|[\w.-]+\.(?:com|cn|net|org)/)[^\s<>\"'`{WIDE}]*", re.A)
SOURCE = re.compile(r"<!doctype|<html\b|<head\b|<body\b|<script\b|<\?xml|<\?php|```", re.I)
"""A text that holds pages or programs: its tags stay."""
ENOUGH = 4
"""Characters an escape run must give where the line has plain Chinese: fewer may be quoted."""
NUMBERED = re.compile(r"&#(?:x[0-9a-f]{1,6}|\d{1,7});?", re.I)
NAMED = re.compile(r"&[a-z]{2,8}\d{0,2};", re.I)
BARE_NUMBERED = re.compile(r"#(?:x[0-9a-f]{4}|\d{4,5});", re.I)
BARE_NAMED = re.compile(
    r"(?<![&A-Za-z#_.-])(?:nbsp|[lr][ds]quo|[mn]dash|hellip|middot|quot|bull|e[mn]sp|[lr]aquo);"
)
ENDINGS = ("nbsp;", "emsp;", "ensp;", "quo;", "dash;", "hellip;", "middot;", "quot;", "bull;")
"""How the names of entities that lost their ampersand end."""
BACKSLASH = re.compile(r"\\u[0-9a-f]{4}(?:\\u[0-9a-f]{4})*", re.I)
PERCENT_U = re.compile(r"%u[0-9a-f]{4}(?:%20)?(?:%u[0-9a-f]{4}(?:%20)?)*", re.I)
PERCENT = re.compile(r"%[0-9a-f]{2}(?:%[0-9a-f]{2})+", re.I)
QUOTED = re.compile(r"=[0-9A-F]{2}(?:=\r?\n)?(?:=[0-9A-F]{2}(?:=\r?\n)?)+")
BREAKS = re.compile(
    rf"(?:_?x000d_?|x0d)?_?x0a_?(?![0-9a-z])|(?<=[{WIDE}])(?:(?:\\r)?\\n)+|(?:\\r\\n)+", re.I
)
ELEMENTS = (
    "p|br|span|font|strong|b|i|em|u|s|strike|sup|sub|div|center|o:p|st1:\\w+|td|tr|th|table|tbody|"
    "li|ul|ol|h[1-6]|img|hr|big|small|label|section|a|input|iframe|embed|object|param|script|style"
)
ELEMENT = re.compile(rf"</?(?:{ELEMENTS})(?:\s[^<>\n]{{0,300}})?/?>", re.I)
HALF = re.compile(r"/(?:span|font|strong|div|td|tr|p|b|a|li)>", re.I)
"""A tag, and an end tag that lost its first character."""
BRACKETS, CLOSING = ("()", "（）"), ")）」』”"
"""What a tag or an escape is named in, not left over."""
BREAKING = re.compile(r"</?(?:p|br|div|tr|li|h[1-6]|hr)\b", re.I)


def mend(text: str, present: int = 0xFF) -> list[Edit]:
    """Edits that take escapes for what they stand for; ``present`` are the traces that occur."""
    found = sorted(
        edit
        for rule, traces, literals, find in RULES
        if traces & present == traces and any(literal in text for literal in literals)
        for edit in find(text, rule)
    )
    if not found:
        return []
    addresses = [m.span() for m in ADDRESS.finditer(text)]
    starts = [start for start, _ in addresses]
    kept: list[Edit] = []
    for _, group in groupby(
        found, lambda e: (text.rfind("\n", max(0, e.start - STRETCH), e.start), e.start // STRETCH)
    ):
        edits = list(group)
        left = prose(line_at(text, edits[0].start), len(edits))
        for edit in edits if left else ():
            n = bisect_right(starts, edit.start) - 1
            address = n >= 0 and edit.start < addresses[n][1]
            if not address and not quoted(text, edit) and (not kept or edit.start >= kept[-1].end):
                kept.append(edit)
    return kept


def _enough(text: str, start: int, end: int, new: str) -> bool:
    """Whether a run gives enough characters, or nothing but escapes says anything Chinese."""
    wide = sum(c > "\x7f" for c in new)
    return wide >= ENOUGH or not re.search(f"[{HAN}]", line_at(text, start))


def _character(point: int) -> str:
    """The character of a number a page wrote; Windows-1252 numbers as browsers read them."""
    if 0x80 <= point <= 0x9F:
        return bytes([point]).decode("cp1252", "ignore")
    if point in (9, 10, 13):
        return "\n" if point != 9 else "\t"
    if not 0x20 <= point <= 0x10FFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    return chr(point)


def _number(entity: str) -> int:
    digits = entity.strip("&#;")
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def _entities(text: str, rule: str) -> Iterator[Edit]:
    for m in NUMBERED.finditer(text):
        new = _character(_number(m.group()))
        if new:
            yield Edit(*m.span(), new, rule)
    for m in NAMED.finditer(text):
        new = html.unescape(m.group())
        if new != m.group():
            yield Edit(*m.span(), " " if new == "\xa0" else new, rule)


def _bare_numbers(text: str, rule: str) -> Iterator[Edit]:
    for m in BARE_NUMBERED.finditer(text):
        new = _character(_number(m.group()))
        first = not re.match("[&A-Za-z0-9]", text[max(0, m.start() - 1) : m.start()])
        if first and re.fullmatch(f"[{WIDE}]", new) and _beside(text, *m.span(), "#;&"):
            yield Edit(*m.span(), new, rule)


def _bare_names(text: str, rule: str) -> Iterator[Edit]:
    for ending in ENDINGS:
        for m in re.finditer(re.escape(ending), text):
            name = BARE_NAMED.search(text, max(0, m.start() - 6), m.end())
            if name and name.end() == m.end() and _beside(text, *name.span(), ";"):
                yield Edit(
                    *name.span(), html.unescape("&" + name.group()).replace("\xa0", " "), rule
                )


def _beside(text: str, start: int, end: int, others: str) -> bool:
    """Whether Chinese, or another leftover, stands right before or after."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return bool(re.search(f"[{WIDE}{others}]", around))


def _hex(pattern: re.Pattern[str]) -> Callable[[str, str], Iterator[Edit]]:
    """Runs of UTF-16 units written in hexadecimal after a mark."""

    def find(text: str, rule: str) -> Iterator[Edit]:
        for start, _, runs in _grouped(text, pattern):
            new = sum(len(m.group()) for m in runs) // 6
            if new >= ENOUGH or not re.search(f"[{HAN}]", line_at(text, start)):
                for m in runs:
                    read = re.sub("%20", " ", m.group())
                    read = re.sub(r"[\\%]u(....)", lambda u: chr(int(u[1], 16)), read, flags=re.I)
                    read = read.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
                    if "\ufffd" not in read and "\0" not in read:
                        yield Edit(*m.span(), read, rule)

    return find


def _grouped(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """Matches line by line."""
    return _lines(pattern.finditer(text), text)


def _lines(
    matches: Iterable[re.Match[str]], text: str
) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    group: list[re.Match[str]] = []
    for m in matches:
        if group and "\n" in text[group[-1].end() : m.start()]:
            yield group[0].start(), group[-1].end(), group
            group = []
        group.append(m)
    if group:
        yield group[0].start(), group[-1].end(), group


def _bytes(pattern: re.Pattern[str]) -> Callable[[str, str], Iterator[Edit]]:
    """Runs of bytes written in hexadecimal after a mark, in UTF-8 or GBK."""

    def find(text: str, rule: str) -> Iterator[Edit]:
        for start, end, runs in _grouped(text, pattern):
            read = [_decoded(re.sub(r"=\r?\n|[%=]", "", m.group())) for m in runs]
            if not _enough(text, start, end, "".join(read)):
                continue
            for m, new in zip(runs, read, strict=True):
                if new and _outside_token(text, m.start()):
                    yield Edit(*m.span(), new, rule)

    return find


def _decoded(digits: str) -> str:
    data = bytes.fromhex(digits)
    for codec in ("utf-8", "gb18030"):
        try:
            new = data.decode(codec)
        except UnicodeDecodeError:
            continue
        common = codec == "utf-8" or re.fullmatch(f"[{WIDE}\x20-\x7e]+", new)
        if not new.isascii() and common:
            return new
    return ""


def _outside_token(text: str, start: int) -> bool:
    """Whether the word before is no address: a path, a query, an attribute."""
    word = re.match("[!-~]*", text[max(0, start - 200) : start][::-1])
    return not (word and re.search(r"[/?&]\S*=|/\S*/|\bhref|\bsrc|://", word.group()[::-1]))


def _breaks(text: str, rule: str) -> Iterator[Edit]:
    for m in BREAKS.finditer(text):
        before, after = text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 1]
        named = m[0][0] == "\\" and after and after in CLOSING
        if re.search(f"[{WIDE}]", before + after) and not named:
            yield Edit(*m.span(), "\n", rule)


def _halves(text: str) -> Iterator[re.Match[str]]:
    for m in HALF.finditer(text):
        if not re.match("[<A-Za-z0-9:./]", text[max(0, m.start() - 1) : m.start()]):
            yield m


def _placeholder(text: str, tag: re.Match[str], tags: list[re.Match[str]]) -> bool:
    """Whether a tag stands for something to be put in, never closed and set off by spaces, or is
    what brackets are about."""
    around = text[max(0, tag.start() - 1) : tag.start()] + text[tag.end() : tag.end() + 1]
    if around in BRACKETS:
        return True
    name = re.fullmatch("<([a-z]+)>", tag[0])
    if around != "  " or not name or name[1] in ("br", "hr"):
        return False
    closed = any(other[0] == f"</{name[1]}>" for other in tags)
    return len(tags) == 1 or not (closed or name[1] == "p")


def _tags(text: str, rule: str) -> Iterator[Edit]:
    if SOURCE.search(text):
        return
    for start, _, tags in _lines(
        sorted([*ELEMENT.finditer(text), *_halves(text)], key=re.Match.start), text
    ):
        line = line_at(text, start)
        whole = re.fullmatch(r"\s*<(a)\b[^<>]*>[^<>]*</\1>\s*", line)
        if whole or not re.search(f"[{HAN}]", re.sub(r"<[^<>]*>", "", line)):
            continue
        for m in tags:
            if "=" not in text[m.end() : m.end() + 1] and not _placeholder(text, m, tags):
                inner = text[m.start() - 1 : m.start()] not in ("", "\n") and text[
                    m.end() : m.end() + 1
                ] not in ("", "\n")
                yield Edit(*m.span(), "\n" if inner and BREAKING.match(m.group()) else "", rule)


RULES: tuple[tuple[str, int, tuple[str, ...], Callable[[str, str], Iterator[Edit]]], ...] = (
    ("entity", ENTITY | BARE, ("&",), _entities),
    ("entity", BARE, ("#x", "#1", "#2", "#3", "#6"), _bare_numbers),
    ("entity", BARE, ENDINGS, _bare_names),
    ("escape", ESCAPE, ("\\u", "\\U"), _hex(BACKSLASH)),
    ("escape", ESCAPE, ("%u", "%U"), _hex(PERCENT_U)),
    ("percent", ESCAPE, ("%",), _bytes(PERCENT)),
    ("quoted-printable", ESCAPE, ("=",), _bytes(QUOTED)),
    ("line-break", ESCAPE, ("\\n",), _breaks),
    ("line-break", 0, ("x0a", "x0A"), _breaks),
    ("tag", TAG, (">",), _tags),
)
"""Rule, traces that must occur, literals one of which must stand in the text, what finds edits."""
