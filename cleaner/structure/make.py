"""Make the table of word seams from jieba's word frequencies: ``python -m cleaner.structure.make``.

Run it when jieba is updated; the shipped table is what it writes.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from cleaner.structure import words

MIN_PAIR = 20
"""Pairs inside words seen less often are left out: they decide nothing and triple the file."""


def rows() -> list[tuple[str, int]]:
    """jieba's words of Han alone, with their counts."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    fields = (line.split() for line in lines)
    return [(f[0], int(f[1])) for f in fields if all("\u4e00" <= c <= "\u9fff" for c in f[0])]


SWAPS = {
    "国家": "邦度", "安全": "平安", "基础": "根底", "服务": "效劳", "健康": "安康", "发展": "开展",
    "成本": "本钱", "管理": "办理", "重要": "紧张", "问题": "题目", "思想": "头脑", "关系": "干系",
    "工作": "事情", "人民": "国民", "责任": "义务", "单位": "单元", "经验": "履历", "科学": "迷信",
    "建设": "创立", "教育": "教诲", "市场": "墟市", "信息": "讯息", "统计": "兼顾", "裁定": "判定",
    "裁决": "判定", "激励": "鼓励", "程序": "步伐", "措施": "步伐", "政策": "计谋", "战略": "计谋",
    "监督": "监视", "规范": "标准", "质量": "品质",
}  # fmt: skip
"""Words that spinning programs put for others, where no writer would. Left out are swaps whose
compounds also stand in genuine text: 项目 and 工程, 体系 and 系统, 生产 and 消费."""
THEN_WORDS = ("原则", "规则", "否则", "准则", "细则", "守则", "法则", "附则")
"""A program that swaps 则 for 那么 does so inside words too."""
LENGTHS = range(3, 9)


def spun() -> list[str]:
    """Compounds a spinning program leaves: part of a word swapped, the whole no word any more."""
    known = {word for word, _ in rows()}
    made = {word[0] + "那么" for word in THEN_WORDS}
    for word in known:
        made |= {word.replace(old, new) for old, new in SWAPS.items() if old in word}
    return sorted(word for word in made - known if len(word) in LENGTHS)


def main() -> None:
    inside: Counter[str] = Counter()
    left, right = np.zeros(0x10000), np.zeros(0x10000)
    total = 0
    for word, count in rows():
        total += count
        left[ord(word[-1])] += count
        right[ord(word[0])] += count
        inside.update({a + b: count for a, b in pairwise(word)})
    kept = sorted((p, n) for p, n in inside.items() if n >= MIN_PAIR)
    np.savez_compressed(
        words.PATH,
        pairs=np.array([ord(p[0]) << 16 | ord(p[1]) for p, _ in kept], np.uint32),
        inside=np.array([n for _, n in kept], np.uint32),
        left=left.astype(np.uint32),
        right=right.astype(np.uint32),
        total=np.array([total], np.uint64),
        spun=np.array(spun()),
        swaps=np.array(sorted({*SWAPS.values(), "那么"})),
    )


if __name__ == "__main__":
    main()
