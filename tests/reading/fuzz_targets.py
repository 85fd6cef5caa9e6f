"""What is fuzzed: for each target, the file that bytes make, and the law that whatever is read must keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from gialint.document import Document, Table
from gialint.reading import Limits, Steps, Unreadable
from gialint.reading.docx import read as read_docx
from gialint.reading.html import read as read_html
from gialint.reading.markdown import read as read_markdown
from gialint.reading.pdf import read as read_pdf
from gialint.reading.text import read as read_text
from gialint.reading.xlsx import read as read_xlsx
from gialint.reading.yaml_report import read as read_yaml
from gialint.report import Report
from gialint.testing import check_document
from gialint.understanding.understand import Knowledge, understand

LIMITS = Limits(bytes=2_000_000, inflated_bytes=4_000_000, part_bytes=2_000_000, steps=3_000_000)
UNDERSTOOD = "report"
"""The target whose documents are understood too, where the caller has a way to."""
SEAM = b"\0"
"""Between the parts of a package, which no XML holds."""

WORD = (
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/comments.xml",
    "word/footnotes.xml",
)
BOOK = (
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "_rels/.rels", "[Content_Types].xml",
)  # fmt: skip


W = 'xmlns:w="w"'
WORD_SEED = (
    f"""<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/>
<w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r><w:ins w:author="a"><w:r><w:t>乙</w:t></w:r>
</w:ins><w:del w:author="b"><w:r><w:delText>丙</w:delText></w:r></w:del><w:r><w:commentReference w:id="0"/>
</w:r><w:r><w:footnoteReference w:id="1"/><w:drawing><a:blip/></w:drawing></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r>
<w:rPr><w:vanish/></w:rPr><w:t>丁</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:trPr><w:del/>
</w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>
</w:document>""",
    f"""<w:styles {W}><w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/><w:pPr>
<w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>""",
    f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1">
<w:abstractNumId w:val="0"/></w:num></w:numbering>""",
    f"""<w:comments {W}><w:comment w:id="0" w:author="c"><w:p><w:r><w:t>戊</w:t></w:r></w:p></w:comment>
</w:comments>""",
    f"""<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>己</w:t></w:r></w:p></w:footnote>
</w:footnotes>""",
)
"""A small document with something of everything, for the fuzzer to begin with."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, and how the file that it is given is made of bytes; ``parts`` go into a sound zip."""

    read: Callable[[bytes, str, Limits], Document]
    suffix: str
    parts: tuple[str, ...] = ()
    seed: bytes = b"0"

    def file(self, data: bytes) -> bytes:
        """Return the file that the reader gets."""
        if not self.parts:
            return data
        file = BytesIO()
        with ZipFile(file, "w", ZIP_STORED) as archive:
            for name, content in zip(self.parts, data.split(SEAM), strict=False):
                archive.writestr(name, content)
        return file.getvalue()

    def bytes_of(self, file: bytes) -> bytes:
        """Return the bytes of which a file could be made; nothing where a part is lacking."""
        if not self.parts:
            return file
        with ZipFile(BytesIO(file)) as archive:
            held = [archive.read(name) if name in archive.namelist() else b"" for name in self.parts]
        return SEAM.join(held) if held[0] else b""


TARGETS: Mapping[str, Target] = {
    "docx": Target(read_docx, ".docx"),
    "docx-parts": Target(read_docx, ".docx", WORD, SEAM.join(part.encode() for part in WORD_SEED)),
    "html": Target(read_html, ".html"),
    "text": Target(read_text, ".txt"),
    UNDERSTOOD: Target(read_text, ".txt"),
    "markdown": Target(read_markdown, ".md"),
    "yaml": Target(read_yaml, ".yaml"),
    "pdf": Target(read_pdf, ".pdf"),
    "xlsx": Target(read_xlsx, ".xlsx"),
    "xlsx-parts": Target(read_xlsx, ".xlsx", BOOK),
}


def read_or_refused(target: Target, data: bytes) -> Document | None:
    """Read what bytes make and hold it to the law; none where it was refused in both languages."""
    told: Unreadable
    try:
        document = target.read(target.file(data), "报告" + target.suffix, LIMITS)
    except Unreadable as refused:
        told = refused
    else:
        assert_law(document)
        return document
    assert told.reason.zh
    assert told.reason.en
    return None


def understood_or_given_up(document: Document, knowledge: Knowledge) -> Report | None:
    """Understand a document; none where that takes too long. Every fact and claim must have its place."""
    try:
        report = understand(document, knowledge, Steps(LIMITS.steps).spend)
    except Unreadable:
        return None
    places = [fact.place for fact in map(report.facts.__getitem__, report.facts) if fact.place is not None]
    for place in [*places, *(claim.place for claim in report.claims)]:
        assert 0 <= place.start <= place.end <= len(report.document.text)
        assert place.location().line > 0
    return report


def assert_law(document: Document) -> None:
    """Hold a document to its law, and to what else readers of ours keep."""
    check_document(document)
    for block in document.blocks:
        if isinstance(block, Table):
            for number, row in enumerate(block.rows):
                assert all(cell.row == number for cell in row)
        else:
            assert block.text.strip()
    for aside in document.asides:
        assert 0 <= aside.start <= len(document.text)
        if aside.kind == "inserted":
            assert document.text.startswith(aside.text, aside.start)
