"""Plain text: bytes of any encoding to text with ``\\n``, and what that cost.

>>> decoded("会议\\r\\n记录".encode("gbk"))
('会议\\n记录', {'encoding': 'gb18030'})
"""

from __future__ import annotations

import codecs
from typing import Any

from cleaner.document import Result, merged
from cleaner.errors import UsageError

ENOUGH = 4096
"""Bytes of lines that settle a hint: some two thousand characters."""
WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(
    data: bytes, encoding: str | None = None, hint: Hint | str | None = None
) -> tuple[str, dict[str, Any]]:
    """The text of bytes and its meta: ``encoding`` where it is not plain UTF-8, and a flag with
    the number of bytes that could not be read. ``encoding`` decides, ``hint`` only suggests.
    """
    text, name, bad = decode(data, encoding, hint)
    meta = {} if name == "utf-8" else {"encoding": name}
    if bad:
        meta = merged(meta, Result(flags=["undecodable"], measures={"undecodable": bad}))
    return (unified(text) if "\r" in text else text), meta


def decode(data: bytes, encoding: str | None, hint: Hint | str | None) -> tuple[str, str, int]:
    """The text, its codec and the number of undecodable bytes."""
    try:
        if not encoding and not (b"\x1b" in data or b"~{" in data or b"\0" in data):
            return data.decode("utf-8").removeprefix("\ufeff"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    from cleaner import encoding as room

    if not encoding:
        return room.decode(data, hint.after(data) if isinstance(hint, Hint) else hint)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return text, codec(encoding), text.count("\ufffd")


class Hint:
    """What the lines of one input were encoded in so far; a line alone shows too little.

    >>> hint = Hint()
    >>> hint.after("会议记录".encode("gbk"))
    'gb18030'
    """

    def __init__(self) -> None:
        self._sample, self.encoding = b"", ""

    def after(self, line: bytes) -> str:
        """The encoding most likely after this line, which is not UTF-8, is seen too."""
        if len(self._sample) < ENOUGH:
            from cleaner.encoding import decide

            self._sample += line[:ENOUGH] + b"\n"
            self.encoding = decide(self._sample)
        return self.encoding


def wide(head: bytes, encoding: str | None) -> str:
    """The codec of UTF-16 or UTF-32 bytes, in which a line feed is not the byte 0x0A; else ""."""
    if encoding:
        return encoding if codec(encoding).startswith(("utf-16", "utf-32")) else ""
    return next((name for bom, name in WIDE if head.startswith(bom)), "")


def unmarked(head: bytes) -> str:
    """The codec of lines in UTF-16 or UTF-32 without a mark, as NULs and what they say show it;
    "" for others, and for a line alone, which is read as it is.

    >>> unmarked("会议\\n".encode("utf-16-le")), unmarked("会议\\0".encode())
    ('utf-16-le', '')
    """
    if b"\0" not in head:
        return ""
    from cleaner.encoding import decide

    name = decide(head)
    broad = name.startswith(("utf-16", "utf-32"))
    return name if broad and "\n" in head.decode(name, "replace") else ""


def codec(name: str) -> str:
    """Python's name for an encoding. Raises UsageError for one that is unknown."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
        return found.name
    except (LookupError, ValueError) as e:
        raise UsageError("--encoding", f"no such encoding {name}", "such as gb18030 or big5") from e


def unified(text: str) -> str:
    """The text with ``\\n`` for every kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
