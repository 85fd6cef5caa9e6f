"""The comments of a Word document and what belongs to them: gialint's own are replaced, people's are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from gialint.reading import Limits
from gialint.reading.docx import OURS
from gialint.reading.package import Package
from gialint.writing.word_elements import Element, appended, elements
from gialint.writing.word_xml import Change, changed, in_utf8, spelled

INITIALS = "gia"
STRICT = "http://purl.oclc.org/ooxml/"
NAMESPACES = {
    False: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    True: STRICT + "wordprocessingml/main",
}
"""By whether the document is in the strict form of the standard."""

LOOK = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="left"/></w:pPr>'
)
"""Else a comment would be set like the body: large, wide and with its first line indented."""

COMPANIONS = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts in which Word keeps more about each comment, by the ids of its paragraphs."""


class Text(NamedTuple):
    """A paragraph of a comment."""

    text: str
    bold: bool = False


class Remarks(NamedTuple):
    """The comments that stay: their part's name and content, and what was taken out of it."""

    part: str
    content: bytes
    ours: frozenset[str]
    """The ids of the comments of an earlier run."""
    paragraphs: frozenset[str]
    """The ids of their paragraphs."""
    kept: tuple[str, ...]
    """The ids of people's comments."""


def remarks(package: Package, document: str, strict: bool, limits: Limits) -> Remarks:
    """Return the comments of a document without gialint's own; an empty part where it has none."""
    part = package.part(document, "comments")
    if part is None:
        return Remarks(f"{document.rpartition('/')[0]}/comments.xml".lstrip("/"), _empty(strict), *_nobody())
    content = in_utf8(package.read(part))
    found = elements(content, part, ("comment", "p"), limits)
    comments = [each for each in found if each.name == "comment"]
    ours = [each for each in comments if each.get("author") == OURS]
    paragraphs = [each.get("paraId") for each in found if each.name == "p" and _is_in(each, ours)]
    return Remarks(
        part,
        changed(content, (Change(each.start, each.end, b"") for each in ours)),
        frozenset(each.get("id") for each in ours),
        frozenset(filter(None, paragraphs)),
        tuple(each.get("id") for each in comments if each not in ours),
    )


def with_comments(
    kept: Remarks, numbered: Iterable[tuple[int, Sequence[Text]]], strict: bool, limits: Limits
) -> bytes:
    """Return the comments' part with new ones at its end."""
    # The namespace is said again: who wrote the part may have given it another prefix.
    declared = f' xmlns:w="{NAMESPACES[strict]}"'
    here = declared.encode() in kept.content
    new = "".join(_comment(number, texts, "" if here else declared) for number, texts in numbered)
    [root, *_] = elements(kept.content, kept.part, ("comments",), limits)
    return changed(kept.content, [appended(kept.content, root, new.encode())]) if new else kept.content


def companions(package: Package, document: str, gone: Collection[str], limits: Limits) -> dict[str, bytes]:
    """Return those parts about comments that speak of paragraphs that are gone, without them."""
    parts: dict[str, bytes] = {}
    gone = set(gone)
    for kind in COMPANIONS if gone else ():
        part = package.part(document, kind)
        if part is None:
            continue
        content = in_utf8(package.read(part))
        found = elements(content, part, ("commentEx", "commentId", "commentExtensible"), limits)
        new = changed(content, _forgotten(content, found, gone))
        gone |= {each.get("durableId") for each in found if each.get("paraId") in gone} - {""}
        if new != content:
            parts[part] = new
    return parts


def _forgotten(content: bytes, found: Iterable[Element], gone: Collection[str]) -> Iterator[Change]:
    for each in found:
        if each.get("paraId") in gone or (not each.get("paraId") and each.get("durableId") in gone):
            yield Change(each.start, each.end, b"")
        elif each.get("paraIdParent") in gone:
            # An answer to what is gone stands for itself.
            parent = b'paraIdParent="' + each.get("paraIdParent").encode() + b'"'
            at = content.find(parent, each.start, each.head)
            if at >= 0:
                yield Change(content.rfind(b" ", each.start, at), at + len(parent), b"")


def _comment(number: int, texts: Sequence[Text], declared: str) -> str:
    paragraphs = "".join(
        f"<w:p>{LOOK}<w:r><w:rPr>{'<w:b/>' if text.bold else ''}"
        f'<w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{spelled(text.text).decode()}</w:t></w:r></w:p>'
        for text in texts
    )
    who = f'w:id="{number}" w:author="{OURS}" w:initials="{INITIALS}"'
    return f"<w:comment{declared} {who}>{paragraphs}</w:comment>"


def _empty(strict: bool) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:comments xmlns:w="{NAMESPACES[strict]}"></w:comments>'.encode()


def _nobody() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    return frozenset(), frozenset(), ()


def _is_in(element: Element, others: Collection[Element]) -> bool:
    parent = element.parent
    while parent is not None:
        if any(parent is other for other in others):
            return True
        parent = parent.parent
    return False
