"""Tables of text with a row on each line."""

from __future__ import annotations

import pytest

from gialint.model import Paragraph, Table
from gialint.reading import Limits
from gialint.reading.text import read


def blocks(text: str) -> list[tuple[str, list[list[str]]] | str]:
    """Return paragraphs as texts, tables as their certainty and rows."""
    found = read(text.encode(), "x.txt", Limits())
    shown: list[tuple[str, list[list[str]]] | str] = []
    for block in found.blocks:
        if isinstance(block, Paragraph):
            shown.append(block.text)
            continue
        assert all(found.text.startswith(cell.text, cell.start) for row in block.rows for cell in row)
        assert not block.geometry
        shown.append((block.certainty, [[cell.text for cell in row] for row in block.rows]))
    return shown


@pytest.mark.parametrize(
    ("text", "certainty", "rows"),
    [
        ("内容\t制发\t废止\n规章\t0\t12", "exact", [["内容", "制发", "废止"], ["规章", "0", "12"]]),
        ("规章\t\t12\t3", "exact", [["规章", "", "12", "3"]]),
        ("规章 \t 0 件\t12", "exact", [["规章", "0 件", "12"]]),
        ("内容  制发  废止\n规章  0    1", "positional", [["内容", "制发", "废止"], ["规章", "0", "1"]]),
        ("\u3000\u3000规章\u3000\u30000\u3000\u30001", "positional", [["规章", "0", "1"]]),
        ("内容\t制发\n规章  0  1", "positional", [["内容", "制发"], ["规章", "0", "1"]]),
    ],
)
def test_rows_with_figures_are_a_table(text: str, certainty: str, rows: list[list[str]]) -> None:
    assert blocks(f"二、情况\n{text}\n三、情况") == ["二、情况", (certainty, rows), "三、情况"]


@pytest.mark.parametrize(
    "text",
    [
        "青石镇人民政府    2025年1月2日",
        "联系人：张三  电话：0772  7618095",
        "首页\t新闻\t公开",
        "一、总体情况    1\n二、其他    2",
        "共有  3  件  5  条。",
        "\u3000\u3000正文",
        "规章  1  " + "2" * 1_000,
    ],
)
def test_spaces_alone_make_no_table(text: str) -> None:
    assert [block for block in blocks(text) if not isinstance(block, str)] == []


def test_a_sentence_ends_the_headings_above_the_figures() -> None:
    found = read("甲\t乙\n丙  丁。\n规章\t0\t1".encode(), "x.txt", Limits()).blocks
    assert [type(block) for block in found] == [Paragraph, Paragraph, Table]


def test_a_caption_between_rows_is_a_row_of_one_cell() -> None:
    assert blocks("规章\t0\t1\n第（五）项\n许可\t3\n二、情况\n文件\t2\t1\n第（六）项") == [
        ("exact", [["规章", "0", "1"], ["第（五）项"], ["许可", "3"]]),
        "二、情况",
        ("exact", [["文件", "2", "1"]]),
        "第（六）项",
    ]


@pytest.mark.parametrize(
    ("text", "rows", "geometry"),
    [
        (
            "内容\t\t自然人\t总计\n一、新收\t\t1\t2\n三、结果\t公开\t3\t4\n\t其他\t5\t6",
            [
                ["内容", "自然人", "总计"],
                ["一、新收", "1", "2"],
                ["三、结果", "公开", "3", "4"],
                ["其他", "5", "6"],
            ],
            True,
        ),
        (
            "内容\t制发\t废止\t总计\n规章\t1\t2\t3\n许可\t5\t\t",
            [["内容", "制发", "废止", "总计"], ["规章", "1", "2", "3"], ["许可", "5", "", ""]],
            True,
        ),
        ("\t规章\t0\t1\n\t许可\t5\t6", [["规章", "0", "1"], ["许可", "5", "6"]], False),
        (
            "内容\t制发\n规章\t0\t1\n\t许可\t5",
            [["内容", "制发"], ["规章", "0", "1"], ["", "许可", "5"]],
            False,
        ),
    ],
    ids=["spans", "blanks at the end", "indented", "ragged"],
)
def test_tabs_at_the_ends_of_rows_are_blank_cells(text: str, rows: list[list[str]], geometry: bool) -> None:
    _, table, _ = read(f"二、情况\n{text}\n三、情况".encode(), "x.txt", Limits()).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == rows
    assert (table.certainty, table.geometry) == ("exact", geometry)


def tables(text: str) -> list[list[list[str]]]:
    document = read(text.encode(), "report.txt", Limits())
    found = [block for block in document.blocks if isinstance(block, Table)]
    cells = [cell for table in found for row in table.rows for cell in row]
    assert all(document.text[cell.start : cell.start + len(cell.text)] == cell.text for cell in cells)
    return [[[cell.text for cell in row] for row in table.rows] for table in found]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("规章,1,0,2", ["规章", "1", "0", "2"]),
        ('规章,"1,126",0,2', ["规章", "1,126", "0", "2"]),
        ("规章, 1 ,0,2", ["规章", "1", "0", "2"]),
        ("规章,1,,", ["规章", "1", "", ""]),
        ("规章,nan,0,2", ["规章", "", "0", "2"]),
        ('规章,"1,0,2', ["规章", '"1', "0", "2"]),
    ],
)
def test_rows(row: str, cells: list[str]) -> None:
    (table,) = tables(f"信息内容,制发,废止,有效\n规范性文件,3,4,5\n{row}\n")
    assert table[2] == cells


@pytest.mark.parametrize(
    "text",
    [
        "公开信息,接受监督,回应关切,服务群众\n" * 4,
        "全年公开信息3条,其中政策2条,动态1条,其他0条。\n" * 4,
        "规章,0,0,0\n规范性文件,0,0,0\n",
        "一,1,2\n二,3,4\n三,5,6\n",
        "a,1,2,3\nb,1,2\nc,1,2,3,4\n",
    ],
    ids=["no figures", "sentences", "two rows", "three cells", "ragged"],
)
def test_what_is_no_table(text: str) -> None:
    assert tables(text) == []
