"""Figures that nobody counts to, and tables of nothing: told, and no rule stumbles over them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from gialint.config import Config
from gialint.model import is_engine
from gialint.run.linter import linter

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = (EXAMPLES / "clean.md").read_text("utf-8")
TEXT = (EXAMPLES / "clean.txt").read_text("utf-8")
LINTER = linter(Config(select=("ALL",)))

CELLS = {
    "GIA204": ("| 行政许可 | 1126 |", "| 行政许可 | {} |"),
    "GIA305": (
        "| 一、本年新收政府信息公开申请数量 |  |  | 1 |",
        "| 一、本年新收政府信息公开申请数量 |  |  | {} |",
    ),
    "GIA405": ("| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| {} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"),
}
FIGURES = {
    "29 digits": "9" * 29,
    "5000 digits": "9" * 5_000,
    "wide digits": "９" * 30,
    "grouped": "1" + ",234" * 20,
    "myriads of myriads": "一" + "万" * 2_000,
    "one myriad after the other": "一万" * 3_000,
    "all nines in words": "九" * 60,
    "a long fraction": "0." + "3" * 40,
    "an exponent": "1e999999",
    "negative": "-" + "9" * 29,
    "digits with a unit": "9" * 29 + "万件",
}


def codes(name: str, content: bytes) -> set[str]:
    found = LINTER.check_file(name, content).findings
    assert not [each.message for each in found if is_engine(each)]
    return {each.code for each in found}


@pytest.mark.parametrize("code", CELLS)
@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_cell(figure: str, code: str) -> None:
    sound, written = CELLS[code]
    found = codes("a.md", PAGE.replace(sound, written.format(figure), 1).encode())
    assert code in found or (code == "GIA405" and "GIA104" in found)  # words begin no row of figures alone


@pytest.mark.parametrize(
    "said",
    [
        "收到政府信息公开申请{}件",
        "收到申请{}件，同比增长{}%",
        "收到申请{}件，较上年的{}件增长{}%",
        "收到申请10件，其中自然人{}件，占{}%",
        "收取信息处理费{}元",
        "制发规范性文件{}件",
    ],
)
@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_prose(figure: str, said: str) -> None:
    codes("a.txt", TEXT.replace("全年工作平稳有序。", said.format(*[figure] * 3) + "。").encode())


@pytest.mark.parametrize(
    ("figure", "told"),
    [("999999999", False), ("9999999999", True), ("9" * 24, True), ("9" * 25, True), ("9.5", True)],
)
def test_how_long_a_figure_may_be(figure: str, told: bool) -> None:
    sound, written = CELLS["GIA204"]
    assert ("GIA204" in codes("a.md", PAGE.replace(sound, written.format(figure)).encode())) is told


NOTHING = {
    "no rows": "",
    "a row of nothing": "<w:tr/>",
    "rows of nothing": "<w:tr/><w:tr/>",
    "a cell of nothing": "<w:tr><w:tc/></w:tr>",
    "an empty cell": "<w:tr><w:tc><w:p/></w:tc></w:tr>",
    "a deleted row": "<w:tr><w:trPr><w:del/></w:trPr></w:tr>",
    "nothing, and an empty cell": "<w:tr/><w:tr><w:tc><w:p/></w:tc></w:tr>",
}


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("rows", NOTHING.values(), ids=NOTHING)
def test_a_word_table(rows: str, number: int) -> None:
    with ZipFile(EXAMPLES / "clean.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].decode()
    table = list(re.finditer("<w:tbl>.*?</w:tbl>", document, re.DOTALL))[number]
    document = f"{document[: table.start()]}<w:tbl>{rows}</w:tbl>{document[table.end() :]}"
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in (parts | {"word/document.xml": document.encode()}).items():
            archive.writestr(name, content)
    assert "GIA104" in codes("a.docx", file.getvalue())


@pytest.mark.parametrize("rows", ["", "<tr>", "<tr><td>", "<tr><tr><td>x", "<tbody></tbody><tr></tr>"])
def test_a_table_of_a_page(rows: str) -> None:
    page = (EXAMPLES / "clean.html").read_text("utf-8")
    for table in re.finditer("<table.*?</table>", page, re.DOTALL):
        shown = f"{page[: table.start()]}<table>{rows}</table>{page[table.end() :]}"
        assert "GIA104" in codes("a.html", shown.encode())
