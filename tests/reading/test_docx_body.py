"""Paragraphs, runs and tables of Word documents."""

from __future__ import annotations

import pytest
from wordml import Shape, box, field, opened, p, run, shape, span, tbl, tc, tr

from gialint.model import Paragraph

INSTRUCTION = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
CHOICE = f"<mc:Choice>{box(p('框内'))}</mc:Choice>"
FALLBACK = f"<mc:Fallback>{box(p('框内'))}</mc:Fallback>"
INNER_BOX = f"<w:r>{box(p('内'))}</w:r>"

TEXTS: dict[str, tuple[str, Shape]] = {
    "nothing": ("", []),
    "runs": (p("收到申", "请", "3件"), ["收到申请3件"]),
    "empty paragraphs": (p("甲") + p() + "<w:p/>" + p("　 ") + p("乙"), ["甲", "乙"]),
    "entities": (p("A&amp;B&lt;C&#x4E2D;"), ["A&B<C中"]),
    "white space in the source": ("\n <w:p>\n  <w:r>\n   <w:t>甲</w:t>\n  </w:r>\n </w:p>\n", ["甲"]),
    "an empty text": (p("甲", "<w:r><w:t/></w:r>", "乙"), ["甲乙"]),
    "a tab": (p("甲", "<w:r><w:tab/><w:t>乙</w:t><w:ptab/><w:t>丙</w:t></w:r>"), ["甲\t乙\t丙"]),
    "tab stops": (p("<w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr>", "甲"), ["甲"]),
    "line breaks": (p("甲", "<w:r><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>"), ["甲 乙 丙"]),
    "a page break": (p('<w:r><w:br w:type="page"/></w:r>', "甲"), ["甲"]),
    "a hyphen": (p("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>"), ["1-2"]),
    "a symbol": (p("甲", '<w:r><w:sym w:char="F0A7"/></w:r>'), ["甲"]),
    "an insertion": (p("甲", f"<w:ins>{run('乙')}</w:ins>"), ["甲乙"]),
    "a deletion": (p("甲", "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", "丙"), ["甲丙"]),
    "a deletion as some write it": (p("甲", f"<w:del>{run('乙')}</w:del>", "丙"), ["甲丙"]),
    "a move": (p(f"<w:moveFrom>{run('甲')}</w:moveFrom>") + p(f"<w:moveTo>{run('甲')}</w:moveTo>"), ["甲"]),
    "a run inserted, then deleted": (p(f"<w:ins><w:del>{run('甲')}</w:del></w:ins>", "乙"), ["乙"]),
    "a content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", ["甲"]),
    "an inline control": (p(f"<w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "乙"), ["甲乙"]),
    "a link, a smart tag": (
        p(f"<w:hyperlink>{run('甲')}</w:hyperlink>", f"<w:smartTag>{run('乙')}</w:smartTag>"),
        ["甲乙"],
    ),
    "a simple field": (p(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "页"), ["3页"]),
    "a field": (p(field("begin"), INSTRUCTION, field("separate"), "3", field("end"), "页"), ["3页"]),
    "a field in an instruction": (
        p(
            field("begin"), INSTRUCTION, field("begin"), INSTRUCTION, field("separate"), "5", field("end"),
            field("separate"), "甲", field("end"), "乙",
        ),
        ["甲乙"],
    ),
    "a field without a result": (p("甲", field("begin"), INSTRUCTION, field("end"), "乙"), ["甲乙"]),
    "a field never ended": (p("甲", field("begin"), "乙") + p("丙"), ["甲", "丙"]),
    "a field over paragraphs": (
        p(field("begin"), INSTRUCTION, field("separate"), "甲") + p("乙", field("end"), "丙"),
        ["甲", "乙丙"],
    ),
    "ends of no field": (p(field("separate"), field("end"), "甲"), ["甲"]),
    "hidden text": (p("甲", run("乙", "<w:vanish/>"), "丙", run("丁", '<w:vanish w:val="0"/>')), ["甲丙丁"]),
    "a hidden mark": (p("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", "甲"), ["甲"]),
    "once hidden": (p(run("甲", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), ["甲"]),
    "a phonetic guide": (
        p(f"<w:r><w:ruby><w:rt>{run('yún')}</w:rt><w:rubyBase>{run('云')}</w:rubyBase></w:ruby></w:r>", "坪"),
        ["云坪"],
    ),
    "notes and comments": (
        p('<w:commentRangeStart w:id="0"/>', "甲", "<w:r><w:footnoteReference w:id='1'/></w:r>"),
        ["甲"],
    ),
    "a formula": (p("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), ["x+1"]),
    "a header": (p("甲") + '<w:sectPr><w:headerReference r:id="r1"/></w:sectPr>', ["甲"]),
    "a text box": (
        p("前", f"<w:r><w:pict>{box(p('框一'), p('框二'))}</w:pict></w:r>", "后"),
        ["前后", "框一", "框二"],
    ),
    "a text box written twice": (
        p("前", f"<w:r><mc:AlternateContent>{CHOICE}{FALLBACK}</mc:AlternateContent></w:r>", "后"),
        ["前后", "框内"],
    ),
    "a text box only old Word shows": (
        p(f"<w:r><mc:AlternateContent><mc:Choice/>{FALLBACK}</mc:AlternateContent></w:r>"),
        ["框内"],
    ),
    "a fallback of nothing": (f"<mc:Fallback>{p('甲')}</mc:Fallback>", ["甲"]),
    "a box in a box": (p("外", f"<w:r>{box(p('中', INNER_BOX))}</w:r>"), ["外", "内", "中"]),
    "a table in a text box": (
        p("前", f"<w:r>{box(tbl(tr('甲')), p('乙'))}</w:r>", "后"),
        ["前后", ["甲@0,0"], "乙"],
    ),
    "text outside of paragraphs": (run("甲") + p("乙"), ["甲乙"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TEXTS.values(), ids=TEXTS)
def test_text(body: str, expected: Shape) -> None:
    assert shape(opened(body)) == expected


def test_what_tells_only_of_looks_is_passed_over() -> None:
    looks = '<w:rFonts w:ascii="a>b"/><w:b/><w:bCs/><w:sz w:val="32"/><w:i\n/><w:spacing w:line="560"/>'
    body = p(run("甲", looks + "<w:vanish/>"), run("乙", looks), "<w:r><w:t><![CDATA[<w:b/>]]></w:t></w:r>")
    assert shape(opened(body)) == ["乙<w:b/>"]
    body = p(run("甲", looks), "<w:r><w:tab/><w:t>&lt;w:b/&gt;</w:t><w:br/><w:t>丙</w:t></w:r>")
    assert shape(opened(body)) == ["甲\t<w:b/> 丙"]


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
        tbl(tr("甲", properties='<w:trHeight w:val="0" w:hRule="exact"/>'), tr("乙")), [["乙@0,0"]],
    ),
    "a row of hardly any height": (
        tbl(tr("甲", properties='<w:trHeight w:val="1" w:hRule="exact"/>'), tr("乙")), [["乙@0,0"]],
    ),
    "a row of little height at least": (
        tbl(tr("甲", properties='<w:trHeight w:val="1" w:hRule="atLeast"/>'), tr("乙")),
        [["甲@0,0", "乙@1,0"]],
    ),
    "a hidden row": (tbl(tr("甲", properties="<w:hidden/>"), tr("乙")), [["乙@0,0"]]),
    "a row that is not hidden": (
        tbl(tr("甲", properties='<w:hidden w:val="0"/>'), tr("乙")), [["甲@0,0", "乙@1,0"]],
    ),
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
