"""Data held to a schema: each misfit at its place, in words that tell what to do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gialint.checking.patterns.backtracking import pattern_misfit
from gialint.sources.misfits import Misfit, Schema, misfits
from gialint.sources.yaml import parse_yaml

TEXT: Schema = {"type": "string"}
MANY: Schema = {"type": "array", "items": TEXT}
ONE: Schema = {
    "type": "object",
    "properties": {"kind": {"enum": ["date", "name"]}, "labels": MANY, "year": {"type": "integer"}},
    "required": ["kind"],
    "additionalProperties": False,
}
EITHER: Schema = {"anyOf": [TEXT, MANY, {"type": "object", "additionalProperties": TEXT}]}


def told(text: str, schema: Schema) -> list[str]:
    """Return what is wrong with a YAML text, each as ``line:column message | hint``."""
    file = parse_yaml(text, "x.yaml")
    problems = [misfit.problem(file) for misfit in misfits(file.data, schema, pattern_misfit)]
    return [
        f"{each.where.removeprefix('x.yaml:')} {each.message.zh}"
        + (f" | {each.hint.zh}" if each.hint else "")
        for each in problems
    ]


@pytest.mark.parametrize(
    ("text", "schema", "expected"),
    [
        ("kind: date\nlabels: [a, b]\nyear: 2020", ONE, []),
        ("kind: dat", ONE, ["1:7 不能写“dat” | 您是不是想写“date”？"]),
        ("kind: 0", ONE, ["1:7 不能写“0” | 可以用：date、name"]),
        ("kind: date\nlables: [a]", ONE, ["2:1 没有“lables”这个键 | 您是不是想写“labels”？"]),
        ("kind: date\n甲: 1", ONE, ["2:1 没有“甲”这个键 | 可以用：kind、labels、year"]),
        ("labels: [a]", ONE, ["1:1 缺少“kind”"]),
        ("kind: date\nlabels: a", ONE, ["2:9 这里应是一个列表"]),
        ("kind: date\nlabels: [a, 3, '']", ONE, ["2:13 这里应是文字", "2:17 这里应是文字"]),
        ("kind: date\nlabels:", ONE, ["2:8 这里应是一个列表"]),
        ("kind: date\nyear: true", ONE, ["2:7 这里应是整数"]),
        ("- a", ONE, ["1:1 这里应是一组“键: 值”"]),
        ("a", EITHER, []),
        ("[a]", EITHER, []),
        ("{a: b}", EITHER, []),
        ("3", EITHER, ["1:1 这里应是文字或一个列表或一组“键: 值”"]),
        ("{a: [b]}", EITHER, ["1:5 这里应是文字"]),
        ("a(b", {"type": "string", "format": "regex"}, ["1:2 正则表达式有误：圆括号没有合上"]),
        ("县\\S*站$", {"type": "string", "format": "regex", "x-of": "names"}, []),
    ],
)
def test_misfits(text: str, schema: Schema, expected: list[str]) -> None:
    assert told(text, schema) == expected


@pytest.mark.parametrize("of", ["names", "texts"])
@pytest.mark.parametrize("pattern", [r"((\S|\S\S)+)+", r"(\S*)*局", r"(县|县\S*)*$"])
def test_a_slow_pattern_is_refused(of: str, pattern: str) -> None:
    [misfit] = misfits(pattern, {"type": "string", "format": "regex", "x-of": of}, pattern_misfit)
    assert misfit.hint


def test_in_english() -> None:
    [misfit] = misfits(3, EITHER)
    assert misfit == Misfit((), misfit.message)
    assert misfit.message.en == "expected here: text or a list or keys and values"


VALUES = st.recursive(
    st.sampled_from(["a", "date", 0, 3, True, None, 1.5]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["kind", "labels", "year", "x"]), inner, max_size=3)
    ),
)


@given(VALUES, st.sampled_from([TEXT, MANY, ONE, EITHER, {}]))
def test_it_judges_as_others_do(value: Any, schema: dict[str, Any]) -> None:
    # A blank text is none to us, and YAML tells whole numbers from others by how they are written.
    assert bool([*misfits(value, schema)]) == (not Draft202012Validator(schema).is_valid(value))
