"""Table three in whole reports: blanks, their fix, and what is no count."""

from __future__ import annotations

from functools import partial

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tests.rules.changed_reports import CLEAN, checked

LINTER = linter(Config(select=("GIA304", "GIA305")))
_checked = partial(checked, LINTER)

GRANTED = "三、本年度办理结果 | （一）予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |"
NEW = "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ||"
CARRIED_OUT = "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ||"
CLOSED = "（七）总计 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (GRANTED, GRANTED.replace("| 0", "| ", 1)),
        (GRANTED, GRANTED.replace("| 0", "| /", 2)),
        (GRANTED, GRANTED.replace("| 0", "| ", 6)),
        (NEW, NEW.replace("| 0", "| —", 1)),
    ],
    ids=["one blank", "two marks", "a whole row but its total", "a row that is no outcome"],
)
def test_blanks_that_can_only_be_zero_are_filled_in(old: str, new: str) -> None:
    (found,) = _checked((old, new)).findings
    assert found.fix is not None
    assert found.fix["applicability"] == "unsafe"
    report = CLEAN.replace(old, new)
    for edit in reversed(found.fix["edits"]):
        report = report[: edit["start"]] + edit["text"] + report[edit["end"] :]
    assert report.replace(" ", "") == CLEAN.replace(" ", "")
    assert LINTER.check_file("report.txt", report.encode()).findings == ()


@pytest.mark.parametrize(
    "changes",
    [
        [(NEW, NEW.replace("| 1", "| ", 1))],
        [(NEW, NEW.replace("| 1 | ||", "| | ||"))],
        [(CLOSED, CLOSED.replace(" 0 |", " |")), (GRANTED, GRANTED.replace(" 0 |", " |"))],
        [(CLOSED, CLOSED.replace("| 0", "| ", 1))],
        [(GRANTED, GRANTED.replace(" 0 | |", " | |"))],
        [(GRANTED, "三、本年度办理结果 | （一）予以公开 | | 0 | 0 | 0 | 0 | 0 | 3 | |")],
        [(GRANTED, GRANTED.replace("| 0", "| ", 1)), (CLOSED, CLOSED.replace("| 0", "| 3", 1))],
        [(NEW, NEW.replace("| 0", "| ", 1)), (CARRIED_OUT, CARRIED_OUT.replace("| 0", "| ", 1))],
        [(NEW, NEW.replace("| 0", "| ", 1)), (CARRIED_OUT, CARRIED_OUT.replace("| 0", "| 2", 1))],
        [(GRANTED, GRANTED.replace("| 0 | 0", "| | -1 ", 1).replace("| 0", "| 1", 1))],
    ],
    ids=[
        "not nothing",
        "a total that is not zero",
        "no total left",
        "（七）",
        "the total of a row",
        "the row asks for three",
        "the column asks for three",
        "blanks on both sides of the balance",
        "the balance asks for two",
        "a figure below zero",
    ],
)
def test_blanks_that_may_hide_something_are_left_alone(changes: list[tuple[str, str]]) -> None:
    (found,) = [found for found in _checked(*changes).findings if found.code == "GIA304"]
    assert found.fix is None


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1件", []),
        ("１", []),
        ("1,353", []),
        ("若干", ["GIA305 若干"]),
        ("-1", ["GIA305 -1"]),
        ("0.5", ["GIA305 0.5"]),
        ("08806120035", ["GIA305 08806120035"]),
    ],
)
def test_what_is_no_count(cell: str, told: list[str]) -> None:
    checked = _checked((NEW, NEW.replace("| 1", f"| {cell}", 1)))
    assert [f"{found.code} {found.values['text']}" for found in checked.findings] == told
