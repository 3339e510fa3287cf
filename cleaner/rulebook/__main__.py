"""Check packs and show what they take from pages: ``python -m cleaner.rulebook PACKS [PAGE]…``."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

from cleaner.errors import CleanerError
from cleaner.rulebook import load, removals
from cleaner.rulebook.seal import FILE, made
from cleaner.rulebook.signs import patterns


def main(args: list[str]) -> int:
    """Status 1 where a pack is wrong."""
    if args == ["--seal"]:
        return write_seal()
    try:
        packs = load(args[0] if args else "rules/packs")
    except CleanerError as e:
        print(e, file=sys.stderr)
        return 1
    for pack in packs:
        print(f"{pack.name}: {len(pack.rules)} rules, every example holds")
    for page in args[1:]:
        text = Path(page).read_text("utf-8")
        gone = removals(text, packs)
        print(f"\n{page}")
        for n, line in enumerate(text.split("\n"), 1):
            if line.strip():
                print(f"{n:5} {gone.get(n, ''):32} {line.strip()[:90]}")
    return 0


def write_seal() -> int:
    """Check the shipped packs and write their seal beside them."""
    import orjson

    folder = Path(str(resources.files("cleaner.rules"))) / "packs"
    found = orjson.dumps(made(patterns(load(folder))), option=orjson.OPT_SORT_KEYS)
    (folder / FILE).write_bytes(found + b"\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
