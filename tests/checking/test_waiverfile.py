"""A file of waivers is read entry by entry; what is wrong with one is told with its line and a caret."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gialint.checking.suppression.waivers import Waiver, read_waivers, waivers_schema
from gialint.model import Problem
from gialint.sources.located import BadYaml
from gialint.sources.yaml import load_yaml

KNOWN = ("GIA301", "GIA501", "GIA904", "QSH101")
SCHEMA: Any = Draft202012Validator(waivers_schema())
BEYOND = ("完整的规则代码", "不能豁免", "不是“2027-02-30”")
"""What of the slips no schema can know: which rules there are, and how long months are."""
GOOD = "- code: GIA301\n  place: 三/表1\n  values: {left: 1}\n  reason: 已核实\n"


def said(problem: Problem) -> str:
    """Write a problem short: line, column, message and hint."""
    hint = problem.hint.zh if problem.hint else ""
    return f"{problem.where.rpartition('yaml:')[2]} {problem.message.zh} | {hint}"


def read(folder: Path, text: str) -> tuple[list[Waiver], list[Problem]]:
    path = folder / "gialint-waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_waivers(path, KNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("[]", []),
        ("# 还没有\n", []),
        (GOOD, [("GIA301", "已核实", "", "三/表1", "", {"left": "1"}, "", "")]),
        (
            "- {code: gia501, path: drafts, fingerprint: a1b2c3d4,"
            " reason: 好, author: 张三, until: 2027-03-31}",
            [("GIA501", "好", "drafts", "", "a1b2c3d4", {}, "张三", "2027-03-31")],
        ),
        (
            "- code: QSH101\n  fingerprint: '12345678'\n  reason: >\n    已与县办\n    核实\n  author:\n",
            [("QSH101", "已与县办 核实", "", "", "12345678", {}, "", "")],
        ),
        (
            '- {code: GIA301, place: 三, values: {a: 12.5, b: "0012", c: "1,356"}, reason: 好}',
            [("GIA301", "好", "", "三", "", {"a": "12.5", "b": "0012", "c": "1,356"}, "", "")],
        ),
    ],
)
def test_waivers(tmp_path: Path, text: str, expected: list[tuple[object, ...]]) -> None:
    waivers, problems = read(tmp_path, text)
    assert problems == []
    assert [
        (
            each.code,
            each.reason,
            each.path,
            each.place,
            each.fingerprint,
            each.values,
            each.author,
            each.until,
        )
        for each in waivers
    ] == expected
    assert all(each.root == str(tmp_path) for each in waivers)
    assert SCHEMA.is_valid(load_yaml(tmp_path / "gialint-waivers.yaml").data)


def test_each_knows_where_it_stands(tmp_path: Path) -> None:
    waivers, _ = read(tmp_path, f"# 豁免\n{GOOD}\n{GOOD}")
    assert [each.at.where.rpartition("yaml:")[2] for each in waivers] == ["2:3", "7:3"]
    assert waivers[0].at.quote == "- code: GIA301\n  ^"


ONE = "gialint check --output-format waivers 按现有问题打印可以粘贴的条目。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code: GIA301", ["1:1 豁免文件应当是一个列表，每条以“- code: …”开头 | "]),
        ("- GIA301", ["1:3 每条豁免是一组“键: 值” | "]),
        (
            "- {code: GIA301, plcae: 三, reason: 好}",
            [
                "1:18 豁免没有“plcae”这个键 | 您是不是想写“place”？",
                f"1:4 豁免要写 place（位置）或 fingerprint（指纹），写一个 | {ONE}",
            ],
        ),
        (
            "- {code: GIA301, place: 三, 备注: 无, reason: 好}",
            [
                "1:28 豁免没有“备注”这个键 | "
                "可以用：code、path、place、fingerprint、reason、author、until、values"
            ],
        ),
        (
            "- code: GIA301\n  place: 三\n",
            ["1:3 豁免没有写原因（reason），不起作用 | 写明谁核实了什么、为什么可以保留。"],
        ),
        (
            "- code: GIA301\n  place: 三\n  reason:\n",
            ["3:10 豁免没有写原因（reason），不起作用 | 写明谁核实了什么、为什么可以保留。"],
        ),
        (
            "- {code: GIA301, place: 三, reason: '  '}",
            ["1:37 豁免没有写原因（reason），不起作用 | 写明谁核实了什么、为什么可以保留。"],
        ),
        ("- {code: GIA301, place: 三, reason: [好]}", ["1:36 reason 应当是文字 | "]),
        ("- {place: 三, reason: 好}", ["1:3 豁免没有写规则代码（code） | "]),
        ("- {code: GIA3O1, place: 三, reason: 好}", ["1:10 没有 GIA3O1 这条规则 | 您是不是想写“GIA301”？"]),
        ("- {code: 301, place: 三, reason: 好}", ["1:10 没有 301 这条规则 | 您是不是想写“GIA301”？"]),
        ("- {code: [GIA301], place: 三, reason: 好}", ["1:10 code 应当是文字 | "]),
        ("- {code: GIA3, place: 三, reason: 好}", ["1:10 豁免要写完整的规则代码，不能只写 GIA3 | "]),
        ("- {code: GIA904, place: 三, reason: 好}", ["1:10 GIA904 说的是 gialint 自身的工作，不能豁免 | "]),
        (
            "- {code: GIA301, place: 三, fingerprint: a1b2c3d4, reason: 好}",
            [f"1:4 豁免要写 place（位置）或 fingerprint（指纹），写一个 | {ONE}"],
        ),
        (
            "- {code: GIA301, fingerprint: a1b2, reason: 好}",
            ["1:31 指纹是 8 到 16 位十六进制数字 | 纯数字的指纹要加引号。"],
        ),
        (
            "- {code: GIA301, place: 三, until: 明年, reason: 好}",
            ["1:35 until 应如 2027-03-31，不是“明年” | "],
        ),
        (
            "- {code: GIA301, place: 三, until: 2027-02-30, reason: 好}",
            ["1:35 until 应如 2027-03-31，不是“2027-02-30” | "],
        ),
        (
            "- {code: GIA301, place: 三, until: 20270331, reason: 好}",
            ["1:35 until 应如 2027-03-31，不是“20270331” | "],
        ),
        (
            "- {code: GIA301, place: 三, values: [1], reason: 好}",
            ['1:36 values 应如 {left: "1", right: "2"} | '],
        ),
        (
            "- {code: GIA301, place: 三, values: {a: }, reason: 好}",
            ['1:36 values 应如 {left: "1", right: "2"} | '],
        ),
        ("- code: GIA301\n  place: 三\n  code: GIA302", ["3:3 键“code”重复 | "]),
        ("- code: [GIA301", ["1:16 YAML 语法错误：方括号没有合上，或缺少逗号 | "]),
    ],
)
def test_slips(tmp_path: Path, text: str, expected: list[str]) -> None:
    waivers, problems = read(tmp_path, text)
    assert list(map(said, problems)) == expected
    assert {problem.code for problem in problems} == {"GIA906"}
    assert all(problem.message.en and problem.quote for problem in problems)
    assert waivers == []
    with suppress(BadYaml):  # of which no schema is asked
        valid = SCHEMA.is_valid(load_yaml(tmp_path / "gialint-waivers.yaml").data)
        assert valid == any(each in line for each in BEYOND for line in expected)


def test_one_slip_does_not_cost_the_others(tmp_path: Path) -> None:
    waivers, problems = read(tmp_path, f"{GOOD}- code: GIA501\n{GOOD}")
    assert len(waivers) == 2
    assert len(problems) == 2


def test_no_such_file(tmp_path: Path) -> None:
    _, [problem] = read_waivers(tmp_path / "none.yaml", KNOWN)
    assert (problem.code, problem.message.zh) == ("GIA906", "没有这个文件")
