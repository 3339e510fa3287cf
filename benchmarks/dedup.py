"""Duplicates found, beside named peers: ``python -m benchmarks.dedup [-n 10000]``."""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter, defaultdict
from itertools import combinations

from benchmarks.reposts import KINDS, Item, corpus
from cleaner.dedup import Deduper, Duplicates


def ours(items: list[Item]) -> Duplicates:
    d = Deduper()
    for item in items:
        d.add(item.id, item.text)
    return d.find()


def score(items: list[Item], found: Duplicates) -> dict[str, object]:
    """Precision and recall of pairs in one cluster, by kind, and what happened to the rest."""
    by_id = {item.id: item for item in items}
    near: set[tuple[str, str]] = set()
    holds: set[tuple[str, str]] = set()
    for c in found.clusters:
        inside = [m.id for m in c.members if m.relation != "compilation"]
        near.update(tuple(sorted(p)) for p in combinations([c.keeper, *inside], 2))  # type: ignore[misc]
        for m in c.members:
            if m.relation == "compilation":
                holds.update((m.id, x) for x in (c.keeper, *inside))
    truth: set[tuple[str, str]] = set()
    families = defaultdict(list)
    for item in items:
        if item.origin:
            families[item.origin].append(item)
    recall: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for family in families.values():
        for a, b in combinations(family, 2):
            pair = (min(a.id, b.id), max(a.id, b.id))
            truth.add(pair)
            for kind in {a.kind, b.kind} - {"original"} or {"original"}:
                if "original" in (a.kind, b.kind):
                    recall[kind][0] += pair in near
                    recall[kind][1] += 1
    inside = {(i.id, f"{o}/0") for i in items for o in i.holds}
    wrong = near - truth
    why = Counter(tuple(sorted((by_id[a].kind, by_id[b].kind))) + (
        "sister" if by_id[a].origin[:7] == by_id[b].origin[:7] != "" else "",) for a, b in wrong)
    sisters = sum(1 for a, b in wrong if by_id[a].origin[:7] == by_id[b].origin[:7] != "")
    roots = {i.origin for i in items if i.kind == "original"}
    pairs_of_sisters = sum(
        1 for r in roots if "s" in r
    )
    merged = sum(1 for a, b in wrong if by_id[a].kind == by_id[b].kind == "original")
    return {
        "precision": len(near & truth) / max(1, len(near)),
        "recall": len(near & truth) / max(1, len(truth)),
        "by kind": {k: round(a / b, 4) for k, (a, b) in sorted(recall.items())},
        "inside": len(inside & holds) / max(1, len(inside)),
        "holds precision": len({h for h in holds if by_id[h[1]].origin in by_id[h[0]].holds}) / max(1, len(holds)),
        "sister pairs merged": sisters, "sister originals": pairs_of_sisters,
        "originals merged": merged,
        "wrong": why.most_common(12),
        "dropped compilations": sum(by_id[x].kind == "compilation" for x in found.dropped),
        "compilations": sum(i.kind == "compilation" for i in items),
    }


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("-n", type=int, default=10_000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--dialect", default="plain")
    p.add_argument("--strength", type=float, default=1.0)
    p.add_argument("--length", type=int, default=2200)
    args = p.parse_args()
    items = corpus(args.n, args.seed, args.dialect, args.strength, args.length)
    print(Counter(i.kind for i in items), sum(len(i.text.encode()) for i in items) / len(items))
    start = time.process_time()
    d = Deduper()
    for item in items:
        d.add(item.id, item.text)
    mid = time.process_time()
    found = d.find()
    spent = time.process_time() - start
    print(f"{len(items) / spent:.0f} documents a CPU second; sketch {mid - start:.2f}, find {spent - mid + start:.2f}")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
    for name, value in score(items, found).items():
        print(f"{name:22} {value}")


if __name__ == "__main__":
    main()
