"""Packages written again, and what they were before."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from wordml import p, packed, xml

from gialint.reading import Limits
from gialint.writing.word_package import is_signed
from tests.reportwriter.files import signed

ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="{}" Target="{}"/></Relationships>'
)
FILE = packed(xml(p("一")))


def with_parts(**parts: str) -> bytes:
    stream = BytesIO(FILE)
    with ZipFile(stream, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (FILE, False),
        (signed(FILE), True),
        (with_parts(**{"_rels/.rels": RELATIONS.format(ORIGIN, "sigs/o.sigs"), "sigs/o.sigs": ""}), True),
        (with_parts(**{"_rels/.rels": RELATIONS.format(ORIGIN, "sigs/o.sigs")}), False),
        (with_parts(**{"customXml/signatures.xml": "<a/>"}), False),
    ],
    ids=["unsigned", "as Word signs", "by its relation", "what is not there", "another part"],
)
def test_which_are_signed(data: bytes, expected: bool) -> None:
    assert is_signed(data, Limits()) is expected
