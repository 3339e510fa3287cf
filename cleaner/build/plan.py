"""What a build was made of: digests of the program, the recipe, the packs and every source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from cleaner.errors import CleanerError
from cleaner.pipeline import Pipeline
from cleaner.registry import options


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def program_digest() -> str:
    """Of the program's own files: another version, or an edit of a rule, cleans anew."""
    rooms = [Path(str(resources.files(name))) for name in ("cleaner", "cleaner.rules")]
    files = (p for room in rooms for p in sorted(room.rglob("*")) if p.is_file())
    return digest_of(p for p in files if p.suffix in {".py", ".toml", ".npz", ".jinja"})


def packs_digest(pipe: Pipeline) -> str:
    """Of the files that the pipeline's options name: packs of one's own."""
    return digest_of(path for given in paths(pipe) for path in files_under(given))


def paths(pipe: Pipeline) -> list[Path]:
    """The paths among the options of a pipeline's filters."""
    return [
        Path(given)
        for step in pipe.steps
        for option in options(type(step))
        if option.metadata.get("metavar") == "PATH"
        for given in getattr(step, option.name)
    ]


def files_under(path: Path) -> list[Path]:
    """A file, or the packs of a folder, in order."""
    if not path.exists():
        raise CleanerError(str(path), "no such pack", "name a .toml file or a folder of them")
    return sorted(path.rglob("*.toml")) if path.is_dir() else [path]


def digest_of(files: Iterable[Path]) -> str:
    """One digest of several files, by name and content."""
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.name}\0{file_digest(path)}\n".encode())
    return whole.hexdigest()


def versions() -> dict[str, str]:
    """The program and the packages whose data or decisions shape the text."""
    from importlib.metadata import version

    import cleaner

    made_with = ("opencc", "charset-normalizer", "beautifulsoup4", "lxml", "numpy", "rapidfuzz")
    return {"cleaner": cleaner.__version__, **{name: version(name) for name in made_with}}


def recipe_record(pipe: Pipeline) -> list[dict[str, Any]]:
    """The recipe as the manifest tells it: paths by their last name only."""
    from cleaner.recipe import row_of

    own = {str(path): path.name for path in paths(pipe)}
    return [
        {k: [own.get(x, x) for x in v] if isinstance(v, list) else v for k, v in row_of(s).items()}
        for s in pipe.steps
    ]


def record(
    pipe: Pipeline, sources: dict[str, str], left_out: list[dict[str, str]]
) -> dict[str, Any]:
    """The manifest's part on what the build was made of."""
    return {
        "sources": sources,
        "left_out": left_out,
        "recipe": recipe_record(pipe),
        "packs": packs_digest(pipe),
        "versions": versions(),
    }
