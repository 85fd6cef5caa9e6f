"""The clean report with changes made in it, as some rules find it."""

from __future__ import annotations

from gialint.model import Checked
from gialint.run.linter import Linter
from tests.reportwriter.plain import text
from tests.reportwriter.town import clean

CLEAN = text(clean())


def checked(linter: Linter, *changes: tuple[str, str]) -> Checked:
    """Check the clean report with each change made in it."""
    report = CLEAN
    for old, new in changes:
        assert old in report
        report = report.replace(old, new)
    return linter.check_file("report.txt", report.encode())


def told(linter: Linter, *changes: tuple[str, str]) -> list[str]:
    """Return what is found in it: code and severity."""
    return [f"{found.code} {found.severity.word}" for found in checked(linter, *changes).findings]
