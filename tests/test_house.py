"""The house stays as it was planned: arrows one way, heavy imports late, files that read well."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "cleaner"
MODULES = sorted(HOME.rglob("*.py"))
MOST_LINES, LONGEST_FUNCTION = 300, 40

# Who may know whom; a room may always know itself.
CORE = {"document", "errors"}
SEES = CORE | {"view", "chinese"}
ARROWS = {
    "errors": set(),
    "document": {"errors"},
    "chinese": SEES,
    "view": CORE | {"chinese"},
    "registry": CORE,
    "pipeline": CORE | {"registry"},
    "recipe": CORE | {"pipeline", "registry", "rules"},
    "encoding": SEES,
    "rulebook": SEES | {"registry", "rules"},
    "structure": SEES,
    "filters": SEES | {"registry", "encoding", "rulebook", "structure"},
    "dedup": SEES,
    "formats": CORE | {"encoding"},
    "report": CORE,
    "build": CORE | {"formats", "dedup", "report", "pipeline", "recipe", "registry", "rules"},
    "__init__": CORE | {"recipe", "pipeline", "registry", "filters"},
    "__main__": {"cli"},
}
ONLY = {"click": {"cli"}, "multiprocessing": {"build"}, "concurrent": {"build"}}
LATE = {"numpy", "opencc", "lxml", "bs4", "rapidfuzz", "jinja2", "charset_normalizer", "orjson",
        "selectolax", "duckdb", "zstandard"}  # fmt: skip


def room(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield f"{node.module}.{name.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))
def test_arrows_point_one_way(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "cleaner" and here != "cli":
            there = rest.split(".")[0]
            known = there in ARROWS or there in {"cli", "rules"}
            assert there == here or not known or there in ARROWS[here], (
                f"{here} must not know {there}"
            )
        assert here in ONLY.get(top, {here}), f"{top} belongs to {ONLY[top]}"


def test_the_view_stands_on_tables_that_know_nothing_of_it() -> None:
    seen = {n for n in imports(HOME / "view.py") if n.startswith("cleaner.chinese")}
    assert seen == {"cleaner.chinese.tables", "cleaner.chinese.classes.Class"}
    for name in ("tables", "classes"):
        known = set(imports(HOME / "chinese" / f"{name}.py"))
        assert not [n for n in known if n.startswith("cleaner.") and "chinese" not in n], name


def test_filters_do_not_know_each_other() -> None:
    for path in (HOME / "filters").glob("[!_]*.py"):
        assert not [n for n in imports(path) if n.startswith("cleaner.filters")], path.name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))
def test_files_and_functions_are_of_a_size_that_reads_well(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))
def test_what_is_public_says_what_it_does(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body, "the module has no docstring"
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
        if public and node.name != "main":
            assert ast.get_docstring(node), node.name


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['cleaner', '--help']\n"
        "from cleaner.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sorted({m.split('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "Usage" in done.stdout
    assert not LATE & set(done.stderr.split())


def test_every_package_is_shipped() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    named = set(setup["options"]["packages"].split())
    found = {".".join(p.parent.relative_to(ROOT).parts) for p in HOME.rglob("__init__.py")}
    assert named == found | {"cleaner.rules"}
