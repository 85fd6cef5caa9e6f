"""Every report of the corpus, in every form: the same facts cell for cell, the same findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pytest

from gialint.checking.engine import check_report
from gialint.model import Checked, Report
from gialint.run.linter import Linter
from tests.reportwriter.described import Described, corpus
from tests.reportwriter.form import CASES
from tests.reportwriter.forms import FORMS, Form

UNJUDGED = {"GIA530"}
"""Rules of whose findings the descriptions do not speak: GIA530 asks reports of 2019 for a later fee."""

UNREADABLE_ROW = "GIA106 warning"
"""Tells that a row has not the number of figures that the form asks for, or could not be read."""

UNREADABLE_TABLE = "GIA104 warning"
"""Tells that it is so in half of a table."""

NO_FIGURES = "GIA104 error"
"""Tells that a table has none at all."""

REFUSED = ("unreadable", "absent")
BLANK = ("blank", "text")


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the corpus as it was read from a form and checked."""

    described: Described
    report: Report
    checked: Checked

    def states(self) -> Iterator[tuple[str, str]]:
        """Yield the path of each cell with what became of it: right, refused or wrong."""
        for path, expected in self.described.facts.items():
            fact = self.report.facts[path]
            if (fact.state, fact.value) == expected:
                yield path, "right"
            else:
                yield path, "refused" if fact.state in REFUSED else f"wrong: {fact.state} {fact.value}"


@pytest.fixture(scope="module", params=FORMS)
def form(request: pytest.FixtureRequest) -> Form:
    """A form in which reports are written."""
    return FORMS[request.param]


@pytest.fixture(scope="module")
def told(form: Form, gialint: Linter) -> list[Told]:
    """Every report of the corpus, read from that form and checked."""
    read = []
    for described in corpus():
        if form.breaks_labels and described.mirrored:
            continue
        report = gialint.read(f"report.{form.suffix}", form.write(described.draft))
        checked = check_report(report, gialint.rules, gialint.engine, gialint.terms)
        read.append(Told(described, report, checked))
    return read


def test_every_cell_is_read_or_rejected_with_its_row(told: list[Told], form: Form) -> None:
    wrong = []
    for each in told:
        lost = blank_rows(each.described) if form.loses_blanks else frozenset()
        wrong += [
            (each.described.name, path, state)
            for path, state in each.states()
            if state != "right" and not (state == "refused" and (form.loses_figures or row_of(path) in lost))
        ]
    assert wrong == []


def test_the_findings_are_those_of_the_description(told: list[Told], form: Form) -> None:
    differences = []
    for each in told:
        found = Counter(
            f"{finding.code} {finding.severity.name.lower()}"
            for finding in each.checked.findings
            if finding.code not in UNJUDGED
        )
        expected = Counter(each.described.findings)
        refused = any(state == "refused" for _, state in each.states())
        if refused:
            found.pop(UNREADABLE_TABLE, None)
        if form.loses_figures:
            found.pop(NO_FIGURES, None)
        surplus, missing = found - expected, expected - found
        if refused or form.renames:
            surplus.pop(UNREADABLE_ROW, None)
        if form.borderless:
            surplus, missing = uncapped(surplus, missing)
        if surplus or (missing and not refused and not form.loses_figures):
            differences.append((each.described.name, dict(surplus), dict(missing)))
    assert differences == []


def test_the_form_that_was_filled_is_known(told: list[Told]) -> None:
    editions = {each.described.name: each.report.edition for each in told}
    assert editions == {each.described.name: each.described.draft.edition for each in told}


def test_every_report_that_should_be_sound_is(told: list[Told]) -> None:
    clean = [each.described.name for each in told if not each.described.findings]
    assert len(clean) >= 12


def blank_rows(described: Described) -> frozenset[str]:
    """Return the rows with a cell that is blank, or holds words."""
    return frozenset(row_of(path) for path, (state, _) in described.facts.items() if state in BLANK)


def row_of(path: str) -> str:
    """Return the row a figure stands in; table four has but one."""
    row, _, last = path.rpartition(".")
    if last in CASES and not path.startswith("requests."):
        return "review"
    return path if row in ("decisions", "fees") else row


def uncapped(surplus: Mapping[str, int], missing: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Leave out findings that are warnings because cells are certain by position only."""
    raised = Counter({told.replace("warning", "error"): count for told, count in surplus.items()})
    return raised - Counter(missing), Counter(missing) - raised


def test_kinds_of_report() -> None:
    """Townships, streets, bureaus, a county and a city; every year the forms are for."""
    titles = [described.draft.title for described in corpus()]
    assert len(titles) >= 24
    years = {int(title.partition("年政府")[0][-4:]) for title in titles}
    assert years >= {2019, 2021, 2022, 2023, 2024}
    for kind in ("镇人民政府", "乡人民政府", "街道办事处", "局", "县人民政府", "市人民政府"):
        assert any(kind in title for title in titles)
    rows = groupby(sorted(described.draft.edition for described in corpus()))
    assert {edition: len(list(group)) > 3 for edition, group in rows} == {"2019": True, "2021": True}
