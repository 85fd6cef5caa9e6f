"""By what the rows of the overview are chosen, which choices choose none, and where an agency is found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gialint.model import MISSING, Checked, Diagnostic, Result, Severity
from gialint.reporting import Style
from gialint.reporting.html import html, pages
from gialint.reporting.html.view import Choice, Choices, Row, agencies, nobody, row, sheet

KINDS = {"street": "街道", "township": "乡镇", "bureau": "部门"}
FAMILIES = ("GIA3", "GIA5")


def checked(agency: str, kind: str, *codes: str) -> Checked:
    findings = tuple(Diagnostic(code, "x", Severity.ERROR, "不符") for code in codes)
    return Checked(f"{agency}.txt", "text", agency, kind, 2024, findings=findings)


REPORTS = (
    checked("乙镇", "township", "GIA301"),
    checked("甲镇", "township"),
    checked("丙街道", "street", "GIA501", "GIA302"),
    checked("丁院", "hospital"),
)


def rows() -> list[Row]:
    return [
        row(sheet(each, {}, "zh", "", whole=False), each, "", FAMILIES, KINDS, place)
        for place, each in enumerate(REPORTS, start=1)
    ]


def test_a_row_has_the_marks_of_what_it_is() -> None:
    assert [each.marks for each in rows()] == [
        ("of-unfit", "in-0", "at-1"),
        ("of-clean", "at-1"),
        ("of-unfit", "in-0", "in-1", "at-0"),
        ("of-clean",),
    ]


def group(name: str, *marks: str) -> Choices:
    return Choices(name, name, tuple(Choice(mark, mark, 1) for mark in marks))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([group("of", "of-unfit", "of-clean")], []),
        (
            [group("of", "of-unfit", "of-clean"), group("in", "in-0", "in-1")],
            [("of-clean", "in-0"), ("of-clean", "in-1")],
        ),
        (
            [group("of", "of-unfit", "of-clean"), group("at", "at-0", "at-1"), group("in", "in-0", "in-1")],
            [
                ("of-clean", "at-0"),
                ("of-clean", "in-0"),
                ("of-clean", "in-1"),
                ("at-1", "in-1"),
            ],
        ),
    ],
)
def test_what_chooses_no_row_is_known(groups: list[Choices], expected: list[tuple[str, ...]]) -> None:
    assert nobody(rows(), groups) == expected


def test_three_marks_may_choose_none_though_any_two_do() -> None:
    some = [
        each._replace(marks=marks)
        for each, marks in zip(rows(), [("a", "b"), ("a", "c"), ("b", "c")], strict=False)
    ]
    groups = [group("1", "a"), group("2", "b"), group("3", "c")]
    assert nobody(some, groups) == [("a", "b", "c")]


def test_agencies_are_listed_by_kind_and_name() -> None:
    found = [(word, [each.report.agency for each in of]) for word, of in agencies(rows(), KINDS, "zh")]
    assert found == [("街道", ["丙街道"]), ("乡镇", ["乙镇", "甲镇"]), ("其他机关", ["丁院"])]


def many(count: int) -> Result:
    reports = (*REPORTS, *(checked(f"{number}局", "bureau") for number in range(count)))
    return Result("0", reports, kinds=KINDS)


def test_of_many_agencies_there_is_a_list_that_leads_to_their_rows() -> None:
    assert '<details class="agencies">' not in pages(many(8), Style())["index.html"]
    text = pages(many(20), Style())["index.html"]
    links = set(re.findall(r'<li class="\w+"><a href="#(a\d+)">', text))
    assert links == set(re.findall(r'<tr id="(a\d+)"', text))
    assert len(links) == 24
    assert "<script" not in text


@pytest.mark.parametrize(
    "make", [lambda result: html(result, Style()), lambda result: pages(result, Style())["index.html"]]
)
def test_who_has_not_reported_is_no_idle_waiver(make: object) -> None:
    absent = tuple(
        Diagnostic(MISSING, "missing-report", Severity.WARNING, f"{name}没有 2024 年的报告", "催报。")
        for name in ("甲局", "乙局")
    )
    text = make(replace(many(2), engine=absent))  # type: ignore[operator]
    assert "不起作用的豁免" not in text
    assert '应报名单 <span class="count">2</span>' in text
    assert text.count("催报。") == 1
