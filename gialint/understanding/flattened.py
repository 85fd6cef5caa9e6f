"""A page that was copied as one line, cut into its paragraphs again.

Its sections begin in the middle of the line, where only the official title counts, numbered and
after a space. Elsewhere a space parts paragraphs if a sentence or a heading ends before it, or a
heading or a date begins after it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gialint.document import Document, Paragraph, Table
from gialint.lazily import lazily
from gialint.understanding.edition import Edition
from gialint.understanding.repair import Habits, repair

SHORTEST = 800
"""Characters below which a paragraph is no whole report; the largest of its tables has more."""

FEWEST = 3
"""How many sections a paragraph must hold to be several paragraphs."""

LONGEST_TOPIC = 25
LONGEST_TITLE = 80

_WORD = lazily(r"[^ \t\u3000\xa0]+")
_NUMBERED = lazily(r"(?:^|[ \t\u3000\xa0])[一二三四五六七八九]、")
_ENDS = tuple("。!?;:")
_TOPIC = lazily(r"\([一二三四五六七八九十]{1,2}\)")
_MARKED = lazily(r"[。,;:!?]")
_DATE = lazily(r"20\d\d年\d{1,2}月\d{1,2}日$")


class _Word(NamedTuple):
    """What stands between two spaces: where, and how it reads."""

    start: int
    end: int
    reading: str


def in_paragraphs(document: Document, edition: Edition, habits: Habits) -> Document:
    """Return the document with every paragraph cut that holds several sections of the form."""
    if not any(isinstance(block, Paragraph) and _flat(block) for block in document.blocks):
        return document
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and _flat(block):
            blocks += _pieces(block, edition, habits)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _flat(paragraph: Paragraph) -> bool:
    return len(paragraph.text) >= SHORTEST and len(_NUMBERED.findall(paragraph.text)) >= FEWEST


def _pieces(paragraph: Paragraph, edition: Edition, habits: Habits) -> Iterator[Paragraph]:
    words = [
        _Word(word.start(), word.end(), repair(word[0], habits).reading)
        for word in _WORD.finditer(paragraph.text)
    ]
    titles = tuple(f"{section.number}、{section.title.zh}" for section in edition.sections)
    headings = {index for index in range(len(words)) if _two(words, index).startswith(titles)}
    starts = _starts(words, headings, titles, edition) if len(headings) >= FEWEST else [0]
    for first, last in zip(starts, [*starts[1:], len(words)], strict=True):
        start, end = words[first].start, words[last - 1].end
        yield replace(paragraph, text=paragraph.text[start:end], start=paragraph.start + start)


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
