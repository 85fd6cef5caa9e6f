"""Find elements in a part of a package, with their bytes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from xml.parsers.expat import XMLParserType

from gialint.reading import Limits
from gialint.reading.package import attribute, walk
from gialint.writing.word_xml import Change, closes_itself, ending, tag_end, tag_name


@dataclass(slots=True)
class Element:
    """An element by its local name, and the nearest of those asked for that it stands in.

    From ``start`` to ``head`` is its first tag, from ``last`` to ``end`` its closing one.
    """

    name: str
    attributes: list[str]
    parent: Element | None
    start: int
    head: int
    last: int = 0
    end: int = 0

    def get(self, name: str) -> str:
        """Return an attribute by its local name; empty where it is not given."""
        return attribute(self.attributes, name)


def elements(content: bytes, part: str, names: Collection[str], limits: Limits) -> list[Element]:
    """Return the elements of these names in order; raises what ``docx_xml.walk`` raises."""
    found: list[Element] = []
    open_ones: list[Element] = []
    parsers: list[XMLParserType] = []

    def begin(name: str, attributes: list[str]) -> None:
        start = parsers[0].CurrentByteIndex
        parent = open_ones[-1] if open_ones else None
        element = Element(name, attributes, parent, start, tag_end(content, start))
        found.append(element)
        open_ones.append(element)

    def end() -> None:
        element = open_ones.pop()
        element.last, element.end = ending(content, element.head, parsers[0].CurrentByteIndex)

    starts = {name: (lambda attributes, name=name: begin(name, attributes)) for name in names}
    walk(content, part, limits, starts, dict.fromkeys(names, end), begun=parsers.append)
    return found


def appended(content: bytes, element: Element, inside: bytes) -> Change:
    """Return what puts XML at the end of an element, also of one that was empty."""
    if not closes_itself(content, element.head):
        return Change(element.last, element.last, inside)
    closing = b"</" + tag_name(content, element.start) + b">"
    return Change(element.head - 2, element.head, b">" + inside + closing)
