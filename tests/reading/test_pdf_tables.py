"""Ruled tables of a PDF: the grid from its lines, however they are drawn; pdfplumber is the oracle."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfdraw import (
    HEIGHT,
    STYLES,
    WIDTH,
    Draw,
    Ruled,
    Spot,
    bar,
    cells_of,
    lines,
    opened,
    pdf,
    plain,
    ruled,
    text,
    upright,
)
from reportlab.pdfgen.canvas import Canvas
from wordml import Shape, shape

from gialint.model import Table
from gialint.reading import LimitExceeded, Limits
from gialint.reading.pdf import read

WORDS = "表格后面还有这样一行文字"
AFTER = lines(WORDS, top=60)

MERGED = Ruled(
    (90, 150, 230, 290, 350),
    (770, 740, 710, 680, 650),
    cells_of(
        "申请人\n情况|<|法人|<",
        "^|<|企业|其他",
        "三、|（一）予以公开|3|0",
        "^|（二）部分公开|12|",
    ),
)
READ_MERGED = [
    "申请人 情况@0,0 2x2; 法人@0,2 1x2",
    "企业@1,2; 其他@1,3",
    "三、@2,0 2x1; （一）予以公开@2,1; 3@2,2; 0@2,3",
    "（二）部分公开@3,1; 12@3,2; @3,3",
]
TWO = plain([["规章", "0"], ["规范性文件", "12"]], top=700, width=80)
READ_TWO = ["规章@0,0; 0@0,1", "规范性文件@1,0; 12@1,1"]


@pytest.mark.parametrize("style", STYLES)
def test_lines_drawn_in_any_way_make_the_same_grid(style: str) -> None:
    document = opened([text(90, 790, "二、主动公开政府信息情况"), ruled(MERGED, style)])
    assert shape(document) == ["二、主动公开政府信息情况", READ_MERGED]
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert (table.certainty, table.geometry) == ("exact", True)


@pytest.mark.parametrize("style", STYLES)
def test_so_they_do_wherever_they_stand_on_the_page(style: str) -> None:
    low = plain([["规章", "0"], ["规范性文件", "12"]], top=80, left=300, width=80)
    assert shape(opened([ruled(low, style)])) == [READ_TWO]


def test_two_boxes_of_which_one_is_the_others_shadow_are_no_frame() -> None:
    def shadowed(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for x in (90, 170):
            path = canvas.beginPath()
            path.rect(x, 700, 80, 24)
            path.rect(x + 0.75, 699.25, 80, 24)
            canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFillGray(0)

    document = opened([shadowed, text(95, 706, "规章"), text(180, 706, "0")])
    assert not any(isinstance(block, Table) for block in document.blocks)


def test_places_are_boxes_in_points() -> None:
    table = opened([ruled(MERGED), AFTER]).blocks[0]
    assert isinstance(table, Table)
    assert table.native == "page 1 [90.0,650.0,350.0,770.0]"
    assert (table.rows[2][1].native, table.rows[2][1].page) == ("page 1 [150.0,680.0,230.0,710.0]", 1)


GROUP, CATEGORY = "三、本年度办理结果", "（三）不予公开"
NARROW = Ruled(
    (90, 112, 134, 300, 340),
    (770, 740, 710, 650, 590, 560),
    cells_of(
        "一、本年新收政府信息公开申请数量|<|<|1",
        "|（一）予以公开|<|3",
        "^||1.属于国家秘密|0",
        "^|^|2.其他法律行政法规禁止公开|12",
        "四、结转下年度继续办理|<|<|2",
    ),
)
READ_NARROW = [
    "一、本年新收政府信息公开申请数量@0,0 1x3; 1@0,3",
    f"{GROUP}@1,0 3x1; （一）予以公开@1,1 1x2; 3@1,3",
    f"{CATEGORY}@2,1 2x1; 1.属于国家秘密@2,2; 0@2,3",
    "2.其他法律行政法规禁止公开@3,2; 12@3,3",
    "四、结转下年度继续办理@4,0 1x3; 2@4,3",
]


def sideways(x: float, y: float, words: str) -> Draw:
    """A line turned by a quarter, that is read from top to bottom."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(-90)
        text(0, -4, words, 10)(canvas)
        canvas.restoreState()

    return draw


def stacked(x: float, y: float, words: str) -> Draw:
    """A character below the other, each a line of its own."""
    return lines(*words, left=x - 5, top=y - 9, pitch=11, size=10)


DOWN: dict[str, Callable[[float, float, str], Draw]] = {
    "stacked": stacked,
    "upright": upright,
    "upright, scaled down": lambda x, y, words: upright(x, y, words, scale=0.05),
    "upright, scaled up": lambda x, y, words: upright(x, y, words, scale=10),
    "turned": sideways,
}


@pytest.mark.parametrize("way", DOWN)
def test_what_runs_down_a_narrow_cell_stays_in_it(way: str) -> None:
    down = DOWN[way]
    drawn = [ruled(NARROW), down(101, 705, GROUP), down(123, 690, CATEGORY), AFTER]
    assert shape(opened(drawn)) == [READ_NARROW, WORDS]


ABOVE = Ruled(
    (90, 134, 300, 340),
    (770, 740, 710),
    cells_of("|（七）总计|2", "|<|1"),
)
CROSSED = text(99, 722, "四、结转下年度继续办理", 10)
BELOW = Ruled(
    (90, 150, 210, 340),
    (600, 570, 540),
    cells_of("行政复议结果|<|<", "0|3|5"),
)
BETWEEN = "四、政府信息公开行政复议、行政诉讼情况"
READ_APART = [
    ["@0,0; （七）总计@0,1; 2@0,2", "四、结转下年度继续办理@1,0 1x2; 1@1,2"],
    BETWEEN,
    ["行政复议结果@0,0 1x3", "0@1,0; 3@1,1; 5@1,2"],
    WORDS,
]


def upright_line(x: float, y0: float, y1: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.line(x, y0, x, y1)

    return draw


@pytest.mark.parametrize("hanging", [(90,), (134,), (90, 134)], ids=str)
@pytest.mark.parametrize("end", [60, 300])
def test_a_line_that_runs_on_makes_no_one_table_of_two(hanging: tuple[int, ...], end: int) -> None:
    runs_on = [upright_line(x, end, 770) for x in hanging]
    drawn = [ruled(ABOVE), CROSSED, text(92, 650, BETWEEN), ruled(BELOW), *runs_on, AFTER]
    assert shape(opened(drawn)) == READ_APART


def test_lines_that_a_page_cuts_are_the_tables_own() -> None:
    drawn = [ruled(ABOVE), CROSSED, *(upright_line(x, 680, 710) for x in ABOVE.xs), AFTER]
    assert shape(opened(drawn))[:1] == [
        ["@0,0; （七）总计@0,1; 2@0,2", "四、结转下年度继续办理@1,0 1x2; 1@1,2", "@2,0; @2,1; @2,2"]
    ]


def in_form(canvas: Canvas) -> None:
    """The table inside a form that is itself inside a moved form, as some writers wrap pages."""
    canvas.beginForm("inner")
    ruled(TWO)(canvas)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.translate(0, 10)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.saveState()
    canvas.translate(50, -10)
    canvas.doForm("outer")
    canvas.restoreState()


def turned(quarters: int) -> Draw:
    """The table on a page that is shown turned, upright once it is."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90 * quarters)
        width, height = (WIDTH, HEIGHT) if quarters % 2 == 0 else (HEIGHT, WIDTH)
        canvas.translate(*((0, 0), (width, 0), (width, height), (0, height))[quarters])
        canvas.rotate(90 * quarters)
        ruled(TWO)(canvas)
        text(20, 60, WORDS)(canvas)

    return draw


SHAPES: dict[str, tuple[list[Draw], Shape]] = {
    "two tables on a page": (
        [ruled(TWO), ruled(plain([["行政许可", "3"]], top=600, width=80))],
        [READ_TWO, ["行政许可@0,0; 3@0,1"], WORDS],
    ),
    "prose between them": (
        [ruled(TWO), text(90, 620, "第二十条第（五）项"), ruled(plain([["许可", "3"]], top=600))],
        [READ_TWO, "第二十条第（五）项", ["许可@0,0; 3@0,1"], WORDS],
    ),
    "in forms": ([in_form], [READ_TWO, WORDS]),
    "a frame round the page is none": ([bar(40, 40, 555, 800), ruled(TWO)], [READ_TWO, WORDS]),
    "a box of one column is none": (
        [ruled(Ruled((90, 400), (700, 670, 640), cells_of("说明", "文字")))],
        ["说明", "文字", WORDS],
    ),
    "a table in a cell comes after": (
        [ruled(Ruled((60, 80, 540), (750, 560), cells_of("表|"))), ruled(TWO)],
        [["表@0,0; @0,1"], READ_TWO, WORDS],
    ),
    "a cell that holds a page is no cell": (
        [
            ruled(Ruled((60, 100, 540), (790, 80), cells_of("|"))),
            lines(*["这里是一整页的正文。"] * 45, top=780, left=110, pitch=15),
        ],
        [*["这里是一整页的正文。"] * 45, WORDS],
    ),
    "columns without outer borders": (
        [
            lambda c: c.lines([(90, y, 250, y) for y in (700, 676, 652)] + [(170, 652, 170, 700)]),
            text(100, 684, "规章"),
            text(200, 684, "0"),
            text(100, 660, "规范性文件"),
            text(200, 660, "12"),
        ],
        [READ_TWO, WORDS],
    ),
    "lines that fall short and lie double": (
        [
            lambda c: c.lines(
                [
                    (92, 700, 250, 700),
                    (90, 701.5, 248, 701.5),
                    (90, 676, 250, 676),
                    (90, 652, 250, 652),
                    (90, 653, 90, 699),
                    (170, 654, 170, 698),
                    (250, 652, 250, 700),
                    (251, 652, 251, 700),
                ]
            ),
            text(100, 684, "规章"),
            text(200, 684, "0"),
            text(100, 660, "规范性文件"),
            text(200, 660, "12"),
        ],
        [READ_TWO, WORDS],
    ),
    "a number broken by a narrow cell": (
        [ruled(plain([["甲", "190.4\n57379", "5\n6"]], top=700, width=34))],
        [["甲@0,0; 190.457379@0,1; 5 6@0,2"], WORDS],
    ),
    "words broken by a narrow cell": (
        [ruled(plain([["不予\n公开", "2（含\n补正）", "全部\nPDF", "共 2\n张"]], top=700, width=34))],
        [["不予公开@0,0; 2（含补正）@0,1; 全部PDF@0,2; 共 2张@0,3"], WORDS],
    ),
    "words broken on purpose": (
        [ruled(plain([["不予\n公开", "2\n（含补正）"]], top=700, width=80))],
        [["不予 公开@0,0; 2 （含补正）@0,1"], WORDS],
    ),
    "characters one below the other with room beside them": (
        [ruled(Ruled((90, 170, 250), (700, 640), cells_of("自\n然\n人|有\n无")))],
        [["自然人@0,0; 有 无@0,1"], WORDS],
    ),
    "an underline rules nothing": (
        [
            text(90, 700, "单位：万元"),
            lambda c: c.line(90, 697, 150, 697),
            ruled(plain([["甲", "1"]], top=690)),
        ],
        ["单位：万元", ["甲@0,0; 1@0,1"], WORDS],
    ),
    "a grid without words": ([ruled(plain([["", ""]], top=700)), text(90, 720, "空表")], ["空表", WORDS]),
}


@pytest.mark.parametrize("case", SHAPES)
def test_shapes(case: str) -> None:
    draws, expected = SHAPES[case]
    assert shape(opened([*draws, AFTER])) == expected


@pytest.mark.parametrize("quarters", range(4))
def test_a_page_that_is_shown_turned(quarters: int) -> None:
    assert shape(opened(turned(quarters))) == [READ_TWO, WORDS]


def test_without_lines_between_rows_lines_of_text_stay() -> None:
    rows = [("规章", "0", "1"), ("规范性文件", "2", "3"), ("其他", "4", "5")]
    page = [
        lambda c: c.lines([(90, y, 330, y) for y in (720, 700, 620)] + [(x, 620, x, 720) for x in (170, 250)])
    ]
    words = [
        text(x + 10, 680 - 20 * r, row[c]) for r, row in enumerate(rows) for c, x in enumerate((90, 170, 250))
    ]
    assert shape(opened([*page, *words, AFTER])) == ["规章 0 1", "规范性文件 2 3", "其他 4 5", WORDS]


def test_a_shape_that_is_no_rectangle_lowers_the_certainty() -> None:
    strokes = [
        (90, 700, 250, 700),
        (90, 652, 250, 652),
        (90, 652, 90, 700),
        (250, 652, 250, 700),
        (170, 676, 170, 700),
        (90, 676, 170, 676),
    ]
    document = opened([lambda c: c.lines(strokes), text(100, 684, "规章"), text(200, 684, "0"), AFTER])
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert table.certainty == "positional"


@st.composite
def merged_tables(draw: st.DrawFn) -> Ruled:
    """A grid of which some rectangles are merged, at random."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    free = {(r, c) for r in range(rows) for c in range(columns)}
    cells: dict[Spot, str] = {}
    for r in range(rows):
        for c in range(columns):
            if (r, c) not in free:
                continue
            colspan, rowspan = draw(st.sampled_from((1, 1, 1, 2, 3))), draw(st.sampled_from((1, 1, 1, 2, 3)))
            while not {(r, c + n) for n in range(colspan)} <= free:
                colspan -= 1
            while not {(r + n, c + m) for n in range(rowspan) for m in range(colspan)} <= free:
                rowspan -= 1
            free -= {(r + n, c + m) for n in range(rowspan) for m in range(colspan)}
            cells[r, c, rowspan, colspan] = draw(st.sampled_from(("", "0", "12", "规章", "1.属于\n国家秘密")))
    return Ruled([90 + 70 * n for n in range(columns + 1)], [700 - 40 * n for n in range(rows + 1)], cells)


@settings(max_examples=60, deadline=None)
@given(merged_tables(), st.sampled_from(sorted(STYLES)))
def test_any_table_is_read_cell_for_cell(table: Ruled, style: str) -> None:
    spots = squeezed(table)
    document = opened([ruled(table, style), AFTER])
    found = [block for block in document.blocks if isinstance(block, Table)]
    if len(spots) < 2 or not any(spots.values()) or len({spot[1] for spot in spots}) < 2:
        assert not found
        return
    cells = [cell for row in found[0].rows for cell in row]
    assert {(c.row, c.column, c.rowspan, c.colspan): c.text for c in cells} == spots
    assert found[0].certainty == "exact"


def squeezed(table: Ruled) -> dict[Spot, str]:
    """Return the cells on the grid without the columns and rows at which no cell begins."""
    tops = sorted({spot[0] for spot in table.cells})
    lefts = sorted({spot[1] for spot in table.cells})
    found: dict[Spot, str] = {}
    for (row, column, rowspan, colspan), words in table.cells.items():
        down = sum(row <= top < row + rowspan for top in tops)
        across = sum(column <= left < column + colspan for left in lefts)
        found[tops.index(row), lefts.index(column), down, across] = words.replace("\n", " ")
    return found


@pytest.mark.parametrize("style", ["lines", "bars", "boxes"])
def test_pdfplumber_finds_the_same_cells(style: str) -> None:
    content = pdf([ruled(MERGED, style), ruled(plain([["许可", "3"], ["处罚", ""]], top=600)), AFTER])
    document = read(content, "a.pdf", Limits())
    with pdfplumber.open(BytesIO(content)) as oracle:
        theirs = oracle.pages[0].extract_tables()
    ours = [block for block in document.blocks if isinstance(block, Table)]
    assert len(ours) == len(theirs) == 2
    for table, rows in zip(ours, theirs, strict=True):
        grid: list[list[str | None]] = [[None] * len(rows[0]) for _ in rows]
        for cell in (cell for row in table.rows for cell in row):
            grid[cell.row][cell.column] = cell.text
        assert grid == [[cell if cell is None else cell.replace("\n", " ") for cell in row] for row in rows]


def mesh(count: int, step: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        ends = [40 + step * number for number in range(count)]
        canvas.lines([(40, y, ends[-1], y) for y in ends] + [(x, 40, x, ends[-1]) for x in ends])

    return draw


@pytest.mark.parametrize(
    ("draw", "limits", "says"),
    [
        (mesh(40, 6), Limits(cells=1000), "单元格"),
        (mesh(2100, 3.2), Limits(), "单元格"),
        (lambda c: [c.line(0, 0, 9, 700) for _ in range(170_000)], Limits(), "图形"),
    ],
)
def test_drawings_are_not_read(draw: Draw, limits: Limits, says: str) -> None:
    with pytest.raises(LimitExceeded, match=says):
        opened([draw, AFTER], limits=limits, size=(8000, 8000))
