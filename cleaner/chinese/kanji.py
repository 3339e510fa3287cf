"""Which characters Japan writes, from opencc's dictionaries and the Japanese character standard.

>>> own() >= {"広", "駅"}, sorted(unknown("國電", "东国") - CHINESE_ONLY)
(True, ['國'])
"""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.chinese import opencc, variants
from cleaner.chinese.japan import CHINESE_ONLY
from cleaner.chinese.sources import dictionary, encodes

SIGNS = frozenset("々〆〒")
UNIFIED = (0x4E00, 0xA000)
SECOND_LEVEL = 0xD0
"""First byte in EUC-JP from which JIS X 0208 has the characters of its second level, rarely met."""
OLD_FORMS = "t2jp"
"""opencc's configuration that changes what Japan has given up."""


def own() -> set[str]:
    """Japan's own characters, that neither Taiwan nor the mainland has a code for, and signs."""
    chinese = {*dictionary("TSCharacters"), *variants.PLAIN}
    common = {c for c in map(chr, range(*UNIFIED)) if level(c) == 1}
    new = common.union(dictionary("JPShinjitaiCharacters")) - chinese
    return {c for c in new if not (encodes(c, "gb2312") or encodes(c, "big5"))} | SIGNS


def unknown(traditional: Iterable[str], simplified: Iterable[str]) -> set[str]:
    """Of characters of each script those Japan does not write, and everyday ones of Chinese."""
    convert = opencc.converter(OLD_FORMS).convert
    given_up = {c for c in traditional if not level(c) or convert(c) != c}
    return given_up | {c for c in simplified if level(c) != 1} | CHINESE_ONLY


def level(character: str) -> int:
    """The level of JIS X 0208 a character belongs to, or 0."""
    try:
        code = character.encode("euc_jp")
    except UnicodeEncodeError:
        return 0
    return (1 if code[0] < SECOND_LEVEL else 2) if len(code) == 2 else 0
