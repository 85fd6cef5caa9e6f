"""Rows under other words than the form's: shortened, broken, joined in one; and what is no such row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from gialint.config import Config
from gialint.model import Report
from gialint.run.linter import linter
from tests.reportwriter.altered import joined
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.files import written
from tests.reportwriter.town import clean

LINTER = linter(Config(), rules=False)
DRAFT = clean()

TABLE = """三、收到和处理政府信息公开申请情况

| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
"""


def read(*rows: str) -> Report:
    """Read a table of rows, each a label and one figure in front of six zeros, if any."""
    lines = "".join(f"| {row.replace('=', ' | ')} | 0 | 0 | 0 | 0 | 0 | 0 |\n" for row in rows)
    return LINTER.read("report.txt", (TABLE + lines).encode())


def _joined(draft: DraftReport) -> DraftReport:
    sections = [replace(each, grid=joined(each.grid)) if each.grid else each for each in draft.sections]
    return replace(draft, sections=tuple(sections))


def figures(report: Report, path: str) -> str:
    fact = report.facts[f"requests.{path}.natural_person"]
    return fact.text if fact.state == "number" else fact.state


LAST = "（五）不予处理=5.要求行政机关确认或重新出具已获取信息=1"
SECRET, SAFETY = "（三）不予公开=1.属于国家秘密=1", "3.危及“三安全一稳定”=3"


@pytest.mark.parametrize(
    ("rows", "path", "expected"),
    [
        ([SECRET, "2.其他法律行政止公开=2", SAFETY], "denied.law", "2"),
        ([SECRET, "2、其他法律法规禁止的=2", SAFETY], "denied.law", "2"),
        # Another number, other words, or no number at all: another row.
        ([SECRET, "4.其他法律行政止公开=2", SAFETY], "denied.law", "absent"),
        ([SECRET, "2.咨询类申请=2", SAFETY], "denied.law", "absent"),
        ([SECRET, "其他法律行政止公开=2", SAFETY], "denied.law", "absent"),
        # Not alone in its place, or its place unknown.
        ([SECRET, "2.其他法律行政止公开=2", "2.其他=5", SAFETY], "denied.law", "absent"),
        ([SECRET, "2.其他法律行政止公开=2", "4.保护第三方合法权益=4"], "denied.law", "absent"),
        (["2.其他法律行政止公开=2", SAFETY], "denied.law", "absent"),
        (
            ["3.补正后申请内容仍不明确=1", "（五）不予处理=1.信访投诉类=2", "2.重复申请=3"],
            "not_processed.petition",
            "2",
        ),
        (
            [LAST, "1.逾期不补正=2", "2.逾期不缴费=3", "3.其他=4"],
            "other.overdue_fee",
            "3",
        ),
    ],
)  # fmt: skip
def test_a_row_is_known_by_its_place_its_number_and_its_words(
    rows: list[str], path: str, expected: str
) -> None:
    assert figures(read(*rows), path) == expected


LAW, FEE = "2.其他法律行政法规禁止公开=2", "2.申请人逾期未按收费通知要求缴纳费用=2"
REISSUE, CLOSED = "5.要求行政机关确认或重新出具已获取信息=1", "（七）总计=9"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([REISSUE, "（六）其他处理=6", CLOSED], "6"),
        # A group with one of its rows, or with others beside it, is not one row.
        ([REISSUE, "（六）其他处理=6", "3.其他=7", CLOSED], "absent"),
        ([REISSUE, "（六）其他处理=6", "其中不补正=7", CLOSED], "absent"),
        (["（六）其他处理=6", CLOSED], "absent"),
    ],
)
def test_a_group_in_one_row(rows: list[str], expected: str) -> None:
    assert figures(read(*rows), "other") == expected


def test_a_group_in_one_row_takes_the_place_of_its_rows_in_sums() -> None:
    report = read(REISSUE, "（六）其他处理=6", CLOSED)
    outcomes = report.facts.sets["requests.outcomes"]
    assert outcomes[-1] == "other"
    assert not [each for each in outcomes if each.startswith("other.")]


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx"])
def test_a_report_with_a_joined_group_is_checked_as_any(form: str) -> None:
    checked = linter(Config(select=("GIA30",))).check_file(f"report.{form}", written(_joined(DRAFT), form))
    assert (checked.findings, checked.unassessed) == ((), ())


@pytest.mark.parametrize(
    ("rows", "path", "expected"),
    [
        (["（三）不=1.属于国家秘密=1", f"予公开={LAW}"], "denied.law", "2"),
        (["（三）不予=1.属于国家秘密=1", f"={LAW}", f"公开={SAFETY}"], "denied.safety", "3"),
        (["（六）其他=1.申请人无正当理由逾期不补正=1", f"处理={FEE}"], "other.overdue_correction", "1"),
        # Words that are no part of the group.
        (["（三）不=1.属于国家秘密=1", f"另有={LAW}"], "denied.law", "absent"),
        (["公开=1.属于国家秘密=1", f"予公={LAW}"], "denied.law", "absent"),
    ],
)  # fmt: skip
def test_groups_broken_over_rows(rows: list[str], path: str, expected: str) -> None:
    assert figures(read(*rows), path) == expected


Understood = Callable[[str], Report]

HEAD = (
    "青石镇人民政府2024年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况 | 总计 |\n"
)
DENIED = (
    "state_secret",
    "law",
    "safety",
    "third_party",
    "internal",
    "process",
    "enforcement_file",
    "admin_query",
)
PARTIAL, NOT_HELD = "（二）部分公开", "1.本机关不掌握相关政府信息"


def lines(*rows: tuple[str, int]) -> str:
    """Rows of seven times one figure, after a label if there is one."""
    return HEAD + "".join(f"{label} | ".lstrip(" |") + f"{figure} | " * 7 + "\n" for label, figure in rows)


def totals(report: Report) -> dict[str, str]:
    """The total of each row of table three that was read, with its certainty."""
    facts = {row: report.facts[f"requests.{row}.total"] for row in report.facts.sets["requests.rows"]}
    return {row: f"{fact.text} {fact.certainty}" for row, fact in facts.items() if fact.state == "number"}


def test_figures_of_a_whole_group_in_one_row(understood: Understood) -> None:
    group = "（三）不予公开 | " + " | ".join(str(number // 7) for number in range(56)) + " |\n"
    before, after = lines((PARTIAL, 9)), f"{NOT_HELD} | " + "8 | " * 7
    found = totals(understood(before + group + after))
    expected = {f"denied.{row}": f"{number} positional" for number, row in enumerate(DENIED)}
    assert found == {"partial": "9 exact", **expected, "unavailable.not_held": "8 exact"}


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ([("（三）不予公开", 0), *(("", number) for number in range(1, 8))], True),
        ([("", number) for number in range(8)], True),
        ([("", number) for number in range(7)], False),
        ([("", number) for number in range(9)], False),
        ([("某种不公开", 0), *(("", number) for number in range(1, 8))], False),
    ],
    ids=["after their group", "no label at all", "one too few", "one too many", "a label of another row"],
)
def test_rows_between_known_ones(
    understood: Understood, between: Sequence[tuple[str, int]], told: bool
) -> None:
    found = totals(understood(lines((PARTIAL, 9), *between, (NOT_HELD, 8))))
    expected = {f"denied.{row}": f"{number} positional" for number, row in enumerate(DENIED)}
    assert found == {"partial": "9 exact", **(expected if told else {}), "unavailable.not_held": "8 exact"}


def test_a_whole_table_without_labels(understood: Understood) -> None:
    found = totals(understood(lines(*(("", number) for number in range(25)))))
    assert list(found.values()) == [f"{number} positional" for number in range(25)]
    assert totals(understood(lines(*(("", number) for number in range(24))))) == {}


def test_rows_of_another_order_are_known_by_their_labels(understood: Understood) -> None:
    found = totals(understood(lines((NOT_HELD, 8), ("", 0), (PARTIAL, 9))))
    assert found == {"partial": "9 exact", "unavailable.not_held": "8 exact"}
