"""What a file really is, by its first bytes: of a zip its own members tell, not those of a zip within it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from gialint.reading.kinds import DOCX, MOST, SLIDES, WORKBOOK, ZIPPED, Kind, kind_of
from tests.reportwriter.files import example
from tests.reportwriter.town import clean
from tests.reportwriter.workbook import xlsx

WORD = example("clean", "docx")
PARTS = {"[Content_Types].xml": b"<a/>" * 9, "_rels/": b"", "word/document.xml": b"<b/>" * 99}


class Stream(BytesIO):
    """A file that cannot be gone back in: sizes are written behind the members."""

    def seekable(self) -> bool:
        return False

    def seek(self, *to: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def zipped(members: Mapping[str, bytes], *, stored: bool = True, stream: bool = False) -> bytes:
    file = Stream() if stream else BytesIO()
    with ZipFile(file, "w", ZIP_STORED if stored else ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (WORD, DOCX),
        (WORD[:-700], DOCX),
        (zipped(PARTS), DOCX),
        (zipped(PARTS, stored=False), DOCX),
        (zipped(PARTS, stream=True), DOCX),
        (zipped(PARTS, stored=False, stream=True), DOCX),
        (xlsx(clean()), WORKBOOK),
        (zipped({"ppt/presentation.xml": b"x"}), SLIDES),
        (zipped({"青石镇/年报.docx": WORD}), ZIPPED),
        (zipped({"青石镇/": b"", "青石镇/年报.docx": WORD, "b.xlsx": xlsx(clean())}), ZIPPED),
        (zipped({"a.txt": b"x", "b.docx": WORD}, stored=False), ZIPPED),
        (zipped({"年报/word/document.xml": b"x"}), ZIPPED),
        (zipped(dict.fromkeys(map(str, range(MOST)), b"") | PARTS), ZIPPED),
        (zipped({}), None),
        (b"PK\x03\x04", ZIPPED),
        (b"PK\x03\x04" + bytes(40), ZIPPED),
        # what is broken is told by whatever stands in it
        (zipped(PARTS).replace(b"\x24\x00\x00\x00\x24", b"\x25\x00\x00\x00\x24"), DOCX),
    ],
)
def test_a_zip_is_what_its_own_members_make_it(data: bytes, kind: Kind | None) -> None:
    assert kind_of(data) is kind
