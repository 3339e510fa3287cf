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
