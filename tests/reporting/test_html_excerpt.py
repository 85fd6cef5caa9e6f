"""Sentences and rows of a finding, parted at their marks; nothing that is shown is altered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_results import balance, no_applications, sentence_end

from gialint.model import Diagnostic, Location, Severity
from gialint.reporting.html.excerpt import Passage, Shown, passages
from gialint.reporting.html.marks import Run, ShownCell

LINE = "一是收到申请1件。二是办结1件，没有结转；三是无。"


def place(context: str, start: int, end: int, line: int = 3, address: str = "一/段1") -> Location:
    return Location(address, "一", line, start + 1, line, end + 1, None, "", context[start:end], context)


def finding(*places: Location) -> Diagnostic:
    """Return a finding about the first place, in which the others take part."""
    related = tuple((f"第{number}处", each) for number, each in enumerate(places[1:], start=1))
    return Diagnostic("GIA501", "x", Severity.ERROR, "不符", location=places[0], related=related)


def segments(*places: Location) -> list[tuple[str, str]]:
    """Return the texts and kinds of the only line shown."""
    ((passage,), more) = passages(finding(*places), "zh")
    assert more == ""
    (line,) = passage.lines
    return [(each.text, each.kind) for cell in line.cells for each in cell.runs]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (
            [place(LINE, 2, 8)],
            [("一是", ""), ("收到申请1件", "here"), ("。", ""), ("…", "cut")],
        ),
        (
            [place(LINE, 11, 15)],
            [("…", "cut"), ("二是", ""), ("办结1件", "here"), ("，没有结转；", ""), ("…", "cut")],
        ),
        (
            [place(LINE, 11, 15), place(LINE, 2, 8)],
            [
                ("一是", ""), ("收到申请1件", "also"), ("。二是", ""), ("办结1件", "here"),
                ("，没有结转；", ""), ("…", "cut"),
            ],
        ),
        (
            [place(LINE, 2, 8), place(LINE, 4, 8)],
            [("一是", ""), ("收到", "here"), ("申请1件", "here"), ("。", ""), ("…", "cut")],
        ),
        (
            [place(LINE, 25, 25)],
            [("…", "cut"), ("三是无。", ""), ("", "here")],
        ),
        (
            [place(LINE, 0, 0)],
            [("", "here"), ("一是收到申请1件。", ""), ("…", "cut")],
        ),
        ([place("", 0, 0)], [("", "here")]),
    ],
)  # fmt: skip
def test_sentences(places: list[Location], expected: list[tuple[str, str]]) -> None:
    assert segments(*places) == expected


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    line = "前" * 500 + "收到1件" + "后" * 500
    assert segments(place(line, 500, 504)) == [
        ("…", "cut"), ("前" * 120, ""), ("收到1件", "here"), ("后" * 120, ""), ("…", "cut"),
    ]  # fmt: skip


def test_a_long_mark_is_cut_within() -> None:
    line = "收" * 1000
    assert segments(place(line, 0, 1000)) == [("收" * 200, "here"), ("…", "cut"), ("收" * 200, "here")]


def test_two_far_places_of_one_line_have_a_cut_between() -> None:
    line = "收到1件。" + "中" * 300 + "。办结2件。"
    kinds = [kind for _, kind in segments(place(line, 0, 4), place(line, 306, 310))]
    assert kinds == ["here", "", "cut", "also", ""]


def test_rows_of_a_table_are_cells() -> None:
    ((table,), more) = passages(balance("zh"), "zh")
    assert more == ""
    assert (table.heading, table.table) == ("三/表1", True)
    assert [len(line.cells) for line in table.lines] == [8, 8, 8, 8]
    first = table.lines[0]
    assert [cell.runs[0].kind if cell.runs else "" for cell in first.cells] == [
        "",
        "here",
        "",
        "",
        "",
        "",
        "",
        "also",
    ]
    assert [line.caption for line in table.lines] == [
        "自然人、总计",
        "自然人、总计",
        "办理结果总计：自然人、总计",
        "自然人、总计",
    ]


def test_passages_and_tables_stand_apart() -> None:
    told, _ = passages(no_applications("zh"), "zh")
    assert [(each.heading, each.table) for each in told] == [
        ("六/段1", False), ("一/（二）/段1", False), ("三/表1", True),
    ]  # fmt: skip
    assert told[1].lines[0].caption == "收到 1 件"


def test_an_empty_mark_at_the_end_of_a_line_is_shown() -> None:
    (told,), _ = passages(sentence_end("zh"), "zh")
    assert told.lines[0].cells[0].runs[-1] == Run("", "here")


def test_a_blank_cell_can_be_marked() -> None:
    line = "一、本年新收 | 1 |  | 0"
    cells = (Run("一、本年新收"), Run("1"), Run("", "here"), Run("0"))
    (told,), _ = passages(finding(place(line, 13, 13)), "zh")
    assert told == Passage(
        "一/段1",
        True,
        (Shown(tuple(ShownCell((each,)) for each in cells), ""),),
    )


@pytest.mark.parametrize(
    ("language", "more"), [("zh", "另有 5 行（第 8-12 行之间）"), ("en", "5 more within lines 8-12")]
)
def test_too_many_lines_are_counted(language: str, more: str) -> None:
    places = [place(f"收到{number}件。", 0, 3, line=number, address=f"一/段{number}") for number in range(13)]
    told, rest = passages(finding(*places), language)
    assert (len(told), rest) == (8, more)


@given(st.text(alphabet="甲乙。；1 |", max_size=60), st.data())
@settings(max_examples=150)
def test_what_is_shown_is_the_line_and_the_mark_is_the_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    ((passage,), _) = passages(finding(place(text, start, end)), "zh")
    shown = [each for cell in passage.lines[0].cells for each in cell.runs if each.kind != "cut"]
    separator = " | " if passage.table else ""
    cells = [
        "".join(each.text for each in cell.runs if each.kind != "cut") for cell in passage.lines[0].cells
    ]
    assert separator.join(cells) in text
    marked = "".join(each.text for each in shown if each.kind == "here")
    assert marked == (text[start:end].replace(" | ", "") if " | " in text[start:end] else marked)
    assert marked.replace(" ", "").replace("|", "") == text[start:end].replace(" ", "").replace("|", "")
