"""Tracked changes, comments and hidden words are kept beside the text, each where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import box, field, opened, p, packed, run, tbl, tc, tr, xml

from gialint.model import Aside, Document
from gialint.reading import LimitExceeded, Limits
from gialint.reading.docx import read
from gialint.testing import check_document

COMMENTS = (
    '<w:comments xmlns:w="w"><w:comment w:id="0" w:author="王"><w:p><w:r><w:t>数据</w:t></w:r>'
    "<w:r><w:t>核实</w:t></w:r></w:p>\n<w:p><w:r><w:t>再看</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="7"/></w:comments>'
)
LISTS = (
    '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
STYLES = '<w:styles><w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
GONE = '<w:del w:author="王"/>'


def ins(text: str, author: str = "李") -> str:
    return f'<w:ins w:id="1" w:author="{author}">{run(text)}</w:ins>'


def dele(text: str, author: str = "李", tag: str = "del") -> str:
    content = run(text) if tag == "moveFrom" else f"<w:r><w:delText>{text}</w:delText></w:r>"
    return f'<w:{tag} w:id="2" w:author="{author}">{content}</w:{tag}>'


def reference(number: int = 0) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def hidden(text: str) -> str:
    return run(text, "<w:vanish/>")


def written(aside: Aside) -> str:
    """Write an aside short: ``kind author: text@start native``."""
    return f"{aside.kind} {aside.author}: {aside.text}@{aside.start} {aside.native.partition('#')[2]}"


def asides(document: Document) -> list[str]:
    assert_asides(document)
    return [written(aside) for aside in document.asides]


def assert_asides(document: Document) -> None:
    check_document(document)
    starts = [aside.start for aside in document.asides]
    assert starts == sorted(starts)
    for aside in document.asides:
        assert 0 <= aside.start <= len(document.text)
        assert aside.native
        if aside.kind == "inserted":
            assert document.text[aside.start : aside.start + len(aside.text)] == aside.text


CASES = {
    "none": (p("甲"), "甲\n", []),
    "inserted": (p("甲", ins("乙"), "丙"), "甲乙丙\n", ["inserted 李: 乙@1 p[1]"]),
    "deleted": (p("甲", dele("乙"), "丙"), "甲丙\n", ["deleted 李: 乙@1 p[1]"]),
    "replaced": (
        p("共", dele("3"), ins("4"), "件"),
        "共4件\n",
        ["deleted 李: 3@1 p[1]", "inserted 李: 4@1 p[1]"],
    ),
    "run by run": (
        p("甲", dele("1"), dele("2"), ins("3"), ins("4")),
        "甲34\n",
        ["deleted 李: 12@1 p[1]", "inserted 李: 34@1 p[1]"],
    ),
    "two hands": (
        p(ins("1"), ins("2", "王"), dele("3"), dele("4", "王")),
        "12\n",
        ["inserted 李: 1@0 p[1]", "inserted 王: 2@1 p[1]", "deleted 李: 3@2 p[1]", "deleted 王: 4@2 p[1]"],
    ),
    "apart": (
        p(ins("1"), "甲", ins("2")),
        "1甲2\n",
        ["inserted 李: 1@0 p[1]", "inserted 李: 2@2 p[1]"],
    ),
    "moved": (
        p("甲") + p(dele("乙", tag="moveFrom")) + p(f'<w:moveTo w:author="李">{run("乙")}</w:moveTo>'),
        "甲\n乙\n",
        ["deleted 李: 乙@2 p[2]", "inserted 李: 乙@2 p[3]"],
    ),
    "inserted by one, deleted by another": (
        p("甲", f'<w:ins w:author="李">{dele("乙", "王")}</w:ins>'),
        "甲\n",
        ["deleted 王: 乙@1 p[1]"],
    ),
    "a paragraph's mark": (p("<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>", "甲"), "甲\n", []),
    "a line break": (
        p("甲", f"<w:ins><w:r><w:br/></w:r>{run('乙')}</w:ins>"),
        "甲 乙\n",
        ["inserted :  乙@1 p[1]"],
    ),
    "breaks at the edge": (
        p(f'<w:ins w:author="李"><w:r><w:br/></w:r>{run("乙")}<w:r><w:br/></w:r></w:ins>', dele("丙")),
        "乙\n",
        ["inserted 李: 乙@0 p[1]", "deleted 李: 丙@1 p[1]"],
    ),
    "only breaks": (p(ins("甲"), "<w:ins><w:r><w:br/></w:r></w:ins>"), "甲\n", ["inserted 李: 甲@0 p[1]"]),
    "a whole paragraph": (
        p("甲") + p(GONE_MARK := f"<w:pPr><w:rPr>{GONE}</w:rPr></w:pPr>", dele("乙")) + p("丙"),
        "甲\n丙\n",
        ["deleted 李: 乙@2 p[2]"],
    ),
    "at the end": (p("甲") + p(GONE_MARK, dele("乙")), "甲\n", ["deleted 李: 乙@2 p[2]"]),
    "hidden": (p("甲", hidden("乙"), hidden("丙"), "丁"), "甲丁\n", ["hidden : 乙丙@1 p[1]"]),
    "a hidden style": (
        p('<w:pPr><w:pStyle w:val="h"/></w:pPr>', "甲", dele("乙")) + p("丙"),
        "丙\n",
        ["hidden : 甲@0 p[1]", "deleted 李: 乙@0 p[1]"],
    ),
    "after a label": (p(NUMBERED, "甲", ins("乙")), "（一）甲乙\n", ["inserted 李: 乙@4 p[1]"]),
    "a comment's range": (
        p("甲", '<w:commentRangeStart w:id="0"/>', "乙", '<w:commentRangeEnd w:id="0"/>', reference()),
        "甲乙\n",
        ["comment 王: 数据核实 再看@1 p[1]"],
    ),
    "a comment without a range": (p("甲", reference()), "甲\n", ["comment 王: 数据核实 再看@1 p[1]"]),
    "a range between paragraphs": (
        p("甲") + '<w:commentRangeStart w:id="0"/>' + p("乙", reference()),
        "甲\n乙\n",
        ["comment 王: 数据核实 再看@2 p[2]"],
    ),
    "an empty comment and a lost one": (
        p("甲", reference(7), "乙", reference(8)),
        "甲乙\n",
        ["comment : @1 p[1]", "comment : @2 p[1]"],
    ),
    "a comment on an empty paragraph": (
        p("甲") + p(reference()),
        "甲\n",
        ["comment 王: 数据核实 再看@2 p[2]"],
    ),
    "a field's instruction": (
        p(field("begin"), f"<w:del>{run('PAGE')}</w:del>", field("separate"), "3", field("end")),
        "3\n",
        [],
    ),
    "a cell": (
        tbl(tr(tc("甲"), tc(p("乙") + p(NUMBERED, "丙", ins("丁"))))),
        "甲 | 乙 （一）丙丁\n",
        ["inserted 李: 丁@10 tbl[1]/tr[1]/tc[2]"],
    ),
    "a cell of one paragraph": (
        tbl(tr(tc("甲"), tc(p("3", dele("4"))))),
        "甲 | 3\n",
        ["deleted 李: 4@5 tbl[1]/tr[1]/tc[2]"],
    ),
    "a deleted row": (
        tbl(tr(tc(p(dele("甲"))), "乙", properties=GONE), tr("丙")),
        "丙\n",
        ["deleted 李: 甲@0 tbl[1]/tr[1]", "deleted : 乙@0 tbl[1]/tr[1]"],
    ),
    "a deleted cell": (
        tbl(tr("丙", tc("甲", "<w:cellDel/>"), "丁")), "丙 | 丁\n", ["deleted : 甲@4 tbl[1]/tr[1]/tc[2]"],
    ),
    "a hidden row at the end": (
        tbl(tr("丙"), tr("甲", properties="<w:hidden/>")),
        "丙\n",
        ["hidden : 甲@2 tbl[1]/tr[2]"],
    ),
    "a deleted table": (tbl(tr("甲", properties=GONE)) + p("乙"), "乙\n", ["deleted : 甲@0 tbl[1]/tr[1]"]),
    "an empty row that is gone": (tbl(tr("", properties=GONE), tr("甲")), "甲\n", []),
    "a nested table": (
        tbl(tr(tc(tbl(tr(tc(p(dele("甲"), "乙")))) + p(hidden("丙"))))),
        "乙\n",
        ["hidden : 丙@0 tbl[1]/tr[1]/tc[1]", "deleted 李: 甲@0 tbl[1]/tr[1]/tc[1]/tbl[1]/tr[1]/tc[1]"],
    ),
    "a text box": (
        p("甲", ins("乙"), run("").replace("<w:t></w:t>", box(p("丙", dele("丁")))), dele("戊")),
        "甲乙\n丙\n",
        ["inserted 李: 乙@1 p[1]", "deleted 李: 戊@2 p[1]", "deleted 李: 丁@4 p[1]"],
    ),
    "the second rendering of a text box": (
        p(
            "<mc:AlternateContent><mc:Choice>" + run("甲") + dele("乙") + "</mc:Choice>",
            "<mc:Fallback>" + run("甲") + dele("乙") + "</mc:Fallback></mc:AlternateContent>" + dele("丙"),
        ),
        "甲\n",
        ["deleted 李: 乙丙@1 p[1]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text", "expected"), CASES.values(), ids=CASES)
def test_asides(body: str, text: str, expected: list[str]) -> None:
    body = body.replace("<mc:", "<w:").replace("</mc:", "</w:")
    document = opened(body, comments=COMMENTS, numbering=LISTS, styles=STYLES)
    assert document.text == text
    assert asides(document) == expected


def test_comments_without_their_part_are_still_told() -> None:
    assert asides(opened(p("甲", reference()))) == ["comment : @1 p[1]"]


def test_comments_are_opened_only_where_they_are_mentioned() -> None:
    hostile = "<!DOCTYPE a [<!ENTITY b 'c'>]><w:comments/>"
    assert opened(p("甲", dele("乙")), comments=hostile).text == "甲\n"
    with pytest.raises(LimitExceeded, match=r"word/comments\.xml"):
        read(packed(xml(p("甲", reference())), comments=hostile), "a.docx", Limits())


PIECES = st.one_of(
    st.sampled_from("公开政府").map(run),
    st.sampled_from(["<w:r><w:br/></w:r>", reference(0), reference(7), '<w:commentRangeStart w:id="7"/>']),
    st.tuples(st.sampled_from([ins, dele]), st.sampled_from("公开政府"), st.sampled_from("李王")).map(
        lambda made: made[0](made[1], made[2])
    ),
    st.sampled_from("公开政府").map(hidden),
)
PARAGRAPHS = st.tuples(st.sampled_from(["", NUMBERED]), st.lists(PIECES, max_size=8)).map(
    lambda made: p(made[0] or "<w:pPr/>", *made[1])
)
CELLS = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(lambda content: tc("".join(content)))
TABLES = st.lists(
    st.tuples(st.sampled_from(["", GONE]), st.lists(CELLS, max_size=3)), min_size=1, max_size=3
).map(lambda rows: tbl(*(tr(*cells, properties=properties) for properties, cells in rows)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=5))
def test_every_aside_stands_in_its_place(blocks: list[str]) -> None:
    body = "".join(blocks)
    document = opened(body, comments=COMMENTS, numbering=LISTS)
    assert_asides(document)
    kept = "".join(aside.text for aside in document.asides if aside.kind in ("deleted", "hidden"))
    left = sum(document.text.count(character) for character in "公开政府")
    assert left + len(kept.replace(" ", "")) == sum(body.count(character) for character in "公开政府")
