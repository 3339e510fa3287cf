"""What a search found, told: clusters with their keepers, and why each document goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from cleaner.dedup.clusters import Groups
from cleaner.dedup.keeper import Copy, keeper
from cleaner.dedup.links import MOST, Links, Measure, part
from cleaner.dedup.quality import Facts
from cleaner.dedup.shelf import AT_ONCE, Index, chunks, flatten
from cleaner.document import EMPTY

EVERYTHING = 0.9
"""Of a compilation that must be kept elsewhere before it is dropped."""
SAME = 0.05
"""Containments this close are equal: what sketches err by."""


class Member(NamedTuple):
    """A document that is, in whole or in part, in its cluster's keeper, or holds it."""

    id: str
    relation: str
    """``exact``, ``near``, ``excerpt`` or ``compilation``."""
    containment: tuple[float, float]
    """Share of the member in the keeper, share of the keeper in the member; 0 to 1."""


class Cluster(NamedTuple):
    """Copies of one report and the one that stays."""

    keeper: str
    why: str
    members: list[Member]

    def record(self) -> dict[str, Any]:
        """A line of the clusters file."""
        return {
            "keeper": self.keeper,
            "why": self.why,
            "members": [
                {"id": m.id, "relation": m.relation, "containment": list(m.containment)}
                for m in self.members
            ],
        }


@dataclass
class Duplicates:
    """What was found: clusters by keeper, and why each dropped document goes."""

    clusters: list[Cluster] = field(default_factory=list)
    dropped: dict[str, str] = field(default_factory=dict)


class Report:
    """Clusters with keepers, made from groups of copies and what compilations hold."""

    def __init__(
        self, measure: Measure, stands: Index, links: Links, groups: Groups,
        holds: dict[int, list[int]], id_rank: Index, settled: Mapping[str, bool] = EMPTY,
    ) -> None:  # fmt: skip
        self.measure, self.corpus, self.stands = measure, measure.corpus, stands
        self.links, self.holds, self.id_rank, self.settled = links, holds, id_rank, settled
        self.apart, self.groups = groups.apart, groups.names()[stands]
        self.copies: dict[int, list[int]] = defaultdict(list)
        sizes = np.bincount(self.groups, minlength=len(stands))
        for x in np.flatnonzero(sizes[self.groups] > 1).tolist():
            self.copies[int(self.groups[x])].append(x)

    def duplicates(self, keep_excerpts: bool) -> Duplicates:
        """All lines of the clusters file, and the documents to drop with the reason for each."""
        homes = self._homes()
        parts: dict[int, list[int]] = defaultdict(list)
        for group, home in homes.items():
            parts[home] += self._of(group)
        held: dict[int, set[int]] = defaultdict(set)
        for outer, groups in self.holds.items():
            for group in self.groups[groups].tolist():
                held[homes.get(group, group)].update(self._same_as(outer))
        named = sorted({*self.copies, *parts, *held} - set(homes))
        keepers = self._keepers(named)
        spent = self._spent(keepers, homes)
        members = self._members(keepers, parts, held, spent)
        return self._told(keepers, members, spent, keep_excerpts)

    def _of(self, group: int) -> list[int]:
        """The documents of a group of copies."""
        return self.copies.get(group) or [group]

    def _same_as(self, x: int) -> list[int]:
        """All documents with the text of ``x``."""
        return [m for m in self._of(int(self.groups[x])) if self.stands[m] == self.stands[x]]

    def _homes(self) -> dict[int, int]:
        """For each group that is a part of a larger report, the group of that report."""
        links = self.links
        inner_is_a = links.a_in_b >= links.b_in_a
        inner, outer = (
            np.where(inner_is_a, x, y) for x, y in ((links.a, links.b), (links.b, links.a))
        )
        whole = np.fromiter(self.holds, np.int64, len(self.holds))
        small, large = self.groups[inner], self.groups[outer]
        size = self._sizes()
        good = part(links) & (size[large] > size[small])
        good &= ~np.isin(outer, whole) & ~np.isin(inner, whole)
        some = np.flatnonzero(good)
        most, least = (np.round(x[some] / SAME) for x in (links.most, links.least))
        some = some[np.lexsort((some, -least, -most))]
        best: dict[int, int] = {}
        for x, home in zip(small[some].tolist(), large[some].tolist(), strict=True):
            if x not in best and not self.apart(x, home):
                best[x] = home
        return {x: self._root(best, x) for x in best}

    def _sizes(self) -> Index:
        """A rank for each group, by its longest document and then by id, so that no two tie."""
        size = np.empty(len(self.groups), np.int64)
        size[np.lexsort((self.id_rank, self.corpus.facts[:, 0]))] = np.arange(len(size))
        of: Index = np.zeros(len(size), np.int64)
        np.maximum.at(of, self.groups, size)
        return of

    def _root(self, best: dict[int, int], group: int) -> int:
        while group in best:
            group = best[group]
        return group

    def _keepers(self, groups: list[int]) -> dict[int, tuple[int, str]]:
        """For each group the document that stays, and why."""
        reps = [np.unique(self.stands[self._of(group)]) for group in groups]
        scales = [int(self.corpus.scale[mine].max()) for mine in reps]
        shared = self._shared(reps, scales)
        found = {}
        for group, scale in zip(groups, scales, strict=True):
            members = {self.corpus.ids[x]: x for x in self._of(group)}
            copies = [self._copy(x, scale, shared[int(self.stands[x])]) for x in members.values()]
            chosen, why = keeper(copies)
            found[group] = members[chosen.id], why
        return found

    def _copy(self, x: int, scale: int, shared: int) -> Copy:
        facts = Facts(*self.corpus.facts[x].tolist())
        sizes = (y[self.stands[x], scale] for y in (self.measure.bare, self.corpus.sizes))
        left, all_ = map(int, sizes)
        own = facts.han * left // max(1, all_)
        return Copy(
            self.corpus.ids[x], max(shared << scale, min(own, facts.body)), own, facts.masks,
            facts.numbers, facts.damage + facts.flags, facts.traditional, facts.official,
            facts.body, facts.han - facts.body, self.settled.get(self.corpus.ids[x]),
        )  # fmt: skip

    def _shared(self, reps: list[Index], scales: list[int]) -> dict[int, int]:
        """How many hashes of each document stand in another copy too."""
        if not reps:
            return {}
        x = np.concatenate(reps)
        group = np.repeat(np.arange(len(reps)), [len(mine) for mine in reps])
        lists = self.measure.postings
        starts, sizes = lists.word_ends[x], lists.word_ends[x + 1] - lists.word_ends[x]
        limits = lists.limits[scales][group]
        found = np.zeros(len(x), np.int64)
        for some_groups in chunks(np.bincount(group, sizes).astype(np.int64), AT_ONCE):
            some = slice(*np.searchsorted(group, [some_groups.start, some_groups.stop]))
            of, at = flatten(starts[some], sizes[some])
            words = lists.words[at]
            counts = self.measure.counts(words) & (words <= limits[some][of])
            of, words = of[counts], words[counts]
            keys = group[some][of].astype(np.uint64) << np.uint64(32) | words
            ordered = np.sort(keys)
            twice = ordered[1:][ordered[1:] == ordered[:-1]]
            place = np.minimum(np.searchsorted(twice, keys), max(0, len(twice) - 1))
            common = twice[place] == keys if len(twice) else np.zeros(len(keys), bool)
            found[some] = np.bincount(of[common], minlength=len(x[some]))
        return dict(zip(x.tolist(), found.tolist(), strict=True))

    def _spent(self, keepers: dict[int, tuple[int, str]], homes: dict[int, int]) -> set[int]:
        """Compilations (groups of them too) of which everything is kept elsewhere."""
        spent: set[int] = set()
        for outer, groups in self.holds.items():
            kept = [keepers[homes.get(g, g)][0] for g in self.groups[groups].tolist()]
            there = np.concatenate([self.measure.counted(s) for s in self.stands[kept]])
            covered = np.count_nonzero(np.isin(self.measure.counted(outer), there))
            if covered >= EVERYTHING * self.measure.left(outer):
                spent.update(self._same_as(outer))
        return spent

    def _members(
        self, keepers: dict[int, tuple[int, str]], parts: dict[int, list[int]],
        held: dict[int, set[int]], spent: set[int],
    ) -> dict[int, list[tuple[int, Member]]]:  # fmt: skip
        """The members of each cluster with their containment in the keeper."""
        rows = [
            (group, x, role)
            for group, (kept, _) in keepers.items()
            for role, members in (
                ("near", self._of(group)), ("excerpt", parts[group]),
                ("compilation", sorted(held[group])),
            )
            for x in members
            if x != kept and not (role == "near" and kept in spent)
        ]  # fmt: skip
        of: dict[int, list[tuple[int, Member]]] = defaultdict(list)
        if not rows:
            return of
        x = np.array([row[1] for row in rows])
        kept = np.array([keepers[row[0]][0] for row in rows])
        _, there, back = self.measure.shared(self.stands[x], self.stands[kept])
        for (group, member, role), k, share, whole in zip(
            rows, kept.tolist(), there.tolist(), back.tolist(), strict=True
        ):
            of[group].append((member, self._member(member, k, role, share, whole)))
        return of

    def _member(self, x: int, kept: int, role: str, share: float, whole: float) -> Member:
        if role == "near" and self.stands[x] == self.stands[kept]:
            role, share, whole = "exact", 1.0, 1.0
        elif role == "near" and whole < MOST <= share:
            role = "excerpt"
        return Member(self.corpus.ids[x], role, (round(share, 3), round(whole, 3)))

    def _told(
        self, keepers: dict[int, tuple[int, str]],
        members: dict[int, list[tuple[int, Member]]], spent: set[int], keep_excerpts: bool,
    ) -> Duplicates:  # fmt: skip
        """Clusters in the order of their keepers, and the reason for each dropped document."""
        found = Duplicates()
        of: dict[str, list[str]] = defaultdict(list)
        for group in sorted(members, key=lambda g: self.corpus.ids[keepers[g][0]]):
            kept, why = keepers[group]
            name = self.corpus.ids[kept]
            found.clusters.append(Cluster(name, why, sorted(m for _, m in members[group])))
            for x, member in members[group]:
                goes = x in spent if member.relation == "compilation" else True
                if goes and not (keep_excerpts and member.relation == "excerpt"):
                    of[member.id].append(name)
                    found.dropped.setdefault(member.id, member.relation)
        found.dropped = {
            id: f"{relation} of {', '.join(of[id])}"
            for id, relation in sorted(found.dropped.items())
        }
        return found
