"""Bytes to documents and back: every format, every encoding, nothing lost and nothing unbounded."""

from __future__ import annotations

import gzip
import json
import os
import stat
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import formats
from cleaner.document import Block, Document, Edit, Entry
from cleaner.errors import CleanerError, UsageError

TEXT = "全市工作会议纪要\n一、安全生产\n"


def texts(path: Path, **options: object) -> list[str]:
    return [doc.text for doc in formats.read([path], **options)]  # type: ignore[arg-type]


def ids(path: Path, **options: object) -> list[str]:
    return [doc.id for doc in formats.read([path], **options)]  # type: ignore[arg-type]


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.jsonl", "x", "jsonl"),
        ("a.ndjson.gz", gzip.compress(b"x", mtime=0), "jsonl"),
        ("a.HTM", "x", "html"),
        ("a.txt", '{"text": "x"}', "text"),
        ("a", ' {"text": "x"}', "jsonl"),
        ("b", "{}", "jsonl"),
        ("c", "{甲方}应当", "text"),
        ("d", "<!-- x --><!DOCTYPE html><p>x", "html"),
        ("e", b"\xef\xbb\xbf<HTML>", "html"),
        ("f", "<html>".encode("utf-16"), "html"),
        ("g", "<p>本段说的是标签", "text"),
        ("h", gzip.compress(b'{"text": "x"}', mtime=0), "jsonl"),
        ("i", "", "text"),
    ],
)
def test_a_format_goes_by_suffix_then_by_first_bytes(
    tmp_path: Path, name: str, data: bytes | str, format: str
) -> None:
    assert formats.Input(put(tmp_path, name, data)).format == format


def test_documents_are_named_by_path_and_line(tmp_path: Path) -> None:
    lines = put(tmp_path, "a", "一\n\n二")
    assert ids(lines) == [str(lines)]
    assert ids(lines, format="lines") == [f"{lines}:{n}" for n in (1, 2, 3)]
    nul = put(tmp_path, "b", "一\n\0二\0")
    assert ids(nul, null=True) == [f"{nul}:1", f"{nul}:2"]
    records = put(
        tmp_path, "c.jsonl", '{"text": ""}\n\n{"text": "", "id": "x"}\n{"text":"","id":7}'
    )
    assert ids(records) == [f"{records}:1", "x", "7"]


def test_an_id_seen_before_gets_a_number_and_a_warning(tmp_path: Path) -> None:
    rows = "".join(f'{{"id": "{name}", "text": "{n}"}}\n' for n, name in enumerate("aaba"))
    told: list[str] = []
    docs = formats.read([put(tmp_path, "a.jsonl", rows)], on_warning=lambda e: told.append(str(e)))
    assert [doc.id for doc in docs] == ["a", "a~2", "b", "a~3"]
    assert told == ["a: seen before, becomes a~2", "a: seen before, becomes a~3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("format", ["text", "lines", "jsonl", "html"])
def test_bytes_may_be_in_any_encoding(tmp_path: Path, encoding: str, format: str) -> None:
    shown = TEXT.replace("\n", "。")
    made = {
        "text": shown,
        "lines": f"{shown}\n{shown}\n",
        "jsonl": f'{{"text": "{shown}"}}\n{{"text": "{shown}"}}\n',
        "html": f"<html><p>{shown}</p>",
    }[format]
    path = put(tmp_path, "a", made.encode(encoding))
    docs = list(formats.read([path], format=format))
    assert {doc.text.strip() for doc in docs} == {shown}
    plain = encoding.startswith("utf-8") and format != "html"
    assert all(("encoding" in doc.meta) != plain for doc in docs)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_lines_in_a_wide_encoding_need_no_mark(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, "a", "全市工作会议纪要\n安全生产\nabc\n".encode(encoding))
    assert texts(path, format="lines") == ["全市工作会议纪要", "安全生产", "abc"]
    assert texts(put(tmp_path, "b", b"a\0b\nc\n"), format="lines") == ["a\0b", "c"]


def test_lines_of_several_encodings_decode_line_by_line(tmp_path: Path) -> None:
    rows = ["全市安全生产工作会议".encode("gbk"), "全市安全生产工作会议".encode()] * 2
    path = put(tmp_path, "a", b"\n".join(rows))
    assert texts(path, format="lines") == ["全市安全生产工作会议"] * 4


def test_an_encoding_that_is_named_decides_and_counts_what_it_cannot_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a", "會議".encode("big5") + b"\xff")
    (doc,) = formats.read([path], encoding="big5")
    assert doc.text == "會議\ufffd"
    assert doc.meta == {
        "encoding": "big5",
        "flags": ["undecodable"],
        "measures": {"undecodable": 1},
    }
    with pytest.raises(UsageError, match="no such encoding"):
        formats.codec("big6")


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    path = put(tmp_path, "a", "一\r\n二\r三\n")
    assert texts(path) == ["一\n二\n三\n"]
    assert texts(path, format="lines") == ["一", "二\n三"]


def test_compressed_bytes_read_as_plain_ones_over_all_members(tmp_path: Path) -> None:
    two = [TEXT.encode() * 50, b"tail"]
    gz = put(tmp_path, "a.gz", b"".join(map(gzip.compress, two)))
    zst = put(tmp_path, "a.zst", b"".join(map(zstandard.compress, two)))
    assert texts(gz) == texts(zst) == [b"".join(two).decode()]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst"])
def test_compressed_bytes_that_are_cut_or_damaged_are_told(tmp_path: Path, name: str) -> None:
    whole = (gzip.compress if name.endswith("gz") else zstandard.compress)(os.urandom(5000))
    with pytest.raises(CleanerError, match=r"ends early; fetch it again"):
        texts(put(tmp_path, name, whole[:2000]))
    with pytest.raises(CleanerError, match=r"damaged compressed data|ends early"):
        texts(put(tmp_path, name, b"no such thing" * 10))


def test_a_document_too_large_is_bad_and_its_neighbours_are_read(tmp_path: Path) -> None:
    rows = f'{{"text": "一"}}\n{{"text": "{"长" * 400}"}}\n{{"text": "二"}}\n'
    bad: list[CleanerError] = []
    path = put(tmp_path, "a.jsonl", rows)
    assert texts(path, max_document=1000, on_bad=bad.append) == ["一", "二"]
    assert [str(e) for e in bad] == [
        f"{path}:2: larger than 1,000 bytes; raise --max-document to let it in"
    ]


@pytest.mark.parametrize("null", [False, True])
def test_a_piece_longer_than_the_buffer_is_let_go_while_reading(null: bool) -> None:
    from cleaner.formats.streams import pieces

    chunks = iter([b"a|b", b"b" * 50, b"b" * 50, b"|c|", b"d"])
    assert list(pieces(lambda _: next(chunks, b""), b"|", 60)) == [b"a", None, b"c", b"d"]


def test_a_file_that_is_no_text_is_told_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(CleanerError, match="this is a PDF, not text; extract its text first"):
        texts(put(tmp_path, "a.txt", b"%PDF-1.4\n..."))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{bad", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": "x"}', "the field text is missing; name it with --text-field"),
        ('{"text": 3}', "the field text is not a string"),
        ('{"text": "", "meta": 3}', "the field meta is not an object"),
        ('{"text": "", "trail": [{"step": 1}]}', "the field trail is no list of edits"),
        ("[" * 100000, "not JSON"),
    ],
)
def test_a_record_that_is_none_is_named_with_its_line(tmp_path: Path, line: str, what: str) -> None:
    bad: list[CleanerError] = []
    path = put(tmp_path, "a.jsonl", f'{line}\n{{"text": "二"}}\n')
    assert texts(path, on_bad=bad.append) == ["二"]
    assert str(bad[0]).startswith(f"{path}:1: {what}")


ODD = (
    '{"id":"a","z":123456789012345678901234567890,"text":"一","y":[NaN,-Infinity,1e400,-1e-400,'
    '18446744073709551616,0.5,1e16],"k\\ud800":{"b":"\\ud800","a":null},"score":-0.0}'
)


def test_odd_numbers_and_strings_in_other_fields_survive() -> None:
    record = formats.loads(ODD.encode())
    again = formats.dumps(formats.record(formats.document(record)))
    assert again.decode().replace("1e+16", "1e16") == ODD
    assert json.dumps(json.loads(again)) == json.dumps(json.loads(ODD))


def test_lone_surrogates_in_a_text_are_replaced_and_flagged() -> None:
    doc = formats.document(formats.loads(b'{"text": "a\\ud800b", "meta": {"flags": ["cut"]}}'), "x")
    assert doc.text == "a\ufffdb"
    assert doc.meta == {"flags": ["cut", "undecodable"], "measures": {"undecodable": 1}}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)
records = st.dictionaries(
    st.text(max_size=4).filter(lambda k: k not in ("meta", "trail", "text", "blocks", "id")),
    json_values,
    max_size=4,
)


@given(records, st.text(max_size=5))
@settings(max_examples=200, deadline=None)
def test_every_field_that_came_in_goes_out_with_the_same_value(
    fields: dict[str, object], text: str
) -> None:
    line = json.dumps({"id": "a", **fields, "text": text})
    out = formats.dumps(formats.record(formats.document(formats.loads(line.encode()))))
    assert json.dumps(json.loads(out)) == line


def test_new_fields_stand_where_a_pipe_of_filters_would_put_them() -> None:
    doc = formats.document({"text": "一", "url": "u"}, "a:1")
    assert list(formats.record(doc)) == ["id", "text", "url"]
    trailed = formats.document({"id": "a", "text": "一", "trail": [], "blocks": []})
    named = Document("一", id="a", meta={"title": "t"}, trail=(), fields=trailed.fields)
    assert list(formats.record(named)) == ["id", "text", "meta", "trail", "blocks"]


def test_trail_and_blocks_come_back_as_they_were_written() -> None:
    doc = Document("广告\n正文", id="a", blocks=(Block(0, 2, "p"), Block(3, 5, "h1")))
    doc = doc.edited("strip", [Edit(0, 3, "", "ad")], audit=True)
    row = formats.record(doc, audit=True)
    again = formats.document(json.loads(formats.dumps(row)))
    assert again == doc
    assert again.trail == (Entry("strip", "ad", 0, 3, "广告\n", ""),)
    foreign = {"id": "a", "text": "一", "blocks": ["not", "ours"]}
    assert formats.record(formats.document(foreign)) == foreign


def test_an_output_replaces_a_file_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    old = put(tmp_path, "a.txt", "old")
    old.chmod(0o640)
    with pytest.raises(ZeroDivisionError), formats.open_output(old) as sink:
        sink.write(b"half")
        raise ZeroDivisionError
    assert old.read_text() == "old"
    with formats.open_output(old) as sink:
        sink.write(b"new")
        assert old.read_text() == "old"
    assert old.read_text() == "new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_new_output_has_the_mode_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with formats.open_output(tmp_path / "a") as sink:
            sink.write(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_an_output_through_a_link_replaces_what_it_points_at(tmp_path: Path) -> None:
    target = put(tmp_path, "real", "old")
    (tmp_path / "link").symlink_to(target)
    with formats.open_output(tmp_path / "link") as sink:
        sink.write(b"new")
    assert target.read_text() == "new"
    assert (tmp_path / "link").is_symlink()


def test_compressed_outputs_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    for suffix in ("gz", "zst"):
        pair = [tmp_path / f"{n}.{suffix}" for n in (1, 2)]
        for path in pair:
            with formats.open_output(path) as sink:
                for _ in range(3):
                    sink.write(TEXT.encode() * 10000)
        assert pair[0].read_bytes() == pair[1].read_bytes()
        assert texts(pair[0]) == [TEXT * 30000]


class Bytes:
    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> None:
        self.data += data


def written(to: str, *groups: list[str], null: bool = False, terminated: bool = False) -> str:
    sink = Bytes()
    writer = formats.writer(sink, to, null=null)
    for group in groups:
        writer.write([Document(text, id="x") for text in group])
    writer.end(terminated)
    return sink.data.decode()


def test_a_text_stream_holds_one_document_or_its_parts_or_many_with_nuls() -> None:
    assert written("text", ["一\n"]) == "一\n"
    assert written("text", ["一", "二\n", "三\n\n", "四"]) == "一\n\n二\n\n三\n\n四"
    assert written("text", ["一"], ["二"], null=True) == "一\0二"
    assert written("text", ["一", "二"], null=True, terminated=True) == "一\0二\0"
    assert written("text", ["一"], [""], null=True) == "一\0\0"
    with pytest.raises(UsageError, match=r"holds one document; add -0"):
        written("text", ["一"], ["二"])


def test_a_line_holds_a_document_without_line_breaks() -> None:
    assert written("lines", ["一\n"], [""]) == "一\n\n"
    with pytest.raises(CleanerError, match="line break"):
        written("lines", ["一\n二"])


@pytest.mark.parametrize(
    ("id", "to", "path", "name"),
    [
        ("raw/a.txt", "text", True, "a.txt"),
        ("/x/a.html.gz", "text", True, "a.txt"),
        ("a.txt#2", "text", True, "a#2.txt"),
        ("a.txt", "jsonl", True, "a.jsonl"),
        ("README", "text", True, "README"),
        ("../../etc/passwd", "text", False, "_.._etc_passwd.txt"),
        ("..", "text", True, "_"),
        (".bashrc", "text", False, "bashrc.txt"),
        ("a\x00\n/b", "text", False, "a_b.txt"),
        ("-", "text", True, "-"),
    ],
)
def test_a_document_in_a_folder_has_its_own_name_and_no_way_out(
    id: str, to: str, path: bool, name: str
) -> None:
    from cleaner.formats.names import file_name

    assert file_name(id, to, path=path) == name


long = st.integers(0, 400).map(lambda n: "一." + "x" * n) | st.text("#1./一", min_size=100)


@given(st.text() | long, st.booleans(), st.sampled_from(["text", "jsonl"]))
@settings(max_examples=200, deadline=None)
def test_no_name_leaves_its_folder(id: str, path: bool, to: str) -> None:
    from cleaner.formats.names import file_name

    name = file_name(id, to, path=path)
    assert "/" not in name and "\0" not in name and not name.startswith(".")
    assert 0 < len(name.encode()) < 256


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = formats.Folder(tmp_path, "text")
    folder.write([Document("一", id="a/x.txt")])
    with pytest.raises(CleanerError, match=r"x.txt holds a/x.txt already"):
        folder.write([Document("二", id="b/x.txt")])
    assert (tmp_path / "x.txt").read_text() == "一"
