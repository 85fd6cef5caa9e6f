"""Whatever a Word file is made of: words are found in it, comments come and go, and it reads the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import W, box, field, p, packed, run, tbl, tc, tr, xml

from gialint.model import Document, Edit, Place
from gialint.reading import Limits
from gialint.reading.docx import read
from gialint.reading.package import open_package
from gialint.reporting.comments import Comment, Line
from gialint.writing.comments import annotated
from gialint.writing.docx import WordFile

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p("脚注")}</w:footnote></w:footnotes>'
MIXED = "<w:r><w:t>左</w:t><w:tab/><w:t> 中 </w:t><w:br/><w:t>右</w:t></w:r>"
TWICE = (
    '<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{0}</mc:Choice>'
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = field("begin") + "<w:r><w:instrText>DATE</w:instrText></w:r>" + field("separate")

RUNS = st.builds(
    run,
    st.sampled_from(["公开信息", "一", "&amp;", " 空 ", "&#20803;", "12", "<![CDATA[甲<]]>", ""]),
    st.sampled_from(["", "<w:b/>", "<w:vanish/>"]),
)
PLAIN = st.one_of(RUNS, st.sampled_from([MIXED, NOTE, "<w:r/>", "<w:proofErr/>", field("end")]))
INLINE = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds("<w:ins>{}</w:ins>".format, inner),
        st.builds("<w:hyperlink>{}</w:hyperlink>".format, inner),
        st.builds("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format, inner),
        st.builds("<w:fldSimple>{}</w:fldSimple>".format, inner),
        st.builds(lambda words: f"<w:del>{words.replace('w:t>', 'w:delText>')}</w:del>", RUNS),
        st.builds(lambda words: f"{FIELD}{words}{field('end')}", inner),
        st.builds(lambda words: f"<w:r><w:pict>{box(p(words))}</w:pict></w:r>", inner),
        st.builds(lambda words: TWICE.format(box(p(words), p("里"))), inner),
    ),
    max_leaves=5,
)
PARAGRAPHS = st.one_of(
    st.builds(lambda pieces: p(*pieces), st.lists(INLINE, max_size=4)), st.sampled_from(["<w:p/>", p("标题")])
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.builds(
            lambda rows: tbl(*(tr(*(tc(f"{each}<w:p/>") for each in row)) for row in rows)),
            st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=2),
        ),
        st.builds("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format, inner),
    ),
    max_leaves=4,
)
FILES = st.builds(
    lambda blocks: packed(xml("".join(blocks)), footnotes=FOOTNOTES), st.lists(BLOCKS, min_size=1, max_size=4)
)


def opened(data: bytes) -> Document:
    return read(data, "a.docx", Limits())


@given(FILES)
def test_words_are_where_they_are_said_to_be(data: bytes) -> None:
    document = opened(data)
    pieces = WordFile(document, data, Limits()).pieces
    for piece in pieces:
        assert document.text[piece.start : piece.end] == piece.text.replace("\n", " ")
    ends = [piece.end for piece in pieces]
    assert all(end <= after.start for end, after in zip(ends, pieces[1:], strict=False))


@given(FILES, st.data())
@settings(max_examples=150)
def test_comments_come_and_go(data: bytes, drawn: st.DataObject) -> None:
    document = opened(data)
    length = len(document.text)
    spans = drawn.draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, length)), max_size=4))
    places = [Place(document, min(span), max(span), "") for span in spans]
    notes = [Comment(place.location(), (Line("查"),)) for place in places]
    once = annotated(document, data, notes, None, Limits())
    assert opened(once) == document
    assert annotated(document, once, notes, None, Limits()) == once
    assert opened(annotated(document, once, [], None, Limits())) == document
    held = open_package(once, Limits()).read("word/document.xml")
    for mark in (b"<w:commentRangeStart", b"<w:commentRangeEnd", b"<w:commentReference"):
        assert held.count(mark) == len(notes)


@given(FILES, st.data())
@settings(max_examples=150)
def test_an_edit_that_is_not_refused_reads_as_meant(data: bytes, drawn: st.DataObject) -> None:
    file = WordFile(opened(data), data, Limits())
    start = drawn.draw(st.integers(0, len(file.text)))
    end = drawn.draw(st.integers(start, min(start + 4, len(file.text))))
    edits = [Edit(start, end, drawn.draw(st.sampled_from(["新", "", "新词", "&", "0"])))]
    if file.refusal(edits) is None:
        meant = file.meant(edits)
        assert trimmed(opened(file.written(edits)).text) in (trimmed(meant), trimmed(shortened(meant, start)))


def shortened(text: str, edited: int) -> str:
    """Return a text without the line of an edit if only spaces are left of it: no paragraph is read there."""
    start = text.rfind("\n", 0, edited) + 1
    end = text.find("\n", start) + 1 or len(text)
    return text if text[start:end].strip() else text[:start] + text[end:]


def trimmed(text: str) -> list[str]:
    """Return the lines as they are read: a space that an edit left at one of their ends is none of them."""
    return [line.strip() for line in text.split("\n")]
