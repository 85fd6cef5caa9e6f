"""What a pattern can do, read off its syntax tree."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.checking.patterns.backtracking import takes_digits
from gialint.checking.patterns.tree import begins_broadly, needles, tree


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("未收到[^。]{0,20}?申请", False),
        ("[^。]{0,20}?未收到", True),
        ("(?:[^。]{0,20})?未收到", True),
        ("(?P<before>.*)未收到", True),
        ("未收到|.+申请", True),
        ("(?:甲|乙*)?[^。]*丙", True),
        ("甲?.{2,9}", True),
        ("(?<=甲).*乙", True),
        ("(?=.*乙)甲", True),
        ("^.*乙", True),
        ("(?>.*)乙", True),
        ("(?:.)*乙", True),
        (r"\w+镇", True),
        (r"\S{2,6}局", True),
        ("[一-鿿]{2,6}局", True),
        (r"[\s\W]{0,9}乙", True),
        ("(甲)?(?(1)乙|.*)丙", True),
        ("[^。]?未收到", False),
        (".{3}未收到", False),
        (r"\d+件", False),
        (r"\s*件", False),
        ("[甲乙]{1,9}件", False),
        (r"甲(?!.*乙)", False),
        (r"(甲)\1.*", False),
    ],
)
def test_what_begins_broadly(pattern: str, expected: bool) -> None:
    assert begins_broadly(tree(pattern)) is expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("做为", False),
        (r"(?<=\d)月(?=\d)", False),
        (r"月(?!\d)", False),
        ("[^0-9０-９]月", False),
        (r"[^\d０-９]月", False),
        (r"\D月", False),
        ("[一-鿿]月", False),
        (r"(?:一|二)\s月", False),
        (r"\d月", True),
        ("1月", True),
        ("１月", True),
        ("[0-5]月", True),
        ("[^。]月", True),
        ("[^0-9]月", True),
        (r"\w月", True),
        (".月", True),
        (r"(?:甲|\d)?月", True),
        ("[^甲]月", True),
        ("(?P<n>[3件])月", True),
    ],
)
def test_what_takes_digits(pattern: str, expected: bool) -> None:
    assert takes_digits(tree(pattern)) is expected


@given(st.sampled_from(["[^0-9]", r"\w", r"\D", ".", "[一-丙]", r"[^\D]", "[^甲]", r"[\s\d]", "[1甲]", "９"]))
@settings(max_examples=20)
def test_a_class_takes_digits_as_re_itself_says(pattern: str) -> None:
    assert takes_digits(tree(pattern)) is any(re.fullmatch(pattern, digit) for digit in "0123456789０９")


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
        ("做+", ["做"]),
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
