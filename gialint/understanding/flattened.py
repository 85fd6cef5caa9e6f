"""What copying has run together, cut again: a page of one line, and a table of several sections.

The page's sections begin in the middle of the line, where only the official title counts, numbered and
after a space, a sentence or a figure. Elsewhere a space parts paragraphs if a sentence or a heading
ends before it, or a heading or a date begins after it; so does a numbered topic after a sentence.

What is longer still than any paragraph is cut between sentences: nothing that is looked for there is far.

After pasting from Word one table may hold the form's three, with headings and remarks as rows of
one cell between them. These become paragraphs again.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise

from gialint.lazy_regex import lazy_regex
from gialint.model import Cell, Document, Paragraph, Table
from gialint.records import NamedTuple, replace
from gialint.understanding.edition import Edition
from gialint.understanding.repair import Habits, Repaired, repair

SHORTEST = 800
"""Characters below which a paragraph is no whole report; the largest of its tables has more."""

FEWEST = 3
"""How many sections a paragraph must hold to be several paragraphs."""

LONGEST = 3000
"""Characters beyond which no paragraph goes on: few have a third of it, and hostile ones many times."""

LONGEST_TOPIC = 25
LONGEST_TITLE = 80

_WORD = lazy_regex(r"[^ \t\u3000\xa0]+")
_NUMBERED = lazy_regex(r"(?:^|[ \t\u3000\xa0\d元。；！？：;!?:])[一二三四五六七八九]、")
_ENDS = tuple("。!?;:")
_CUTS = ("。！？!?", "；;", "，,、 ")
"""Behind which marks a paragraph without end is cut, the best first."""
_TOPIC = lazy_regex(r"\([一二三四五六七八九十]{1,2}\)")
_TOPIC_AFTER = lazy_regex(r"(?<=[。!?;:])\([一二三四五六七八九十]{1,2}\)")
LONGEST_END = 4
"""Characters of what a sentence or a figure may end with (0万元)."""

_ENDED = lazy_regex(r"(?:[。!?;:]|\d(?:万?元)?)$")
_MARKED = lazy_regex(r"[。,;:!?]")
_SIGNED = lazy_regex(r"(?<=[。!?])([^。!?,;:]{2,40}?)(20\d\d年\d{1,2}月\d{1,2}日)$")
_DATE = lazy_regex(r"20\d\d年\d{1,2}月\d{1,2}日$")


class _Word(NamedTuple):
    """What stands between two spaces, or to one side of a heading there: where, and how it reads."""

    start: int
    end: int
    reading: str


def in_paragraphs(document: Document, edition: Edition, habits: Habits) -> Document:
    """Return the document with every paragraph cut that holds several sections of the form, or has no end."""
    if not any(isinstance(block, Paragraph) and _goes_on(block) for block in document.blocks):
        return document
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        if isinstance(block, Table):
            blocks.append(block)
            continue
        for piece in _pieces(block, edition, habits) if _flat(block) else (block,):
            for first, last in bounded(piece.text):
                blocks.append(piece._replace(text=piece.text[first:last], start=piece.start + first))
    return replace(document, blocks=tuple(blocks))


def _goes_on(paragraph: Paragraph) -> bool:
    return len(paragraph.text) > LONGEST or _flat(paragraph)


def _flat(paragraph: Paragraph) -> bool:
    return len(paragraph.text) >= SHORTEST and len(_NUMBERED.findall(paragraph.text)) >= FEWEST


def bounded(text: str) -> Iterator[tuple[int, int]]:
    """Yield where to cut a text between sentences, as often as it is longer than ``LONGEST``."""
    first = 0
    while len(text) - first > LONGEST:
        last = first + LONGEST
        at = next(filter(None, (_behind(text, first, last, marks) for marks in _CUTS)), last)
        yield first, at
        first = at
    yield first, len(text)


def _behind(text: str, first: int, last: int, marks: str) -> int:
    """Return where the last of some marks ends within a stretch, or 0."""
    return max(text.rfind(mark, first, last) for mark in marks) + 1


def _pieces(paragraph: Paragraph, edition: Edition, habits: Habits) -> Iterator[Paragraph]:
    titles = tuple(f"{section.number}、{section.title.zh}" for section in edition.sections)
    words = [
        piece
        for word in _WORD.finditer(paragraph.text)
        for piece in _parted(word.start(), repair(word[0], habits), titles)
    ]
    headings = {index for index in range(len(words)) if _two(words, index).startswith(titles)}
    starts = _starts(words, headings, titles, edition) if len(headings) >= FEWEST else [0]
    for first, last in zip(starts, [*starts[1:], len(words)], strict=True):
        start, end = words[first].start, words[last - 1].end
        yield paragraph._replace(text=paragraph.text[start:end], start=paragraph.start + start)


def _parted(start: int, word: Repaired, titles: Sequence[str]) -> Iterator[_Word]:
    """Part a word where a section or a topic begins after a sentence or figure, and where its title ends."""
    reading = word.reading
    places = {0, len(reading)}
    for title in titles:
        at = reading.find(title)
        while at >= 0:
            if at == 0 or _ENDED.search(reading, max(at - LONGEST_END, 0), at):
                places |= {at, at + len(title)}
            at = reading.find(title, at + 1)
    places.update(topic.start() for topic in _TOPIC_AFTER.finditer(reading))
    signed = _SIGNED.search(reading)
    places.update((signed.start(1), signed.start(2)) if signed else ())
    offsets = word.offsets
    for first, last in pairwise(sorted(places)):
        if offsets is None:
            yield _Word(start + first, start + last, reading[first:last])
        else:
            yield _Word(start + offsets[first], start + offsets[last], reading[first:last])


def _two(words: Sequence[_Word], index: int) -> str:
    """Return a word with the next: a space may stand behind a number."""
    return "".join(word.reading for word in words[index : index + 2])


def _starts(
    words: Sequence[_Word], headings: Container[int], titles: Sequence[str], edition: Edition
) -> list[int]:
    """Return the numbers of the words with which paragraphs begin."""
    starts = [0]
    piece = words[0].reading
    for index in range(1, len(words)):
        reading = words[index].reading
        if (
            words[index - 1].reading.endswith(_ENDS)
            or _complete(piece, titles, edition)
            or index in headings
            or _TOPIC.match(reading)
            or (index == len(words) - 1 and _DATE.match(reading))
        ):
            starts.append(index)
            piece = reading
        elif len(piece) <= LONGEST_TITLE:
            piece += reading
    return starts


def _complete(piece: str, titles: Sequence[str], edition: Edition) -> bool:
    """Whether nothing can follow in a paragraph: after a heading or the report's own title."""
    if len(piece) > LONGEST_TITLE:
        return False
    if piece in titles:
        return True
    if _TOPIC.match(piece) and len(piece) <= LONGEST_TOPIC and not _MARKED.search(piece):
        return True
    return all(word in piece for word in edition.title_words) and any(
        pattern.fullmatch(piece) for pattern in edition.title_patterns
    )


_NUMERALS = frozenset("一二三四五六七八九")
_SENTENCE_ENDS = ("。", "；", "：", ".", ";", ":")


def at_headings(document: Document, edition: Edition) -> Document:
    """Return the document with every table cut at its rows that are headings of sections."""
    titles = {edition.fold(section.title.zh) for section in edition.sections}

    def heads(row: tuple[Cell, ...]) -> bool:
        text = row[0].text if row else ""
        return text[1:2] == "、" and text[0] in _NUMERALS and edition.fold(text) in titles and _single(row)

    if not any(isinstance(block, Table) and any(map(heads, block.rows)) for block in document.blocks):
        return document
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        if isinstance(block, Table) and any(map(heads, block.rows)):
            blocks += _cut(block, heads)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _cut(table: Table, heads: Callable[[tuple[Cell, ...]], bool]) -> Iterator[Paragraph | Table]:
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if heads(row) or (_single(row) and row[0].text.endswith(_SENTENCE_ENDS)):
            if rows:
                yield table._replace(rows=tuple(rows))
            rows = []
            cell = row[0]
            yield Paragraph(cell.text, cell.start, cell.native, page=cell.page)
        else:
            rows.append(row)
    if rows:
        yield table._replace(rows=tuple(rows))


def _single(row: tuple[Cell, ...]) -> bool:
    """Whether a row holds one text, which may be repeated in every column of a merged cell."""
    return bool(row and row[0].text) and all(cell.text in ("", row[0].text) for cell in row[1:])
