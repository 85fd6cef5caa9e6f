"""Tables whose cells are parted by commas; prose with commas stays prose."""

from __future__ import annotations

import pytest

from gialint.model import Table
from gialint.reading import Limits
from gialint.reading.text import read


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
