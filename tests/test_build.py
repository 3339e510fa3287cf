"""The corpus build: complete, deterministic, incremental, and safe to kill."""

from __future__ import annotations

import fcntl
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard

from cleaner.build import build
from cleaner.recipe import load

REPORT = (
    "{place}科学技术局{year}年工作总结\n\n"
    "{year}年,{place}科技局围绕创新平台建设,新认定企业研发中心{n}家,立项重点项目{m}个。\n\n"
    "一是抓平台。依托{place}产业园建成公共检测中心,全年服务企业{n}0家次,出具报告{m}00份。\n\n"
    "二是抓人才。引进高层次团队{n}个,选派科技特派员{m}名,培训农户{n}00人次。\n\n"
    "三是抓转化。举办成果对接会{n}场,促成技术合同{m}项,成交额同比增长{n}%。\n"
)
PLACES = ("云溪市", "临湖县", "青川区", "望山市", "白石县", "长汀区")
NAMES = ("corpus.jsonl.zst", "dropped.jsonl.zst", "clusters.jsonl", "manifest.json", "report.html")


def report(place: str, n: int) -> str:
    return REPORT.format(place=place, year=2015 + n, n=n + 3, m=2 * n + 5)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of pages: six reports, a repost of the first, a JSONL file, a bad line in it."""
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    for n, place in enumerate(PLACES):
        (folder / f"{n}.txt").write_text(report(place, n), "utf-8")
    repost = "合集下载\n" + report(PLACES[0], 0) + "\n相关文档\n最新文档\n"
    (folder / "deep" / "repost.txt").write_text(repost, "utf-8")
    rows = [
        '{"text": "' + "会议讨论了明年的安排。" * 20 + '"}',
        "{not json",
        '{"id": "own", "text": "短文"}',
    ]
    (folder / "rows.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def records(path: Path) -> list[dict[str, object]]:
    with path.open("rb") as file:
        data = zstandard.ZstdDecompressor().stream_reader(file).read()
    return [json.loads(line) for line in data.splitlines()]


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES}


def cli(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cleaner", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd)


def test_every_document_is_kept_or_dropped_with_a_reason(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = build([str(pages)], out, load("reports"))
    kept, dropped = records(out / "corpus.jsonl.zst"), records(out / "dropped.jsonl.zst")
    assert [r["id"] for r in dropped] == ["pages/deep/repost.txt"]
    assert dropped[0]["reason"] and dropped[0]["text"]
    assert {r["id"] for r in kept} >= {"pages/0.txt", "pages/rows.jsonl:1", "own"}
    assert made.manifest["documents"] == {"read": 9, "kept": 8, "dropped": 1, "bad": 1}
    assert made.bad[0]["where"] == "pages/rows.jsonl:2"
    clusters = [json.loads(x) for x in (out / "clusters.jsonl").read_text("utf-8").splitlines()]
    assert [(c["keeper"], [m["id"] for m in c["members"]]) for c in clusters] == [
        ("pages/0.txt", ["pages/deep/repost.txt"])
    ]


def test_processes_make_no_difference(pages: Path, tmp_path: Path) -> None:
    build([str(pages)], tmp_path / "one", load("reports"), jobs=1)
    build([str(pages)], tmp_path / "two", load("reports"), jobs=2)
    assert outputs(tmp_path / "one") == outputs(tmp_path / "two")


def test_only_what_changed_is_cleaned_again(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build([str(pages)], out, load("reports"))
    before = outputs(out)
    assert first.cleaned > 3
    assert build([str(pages)], out, load("reports")).cleaned == 0
    assert outputs(out) == before
    (pages / "3.txt").write_text(report("新丰市", 9), "utf-8")
    assert build([str(pages)], out, load("reports")).cleaned == 1
    changed = outputs(out)
    shutil.rmtree(out)
    build([str(pages)], out, load("reports"))
    assert outputs(out) == changed != before


def test_killed_and_run_again_it_ends_with_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    for n in range(40):
        (pages / f"more-{n}.txt").write_text(report(f"第{n}号镇", n) * 40, "utf-8")
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    build([str(pages)], whole, load("reports"))
    command = [sys.executable, "-m", "cleaner", "build", str(pages), "-o", str(killed)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list((killed / ".shards").glob("*.zst")) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert cli("build", pages, "-o", killed).returncode == 1  # the bad line in rows.jsonl
    assert outputs(killed) == outputs(whole)
    assert not [
        p
        for p in killed.rglob("*")
        if p.is_file() and p.name not in NAMES and ".shards" not in p.parts
    ]


def test_a_bad_input_is_listed_and_the_status_is_1(pages: Path, tmp_path: Path) -> None:
    done = cli("build", pages, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "rows.jsonl:2" in done.stderr and "Traceback" not in done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [b["where"] for b in manifest["bad"]] == ["pages/rows.jsonl:2"]


def test_no_path_of_the_machine_stands_in_what_a_build_leaves(pages: Path, tmp_path: Path) -> None:
    build([str(pages)], tmp_path / "out", load("reports"), audit=True)
    for name in NAMES:
        data = (tmp_path / "out" / name).read_bytes()
        if name.endswith(".zst"):
            data = json.dumps(records(tmp_path / "out" / name)).encode()
        assert str(tmp_path).encode() not in data, name


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    for side in "ab":
        (tmp_path / side / "pages").mkdir(parents=True)
    done = cli("build", tmp_path / "a/pages", tmp_path / "b/pages", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "pages" in done.stderr


def test_links_that_leave_a_source_and_the_output_are_not_read(pages: Path) -> None:
    secret = pages.parent / "secret.txt"
    secret.write_text("不应读取的内容。", "utf-8")
    (pages / "link.txt").symlink_to(secret)
    made = build([str(pages)], pages / "out", load("reports"))
    again = build([str(pages)], pages / "out", load("reports"))
    left = {entry["name"] for entry in again.manifest["left_out"]}
    assert left == {"pages/link.txt", "pages/out"}
    assert again.manifest["documents"] == made.manifest["documents"]


def test_a_missing_source_is_named_and_nothing_is_built(tmp_path: Path) -> None:
    done = cli("build", tmp_path / "none", "-o", tmp_path / "out")
    assert done.returncode == 1 and "none" in done.stderr
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_two_builds_do_not_work_in_one_folder(pages: Path, tmp_path: Path) -> None:
    room = tmp_path / "out" / ".shards"
    room.mkdir(parents=True)
    with (room / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = cli("build", pages, "-o", tmp_path / "out")
    assert done.returncode == 1 and "another build" in done.stderr


def test_hostile_text_in_the_report_runs_nothing(tmp_path: Path) -> None:
    page = tmp_path / "<script>alert(1)<"
    page.mkdir()
    text = report("云溪市", 1) + "\n相关文档\n- <img src=x onerror=alert(1)>\n- \u202e反向\n"
    (page / "a.txt").write_text(text, "utf-8")
    (page / "b.txt").write_text(report("云溪市", 1), "utf-8")
    build([str(page)], tmp_path / "out", load("reports"))
    html = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "<script" not in html and "<img" not in html and "\u202e" not in html


def test_an_empty_folder_makes_an_empty_corpus(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    made = build([str(tmp_path / "none")], tmp_path / "out", load("reports"))
    assert made.manifest["documents"] == {"read": 0, "kept": 0, "dropped": 0, "bad": 0}
    assert records(tmp_path / "out" / "corpus.jsonl.zst") == []
