"""Values of table cells: numbers and how tidily they are written, blanks, marks and words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.understanding.figures import Figure, looks_like_value, read_figure


@pytest.mark.parametrize(
    ("text", "value", "tidy"),
    [
        ("0", "0", True),
        ("1353", "1353", True),
        ("0 ", "0", True),
        ("\u3000 3\u00a0", "3", True),
        ("9.63211", "9.63211", True),
        ("+19", "19", True),
        ("-417", "-417", True),
        ("减4", "-4", False),
        ("减少4项", "-4", False),
        ("增98", "98", False),
        ("增 15", "15", False),
        ("↑15", "15", False),
        ("增长15项", "15", False),
        ("减：3", "-3", False),
        ("007", "7", False),
        ("01.5", "1.5", False),
        ("－417", "-417", False),
        ("1,353", "1353", False),
        ("1，353", "1353", False),
        ("-1,353", "-1353", False),
        ("1 353", "1353", False),
        ("１３５３", "1353", False),
        ("1353件", "1353", False),
        ("13 件", "13", False),
        ("251000元", "251000", False),
        ("3.5万元", "3.5", False),
        ("1.2万", "12000", False),
        ("48.6萬元", "48.6", False),
        ("4笔", "4", False),
        ("十三", "13", False),
        ("一件", "1", False),
        ("O", "0", False),
        ("o", "0", False),
        ("〇", "0", False),
        ("零", "0", False),
        ("l", "1", False),
    ],
)
def test_numbers(text: str, value: str, tidy: bool) -> None:
    assert read_figure(text) == Figure("number", Decimal(value), tidy)


@pytest.mark.parametrize(
    "text", ["", " ", "\u00a0", "\u3000", "\t\n", "?", " ?? ", "\u200b", "&nbsp;", "nan", "NaN"]
)
def test_blanks(text: str) -> None:
    assert read_figure(text) == Figure("blank", None, True)
    assert looks_like_value(text)


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "-",
        "—",
        "——",
        "－",
        "―",
        "无",
        " 无 ",
        "N/A",
        "n/a",
        "NA",
        "\\",
        "、",
        ".",
        "×",
        "*",
        "不适用",
        "…",
    ],
)
def test_marks(text: str) -> None:
    assert read_figure(text) == Figure("mark", None, True)
    assert looks_like_value(text)


@pytest.mark.parametrize(
    "text",
    [
        "若干",
        "10（含补正3件）",
        "0772-7618095",
        "减",
        "约20",
        "一",
        "规章",
        "100%",
        "3 5",
        "1e5",
        "²",
        "١",
        "+",
        "2024年",
        "1.2.3",
        "1.属于国家秘密",
        "X",
        "0件1",
    ],
)
def test_anything_else_is_text(text: str) -> None:
    assert read_figure(text) == Figure("text", None, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", True),
        ("12.5", True),
        ("13件", True),
        ("1,353", True),
        ("O", True),
        ("〇", True),
        ("10（含补正3件）", True),
        ("0772-7618095", True),
        ("减4", True),
        ("减少4项", True),
        ("增98件", True),
        ("增 15", True),
        ("减：3", True),
        ("↓3", True),
        ("增1.2万", True),
        ("增减", False),
        ("增加15项目", False),
        ("20余件", True),
        ("约20", True),
        ("100%", True),
        ("一、本年新收政府信息公开申请数量", False),
        ("（一）予以公开", False),
        ("1.属于国家秘密", False),
        ("2、其他", False),
        ("3.", False),
        ("1)信访", False),
        ("2024年", False),
        ("一", False),
        ("十三", False),
        ("总计", False),
        ("若干", False),
        ("规章", False),
        ("20个工作日", False),
    ],
)
def test_values_are_told_from_labels(text: str, value: bool) -> None:
    assert looks_like_value(text) is value


@settings(max_examples=120, deadline=None)
@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_are_read_as_written(value: int) -> None:
    assert read_figure(str(value)) == Figure("number", Decimal(value), True)
    assert looks_like_value(str(value))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12) | st.text(st.sampled_from("0123456789,.-+万元件一十 ?/"), max_size=12))
def test_only_numbers_have_a_value(text: str) -> None:
    figure = read_figure(text)
    assert (figure.state == "number") == (figure.value is not None)
    assert figure.state in ("number", "blank", "mark", "text")
    looks_like_value(text)
