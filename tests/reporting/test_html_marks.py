"""Marks in the report itself: no word is lost or moved, every finding has its number beside each place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.model import Diagnostic, Document, Place, Severity
from gialint.reporting.html.paper import Run, Strokes

TEXT = "全年收到申请12件，办结9件\n | 自然人 | \n未收到申请"
DOCUMENT = Document("a.txt", "text", TEXT, ())
Span = tuple[int, int]


def finding(*spans: Span, severity: Severity = Severity.ERROR, document: Document = DOCUMENT) -> Diagnostic:
    """Return a finding about the first of some stretches of a text, in which the others take part."""
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
    strokes = Strokes(DOCUMENT, enumerate((finding(*spans) for spans in findings), start=1))
    assert drawn(strokes.runs(start, end)) == expected


def test_the_gravest_mark_gives_the_colour_and_leads_to_its_finding() -> None:
    grave, slight = finding((0, 9)), finding((0, 9), severity=Severity.INFO)
    waived = grave._replace(suppressed="已核实")
    (run,) = Strokes(DOCUMENT, [(1, slight), (2, waived), (3, grave)]).runs(0, 9)
    assert (run.tone, run.numbers) == ("error", (3, 1, 2))
    assert [(each.number, each.tone) for each in run.badges] == [(1, "info"), (2, "waived"), (3, "error")]
    assert run.badges[2].title == "GIA502 不一致"


def test_what_a_finding_is_about_goes_before_what_takes_part() -> None:
    taking_part, about = finding((25, 30), (0, 9)), finding((0, 9), severity=Severity.INFO)
    (run,) = Strokes(DOCUMENT, [(1, taking_part), (2, about)]).runs(0, 9)
    assert (run.kind, run.tone, run.numbers) == ("here", "info", (2, 1))


@pytest.mark.parametrize("other", ["去年收到申请12件，办结9件", "", "x\n" * 9 + TEXT])
def test_a_place_in_another_file_is_not_marked(other: str) -> None:
    there = Document("last.txt", "text", other, ())
    strokes = Strokes(DOCUMENT, [(1, finding((len(other), len(other)), document=there))])
    assert strokes.runs(0, 14) == (Run(TEXT[:14]),)
    assert not strokes.waiting


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda pair: (min(pair), max(pair))
)


@given(st.lists(st.lists(spans, min_size=1, max_size=3), max_size=5))
def test_no_word_is_lost_and_every_number_is_told(found: list[list[Span]]) -> None:
    strokes = Strokes(DOCUMENT, enumerate((finding(*each) for each in found), start=1))
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
