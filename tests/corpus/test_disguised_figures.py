"""One report in every format, its figures in disguise: they are read as shown, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from gialint.checking.engine import check_report
from gialint.model import Report
from gialint.run.linter import Linter
from tests.reportwriter.described import Described, corpus
from tests.reportwriter.disguise import Disguise, Disguised, Disguises
from tests.reportwriter.disguise_pdf import PDF, pdf
from tests.reportwriter.disguise_plain import HTML, MD, TXT, YAML, data, markdown, page, text
from tests.reportwriter.disguise_word import WORD, word
from tests.reportwriter.disguise_workbook import WORKBOOK, workbook
from tests.reportwriter.draft import DraftReport


class Format(NamedTuple):
    """How a format is written in disguise, and its disguises."""

    write: Callable[[DraftReport, Disguise], Disguised]
    disguises: Disguises


FORMATS = {
    "docx": Format(word, WORD),
    "xlsx": Format(workbook, WORKBOOK),
    "pdf": Format(pdf, PDF),
    "html": Format(page, HTML),
    "md": Format(markdown, MD),
    "txt": Format(text, TXT),
    "yaml": Format(data, YAML),
}


TOLD = {"GIA106", "GIA714", "GIA722", "GIA724", "GIA733"}
"""What may be told of the sound report: which cells cannot be read, hidden content, ways of writing."""
COUNTED = [
    "requests.carried_in = 13",
    "requests.carried_out = 8",
    "requests.closed = 245",
    "requests.new = 240",
]


def cases() -> Iterator[object]:
    for suffix, form in FORMATS.items():
        for name, disguise in form.disguises.items():
            yield pytest.param(suffix, disguise, id=f"{suffix} {name}")


@pytest.fixture(scope="module")
def plain() -> Described:
    """The report: a county's, with figures in almost every cell."""
    return next(each for each in corpus() if each.name == "yunping-county-2024")


@pytest.mark.parametrize(("suffix", "disguise"), list(cases()))
def test_no_figure_is_read_that_nobody_wrote(
    gialint: Linter, plain: Described, suffix: str, disguise: Disguise
) -> None:
    content, figures = FORMATS[suffix].write(plain.draft, disguise)
    report = gialint.read(f"report.{suffix}", content)
    read = {path: report.facts[path] for path in plain.facts}
    changed = {
        path: (fact.state, fact.text)
        for path, fact in read.items()
        if (fact.state, fact.value) != plain.facts[path]
    }
    wrong = {path: told for path, told in changed.items() if told[0] != "unreadable"}
    assert wrong == {}
    assert len(changed) == (figures if disguise.reads == "unreadable" else 0)
    assert not figures or figures > 90
    if disguise.where != "cell":
        assert stated(report) == ([] if disguise.reads == "unreadable" else COUNTED)
    findings = check_report(report, gialint.rules, gialint.engine, gialint.terms).findings
    assert {finding.code for finding in findings} <= TOLD


def stated(report: Report) -> list[str]:
    """Return what the prose states in numbers of applications."""
    claims = (claim for claim in report.claims if claim.path.startswith("requests."))
    return sorted(f"{claim.path} {claim.op} {claim.value}" for claim in claims)
