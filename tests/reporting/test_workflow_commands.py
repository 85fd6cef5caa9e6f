"""What a report says is no command to GitHub's runner."""

from __future__ import annotations

import pytest

from gialint.reporting.ci import data, inert, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::add-mask::一", "%3A%3Aadd-mask::一"),
        ("甲\n  ::error file=a::乙", "甲\n  %3A%3Aerror file=a::乙"),
        ("甲\r\u3000\t::debug::乙", "甲\r\u3000\t%3A%3Adebug::乙"),
        ("甲\n\n::debug::乙", "甲\n\n%3A%3Adebug::乙"),
        ("\u200b::debug::", "\u200b%3A%3Adebug::"),
        (" ::: 一、总体情况", " ::: 一、总体情况"),
        ("甲##[group]乙", "甲##%5Bgroup]乙"),
        ("### [GIA301] 甲::乙", "### [GIA301] 甲::乙"),
        (": :甲", ": :甲"),
        ("a.txt:1:2: error", "a.txt:1:2: error"),
        ("", ""),
    ],
)
def test_no_line_is_a_command(text: str, expected: str) -> None:
    assert inert(text) == expected


def test_what_stands_in_a_command_is_escaped() -> None:
    assert data("a:b,\r\n50%") == "a:b,%0D%0A50%25"
    assert value("a:b,\r\n50%") == "a%3Ab%2C%0D%0A50%25"
