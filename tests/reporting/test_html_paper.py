"""The report itself on a page: headings, paragraphs and tables as they were, and bounds that are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.model import (
    Cell,
    Diagnostic,
    Document,
    FullText,
    Paragraph,
    ParagraphKind,
    Place,
    Severity,
    Table,
)
from gialint.reading import Limits
from gialint.reading.docx import read as read_docx
from gialint.reading.html import read as read_html
from gialint.reading.text import read as read_text
from gialint.reporting.html.marks import Run, ShownCell, Strokes
from gialint.reporting.html.paper import Block, Paper, paper
from tests.reportwriter.files import NAMES, example


def document(text: str) -> Document:
    """Return a document with a paragraph a line."""
    blocks: list[Paragraph | Table] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Paragraph(line, start))
        start += len(line) + 1
    return Document("a.txt", "text", text, tuple(blocks))


def finding(document: Document, words: str) -> Diagnostic:
    """Return a finding about some words."""
    start = document.text.index(words)
    place = Place(document, start, start + len(words), "一/段1").location()
    return Diagnostic("GIA702", "links", Severity.WARNING, "不是政府网站", location=place)


def told(block: Block) -> str:
    """Return what stands in a block."""
    return "".join(run.text for run in block.runs) or str(block.omitted or "")


def of(document: Document, *words: str) -> Paper:
    """Return a document as shown, with findings about words of it."""
    return paper(FullText(document), enumerate((finding(document, each) for each in words), start=1))


def test_paragraphs_are_what_they_were_understood_to_be() -> None:
    kinds: dict[int, ParagraphKind] = {0: "title", 3: "section", 8: "topic", 16: "signature"}
    text = "年报\n一、总体\n（一）主动公开\n某镇\n正文"
    shown = paper(FullText(document(text), kinds), [])
    assert [(each.kind, told(each)) for each in shown.blocks] == [
        ("title", "年报"),
        ("section", "一、总体"),
        ("topic", "（一）主动公开"),
        ("signature", "某镇"),
        ("", "正文"),
    ]
    assert not shown.cut


@pytest.mark.parametrize(("level", "kind"), [(0, ""), (1, "section"), (2, "topic"), (6, "topic")])
def test_headings_the_file_states_do_where_nothing_was_understood(level: int, kind: str) -> None:
    shown = paper(FullText(Document("a.md", "markdown", "标题", (Paragraph("标题", 0, heading=level),))), [])
    assert [each.kind for each in shown.blocks] == [kind]


def test_tables_keep_their_spans_and_what_stands_around_them() -> None:
    page = (
        "<p>上文</p><table><tr><td rowspan=2>申请</td><td colspan=2>人</td></tr>"
        "<tr><td>1</td><td>部分公开 2 件</td></tr></table><p>下文</p>"
    )
    read = read_html(page.encode(), "a.html", Limits())
    shown = of(read, "1", "2 件")
    assert [each.kind for each in shown.blocks] == ["", "table", ""]
    cells = [
        [("".join(run.text for run in cell.runs), cell.rowspan, cell.colspan, cell.kind) for cell in row]
        for row in shown.blocks[1].rows
    ]
    # A cell is coloured whole only where all of it is marked.
    assert cells == [
        [("申请", 2, 1, ""), ("人", 1, 2, "")],
        [("1", 1, 1, "here"), ("部分公开 2 件", 1, 1, "")],
    ]
    assert [cell.figure for cell in shown.blocks[1].rows[1]] == [True, False]


def test_lines_that_are_no_block_are_shown_and_drawn_rules_are_not() -> None:
    text = "requests.new.total: 1\n----\n表头 | 1\n====\n尾"
    table = Table(((Cell("表头", 27, 0, 0), Cell("1", 32, 0, 1)),))
    shown = of(Document("a.yaml", "yaml", text, (table,)), "尾")
    assert [(each.kind, told(each)) for each in shown.blocks] == [
        ("line", "requests.new.total: 1"), ("table", ""), ("line", "尾"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("form", "read"), [("txt", read_text), ("html", read_html), ("docx", read_docx)])
def test_every_word_of_a_report_is_shown(name: str, form: str, read: Callable[..., Document]) -> None:
    whole = read(example(name, form), f"a.{form}", Limits())
    shown = paper(FullText(whole), [])
    words = [
        run.text
        for block in shown.blocks
        for runs in (block.runs, *(cell.runs for row in block.rows for cell in row))
        for run in runs
    ]
    assert list(filter(str.isalnum, "".join(words))) == list(filter(str.isalnum, whole.text))


def test_a_report_too_long_is_shown_at_its_beginning_and_around_its_marks() -> None:
    long = document("\n".join(f"第{number}项" for number in range(20_000)))
    shown = of(long, "第15000项")
    assert shown.cut
    assert len(shown.blocks) == 3_002
    assert [each.omitted for each in shown.blocks if each.omitted] == [12_003, 4_997]
    marked = [place for place, each in enumerate(shown.blocks) if each.runs and each.runs[0].numbers]
    assert [told(each) for each in shown.blocks[marked[0] - 2 : marked[0] + 3]] == [
        "第14998项", "第14999项", "第15000项", "第15001项", "第15002项",
    ]  # fmt: skip
    assert shown.anchored == {1}


def test_paragraphs_too_long_are_shown_up_to_a_bound() -> None:
    long = document("\n".join("甲" * 6_000 for _ in range(60)))
    shown = of(long)
    assert shown.cut
    assert sum(len(told(each)) for each in shown.blocks if each.runs) == 300_000


def test_too_many_marks_are_bounded_too() -> None:
    long = document("\n".join(f"第{number:05}项" for number in range(9_000)))
    shown = of(long, *(f"第{number:05}项" for number in range(0, 9_000, 2)))
    assert sum(1 for each in shown.blocks if each.runs) == 3_000
    assert len(shown.anchored) < 4_500


def test_a_paragraph_too_long_is_cut_between_its_marks() -> None:
    long = document("甲" * 50_000 + "网址" + "乙" * 50_000 + "结尾")
    shown = of(long, "网址", "结尾")
    (block,) = shown.blocks
    assert shown.cut
    assert shown.anchored == {1, 2}
    assert [len(run.text) for run in block.runs] == [300, 1, 300, 2, 300, 1, 300, 2]
    assert [run.text for run in block.runs if run.kind == "cut"] == ["…", "…"]
    assert told(of(document("甲" * 6_000)).blocks[0]) == "甲" * 6_000


def test_a_mark_without_end_does_not_show_a_paragraph_whole() -> None:
    long = document("甲" * 500_000)
    (block,) = of(long, "甲" * 500_000).blocks
    assert len(told(block)) < 13_000


def test_rows_too_wide_are_cut_and_spans_end_with_what_is_shown() -> None:
    text = "\n".join(" | ".join("9" for _ in range(300)) for _ in range(2))
    rows = tuple(
        tuple(Cell("9", line * 1199 + 4 * column, line, column, rowspan=9_999) for column in range(300))
        for line in range(2)
    )
    (block,) = paper(FullText(Document("a.txt", "text", text, (Table(rows),))), []).blocks
    assert [len(row) for row in block.rows] == [121, 121]
    assert [row[0].rowspan for row in block.rows] == [2, 1]
    assert block.rows[0][-1] == ShownCell(block.rows[0][-1].runs)
    assert block.rows[0][-1].runs[0].kind == "cut"


@pytest.mark.parametrize(("rows", "numbers"), [(3, [1, 1, 1, 1]), (20, [1])])
def test_a_finding_of_many_places_has_its_number_once_a_row(rows: int, numbers: list[int]) -> None:
    text = "\n".join(["0 | 0 | 0 | 0"] * rows)
    cells = [
        tuple(Cell("0", 14 * row + 4 * column, row, column) for column in range(4)) for row in range(rows)
    ]
    whole = Document("a.txt", "text", text, (Table(tuple(cells)),))
    first, *others = (
        Place(whole, cell.start, cell.start + 1, "三").location() for row in cells for cell in row
    )
    found = Diagnostic(
        "GIA304", "x", Severity.WARNING, "", location=first, related=tuple(("", o) for o in others)
    )
    (block,) = paper(FullText(whole), [(1, found)]).blocks
    assert all(cell.kind for row in block.rows for cell in row)
    for row in block.rows:
        assert [badge.number for cell in row for run in cell.runs for badge in run.badges] == numbers


def test_a_report_without_anything_is_an_empty_page() -> None:
    assert paper(FullText(replace(document(""), blocks=())), []) == Paper((), frozenset(), False)


def test_what_was_not_understood_is_marked_beside_findings() -> None:
    whole = document("收到联名的申请3件，办结3件")
    full = FullText(whole, unread=((0, 9, "联名的"),))
    shown = paper(full, [(1, finding(whole, "申请3件"))])
    (block,) = shown.blocks
    assert [(run.text, run.kind, run.note, run.numbers) for run in block.runs] == [
        ("收到联名的", "unread", "联名的", ()),
        ("申请3件", "here", "联名的", (1,)),
        ("，办结3件", "", "", ()),
    ]
    assert (shown.unread, shown.anchored) == (1, frozenset({1}))


TEXT = "全年收到申请12件，办结9件\n | 自然人 | \n未收到申请"
DOCUMENT = Document("a.txt", "text", TEXT, ())
Span = tuple[int, int]


def marking(*spans: Span, severity: Severity = Severity.ERROR, document: Document = DOCUMENT) -> Diagnostic:
    """Return a marking about the first of some stretches of a text, in which the others take part."""
    first, *others = (Place(document, *span, "一/段1").location() for span in spans)
    related = tuple(("另一处", place) for place in others)
    return Diagnostic("GIA502", "received", severity, "不一致", location=first, related=related)


def drawn(runs: tuple[Run, ...]) -> str:
    """Write runs as ``【here】``, ``〔also〕`` and ``^`` for a point, each with its numbers after it."""
    told = ""
    for run in runs:
        signs = {"here": "【】", "also": "〔〕", "point": "^"}.get(run.kind, "")
        told += signs[:1] + run.text + signs[1:]
        told += "".join(f"{each.number}{'*' if each.anchor else ''}" for each in run.badges)
    return told


@pytest.mark.parametrize(
    ("findings", "start", "end", "expected"),
    [
        ([], 0, 14, "全年收到申请12件，办结9件"),
        ([[(2, 9)]], 0, 14, "全年【收到申请12件】1*，办结9件"),
        ([[(2, 9), (10, 14)]], 0, 14, "全年【收到申请12件】1*，〔办结9件〕"),
        ([[(2, 9)], [(6, 12)]], 0, 14, "全年【收到申请】【12件】1*【，办结】2*9件"),
        ([[(2, 9)], [(4, 6)]], 0, 14, "全年【收到】【申请】2*【12件】1*，办结9件"),
        ([[(2, 9)], [(2, 9)]], 0, 14, "全年【收到申请12件】1*2*，办结9件"),
        ([[(10, 14), (2, 9)]], 0, 14, "全年〔收到申请12件〕1，【办结9件】1*"),
        ([[(14, 14)]], 0, 14, "全年收到申请12件，办结9件^1*"),
        ([[(9, 9)], [(2, 9)]], 0, 14, "全年【收到申请12件】2*^1*，办结9件"),
        ([[(0, 0)]], 0, 14, "^1*全年收到申请12件，办结9件"),
        ([[(15, 15)]], 15, 15, "【】1*"),
        ([[(15, 24)]], 15, 15, "【】1*"),
        ([[(15, 24)]], 18, 21, "【自然人】1*"),
        ([[(10, 30)]], 0, 14, "全年收到申请12件，【办结9件】1*"),
        ([[(10, 30)]], 25, 30, "【未收到申请】1*"),
        ([[(0, 2)]], 25, 30, "未收到申请"),
    ],
)
def test_runs(findings: list[list[Span]], start: int, end: int, expected: str) -> None:
    strokes = Strokes(DOCUMENT, enumerate((marking(*spans) for spans in findings), start=1))
    assert drawn(strokes.runs(start, end)) == expected


def test_the_gravest_mark_gives_the_colour_and_leads_to_its_finding() -> None:
    grave, slight = marking((0, 9)), marking((0, 9), severity=Severity.INFO)
    waived = grave._replace(suppressed="已核实")
    (run,) = Strokes(DOCUMENT, [(1, slight), (2, waived), (3, grave)]).runs(0, 9)
    assert (run.tone, run.numbers) == ("error", (3, 1, 2))
    assert [(each.number, each.tone) for each in run.badges] == [(1, "info"), (2, "waived"), (3, "error")]
    assert run.badges[2].title == "GIA502 不一致"


def test_what_a_finding_is_about_goes_before_what_takes_part() -> None:
    taking_part, about = (
        marking((25, 30), (0, 9)),
        marking((0, 9), severity=Severity.INFO),
    )
    (run,) = Strokes(DOCUMENT, [(1, taking_part), (2, about)]).runs(0, 9)
    assert (run.kind, run.tone, run.numbers) == ("here", "info", (2, 1))


@pytest.mark.parametrize("other", ["去年收到申请12件，办结9件", "", "x\n" * 9 + TEXT])
def test_a_place_in_another_file_is_not_marked(other: str) -> None:
    there = Document("last.txt", "text", other, ())
    strokes = Strokes(DOCUMENT, [(1, marking((len(other), len(other)), document=there))])
    assert strokes.runs(0, 14) == (Run(TEXT[:14]),)
    assert not strokes.waiting


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda pair: (min(pair), max(pair))
)


@given(st.lists(st.lists(spans, min_size=1, max_size=3), max_size=5))
def test_no_word_is_lost_and_every_number_is_told(found: list[list[Span]]) -> None:
    strokes = Strokes(DOCUMENT, enumerate((marking(*each) for each in found), start=1))
    anchors: list[int] = []
    for number in range(1, 4):
        start = DOCUMENT.line_starts[number - 1]
        end = start + len(DOCUMENT.line(number))
        runs = strokes.runs(start, end)
        assert "".join(run.text for run in runs) == DOCUMENT.line(number)
        touching = {each.number for each in strokes.within(start, end)}
        assert {badge.number for run in runs for badge in run.badges} == touching
        anchors += [badge.number for run in runs for badge in run.badges if badge.anchor]
    assert len(anchors) == len(set(anchors))
    assert set(anchors) | set(strokes.waiting) == set(range(1, len(found) + 1))
