"""Fit the weights of ``zones`` and ``heading``: ``python -m cleaner.rulebook.make``.

What it writes depends on the labelled pages of benchmarks/pages and on the rules alone; run it when
either changes much.

What a line's wording says is learned first; its place and its neighbours are weighed with wordings
learned without the page's own family, so that what is shipped is used as it was fitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import numpy as np

from cleaner.rulebook import (
    boosting,
    find,
    heading,
    reading,
    surroundings,
    titles,
    trees,
    wording,
    zones,
)
from cleaner.rulebook.body import ends
from cleaner.rulebook.book import page_of, shipped_book
from cleaner.rulebook.decide import Left
from cleaner.rulebook.headline import LONGEST
from cleaner.rulebook.labelled import FOLDS, Labelled, examples, read, singles
from cleaner.rulebook.regress import choice, sparse
from cleaner.rulebook.shape import shape
from cleaner.rulebook.twin import Page, twin

FORGOTTEN = (0.3, 0.6)
"""Shares of the rules left out in copies of a page: of a site never seen, fewer rules meet."""
WORDS_L2 = 0.15
TITLE = 5.0
"""Weight of a title among the lines of its page."""
EXAMPLE, COPY, BARE = 0.5, 0.5, 0.7
"""Weights of a rule's example, of a page's copy with fewer rules, of one without furniture."""


FIRST_TITLE = (1.0, -0.25, 2.0, -1.5, -1.5, -1.0, 0.5, 0.5, 0.0, 0.0, 1.5, -1.5, *[0.0] * 6, 1.5)
"""Weights by which titles are found before any are fitted: of ``TITLED`` and ``PLACED``."""


def settled(labelled: Labelled) -> tuple[Page, Left]:
    """A page and what rules and finders took of it, before rows are weighed."""
    book, page = shipped_book(), page_of("\n".join(labelled.lines) + "\n")
    left, _ = find.settle(page, book, find.opened(page, book), weigh=False)
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
    return out


class State(NamedTuple):
    """A page and what is left of it, with the odds of its lines and what it counts for."""

    page: Page
    left: Left
    labelled: Labelled
    odds: Any
    weight: float


class Rows(NamedTuple):
    """Rows that stay, ready to be weighed."""

    shows: Any
    """What each shows: ``surroundings.table``."""
    drop: Any
    """Whether it is furniture."""
    weight: Any
    fold: Any


def rows_of(state: State) -> tuple[Any, Any] | None:
    """What the rows of a page show that are weighed, and whether each is furniture; None where
    there are none."""
    page, left, each = state.page, state.left, state.labelled
    form = shape(page, left)
    title, asked = titles.title_row(page, form), surroundings.plain(page, left, ends(left, form))
    shares = wording.features(page.twins).shares
    shown = reading.shown(page.twins, state.odds, shares).tolist()
    said = (reading.Said(own[reading.ODDS], 0.0, own) for own in shown)
    says = dict(enumerate(said))
    rows = zones.open_rows(left, title, asked, says)
    if not rows:
        return None
    shows = surroundings.table(page, left, form, title, says, asked, rows)
    return shows, np.array([each.labels[n] for n in rows], float)


def held_out(rows: Rows) -> Any:
    """The sum of every row by trees fitted to the other families."""
    out = np.zeros(len(rows.drop))
    for fold in range(FOLDS):
        of = rows.fold != fold
        fitted = boosting.fitted(rows.shows[of], rows.drop[of], rows.weight[of])
        out[~of] = trees.sums(fitted, rows.shows[~of])
    return out


def fit_wording(pages: list[Labelled]) -> tuple[Any, Any, list[Any]]:
    """The cells and the constants of ``wording``; and of each page the odds of its lines, by cells
    learned without its family."""
    alone, taught = list(singles()), list(examples())
    weights = [1.0] * len(alone) + [EXAMPLE] * len(taught)
    taught = alone + taught
    lines = [twin(line) for page in pages for line in page.lines]
    found, owner, _ = wording.features(lines + [line for line, _ in taught])
    fold = np.array([page.fold for page in pages for _ in page.lines] + [FOLDS] * len(taught))
    drop = np.array([d for page in pages for d in page.labels] + [d for _, d in taught], float)
    usual = np.append(np.ones(len(lines)), weights)
    title = np.array([t for page in pages for t in page.titles()] + [False] * len(taught), float)
    asked = np.array([bool(page.title) for page in pages for _ in page.lines] + [0] * len(taught))
    short: Any = np.array([len(line) <= LONGEST for line in lines] + [False] * len(taught))
    often = asked * short * np.where(title > 0, TITLE, 1.0)
    cells, odds = [], np.zeros((len(drop), 2))
    for n, (is_so, weight) in enumerate(((drop, usual), (title, often))):
        for each in range(FOLDS):
            _, all_odds = sparse(found, owner, is_so, weight * (fold != each), WORDS_L2)
            odds[fold == each, n] = all_odds[fold == each]
        cells.append(sparse(found, owner, is_so, weight, WORDS_L2)[0])
    ends_at = np.cumsum([len(page.lines) for page in pages])
    both = np.array(cells)
    return both[:, :-1], both[:, -1], np.split(odds[: len(lines)], ends_at)[:-1]


def states(pages: list[Labelled], odds: list[Any]) -> Iterator[State]:
    """Every page as rules leave it, its copies where fewer rules are known, its document alone."""
    random = Random(0)
    for each, said in zip(pages, odds, strict=True):
        page, left = settled(each)
        yield State(page, left, each, said, 1.0)
        if any(each.labels):
            for share in FORGOTTEN:
                yield State(page, forgetting(page, left, share, random), each, said, COPY)
            bare = each.bare()
            yield State(*settled(bare), bare, said[~np.array(each.labels)], BARE)


def first_rows(state: State) -> tuple[Any, list[bool]]:
    """What the rows show that might be the title, and which is."""
    page, each = state.page, state.labelled
    form = shape(page, state.left)
    first, rows = heading.candidates(page, form)
    odds = {n: float(state.odds[n][0]) for n in {*rows, *form.short}}
    shows = [(*heading.placed(form, n, first, odds), heading.kin(page, form, n)) for n in rows]
    is_so = each.titles()
    lines = reading.titled([page.twins[n] for n in rows], state.odds[rows])
    placed = np.array(shows, float).reshape(len(rows), len(heading.PLACED))
    return np.hstack([lines, placed]), [is_so[n] for n in rows]


def fit_titles(found: list[State]) -> Any:
    """Weights of what a title shows and where it stands; how many are found of families held
    out."""
    asked = []
    for state in found:
        if any(state.labelled.titles()):
            asked.append((*first_rows(state), state))
    right = dict.fromkeys((1.0, COPY, BARE), 0)
    for fold in range(FOLDS):
        fitted = choice([(x, y, s.weight) for x, y, s in asked if s.labelled.fold != fold])
        for shows, is_so, state in asked:
            if state.labelled.fold == fold:
                right[state.weight] += bool(is_so) and is_so[int(np.argmax(shows @ fitted))]
    for weight, count in right.items():
        print("titles:", count, "of", sum(s.weight == weight for _, _, s in asked))
    return choice([(x, y, s.weight) for x, y, s in asked])


def all_rows(found: list[State]) -> Rows:
    """The rows of every state."""
    some = [(each, state) for state in found if (each := rows_of(state))]
    shows, drop = zip(*(each for each, _ in some), strict=True)
    sizes = list(map(len, drop))
    of_page = [(state.weight, state.labelled.fold) for _, state in some]
    weight, fold = np.repeat(np.array(of_page), sizes, axis=0).T
    return Rows(np.vstack(shows), np.concatenate(drop), weight, fold)


def report(rows: Rows, sums: Any) -> str:
    """What families held out lose and keep, of the rows no rule took, at several odds."""
    out = []
    for name, weight in (("pages", 1.0), ("with fewer rules", COPY), ("documents alone", BARE)):
        of = rows.weight == weight
        drop = rows.drop[of] > 0
        for sure in (1.5, zones.SURE, 3.0):
            went = sums[of] >= sure
            lost, found = int((went & ~drop).sum()), int((went & drop).sum())
            out.append(
                f"{name}: {found} of {drop.sum()} found, {lost} of {(~drop).sum()} lost at {sure}"
            )
    return "\n".join(out)


def store(**arrays: Any) -> None:
    """Write arrays beside those that are shipped, and use them from now on."""
    kept = dict(wording.stored()) if "cells" not in arrays else {}
    np.savez_compressed(wording.PATH, **kept | arrays)
    for known in (wording.stored, wording.cells, reading.weights, reading.known):
        known.cache_clear()


def rounded(values: Any) -> Any:
    """Weights as they are shipped."""
    return np.asarray(values, np.float32).round(3)


def main() -> None:
    """Write the shipped weights, and tell how families held out fare."""
    pages, zero = list(read()), np.zeros((1, 1), np.intp)
    cells, usual, odds = fit_wording(pages)
    store(
        cells=np.clip(np.rint(cells * wording.SCALE), -127, 127).astype(np.int8),
        usual=rounded(usual),
        title=rounded(FIRST_TITLE[: len(reading.TITLED)]),
        place=rounded(FIRST_TITLE[len(reading.TITLED) :]),
        **stored(trees.Trees(zero, zero, zero, 0.0)),
    )
    title = rounded(fit_titles(list(states(pages, odds))))
    store(title=title[: len(reading.TITLED)], place=title[len(reading.TITLED) :])
    rows = all_rows(list(states(pages, odds)))
    print(report(rows, held_out(rows)))
    store(**stored(boosting.fitted(*rows[:3])))


def stored(found: trees.Trees) -> dict[str, Any]:
    """Trees as they are shipped."""
    return {
        "column": found.column.astype(np.uint8),
        "split": found.split.astype(np.float32),
        "leaf": found.leaf.astype(np.float16),
        "base": np.float32(found.usual),
    }


if __name__ == "__main__":
    main()
