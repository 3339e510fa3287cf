"""For a terminal: text that cannot steer it, and the diff that ``--explain`` shows.

>>> printable("a\\x1b[31m\\u202eb")
'a\\\\x1b[31m\\\\u202eb'
"""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text with control, invisible and bidirectional characters spelled as escapes."""
    return _STEERING.sub(_escape, text)


def _escape(m: re.Match[str]) -> str:
    code = ord(m[0])
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def with_colour() -> bool:
    """Whether standard output is a terminal whose user has not set NO_COLOR."""
    import os

    return os.isatty(1) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
