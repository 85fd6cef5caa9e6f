"""Fixes reach the file itself, and are none where they could not."""

from __future__ import annotations

from importlib import import_module

import pytest

from gialint.checking.fixes import filled_in, rewritten, spares_personal_numbers, together
from gialint.model import Document, Edit, Facts, Place, Report, Source, Words
from gialint.reading import Limits
from gialint.reading.redaction import protected

TEXT = "统计期间至12月31止。"
MARKED = "<p>统计期间至12月<b>31</b>止。</p>"


def _place(source: Source | None, words: str) -> Place:
    start = TEXT.index(words)
    return Place(
        Document("report.html", "html", TEXT, (), source=source), start, start + len(words), "六/段1"
    )


def _applied(source: Source, words: str, text: str) -> str:
    fix = rewritten(_place(source, words), text)
    assert fix is not None
    assert fix.applicability == "safe"
    (edit,) = fix.edits
    return source.text[: edit.start] + edit.text + source.text[edit.end :]


def test_the_file_that_is_its_own_text() -> None:
    assert _applied(Source(TEXT), "31止", "31日止") == "统计期间至12月31日止。"


def test_the_file_behind_a_page() -> None:
    source = Source(MARKED, (0, 8, 10), (3, 14, 20))
    assert _applied(source, "31", "31日") == "<p>统计期间至12月<b>31日</b>止。</p>"


@pytest.mark.parametrize(
    "source", [None, Source(MARKED, (0, 8, 10), (3, 14, 20))], ids=["no source", "markup"]
)
def test_no_fix(source: Source | None) -> None:
    assert rewritten(_place(source, "31止"), "31日止") is None


def test_the_fix_says_what_it_does() -> None:
    fix = rewritten(_place(Source(TEXT), "31止"), "31日止")
    assert fix is not None
    assert fix.description.zh == "把“31止”改为“31日止”"
    assert fix.description.en == "write “31日止” for “31止”"


ROW = "予以公开 |  | / | 1"


def _cells(source: Source | None) -> list[Place]:
    document = Document("report.md", "markdown", ROW, (), source=source)
    return [Place(document, 6, 6, "三/表1/予以公开/自然人"), Place(document, 10, 11, "三/表1/予以公开/其他")]


def test_empty_places_are_filled_in() -> None:
    fix = filled_in(_cells(Source(ROW)), "0", Words("填 0"))
    assert fix is not None
    text = ROW
    for edit in reversed(fix.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == "予以公开 |0  | 0 | 1"


@pytest.mark.parametrize(
    "source",
    [None, Source("<td></td><td>/</td>", (6, 10), (4, 13)), Source("<td></td><td>—</td>", (6, 10), (4, 13))],
    ids=["no source", "an empty cell between tags", "other words"],
)
def test_nothing_is_filled_in_where_one_place_is_not_sure(source: Source | None) -> None:
    assert filled_in(_cells(source), "0", Words("填 0")) is None


def test_a_file_without_source_is_edited_by_its_reading_text() -> None:
    document = Document("report.docx", "docx", ROW, (), rewritable=True)
    fix = filled_in([Place(document, 6, 6, ""), Place(document, 10, 11, "")], "0", Words("填 0"))
    assert fix is not None
    assert fix.edits == (Edit(6, 6, "0"), Edit(10, 11, "0"))


@pytest.mark.parametrize(("old", "new", "how"), [("31止", "31日止", "safe"), ("31", "30", "unsafe")])
def test_what_changes_a_figure_is_not_safe(old: str, new: str, how: str) -> None:
    fix = rewritten(_place(Source(TEXT), old), new)
    assert fix is not None
    assert fix.applicability == how


def test_fixes_together_are_as_safe_as_each() -> None:
    source = Source(TEXT)
    safe, unsafe = rewritten(_place(source, "31止"), "31日止"), rewritten(_place(source, "31"), "30")
    both = together([safe, None, unsafe], lambda count: Words(f"改 {count} 处"))
    assert both is not None
    assert (both.applicability, both.description.zh, len(both.edits)) == ("unsafe", "改 2 处", 2)
    assert together([None], lambda count: Words("")) is None


def test_nothing_is_filled_in_nowhere() -> None:
    assert filled_in([], "0", Words("填 0")) is None


NUMBER = "110101199003077598"


def _with_number(suffix: str) -> tuple[Report, int]:
    """Return a report with a number in its title, and where that begins in what edits are counted over."""
    text = f"<p>青石镇{NUMBER[:6]}<b>{NUMBER[6:]}</b>年报</p>" if suffix == "html" else f"青石镇{NUMBER}年报"
    reader = import_module("gialint.reading.html" if suffix == "html" else "gialint.reading.text")
    document = protected(reader.read(text.encode(), f"a.{suffix}", Limits()))
    report = Report(document, "", "", None, "", None, (), (), Facts({}), ())
    return report, text.index(NUMBER[:6])


@pytest.mark.parametrize("suffix", ["txt", "html"])
@pytest.mark.parametrize(
    ("start", "end", "text", "spared"),
    [
        (-1, 0, "乡", True),
        (0, 0, "之", True),
        (0, 1, "2", False),
        (-1, 2, "", False),
        (4, 4, "、", False),
        (-3, -1, "110*************98", False),
        (-3, -1, "★***", True),
    ],
)
def test_no_edit_writes_over_a_number_that_nobody_knows(
    suffix: str, start: int, end: int, text: str, spared: bool
) -> None:
    report, at = _with_number(suffix)
    assert spares_personal_numbers(report, [Edit(at + start, at + end, text)]) is spared


def test_behind_a_number_all_may_be_written() -> None:
    report, at = _with_number("txt")
    assert spares_personal_numbers(report, [Edit(at + 18, at + 18, "。"), Edit(at + 18, at + 19, "月")])
    place = Place(report.document, at, at + 2, "标题")
    assert rewritten(place, "11") is None
    assert rewritten(place._replace(start=at - 1, end=at), "乡") is not None
