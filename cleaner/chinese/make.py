"""Make the character tables from opencc's own data: ``python -m cleaner.chinese.make``.

Single characters come through opencc's API, ambiguous ones from the dictionaries its wheel carries.
Run it when opencc is updated; the tests compare what is shipped with what it would write.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from cleaner.chinese import corrections, kanji, pinyin, tables
from cleaner.chinese.classes import Class
from cleaner.chinese.sources import dictionary, simple, t2s

Marked = tuple[Iterable[int | str], int]
HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
COMPAT_RANGES = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
INVISIBLE = "\u00ad\u061c\u180e\u2060\ufeff" + "".join(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2061, 0x206A)])
)
ONE_TO_ONE = {
    **dict.fromkeys("，﹐", ","), **dict.fromkeys("：﹕︰", ":"), **dict.fromkeys("；﹔", ";"),
    **dict.fromkeys("！﹗", "!"), **dict.fromkeys("？﹖", "?"), "｡": "。", "､": "、", "．": ".",
    **dict.fromkeys("“”„‟「」『』＂", '"'), **dict.fromkeys("‘’‚‛＇", "'"),
    **dict.fromkeys("–—―−﹣－─", "-"), **dict.fromkeys("·‧•・∙●", "·"),
    **dict.fromkeys("›»＞→▸►", ">"), **dict.fromkeys("‹«＜←", "<"), **dict.fromkeys("｜│┃∣︱", "|"),
    **dict.fromkeys("～〜∼", "~"),
}  # fmt: skip
ONE_TO_ONE |= {"〔": "[", "﹝": "[", "［": "[", "〕": "]", "﹞": "]", "］": "]"}


def classes() -> np.ndarray:
    """A class bitmask for every code point, up to the last that has one outside private planes."""
    table = np.zeros(0x110000, np.int64)
    for points, bit in (*ranges(), *scripts(), *signs()):
        table[np.array([p if isinstance(p, int) else ord(p) for p in points], np.int64)] |= bit
    table[[0xD]] &= ~Class.INVISIBLE
    table[[0x30FB]] &= ~Class.KANA  # the middle dot stands in Chinese too
    assert not table[tables.STORED : tables.PRIVATE_PLANES].any()
    return table[: tables.STORED].astype(np.uint16)


def ranges() -> Iterator[Marked]:
    """Classes that are blocks of code points."""
    for low, high in HAN_RANGES:
        yield range(low, high), Class.HAN
    for low, high in COMPAT_RANGES:
        yield range(low, high), Class.COMPAT
    yield [0x3007], Class.HAN
    yield range(0xFF10, 0xFF1A), Class.COMPAT | Class.DIGIT
    yield [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)], Class.COMPAT
    yield [*range(0x3041, 0x3100), *range(0x31F0, 0x3200), *range(0xFF66, 0xFF9F)], Class.KANA
    yield [*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xAC00, 0xD7B0)], Class.HANGUL
    yield range(0xE000, 0xF900), Class.PRIVATE


def scripts() -> Iterator[Marked]:
    """What only traditional text writes, what only simplified; Taiwan's 群 and 床 are both."""
    simple, traditional = dictionary("TSCharacters"), dictionary("STCharacters")
    old = [c for c, to in simple.items() if c not in to]
    yield old, Class.TRADITIONAL
    local = [*dictionary("TWVariants").values(), *dictionary("HKVariants").values()]
    elsewhere = {c for to in local for c in to} | {*simple}
    new = [c for c, to in traditional.items() if c not in to and c not in elsewhere]
    yield new, Class.SIMPLIFIED
    yield kanji.own(), Class.JAPANESE
    yield kanji.unknown(old, new), Class.CHINESE


def signs() -> Iterator[Marked]:
    """Classes that are single signs."""
    yield "(（﹙", Class.BRACKET
    yield [*INVISIBLE, *range(9), *range(0xB, 0x20), *range(0x7F, 0xA0)], Class.INVISIBLE
    yield "0123456789", Class.DIGIT
    yield "xX×＊*＿_○〇□ＸｘＸ某", Class.MASK
    yield [*range(0x41, 0x5B), *range(0x61, 0x7B)], Class.LATIN
    yield [p for p in range(0x3001) if chr(p).isspace() and p != 0xA], Class.SPACE
    yield "。！？；!?;…", Class.STOP


def fold() -> np.ndarray:
    """The twin of every character of the basic plane: simplified, half-width, plain spaces."""
    table = np.arange(0x10000, dtype=np.uint16)
    for point in [*range(0xFF01, 0xFF5F), *range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]:
        plain = unicodedata.normalize("NFKC", chr(point))
        if len(plain) == 1 and ord(plain) < 0x10000:
            table[point] = ord(plain)
    for c, to in ONE_TO_ONE.items():
        table[ord(c)] = ord(to)
    for c, (first, *_) in dictionary("TSCharacters").items():
        if len(c) == len(first) == 1 and max(ord(c), ord(first)) < 0x10000:
            table[ord(c)] = ord(first)
    table[ord("著")] = ord("着")
    for point in range(0x3001):
        if chr(point).isspace() and point != 0xA:
            table[point] = 0x20
    return table[table]  # compatibility forms of traditional characters take two steps


def listed(words: Mapping[str, str]) -> np.ndarray:
    """A word list as bytes, one ``written TAB becomes`` a line."""
    rows = "\n".join(f"{a}\t{b}" for a, b in sorted(words.items()))
    return np.frombuffer(rows.encode("utf-8"), np.uint8)


def save(path: Path, **arrays: np.ndarray) -> None:
    """An .npz whose bytes depend on the arrays alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with out.open(entry, "w") as file:
                np.lib.format.write_array(file, array)


def main(folder: Path = tables.PATH.parent) -> None:
    """Write every shipped table into ``folder``."""
    compat = {c: to[0] for c, to in dictionary("CJK_Compatibility_Ideographs").items()}
    save(folder / tables.PATH.name, classes=classes(), fold=fold(), simple=simple())
    lists = {"t2s": t2s(), "compat": compat, **corrections.lists()}
    save(folder / tables.WORDS.name, **{name: listed(words) for name, words in lists.items()})
    save(folder / tables.READINGS.name, **pinyin.arrays())


if __name__ == "__main__":
    main()
