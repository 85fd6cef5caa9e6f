"""Places as editors count them: lines and columns from 0, columns in the units that the client asked for."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range
from pygls.workspace import PositionCodec

from gialint.model import Document, Location
from gialint.reporting.position import Spot

Encoding = PositionEncodingKind | str | None
_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[^\s,\[\]{}]*")


class Ruler:
    """Turns offsets of a text into positions in it."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text, self.codec = text, PositionCodec(encoding)
        self.starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def range(self, start: int, end: int) -> Range:
        """Return the stretch between two offsets."""
        return Range(self._position(start), self._position(end))

    def word(self, spot: Spot | None) -> Range:
        """Return the word at a line and column (from 1), the beginning of the text if it has no such line."""
        if spot is None or not 0 < spot.line <= len(self.starts):
            return self.range(0, 0)
        found = _WORD.match(self.text, self.starts[spot.line - 1] + max(spot.column - 1, 0))
        return self.range(*found.span()) if found else self.range(0, 0)

    def place(self, at: Location, document: Document) -> Range:
        """Return where a place of a report stands in the text that it was read from."""
        lines = document.line_starts
        return self.stretch(
            document, lines[at.line - 1] + at.column - 1, lines[at.end_line - 1] + at.end_column - 1
        )

    def stretch(self, document: Document, start: int, end: int) -> Range:
        """Return where a stretch of the reading text stands in the text that it was read from."""
        source = document.source
        if source is None:
            return self.range(start, end)
        first = source.offset(start)
        return self.range(first, source.offset(end - 1) + 1 if end > start else first)

    def _position(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset) - 1
        return Position(line, self.codec.client_num_units(self.text[self.starts[line] : offset]))
