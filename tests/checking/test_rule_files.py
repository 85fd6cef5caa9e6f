"""Rule files: every slip is told at its place, and what is right becomes rules by way of JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import ALIASES, KNOWN, SETS, SUMS, report

from gialint.checking.options import with_options
from gialint.checking.rulefiles import load
from gialint.checking.rulefiles.load import (
    COMPILED,
    FORMAT,
    BrokenRules,
    compile_folder,
    duplicates,
    load_folder,
    load_rules,
    rule_files,
    to_rule,
)
from gialint.files.cache import Stores, as_plain, keep_made, kept, plain
from gialint.model import Finding, Rule, Severity

GOOD = """\
code: GIA301
name: balance
title: {zh: 收到与办理应当相等, en: must balance}
severity: error
basis: [国办公开办函〔2021〕30号]
since: 0.1.0
tags: [table-three]
each: {column: requests.columns}
assert: requests.new[column] == requests.closed[column]
hint: 请核对。
examples:
  - clean: {requests.new.total: 1, requests.closed.total: 1}
  - violates: {requests.new.total: 1, requests.closed.total: 2}
    says: 收到与办理应当相等。总计：本年新收 1，（七）总计 2，相差 1
  - unassessed: {requests.new.total: 1, requests.closed.total: }
"""
NAMES = {*KNOWN, *SETS, *SUMS, *ALIASES, "sections.一", "sections.六", "forms.disclosure", "editions.2021"}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rule files into a folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / (name.replace("__", "/").replace("_", "-") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def changed(key: str, by: str) -> str:
    """Return the good rule with the line of a key replaced, or left out."""
    text, count = re.subn(rf"^{key}:.*\n", lambda _: by and by + "\n", GOOD, flags=re.MULTILINE)
    assert count == 1
    return text


def without(kind: str) -> str:
    """Return the good rule without its example of a kind."""
    return re.sub(rf"  - {kind}:.*\n(    says:.*\n)?", "", GOOD)


def beside(path: str, scope: str) -> str:
    """Return the good rule over several reports, with a figure in one more example."""
    return GOOD + f"  - {{clean: {{{path}: 1}}}}\nscope: {scope}\n"


def compared(right: str) -> str:
    """Return the good rule with another right side."""
    return changed("assert", f"assert: requests.new[column] {right}")


def test_a_rule_file_becomes_a_rule(write: Write) -> None:
    [rule], problems = load_rules(write(GIA301_balance=GOOD), known=NAMES)
    assert problems == []
    assert (rule.code, rule.name, rule.title.zh, rule.title.en) == (
        "GIA301",
        "balance",
        "收到与办理应当相等",
        "must balance",
    )
    assert rule.severity is Severity.ERROR
    assert rule.basis == ("国办公开办函〔2021〕30号",)
    assert (rule.tags, rule.since, rule.status, rule.scope) == (("table-three",), "0.1.0", "stable", "report")
    assert rule.hint is not None
    assert rule.hint.zh == "请核对。"
    assert len(rule.examples) == 3
    assert Path(rule.origin).name == "GIA301-balance.yaml"
    made = report({"requests.new.total": 1, "requests.closed.total": 2})
    found = [each for each in rule.check(made, made.facts) if isinstance(each, Finding)]
    assert [each.values["delta"] for each in found] == ["1"]


def test_a_rule_may_say_more(write: Write) -> None:
    more = "status: preview\neditions: [2021]\nforms: disclosure\ncovers: [GIA302, GIA303]\ncaps: warning\n"
    more += "per: column\nmessage: '{working}'\nwhen: requests.new[column] > 0\n"
    [rule], problems = load_rules(write(more=GOOD + more), known=NAMES)
    assert problems == []
    assert (rule.status, rule.editions, rule.covers) == ("preview", ("2021",), ("GIA302", "GIA303"))
    assert (rule.caps, rule.forms) == (Severity.WARNING, ("disclosure",))


def test_an_option_stands_for_a_figure(write: Write) -> None:
    text = compared("<= requests.closed[column] + most") + "options:\n  most: {default: 0.5, about: 最多}\n"
    [rule], problems = load_rules(write(rule=text), known=NAMES)
    assert problems == []
    assert [(each.name, each.default, each.about.zh) for each in rule.options] == [("most", 0.5, "最多")]
    made = report({"requests.new.total": 3, "requests.closed.total": 1})

    def said(given: Rule) -> list[str]:
        found = (each for each in given.check(made, made.facts) if isinstance(each, Finding))
        return [each.values["right"] for each in found]

    assert said(rule) == ["1.5"]
    assert said(with_options(rule, {"most": 1})) == ["2"]
    assert said(with_options(rule, {"most": 2})) == []


def test_a_name_may_come_from_the_file(write: Write) -> None:
    text = changed("name", "")
    assert load_rules(write(GIA301_from_file=text))[0][0].name == "from-file"


TOTL, TOTAL = "没有“requests.new.totl”这个事实", "requests.new.total"
SECTIONS = changed("assert", "require: {sections: [六, 七], words: [收到]}").replace(
    "each: {column: requests.columns}\n", ""
)
OPTIONS = (
    compared("== most") + "  - {clean: {}, options: {most: x}}\noptions: {most: {default: 3, about: x}}\n"
)


@pytest.mark.parametrize(
    ("text", "where", "part", "hint"),
    [
        ("- 1\n", "1:1", "键: 值", None),
        ("", "1:1", "键: 值", None),
        (changed("code", ""), "1:1", "缺少“code”", None),
        (changed("name", ""), "1:1", "缺少“name”", None),
        (changed("title", ""), "1:1", "缺少“title”", None),
        (changed("severity", ""), "1:1", "缺少“severity”", None),
        (changed("basis", ""), "1:1", "缺少“basis”", None),
        (GOOD.partition("examples:")[0], "1:1", "缺少“examples”", None),
        (changed("code", "code: gia301"), "1:7", "代码应如", None),
        (changed("code", "code: 301"), "1:7", "代码应如", None),
        (changed("name", "name: Balance It"), "2:7", "名称应如", None),
        (changed("severity", "severity: eror"), "4:11", "只能是 info、warning、error", "error"),
        (changed("severity", "severity: [error]"), "4:11", "只能是", None),
        (changed("severity", "severity: 警告"), "4:11", "只能是 info、warning、error", "warning"),
        (GOOD + "status: 错误\n", "16:9", "只能是", None),
        (changed("severity", "severty: error"), "4:1", "没有“severty”这个键", "severity"),
        (changed("basis", "basis: []"), "5:8", "是空的", None),
        (changed("basis", "basis:"), "5:7", "是空的", None),
        (changed("basis", "basis: [x, {a: 1}]"), "5:12", "应是文字", None),
        (changed("since", "since: 0.1"), "6:8", "加引号", None),
        (changed("tags", "tags: [true]"), "7:8", "应是文字", None),
        (changed("title", "title: {en: x}"), "3:8", "缺少中文", None),
        (changed("title", "title: {zh: x, de: y}"), "3:16", "zh 和 en", None),
        (changed("title", "title: {zh: 1}"), "3:13", "应是文字", None),
        (changed("title", "title:"), "3:7", "应是文字", None),
        (GOOD + "status: of\n", "16:9", "只能是", "off"),
        (changed("assert", ""), "1:1", "缺少判断：assert", None),
        (changed("assert", "asert: a.b == 1"), "9:1", "没有“asert”这个键", "assert"),
        (changed("each", "each: requests.columns"), "8:7", "“each”应写成", None),
        (changed("each", "each: {column: 1}"), "8:16", "集合的名称", None),
        (changed("each", "each: {column: [requests.columns, 1]}"), "8:16", "集合的名称", None),
        (changed("each", "each: {column: requests.colums}"), "8:16", "没有“requests.colums”", None),
        (changed("each", "each: {column: requests}"), "8:16", "两段", None),
        (changed("each", "each: {sum: requests.columns}"), "8:13", "不能用", None),
        (changed("each", "each: {kolumn: requests.columns}"), "9:22", "方括号", "kolumn"),
        (compared("== requests.closd[column]"), "9:33", "没有“requests.closd.*”", None),
        (compared("= requests.closed[column]"), "9:30", "写作 ==", None),
        (compared("== summ(requests.closed[column])"), "9:33", "这个函数", "sum"),
        (changed("assert", "assert: >\n  1\n  == __import__('os')"), "11:6", "没有这个函数", None),
        (changed("assert", "assert: 本年新收 == 1"), "9:9", "gialint facts", None),
        (changed("assert", "assert: true"), "9:9", "要写成表达式", None),
        (GOOD + "when: 1\n", "16:7", "应是文字", None),
        (GOOD + "when: requests.new\n", "16:7", "不是判断", None),
        (GOOD + "per: colum\n", "16:6", "没有绑定 colum", "column"),
        (GOOD + "per: [column, row]\n", "16:15", "没有绑定 row", None),
        (GOOD + "message: {zh: '共{lefft}', en: 'x'}\n", "16:17", "没有占位 {lefft}", "left"),
        (GOOD + "message: '{x} 与 {working}'\n", "16:11", "没有占位 {x}", None),
        (without("clean"), "11:1", "合格（clean）", None),
        (without("violates"), "11:1", "违反（violates）", None),
        (GOOD.partition("examples:")[0] + "examples: {clean: {}}\n", "11:11", "应是一个列表", None),
        (GOOD + "  - x\n", "16:5", "例子写作", None),
        (GOOD + "  - {clean: {}, violates: {}}\n", "16:5", "例子要有一个", None),
        (GOOD + "  - clean: 1\n", "16:5", "例子要有一个", None),
        (GOOD + "  - {clean: {}, sys: x}\n", "16:17", "没有“sys”这个键", "says"),
        (GOOD + "  - {violates: {}, says: 1}\n", "16:26", "应是文字", None),
        (GOOD + "  - {violates: {}, says: [x, 1]}\n", "16:30", "应是文字", None),
        (GOOD + "  - {violates: {}, says: []}\n", "16:26", "“says”是空的", None),
        (GOOD + "  - {clean: {}, says: x}\n", "16:17", "请删去“says”", None),
        (GOOD + "  - {clean: {}, options: 3}\n", "16:26", "例子的“options”", None),
        (GOOD + "options: 3\n", "16:10", "“options”应写成", None),
        (GOOD + "options: {most: 3}\n", "16:17", "default 和 about", None),
        (GOOD + "options: {most: {default: 3, abuot: x}}\n", "16:17", "default 和 about", None),
        (GOOD + "options: {most: {default: x, about: x}}\n", "16:27", "不小于 0", None),
        (GOOD + "options: {most: {default: 3, about: 3}}\n", "16:37", "应是文字", None),
        (GOOD + "options: {most: {default: 3, about: x}}\n", "16:11", "没有表达式用到选项 most", None),
        (compared("== mots") + "options: {most: {default: 3, about: x}}\n", "9:33", "也不是选项", "most"),
        (GOOD + "options: {sum: {default: 3, about: x}}\n", "16:11", "名字 sum 不能用", None),
        (GOOD + "options: {column: {default: 3, about: x}}\n", "16:11", "名字 column 不能用", None),
        (compared("== most.x") + "options: {most: {default: 3, about: x}}\n", "9:33", "不能再有别的", None),
        (GOOD + "  - {violates: {}, also: []}\n", "16:26", "是空的", None),
        (GOOD + "  - {violates: {}, also: {a: b}}\n", "16:26", "应是文字", None),
        (GOOD + "forms: [disclosur]\n", "16:9", "没有“disclosur”这种报告", "disclosure"),
        (GOOD + "editions: '2012'\n", "16:12", "报告格式没有“2012”这一版", "2021"),
        (GOOD + "editions: [2012]\n", "16:12", "报告格式没有“2012”这一版", "2021"),
        (SECTIONS, "8:25", "没有第七部分", None),
        (GOOD + "  - {clean: {requests.new.totl: 1}}\n", "16:14", TOTL, TOTAL),
        (beside("last.requests.new.totl", "series"), "16:14", TOTL, TOTAL),
        (beside("members.甲局.requests.new.totl", "members"), "16:14", TOTL, TOTAL),
        (GOOD + "  - {clean: {}, options: {most: 3}}\n", "16:27", "没有可以设置的选项", None),
        (OPTIONS, "16:33", "不小于 0 的数", None),
        (GOOD + "code: GIA302\n", "16:1", "“code”重复", None),
        ("code: [", "1:8", "缺少内容", None),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_stands(
    text: str, where: str, part: str, hint: str | None, write: Write
) -> None:
    folder = write(rule=text)
    rules, problems = load_rules(folder, known=NAMES)
    assert rules == []
    found = [each for each in problems if part in each.message.zh]
    assert found, [each.message.zh for each in problems]
    assert found[0].where == f"{folder / 'rule.yaml'}:{where}"
    assert found[0].code == "GIA903"
    assert found[0].message.en
    assert found[0].quote.endswith("^")
    if hint:
        assert found[0].hint is not None
        assert f"“{hint}”" in found[0].hint.zh


@pytest.mark.parametrize(
    ("more", "right", "hint"),
    [
        ("", "last.requests.closed.total", "用到 last.… 要写 scope: series。"),
        ("", "members.requests.closed.total", "用到 members.… 要写 scope: members。"),
        ("scope: series\n", "last.requests.closd.total", "您是不是想写“last.requests.closed.total”？"),
        ("", "requests.closd.total", "您是不是想写“requests.closed.total”？"),
    ],
)
def test_a_name_that_only_another_scope_has_is_told_by_that(
    more: str, right: str, hint: str, write: Write
) -> None:
    [problem] = load_rules(write(rule=compared(f"== {right}") + more), known=NAMES)[1]
    assert problem.hint is not None
    assert problem.hint.zh == hint


def test_one_rule_of_two_kinds_is_refused(write: Write) -> None:
    _, problems = load_rules(write(rule=GOOD + "match: x\n"))
    assert [each.message.zh for each in problems] == ["assert、match、require、near 只能写一个"]


def test_without_an_edition_names_are_not_checked(write: Write) -> None:
    text = compared("== requests.closd[column]")
    assert load_rules(write(rule=text))[1] == []


def test_one_broken_file_does_not_stop_the_others(write: Write, tmp_path: Path) -> None:
    folder = write(a="code: [", b=GOOD)
    rules, problems = load_rules([folder, tmp_path / "nothing.yaml", folder / "b.yaml"])
    assert [rule.code for rule in rules] == ["GIA301", "GIA301"]
    assert [each.message.zh[:6] for each in problems] == ["YAML 语", "没有这个文件"]


def test_what_is_not_a_rule_file_is_passed_over(write: Write) -> None:
    folder = write(a=GOOD, sub__b=GOOD, editions__c="x", lexicon__d="x", sub__editions__e="x")
    (folder / ".hidden.yaml").write_text("x", encoding="utf-8")
    (folder / "_draft").mkdir()
    (folder / "_draft" / "x.yml").write_text("x", encoding="utf-8")
    (folder / "sub" / "f.yml").write_text(GOOD, encoding="utf-8")
    files = [file.relative_to(folder).as_posix() for file in rule_files(folder)]
    assert files == ["a.yaml", "sub/b.yaml", "sub/f.yml"]


def compiled(folder: Path) -> Stores:
    """Compile the rules of a folder beside it, as in a package that is then installed."""
    (folder / COMPILED).write_bytes(compile_folder(folder))
    return Stores(packages=(folder,))


def test_compiled_rules_are_the_same_rules(write: Write) -> None:
    folder = write(sub__GIA301_balance=GOOD)
    from_yaml, _ = load_rules(folder)
    from_data, _ = load_rules(folder, compiled(folder))
    assert from_data == from_yaml
    assert from_data[0].examples == from_yaml[0].examples
    assert str(folder).encode() not in compile_folder(folder)


def test_compiled_rules_need_no_yaml(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(GIA301_balance=GOOD)
    stores = compiled(folder)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    [rule], problems = load_rules(folder, stores)
    made = report({"requests.new.total": 1, "requests.closed.total": 2})
    assert [type(each).__name__ for each in rule.check(made, made.facts)] == ["Finding", "Unassessed"]
    assert problems == []


NO_RULES: list[object] = [1, [1], {}, [{}], [{"kind": "x"}]]


@pytest.mark.parametrize(
    "data",
    [b"", b"{", as_plain([]), as_plain({"format": 0, "rules": []}), as_plain({"format": FORMAT})]
    + [as_plain({"format": FORMAT, "rules": rules}) for rules in NO_RULES],
)
def test_compiled_rules_of_another_time_are_not_used(data: bytes, write: Write) -> None:
    folder = write(GIA301_balance=GOOD)
    stores = compiled(folder)
    (folder / COMPILED).write_bytes(data)
    assert [rule.code for rule in load_rules(folder, stores)[0]] == ["GIA301"]


def test_what_is_compiled_beside_rules_that_nobody_installed_is_not_believed(write: Write) -> None:
    folder = write(GIA301_balance=GOOD)
    compiled(folder)
    write(GIA301_balance=changed("name", "name: other"))
    assert [rule.name for rule in load_rules(folder)[0]] == ["other"]


def test_rules_are_kept_with_the_files_that_they_are_of(write: Write, tmp_path: Path) -> None:
    folder, stores = write(rules__a=GOOD) / "rules", Stores(tmp_path / "cache")
    first = load_folder(folder, stores)
    [entry] = (tmp_path / "cache").iterdir()
    of, doctored = plain(kept(entry))
    doctored["rules"][0]["name"] = "from-cache"
    keep_made(entry, of, doctored)
    assert load_folder(folder, stores)[0][0]["name"] == "from-cache"
    assert load_folder(folder, stores)[0][0]["origin"] == first[0][0]["origin"]
    assert load_folder(folder, stores, NAMES)[0][0]["name"] == "balance"
    write(rules__a=changed("name", "name: other"))
    assert load_folder(folder, stores)[0][0]["name"] == "other"


@pytest.mark.parametrize("rules", [1, [1], [{"kind": "assert"}], [{"kind": "assert", "code": 1, "title": 2}]])
def test_rules_that_cannot_be_rules_are_made_anew(rules: object, write: Write, tmp_path: Path) -> None:
    folder, stores = write(rules__a=GOOD) / "rules", Stores(tmp_path / "cache")
    first = load_folder(folder, stores)
    [entry] = (tmp_path / "cache").iterdir()
    before = entry.read_bytes()
    of, _ = plain(kept(entry))
    keep_made(entry, of, {"format": FORMAT, "rules": rules})
    assert load_folder(folder, stores) == first
    assert entry.read_bytes() == before


def test_broken_rules_are_not_kept(write: Write, tmp_path: Path) -> None:
    folder, stores = write(rules__a="code: [") / "rules", Stores(tmp_path / "cache")
    assert load_folder(folder, stores)[1]
    assert not (tmp_path / "cache").exists()
    assert load_folder(folder, stores)[1]


def test_a_cache_that_cannot_be_written_is_none(write: Write, tmp_path: Path) -> None:
    folder = write(rules__a=GOOD) / "rules"
    (tmp_path / "file").write_text("", encoding="utf-8")
    specs, problems = load_folder(folder, Stores(tmp_path / "file" / "cache"))
    assert (len(specs), problems) == (1, [])


def test_an_empty_folder_has_no_rules(tmp_path: Path) -> None:
    assert load_rules(tmp_path, Stores(tmp_path / "cache")) == ([], [])


def test_what_is_broken_is_not_compiled(write: Write) -> None:
    with pytest.raises(BrokenRules, match="缺少内容"):
        compile_folder(write(a="code: ["))


def test_a_code_used_twice_is_not_compiled(write: Write) -> None:
    folder = write(a=GOOD, b=GOOD)
    with pytest.raises(BrokenRules) as caught:
        compile_folder(folder)
    [problem] = caught.value.problems
    assert str(folder / "a.yaml") in problem.message.zh
    assert problem.where == str(folder / "b.yaml")


def test_duplicates_name_both_rules(write: Write) -> None:
    [rule] = load_rules(write(a=GOOD))[0]
    other = replace(rule, origin="", name="twin")
    assert duplicates([rule, replace(rule, code="GIA302")]) == []
    [problem] = duplicates([rule, other])
    assert problem.code == "GIA903"
    assert "twin" in problem.message.zh
    assert problem.where == "twin"


def test_a_rule_is_made_of_plain_data() -> None:
    spec = json.loads(json.dumps({
        "code": "YUN101", "name": "x", "title": {"zh": "甲"}, "severity": "info", "basis": ["custom"],
        "examples": [], "kind": "assert", "assert": "a.b == 1", "origin": "x.yaml",
    }))  # fmt: skip
    rule = to_rule(spec)
    assert isinstance(rule, Rule)
    assert (rule.hint, rule.tags, rule.severity) == (None, (), Severity.INFO)


def test_importing_the_rulebook_imports_no_yaml() -> None:
    code = f"import sys, {load.__name__}; print('ruamel.yaml' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
