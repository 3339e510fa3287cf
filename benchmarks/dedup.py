"""Duplicates found, beside datasketch and rensa: ``python -m benchmarks.dedup [-n 3000]``."""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import Any

import orjson

from benchmarks.reposts import DIALECTS, Item, corpus
from cleaner.dedup import Deduper, Duplicates

Pairs = set[tuple[str, str]]
THRESHOLD, PERMUTATIONS, SHINGLE = 0.5, 128, 5
"""What the peers' own examples use; a shingle of five characters, since Chinese has no spaces."""


def ours(items: list[Item]) -> Duplicates:
    """The clusters of a corpus."""
    d = Deduper()
    for item in items:
        d.add(item.id, item.text)
    return d.find()


def told(found: Duplicates) -> tuple[Pairs, Pairs]:
    """Pairs that stand in one cluster, and pairs of a compilation and what it holds."""
    near: Pairs = set()
    holds: Pairs = set()
    for c in found.clusters:
        inside = [c.keeper, *(m.id for m in c.members if m.relation != "compilation")]
        near.update((min(p), max(p)) for p in combinations(inside, 2))
        holds.update((m.id, x) for m in c.members if m.relation == "compilation" for x in inside)
    return near, holds


def true_pairs(items: list[Item]) -> Pairs:
    """All pairs of documents of one report."""
    families: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.origin:
            families[item.origin].append(item.id)
    return {(min(p), max(p)) for family in families.values() for p in combinations(family, 2)}


def score(items: list[Item], found: Duplicates) -> dict[str, Any]:
    """Precision and recall of pairs in one cluster, by kind, and what became of the rest."""
    near, holds = told(found)
    inside = {(i.id, f"{o}/0") for i in items for o in i.holds}
    return scored(items, near) | {"inside": share(inside & holds, inside)}


def scored(items: list[Item], near: Pairs) -> dict[str, Any]:
    """The same for pairs alone."""
    kind = {item.id: item.kind for item in items}
    truth = true_pairs(items)
    hard = "law" in kind.values()
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for a, b in truth:
        first = [x for x in (a, b) if x.endswith("/0")]
        if first:
            other = kind[b if first[0] == a else a]
            by_kind[f"{kind[first[0]]}, {other}" if hard else other].append((a, b) in near)
    wrong = near - truth
    merged = [p for p in wrong if is_sister(*p)]
    return {
        "precision": share(near & truth, near),
        "recall": share(near & truth, truth),
        "sister pairs merged": len(merged),
        "wrong": Counter(f"{kind[a]}, {kind[b]}" for a, b in sorted(wrong)).most_common(5),
        "by kind": {
            k: round(sum(hits) / len(hits), 3)
            for k, hits in sorted(by_kind.items())
            if not hard or not all(hits)
        },
    }


def is_sister(a: str, b: str) -> bool:
    """Whether two documents are of sister reports, by the names the generator gives."""
    return a[0] == b[0] == "r" and a[:7] == b[:7] and a.split("/")[0] != b.split("/")[0]


def share(some: Pairs, of: Pairs) -> float:
    """How many of the pairs, as a share."""
    return len(some) / max(1, len(of))


def by_cleaner(items: list[Item]) -> Pairs:
    """Clusters, with JSON in and out as on the command line."""
    lines = [orjson.dumps({"id": i.id, "text": i.text}) for i in items]
    d = Deduper()
    rows = [orjson.loads(line) for line in lines]
    for row in rows:
        d.add(row["id"], row["text"])
    found = d.find()
    for row in rows:
        if row["id"] not in found.dropped:
            orjson.dumps(row)
    return told(found)[0]


def shingles(text: str) -> list[str]:
    """The set a peer hashes."""
    return [text[n : n + SHINGLE] for n in range(max(1, len(text) - SHINGLE + 1))]


def by_datasketch(items: list[Item]) -> Pairs:
    """MinHash and LSH, one query a document."""
    from datasketch import MinHash, MinHashLSH

    lsh, near = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS), set()
    for item in items:
        m = MinHash(num_perm=PERMUTATIONS)
        m.update_batch([s.encode() for s in shingles(item.text)])
        near.update((min(x, item.id), max(x, item.id)) for x in lsh.query(m))
        lsh.insert(item.id, m)
    return near


def by_rensa(items: list[Item]) -> Pairs:
    """The same with rensa, its answers checked by the estimate of similarity."""
    from rensa import RMinHash, RMinHashLSH

    lsh, made = RMinHashLSH(THRESHOLD, PERMUTATIONS, 16), []
    near: Pairs = set()
    for n, item in enumerate(items):
        m = RMinHash(PERMUTATIONS, 1)
        m.update(shingles(item.text))
        for k in lsh.query(m):
            if m.jaccard(made[k]) >= THRESHOLD:
                near.add((min(items[k].id, item.id), max(items[k].id, item.id)))
        lsh.insert(n, m)
        made.append(m)
    return near


PEERS: dict[str, Callable[[list[Item]], Pairs]] = {
    "cleaner": by_cleaner, "datasketch": by_datasketch, "rensa": by_rensa,
}  # fmt: skip


def main() -> None:
    """Print a table for each dialect."""
    p = argparse.ArgumentParser()
    p.add_argument("-n", type=int, default=3000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--dialect", choices=DIALECTS, action="append")
    p.add_argument("--strength", type=float, default=1.0, help="of words swapped and dropped in")
    p.add_argument("--length", type=int, default=2200, help="of a report, in characters")
    p.add_argument("--hard", action="store_true", help="laws, short documents, closer sisters")
    p.add_argument("--alone", action="store_true", help="without the peers")
    args, _ = p.parse_known_args()
    for dialect in args.dialect or DIALECTS:
        items = corpus(args.n, args.seed, dialect, args.strength, args.length, args.hard)
        size = sum(len(i.text.encode()) for i in items) / len(items)
        print(f"{dialect}: {len(items)} documents of {size / 1000:.1f} KB")
        for name in ["cleaner"] if args.alone else PEERS:
            show(name, items)
        print(f"  inside compilations: {score(items, ours(items))['inside']:.4f}")


def show(name: str, items: list[Item]) -> None:
    """One line of a table, and the kinds below it."""
    start = time.process_time()
    try:
        near = PEERS[name](items)
    except ImportError:
        print(f"  {name:10} not installed")
        return
    speed = len(items) / (time.process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    row = scored(items, near)
    print(
        f"  {name:10} precision {row['precision']:.4f} recall {row['recall']:.4f} "
        f"sisters merged {row['sister pairs merged']:3} {speed:5.0f} documents a CPU second, "
        f"{memory} MB so far"
    )
    print(f"    {row['by kind']}\n    wrong: {row['wrong']}")


if __name__ == "__main__":
    main()
