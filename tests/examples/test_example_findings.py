"""What gialint finds in the example reports: nothing in the clean one, the same in every faulty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.model import Checked
from gialint.run.linter import Linter
from tests.reportwriter.files import FORMATS

FOLDER = Path(__file__).parents[2] / "examples"
CODES = {
    "GIA301": "error",
    "GIA303": "error",
    "GIA304": "warning",
    "GIA501": "error",
    "GIA702": "warning",
    "GIA711": "error",
    "GIA712": "info",
    "GIA722": "info",
}
"""What the faulty report is faulted for, and the gravest of it."""


@pytest.mark.parametrize("form", FORMATS)
def test_the_clean_report_has_no_finding(gialint: Linter, form: str) -> None:
    checked = gialint.check_file(str(FOLDER / f"clean.{form}"))
    assert (checked.findings, checked.unassessed) == ((), ())
    assert (checked.agency, checked.agency_kind, checked.year) == ("云坪县青石镇人民政府", "township", 2024)


@pytest.mark.parametrize("form", FORMATS)
def test_the_faulty_report_has_its_faults(gialint: Linter, form: str) -> None:
    checked = gialint.check_file(str(FOLDER / f"faulty.{form}"))
    gravest = {each.code: each.severity.word for each in sorted(checked.findings, key=lambda x: x.severity)}
    assert gravest == CODES


def test_the_damage_is_what_the_page_says(gialint: Linter) -> None:
    damaged = [
        each for each in gialint.check_file(str(FOLDER / "faulty.txt")).findings if each.code == "GIA711"
    ]
    assert {each.severity.word: 1 + len(each.related) for each in damaged} == {"error": 4, "warning": 3}
    told = (FOLDER / "README.md").read_text("utf-8")
    assert "four spots are past reading, three can be inferred" in told


def test_every_format_is_told_the_same(gialint: Linter) -> None:
    told = [said(gialint.check_file(str(FOLDER / f"faulty.{form}"))) for form in FORMATS]
    assert all(each == told[0] for each in told)


def said(checked: Checked) -> set[tuple[str, str, str]]:
    """Return what is said of a report, apart from where it stands in the file."""
    return {(each.code, each.severity.word, each.message) for each in checked.findings}
