"""Make samples/raw and samples/expected from samples/clean and samples/pages.

    python samples/make.py

A ``.page`` file says how one source is dressed. Its head holds ``key = value`` lines, then ``---``,
then the page: ``-`` begins a line that must go, ``~`` one that goes and whose facts are kept in
meta, ``+`` one that stays, ``*`` the first line of a part; ``raw ⇒ out`` where a line changes.
``{body}`` stands for the paragraphs of the source, ``{body 2:5}`` for some of them, ``{body NAME}``
for those of another source, ``-{body}`` for a second copy that must go, ``{text}`` for title and
all; ``{title}`` and ``{lead 40}`` are for use inside lines. SOURCES.md lists the keys;
dress.py and garble.py hold the damages.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dress
import garble
from dress import BLANK, Line

HERE = Path(__file__).parent
LABELS = {"-": "drop", "~": "meta", "+": "keep", "*": "keep"}
BODY = re.compile(
    r"\{(?P<what>body|text)(?: (?P<doc>[a-z][\w-]*))?(?: (?P<from>\d*):(?P<to>\d*))?\}"
)
FIELD = re.compile(r"\{(title|lead)(?: ([a-z][\w-]*))?(?: (\d+))?\}")


@dataclass
class Page:
    """A page as declared, its lines as they stand, and what is true of it."""

    name: str
    head: dict[str, str]
    lines: list[Line]

    @property
    def flat(self) -> bool:
        """Whether the text was run together, so that its line ends are nobody's to know."""
        return any(op in self.head.get("body", "") for op in ("segments", "flat"))


def main(to: Path = HERE) -> None:
    """Write every page and its truth into ``to``, and the truth about copies."""
    pages = [read(path) for path in sorted((HERE / "pages").rglob("*.page"))]
    records: dict[str, list[dict[str, Any]]] = {}
    for page in pages:
        write(page, to / "raw", records)
        tell(page, to / "expected")
    for name, rows in records.items():
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (to / "raw" / f"{name}.jsonl").write_text(text, "utf-8")
    copies = {"clusters": clusters(pages), "alone": alone(pages)}
    put(to / "expected" / "corpus.json", copies)


def read(path: Path) -> Page:
    """One ``.page`` file, dressed."""
    top, rest = path.read_text("utf-8").rstrip("\n").split("\n---\n", 1)
    head = dict(re.split(r"\s*=\s*", row, maxsplit=1) for row in top.split("\n"))
    lines: list[Line] = []
    for row in rest.split("\n"):
        lines += expanded(row, head)
    lines = run(lines, head.get("page", ""))
    name = path.relative_to(HERE / "pages").with_suffix("").as_posix()
    return Page(name, head, lines)


def source(name: str, head: dict[str, str]) -> tuple[str, list[Line]]:
    """Title and dressed paragraphs of a clean source."""
    text = (HERE / "clean" / f"{name}.txt").read_text("utf-8").rstrip("\n")
    for op, *args in ops(head.get("text", "")):
        text = getattr(dress, op)(text, *args)
    title, _, body = text.partition("\n")
    return title, dress.lines_of(body.strip("\n"))


def expanded(row: str, head: dict[str, str]) -> list[Line]:
    """The lines one row of a ``.page`` file stands for."""
    if not row:
        return [BLANK]
    if body := BODY.fullmatch(row.removeprefix("-")):
        title, lines = source(body["doc"] or head["doc"], head)
        lines = [dress.kept(title), BLANK, *lines] if body["what"] == "text" else lines
        if body["from"] is not None:
            lines = paragraphs(lines, int(body["from"] or 0), int(body["to"] or 10**6))
        lines = run(lines, head.get("body", ""))
        return [dress.gone(x) for x in lines] if row.startswith("-") else lines
    text = FIELD.sub(lambda m: field(m, head), row[1:])
    raw, _, out = text.partition(" ⇒ ")
    label = LABELS[row[0]]
    if label == "keep" and not raw:
        return [BLANK]
    return [Line(raw, label, out or raw, split=row[0] == "*")]


def field(match: re.Match[str], head: dict[str, str]) -> str:
    """The title or the first characters of a source."""
    title, lines = source(match[2] or head["doc"], head)
    return title if match[1] == "title" else "".join(x.raw for x in lines)[: int(match[3])]


def paragraphs(lines: list[Line], start: int, end: int) -> list[Line]:
    """Paragraphs ``start`` up to ``end``, with the blank lines between them."""
    spots = [n for n, line in enumerate(lines) if line is not BLANK]
    last = spots[end - 1] + 1 if end <= len(spots) else len(lines)
    return lines[spots[start] : last]


def ops(text: str) -> list[list[str]]:
    """``halfwidth; breaks 80`` as names with arguments."""
    return [op.split() for op in text.split(";") if op.strip()]


def run(lines: list[Line], text: str) -> list[Line]:
    for op, *args in ops(text):
        damage = getattr(dress, op, None) or getattr(garble, op)
        lines = damage(lines, *args)
    return lines


def write(page: Page, folder: Path, records: dict[str, list[dict[str, Any]]]) -> None:
    """The page in its format and encoding: ``txt gbk``, ``html big5 bare``, ``jsonl NAME``."""
    kind, *rest = page.head.get("write", "txt utf-8").split()
    text = "\n".join(line.raw for line in page.lines) + "\n"
    path = folder / f"{page.name}.{kind}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "jsonl":
        row = {"id": page.name, "site": page.head.get("site", ""), "text": text}
        records.setdefault(rest[0], []).append(row)
    elif kind == "html":
        data = markup(page, rest[0], "bare" not in rest)
        path.write_bytes(data.encode("gb18030" if rest[0] == "gb2312" else rest[0]))
    elif kind == "txt.gz":
        path.write_bytes(gzip.compress(text.encode(rest[0]), mtime=0))
    else:
        path.write_bytes(encoded(text, rest[0]))


def encoded(text: str, encoding: str) -> bytes:
    """Bytes in one encoding; ``utf-8+gbk`` begins in the one and goes on in the other."""
    first, _, second = encoding.partition("+")
    if not second:
        return text.encode(first)
    half = text.index("\n", len(text) // 2) + 1
    return text[:half].encode(first) + text[half:].encode(second)


def markup(page: Page, encoding: str, declared: bool) -> str:
    """The page as HTML, its charset named if ``declared``; its first kept line is the heading."""
    charset = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">\n'
    first = next(line for line in page.lines if line.label == "keep")
    rows = []
    for line in page.lines:
        tag = "h1" if line is first else "p" if line.label == "keep" else "div"
        if line is not BLANK:
            rows.append(f"<{tag}>{html.escape(line.raw, quote=False)}</{tag}>")
    title = html.escape(first.raw)
    head = f"<head>\n{charset if declared else ''}<title>{title}</title>\n"
    script = "<script>var visits = 0; if (visits < 1) { visits++; }</script>\n</head>\n"
    return f"<html>\n{head}{script}<body>\n" + "\n".join(rows) + "\n</body>\n</html>\n"


def tell(page: Page, folder: Path) -> None:
    """Write what must come out of a page, and the truth about its lines."""
    parts = split(page.lines)
    for n, lines in enumerate(parts, 1):
        name = f"{page.name}#{n}" if len(parts) > 1 else page.name
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(came_out(lines), "utf-8")
    truth: dict[str, Any] = {
        "meta": meta(page),
        "flags": page.head.get("flags", "").split(),
        "parts": len(parts),
    }
    truth |= {
        key: True for key in ("clean", "flat") if key in page.head or getattr(page, key, False)
    }
    truth["lines"] = [gold(n, x) for n, x in enumerate(page.lines, 1) if x is not BLANK]
    put(folder / f"{page.name}.json", truth)


def split(lines: list[Line]) -> list[list[Line]]:
    """The lines of each part; what stands before the first part belongs to none."""
    starts = [n for n, line in enumerate(lines) if line.split]
    if not starts:
        return [lines]
    return [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


def came_out(lines: list[Line]) -> str:
    """The lines that stay, joined where a page cut them, one blank line where there was one."""
    out: list[str] = []
    for line in lines:
        if line.label == "keep":
            if line.join and out:
                while not out[-1]:
                    out.pop()
                out[-1] += line.out
            else:
                out.append(line.out)
        elif line is BLANK and out and out[-1]:
            out.append("")
    return "\n".join(out).strip("\n") + "\n"


def meta(page: Page) -> dict[str, Any]:
    """The fields that must be read; the title is the first kept line where nothing else is said."""
    told = {k[5:]: v for k, v in page.head.items() if k.startswith("meta.")}
    if "doc" in page.head and "clean" not in page.head:
        told = {"title": source(page.head["doc"], page.head)[0]} | told
    return {k: int(v) if k == "views" else v for k, v in told.items() if v}


def gold(number: int, line: Line) -> dict[str, Any]:
    """A line's row: its number in the page (as text), its label, whether it joins or begins a
    part, and its text before the damage."""
    row: dict[str, Any] = {"line": number, "label": line.label, "text": line.out}
    return row | {k: True for k, v in (("join_prev", line.join), ("split_here", line.split)) if v}


def clusters(pages: list[Page]) -> list[dict[str, Any]]:
    """Pages of one source, with the copy that must be kept where the pages name one."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        if "doc" in page.head:
            found.setdefault(page.head.get("same", page.head["doc"]), []).append(page)
    rows = [cluster(name, group, pages) for name, group in sorted(found.items())]
    return [row for row in rows if len(row["pages"]) > 1 or "in" in row]


def cluster(name: str, group: list[Page], pages: list[Page]) -> dict[str, Any]:
    row: dict[str, Any] = {"of": name, "pages": sorted(page.name for page in group)}
    for page in group:
        if "keeper" in page.head:
            row["keeper"] = page.name
        if "excerpt" in page.head:
            row.setdefault("excerpts", []).append(page.name)
        if "excerpt" in page.head or damaged(page):
            row.setdefault("worse", []).append(page.name)
    for page in pages:
        parts = page.head.get("parts", "").split()
        if name in parts:
            row.setdefault("in", []).append(f"{page.name}#{parts.index(name) + 1}")
    return row


def damaged(page: Page) -> bool:
    """Whether a copy lacks what another has; a table is as ragged in all its copies."""
    return page.head.get("flags", "ragged-table") != "ragged-table"


def alone(pages: list[Page]) -> list[str]:
    """Pages that are nobody's copy, sisters of other years and places among them."""
    together = {name for row in clusters(pages) for name in row["pages"]}
    return sorted(p.name for p in pages if p.name not in together and "parts" not in p.head)


def put(path: Path, data: Any) -> None:
    """JSON with one line a field, and one for each line of a page or cluster of pages."""
    rows = [f" {json.dumps(k)}: {listed(v)}" for k, v in data.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


def listed(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"  {json.dumps(v, ensure_ascii=False)}" for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
