"""What commands tell of a folder: what is left out, what is not checked, and in how many lines."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

import pytest
from slipped import slipped

from gialint.cli import main
from tests.reportwriter.files import written

EXAMPLES = Path(__file__).parents[2] / "examples"
CLEAN, FAULTY = EXAMPLES / "clean.docx", EXAMPLES / "faulty.txt"
END = "共 1 份报告：未发现问题"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a sound report, a faulty one of an earlier year, and pictures the current one."""
    monkeypatch.chdir(tmp_path)
    copy(CLEAN, "年报.docx")
    Path("往年").mkdir()
    copy(FAULTY, "往年/年报.txt")
    for number in range(4):
        Path(f"图{number}.png").touch()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Return the status of a command, and what it prints."""
    status = main([*words])
    told = capsys.readouterr()
    return status, told.out, told.err


PICTURES = "不能直接检查 .png 文件：图0.png、图1.png、图2.png 等 4 个文件"


@pytest.mark.parametrize(
    ("words", "status", "end"),
    [
        ([], 1, "不宜发布。"),
        (["--exclude", "往年"], 0, f"{END}；另有 4 个文件未检查；按 exclude 排除 1 个文件。"),
        (
            ["--exclude", "往年", "--strict"],
            1,
            f"{END}；另有 4 个文件未检查；按 exclude 排除 1 个文件。不宜发布。",
        ),
        (["--exclude", "往年/*", "--exclude", "*.png", "--strict"], 0, f"{END}；按 exclude 排除 5 个文件。"),
        (["往年/年报.txt", "--exclude", "往年"], 1, "不宜发布。"),
    ],
)
def test_exclude(words: list[str], status: int, end: str, capsys: pytest.CaptureFixture[str]) -> None:
    done, out, err = said(capsys, "check", "--output-format", "concise", *words)
    assert (done, err) == (status, "")
    assert out.splitlines()[-1].endswith(end)


def test_exclude_as_a_setting_is_seen_from_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gialint.yaml").write_text('exclude: [往年, "*.png", 没有]\n', encoding="utf-8")
    status, out, err = said(capsys, "check", "--output-format", "concise", "--exclude", "也没有")
    assert (status, out.splitlines()[-1]) == (0, f"{END}；按 exclude 排除 5 个文件。")
    assert err.splitlines() == [
        "gialint.yaml:1:24: exclude 的这个模式没有匹配任何文件",
        '  exclude: [往年, "*.png", 没有]',
        "                           ^",
        "也没有: exclude 的这个模式没有匹配任何文件",
    ]
    Path("下").mkdir()
    copy(CLEAN, "下/年报.docx")
    status, out, _ = said(capsys, "config", "下/年报.docx")
    assert "exclude" in out
    assert "gialint.yaml:1" in out


def test_gitignore(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".git").mkdir()
    Path(".gitignore").write_text("/往年/\n*.png\n", encoding="utf-8")
    words = ["check", ".", "--output-format", "concise"]
    assert said(capsys, *words) == (0, f"{END}；按 .gitignore 排除 5 个文件。\n", "")
    assert said(capsys, *words, "--no-gitignore")[0] == 1
    assert json.loads(said(capsys, "check", "--output-format", "json")[1])["summary"]["gitignored"] == 5


def test_what_is_alike_is_one_line_unless_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "--exclude", "往年", "--output-format", "concise"]
    assert said(capsys, *words)[1].splitlines()[0] == f"警告 GIA908 {PICTURES}"
    assert len(said(capsys, *words, "--verbose")[1].splitlines()) == 5


@pytest.mark.parametrize("quiet", ["-q", "--quiet"])
def test_quiet_prints_findings_and_nothing_else(quiet: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "--output-format", "concise", quiet]
    assert said(capsys, *words, "年报.docx", "-o", "json:out.json") == (0, "", "")
    assert json.loads(Path("out.json").read_text("utf-8"))["summary"]["reports"] == 1
    status, out, _ = said(capsys, *words)
    assert status == 1
    assert [
        line for line in out.splitlines() if not line.startswith(("往年/年报.txt:", "警告 GIA908 "))
    ] == []


def test_what_is_written_to_a_file_has_its_verdict_and_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "年报.docx", "-q", "--color", "always", "--output-file", "out/full.txt"]
    assert said(capsys, *words) == (0, "", "")
    assert Path("out/full.txt").read_text("utf-8") == f"{END}。\n"


@pytest.mark.parametrize(
    "command", [["check"], ["rules"], ["facts", "年报.docx"], ["--color", "always", "config"]]
)
def test_colours_where_they_are_forced(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in said(capsys, *command, "--color", "never")[1]
    assert "\x1b[" in said(capsys, *command, "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in said(capsys, *command, "--color", "auto")[1]


def test_rules_are_switched_on_besides_those_of_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gialint.yaml").write_text("select: [GIA2]\nextend_select: [GIA301]\n", encoding="utf-8")

    def codes(*words: str) -> set[str]:
        _, out, _ = said(capsys, "check", "往年/年报.txt", "--output-format", "json", *words)
        told = json.loads(out)
        return {found["code"] for found in told["reports"][0]["findings"]} | {
            problem["code"] for problem in told["engine"]
        }

    assert codes() == {"GIA301"}
    assert codes("--extend-select", "GIA501,GIA303") == {"GIA301", "GIA303", "GIA501"}
    assert codes("--extend-select", "XXX") == {"GIA301", "GIA906"}
    assert codes("--select", "GIA303", "--extend-select", "GIA501") == {"GIA301", "GIA303", "GIA501"}


def test_other_commands_tell_it_in_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        Path(f"信{number}.txt").write_text("会议通知\n请准时参加。", encoding="utf-8")
    for words in (["facts", ".", "--exclude", "往年"], ["baseline", "--exclude", "往年"]):
        status, _, err = said(capsys, *words)
        assert status == 0
        assert f"GIA908 {PICTURES}\n" in err
    assert "GIA905" in said(capsys, "facts", ".")[2]


def test_a_baseline_of_nothing_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gialint.yaml").write_text("ignore: [GIA]\n", encoding="utf-8")
    status, _, err = said(capsys, "baseline", "年报.docx")
    assert status == 2
    assert "没有一条规则用于核对" in err


def test_copies_are_no_reports_until_somebody_works_on_them(capsys: pytest.CaptureFixture[str]) -> None:
    Path("坏.docx").write_bytes(written(slipped(), "docx"))
    assert main(["check", "坏.docx", "--fix"]) in (0, 1)
    assert main(["annotate", "坏.docx"]) in (0, 1)
    capsys.readouterr()
    words = ["check", "坏*", "--output-format", "json"]
    told = json.loads(said(capsys, *words)[1])
    assert [each["path"] for each in told["reports"]] == ["坏.docx"]
    assert [each["path"] for each in told["unchecked"]] == ["坏.checked.docx", "坏.fixed.docx"]
    copy(CLEAN, "坏.fixed.docx")
    told = json.loads(said(capsys, *words)[1])
    assert [each["path"] for each in told["reports"]] == ["坏.docx", "坏.fixed.docx"]
    Path("坏.docx").unlink()
    told = json.loads(said(capsys, *words)[1])
    assert [each["path"] for each in told["reports"]] == ["坏.checked.docx", "坏.fixed.docx"]


def test_a_copy_that_is_made_in_the_run_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("坏.docx").write_bytes(written(slipped(), "docx"))
    for _ in range(2):
        told = json.loads(said(capsys, "check", "坏*", "--fix", "--output-format", "json")[1])
        assert [each["path"] for each in told["reports"]] == ["坏.fixed.docx"]
        assert told["unchecked"] == []


def test_rules_words_and_forms_met_in_a_folder_are_no_broken_reports(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(EXAMPLES / "enforcement")
    told = json.loads(said(capsys, "check", ".", "--isolated", "--output-format", "json")[1])
    unread = [each["path"] for each in told["reports"] if each["reader"] is None]
    assert [each for each in unread if not each.endswith(".yaml")] == []
    codes = {found["code"] for each in told["reports"] for found in each["findings"]}
    assert codes & {"GIA902", "GIA905"} == {"GIA905"}
