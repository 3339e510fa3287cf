"""Bytes to text: which encoding, decided from the content, and how many bytes stayed undecodable.

>>> decode("今天的工作会议".encode("gb18030"))
Decoded(text='今天的工作会议', encoding='gb18030', bad=0)
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import cleaner.encoding.iso2022cn  # noqa: F401  (registers codecs Python lacks)
from cleaner.encoding.leniency import careful, known, lenient
from cleaner.encoding.wide import WIDE, likely

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
    (re.compile(rb"\x1b\$\)[AG]"), "iso2022_cn"),
    (re.compile(rb"\x1b\$[@B]"), "iso2022_jp"),
    (re.compile(rb"\x1b\$[@B(]|\x1b\([JI]"), "iso2022_jp_ext"),
    (re.compile(rb"~\{[!-~]{2}(?:[!-~]{2})*~\}"), "hz"),
)
MOST_ODD = 2
"""Seven-bit encodings by their escapes, and bytes that do not fit which change no answer."""
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
LINED = (*CANDIDATES, "euc_tw", "iso2022_cn")
"""Codecs in which the byte 0x0A is always a line feed, so that lines can be told apart; EUC-TW is
so rare that it is tried only where none of the candidates reads well."""
BELOW = re.compile(rb"[\x80-\x8d\x8f-\xa0]")
"""Bytes that EUC-TW never has."""
SAMPLE = 1 << 16
"""Bytes looked at before a stream's encoding is decided: 64 KiB hold some 20,000 characters."""
SCORED = 1500
"""Bytes of non-ASCII lines that are scored: 500 characters decide, a thousandth of a second."""
HINTED = 8.0
"""Nats a declared charset is ahead: what two or three characters outweigh."""
GOOD, POOR = 6.5, 8.5
"""Nats a character up to which a reading is believed at once, and above which none in Chinese,
Japanese or Korean is."""
UNREAD = 20.0
"""Nats of a byte that cannot be read: what the model asks for U+FFFD."""
OTHERWISE = 12.0
"""Nats a line must save to be read in another encoding than its file."""
LINE = 1 << 20
"""Bytes of a stream without a line feed that are decoded at once."""


class Decoded(NamedTuple):
    """A text, the codec that gave it, and the number of bytes it could not read (each run of
    them stands as U+FFFD in the text). ``+`` joins the codecs of lines that differ."""

    text: str
    encoding: str
    bad: int


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
    if b"\0" not in sample and (escaped := _escaped(sample)):
        return escaped
    wide = likely(sample) if b"\0" in sample else ()
    if sample.isascii() and not wide:
        return "utf-8"
    names: tuple[str, ...]
    if b"\0" in sample:
        names, piece = (*wide, *CANDIDATES), sample[: SCORED - SCORED % 4]
    else:
        if _is_utf8(sample):
            return "utf-8"
        names, piece = CANDIDATES, _telling(sample)
    return _cheapest(piece, sample, names, known(hint or ""))


def _marked(data: bytes) -> tuple[str, bytes]:
    """Codec and bytes of the order mark, if one stands at the start."""
    return next(((name, bom) for bom, name in BOMS if data.startswith(bom)), ("", b""))


def _escaped(sample: bytes) -> str:
    """The seven-bit encoding of the bytes, a bad one or two among them, or ""."""
    if b"\x1b" not in sample and b"~{" not in sample:
        return ""
    plain = re.sub(rb"[\x80-\xff]", b"", sample)
    if len(sample) - len(plain) > MOST_ODD:
        return ""
    found = (name for pattern, name in ESCAPED if pattern.search(plain) and _reads(plain, name))
    return next(found, "")


def _reads(data: bytes, name: str) -> bool:
    text = data.decode(name, "replace")
    return not text.isascii() and text.count("\ufffd") <= MOST_ODD


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


def _cheapest(piece: bytes, sample: bytes, names: tuple[str, ...], hint: str) -> str:
    """The codec whose reading costs least; the rest of the world is asked where none is good."""

    names = (*names, hint) if hint and hint not in (*names, *WIDE) else names
    costs = {}
    for name in names:
        costs[name] = _cost(piece, name) - (HINTED if name == hint else 0)
    best = min(costs, key=costs.__getitem__)
    size = sum(c > "\x7f" for c in lenient(piece, best)[0])
    if costs[best] > GOOD * size and best not in WIDE and not BELOW.search(piece):
        costs["euc_tw"] = _cost(piece, "euc_tw")
        best = min(costs, key=costs.__getitem__)
    if best == hint or costs[best] <= POOR * size:
        return best
    return _of_the_world(piece, sample, best, costs[best])


def _cost(piece: bytes, name: str) -> float:
    """Nats of a reading; each byte that is no character costs as much, whatever their width."""
    from cleaner.encoding import model

    text, bad = lenient(piece, name)
    return model.cost(text) + UNREAD * max(0, bad - text.count("\ufffd"))


def _of_the_world(piece: bytes, sample: bytes, best: str, cost: float) -> str:
    """UTF-16 without ASCII in it, or the codec charset-normalizer finds, where the reading costs
    less; else Windows-1252's."""
    from charset_normalizer import from_bytes

    if len(sample) % 2 == 0:
        whole = sample[: SCORED - SCORED % 4]
        costs = {name: _cost(whole, name) for name in WIDE[:2]}
        wide = min(costs, key=costs.__getitem__)
        if costs[wide] < min(cost, POOR * len(whole) / 2):
            return wide
    match = from_bytes(piece, steps=1, chunk_size=len(piece) or 1).best()
    for name in dict.fromkeys((match.encoding if match else "", "cp1252")):
        if name and _cost(piece, name) < cost:
            return known(name)
    return best


def decode_as(data: bytes, name: str) -> Decoded:
    """The text in a codec, save for lines that are plainly in another."""
    if name not in LINED or data.isascii():
        text, bad = lenient(data, name)
        return Decoded(text, name, bad)
    text, bad = careful(data, name)
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
    costs = {codec: model.cost(lenient(piece, codec)[0]) for codec in CANDIDATES}
    costs[name] = model.cost(careful(piece, name)[0])
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
            names = f"{self.encoding}+{found.encoding}".split("+")
            self.encoding = "+".join(dict.fromkeys(names))
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
