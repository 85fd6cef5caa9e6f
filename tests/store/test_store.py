"""A store holds the same rows whatever became of the runs into it, and refuses what is not its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from gialint.cli import main
from gialint.store.opening import StoreFailed, told
from gialint.store.reading import read_store
from gialint.store.writing import Store
from tests.reportwriter.files import written
from tests.reportwriter.town import varied

CHECK = ["check", "--lang", "zh", "--output-format", "concise", "-q"]
TABLES = ("reports", "cells", "claims", "findings", "unassessed", "unchecked", "rules", "names", "runs")
EXAMPLES = Path(__file__).parents[2] / "examples"


def rows(path: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is in a store."""
    with closing(sqlite3.connect(path)) as database:
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in TABLES}


def asked(path: str | Path, query: str) -> list[tuple[Any, ...]]:
    """Return what a store answers."""
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with six reports the current one, long enough ago for their times to be trusted."""
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "in", 6)
    return tmp_path


def make(folder: Path, count: int) -> None:
    """Write so many reports into a folder."""
    folder.mkdir()
    for number in range(count):
        path = folder / f"{number:03}.txt"
        path.write_bytes(written(varied(number), "txt"))
        os.utime(path, (1_700_000_000, 1_700_000_000))


def test_what_is_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main([*CHECK, "in", "-o", "sqlite:a.db"])
    printed = capsys.readouterr().out
    assert main([*CHECK, "in"]) == status
    assert capsys.readouterr().out == printed
    assert asked("a.db", "SELECT path FROM current ORDER BY place") == [(f"in/{n:03}.txt",) for n in range(6)]
    assert asked("a.db", "SELECT run, finished FROM runs") == [(1, 1)]
    [(value,)] = asked("a.db", "SELECT value FROM facts WHERE report = 1 AND fact = 'requests.new.total'")
    assert isinstance(value, int)
    told = asked("a.db", "SELECT code, line FROM findings JOIN reports USING (report) ORDER BY place, number")
    lines = [line for line in printed.splitlines() if line.startswith("in/") and "GIA805" not in line]
    assert [(code, str(line)) for code, line in told] == [
        (line.split()[2], line.split(":")[1]) for line in lines
    ]
    assert {code for (code,) in asked("a.db", "SELECT code FROM unchecked")} == {"GIA805"}


@pytest.mark.parametrize("view", ["current", "facts", "standing", "by_rule", "totals", "changes"])
def test_views_answer(folder: Path, view: str) -> None:
    main([*CHECK, str(EXAMPLES / "county" / "2023"), str(EXAMPLES / "county" / "2024"), "-o", "sqlite:a.db"])
    assert asked("a.db", f"SELECT * FROM {view} LIMIT 1")


def test_a_file_that_has_not_changed_is_not_read_again(folder: Path) -> None:
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    before = rows("a.db")
    path = folder / "in" / "001.txt"
    path.write_bytes(b"x" * path.stat().st_size)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    after = rows("a.db")
    assert {run for _, _, run, *_ in after["reports"]} == {2}
    same = ("cells", "claims", "findings", "unassessed", "unchecked", "rules", "names")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    os.utime(path, (1_700_000_001, 1_700_000_001))
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    assert asked("a.db", "SELECT figures FROM reports WHERE path = 'in/001.txt'") == [("",)]
    assert len(asked("a.db", "SELECT path FROM reports")) == 6


def test_other_rules_are_another_check(folder: Path) -> None:
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    [(made_by,)] = asked("a.db", "SELECT DISTINCT made_by FROM reports")
    main([*CHECK, "in", "--ignore", "GIA5", "-o", "sqlite:a.db"])
    [(other,)] = asked("a.db", "SELECT DISTINCT made_by FROM reports")
    assert len({made_by, other} - {None}) == 2


def test_what_is_tampered_with_is_checked_again(folder: Path) -> None:
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    before = rows("a.db")
    with closing(sqlite3.connect("a.db")) as database, database:
        database.execute("UPDATE reports SET outcome = x'00' WHERE report = 2")
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    assert rows("a.db")["findings"] == before["findings"]
    assert asked("a.db", "SELECT length(outcome) > 100 FROM reports WHERE report = 2") == [(1,)]


def test_a_file_that_is_gone_is_in_no_view(folder: Path) -> None:
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    (folder / "in" / "003.txt").unlink()
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    assert len(asked("a.db", "SELECT path FROM reports")) == 6
    assert len(asked("a.db", "SELECT path FROM current")) == 5


def test_runs_that_are_killed_leave_the_rows_of_one_that_was_not(tmp_path: Path) -> None:
    make(tmp_path / "in", 230)
    command = [sys.executable, "-m", "gialint", *CHECK, "in", "--jobs", "2", "-o"]
    subprocess.run([*command, "sqlite:whole.db"], cwd=tmp_path, capture_output=True)
    killed = 0
    for seconds in (1.0, 2.0, 3.5, 5.0):
        run = subprocess.Popen([*command, "sqlite:broken.db"], cwd=tmp_path, stdout=subprocess.DEVNULL)
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            killed += run.wait() == -signal.SIGKILL
    assert killed > 0
    subprocess.run([*command, "sqlite:broken.db"], cwd=tmp_path, capture_output=True)
    whole, broken = rows(tmp_path / "whole.db"), rows(tmp_path / "broken.db")
    for name in TABLES:
        if name not in ("runs", "reports"):
            assert broken[name] == whole[name], name
    # The number of the run is that of the last; a run that was finished is not gone on with.
    assert [(*row[:2], *row[3:]) for row in broken["reports"]] == [
        (*row[:2], *row[3:]) for row in whole["reports"]
    ]


def folder_of_that_name(path: Path) -> None:
    path.mkdir()


def text(path: Path) -> None:
    path.write_text("这不是数据库。" * 100, encoding="utf-8")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE mine (a)")


def of_another_version(path: Path) -> None:
    Store(str(path), "zh").close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA user_version = 7")


def test_a_store_that_cannot_be_used_is_told_before_anything_is_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases: list[tuple[Callable[[Path], None], str]] = [
        (folder_of_that_name, "是文件夹，不是数据库文件"),
        (text, "不是数据库，或已损坏"),
        (of_another_program, "是别的程序的数据库，没有改动"),
        (of_another_version, "是另一版本的 gialint 写的（库的版本 7，现在是 2），没有改动"),
    ]
    for number, (make_it, said) in enumerate(cases):
        path = Path(f"{number}.db")
        make_it(path)
        before = path.read_bytes() if path.is_file() else None
        assert main([*CHECK, "in", "-o", f"sqlite:{path}"]) == 2
        output = capsys.readouterr()
        assert said in output.err
        assert output.out == ""
        assert before is None or path.read_bytes() == before


def test_two_runs_do_not_write_one_store(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Store("a.db", "zh")):
        assert main([*CHECK, "in", "-o", "sqlite:a.db"]) == 2
    assert "正在被另一次检查写入" in capsys.readouterr().err
    assert main([*CHECK, "in", "-o", "sqlite:a.db"]) < 2


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on the size of files")
def test_a_full_disk_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    make(tmp_path / "in", 30)
    command = f"{quote(sys.executable)} -m gialint {' '.join(CHECK)} in --jobs 1 -o sqlite:"
    limited = f"trap '' XFSZ; ulimit -f 300; {command}a.db"
    done = subprocess.run(["bash", "-c", limited], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "磁盘已满或出错" in done.stderr
    assert "腾出空间后再运行一次" in done.stderr
    subprocess.run(["bash", "-c", f"{command}a.db"], cwd=tmp_path)
    subprocess.run(["bash", "-c", f"{command}b.db"], cwd=tmp_path)
    assert rows(tmp_path / "a.db") == rows(tmp_path / "b.db")


def test_personal_numbers_are_starred(folder: Path) -> None:
    number = "110105194912310021"
    text = (folder / "in" / "000.txt").read_text("utf-8")
    (folder / "in" / "000.txt").write_text(f"{text}\n经办人身份证号：{number}。\n", encoding="utf-8")
    main([*CHECK, "in", "-o", "sqlite:a.db"])
    assert number.encode() not in Path("a.db").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output-format", "sqlite"], "sqlite 要写入文件，不能打印"),
        (["-o", "sqlite:a.db", "-o", "sqlite:b.db"], "一次检查只能写入一个库"),
        (["-o", "sqlite:out/"], "不能写入文件夹"),
    ],
)
def test_what_cannot_be_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["check", "--lang", "zh", "in", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_store_that_is_not_there_is_not_made_by_reading_it(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed):
        read_store(str(tmp_path / "a.db"))
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("ATTACH 'folder/of/none/b.db' AS b", "a.db 打不开，或者不能写入"),
        ("CREATE TABLE t (a)", "a.db 打不开，或者不能写入"),
        ("SELECT * FROM reports", "无法使用 a.db，数据库报告：no such table: reports"),
    ],
)
def test_what_a_database_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.db").touch()
    database = sqlite3.connect("file:a.db?mode=ro", uri=True)
    with pytest.raises(StoreFailed) as raised, told("a.db"):
        database.execute(command)
    database.close()
    assert raised.value.message.zh == said


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_store_that_cannot_be_made_is_told_as_any_other_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system says of the file, not the English of the database."""
    assert main(["check", "--lang", "zh", "in", "-o", f"sqlite:{'a' * 300}.db"]) == 2
    assert f"无法写入 {'a' * 300}.db：名字太长" in capsys.readouterr().err
