"""Tables that stand as markup in text and Markdown: real cells with their spans, each a slice of the file."""

from __future__ import annotations

import pytest
from shown import Read, shown

from gialint.model import Paragraph
from gialint.reading import LimitExceeded, Limits
from gialint.reading.markdown import read as read_markdown
from gialint.reading.text import read as read_text

ROWS = "".join(f"<tr><td>第{n}行</td><td>{n}</td><td></td><td>&nbsp;</td></tr>" for n in range(4))
TABLE = f"<table>{ROWS}</table>"


READ = "/".join(f"第{n}行 {n} _ _" for n in range(4))


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"前文\n\n{TABLE}\n\n后文", ["前文", READ, "后文"]),
        (f"前文\n{TABLE}后文", ["前文", READ, "后文"]),
        (f"前文：{TABLE}\n后文", ["前文：", READ, "后文"]),
        (f"<html><body>{TABLE}</body></html>", [READ]),
        (TABLE.replace("<td>", "\r\n  <td>"), [READ]),
        (TABLE.replace("table", "TABLE").replace("td", "TD"), [READ]),
        (TABLE.replace("<td>", '<td class="a" style="b"><p>').replace("</td>", "</p></td>"), [READ]),
        (f"{TABLE}\n{TABLE}", [READ, READ]),
        (f"{TABLE}，{TABLE}", [READ, "，", READ]),
        (TABLE.replace("第", "第<br>"), [READ.replace("第", "第<br>")]),
    ],
    ids=[
        "alone",
        "words after",
        "words before",
        "wrapped",
        "lines",
        "capitals",
        "attributes",
        "two",
        "beside",
        "br",
    ],
)
def test_a_table_of_markup(read: Read, text: str, blocks: list[str]) -> None:
    assert shown(read(text.encode(), "a.md", Limits())) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"<table>{ROWS}", [f"<table>{ROWS}"]),
        (f"</table>{ROWS}", [f"</table>{ROWS}"]),
        ("<table><tr><td>只有一格</td></tr></table>", ["<table><tr><td>只有一格</td></tr></table>"]),
        ("<tables>\n表<table\n后文", ["<tables>", "表<table", "后文"]),
    ],
    ids=["not closed", "not opened", "layout", "no tag"],
)
def test_what_is_no_table_stays_text(text: str, blocks: list[str]) -> None:
    assert shown(read_text(text.encode(), "a.txt", Limits())) == blocks


@pytest.mark.parametrize("around", ["```html\n{}\n```", "<!-- {} -->"])
def test_code_and_comments_are_left_out(around: str) -> None:
    assert shown(read_markdown(f"前文\n\n{around.format(TABLE)}\n\n后文".encode(), "a.md", Limits())) == [
        "前文",
        "后文",
    ]


def test_spans_are_those_of_the_markup() -> None:
    rows = '<tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr><tr><td>1</td><td>2</td></tr>'
    [table] = read_markdown(f"<table>{rows}{ROWS}</table>".encode(), "a.md", Limits()).blocks
    assert not isinstance(table, Paragraph)
    assert [
        (cell.row, cell.column, cell.rowspan, cell.colspan) for row in table.rows[:2] for cell in row
    ] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_cells_of_all_tables_count() -> None:
    with pytest.raises(LimitExceeded):
        read_text((TABLE * 3).encode(), "a.txt", Limits(cells=40))
