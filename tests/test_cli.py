"""The command line, as real processes: exit statuses, streams, errors, what is left behind."""

from __future__ import annotations

import gzip
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

CLEANER = [sys.executable, "-m", "cleaner"]
PAGE = "区科学技术局工作总结\n\n区科技局紧扣中心任务，扎实推进各项工作，取得了新的成效。\n"
DRESSED = (
    "區(qū)科學(xué)技術(shù)局工作總結(jié)\n\n區(qū)科技局緊扣中心任務(wù)，扎實(shí)推進(jìn)各項(xiàng)工作，"
    "取得了新的成效(xiào)。\n"
) * 3
RECORDS = [{"id": f"d{n}", "text": DRESSED, "n": 10**20 + n} for n in range(5)]


def run(*args: str, stdin: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*CLEANER, *args], input=stdin, capture_output=True, timeout=60, **options
    )


def says(done: subprocess.CompletedProcess[bytes]) -> str:
    text = done.stderr.decode()
    assert "Traceback" not in text
    return text


def jsonl(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def rows(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["strp"], "cleaner: no such command strp; did you mean strip?"),
        (["strip", "--rulez", "x"], "no such option --rulez; did you mean --rules?"),
        (["clean", "--recipe", "reprots"], "reprots: no such recipe; did you mean reports?"),
        (["strip", "--from", "xml"], "cleaner strip: Invalid value for '--from'"),
        (["strip", "--max-document", "big"], "big is no size such as 64M"),
        (["strip", "--encoding", "gkb"], "--encoding: no such encoding gkb"),
        (["strip", "-", "-"], "-: standard input is named twice"),
        (["strip", "--audit"], "--audit: only a record can carry its trail; add --to jsonl"),
        (["strip", "--check", "-o", "x"], "nothing is written with --explain or --check"),
    ],
)
def test_wrong_usage_ends_with_status_2_and_names_the_nearest(args: list[str], hint: str) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert hint in says(done)
    assert says(done).count("\n") == 1
    assert not done.stdout


def test_help_and_version_are_data_and_no_command_is_wrong_usage() -> None:
    assert run("--version").stdout.startswith(b"cleaner ")
    helped = run("--help")
    assert helped.returncode == 0
    for name in ("clean", "repair", "judge", "convert", "undo"):
        assert f"\n  {name} " in helped.stdout.decode()
    bare = run()
    assert (bare.returncode, bare.stdout) == (2, b"")
    assert "Usage" in says(bare)


def test_what_cannot_be_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": "一"}\n{bad\n{"text": "三"}\n')
    for args, line in {
        ("missing.txt",): "missing.txt: No such file or directory; check the name",
        (".",): ".: Is a directory; name the files in it, or use cleaner build",
        ("bad.jsonl",): "bad.jsonl:2: not JSON",
    }.items():
        done = run("convert", *args, cwd=tmp_path)
        assert done.returncode == 1
        assert says(done).startswith(line)
    assert [row["text"] for row in rows(done.stdout)] == ["一"]


def test_skipping_leaves_out_what_is_bad_and_publishes_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "一"}\n{bad\n{"text": "三"}\n')
    args = ["convert", "a.jsonl", "gone.jsonl", "-o", "out.jsonl"]
    stopped = run(*args, cwd=tmp_path)
    assert stopped.returncode == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl"]
    skipped = run(*args, "--on-error", "skip", cwd=tmp_path)
    assert skipped.returncode == 1
    assert says(skipped).count("\n") == 2
    assert [row["text"] for row in rows((tmp_path / "out.jsonl").read_bytes())] == ["一", "三"]


def test_names_cannot_steer_the_terminal_and_debug_shows_where(tmp_path: Path) -> None:
    name = "a\x1b[31m\u202eb.jsonl"
    (tmp_path / name).write_text("{bad\n")
    done = run("convert", name, cwd=tmp_path)
    assert says(done).startswith("a\\x1b[31m\\u202eb.jsonl:1: not JSON")
    debugged = run("convert", name, cwd=tmp_path, env={**os.environ, "CLEANER_DEBUG": "1"})
    assert b"Traceback" in debugged.stderr


def test_an_output_that_takes_nothing_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*CLEANER, "convert"], input=b"x", stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert says(done) == "standard output: cannot be written (No space left on device); make room\n"
    for target, what in (
        ("/dev/full", "No space left"),
        ("no/such/a.txt", "make the folder first"),
    ):
        done = run("convert", "-o", target, stdin=b"x", cwd=tmp_path)
        assert done.returncode == 1
        assert what in says(done)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_is_status_141_and_no_word(unbuffered: str) -> None:
    data = jsonl([{"text": "正文" * 1000}]) * 500
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    for args in (["convert"], ["convert", "--help"]):
        going = subprocess.Popen(
            [*CLEANER, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=env,
        )  # fmt: skip
        assert going.stdin and going.stdout and going.stderr
        going.stdout.close()
        try:
            going.stdin.write(data)
            going.stdin.close()
        except BrokenPipeError:
            pass
        assert going.wait(30) == 141
        assert going.stderr.read() == b""
        going.stderr.close()


def test_unbuffered_output_through_a_slow_pipe_is_whole() -> None:
    data = jsonl([{"id": f"{n}", "text": "正文" * 50} for n in range(5000)])
    going = subprocess.Popen(
        [*CLEANER, "convert"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert going.stdin
    out, _ = going.communicate(data, timeout=60)
    assert rows(out) == rows(data)


def test_what_is_done_does_not_wait_for_more_input() -> None:
    going = subprocess.Popen(
        [*CLEANER, "convert", "--from", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert going.stdin and going.stdout
    going.stdin.write(jsonl([{"id": "a", "text": "正文"}]))
    going.stdin.flush()
    ready = select.select([going.stdout], [], [], 30)[0]
    assert ready, "nothing came while the input was open"
    assert json.loads(going.stdout.readline()) == {"id": "a", "text": "正文"}
    assert going.communicate(timeout=30) == (b"", None)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_publishes_nothing(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    going = writing(tmp_path)
    going.send_signal(number)
    assert going.wait(30) == status
    assert going.stderr and going.stderr.read() == b""
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_leaves_no_half_file_under_the_name(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old")
    going = writing(tmp_path)
    going.kill()
    assert going.wait(30) == -signal.SIGKILL
    assert (tmp_path / "out.jsonl").read_text() == "old"


def writing(folder: Path) -> subprocess.Popen[bytes]:
    """A run that has written a part of its output and waits for more input."""
    going = subprocess.Popen(
        [*CLEANER, "convert", "-o", "out.jsonl"], stdin=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=folder,
    )  # fmt: skip
    assert going.stdin
    going.stdin.write(jsonl([{"text": "正文" * 1000}]) * 100)
    going.stdin.flush()
    while not [p for p in folder.iterdir() if p.name.endswith(".tmp") and p.stat().st_size]:
        assert going.poll() is None
        time.sleep(0.01)
    return going


ANY_BYTES = {
    "empty": b"",
    "NULs": b"\0" * 1000,
    "binary": bytes(range(256)) * 400,
    "one character": "一".encode() * 1_000_000,
    "no encoding": b"\xff" * 5000,
}


def test_any_bytes_give_a_result(tmp_path: Path) -> None:
    for name, data in ANY_BYTES.items():
        (tmp_path / name).write_bytes(data)
    done = run("clean", "--to", "jsonl", *ANY_BYTES, cwd=tmp_path)
    assert (done.returncode, says(done)) == (0, "")
    made = {row["id"]: row for row in rows(done.stdout)}
    assert list(made) == list(ANY_BYTES)
    assert made["empty"]["meta"]["flags"] == ["empty"]
    assert made["one character"]["text"] == "一" * 1_000_000


def test_a_bomb_is_a_bad_record_in_bounded_memory(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb", compresslevel=1) as f:
        f.write(b'{"text": "a"}\n{"text": "')
        for _ in range(300):
            f.write(b"a" * (1 << 20))
        f.write(b'"}\n{"text": "b"}\n')
    bounded = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (400 << 20,) * 2)\n"
    script = bounded + "from cleaner.cli import main; main(sys.argv[1:])"
    args = ["convert", "bomb.jsonl.gz", "--on-error", "skip", "--max-document", "8M"]
    done = subprocess.run(
        [sys.executable, "-c", script, *args], capture_output=True, cwd=tmp_path, check=False
    )
    assert [row["text"] for row in rows(done.stdout)] == ["a", "b"]
    assert says(done).startswith("bomb.jsonl.gz:2: larger than 8,388,608 bytes")
    assert done.returncode == 1


def test_inputs_of_several_formats_mix_and_order_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲")
    (tmp_path / "b.html").write_text("<p>乙")
    (tmp_path / "c.jsonl").write_text('{"text": "丙"}\n')
    files = ["a.txt", "b.html", "c.jsonl"]
    done = run("convert", *files, cwd=tmp_path)
    assert [(row["id"], row["text"]) for row in rows(done.stdout)] == [
        ("a.txt", "甲"),
        ("b.html", "乙\n"),
        ("c.jsonl:1", "丙"),
    ]
    assert rows(done.stdout)[1]["blocks"] == [{"start": 0, "end": 1, "tag": "p"}]
    several = run("convert", *files, "--to", "text", cwd=tmp_path)
    assert (several.returncode, several.stdout) == (2, b"")
    assert "add -0" in says(several)
    assert (
        run("convert", *files, "--to", "text", "-0", cwd=tmp_path).stdout.decode() == "甲\0乙\n\0丙"
    )
    assert run("convert", "--from", "lines", stdin="一\n二".encode()).stdout.decode() == "一\n二\n"


def test_a_folder_takes_a_file_for_each_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲")
    (tmp_path / "b.html").write_text("<p>乙")
    assert run("convert", "a.txt", "b.html", "-o", "out/", cwd=tmp_path).returncode == 0
    made = {p.name: p.read_text() for p in (tmp_path / "out").iterdir()}
    assert made == {"a.txt": "甲", "b.txt": "乙\n"}
    into_its_own = run("convert", "a.txt", "-o", ".", cwd=tmp_path)
    assert into_its_own.returncode == 1
    assert "is an input and stays as it is" in says(into_its_own)
    assert run("convert", "a.txt", "-o", "a.txt", cwd=tmp_path).returncode == 2


FILTERS = ["repair", "unpinyin", "simplify", "strip", "reflow", "split", "judge"]


def piped(data: bytes, *options: str) -> bytes:
    for name in FILTERS:
        data = run(name, *options, stdin=data).stdout
    return data


@pytest.mark.parametrize("options", [[], ["--audit"]])
def test_a_pipe_of_single_commands_and_clean_give_the_same_records(options: list[str]) -> None:
    compilation = "工作总结(两篇)\n\n" + "".join(
        f"第{n}篇 工作总结之{n} 900字\n\n" + PAGE * 4 for n in (1, 2)
    )
    data = jsonl([*RECORDS[:1], {"text": compilation, "url": "u"}, {"id": "e", "text": "\n"}])
    done = run("clean", *options, stdin=data)
    assert done.returncode == 0, says(done)
    assert piped(data, *options).decode() == done.stdout.decode()
    first = rows(done.stdout)[0]
    assert first["text"].splitlines()[0] == PAGE.splitlines()[0]
    assert first["n"] == 10**20
    assert ("trail" in first) == bool(options)


def test_a_pipe_of_single_commands_and_clean_give_the_same_text() -> None:
    data = f"{DRESSED}\0{PAGE}\0\0".encode()
    assert piped(data, "-0") == run("clean", "-0", stdin=data).stdout


def test_undo_gives_back_what_the_records_were(tmp_path: Path) -> None:
    cleaned = run("clean", "--audit", stdin=jsonl(RECORDS)).stdout
    back = rows(run("undo", stdin=cleaned).stdout)
    assert [(row["id"], row["text"], row["n"]) for row in back] == [
        (row["id"], row["text"], row["n"]) for row in RECORDS
    ]
    assert not any("trail" in row for row in back)
    bare = run("undo", stdin=jsonl(RECORDS[:1]))
    assert (bare.returncode, says(bare)) == (1, "d0: has no trail; records get one with --audit\n")


def test_check_names_what_would_change_and_explain_shows_it() -> None:
    data = jsonl([*RECORDS[:1], {"id": "same", "text": PAGE}])
    checked = run("unpinyin", "--check", stdin=data)
    assert (checked.returncode, checked.stdout) == (1, b"")
    assert says(checked).startswith("d0: would change; unpinyin/")
    assert run("unpinyin", "--check", stdin=jsonl([{"text": PAGE}])).returncode == 0
    shown = run("unpinyin", "--explain", stdin=data)
    assert shown.returncode == 0
    lines = shown.stdout.decode().splitlines()
    assert lines[0].startswith("d0: ")
    assert lines[1].startswith("@@ line 1  unpinyin/")
    assert lines[2:4] == ["- " + DRESSED.splitlines()[0], "+ 區科學技術局工作總結"]


def test_dropped_documents_are_counted_or_written(tmp_path: Path) -> None:
    data = jsonl([{"id": "a", "text": ""}, {"id": "b", "text": PAGE}])
    args = ["judge", "--drop", "empty", "--drop", "masked"]
    counted = run(*args, stdin=jsonl([{"id": "m", "text": "XX市XX年工作总结，xx局xx人。" * 9}]))
    kept = run(*args, "--dropped", "gone.jsonl", stdin=data, cwd=tmp_path)
    assert kept.returncode == counted.returncode == 0
    assert (tmp_path / "gone.jsonl").is_file()
    assert "b" in [row["id"] for row in rows(kept.stdout)]
    for row in rows((tmp_path / "gone.jsonl").read_bytes()):
        assert list(row) == ["id", "reason", "text"]


def test_an_option_of_the_call_beats_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[step]]\nfilter = "simplify"\nvariant = "s2t"\n', encoding="utf-8"
    )
    data = "发展规划".encode()
    told = run("clean", "--recipe", "own.toml", stdin=data, cwd=tmp_path)
    beaten = run("clean", "--recipe", "own.toml", "--variant", "t2s", stdin=data, cwd=tmp_path)
    assert (told.stdout.decode(), beaten.stdout.decode()) == ("發展規劃", "发展规划")
    unfit = run("clean", "--recipe", "own.toml", "--drop", "masked", stdin=data, cwd=tmp_path)
    assert unfit.returncode == 2
    assert "--drop: no step of recipe own.toml takes it" in says(unfit)


def test_output_does_not_depend_on_locale_or_hash_seed() -> None:
    data = jsonl(RECORDS)
    seen = {
        run("clean", "--audit", stdin=data, env={**os.environ, **env}).stdout
        for env in (
            {"LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
            {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
    }
    assert len(seen) == 1
