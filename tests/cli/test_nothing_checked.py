"""A named file that is no report, and a run that puts no rule, end with 2: nothing was checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copy

import pytest
from docx import Document
from docx.shared import Inches
from PIL import Image

from gialint.cli import main

CLEAN = Path(__file__).parents[2] / "examples" / "clean.docx"
LETTER = "会议通知\n请各单位准时参加。\n"


def _docx(fill: Callable[[Document], object]) -> bytes:  # type: ignore[valid-type]
    document = Document()
    fill(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _picture(document: Document) -> None:  # type: ignore[valid-type]
    image = BytesIO()
    Image.new("RGB", (60, 80), "white").save(image, "PNG")
    image.seek(0)
    document.add_picture(image, width=Inches(5))  # type: ignore[attr-defined]


def _hidden(document: Document) -> None:  # type: ignore[valid-type]
    for line in ("青石镇2024年政府信息公开工作年度报告", "一、总体情况"):
        document.add_paragraph().add_run(line).font.hidden = True  # type: ignore[attr-defined]


NO_REPORTS: dict[str, bytes] = {
    "空.docx": _docx(lambda document: None),
    "图.docx": _docx(_picture),
    "隐.docx": _docx(_hidden),
    "通知.docx": _docx(lambda document: document.add_paragraph(LETTER)),  # type: ignore[attr-defined]
    "通知.txt": LETTER.encode(),
    "错码.txt": LETTER.encode("utf-16-be"),
    "图.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a sound report and files that are none the current one."""
    monkeypatch.chdir(tmp_path)
    copy(CLEAN, "年报.docx")
    for name, content in NO_REPORTS.items():
        Path(name).write_bytes(content)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, int], list[str]]:
    """Return the status, the summary and the codes told."""
    status = main(["check", "--output-format", "json", *words])
    result = json.loads(capsys.readouterr().out)
    told = [*result["engine"], *(found for report in result["reports"] for found in report["findings"])]
    return status, result["summary"], [found["code"] for found in told]


@pytest.mark.parametrize("name", NO_REPORTS)
@pytest.mark.parametrize("others", [(), ("年报.docx",)])
def test_a_named_file_that_is_no_report(
    name: str, others: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    status, summary, codes = checked(capsys, name, *others)
    assert (status, summary["exit"], summary["engine"]) == (2, 2, 1)
    assert codes in (["GIA902"], ["GIA905"])


@pytest.mark.parametrize("name", ["空.docx", "图.docx", "隐.docx", "通知.docx", "通知.txt"])
@pytest.mark.parametrize(("words", "status"), [((), 0), (("--strict",), 1)])
@pytest.mark.parametrize("way", ["pattern", "skipped"])
def test_one_that_nobody_named_is_told_and_fails_only_the_strict(
    name: str, words: tuple[str, ...], status: int, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"{name[0]}*{name[-4:]}" if way == "pattern" else name
    skip = ["--skip-unrecognized"] * (way == "skipped")
    assert main(["check", path, "年报.docx", "--output-format", "concise", *skip, *words]) == status
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(f"{name}: 警告 GIA905 ")
    assert told[-1].startswith("共 1 份报告：未发现问题；1 个文件看不出是报告，未检查。")


def test_severities_do_not_hide_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gialint.yaml").write_text("severities: {GIA905: info}\n", encoding="utf-8")
    status, _, codes = checked(capsys, "年报.docx", "通知.txt")
    assert (status, codes) == (2, ["GIA906", "GIA905"])


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["年报.docx", "--ignore", "GIA"], ["GIA906"]),
        (["年报.docx", "--select", "GIA9"], ["GIA906"]),
        (["年报.docx", "--select", "XXX"], ["GIA906"]),
        (["年报.docx", "--ignore", "GIA", "--skip-unrecognized"], ["GIA906"]),
        (["通*.txt", "空.d*"], ["GIA902", "GIA905", "GIA905"]),
        (["通知.txt", "--skip-unrecognized"], ["GIA905"]),
        (["年报.docx", "通*.txt", "--ignore", "GIA"], ["GIA906", "GIA905"]),
    ],
)
def test_a_run_that_puts_no_rule(
    words: list[str], codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, told = checked(capsys, *words)
    assert (status, told) == (0 if words == ["通知.txt", "--skip-unrecognized"] else 2, codes)
    main(["check", *words, "--output-format", "concise"])
    assert "未发现问题" not in capsys.readouterr().out


def test_all_reports_without_a_rule_by_their_path(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gialint.yaml").write_text('per_path: {"年报*": {ignore: [GIA]}}\n', encoding="utf-8")
    copy(CLEAN, "另.docx")
    assert checked(capsys, "年报.docx")[0] == 2
    assert main(["check", "年报.docx", "另.docx", "--output-format", "concise"]) == 0
    verdict = capsys.readouterr().out.splitlines()[-1]
    assert verdict == "共 2 份报告，其中 1 份没有用任何规则检查：1 条提示。"  # that it is one report


@pytest.mark.parametrize("command", ["facts", "diff", "annotate", "baseline"])
def test_other_commands_end_with_2_too(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["通知.docx", "年报.docx"] if command == "diff" else ["通知.docx"]
    assert main([command, *words]) == 2
    assert "通知.docx: GIA905 看不出这是一份要检查的报告\n" in capsys.readouterr().err
    assert not Path("通知.checked.docx").exists()


def test_the_cache_keeps_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("多").mkdir()
    for number in range(25):
        copy(CLEAN, f"多/{number}.docx")
    Path("多/通知.txt").write_text(LETTER, encoding="utf-8")
    assert main(["check", "多", "--output-format", "concise"]) == 0
    assert main(["check", "多", "--output-format", "concise"]) == 0
    named = [str(path) for path in sorted(Path("多").iterdir())]
    assert main(["check", *named, "--output-format", "concise"]) == 2
