"""What parsers say reaches a Chinese message in Chinese, whatever they say."""

from __future__ import annotations

import ast
import json
import re
import tomllib

import pytest

from gialint.model.errors import OTHERWISE, parser_error

HAN = re.compile("[一-鿿]")


@pytest.mark.parametrize(
    "broken",
    ["(a", "a)", "[a", "a**", "*", "(?P<x>a)(?P<x>b)", "(?<=a+)b", "(?z)", "\\q", "a{3,2}", "(?P=y)"],
)
def test_patterns(broken: str) -> None:
    with pytest.raises(re.error) as caught:
        re.compile(broken)
    assert parser_error(caught.value.msg).zh != OTHERWISE


@pytest.mark.parametrize("broken", ["(a", "a)", "(a]", "3x", "007", "'a", "a，b", "f(a b)"])
def test_expressions(broken: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ast.parse(broken, mode="eval")
    assert parser_error(caught.value.msg).zh != OTHERWISE


@pytest.mark.parametrize("broken", ["a", "a = b", "a = [1", 'a = "b', "a = 1\na = 2", "[a]\n[a]", "= 1"])
def test_toml(broken: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(broken)
    assert parser_error(str(caught.value)).zh != OTHERWISE


@pytest.mark.parametrize("broken", ["", "{a: 1}", '{"a" 1}', '{"a": 1 "b"}', "[1", '"a', "1 2"])
def test_json(broken: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(broken)
    assert parser_error(caught.value.msg).zh != OTHERWISE


def test_what_nobody_knew_is_told_in_general_words() -> None:
    words = parser_error("a thing that no parser says")
    assert words.zh == OTHERWISE
    assert words.en == "a thing that no parser says"
    assert HAN.search(words.zh)
