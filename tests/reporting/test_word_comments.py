"""What comments say, and that a draft is not flooded with them."""

from __future__ import annotations

import pytest

from gialint.model import Checked, Diagnostic, Location, Severity
from gialint.reporting.comments import Comment, Line, comments


def spot(line: int, address: str = "六/段1", column: int = 1) -> Location:
    return Location(address, "六", line, column, line, column + 4, None, "", "未收到申")


FOUND = Diagnostic(
    "GIA501",
    "no-applications-claimed",
    Severity.ERROR,
    "称未收到申请，表三为 1",
    hint="请核实。",
    basis=("《条例》第五十条", "custom"),
    location=spot(9),
    related=(("本年新收", spot(3, "三/表1")), ("文中另称", spot(2, "一/段2"))),
    working=("1 + 0 = 1", "表三为 1"),
)
FULL = (
    Line("错误 GIA501：称未收到申请，表三为 1", True),
    Line("1 + 0 = 1"),
    Line("还涉及：三/表1（本年新收）；一/段2（文中另称）"),
    Line("怎么改：请核实。"),
    Line("依据：《条例》第五十条；惯例，无明文规定"),
)
OTHER = Diagnostic("GIA702", "url", Severity.WARNING, "网址可疑", location=spot(3, "三/表1"))
OWN = Line("警告 GIA702：网址可疑", True)


def said(*found: Diagnostic, language: str = "zh") -> list[Comment]:
    return comments(Checked("a.docx", findings=found), language)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], []),
        # its other places are named in it, and have no comment of their own
        ([FOUND], [Comment(spot(9), FULL)]),
        ([FOUND, OTHER], [Comment(spot(3, "三/表1"), (OWN,)), Comment(spot(9), FULL)]),
        # two findings at one place are two comments
        (
            [FOUND, OTHER._replace(location=spot(9))],
            [Comment(spot(9), FULL), Comment(spot(9), (OWN,))],
        ),
        # what is about the whole report comes first, and has no place
        ([OTHER, OTHER._replace(location=None)], [Comment(None, (OWN,)), Comment(spot(3, "三/表1"), (OWN,))]),
        # where it is told itself is no other place
        ([OTHER._replace(related=(("同样", spot(3, "三/表1")),))], [Comment(spot(3, "三/表1"), (OWN,))]),
        # of very many places the first are named
        (
            [OTHER._replace(related=tuple(("同样", spot(line, f"段{line}")) for line in range(10, 20)))],
            [
                Comment(
                    spot(3, "三/表1"),
                    (
                        OWN,
                        Line(
                            "还涉及：段10（同样）；段11（同样）；段12（同样）；段13（同样）；段14（同样）；"
                            "段15（同样）；段16（同样）；段17（同样）；另有 2 处"
                        ),
                    ),
                )
            ],
        ),
        ([OTHER._replace(suppressed="惯例")], []),
        ([OTHER._replace(code="GIA901")], []),
    ],
)
def test_one_comment_a_finding(found: list[Diagnostic], expected: list[Comment]) -> None:
    assert said(*found) == expected


def test_no_place_is_told_twice_of_one_finding() -> None:
    twice = FOUND._replace(related=(FOUND.related[0], *FOUND.related))
    assert said(twice)[0].lines == FULL


def test_in_english() -> None:
    [comment] = said(FOUND, language="en")
    assert [line.text for line in comment.lines[:3]] == [
        "error GIA501: 称未收到申请，表三为 1",
        "1 + 0 = 1",
        "Other places: 三/表1 (本年新收); 一/段2 (文中另称)",
    ]
