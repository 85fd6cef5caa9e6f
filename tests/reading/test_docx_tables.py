"""The tables of a Word document: grids, merges, nesting and native places."""

from __future__ import annotations

import pytest
from wordml import Shape, box, opened, p, shape, span, tbl, tc, tr

from gialint.model import Paragraph

BACKWARDS = '<w:gridBefore w:val="-3"/>'
DOWN, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

TABLES: dict[str, tuple[str, Shape]] = {
    "plain": (tbl(tr("甲", "乙"), tr("1", "0")), [["甲@0,0; 乙@0,1", "1@1,0; 0@1,1"]]),
    "blank cells stay": (tbl(tr("甲", "", "0")), [["甲@0,0; @0,1; 0@0,2"]]),
    "columns": (tbl(tr(tc("甲", span(3)), "乙")), [["甲@0,0 1x3; 乙@0,3"]]),
    "rows": (
        tbl(tr(tc("甲", DOWN), "1"), tr(tc("", MORE), "2"), tr(tc("", MORE), "3")),
        [["甲@0,0 3x1; 1@0,1", "2@1,1", "3@2,1"]],
    ),
    "a block of rows and columns": (
        tbl(tr(tc("甲", span(2) + DOWN), "1"), tr(tc("", span(2) + MORE), "2")),
        [["甲@0,0 2x2; 1@0,2", "2@1,2"]],
    ),
    "two merges, one under the other": (
        tbl(tr(tc("甲", DOWN)), tr(tc("", MORE)), tr(tc("乙", DOWN)), tr(tc("", MORE))),
        [["甲@0,0 2x1", "", "乙@2,0 2x1", ""]],
    ),
    "a merge that nothing begins": (tbl(tr(tc("甲", MORE)), tr(tc("", MORE))), [["甲@0,0 2x1", ""]]),
    "a merge that is interrupted": (
        tbl(tr(tc("甲", DOWN)), tr("乙"), tr(tc("丙", MORE))),
        [["甲@0,0", "乙@1,0", "丙@2,0"]],
    ),
    "words under a merge are not shown": (tbl(tr(tc("甲", DOWN)), tr(tc("乙", MORE))), [["甲@0,0 2x1", ""]]),
    "merged along the row": (
        tbl(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "乙")),
        [["甲@0,0 1x2; 乙@0,2"]],
    ),
    "once merged": (
        tbl(tr("甲", tc("乙", f"<w:tcPrChange><w:tcPr>{span(3)}{MORE}<w:hMerge/></w:tcPr></w:tcPrChange>"))),
        [["甲@0,0; 乙@0,1"]],
    ),
    "once with columns left out": (
        tbl(tr("甲", properties="<w:trPrChange><w:trPr><w:gridBefore w:val='2'/></w:trPr></w:trPrChange>")),
        [["甲@0,0"]],
    ),
    "columns left out before": (
        tbl(tr("甲", "乙", "丙"), tr("1", properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="0"/>')),
        [["甲@0,0; 乙@0,1; 丙@0,2", "1@1,2"]],
    ),
    "spans that make no sense": (
        tbl(tr(tc("甲", span(0)), tc("乙", '<w:gridSpan w:val="x"/>'), "丙", properties=BACKWARDS)),
        [["甲@0,0; 乙@0,1; 丙@0,2"]],
    ),
    "several paragraphs": (tbl(tr(tc(p("商业") + p() + p("企业")))), [["商业 企业@0,0"]]),
    "an inserted row": (tbl(tr("甲", properties="<w:ins/>")), [["甲@0,0"]]),
    "a deleted row": (tbl(tr("甲"), tr("乙", properties="<w:del/>"), tr("丙")), [["甲@0,0", "丙@1,0"]]),
    "a deleted cell": (
        tbl(tr("甲", tc("乙", "<w:cellDel/>"), "丙"), tr("丁", "戊")), [["甲@0,0; 丙@0,1", "丁@1,0; 戊@1,1"]],
    ),
    "a row of no height": (
        tbl(tr("甲", properties='<w:trHeight w:val="1" w:hRule="exact"/>'), tr("乙")), [["乙@0,0"]],
    ),
    "a row of little height at least": (
        tbl(tr("甲", properties='<w:trHeight w:val="1" w:hRule="atLeast"/>'), tr("乙")),
        [["甲@0,0", "乙@1,0"]],
    ),
    "a hidden row": (tbl(tr("甲", properties="<w:hidden/>"), tr("乙")), [["乙@0,0"]]),
    "a merge over a deleted row": (
        tbl(tr(tc("甲", DOWN)), tr(tc("", MORE), properties="<w:del/>"), tr(tc("", MORE))),
        [["甲@0,0 2x1", ""]],
    ),
    "all rows deleted": (tbl(tr("甲", properties="<w:del/>")), []),
    "a row and a cell in controls": (
        tbl(f"<w:sdt><w:sdtContent>{tr('<w:tc><w:p/></w:tc>')}</w:sdtContent></w:sdt>", tr("甲")),
        [["@0,0", "甲@1,0"]],
    ),
    "nested": (
        tbl(tr(tc(p("外") + tbl(tr("内", "里")) + p("边")), "旁")),
        [["外 边@0,0; 旁@0,1"], ["内@0,0; 里@0,1"]],
    ),
    "a layout table": (tbl(tr(tc(tbl(tr("甲")) + p())), tr(tc(tbl(tr("乙"))))), [["甲@0,0"], ["乙@0,0"]]),
    "a row goes on after a nested table": (
        tbl(tr(tc("外"), tc(tbl(tr("甲"), tr("乙"))), tc("末", span(2)))),
        [["外@0,0; @0,1; 末@0,2 1x2"], ["甲@0,0", "乙@1,0"]],
    ),
    "a cell without a row": (f"<w:tbl>{tc('甲')}</w:tbl>", [["甲@0,0"]]),
    "rows and cells without a table": (tr("甲", "乙"), ["甲", "乙"]),
    "a text box in a cell": (tbl(tr(tc(p("甲", f"<w:r>{box(p('乙'))}</w:r>")))), [["甲 乙@0,0"]]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_tables(body: str, expected: Shape) -> None:
    assert shape(opened(body)) == expected


NATIVES: dict[str, tuple[str, list[str]]] = {
    "empty paragraphs count": (
        p() + p("甲") + tbl(tr("乙")) + p("丙"),
        ["p[2]", "tbl[1]/tr[1]/tc[1]", "p[3]"],
    ),
    "controls count": (p("甲") + f"<w:sdt><w:sdtContent>{p('乙')}</w:sdtContent></w:sdt>", ["p[1]", "p[2]"]),
    "cells as they stand in the row": (
        tbl(tr(tc("甲", DOWN), "1"), tr(tc("", MORE), tc("2", span(2)), "3")),
        ["tbl[1]/tr[1]/tc[1]", "tbl[1]/tr[1]/tc[2]", "tbl[1]/tr[2]/tc[2]", "tbl[1]/tr[2]/tc[3]"],
    ),
    "deleted rows count": (
        tbl(tr("甲", properties="<w:del/>"), tr("乙")) + tbl(tr("丙")),
        ["tbl[1]/tr[2]/tc[1]", "tbl[2]/tr[1]/tc[1]"],
    ),
    "nested": (
        tbl(tr("外", tc(tbl(tr("甲")) + tbl(tr("乙"))))) + tbl(tr("丙")),
        [
            "tbl[1]/tr[1]/tc[1]", "tbl[1]/tr[1]/tc[2]", "tbl[1]/tr[1]/tc[2]/tbl[1]/tr[1]/tc[1]",
            "tbl[1]/tr[1]/tc[2]/tbl[2]/tr[1]/tc[1]", "tbl[2]/tr[1]/tc[1]",
        ],
    ),
    "a text box is where its paragraph is": (
        p() + p("前", f"<w:r>{box(p('乙'), tbl(tr('丙')))}</w:r>") + p("后") + tbl(tr("丁")),
        ["p[2]", "p[2]", "p[2]/tbl[1]/tr[1]/tc[1]", "p[3]", "tbl[1]/tr[1]/tc[1]"],
    ),
    "a table right inside a table": (
        f"<w:tbl>{tbl(tr('甲'))}</w:tbl>",
        ["tbl[1]/tr[0]/tc[0]/tbl[1]/tr[1]/tc[1]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), NATIVES.values(), ids=NATIVES)
def test_natives(body: str, expected: list[str]) -> None:
    natives: list[str] = []
    for block in opened(body).blocks:
        if isinstance(block, Paragraph):
            natives.append(block.native)
            continue
        natives += [cell.native for row in block.rows for cell in row]
        assert all(cell.native.startswith(block.native + "/tr[") for row in block.rows for cell in row)
    assert natives == [f"word/document.xml#{native}" for native in expected]
