"""Settings that build on others: which win, which add up, and what is said where they lead nowhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main
from gialint.config import Config, nearest, settled
from gialint.config.layers import WrongSetting, with_settings
from gialint.model import Severity
from gialint.run.linter import linter

CODES = ("GIA101", "GIA113", "GIA301", "GIA703")


def loaded(folder: Path, files: dict[str, str]) -> tuple[Config, list[str]]:
    """Write files and load the configuration of the folder; problems as ``where message | hint``."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config, problems = settled(nearest(folder), {}, allow_plugins=True)
    assert {problem.code for problem in problems} <= {"GIA906"}
    told = [
        f"{problem.where.removeprefix(f'{folder}/')} {problem.message.zh}"
        + (f" | {problem.hint.zh}" if problem.hint else "")
        for problem in problems
    ]
    return config, told


def put(config: Config) -> str:
    """Return which of a few rules are put."""
    return " ".join(rule.code for rule in linter(config).rules if rule.code in CODES)


@pytest.mark.parametrize(
    ("files", "setting", "expected"),
    [
        ({"gialint.yaml": "extends: ./p.yaml", "p.yaml": "fail_on: info"}, "fail_on", "info"),
        (
            {"gialint.yaml": "extends: ./p.yaml\nfail_on: warning", "p.yaml": "fail_on: info"},
            "fail_on",
            "warning",
        ),
        (
            {
                "gialint.yaml": "extends: [./p.yaml, ./q.yaml]",
                "p.yaml": "language: zh\nfail_on: warning",
                "q.yaml": "language: en",
            },
            "language",
            "en",
        ),
        ({"gialint.yaml": "extends: strict"}, "strict", True),
        ({"gialint.yaml": "extends: [strict, recommended]"}, "strict", False),
        (
            {
                "gialint.yaml": "extends: ./p.yaml\nseverities: {GIA101: info}",
                "p.yaml": "severities: {GIA101: warning, gia301: info}",
            },
            "severities",
            {"GIA101": Severity.INFO, "GIA301": Severity.INFO},
        ),
        (
            {
                "gialint.yaml": "extends: ./p.yaml\noptions: {gia605: {deadline: {street: 01-10}}}",
                "p.yaml": "options:\n  GIA605: {deadline: {township: 02-15, street: 02-15}}\n"
                "  GIA113: {max-chars: 800}",
            },
            "options",
            {
                "GIA605": {"deadline": {"township": "02-15", "street": "01-10"}},
                "GIA113": {"max_chars": 800},
            },
        ),
        (
            {
                "gialint.yaml": "extends: ./p.yaml\noptions: {GIA702: {allow: [a.cn, b.cn]}}",
                "p.yaml": "options: {GIA702: {allow: [a.cn, c.cn]}}",
            },
            "options",
            {"GIA702": {"allow": ["a.cn", "c.cn", "b.cn"]}},
        ),
        (
            {"pyproject.toml": '[tool.gialint]\nextends = ["./p.yaml"]', "p.yaml": "fail_on: info"},
            "fail_on",
            "info",
        ),
        (
            {"gialint.yaml": "extends: ./pyproject.toml", "pyproject.toml": "tool.gialint.fail-on = 'info'"},
            "fail_on",
            "info",
        ),
    ],
)
def test_later_files_win(tmp_path: Path, files: dict[str, str], setting: str, expected: Any) -> None:
    config, problems = loaded(tmp_path, files)
    assert problems == []
    assert getattr(config, setting) == expected


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({"gialint.yaml": ""}, "GIA101 GIA301 GIA703"),
        ({"gialint.yaml": "extends: recommended"}, "GIA101 GIA301 GIA703"),
        ({"gialint.yaml": "extends: national"}, "GIA101 GIA301 GIA703"),
        ({"gialint.yaml": "extends: minimal"}, "GIA101 GIA301"),
        ({"gialint.yaml": "extends: strict"}, "GIA101 GIA113 GIA301 GIA703"),
        ({"gialint.yaml": "extends: [strict, minimal]"}, "GIA101 GIA301"),
        ({"gialint.yaml": "extends: [minimal, recommended]"}, "GIA101 GIA301 GIA703"),
        ({"gialint.yaml": "extends: minimal\nextend_select: [GIA113]"}, "GIA101 GIA113 GIA301"),
        ({"gialint.yaml": "extends: minimal\nignore: [GIA1]"}, "GIA301"),
        ({"gialint.yaml": "extends: minimal\nselect: [GIA7]"}, "GIA703"),
        ({"gialint.yaml": "extends: minimal\nselect: []"}, "GIA101 GIA301 GIA703"),
        (
            {"gialint.yaml": "extends: ./p.yaml\nignore: [GIA1]", "p.yaml": "ignore: [GIA703]"},
            "GIA301",
        ),
        (
            {"gialint.yaml": "extends: ./p.yaml\nextend_select: [GIA703]", "p.yaml": "ignore: [GIA7]"},
            "GIA101 GIA301 GIA703",
        ),
    ],
)
def test_each_file_switches_what_the_earlier_left(tmp_path: Path, files: dict[str, str], codes: str) -> None:
    config, problems = loaded(tmp_path, files)
    assert (problems, put(config)) == ([], codes)


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        (
            {"gialint.yaml": "fail_on: info\nextends: [minmal]"},
            ["gialint.yaml:2:11 没有“minmal”这个方案 | 您是不是想写“minimal”？"],
        ),
        (
            {"gialint.yaml": "extends: 江川省"},
            ["gialint.yaml:1:10 没有“江川省”这个方案 | 可以用：minimal、national、recommended、strict"],
        ),
        (
            {"gialint.yaml": "extends: province", "province.yaml": ""},
            ["gialint.yaml:1:10 没有“province”这个方案 | 文件要写成 ./province.yaml"],
        ),
        (
            {"gialint.yaml": "extends: [national, ./provinse.yaml]", "province.yaml": ""},
            ["gialint.yaml:1:21 没有这个文件或文件夹：./provinse.yaml | 您是不是想写“province.yaml”？"],
        ),
        (
            {"gialint.yaml": "extends: p.yaml", "p.yaml": "extends:\n  - ./gialint.yaml"},
            ["p.yaml:2:5 extends 绕成了圈：gialint.yaml → p.yaml → gialint.yaml"],
        ),
        (
            {"gialint.yaml": "extends: ./gialint.yaml"},
            ["gialint.yaml:1:10 extends 绕成了圈：gialint.yaml → gialint.yaml"],
        ),
        (
            {"gialint.yaml": "extends: ./p.yaml", "p.yaml": "strict: 3"},
            ["p.yaml:1:9 strict 应当是 true 或 false"],
        ),
        (
            {"gialint.yaml": "extends: ./pyproject.toml", "pyproject.toml": "[tool.other]"},
            ["gialint.yaml:1:10 ./pyproject.toml 里没有 [tool.gialint]"],
        ),
        (
            {"gialint.yaml": "extends: ./sub", "sub/x.yaml": ""},
            ["gialint.yaml:1:10 ./sub 是文件夹，不是设置文件"],
        ),
        ({"gialint.yaml": "extends: 3"}, ["gialint.yaml:1:10 extends 应当是方案名称或 ./文件.yaml 的列表"]),
    ],
)
def test_what_leads_nowhere_is_told_where_it_is_said(
    tmp_path: Path, files: dict[str, str], problems: list[str]
) -> None:
    config, told = loaded(tmp_path, {**files})
    assert told == problems
    assert config.origin == str(tmp_path / "gialint.yaml")


def test_paths_are_relative_to_the_file_that_says_them(tmp_path: Path) -> None:
    files = {
        "gialint.yaml": "extends: ./province/base.yaml\nrules: ./rules\nplugins: [./ours.py]",
        "province/base.yaml": "rules: ./rules\nplugins: [./theirs.py, theirs.pack]\nlexicons: ./words.yaml\n"
        "per_path: {'drafts/*': {ignore: GIA7}}\narchive: ./old\nmembers: ./members.yaml",
        "province/rules/x.txt": "",
        "province/theirs.py": "",
        "province/words.yaml": "",
        "province/old/x.txt": "",
        "province/members.yaml": "",
        "rules/x.txt": "",
        "ours.py": "",
    }
    config, problems = loaded(tmp_path, files)
    province = tmp_path / "province"
    assert problems == []
    assert config.rules == (province / "rules", tmp_path / "rules")
    assert config.plugins == ("./province/theirs.py", "theirs.pack", "./ours.py")
    assert config.lexicons == (province / "words.yaml",)
    assert (config.archive, config.members) == (province / "old", province / "members.yaml")
    assert [(each.pattern, each.root, each.ignore) for each in config.per_path] == [
        ("drafts/*", province, ("GIA7",))
    ]
    assert {province / "base.yaml", province / "members.yaml", province / "words.yaml"} < set(config.local)


def test_a_file_that_is_built_on_twice_says_the_same_twice(tmp_path: Path) -> None:
    files = {
        "gialint.yaml": "extends: [./a.yaml, ./b.yaml]",
        "a.yaml": "extends: ./base.yaml\nfail_on: warning",
        "b.yaml": "extends: ./base.yaml",
        "base.yaml": "fail_on: info\nplugins: [os.path]",
    }
    config, problems = loaded(tmp_path, files)
    assert (problems, config.fail_on, config.plugins) == ([], "info", ("os.path",))


def test_a_plugin_offers_profiles(tmp_path: Path) -> None:
    plugin = """
from pathlib import Path
import gialint

@gialint.hookimpl
def gialint_profiles():
    return [Path(__file__).parent / "jiangchuan.yaml"]
"""
    files = {
        "gialint.yaml": "plugins: ./ours.py\nextends: [national, jiangchuan]",
        "ours.py": plugin,
        "jiangchuan.yaml": "fail_on: info\nignore: [GIA1]",
    }
    config, problems = loaded(tmp_path, files)
    assert (problems, config.fail_on, put(config)) == ([], "info", "GIA301 GIA703")


def test_a_profile_comes_after_the_file(tmp_path: Path) -> None:
    (tmp_path / "gialint.yaml").write_text("select: [GIA7]\nstrict: true\n", encoding="utf-8")
    config, problems = settled(nearest(tmp_path), {}, profile="minimal")
    assert (problems, put(config), config.strict) == ([], "GIA101 GIA301", False)
    assert put(settled(nearest(tmp_path / "none"), {}, profile="strict")[0]) == " ".join(CODES)
    with pytest.raises(KeyError):
        settled(nearest(tmp_path), {}, profile="minmal")


def test_a_file_that_is_named_is_taken_instead_of_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "gialint.yaml").write_text("fail_on: info\n", encoding="utf-8")
    (tmp_path / "other.yaml").write_text("strict: true\n", encoding="utf-8")
    config, problems = settled(tmp_path / "other.yaml", {})
    assert (problems, config.fail_on, config.strict) == ([], "error", True)
    assert config.origin == str(tmp_path / "other.yaml")


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
    config = with_settings(settled(nearest(Path()), {})[0], words)
    assert getattr(config, setting) == expected
    put = {rule.code for rule in linter(config).rules}
    assert ("GIA703" in put) is False
    # What it switches off is not the file's doing.
    rules = [rule for rule in linter(config).plugins.rules if rule.status != "off"]
    sevens = {rule.code for rule in rules if rule.code.startswith("GIA7")}
    assert set(linter(config).held_for("x.txt").ignored) == sevens


def test_without_a_file_it_holds_as_well() -> None:
    config = with_settings(settled(nearest(Path("/")), {})[0], ["ignore=GIA3"])
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
        ("fail_on=wrning", "fail_on 应当是 error、warning 或 info"),
        ("ignore=[", "YAML 语法错误"),
        ("fail_on.x=1", "fail_on 应当是 error、warning 或 info"),
        ("rules=./nowhere", "没有这个文件或文件夹：./nowhere"),
        ("plugins=./ours.py", "plugins 不能这样给出"),
        ("extends=strict", "extends 不能这样给出"),
        ("per_path.drafts.selct=GIA3", "没有“selct”这项设置"),
    ],
)
def test_what_is_wrong_is_told(word: str, said: str) -> None:
    with pytest.raises(WrongSetting) as raised:
        with_settings(settled(nearest(Path("/")), {})[0], [word])
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


@pytest.mark.parametrize(
    ("lexicon", "quote"),
    [
        ("claims: ours\nword: []\n", "word: []\n^"),
        ("indicators: []\nleast: x\n", "least: x\n       ^"),
        ("user: root\nwords: []\n", ""),
    ],
)
def test_lines_are_shown_of_lexicons_of_every_kind_and_of_nothing_else(
    lexicon: str, quote: str, tmp_path: Path
) -> None:
    config, _ = loaded(tmp_path, {"gialint.yaml": "lexicons: words.yaml", "words.yaml": lexicon})
    assert linter(config._replace(bounded=True)).problems[0].quote == quote
