"""The text of a Word document: what is read of its paragraphs, and what is left out."""

from __future__ import annotations

import pytest
from wordml import Shape, box, field, opened, p, run, shape, tbl, tr

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
