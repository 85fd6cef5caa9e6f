"""Write a draft as a PDF: ruled tables over pages, the labels of groups running down narrow cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.reportwriter.draft import DraftReport, Grid, Slot

SONG, UPRIGHT = "STSong-Light", "STSong-Light-V"
WIDTH, HEIGHT, MARGIN = 640.0, 905.0, 70.0
PITCH, PROSE, SMALL = 20.0, 12.0, 7.0
FIGURES = 30.0
"""How wide a column of figures is; labels share the rest."""
NARROWEST = (24.0, 36.0)
"""How wide the columns of groups are in a table of so many columns as the widest has."""
WIDEST = 10
NARROW = 3
"""Rows from which a label runs down its cell."""
SCALE = 0.05
"""Word writes the letters of a line that runs down so many times too large, and scales them down."""

Row = list[tuple[int, Slot]]


@dataclass
class Paper:
    """The pages of a PDF, and how far down the last of them is filled."""

    canvas: Canvas
    y: float = HEIGHT - MARGIN

    def room(self, height: float) -> None:
        """Begin a page where there is no room for so much."""
        if self.y - height < MARGIN:
            self.turn()

    def turn(self) -> None:
        """Begin a page."""
        self.canvas.showPage()
        self.canvas.setLineWidth(0.5)
        self.y = HEIGHT - MARGIN

    def write(self, x: float, y: float, words: str, size: float) -> None:
        """Write a line from a point on."""
        self.canvas.setFont(SONG, size)
        self.canvas.drawString(x, y, words)


def pdf(draft: DraftReport) -> bytes:
    """Return a draft as a PDF."""
    registerFont(UnicodeCIDFont(SONG))
    down = UnicodeCIDFont(SONG, isVertical=True)
    down.name = down.fontName = UPRIGHT
    registerFont(down)
    file = BytesIO()
    paper = Paper(Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1))
    _prose(paper, (draft.title,), 0)
    _prose(paper, draft.preface)
    for section in draft.sections:
        _prose(paper, (section.heading, *section.lines))
        if section.grid is not None:
            _table(paper, section.grid)
    _prose(paper, draft.signature, 20)
    paper.canvas.showPage()
    paper.canvas.save()
    return file.getvalue()


def _prose(paper: Paper, paragraphs: Sequence[str], indent: int = 2) -> None:
    """Write paragraphs, a line of which is as wide as the page and begins with no mark."""
    for paragraph in paragraphs:
        for line in _lines("\u3000" * indent + paragraph, WIDTH - 2 * MARGIN, PROSE):
            paper.room(PITCH)
            bare = line.lstrip("\u3000")
            paper.write(MARGIN + (len(line) - len(bare)) * PROSE, paper.y - PROSE, bare, PROSE)
            paper.y -= PITCH


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    """Break a text into lines of a width, none of which begins with a mark."""
    while text:
        end = 1
        while end < len(text) and stringWidth(text[: end + 1], SONG, size) <= width:
            end += 1
        while 1 < end < len(text) and text[end] in "，。；：、）％":
            end -= 1
        yield text[:end]
        text = text[end:]


def _table(paper: Paper, grid: Grid) -> None:
    """Draw a table row by row; what spans rows is drawn with the rows of its page."""
    xs = _columns(grid)
    rows = grid.placed()
    heights = [_height(row, xs) for row in rows]
    first = 0
    while first < len(rows):
        last, filled = first, 0.0
        while last < len(rows) and paper.y - filled - heights[last] >= MARGIN:
            filled += heights[last]
            last += 1
        if last == first:
            paper.turn()
            continue
        _part(paper, rows, (first, last), xs, heights)
        paper.y -= filled
        if last < len(rows):
            paper.turn()
        first = last
    paper.y -= PITCH


def _part(
    paper: Paper, rows: Sequence[Row], on: tuple[int, int], xs: Sequence[float], heights: Sequence[float]
) -> None:
    first, last = on
    top = [paper.y - sum(heights[first:row]) for row in range(first, last + 1)]
    for number, row in enumerate(rows[:last]):
        for column, slot in row:
            above, below = max(number, first), min(number + slot.rowspan, last)
            if above < below:
                x0, x1 = xs[column], xs[column + slot.colspan]
                y0, y1 = top[below - first], top[above - first]
                paper.canvas.rect(x0, y0, x1 - x0, y1 - y0)
                if number >= first:
                    _words(paper, slot, (x0, y0, x1, y1))


def _words(paper: Paper, slot: Slot, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    if not slot.figure and slot.rowspan > NARROW and len(slot.text) * SMALL < y1 - y0:
        canvas = paper.canvas
        canvas.saveState()
        canvas.scale(SCALE, SCALE)
        canvas.setFont(UPRIGHT, SMALL / SCALE)
        middle = (y0 + y1 + len(slot.text) * SMALL) / 2
        canvas.drawString((x0 + x1) / 2 / SCALE, middle / SCALE, slot.text)
        canvas.restoreState()
        return
    pieces = list(_lines(slot.text, x1 - x0 - 2, SMALL))
    for number, piece in enumerate(pieces):
        y = (y0 + y1) / 2 + (len(pieces) / 2 - number - 0.8) * SMALL * 1.2
        paper.write(x0 + 1, y, piece, SMALL)


def _columns(grid: Grid) -> list[float]:
    """Return where the columns of a grid begin: the groups of table three are narrow, its labels wide."""
    width = WIDTH - 2 * MARGIN
    widths = [width / grid.columns] * grid.columns
    if grid.columns == WIDEST:
        widths = [*NARROWEST, width - sum(NARROWEST) - 7 * FIGURES, *[FIGURES] * 7]
    return [MARGIN, *(MARGIN + end for end in accumulate(widths))]


def _height(row: Row, xs: Sequence[float]) -> float:
    """Return how high a row is: as its fullest cell asks for."""
    lines = [
        len(list(_lines(slot.text, xs[column + slot.colspan] - xs[column] - 2, SMALL))) / slot.rowspan
        for column, slot in row
        if slot.rowspan <= NARROW
    ]
    return 8 + max([1, *lines]) * SMALL * 1.2
