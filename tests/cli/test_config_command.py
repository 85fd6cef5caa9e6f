"""``gialint config``, ``--config`` and ``--profile``, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli import main

REPORT = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n做为镇政府，公开信息30条。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "青石镇.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    out, err = capsys.readouterr()
    return status, out, err


def codes(out: str) -> list[str]:
    return [found["code"] for report in json.loads(out)["reports"] for found in report["findings"]]


def test_a_table_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gialint.yaml").write_text(
        "fail_on: warning\nignore: [GIA703, GIA109]\nper_path: {'drafts/*': {ignore: GIA722}}\n",
        encoding="utf-8",
    )
    status, out, err = said(capsys, "config", "drafts/青石镇.txt")
    assert (status, err) == (0, "")
    assert [line.rstrip() for line in out.splitlines()] == [
        "对 drafts/青石镇.txt 适用的设置：",
        "",
        "设置       值            来自",
        "───────────────────────────────────────",
        "extends    recommended   默认",
        "fail_on    warning       gialint.yaml:1",
        "strict     false         默认",
        "language   zh            系统语言",
        "",
        "与默认不同的规则：",
        "  停用（gialint.yaml:2）：GIA109、GIA703",
        "  停用（gialint.yaml:3（drafts/*））：GIA722",
    ]


def test_in_english_without_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "config", "--lang", "en")
    assert status == 0
    assert "language   en            command line" in out
    assert out.endswith("Every rule has its default state.\n")


def test_json_for_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gialint.yaml").write_text(
        "extends: strict\noptions: {GIA702: {allow: a.cn}}", encoding="utf-8"
    )
    status, out, _ = said(capsys, "config", "--output-format", "json", "a.docx")
    told = json.loads(out)
    assert (status, told["schema"], told["path"], told["file"]) == (
        0,
        "gialint/config/1",
        "a.docx",
        "gialint.yaml",
    )
    assert {
        "setting": "options.GIA702.allow",
        "value": "a.cn",
        "from": "file",
        "where": "gialint.yaml:2",
        "profile": None,
        "pattern": None,
    } in told["settings"]
    assert {
        "code": "GIA113",
        "on": True,
        "from": "profile",
        "where": "gialint_rules/profiles/strict.yaml:3",
        "profile": "strict",
        "pattern": None,
    } in told["rules"]


def test_what_is_wrong_is_told_with_a_caret(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gialint.yaml").write_text(
        "extends: [minmal]\noptions:\n  GIA605: {deadlin: {township: 02-15}}\n", encoding="utf-8"
    )
    status, _, err = said(capsys, "config")
    assert status == 2
    assert err.splitlines() == [
        "gialint.yaml:1:11: GIA906 没有“minmal”这个方案",
        "  extends: [minmal]",
        "            ^",
        "  您是不是想写“minimal”？",
        "gialint.yaml:3:12: GIA906 GIA605 没有“deadlin”这个选项（可用：deadline）",
        "    GIA605: {deadlin: {township: 02-15}}",
        "             ^",
        "  您是不是想写“deadline”？",
    ]


@pytest.mark.parametrize("command", ["check", "rules", "facts", "explain", "test", "plugins", "config"])
def test_every_command_takes_a_file_of_settings(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.yaml").write_text("selct: 3\n", encoding="utf-8")
    operand = {"check": "drafts", "facts": "drafts/青石镇.txt", "explain": "GIA301"}.get(command)
    words = [command, "--config", "other.yaml", *([operand] if operand else [])]
    _, out, err = said(capsys, *words)
    assert "other.yaml:1:1" in out + err


def test_a_file_of_settings_wins_over_the_nearest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gialint.yaml").write_text("select: [GIA1]\n", encoding="utf-8")
    (folder / "other.yaml").write_text("select: [GIA707]\n", encoding="utf-8")
    _, out, _ = said(capsys, "check", "drafts", "--config", "other.yaml", "--output-format", "json")
    assert codes(out) == ["GIA707"]


def test_a_profile(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, usual, _ = said(capsys, "check", "drafts", "--output-format", "json")
    _, minimal, _ = said(capsys, "check", "drafts", "--output-format", "json", "--profile", "minimal")
    assert "GIA707" in codes(usual)
    assert set(codes(minimal)) < set(codes(usual))
    assert set(codes(minimal)) <= {"GIA101", "GIA104", "GIA108"}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ["--profile", "minmal"],
            "gialint: 没有“minmal”这个方案（可用：minimal、national、recommended、strict）\n"
            "您是不是想写“minimal”？\n",
        ),
        (
            ["--config", "gialnt.yaml"],
            "gialint: 没有这个设置文件：gialnt.yaml\n您是不是想写“gialint.yaml”？\n",
        ),
        (["--config", "无/x.yaml"], "gialint: 没有这个设置文件：无/x.yaml\n"),
        (["--config", "drafts"], "gialint: 这是文件夹，不是设置文件：drafts\n"),
        (["--config", "."], "gialint: 这是文件夹，不是设置文件：.\n您是不是想写“./gialint.yaml”？\n"),
        (["--config", "pyproject.toml"], "gialint: pyproject.toml 里没有 [tool.gialint]\n"),
    ],
)
def test_what_is_not_there(
    words: list[str], complaint: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gialint.yaml").touch()
    (folder / "pyproject.toml").touch()
    status, out, err = said(capsys, "check", *words)
    assert (status, out) == (2, "")
    assert err.startswith(complaint)


def test_a_pattern_that_fits_nothing_is_mentioned(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gialint.yaml").write_text(
        'select: [GIA6]\nper_path:\n  "draft/**": {ignore: [GIA7]}\n  "drafts/**": {ignore: GIA605}\n',
        encoding="utf-8",
    )
    status, _, err = said(capsys, "check", "drafts", "--output-format", "concise")
    assert status == 0
    assert err.splitlines() == [
        "gialint.yaml:3:3: per_path 的这个模式没有匹配任何文件",
        '    "draft/**": {ignore: [GIA7]}',
        "    ^",
    ]


def test_settings_and_phrases_are_no_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gialint.yaml").write_text(
        "extends: ./province.yaml\nlexicons: [./words]\nmembers: ./members.yaml\n", encoding="utf-8"
    )
    (folder / "province.yaml").touch()
    (folder / "members.yaml").touch()
    (folder / "words").mkdir()
    (folder / "words" / "ours.yaml").write_text("lexicon: ours\nlists: {x: [甲乙]}\n", encoding="utf-8")
    _, out, _ = said(capsys, "check", ".", "--output-format", "json")
    assert [report["path"] for report in json.loads(out)["reports"]] == ["drafts/青石镇.txt"]


def test_files_of_suppressions_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gialint.yaml").write_text("waivers: w.yaml\nbaseline: b.json\n", encoding="utf-8")
    (folder / "w.yaml").touch()
    (folder / "b.json").write_text('{"schema": "gialint/baseline/1", "reports": []}', encoding="utf-8")
    status, out, _ = said(capsys, "config", "--output-format", "json")
    assert status == 0
    found = {row["setting"]: row["value"] for row in json.loads(out)["settings"]}
    assert (found["waivers"], found["baseline"]) == ("w.yaml", "b.json")
