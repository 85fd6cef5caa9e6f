"""Reports that LibreOffice prints as PDF say what the originals say: figures, claims, prose and findings."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt

from gialint.model import Checked, Report
from gialint.reading.office import office
from gialint.run.linter import Linter
from tests.reportwriter.files import written
from tests.reportwriter.town import clean, faulty, varied

pytestmark = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")

Dress = Callable[[Document], None]


def dressed(number: int, *changes: Dress) -> bytes:
    """Return a varied report as a .docx of another look."""
    document = docx.Document(BytesIO(written(varied(number), "docx")))
    for change in changes:
        change(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def set_in(size: float, pitch: float, *, justified: bool = True) -> Dress:
    """Set the prose as offices do: A4, two characters indented, a fixed line pitch."""

    def change(document: Document) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        for paragraph in document.paragraphs:
            style = paragraph.style.name if paragraph.style else ""
            paragraph.paragraph_format.line_spacing = Pt(pitch)
            if paragraph.alignment is None and not str(style).startswith(("Heading", "Title")):
                paragraph.paragraph_format.first_line_indent = Pt(2 * size)
                if justified:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                for run in paragraph.runs:
                    run.font.size = Pt(size)

    return change


def tables_in(size: float, *, repeated: int = 0, middle: bool = False) -> Dress:
    """Set the tables smaller or larger, with headings repeated on every page."""

    def change(document: Document) -> None:
        for table in document.tables:
            for number, row in enumerate(table._tbl.tr_lst):
                if number < repeated:
                    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
                for cell in row.tc_lst if middle else ():
                    cell.get_or_add_tcPr().append(valued("w:vAlign", "center"))
                for run in row.iter(qn("w:r")):
                    run.get_or_add_rPr().append(valued("w:sz", str(round(2 * size))))

    return change


def numbered(before: str, after: str, header: str = "") -> Dress:
    """Number the pages in the footer, and name the report in the header."""

    def change(document: Document) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = header
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer.add_run(before)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        footer._p.append(field)
        footer.add_run(after)

    return change


def valued(name: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def bordered(page: bytes) -> bytes:
    """Draw the borders of tables, for which LibreOffice takes no style sheet."""
    return page.replace(b"<table ", b'<table border="1" ')


REPORTS: dict[str, bytes] = {
    "clean.docx": written(clean(), "docx"),
    "faulty.docx": written(faulty(), "docx"),
    "clean.html": bordered(written(clean(), "html")),
    "faulty.html": bordered(written(faulty(), "html")),
    "official.docx": dressed(2, set_in(16, 28), tables_in(10.5, middle=True), numbered("— ", " —")),
    "headed.docx": dressed(5, set_in(14, 24), tables_in(12, repeated=3), numbered("", "", "青石镇年度报告")),
    "ragged.docx": dressed(9, set_in(12, 20, justified=False), tables_in(7.5), numbered("第", "页")),
    "cut.docx": dressed(13, set_in(15, 30), tables_in(14, middle=True)),
}


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every report and its PDF, printed in one go."""
    folder = tmp_path_factory.mktemp("printed")
    for name, content in REPORTS.items():
        (folder / name).write_bytes(content)
    for form, suffix in (("pdf:writer_pdf_Export", "docx"), ("pdf:writer_web_pdf_Export", "html")):
        target = folder / suffix
        command = [office() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(target)]
        files = [str(folder / name) for name in REPORTS if name.endswith(suffix)]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    return folder


def found(checked: Checked) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in checked.findings]


def said(report: Report) -> list[object]:
    """Return everything a report says, places left out."""
    facts = [(path, fact.state, fact.value, fact.text) for path, fact in sorted(report.facts.items())]
    claims = [(claim.path, claim.op, claim.value, claim.section, claim.text) for claim in report.claims]
    passages = [(passage.kind, passage.section, passage.reading) for passage in report.passages]
    return [*facts, *claims, *passages]


@pytest.mark.parametrize("name", REPORTS)
def test_the_print_says_what_the_original_says(name: str, printed: Path, gialint: Linter) -> None:
    stem, suffix = name.split(".")
    original, pdf = str(printed / name), str(printed / suffix / f"{stem}.pdf")
    assert said(gialint.read(pdf)) == said(gialint.read(original))
    assert found(gialint.check_file(pdf)) == found(gialint.check_file(original))
