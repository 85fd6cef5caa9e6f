"""Whole reports: the rules on outline, tables and dates tell what each report describes, and no more."""

from __future__ import annotations

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tests.reportwriter.described import Described, corpus
from tests.reportwriter.files import written

FAMILIES = ("GIA1", "GIA2", "GIA304", "GIA305", "GIA4", "GIA6")
LINTER = linter(Config(select=FAMILIES))


@pytest.mark.parametrize("layout", ["txt", "html", "docx"])
@pytest.mark.parametrize("report", corpus(), ids=lambda report: report.name)
def test_what_a_report_describes_is_reported(report: Described, layout: str) -> None:
    checked = LINTER.check_file(f"{report.name}.{layout}", written(report.draft, layout))
    told = sorted(f"{found.code} {found.severity.word}" for found in checked.findings)
    assert told == sorted(one for one in report.findings if one.startswith(FAMILIES))
