"""What LibreOffice writes of a report is read as the report: Word files, web pages and prints."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path
from shutil import which

import pytest

from gialint.model import Claim
from gialint.reading.office import office
from gialint.run.linter import Linter
from tests.reportwriter.described import Described, corpus
from tests.reportwriter.forms import FORMS

pytestmark = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")

TRIED = ("blanks-street-2023", "health-bureau-2019", "prose-off-bureau-2024", "yunping-county-2024")
FORMATS = {"pdf": "docx", "html": "docx", "doc": "docx", "docx": "html"}
"""What LibreOffice makes of what."""

OF_PROSE = ("GIA109", "GIA601", "GIA722", "GIA723")
"""Rules that lines broken in the middle of a sentence used to set off."""

FILTERS = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export", "html": "html:HTML (StarWriter)"}
SOURCES = {"docx": "docx", "html": "html spans"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports as LibreOffice writes them, one folder a format."""
    folder = tmp_path_factory.mktemp("office")
    for suffix, form in SOURCES.items():
        for described in tried():
            (folder / f"{described.name}.{suffix}").write_bytes(FORMS[form].write(described.draft))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for target, source in FORMATS.items():
        command = [office() or "", profile, "--headless", "--convert-to", FILTERS.get(target, target)]
        command += ["--infilter=HTML (StarWriter)"] if source == "html" else []
        files = [str(folder / f"{name}.{source}") for name in TRIED]
        subprocess.run(
            [*command, "--outdir", str(folder / target), *files], check=True, capture_output=True, timeout=180
        )
    return folder


def tried() -> list[Described]:
    return [described for described in corpus() if described.name in TRIED]


@pytest.mark.parametrize("suffix", FORMATS)
def test_facts_and_findings_are_the_descriptions(folder: Path, gialint: Linter, suffix: str) -> None:
    for described in tried()[-1:] if suffix == "doc" else tried():
        path = str(folder / suffix / f"{described.name}.{suffix}")
        facts = gialint.read(path).facts
        read = {name: (facts[name].state, facts[name].value) for name in described.facts}
        assert read == described.facts
        original = gialint.check_file(str(folder / f"{described.name}.docx")).findings
        found = gialint.check_file(path).findings
        assert [(each.code, each.message) for each in found] == [
            (each.code, each.message) for each in original
        ]


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("how", ["-layout", "-raw", "-nopgbrk", ""])
def test_the_prose_of_text_out_of_a_pdf_is_read_as_that_of_the_report(
    folder: Path, gialint: Linter, how: str
) -> None:
    for described in tried():
        source, target = folder / "pdf" / f"{described.name}.pdf", folder / "text.txt"
        subprocess.run(["pdftotext", *filter(None, [how]), str(source), str(target)], check=True)
        original, read = gialint.read(str(folder / f"{described.name}.docx")), gialint.read(str(target))
        for name in ("meta.period", "meta.title", "meta.agency", "meta.signed_by"):
            assert (name, read.facts[name].text) == (name, original.facts[name].text)
        assert {said(claim) for claim in read.claims} == {said(claim) for claim in original.claims}
        told = [(each.code, each.message) for each in gialint.check_file(str(target)).findings]
        assert [each for each in told if each[0] in OF_PROSE] == [
            (each.code, each.message)
            for each in gialint.check_file(str(folder / f"{described.name}.docx")).findings
            if each.code in OF_PROSE
        ]


def said(claim: Claim) -> tuple[str, str, Decimal, str]:
    return claim.path, claim.op, claim.value, claim.scope
