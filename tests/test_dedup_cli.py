"""``cleaner dedup`` as a user calls it: real processes, real streams."""

from __future__ import annotations

import fcntl
import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.reposts import PLAIN, Author, corpus

NOTICE = "本文档由用户上传分享，版权归原作者所有，如有侵权请及时联系我们，我们将尽快删除相关内容。"


def run(*args: object, stdin: bytes = b"", status: int = 0) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "dedup", *map(str, args)],
        input=stdin, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done


def lines(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    author = Author(random.Random(8), PLAIN, length=700)
    return [author.report().text() for _ in range(4)]


@pytest.fixture
def records(tmp_path: Path, texts: list[str]) -> Path:
    """Two reports, a masked copy of the first, an excerpt of the second, a compilation of both."""
    one, two, *_ = texts
    rows = [
        {"id": "z", "big": 12345678901234567890, "text": one},
        {"id": "part", "text": two[200:500]},
        {"id": "masked", "text": one.replace("20", "XX")},
        {"id": "both", "text": one + "\n" + two},
        {"id": "two", "text": two, "meta": {"title": "要点"}},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return path


def test_what_stays_comes_in_its_order_with_every_field(records: Path) -> None:
    out = run(records).stdout
    kept = records.read_bytes().splitlines()
    assert lines(out) == lines(b"\n".join([kept[0], kept[4]]))
    assert b"12345678901234567890" in out


def test_standard_input_and_files_give_the_same_bytes(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl.gz"
    run(records, "-o", out)
    assert gzip.decompress(out.read_bytes()) == run(stdin=records.read_bytes()).stdout


def test_clusters_and_dropped_tell_what_became_of_each(records: Path, tmp_path: Path) -> None:
    clusters, dropped = tmp_path / "clusters.jsonl", tmp_path / "dropped.jsonl"
    run(records, "--clusters", clusters, "--dropped", dropped)
    found = lines(clusters.read_bytes())
    roles = {r["keeper"]: {m["id"]: m["relation"] for m in r["members"]} for r in found}  # type: ignore[attr-defined]
    assert roles == {
        "two": {"both": "compilation", "part": "excerpt"},
        "z": {"both": "compilation", "masked": "near"},
    }
    assert [list(r) for r in found] == [["keeper", "why", "members"]] * 2
    gone = lines(dropped.read_bytes())
    assert [(r["id"], r["reason"]) for r in gone] == [
        ("part", "excerpt of two"),
        ("masked", "near of z"),
        ("both", "compilation of two, z"),
    ]
    texts = {r["id"]: r["text"] for r in lines(records.read_bytes())}
    assert all(r["text"] == texts[r["id"]] for r in gone)


def test_excerpts_are_kept_on_request(records: Path) -> None:
    assert [r["id"] for r in lines(run(records, "--keep-excerpts").stdout)] == ["z", "part", "two"]


def test_text_files_go_to_a_folder_under_their_names(tmp_path: Path, texts: list[str]) -> None:
    names = ["a.txt", "b.txt", "c.txt"]
    for name, text in zip(names, [texts[0], texts[0], texts[1]], strict=True):
        (tmp_path / name).write_text(text)
    run(*(tmp_path / name for name in names), "-o", f"{tmp_path}/out/")
    written = {p.name: p.read_text() for p in (tmp_path / "out").rglob("*.txt")}
    assert written == {"a.txt": texts[0], "c.txt": texts[1]}


def test_lines_and_nul_separated_texts_stay_what_they_are() -> None:
    three = ["春天来了，大地复苏。", "夏天到了，骄阳似火。", "春天来了，大地复苏。"]
    joined = "\n".join(three).encode() + b"\n"
    assert run("--from", "lines", stdin=joined).stdout.decode().splitlines() == three[:2]
    assert run("-0", stdin="\0".join(three).encode()).stdout.decode() == "\0".join(three[:2])


def test_an_id_seen_twice_is_renamed_with_a_warning(texts: list[str]) -> None:
    row = json.dumps({"id": "a", "text": texts[0]}).encode() + b"\n"
    done = run("--clusters", "-", "-o", "/dev/null", stdin=row * 2)
    assert lines(done.stdout)[0]["members"] == [
        {"id": "a~2", "relation": "exact", "containment": [1.0, 1.0]}
    ]
    assert b"a~2" in done.stderr


def test_records_without_id_are_named_by_their_line(texts: list[str]) -> None:
    row = json.dumps({"text": texts[0]}).encode() + b"\n"
    done = run("--from", "jsonl", "--clusters", "-", "-o", "/dev/null", stdin=row * 2)
    found = lines(done.stdout)[0]
    assert (found["keeper"], found["members"][0]["id"]) == ("-:1", "-:2")  # type: ignore[index]


def test_nothing_in_gives_nothing_out() -> None:
    assert run("--from", "jsonl").stdout == b""


def test_paragraphs_that_stand_elsewhere_go_and_the_rest_stays(texts: list[str]) -> None:
    rows = [{"id": str(n), "text": f"{NOTICE}\n{t}"} for n, t in enumerate(texts[:2])]
    stdin = "\n".join(json.dumps(row) for row in rows).encode()
    out = lines(run("--unit", "paragraph", "--from", "jsonl", stdin=stdin).stdout)
    assert [r["text"] for r in out] == [f"{NOTICE}\n{texts[0]}", texts[1]]


def test_explain_shows_both_sides_in_place_of_data(records: Path) -> None:
    shown = run(records, "--explain").stdout.decode()
    assert "z stays: least masked of 2 copies" in shown
    assert "masked goes: near;" in shown
    assert " | " in shown
    assert not shown.startswith("{")


def test_check_names_what_would_go_and_writes_nothing(records: Path) -> None:
    done = run(records, "--check", status=1)
    assert done.stdout == b""
    assert b"part: would be dropped (excerpt of two)" in done.stderr


def test_a_bad_record_stops_or_is_skipped(records: Path, tmp_path: Path) -> None:
    bad = records.read_bytes() + b"{\n"
    out = tmp_path / "out.jsonl"
    done = run("-o", out, stdin=bad, status=1)
    assert not out.exists()
    assert b"-:6" in done.stderr
    run("--on-error", "skip", "-o", out, stdin=bad, status=1)
    assert len(lines(out.read_bytes())) == 2


def test_an_unknown_option_names_the_nearest_one() -> None:
    assert b"--clusters" in run("--cluster", "x", status=2).stderr


@pytest.fixture(scope="module")
def halves() -> tuple[list[bytes], list[bytes]]:
    items = corpus(300, seed=21, length=700)
    rows = [json.dumps({"id": i.id, "text": i.text}).encode() + b"\n" for i in items]
    return rows[:150], rows[150:]


def together(clusters: Path) -> dict[frozenset[object], str]:
    """Who belongs together, whoever is kept, and in which relation compilations stand there."""
    found = {}
    for row in lines(clusters.read_bytes()):
        members: list[dict[str, object]] = row["members"]  # type: ignore[assignment]
        inside = {m["id"] for m in members if m["relation"] != "compilation"}
        found[frozenset({row["keeper"], *inside})] = str(
            sorted(str(m["id"]) for m in members if m["relation"] == "compilation")
        )
    return found


def test_two_halves_through_an_index_and_one_run_agree(
    halves: tuple[list[bytes], list[bytes]], tmp_path: Path
) -> None:
    first, second = (b"".join(half) for half in halves)
    run("--clusters", tmp_path / "whole", stdin=first + second)
    outs = [
        run("--index", tmp_path / "index", "--clusters", tmp_path / name, stdin=half).stdout
        for name, half in (("a", first), ("b", second))
    ]
    whole, end = together(tmp_path / "whole"), together(tmp_path / "b")
    assert len(end) > 30
    assert end.items() <= whole.items()
    late = {json.loads(row)["id"] for row in halves[1]}
    assert {group for group in whole if group & late} <= set(end)
    kept = {r["id"] for r in lines(b"".join(outs))}
    for r in lines((tmp_path / "b").read_bytes()):
        members = {m["id"] for m in r["members"] if m["relation"] != "compilation"}  # type: ignore[attr-defined]
        assert r["keeper"] in kept or not late & {r["keeper"], *members}


def test_a_run_repeated_over_an_index_gives_the_same_verdicts(
    halves: tuple[list[bytes], list[bytes]], tmp_path: Path
) -> None:
    first, second = (b"".join(half) for half in halves)
    run("--index", tmp_path / "i", stdin=first)
    out = run("--index", tmp_path / "i", "--clusters", tmp_path / "1", stdin=second).stdout
    again = run("--index", tmp_path / "i", "--clusters", tmp_path / "2", stdin=second).stdout
    assert again == out
    keepers = [
        [(r["keeper"], r["members"]) for r in lines((tmp_path / n).read_bytes())] for n in "12"
    ]
    assert keepers[0] == keepers[1]


def test_a_run_that_publishes_nothing_leaves_the_index_as_it_was(
    records: Path, tmp_path: Path
) -> None:
    run("--index", tmp_path / "i", "-o", tmp_path / "no" / "out", records, status=1)
    run(
        "--index", tmp_path / "i", "-o", tmp_path / "o", stdin=records.read_bytes() + b"{", status=1
    )
    assert not (tmp_path / "i" / "index.json").exists()


def test_a_document_kept_once_stays_though_a_fuller_one_comes(
    texts: list[str], tmp_path: Path
) -> None:
    short = texts[0][: len(texts[0]) * 8 // 10]
    for id, text in (("z", short), ("a", texts[0])):
        row = json.dumps({"id": id, "text": text}).encode()
        done = run(
            "--from", "jsonl", "--index", tmp_path / "i", "--clusters", tmp_path / id, stdin=row
        )
    assert done.stdout == b""
    cluster = lines((tmp_path / "a").read_bytes())[0]
    assert (cluster["keeper"], cluster["why"]) == ("z", "the one an earlier run kept of 2 copies")


def test_an_index_of_another_format_or_in_use_is_refused(records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "i"
    run("--index", folder, records)
    with (folder / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert b"another run uses this index" in run("--index", folder, records, status=1).stderr
    about = json.loads((folder / "index.json").read_text())
    (folder / "index.json").write_text(json.dumps({**about, "parameters": {"gram": 9}}))
    assert b"other parameters" in run("--index", folder, records, status=1).stderr


FULL = (
    "云溪市科学技术局2019年工作总结\n2019年，云溪市新建乡镇科技服务站36个，培训农技员1200人次。\n"
    "全市规模以上企业研发投入增长12.5%，李文同志代表云溪市作了交流发言。\n"
    "围绕年度目标任务，组织专家深入田间地头开展技术指导，群众反映良好，示范效应明显。\n"
)


def merged(*texts: str) -> dict[str, object]:
    """What stays of some copies, the first of them the keeper as an earlier source of state."""
    rows = [{"id": f"c{n}", "text": text} for n, text in enumerate(texts)]
    stdin = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (kept,) = lines(run("--merge", "--from", "jsonl", stdin=stdin).stdout)
    return kept


def test_masks_of_the_keeper_are_filled_in_and_the_trail_names_the_source() -> None:
    masked = FULL.replace("云溪市作", "××市作").replace("36个", "XX个") + "会后印发简报。\n" * 9
    cut = FULL.replace("2019", "20XX").replace("1200", "x") + "会后印发简报。\n" * 3
    kept = merged(masked, cut)
    assert kept["id"] == "c0"
    assert kept["text"] == FULL + "会后印发简报。\n" * 9
    trail: list[dict[str, object]] = kept["trail"]  # type: ignore[assignment]
    assert [(e["old"], e["new"], e["rule"]) for e in trail] == [
        ("XX", "36", "filled from c1"),
        ("××", "云溪", "filled from c1"),
    ]


def test_masks_stay_where_copies_differ_or_nobody_asks() -> None:
    tail = "会后印发简报。\n"
    masked = FULL.replace("36个", "XX个") + tail * 9
    copies = [FULL.replace("36个", n).replace("2019", "20XX") + tail * 3 for n in ("36个", "41个")]
    assert merged(masked, *copies)["text"] == masked
    row = [{"id": str(n), "text": text} for n, text in enumerate((masked, copies[0]))]
    stdin = "".join(json.dumps(r) + "\n" for r in row).encode()
    (kept,) = lines(run("--from", "jsonl", stdin=stdin).stdout)
    assert (kept["text"], "trail" in kept) == (masked, False)


def test_a_killed_run_leaves_the_index_as_it_was(
    halves: tuple[list[bytes], list[bytes]], tmp_path: Path
) -> None:
    first, second = (b"".join(half) for half in halves)
    folder = tmp_path / "i"
    run("--index", folder, stdin=first)
    before = (folder / "index.json").read_bytes()
    command = [sys.executable, "-m", "cleaner", "dedup", "--index", str(folder)]
    going = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert going.stdin
    going.stdin.write(second)
    going.stdin.flush()
    going.kill()
    going.wait()
    going.stdin.close()
    assert (folder / "index.json").read_bytes() == before
    for name in ("000002.sketches", "000002.npz", ".000002.sketches.tmp"):
        (folder / name).write_bytes(b"half of it")  # killed between one file and the next
    out = run("--index", folder, stdin=second).stdout
    run("--index", tmp_path / "other", stdin=first)
    assert run("--index", tmp_path / "other", stdin=second).stdout == out
    assert not list(folder.glob(".*.tmp"))


def test_a_damaged_index_is_refused_in_a_word(records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "i"
    run("--index", folder, records)
    for name in ("000001.sketches", "000001.npz"):
        good = (folder / name).read_bytes()
        for bad in (good[:100], b"", b"nonsense" * 99):
            (folder / name).write_bytes(bad)
            new = b'{"id": "new", "text": "..."}'
            done = run("--from", "jsonl", "--index", folder, stdin=new, status=1)
            assert b"cannot be read" in done.stderr
        (folder / name).write_bytes(good)


def test_little_memory_gives_the_same_bytes(
    halves: tuple[list[bytes], list[bytes]], tmp_path: Path
) -> None:
    stdin = b"".join(halves[0] + halves[1])
    outs = [
        run("--memory", size, "--clusters", tmp_path / size, stdin=stdin).stdout
        for size in ("64K", "1G")
    ]
    assert outs[0] == outs[1]
    assert (tmp_path / "64K").read_bytes() == (tmp_path / "1G").read_bytes()
