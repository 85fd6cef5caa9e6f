"""Where outputs go, and what is written there."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

import pytest

from gialint.cli.arguments import Namespace, UsageError
from gialint.cli.output import append, print_out, warn, write_folder
from gialint.cli.outputs import write_outputs
from gialint.cli.targets import Target, targets
from gialint.hookspecs import Reporter
from gialint.model import Checked, Diagnostic, Location, Result, Severity
from gialint.plugins.builtin import REPORTERS
from gialint.reporting import Style

KNOWN = {
    reporter.name: reporter
    for reporter in (
        *REPORTERS[:3],
        *(each for each in REPORTERS if each.name in ("xlsx", "docx")),
        Reporter("pages", "x:page", "x:pages", (".htm",)),
        Reporter("sheet", "x:sheet", suffixes=(".a.json",)),
    )
}


def asked(words: str, form: str | None = None) -> list[tuple[str, str, bool]]:
    """Return the targets of ``-o`` words as names, paths and whether they are folders."""
    given = Namespace(output_format=form, output=words.split())
    return [(each.reporter.name, each.path, each.folder) for each in targets(given, KNOWN)]


@pytest.mark.parametrize(
    ("words", "form", "expected"),
    [
        ("", None, [("full", "", False)]),
        ("", "json", [("json", "", False)]),
        ("out.txt", None, [("full", "out.txt", False)]),
        ("out.json", None, [("json", "out.json", False)]),
        ("out.a.json", None, [("sheet", "out.a.json", False)]),
        ("out.htm", None, [("pages", "out.htm", False)]),
        ("OUT.JSON a.A.json", None, [("json", "OUT.JSON", False), ("sheet", "a.A.json", False)]),
        ("a.log", None, [("full", "a.log", False)]),
        ("a.out", None, [("full", "a.out", False)]),
        ("full:a.xslx", None, [("full", "", False), ("full", "a.xslx", False)]),
        ("xlsx:结果", None, [("full", "", False), ("xlsx", "结果", False)]),
        ("a.xslx", "json", [("json", "a.xslx", False)]),
        (
            "xlsx:a.XLSX docx:a.docx",
            None,
            [("full", "", False), ("xlsx", "a.XLSX", False), ("docx", "a.docx", False)],
        ),
        ("out.htm", "json", [("json", "out.htm", False)]),
        ("pages:out/", None, [("full", "", False), ("pages", "out/", True)]),
        ("pages:out", None, [("full", "", False), ("pages", "out", False)]),
        ("pages:there", None, [("full", "", False), ("pages", "there", True)]),
        ("out/", "pages", [("pages", "out/", True)]),
        ("C:out.json", None, [("json", "C:out.json", False)]),
        ("./json", None, [("full", "./json", False)]),
        ("a.csv", "json", [("json", "a.csv", False)]),
        ("json:a.yml", None, [("full", "", False), ("json", "a.yml", False)]),
    ],
)
def test_targets(
    words: str,
    form: str | None,
    expected: list[tuple[str, str, bool]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)
    assert asked(words, form) == expected


@pytest.mark.parametrize(
    ("words", "form", "message", "hint"),
    [
        ("json", None, "“json”是输出格式，不是文件名", "--output-format json；写入文件：-o json:result.json"),
        ("json", "json", "“json”是输出格式，不是文件名", "-o json:result.json"),
        ("concise", None, "“concise”是输出格式，不是文件名", "--output-format concise；"),
        ("JSON", None, "“JSON”是输出格式，不是文件名", "-o json:result.json（文件真叫这个名字时：-o"),
        ("a.txt pages", None, "“pages”是输出格式，不是文件名", "--output-format pages；"),
        ("a.csv", None, "没有 .csv 这种输出格式：a.csv", "表格可以写成 .xlsx；"),
        ("a.xslx", None, "没有 .xslx 这种输出格式：a.xslx", "您是不是想写 -o a.xlsx？"),
        ("年报/a.jason", None, "没有 .jason 这种输出格式", "您是不是想写 -o 年报/a.json？"),
        (
            "a.docs",
            None,
            "没有 .docs 这种输出格式",
            "-o docx:a.docx？确要这个名字，请写明格式，例如 -o full:a.docs",
        ),
        ("json:a.xlsx", None, "json 格式的结果不能写成 .xlsx 文件：a.xlsx", ""),
        ("a.xlsx", "json", "json 格式的结果不能写成 .xlsx 文件：a.xlsx", ""),
        ("w.YAML", None, "没有 .YAML 这种输出格式：w.YAML", "-o full:w.YAML"),
        ("", "json:a.json", "没有“json:a.json”这种输出格式", "写入文件：-o json:a.json"),
        ("", "full:结果", "没有“full:结果”这种输出格式", "写入文件：-o full:结果"),
        ("", "a.json", "没有“a.json”这种输出格式", "写入文件：-o a.json"),
        ("", "jsno", "没有“jsno”这种输出格式", "您是不是想写“json”？"),
        ("jsno:a.json", None, "没有“jsno”这种输出格式", "您是不是想写“json”？"),
    ],
)
def test_a_format_is_no_file_and_a_file_no_format(
    words: str, form: str | None, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as refused:
        asked(words, form)
    assert refused.value.message.zh.startswith(message)
    assert refused.value.hint
    assert hint in refused.value.hint.zh


@pytest.mark.parametrize("words", ["xlsx:结果.html", "docx:结果.xslx"])
def test_a_workbook_and_a_word_file_have_their_own_name(words: str) -> None:
    with pytest.raises(UsageError, match=r"(xlsx|docx) 文件的名称应以 \.\1 结尾：结果"):
        asked(words)


@pytest.mark.parametrize("words", ["json:out/", "out/"])
def test_a_format_without_pages_has_no_folder(words: str) -> None:
    with pytest.raises(UsageError, match=r"(json|full) 格式只能写入文件，不能写入文件夹：out/"):
        asked(words)


def test_a_folder_is_made_and_filled(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2024"
    write_folder(str(folder), {"一.html": "青石镇", "b": b"\x00"})
    write_folder(str(folder), {"b": b"\x01"})
    assert sorted(os.listdir(folder)) == ["b", "gialint-pages.json"]
    assert (folder / "b").read_bytes() == b"\x01"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"无法写入 .*file/a：路径中有一段是文件，不是文件夹"):
        write_folder(f"{tmp_path}/file/", {"a": "b"})
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_appending(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    append(str(path), "一\n")
    append(str(path), "二\n")
    assert path.read_text(encoding="utf-8") == "一\n二\n"
    with pytest.raises(UsageError, match="无法写入"):
        append(str(tmp_path), "三")


def test_a_binary_file_is_not_shown_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    with pytest.raises(UsageError, match="不能显示在终端里"):
        print_out(b"PK\x03\x04")
    print_out("青石镇")
    assert terminal.getvalue() == "青石镇"


@pytest.mark.parametrize("form", ["full", "concise", "markdown", "json", "github"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_gives_no_command_to_the_runner_of_a_job(
    form: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    attack = "::add-mask::x\n" + "一" * 46 + "\u3000::error::y ##[group]z\r\n ::debug::"
    place = Location("一", "", 1, 1, 1, 3, None, attack, attack[:2])
    found = Diagnostic("GIA301", "x", Severity.ERROR, attack, attack, location=place, quote=attack)
    result = Result("0.1.0", (Checked("::warning ::a.txt", findings=(found,)),), (found,))
    target = [Target({each.name: each for each in REPORTERS}[form])]
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    write_outputs(result, Style(language), target, lambda result, problems: result)
    elsewhere = capsys.readouterr().out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write_outputs(result, Style(language), target, lambda result, problems: result)
    there = capsys.readouterr().out
    commands = [line for line in re.split(r"[\r\n]", there) if re.match(r"\s*::(?!:)", line)]
    assert form not in ("full", "concise") or re.search(r"(?m)^\s*::(?!:)", elsewhere)
    assert len(commands) == (2 if form == "github" else 0)
    assert ("##[" in there) is (form in ("json", "github"))
    assert there.replace("%3A%3A", "::").replace("##%5B", "##[") == elsewhere.replace("%3A%3A", "::")


def test_what_is_warned_of_is_no_command_either(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    warn("::add-mask::x\n")
    assert capsys.readouterr().err == "%3A%3Aadd-mask::x\n"


def test_a_target_is_standard_output_by_default() -> None:
    assert Target(KNOWN["json"]) == Target(KNOWN["json"], "", False)
