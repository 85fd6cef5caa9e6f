"""Which cells hold a row's figures where blanks surround them; what may be either is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report

Understood = Callable[[str], Report]

HEAD = "青石镇人民政府2024年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
NEW, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
CASES = ["natural_person", "other_organization", "total"]


def cells(report: Report, row: str) -> str:
    """The first, the last but one and the last cell of a row: figures, ``_`` for blank, ``?`` for refused."""
    signs = {"blank": "_", "unreadable": "?", "absent": "?"}
    facts = [report.facts[f"requests.{row}.{column}"] for column in CASES]
    return " ".join(signs.get(fact.state, fact.text) for fact in facts)


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("1 | 0 | 0 | 0 | 0 | 5 | 6 |", "1 5 6"),
        ("1 | 0 | 0 | 0 | 0 | 5 | 6 | ||", "1 5 6"),
        ("1 | 0 | 0 | 0 | 0 | 5 |  | | |", "1 5 _"),
        (" | 0 | 0 | 0 | 0 | 5 | 6 | | |", "_ 5 6"),
        (" | 0 | 0 | 0 | 0 | 5 |  | | |", "_ 5 _"),
        ("1 | 0 | 0 | 0 | 0 | 5 |", "? ? ?"),
        ("1 | 0 | 0 | 0 | 0 | 5 | |", "? ? ?"),
        ("1 | 0 | 0 | 0 | 0 | 5 | 6 | 7 | |", "? ? ?"),
        (" | | | | | | | | |", "_ _ _"),
    ],
    ids=[
        "bare",
        "padded",
        "last blank",
        "first blank",
        "both blank",
        "short",
        "short, padded",
        "long",
        "all blank",
    ],
)
def test_rows_padded_at_the_end(understood: Understood, row: str, read: str) -> None:
    others = [f"{label} | 1 | 0 | 0 | 0 | 0 | 0 | 1 | | |" for label in (CARRIED_IN, "（一）予以公开")]
    report = understood("\n".join([f"{HEAD}申请人情况 | |||||||||", f"{NEW} | {row}", *others]))
    assert cells(report, "new") == read
    assert cells(report, "carried_in") == "1 0 1"


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("自然人 | 法人或其他组织 | 总计 | |||||||", "_ _ 3"),
        ("自然人 | 法人或其他组织 | ||||| 总计 | ||", "? ? ?"),
        ("自然人 | 法人或其他组织 | 总计 |", "? ? ?"),
    ],
    ids=["padded", "spanned", "bare"],
)
def test_headings_tell_where_all_figures_but_totals_are_blank(
    understood: Understood, heading: str, read: str
) -> None:
    rows = [f"{label} | | | | | | | 3 | | |" for label in (NEW, CARRIED_IN)]
    assert cells(understood("\n".join([f"{HEAD}{heading}", *rows])), "new") == read


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("1 0 0 0 0 5 6", "1 5 6"),
        ("1 0 0 0 0 5 _", "1 5 _"),
        ("_ 0 0 0 0 5 6", "_ 5 6"),
        ("1 0 0 0 0 5", "? ? ?"),
        ("_ _ _ _ _ _ _", "_ _ _"),
    ],
)
def test_a_cell_a_line_with_a_pipe_before_each_row(understood: Understood, row: str, read: str) -> None:
    lines = [HEAD.strip()]
    for label, figures in ((CARRIED_IN, "1 0 0 0 0 0 1"), (NEW, row), ("（一）予以公开", "1 0 0 0 0 0 1")):
        lines += ["|", f"{label} |", *("|" if each == "_" else f"{each} |" for each in figures.split(" "))]
    report = understood("\n".join(lines))
    assert cells(report, "new") == read
    assert cells(report, "carried_in") == cells(report, "granted") == "1 0 1"


@pytest.mark.parametrize(
    ("figures", "read"),
    [
        ("7 | 7 | 7", "7"),
        ("0 | 0 | 0", "0"),
        ("7 | 7 | 8", "unreadable"),
        ("7 | 7 | 7 |  | ", "7"),
        ("NaN | NaN | NaN", "blank"),
        ("7 | 8", "unreadable"),
        (" |  | ", "blank"),
    ],
)
def test_a_figure_that_is_repeated_under_its_heading(understood: Understood, figures: str, read: str) -> None:
    caption = " | ".join(["本年处理决定数量"] * 3)
    report = understood(f"{HEAD}| 信息内容 | {caption} |\n|---|---|---|---|\n| 行政许可 | {figures} |")
    fact = report.facts["decisions.permits"]
    assert (fact.text if fact.value is not None else fact.state) == read


def test_equal_figures_under_different_headings_are_all_counted(understood: Understood) -> None:
    report = understood(
        f"{HEAD}| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n"
        "| 规章 | 规章 | 2 | 2 | 2 |"
    )
    figures = [report.facts[f"docs.regulations.{way}"].text for way in ("issued", "repealed", "valid")]
    assert figures == ["2", "2", "2"]
