"""Figures of a PDF in disguise: what a print shows raised, struck through, in white or over two lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from tests.reportwriter.disguise import Disguise, Disguised, Disguises
from tests.reportwriter.draft import DraftReport, Grid

SONG = "STSong-Light"
WIDTH, HEIGHT, MARGIN = 640.0, 1400.0, 60.0
PITCH, ROW = 16.0, 32.0
LABEL, FIGURE, PROSE = 5.0, 8.0, 10.0
"""Sizes of type."""

COUNTED = re.compile(r"(\d+)(?=件)")


class Pen:
    """Writes from a point on, in a size."""

    def __init__(self, canvas: Canvas, x: float, y: float, size: float) -> None:
        self.canvas = canvas
        self.x = x
        self.y = y
        self.size = size

    def write(
        self, text: str, *, size: float = 1, rise: float = 0, mode: int = 0, white: bool = False
    ) -> None:
        """Write some text; sizes and rises are in ems."""
        self.canvas.saveState()
        if white:
            self.canvas.setFillColorRGB(1, 1, 1)
        line = self.canvas.beginText(self.x, self.y)
        line.setFont(SONG, size * self.size)
        line.setRise(rise * self.size)
        line.setTextRenderMode(mode)
        line.textOut(text)
        self.canvas.drawText(line)
        self.canvas.restoreState()
        self.x += self.canvas.stringWidth(text, SONG, size * self.size)

    def line(self, height: float, length: int) -> None:
        """Draw a line over the last digits written, so many ems above their base line."""
        y = self.y + height * self.size
        self.canvas.line(self.x - length * self.size / 2, y, self.x, y)


def pieces(figure: str, pen: Pen) -> None:
    for digit in figure:
        pen.write(digit)


def raised(figure: str, pen: Pen) -> None:
    pen.write(figure)
    pen.write("9", size=0.6, rise=0.35)


def raised_as_large(figure: str, pen: Pen) -> None:
    pen.write(figure)
    pen.write("9", rise=0.35)


def lowered(figure: str, pen: Pen) -> None:
    pen.write(figure)
    pen.write("9", size=0.6, rise=-0.2)


def struck(figure: str, pen: Pen) -> None:
    pen.write("9")
    pen.line(0.3, 1)
    pen.write(figure)


def struck_whole(figure: str, pen: Pen) -> None:
    pen.write(figure)
    pen.line(0.3, len(figure))


def underlined(figure: str, pen: Pen) -> None:
    pen.write(figure)
    pen.line(-0.1, len(figure))


def white(figure: str, pen: Pen) -> None:
    pen.write("9", white=True)
    pen.write(figure)


def white_whole(figure: str, pen: Pen) -> None:
    pen.write(figure, white=True)


def without_ink(figure: str, pen: Pen) -> None:
    pen.write("9", mode=3)
    pen.write(figure)


def tiny(figure: str, pen: Pen) -> None:
    pen.write("9", size=0.1)
    pen.write(figure)


def two_lines(figure: str, pen: Pen) -> None:
    Pen(pen.canvas, pen.x, pen.y + 0.6 * pen.size, pen.size).write("1")
    Pen(pen.canvas, pen.x, pen.y - 0.6 * pen.size, pen.size).write(figure)


DRAWN: dict[str, Callable[[str, Pen], None]] = {
    each.__name__: each
    for each in (
        pieces, raised, raised_as_large, lowered, struck, struck_whole, underlined, white, white_whole,
        without_ink, tiny, two_lines,
    )
}  # fmt: skip
SAME = ("pieces", "underlined")
HIDDEN = ("white", "white_whole", "without_ink", "tiny")
"""In prose they are left out as what stands off the page is."""

PDF: Disguises = {
    name: Disguise(
        name,
        "same" if name in SAME else "unreadable",
        "cell" if name in HIDDEN or name == "two_lines" else "both",
    )
    for name in DRAWN
}


def pdf(draft: DraftReport, disguise: Disguise) -> Disguised:
    """Return a draft as a PDF with every other figure of its tables, or those of its prose, in disguise."""
    registerFont(UnicodeCIDFont(SONG))
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setLineWidth(0.5)
    figures = 0
    for heading, section in (("", None), *((each.heading, each) for each in draft.sections)):
        lines = (draft.title, *draft.preface) if section is None else (heading, *section.lines)
        top = _prose(canvas, lines, disguise)
        if section is not None and section.grid is not None:
            figures += _table(canvas, section.grid, top, disguise)
        canvas.showPage()
    _prose(canvas, draft.signature, disguise)
    canvas.save()
    return Disguised(file.getvalue(), figures)


def _prose(canvas: Canvas, lines: tuple[str, ...], disguise: Disguise) -> float:
    """Write paragraphs, and return how far down the page they reach."""
    y = HEIGHT - MARGIN
    room = int((WIDTH - 2 * MARGIN) / PROSE)
    for line in lines:
        for start in range(0, len(line), room):
            pen = Pen(canvas, MARGIN, y, PROSE)
            for number, piece in enumerate(COUNTED.split(line[start : start + room])):
                if number % 2 and disguise.where == "both":
                    DRAWN[disguise.markup](piece, pen)
                elif piece:
                    pen.write(piece)
            y -= PITCH
    return y - PITCH


def _table(canvas: Canvas, grid: Grid, top: float, disguise: Disguise) -> int:
    """Draw a table, and return how many of its figures are in disguise."""
    width = (WIDTH - 2 * MARGIN) / grid.columns
    met = 0
    for row, slots in enumerate(grid.placed()):
        for column, slot in slots:
            x, y = MARGIN + column * width, top - (row + slot.rowspan) * ROW
            across, down = slot.colspan * width, slot.rowspan * ROW
            canvas.rect(x, y, across, down)
            if slot.figure and slot.text:
                met += 1
                pen = Pen(canvas, x + 4, y + down / 2 - 3, FIGURE)
                DRAWN[disguise.markup if met % 2 else "pieces"](slot.text, pen)
            else:
                _label(canvas, slot.text, x + 2, y + down - LABEL - 1, int((across - 4) / LABEL))
    return (met + 1) // 2


def _label(canvas: Canvas, text: str, x: float, y: float, room: int) -> None:
    for number, start in enumerate(range(0, len(text), room)):
        Pen(canvas, x, y - number * LABEL * 1.1, LABEL).write(text[start : start + room])
