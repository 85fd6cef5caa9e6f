"""``gialint new``: what it writes, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gialint.cli import main

TOWN = ["--agency", "青石镇人民政府"]
PACK = """\
import gialint
from pathlib import Path


@gialint.hookimpl
def gialint_editions():
    return [Path(__file__).parent / "halls.yaml"]
"""
HALLS = """\
edition: halls
years: {{from: 2024, to: 2026}}
{draft}
title: {{patterns: ['^(?P<agency>.{{2,40}}?)(?P<year>20..)年检查报告'], words: [检查报告]}}
sections: [{{number: 一, title: 窗口, words: [窗口]}}]
tables: []
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["draft.docx", "draft.md", "draft.txt", "draft.yaml", "DRAFT.DOCX"])
def test_a_draft_is_written_and_read(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--year", "2025", *TOWN, "-o", name]) == 0
    assert capsys.readouterr().out.startswith(f"已写入 {name}。填好")
    assert main(["check", "--output-format", "concise", name]) == 1
    assert "GIA701" in capsys.readouterr().out


def test_without_a_name_the_title_is_the_name(folder: Path) -> None:
    assert main(["new", "--year", "2025", *TOWN]) == 0
    assert (folder / "青石镇人民政府2025年政府信息公开工作年度报告.docx").is_file()


@pytest.mark.parametrize("output", ["稿 件", "稿 件/"])
def test_in_a_folder_the_title_is_the_name(
    output: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "稿 件").mkdir()
    assert main(["new", "--year", "2025", *TOWN, "-o", output]) == 0
    path = "稿 件/青石镇人民政府2025年政府信息公开工作年度报告.docx"
    assert (folder / path).is_file()
    assert capsys.readouterr().out.endswith(f"运行：gialint check '{path}'\n")


def test_the_language_is_that_of_messages_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--year", "2025", *TOWN, "-o", "zh.md"]) == 0
    assert main(["new", "--year", "2025", *TOWN, "-o", "en.md", "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("Wrote en.md. Fill in")
    assert (folder / "zh.md").read_bytes() == (folder / "en.md").read_bytes()


def test_a_file_that_exists_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "draft.md").write_text("我的报告")
    assert main(["new", "--year", "2025", *TOWN, "-o", "draft.md"]) == 2
    assert capsys.readouterr().err == "gialint: 文件已经存在：draft.md\n换一个名字，或加 --force 覆盖。\n"
    assert (folder / "draft.md").read_text() == "我的报告"
    assert main(["new", "--year", "2025", *TOWN, "-o", "draft.md", "--force"]) == 0
    assert (folder / "draft.md").read_text("utf-8").startswith("# 青石镇人民政府2025年")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (TOWN, "请用 --year 给出报告年度"),
        (["--year", "2025"], "请用 --agency 给出机关全称"),
        (["--year", "2025", "--agency", "  "], "请用 --agency 给出机关全称"),
        (["--year", "二〇二五", *TOWN], "“二〇二五”不是年度，应如 2025"),
        (["--year", "25", *TOWN], "“25”不是年度，应如 2025"),
        (["--year", "2018", *TOWN], "没有 2018 年适用的报告样板\n有样板的年度：2021 年以来"),
        (["--year", "3025", *TOWN], "不像年度报告的标题：青石镇人民政府3025年政府信息公开工作年度报告"),
        (["--year", "2025", "--agency", "../镇"], "机关名称里不能有“/”：../镇"),
        (["--year", "2025", "--agency", "镇\n政府"], "机关名称里不能有“␊”：镇␊政府"),
        (["--year", "2025", *TOWN, "-o", "a.pdf"], "不能生成 .pdf 文件\n可以生成：.docx .md .txt .yaml"),
        (["--year", "2025", *TOWN, "-o", "报告"], "文件名没有扩展名，不知道写成什么格式"),
        (["--year", "2025", *TOWN, "--form", "20211"], "没有“20211”这种格式的样板\n您是不是想写“2021”？"),
        (
            ["--year", "2025", *TOWN, "draft.docx"],
            "参数太多，多给了 draft.docx\n用法：gialint new",
        ),
        ([], "请用 --year 给出报告年度\n例如：gialint new --year 2025 --agency"),
        (["--year", "2025", "--agency", "青石镇2025年"], "这不是机关名称：青石镇2025年\n只写机关全称"),
        (["--year", "2025", "--agency", "青石镇年度报告"], "这不是机关名称：青石镇年度报告"),
    ],
)
def test_what_is_refused(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *words]) == 2
    assert capsys.readouterr().err.startswith(f"gialint: {said}")
    assert [path.name for path in folder.iterdir() if path.name != ".cache"] == []


def test_folders_are_made(folder: Path) -> None:
    assert main(["new", "--year", "2025", *TOWN, "-o", "新夹/2025/"]) == 0
    assert [path.suffix for path in (folder / "新夹" / "2025").iterdir()] == [".docx"]


def test_a_form_of_another_pack(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """A form of one's own is chosen by its name, or where it is the newest of its year."""
    (folder / "pack.py").write_text(PACK, "utf-8")
    (folder / "gialint.yaml").write_text("plugins: [./pack.py]\n", "utf-8")
    trust(folder)
    (folder / "halls.yaml").write_text(HALLS.format(draft="draft: halls-draft.yml"), "utf-8")
    (folder / "halls-draft.yml").write_text(
        "title: '{agency}{year}年检查报告'\npreface: []\nsections: {一: [好。]}\nsignature: []\ntables: {}\n",
        "utf-8",
    )
    assert main(["new", "--year", "2025", "--agency", "政务中心", "--form", "halls", "-o", "halls.md"]) == 0
    assert (folder / "halls.md").read_text("utf-8") == "# 政务中心2025年检查报告\n\n## 一、窗口\n\n好。\n"
    capsys.readouterr()
    assert main(["new", "--year", "2025", *TOWN]) == 2
    said = "gialint: 有几种报告，请用 --form 选一种\n可用：disclosure、halls\n"
    assert capsys.readouterr().err == said
    assert main(["new", "--year", "2025", *TOWN, "--form", "disclosure", "-o", "one.md"]) == 0
    assert main(["new", "--year", "2030", *TOWN, "-o", "national.md"]) == 0
    assert "政府信息公开工作年度报告" in (folder / "national.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("draft", "template", "said"),
    [
        ("draft: 没有.yml", "", "没有.yml 不能使用"),
        (
            "draft: halls-draft.yml",
            "title: 报告\n",
            "halls-draft.yml 不能使用：内容不完整（KeyError: 'preface'）",
        ),
        ("draft: halls-draft.yml", "title: [\n", "halls-draft.yml:1:9: GIA903"),
    ],
)
def test_a_broken_template_is_told_and_left_out(
    draft: str,
    template: str,
    said: str,
    folder: Path,
    trust: Callable[[Path], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "pack.py").write_text(PACK, "utf-8")
    (folder / "gialint.yaml").write_text("plugins: [./pack.py]\n", "utf-8")
    trust(folder)
    (folder / "halls.yaml").write_text(HALLS.format(draft=draft), "utf-8")
    if template:
        (folder / "halls-draft.yml").write_text(template, "utf-8")
    assert main(["new", "--year", "2030", *TOWN, "-o", "national.md"]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out.startswith("已写入 national.md")
