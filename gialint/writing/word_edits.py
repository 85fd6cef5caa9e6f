"""Edit the words of a Word document within its runs, so that formatting and all else stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gialint.checking.editing import shared
from gialint.model import Edit, Words
from gialint.writing.word_pieces import Open, Piece, Written
from gialint.writing.word_text import Mapped, Stretch
from gialint.writing.word_xml import UNSPEAKABLE, Change, closes_itself, spelled, tag_end, tag_name

APART = re.compile(rb"<\w+:(?:del|ins|move\w+|fld\w+|sdt|drawing|pict|object|AlternateContent)\b")
"""What an empty paragraph may hold that does not read as text, and that nothing is written beside."""

RUN_LOOK = re.compile(rb"<(\w+:)rPr(?:\s[^>]*)?>.*?</\1rPr>", re.DOTALL)
UNFIT = re.compile(rb"<\w+:(?:ins|del|move\w+|rPrChange|\w*[vV]anish|webHidden)\b")
"""What makes a look that new words do not take: a tracked change, or that they would be hidden."""
KEPT_APART = Words(
    "这里有修订、域、脚注、制表符或自动编号，请在 Word 里改",
    "there is a tracked change, a field, a note, a tab or an automatic number here; change it in Word",
)
NOT_IN_WORD = Words("要写的字不能存入 Word 文件", "what is to be written cannot be kept in a Word file")


def refusal(mapped: Mapped, text: str, edits: Iterable[Edit]) -> Words | None:
    """Return why edits of a reading text cannot be made in the document, or none if they can."""
    for edit in edits:
        if UNSPEAKABLE.search(edit.text) or "\n" in edit.text:
            return NOT_IN_WORD
        least = _least(text, edit)
        blank = mapped.blanks.get(least.start) if least.start == least.end else None
        if not (_is_free(mapped.content, blank) if blank else _runs_of(mapped, least)):
            return KEPT_APART
    return None


def changes(mapped: Mapped, text: str, edits: Iterable[Edit]) -> Iterator[Change]:
    """Yield the changes of the XML for edits that were not refused.

    New words take the formatting of the first that they replace.
    """
    for edit in edits:
        least = _least(text, edit)
        if least.start in mapped.blanks and least.start == least.end:
            yield _filled(mapped.content, mapped.blanks[least.start], least.text)
            continue
        for nth, (piece, start, end) in enumerate(_runs_of(mapped, least)):
            signs = piece.characters or [0]
            new = b"" if nth else spelled(least.text)
            yield Change(piece.start + signs[start], piece.start + signs[end], new)
            if not nth and least.text.strip() != least.text:
                yield from preserved(mapped.content, piece)


def preserved(content: bytes, piece: Piece) -> Iterator[Change]:
    """Yield what makes a text keep the spaces at its ends."""
    head = content.rfind(b"<", 0, piece.start)
    if tag_end(content, head) == piece.start and b"xml:space" not in content[head : piece.start]:
        yield Change(piece.start - 1, piece.start - 1, b' xml:space="preserve"')


def _is_free(content: bytes, blank: Written) -> bool:
    """Tell whether an empty paragraph holds nothing that words could not stand beside."""
    paragraph = blank.paragraph
    return not paragraph.fixed and not APART.search(content, paragraph.inner, paragraph.last)


def _filled(content: bytes, blank: Written, text: str) -> Change:
    """Return what writes words into an empty paragraph, formatted as words typed there would be."""
    paragraph = blank.paragraph
    prefix = tag_name(content, paragraph.start)[:-1].decode()
    inside = RUN_LOOK.search(content, paragraph.inner, paragraph.last)
    mark = RUN_LOOK.search(content, *paragraph.properties) if paragraph.properties else None
    look = next((found[0] for found in (inside, mark) if found and not UNFIT.search(found[0])), b"")
    run = f"<{prefix}r>".encode() + look + f"<{prefix}t>".encode() + spelled(text)
    return into(content, paragraph, run + f"</{prefix}t></{prefix}r>".encode())


def into(content: bytes, paragraph: Open, new: bytes) -> Change:
    """Return what puts XML at the beginning of a paragraph, behind its properties."""
    if not closes_itself(content, paragraph.head):
        return Change(paragraph.inner, paragraph.inner, new)
    closing = b"</" + tag_name(content, paragraph.start) + b">"
    return Change(paragraph.head - 2, paragraph.head, b">" + new + closing)


def _least(text: str, edit: Edit) -> Edit:
    """Leave out of an edit what is the same before and after, at its beginning and at its end."""
    old, new = text[edit.start : edit.end], edit.text
    lead, trail = shared(old, new)
    return Edit(edit.start + lead, edit.end - trail, new[lead : len(new) - trail])


def _runs_of(mapped: Mapped, edit: Edit) -> list[tuple[Piece, int, int]]:
    """Return the pieces an edit changes, each with the first and last character; none where it may not."""
    if edit.start == edit.end:
        around = mapped.between(edit.start - 1, edit.end + 1)
        touching = [stretch for stretch in around if stretch.start <= edit.start <= stretch.end]
        found = sorted(touching, key=lambda stretch: stretch.piece.fixed)[:1]
    else:
        found = mapped.between(edit.start, edit.end)
    covered = sum(min(each.end, edit.end) - max(each.start, edit.start) for each in found)
    if not found or covered != edit.end - edit.start or not _are_one(found):
        return []
    return [
        (each.piece, max(edit.start - each.start, 0), min(edit.end, each.end) - each.start) for each in found
    ]


def _are_one(found: list[Stretch]) -> bool:
    """Tell whether pieces may be edited and nothing but the ends of runs is between them."""
    first = found[0].piece
    return all(not each.piece.fixed and each.piece.stretch == first.stretch for each in found)
