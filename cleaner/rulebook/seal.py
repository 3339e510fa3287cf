"""The seal of the shipped packs: what was checked and worked out once, so that no start does again.

It holds the digest of every pack whose examples all held, and the literals of every pattern. A pack
that differs from its seal is checked like anybody's. After a change of packs or patterns::

    python -m cleaner.rulebook --seal
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from cleaner.rulebook.literals import literals as worked_out

FILE = "seal.json"


def packs() -> list[Traversable]:
    """The files of the shipped packs, by name."""
    room = resources.files("cleaner.rules") / "packs"
    return sorted((p for p in room.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)


@cache
def seal() -> Mapping[str, Any]:
    """The seal as it was last written: ``packs`` by name, ``literals`` by pattern."""
    import orjson

    file = resources.files("cleaner.rules") / "packs" / FILE
    found: dict[str, Any] = orjson.loads(file.read_bytes()) if file.is_file() else {}
    return found or {"packs": {}, "literals": {}}


def holds(name: str, data: bytes) -> bool:
    """Whether a shipped pack is the one that was checked."""
    return bool(seal()["packs"].get(name) == digest(data))


def literals(source: str) -> frozenset[str]:
    """Strings one of which every match of a pattern holds, from the seal where they stand in it."""
    known = seal()["literals"].get(digest(source.encode()))
    return worked_out(source) if known is None else frozenset(known)


def made(sources: Iterable[str]) -> dict[str, Any]:
    """The seal of the packs as they are now, with the literals of the patterns given."""
    return {
        "packs": {p.name: digest(p.read_bytes()) for p in packs()},
        "literals": {digest(s.encode()): sorted(worked_out(s)) for s in sorted(set(sources))},
    }


def digest(data: bytes) -> str:
    """A short digest of bytes."""
    return blake2b(data, digest_size=12).hexdigest()
