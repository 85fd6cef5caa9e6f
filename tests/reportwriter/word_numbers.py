"""Numbers of headings and labels as Word counts them, instead of as typed text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from docx.document import Document

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FORMATS = {
    "、": ("chineseCountingThousand", "%1、"),
    "）": ("chineseCountingThousand", "（%1）"),
    ".": ("decimal", "%1."),
}
"""For the mark after a number, how Word spells it."""

FIRST = ("一", "1")
ABSTRACT = (
    f'<w:abstractNum {NAMESPACE} w:abstractNumId="{{number}}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
)
INSTANCE = (
    f'<w:num {NAMESPACE} w:numId="{{number}}"><w:abstractNumId w:val="{{abstract}}"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
PROPERTIES = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'

_NUMBER = re.compile(r"（?([一二三四五六七八九]|\d)([、）.])")


class Spell(Protocol):
    """Turns a heading or label into the properties of its paragraph, as markup, and its text."""

    def __call__(self, text: str, /) -> tuple[str, str]: ...


class AsTyped:
    """Leaves numbers in the text."""

    def __call__(self, text: str, /) -> tuple[str, str]:
        """Return no properties and the text."""
        return "", text


class Numbers:
    """Takes numbers out of the text and has Word count; the first of a kind begins a list anew.

    Lists have ids from ``base`` on: headings and labels of tables are counted apart.
    """

    def __init__(self, document: Document, base: int) -> None:
        from docx.oxml import parse_xml

        self._numbering = document.part.numbering_part.element
        self._lists: dict[str, int] = {}
        self._base = self._next = base
        first = self._numbering.find(f"{{{self._numbering.nsmap['w']}}}num")
        for number, (kind, text) in enumerate(FORMATS.values(), base):
            first.addprevious(parse_xml(ABSTRACT.format(number=number, kind=kind, text=text)))

    def __call__(self, text: str, /) -> tuple[str, str]:
        """Return the list the paragraph is an item of, and the text without its number."""
        from docx.oxml import parse_xml

        match = _NUMBER.match(text)
        if match is None:
            return "", text
        if match[1] in FIRST:
            self._next += 1
            self._lists[match[2]] = self._next
            abstract = self._base + list(FORMATS).index(match[2])
            self._numbering.append(parse_xml(INSTANCE.format(number=self._next, abstract=abstract)))
        return PROPERTIES.format(number=self._lists[match[2]]), text[match.end() :]
