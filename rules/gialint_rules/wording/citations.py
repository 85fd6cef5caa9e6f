"""Citations: titles in 《》, document numbers such as 国办发〔2021〕30号, and which go together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

Known = Mapping[str, Any]
"""A document of the lexicon: its ``number``, how its title is known, and until when it holds."""

NUMBER = lazy_regex(
    r"(?P<open>[〔﹝\[【(〈])(?P<year>(?:19|20)[0-9]{2})(?P<close>[〕﹞\]】)〉])第?(?P<serial>[0-9]{1,4})号"
)
ORDER = lazy_regex(r"(?P<mark>国务院令)\(?第?(?P<serial>[0-9]{2,3})号")
BETWEEN = lazy_regex(r"的?(?:通知|意见|规定|要求|精神)?[(,]?(?:中华人民共和国)?")
"""What may stand between a title and its number."""

LONGEST = 8
"""How many characters before a bracket may be the issuer's mark."""


class Title(NamedTuple):
    """A title without its outer marks, inner ones as 〈〉; offsets are those of the marks."""

    text: str
    start: int
    end: int


class Citation(NamedTuple):
    """A document number in a text, with the title it belongs to and the known document of that title.

    ``mark`` is the issuer's (国办发); ``known_mark`` says whether a known document has it. The year is
    empty for an order (令); ``brackets`` are the offsets of the two around the year.
    """

    mark: str
    known_mark: bool
    year: str
    serial: str
    start: int
    end: int
    brackets: tuple[int, int] | None
    title: Title | None = None
    document: Known | None = None

    def spelled(self, mark: str = "") -> str:
        """Return the number as it should be written, or so under another mark."""
        rest = f"〔{self.year}〕{self.serial}号" if self.year else f"第{self.serial}号"
        return (mark or self.mark) + rest


def titles(text: str) -> list[Title]:
    """Return the titles of a text, the outermost where they are nested."""
    found: list[Title] = []
    opened: list[int] = []
    for match in re.finditer("[《》]", text) if "《" in text else ():
        if match[0] == "《":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if not opened:
                inner = text[start + 1 : match.start()].replace("《", "〈").replace("》", "〉")
                found.append(Title(inner, start, match.end()))
    return found


def citations(text: str, named: Sequence[Title], known: Sequence[Known]) -> Iterator[Citation]:
    """Yield the document numbers of a text in order, each with its title of those named there."""
    if "号" not in text:
        return
    marks = {mark_of(document) for document in known}
    for citation in sorted(_numbers(text, marks), key=lambda each: each.start):
        title = _title(named, citation, text)
        yield citation._replace(title=title, document=title and titled(title.text, known))


def titled(title: str, known: Sequence[Known]) -> Known | None:
    """Return the known document of a title."""
    for document in known:
        if title in document.get("exact", ()) or any(name in title for name in document.get("names", ())):
            return document
    return None


def mark_of(document: Known) -> str:
    """Return the issuer's mark of a document (国办发)."""
    number: str = document["number"]
    return number.partition("〔")[0].partition("第")[0]


def _numbers(text: str, marks: set[str]) -> Iterator[Citation]:
    for match in NUMBER.finditer(text):
        issuer = _issuer(text, match.start())
        if issuer:
            mark = max((mark for mark in marks if issuer.endswith(mark)), key=len, default="")
            yield Citation(
                mark or issuer,
                bool(mark),
                match["year"],
                match["serial"],
                match.start() - len(mark or issuer),
                match.end(),
                (match.start("open"), match.start("close")),
            )
    for match in ORDER.finditer(text):
        yield Citation(match["mark"], True, "", match["serial"], match.start(), match.end(), None)


def _issuer(text: str, end: int) -> str:
    """Return the Chinese characters right before a bracket, as many as may be an issuer's mark."""
    start = end
    while start > max(end - LONGEST, 0) and "一" <= text[start - 1] <= "鿿":
        start -= 1
    return text[start:end]


def _title(named: Sequence[Title], citation: Citation, text: str) -> Title | None:
    """Return the title that a number belongs to: the one right before it, or right after."""
    for title in named:
        if title.end <= citation.start and BETWEEN.fullmatch(text, title.end, citation.start):
            return title
    return next((title for title in named if title.start == citation.end), None)
