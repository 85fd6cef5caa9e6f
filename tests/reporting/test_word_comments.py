"""What comments say, and that a draft is not flooded with them."""

from __future__ import annotations

import pytest

from gialint.document import Location
from gialint.finding import Checked, Diagnostic, Severity
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
    Line("怎么办：请核实。"),
    Line("依据：《条例》第五十条；惯例，无明文规定"),
)
POINTERS = [
    Comment(spot(2, "一/段2"), (Line("见 GIA501（六/段1）：文中另称"),)),
    Comment(spot(3, "三/表1"), (Line("见 GIA501（六/段1）：本年新收"),)),
]
OTHER = Diagnostic("GIA702", "url", Severity.WARNING, "网址可疑", location=spot(3, "三/表1"))
OWN = Line("警告 GIA702：网址可疑", True)


def said(*found: Diagnostic, language: str = "zh") -> list[Comment]:
    return comments(Checked("a.docx", findings=found), language)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], []),
        ([FOUND], [*POINTERS, Comment(spot(9), FULL)]),
        # a place has one comment, its own findings first
        (
            [FOUND, OTHER],
            [POINTERS[0], Comment(spot(3, "三/表1"), (OWN, *POINTERS[1].lines)), Comment(spot(9), FULL)],
        ),
        # what is about the whole report comes first, and has no place
        ([OTHER._replace(location=None)], [Comment(None, (OWN,))]),
        # no pointers for what only informs, nor to where it is told itself
        ([FOUND._replace(severity=Severity.INFO)],
         [Comment(spot(9), (Line("提示 GIA501：称未收到申请，表三为 1", True), *FULL[1:]))]),
        ([OTHER._replace(related=(("同样", spot(3, "三/表1")),))], [Comment(spot(3, "三/表1"), (OWN,))]),
        # nor for what has very many places
        ([OTHER._replace(related=tuple(("同样", spot(line)) for line in range(10, 19)))],
         [Comment(spot(3, "三/表1"), (OWN, Line("还涉及 9 处，未逐一批注。")))]),
        ([OTHER._replace(suppressed="惯例")], []),
        ([OTHER._replace(code="GIA901")], []),
    ],
)  # fmt: skip
def test_one_comment_a_place(found: list[Diagnostic], expected: list[Comment]) -> None:
    assert said(*found) == expected


def test_no_place_is_told_twice_of_one_finding() -> None:
    twice = FOUND._replace(related=(FOUND.related[0], FOUND.related[0]))
    assert said(twice)[0].lines == POINTERS[1].lines


def test_in_english() -> None:
    assert [comment.lines[0].text for comment in said(FOUND, language="en")] == [
        "See GIA501 (六/段1): 文中另称",
        "See GIA501 (六/段1): 本年新收",
        "error GIA501: 称未收到申请，表三为 1",
    ]
