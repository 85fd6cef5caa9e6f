"""Trust: what runs only with it, what asks again, and what a configuration may do without."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.config import Config, nearest, settled
from gialint.config.trust import SCHEMA, VARIABLE, Damaged, from_environment, read, store, wanted, write
from gialint.model import Problem
from gialint.plugins.loading import load as load_plugins
from gialint.run.linter import linter

FILES = {
    "gialint.yaml": "extends: [./base.yaml, strict]\nplugins: [./ours.py, ./pack]\n",
    "base.yaml": "fail_on: info\nplugins: [./theirs.py]\n",
    "ours.py": "print('ours ran')\n",
    "theirs.py": "print('theirs ran')\n",
    "pack/__init__.py": "from . import inner\n",
    "pack/inner.py": "print('pack ran')\n",
}
RAN = "theirs ran\nours ran\npack ran\n"


def made(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def told(problems: list[Problem], folder: Path) -> list[str]:
    """Return problems as ``where message``, in Chinese."""
    return [f"{each.where.removeprefix(f'{folder}/')} {each.message.zh}" for each in problems]


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str]) -> Callable[[Config], str]:
    """Return what the plugins of a configuration print as they are loaded."""

    def ran(config: Config) -> str:
        load_plugins(config, rules=False)
        return capsys.readouterr().err  # where what plugins print goes

    return ran


def test_nothing_runs_without_trust(tmp_path: Path, ran: Callable[[Config], str]) -> None:
    config, problems = settled(nearest(made(tmp_path, FILES)), {})
    assert (ran(config), config.plugins, config.fail_on) == ("", (), "error")
    assert config.withheld == tuple(problems)
    assert told(problems, tmp_path) == [
        "base.yaml:2:1 未经信任，没有加载插件：./theirs.py、./ours.py、./pack"
    ]
    [problem] = problems
    assert problem.quote == ""  # The line is another file's.
    assert problem.hint
    for way in (f"gialint trust {tmp_path / 'gialint.yaml'}", VARIABLE, "--allow-plugins", "--isolated"):
        assert way in problem.hint.zh
        assert way in problem.hint.en


@pytest.mark.parametrize("way", ["allowed", "anywhere", "one of several"])
def test_with_trust_it_runs(way: str, tmp_path: Path, ran: Callable[[Config], str]) -> None:
    digest = wanted(made(tmp_path, FILES) / "gialint.yaml").digest
    given = {"allowed": "", "anywhere": digest, "one of several": f"{'0' * 64}, {digest.upper()}"}[way]
    config, problems = settled(nearest(tmp_path), {VARIABLE: given}, allow_plugins=way == "allowed")
    assert (problems, ran(config)) == ([], RAN)


@pytest.mark.parametrize("name", FILES)
def test_any_change_asks_again(name: str, tmp_path: Path, ran: Callable[[Config], str]) -> None:
    before = wanted(made(tmp_path, FILES) / "gialint.yaml").digest
    with (tmp_path / name).open("a") as file:
        file.write("# \n")
    config, problems = settled(nearest(tmp_path), {VARIABLE: before})
    assert (ran(config), len(problems)) == ("", 1)


@pytest.mark.parametrize("name", ["pack/new.py", "pack/sub/new.py"])
def test_a_file_more_asks_again(name: str, tmp_path: Path, ran: Callable[[Config], str]) -> None:
    before = wanted(made(tmp_path, FILES) / "gialint.yaml").digest
    made(tmp_path, {name: ""})
    assert ran(settled(nearest(tmp_path), {VARIABLE: before})[0]) == ""


def test_what_lies_beside_does_not_ask_again(tmp_path: Path, ran: Callable[[Config], str]) -> None:
    before = wanted(made(tmp_path, FILES) / "gialint.yaml").digest
    made(tmp_path, {"pack/notes.md": "x", "pack/__pycache__/inner.py": "", "报告.txt": "x"})
    assert ran(settled(nearest(tmp_path), {VARIABLE: before})[0]) == RAN


def test_the_digest_is_the_same_elsewhere(tmp_path: Path) -> None:
    made(tmp_path / "here", FILES)
    shutil.copytree(tmp_path / "here", tmp_path / "there" / "deep")
    here, there = (wanted(tmp_path / name / "gialint.yaml").digest for name in ("here", "there/deep"))
    assert here == there


def test_what_was_hashed_runs_though_the_files_change(tmp_path: Path, ran: Callable[[Config], str]) -> None:
    digest = wanted(made(tmp_path, FILES) / "gialint.yaml").digest
    config, _ = settled(nearest(tmp_path), {VARIABLE: digest})
    for name in FILES:
        if name.endswith(".py"):
            made(tmp_path, {name: "print('changed')\n"})
    assert ran(config) == RAN


def test_code_that_is_not_there_is_trusted_as_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ran: Callable[[Config], str]
) -> None:
    monkeypatch.syspath_prepend(tmp_path / "site")
    made(tmp_path, {"gialint.yaml": "plugins: [qs_later]\n", "site/x": ""})
    digest = wanted(tmp_path / "gialint.yaml").digest
    config, problems = settled(nearest(tmp_path), {VARIABLE: digest})
    made(tmp_path, {"site/qs_later.py": "print('ran')\n"})
    assert (problems, ran(config)) == ([], "")
    [problem] = load_plugins(config, rules=False).problems
    assert problem.code == "GIA903"
    assert ran(settled(nearest(tmp_path), {VARIABLE: digest})[0]) == ""


PROFILE = """
from pathlib import Path
import gialint

@gialint.hookimpl
def gialint_profiles():
    return [Path(__file__).parent / "jiangchuan.yaml"]
"""


def test_a_profile_of_a_plugin_brings_no_code(tmp_path: Path, ran: Callable[[Config], str]) -> None:
    files = {
        "gialint.yaml": "plugins: [./ours.py]\nextends: [jiangchuan]\n",
        "ours.py": PROFILE,
        "jiangchuan.yaml": "fail_on: info\nplugins: [./more.py]\n",
        "more.py": "print('more ran')\n",
    }
    made(tmp_path, files)
    config, problems = settled(nearest(tmp_path), {}, allow_plugins=True)
    assert (config.fail_on, ran(config)) == ("info", "")
    assert [problem.message.zh for problem in problems] == ["插件带来的方案不能再指定插件"]
    # Without trust nobody knows the profile, and that it is not known is not told.
    config, problems = settled(nearest(tmp_path), {})
    assert told(problems, tmp_path) == ["gialint.yaml:1:1 未经信任，没有加载插件：./ours.py"]


def test_a_profile_by_hand_asks_no_trust(tmp_path: Path, ran: Callable[[Config], str]) -> None:
    digest = wanted(made(tmp_path, FILES) / "gialint.yaml").digest
    config, problems = settled(nearest(tmp_path), {VARIABLE: digest}, profile="minimal")
    assert (problems, ran(config)) == ([], RAN)


OUTSIDE = {
    "extends": "../other.yaml",
    "rules": "../rules",
    "lexicons": "../words.yaml",
    "archive": "../old",
    "members": "../members.yaml",
    "waivers": "../waivers.yaml",
    "baseline": "../baseline.json",
}


@pytest.mark.parametrize("setting", OUTSIDE)
@pytest.mark.parametrize("link", [False, True])
def test_without_trust_it_names_nothing_outside(setting: str, link: bool, tmp_path: Path) -> None:
    for name in OUTSIDE.values():
        place = tmp_path / name.removeprefix("../")
        place.write_text("strict: true\n") if place.suffix else place.mkdir()
    named = OUTSIDE[setting]
    here = made(tmp_path / "here", {"x": ""})
    if link:
        (here / "link.yaml").symlink_to(named)
        named = "./link.yaml"
    made(here, {"gialint.yaml": f"fail_on: info\n{setting}: {named}\n"})
    config, problems = settled(nearest(here), {})
    assert told(problems, here) == [
        f"gialint.yaml:2:{len(setting) + 3} 未经信任的配置只能使用它自己文件夹里的文件，没有使用：{named}"
    ]
    assert config == Config(
        fail_on="info",
        root=here,
        origin=str(here / "gialint.yaml"),
        layers=config.layers,
        bounded=True,
        withheld=tuple(problems),
    )
    digest = wanted(here / "gialint.yaml").digest
    config, problems = settled(nearest(here), {VARIABLE: digest})
    assert (problems, config.withheld) == ([], ())
    assert config.strict if setting == "extends" else getattr(config, setting)


def test_below_its_folder_it_needs_no_trust(tmp_path: Path) -> None:
    made(tmp_path, {"gialint.yaml": "extends: ./sub/base.yaml\nrules: [.]\n", "rules/x": ""})
    made(tmp_path, {"sub/base.yaml": "waivers: ../w.yaml\nlexicons: [../words]\n", "words/x": ""})
    config, problems = settled(nearest(tmp_path), {})
    assert problems == []
    assert (config.rules, config.lexicons) == ((tmp_path,), (tmp_path / "sub" / ".." / "words",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("password: hunter2\n", "这个文件里没有一项 gialint 的设置"),
        ("[core]\n\turl = https://hunter2@host\n", "YAML 语法错误"),
        ("hunter2\n", "这个文件里没有一项 gialint 的设置"),
        ("strict: true\npassword: hunter2\n", "没有“password”这项设置"),
        ("strict: hunter2\n", "strict 应当是 true 或 false"),
    ],
)
def test_no_line_of_another_file_is_quoted(text: str, said: str, tmp_path: Path) -> None:
    made(tmp_path, {"gialint.yaml": "extends: ./secret\n", "secret": text})
    [problem] = settled(nearest(tmp_path), {})[1]
    assert said in problem.message.zh
    assert problem.where.startswith(str(tmp_path / "secret"))
    assert "hunter2" not in f"{problem}"


def test_a_configuration_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    made(tmp_path, {"secret": "hunter2\n", "here/x": ""})
    (tmp_path / "here" / "gialint.yaml").symlink_to("../secret")
    config, [problem] = settled(nearest(tmp_path / "here"), {})
    assert config.layers == ()
    assert "hunter2" not in f"{problem}"
    assert "未经信任" in problem.message.zh


def test_codes_of_rules_that_were_not_loaded_are_no_slips(tmp_path: Path) -> None:
    text = (
        "plugins: [./ours.py]\nselect: [QS1]\nseverities: {QS101: info}\noptions: {GIA113: {max_char: 1}}\n"
    )
    made(tmp_path, {"gialint.yaml": text, "ours.py": ""})
    config, _ = settled(nearest(tmp_path), {})
    assert told([*linter(config).problems], tmp_path) == [
        "gialint.yaml:4:20 GIA113 没有“max_char”这个选项（可用：max_chars）"
    ]


RULE = """
code: QS101
name: ours
title: {zh: 我们的, en: ours}
severity: error
basis: [custom]
since: 0.1.0
%s
match: {in: [prose], pattern: 青石镇}
examples:
  - clean: {一: 无。}
  - violates: {一: 青石镇。}
"""


@pytest.mark.parametrize("setting", ["rules", "lexicons"])
@pytest.mark.parametrize("folder", [False, True])
def test_a_link_among_rules_and_words_leads_nowhere(setting: str, folder: bool, tmp_path: Path) -> None:
    made(tmp_path, {"secret/x.yaml": "password: hunter2\n"})
    here = made(tmp_path / "here", {"gialint.yaml": f"{setting}: [./data]\n", "data/sub/y.yaml": "code: [\n"})
    link = here / "data" / "sub" / ("z" if folder else "z.yaml")
    link.symlink_to(tmp_path / "secret" / ("" if folder else "x.yaml"))
    config, problems = settled(nearest(here), {})
    assert getattr(config, setting) == ()
    assert told(problems, here) == [
        f"gialint.yaml:1:{len(setting) + 4} 未经信任的配置只能使用它自己文件夹里的文件，没有使用：{link}"
    ]
    config, problems = settled(nearest(here), {VARIABLE: wanted(here / "gialint.yaml").digest})
    assert (problems, getattr(config, setting)) == ([], (here / "data",))


@pytest.mark.parametrize("setting", ["rules", "lexicons", "waivers"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".env", "PASSWORD=hunter2\n"),
        (".hidden.yaml", "password: hunter2\n"),
        (".git/config", "[core]\n\turl = https://hunter2@host\n"),
        ("notes.txt", "hunter2\n"),
        ("other.yaml", "password: hunter2\n"),
        ("list.yaml", "- hunter2\n"),
        ("broken.yaml", "a: 'hunter2\n"),
    ],
)
def test_no_line_is_quoted_of_what_is_no_file_of_gialint(
    setting: str, name: str, text: str, tmp_path: Path
) -> None:
    made(tmp_path, {"gialint.yaml": f"{setting}: ./{name}\n", name: text})
    config, problems = settled(nearest(tmp_path), {})
    problems += linter(config).problems
    assert problems
    assert "hunter2" not in f"{problems}"


def test_lines_of_rules_and_words_are_quoted(tmp_path: Path) -> None:
    made(tmp_path, {"gialint.yaml": "rules: [./QS101-ours.yaml]\nlexicons: [./words.yaml]\n"})
    made(tmp_path, {"QS101-ours.yaml": RULE % "tagz: [a]", "words.yaml": "lists: {typoss: {甲: 乙}}\n"})
    quotes = [problem.quote.splitlines()[0] for problem in linter(settled(nearest(tmp_path), {})[0]).problems]
    assert quotes == ["tagz: [a]", "lists: {typoss: {甲: 乙}}"]


WAIVER = "- code: GIA501\n  plcae: 六\n  reason: 核实过\n"
BASELINE = '{"schema": "gialint/baseline/1", "reports": [\n{"path": }\n]}\n'


@pytest.mark.parametrize("text", ["fail_on: error\n", "waivers: w.yaml\nbaseline: b.json\n"])
@pytest.mark.parametrize("named", [True, False])
def test_lines_of_waivers_and_baselines_are_quoted(
    text: str,
    named: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made(tmp_path, {"gialint.yaml": text, "w.yaml": WAIVER, "b.json": BASELINE, "a.txt": "青石镇"})
    monkeypatch.chdir(tmp_path)
    words = ["--waivers", "w.yaml", "--baseline", "b.json"] if named else []
    main(["check", "a.txt", "--lang", "zh", *words])
    shown = capsys.readouterr().out
    assert ("  |   plcae: 六\n  |   ^\n" in shown) == (named or "w.yaml" in text)
    assert ('  | {"path": }\n  |          ^\n' in shown) == (named or "b.json" in text)


@pytest.mark.parametrize("option", ["waivers", "baseline"])
def test_what_the_user_names_is_quoted_whatever_it_is(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path, {"gialint.yaml": "fail_on: error\n", "w": "a: [1\nb: 'hunter2\n", "a.txt": "青石镇"})
    monkeypatch.chdir(tmp_path)
    main(["check", "a.txt", "--lang", "zh", f"--{option}", "w"])
    assert re.search(r"--> w:\d:\d\n  \| .*\n  \| +\^", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("text", "ignored", "lowered"),
    [
        ("", [], []),
        ("covers: [GIA301, GIA302, GIA999]", ["GIA301", "GIA302"], []),
        ("caps: warning", [], ["GIA301", "GIA302"]),
    ],
)
def test_what_a_rule_of_its_own_covers_and_caps_is_counted(
    text: str, ignored: list[str], lowered: list[str], tmp_path: Path
) -> None:
    made(tmp_path, {"gialint.yaml": "rules: [./rules]\nselect: [GIA301, GIA302, QS]\n"})
    made(tmp_path, {"rules/QS101-ours.yaml": RULE % text})
    lint = linter(settled(nearest(tmp_path), {})[0])
    assert lint.problems == ()
    held = lint.held_for("x.txt")
    off = {rule.code for rule in lint.plugins.rules if rule.scope != "engine" and rule.status != "off"}
    assert set(held.ignored) == off - {"GIA301", "GIA302", "QS101"} | set(ignored)
    assert [*held.lowered] == lowered


DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_CONFIG_HOME": "/settings", "HOME": "/home/me"}, "/settings/gialint/trust.json"),
        ({"HOME": "/home/me"}, "/home/me/.config/gialint/trust.json"),
        # A folder below the current one would be one that strangers fill.
        ({"XDG_CONFIG_HOME": "settings", "HOME": "/home/me"}, "/home/me/.config/gialint/trust.json"),
        ({"HOME": "."}, None),
        ({}, None),
    ],
)
def test_where_it_is(environ: dict[str, str], expected: str | None) -> None:
    assert store(environ) == (Path(expected) if expected else None)


def test_what_is_written_is_read_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "trust.json"
    write(path, {"/x/gialint.yaml": DIGEST})
    write(path, {"/x/gialint.yaml": DIGEST, "/y/\udcffgialint.yaml": DIGEST})
    assert read(path) == {"/x/gialint.yaml": DIGEST, "/y/\udcffgialint.yaml": DIGEST}
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(path.parent) == ["trust.json"]


def test_others_lose_what_they_could_read(tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    write(path, {})
    path.chmod(0o644)
    write(path, {"/x": DIGEST})
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_there_is_none_nothing_is_trusted(tmp_path: Path) -> None:
    assert read(tmp_path / "none" / "trust.json") == {}


WHOLE = json.dumps({"schema": SCHEMA, "trusted": {"/x": DIGEST}})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "\xff",
        '{"trusted": {}}',
        WHOLE[:-10],
        WHOLE.replace(SCHEMA, "gialint/trust/2"),
        WHOLE.replace(DIGEST, "*"),
        WHOLE.replace(f'"{DIGEST}"', "true"),
        WHOLE + " " * 1_000_000,
    ],
    ids=range(10),
)
def test_a_damaged_one_is_not_believed(content: str, tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    path.write_text(content, "latin-1")
    path.chmod(0o600)
    with pytest.raises(Damaged):
        read(path)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_one_that_others_may_write_to_is_not_believed(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    write(path, {"/x": DIGEST})
    path.chmod(mode)
    with pytest.raises(Damaged, match="other users"):
        read(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "trust.json", 0o600)
    with pytest.raises(Damaged):
        read(tmp_path / "trust.json")


@pytest.mark.parametrize(
    ("given", "digests"),
    [
        ("", set()),
        (DIGEST, {DIGEST}),
        (f" {DIGEST.upper()} ,, {'f' * 64}", {DIGEST, "f" * 64}),
        ("*,1", set()),
    ],
)
def test_the_variable(given: str, digests: set[str]) -> None:
    assert from_environment({VARIABLE: given}) == digests


def test_what_is_no_digest_is_told_where_trust_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "ours.py").touch()
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n")
    digest = wanted(tmp_path / "gialint.yaml").digest
    assert settled(nearest(tmp_path), {VARIABLE: f"1,{digest}"})[1] == []
    _, [_, problem] = settled(nearest(tmp_path), {VARIABLE: "True"})
    assert (problem.where, problem.message.zh) == (VARIABLE, "“true”不是摘要（应为 64 位十六进制）")


def test_a_damaged_one_is_told_and_nothing_in_it_counts(tmp_path: Path) -> None:
    (tmp_path / "ours.py").touch()
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n")
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "settings")}
    path = store(environ)
    assert path
    write(path, {str(tmp_path / "gialint.yaml"): wanted(tmp_path / "gialint.yaml").digest})
    assert settled(nearest(tmp_path), environ)[1] == []
    path.write_text(path.read_text().replace(SCHEMA, "?"))
    config, problems = settled(nearest(tmp_path), environ)
    assert config.plugins == ()
    assert [problem.message.zh for problem in problems] == [
        "未经信任，没有加载插件：./ours.py",
        "记录信任的文件不能用（内容已损坏），其中的信任一律不算",
    ]
    assert problems[1].where == str(path)
