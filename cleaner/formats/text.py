"""Plain text: bytes of any encoding to text with ``\\n``, and what that cost.

>>> decoded("会议\\r\\n记录".encode("gbk"))
('会议\\n记录', {'encoding': 'gb18030'})
"""

from __future__ import annotations

from typing import Any

from cleaner.document import Result, merged
from cleaner.errors import UsageError


def decoded(
    data: bytes, encoding: str | None = None, hint: str | None = None
) -> tuple[str, dict[str, Any]]:
    """The text of bytes and its meta: ``encoding`` where it is not plain UTF-8, and a flag with
    the number of bytes that could not be read. ``encoding`` decides, ``hint`` only suggests.
    """
    text, name, bad = decode(data, encoding, hint)
    meta = {} if name == "utf-8" else {"encoding": name}
    if bad:
        meta = merged(meta, Result(flags=["undecodable"], measures={"undecodable": bad}))
    return (unified(text) if "\r" in text else text), meta


def decode(data: bytes, encoding: str | None, hint: str | None) -> tuple[str, str, int]:
    """The text, its codec and the number of undecodable bytes."""
    try:
        if not encoding:
            return data.decode("utf-8").removeprefix("\ufeff"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    from cleaner import encoding as room

    if not encoding:
        return room.decode(data, hint)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return text, codec(encoding), text.count("\ufffd")


def codec(name: str) -> str:
    """Python's name for an encoding. Raises UsageError for one that is unknown."""
    import codecs

    try:
        found = codecs.lookup(name)
        "".encode(found.name)
        return found.name
    except (LookupError, ValueError) as e:
        raise UsageError("--encoding", f"no such encoding {name}", "such as gb18030 or big5") from e


def unified(text: str) -> str:
    """The text with ``\\n`` for every kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
