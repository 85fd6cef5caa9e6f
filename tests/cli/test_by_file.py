"""Settings by file: each is checked by the nearest configuration, the run by that of the current folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
RULE = """
code: QS101
name: ours
title: {zh: 我们的, en: ours}
severity: error
basis: [custom]
since: 0.1.0
match: {in: [prose], pattern: 政府信息}
examples:
  - clean: {一: 无。}
  - violates: {一: 政府信息。}
"""
WORDS = "lexicon: ours\nlists: {typos: {政府: 某}}\n"
PLUGIN = """
from gialint.model import Paragraph
from gialint import Document, Finding, Reader, Severity, Text, hookimpl, rule

@rule("QS%s", "ours", severity=Severity.INFO, basis=["custom"], title=Text("我们的", "ours"))
def check(report, facts):
    yield Finding(Text("%s"))

@hookimpl
def gialint_rules():
    return [check]

def read(data, path, limits):
    return Document(path, "ours", data.decode(), (Paragraph(data.decode(), 0),))

@hookimpl
def gialint_readers():
    return [Reader("ours", (".ours",), f"{__name__}:read")]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a report in each of several folders the current one."""
    for name in ("0.txt", "a/1.txt", "b/2.txt", "b/c/3.txt", "d/4.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLES / "faulty.txt", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Check, and return the status and the result; that all files hold one report is left out."""
    capsys.readouterr()
    status = main(["check", *words, "--output-format", "json"])
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    result["engine"] = [each for each in result["engine"] if each["code"] != "GIA805"]
    return status, result


def codes(result: dict[str, Any], *, of: str = "") -> dict[str, str]:
    """Return what was found in each file, of the codes that hold a text."""
    return {
        report["path"]: " ".join(sorted({each["code"] for each in report["findings"] if of in each["code"]}))
        for report in result["reports"]
    }


NESTED = {
    "gialint.yaml": "select: [GIA301, GIA304, GIA501]\n",
    "b/gialint.yaml": "select: [GIA301]\n",
    "b/c/pyproject.toml": "[tool.gialint]\nselect = ['GIA304']\n",
    "d/pyproject.toml": "[project]\nname = 'gialint'\n",
}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("absolute", [False, True])
def test_the_nearest_holds(
    jobs: str, absolute: bool, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, NESTED)
    _, result = checked(capsys, str(folder) if absolute else ".", "--jobs", jobs)
    found = {path.removeprefix(f"{folder}/"): said for path, said in codes(result, of="GIA3").items()}
    both = "GIA301 GIA304"
    expected = {"0.txt": both, "a/1.txt": both, "b/2.txt": "GIA301", "b/c/3.txt": "GIA304", "d/4.txt": both}
    assert found == expected
    assert list(found) == list(expected)
    assert result["engine"] == []


def test_where_there_is_none_the_defaults_hold(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"a/gialint.yaml": "select: [GIA304]\n"})
    monkeypatch.chdir(folder / "a")
    _, result = checked(capsys, "1.txt", "../b/2.txt", str(folder / "d" / "4.txt"))
    told = codes(result, of="GIA3")
    assert told == {
        "1.txt": "GIA304",
        "../b/2.txt": "GIA301 GIA303 GIA304",
        str(folder / "d" / "4.txt"): "GIA301 GIA303 GIA304",
    }


def test_one_by_hand_holds_for_all_and_so_does_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {**NESTED, "hand.toml": "[tool.gialint]\nselect = ['GIA303']\n"})
    told = codes(checked(capsys, ".", "--config", "hand.toml")[1], of="GIA3")
    assert set(told.values()) == {"GIA303"}
    told = codes(checked(capsys, ".", "--isolated")[1], of="GIA3")
    assert set(told.values()) == {"GIA301 GIA303 GIA304"}


def test_the_command_line_is_over_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, NESTED)
    told = codes(checked(capsys, ".", "--select", "GIA303")[1], of="GIA3")
    assert told == dict.fromkeys(told, "GIA303")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fail_on", "info"),
        ("strict", "true"),
        ("language", "en"),
        ("waivers", "w.yaml"),
        ("baseline", "b.json"),
    ],
)
def test_what_is_asked_of_the_run_is_told_where_it_has_no_effect(
    setting: str, value: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"b/gialint.yaml": f"{setting}: {value}\n"})
    before = checked(capsys, "0.txt", "--isolated")
    assert main(["check", ".", "--output-format", "json"]) == before[0]
    told = capsys.readouterr()
    assert f"b/gialint.yaml: 没有采用其中的 {setting}：" in told.err
    assert json.loads(told.out)["reports"][0] == before[1]["reports"][0]
    # In its own folder it has.
    write(folder, {"w.yaml": "waivers: []\n", "b/w.yaml": "waivers: []\n"})
    main(["check", "b", "--config", "b/gialint.yaml"])
    assert "没有采用" not in capsys.readouterr().err


def test_rules_and_words_of_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"b/gialint.yaml": "rules: [./rules]\nlexicons: [./words.yaml]\n"})
    write(folder, {"b/rules/QS101-ours.yaml": RULE, "b/words.yaml": WORDS})
    status, result = checked(capsys, ".")
    told = codes(result, of="QS10")
    assert {path for path, said in told.items() if said} == {"b/2.txt", "b/c/3.txt"}
    assert list(told) == ["0.txt", "a/1.txt", "b/2.txt", "b/c/3.txt", "d/4.txt"]
    found = {path for path, said in codes(result, of="GIA7").items() if "GIA707" in said}
    assert found == {"b/2.txt", "b/c/3.txt"}
    assert (status, result["engine"]) == (1, [])


def test_plugins_of_two_folders(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        write(folder, {f"{name}/gialint.yaml": "plugins: [./ours.py]\nselect: [QS]\n"})
        write(folder, {f"{name}/ours.py": PLUGIN % ("101" if name == "a" else "102", name)})
    trust(folder / "a")
    status, result = checked(capsys, ".")
    told = codes(result, of="QS10")
    assert (told["a/1.txt"], told["b/2.txt"], told["0.txt"]) == ("QS101", "", "")
    assert status == 2
    assert [each["location"]["address"] for each in result["engine"]] == ["b/gialint.yaml:1:1"]
    for name in ("0", "a/1", "b/2"):
        write(folder, {f"{name}.ours": "青石镇人民政府2024年政府信息公开工作年度报告"})
    _, result = checked(capsys, ".", "--allow-plugins")
    told = codes(result, of="QS10")
    one, two = (
        dict.fromkeys(("a/1.ours", "a/1.txt"), "QS101"),
        dict.fromkeys(("b/2.ours", "b/2.txt", "b/c/3.txt"), "QS102"),
    )
    assert told == {"0.txt": "", **one, **two, "d/4.txt": ""}
    assert result["engine"] == []


def test_a_code_by_hand_is_of_any_of_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"b/gialint.yaml": "rules: [./rules]\n", "b/rules/QS101-ours.yaml": RULE})
    assert checked(capsys, ".", "--select", "QS101,GIA301")[1]["engine"] == []
    [told] = checked(capsys, ".", "--select", "QS102,GIA301")[1]["engine"]
    assert told["message"] == "select 里的 QS102 不是任何规则的代码"


def test_a_problem_of_each_configuration_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"b/gialint.yaml": "selct: [GIA3]\n", "d/gialint.yaml": "ignore: [QS9]\n"})
    _, result = checked(capsys, ".")
    told = [each["location"]["address"] for each in result["engine"]]
    assert told == ["b/gialint.yaml:1:1", "d/gialint.yaml:1:10"]


def test_no_configuration_in_an_installed_package_is_obeyed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = "venv/lib/python3.11/site-packages/some/docs"
    write(folder, {f"{inside}/gialint.yaml": "ignore: [GIA]\n"})
    shutil.copy("0.txt", f"{inside}/0.txt")
    _, result = checked(capsys, f"{inside}/0.txt")
    assert codes(result, of="GIA3") == {f"{inside}/0.txt": "GIA301 GIA303 GIA304"}


def test_a_baseline_is_written_by_the_same_configurations(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, NESTED)
    assert main(["baseline", ".", "-o", "b.json"]) == 0
    assert main(["check", ".", "--baseline", "b.json"]) == 0
    known = json.loads((folder / "b.json").read_text("utf-8"))
    assert "GIA303" not in str(known)


@pytest.mark.parametrize(
    ("path", "settings"),
    [("b/2.txt", "b/gialint.yaml"), ("b/c/3.txt", "b/c/pyproject.toml"), ("0.txt", "gialint.yaml")],
)
def test_config_tells_what_holds_for_a_file(
    path: str, settings: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {**NESTED, "gialint.yaml": NESTED["gialint.yaml"] + "fail_on: info\n"})
    assert main(["config", path, "--output-format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == settings
    assert {each["where"].rpartition(":")[0] for each in told["rules"]} == {settings}
    [fail_on] = [each for each in told["settings"] if each["setting"] == "fail_on"]
    assert (fail_on["value"], fail_on["where"]) == ("info", "gialint.yaml:2")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_outputs_count_what_configurations_switch_off(
    jobs: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"gialint.yaml": "ignore: [GIA702, GIA703]\nper_path: {'a/**': {ignore: [GIA701]}}\n"})
    write(folder, {"b/gialint.yaml": "severities: {GIA301: info, GIA722: error}\n", "d/gialint.yaml": ""})
    write(folder, {"b/c/gialint.yaml": "extends: minimal\n"})
    # What is said by hand is not the configuration's doing.
    _, result = checked(capsys, ".", "--jobs", jobs, "--ignore", "GIA501", "--select", "GIA3")
    told = {each["path"]: (each["config"], each["ignored"], each["lowered"]) for each in result["reports"]}
    minimal = told.pop("b/c/3.txt")
    assert told == {
        "0.txt": ("gialint.yaml", 2, 0),
        "a/1.txt": ("gialint.yaml", 3, 0),
        "b/2.txt": ("b/gialint.yaml", 0, 1),
        "d/4.txt": ("d/gialint.yaml", 0, 0),
    }
    assert minimal[0] == "b/c/gialint.yaml"
    assert 20 < minimal[1] <= result["summary"]["ignored"]


def test_without_a_configuration_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    _, result = checked(capsys, "0.txt", "--ignore", "GIA3")
    assert [(each["config"], each["ignored"]) for each in result["reports"]] == [(None, 0)]
    assert result["summary"]["ignored"] == 0
