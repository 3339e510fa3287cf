"""Fit the weights of ``zones`` to labelled pages: ``python -m cleaner.rulebook.make``.

Pages stand in benchmarks/pages, each line with its label: D is furniture, M furniture that tells
something, K the document's, T the document's and easily taken for furniture. What it writes depends
on them and on the rules alone; run it when either changes much.

What a line's wording says is learned first; its place and its neighbours are weighed with wordings
learned without the page's own family, so that what is shipped is used as it was fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from cleaner.rulebook import find, titles, wording, zones
from cleaner.rulebook.body import ends
from cleaner.rulebook.book import page_of, shipped_book
from cleaner.rulebook.decide import Left
from cleaner.rulebook.regress import dense, sparse
from cleaner.rulebook.shape import shape
from cleaner.rulebook.twin import Page, twin

PAGES = Path(__file__).parents[2] / "benchmarks" / "pages"
LABELLED = re.compile(r"[DMKT] .*\S")
FOLDS = 5
"""Parts of the families, each judged by what the others taught."""
FORGOTTEN = (0.3, 0.6)
"""Shares of the rules left out in copies of a page: of a site never seen, fewer rules meet."""
WORDS_L2, ROWS_L2 = 0.15, 1.0
EXAMPLE, COPY, BARE = 0.5, 0.5, 0.7
"""Weights of a rule's example, of a page's copy with fewer rules, of one without furniture."""


class Labelled(NamedTuple):
    """A page with the label of each of its lines."""

    name: str
    labels: list[bool]
    """Whether a line is furniture."""
    lines: list[str]

    @property
    def fold(self) -> int:
        """The part its family is in."""
        family = re.sub(r"[\s\d-]+$", "", self.name) or self.name
        return crc32(family.encode()) % FOLDS

    def bare(self) -> Labelled:
        """The document without furniture."""
        lines = [x for x, drop in zip(self.lines, self.labels, strict=True) if not drop]
        return Labelled(self.name, [False] * len(lines), lines)


def read(folder: Path = PAGES) -> Iterator[Labelled]:
    """The labelled pages, in order of their names' files."""
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"(?m)^### ", path.read_text("utf-8"))[1:]:
            head, *rest = part.split("\n")
            rows = [line for line in rest if LABELLED.fullmatch(line)]
            labels = [line[0] in "DM" for line in rows]
            yield Labelled(head.partition("{")[0].strip(), labels, [line[2:] for line in rows])


def examples() -> Iterator[tuple[str, bool]]:
    """Lines that rules take, and lines they leave."""
    for pack in shipped_book().packs:
        for rule in pack.rules:
            if rule.kind in ("line", "meta", "block"):
                for lines, label in ((rule.hit, True), (rule.keep, False)):
                    for line in "\n".join(map(str, lines)).split("\n"):
                        if bare := twin(line):
                            yield bare, label


def settled(labelled: Labelled) -> tuple[Page, Left]:
    """A page and what rules and finders took of it, before rows are weighed."""
    book, page = shipped_book(), page_of("\n".join(labelled.lines) + "\n")
    page.labels, page.bars = book.labels, book.bars
    left, _ = find.settle(page, book, find.wary(page, book, book.matches(page)), weigh=False)
    assert len(page) == len(labelled.lines), labelled.name
    return page, left


def forgetting(page: Page, left: Left, share: float, random: Random) -> Left:
    """What is left where a share of the rules is not known, and some rows are missed by others."""
    out, unknown = Left(left.count), set()
    for rule in sorted(set(left.gone.values())):
        if random.random() < share:
            unknown.add(rule)
    out.gone = {
        row: rule
        for row, rule in left.gone.items()
        if rule not in unknown and random.random() > share / 3
    }
    page.shape = page.words = page.gone_words = None
    return out


class Rows(NamedTuple):
    """Rows that stay, ready to be weighed, and how the rows beside them stand."""

    shows: Any
    """What each shows, by zone, and what its page says."""
    drop: Any
    """Whether it is furniture."""
    fixed: Any
    """What a row that went or the title says; not a number for rows that are weighed."""
    starts: Any
    """Whether it is the first of rows that follow one another, at a page's end (1) or not (2)."""
    stops: Any
    """The same of the last of them."""
    weight: Any
    fold: Any


def rows_of(page: Page, left: Left, each: Labelled, odds: Any, weight: float) -> list[list[Any]]:
    """A page's rows as numbers: shows…, drop, fixed, starts, stops, weight, fold."""
    form = shape(page, left)
    title, body = titles.title_row(page, form), ends(left, form)
    shows = zones.shown(page.twins, odds)
    size = len(left.gone)
    usual = [size == 0, 0 < size < zones.FEW, np.log1p(size) / 3]
    out = []
    for rows in zones.segments(left, body):
        for row, zone in zip(rows, zones.zones_of(rows, body, title), strict=True):
            signs = np.zeros((len(zones.ZONES), len(zones.SHOWN)))
            signs[zone] = shows[row]
            edge = min(row, left.count - 1 - row, zones.FAR) / zones.FAR
            near = [edge, row in form.close]
            fixed = zones.WENT if row in left.gone else zones.STAYS if row == title else np.nan
            starts = (row == rows.start) * (1 + (row > 0))
            stops = (row == rows.stop - 1) * (1 + (row < left.count - 1))
            last = [each.labels[row], fixed, starts, stops, weight, each.fold]
            out.append([*signs.ravel(), *usual, *near, *last])
    return out


def heard(rows: Rows, first: Any) -> Any:
    """What each row hears at the second weighing: ``zones.HEARD``."""
    says = np.where(np.isnan(rows.fixed), first, rows.fixed)
    above, below = np.zeros(len(says)), np.zeros(len(says))
    stops = np.flatnonzero(rows.stops)
    for start, stop in zip(np.flatnonzero(rows.starts), stops + 1, strict=True):
        run = says[start:stop].tolist()
        above[start:stop] = zones.passed(run, rows.starts[start] == 1)
        below[start:stop] = zones.passed(run[::-1], rows.stops[stop - 1] == 1)[::-1]
    return np.stack([first, above, below, np.minimum(above, below), np.maximum(above, below)], 1)


def held_out(shows: Any, rows: Rows) -> Any:
    """The sum of every row by weights fitted to the other families."""
    out = np.zeros(len(shows))
    for fold in range(FOLDS):
        of = np.isnan(rows.fixed) & (rows.fold != fold)
        fitted = dense(shows[of], rows.drop[of], rows.weight[of], ROWS_L2)
        out[rows.fold == fold] = shows[rows.fold == fold] @ fitted
    return out


def fit_wording(pages: list[Labelled]) -> tuple[Any, float, list[Any]]:
    """The cells and the constant of ``wording``; and of each page the odds of its lines, by cells
    learned without its family."""
    taught = list(examples())
    lines = [twin(line) for page in pages for line in page.lines]
    found, owner = wording.features(lines + [line for line, _ in taught])
    drop = np.array([d for page in pages for d in page.labels] + [d for _, d in taught], float)
    fold = np.array([page.fold for page in pages for _ in page.lines] + [FOLDS] * len(taught))
    usual = np.where(fold < FOLDS, 1.0, EXAMPLE)
    odds = np.zeros(len(drop))
    for each in range(FOLDS):
        _, all_odds = sparse(found, owner, drop, usual * (fold != each), WORDS_L2)
        odds[fold == each] = all_odds[fold == each]
    cells, _ = sparse(found, owner, drop, usual, WORDS_L2)
    ends_at = np.cumsum([len(page.lines) for page in pages])
    return cells[:-1], float(cells[-1]), np.split(odds[: len(lines)], ends_at)[:-1]


def all_rows(pages: list[Labelled], odds: list[Any]) -> Rows:
    """The rows of every page, of its copies with fewer rules, and of its document alone."""
    out: list[list[Any]] = []
    random = Random(0)
    for each, said in zip(pages, odds, strict=True):
        page, left = settled(each)
        out += rows_of(page, left, each, said, 1.0)
        if any(each.labels):
            for share in FORGOTTEN:
                fewer = forgetting(page, left, share, random)
                out += rows_of(page, fewer, each, said, COPY)
            bare = each.bare()
            out += rows_of(*settled(bare), bare, said[~np.array(each.labels)], BARE)
    table = np.array(out, float)
    return Rows(table[:, :-6], *table[:, -6:].T)


def report(rows: Rows, sums: Any) -> str:
    """What families held out lose and keep, of the rows no rule took."""
    out = []
    for name, weight in (("pages", 1.0), ("with fewer rules", COPY), ("documents alone", BARE)):
        of = np.isnan(rows.fixed) & (rows.weight == weight)
        drop, went = rows.drop[of] > 0, sums[of] >= zones.SURE
        lost, kept = int((went & ~drop).sum()), int((~drop).sum())
        found, total = int((went & drop).sum()), int(drop.sum())
        out.append(f"{name}: {found} of {total} found, {lost} of {kept} lost")
    return "\n".join(out)


def main() -> None:
    """Write the shipped weights, and tell how families held out fare."""
    pages = list(read())
    cells, usual, odds = fit_wording(pages)
    rows = all_rows(pages, odds)
    free = np.isnan(rows.fixed)
    one = held_out(rows.shows, rows)
    both = np.hstack([rows.shows, heard(rows, one)])
    print(report(rows, held_out(both, rows)))
    fitted = [
        dense(shows[free], rows.drop[free], rows.weight[free], ROWS_L2)
        for shows in (rows.shows, both)
    ]
    size = len(zones.ZONES), len(zones.SHOWN)
    lines = [each[: size[0] * size[1]].reshape(size).T for each in fitted]
    end = size[0] * size[1] + len(zones.PAGES)
    np.savez_compressed(
        wording.PATH,
        cells=np.clip(np.rint(cells * wording.SCALE), -127, 127).astype(np.int8),
        usual=np.float32(usual),
        lines=np.array(lines, np.float32),
        page=np.array([each[size[0] * size[1] : end] for each in fitted], np.float32),
        heard=np.array(fitted[1][end:], np.float32),
    )


if __name__ == "__main__":
    main()
