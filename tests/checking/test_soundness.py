"""Patterns are refused for what would make them slow, or find nothing, or everything."""

from __future__ import annotations

import pytest

from gialint.checking.patterns.soundness import pattern_misfit
from gialint.checking.rulefiles.texts import readings_of, texts_of


@pytest.mark.parametrize(
    ("pattern", "column", "part"),
    [
        ("(做为", 0, "正则表达式有误"),
        ("做为[", 2, "正则表达式有误"),
        ("做*", 0, "什么都不要"),
        ("(?=做)", None, None),
        ("[^。]{0,20}?做为", 0, "长短不定"),
        ("(做+)+为", 0, "反复回溯"),
        ("做(做|做做)+$", 0, "反复回溯"),
        ("(?:甲|乙|甲乙)*丙", 0, "反复回溯"),
        ("关.*于.*通.*知", 0, "反复回溯"),
        (r"((\S|\S\S)+)+", 0, "长短不定"),
        (r"(?:县|区)(\S|\S\S)+局", 0, "反复回溯"),
        (r"\d+(?:,\d{3})*(?:\.\d+)?[件份]", None, None),
        (r"(?:\d+、)+等", None, None),
        ("关于[^。]{1,40}的通知", None, None),
        ("关于.*的通知", None, None),
        (r"\d+件", None, None),
        (r"(?<!\d)[0-9]{1,3}，[0-9]{3}(?=[件条])", None, None),
        ("(?:XX|××)(?=[省市县])", None, None),
    ],
)
def test_a_pattern_is_refused_or_not(pattern: str, column: int | None, part: str | None) -> None:
    slip = pattern_misfit(pattern)
    if part is None:
        assert slip is None
        return
    assert slip is not None
    assert part in slip.message.zh
    assert slip.message.en
    assert slip.offset == column


def test_the_texts_of_an_example() -> None:
    example = {"title": "甲", "sections": {"一、总体": "乙\n丙"}, "requests.new": 3, "review.total": None}
    assert list(texts_of(example)) == [
        "title", "甲", "sections", "一、总体", "乙", "丙", "requests.new", "3", "review.total",
    ]  # fmt: skip


def test_the_readings_of_an_example_are_repaired() -> None:
    assert list(readings_of({"一": "青石鎮(zhèn)，人民政府"})) == ["一", "青石镇,人民政府"]
