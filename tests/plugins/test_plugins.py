"""Plugins: what comes through the hooks, from where, and what is said of a broken one."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from gialint.config import Config, nearest, settled
from gialint.config.kinds import AS_PLUGIN
from gialint.files.cache import Stores
from gialint.hookspecs import loaded, spelled
from gialint.model import Problem
from gialint.plugins.loading import Plugin, Plugins, load
from gialint.plugins.slips import KINDS
from gialint.plugins.sources import read_source, run_source

RULE = """
from gialint import Rule, Severity, Text, hookimpl

def ours(code):
    return Rule(code, "ours", Text("我们的"), Severity.INFO, ("custom",), lambda report, facts: ())
"""


def brought(folder: Path, monkeypatch: pytest.MonkeyPatch, **sources: str) -> Plugins:
    """Write plugin files, name them in the configuration in this order, and load all."""
    monkeypatch.chdir(folder)
    for name, source in sources.items():
        Path(f"{name}.py").write_text(RULE + textwrap.dedent(source), encoding="utf-8")
    names = ", ".join(f"./{name}.py" for name in sources)
    Path("gialint.yaml").write_text(f"plugins: [{names}]\n", encoding="utf-8")
    config, problems = settled(nearest(Path()), allow_plugins=True)
    assert problems == []
    return load(config)


def said(plugins: Plugins) -> list[Problem]:
    """Return the problems of local plugins."""
    return [problem for problem in plugins.problems if "./" in problem.message.zh]


def test_gialint_itself_comes_through_the_hooks() -> None:
    plugins = load(Config())
    builtin = plugins.registered[0]
    assert (builtin.name, builtin.origin.partition(" ")[0]) == ("builtin", "gialint")
    assert set(builtin.brought) == {"readers", "reporters", "rules"}
    assert {".docx", ".html", ".txt", ".md", ".yaml"} <= set(plugins.suffixes)
    assert {"full", "concise", "json"} <= set(plugins.reporters)
    assert "GIA903" in [rule.code for rule in plugins.rules]


def test_a_local_plugin_brings_all_five_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2030.yaml").touch()
    plugins = brought(
        tmp_path,
        monkeypatch,
        ours="""
        from pathlib import Path
        from gialint import Reader, Reporter

        @hookimpl
        def gialint_rules():
            yield ours("QS002")
            yield ours("QS001")

        @hookimpl
        def gialint_readers():
            return [Reader("wps", (".wps",), "ours:read")]

        @hookimpl
        def gialint_reporters():
            return [Reporter("plain", "ours:report")]

        @hookimpl
        def gialint_editions():
            return [Path("2030.yaml")]

        @hookimpl
        def gialint_lexicons():
            return (path for path in [Path("2030.yaml")])
        """,
    )
    assert said(plugins) == []
    assert [rule.code for rule in plugins.rules if rule.name == "ours"] == ["QS001", "QS002"]
    assert plugins.readers[0].name == "wps"
    assert plugins.reporters["plain"].load == "ours:report"
    assert Path("2030.yaml") in plugins.editions
    assert Path("2030.yaml") in plugins.lexicons
    assert plugins.registered[-1] == Plugin(
        "./ours.py",
        "ours.py",
        {
            "readers": ("wps",),
            "reporters": ("plain",),
            "editions": ("2030.yaml",),
            "lexicons": ("2030.yaml",),
            "rules": ("QS001", "QS002"),
        },
    )


def test_rules_are_ordered_by_code() -> None:
    codes = [rule.code for rule in load(Config()).rules]
    assert codes == sorted(codes)


def test_without_rules_no_rule_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "@hookimpl\ndef gialint_rules():\n    raise RuntimeError('asked')\n"
    assert [problem.message.zh for problem in said(brought(tmp_path, monkeypatch, ours=source))] == [
        "插件 ./ours.py 回答 gialint_rules 时出错：RuntimeError: asked"
    ]
    plugins = load(settled(nearest(Path()))[0], rules=False)
    assert said(plugins) == []
    assert plugins.rules == ()


def test_no_rules_and_no_form_are_told(tmp_path: Path) -> None:
    program = "from gialint.plugins.loading import load; from gialint.config import Config;"
    program += "print([problem.message.en for problem in load(Config()).problems])"
    # Without site-packages' registrations there is no national pack.
    program = "import sys, pluggy; sys.path[:] = [p for p in sys.path if 'packages' not in p];" + program
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.stdout == "['no rule was loaded', 'no edition of the form was loaded']\n", run.stderr


def test_the_later_plugin_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = """
        from gialint import Reader, Reporter

        @hookimpl
        def gialint_readers():
            return [Reader("{0}", (".docx",), "{0}:read")]

        @hookimpl
        def gialint_reporters():
            return [Reporter("json", "{0}:report")]
        """
    plugins = brought(tmp_path, monkeypatch, one=source.format("one"), two=source.format("two"))
    readers = [reader.name for reader in plugins.readers if ".docx" in reader.suffixes]
    assert readers == ["two", "one", "docx"]
    assert plugins.reporters["json"].load == "two:report"
    assert plugins.suffixes.count(".docx") == 1


HOOK = "@hookimpl\ndef gialint_"


@pytest.mark.parametrize(
    ("source", "where", "message"),
    [
        (
            "import nothing_like_this",
            "ours.py:6",
            "导入时出错：ModuleNotFoundError: No module named 'nothing_like_this'",
        ),
        ("raise ValueError", "ours.py:6", "导入时出错：ValueError"),
        ("raise SystemExit(3)", "ours.py:6", "导入时出错：SystemExit: 3"),
        ("x = (", "ours.py:6:5", "导入时出错：SyntaxError: '(' was never closed (ours.py, line 6)"),
        (
            "import json; json.loads('{')",
            "ours.py:6",
            "导入时出错：JSONDecodeError: Expecting property name enclosed in double quotes: "
            "line 1 column 2 (char 1)",
        ),
        (HOOK + "rule(): return []", "ours.py:6", "的 gialint_rule 不是 gialint 的钩子"),
        ("@hookimpl\ndef rules(): return []", "ours.py:6", "的 rules 不是 gialint 的钩子"),
        ("def gialint_rules(): return []", "ours.py:6", "的函数 gialint_rules 没有 @gialint.hookimpl"),
        ("def gialint_readres(): return []", "ours.py:6", "的 gialint_readres 不是 gialint 的钩子"),
        ("x = 1", "", "没有任何 gialint 钩子"),
        (HOOK + "rules(config, x=1): return []", "ours.py:6", "的钩子 gialint_rules 不能有参数：config"),
        (
            HOOK + "rules(): return 1 / 0",
            "ours.py:7",
            "回答 gialint_rules 时出错：ZeroDivisionError: division by zero",
        ),
        (HOOK + "rules(): pass", "ours.py:6", "gialint_rules 应当返回列表，却返回了 NoneType"),
        (HOOK + "editions(): return 'ab'", "ours.py:6", "gialint_editions 应当返回列表，却返回了 str"),
        (
            "from gialint import Reader\n" + HOOK + "readers(): return Reader('wps', ('.wps',), 'ours:read')",
            "ours.py:7",
            "gialint_readers 应当返回列表，却返回了 Reader",
        ),
        (
            HOOK + "rules(): return ['./rules']",
            "ours.py:6",
            "gialint_rules 应当给出 Rule 或 Path，却给出了 str './rules'",
        ),
        (
            "from pathlib import Path\n" + HOOK + "lexicons(): return [Path('none.yaml')]",
            "ours.py:7",
            "gialint_lexicons 给出的 none.yaml 不存在",
        ),
        (
            "from gialint import Reader\n"
            + HOOK
            + "readers(): return [Reader('wps', ('.wps'), 'ours:read')]",
            "ours.py:7",
            "wps 的 suffixes 应当是元组，如 (\".docx\",)，却是 '.wps'",
        ),
        (
            "from gialint import Reader\n"
            + HOOK
            + "readers(): return [Reader('wps', ('.wps',), 'ours.read')]",
            "ours.py:7",
            "wps 的 load 应当是函数、它的名称或 module:function，却是 'ours.read'",
        ),
        (
            "from gialint import Reporter\n"
            + HOOK
            + "reporters(): return [Reporter('wps', 'ours:write', 7)]",
            "ours.py:7",
            "wps 的 folder 应当是函数、它的名称或 module:function，却是 7",
        ),
    ],
)
def test_a_broken_plugin_is_told_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, where: str, message: str
) -> None:
    good = HOOK + "rules(): return [ours('QS009')]"
    plugins = brought(tmp_path, monkeypatch, ours=source, good=good)
    [problem] = said(plugins)
    assert (problem.code, problem.where) == ("GIA903", where)
    assert problem.message.zh == f"插件 ./ours.py {message}"
    assert problem.message.en.startswith("plugin ./ours.py ")
    assert "QS009" in [rule.code for rule in plugins.rules]


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("@hookimpl\ndef gialint_rule(): return []", "您是不是想写“gialint_rules”？"),
        ("def gialint_readers(): return []", "在函数上方加一行 @gialint.hookimpl。"),
        ("x = 1", f"钩子是带 @gialint.hookimpl 的函数：{'、'.join(sorted(KINDS))}。"),
        ("x = ours('QS001')", AS_PLUGIN.zh),
    ],
)
def test_a_slip_is_met_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, hint: str
) -> None:
    [problem] = said(brought(tmp_path, monkeypatch, ours=source))
    assert problem.hint is not None
    assert problem.hint.zh == hint


def test_what_was_given_before_the_fall_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        HOOK + "rules():\n    yield ours('QS001')\n    yield 3\n    yield ours('QS002')\n    raise OSError"
    )
    plugins = brought(tmp_path, monkeypatch, ours=source)
    assert [problem.message.zh for problem in said(plugins)] == [
        "插件 ./ours.py gialint_rules 应当给出 Rule 或 Path，却给出了 int 3",
        "插件 ./ours.py 回答 gialint_rules 时出错：OSError",
    ]
    assert {"QS001", "QS002"} <= {rule.code for rule in plugins.rules}


def test_two_rules_of_one_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = HOOK + "rules(): return [replace(ours('QS001'), origin='{}.py')]\n"
    source = "from dataclasses import replace\n" + source
    plugins = brought(tmp_path, monkeypatch, one=source.format("one"), two=source.format("two"))
    [problem] = [problem for problem in plugins.problems if "QS001" in problem.message.zh]
    assert problem.code == "GIA903"
    assert problem.message.zh == "规则代码 QS001 用了两次：one.py 和 two.py"
    assert [rule.origin for rule in plugins.rules if rule.code == "QS001"] == ["one.py"]


YAML_RULE = """
code: QS101
name: ours
title: 我们的
severity: info
basis: [custom]
assert: requests.new.total >= 0
examples:
  - clean: {requests.new.total: 1}
  - violates: {requests.new.total: -1}
"""


@pytest.mark.parametrize(
    ("code", "rules"), [("GIA301", "./ours/own.yaml"), ("GIA950", "./ours/own.yaml"), ("GIA301", "./ours")]
)
def test_a_code_that_begins_as_gialints_own_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, rules: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours").mkdir()
    Path("ours/own.yaml").write_text(YAML_RULE.replace("QS101", code), encoding="utf-8")
    Path("gialint.yaml").write_text(f"rules: [{rules}]", encoding="utf-8")
    plugins = load(settled(nearest(Path()))[0])
    [problem] = plugins.problems
    assert problem.message.zh == f"规则代码 {code} 以 GIA 开头，是 gialint 自己的代码"
    assert problem.where.endswith("own.yaml:2:7")
    assert not any(rule.name == "ours" for rule in plugins.rules)


def test_rule_folders_of_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    Path("rules", "good.yaml").write_text(YAML_RULE, encoding="utf-8")
    Path("rules", "bad.yaml").write_text("code: QS102\nseverity: fatal\n", encoding="utf-8")
    Path("gialint.yaml").write_text("rules: [./rules]", encoding="utf-8")
    plugins = load(settled(nearest(Path()))[0])
    [rule] = [rule for rule in plugins.rules if rule.code == "QS101"]
    assert rule.origin == str(Path("rules", "good.yaml"))
    assert {problem.code for problem in plugins.problems} == {"GIA903"}
    assert f"{Path('rules', 'bad.yaml')}:2:11" in [problem.where for problem in plugins.problems]
    assert plugins.registered[-1] == Plugin("rules", "gialint.yaml", {"rules": ("QS101",)})


MAKES_RULES = "from gialint import rule\n@rule('QS001')\n"


@pytest.mark.parametrize(
    ("settings", "files", "not_run"),
    [
        ("rules: [./rules]", {"rules/x.py": MAKES_RULES, "rules/tools.py": "import json\n"}, ["rules/x.py"]),
        ("rules: [./rules]", {"rules/in/x.py": MAKES_RULES.replace("@", "@gialint.")}, ["rules/in/x.py"]),
        ("rules: [./rules]\nplugins: [./rules/x.py]", {"rules/x.py": MAKES_RULES + "def x(): pass\n"}, []),
        ("rules: [./rules]\nplugins: [.]", {"__init__.py": "", "rules/x.py": MAKES_RULES}, []),
    ],
)
@pytest.mark.parametrize("allow", [False, True])
def test_python_rules_in_a_folder_of_rules_are_not_passed_over(
    settings: str,
    files: dict[str, str],
    not_run: list[str],
    allow: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"gialint.yaml": settings, **files}.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    plugins = load(settled(nearest(Path()), allow_plugins=allow)[0])
    told = [each for each in plugins.problems if each.hint == AS_PLUGIN and each.where]
    assert [(each.where, each.message.zh) for each in told] == [
        (str(Path(name)), "Python 规则要由插件提供，没有运行") for name in not_run
    ]


def test_a_file_that_cannot_be_read_is_none_of_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(tmp_path, "x.py").write_text(MAKES_RULES, encoding="utf-8")

    def read_text(*_: object) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", read_text)
    plugins = load(Config(rules=(tmp_path,)))
    assert not any(each.hint == AS_PLUGIN for each in plugins.problems)


def test_rules_are_held_to_what_editions_and_lexicons_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.yaml").write_text(YAML_RULE, encoding="utf-8")
    config = Config(rules=(Path("ours.yaml"),))
    asked: list[Path] = []

    def names(editions: Sequence[Path], lexicons: Sequence[Path], stores: Stores) -> list[str]:
        asked.extend([*editions, *lexicons])
        return ["requests.new.sum"]

    plugins = load(config, names=names)
    assert {"2021.yaml", "words.yaml"} <= {path.name for path in asked}
    assert "没有“requests.new.total”这个事实或集合" in [
        problem.message.zh for problem in plugins.problems if problem.where.startswith("ours.yaml")
    ]


def test_rule_folders_are_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    Path("rules", "good.yaml").write_text(YAML_RULE, encoding="utf-8")
    config = Config(rules=(Path("rules"),))
    first, second = (load(config, cache=tmp_path / "cache") for _ in range(2))
    assert first.rules == second.rules
    assert list((tmp_path / "cache").iterdir())


INSTALLED = """
from gialint import Reader, hookimpl

class Hooks:
    @hookimpl
    def gialint_readers(self):
        return [Reader("wps", (".wps",), "{name}:read")]

hooks = Hooks()

@hookimpl
def gialint_readers():
    return [Reader("odt", (".odt",), "{name}:read")]
"""


def installed(folder: Path, name: str, entry_point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package whose only module has the name, as pip would."""
    distribution = folder / f"gialint_{name}-1.2.dist-info"
    distribution.mkdir(parents=True)
    (distribution / "entry_points.txt").write_text(f"[gialint]\n{entry_point}\n", encoding="utf-8")
    (folder / f"{name}.py").write_text(INSTALLED.replace("{name}", name), encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


@pytest.mark.parametrize(
    ("name", "entry_point", "reader"),
    [
        ("qs_module", "qingshi = qs_module", "odt"),
        ("qs_object", "qingshi = qs_object:hooks", "wps"),
        ("qs_class", "qingshi = qs_class:Hooks.gialint_readers", None),
        ("qs_lost", "qingshi = qs_lost:none", None),
    ],
)
def test_installed_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, entry_point: str, reader: str | None
) -> None:
    installed(tmp_path / "site", name, entry_point, monkeypatch)
    plugins = load(Config(), rules=False)
    if reader is None:
        [problem] = [problem for problem in plugins.problems if "qingshi" in problem.message.zh]
        assert problem.code == "GIA903"
    else:
        assert Plugin("qingshi", f"gialint_{name} 1.2", {"readers": (reader,)}) in plugins.registered
        assert plugins.readers[0].name == reader


def test_a_name_that_two_plugins_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path / "one", "qs_one", "qingshi = qs_one", monkeypatch)
    installed(tmp_path / "two", "qs_two", "qingshi = qs_two", monkeypatch)
    plugins = load(Config(), rules=False)
    names = [plugin.name for plugin in plugins.registered]
    assert "qingshi" in names
    assert "qingshi (gialint_qs_two 1.2)" in names


def test_a_module_is_registered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, "qs_once", "qingshi = qs_once", monkeypatch)
    plugins = load(Config(plugins=("qs_once",)), rules=False)
    assert [plugin.name for plugin in plugins.registered].count("qs_once") == 0
    assert plugins.suffixes.count(".odt") == 1


def test_a_module_named_in_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "qs_named.py").write_text(INSTALLED.replace("{name}", "qs_named"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    plugins = load(Config(plugins=("qs_named",), origin="gialint.yaml"), rules=False)
    assert plugins.registered[-1] == Plugin("qs_named", "gialint.yaml", {"readers": ("odt",)})


def test_a_local_folder_is_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pack").mkdir()
    Path("pack", "__init__.py").write_text("from .hooks import gialint_readers\n", encoding="utf-8")
    Path("pack", "hooks.py").write_text(INSTALLED.replace("{name}", "pack"), encoding="utf-8")
    Path("empty").mkdir()
    Path("notes.txt").touch()
    plugins = load(Config(plugins=("./pack", "./empty", "./notes.txt")), rules=False)
    assert plugins.readers[0].name == "odt"
    assert [problem.message.zh for problem in said(plugins)] == [
        "插件 ./empty 导入时出错：FileNotFoundError: [Errno 2] No such file: 'empty'",
        "插件 ./notes.txt 导入时出错：ImportError: not a Python file: notes.txt",
    ]


FORM = """
    from pathlib import Path

    @hookimpl
    def gialint_rules():
        return [ours("{code}"), replace(ours("{code}9"), forms=("said",))]

    @hookimpl
    def gialint_editions():
        return [Path(name) for name in {editions}]
"""


def test_rules_are_kept_to_the_kinds_of_report_that_their_pack_brings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("water", "parks"):
        Path(f"{name}.yaml").touch()
    packs = {
        "water": ("QS1", ["water.yaml"]),
        "both": ("QS2", ["water.yaml", "parks.yaml"]),
        "none": ("QS3", []),
    }
    for name, (code, editions) in packs.items():
        source = "from dataclasses import replace\n" + textwrap.dedent(
            FORM.format(code=code, editions=editions)
        )
        Path(f"{name}.py").write_text(RULE + source, encoding="utf-8")
    config = Config(plugins=tuple(f"./{name}.py" for name in packs))

    def kinds(paths: Sequence[Path], stores: Stores) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path.stem for path in paths))

    def forms(loaded: Plugins) -> dict[str, tuple[str, ...]]:
        return {rule.code: rule.forms for rule in loaded.rules if rule.code.startswith("QS")}

    said = {"QS19": ("said",), "QS29": ("said",), "QS39": ("said",)}
    assert forms(load(config, kinds=kinds)) == {
        "QS1": ("water",), "QS2": ("water", "parks"), "QS3": (), **said,
    }  # fmt: skip
    # Of one kind alone every rule is put to every report.
    assert forms(load(config, kinds=lambda paths, stores: ("one",))) == {
        "QS1": (),
        "QS2": (),
        "QS3": (),
        **said,
    }


def test_dataclasses_and_pickles_of_local_plugins(tmp_path: Path) -> None:
    source = "from __future__ import annotations\nfrom dataclasses import dataclass\n"
    source += "@dataclass(slots=True)\nclass Place:\n    name: str\n"
    (tmp_path / "ours.py").write_text(source, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "ours.py").write_text("x = 1\n", encoding="utf-8")
    module: Any = run_source(read_source("./ours.py", tmp_path))
    other: Any = run_source(read_source("./sub/ours.py", tmp_path))
    assert pickle.loads(pickle.dumps(module.Place("青石镇"))) == module.Place("青石镇")
    assert module.__name__ != other.__name__


def test_a_function_is_given_itself_or_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = """
        from gialint import Reader, Reporter, hookimpl

        def write(result, style):
            return "written"

        def pages(result, style):
            return {"index.html": "a page"}

        def read(data, path, limits):
            return "read"

        @hookimpl
        def gialint_readers():
            return [Reader("itself", (".one",), read), Reader("named", (".two",), "read")]

        @hookimpl
        def gialint_reporters():
            return [Reporter("itself", write, pages), Reporter("named", "write", "pages")]
        """
    plugins = brought(tmp_path, monkeypatch, ours=source)
    assert said(plugins) == []
    named, itself = plugins.readers[:2]
    assert loaded(named.load) is loaded(itself.load)
    assert loaded(itself.load)(b"", "", None) == "read"
    for reporter in (plugins.reporters["itself"], plugins.reporters["named"]):
        assert loaded(reporter.load)(None, None) == "written"
        assert loaded(reporter.folder)(None, None) == {"index.html": "a page"}
        assert spelled(reporter.load) == spelled(plugins.reporters["named"].load)
