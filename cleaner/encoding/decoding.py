"""Bytes to text: which encoding, decided from the content, and how many bytes stayed undecodable.

>>> decode("今天的工作会议".encode("gb18030"))
Decoded(text='今天的工作会议', encoding='gb18030', bad=0)
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
ESCAPED = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$[@B(]|\x1b\([JI]"), "iso2022_jp_ext"),
    (re.compile(rb"~\{[!-~]{2}(?:[!-~]{2})*~\}"), "hz"),
)
"""Seven-bit encodings by their escapes."""
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
LINED = ("utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
"""The candidates, in which the byte 0x0A is always a line feed, so that lines can be told apart."""
SAMPLE = 1 << 16
"""Bytes looked at before a stream's encoding is decided: 64 KiB hold some 20,000 characters."""
SCORED = 1500
"""Bytes of non-ASCII lines that are scored: 500 characters decide, a thousandth of a second."""
HINTED = 8.0
"""Nats a declared charset is ahead: what two or three characters outweigh."""
POOR = 8.5
"""Nats a character above which no Chinese, Japanese or Korean reading is believed at once."""
OTHERWISE = 12.0
"""Nats a line must save to be read in another encoding than its file."""
LINE = 1 << 20
"""Bytes of a stream without a line feed that are decoded at once."""
LOST = "cleaner.lost"
"""Error handler: U+FFFD for a run of undecodable bytes, and a lone surrogate for each byte more."""
MORE = "\udc80"


class Decoded(NamedTuple):
    """A text, the codec that gave it, and the number of bytes it could not read (each run of
    them stands as U+FFFD in the text). ``+`` joins the codecs of lines that differ."""

    text: str
    encoding: str
    bad: int


def _lost(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "\ufffd" + MORE * (error.end - error.start - 1), error.end


codecs.register_error(LOST, _lost)


def decode(data: bytes, hint: str | None = None) -> Decoded:
    """The text of ``data``; ``hint`` is a declared charset, which the content can overrule."""
    name, bom = _marked(data)
    if name:
        text, bad = lenient(data[len(bom) :], name)
        return Decoded(text, name, bad)
    if not data.isascii():
        try:
            return Decoded(data.decode("utf-8"), "utf-8", 0)
        except UnicodeDecodeError:
            pass
    return decode_as(data, decide(data[:SAMPLE], hint))


def decide(sample: bytes, hint: str | None = None) -> str:
    """The codec of the bytes; a character cut at the sample's end does not matter."""
    name, _ = _marked(sample)
    if name:
        return name
    if sample.isascii() and b"\0" not in sample:
        escaped = (
            name for pattern, name in ESCAPED if pattern.search(sample) and _reads(sample, name)
        )
        return next(escaped, "utf-8")
    if b"\0" in sample:
        wide = [name for name in WIDE if len(sample) >= 2]
        names: tuple[str, ...] = (*wide, *LINED)
        piece = sample[: SCORED - SCORED % 4]
    else:
        if _is_utf8(sample):
            return "utf-8"
        names, piece = LINED, _telling(sample)
    return _cheapest(piece, names, known(hint or ""))


def _marked(data: bytes) -> tuple[str, bytes]:
    """Codec and bytes of the order mark, if one stands at the start."""
    return next(((name, bom) for bom, name in BOMS if data.startswith(bom)), ("", b""))


def _reads(data: bytes, name: str) -> bool:
    try:
        return not data.decode(name).isascii()
    except UnicodeDecodeError:
        return False


def _is_utf8(sample: bytes) -> bool:
    """Whether all is UTF-8 but for a character cut at the end."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as e:
        return (
            e.reason == "unexpected end of data" and e.start > 0 and not sample[: e.start].isascii()
        )
    return True


def _telling(sample: bytes) -> bytes:
    """Lines that are not ASCII, as many as are scored."""
    lines, size = [], 0
    for line in sample.split(b"\n"):
        if not line.isascii():
            lines.append(line[: SCORED - size])
            size += len(line)
            if size >= SCORED:
                break
    return b"\n".join(lines)


def _cheapest(piece: bytes, names: tuple[str, ...], hint: str) -> str:
    """The codec whose reading costs least; the rest of the world is asked where none is good."""
    from cleaner.encoding import model

    names = (*names, hint) if hint and hint not in (*names, *WIDE) else names
    costs = {}
    for name in names:
        text = lenient(piece, name)[0]
        costs[name] = model.cost(text) - (HINTED if name == hint else 0)
    best = min(costs, key=costs.__getitem__)
    if best == hint or costs[best] <= POOR * sum(c > "\x7f" for c in lenient(piece, best)[0]):
        return best
    return _of_the_world(piece, best, costs[best])


def _of_the_world(piece: bytes, best: str, cost: float) -> str:
    """The codec charset-normalizer finds, where its reading costs less; else Windows-1252's."""
    from charset_normalizer import from_bytes

    from cleaner.encoding import model

    match = from_bytes(piece, steps=1, chunk_size=len(piece) or 1).best()
    wide = WIDE[:2] if len(piece) % 2 == 0 else ()
    for name in dict.fromkeys((*wide, match.encoding if match else "", "cp1252")):
        if name and model.cost(lenient(piece, name)[0]) < cost:
            return known(name)
    return best


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


def decode_as(data: bytes, name: str) -> Decoded:
    """The text in a codec, save for lines that are plainly in another."""
    if name not in LINED or data.isascii():
        text, bad = lenient(data, name)
        return Decoded(text, name, bad)
    text, bad = lenient(data, name)
    odd = _odd_lines(data, text, name)
    if not odd:
        return Decoded(text, name, bad)
    lines, texts, used = data.split(b"\n"), text.split("\n"), {name: 0}
    for n in odd:
        other = _other(lines[n], name)
        if other != name:
            bad -= lenient(lines[n], name)[1]
            texts[n], more = lenient(lines[n], other)
            bad += more
            used[other] = used.get(other, 0) + 1
    return Decoded("\n".join(texts), "+".join(used), max(0, bad))


def _odd_lines(data: bytes, text: str, name: str) -> list[int]:
    """Numbers of lines that hold undecodable bytes, read like mojibake, or are UTF-8 in a file
    that is not."""
    import numpy as np

    from cleaner.encoding import model
    from cleaner.encoding.mojibake import suspicious
    from cleaner.encoding.traces import traces

    points = model.points(text)
    breaks = np.flatnonzero(points == 0x0A)
    if len(breaks) != data.count(b"\n"):
        return []
    starts = [line.start for line in suspicious(text, traces(points))]
    odd = set(np.searchsorted(breaks, starts).tolist())
    odd |= set(np.searchsorted(breaks, np.flatnonzero(points == 0xFFFD)).tolist())
    if name != "utf-8":
        lines = data.split(b"\n")
        odd |= {n for n, line in enumerate(lines) if not line.isascii() and _is_utf8(line)}
    return sorted(odd)


def _other(line: bytes, name: str) -> str:
    """The codec in which a line reads better by far, else the file's."""
    from cleaner.encoding import model

    piece = line[:SCORED]
    costs = {codec: model.cost(lenient(piece, codec)[0]) for codec in LINED}
    best = min(costs, key=costs.__getitem__)
    return best if costs[best] + OTHERWISE <= costs[name] else name


class Decoder:
    """Bytes of a stream to text, piece by piece, in memory that does not grow with the stream.

    The encoding is decided on the first 64 KiB and checked line by line from there. ``bad`` counts
    undecodable bytes so far, ``encoding`` names what was used.

    >>> decoder = Decoder()
    >>> decoder.feed("会议记录".encode()[:5]) + decoder.feed("会议记录".encode()[5:], final=True)
    '会议记录'
    """

    def __init__(self, hint: str | None = None, encoding: str = "") -> None:
        self.hint, self.encoding, self.bad = hint, encoding, 0
        self._codec, self._rest = known(encoding), b""
        self._whole: codecs.IncrementalDecoder | None = None

    def feed(self, data: bytes, final: bool = False) -> str:
        """The text these bytes complete; ``final`` ends the stream."""
        self._rest += data
        if not self._begun(final):
            return ""
        if self._whole:
            text, self._rest = self._whole.decode(self._rest, final), b""
            self.bad += text.count("\ufffd")
            return text
        cut = len(self._rest) if final else self._rest.rfind(b"\n") + 1
        if not cut and len(self._rest) > LINE:
            cut = self._safe()
        piece, self._rest = self._rest[:cut], self._rest[cut:]
        found = decode_as(piece, self._codec)
        self.bad += found.bad
        if found.encoding not in self.encoding:
            self.encoding = "+".join(
                dict.fromkeys((self.encoding + "+" + found.encoding).split("+"))
            )
        return found.text

    def _begun(self, final: bool) -> bool:
        """Whether enough has come to decide on, and what follows from it."""
        if self._whole or (self._codec and self.encoding and self._started):
            return True
        if len(self._rest) < SAMPLE and not final:
            return False
        name, bom = _marked(self._rest)
        self._codec = name or self._codec or decide(self._rest[:SAMPLE], self.hint)
        self.encoding = self.encoding or self._codec
        self._rest = self._rest[len(bom) :]
        if self._codec not in LINED:
            self._whole = codecs.getincrementaldecoder(self._codec)("replace")
        self._started = True
        return True

    _started = False

    def _safe(self) -> int:
        """Where a very long line can be cut: after ASCII, or anywhere at all."""
        tail = re.search(rb"[\x00-\x3f][^\x00-\x3f]*\Z", self._rest[-4096:])
        return len(self._rest) - (4096 - tail.start() - 1 if tail else 0)
