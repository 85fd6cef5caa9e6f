"""Open an Office Open XML package (ECMA-376 part 2) and walk the XML of its parts, within limits."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Container, Mapping
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from gialint.model import Text, spaced
from gialint.reading import LimitExceeded, Limits, Unreadable, not_read
from gialint.reading.files import SHRINK
from gialint.reading.kinds import UNLOCK
from gialint.records import NamedTuple

End = Callable[[], object]
Start = Callable[[list[str]], End | None]
"""What to do where an element begins, which returns what to do where it ends, if anything.

Its attributes come as name, value, name, value …
"""

RESAVE = Text(
    "请用 Word 或 WPS 打开，“另存为”一份新的 .docx 后再检查。",
    "Open it in Word or WPS, save it as a new .docx and check that.",
)
ENCODINGS = frozenset((None, "utf-8", "utf8", "utf-16", "us-ascii"))
LARGEST = 2**31 - 1
OFF = frozenset(("0", "false", "off", "none"))
"""What switches a toggle off."""

DOCUMENT = "word/document.xml"
ENTRY = b"PK\x01\x02"
"""How every entry of a zip's directory begins."""
SMALL = 1_000_000
"""Bytes below which a part may be packed as tightly as it likes."""

SAVE_AS = Text(
    "请在 Word 或 WPS 里“另存为”.docx 后再检查。", "Save it as .docx in Word or WPS and check that."
)
FETCH = Text("请重新下载或拷贝这个文件后再检查。", "Download or copy the file again and check that.")
HTML_NAME = Text(
    "请把扩展名改成 .html，或在 Word 里“另存为”.docx 后再检查。",
    "Rename it to .html, or save it as .docx in Word, and check that.",
)
OTHER_PACKAGES: tuple[tuple[str, Text], ...] = (
    ("xl/workbook.xml", Text("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)")),
    ("ppt/presentation.xml", Text("PowerPoint 演示文稿（.pptx）", "a PowerPoint presentation (.pptx)")),
    ("OFD.xml", Text("版式文件（.ofd）", "an OFD file (.ofd)")),
    ("content.xml", Text("OpenDocument 文件（.odt、.ods）", "an OpenDocument file (.odt, .ods)")),
)


def walk(
    content: bytes,
    part: str,
    limits: Limits,
    starts: Mapping[str, Start],
    text: Callable[[str], object] | None = None,
    passed_over: Container[str] = (),
) -> None:
    """Call an action for each element, chosen by its local name whatever its namespace.

    Elements ``passed_over`` are so with all that is in them. Raises LimitExceeded for a document type
    or entity declaration and for elements nested deeper than ``limits.xml_depth``; Unreadable where the
    part is not well-formed XML.
    """
    begin: dict[str, Start | None] = {}
    ends: list[End | None] = []
    """For each element that is open."""

    def start(name: str, attributes: list[str]) -> None:
        if name not in begin:
            local = name.rpartition(":")[2]
            begin[name] = pass_over if local in passed_over else starts.get(local)
        action = begin[name]
        ends.append(None if action is None else action(attributes))
        if len(ends) > limits.xml_depth:
            raise not_read(
                f"内部的 {part} 嵌套超过 {limits.xml_depth} 层",
                f"elements in {part} are nested more than {limits.xml_depth} deep",
                RESAVE,
            )

    def end(_: str) -> None:
        action = ends.pop()
        if action is not None:
            action()

    def pass_over(_: list[str]) -> End:
        parser.StartElementHandler = lambda _, attributes: start("", attributes)
        return resume

    def resume() -> None:
        parser.StartElementHandler = start

    def reject_declaration(*_: object) -> NoReturn:
        raise not_read(
            f"内部的 {part} 含有 DOCTYPE 或实体声明，可能是恶意文件",
            f"{part} inside the file declares a DOCTYPE or entities and may be malicious",
            RESAVE,
        )

    def check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise broken(part, Text(f"编码 {encoding}", f"encoding {encoding!r}"))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = reject_declaration
    parser.XmlDeclHandler = check_encoding
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        where = Text(f"第 {error.lineno} 行第 {error.offset + 1} 列", str(error))
        raise broken(part, where) from error


def attribute(attributes: list[str], name: str = "val") -> str:
    """Return an attribute's value by its local name; empty where it is not given."""
    if len(attributes) == 2 and attributes[0] == "w:" + name:
        return attributes[1]
    for at in range(0, len(attributes), 2):
        if attributes[at].rpartition(":")[2] == name:
            return attributes[at + 1]
    return ""


def switched_on(attributes: list[str]) -> bool:
    """Return whether a toggle (``w:vanish``) is on; it is where no value is given."""
    return attribute(attributes) not in OFF


def integer(text: str, otherwise: int) -> int:
    """Return a decimal attribute as an integer of 32 bits, or ``otherwise`` where it is none."""
    try:
        value = int(text)
    except ValueError:
        return otherwise
    return value if -LARGEST <= value <= LARGEST else otherwise


def broken(part: str, detail: Text) -> Unreadable:
    """Return the error for a part that is not well-formed XML."""
    return Unreadable.because(
        f"文件已损坏：内部的 {part} 不是完整的 XML（{detail.zh}）",
        f"damaged file: {part} inside it is not well-formed XML ({detail.en})",
        RESAVE,
    )


class Package(NamedTuple):
    """An open package: parts are read by name, each within the limits."""

    archive: ZipFile
    limits: Limits

    def has(self, part: str) -> bool:
        """Return whether the package holds a part."""
        return part in self.archive.NameToInfo

    def read(self, part: str, most: int | None = None) -> bytes:
        """Return a part's bytes, or its first ``most``; raises LimitExceeded or Unreadable."""
        entry = self.archive.NameToInfo[part]
        check_inflation(entry, self.limits)
        size = entry.file_size if most is None else min(entry.file_size, most)
        try:
            with self.archive.open(entry) as file:
                return file.read(size)  # asked for a size, zipfile never inflates beyond it
        except Exception as error:  # a hostile entry fails in a dozen ways: zlib, struct, EOF, CRC …
            raise damaged(f"{part}: {error}", part) from error

    def part(self, source: str, kind: str) -> str | None:
        """Return the part of a kind (``styles``) that goes with ``source``, by usual name or relation."""
        usual = f"{source.rpartition('/')[0]}/{kind}.xml"
        return usual if self.has(usual) else self.related(source, kind)

    def related(self, source: str, kind: str) -> str | None:
        """Return the part that ``source`` (empty for the package) relates to as ``kind``."""
        folder, _, name = source.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        if not self.has(relations):
            return None
        targets: list[str] = []

        def relationship(attributes: list[str]) -> None:
            if attribute(attributes, "Type").endswith("/" + kind):
                targets.append(attribute(attributes, "Target"))

        walk(self.read(relations), relations, self.limits, {"Relationship": relationship})
        found = (
            target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/") for target in targets
        )
        return next((part for part in found if self.has(part)), None)


def open_package(data: bytes, limits: Limits) -> Package:
    """Open the bytes of a package.

    Raises Unreadable for what is not a zip (saying what it is instead) and for broken or
    locked ones, LimitExceeded for too many bytes or entries.
    """
    if len(data) > limits.bytes:
        raise too_large(len(data), limits.bytes, "文件大小", "file size")
    if not data.startswith(b"PK"):
        raise not_a_package(data)
    if data.count(ENTRY) > limits.zip_entries:
        raise not_read(
            f"压缩包内的文件超过 {limits.zip_entries} 个",
            f"the package holds more than {limits.zip_entries} entries",
            RESAVE,
        )
    try:
        package = Package(ZipFile(BytesIO(data)), limits)
    except Exception as error:  # hostile bytes make zipfile fail in a dozen ways
        raise damaged(str(error)) from error
    inflated = sum(entry.file_size for entry in package.archive.filelist if entry.filename.endswith(".xml"))
    if inflated > limits.inflated_bytes:
        raise too_large(inflated, limits.inflated_bytes, "解压后的大小", "inflated size")
    return package


def document_part(package: Package) -> str:
    """Return the name of the main document; raises Unreadable where the package is no Word file."""
    if package.has(DOCUMENT):
        return DOCUMENT
    part = package.related("", "officeDocument")
    other = next((words for name, words in OTHER_PACKAGES if package.has(name)), None)
    if part is not None and other is None:
        return part
    what = other or Text("压缩包，里面没有 Word 正文", "a zip without a Word document in it")
    raise Unreadable.because(
        f"扩展名是 Word 文档的，实际是{spaced(what.zh)}",
        f"named as a Word document, but it is {what.en}",
        SAVE_AS,
    )


def check_inflation(entry: ZipInfo, limits: Limits) -> None:
    """Raise where an entry is locked or would inflate more than it may."""
    if entry.flag_bits & 1:
        raise Unreadable.because("文件设有密码，无法读取", "the file is protected with a password", UNLOCK)
    if entry.file_size > limits.part_bytes:
        raise too_large(
            entry.file_size,
            limits.part_bytes,
            f"{entry.filename} 解压后的大小",
            f"{entry.filename}, inflated:",
        )
    ratio = entry.file_size // max(entry.compress_size, 1)
    if entry.file_size > SMALL and ratio > limits.inflation_ratio:
        raise not_read(
            f"{entry.filename} 解压后膨胀 {ratio} 倍，超过上限 {limits.inflation_ratio} 倍",
            f"{entry.filename} inflates {ratio} times, more than {limits.inflation_ratio}",
            RESAVE,
        )


def not_a_package(data: bytes) -> Unreadable:
    """Return the error for bytes named as a Word document that are no zip, nor what a reader is chosen by."""
    if data.removeprefix(BOM_UTF8).startswith(b"<"):
        return Unreadable.because(
            "扩展名是 Word 文档的，实际是网页或 XML 文件",
            "named as a Word document, but it is a web page or an XML file",
            HTML_NAME,
        )
    return Unreadable.because(
        "扩展名是 Word 文档的，内容不是 Word 文档", "named as a Word document, but it is not one", SAVE_AS
    )


def damaged(detail: str, place: str = "") -> Unreadable:
    """Return the error for a package that cannot be opened or a part that cannot be read.

    ``detail`` is what the parser said, in English; ``place`` tells in any language where.
    """
    where = f"（{place}）" if place else ""
    return Unreadable.because(
        f"文件已损坏或不完整，无法打开{where}", f"damaged or incomplete file ({detail})", FETCH
    )


def too_large(size: int, most: int, what: str, what_en: str) -> LimitExceeded:
    """Return the error for a size, in bytes, above its limit."""
    return not_read(
        f"{what} {size / 1e6:.1f} MB，超过上限 {most / 1e6:.1f} MB",
        f"{what_en} {size / 1e6:.1f} MB is above the limit of {most / 1e6:.1f} MB",
        SHRINK,
    )
