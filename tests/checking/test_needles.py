"""Needles: no pattern matches a text in which none of its needles stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.checking.patterns.tree import needles

PATTERNS = [
    "做为",
    "(?:XX|××)[X×]*",
    r"\([^()]{0,4}(?:宋体|字号)\)",
    "20(?:XX|[0-9]X)(?=年)",
    "(?<=年)报告?",
    "(?:甲|乙)?丙",
    "(?:甲乙){1,2}丁*",
    "(?>做|为)年",
    "[a-c]年",
    "做(?!为)",
    "甲|乙丙|(?:丁|戊己)",
    "(?P<a>做)(?P=a)",
    "(?=做为)做",
    "【】",
]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("做为", ["做为"]),
        ("做为|转结", ["做为", "转结"]),
        (r"\((?:具体|公开)?(?:网址|链接)\)", ["网址", "链接"]),
        (r"20(?:XX|××)(?=年)", ["XX", "××"]),
        ("年(?:报告|报)?[甲乙]", ["甲", "乙"]),
        ("[a-c]年", ["a", "b", "c"]),
        ("(?<=做)年", ["做"]),
        ("做{2,}", ["做"]),
        ("(?:做|为)*年", ["年"]),
        ("【[^】]{0,5}(?:年份|时间)】", ["【"]),
        (r"\d+", None),
        ("[^做]", None),
        ("[一-鿿]", None),
        ("做?|为", None),
        ("(?i)做", None),
        ("(?i:xx)年", None),
        ("做|.", None),
        ("(?:[a-c]|[一-鿿])", None),
    ],
)
def test_needles(pattern: str, expected: list[str] | None) -> None:
    assert needles(pattern) == expected


@given(st.sampled_from(PATTERNS), st.text("做为年报告甲乙丙丁戊己abX×20宋体字号()【】", max_size=30))
@settings(max_examples=600)
def test_where_a_pattern_matches_a_needle_stands(pattern: str, text: str) -> None:
    words = needles(pattern)
    if words is not None and re.search(pattern, text):
        assert any(word in text for word in words)
