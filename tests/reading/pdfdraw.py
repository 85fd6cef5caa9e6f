"""Draw PDF pages to the point: text, rulings and tables where a case wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from gialint.model import Document
from gialint.reading import Limits
from gialint.reading.pdf import read
from gialint.testing import check_document

SONG = "STSong-Light"
UPRIGHT = "STSong-Light-V"
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP = 90.0, 510.0, 770.0
SIZE = 12.0
PITCH = 20.0

Draw = Callable[[Canvas], None]
Spot = tuple[int, int, int, int]


@dataclass(frozen=True)
class Ruled:
    """A table to draw: where its lines lie, and the texts of its cells by row, column and spans."""

    xs: Sequence[float]
    ys: Sequence[float]
    cells: dict[Spot, str]


def pdf(*pages: Draw | Iterable[Draw], size: tuple[float, float] = A4, **settings: Any) -> bytes:
    """Return a PDF of pages, each drawn by a function or several."""
    registerFont(UnicodeCIDFont(SONG))
    down = UnicodeCIDFont(SONG, isVertical=True)
    down.name = down.fontName = UPRIGHT
    registerFont(down)
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, **settings)
    for page in pages:
        for draw in [page] if callable(page) else page:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def opened(*pages: Draw | Iterable[Draw], limits: Limits | None = None, **settings: Any) -> Document:
    """Read a PDF of pages and hold it to the law of documents."""
    document = read(pdf(*pages, **settings), "a.pdf", limits or Limits())
    check_document(document)
    return document


def text(x: float, y: float, words: str, size: float = SIZE) -> Draw:
    """Write a line whose baseline begins at a point."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(SONG, size)
        canvas.drawString(x, y, words)

    return draw


def upright(x: float, y: float, words: str, size: float = 10.0, scale: float = 1.0) -> Draw:
    """Write a line that runs down from the middle of its top, with a font for such lines.

    Word writes text many times too large and scales it down.
    """

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.scale(scale, scale)
        canvas.setFont(UPRIGHT, size / scale)
        canvas.drawString(x / scale, y / scale, words)
        canvas.restoreState()

    return draw


def lines(
    *words: str, top: float = TOP, left: float = LEFT, pitch: float = PITCH, size: float = SIZE
) -> Draw:
    """Write lines one below the other, an empty one as a gap; leading full-width spaces indent."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(words):
            bare = line.lstrip("\u3000")
            text(left + (len(line) - len(bare)) * size, top - number * pitch, bare, size)(canvas)

    return draw


def ruled(
    table: Ruled,
    style: str = "lines",
    size: float = 10.0,
    *,
    open_top: bool = False,
    open_bottom: bool = False,
) -> Draw:
    """Draw a table; ``style`` is how its lines are drawn, of which those at its ends may be missing."""

    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(0.5)
        for (row, column, rowspan, colspan), words in table.cells.items():
            x0, x1 = table.xs[column], table.xs[column + colspan]
            y0, y1 = table.ys[row + rowspan], table.ys[row]
            top, bottom = open_top and row == 0, open_bottom and row + rowspan == len(table.ys) - 1
            if top or bottom:
                canvas.lines(
                    [(x0, y0, x0, y1), (x1, y0, x1, y1), (x0, y0, x1, y0) if top else (x0, y1, x1, y1)]
                )
            else:
                STYLES[style](canvas, x0, y0, x1, y1)
            parts = words.split("\n") if words else []
            canvas.setFont(SONG, size)
            for number, part in enumerate(parts):
                baseline = (y0 + y1) / 2 + (len(parts) / 2 - number - 0.8) * size * 1.2
                canvas.drawCentredString((x0 + x1) / 2, baseline, part)

    return draw


def bar(x0: float, y0: float, x1: float, y1: float) -> Draw:
    """Draw a rectangle."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(x0, y0, x1 - x0, y1 - y0)

    return draw


def plain(
    rows: Sequence[Sequence[str]], top: float, *, left: float = LEFT, width: float = 60, height: float = 24
) -> Ruled:
    """Return a table without merged cells."""
    xs = [left + width * number for number in range(len(rows[0]) + 1)]
    ys = [top - height * number for number in range(len(rows) + 1)]
    cells = {(r, c, 1, 1): words for r, row in enumerate(rows) for c, words in enumerate(row)}
    return Ruled(xs, ys, cells)


def cells_of(*rows: str) -> dict[Spot, str]:
    """Return the cells of rows that bars part; ``^`` goes on from above, ``<`` from the left."""
    drawn = [row.split("|") for row in rows]
    cells: dict[Spot, str] = {}
    for r, row in enumerate(drawn):
        for c, words in enumerate(row):
            if words not in ("^", "<"):
                right = next((n for n, other in enumerate(row[c + 1 :], 1) if other != "<"), len(row) - c)
                down = next(
                    (n for n, other in enumerate(drawn[r + 1 :], 1) if other[c] != "^"), len(rows) - r
                )
                cells[r, c, down, right] = words
    return cells


def _lines(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.lines([(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)])


def _bars(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Thin filled rectangles with a square in every corner, as Word exports them."""
    for x, y, width, height in (
        (x0, y0, x1 - x0, 0),
        (x0, y1, x1 - x0, 0),
        (x0, y0, 0, y1 - y0),
        (x1, y0, 0, y1 - y0),
    ):
        canvas.rect(x - 0.24, y - 0.24, width + 0.48, height + 0.48, stroke=0, fill=1)


def _boxes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.rect(x0, y0, x1 - x0, y1 - y0)


def _hollow(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A frame filled between two rectangles, as browsers print the border of a cell."""
    path = canvas.beginPath()
    path.rect(x0, y0, x1 - x0, y1 - y0)
    path.rect(x0 + 0.75, y0 + 0.75, x1 - x0 - 1.5, y1 - y0 - 1.5)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def _dashes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Dots, each a shape of its own."""
    for step in range(int((x1 - x0) / 2)):
        for y in (y0, y1):
            canvas.rect(x0 + 2 * step, y - 0.25, 1, 0.5, stroke=0, fill=1)
    for step in range(int((y1 - y0) / 2)):
        for x in (x0, x1):
            canvas.rect(x - 0.25, y0 + 2 * step, 0.5, 1, stroke=0, fill=1)


def _scaled(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Strokes under a matrix that scales and turns the page over."""
    canvas.saveState()
    canvas.transform(0.24, 0, 0, -0.24, 0, HEIGHT)
    left, top, right, bottom = (x0 / 0.24, (HEIGHT - y1) / 0.24, x1 / 0.24, (HEIGHT - y0) / 0.24)
    canvas.setLineWidth(2)
    canvas.rect(left, top, right - left, bottom - top)
    canvas.restoreState()


STYLES = {
    "lines": _lines,
    "bars": _bars,
    "boxes": _boxes,
    "hollow": _hollow,
    "dots": _dashes,
    "scaled": _scaled,
}


def handmade(words: str, *, to_unicode: bool = True) -> bytes:
    """Return a PDF of one line in a font that says, or does not say, what its glyphs stand for."""
    codes = {character: number for number, character in enumerate(dict.fromkeys(words), 1)}
    pairs = "".join(f"<{code:04x}> <{c.encode('utf-16-be').hex()}>\n" for c, code in codes.items())
    unseen = " ".join(f"{code} [0]" for c, code in codes.items() if c in "\u00ad\u200b")
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{pairs}endbfchar"
    shown = "".join(f"{codes[character]:04x}" for character in words)
    content = f"BT /F 12 Tf 90 700 Td <{shown}> Tj ET"
    return assembled(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [6 0 R]"
        + (" /ToUnicode 7 0 R >>" if to_unicode else " >>"),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 1000 /W [{unseen}] /FontDescriptor 8 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(cmap)} >> stream\n{cmap}\nendstream",
        "<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    )


def assembled(*objects: str | bytes) -> bytes:
    """Return a PDF of objects numbered from 1, the first of them the catalogue."""
    file = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += (
            b"%d 0 obj\n" % number
            + (content if isinstance(content, bytes) else content.encode())
            + b"\nendobj\n"
        )
    xref = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref)
    return bytes(file)
