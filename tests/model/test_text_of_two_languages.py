"""What the system refused is told in words of both languages."""

from __future__ import annotations

import ast
import errno
import json
import re
import tomllib

import pytest

from gialint.model.text import OTHERWISE, os_error, parser_error, spaced


def opened_by_word() -> OSError:
    """The error of Windows for a file that Word has open."""
    error = PermissionError(errno.EACCES, "Permission denied")
    error.winerror = 32  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满", "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限", "permission denied"),
        (OSError(errno.EMLINK, "Too many links"), "Too many links", "Too many links"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "磁盘配额已用完", "the disk quota is used up"),
        (opened_by_word(), "正被别的程序使用", "another program is using it"),
        (OSError("odd"), "OSError", "OSError"),
    ],
)
def test_refusals(error: OSError, zh: str, en: str) -> None:
    said = os_error(error)
    assert (said.zh, said.en) == (zh, en)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Word 文档", " Word 文档"), ("3 件", " 3 件"), ("网页", "网页"), ("“a”", "“a”"), ("", "")],
)
def test_a_space_stands_between_chinese_and_latin(words: str, expected: str) -> None:
    assert spaced(words) == expected


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
