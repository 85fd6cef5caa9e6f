"""A PDF page as read: its tables, and the lines that stand in none, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from gialint.reading import Limits
from gialint.reading.pdf_cells import PageTable, tables
from gialint.reading.pdf_columns import in_reading_order
from gialint.reading.pdf_file import Handle
from gialint.reading.pdf_furniture import Item, Page
from gialint.reading.pdf_glyphs import frame_of, glyphs
from gialint.reading.pdf_grid import grids
from gialint.reading.pdf_lines import Row, rows
from gialint.reading.pdf_looks import struck_out
from gialint.reading.pdf_overlong import trimmed
from gialint.reading.pdf_rulings import MOST_STROKES, drawn, fills

GARBLED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters without a meaning, and those of private use."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A page, and how many characters, characters without a meaning, pictures and paths it has.

    ``strokes`` counts what it draws, and each two lines that may meet.
    """

    page: Page
    characters: int
    garbled: int
    pictures: int
    paths: int
    strokes: int


def taken(page: Handle, text: Handle, number: int, limits: Limits, strokes: int = MOST_STROKES) -> Taken:
    """Read a loaded page; raises LimitExceeded for more than ``strokes`` and for tables too large."""
    frame = frame_of(page)
    shown = drawn(page, frame, strokes)
    characters = glyphs(text, frame, partial(fills, page))
    if shown.strokes:
        characters = struck_out(characters, shown.strokes)
    vertical = trimmed(shown.vertical, shown.horizontal, characters)
    found, left = tables(grids(shown.horizontal, vertical, limits), characters, number)
    left = [glyph for glyph in left if glyph[4]]
    words = "".join([glyph[4] for glyph in characters])
    return Taken(
        Page(number, frame.width, tuple(_in_order(found, rows(left)))),
        len(words) - words.count(" "),
        len(GARBLED.findall(words)),
        shown.pictures,
        shown.paths,
        shown.counted + len(shown.horizontal) * len(shown.vertical),
    )


def _in_order(found: Sequence[PageTable], left: Sequence[Row]) -> list[Item]:
    """Return tables and lines from top to bottom; columns of prose are sorted out between the tables."""
    items: list[Item] = []
    above: list[Row] = []
    waiting = list(reversed(found))
    for row in left:
        while waiting and waiting[-1].box[3] > (row[0][1] + row[0][3]) / 2:
            items += [*in_reading_order(above), waiting.pop()]
            above = []
        above.append(row)
    return [*items, *in_reading_order(above), *reversed(waiting)]
