"""Configuration: what holds, from which file, and what is said about a wrong one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gialint.config import SETTINGS, Config, codes, is_path, language_of, nearest, settled
from gialint.config.kinds import AS_PLUGIN
from gialint.model import Severity


def read(folder: Path, text: str, name: str = "gialint.yaml") -> tuple[Config, list[str]]:
    """Write a configuration and load it; problems as ``where message | hint``, Chinese."""
    (folder / name).write_text(text, encoding="utf-8")
    config, problems = settled(nearest(folder), {}, allow_plugins=True)
    assert {problem.code for problem in problems} <= {"GIA906"}
    told = [
        f"{problem.where.removeprefix(str(folder / name) + ':')} {problem.message.zh}"
        + (f" | {problem.hint.zh}" if problem.hint else "")
        for problem in problems
    ]
    return config, told


@pytest.mark.parametrize(
    ("text", "setting", "expected"),
    [
        ("select: [GIA3, gia501]", "select", ("GIA3", "GIA501")),
        ("select: GIA3，GIA501, GIA3", "select", ("GIA3", "GIA501")),
        ("select: []", "select", ()),
        ("select:", "select", ()),
        ("ignore: [GIA7]", "ignore", ("GIA7",)),
        (
            "severities: {gia301: info, GIA7: warning}",
            "severities",
            {"GIA301": Severity.INFO, "GIA7": Severity.WARNING},
        ),
        ("fail_on: warning", "fail_on", "warning"),
        ("fail-on: info", "fail_on", "info"),
        ("language: en", "language", "en"),
        ("strict: true", "strict", True),
        ("plugins: [./ours.py, ours.pack]", "plugins", ("./ours.py", "ours.pack")),
        ("plugins: ours", "plugins", ("ours",)),
        ("# 空的\n", "select", ()),
    ],
)
def test_settings(tmp_path: Path, text: str, setting: str, expected: Any) -> None:
    (tmp_path / "ours.py").touch()
    config, problems = read(tmp_path, text)
    assert getattr(config, setting) == expected
    assert problems == []
    assert config.origin == str(tmp_path / "gialint.yaml")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("selct: [GIA3]", "1:1 没有“selct”这项设置 | 您是不是想写“select”？"),
        (
            "数字: 1",
            f"1:1 没有“数字”这项设置 | 可以用：{'、'.join(SETTINGS)}",
        ),
        ("strict: yes", "1:9 strict 应当是 true 或 false"),
        ("strict: false\nselect: 3", "2:9 select 应当是规则代码的列表，例如 [GIA3, GIA501]"),
        ("ignore: [GIA3, 7]", "1:16 ignore 应当是规则代码的列表，例如 [GIA3, GIA501]"),
        ("fail-on: eror", "1:10 fail-on 应当是 error、warning 或 info | 您是不是想写“error”？"),
        ("fail_on: 3", "1:10 fail_on 应当是 error、warning 或 info"),
        ("language: de", "1:11 language 应当是 zh 或 en | 可以用：zh、en"),
        ("severities: [GIA3]", "1:13 severities 应当是“代码: 级别”，级别为 error、warning 或 info"),
        (
            "severities:\n  GIA301: info\n  GIA302: warn",
            "3:11 severities 应当是“代码: 级别”，级别为 error、warning 或 info | 您是不是想写“warning”？",
        ),
        ("rules: [./rulez]", "1:9 没有这个文件或文件夹：./rulez | 您是不是想写“rules”？"),
        ("rules: [./ours.py]", f"1:9 Python 规则要由插件提供，没有使用：./ours.py | {AS_PLUGIN.zh}"),
        ("lexicons: ./lex.yaml", "1:11 没有这个文件或文件夹：./lex.yaml"),
        (
            "lexicons: ./gialnt.yaml",
            "1:11 没有这个文件或文件夹：./gialnt.yaml | 您是不是想写“gialint.yaml”？",
        ),
        ("plugins: ./sub/ours.py", "1:10 没有这个文件或文件夹：./sub/ours.py"),
        ("plugins: ['']", "1:12 plugins 应当是模块名或 ./文件.py 的列表"),
        (
            "per_path:\n  'a/**':\n    strict: true",
            "3:5 “strict”不能按路径设置 | 可以用：select、extend_select、ignore、severities、options",
        ),
        ("per_path:\n  'a/**':\n    ignore: 3", "3:13 ignore 应当是规则代码的列表，例如 [GIA3, GIA501]"),
        (
            "per_path:\n  'a/**': 3",
            '2:11 应当是“路径模式: {设置}”，如 "drafts/**": {ignore: [GIA7]}',
        ),
        ("waivers: [a.yaml, b.yaml]", "1:10 waivers 应当是一个文件"),
        ("baseline: ''", "1:12 baseline 应当是一个文件"),
        ("- GIA3", "1:1 配置应当是一行行的“键: 值”"),
        ("select: [GIA3", "1:14 YAML 语法错误：方括号没有合上，或缺少逗号"),
    ],
)
def test_problems(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "rules").mkdir()
    config, problems = read(tmp_path, text)
    assert problems == [problem]
    assert (config.select, config.fail_on, config.rules, config.plugins) == ((), "error", (), ())


def test_a_wrong_setting_keeps_its_default_and_the_others_hold(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    config, problems = read(tmp_path, "strict: 3\nselect: GIA3\nrules: [./rules, ./more]\n")
    assert len(problems) == 2
    assert (config.strict, config.select, config.rules) == (False, ("GIA3",), (tmp_path / "rules",))


def test_files_that_need_not_be_there_yet(tmp_path: Path) -> None:
    config, problems = read(tmp_path, "waivers: ./sub/w.yaml\nbaseline: b.json\n")
    assert (config.waivers, config.baseline) == (tmp_path / "sub" / "w.yaml", tmp_path / "b.json")
    assert {config.waivers, config.baseline} <= set(config.local)
    assert problems == []


def test_a_problem_quotes_its_line(tmp_path: Path) -> None:
    (tmp_path / "gialint.yaml").write_text("select: [GIA3]\nstrict: 是\n", encoding="utf-8")
    _, [problem] = settled(nearest(tmp_path), {})
    assert problem.quote == "strict: 是\n        ^"
    assert problem.message.en == "strict should be true or false"


TABLE = '[project]\nname = "x"\n\n[tool.gialint]\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TABLE + 'select = ["GIA3"]\nfail-on = "info"', []),
        (TABLE + "selct = []", ["5:1 没有“selct”这项设置 | 您是不是想写“select”？"]),
        (TABLE + "strict = 1", ["5:10 strict 应当是 true 或 false"]),
        (
            TABLE + 'strict = true\n[tool.gialint.severities]\nGIA3 = "bad"',
            [
                "7:8 severities 应当是“代码: 级别”，级别为 error、warning 或 info | "
                "可以用：error、warning、info"
            ],
        ),
        ("tool.gialint.strict = 1", ["1:23 strict 应当是 true 或 false"]),
        ("[tool]\ngialint = 3", ["1:1 配置应当是一行行的“键: 值”"]),
        (TABLE + "a = = 1", ["5:5 TOML 语法错误：值的写法不对，文字要加引号"]),
        (TABLE + "a = [1,", ["5:8 TOML 语法错误：值的写法不对，文字要加引号"]),
    ],
)
def test_pyproject(tmp_path: Path, text: str, expected: list[str]) -> None:
    config, problems = read(tmp_path, text, "pyproject.toml")
    assert problems == expected
    assert config.origin == str(tmp_path / "pyproject.toml")


def test_a_pyproject_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.gialint]\n\xff")
    _, [problem] = settled(nearest(tmp_path), {})
    assert problem.message.zh == "无法读取文件（应为 UTF-8 编码）"


@pytest.mark.parametrize(
    ("files", "origin"),
    [
        ({"a/b/gialint.yaml": "", "a/gialint.yaml": ""}, "a/b/gialint.yaml"),
        ({"a/gialint.yaml": "", "gialint.yaml": ""}, "a/gialint.yaml"),
        ({"gialint.yaml": ""}, "gialint.yaml"),
        ({"a/pyproject.toml": "[tool.gialint]", "gialint.yaml": ""}, "a/pyproject.toml"),
        ({"a/pyproject.toml": "[tool.other]", "gialint.yaml": ""}, "gialint.yaml"),
        ({"a/pyproject.toml": '[project]\nname = "gialint-ours"', "gialint.yaml": ""}, "gialint.yaml"),
        ({"a/pyproject.toml": "[tool.gialint]", "a/gialint.yaml": ""}, "a/gialint.yaml"),
    ],
)
@pytest.mark.parametrize("relative", [True, False])
def test_the_nearest_file_wins(
    tmp_path: Path, files: dict[str, str], origin: str, relative: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = tmp_path / "a" / "b"
    start.mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(start)
    config, problems = settled(nearest(Path() if relative else start), {})
    assert problems == []
    assert Path(config.origin).resolve() == (tmp_path / origin).resolve()
    assert Path(config.origin).is_absolute() is not relative
    assert config.root == Path(config.origin).parent


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "ours.py").touch()
    (tmp_path / "gialint.yaml").write_text("rules: rules\nplugins: [ours.py, pack]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "drafts")
    config, problems = settled(nearest(Path()), {}, allow_plugins=True)
    assert problems == []
    assert config.rules == (Path("..", "rules"),)
    assert config.local == (Path("..", "rules"), Path("..", "ours.py"), Path("..", "gialint.yaml"))


def test_no_file_no_import(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from gialint.config import nearest, settled; "
    program += "settled(nearest(Path()));"
    program += "heavy = ('ruamel', 'tomllib', 'gialint.config.', 'gialint.sources')"
    program += "; print([name for name in sys.modules if name.startswith(heavy)])"
    command = [sys.executable, "-c", program]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['gialint.config.kinds', 'gialint.config.settings', 'gialint.config.load']"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
        ({"LC_ALL": "en_US", "LANG": "zh_CN"}, "en"),
        ({"LANG": "de_DE"}, "zh"),
    ],
)
def test_language(environ: dict[str, str], language: str, tmp_path: Path) -> None:
    assert language_of(environ) == language
    assert settled(nearest(tmp_path), environ)[0].language == language


@pytest.mark.parametrize(
    ("plugin", "expected"),
    [
        ("ours", False),
        ("ours.pack", False),
        ("./ours", True),
        ("ours.py", True),
        ("a/b", True),
        ("a\\b", True),
    ],
)
def test_is_path(plugin: str, expected: bool) -> None:
    assert is_path(plugin) is expected


def test_codes() -> None:
    assert codes(["gia3, GIA501", "", "GIA3"]) == ("GIA3", "GIA501")
