"""Bytes in a known codec to text, whatever is wrong with a few of them."""

from __future__ import annotations

import codecs
import re

PAIRED = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "euc_tw")
MOVED = re.compile("[\u2460-\u247c\u3041-\u30fe\u0410-\u0451]")
MOST_BAD, AHEAD = 8, 48
"""Bad bytes of a text or line after which the best place to go on is looked for, and bytes read for
it."""
LOST = "cleaner.lost"
"""Error handler: U+FFFD for a run of undecodable bytes, and a lone surrogate for each byte more."""
MORE = "\udc80"


def _lost(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "\ufffd" + MORE * (error.end - error.start - 1), error.end


codecs.register_error(LOST, _lost)


def known(name: str) -> str:
    """Our codec for a declared charset, or "" where there is none: GBK and GB 2312 are read as
    GB 18030, Big5 with Hong Kong's characters, Shift-JIS and EUC-KR as Windows does."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
             "shift_jis": "cp932", "euc_kr": "cp949", "ascii": "utf-8",
             "iso8859-1": "cp1252"}  # fmt: skip
    return wider.get(found, found) if getattr(codecs.lookup(found), "_is_text_encoding", 1) else ""


def lenient(data: bytes, codec: str) -> tuple[str, int]:
    """The text with U+FFFD for what is no character, and the number of bytes that are none.

    >>> lenient(b"a\\xff\\xe4\\xb8\\xadb", "utf-8")
    ('a\ufffd中b', 1)
    """
    try:
        return data.decode(codec), 0
    except UnicodeDecodeError:
        text = data.decode(codec, LOST)
    meant = data.count("\ufffd".encode(codec, "ignore") or b"\xff\xff\xff\xff")
    bad = text.count("\ufffd") + text.count(MORE) - meant
    return text.replace(MORE, ""), max(0, bad)


def careful(data: bytes, codec: str) -> tuple[str, int]:
    """The same, going on after a bad byte where the rest reads best: behind it, behind the byte
    after it, or with the byte before it, of which it may have cut off the second half.

    >>> careful(b"\\xbb\\xff\\xe1\\xd2\\xe9", "gb18030")
    ('\ufffd会议', 1)
    """
    if codec not in PAIRED:
        return lenient(data, codec)
    if codec == "big5hkscs":
        return _either(*_careful(data, codec), data)
    return _careful(data, codec)


def _either(text: str, bad: int, data: bytes) -> tuple[str, int]:
    """Lines with kana, Cyrillic or circled numbers as Big5 had them before, where that reads
    better: Unicode's first table put them elsewhere than what all have used since."""
    from cleaner.encoding import model

    if not MOVED.search(text):
        return text, bad
    lines, old = text.split("\n"), data.split(b"\n")
    for n, line in enumerate(lines if len(lines) == len(old) else ()):
        if MOVED.search(line) and "\ufffd" not in (other := lenient(old[n], "big5")[0]):
            lines[n] = min(line, other, key=model.cost)
    return "\n".join(lines), bad


def _careful(data: bytes, codec: str) -> tuple[str, int]:
    parts: list[str] = []
    bad = 0
    for _ in range(MOST_BAD):
        try:
            parts.append(data.decode(codec))
            return "".join(parts), bad
        except UnicodeDecodeError as e:
            at = e.start
        parts += (data[:at].decode(codec), "\ufffd")
        data, lost = _resumed(data[at:], codec)
        bad += lost
    text, more = lenient(data, codec)
    return "".join(parts) + text, bad + more


def _resumed(data: bytes, codec: str) -> tuple[bytes, int]:
    """What goes on after a bad byte at the start, and the number of bytes given up."""
    from cleaner.encoding import model

    ways = [(data[1:], 1), (data[2:], 2), (data[:1] + data[2:], 1)]

    def price(way: tuple[bytes, int]) -> float:
        text = lenient(way[0][:AHEAD].split(b"\n")[0], codec)[0]
        return model.cost(text[: AHEAD // 3]) / max(1, len(text[: AHEAD // 3])) + way[1]

    return min(ways, key=price)
