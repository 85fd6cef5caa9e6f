"""Rows whose labels were lost are known by their order, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from gialint.model import Report

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


def read(report: Report) -> dict[str, str]:
    """The total of each row of table three that was read, with its certainty."""
    facts = {row: report.facts[f"requests.{row}.total"] for row in report.facts.sets["requests.rows"]}
    return {row: f"{fact.text} {fact.certainty}" for row, fact in facts.items() if fact.state == "number"}


def test_figures_of_a_whole_group_in_one_row(understood: Understood) -> None:
    group = "（三）不予公开 | " + " | ".join(str(number // 7) for number in range(56)) + " |\n"
    before, after = lines((PARTIAL, 9)), f"{NOT_HELD} | " + "8 | " * 7
    found = read(understood(before + group + after))
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
    found = read(understood(lines((PARTIAL, 9), *between, (NOT_HELD, 8))))
    expected = {f"denied.{row}": f"{number} positional" for number, row in enumerate(DENIED)}
    assert found == {"partial": "9 exact", **(expected if told else {}), "unavailable.not_held": "8 exact"}


def test_a_whole_table_without_labels(understood: Understood) -> None:
    found = read(understood(lines(*(("", number) for number in range(25)))))
    assert list(found.values()) == [f"{number} positional" for number in range(25)]
    assert read(understood(lines(*(("", number) for number in range(24))))) == {}


def test_rows_of_another_order_are_known_by_their_labels(understood: Understood) -> None:
    found = read(understood(lines((NOT_HELD, 8), ("", 0), (PARTIAL, 9))))
    assert found == {"partial": "9 exact", "unavailable.not_held": "8 exact"}
