"""The least that any linter must do with a file: unzip and parse it. What gialint is measured against."""

from __future__ import annotations

import sys


def parse(path: str) -> int:
    """Parse a .docx or .html file and return how many pieces of text it holds."""
    return parse_docx(path) if path.endswith(".docx") else parse_html(path)


def parse_docx(path: str) -> int:
    """Unzip the main part and parse it with expat, keeping names and text."""
    import zipfile
    from xml.parsers import expat

    with zipfile.ZipFile(path) as archive:
        data = archive.read("word/document.xml")
    names: list[str] = []
    texts: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: names.append(name)
    parser.EndElementHandler = lambda name: names.pop()
    parser.CharacterDataHandler = texts.append
    parser.buffer_text = True
    parser.Parse(data, True)
    return len(texts)


def parse_html(path: str) -> int:
    """Parse a page with turbohtml."""
    from turbohtml import parse

    with open(path, "rb") as file:
        document = parse(file.read())
    return 1 if document else 0


def walk_html(path: str) -> int:
    """Parse a page with turbohtml and take every tag and text in turn, as is done with a .docx."""
    from types import SimpleNamespace

    from turbohtml.saxparse import sax_parse

    with open(path, encoding="utf-8") as file:
        page = file.read()
    names: list[str] = []
    texts: list[str] = []
    ignore = dict.fromkeys(("comment", "doctype", "processing_instruction"), lambda *_: None)
    taken = {"start_element": lambda tag, _: names.append(tag), "end_element": lambda _: names.pop()}
    sax_parse(page, SimpleNamespace(**ignore, **taken, characters=texts.append))  # type: ignore[arg-type]
    return len(texts)


def parse_pdf(path: str) -> int:
    """Take every character with its box, and every line and rectangle, from each page."""
    import pypdfium2_raw as pdfium

    count = 0
    box, x, y = pdfium.FS_RECTF(), pdfium.c_float(), pdfium.c_float()
    document = pdfium.FPDF_LoadDocument(path.encode(), None)
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        for index in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetUnicode(text, index)
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            count += 1
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            shape = pdfium.FPDFPage_GetObject(page, index)
            if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH:
                for segment in range(pdfium.FPDFPath_CountSegments(shape)):
                    pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(shape, segment), x, y)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return count


if __name__ == "__main__":
    parse(sys.argv[1])
