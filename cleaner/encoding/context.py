"""Where an escape is left over in running text, and where it is what the text is about.

>>> prose("会议&nbsp;记录", 1), prose("&nbsp; 是一种实体", 1)
(True, False)
"""

from __future__ import annotations

import re

from cleaner.document import Edit

SUBJECT = re.compile(
    r"HTML|XML|CSS|URL|JSON|XSS|regex|unicode|ascii|entit|escape|urlencode|"
    "实体|實體|转义|轉義|標籤|編碼|字元|标签|标记|编码|正则|换行符|字符集|乱码|浏览器|前端|源码|源代码",
    re.I,
)
"""A line with such a word may be about the very thing."""
CODE = re.compile(
    r"[{}]\s*$|;\s*(?://.*)?$|^\s*(?:def|class|import|from|var|let|const|SELECT|#include)\b|"
    r"%[sdc](?![0-9A-F])|\w\s*[=:]=?\s*[\"']|\w\([^()]*[\"'][^()]*\)|=>|\$\{|\$[a-z_]\w+|^\s*[$>]\s|```|</?(?:html|head|body|script)\b",
    re.I,
)
"""A line of a program, a command or a page's source."""
MANY = 7
"""So many leftovers in one stretch are no subject any more."""
STRETCH = 256
"""Characters judged together: a line, or a part of a very long one."""


def quoted(text: str, edit: Edit) -> bool:
    """Whether quotation marks stand right around it, or a mark that takes its meaning away."""
    before, after = text[max(0, edit.start - 1) : edit.start], text[edit.end : edit.end + 1]
    if not before:
        return False
    if edit.rule == "escape" and _in_string(text, edit.start):
        return True
    example = re.search("[如像] ?$", text[max(0, edit.start - 2) : edit.start])
    if example and after and after in ")）":
        return True
    return before in "`\\" or (before in "\"'“「『‘[" and bool(after) and after in "\"'”」』’]")


def _in_string(text: str, at: int) -> bool:
    """Whether an offset is inside a string of a program, as straight quotes around it tell."""
    start = max(text.rfind("\n", 0, at) + 1, at - STRETCH)
    end = text.find("\n", at, at + STRETCH)
    line, rest = text[start:at], text[at : end if end >= 0 else at + STRETCH]
    return any(line.count(quote) % 2 and quote in rest for quote in "\"'")


def prose(line: str, found: int) -> bool:
    """Whether what was found in a line is left over in prose: the line is no code, and what is
    found is not its subject."""
    if found < MANY and SUBJECT.search(line):
        return False
    return not CODE.search(re.sub(r"<[^<>]*>|&?#?\w+;", "", line))


def line_at(text: str, at: int) -> str:
    """The line around an offset, at most 600 characters of it."""
    start = max(text.rfind("\n", 0, at) + 1, at - 300)
    end = text.find("\n", at, at + 300)
    return text[start : end if end >= 0 else at + 300]
