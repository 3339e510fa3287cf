"""Script and pinyin: speed and trap words beside opencc (and zhconv-rs), on the same texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.clean import clean_texts
from benchmarks.timing import best, megabytes, table
from cleaner.chinese import opencc
from cleaner.chinese.convert import exact
from cleaner.document import Document
from cleaner.filters.simplify import Simplify
from cleaner.filters.unpinyin import Unpinyin
from cleaner.pipeline import run
from cleaner.view import Class, View

SIZE = 4_000_000
"""Bytes of each text: enough to time, little enough to wait for opencc."""
DOCUMENT, SHORT = 20_000, 1_000
"""Characters of a document, and of a short page, where what each call costs tells."""
KANJI = Path(__file__).with_name("kanji.txt")
"""Japanese, Korean and short Chinese without kana, hangul and simplified characters."""
TRAPS = Path(__file__).with_name("traps.txt")
"""What converters stumble on, with what the mainland writes; all of it invented or common words."""


def main() -> None:
    """Print a table of rates, with ratios to opencc's, and one of trap words."""
    simplified = documents(clean_texts(), DOCUMENT)
    short = documents(clean_texts(), SHORT)
    texts = {"simplified": simplified, "traditional": traditional(simplified)}
    texts |= {"simplified, short": short, "traditional, short": traditional(short)}
    whole = opencc.converter("t2s").convert
    against = {
        kind: best(lambda some=some: each(whole, some)) / megabytes(some)  # type: ignore[misc]
        for kind, some in texts.items()
    }
    table(["job", "text", "MB/s", "times opencc"], rows(texts, against))
    print()
    table(["converter", "trap words right, %"], words())
    print()
    table(["text in Han characters alone", "simplify right, %"], alone())


def alone() -> Iterator[tuple[str, float]]:
    """How much of Japan's and Korea's own titles and lists stays, and of short Chinese is changed.

    Only what opencc would change is asked about.
    """
    t2s = opencc.converter("t2s").convert
    lines = [line for line in KANJI.read_text("utf-8").splitlines() if line[0] != "#"]
    every = [(line[0], line[2:].replace("¶", "\n")) for line in lines]
    for kind, name in {"J": "Japanese", "K": "Korean", "C": "short traditional"}.items():
        asked = [text for of, text in every if of == kind and t2s(text) != text]
        changed = sum(simplified(text) != text for text in asked)
        right = changed if kind == "C" else len(asked) - changed
        yield f"{name}, {len(asked)}", 100 * right / len(asked)


def simplified(text: str) -> str:
    """The text as the filter leaves it."""
    return run(Simplify(), Document(text), False)[0].text


def traditional(texts: list[str]) -> list[str]:
    """Texts as Taiwan would write them."""
    return [opencc.convert("s2tw", text) for text in texts]


def words() -> Iterator[tuple[str, float]]:
    """Each converter with the share of the trap words it gets right, in hundredths."""
    pairs = traps()
    converters: dict[str, Callable[[str], str]] = {"simplify": simplified}
    for name in ("t2s", "tw2s", "tw2sp", "hk2s"):
        converters[f"opencc {name}"] = opencc.converter(name).convert
    for name, convert in (converters | rust()).items():
        yield name, 100 * sum(convert(a) == b for a, b in pairs) / len(pairs)


def traps() -> list[tuple[str, str]]:
    """Each trap word with what it should become."""
    lines = TRAPS.read_text("utf-8").splitlines()
    pairs = (pair for line in lines if line[0] != "#" for pair in line.split())
    return [(a, b) for a, _, b in (pair.partition("→") for pair in pairs)]


def rust() -> dict[str, Callable[[str], str]]:
    """zhconv-rs, where it is installed."""
    try:
        from zhconv_rs import zhconv
    except ImportError:
        return {}
    return {"zhconv-rs": lambda text: zhconv(text, "zh-hans")}


def rows(
    texts: dict[str, list[str]], against: dict[str, float]
) -> Iterator[tuple[str, str, float, float]]:
    """Each job over each text."""
    for name, work in jobs().items():
        for kind, some in texts.items():
            took = best(lambda work=work, some=some: each(work, some)) / megabytes(some)
            yield name, kind, 1 / took, against[kind] / took


def jobs() -> dict[str, Callable[[str], object]]:
    """What is timed: ours as the pipeline runs it, from a text nobody has looked at."""
    simplify, unpinyin, table_way = Simplify(), Unpinyin(), exact()
    found: dict[str, Callable[[str], object]] = {
        "class counts": lambda text: View(text).count(Class.TRADITIONAL | Class.SIMPLIFIED),
        "folded twin": lambda text: View(text).folded,
        "t2s by table": table_way,
        "simplify": lambda text: run(simplify, Document(text), False),
        "unpinyin": lambda text: run(unpinyin, Document(text), False),
        "opencc t2s": opencc.converter("t2s").convert,
    }
    return found | rust()


def each(work: Callable[[str], object], texts: list[str]) -> None:
    """Do a job over every text."""
    for text in texts:
        work(text)


def documents(texts: list[str], length: int) -> list[str]:
    """Documents of so many characters cut from texts, over and over."""
    characters = "\n".join(texts)
    whole = characters * (SIZE // megabytes_of(characters) + 1)
    cuts = (whole[at : at + length] for at in range(0, len(whole), length))
    return list(islice(cuts, SIZE // (3 * length)))


def megabytes_of(text: str) -> int:
    """Bytes of a text."""
    return max(1, len(text.encode()))
