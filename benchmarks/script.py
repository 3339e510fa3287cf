"""Script and pinyin: speed beside opencc (and zhconv-rs where installed), on the same texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

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
DOCUMENT = 20_000
"""Characters of a document."""


def main() -> None:
    """Print a table of rates, and of ratios to opencc's."""
    simplified = documents(clean_texts())
    traditional = [opencc.convert("s2tw", text) for text in simplified]
    whole = opencc.converter("t2s").convert
    against = {
        "simplified": best(lambda: each(whole, simplified)) / megabytes(simplified),
        "traditional": best(lambda: each(whole, traditional)) / megabytes(traditional),
    }
    texts = {"simplified": simplified, "traditional": traditional}
    table(["job", "text", "MB/s", "times opencc"], rows(texts, against))


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
    try:
        from zhconv_rs import zhconv
    except ImportError:
        return found
    return found | {"zhconv-rs": lambda text: zhconv(text, "zh-hans")}


def each(work: Callable[[str], object], texts: list[str]) -> None:
    """Do a job over every text."""
    for text in texts:
        work(text)


def documents(texts: list[str]) -> list[str]:
    """Documents of one length cut from texts, over and over."""
    characters = "\n".join(texts)
    whole = characters * (SIZE // megabytes_of(characters) + 1)
    cuts = (whole[at : at + DOCUMENT] for at in range(0, len(whole), DOCUMENT))
    return list(islice(cuts, SIZE // (3 * DOCUMENT)))


def megabytes_of(text: str) -> int:
    """Bytes of a text."""
    return max(1, len(text.encode()))
