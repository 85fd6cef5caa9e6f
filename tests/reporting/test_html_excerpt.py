"""Sentences and rows of a finding, parted at their marks; nothing that is shown is altered."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_results import balance, no_applications, sentence_end

from gialint.model import Cell, Diagnostic, Document, FullText, Location, Place, Severity, Table
from gialint.reading import Limits
from gialint.reading.html import read
from gialint.reporting.html.excerpt import Heading, Passage, Rows, Shown, passages
from gialint.reporting.html.marks import Run, ShownCell
from gialint.reporting.html.paper import paper

LINE = "一是收到申请1件。二是办结1件，没有结转；三是无。"


def place(context: str, start: int, end: int, line: int = 3, address: str = "一/段1") -> Location:
    return Location(address, "一", line, start + 1, line, end + 1, None, "", context[start:end], context)


def finding(*places: Location) -> Diagnostic:
    """Return a finding about the first place, in which the others take part."""
    related = tuple((f"第{number}处", each) for number, each in enumerate(places[1:], start=1))
    return Diagnostic("GIA501", "x", Severity.ERROR, "不符", location=places[0], related=related)


def segments(*places: Location) -> list[tuple[str, str]]:
    """Return the texts and kinds of the only line shown."""
    ((passage,), more) = passages(finding(*places), "zh")
    assert more == ""
    (line,) = passage.lines
    return [(each.text, each.kind) for cell in line.cells for each in cell.runs]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (
            [place(LINE, 2, 8)],
            [("一是", ""), ("收到申请1件", "here"), ("。", ""), ("…", "cut")],
        ),
        (
            [place(LINE, 11, 15)],
            [("…", "cut"), ("二是", ""), ("办结1件", "here"), ("，没有结转；", ""), ("…", "cut")],
        ),
        (
            [place(LINE, 11, 15), place(LINE, 2, 8)],
            [
                ("一是", ""), ("收到申请1件", "also"), ("。二是", ""), ("办结1件", "here"),
                ("，没有结转；", ""), ("…", "cut"),
            ],
        ),
        (
            [place(LINE, 2, 8), place(LINE, 4, 8)],
            [("一是", ""), ("收到", "here"), ("申请1件", "here"), ("。", ""), ("…", "cut")],
        ),
        (
            [place(LINE, 25, 25)],
            [("…", "cut"), ("三是无。", ""), ("", "here")],
        ),
        (
            [place(LINE, 0, 0)],
            [("", "here"), ("一是收到申请1件。", ""), ("…", "cut")],
        ),
        ([place("", 0, 0)], [("", "here")]),
    ],
)  # fmt: skip
def test_sentences(places: list[Location], expected: list[tuple[str, str]]) -> None:
    assert segments(*places) == expected


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    line = "前" * 500 + "收到1件" + "后" * 500
    assert segments(place(line, 500, 504)) == [
        ("…", "cut"), ("前" * 120, ""), ("收到1件", "here"), ("后" * 120, ""), ("…", "cut"),
    ]  # fmt: skip


def test_a_long_mark_is_cut_within() -> None:
    line = "收" * 1000
    assert segments(place(line, 0, 1000)) == [("收" * 200, "here"), ("…", "cut"), ("收" * 200, "here")]


def test_two_far_places_of_one_line_have_a_cut_between() -> None:
    line = "收到1件。" + "中" * 300 + "。办结2件。"
    kinds = [kind for _, kind in segments(place(line, 0, 4), place(line, 306, 310))]
    assert kinds == ["here", "", "cut", "also", ""]


def test_rows_of_a_table_are_cells() -> None:
    ((table,), more) = passages(balance("zh"), "zh")
    assert more == ""
    assert (table.heading, table.table) == ("三/表1", True)
    assert [len(line.cells) for line in table.lines] == [8, 8, 8, 8]
    first = table.lines[0]
    assert [cell.runs[0].kind if cell.runs else "" for cell in first.cells] == [
        "",
        "here",
        "",
        "",
        "",
        "",
        "",
        "also",
    ]
    assert [line.caption for line in table.lines] == [
        "自然人、总计",
        "自然人、总计",
        "办理结果总计：自然人、总计",
        "自然人、总计",
    ]


def test_passages_and_tables_stand_apart() -> None:
    told, _ = passages(no_applications("zh"), "zh")
    assert [(each.heading, each.table) for each in told] == [
        ("六/段1", False), ("一/（二）/段1", False), ("三/表1", True),
    ]  # fmt: skip
    assert told[1].lines[0].caption == "收到 1 件"


def test_an_empty_mark_at_the_end_of_a_line_is_shown() -> None:
    (told,), _ = passages(sentence_end("zh"), "zh")
    assert told.lines[0].cells[0].runs[-1] == Run("", "here")


def test_a_blank_cell_can_be_marked() -> None:
    line = "一、本年新收 | 1 |  | 0"
    cells = (Run("一、本年新收"), Run("1"), Run("", "here"), Run("0"))
    (told,), _ = passages(finding(place(line, 13, 13)), "zh")
    assert told == Passage(
        "一/段1",
        True,
        (Shown(tuple(ShownCell((each,)) for each in cells), ""),),
    )


@pytest.mark.parametrize(
    ("language", "more"), [("zh", "另有 5 行（第 8-12 行之间）"), ("en", "5 more within lines 8-12")]
)
def test_too_many_lines_are_counted(language: str, more: str) -> None:
    places = [place(f"收到{number}件。", 0, 3, line=number, address=f"一/段{number}") for number in range(13)]
    told, rest = passages(finding(*places), language)
    assert (len(told), rest) == (8, more)


@given(st.text(alphabet="甲乙。；1 |", max_size=60), st.data())
@settings(max_examples=150)
def test_what_is_shown_is_the_line_and_the_mark_is_the_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    ((passage,), _) = passages(finding(place(text, start, end)), "zh")
    shown = [each for cell in passage.lines[0].cells for each in cell.runs if each.kind != "cut"]
    separator = " | " if passage.table else ""
    cells = [
        "".join(each.text for each in cell.runs if each.kind != "cut") for cell in passage.lines[0].cells
    ]
    assert separator.join(cells) in text
    marked = "".join(each.text for each in shown if each.kind == "here")
    assert marked == (text[start:end].replace(" | ", "") if " | " in text[start:end] else marked)
    assert marked.replace(" ", "").replace("|", "") == text[start:end].replace(" ", "").replace("|", "")


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


def figure_place(full: FullText, words: str, figure: str) -> Location:
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
    places = [
        figure_place(full, "（七）总计", "3"),
        figure_place(full, "予以公开", "2"),
        figure_place(full, "本年新收", "3"),
    ]
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
