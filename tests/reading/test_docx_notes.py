"""Footnotes and endnotes are read where they are referred to; pictures are told, other files are not read."""

from __future__ import annotations

import pytest
from test_docx_body import CHOICE, FALLBACK
from wordml import Shape, W, box, opened, p, run, shape, tbl, tc, tr

from gialint.reading import Unreadable

ROW_GONE = "<w:trPr><w:del w:author='甲'/></w:trPr>"


def refer(number: int, kind: str = "footnote", mark: str = "") -> str:
    """Return a run that refers to a note, by a mark of its own where one is given."""
    if mark:
        return f'<w:r><w:{kind}Reference w:customMarkFollows="1" w:id="{number}"/><w:t>{mark}</w:t></w:r>'
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(*bodies: str, kind: str = "footnote") -> str:
    """Return the part that holds notes, numbered from 1, after the separator that every file has."""
    listed = "".join(f'<w:{kind} w:id="{number}">{body}</w:{kind}>' for number, body in enumerate(bodies, 1))
    return (
        f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:type="separator" w:id="0">{p()}</w:{kind}>{listed}</w:{kind}s>'
    )


FOOT = notes(p("<w:r><w:footnoteRef/></w:r>", "注一"), p("注二") + p("续"), tbl(tr(tc("3"))))
CASES: dict[str, tuple[str, Shape]] = {
    "behind its paragraph": (p("甲", refer(1), "乙") + p("丙"), ["甲乙", "注一", "丙"]),
    "of several paragraphs": (p("甲", refer(2)) + p("丙"), ["甲", "注二", "续", "丙"]),
    "two of one paragraph": (p("甲", refer(2), refer(1)), ["甲", "注二", "续", "注一"]),
    "with a table": (p("甲", refer(3)), ["甲", ["3@0,0"]]),
    "referred to twice": (p("甲", refer(1)) + p("乙", refer(1)), ["甲", "注一", "乙"]),
    "that is not there": (p("甲", refer(9)), ["甲"]),
    "of a paragraph without words": (p(refer(1)) + p("乙"), ["注一", "乙"]),
    "with a mark of its own": (p("申请3", refer(1, mark="1"), "件"), ["申请3件", "注一"]),
    "without one": (
        p("<w:r><w:t>甲</w:t><w:footnoteReference w:id='1'/><w:t>乙</w:t></w:r>"),
        ["甲乙", "注一"],
    ),
    "that says it has none": (
        p("<w:r><w:footnoteReference w:customMarkFollows='0' w:id='1'/><w:t>申请3件</w:t></w:r>"),
        ["申请3件", "注一"],
    ),
    "of a cell": (tbl(tr(tc(p("甲", refer(1))), tc("3"))) + p("乙"), [["甲@0,0; 3@0,1"], "注一", "乙"]),
    "of a cell of a table in a cell": (
        tbl(tr(tc(p("甲") + tbl(tr(tc(p("丙", refer(1))))) + p()), tc("3"))),
        [["甲@0,0; 3@0,1"], ["丙@0,0"], "注一"],
    ),
    "of a text box": (p("前", f"<w:r>{box(p('框', refer(1)))}</w:r>", "后"), ["前后", "框", "注一"]),
    "of a table in a text box": (
        p("前", f"<w:r>{box(tbl(tr(tc(p('框', refer(1))))))}</w:r>"),
        ["前", ["框@0,0"], "注一"],
    ),
    "in what is deleted": (p("甲", f"<w:del>{refer(1)}</w:del>"), ["甲"]),
    "in what is hidden": (p("甲", run(refer(1)[5:-6], "<w:vanish/>")), ["甲"]),
    "of a row that is gone": (
        tbl(f"<w:tr>{ROW_GONE}{tc(p('甲', refer(1)))}</w:tr>", tr(tc("乙"))),
        [["乙@0,0"]],
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_a_note_comes_where_it_is_referred_to(body: str, expected: Shape) -> None:
    assert shape(opened(body, footnotes=FOOT)) == expected


def test_endnotes_and_footnotes_are_two_lists() -> None:
    body = p("甲", refer(1, "endnote"), refer(1))
    found = opened(body, footnotes=FOOT, endnotes=notes(p("尾注"), kind="endnote"))
    assert shape(found) == ["甲", "尾注", "注一"]
    assert [block.native for block in found.blocks] == [
        "word/document.xml#p[1]",
        "word/endnotes.xml#endnote[1]",
        "word/footnotes.xml#footnote[1]",
    ]


def test_changes_in_a_note_are_asides() -> None:
    changed = notes(p("注", '<w:del w:author="甲"><w:r><w:delText>三</w:delText></w:r></w:del>'))
    [aside] = opened(p("甲", refer(1)), footnotes=changed).asides
    assert (aside.kind, aside.text, aside.start) == ("deleted", "三", len("甲\n注"))


def picture(inner: str = '<a:blip r:embed="r1"/>') -> str:
    return f"<w:r><w:drawing>{inner}</w:drawing></w:r>"


PICTURES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a picture": (p("甲") + p(picture()) + p("乙"), [("", "甲")]),
    "two pictures beside each other": (p("甲", picture(), picture()), [("", "甲")]),
    "an old picture": (p("甲", "<w:r><w:pict><v:imagedata/></w:pict></w:r>"), [("", "甲")]),
    "a picture in a cell": (tbl(tr(tc(p(picture())), tc("3"))), [("", "3")]),
    "a picture at the beginning": (p(picture()) + p("乙"), [("", "")]),
    "a workbook": (
        p("甲", '<w:r><w:object><v:imagedata/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'),
        [("Excel.Sheet.12", "甲")],
    ),
    "a diagram": (p("甲", picture('<dgm:relIds r:dm="r1"/>')), [("SmartArt", "甲")]),
    "a chart": (p("甲", picture('<c:chart r:id="r1"/>')), [("Chart", "甲")]),
    "a picture once deleted": (p("甲", f"<w:del>{picture()}</w:del>"), []),
    "a text box written twice": (
        p("甲", f"<w:r><mc:AlternateContent>{CHOICE}{FALLBACK}</mc:AlternateContent></w:r>"),
        [],
    ),
}


@pytest.mark.parametrize(("body", "expected"), PICTURES.values(), ids=PICTURES)
def test_pictures_are_noted_behind_what_they_follow(body: str, expected: list[tuple[str, str]]) -> None:
    found = opened(body)
    assert [
        (each.name, found.text[max(each.start - 1, 0) : each.start]) for each in found.pictures
    ] == expected


@pytest.mark.parametrize("name", ["altChunk", "subDoc"])
def test_a_file_in_a_file_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match=f"第 1 段后嵌着另一份文件（{name}）") as raised:
        opened(p("甲") + f'<w:{name} r:id="r1"/>' + p("乙"))
    assert raised.value.advice is not None
