"""How honest verdicts are: each flag's precision and recall on texts damaged with known truth.

    python -m benchmarks.judging [--show]

The registers' texts are damaged one way each; undamaged texts and clean shapes are the negatives.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.registers import WIDTHS, read
from cleaner.document import Document
from cleaner.filters.judge import Judge
from cleaner.structure.words import spins

SHAPES = Path(__file__).with_name("shapes.txt")
RARE = [chr(c) for c in range(0x4E00, 0x9FA0, 3)]


def masked(rng: random.Random, text: str) -> str:
    """Years, names and numbers under marks, as essay sites mask them."""
    sign = rng.choice(["x", "X", "×", "*"])
    text = re.sub(r"(?:19|20)\d\d年", f"20{sign * 2}年", text)
    text = re.sub(r"\d+(?:\.\d+)?(?=[个家项户名亿万元%])", sign * 2, text)
    return re.sub(r"[一-鿿]{2}(?=[市县镇]人民)", sign * 2, text)


def digits_lost(rng: random.Random, text: str) -> str:
    """Every number gone."""
    return re.sub(r"[\d.:]+(?=[%亿万个家年月日])|\d+(?:\.\d+)?", "", text)


def cut(rng: random.Random, text: str) -> str:
    """Broken off inside a sentence."""
    body = text[: rng.randint(len(text) // 2, len(text) - 1)]
    while body and (body[-1] in "。！？；：”!?;:\n" or len(body.split("\n")[-1]) < 45):
        body = body[:-1]
    return body + rng.choice(["", "", "..."])


def no_punctuation(rng: random.Random, text: str) -> str:
    """Marks gone, lines run together."""
    return re.sub(r"[^\w]+", "", text)


def random_han(rng: random.Random, text: str) -> str:
    """Lines of characters nobody writes side by side."""
    noise = "".join(rng.choice(RARE) for _ in range(len(text) // 3))
    return text + "\n" + noise


def ocr(rng: random.Random, text: str) -> str:
    """Digits read as letters, strokes for characters."""
    text = re.sub(r"1(?=\d)|(?<=\d)1", "l", text)
    text = re.sub(r"0(?=\d)", "O", text)
    return re.sub(r"口|日", lambda m: "囗" if rng.random() < 0.7 else m[0], text)


SWAPS = {
    "活动": "勾当", "非常": "很是", "生活": "糊口", "制度": "轨制", "政府": "当局", "改革": "鼎新",
    "作用": "感化", "特别": "出格", "全面": "周全", "通过": "经由过程", "建设": "扶植",
    "开始": "起头", "领导": "带领", "重视": "正视", "帮助": "帮忙", "任务": "使命",
    "问题": "题目", "管理": "办理", "服务": "效劳", "发展": "开展", "工作": "事情", "研究": "研讨",
    "要求": "请求", "方法": "体例", "产品": "产物", "单位": "单元", "我们": "咱们", "安全": "平安",
    "健康": "康健", "国家": "国度", "必须": "必需", "项目": "名目", "基础": "根底", "标准": "尺度",
    "条件": "前提", "企业": "企颐", "责任": "义务", "措施": "办法", "市场": "墟市", "经济": "经济",
}  # fmt: skip


def spun(rng: random.Random, text: str) -> str:
    """Words swapped as rewriting programs do."""
    return re.sub("|".join(SWAPS), lambda m: SWAPS[m[0]], text)


def shuffled(rng: random.Random, text: str) -> str:
    """Clauses in random order, the marks where they were."""
    clauses = re.split(r"([，。；！？,;!?\n]+)", text)
    words = clauses[::2]
    rng.shuffle(words)
    clauses[::2] = words
    return "".join(clauses)


def spun_more(rng: random.Random, text: str) -> str:
    """A third of the words that programs are known to swap, swapped all over the text."""
    put = {old: word for word, swap in spins().items() for old, _ in swap.olds}
    chosen = {old: word for old, word in sorted(put.items()) if rng.random() < 1 / 3}
    return re.sub("|".join(chosen), lambda m: chosen[m[0]], text)


def ragged(rng: random.Random, text: str) -> str:
    """A table whose rows lack cells."""
    rows = [[f"{c}{n}" for c in "甲乙丙丁"] for n in range(rng.randint(4, 9))]
    rows[rng.randrange(1, len(rows))].pop()
    return text + "\n" + "\n".join(" | ".join(row) for row in rows)


DAMAGES: dict[str, Callable[[random.Random, str], str]] = {
    "masked": masked, "digits-lost": digits_lost, "cut": cut, "no-punctuation": no_punctuation,
    "random-han": random_han, "ocr": ocr, "spun": spun, "shuffled": shuffled,
    "ragged-table": ragged,
}  # fmt: skip
LONG: dict[str, Callable[[random.Random, str], str]] = {"spun": spun_more, "shuffled": shuffled}
"""What takes a longer text to be told: three of the registers' texts in one."""


def sound() -> list[str]:
    """Undamaged texts: the registers whole, in both widths, and the shapes."""
    whole = ["\n".join(lines) for part in read().values() for lines in part.values()]
    shapes = re.split(r"^# .*\n", SHAPES.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return whole + [text.translate(WIDTHS) for text in whole] + shapes


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Precision and recall of each flag.")
    parser.add_argument("--show", action="store_true", help="name what is missed or false")
    given, judge, rng = parser.parse_known_args()[0], Judge(), random.Random("judging")
    texts = ["\n".join(lines) for part in read().values() for lines in part.values()]
    found: dict[str, list[int]] = {}
    long = ["\n".join(texts[n : n + 3]) for n in range(len(texts) - 2)]
    rows = [(flag, flag, damage, texts * 3) for flag, damage in DAMAGES.items()]
    rows += [(f"{flag}, long", flag, damage, long * 3) for flag, damage in LONG.items()]
    for name, flag, damage, pages in rows:
        for text in pages:
            broken = damage(rng, text)
            if broken == text:
                continue
            flags = set(judge(Document(broken)).flags)
            count = found.setdefault(name, [0, 0, 0])
            count[0] += 1
            count[1] += flag in flags
            if given.show and flag not in flags:
                print(name, "missed", repr(broken[:40]), repr(broken[-50:]))
    for text in sound():
        for flag in set(judge(Document(text)).flags):
            found.setdefault(flag, [0, 0, 0])[2] += 1
            if given.show:
                print(flag, "false", repr(text[:40]), repr(text[-40:]))
    for name, (count, hit, _) in found.items():
        false = found[name.partition(",")[0]][2]
        print(f"{name:15} recall {hit}/{count}  false {false}/{len(sound())}")


if __name__ == "__main__":
    main()
