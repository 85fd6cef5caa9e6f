"""A round of reports beside the last: what is mended, what stays, what is new, and who is there again."""

from __future__ import annotations

import pytest

from gialint.checking.suppression.baseline import Entry, Known
from gialint.checking.suppression.rounds import Round, rounds
from gialint.model import Checked, Diagnostic, Gap, Location, Severity

CODES = ("GIA301", "GIA501", "GIA707")


def found(code: str, fingerprint: str, address: str, figure: str) -> Diagnostic:
    """Return a finding at a place, with one figure."""
    place = Location(address, address[:1], 3, 1, 3, 2, None, "", "1")
    return Diagnostic(
        code, "x", Severity.ERROR, "不符", location=place, values={"left": figure}, fingerprint=fingerprint
    )


def report(
    *findings: Diagnostic, agency: str | None = "青石镇", year: int = 2024, path: str = "b"
) -> Checked:
    """Return a report that was checked."""
    return Checked(path, "docx", agency, "township", year, findings=findings)


def known(*entries: Entry, agency: str | None = "青石镇", year: int = 2024, path: str = "a") -> Known:
    """Return what is known of a report."""
    return Known(path, agency, year, entries)


OLD = Entry("GIA301", "f1", "三/表1/自然人", (("left", "3"),))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((), (0, 0, 1)),
        ((found("GIA301", "f1", "三/表1/自然人", "3"),), (1, 0, 0)),
        # The figure was changed, and is wrong still.
        ((found("GIA301", "f2", "三/表1/自然人", "4"),), (1, 0, 0)),
        ((found("GIA301", "f3", "三/表1/总计", "4"),), (0, 1, 1)),
        ((found("GIA501", "f1", "三/表1/自然人", "3"),), (0, 1, 1)),
        (
            (found("GIA301", "f1", "三/表1/自然人", "3"), found("GIA301", "f2", "三/表1/自然人", "4")),
            (1, 1, 0),
        ),
        # What a comment keeps is neither.
        ((found("GIA301", "f1", "三/表1/自然人", "3")._replace(suppressed="豁免"),), (0, 0, 1)),
    ],
)
def test_what_became_of_a_finding(now: tuple[Diagnostic, ...], expected: tuple[int, int, int]) -> None:
    (told,) = rounds([report(*now)], [known(OLD)], lambda path: CODES, whole=True).reports
    assert (len(told.still), len(told.fresh), len(told.mended)) == expected
    assert told.pointed_out == 1


@pytest.mark.parametrize(("paragraph", "still"), [("六/段1", 1), ("六/段3", 1), ("五/段1", 0)])
def test_a_paragraph_that_moved_is_the_same_place(paragraph: str, still: int) -> None:
    old = Entry("GIA501", "f", "六/段2", (("left", "1"),))
    now = found("GIA501", "g", paragraph, "2")
    (told,) = rounds([report(now)], [known(old)], lambda path: CODES, whole=True).reports
    assert len(told.still) == still


@pytest.mark.parametrize(
    ("checked", "put"),
    [(report(), ("GIA501",)), (report()._replace(unassessed=(Gap("GIA301", "x", "没有数据", ()),)), CODES)],
)
def test_what_could_not_be_assessed_is_not_mended(checked: Checked, put: tuple[str, ...]) -> None:
    (told,) = rounds([checked], [known(OLD)], lambda path: put, whole=True).reports
    assert (told.mended, told.open) == ((), (OLD,))


OTHER = Entry("GIA707", "f", "", ())


@pytest.mark.parametrize(
    ("last", "before"),
    [
        ([known(OLD)], 2024),
        ([known(OLD, year=2023)], 2023),
        ([known(OTHER, year=2022), known(OLD, year=2023)], 2023),
        ([known(OLD, year=2025)], None),
        ([known(OLD, agency="青 石镇")], 2024),
        ([known(OLD, agency="白鹭镇")], None),
        ([], None),
    ],
)
def test_a_report_is_known_by_its_agency(last: list[Known], before: int | None) -> None:
    told = rounds([report()], last, lambda path: CODES, whole=True)
    (one,) = told.reports
    assert (one.before.year if one.before else None) == before
    assert len(told.added) == (before is None)
    assert bool(told.absent) is (before is None and bool(last))


def test_without_an_agency_the_path_tells() -> None:
    last = [known(OLD, agency=None, path="a"), known(OLD, agency=None, path="c")]
    told = rounds([report(agency=None, path="a")], last, lambda path: CODES, whole=True)
    assert len(told.reports[0].mended) == 1
    assert [each.path for each in told.absent] == ["c"]


def test_two_files_of_one_report_are_taken_together() -> None:
    last = [known(OLD), known(OTHER, path="c")]
    told: list[Round] = [*rounds([report()], last, lambda path: CODES, whole=True).reports]
    assert {entry.code for entry in told[0].mended} == {"GIA301", "GIA707"}


def test_what_a_baseline_does_not_name_may_have_been_without_findings() -> None:
    assert rounds([report()], [], lambda path: CODES, whole=False).added == ()
