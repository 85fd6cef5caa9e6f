"""Digits of a PDF that are raised, struck through, in white, or not there to be seen."""

from __future__ import annotations

import pytest
from pdfdraw import SONG, Draw, opened, plain, ruled
from reportlab.pdfgen.canvas import Canvas

from gialint.model import Document, Table
from gialint.understanding.marked import why_unreadable

X, Y = 180, 684
"""Where the words of the second cell begin."""

SIZE = 10.0
WIDTH = SIZE / 2
"""Of a digit."""


def words(
    said: str,
    at: int = 0,
    *,
    size: float = SIZE,
    rise: float = 0,
    white: bool = False,
    mode: int = 0,
    font: str = SONG,
) -> Draw:
    """Write words from a digit's place in the cell on."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        if white:
            canvas.setFillColorRGB(1, 1, 1)
        line = canvas.beginText(X + at * WIDTH, Y)
        line.setFont(font, size)
        line.setRise(rise)
        line.setTextRenderMode(mode)
        line.textOut(said)
        canvas.drawText(line)
        canvas.restoreState()

    return draw


def line(height: float, first: int = 0, last: int = 1) -> Draw:
    """Draw a line over some digits, so many ems above their base line."""
    y = Y + height * SIZE
    return lambda canvas: canvas.line(X + first * WIDTH, y, X + last * WIDTH, y)


def box(white: bool = False) -> Draw:
    """Fill the cell."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColorRGB(*(1, 1, 1) if white else (0.1, 0.2, 0.4))
        canvas.rect(171, 677, 78, 22, stroke=0, fill=1)
        canvas.restoreState()

    return draw


def cell_of(document: Document) -> tuple[str, str | None]:
    """Return the second cell of the first table, and why it cannot be read."""
    (table, *_) = [block for block in document.blocks if isinstance(block, Table)]
    cell = table.rows[0][1]
    return cell.text, why_unreadable(document, cell.start, cell.start + len(cell.text))


CASES: dict[str, tuple[list[Draw], str, str | None]] = {
    "plain": ([words("912")], "912", None),
    "in two pieces": ([words("9"), words("12", 1)], "912", None),
    "raised": ([words("12"), words("9", 2, size=6, rise=4)], "12⁹", "raised"),
    "raised, as large": ([words("12"), words("9", 2, rise=4)], "12⁹", "raised"),
    "lowered": ([words("12"), words("9", 2, size=6, rise=-2)], "12₉", "lowered"),
    "raised before": ([words("9", size=6, rise=4), words("12", 1)], "⁹12", "raised"),
    "in two sizes that hardly differ": ([words("1"), words("2", 1, size=9)], "12", None),
    "in two fonts": ([words("1"), words("2", 1, font="Times-Roman")], "12", None),
    "raised whole": ([words("12", size=6, rise=4)], "12", None),
    "a raised figure after words": ([words("无"), words("9", 3, size=6, rise=4)], "无9", None),
    "struck": ([words("912"), line(0.3)], "9\u033612", "struck"),
    "struck whole": ([words("12"), line(0.3, 0, 2)], "1\u03362\u0336", "struck"),
    "underlined": ([words("12"), line(-0.1, 0, 2)], "12", None),
    "overlined": ([words("12"), line(0.85, 0, 2)], "12", None),
    "struck beside": ([words("12"), line(0.3, 3, 5)], "12", None),
    "white": ([words("9", white=True), words("12", 1)], "12", "hidden"),
    "white whole": ([words("12", white=True)], "", "hidden"),
    "white on blue": ([box(), words("12", white=True)], "12", None),
    "white on white": ([box(white=True), words("12", white=True)], "", "hidden"),
    "without ink": ([words("9", mode=3), words("12", 1)], "12", "hidden"),
    "too small": ([words("9", size=1), words("12", 1)], "12", "hidden"),
    "two lines": ([words("1", rise=6, size=6), words("412", rise=-4)], "1 412", "unreadable"),
}


@pytest.mark.parametrize(("drawn", "text", "why"), CASES.values(), ids=CASES)
def test_a_cell(drawn: list[Draw], text: str, why: str | None) -> None:
    table = ruled(plain([["规章甲乙", ""], ["规范性文件", "3"]], top=700, width=80))
    assert cell_of(opened([table, *drawn])) == (text, why)


def test_the_text_of_a_scan_is_all_without_ink() -> None:
    rows = plain([["", ""], ["", ""]], top=700, width=80)
    assert cell_of(opened([ruled(rows), words("12", mode=3)])) == ("12", None)


@pytest.mark.parametrize(("rise", "text"), [(0, "收到申请129件。"), (4, "收到申请12⁹件。")])
def test_prose(rise: float, text: str) -> None:
    drawn = [words("收到申请12"), words("9", 10, size=6 if rise else SIZE, rise=rise), words("件。", 11)]
    assert opened(drawn).text.startswith(text)


def test_hidden_digits_of_prose_are_left_out() -> None:
    drawn = [words("收到申请"), words("9", 8, white=True), words("12件。", 9)]
    assert opened(drawn).text.startswith("收到申请12件。")
