"""YAML files: plain data, the place of everything in them, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.model import Text
from gialint.sources.located import BadYaml, quote
from gialint.sources.suggest import did_you_mean, meant
from gialint.sources.yaml import load_yaml, parse_yaml

SOURCE = """\
# 说明
code: GIA301
title: {zh: 收到与办理, en: "a\\"b \\u4e2d c"}
assert: >
   requests.new
   == 1
quoted: 'it''s 中文 == x'
plain: 甲乙
  丙丁
block: |
  一行
  两行
empty:
list:
  - 1
  - clean: {a.b: 10}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", {"a": 1}),
        ("a: -12", {"a": -12}),
        ("a: 0.5", {"a": 0.5}),
        ("a: 007", {"a": "007"}),
        ("a: 0.1.0", {"a": "0.1.0"}),
        ("a: 1234567890123456789012", {"a": "1234567890123456789012"}),
        ("a: 2024-01-31", {"a": "2024-01-31"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: true\nb: False", {"a": True, "b": False}),
        ("a: yes\nb: on", {"a": "yes", "b": "on"}),
        ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
        ("a: ''\nb: '1'\nc: \"true\"", {"a": "", "b": "1", "c": "true"}),
        ("1: x\ntrue: y", {"1": "x", "true": "y"}),
        ("[a, [b], {c: d}]", ["a", ["b"], {"c": "d"}]),
        ("- 1\n- 2", [1, 2]),
        ("", None),
        ("# nothing", None),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", {"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}}),
        ("a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}", {
            "a": {"b": 1}, "c": {"b": 2, "d": 3}, "e": {"b": 1, "d": 3},
        }),
        ("a: {'<<': 1}", {"a": {"<<": 1}}),
        ("\ufeffa: 1", {"a": 1}),
        ("a: 1\r\nb: 2\rc: 3", {"a": 1, "b": 2, "c": 3}),
    ],
)  # fmt: skip
def test_data_are_plain(text: str, expected: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(text.encode())
    assert load_yaml(file).data == expected


@pytest.mark.parametrize(
    ("keys", "offset", "key", "expected"),
    [
        ((), 0, False, (2, 1)),
        (("code",), 0, False, (2, 7)),
        (("code",), 0, True, (2, 1)),
        (("code",), 3, False, (2, 10)),
        # Behind the last character, on its own line.
        (("code",), 6, False, (2, 13)),
        (("assert",), 17, False, (6, 8)),
        (("quoted",), 12, False, (7, 23)),
        (("plain",), 5, False, (9, 5)),
        (("title", "zh"), 3, False, (3, 16)),
        (("title", "en"), 0, False, (3, 25)),
        (("title", "en"), 2, False, (3, 28)),
        (("assert",), 0, False, (5, 4)),
        (("assert",), 9, False, (5, 13)),
        (("assert",), 13, False, (6, 4)),
        (("assert",), 16, False, (6, 7)),
        (("quoted",), 0, False, (7, 10)),
        (("quoted",), 3, False, (7, 14)),
        (("quoted",), 8, False, (7, 19)),
        (("plain",), 3, False, (9, 3)),
        (("block",), 3, False, (12, 3)),
        (("list", 0), 0, False, (15, 5)),
        (("list", 0), 2, False, (15, 5)),
        (("list", 1, "clean", "a.b"), 0, False, (16, 18)),
        (("list", 1, "clean", "a.b"), 0, True, (16, 13)),
        (("list", 1, "nothing"), 5, False, (16, 5)),
        (("nothing", "at all"), 0, True, (2, 1)),
    ],
)
def test_everything_has_its_place(
    keys: tuple[str | int, ...], offset: int, key: bool, expected: tuple[int, int]
) -> None:
    assert parse_yaml(SOURCE, "r.yaml").locate(keys, offset=offset, key=key) == expected


def test_a_problem_quotes_the_line_with_a_caret_under_the_spot() -> None:
    problem = parse_yaml(SOURCE, "rules/r.yaml").problem(Text("不对"), ("quoted",), offset=8)
    assert problem.where == "rules/r.yaml:7:19"
    assert problem.quote == "quoted: 'it''s 中文 == x'\n" + " " * 20 + "^"
    assert problem.code == "GIA903"


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("abc", 1, "^"),
        ("abc", 4, "   ^"),
        ("中文b", 3, "    ^"),
        ("\tb", 2, "\t^"),
        ("e\u0301b", 3, " ^"),
        ("ｆｗ，x", 4, "      ^"),
    ],
)
def test_a_caret_counts_display_cells(line: str, column: int, caret: str) -> None:
    assert quote(line, column) == f"{line}\n{caret}"


@pytest.mark.parametrize(
    ("text", "where", "part"),
    [
        ("a: [1", "b.yaml:1:6", "方括号"),
        ("a: {b: 1", "b.yaml:1:9", "花括号"),
        ("a: b: c", "b.yaml:1:5", "冒号"),
        ("a: 1\n b: 2", "b.yaml:2:3", "冒号"),
        ("\ta: 1", "b.yaml:1:1", "制表符"),
        ("a: @x", "b.yaml:1:4", "加引号"),
        ("a: 'x", "b.yaml:1:6", "引号"),
        ('a: "\\q"', "b.yaml:1:[56]", "转义"),
        ("a: 1\na: 2", "b.yaml:2:1", "“a”重复"),
        ("? [1]\n: 2", "b.yaml:1:3", "键必须是文字"),
        ("a: *b", "b.yaml:1:4", "锚点 &b"),
        ("a: &a [*a]", "b.yaml:1:8", "锚点 &a"),
        ("a: {<<: 1}", "b.yaml:1:5", "<<"),
        ("a: !!python/object:os.system 1", "b.yaml:1:4", "标签"),
        ("a: !own 1", "b.yaml:1:4", "标签"),
        ("a: 1\n---\nb: 2", "b.yaml:2:1", "一份"),
        ("a: \x07", "b.yaml:1:4", "U+0007"),
        ("- " * 200, "b.yaml:1:83", "40 层"),
        ("[" * 200, "b.yaml:1:42", "40 层"),
        ("a: " + "x" * 2_000_000, "b.yaml", "2000000"),
        ("%YAML 9", "b.yaml:1:8", "YAML 语法错误"),
    ],
)
def test_what_is_refused_is_pointed_at(text: str, where: str, part: str) -> None:
    with pytest.raises(BadYaml) as caught:
        parse_yaml(text, "b.yaml", code="GIA906")
    problem = caught.value.problem
    assert part in problem.message.zh
    assert re.fullmatch(where, problem.where)
    assert problem.code == "GIA906"
    assert problem.message.en
    assert str(caught.value).startswith(problem.where)


def test_aliases_do_not_grow_without_end() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"{name}: &{name} [{', '.join(['*' + chr(ord(name) - 1)] * 10)}]" for name in "bcdefgh"]
    with pytest.raises(BadYaml, match="过大"):
        parse_yaml("\n".join(rows), "bomb.yaml")


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda path: None, "没有这个文件"),
        (lambda path: path.mkdir(), "文件夹"),
        (lambda path: path.symlink_to(path), "无法打开"),
        (lambda path: path.write_bytes("标题: 甲".encode("gbk")), "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(make: Any, part: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    make(path)
    with pytest.raises(BadYaml) as caught:
        load_yaml(path, shown="配置")
    assert part in caught.value.problem.message.zh
    assert caught.value.problem.where == "配置"


@given(st.text(max_size=80))
def test_any_text_is_data_or_a_problem(text: str) -> None:
    try:
        file = parse_yaml(text, "x.yaml")
    except BadYaml as error:
        refused = error.problem
    else:
        assert file.locate() >= (1, 1)
        return
    assert refused.message.zh
    assert refused.where.startswith("x.yaml:")


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("severty", ["severity", "since"], "severity"),
        ("Error", ["error"], "error"),
        ("xyz", ["severity"], None),
        ("requests.nwe", ["requests.new", "requests.closed"], "requests.new"),
        ("a", [], None),
        ("GIA5O1", ["GIA501", "GIA531", "GIA511"], "GIA501"),
        ("gial01", ["GIA101", "GIA201"], "GIA101"),
        ("GIA310", ["GIA301", "GIA510", "GIA311"], "GIA301"),
        ("GIA999", ["GIA908", "GIA901"], None),
        ("GIA3011", ["GIA301", "GIA401"], "GIA301"),
        ("GIA30", ["GIA301", "GIA412"], "GIA301"),
        ("GIA99", ["GIA908"], None),
        ("GIA50x", ["GIA501"], "GIA501"),
        ("2012", ["2019", "2021"], "2021"),
        ("PLIAN", ["PLAN", "PLAIN"], "PLAIN"),
    ],
)
def test_the_nearest_name_is_meant(word: str, candidates: list[str], expected: str | None) -> None:
    near = did_you_mean(word, candidates)
    assert near == expected
    assert (meant(near) is None) is (expected is None)


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("code：QSH101\nname: x\n", "1:5", "第 1 行的冒号是全角的"),
        ("a: b\n  - code：x\n  c: d\n", "3:4", "第 2 行的冒号是全角的"),
        ("a: {b: 1，c.d: 2}\n", "1:13", "第 1 行括号里的逗号是全角的"),
        ("a: {b：1，c.d： 2\n", "1:15", "第 1 行括号里的逗号是全角的"),
        ("a: ［b］: c: d\n", "1:7", "第 1 行的方括号是全角的"),
        ("a: b: c\n", "1:5", ""),
        ("说明：甲\nname: x\n", "1:3", ""),
        ("severity:error\nname: x\n", "1:9", ""),
    ],
)
def test_a_mark_typed_in_full_width_is_pointed_out(text: str, where: str, hint: str) -> None:
    with pytest.raises(BadYaml) as caught:
        parse_yaml(text, "x.yaml")
    problem = caught.value.problem
    assert problem.where == f"x.yaml:{where}"
    assert (problem.hint.zh if problem.hint else "").startswith(hint)
    assert bool(problem.hint) == bool(hint)
