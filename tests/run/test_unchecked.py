"""Files met and not checked: told with what their owner can do, or known as gialint's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gialint.files.seal import sealed_package, sealed_page
from gialint.model import Severity
from gialint.reading.kinds import OLE2
from gialint.run.unchecked import link_out, may_be_checked, not_checked, without_reader
from tests.files.test_seal import package

ENDINGS = (".docx", ".html", ".pdf", ".xlsx")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("年报.dotx", "另存为 .docx"),
        ("年报.ofd", "请提供 Word"),
        ("年报.zip", "先解压"),
        ("年报.rar", "先解压"),
        ("年报.7z", "先解压"),
        ("年报.xls", "另存为 .xlsx"),
        ("年报.tif", "图片里的文字无法检查"),
        ("年报.JPG", "图片里的文字无法检查"),
        ("年报.png", "图片里的文字无法检查"),
    ],
)
def test_kinds_that_no_reader_takes(name: str, advice: str) -> None:
    Path(name).touch()
    problem = not_checked(name, ENDINGS)
    assert problem is not None
    assert (problem.code, problem.where, problem.severity) == ("GIA908", name, None)
    assert problem.message.zh == f"不能直接检查 {name[2:].lower()} 文件"
    assert advice in (problem.hint.zh if problem.hint else "")
    assert may_be_checked(name, ENDINGS)
    assert not_checked(name, (*ENDINGS, name[2:].lower())) is None


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (package(), " Word 文档"),
        (b"PK\x03\x04" + bytes(40), "压缩包"),
        (b"%PDF-1.7", " PDF"),
        (OLE2 + bytes(600), "旧版 Office"),
        (b"<!DOCTYPE html><html>", "网页"),
        ("一、总体情况".encode(), ""),
        (b"", ""),
    ],
)
@pytest.mark.parametrize("name", ["年报", "年报.2024", "年报.最终稿", "关于（1.2）"])
def test_without_a_suffix_the_first_bytes_tell(name: str, content: bytes, what: str) -> None:
    Path(name).write_bytes(content)
    problem = not_checked(name, ENDINGS)
    assert (problem is not None) is bool(what)
    if problem is not None:
        assert problem.message.zh.startswith(f"文件名没有扩展名，内容是{what}")


@pytest.mark.parametrize("name", ["a.py", "LICENSE", "a.whl", "a.json", "Makefile", "a.c"])
def test_what_is_plainly_no_report_is_not_told(name: str) -> None:
    Path(name).write_bytes(package() if name == "a.whl" else b"text")
    assert not_checked(name, ENDINGS) is None


def test_what_cannot_be_looked_into_is_not_told() -> None:
    os.mkfifo("pipe")
    assert not_checked("pipe", ENDINGS) is None
    assert not_checked("none", ENDINGS) is None


@pytest.mark.parametrize(
    ("name", "content", "own"),
    [
        ("out.html", sealed_page("<html>").encode(), True),
        ("out.html", b'<meta name="generator" content="gialint 0.1.0">', False),
        ("out.html", sealed_page("<html>").encode() + b" ", False),
        ("out.xlsx", sealed_package(package()), True),
        ("out.xlsx", package(), False),
        ("年报.checked.docx", sealed_package(package()), True),
        ("年报.fixed.docx", sealed_package(package()), True),
        ("年报.fixed.docx", package(), False),
        ("另.fixed.docx", sealed_package(package()), False),
        ("年报.docx", sealed_package(package()), False),
    ],
)
def test_what_gialint_wrote_is_told_as_such(name: str, content: bytes, own: bool) -> None:
    Path("年报.docx").touch()
    Path(name).write_bytes(content)
    problem = not_checked(name, ENDINGS)
    assert (problem is not None) is own
    if problem is not None:
        assert (problem.code, problem.severity) == ("GIA908", Severity.INFO)
        assert problem.message.zh.startswith("gialint 写出的")


@pytest.mark.parametrize(
    ("goal", "told"), [("..", True), ("../elsewhere", True), ("deep", False), (".", False)]
)
def test_a_link_that_leads_out_of_a_walk_is_told(goal: str, told: bool, tmp_path: Path) -> None:
    (tmp_path / "walk" / "deep").mkdir(parents=True)
    (tmp_path / "walk" / "link").symlink_to(goal)
    problem = link_out("walk/link", "walk")
    assert (problem is not None) is told
    assert link_out("walk/deep", "walk") is None


@pytest.mark.parametrize(("name", "says"), [("a.PY", ".py"), ("LICENSE", "LICENSE")])
def test_without_a_reader(name: str, says: str) -> None:
    assert without_reader(name).message.zh == f"没有能读 {says} 文件的读取器"
