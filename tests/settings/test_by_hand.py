"""Settings given by hand, ``--config KEY=VALUE``: over every file, and told for what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main
from gialint.config import load
from gialint.config.layers import WrongSetting, with_settings
from gialint.model import Severity
from gialint.run.linter import linter

FILE = "ignore: [GIA7]\nseverities: {GIA301: warning}\noptions: {GIA605: {deadline: {street: 01-10}}}\n"


@pytest.mark.parametrize(
    ("words", "setting", "expected"),
    [
        (["fail_on=warning"], "fail_on", "warning"),
        (["fail-on=warning", "fail-on=info"], "fail_on", "info"),
        (["strict=true"], "strict", True),
        (["select=GIA3,GIA5"], "select", ("GIA3", "GIA5")),
        (["select=[GIA3, gia501]"], "select", ("GIA3", "GIA501")),
        (["severities.GIA302=info"], "severities", {"GIA301": Severity.WARNING, "GIA302": Severity.INFO}),
        (
            ["options.GIA605.deadline.township=02-15", "options.GIA113.max-chars=800"],
            "options",
            {"GIA605": {"deadline": {"street": "01-10", "township": "02-15"}}, "GIA113": {"max_chars": 800}},
        ),
        (["rules=./rules"], "rules", (Path("rules"),)),
        (["language="], "language", "zh"),
    ],
)
def test_a_setting_is_over_the_file(
    words: list[str], setting: str, expected: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gialint.yaml").write_text(FILE, "utf-8")
    (tmp_path / "rules").mkdir()
    monkeypatch.chdir(tmp_path)
    config = with_settings(load(Path(), {})[0], words)
    assert getattr(config, setting) == expected
    put = {rule.code for rule in linter(config).rules}
    assert ("GIA703" in put) is False
    # What it switches off is not the file's doing.
    rules = [rule for rule in linter(config).plugins.rules if rule.status != "off"]
    sevens = {rule.code for rule in rules if rule.code.startswith("GIA7")}
    assert set(linter(config).held("x.txt").ignored) == sevens


def test_without_a_file_it_holds_as_well() -> None:
    config = with_settings(load(Path("/"), {})[0], ["ignore=GIA3"])
    assert {rule.code[:4] for rule in linter(config).rules} == {
        "GIA1",
        "GIA2",
        "GIA4",
        "GIA5",
        "GIA6",
        "GIA7",
        "GIA8",
    }


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("selct=GIA3", "没有“selct”这项设置"),
        ("fail_on=wrning", "fail_on 应当是error、warning 或 info"),
        ("ignore=[", "YAML 语法错误"),
        ("fail_on.x=1", "fail_on 应当是error、warning 或 info"),
        ("rules=./nowhere", "没有这个文件或文件夹：./nowhere"),
        ("plugins=./ours.py", "plugins 不能这样给出"),
        ("extends=strict", "extends 不能这样给出"),
        ("per_path.drafts.selct=GIA3", "没有“selct”这项设置"),
    ],
)
def test_what_is_wrong_is_told(word: str, said: str) -> None:
    with pytest.raises(WrongSetting) as raised:
        with_settings(load(Path("/"), {})[0], [word])
    assert said in raised.value.problem.message.zh


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "gialint.yaml").write_text(FILE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_goes_with_a_file_and_with_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x=1.yaml").write_text("strict: true\n", "utf-8")
    for words, held in (
        (["--config", "fail_on=info"], ("info", False, "gialint.yaml")),
        (["--config", "fail_on=info", "--config", "x=1.yaml"], ("info", True, "x=1.yaml")),
        (["--config", "fail_on=info", "--isolated"], ("info", False, None)),
    ):
        assert main(["config", *words, "--output-format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        values = {each["setting"]: (each["value"], each["from"]) for each in told["settings"]}
        assert values["fail_on"] == (held[0], "command")
        assert (values["strict"][0], told["file"]) == held[1:]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--config", "selct=1"],
            "gialint: --config：没有“selct”这项设置\n  selct: 1\n  ^\n您是不是想写“select”？\n",
        ),
        (["--config", "a.yaml", "--config", "b.yaml"], "gialint: 只能给出一个设置文件：b.yaml\n"),
        (["--config", "gialint.yaml", "--isolated"], "gialint: --isolated 和 --config 只能用一个\n"),
    ],
)
def test_complaints(words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--lang", "zh", *words]) == 2
    assert capsys.readouterr().err.startswith(said)
