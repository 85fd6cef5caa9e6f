"""``gialint rules``, ``explain``, ``plugins`` and ``test``: what is loaded, and whether it holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from gialint.cli import main

RULE = """code: QS101
name: ours
title: {zh: 新收不应超过十件, en: No more than ten}
severity: warning
basis: [custom]
assert: requests.new.total <= 10
examples:
  - clean: {requests.new.total: 1}
  - violates: {requests.new.total: 11}
  - unassessed: {requests.carried_in.total: 1}
"""
PYTHON_RULE = """
from gialint import Finding, Text, rule

@rule(
    "QS201", "theirs", severity="info", basis=["custom"], title=Text("他们的"),
    examples=[{"clean": {"requests.new.total": 1}}, {"violates": {"requests.new.total": 1}}],
)
def check(report, facts):
    return iter(())
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a configuration and a rule the current one."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "QS101-ours.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "gialint.yaml").write_text("rules: [./rules]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def break_a_rule(folder: Path) -> None:
    """Put a rule file with an error beside the good one."""
    (folder / "rules" / "QS102-bad.yaml").write_text("code: QS102\nseverity: fatal\n", encoding="utf-8")


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    told = capsys.readouterr()
    lines = [line.split() for line in told.out.splitlines()]
    assert ["QS101", "ours", "警告", "新收不应超过十件"] in lines
    assert "GIA903" in [line[0] for line in lines if line]
    assert told.err == ""


@pytest.mark.parametrize("words", [["--select", "QS"], ["--select", "qs101,QS1"]])
def test_rules_as_json(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--output-format", "json", "--lang", "en", *words]) == 0
    [rule] = json.loads(capsys.readouterr().out)
    assert (rule["code"], rule["title"], rule["examples"]) == ("QS101", "No more than ten", 3)


OURS = """code: QS601
name: parks
title: {zh: 公园应当写明, en: Parks must be told of}
severity: info
basis: [custom]
tags: [parks, outline]
hint: {zh: 写明公园的数量。, en: Say how many.}
match: {pattern: 花园}
examples:
  - clean: {一: 公园。}
  - violates: {一: 花园。}
"""


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--family", "QS1"], ["QS101"]),
        (["--family", "qs6xx"], ["QS601"]),
        (["--family", "QS1,QS6"], ["QS101", "QS601"]),
        (["--family", "QS1", "--family", "QS6"], ["QS101", "QS601"]),
        (["--family", "6", "--tag", "parks"], ["QS601"]),
        (["--family", "日期", "--select", "GIA602"], ["GIA602"]),
        (["--family", "Dates", "--select", "GIA602"], ["GIA602"]),
        (["--tag", "parks"], ["QS601"]),
        (["--tag", "Parks,table-two", "--select", "QS"], ["QS601"]),
        (["--severity", "info", "--select", "QS"], ["QS601"]),
        (["--severity", "info，warning", "--select", "QS"], ["QS101", "QS601"]),
        (["--severity", "error", "--select", "QS"], []),
        (["qs6"], ["QS601"]),
        (["公园", "数量"], ["QS601"]),
        (["PARKS", "must"], ["QS601"]),
        (["公园", "没有的词"], []),
    ],
)
def test_rules_that_fit(
    words: list[str], codes: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules" / "QS601-parks.yaml").write_text(OURS, encoding="utf-8")
    assert main(["rules", "--output-format", "json", "--lang", "zh", *words]) == 0
    assert [rule["code"] for rule in json.loads(capsys.readouterr().out)] == codes


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--family", "dats"], ["没有“dats”这一类规则", "“dates”"]),
        (["--family", "QS7"], ["没有“QS7”这一类规则", "“QS1”"]),
        (["--family", "0"], ["没有“0”这一类规则", "可以用：GIA1 结构、"]),
        (["--tag", "arithmetik"], ["没有“arithmetik”这个标签", "“arithmetic”"]),
        (["--severity", "fatal"], ["没有“fatal”这个级别", "可以用：error、warning、info"]),
        (["--severity", "eror"], ["“error”"]),
        (["--famliy", "1"], ["没有 --famliy 这个选项", "“--family”"]),
    ],
)
def test_rules_that_no_rule_can_fit(
    words: list[str], says: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "--lang", "zh", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert all(each in told.err for each in says), told.err


def test_no_rule_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--lang", "zh", "没有的词"]) == 0
    assert capsys.readouterr().out == "没有符合条件的规则。\n"


@pytest.mark.parametrize(("language", "count"), [("zh", "共 1 条规则。"), ("en", "1 rule.")])
def test_rules_are_counted(language: str, count: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--lang", language, "--select", "QS"]) == 0
    assert capsys.readouterr().out.endswith(f"\n\n{count}\n")


def test_rules_that_are_broken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_a_rule(folder)
    assert main(["rules", "--select", "QS"]) == 2
    told = capsys.readouterr()
    assert "QS101" in told.out
    assert "QS102-bad.yaml:2:11: GIA903 “severity”只能是" in told.err
    assert "  severity: fatal\n            ^\n" in told.err


@pytest.mark.parametrize("word", ["QS101", "qs101", "ours"])
def test_explain(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", word]) == 0
    told = capsys.readouterr().out
    assert told.startswith("警告[QS101] ours\n新收不应超过十件\n")
    assert "requests.new.total" in told


def test_explain_tells_what_is_said_of_a_violation(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "QS101"])
    assert "输出：新收不应超过十件" in capsys.readouterr().out
    main(["explain", "QS101", "--lang", "en"])
    assert "says: No more than ten" in capsys.readouterr().out


def test_explain_a_rule_whose_examples_are_wrong(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    hooks = "from gialint import hookimpl\n@hookimpl\ndef gialint_rules():\n    return [check]\n"
    (folder / "ours.py").write_text(PYTHON_RULE + hooks, encoding="utf-8")
    (folder / "gialint.yaml").write_text("plugins: [./ours.py]\n", encoding="utf-8")
    trust(folder)
    assert main(["explain", "QS201"]) == 0
    told = capsys.readouterr()
    assert "示例 2（违反）" in told.out
    assert "输出" not in told.out
    assert told.err == ""


def test_explain_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "QS101", "--output-format", "markdown", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("# QS101: No more than ten\n")
    assert "```yaml\nassert: requests.new.total <= 10\n```" in page
    assert "```yaml\nrequests.new.total: 11\n```\n\n> No more than ten" in page


def test_explain_a_family(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "gia90"]) == 2
    assert "以 GIA90 开头的有：GIA901、GIA902、" in capsys.readouterr().err
    assert main(["explain", "GIA999"]) == 2
    assert "以 GIA9 开头的有：GIA901、GIA902、" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "near"),
    [("QS11", "QS101"), ("GIA9O3", "GIA903"), ("plugin-brokn", "plugin-broken")],
)
def test_explain_what_is_not(word: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", word]) == 2
    assert capsys.readouterr() == ("", f"gialint: 没有 {word} 这条规则\n您是不是想写“{near}”？\n")


def test_plugins(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins"]) == 0
    told = capsys.readouterr()
    lines = [line.split() for line in told.out.splitlines()]
    assert ["rules", "gialint.yaml", "规则", "QS101"] in lines
    assert "builtin" in [line[0] for line in lines if line]
    assert "national" in [line[0] for line in lines if line]
    assert told.err == ""


BROKEN = """
from gialint import Reader, Reporter, hookimpl

@hookimpl
def gialint_readers():
    return [Reader("wps", (".wps",), "qs_nothing_like_it:read")]

@hookimpl
def gialint_reporters():
    lacking = Reporter("lacking", "qs_nothing_like_it:tables", requires="qs_nothing_like_it")
    return [Reporter("plain", "gialint.reporting:nothing_like_it"), lacking]
"""


def test_plugins_that_are_broken(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    break_a_rule(folder)
    (folder / "ours.py").write_text(BROKEN, encoding="utf-8")
    (folder / "gialint.yaml").write_text("rules: [./rules]\nplugins: [./ours.py]\n", encoding="utf-8")
    trust(folder)
    assert main(["plugins"]) == 2
    told = capsys.readouterr()
    assert "./ours.py" in told.out
    for said in (
        "QS102-bad.yaml:2:11: GIA903",
        "插件 wps 导入 qs_nothing_like_it:read 时出错：ModuleNotFoundError",
        "插件 plain 导入 gialint.reporting:nothing_like_it 时出错：AttributeError",
    ):
        assert said in told.err
    assert "lacking" not in told.err  # not everybody has what it needs


@pytest.mark.parametrize("words", [["rules"], ["rules/QS101-ours.yaml"]])
def test_examples(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", *words]) == 0
    told = capsys.readouterr()
    assert [line.split() for line in told.out.splitlines()[2:5]] == [
        ["QS101", "1", "符合", "通过"],
        ["QS101", "2", "违反", "通过：新收不应超过十件：本年新收·总计", "11，大于", "10，相差", "1"],
        ["QS101", "3", "无法核对", "通过：表中没有“本年新收”"],
    ]
    assert told.out.endswith("\n共 1 条规则、3 个示例，全部通过。\n")
    assert told.err == ""


PACK = """
from pathlib import Path
from gialint import hookimpl
from .theirs import check

@hookimpl
def gialint_rules():
    return [Path(__file__).parent / "rules", check]
"""


def test_examples_of_a_plugin(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "__init__.py").write_text(PACK, encoding="utf-8")
    (folder / "theirs.py").write_text(PYTHON_RULE, encoding="utf-8")
    (folder / "rules" / "__init__.py").touch()
    assert main(["test", "."]) == 1
    assert "共 2 条规则、5 个示例，1 个未通过。" in capsys.readouterr().out
    assert main(["test", "theirs.py"]) == 1
    assert "共 1 条规则、2 个示例，1 个未通过。" in capsys.readouterr().out
    assert main(["test", "rules"]) == 0
    assert "共 1 条规则、3 个示例，全部通过。" in capsys.readouterr().out


def test_examples_of_all_rules_are_told_rule_by_rule_and_those_that_fail_one_by_one(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    hooks = "from gialint import hookimpl\n@hookimpl\ndef gialint_rules():\n    return [check]\n"
    (folder / "ours.py").write_text(PYTHON_RULE + hooks, encoding="utf-8")
    (folder / "gialint.yaml").write_text("rules: [./rules]\nplugins: [./ours.py]\n", encoding="utf-8")
    trust(folder)
    assert main(["test", "--lang", "en"]) == 1
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["rule", "violated", "holds", "not", "assessed", "outcome"]
    assert ["QS101", "1", "1", "1", "passed"] in lines
    assert ["QS201", "1", "1", "0", "failed:", "2"] in lines
    rules, frames, failed, _ = [[*part] for filled, part in groupby(lines, bool) if filled]
    assert frames[0] == ["frame", "states", "doubtful", "states", "nothing", "left", "unread", "outcome"]
    assert len(rules) == len({line[0] for line in rules})
    assert failed[2:] == [["QS201", "2", "violated", "should", "be", "reported,", "and", "is", "not"]]


def test_examples_that_fail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules" / "QS201_theirs.py").write_text(PYTHON_RULE, encoding="utf-8")
    (folder / "rules" / "beside.py").write_text("raise OSError\n", encoding="utf-8")
    assert main(["test", "rules"]) == 1
    told = capsys.readouterr()
    assert ["QS201", "2", "违反", "应当报告，但没有"] in [line.split() for line in told.out.splitlines()]
    assert told.out.endswith("\n共 2 条规则、5 个示例，1 个未通过。\n")
    assert told.err == ""
    (folder / "rules" / "theirs.py").write_text(PYTHON_RULE.replace("QS201", "QS202"), encoding="utf-8")
    assert main(["test", "rules"]) == 2
    told = capsys.readouterr()
    assert told.out.endswith("\n共 2 条规则、5 个示例，1 个未通过。\n")
    assert told.err.startswith("rules/theirs.py: GIA903 没有运行这个 Python 文件里的规则\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rules"], "QS102-bad.yaml:2:11: GIA903"),
        (["rules", "rules/QS101-ours.yaml"], "GIA903 规则代码 QS101 用了两次"),
        (["beside.py"], "GIA903 插件 beside.py 导入时出错：OSError"),
        (["hooks.py"], "hooks.py:3: GIA903 插件 hooks.py 回答 gialint_rules 时出错：OSError"),
        (["none.py"], "GIA903 插件 none.py 导入时出错：FileNotFoundError"),
        (["none.yaml"], "none.yaml: GIA903 没有这个文件"),
        (["misspelt.yaml"], "misspelt.yaml:6:9: GIA903 没有“requests.new.totl”这个事实或集合"),
    ],
)
def test_examples_that_cannot_be_loaded(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_a_rule(folder)
    (folder / "beside.py").write_text("raise OSError\n", encoding="utf-8")
    (folder / "hooks.py").write_text("\ndef gialint_rules():\n    raise OSError\n", encoding="utf-8")
    (folder / "misspelt.yaml").write_text(RULE.replace("new.total <", "new.totl <"), encoding="utf-8")
    assert main(["test", *words]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "没有示例可以运行" not in told.out


def test_rules_without_examples(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ours.py").write_text(PYTHON_RULE.replace("examples=", "examples=[] and "), encoding="utf-8")
    assert main(["test", "ours.py"]) == 0
    assert capsys.readouterr().out == "没有示例的规则：QS201\n"
    assert main(["test", "ours.py", "rules"]) == 0
    assert capsys.readouterr().out.endswith("\n没有示例的规则：QS201\n共 1 条规则、3 个示例，全部通过。\n")


FRAMES = """\
claims: ours
words:
  - {kind: DUE, words: [台账数]}
frames:
  - frame: due
    pattern: DUE OBJECT.request QTY
    states: {fact: requests.total_in, value: QTY}
    examples:
      - states: {text: 台账数政府信息公开申请8件。, claims: {requests.total_in: 8}}
      - {not: 台账数建房许可申请8件。}
      - {unread: 台账数政府信息公开申请8件。}
"""


@pytest.mark.parametrize("words", [["words"], ["words/ours.yaml"]])
@pytest.mark.parametrize("settings", ["", "lexicons: words"])
def test_examples_of_frames(
    words: list[str], settings: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "words").mkdir()
    (folder / "words" / "ours.yaml").write_text(FRAMES, encoding="utf-8")
    (folder / "gialint.yaml").write_text(settings, encoding="utf-8")
    assert main(["test", *words]) == 1
    told = capsys.readouterr()
    assert [line.split() for line in told.out.splitlines()[2:5]] == [
        ["due", "1", "读出", "通过"],
        ["due", "2", "不作陈述", "通过"],
        ["due", "3", "不读", "应当未读，读出的是", "requests.total_in", "=", "8"],
    ]
    assert told.out.endswith("\n共 1 个句式、3 个示例，1 个未通过。\n")
    assert main(["test", *words, "rules"]) == 1
    assert capsys.readouterr().out.endswith("\n共 1 条规则、1 个句式、6 个示例，1 个未通过。\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FRAMES.replace("DUE OBJ", "DEU OBJ"), "words.yaml:6:14: GIA903 没有“DEU”这类词"),
        (FRAMES.replace("frames", "frame", 1), "words.yaml:4:1: GIA903 没有“frame”这个键"),
    ],
)
def test_examples_of_frames_that_cannot_be_loaded(
    text: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    assert main(["test", "words.yaml"]) == 2
    assert said in capsys.readouterr().err


def test_no_examples(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    assert main(["test", "empty"]) == 2
    assert capsys.readouterr().out == "没有示例可以运行。\n"
