"""Places of one line share it, and cells of one row share their caption."""

from __future__ import annotations

import pytest
from sample_results import balance, no_applications

from gialint.model import Diagnostic, Location, Severity
from gialint.reporting.places import Line, Mark, caption, lines_of, quoted_line


def at(line: int, column: int, end: int, context: str, address: str = "六/段1", last: int = 0) -> Location:
    return Location(address, "六", line, column, last or line, end, None, "", "词\n句", context)


def found(primary: Location | None, *related: tuple[str, Location], quote: str = "") -> Diagnostic:
    return Diagnostic("GIA1", "x", Severity.ERROR, "", location=primary, related=related, quote=quote)


def test_eight_cells_are_four_lines() -> None:
    lines = lines_of(balance("zh"))
    assert [line.number for line in lines] == [7, 8, 9, 10]
    assert {line.heading for line in lines} == {"三/表1"}
    assert [len(line.marks) for line in lines] == [2, 2, 2, 2]
    assert [mark.primary for line in lines for mark in line.marks] == [True] + [False] * 7


def test_three_places_are_three_lines_the_primary_first() -> None:
    assert [line.heading for line in lines_of(no_applications("zh"))] == ["六/段1", "一/（二）/段1", "三/表1"]


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        (found(None), []),
        (
            found(at(3, 2, 3, "一二三"), ("标", at(3, 2, 3, "一二三"))),
            [Line(3, "一二三", "六/段1", (Mark(1, 2, "标", "", True),))],
        ),
        (
            found(at(3, 2, 3, "一二三"), ("标", at(3, 3, 4, "一二三")), ("又", at(3, 3, 4, "一二三"))),
            [Line(3, "一二三", "六/段1", (Mark(1, 2, primary=True), Mark(2, 3, "标")))],
        ),
        (found(at(3, 2, 5, "一二三", last=4)), [Line(3, "一二三", "六/段1", (Mark(1, 3, "", "", True, 4),))]),
        (found(at(3, 9, 9, "一二三")), [Line(3, "一二三", "六/段1", (Mark(3, 3, primary=True),))]),
        (found(at(3, 5, 9, "")), [Line(3, "词", "六/段1", (Mark(0, 1, primary=True),))]),
        (
            found(at(2, 5, 6, "甲 | 1", "三/表1/甲/总计")),
            [Line(2, "甲 | 1", "三/表1", (Mark(4, 5, "", "总计", True),))],
        ),
    ],
)
def test_lines_of(diagnostic: Diagnostic, expected: list[Line]) -> None:
    assert lines_of(diagnostic) == expected


@pytest.mark.parametrize(
    ("marks", "shown", "expected"),
    [
        ([Mark(0, 1)], "…", ""),
        ([Mark(0, 1, "", "自然人")], "…", ""),
        ([Mark(0, 1, "新收")], "…", "新收"),
        ([Mark(0, 1, "新收", "自然人")], "…", "新收"),
        ([Mark(0, 1, "新收", "自然人", True), Mark(9, 10, "新收", "总计")], "…", "新收：自然人、总计"),
        ([Mark(9, 10, "总数"), Mark(0, 1, "其中")], "…", "其中、总数"),
        ([Mark(0, 1, "", "自然人"), Mark(9, 10, "新收", "总计")], "…", "新收：自然人、总计"),
        ([Mark(0, 1, "新收"), Mark(9, 10, "新收")], "…", "新收"),
        # a row that shows its own label
        ([Mark(0, 1, "新收", "自然人")], "一、新收件数 | 1", "自然人"),
        ([Mark(0, 1, "新收", "自然人"), Mark(9, 10, "新收", "总计")], "一、新收件数 | 1", "自然人、总计"),
        # prose that happens to hold the label
        ([Mark(0, 1, "新收")], "今年新收一件", "新收"),
    ],
)
def test_caption(marks: list[Mark], shown: str, expected: str) -> None:
    assert caption(marks, shown, "zh") == expected


def test_caption_in_english() -> None:
    assert caption([Mark(0, 1, "new", "自然人"), Mark(9, 10, "new", "总计")], "", "en") == "new: 自然人, 总计"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("each: 列\n      ^", Line(7, "each: 列", "", (Mark(6, 6, primary=True),))),
        ("列：each\n    ^^^^", Line(7, "列：each", "", (Mark(2, 6, primary=True),))),
        ("each:\n     ^", Line(7, "each:", "", (Mark(5, 5, primary=True),))),
        ("", None),
        ("each: x", None),
        ("one\ntwo ^", None),
    ],
)
def test_quoted_line(quote: str, expected: Line | None) -> None:
    assert quoted_line(found(at(7, 1, 1, ""), quote=quote)) == expected


def test_a_quote_without_a_place_has_no_number() -> None:
    line = quoted_line(found(None, quote="x\n^"))
    assert line is not None
    assert line.number == 0
