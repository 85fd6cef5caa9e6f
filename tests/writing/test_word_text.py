"""Every character of the reading text that was written in a run is found again in that run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from wordml import box, field, p, packed, run, tbl, tc, tr, xml

from gialint.model import Document
from gialint.reading import Limits
from gialint.reading.docx import read
from gialint.writing.docx import WordFile
from tests.reportwriter.described import corpus
from tests.reportwriter.disguise import Disguise
from tests.reportwriter.disguise_word import WORD, word
from tests.reportwriter.word import docx

ROOT = Path(__file__).parents[2]
NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'

PAGE = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
TWICE = (
    f"<mc:Choice><w:drawing>{box(p('里'))}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{box(p('里'))}</w:pict></mc:Fallback>"
)
DOWN = '<w:vMerge w:val="restart"/>'


def opened(data: bytes) -> tuple[Document, WordFile]:
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
        (p(f"<w:r><mc:AlternateContent>{TWICE}</mc:AlternateContent></w:r>", "外"), "外\n里\n"),
        (tbl(tr("项目", "数量"), tr("", "3")), "项目···数量\n···3\n"),
        (tbl(tr(tc(p("一") + p("二")), tc(p("外") + tbl(tr("内")) + p("面")))), "一·二···外·面\n内\n"),
        (tbl(tr(tc("合", DOWN), "1"), tr(tc("", "<w:vMerge/>"), "2")), "合···1\n2\n"),
        (f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>", "控件\n"),
        (p(f"<w:hyperlink>{run('链接')}</w:hyperlink>", "后"), "链接后\n"),
    ],
)  # fmt: skip
def test_where_words_stand(body: str, expected: str) -> None:
    markup = xml(body).replace("<w:document", '<w:document xmlns:mc="http://example.org/mc"')
    document, words = opened(packed(markup, numbering=NUMBERING))
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
    document, words = opened(packed(spelled(xml(p("公开", "信息") + tbl(tr("项目", "3"))))))
    assert found(document, words) == "公开信息\n项目···3\n"
    assert_law(document, words)


def test_blank_cells_and_native_places() -> None:
    document, words = opened(packed(xml(p("一") + tbl(tr("甲", ""), tr("", "乙")) + "<w:p/>")))
    assert [document.text[:at].count("\n") for at in words.blanks] == [1, 2]
    assert set(words.natives) >= {"p[1]", "p[2]", "tbl[1]/tr[1]", "tbl[1]/tr[1]/tc[2]", "tbl[1]/tr[2]/tc[1]"}


@pytest.mark.parametrize("name", ["clean", "faulty"])
def test_the_examples(name: str) -> None:
    document, words = opened((ROOT / f"examples/{name}.docx").read_bytes())
    assert_law(document, words)
    assert found(document, words).replace("·", "") == document.text.replace(" | ", "")


@pytest.mark.parametrize("numbered", [False, True])
def test_the_corpus(numbered: bool) -> None:
    for described in corpus():
        document, words = opened(docx(described.draft, numbered=numbered))
        assert_law(document, words)
        if not numbered:
            assert document.text.replace(" | ", "") == found(document, words).replace("·", "")


@pytest.mark.parametrize("disguise", WORD.values(), ids=WORD)
def test_figures_in_disguise(disguise: Disguise) -> None:
    county = next(each for each in corpus() if each.name == "yunping-county-2024")
    document, words = opened(word(county.draft, disguise).content)
    assert_law(document, words)
