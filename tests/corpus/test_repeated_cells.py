"""Reports in Markdown whose merged cells are repeated in each column: all is read, what is wrong is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gialint.checking.engine import check_report
from gialint.run.linter import Linter
from tests.reportwriter import form, form_2019
from tests.reportwriter.described import CORPUS, loaded

REPORTS = CORPUS / "repeated"
EXPECTED = loaded(REPORTS / "expected.yaml")


@pytest.mark.parametrize("name", EXPECTED)
def test_every_figure_is_read(name: str, gialint: Linter) -> None:
    expected: Mapping[str, Any] = EXPECTED[name]
    report = gialint.read(*_file(name))
    paths = list((form_2019 if expected["edition"] == "2019" else form).paths())
    facts = {path: report.facts[path] for path in paths if path not in _rows(expected["unread"], paths)}
    wrong = {
        path: (fact.state, fact.text)
        for path, fact in facts.items()
        if fact.value != Decimal(str(expected["figures"].get(path, "0")).removesuffix("万元"))
    }
    assert wrong == {}
    assert len(facts) >= len(paths) - 8


@pytest.mark.parametrize("name", EXPECTED)
def test_the_findings_are_those_that_were_planted(name: str, gialint: Linter) -> None:
    report = gialint.read(*_file(name))
    checked = check_report(report, gialint.rules, gialint.engine, gialint.terms)
    told = Counter(f"{finding.code} {finding.severity.name.lower()}" for finding in checked.findings)
    assert told == Counter(EXPECTED[name]["findings"])


def test_they_are_eight_of_either_form() -> None:
    assert len(EXPECTED) == len(list(REPORTS.glob("*.md"))) == 8
    assert {name.rpartition("-")[2] for name in EXPECTED} >= {"2019", "2020", "2021", "2022", "2023", "2024"}


def _file(name: str) -> tuple[str, bytes]:
    path = Path(f"{name}.md")
    return path.name, (REPORTS / path).read_bytes()


def _rows(unread: list[str], paths: list[str]) -> set[str]:
    """Return the figures of the rows that cannot be read."""
    return {path for path in paths for row in unread if path == row or path.startswith(f"{row}.")}
