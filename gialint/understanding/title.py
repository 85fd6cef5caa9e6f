"""Find the title among what sites and printers put around it: trails of links, repeats, broken lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Document, Paragraph
from gialint.records import NamedTuple, replace
from gialint.understanding.chrome import Chrome
from gialint.understanding.edition import Edition
from gialint.understanding.repair import Habits, Repaired, read_through

LONGEST = 80
FRONT = 40
"""How many paragraphs may stand before the end of a title."""
LINES = 3
"""Over how many lines a title may be broken."""

_PARTS = lazy_regex(r"[^>»›→|:;,。/\\_《》【】\[\]—-]+")
"""What stands between the marks of a trail (首页 > 政务公开 > …) or behind a label (标题：…)."""
_NAME = lazy_regex(r"[\w()·]+")
_NO_NAME = lazy_regex("[《》。,;]")
_HAN = lazy_regex("[一-鿿]")
_CLAUSE = (",", "。", ";")
"""At these marks, as text is repaired, a sentence goes on or ends."""
_DIGIT_GAP = lazy_regex(r"(?<=\d) (?=\d)")
_EXACT, _BEGINS, _PART, _ODD = range(4)
"""A line that is a title, one that begins with it, one that has it, one whose agency has odd marks."""

Line = tuple[Paragraph, Repaired]


class Title(NamedTuple):
    """The title: its paragraphs, how the form's pattern matched, and where in the first it begins."""

    paragraphs: tuple[Paragraph, ...]
    match: re.Match[str]
    start: int = 0


def find_title(lines: Sequence[Line], edition: Edition, around: Chrome) -> Title | None:
    """Return the title among the lines before the first section.

    Where several lines are titles the last is the report's own: a page lists others above it.
    ``around`` is what sites put around it. A sentence about a report is not a title
    (特向社会公布2023年度我局政府信息公开年度报告。), nor is one that it cites in 《》.
    """
    found: Title | None = None
    best = _ODD + 1
    for paragraph, repaired in lines:
        if not _is_named(repaired.reading, edition):
            continue
        for rank, title in _in_line(paragraph, repaired.reading, edition, around):
            if rank < best or rank == best == _EXACT:
                best, found = rank, title
    return found if best < _PART else _broken(lines, edition, around) or found


def apart(document: Document, edition: Edition, habits: Habits) -> Document:
    """Return the document with a title apart that was taken for the beginning of a broken paragraph."""
    for index, block in enumerate(document.blocks[:FRONT]):
        if not isinstance(block, Paragraph) or not block.seams:
            continue
        for count, seam in enumerate(block.seams[:LINES]):
            head = block._replace(text=block.text[: seam.start - block.start], seams=block.seams[:count])
            reading = _DIGIT_GAP.sub("", read_through(head, habits).reading)
            match = _match(reading, edition)
            if match and match.end() == len(reading) and _NAME.fullmatch(match["agency"]):
                rest = Paragraph(
                    block.text[seam.end - block.start :],
                    seam.end,
                    block.native,
                    seams=block.seams[count + 1 :],
                )
                blocks = document.blocks
                return replace(document, blocks=(*blocks[:index], head, rest, *blocks[index + 1 :]))
    return document


def _in_line(
    paragraph: Paragraph, reading: str, edition: Edition, around: Chrome
) -> Iterator[tuple[int, Title]]:
    text = _DIGIT_GAP.sub("", reading)
    for part in _PARTS.finditer(text):
        passed = around.navigation.match(part[0])
        begin = part.start() + (passed.end() if passed else 0)
        match = _match(text[begin : part.end()], edition)
        if match and _NAME.fullmatch(match["agency"]) and _is_title(text, begin, match, around):
            rank = _PART if begin else _EXACT if match.end() == len(text) else _BEGINS
            yield rank, Title((paragraph,), match, begin if text == reading else 0)
    match = _match(text, edition)
    if match and _is_title(text, 0, match, around):
        yield _ODD, Title((paragraph,), match)


def _is_title(text: str, start: int, match: re.Match[str], around: Chrome) -> bool:
    """Whether what looks like a title is no part of a sentence, nor the name of a document in one."""
    before, after = text[:start], text[start + match.end() :]
    if _NO_NAME.search(match["agency"]) or around.unnamed.search(match["agency"]):
        return False
    if before.endswith("《") and (before, after) != ("《", "》"):
        return False
    if before.endswith(_CLAUSE) or (after.startswith(_CLAUSE) and (before or len(after) > 1)):
        return False
    return not _HAN.match(after) or around.labels.match(after) is not None


def _broken(lines: Sequence[Line], edition: Edition, around: Chrome) -> Title | None:
    """Return a title broken over lines, from the last line at which it may begin."""
    found: Title | None = None
    for index in range(len(lines) - 1):
        title = _joined(lines[index : index + LINES], edition, around)
        if found and not title:
            break
        found = title
    return found


def _joined(lines: Sequence[Line], edition: Edition, around: Chrome) -> Title | None:
    text = ""
    for count, (_, repaired) in enumerate(lines, 1):
        reading = _DIGIT_GAP.sub("", repaired.reading)
        passed = around.navigation.match(reading)
        if not _PARTS.fullmatch(reading) or (passed and passed.end() == len(reading)):
            return None
        text += reading
        match = _match(text, edition) if count > 1 else None
        if match and _NAME.fullmatch(match["agency"]) and not _is_named(match["agency"], edition):
            whole = _is_title(text, 0, match, around)
            return Title(tuple(paragraph for paragraph, _ in lines[:count]), match) if whole else None
    return None


def _is_named(text: str, edition: Edition) -> bool:
    """Whether a text has the words of a report's title, so that it names no agency."""
    return all(word in text for word in edition.title_words)


def _match(text: str, edition: Edition) -> re.Match[str] | None:
    if len(text) > LONGEST or not _is_named(text, edition):
        return None
    return next((match for pattern in edition.title_patterns if (match := pattern.search(text))), None)
