"""Patterns compiled when they are first asked: a page asks few of them, a start pays for none.

>>> later("文档|资料").findall("下载文档和资料")
['文档', '资料']
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class Later:
    """A pattern that stands for its compiled self."""

    def __init__(self, source: str | bytes, flags: int = 0) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = re.compile(self.pattern, self._flags)
        self.fullmatch, self.match, self.search = found.fullmatch, found.match, found.search
        self.finditer, self.findall, self.split = found.finditer, found.findall, found.split
        self.sub, self.subn, self.groupindex = found.sub, found.subn, found.groupindex
        return getattr(found, name)


def later(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern known to be good, compiled at its first use."""
    return cast("re.Pattern[AnyStr]", Later(source, flags))
