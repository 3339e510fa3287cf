"""The one error a user may meet: where it happened, what is wrong, what to do."""

from __future__ import annotations


class CleanerError(Exception):
    """Something a user can mend; printed as one line ``where: what; hint``.

    >>> print(CleanerError("a.jsonl:3", "not a JSON object", "wrap the value in {}"))
    a.jsonl:3: not a JSON object; wrap the value in {}
    """

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        self.where, self.what, self.hint = where, what, hint
        super().__init__(where, what, hint)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.hint}" if self.hint else line


class UsageError(CleanerError):
    """The call itself is wrong (an unknown recipe, an impossible option); exit status 2."""


_UNSAFE = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
     *range(0x2060, 0x2070), 0xFEFF, *range(0xD800, 0xE000)]
)  # fmt: skip


def escaped(text: str, keep: str = "") -> str:
    """A text safe for a terminal: control, invisible and bidirectional characters as escapes.

    >>> escaped("a\\x1b[2J\\u202eb\\n")
    'a\\\\x1b[2J\\\\u202eb\\\\n'
    """
    table = {p: chr(p).encode("unicode_escape").decode() for p in _UNSAFE if chr(p) not in keep}
    return text.translate(table)
