"""Every command and every Python block in the README and in docs/ runs and prints what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import cleaner
from cleaner.cli.reference import reference

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETUP = "make corpus\nmake test\n"


class Block(NamedTuple):
    """A fenced block and the one right after it."""

    where: str
    language: str
    text: str
    printed: str | None


def blocks(path: Path) -> list[Block]:
    text = path.read_text("utf-8")
    found = list(FENCE.finditer(text))
    made = []
    for n, fence in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        close = after and text[fence.end() : after.start()].strip() == "prints"
        printed = after[2] if after and close else None
        where = f"{path.name}:{text.count(chr(10), 0, fence.start()) + 1}"
        made.append(Block(where, fence[1], fence[2], printed))
    return made


BLOCKS = [
    b for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))] for b in blocks(path)
]


def runnable(language: str) -> pytest.MarkDecorator:
    chosen = [b for b in BLOCKS if b.language == language and b.text != SETUP]
    assert chosen, f"no block in {language}"
    return pytest.mark.parametrize("block", chosen, ids=[b.where for b in chosen])


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder as a reader has it: the samples and rules, nothing built."""
    for name in ("samples", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def run(command: list[str], workplace: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=workplace, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@runnable("sh")
def test_commands_run_and_print_what_the_page_says(block: Block, workplace: Path) -> None:
    out = run(["bash", "-eu", "-o", "pipefail", "-c", block.text], workplace)
    if block.printed is not None:
        assert out == block.printed


@runnable("python")
def test_python_runs_and_prints_what_the_page_says(block: Block, workplace: Path) -> None:
    out = run([sys.executable, "-c", block.text], workplace)
    if block.printed is not None:
        assert out == block.printed


def test_the_readme_begins_with_a_page_and_then_the_two_commands() -> None:
    page, first_shell = BLOCKS[0], next(b for b in BLOCKS if b.language == "sh")
    assert page.where.startswith("README") and page.language == "text"
    assert page.text.count("\n") <= 12
    assert first_shell.text == SETUP


def test_the_page_that_the_readme_begins_with_comes_out_as_it_says() -> None:
    raw = (ROOT / "samples" / "raw" / "hijack-1.txt").read_text("utf-8")
    before, after = raw.split("\n"), cleaner.clean(raw).split("\n")
    for row in BLOCKS[0].text.splitlines():
        mark, line = row[0], row[2:]
        assert (line in before, line in after) == (mark != "+", mark != "-"), row


def test_the_reference_is_what_the_filters_declare() -> None:
    assert (ROOT / "docs" / "filters.md").read_text("utf-8") == reference()


def test_links_between_pages_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]:
        prose = FENCE.sub("", path.read_text("utf-8"))
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", prose):
            assert (path.parent / target).exists(), f"{path.name} links {target}"
