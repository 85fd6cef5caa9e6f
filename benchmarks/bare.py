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


if __name__ == "__main__":
    parse(sys.argv[1])
