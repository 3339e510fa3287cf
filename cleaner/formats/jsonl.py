"""Records: one JSON object a line, and every field that came in goes out with the same value.

orjson does the work; what it would change (integers beyond 64 bit, numbers beyond a double, NaN,
lone surrogates) takes an exact path through the standard library.

>>> dumps(loads(b'{"n": 123456789012345678901234567890, "x": 1e400}'))
b'{"n":123456789012345678901234567890,"x":1e400}'
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from cleaner.document import Block, Document, Entry, Result, merged
from cleaner.errors import CleanerError

EXACT = 2.0**53
"""Below this a double holds every integer, so no integer can hide in a float."""
_LONE = re.compile("[\ud800-\udfff]")
_DEEP = "nested too deep"
_PASS = orjson.OPT_PASSTHROUGH_SUBCLASS


class Number(float):
    """A number no double holds, with its spelling: ``1e400``, ``NaN``."""

    spelling: str

    def __new__(cls, spelling: str) -> Number:
        number = super().__new__(cls, spelling)
        number.spelling = spelling
        return number


def loads(data: bytes) -> Any:
    """A JSON value. Raises ValueError where ``data`` is none.

    Numbers keep their value whatever their size, and ``NaN`` and ``Infinity`` are let through.
    """
    try:
        value = orjson.loads(data)
    except ValueError:
        return loads_exactly(data.decode("utf-8-sig"))
    return loads_exactly(data.decode()) if _inexact(value, data) else value


def loads_exactly(text: str) -> Any:
    """A JSON value by the standard library, odd numbers as ``Number``."""
    try:
        return json.loads(text, parse_float=_float, parse_constant=Number)
    except RecursionError as e:
        raise ValueError(_DEEP) from e


def _float(spelling: str) -> float:
    value = float(spelling)
    odd = value in (float("inf"), float("-inf")) or (value == 0 and spelling.strip("-0.eE+"))
    return Number(spelling) if odd else value


def _inexact(value: Any, data: bytes) -> bool:
    """Whether a float in ``value`` may stand for a number that no double holds."""
    todo = [value]
    while todo:
        each = todo.pop()
        kind = type(each)
        if kind is dict:
            todo += each.values()
        elif kind is list:
            todo += each
        elif kind is float and (abs(each) >= EXACT or (each == 0 and _tiny(data))):
            return True
    return False


def _tiny(data: bytes) -> bool:
    """Whether a number may be so small that it reads as 0."""
    return b"e-" in data or b"E-" in data


def dumps(value: Any) -> bytes:
    """A JSON value in compact UTF-8. Raises ValueError where it nests too deep."""
    try:
        return orjson.dumps(value, option=_PASS)
    except TypeError:
        try:
            return spelled(value).encode()
        except RecursionError as e:
            raise ValueError(_DEEP) from e


def spelled(value: Any) -> str:
    """JSON for what orjson refuses: big integers, odd numbers, lone surrogates as escapes."""
    rows = []  # loops, not comprehensions: these would double the depth Python counts
    if isinstance(value, Mapping):
        for key, each in value.items():
            rows.append(f"{spelled(str(key))}:{spelled(each)}")
        return "{" + ",".join(rows) + "}"
    if isinstance(value, list | tuple):
        for each in value:
            rows.append(spelled(each))
        return "[" + ",".join(rows) + "]"
    if isinstance(value, Number):
        return value.spelling
    if isinstance(value, str):
        text = json.dumps(str(value), ensure_ascii=False)
        return _LONE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
    if hasattr(value, "item"):  # a numpy number
        value = value.item()
    return json.dumps(value)


def document(
    record: Mapping[str, Any], where: str = "", *, text_field: str = "text", id_field: str = "id"
) -> Document:
    """The document of a record; ``where`` names it in errors and where it has no id.

    Raises CleanerError where the text, ``meta`` or ``trail`` is not what the format asks for.
    """
    text = record.get(text_field)
    if not isinstance(text, str):
        what = "is not a string" if text_field in record else "is missing"
        raise CleanerError(where, f"the field {text_field} {what}", "name it with --text-field")
    meta = record.get("meta") or {}
    if not isinstance(meta, dict):
        raise CleanerError(where, "the field meta is not an object", "rename the field")
    text, lone = unpaired(text)
    if lone:
        meta = merged(meta, Result(flags=["undecodable"], measures={"undecodable": lone}))
    return Document(
        text,
        id=named(record.get(id_field)) or where,
        meta=meta,
        blocks=blocks_of(record.get("blocks"), len(text)) or (),
        trail=trail_of(record.get("trail"), where),
        fields={**record, text_field: ""},
    )


def unpaired(text: str) -> tuple[str, int]:
    """The text with U+FFFD for lone surrogates, and how many there were."""
    try:
        text.encode()
        return text, 0
    except UnicodeEncodeError:
        return _LONE.subn("\ufffd", text)


def named(value: Any) -> str:
    """An id as a string; empty where there is none."""
    if value is None or isinstance(value, str):
        return unpaired(value)[0] if value else ""
    return dumps(value).decode()


def trail_of(rows: Any, where: str) -> tuple[Entry, ...] | None:
    """A record's trail; None where it has none."""
    if rows is None:
        return None
    try:
        entries = tuple(Entry(*(row[name] for name in Entry._fields)) for row in rows)
        if all(map(_is_entry, entries)):
            return entries
    except (TypeError, KeyError):
        pass
    raise CleanerError(where, "the field trail is no list of edits", "rename the field")


def _is_entry(e: Entry) -> bool:
    words = (e.step, e.rule, e.old, e.new)
    return all(isinstance(w, str) for w in words) and type(e.start) is type(e.end) is int


def blocks_of(rows: Any, length: float = math.inf) -> tuple[Block, ...] | None:
    """A record's blocks; None where the field is something else and stays as it came."""
    if rows is None:
        return None
    try:
        blocks = tuple(Block(row["start"], row["end"], row["tag"]) for row in rows)
        good = all(type(b.tag) is str and 0 <= b.start <= b.end <= length for b in blocks)
    except (TypeError, KeyError):
        return None
    return blocks if good else None


def record(
    doc: Document, *, text_field: str = "text", id_field: str = "id", audit: bool = False
) -> dict[str, Any]:
    """A document as a record, in the key order it came in.

    A new ``id`` stands first; new ``meta``, ``blocks`` and ``trail`` last, in this order, so that
    a pipe of single filters writes the same bytes as one run.
    """
    out = dict(doc.fields)
    if id_field not in out:
        out = {id_field: doc.id, **out}
    elif named(out[id_field]) != doc.id:
        out[id_field] = doc.id
    out[text_field] = doc.text
    if doc.blocks or blocks_of(out.get("blocks")):
        put(out, "blocks", [b._asdict() for b in doc.blocks], before=["trail"])
    if doc.meta or "meta" in out:
        put(out, "meta", doc.meta or out.get("meta"), before=["blocks", "trail"])
    if doc.trail is not None or audit:
        put(out, "trail", trail_rows(doc.trail or ()))
    return out


def trail_rows(trail: Iterable[Entry]) -> list[dict[str, Any]]:
    """A trail as JSON data."""
    return [e._asdict() for e in trail]


def put(out: dict[str, Any], key: str, value: Any, before: Iterable[str] = ()) -> None:
    """Set a key in place; a new one goes before the first of ``before``, else to the end."""
    late = [] if key in out else [k for k in out if k in before]
    if late:
        late = list(out)[list(out).index(late[0]) :]
    moved = {k: out.pop(k) for k in late}
    out[key] = value
    out.update(moved)
