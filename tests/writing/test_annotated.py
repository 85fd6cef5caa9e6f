"""Comments stand on the very words; people's comments and all else in the file stay as they are."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree.ElementTree import canonicalize, fromstring
from zipfile import ZIP_DEFLATED, ZipFile

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordml import STRICT, W, box, field, p, run, tbl, tc, tr, xml

from gialint.model import Document, Place
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.docx import read
from gialint.reporting.comments import Comment, Line
from gialint.writing.comments import annotated

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
MARK = re.compile(r'<w:comment(RangeStart|RangeEnd|Reference) w:id="(\d+)"></w:comment\1>')
SHORT = {"RangeStart": "[{}", "RangeEnd": "{}]", "Reference": "!"}
BOLD = "<w:b/>"
FIELD = field("begin") + "<w:r><w:instrText>DATE</w:instrText></w:r>" + field("separate")
TWICE = (
    '<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{0}</mc:Choice>'
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>"
)
CELL = "<w:tc><w:tcPr></w:tcPr><w:p>[0{}0]</w:p></w:tc>"
JUSTIFIED = "<w:pPr><w:jc/></w:pPr>"

Spot = str | tuple[int, int, str]
"""Words of the reading text, or its offsets from and to at a native place of the document."""


def file(body: str, namespace: str = W, **parts: str) -> bytes:
    """A package with its content types, and other parts by their names in the folder word."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", xml(body, namespace))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return made.getvalue()


def noted(data: bytes, *spots: Spot | None, say: str = "查") -> bytes:
    """Write a comment at each spot."""
    document = read(data, "a.docx", Limits())
    notes = [Comment(place(document, spot).location() if spot else None, (Line(say),)) for spot in spots]
    return annotated(document, data, notes, None, Limits())


def place(document: Document, spot: Spot) -> Place:
    if isinstance(spot, str):
        start = document.text.index(spot)
        return Place(document, start, start + len(spot), "")
    start, end, native = spot
    return Place(document, start, end, "", native=f"word/document.xml#{native}")


def parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def marked(data: bytes) -> str:
    """Write the body short: a comment begins as ``[0`` and ends as ``0]``."""
    body = inside(canonicalize(parts(data)["word/document.xml"]))
    body = MARK.sub(lambda mark: SHORT[mark[1]].format(mark[2]), body)
    return body.replace("<w:r>!</w:r>", "").replace(' xml:space="preserve"', "")


def inside(document: str) -> str:
    return document.partition("<w:body>")[2].partition("</w:body>")[0]


def spelled(body: str) -> str:
    """A body as canonical XML spells it."""
    return inside(canonicalize(xml(body)))


@pytest.mark.parametrize(
    ("body", "spots", "expected"),
    [
        (p("一二三"), ["一二三"], f"<w:p>[0{run('一二三')}0]</w:p>"),
        (p("一二三"), ["二"], f"<w:p>{run('一')}[0{run('二')}0]{run('三')}</w:p>"),
        (p(run("一二", BOLD), "三"), ["二三"],
         f"<w:p>{run('一', BOLD)}[0{run('二', BOLD)}{run('三')}0]</w:p>"),
        (p("一&amp;二"), ["&"], f"<w:p>{run('一')}[0{run('&amp;')}0]{run('二')}</w:p>"),
        (p("一二三四"), ["二三", "三四"],
         f"<w:p>{run('一')}[0{run('二')}[1{run('三')}0]{run('四')}1]</w:p>"),
        (p("一二"), ["一", "二"], f"<w:p>[0{run('一')}0][1{run('二')}1]</w:p>"),
        (p("一") + p("二"), ["一\n二"], f"<w:p>[0{run('一')}</w:p><w:p>{run('二')}0]</w:p>"),
        (p("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>"), ["二"],
         "<w:p><w:r><w:t>一</w:t><w:br/></w:r>[0<w:r><w:t>二</w:t></w:r>0]</w:p>"),
        (p("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t></w:r>"), ["\t"],
         "<w:p><w:r><w:t>一</w:t></w:r>[0<w:r><w:tab/></w:r>0]<w:r><w:t>二</w:t></w:r></w:p>"),
        (p("<w:r><w:t><![CDATA[一二]]></w:t><w:t>三</w:t></w:r>"), ["二"],
         "<w:p><w:r><w:t>一</w:t></w:r>[0<w:r><w:t>二</w:t></w:r>0]<w:r><w:t>三</w:t></w:r></w:p>"),
        (p(f"<w:hyperlink>{run('链接')}</w:hyperlink>"), ["接"],
         f"<w:p><w:hyperlink>{run('链')}[0{run('接')}0]</w:hyperlink></w:p>"),
        (p(f"<w:ins>{run('插入')}</w:ins>"), ["入"],
         f"<w:p><w:ins>{run('插')}[0{run('入')}0]</w:ins></w:p>"),
        (p(FIELD, "12", field("end")), ["2"],
         f"<w:p>{FIELD}{run('1')}[0{run('2')}0]{field('end')}</w:p>"),
        (f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>", ["件"],
         f"<w:sdt><w:sdtContent><w:p>{run('控')}[0{run('件')}0]</w:p></w:sdtContent></w:sdt>"),
        # text boxes cannot hold comments: the run that holds the box is marked
        (p("外", f"<w:r><w:pict>{box(p('里'))}</w:pict></w:r>", "面"), ["里"],
         f"<w:p>{run('外')}[0<w:r><w:pict>{box(p('里'))}</w:pict></w:r>0]{run('面')}</w:p>"),
        (p(TWICE.format(box(p("里")))), ["里"], f"<w:p>[0{TWICE.format(box(p('里')))}0]</w:p>"),
        (p("面", f"<w:r><w:pict>{box(p('里'))}</w:pict></w:r>", "外"), ["外\n里"],
         f"<w:p>{run('面')}[0<w:r><w:pict>{box(p('里'))}</w:pict></w:r>{run('外')}0]</w:p>"),
        (tbl(tr("项目", "3")), ["3"], tbl(tr("项目", CELL.format(run("3"))))),
        (tbl(tr(tc(tbl(tr("内")) + p("外")))), ["内"],
         tbl(tr(tc(tbl(tr(CELL.format(run("内")))) + p("外"))))),
        # an empty cell, by its native place
        (tbl(tr("项目", "")), [(5, 5, "tbl[1]/tr[1]/tc[2]")],
         tbl(tr("项目", CELL.format(run(""))))),
        (tbl(tr("项目", "<w:tc><w:p/></w:tc>")), [(5, 5, "tbl[1]/tr[1]/tc[2]")],
         tbl(tr("项目", "<w:tc><w:p>[00]</w:p></w:tc>"))),
        # an automatic label is nowhere in the file: all of its paragraph is marked
        (p("一") + p("二"), [(2, 2, "p[2]")], f"<w:p>{run('一')}</w:p><w:p>[0{run('二')}0]</w:p>"),
        (p(JUSTIFIED, "一"), [(0, 0, "p[1]")], f"<w:p>{JUSTIFIED}[0{run('一')}0]</w:p>"),
        (p("一") + p("二"), [(2, 2, "p[9]")], f"<w:p>{run('一')}</w:p><w:p>[0{run('二')}0]</w:p>"),
        (p("标题") + p("二"), [None], f"<w:p>[0{run('标题')}0]</w:p><w:p>{run('二')}</w:p>"),
    ],
)  # fmt: skip
def test_where_comments_stand(body: str, spots: list[Spot | None], expected: str) -> None:
    data = file(body)
    result = noted(data, *spots)
    assert marked(result) == spelled(expected)
    assert read(result, "a.docx", Limits()).text == read(data, "a.docx", Limits()).text
    assert noted(result, *spots) == result


FOOTNOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p("脚注")}</w:footnote></w:footnotes>'
REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_notes_cannot_hold_comments_what_refers_to_them_has_them() -> None:
    data = file(p("一", REFERENCE) + p("二"), footnotes=FOOTNOTES)
    assert read(data, "a.docx", Limits()).text == "一\n脚注\n二\n"
    result = noted(data, "脚注", "二")
    assert marked(result) == spelled(f"<w:p>[0{run('一')}{REFERENCE}0]</w:p><w:p>[1{run('二')}1]</w:p>")
    assert parts(result)["word/footnotes.xml"] == FOOTNOTES
    assert noted(result, "脚注", "二") == result


def test_a_space_at_a_cut_is_kept() -> None:
    result = parts(noted(file("<w:p><w:r><w:t>一 二</w:t></w:r></w:p>"), "二"))["word/document.xml"]
    assert '<w:t xml:space="preserve">一 </w:t>' in result


def test_what_a_comment_says() -> None:
    data = file(p("一"))
    document = read(data, "a.docx", Limits())
    texts = (Line("错误 <1> & \x07", True), Line("怎么办"))
    result = parts(annotated(document, data, [Comment(None, texts)], None, Limits()))
    assert 'w:id="0" w:author="gialint" w:initials="gia"' in result["word/comments.xml"]
    assert "<w:b/>" in result["word/comments.xml"].partition("怎么办")[0]
    assert "错误 &lt;1&gt; &amp; \ufffd</w:t>" in result["word/comments.xml"]
    assert "w:date" not in result["word/comments.xml"]


PEOPLE = (
    '<w:comments xmlns:w="{w}" xmlns:w14="w14"><w:comment w:id="3" w:author="李科长"><w:p w14:paraId="0A">'
    "<w:r><w:t>请核实</w:t></w:r></w:p></w:comment></w:comments>"
)
OURS = (
    f'<w:comments xmlns:w="{W}" xmlns:w14="w14"><w:comment w:id="0" w:author="gialint">'
    '<w:p w14:paraId="0B"/></w:comment></w:comments>'
)
PEOPLES = p(
    '<w:commentRangeStart w:id="3"/>',
    "一",
    '<w:commentRangeEnd w:id="3"/>',
    '<w:r><w:commentReference w:id="3"/></w:r>',
)


def test_comments_of_people_are_kept() -> None:
    data = file(PEOPLES, comments=PEOPLE.format(w=W))
    result = noted(data, "一")
    assert marked(result) == spelled(f"<w:p>[3[4{run('一')}4]3]</w:p>")
    assert PEOPLE.format(w=W).removesuffix("</w:comments>") in parts(result)["word/comments.xml"]
    assert [aside.author for aside in read(result, "a.docx", Limits()).asides] == ["李科长"]
    assert noted(result, "一") == result
    assert marked(noted(result)) == spelled(f"<w:p>[3{run('一')}3]</w:p>")


def test_comments_of_an_earlier_run_are_replaced() -> None:
    data = file(p("一二三"))
    first = noted(data, "一", "三", say="旧")
    second = noted(first, "二", say="新")
    assert marked(second) == spelled(f"<w:p>{run('一')}[0{run('二')}0]{run('三')}</w:p>")
    assert "旧" not in parts(second)["word/comments.xml"]
    bare = noted(second)
    assert marked(bare) == spelled(f"<w:p>{run('一')}{run('二')}{run('三')}</w:p>")
    assert "<w:comment " not in parts(bare)["word/comments.xml"]


def test_a_document_without_a_paragraph_has_no_place_for_any() -> None:
    with pytest.raises(Unreadable, match="无处可写批注"):
        noted(file("<w:sectPr/>"), None)


def test_a_file_without_comments_to_write_or_to_replace_stays_as_it_is() -> None:
    data = file(p("一"))
    assert noted(data) == data


COMPANION = '<x:{0} xmlns:x="x">{1}</x:{0}>'


def test_what_word_keeps_beside_comments_is_kept_in_step() -> None:
    """Word gave gialint's comment ids, and somebody answered it."""
    ours = '<w:comment w:id="5" w:author="gialint"><w:p w14:paraId="0B">{}</w:p></w:comment>'.format(
        run("旧")
    )
    comments = PEOPLE.format(w=W).replace("</w:comments>", ours + "</w:comments>")
    ids = [("0A", "A1"), ("0B", "B1")]
    extended = (
        '<x:commentEx x:paraId="0A" x:paraIdParent="0B" x:done="0"/><x:commentEx x:paraId="0B" x:done="1"/>'
    )
    data = file(
        PEOPLES,
        comments=comments,
        commentsExtended=COMPANION.format("commentsEx", extended),
        commentsIds=COMPANION.format(
            "commentsIds", "".join(f'<x:commentId x:paraId="{a}" x:durableId="{b}"/>' for a, b in ids)
        ),
        commentsExtensible=COMPANION.format(
            "commentsExtensible", "".join(f'<x:commentExtensible x:durableId="{b}"/>' for _, b in ids)
        ),
    )
    result = parts(noted(data, "一"))
    assert "旧" not in result["word/comments.xml"]
    answer = COMPANION.format("commentsEx", '<x:commentEx x:paraId="0A" x:done="0"/>')
    assert result["word/commentsExtended.xml"].endswith(f"?>\n{answer}")
    assert "0B" not in result["word/commentsIds.xml"]
    assert "B1" not in result["word/commentsExtensible.xml"]
    assert "A1" in result["word/commentsExtensible.xml"]


@pytest.mark.parametrize(
    ("namespace", "office"),
    [(W, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"),
     (STRICT, "http://purl.oclc.org/ooxml/officeDocument/relationships/comments")],
)  # fmt: skip
def test_the_package_tells_of_its_comments(namespace: str, office: str) -> None:
    result = parts(noted(file(p("一"), namespace), "一"))
    assert f'<w:comments xmlns:w="{namespace}">' in result["word/comments.xml"]
    assert f'Type="{office}" Target="comments.xml"' in result["word/_rels/document.xml.rels"]
    assert 'PartName="/word/comments.xml"' in result["[Content_Types].xml"]


@pytest.mark.parametrize("prefix", ["x:", ""])
def test_another_prefix(prefix: str) -> None:
    markup = xml(p("一二")).replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}")
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", markup.replace("xmlns:w", declared))
    result = noted(made.getvalue(), "二")
    [start] = fromstring(parts(result)["word/document.xml"]).iter(f"{{{W}}}commentRangeStart")
    assert start.attrib == {f"{{{W}}}id": "0"}
    assert read(result, "a.docx", Limits()).text == "一二\n"
    assert noted(result, "二") == result


def test_a_prefix_that_is_not_declared_stays() -> None:
    data = file(p("一", "<mc:odd/>", "二"))
    result = noted(data, "二")
    assert "<mc:odd/>" in parts(result)["word/document.xml"]
    assert read(result, "a.docx", Limits()).text == read(data, "a.docx", Limits()).text


@pytest.mark.parametrize("name", ["comments.xml", "commentsIds.xml", "_rels/document.xml.rels"])
def test_what_is_declared_in_any_part_is_rejected(name: str) -> None:
    hostile = '<!DOCTYPE a [<!ENTITY b "c">]><a xmlns:w="w"><w:comment w:author="gialint"/></a>'
    made = BytesIO(file(p("一"), **({} if name == "comments.xml" else {"comments": OURS})))
    with ZipFile(made, "a") as archive:
        archive.writestr(f"word/{name}", hostile)
    with pytest.raises(LimitExceeded):
        noted(made.getvalue(), "一")


def test_python_docx_opens_it() -> None:
    made = BytesIO()
    document = python_docx.Document()
    document.add_paragraph("一二三")
    document.save(made)
    opened = python_docx.Document(BytesIO(noted(made.getvalue(), "二")))
    assert [(comment.author, comment.text) for comment in opened.comments] == [("gialint", "查")]
    assert [each.text for each in opened.paragraphs[0].runs] == ["一", "二", "", "三"]


TEXTS = st.lists(st.text("公开信息，&< 1", min_size=1, max_size=6), min_size=1, max_size=5)


@given(TEXTS, st.data())
def test_comments_put_on_and_taken_off_leave_the_words(texts: list[str], data: st.DataObject) -> None:
    escaped = (text.replace("&", "&amp;").replace("<", "&lt;") for text in texts)
    original = file(p("首", *escaped, "尾") + tbl(tr("项目", "", "3")))
    document = read(original, "a.docx", Limits())
    spans = st.tuples(st.integers(0, len(document.text) - 1), st.integers(0, 9))
    places = [
        Place(document, start, min(start + length, len(document.text) - 1), "", native="")
        for start, length in data.draw(st.lists(spans, max_size=5))
        if start + length < len(document.text)
    ]
    notes = [Comment(each.location(), (Line("查"),)) for each in places]
    once = annotated(document, original, notes, None, Limits())
    assert annotated(document, once, notes, None, Limits()) == once
    assert read(once, "a.docx", Limits()) == document
    bare = annotated(document, once, [], None, Limits())
    assert re.search("w:comment(Range|Reference)", parts(bare)["word/document.xml"]) is None
    assert words(bare) == words(original)


def words(data: bytes) -> str:
    return re.sub(r"<[^>]+>", "", inside(parts(data)["word/document.xml"]))
