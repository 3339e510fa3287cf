"""The copies among the sample pages: found, told apart from sisters, and the right one kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from cleaner.dedup import Deduper
from cleaner.formats import loads, read

SAMPLES = Path(__file__).parent.parent / "samples"
TRUTH = json.loads((SAMPLES / "expected" / "corpus.json").read_text("utf-8"))


def name_of(id: str) -> str:
    """A page's name without folder and suffix; a part keeps its number: ``essay-1#2``."""
    path, _, part = id.removeprefix("raw/").partition("#")
    return path.split(".")[0] + (f"#{part}" if part else "")


def groups(clusters: Iterable[dict[str, Any]]) -> dict[frozenset[str], str]:
    """Each cluster's members by name, with the keeper among them."""
    return {
        frozenset(map(name_of, [row["keeper"], *(m["id"] for m in row["members"])])): name_of(
            row["keeper"]
        )
        for row in clusters
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus built from all sample pages."""
    out = tmp_path_factory.mktemp("corpus")
    call = [sys.executable, "-m", "cleaner", "build", str(SAMPLES / "raw"), "-o", str(out)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_a_build_finds_every_copy_and_nothing_else(corpus: Path) -> None:
    found = groups(map(loads, (corpus / "clusters.jsonl").read_bytes().splitlines()))
    wanted = {frozenset([*row["pages"], *row.get("in", ())]): row for row in TRUTH["clusters"]}
    assert set(wanted) == set(found)
    assert not [keeper for key, keeper in found.items() if keeper in wanted[key].get("worse", ())]


def test_a_build_keeps_what_is_nobodys_copy(corpus: Path) -> None:
    kept = {name_of(doc.id) for doc in read([corpus / "corpus.jsonl.zst"])}
    assert set(TRUTH["alone"]) <= kept


def test_pages_compared_as_they_came_keep_the_bare_copy() -> None:
    found = Deduper()
    for path in sorted((SAMPLES / "raw" / "reposts").iterdir()):
        for doc in read([path]):
            found.add(f"reposts/{path.name}", doc.text, doc.meta)
    rows = [cluster.record() for cluster in found.find().clusters]
    for truth in TRUTH["clusters"]:
        if "keeper" in truth:
            assert_kept(truth, next(r for r in rows if name_of(r["keeper"]) in truth["pages"]))


def assert_kept(truth: dict[str, Any], row: dict[str, Any]) -> None:
    """A cluster of reposts: its keeper, its copies by relation, the compilations it is in."""
    members = {name_of(m["id"]): m["relation"] for m in row["members"]}
    copies = {page for page in truth["pages"] if page.startswith("reposts/")}
    held = {part.split("#")[0] for part in truth.get("in", ()) if part.startswith("reposts/")}
    assert truth["keeper"] == name_of(row["keeper"])
    assert copies - {truth["keeper"]} | held == set(members)
    assert held == {name for name, relation in members.items() if relation == "compilation"}
    cut = {name for name, relation in members.items() if relation == "excerpt"}
    assert set(truth.get("excerpts", ())) == cut
