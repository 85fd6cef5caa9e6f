"""Recognise by its first bytes what a file really is, whatever its name says."""

from __future__ import annotations

import re
from struct import Struct

from gialint.model import Text
from gialint.records import NamedTuple

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 2_000
"""Bytes in which a web page must show itself."""

TO_DOCX = Text("请用 Word 或 WPS 另存为 .docx 后再检查。", "Save it as .docx in Word or WPS and check that.")
TO_TEXT = Text("请提供 Word（.docx）或文本文件。", "Provide a Word (.docx) or a text file.")
TYPED = Text(
    "请提供报告的 Word（.docx）或文本文件；图片里的文字无法检查。",
    "Provide the report as Word (.docx) or text; words in a picture cannot be checked.",
)
UNPACK = Text("请先解压，再检查里面的报告。", "Unpack it and check the reports inside.")
UNLOCK = Text(
    "请用密码打开，取消打开密码并保存后再检查。", "Open it, remove the password, save, and check again."
)
PAGE_ONLY = Text(
    "请在浏览器中打开，另存为“网页，仅 HTML”（.html），或用 Word 另存为 .docx。",
    "Open it in a browser and save it as “web page, HTML only” (.html), or as .docx in Word.",
)

PAGE = re.compile(
    # Atomic, or many comments before something else would be tried in every combination.
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+(?:<!doctype\s+html|<html)[\s>]",
    re.I | re.S,
)
ARCHIVE = re.compile(rb"\s*(?:MIME-Version:|From: <Saved by )", re.I)


class Kind(NamedTuple):
    """A kind of file: what to call it, the suffixes that suit it, and what its owner can do."""

    what: Text
    suffixes: tuple[str, ...]
    advice: Text


RTF = Kind(Text("RTF 文档", "an RTF document"), (".rtf", ".doc", ".wps"), TO_DOCX)
PDF = Kind(
    Text("PDF 文件", "a PDF file"),
    (".pdf",),
    Text("请把扩展名改成 .pdf 后再检查。", "Rename it to .pdf and check again."),
)
PICTURE = Kind(
    Text("图片", "a picture"), (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"), TYPED
)
PACKED = Kind(Text("压缩包", "an archive"), (".rar", ".7z", ".gz", ".tgz"), UNPACK)
ZIPPED = Kind(
    Text("压缩包（.zip）", "a zip archive"),
    (".zip", ".docx", ".docm", ".xlsx", ".pptx", ".odt", ".ods", ".ofd"),
    UNPACK,
)
"""A zip whose parts tell nothing: many formats are zips, and their readers know better."""
ARCHIVED_PAGE = Kind(
    Text("单个文件的网页归档（.mht）", "a web page archive (.mht)"), (".mht", ".mhtml"), PAGE_ONLY
)
WEB_PAGE = Kind(
    Text("网页", "a web page"),
    (".html", ".htm", ".xhtml", ".shtml"),
    Text("请把扩展名改成 .html 后再检查。", "Rename it to .html and check again."),
)
DOCX = Kind(
    Text("Word 文档（.docx）", "a Word document (.docx)"),
    (".docx", ".docm", ".dotx", ".dotm"),
    Text("请把扩展名改成 .docx 后再检查。", "Rename it to .docx and check again."),
)
WORKBOOK = Kind(
    Text("电子表格（.xlsx）", "a workbook (.xlsx)"),
    (".xlsx", ".xlsm", ".et"),
    Text("请用 Excel 或 WPS 另存为 .xlsx 后再检查。", "Save it as .xlsx in Excel or WPS and check that."),
)
SLIDES = Kind(Text("演示文稿（.pptx）", "a presentation (.pptx)"), (".pptx", ".pptm", ".dps"), TO_TEXT)
OLD_WORD = Kind(
    Text("旧版 Word 或 WPS 文件（.doc、.wps）", "an old Word or WPS file (.doc, .wps)"),
    (".doc", ".dot", ".wps", ".wpt"),
    TO_DOCX,
)
OLD_WORKBOOK = Kind(Text("旧版电子表格（.xls）", "an old workbook (.xls)"), (".xls", ".et"), WORKBOOK.advice)
OLD_OFFICE = Kind(
    Text("旧版 Office 或 WPS 文件", "an old Office or WPS file"),
    (".doc", ".wps", ".xls", ".et", ".ppt", ".dps"),
    TO_DOCX,
)
LOCKED = Kind(Text("设有打开密码的文件", "a file protected with a password"), (), UNLOCK)
KINDS = (
    OLD_WORD, DOCX, PDF, WEB_PAGE, ARCHIVED_PAGE, RTF, PICTURE, PACKED, WORKBOOK, SLIDES, OLD_WORKBOOK,
    OLD_OFFICE, LOCKED, ZIPPED,
)  # fmt: skip
"""Every kind; where two have a suffix in common, the likelier comes first."""

BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"Rar!\x1a", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"\x1f\x8b\x08", PACKED),
)
"""Magic numbers, as in the file(1) data base."""
PARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"word/document", DOCX),
    (b"xl/workbook", WORKBOOK),
    (b"ppt/presentation", SLIDES),
)
STREAMS: tuple[tuple[bytes, Kind], ...] = (
    ("EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("WordDocument".encode("utf-16-le"), OLD_WORD),
    ("Workbook".encode("utf-16-le"), OLD_WORKBOOK),
)


ENTRY = b"PK\x03\x04"
"""Where a member of a zip begins."""
HEADER = Struct("<18xI4xHH")
"""What stands before its name: the packed size, and how long the name is and what follows it."""
UNSAID = (0, 0xFFFFFFFF)
"""Packed sizes of what is empty, or of which another place tells the size."""
MOST = 5_000
"""Members of a zip that are looked at."""


def advice_on(suffix: str) -> Text:
    """Return what the owner of a file can do whose suffix no reader takes."""
    kind = next((kind for kind in KINDS if suffix in kind.suffixes), None)
    if kind is None or (kind is ZIPPED and suffix != ".zip"):
        return TO_TEXT
    return TO_DOCX if kind is DOCX else kind.advice


def kind_of(contents: bytes) -> Kind | None:
    """Return what the bytes show themselves to be; none for what may be plain text."""
    if contents.startswith(ENTRY):
        return _kind_of_zip(contents)
    if contents.startswith(OLE2):
        return next((kind for stream, kind in STREAMS if stream in contents), OLD_OFFICE)
    for beginning, kind in BEGINNINGS:
        if contents.startswith(beginning):
            return kind
    head = contents[:HEAD]
    if PAGE.match(head):
        return WEB_PAGE
    return ARCHIVED_PAGE if ARCHIVE.match(head) else None


def _kind_of_zip(contents: bytes) -> Kind:
    names = _members(contents)
    for part, kind in PARTS:
        if any(name.startswith(part) for name in names) or (not names and part in contents):
            return kind
    return ZIPPED


def _members(contents: bytes) -> list[bytes]:
    """Return the names of a zip's own members, not of those in a zip within it; none if they cannot be told.

    It goes from one to the next, as only the beginning may be there, without the directory at the end.
    """
    names: list[bytes] = []
    at = 0
    while contents.startswith(ENTRY, at) and at + HEADER.size <= len(contents) and len(names) < MOST:
        size, length, extra = HEADER.unpack_from(contents, at)
        first = at + HEADER.size
        names.append(contents[first : first + length])
        at = first + length + extra + size
        if size in UNSAID:
            at = contents.find(ENTRY, at - size)
    broken = 0 <= at < len(contents) and not contents.startswith(b"PK", at)
    return [] if broken else [name for name in names if name]
