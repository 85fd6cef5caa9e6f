"""What heads the columns and rows of tables, and small tables whose columns stand under each other."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from gialint.model import Cell, Diagnostic, Document, FullText, Location, Place, Severity, Table
from gialint.reading import Limits
from gialint.reading.html import read
from gialint.reporting.html.excerpt import Heading, Rows, passages
from gialint.reporting.html.paper import paper

TABLE_THREE = """<table>
<tr><td colspan=2 rowspan=2></td><td colspan=3>申请人情况</td></tr>
<tr><td>自然人</td><td>商业企业</td><td>总计</td></tr>
<tr><td colspan=2>一、本年新收</td><td>3</td><td>1</td><td>4</td></tr>
<tr><td rowspan=3>三、办理结果</td><td>（一）予以公开</td><td>2</td><td>1</td><td>3</td></tr>
<tr><td>（二）部分公开</td><td></td><td>0</td><td>0</td></tr>
<tr><td>（七）总计</td><td>3</td><td>1</td><td>4</td></tr>
</table>"""
TABLE_TWO = """<table>
<tr><td colspan=3>第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>2</td></tr>
<tr><td colspan=3>第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td colspan=2>本年处理决定数量</td></tr>
<tr><td>行政许可</td><td colspan=2>7</td></tr>
</table>"""
TABLE_FOUR = """<table>
<tr><td colspan=2>行政复议</td><td colspan=4>行政诉讼</td></tr>
<tr><td rowspan=2>结果维持</td><td rowspan=2>总计</td>
<td colspan=2>未经复议</td><td colspan=2>复议后</td></tr>
<tr><td>结果维持</td><td>总计</td><td>结果维持</td><td>总计</td></tr>
<tr><td>0</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td></tr>
</table>"""


def of(page: str, blanks: Collection[str] = ()) -> FullText:
    """Return a page's text; the figures are its cells of digits, and the blanks of rows so called."""
    document = read(page.encode(), "a.html", Limits())
    cells = [
        (row[0].text, row[1].text if len(row) > 1 else "", cell)
        for table in document.blocks
        if isinstance(table, Table)
        for row in table.rows
        for cell in row
    ]
    figures = {
        cell.start
        for first, second, cell in cells
        if cell.text.isdigit() or (not cell.text and {first, second} & set(blanks))
    }
    return FullText(document, figures=frozenset(figures))


def row(full: FullText, words: str) -> tuple[int, str]:
    """Return the number and the text of the line with some words."""
    return next((number, line) for number, line in enumerate(full.document.lines, start=1) if words in line)


def place(full: FullText, words: str, figure: str) -> Location:
    """Return the place of a figure in the row with some words."""
    number, line = row(full, words)
    start = full.document.line_starts[number - 1] + line.rindex(figure)
    return Place(full.document, start, start + len(figure), "三/表1").location()


@pytest.mark.parametrize(
    ("page", "words", "expected"),
    [
        (TABLE_THREE, "（七）总计", [["自然人", "商业企业", "总计"]]),
        (TABLE_THREE, "予以公开", [["自然人", "商业企业", "总计"]]),
        (TABLE_TWO, "规章", [["本年制发件数", "现行有效件数"]]),
        (TABLE_TWO, "行政许可", [["本年处理决定数量 × 2"]]),
        # Where the columns of two groups are called alike, the groups are named, too.
        (
            TABLE_FOUR,
            "0 | 1",
            [
                ["行政复议 × 2", "未经复议 × 2", "复议后 × 2"],
                ["结果维持", "总计", "结果维持", "总计", "结果维持", "总计"],
            ],
        ),
    ],
)
def test_headings_over_a_row(page: str, words: str, expected: list[list[str]]) -> None:
    full = of(page)
    found = Rows(full).on(*row(full, words))
    assert found is not None
    told = [
        [each.text if each.colspan == 1 else f"{each.text} × {each.colspan}" for each in level]
        for level in found.headings
    ]
    assert told == expected


def test_cells_tell_what_they_head() -> None:
    full = of(TABLE_THREE, ["（二）部分公开"])
    (table,) = [block for block in paper(full, []).blocks if block.kind == "table"]
    heads = [[cell.heads for cell in cells] for cells in table.rows]
    assert heads == [
        ["", "col"],
        ["col", "col", "col"],
        ["row", "", "", ""],
        ["row", "row", "", "", ""],
        ["row", "", "", ""],
        ["row", "", "", ""],
    ]


def test_without_figures_of_the_form_nothing_heads_anything() -> None:
    full = of(TABLE_THREE)._replace(figures=frozenset())
    (table,) = [block for block in paper(full, []).blocks if block.kind == "table"]
    assert not any(cell.heads for cells in table.rows for cell in cells)
    found = Rows(full).on(*row(full, "（七）总计"))
    assert found is not None
    assert found.headings == ()


def test_a_row_of_bare_numbers_is_no_heading() -> None:
    page = "<table><tr><td>年</td><td>2024</td></tr><tr><td>本年新收</td><td>3</td></tr></table>"
    full = of(page)
    full = full._replace(figures=frozenset({full.document.text.index("3")}))
    (table,) = paper(full, []).blocks
    assert [[cell.heads for cell in cells] for cells in table.rows] == [["", ""], ["row", ""]]


def test_columns_stand_under_each_other_though_a_cell_goes_over_several_rows() -> None:
    full = of(TABLE_THREE, ["（二）部分公开"])
    places = [place(full, "（七）总计", "3"), place(full, "予以公开", "2"), place(full, "本年新收", "3")]
    found = Diagnostic(
        "GIA303",
        "x",
        Severity.ERROR,
        "",
        location=places[0],
        related=tuple(("", each) for each in places[1:]),
    )
    ((passage,), _) = passages(found, "zh", Rows(full))
    assert [[cell.colspan for cell in line.cells] for line in passage.lines] == [
        [2, 1, 1, 1],
        [1, 1, 1, 1, 1],
        [2, 1, 1, 1],
    ]
    assert passage.lines[0].headings == ((Heading("自然人", 1), Heading("商业企业", 1), Heading("总计", 1)),)
    assert [line.corner for line in passage.lines] == [2, 0, 0]
    assert [line.headings for line in passage.lines[1:]] == [(), ()]


def test_a_line_of_another_file_is_no_row_of_this_one() -> None:
    full = of(TABLE_THREE)
    number, line = row(full, "（七）总计")
    assert Rows(full).on(number, line.replace("4", "5")) is None
    assert Rows(full).on(len(full.document.lines) + 1, line) is None


def test_a_row_over_several_lines_is_no_line() -> None:
    text = "总计\n3\n4"
    cells = (Cell("总计", 0, 0, 0), Cell("3", 3, 0, 1), Cell("4", 5, 0, 2))
    full = FullText(Document("a.txt", "text", text, (Table((cells,)),)), figures=frozenset({3, 5}))
    assert Rows(full).on(1, "总计") is None


def test_rows_whose_columns_are_unknown_have_no_headings() -> None:
    full = of(TABLE_THREE)
    tables = tuple(
        block._replace(geometry=False) for block in full.document.blocks if isinstance(block, Table)
    )
    document = Document("a.html", "html", full.document.text, tables)
    found = Rows(full._replace(document=document)).on(*row(full, "（七）总计"))
    assert found is not None
    assert found.headings == ()
