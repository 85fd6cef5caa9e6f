"""A document reads the same whether or not it is pared before it is parsed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import packed

from gialint.reading import Limits, Unreadable
from gialint.reading.docx_body import read_body
from gialint.reading.docx_paring import LINE, pared
from gialint.reading.docx_styles import StyleSheet
from gialint.reading.docx_written import BodyTable, Item
from gialint.reading.package import open_package

LIMITS = Limits()
PART = "word/document.xml"
AS_IT_STANDS = f"<!-- {LINE} -->"
"""A document in which the stand-in is mentioned is not pared."""


def part(body: str) -> bytes:
    return f'<w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>'.encode()


SHEET = StyleSheet(open_package(packed(part("")), LIMITS), None)


def spelled(items: list[Item]) -> list[object]:
    """Return items as values that can be compared."""
    return [
        (
            item.native,
            [
                (row.gone, [(spelled(cell.items), cell.span, cell.down) for cell in row.cells])
                for row in item.rows
            ],
        )
        if isinstance(item, BodyTable)
        else item
        for item in items
    ]


def test_simple_paragraph_becomes_one_element() -> None:
    assert pared(b'<w:p><w:r><w:t xml:space="preserve"> 1</w:t></w:r></w:p>') == (
        f"<{LINE}> 1</{LINE}>".encode()
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "<w:p><w:pPr><w:pStyle/></w:pPr><w:r><w:t>1</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>1<w:br/></w:t></w:r></w:p>",
        f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>",
    ],
)
def test_other_paragraph_stays(paragraph: str) -> None:
    assert pared(paragraph.encode()) == paragraph.encode()


LOOKS = (
    '<w:rFonts w:ascii="Wingdings"/>', '<w:rFonts w:hint="eastAsia" w:ascii="仿宋"/>',
    '<w:color w:val="FFFFFF"/>', '<w:color w:val="FF0000"/>', '<w:color w:val="auto"/>', '<w:sz w:val="1"/>',
    '<w:sz w:val="21"/>', "<w:strike/>", '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>', '<w:shd w:val="nil"/>',
    '<w:position w:val="9"/>',
)  # fmt: skip
LOOKING = st.sampled_from(LOOKS).map(
    lambda look: f"<w:pPr>{look}</w:pPr><w:r><w:rPr><w:b/>{look}<w:i/></w:rPr><w:t>1</w:t></w:r>{look}"
)
TEXTS = st.sampled_from(("", "甲", " 乙 ", "\n丙\n", "&amp;1", "<w:br/>", "<!-- x -->"))
RUNS = st.sampled_from(
    (
        "<w:r><w:t>甲</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:commentRangeStart w:id="0"/>',
        "<w:rPr><w:del/></w:rPr>",
        "<w:r><w:delText>丙</w:delText></w:r>",
        "<w:pPr><w:jc/></w:pPr>",
        "<w:showingPlcHdr/>",
        "<w:anchor/>",
        '<w:r><w:sym w:char="F0"/></w:r>',
        "<w:tcPr><w:cellDel/></w:tcPr>",
    )
)
AROUND = (
    "w:p", "w:ins", "w:del", "w:moveFrom", "w:rt", "w:r", "w:txbxContent", "w:rPrChange", "mc:Fallback",
)  # fmt: skip
AROUND_MORE: tuple[str, ...] = (
    "w:sdt",
    "w:sdtPr",
    "w:bdo",
    "w:oMath",
    "w:drawing",
    "w:pict",
    "w:fldSimple",
    "w:ruby",
)
AROUND_MORE += ("mc:AlternateContent", "w:tc", "w:tr", "w:tbl", "w:tcPr")
LINES = TEXTS.map(lambda text: f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements around others, and a table as it should be."""
    content = st.lists(inner, max_size=4).map("".join)
    element = st.builds(
        lambda name, held: f"<{name}>{held}</{name}>", st.sampled_from(AROUND + AROUND_MORE), content
    )
    table = content.map(lambda held: f"<w:tbl><w:tr><w:tc><w:tcPr/>{held}</w:tc></w:tr></w:tbl>")
    return element | table


BODIES = st.lists(st.recursive(LINES | RUNS | LOOKING, around, max_leaves=12), max_size=6).map("".join)


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_pared_or_not_it_reads_the_same(body: str) -> None:
    whole = part(body + AS_IT_STANDS)
    assert pared(whole) == whole
    assert spelled(read_body(part(body), PART, LIMITS, SHEET)) == spelled(
        read_body(whole, PART, LIMITS, SHEET)
    )


def test_damage_is_told_where_the_part_itself_has_it() -> None:
    body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>1</w:t></w:r></w:p>" * 3 + "</w:p>"
    with pytest.raises(Unreadable, match=f"第 {part(body).index(b'</w:p></w:body>') + 3} 列"):
        read_body(part(body), PART, LIMITS, SHEET)
