"""Words of a Word file are edited within their runs; what cannot be edited safely is left alone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordml import W, box, field, p, packed, run, tbl, tc, tr, xml

from gialint.checking.fixes import applied
from gialint.model import Document, Edit
from gialint.reading import Limits
from gialint.reading.docx import read
from gialint.writing.docx import KEPT_APART, NOT_IN_WORD, WordFile
from gialint.writing.package import is_signed
from tests.reportwriter.described import corpus
from tests.reportwriter.disguise import Disguise
from tests.reportwriter.disguise_word import WORD, word
from tests.reportwriter.files import signed
from tests.reportwriter.word import docx

BOLD = "<w:b/>"
FIELD = field("begin") + "<w:r><w:instrText>DATE</w:instrText></w:r>" + field("separate")
BOUND = '<w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr>'
LOCKED = '<w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
TWICE = '<mc:AlternateContent xmlns:mc="m"><mc:Choice>{}</mc:Choice></mc:AlternateContent>'
DELETED = "<w:del><w:r><w:delText>末</w:delText></w:r></w:del>"


def opened(body: str) -> WordFile:
    data = packed(xml(body), styles="<w:styles/>")
    return WordFile(read(data, "a.docx", Limits()), data, Limits())


def part(data: bytes, name: str = "word/document.xml") -> str:
    return canonicalize(ZipFile(BytesIO(data)).read(name))


@pytest.mark.parametrize(
    ("body", "old", "new", "expected"),
    [
        (p("做为一部分"), "做为", "作为", p("作为一部分")),
        # what differs takes the formatting of the first that it replaces
        (p(run("做", BOLD), "为一部分"), "做为", "作为", p(run("作", BOLD), "为一部分")),
        (p(run("公开信", BOLD), "息政符"), "信息政符", "政府", p(run("公开政府", BOLD), run(""))),
        (p("行政", run("复仪", BOLD)), "行政复仪", "行政复议", p("行政", run("复议", BOLD))),
        (p("一", "<w:proofErr/>", "二三"), "一二", "甲乙", p("甲乙", "<w:proofErr/>", "三")),
        (p("[2021]30号"), "[", "〔", p("〔2021]30号")),
        (p("A&amp;B 做为"), "&B 做", "&B 作", p("A&amp;B 作为")),
        (p("一&#x3A;二"), ":", "<：>", p("一&lt;：&gt;二")),
        (p("12月31止"), "31止", "31日止", p("12月31日止")),
        (tbl(tr("/", "1")), "/", "0", tbl(tr("0", "1"))),
        (p(f"<w:hyperlink>{run('行政复仪')}</w:hyperlink>"), "复仪", "复议",
         p(f"<w:hyperlink>{run('行政复议')}</w:hyperlink>")),
    ],
)  # fmt: skip
def test_words_are_edited_in_their_runs(body: str, old: str, new: str, expected: str) -> None:
    file = opened(body)
    start = file.text.index(old)
    edits = [Edit(start, start + len(old), new)]
    assert file.refusal(edits) is None
    data = file.written(edits)
    assert part(data) == canonicalize(xml(expected))
    assert read(data, "a.docx", Limits()).text == applied(file.text, edits) == file.meant(edits)


def test_spaces_at_the_end_of_a_text_are_kept() -> None:
    file = opened(p("一：二"))
    data = file.written([Edit(1, 3, "： ")])
    assert '<w:t xml:space="preserve">一： </w:t>' in part(data)


@pytest.mark.parametrize(
    ("body", "old", "new"),
    [
        (p(f"<w:ins>{run('做为')}</w:ins>"), "做", "作"),
        (p("做", f"<w:ins>{run('为')}</w:ins>"), "做为", "甲乙"),
        (p("行政", DELETED, "复仪"), "政复", "甲乙"),
        (p(FIELD, "做为", field("end")), "做", "作"),
        (p(f"<w:fldSimple>{run('做为')}</w:fldSimple>"), "做", "作"),
        (p(FIELD, "一") + p("做为", field("end")), "做", "作"),  # a table of contents
        (p("一", "<w:r><w:tab/></w:r>", "二"), "一\t二", "一 二"),
        (p("外", f"<w:hyperlink>{run('里')}</w:hyperlink>"), "外里", "甲乙"),
        (p(f"<w:r>{TWICE.format(box(p('做为')))}</w:r>"), "做", "作"),
        (f"<w:sdt>{BOUND}<w:sdtContent>{p('做为')}</w:sdtContent></w:sdt>", "做", "作"),
        (f"<w:sdt>{LOCKED}<w:sdtContent>{p('做为')}</w:sdtContent></w:sdt>", "做", "作"),
        (tbl(tr("一", "二")), "一 | 二", "一二"),
        (tbl(tr("<w:tc>" + p("一") + p("二") + "</w:tc>")), "一 二", "一二"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_safely_is_left(body: str, old: str, new: str) -> None:
    file = opened(body)
    start = file.text.index(old)
    assert file.refusal([Edit(start, start + len(old), new)]) == KEPT_APART


def test_notes_are_left() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p("做为")}</w:footnote></w:footnotes>'
    data = packed(xml(p("一", '<w:r><w:footnoteReference w:id="2"/></w:r>') + p("二")), footnotes=notes)
    file = WordFile(read(data, "a.docx", Limits()), data, Limits())
    assert file.text == "一\n做为\n二\n"
    assert file.refusal([Edit(2, 3, "作")]) == KEPT_APART
    assert file.refusal([Edit(5, 6, "三")]) is None


def test_what_xml_cannot_hold_is_refused() -> None:
    assert opened(p("一")).refusal([Edit(0, 1, "\x07")]) == NOT_IN_WORD


LOOK = '<w:rPr><w:sz w:val="21"/></w:rPr>'
NEW = "<w:r>{}<w:t>0</w:t></w:r>"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<w:p/>", f"<w:p>{NEW.format('')}</w:p>"),
        ("<w:p></w:p>", f"<w:p>{NEW.format('')}</w:p>"),
        (f"<w:p><w:pPr>{LOOK}</w:pPr></w:p>", f"<w:p><w:pPr>{LOOK}</w:pPr>{NEW.format(LOOK)}</w:p>"),
        (f"<w:p><w:r>{LOOK}<w:t></w:t></w:r></w:p>",
         f"<w:p>{NEW.format(LOOK)}<w:r>{LOOK}<w:t></w:t></w:r></w:p>"),
        ("<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr></w:p>",
         f"<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{NEW.format('')}</w:p>"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>",
         f"<w:p>{NEW.format('')}<w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>"),
        (f"<w:p>{DELETED}</w:p>", None),
        (f"<w:p>{FIELD}{field('end')}</w:p>", None),
    ],
)  # fmt: skip
def test_an_empty_cell_is_filled_in(cell: str, expected: str | None) -> None:
    file = opened(tbl(tr("予以公开", f"<w:tc>{cell}</w:tc>", "1")))
    at = file.text.index("1") - 3
    edits = [Edit(at, at, "0")]
    if expected is None:
        assert file.refusal(edits) == KEPT_APART
        return
    assert file.refusal(edits) is None
    data = file.written(edits)
    assert part(data) == canonicalize(xml(tbl(tr("予以公开", f"<w:tc>{expected}</w:tc>", "1"))))
    assert read(data, "a.docx", Limits()).text == "予以公开 | 0 | 1\n"


@pytest.mark.parametrize("nth", [0, 1])
def test_of_the_same_words_in_a_text_box_those_meant_are_edited(nth: int) -> None:
    def boxed(*words: str) -> str:
        first, second = map(p, words)
        return p("外", f"<w:r><w:pict>{box(first, tbl(tr('项目', '3')), second)}</w:pict></w:r>")

    file = opened(boxed("做为", "做为"))
    at = [file.text.index("做为"), file.text.rindex("做为")][nth]
    expected = boxed("作为", "做为") if nth == 0 else boxed("做为", "作为")
    assert part(file.written([Edit(at, at + 2, "作为")])) == canonicalize(xml(expected))


def test_all_other_parts_stay_as_they_are() -> None:
    file = opened(p("做为"))
    before = ZipFile(BytesIO(packed(xml(p("做为")), styles="<w:styles/>")))
    after = ZipFile(BytesIO(file.written([Edit(0, 1, "作")])))
    assert after.namelist() == before.namelist()
    for entry, old in zip(after.infolist(), before.infolist(), strict=True):
        assert (entry.date_time, entry.compress_type, entry.external_attr) == (
            old.date_time, old.compress_type, old.external_attr,
        )  # fmt: skip
    assert after.read("word/styles.xml") == before.read("word/styles.xml")


RUNS = st.lists(st.text("公开信息，&< 1", min_size=1, max_size=5), min_size=1, max_size=6)


@given(RUNS, st.data())
def test_edits_of_plain_runs_read_as_meant(texts: list[str], data: st.DataObject) -> None:
    escaped = (text.replace("&", "&amp;").replace("<", "&lt;") for text in texts)
    file = opened(p("首", *escaped, "尾"))
    length = len("".join(texts)) + 2
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    edits = [Edit(start, end, data.draw(st.text("新&<词", min_size=1, max_size=4)))]
    assert file.refusal(edits) is None
    assert read(file.written(edits), "a.docx", Limits()).text == applied(file.text, edits)


ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="{}" Target="{}"/></Relationships>'
)
FILE = packed(xml(p("一")))


def with_parts(**parts: str) -> bytes:
    stream = BytesIO(FILE)
    with ZipFile(stream, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (FILE, False),
        (signed(FILE), True),
        (with_parts(**{"_rels/.rels": RELATIONS.format(ORIGIN, "sigs/o.sigs"), "sigs/o.sigs": ""}), True),
        (with_parts(**{"_rels/.rels": RELATIONS.format(ORIGIN, "sigs/o.sigs")}), False),
        (with_parts(**{"customXml/signatures.xml": "<a/>"}), False),
    ],
    ids=["unsigned", "as Word signs", "by its relation", "what is not there", "another part"],
)
def test_which_are_signed(data: bytes, expected: bool) -> None:
    assert is_signed(data, Limits()) is expected


ROOT = Path(__file__).parents[2]
NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'

PAGE = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
BOTH = (
    f"<mc:Choice><w:drawing>{box(p('里'))}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{box(p('里'))}</w:pict></mc:Fallback>"
)
DOWN = '<w:vMerge w:val="restart"/>'


def mapped(data: bytes) -> tuple[Document, WordFile]:
    document = read(data, "a.docx", Limits())
    return document, WordFile(document, data, Limits())


def found(document: Document, words: WordFile) -> str:
    """Return the reading text with a · for what no run has."""
    text = ["\n" if sign == "\n" else "·" for sign in document.text]
    for piece in words.pieces:
        text[piece.start : piece.end] = piece.text.replace("\n", " ")
    return "".join(text)


def assert_law(document: Document, words: WordFile) -> None:
    """Every piece reads as its element does, and the text of one that can be cut is all of it."""
    for piece in words.pieces:
        assert document.text[piece.start : piece.end] == piece.text.replace("\n", " ")
        assert not piece.plain or piece.element.text == piece.text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("公开", "信息"), "公开信息\n"),
        (p("公开&amp;信&#24687;"), "公开&信息\n"),
        (p("一", "<w:r><w:tab/><w:br/></w:r>", "二"), "一\t 二\n"),
        (p("<w:r><w:br/></w:r>", "二"), "二\n"),
        (p("一") + p() + p("二"), "一\n二\n"),
        (f"<w:p>{NUMBERED}{run('总体情况')}</w:p>", "··总体情况\n"),
        (p("留", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"), "留\n"),
        (p(f"<w:ins>{run('插')}</w:ins>", "后"), "插后\n"),
        (p(run("隐", "<w:vanish/>"), "现"), "现\n"),
        (p(field("begin"), PAGE, field("separate"), "3", field("end")), "3\n"),
        (p("外", f"<w:r><w:pict>{box(p('里'))}</w:pict></w:r>", "面"), "外面\n里\n"),
        (p(f"<w:r><mc:AlternateContent>{BOTH}</mc:AlternateContent></w:r>", "外"), "外\n里\n"),
        (tbl(tr("项目", "数量"), tr("", "3")), "项目···数量\n···3\n"),
        (tbl(tr(tc(p("一") + p("二")), tc(p("外") + tbl(tr("内")) + p("面")))), "一·二···外·面\n内\n"),
        (tbl(tr(tc("合", DOWN), "1"), tr(tc("", "<w:vMerge/>"), "2")), "合···1\n2\n"),
        (f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>", "控件\n"),
        (p(f"<w:hyperlink>{run('链接')}</w:hyperlink>", "后"), "链接后\n"),
    ],
)  # fmt: skip
def test_where_words_stand(body: str, expected: str) -> None:
    markup = xml(body).replace("<w:document", '<w:document xmlns:mc="http://example.org/mc"')
    document, words = mapped(packed(markup, numbering=NUMBERING))
    assert found(document, words) == expected
    assert_law(document, words)


@pytest.mark.parametrize(
    "spelled",
    [
        lambda markup: markup.encode(),
        lambda markup: b"\xef\xbb\xbf" + markup.encode(),
        lambda markup: ('<?xml version="1.0" encoding="UTF-16"?>' + markup).encode("utf-16"),
        lambda markup: markup.replace("w:", "x:").replace("xmlns:w", "xmlns:x").encode(),
        lambda markup: markup.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w", "xmlns").encode(),
        lambda markup: markup.replace("<w:p>", '<w:p w:title="a > b">').encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "other prefix", "no prefix", "greater sign in a value"],
)
def test_however_the_part_is_spelled(spelled: Callable[[str], bytes]) -> None:
    document, words = mapped(packed(spelled(xml(p("公开", "信息") + tbl(tr("项目", "3"))))))
    assert found(document, words) == "公开信息\n项目···3\n"
    assert_law(document, words)


def test_blank_cells_and_native_places() -> None:
    document, words = mapped(packed(xml(p("一") + tbl(tr("甲", ""), tr("", "乙")) + "<w:p/>")))
    assert [document.text[:at].count("\n") for at in words.blanks] == [1, 2]
    assert set(words.natives) >= {"p[1]", "p[2]", "tbl[1]/tr[1]", "tbl[1]/tr[1]/tc[2]", "tbl[1]/tr[2]/tc[1]"}


@pytest.mark.parametrize("name", ["clean", "faulty"])
def test_the_examples(name: str) -> None:
    document, words = mapped((ROOT / f"examples/{name}.docx").read_bytes())
    assert_law(document, words)
    assert found(document, words).replace("·", "") == document.text.replace(" | ", "")


@pytest.mark.parametrize("numbered", [False, True])
def test_the_corpus(numbered: bool) -> None:
    for described in corpus():
        document, words = mapped(docx(described.draft, numbered=numbered))
        assert_law(document, words)
        if not numbered:
            assert document.text.replace(" | ", "") == found(document, words).replace("·", "")


@pytest.mark.parametrize("disguise", WORD.values(), ids=WORD)
def test_figures_in_disguise(disguise: Disguise) -> None:
    county = next(each for each in corpus() if each.name == "yunping-county-2024")
    document, words = mapped(word(county.draft, disguise).content)
    assert_law(document, words)
