"""Table four in whole reports: blanks and what is no count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gialint.config import Config
from gialint.model import Document, Fact, Facts, Finding, Place, Severity, Text
from gialint.run.linter import linter
from gialint_rules.review.GIA405_table_four_number import check as rule
from tests.reportwriter.plain import text
from tests.reportwriter.town import clean

LINTER = linter(Config(select=("GIA404", "GIA405")))
CLEAN = text(clean())
ROW = " | ".join("0" * 15)


def _row(*first: str) -> str:
    return " | ".join([*first, *"0" * (15 - len(first))])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (_row("2", "0", "0", "1", "3"), []),
        (_row("/"), ["GIA404 warning 1"]),
        (_row("0", "", "—", "无"), ["GIA404 warning 3"]),
        (_row("1件", "０"), []),
        (_row("-1"), ["GIA405 error -1"]),
        (_row("0.5"), ["GIA405 error 0.5"]),
        (_row("0", "若干"), ["GIA405 error 若干"]),
        (_row("1234567890"), ["GIA405 error 1234567890"]),
        (_row("999999999"), []),
    ],
)
def test_cells(row: str, told: list[str]) -> None:
    assert ROW in CLEAN
    checked = LINTER.check_file("report.txt", CLEAN.replace(ROW, row).encode())
    shown = [
        f"{found.code} {found.severity.word} {found.values.get('cells') or found.values['text']}"
        for found in checked.findings
    ]
    assert shown == told


def test_what_was_read_by_its_place_alone_is_only_doubted() -> None:
    document = Document("report.txt", "text", "-1", ())
    place = Place(document, 0, 2, "四/表1/行政复议总计", "四")
    read = {
        "review.total": Fact("review.total", Text("总计"), Decimal(-1), "number", "-1", place, "positional")
    }
    facts = Facts(read, sets={"litigation.outcomes": ("upheld", "corrected", "other", "pending", "total")})
    report = LINTER.read("report.txt", CLEAN.encode())
    (found,) = rule.check(report, facts)
    assert isinstance(found, Finding)
    assert found.severity is Severity.WARNING
