"""Marks that part a compilation: 篇一, 第1篇 … 6150字, 范文一, 工作总结2 and their like.

A mark alone decides nothing. It takes a series that counts from 1, with a body under each mark; and
where books and plans write the same words, evidence that the parts are documents of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from cleaner.document import Edit, Part
from cleaner.regex import later
from cleaner.structure.lines import Lines
from cleaner.structure.numerals import NUMBER, WORD, number
from cleaner.structure.shapes import held
from cleaner.view import Class, View

MAX_HEADING = 80
"""Characters of a heading line; the longest in the seed pages has 30."""
MIN_BODY = 60
"""Characters under each mark; lines of a table of contents have none, the shortest sample essays
about 100."""
MIN_SINGLE = 200
"""Characters under a mark that stands alone."""
MAX_INTRO = 1500
"""Characters before a mark that stands alone: a title, a lead-in, a table of parts."""
MAX_STARTS = 8
"""So many lines that count 1 are tried: tables of contents and repeated headings come first."""
MAX_TRAILING = 40
"""Characters of a title that carries its number behind it."""

AROUND = "()（）[]【】〔〕<>《》:：、.． \u3000"
LINKS = " :：、-_—·\u3000\u00a0"
"""Ties a title to the mark behind it."""
ORNAMENT = "★☆◆◇●○■□▲△※*#=~ -"
"""Stands around a heading and means nothing."""
END = rf"\s*[)\]】〕>》]?[{ORNAMENT}]*"
STOP = r"(?=[\s:、.)\]】〕>》★☆◆●*#]|$)"
"""What stands behind a numeral that could be the begin of a word: 篇三 and not 篇三角."""
MARK = later(
    rf"(?P<before>.{{0,50}}?)\s*(?P<mark>[(\[【〔<《]?\s*(?:精选|最新|优秀|经典)?(?:第\s?(?P<nth>{NUMBER})\s?篇(?![章幅])"
    rf"|第\s?(?P<copy>{NUMBER})\s?[份则封套]{STOP}"
    rf"|篇\s?[(\[【]?(?P<piece>\d{{1,3}}|{NUMBER}{STOP})"
    rf"|(?:范文|例文|样文|样稿|样例|模板|样本|范本)\s?(?P<sample>\d{{1,3}}|{NUMBER}{STOP})"
    rf"|(?:作文|案例|参考|版本)\s?(?P<named>\d{{1,3}}|{NUMBER}{STOP})"
    rf"|(?<![A-Za-z])(?:[Pp]art|PART|N[oO])\s?\.?\s?(?P<part>\d{{1,3}}|{NUMBER}{STOP}|{WORD}{STOP}))"
    rf"{END}[:、.]?)\s*(?P<after>.*?)"
)
SIGNS = ("篇", "文", "第", "模板", "样", "本", "案例", "参考", "art", "ART", "No", "NO")
"""One of these is in every line that ``MARK`` takes."""
COUNT = later(r"\s*[(\[]?(?:共|约)?\s?(\d{2,6})\s?字(?:左右)?[)\]]?$")
TRAILING = later(
    rf"(?P<before>[^。;,:]{{3,{MAX_TRAILING}}}?)(?P<mark>\s?(?:之|[-_(\[【#.]\s?)?(?P<n>{NUMBER})[)\]】]?:?[{ORNAMENT}]*)"
)
GENRE = later(
    r"(?:总结|报告|计划|规划|方案|要点|心得|体会|感悟|感想|讲话|发言|演讲|致辞|稿|作文|范文|日记|周记"
    r"|随笔|读后感|观后感|鉴定|评价|述职|合同|协议|通知|函|信|书|简历|教案|反思|说说|祝福语|寄语"
    r"|评语|台词|事迹|简报|纪要|公告|论文|例文|文案|文章|故事|诗歌|散文)(?:范文|模板|范本|样本|精选|大全|格式|简短)?$"
)
"""How titles of whole documents end; sections of a book or a plan seldom do."""
GATHERED = later(r"[\d一二两三四五六七八九十]\s?篇|范文|大全|合集|汇编|汇总|精选|集锦|集合|模板")
"""Titles of compilations announce it."""
CHAPTER = later(rf"^[ ]*第\s?({NUMBER})\s?[章节](?=[ :.、]|$|\w)", re.MULTILINE)


SECOND = r"(?=[)\]）】〕]?[:：]?[ \t★☆*#=~-]*\r?(?:\n|\Z))"
"""Behind a two that ends a line; a series that is told by its last numeral has one."""
SIGNED = (
    (0, "篇", ""),
    *((0, two, SECOND) for two in "2二②Ⅱ"),
    (0, "第", r"(?=\s?[二2②][份则封套])"),
    (0, "作", r"(?=文\s?[二2②])"),
    *((0, sign, "(?=[文本板])") for sign in "范模样例"),
    *((Class.TRADITIONAL, sign, "(?=[文本板])") for sign in "範樣"),
    (Class.COMPAT, "２", SECOND),
    (Class.LATIN, "P", r"(?=(?:art|ART)\s?\.?\s?(?:0?2|[二②Ⅱ]|Two|TWO))"),
    (Class.LATIN, "N", r"(?=[oO]\s?\.?\s?(?:0?2|[二②Ⅱ]))"),
)
"""What is in every text with parts, with the class it takes: 篇, 范文, 模板, or the second mark."""
CLASSES = Class.TRADITIONAL | Class.COMPAT | Class.LATIN


@cache
def signs(present: int) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What may mark parts where characters of these classes are."""
    return tuple((s, re.compile(s + behind)) for of, s, behind in SIGNED if of & present == of)


class Mark(NamedTuple):
    """A heading line with its number: ``start:end`` is the mark, ``stop`` where a word count is."""

    shape: str
    number: int
    line: int
    first: int
    start: int
    end: int
    stop: int
    words: int

    def title(self, lines: Lines) -> str:
        """The heading without mark and word count."""
        text = lines.source
        pieces = (text[self.first : self.start].rstrip(LINKS), text[self.end : self.stop])
        return " ".join(p.strip() for p in pieces if p.strip())


def may_have_parts(view: View) -> bool:
    """Whether a text as it stands has a word or a numeral that marks parts."""
    return held(view.text, signs(view.present & CLASSES)) is not None


def marks(lines: Lines) -> list[Mark]:
    """Every line that could open a part."""
    found = []
    for n in (lines.length <= MAX_HEADING).nonzero()[0].tolist():
        line = lines.line(n)
        if "。" not in line and (mark := read(line, n, int(lines.first[n]))):
            found.append(mark)
    return found


def read(line: str, n: int, at: int) -> Mark | None:
    """The mark of one line."""
    counted = COUNT.search(line)
    words = int(counted[1]) if counted else 0
    begin = len(line) - len(line.lstrip(ORNAMENT))
    stop = counted.start() if counted else len(line)
    for pattern, signs in ((MARK, SIGNS), (TRAILING, ())):
        if signs and not any(sign in line for sign in signs):
            continue
        m = pattern.fullmatch(line, begin, stop)
        if m:
            kind, value = kind_of(m)
            return Mark(
                kind,
                number(value),
                n,
                at + begin,
                at + m.start("mark"),
                at + m.end("mark"),
                at + stop,
                words,
            )
    return None


def kind_of(m: re.Match[str]) -> tuple[str, str]:
    """What a mark is called and the numeral it carries."""
    groups = m.groupdict()
    for kind in ("nth", "copy", "piece", "sample", "named", "part"):
        if groups.get(kind):
            return kind, groups[kind]
    return "trailing " + groups["before"].strip(), groups["n"]


def chains(found: list[Mark]) -> list[list[Mark]]:
    """Every run of one shape that counts up from 1."""
    shapes: dict[str, list[Mark]] = {}
    for mark in found:
        shapes.setdefault(mark.shape, []).append(mark)
    out = []
    for same in shapes.values():
        starts = [at for at, mark in enumerate(same) if mark.number == 1][:MAX_STARTS]
        out += [counted(same, at) for at in starts]
    return out


def counted(same: list[Mark], at: int) -> list[Mark]:
    """The run that counts up from the mark at ``at``."""
    run = [same[at]]
    for mark in same[at + 1 :]:
        if mark.number == run[-1].number + 1:
            run.append(mark)
    return run


def openings(lines: Lines) -> frozenset[int]:
    """The lines that open parts, of every series with a text under each: they join nothing."""
    runs = [run for run in chains(marks(lines)) if len(run) > 1]
    return frozenset(
        mark.line for run in runs if min(bodies(lines, run)) >= MIN_BODY for mark in run
    )


def bodies(lines: Lines, run: list[Mark]) -> list[int]:
    """Characters under each mark."""
    ends = [int(lines.first[mark.line]) for mark in run[1:]] + [len(lines.text)]
    return [end - int(lines.last[mark.line]) for mark, end in zip(run, ends, strict=True)]


def is_compilation(lines: Lines, run: list[Mark]) -> bool:
    """Whether the parts of a run are documents of their own."""
    shape, intro = run[0].shape, lines.text[: lines.first[run[0].line]]
    if len(run) == 1:
        return is_lone(run[0], intro, bodies(lines, run)[0])
    if min(bodies(lines, run)) < MIN_BODY:
        return False
    if any(mark.words for mark in run) or shape in ("piece", "sample"):
        return True
    if shape.startswith("trailing"):
        return is_named(shape.partition(" ")[2], intro, len(run))
    return tells_documents(lines, run, intro)


def is_named(before: str, intro: str, count: int) -> bool:
    """Whether headings that differ in a number behind them name documents: 个人总结1, 个人总结2."""
    announced = len(before) > 3 and before in intro
    if GENRE.search(before):
        return announced or is_announced(intro) or (count > 2 and not intro.strip())
    return announced and is_announced(intro)


def is_lone(mark: Mark, intro: str, body: int) -> bool:
    """Whether one mark alone is a compilation's first, the rest cut off."""
    sure = mark.shape == "piece" or (mark.shape == "nth" and mark.words > 0)
    return sure and body >= MIN_SINGLE and 0 < len(intro) <= MAX_INTRO


def tells_documents(lines: Lines, run: list[Mark], intro: str) -> bool:
    """Whether parts named 第N篇 are documents: without chapters, titled or announced as such."""
    stops = [int(lines.first[mark.line]) for mark in run[1:]] + [len(lines.text)]
    chaptered = sum(
        CHAPTER.search(lines.text, int(lines.last[mark.line]), stop) is not None
        for mark, stop in zip(run, stops, strict=True)
    )
    if chaptered * 2 >= len(run):
        return False
    titles = [mark.title(lines) for mark in run]
    if run[0].shape == "nth" and not any(titles):
        return any(GENRE.search(title) for title in headlines(intro)) or is_announced(intro)
    return is_announced(intro) or all(GENRE.search(title) for title in titles)


def is_announced(intro: str) -> bool:
    """Whether a title before the parts tells of several documents."""
    return any(GATHERED.search(title) for title in headlines(intro))


def headlines(intro: str) -> Iterator[str]:
    """The lines before the parts that could be titles."""
    return (line for line in intro.splitlines() if len(line) <= MAX_HEADING and "。" not in line)


def parts(lines: Lines) -> list[Part]:
    """The parts of a compilation, empty where the text is one document."""
    runs = [run for run in chains(marks(lines)) if is_compilation(lines, run)]
    if not runs:
        return []
    run = max(runs, key=lambda run: (len(run), sum(bodies(lines, run))))
    stops = [mark.line - 1 for mark in run[1:]] + [len(lines) - 1]
    return [part(lines, mark, stop) for mark, stop in zip(run, stops, strict=True)]


def part(lines: Lines, mark: Mark, stop: int) -> Part:
    """One part: its heading without mark and word count, and the lines up to ``stop``."""
    title = mark.title(lines)
    first, last = mark.first, int(lines.last[mark.line])
    meta: dict[str, Any] = {"mark": lines.source[mark.start : mark.end].strip(AROUND)}
    if mark.words:
        meta["word_count"] = mark.words
    if not title:
        return Part(int(lines.first[mark.line + 1]), int(lines.last[stop]), "", meta)
    begin = first + len(lines.text[first : mark.start].rstrip(LINKS))
    glue = " " if first < begin and mark.end < mark.stop else ""
    edits = [Edit(begin, skipped(lines, mark.end, mark.stop), glue, "part-mark")]
    if mark.stop < last:
        edits.append(Edit(mark.stop, last, "", "word-count"))
    return Part(first, int(lines.last[stop]), title, meta, edits)


def skipped(lines: Lines, at: int, end: int) -> int:
    """The offset past the space that follows a mark."""
    return end - len(lines.text[at:end].lstrip())
