"""The parts of a Word file as trees, and the file packed again: other parts keep their bytes and dates."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml.etree import XMLParser, _Element, fromstring, tostring

from gialint.model import Text
from gialint.reading import Limits
from gialint.reading.package import Package, open_package, walk

SIGNATURES = "_xmlsignatures/"
"""The folder into which Word and WPS put the signatures of a file."""

CONTENT_TYPES = "[Content_Types].xml"
MACROS = Text("文件带宏，不写改动过的副本", "the file contains macros, so no changed copy of it is written")
NO_MACROS = Text(
    "请在 Word 里另存为 .docx（不带宏），再处理那一份。",
    "Save it as .docx in Word, without its macros, and use that.",
)

NEVER = (1980, 1, 1, 0, 0, 0)
"""The date of a part that is new, so that equal files come out of equal ones."""


def is_signed(data: bytes, limits: Limits) -> bool:
    """Return whether a package bears a digital signature (ECMA-376 part 2), which no changed one keeps."""
    package = open_package(data, limits)
    signatures = any(name.startswith(SIGNATURES) for name in package.archive.NameToInfo)
    return signatures or package.related("", "digital-signature/origin") is not None


def has_macros(package: Package) -> bool:
    """Return whether a package holds macros, or says it may: whatever its name, it is never written again.

    Macros run with the rights of whoever opens the file, and who gets a copy of ours trusts it as ours.
    """
    if any("vbaproject" in name.lower() for name in package.archive.NameToInfo):
        return True
    return package.has(CONTENT_TYPES) and b"macroenabled" in package.read(CONTENT_TYPES).lower()


def tree_of(package: Package, part: str) -> _Element:
    """Return the root of a part; raises what ``walk`` raises.

    That walk is the guard: no declarations, no deep nesting, and well-formed. Prefixes that are not
    declared are all that is left to recover from.
    """
    content = package.read(part)
    walk(content, part, package.limits, {})
    parser = XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return fromstring(content, parser)


def bytes_of(root: _Element) -> bytes:
    """Return a part as it is written: in UTF-8, and declared as Word declares it."""
    data: bytes = tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def local(element: _Element) -> str:
    """Return the name of an element without namespace or prefix."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def attribute(element: _Element, name: str) -> str:
    """Return an attribute by its local name whatever its namespace; empty where it is not given."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def repacked(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a package with parts changed or added; raises what ``Package.read`` raises."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, entry in package.archive.NameToInfo.items():
            content = changed.get(name)
            archive.writestr(_like(entry), package.read(name) if content is None else content)
        for name, content in changed.items():
            if not package.has(name):
                entry = ZipInfo(name, NEVER)
                entry.compress_type = ZIP_DEFLATED
                archive.writestr(entry, content)
    return file.getvalue()


def _like(entry: ZipInfo) -> ZipInfo:
    """Return an entry of the same name, date, attributes and method, and with nothing of the old sizes."""
    new = ZipInfo(entry.filename, entry.date_time)
    new.compress_type = entry.compress_type
    new.external_attr = entry.external_attr
    new.create_system = entry.create_system
    new.comment = entry.comment
    return new
