"""The options commands share, and what they ask for: documents in, bytes out, errors told.

>>> Size().convert("64M", None, None)
67108864
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import click

from cleaner import formats
from cleaner.cli.says import explained, say, warn
from cleaner.document import Document
from cleaner.errors import CleanerError, UsageError


class Size(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A number of bytes: ``1000``, ``64K``, ``64MiB``, ``1G``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        m = re.fullmatch(r"(\d+) *([KMGT]?)(?:i?B)?", value.strip(), re.I)
        if not m:
            self.fail(f"{value} is no size such as 64M", param, ctx)
        return int(m[1]) << 10 * " KMGT".index(m[2].upper() or " ")


READING = (
    click.Argument(["files"], nargs=-1, metavar="[FILE]..."),
    click.Option(
        ["--from", "source"],
        type=click.Choice(formats.READS),
        default="auto",
        show_default=True,
        help="Format of the inputs; auto goes by suffix, then by the first bytes.",
    ),
    click.Option(["-0", "--null"], is_flag=True, help="NUL separates texts, in and out."),
    click.Option(
        ["--text-field"],
        default="text",
        show_default=True,
        metavar="NAME",
        help="Field of a record that holds the text.",
    ),
    click.Option(
        ["--id-field"],
        default="id",
        show_default=True,
        metavar="NAME",
        help="Field of a record that holds its name.",
    ),
    click.Option(
        ["--encoding"],
        metavar="NAME",
        help="Encoding of the inputs; without it each is decided from its content.",
    ),
    click.Option(
        ["--max-document"],
        type=Size(),
        default="64M",
        show_default=True,
        metavar="SIZE",
        help="A document with more UTF-8 than this is a bad record.",
    ),
    click.Option(
        ["--on-error"],
        type=click.Choice(["stop", "skip"]),
        default="stop",
        show_default=True,
        help="Stop at what is bad, or name it, leave it out and end with status 1.",
    ),
)
WRITING = (
    click.Option(
        ["--to"],
        type=click.Choice(formats.WRITES),
        help="Format of the output: jsonl when any input is jsonl, lines when all are, else text.",
    ),
    click.Option(
        ["-o", "--output"],
        metavar="FILE|DIR/",
        help="Write here, whole or not at all; DIR/ takes a file for each document.",
    ),
)
LOOKING = (
    click.Option(
        ["--explain"],
        is_flag=True,
        help="Show what changes with rule and reason, in place of data.",
    ),
    click.Option(
        ["--check"], is_flag=True, help="Write no data; name what would change, status 1 if any."
    ),
    click.Option(["--dropped"], metavar="FILE", help="Write dropped documents here, as jsonl."),
    click.Option(["--audit"], is_flag=True, help="Give each record its trail (jsonl only)."),
)


@dataclass
class Call:
    """One call's streams: its documents, where they go, and whether something was bad.

    The fields are the shared options under click's names; ``taken`` splits them from a
    command's own.
    """

    files: tuple[str, ...] = ()
    source: str = "auto"
    null: bool = False
    text_field: str = "text"
    id_field: str = "id"
    encoding: str | None = None
    max_document: int = formats.MAX_DOCUMENT
    on_error: str = "stop"
    to: str | None = None
    output: str | None = None
    explain: bool = False
    check: bool = False
    dropped: str | None = None
    audit: bool = False
    bad: int = 0
    inputs: list[formats.Input] = field(default_factory=list)

    @classmethod
    def taken(cls, given: dict[str, Any]) -> Call:
        """Take the shared options out of ``given``; a command's own stay in it.

        Raises UsageError where they do not go together.
        """
        names = {f.name for f in fields(cls)} & set(given)
        call = cls(**{name: given.pop(name) for name in names})
        call.inputs = [formats.Input(path, call.source) for path in call.files or ("-",)]
        call._checked()
        return call

    def _checked(self) -> None:
        if self.files.count("-") > 1:
            raise UsageError("-", "standard input is named twice", "name it once")
        if self.encoding:
            self.encoding = formats.codec(self.encoding)
        if (self.explain or self.check) and (self.output or self.dropped):
            raise UsageError("-o", "nothing is written with --explain or --check", "leave one out")
        if self.output and self.output == self.dropped:
            raise UsageError("--dropped", "is the output too", "name another file")
        for path in filter(None, (self.output, self.dropped)):
            for each in self.files:
                if same_file(path, each):
                    raise UsageError(path, "is an input and stays as it is", "name another file")

    @property
    def status(self) -> int:
        """1 where something was bad."""
        return 1 if self.bad else 0

    def documents(self) -> Iterator[Document]:
        """The documents of all inputs, in order."""
        return formats.read(
            self.inputs,
            null=self.null,
            text_field=self.text_field,
            id_field=self.id_field,
            encoding=self.encoding,
            max_document=self.max_document,
            on_bad=self.told,
            on_warning=warn,
        )

    def told(self, e: CleanerError) -> None:
        """Meet what is bad: raise it, or with ``--on-error skip`` say it and go on."""
        if self.on_error == "stop" or isinstance(e, (UsageError, formats.Unwritable)):
            raise e
        say(explained(e))
        self.bad += 1

    @property
    def kinds(self) -> list[str]:
        """The formats of the inputs that can be read; the others are told of in their turn."""
        return [kind for kind in map(kind_of, self.inputs) if kind]

    @property
    def target(self) -> str:
        """The format of the output."""
        if not self.to:
            kinds = self.kinds
            lines = bool(kinds) and all(kind == "lines" for kind in kinds)
            self.to = "jsonl" if "jsonl" in kinds else "lines" if lines else "text"
        return self.to

    @contextmanager
    def writer(self) -> Iterator[Any]:
        """Where documents go: ``write`` takes what one input document became."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        if self.audit and self.target != "jsonl":
            raise UsageError("--audit", "only a record can carry its trail", "add --to jsonl")
        named: dict[str, Any] = {"text_field": self.text_field, "id_field": self.id_field}
        options = {"null": self.null, "audit": self.audit, **named}
        if self.output and (self.output.endswith("/") or Path(self.output).is_dir()):
            yield formats.Folder(self.output, self.target, keep=self.files, **options)
            return
        whole = sum(kind in ("text", "html") for kind in self.kinds)
        if self.target == "text" and not self.null and whole > 1:
            raise formats.several()
        with formats.open_output(self.output) as sink:
            for each in self.inputs:  # what is done need not wait for what is to come
                each.on_wait = sink.flush
            inner = formats.writer(sink, self.target, **options)
            yield inner
            inner.end(any(each.terminated for each in self.inputs))


def kind_of(source: formats.Input) -> str:
    """An input's format; nothing where it cannot be read."""
    try:
        return source.format
    except CleanerError:
        return ""


def same_file(one: str, other: str) -> bool:
    """Whether two names are one regular file."""
    try:
        return Path(one).is_file() and Path(one).samefile(other)
    except OSError:
        return False
