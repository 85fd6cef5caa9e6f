"""The schema of rule files: it takes what gialint takes, and underlines what it refuses for its form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gialint.checking.kinds import KINDS
from gialint.checking.rulefiles.fields import KIND_FIELDS, KIND_KEYS, rule_schema
from gialint.checking.rulefiles.judge import rule_problems
from gialint.checking.rulefiles.load import load_rules
from gialint.cli.new_rule import KINDS as SCAFFOLDS
from gialint.cli.new_rule import scaffold
from gialint.sources.yaml import load_yaml, parse_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted(
    [*(ROOT / "rules" / "gialint_rules").rglob("GIA*.yaml"), *(ROOT / "examples").rglob("rules/*.yaml")]
)
SCHEMA: Any = Draft202012Validator(rule_schema())

HEAD = "code: QSH101\nname: ours\ntitle: 要求\nseverity: info\nbasis: custom\n"
EXAMPLES = "examples: [{clean: {}}, {violates: {一: 花园}}]\n"
ASSERT = "assert: requests.new.total == 1\n"
MATCHES = "match: {pattern: 花园}\n"


def problems(text: str) -> list[str]:
    """Return where the schema finds fault with a rule file."""
    return [error.json_path for error in SCHEMA.iter_errors(parse_yaml(text, "x.yaml").data)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(rule_schema())


def test_it_has_every_kind_of_rule() -> None:
    assert set(KIND_KEYS) == {*KINDS}
    assert set(KIND_FIELDS) == {*KINDS} - {"assert"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_takes_every_rule_file(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(load_yaml(path).data)] == []


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_it_takes_what_new_rule_writes(kind: str) -> None:
    assert problems(scaffold("QSH101", "first", kind, "zh")) == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ASSERT + EXAMPLES,
        HEAD + MATCHES + EXAMPLES,
        HEAD.replace("name: ours\n", "") + MATCHES + EXAMPLES,
        HEAD + "match: {replace: {花园: 公园}}\n" + EXAMPLES,
        HEAD + "match: {pattern: [花园, 园林], replace: 公园, in: [title, prose], once: true}\n" + EXAMPLES,
        HEAD + "near: {list: [云坪县人民政府], distance: 2}\n" + EXAMPLES,
        HEAD + "each: {c: requests.columns}\nper: c\nwhen: a.b == 1\ndoubt: a.b == 2\n" + ASSERT + EXAMPLES,
        HEAD + MATCHES + EXAMPLES + "tags: [a, 1]\neditions: [2021]\nforms: disclosure\nstatus: 'off'\n",
    ],
)
def test_it_takes(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[]\n", "$"),
        (MATCHES + EXAMPLES, "$"),
        (HEAD + EXAMPLES, "$"),
        (HEAD + ASSERT + MATCHES + EXAMPLES, "$"),
        (HEAD + MATCHES, "$"),
        (HEAD.replace("QSH101", "qsh101") + MATCHES + EXAMPLES, "$.code"),
        (HEAD.replace("QSH101", "301") + MATCHES + EXAMPLES, "$.code"),
        (HEAD.replace("ours", "Our rule") + MATCHES + EXAMPLES, "$.name"),
        (HEAD.replace("要求", "{en: x}") + MATCHES + EXAMPLES, "$.title"),
        (HEAD.replace("要求", "{zh: x, de: y}") + MATCHES + EXAMPLES, "$.title"),
        (HEAD.replace("要求", "1") + MATCHES + EXAMPLES, "$.title"),
        (HEAD.replace("info", "eror") + MATCHES + EXAMPLES, "$.severity"),
        (HEAD.replace("custom", "[]") + MATCHES + EXAMPLES, "$.basis"),
        (HEAD + MATCHES + EXAMPLES + "since: 0.1\n", "$.since"),
        (HEAD + MATCHES + EXAMPLES + "tags: [true]\n", "$.tags"),
        (HEAD + MATCHES + EXAMPLES + "statsu: preview\n", "$"),
        (HEAD + MATCHES + EXAMPLES + "status: of\n", "$.status"),
        (HEAD + MATCHES + EXAMPLES + "caps: big\n", "$.caps"),
        (HEAD + MATCHES + EXAMPLES + "when: a.b == 1\n", "$"),
        (HEAD + ASSERT + EXAMPLES + "each: requests.columns\n", "$.each"),
        (HEAD + ASSERT + EXAMPLES + "each: {c: 1}\n", "$.each.c"),
        (HEAD + "assert: true\n" + EXAMPLES, "$.assert"),
        (HEAD + "match: 花园\n" + EXAMPLES, "$.match"),
        (HEAD + "match: {in: prose}\n" + EXAMPLES, "$.match"),
        (HEAD + "match: {pattern: 花园, in: proze}\n" + EXAMPLES, "$.match.in"),
        (HEAD + "match: {pattern: 花园, on: file}\n" + EXAMPLES, "$.match.on"),
        (HEAD + "match: {pattern: 花园, once: 1}\n" + EXAMPLES, "$.match.once"),
        (HEAD + "match: {words: [花]}\n" + EXAMPLES, "$.match.words"),
        (HEAD + "match: {patern: 花园}\n" + EXAMPLES, "$.match"),
        (HEAD + "require: {pattern: 花园, words: [花园]}\n" + EXAMPLES, "$.require"),
        (HEAD + "require: {pattern: 花园, replace: 公园}\n" + EXAMPLES, "$.require"),
        (HEAD + "near: {list: [花园]}\n" + EXAMPLES, "$.near.list"),
        (HEAD + "near: {list: [云坪县人民政府], distance: 3}\n" + EXAMPLES, "$.near.distance"),
        (HEAD + MATCHES + "examples: {clean: {}}\n", "$.examples"),
        (HEAD + MATCHES + "examples: [{clean: {}}]\n", "$.examples"),
        (HEAD + MATCHES + "examples: [{violates: {一: 花园}}]\n", "$.examples"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: 花园}]\n", "$.examples[1].violates"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: {一: 花园}, sys: 花}]\n", "$.examples[1]"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: {一: 花园}, clean: {}}]\n", "$.examples[1]"),
        (HEAD + MATCHES + "examples: [{clean: {}, says: 花}, {violates: {一: 花园}}]\n", "$.examples[0]"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: {}, says: []}]\n", "$.examples[1].says"),
    ],
)  # fmt: skip
def test_it_refuses_what_gialint_refuses(text: str, at: str, tmp_path: Path) -> None:
    assert at in problems(text)
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    assert load_rules(tmp_path / "ours.yaml")[1] != []


TEXTS_HEAD = """\
code: QSH701
name: wording
title: 用词
severity: info
basis: [custom]
"""
TEXTS_EXAMPLES = """\
examples:
  - clean: {一: 作为单位。}
  - violates: {一: 做为单位，中华人民共合国。}
"""
MATCH, REQUIRE, NEAR = (
    "match: {pattern: 做为, ",
    "require: {pattern: 作为, ",
    "near: {list: [中华人民共和国], ",
)
KNOWN = {"requests.new.total", "lists.typos", "lists.phrases"}


def slips(body: str, known: set[str] = KNOWN) -> list[tuple[str, str, str]]:
    """Return the slips of a rule file: where in its body, what, and what was meant."""
    file = parse_yaml(TEXTS_HEAD + TEXTS_EXAMPLES + body + "\n", "rule.yaml")
    problems = rule_problems(file, known)
    assert all(problem.message.en and problem.quote.endswith("^") for problem in problems)
    start = (TEXTS_HEAD + TEXTS_EXAMPLES).count("\n")
    return [
        (_moved(problem.where, start), problem.message.zh, problem.hint.zh if problem.hint else "")
        for problem in problems
    ]


def _moved(where: str, lines: int) -> str:
    _, line, column = where.split(":")
    return f"{int(line) - lines}:{column}"


@pytest.mark.parametrize(
    "body",
    [
        "match: {pattern: 做为}",
        "match: {pattern: [做为, 转结]}",
        "match: {words: [做为]}",
        "match: {words: typos, unless: 引用, except: phrases}",
        "match: {replace: typos, in: all}",
        "match: {replace: {做为: 作为}, in: [prose, cells]}",
        "match: {pattern: '(?P<a>做)为', replace: '{a}为', once: true, on: original, in: title}\n"
        "message: '{a}{match}{count}{replacement}{title}'",
        "match: {pattern: '做为(?!\\d)', replace: 作为, sections: 六, on: reading}",
        "require: {pattern: 作为, sections: [一, 六]}\nmessage: {zh: '{section}{title}', en: '{section}'}",
        "require: {words: [作为, 身为], in: headings}",
        "require: {words: phrases, unless: 引用, except: [甲乙]}",
        "require: {sections: [一], min_chars: 3, max_chars: 3}",
        "require: {pattern: 作为, max_chars: 900}\nmessage: {zh: '{length}{limit}', en: '{section}'}",
        "near: {list: [中华人民共和国], distance: 2, in: [prose], sections: [一], except: [中华人民共河国]}",
        "near: {list: phrases, except: typos}\nmessage: '{match}{phrase}'",
        "match: {pattern: 做为}\ncaps: warning\ncovers: [QSH702]",
    ],
)
def test_what_is_right(body: str) -> None:
    assert slips(body) == []


@pytest.mark.parametrize(
    ("body", "where", "part", "hint"),
    [
        # the frame, which is the same for all kinds
        ("match: 做为", "1:8", "“match”应写成一组", ""),
        ("near: []", "1:7", "“near”应写成一组", ""),
        ("match: {patern: 做为}", "1:9", "match 没有“patern”这个键", "pattern"),
        ("require: {pattern: 作为, replace: 甲}", "1:24", "require 没有“replace”这个键", ""),
        ("near: {list: [中华人民共和国], pattern: 甲}", "1:25", "near 没有“pattern”这个键", ""),
        (MATCH + "in: heading}", "1:26", "“in”只能是", "headings"),
        (MATCH + "in: [prose, 3]}", "1:34", "“in”只能是", ""),
        (MATCH + "sections: 6}", "1:32", "“sections”写部分的序号", ""),
        (MATCH + "sections: [六, '']}", "1:37", "“sections”写部分的序号", ""),
        (MATCH + "on: orginal}", "1:26", "“on”只能是", ""),
        ("match: {pattern: 做为}\neach: {column: requests.columns}", "2:1", "“each”只能与 assert 同用", ""),
        ("match: {pattern: 做为}\nwhen: requests.new > 0", "2:1", "“when”只能与 assert 同用", ""),
        ("match: {pattern: 做为}\ncaps: eror", "2:7", "“caps”只能是", "error"),
        # what is looked for
        ("match: {in: all}", "1:1", "match 要有且只有 pattern、words、replace 中的一个", ""),
        ("match: {pattern: 做为, words: [做为]}", "1:1", "match 要有且只有 pattern、words 中的一个", ""),
        ("require: {in: all}", "1:1", "require 要有且只有 pattern、words 中的一个", ""),
        ("require: {max_chars: 1.5}", "1:22", "“max_chars”应是不小于 0 的整数", ""),
        ("require: {min_chars: 3, max_chars: 2}", "1:22", "“min_chars”大于“max_chars”", ""),
        ("match: {pattern: 做为, max_chars: 3}", "1:22", "match 没有“max_chars”这个键", ""),
        ("match: {pattern: 做为}\noptions: {x: {default: 1, about: x}}", "2:1", "只能与 assert 同用", ""),
        ("near: {distance: 1}", "1:1", "near 要有且只有 list 中的一个", ""),
        ("match: {pattern: 3}", "1:18", "应是一个模式", ""),
        ("match: {pattern: ''}", "1:19", "应是一个模式", ""),
        ("match: {pattern: []}", "1:18", "至少要有一个模式", ""),
        ("match: {pattern: [做为, '转[结']}", "1:25", "正则表达式有误", ""),
        ("match: {pattern: '做为('}", "1:21", "正则表达式有误", ""),
        ("match: {pattern: '[^。]{0,20}?做为'}", "1:19", "长短不定", "确定的字"),
        ("match: {pattern: '(做+)+为'}", "1:19", "反复回溯", "不要在重复里"),
        ("match: {pattern: '做*'}", "1:19", "什么都不要", "必须出现"),
        (MATCH + "unless: '.*引用'}", "1:31", "长短不定", "确定的字"),
        (MATCH + "unless: 1}", "1:30", "应是一个模式", ""),
        ("match: {words: []}", "1:16", "应是词语的列表", ""),
        ("match: {words: 3}", "1:16", "应是词语的列表", ""),
        ("match: {words: [做为, 做]}", "1:21", "至少 2 个字", ""),
        ("match: {words: [做为, 12]}", "1:21", "至少 2 个字", ""),
        ("match: {words: typo}", "1:16", "没有“typo”这个列表", "typos"),
        (MATCH + "except: frases}", "1:30", "没有“frases”这个列表", "phrases"),
        (MATCH + "once: 1}", "1:28", "“once”只能是 true、false", ""),
        ("near: {list: [国务院]}", "1:15", "少于 4 个字", ""),
        ("near: {list: frases}", "1:14", "没有“frases”这个列表", "phrases"),
        (NEAR + "distance: 3}", "1:35", "“distance”只能是 1、2", ""),
        (NEAR + "distance: true}", "1:35", "“distance”只能是 1、2", ""),
        (NEAR + "except: 3}", "1:33", "应是词语的列表", ""),
        # what is written instead
        ("match: {pattern: '做为(', replace: 作为}", "1:21", "正则表达式有误", ""),
        ("match: {pattern: 3, replace: 作为}", "1:18", "应是一个模式", ""),
        (MATCH + "replace: 3}", "1:31", "“replace”应是文字", ""),
        (MATCH + "replace: '作{a}'}", "1:33", "没有占位 {a}", ""),
        (MATCH + "replace: 作为1}", "1:31", "替换不能动到数字", "(?=…)"),
        ("match: {pattern: '做为\\d?', replace: 作为}", "1:36", "替换不能动到数字", "(?=…)"),
        ("match: {pattern: [做为, '3件'], replace: 作为}", "1:39", "替换不能动到数字", "(?=…)"),
        ("match: {words: [做为3], replace: 作为}", "1:32", "替换不能动到数字", "(?=…)"),
        ("match: {replace: [做为]}", "1:18", "“replace”应是文字，或", ""),
        ("match: {replace: {}}", "1:18", "应是词语的列表", ""),
        ("match: {replace: {做为: 3}}", "1:23", "替换成什么应是文字", ""),
        ("match: {replace: {做为: 作为3}}", "1:23", "替换不能动到数字", "(?=…)"),
        ("match: {replace: {做: 作}}", "1:18", "至少 2 个字", ""),
        ("match: {replace: typo}", "1:18", "没有“typo”这个列表", "typos"),
        # what is said
        ("match: {pattern: 做为}\nmessage: '有{mach}'", "2:12", "没有占位 {mach}", "match"),
        ("match: {pattern: '(?P<word>做)为'}\nmessage: '{zh: 1}{wrd}'", "2:11", "没有占位 {zh: 1}", ""),
        ("require: {pattern: 作为}\nmessage: {zh: 甲, en: '{match}'}", "2:23", "没有占位 {match}", ""),
        ("near: {list: phrases}\nmessage: '{count}'", "2:11", "没有占位 {count}", ""),
        # what the rule's own examples do not hold
        ("match: {pattern: 作成}", "1:18", "在第 2 个例子（violates）里找不到", ""),
        ("match: {words: [作成, 看做]}", "1:16", "在第 2 个例子（violates）里找不到", ""),
        ("require: {pattern: 身为}", "1:20", "在第 1 个例子（clean）里找不到", ""),
        ("near: {list: [国务院办公厅, 中国共产党]}", "1:14", "在第 2 个例子（violates）里找不到", ""),
        (NEAR + "except: [中华人民共合国]}", "1:14", "在第 2 个例子（violates）里找不到", ""),
    ],
)
def test_a_slip_is_told_where_it_stands(body: str, where: str, part: str, hint: str) -> None:
    found = [slip for slip in slips(body) if part in slip[1]]
    assert found, slips(body)
    assert found[0][0] == where
    assert hint in found[0][2]


def test_lists_are_not_checked_where_none_are_known() -> None:
    assert slips("near: {list: frases}", set()) == []


def test_a_pattern_is_tried_on_repaired_and_on_written_examples() -> None:
    examples = "examples:\n  - clean: {一: 甲}\n  - violates: {一: '鎮(zhèn)，&nbsp;村'}\n"
    for body, expected in (
        ("match: {pattern: '镇,村'}", []),
        ("match: {pattern: '&nbsp;', on: original}", []),
        ("match: {pattern: '镇,村', on: original}", ["在第 2 个例子（violates）里找不到要找的文字"]),
    ):
        file = parse_yaml(TEXTS_HEAD + examples + body + "\n", "rule.yaml")
        assert [problem.message.zh for problem in rule_problems(file)] == expected


def test_one_of_several_clean_examples_must_hold_what_is_required() -> None:
    examples = "examples:\n  - clean: {一: 甲}\n  - clean: {一: 乙}\n  - violates: {一: 丙}\n"
    file = parse_yaml(TEXTS_HEAD + examples + "require: {pattern: 乙}\n", "rule.yaml")
    assert rule_problems(file) == []
