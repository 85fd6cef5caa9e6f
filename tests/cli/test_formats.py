"""One run that writes every format, and what each costs those who do not ask for it."""

from __future__ import annotations

import subprocess
import sys
from html import unescape
from pathlib import Path
from shutil import copy
from zipfile import ZipFile

import pytest

from gialint.cli import main
from gialint.plugins.builtin import REPORTERS

FAULTY = Path(__file__).parents[2] / "examples" / "faulty.docx"
CLEAN = FAULTY.with_name("clean.docx")
BEGINNINGS = {
    "full": b"",
    "concise": str(FAULTY).encode(),
    "json": b'{\n  "schema"',
    "jsonl": b'{"kind": "run", "schema": "gialint/lines/1"',
    "sarif": b'{\n  "$schema"',
    "junit": b"<?xml",
    "github": b"::",
    "gitlab": b"[\n  {",
    "markdown": b"**",
    "html": b"<!DOCTYPE html>",
    "xlsx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "waivers": b"# ",
    "sqlite": b"SQLite format 3",
}
FOLDERS = {"parquet"}
"""What is written to folders only: tests/store/test_parquet.py."""
HEAVY = (
    "jinja2",
    "xlsxwriter",
    "xml.etree",
    "rich",
    "html",
    "gialint.reporting.html",
    "gialint.reporting.sarif",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the current one, outside any job of GitHub."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_format_that_gialint_brings_is_held_here() -> None:
    assert {*BEGINNINGS, *FOLDERS} == {reporter.name for reporter in REPORTERS}


def test_one_run_writes_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [word for name in BEGINNINGS for word in ("-o", f"{name}:out.{name}")]
    both = [str(FAULTY), str(CLEAN), "-o", "html:pages/"]
    assert main(["check", "--lang", "zh", *both, *words, "--output-format", "concise"]) == 1
    for name, beginning in BEGINNINGS.items():
        content = (folder / f"out.{name}").read_bytes()
        assert content.startswith(beginning)
        assert len(content) > 500
    names = sorted(path.name for path in (folder / "pages").iterdir())
    assert names == ["001-faulty.html", "002-clean.html", "gialint-pages.json", "index.html"]
    assert "已写入 pages/" in capsys.readouterr().err


@pytest.mark.parametrize("form", sorted(BEGINNINGS.keys() - {"waivers", "sqlite"}))
def test_rows_that_could_not_be_read_are_named_in_every_format(form: str, folder: Path) -> None:
    report = CLEAN.with_suffix(".txt").read_text(encoding="utf-8")
    (folder / "report.txt").write_text(report.replace("行政强制", "行政?\ufffd"), encoding="utf-8")
    main(["check", "--lang", "zh", "report.txt", "-o", f"{form}:out"])
    if form in ("xlsx", "docx"):
        with ZipFile(folder / "out") as book:
            told = "".join(book.read(name).decode() for name in book.namelist())
    else:
        told = (folder / "out").read_text(encoding="utf-8")
    assert "没有读到：“行政强制”" in "".join(unescape(told).split())


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("out.sarif", "sarif"),
        ("out.sarif.json", "sarif"),
        ("out.md", "markdown"),
        ("out.xml", "junit"),
        ("out.htm", "html"),
    ],
)
def test_the_end_of_a_name_tells_the_format(target: str, form: str, folder: Path) -> None:
    assert main(["check", str(CLEAN), "-o", target]) == 0
    assert (folder / target).read_bytes().startswith(BEGINNINGS[form])


def test_the_summary_of_a_job_on_github_is_added_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = folder / "summary.md"
    summary.write_text("earlier\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main(["check", "--lang", "en", str(FAULTY), "--output-format", "concise"]) == 1
    assert summary.read_text(encoding="utf-8") == "earlier\n"
    assert main(["check", "--lang", "en", str(FAULTY), "--output-format", "github"]) == 1
    told = summary.read_text(encoding="utf-8")
    assert told.startswith("earlier\n## gialint\n\n**1 report: ")
    assert "::error file=" in capsys.readouterr().out


def test_a_summary_that_cannot_be_written_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder))
    assert main(["check", "--lang", "zh", str(CLEAN), "--output-format", "github"]) == 2
    assert "无法写入" in capsys.readouterr().err


def test_a_line_a_finding_costs_no_other_format() -> None:
    code = (
        "import sys; from gialint.cli import main; "
        f"main(['check', {str(CLEAN)!r}, '--output-format', 'concise']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (0, "[]\n")


def test_what_a_run_wrote_is_no_report_to_the_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy(FAULTY, folder / "faulty.docx")
    outputs = ("html:out/", "html:faulty.html", "markdown:result.md", "xlsx:result.xlsx")
    words = ["check", "--output-format", "concise", *(word for each in outputs for word in ("-o", each))]
    told = []
    for _ in range(2):
        assert main([*words, "."]) == 1
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert told[0].count("faulty.docx") == 9
    assert main(["check", "--output-format", "concise", "f*"]) == 1
    own, *rest = capsys.readouterr().out.splitlines()
    assert own == "faulty.html: 提示 GIA908 gialint 写出的检查结果，不是报告"
    assert rest[:-1] == told[0].splitlines()[:-1]
    # Named outright it is read like any other file.
    assert main(["check", "faulty.html", "--output-format", "concise"]) == 1


def test_no_output_shows_a_personal_number_not_even_one_that_shows_the_report(folder: Path) -> None:
    number, phone = "11010519491231002X", "13812345678"
    clean = FAULTY.with_name("clean.txt").read_text("utf-8")
    line = f"申请人王小明（身份证号{number}，手机{phone}）申请公开补贴名单，已答复。"
    (folder / "draft.txt").write_text(clean.replace("五、存在", f"{line}\n五、存在"), encoding="utf-8")
    words = [word for name in BEGINNINGS for word in ("-o", f"{name}:out.{name}")]
    assert main(["check", "--lang", "zh", "draft.txt", "-o", "html:pages/", *words]) == 1
    written = [*folder.glob("out.*"), *(folder / "pages").iterdir()]
    assert len(written) == len(BEGINNINGS) + 3
    for path in written:
        content = path.read_bytes()
        if path.name == "out.xlsx":
            with ZipFile(path) as book:
                content = b"".join(map(book.read, book.namelist()))
        assert number.encode() not in content
        assert phone.encode() not in content
    page = (folder / "pages" / "001-draft.html").read_text("utf-8")
    assert "申请公开补贴名单" in page.partition("报告原文")[2]
    assert "110*************2X" in page.partition("报告原文")[2]
