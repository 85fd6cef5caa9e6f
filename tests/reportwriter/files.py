"""The example reports as files: each draft in each format."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from tests.reportwriter import plain
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.page import html
from tests.reportwriter.town import clean, faulty
from tests.reportwriter.word import docx

FORMATS = ("txt", "html", "md", "yaml", "docx")
NAMES = ("faulty", "clean")


def written(draft: DraftReport, form: str) -> bytes:
    """Return a draft as a file of a format in ``FORMATS``."""
    if form == "docx":
        return docx(draft)
    write = {"txt": plain.text, "html": html, "md": plain.markdown, "yaml": plain.yaml}[form]
    return write(draft).encode()


def example(name: str, form: str) -> bytes:
    """Return one of the example reports in ``NAMES`` as a file of a format."""
    return written({"faulty": faulty, "clean": clean}[name](), form)


def write_examples(folder: Path) -> Iterator[Path]:
    """Write each example in each format, and yield where."""
    for name in NAMES:
        for form in FORMATS:
            path = folder / f"{name}.{form}"
            path.write_bytes(example(name, form))
            yield path


def content(file: bytes, form: str) -> object:
    """Return what a file says: a .docx without the times at which its parts were packed."""
    if form != "docx":
        return file
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def signed(file: bytes) -> bytes:
    """Return a .docx with the parts that Word adds when it is signed, though nobody has signed them."""
    stream = BytesIO(file)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")
        archive.writestr("_xmlsignatures/sig1.xml", b"<Signature/>")
    return stream.getvalue()


def with_macros(file: bytes) -> bytes:
    """Return a .docx as a .docm has it: with a part for its macros, in which none are."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    b"vnd.ms-word.document.macroEnabled.main",
                )
            after.writestr(name, content)
        after.writestr("word/vbaProject.bin", b"")
    return stream.getvalue()
