"""The pipeline a user would write today: ftfy, opencc line by line, one alternation of patterns."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

PATTERNS = 300
PACKS = Path(__file__).parent.parent / "rules" / "packs"


def patterns() -> re.Pattern[str]:
    """The first 300 line patterns of the shipped packs, as one alternation."""
    found: list[str] = []
    for path in sorted(PACKS.glob("*.toml")):
        found += [rule["match"] for rule in tomllib.loads(path.read_text("utf-8")).get("line", ())]
    return re.compile("|".join(f"(?:{p})" for p in found[:PATTERNS]))


def main_process(source: str, target: str) -> None:
    """Clean one JSONL file to another."""
    import ftfy
    import opencc

    # As datatrove's FTFYFormatter sets it.
    config = ftfy.TextFixerConfig(
        fix_latin_ligatures=False, fix_character_width=False, uncurl_quotes=False,
        fix_line_breaks=False, normalization=None, explain=False,
    )  # fmt: skip
    convert = opencc.OpenCC("t2s").convert
    drop = patterns()
    with (
        Path(source).open(encoding="utf-8") as rows,
        Path(target).open("w", encoding="utf-8") as out,
    ):
        for row in rows:
            record = json.loads(row)
            lines = (convert(line) for line in ftfy.fix_text(record["text"], config).split("\n"))
            record["text"] = "\n".join(line for line in lines if not drop.fullmatch(line))
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main_process(*sys.argv[1:])
