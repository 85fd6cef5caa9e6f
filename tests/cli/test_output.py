"""Writing out: files whole or not at all, colours only where they are seen, problems in full."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from gialint.cli import output
from gialint.cli.arguments import UsageError
from gialint.cli.output import (
    ELSEWHERE,
    MANIFEST,
    print_out,
    print_problems,
    shown,
    style_of,
    write_file,
    write_folder,
)
from gialint.model import Problem, Text
from gialint.reporting import Style
from gialint.reporting.layout import cells
from gialint.reporting.phrases import as_word


class Terminal(io.StringIO):
    """Standard output as a terminal has it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("color", "environ", "terminal", "pipe"),
    [
        (None, {}, True, False),
        (None, {"TERM": "xterm-256color"}, True, False),
        (None, {"TERM": "dumb"}, False, False),
        (None, {"NO_COLOR": "1"}, False, False),
        (None, {"NO_COLOR": ""}, True, False),
        (None, {"FORCE_COLOR": "1"}, True, True),
        (None, {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        (None, {"FORCE_COLOR": ""}, True, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True, True),
        ("never", {"FORCE_COLOR": "1"}, False, False),
    ],
)
def test_colours(
    color: str | None, environ: dict[str, str], terminal: bool, pipe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert style_of("en", color, environ) == Style("en", terminal, 72)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert style_of("en", color, environ) == Style("en", pipe, None)


def test_style_where_nothing_can_be_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert style_of("zh", None, {}) == Style("zh", False, None)


def test_nowhere_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    print_out("青石镇")


@pytest.mark.parametrize("advice", [None, ELSEWHERE])
def test_what_cannot_be_written_goes_with_its_advice(advice: Text | None, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="名字太长") as refused:
        write_file(str(tmp_path / ("长" * 100)), "", advice=advice)
    assert refused.value.hint is advice


@pytest.mark.skipif(os.name == "nt", reason="cmd.exe quotes otherwise")
@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("青石镇/报告（1）.docx", "青石镇/报告（1）.docx"),
        ("空 格/a.docx", "'空 格/a.docx'"),
        ("a(1).docx", "'a(1).docx'"),
        ("it's.docx", "'it'\\''s.docx'"),
    ],
)
def test_a_path_that_is_to_be_copied(path: str, word: str) -> None:
    assert as_word(path) == word


def test_bytes_are_written_as_they_are(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_out(b"PK\x03\x04\r\n")
    assert capfdbinary.readouterr().out == b"PK\x03\x04\r\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [("青石镇\n", "青石镇\n".encode()), (b"\x00\r\n", b"\x00\r\n"), ("a\udce9b", b"a?b"), ("", b"")],
)
def test_write_file(content: str | bytes, expected: bytes, tmp_path: Path) -> None:
    path = tmp_path / "结果.json"
    path.write_bytes(b"older and longer than what is to be written over it")
    write_file(str(path), content)
    assert path.read_bytes() == expected
    assert os.listdir(tmp_path) == ["结果.json"]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=r"无法写入 .*folder：这是文件夹$"):
        write_file(str(tmp_path / "folder"), "x")
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"无法写入 .*x.json：路径中有一段是文件，不是文件夹$"):
        write_file(str(tmp_path / "file" / "none" / "x.json"), "x")
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


def test_the_folders_of_a_file_are_made(tmp_path: Path) -> None:
    write_file(str(tmp_path / "one" / "two" / "x.json"), "x")
    assert (tmp_path / "one" / "two" / "x.json").read_text("utf-8") == "x"


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_file(os.devnull, "x")
    assert not Path(os.devnull).is_file()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(str(pipe), "青石镇")
    assert os.read(reading, 100).decode() == "青石镇"
    os.close(reading)
    assert os.listdir(tmp_path) == ["pipe"]


def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.json").symlink_to("folder/x.json")
    write_file(str(tmp_path / "link.json"), "x")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "folder" / "x.json").read_text(encoding="utf-8") == "x"


def test_the_longest_name_a_file_may_have(tmp_path: Path) -> None:
    name = "青" * 84 + "jso"
    write_file(str(tmp_path / name), "x")
    with pytest.raises(UsageError, match=r"：名字太长$"):
        write_file(str(tmp_path / f"{name}n"), "x")
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("GIA903", Text("坏了", "broken")), "GIA903 坏了\n"),
        (
            Problem("GIA906", Text("写错了"), "gialint.yaml:1:2", "ab\n ^", Text("改一改。")),
            "gialint.yaml:1:2: GIA906 写错了\n  ab\n   ^\n  改一改。\n",
        ),
        (Problem("GIA902", Text("\x1b[31m红"), "x\ry"), "x␍y: GIA902 ␛[31m红\n"),
    ],
)
def test_problems(problem: Problem, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_problems([problem], "zh")
    assert capsys.readouterr().err == said


def test_problems_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems([Problem("GIA903", Text("坏了", "broken"))], "en")
    assert capsys.readouterr().err == "GIA903 broken\n"


def test_problems_on_a_terminal_are_no_wider_than_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "42")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    quote = "有一行" * 20 + "\n" + " " * 100 + "^"
    print_problems(
        [Problem("GIA903", Text("规则文件写错了" * 8), "a.yaml:1:2", quote, Text("改一改。"))], "zh"
    )
    first, *lines = capsys.readouterr().err.splitlines()
    assert first.startswith("a.yaml:1:2: GIA903 规则")
    assert [line for line in lines if cells(line) > 42] == ["  " + line for line in quote.splitlines()]
    assert "".join(line.strip() for line in [first, *lines[:-3]]).count("规则文件写错了") == 8
    assert lines[-1] == "  改一改。"


OLD: dict[str, str | bytes] = {"001-a.html": "甲", "002-b.html": b"\xe4\xb9\x99", "index.html": "目录"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert write_folder(str(tmp_path / "out"), OLD) == 0
    return tmp_path / "out"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_manifest_tells_what_was_written(folder: Path) -> None:
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    assert (told["schema"], list(told["files"])) == ("gialint/pages/1", list(OLD))
    assert names(folder) == sorted([*OLD, MANIFEST])


def test_stale_files_leave_and_others_stay(folder: Path) -> None:
    (folder / "别的.html").write_text("x", encoding="utf-8")
    assert write_folder(str(folder), {"001-c.html": "丙", "index.html": "新"}) == 2
    assert names(folder) == sorted(["001-c.html", "index.html", "别的.html", MANIFEST])


def test_what_somebody_changed_stays(folder: Path) -> None:
    (folder / "001-a.html").write_text("批注", encoding="utf-8")
    (folder / "002-b.html").unlink()
    (folder / "002-b.html").symlink_to(folder / "index.html")
    assert write_folder(str(folder), {"index.html": "目录"}) == 0
    assert names(folder) == sorted([*OLD, MANIFEST])


@pytest.mark.parametrize(
    "manifest",
    [
        "{",
        "[]",
        '{"schema": "gialint/pages/2", "files": {"index.html": "0"}}',
        '{"schema": "gialint/pages/1"}',
        '{"schema": "gialint/pages/1", "files": []}',
        '{"schema": "gialint/pages/1", "files": {"001-a.html": 7}}',
        "[" * 100_000,
    ],
)
def test_a_broken_manifest_removes_nothing(manifest: str, folder: Path) -> None:
    (folder / MANIFEST).write_text(manifest, encoding="utf-8")
    assert write_folder(str(folder), {"index.html": "目录"}) == 0
    assert names(folder) == sorted([*OLD, MANIFEST])


@pytest.mark.parametrize("name", ["../报告.docx", "/etc/hosts", "deep/x", "..", "."])
def test_nothing_outside_of_the_folder_is_removed(name: str, folder: Path) -> None:
    from hashlib import sha256

    report = folder.parent / "报告.docx"
    report.write_bytes(b"x")
    (folder / "deep").mkdir()
    (folder / "deep" / "x").write_bytes(b"x")
    manifest = {"schema": "gialint/pages/1", "files": {name: sha256(b"x").hexdigest()}}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert write_folder(str(folder), {}) == 0
    assert report.exists()
    assert (folder / "deep" / "x").exists()


PATHS = ["甲.docx", "乙\x1b[31m.docx", "丙.docx"]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell at once, and everything, on a line of forty columns."""
    monkeypatch.setattr(output, "PATIENCE", 0.0)
    monkeypatch.setattr(output, "PAUSE", 0.0)
    monkeypatch.setenv("COLUMNS", "40")


def test_a_pipe_gets_nothing(impatient: None) -> None:
    pipe = StringIO()
    assert list(shown(PATHS, "zh", pipe)) == PATHS
    assert pipe.getvalue() == ""


def test_a_short_run_tells_nothing() -> None:
    terminal = Terminal()
    assert list(shown(PATHS, "zh", terminal)) == PATHS
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh", ["已检查 0/3：甲.docx", "已检查 1/3：乙␛[31m.docx", "已检查 2/3：丙.docx", ""]),
        ("en", ["checked 0 of 3: 甲.docx", "checked 1 of 3: 乙␛[31m.docx", "checked 2 of 3: 丙.docx", ""]),
    ],
)
def test_a_terminal_is_told_on_one_line_that_is_gone_at_the_end(
    language: str, lines: list[str], impatient: None
) -> None:
    terminal = Terminal()
    assert list(shown(PATHS, language, terminal)) == PATHS
    assert terminal.getvalue().split("\r\x1b[K")[1:] == lines


def test_a_long_name_is_cut(impatient: None) -> None:
    terminal = Terminal()
    list(shown(["青" * 40], "zh", terminal))
    assert terminal.getvalue().split("\r\x1b[K")[1] == "已检查 0/1：" + "青" * 13


def test_the_line_is_gone_though_the_run_is_broken_off(impatient: None) -> None:
    terminal = Terminal()
    told: Iterator[str] = shown(PATHS, "zh", terminal)
    next(told)
    del told
    assert terminal.getvalue().endswith("\r\x1b[K")
