"""Write comments into a Word document, on the words they are about; all else in the file stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gialint.model import Document, Location, Words
from gialint.reading import Limits, Unreadable
from gialint.reading.package import document_part, open_package
from gialint.writing.word_anchors import MARKS, Anchor, anchored, without_anchors
from gialint.writing.word_comments import NAMESPACES, Text, companions, remarks, with_comments
from gialint.writing.word_elements import elements
from gialint.writing.word_package import MACROS, NO_MACROS, has_macros, repacked
from gialint.writing.word_parts import told_of
from gialint.writing.word_text import mapped
from gialint.writing.word_xml import in_utf8

NOWHERE = Words("文件里一个段落也没有，无处可写批注", "there is no paragraph to which a comment could go")


class Note(NamedTuple):
    """A comment to be written: where, and its paragraphs; without a place it goes to the title."""

    location: Location | None
    texts: Sequence[Text]


def annotated(
    document: Document, data: bytes, notes: Sequence[Note], title: Location | None, limits: Limits
) -> bytes:
    """Return the file a document was read from with comments, in the place of those of an earlier run.

    ``title`` is where the report's title stands. Equal files and notes make equal bytes. Raises
    Unreadable, also for a document with macros or without a paragraph, and LimitExceeded.
    """
    package = open_package(data, limits)
    if has_macros(package):
        raise Unreadable(MACROS, NO_MACROS)
    part = document_part(package)
    original = package.read(part)
    content = in_utf8(original)
    strict = NAMESPACES[True].encode() in content
    kept = remarks(package, part, strict, limits)
    if not notes and not kept.ours:
        return data
    content = without_anchors(content, part, kept.ours, limits)
    words = mapped(document, package, part, content, limits)
    if notes and not words.natives:
        raise Unreadable(NOWHERE)
    first = _first_free(kept.kept, (each.get("id") for each in elements(content, part, MARKS, limits)))
    anchors = [_anchor(document, note.location or title, first + nth) for nth, note in enumerate(notes)]
    declared = f'xmlns:w="{NAMESPACES[strict]}"'
    content = anchored(words, anchors, "" if declared.encode() in content else " " + declared)
    numbered = ((first + nth, note.texts) for nth, note in enumerate(notes))
    new = {
        part: content,
        kept.part: with_comments(kept, numbered, strict, limits),
        **companions(package, part, kept.paragraphs, limits),
        **told_of(package, part, kept.part, strict, limits),
    }
    return repacked(package, new)


def _first_free(*used: Iterable[str]) -> int:
    return max((int(number) for numbers in used for number in numbers if number.isdecimal()), default=-1) + 1


def _anchor(document: Document, location: Location | None, number: int) -> Anchor:
    if location is None:
        return Anchor(number, 0, 0)
    start = document.line_starts[location.line - 1] + location.column - 1
    end = document.line_starts[location.end_line - 1] + location.end_column - 1
    return Anchor(number, start, end, location.native)
