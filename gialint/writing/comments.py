"""Write comments into a Word document, on the words they are about; all else in the file stays.

A comment is anchored between runs, so a run is cut where the words begin and end in its middle. Comments
of an earlier run of gialint are replaced, those of people are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from lxml.etree import Element, QName, SubElement, _Element

from gialint.model import Document, Location, Text
from gialint.reading import Limits, Unreadable
from gialint.reading.docx import OURS
from gialint.reading.package import Package
from gialint.records import NamedTuple
from gialint.reporting.comments import Comment, Line, comments
from gialint.writing.docx import FORMULAS, SPACE, UNSPEAKABLE, Piece, WordFile, is_right_in
from gialint.writing.package import (
    CONTENT_TYPES,
    MACROS,
    NO_MACROS,
    attribute,
    bytes_of,
    has_macros,
    local,
    repacked,
    tree_of,
)

if TYPE_CHECKING:
    from gialint.model import Checked
    from gialint.run.linter import Linter

NOWHERE = Text("文件里一个段落也没有，无处可写批注", "there is no paragraph for a comment")
INITIALS = "gia"
STRICT = "http://purl.oclc.org/ooxml/"
"""How the namespaces of the strict form of the standard begin."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
ID = "gialintComments"
MARKS = ("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference")
COMPANIONS = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts in which Word keeps more about each comment, by the ids of its paragraphs."""

SPACING = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
INDENT = {"left": "0", "right": "0", "firstLine": "0", "firstLineChars": "0"}
"""Else a comment would be set like the body: large, wide and with its first line indented."""

IN_FILE = attrgetter("order", "start")
"""In what order the pieces of a text stand in the file."""

Word = Callable[..., _Element]
"""Makes an element by its name, with what is in it and its attributes."""

Spot = tuple[_Element, _Element | None]
"""A place for marks: the element they stand in, and what they stand before; none at its end."""


class _Anchor(NamedTuple):
    """The words a comment is about, in offsets of the reading text, or without words a native place."""

    start: int
    end: int
    native: str = ""


def commented(lint: Linter, path: str, data: bytes, checked: Checked) -> tuple[bytes, int]:
    """Return a file with comments for what was found in it, and how many they are; raises Unreadable.

    ``checked`` is what is told of it, with personal numbers masked.
    """
    report = lint.read(path, data)
    title = report.facts["meta.title"].place
    written = comments(checked, lint.config.language)
    at = title.location() if title else None
    return annotated(report.document, data, written, at, Limits()), len(written)


def annotated(
    document: Document, data: bytes, comments: Sequence[Comment], title: Location | None, limits: Limits
) -> bytes:
    """Return the file a document was read from with comments, in the place of those of an earlier run.

    A comment without a place goes to the ``title``. Equal files and comments make equal bytes. Raises
    Unreadable, also for a document with macros or without a paragraph, and LimitExceeded.
    """
    file = WordFile(document, data, limits)
    if has_macros(file.package):
        raise Unreadable(MACROS, NO_MACROS)
    namespace = QName(file.root).namespace or WORD
    word = partial(_element, namespace)
    part = file.package.part(file.part, "comments")
    name = part or f"{file.part.rpartition('/')[0]}/comments.xml".lstrip("/")
    root = tree_of(file.package, part) if part else word("comments")
    ours = [each for each in root.iter("{*}comment") if attribute(each, "author") == OURS]
    if not comments and not ours:
        return data
    if comments and not file.natives:
        raise Unreadable(NOWHERE)
    _take_off(file.root, {attribute(each, "id") for each in ours})
    gone = {attribute(p, "paraId") for each in ours for p in each.iter("{*}p")} - {""}
    for each in ours:
        each.getparent().remove(each)
    used = [*root.iter("{*}comment"), *file.root.iter(*MARKS)]
    numbers = (number for each in used if (number := attribute(each, "id")).isdecimal())
    first = max(map(int, numbers), default=-1) + 1
    _put_on(file, [_anchor(document, each.location or title) for each in comments], first, word)
    root.extend(_comment(word, number, each.lines) for number, each in enumerate(comments, first))
    changed = {file.part: file.root, name: root}
    changed |= _companions(file.package, file.part, gone)
    changed |= _registered(file.package, file.part, name, namespace.startswith(STRICT))
    return repacked(file.package, {each: bytes_of(tree) for each, tree in changed.items()})


def _anchor(document: Document, location: Location | None) -> _Anchor:
    if location is None:
        return _Anchor(0, 0)
    start = document.line_starts[location.line - 1] + location.column - 1
    end = document.line_starts[location.end_line - 1] + location.end_column - 1
    return _Anchor(start, end, location.native)


def _element(namespace: str, name: str, *inside: _Element, **attributes: str) -> _Element:
    """Return an element of WordprocessingML in the namespace of a document."""
    qualified = {f"{{{namespace}}}{key}": value for key, value in attributes.items()}
    made = Element(f"{{{namespace}}}{name}", qualified, nsmap={"w": namespace})
    made.extend(inside)
    return made


def _comment(word: Word, number: int, lines: Iterable[Line]) -> _Element:
    """Return a comment, a paragraph for each of its lines."""
    comment = word("comment", id=str(number), author=OURS, initials=INITIALS)
    for line in lines:
        look = word("pPr", word("spacing", **SPACING), word("ind", **INDENT), word("jc", val="left"))
        letters = word("rPr", *[word("b")] * line.heading, word("sz", val="18"))
        words = word("t")
        words.text = UNSPEAKABLE.sub("\ufffd", line.text)
        words.set(SPACE, "preserve")
        comment.append(word("p", look, word("r", letters, words)))
    return comment


def _take_off(root: _Element, numbers: set[str]) -> None:
    """Remove the marks of comments, and the runs that hold nothing else."""
    for mark in [each for each in root.iter(*MARKS) if attribute(each, "id") in numbers]:
        run = mark.getparent()
        alone = local(run) == "r" and all(each is mark or local(each) == "rPr" for each in run)
        gone = run if alone else mark
        gone.getparent().remove(gone)


def _put_on(file: WordFile, anchors: Sequence[_Anchor], first: int, word: Word) -> None:
    """Put the marks of comments into a document, numbered from ``first`` on.

    At one spot comments that end there come first, then those about the spot, then those that begin.
    """
    worded = [anchor for anchor in anchors if anchor.end > anchor.start]
    for anchor in worded:
        _cut(file, anchor.start)
        _cut(file, anchor.end)
    for anchor in worded:
        found = file.between(anchor.start, anchor.end)
        if found:
            _part(min(found, key=IN_FILE), before=True)
            _part(max(found, key=IN_FILE), before=False)
    marks: dict[Spot, tuple[list[_Element], list[_Element], list[_Element]]] = {}
    for number, anchor in enumerate(anchors, first):
        start, end = _around(file, anchor)
        at_start, at_end = (marks.setdefault(spot, ([], [], [])) for spot in (start, end))
        begins = word("commentRangeStart", id=str(number))
        ends = word("commentRangeEnd", id=str(number))
        refers = word("r", word("commentReference", id=str(number)))
        if start == end:
            at_start[1].extend([begins, ends, refers])
        else:
            at_start[2].append(begins)
            at_end[0].extend([ends, refers])
    for (parent, following), (ending, about, beginning) in marks.items():
        index = len(parent) if following is None else parent.index(following)
        parent[index:index] = [*ending, *about, *beginning]


def _cut(file: WordFile, at: int) -> None:
    """Cut the text in which an offset of the reading text is, if it can be."""
    for piece in file.between(at, at + 1):
        if piece.start < at and piece.plain and _box(piece.element) is None:
            nth = at - piece.start
            rest = deepcopy(piece.element)
            piece.element.text, rest.text = piece.text[:nth], piece.text[nth:]
            rest.set(SPACE, "preserve")
            if piece.text[nth - 1] == " ":
                piece.element.set(SPACE, "preserve")
            piece.element.addnext(rest)
            index = bisect_left(file.pieces, piece.start, key=attrgetter("start"))
            behind = piece._replace(start=at, text=piece.text[nth:], element=rest)
            file.pieces[index : index + 1] = (piece._replace(text=piece.text[:nth]), behind)


def _part(piece: Piece, *, before: bool) -> None:
    """Cut the run of a piece before or behind it, if it stands right in the run and there is more in it."""
    run = next(piece.element.iterancestors("{*}r"))
    if _box(piece.element) is not None or not is_right_in(run, piece.element):
        return
    at = run.index(piece.element) + (not before)
    look = run.find("{*}rPr")
    more = [each for each in run[:at] if each is not look]
    if more and at < len(run):
        other = run.makeelement(run.tag, run.attrib, run.nsmap)
        other.extend([*([deepcopy(look)] if look is not None else []), *run[at:]])
        run.addnext(other)


def _around(file: WordFile, anchor: _Anchor) -> tuple[Spot, Spot]:
    """Return the spots around the words of an anchor, or around all of its paragraph."""
    found = file.between(anchor.start, anchor.end) if anchor.end > anchor.start else []
    if found:
        first, last = (_outer(pick(found, key=IN_FILE).element) for pick in (min, max))
        return (first.getparent(), first), (last.getparent(), last.getnext())
    paragraph = file.paragraph(anchor.start, anchor.native)
    assert paragraph is not None  # there is one in the file
    box = _box(paragraph)
    if box is not None:
        return (box.getparent(), box), (box.getparent(), box.getnext())
    properties = paragraph.find("{*}pPr")
    inside = paragraph[paragraph.index(properties) + 1 :] if properties is not None else [*paragraph]
    return (paragraph, inside[0] if inside else None), (paragraph, None)


def _outer(element: _Element) -> _Element:
    """Return the run that a text is in, or the outermost that holds the text box it is in."""
    box = _box(element)
    return box if box is not None else next(element.iterancestors("{*}r"))


def _box(element: _Element) -> _Element | None:
    """Return the run with the outermost text box around an element, or the formula: none can hold marks."""
    names = ("{*}txbxContent", *(f"{{*}}{name}" for name in FORMULAS))
    boxes = [*element.iterancestors(*names)]
    if not boxes or local(boxes[-1]) in FORMULAS:
        return boxes[-1] if boxes else None
    return next(boxes[-1].iterancestors("{*}r"), boxes[-1])


def _companions(package: Package, document: str, gone: set[str]) -> dict[str, _Element]:
    """Return those parts about comments that speak of paragraphs that are gone, without them."""
    parts: dict[str, _Element] = {}
    for part in filter(None, (package.part(document, kind) for kind in COMPANIONS if gone)):
        root = tree_of(package, part)
        for each in root.xpath("//*[@*[local-name()='paraId' or local-name()='durableId']]"):
            if (attribute(each, "paraId") or attribute(each, "durableId")) in gone:
                gone = gone | {attribute(each, "durableId")} - {""}
                each.getparent().remove(each)
                parts[part] = root
            elif attribute(each, "paraIdParent") in gone:  # an answer to what is gone stands for itself
                del each.attrib[next(key for key in each.attrib if key.endswith("paraIdParent"))]
                parts[part] = root
    return parts


def _registered(package: Package, document: str, part: str, strict: bool) -> dict[str, _Element]:
    """Return the relations and content types that must change for a package to have its comments."""
    parts: dict[str, _Element] = {}
    folder, _, name = document.rpartition("/")
    if package.related(document, "comments") is None:
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        fresh = Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
        root = parts[relations] = tree_of(package, relations) if package.has(relations) else fresh
        taken = {attribute(each, "Id") for each in root}
        free = next(each for each in (ID, *(f"{ID}{nth}" for nth in range(len(taken)))) if each not in taken)
        kind = f"{STRICT}officeDocument/relationships/" if strict else OFFICE
        target = part.removeprefix(f"{folder}/") if folder else part
        _append(root, "Relationship", Id=free, Type=f"{kind}comments", Target=target)
    if package.has(CONTENT_TYPES):
        root = tree_of(package, CONTENT_TYPES)
        if not any(attribute(each, "PartName").lower() == f"/{part}".lower() for each in root):
            parts[CONTENT_TYPES] = root
            _append(root, "Override", PartName=f"/{part}", ContentType=TYPE)
    return parts


def _append(root: _Element, name: str, **attributes: str) -> None:
    """Put one more element at the end of a part, in the namespace of its root."""
    SubElement(root, str(QName(QName(root).namespace, name)), attributes)
