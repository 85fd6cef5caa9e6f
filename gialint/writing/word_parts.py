"""Say in a package that it holds a part: in the relations of its document and among its content types."""

from __future__ import annotations

from gialint.reading import Limits
from gialint.reading.package import Package
from gialint.writing.word_comments import STRICT
from gialint.writing.word_elements import appended, elements
from gialint.writing.word_xml import changed, in_utf8, tag_name

TYPES = "[Content_Types].xml"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    True: STRICT + "officeDocument/relationships/",
}
ID = "gialintComments"


def told_of(package: Package, document: str, part: str, strict: bool, limits: Limits) -> dict[str, bytes]:
    """Return the parts that must change for a package to tell of its comments; none where it does."""
    return {**_related(package, document, part, strict, limits), **_typed(package, part, limits)}


def _related(package: Package, document: str, part: str, strict: bool, limits: Limits) -> dict[str, bytes]:
    if package.related(document, "comments") is not None:
        return {}
    folder, _, name = document.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    content = f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()
    if package.has(relations):
        content = in_utf8(package.read(relations))
    found = elements(content, relations, ("Relationships", "Relationship"), limits)
    taken = {each.get("Id") for each in found}
    names = (ID, *(f"{ID}{number}" for number in range(len(taken))))
    free = next(name for name in names if name not in taken)
    target = part.removeprefix(f"{folder}/") if folder else part
    says = f' Id="{free}" Type="{OFFICE[strict]}comments" Target="{target}"/>'
    return {relations: _with(content, found[0].start, relations, "Relationship", says, limits)}


def _typed(package: Package, part: str, limits: Limits) -> dict[str, bytes]:
    if not package.has(TYPES):
        return {}
    content = in_utf8(package.read(TYPES))
    found = elements(content, TYPES, ("Types", "Override"), limits)
    if not found or any(each.get("PartName").lower() == f"/{part}".lower() for each in found):
        return {}
    says = f' PartName="/{part}" ContentType="{COMMENTS}"/>'
    return {TYPES: _with(content, found[0].start, TYPES, "Override", says, limits)}


def _with(content: bytes, root: int, part: str, name: str, says: str, limits: Limits) -> bytes:
    """Return a part with one more element at its end, under the prefix that its root has."""
    whole = tag_name(content, root).decode()
    prefix, colon, local = whole.rpartition(":")
    [element, *_] = elements(content, part, (local,), limits)
    return changed(content, [appended(content, element, f"<{prefix}{colon}{name}{says}".encode())])
