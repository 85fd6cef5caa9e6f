"""Where a finding stands: lines and columns as other programs count them, and the lines that are shown."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest
from sample_results import balance, no_applications

from gialint.model import Diagnostic, Location, Severity
from gialint.reporting import places as module
from gialint.reporting.places import (
    Line,
    Mark,
    Spot,
    caption,
    file_of,
    lines_of,
    quoted_line,
    slashed,
    spot,
    uri,
)


def location(
    line: int = 3,
    column: int = 2,
    end_line: int = 3,
    end_column: int = 4,
    native: str = "",
    text: str = "镇共",
) -> Location:
    """Return a place in a line that has a character outside the basic plane."""
    context = "𠮷镇共收到" if column == 2 else "青石𠮷镇共收到"
    return Location("一/段1", "一", line, column, end_line, end_column, None, native, text, context)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (location(), Spot(3, 2, 3, 4, 3, 5)),
        (location(column=4, end_column=6), Spot(3, 4, 3, 6, 5, 7)),
        (location(column=1, end_column=3, text="青石"), Spot(3, 1, 3, 3, 1, 3)),
        (location(native="3:2"), Spot(3, 2, 3, 4, 3, 5)),
        (location(native="word/document.xml#p[3]"), Spot(3, 2, 3, 4, 3, 5)),
        (location(native="87:14"), Spot(87)),
        (location(end_line=4, end_column=4, text="镇共收到\n𠮷石镇"), Spot(3, 2, 4, 4, 3, 5)),
        (location(line=0), None),
        (location(column=2, end_column=40), Spot(3, 2, 3, 40, 3, 41)),
    ],
)
def test_spots(place: Location, expected: Spot | None) -> None:
    assert spot(place) == expected


@pytest.mark.parametrize(
    ("path", "place", "expected"),
    [
        ("a.txt", location(), ("a.txt", Spot(3, 2, 3, 4, 3, 5))),
        ("a.txt", None, ("a.txt", None)),
        ("", None, ("", None)),
        (
            "",
            Location("r.yaml:7:9", "", 0, 0, 0, 0, None, "r.yaml:7:9", ""),
            ("r.yaml", Spot(7, 9, 7, 9, 9, 9)),
        ),
        ("", Location("r.yaml:7", "", 0, 0, 0, 0, None, "", ""), ("r.yaml", Spot(7, 0, 7, 0, 0, 0))),
        ("", Location("drafts", "", 0, 0, 0, 0, None, "", ""), ("drafts", None)),
        ("", Location("", "", 0, 0, 0, 0, None, "C:\\r.yaml:7", ""), ("C:\\r.yaml", Spot(7, 0, 7, 0, 0, 0))),
        ("", Location("r.yaml", "", 7, 9, 7, 9, None, "", ""), ("r.yaml", Spot(7, 9, 7, 9, 9, 9))),
    ],
)
def test_files(path: str, place: Location | None, expected: tuple[str, Spot | None]) -> None:
    assert file_of(path, Diagnostic("GIA903", "x", Severity.ERROR, "坏", location=place)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("drafts/x.docx", "drafts/x.docx"),
        ("./drafts/x.docx", "drafts/x.docx"),
        ("青石镇 2024.docx", "%E9%9D%92%E7%9F%B3%E9%95%87%202024.docx"),
        ("a:b?c#d%20.txt", "a%3Ab%3Fc%23d%2520.txt"),
        ("../x.txt", "../x.txt"),
        ("/srv/青/x.txt", "file:///srv/%E9%9D%92/x.txt"),
        ("bad\udce9.txt", "bad%E9.txt"),
    ],
)
def test_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


@pytest.mark.parametrize(
    ("path", "plain", "expected"),
    [
        (".\\drafts\\x.docx", "drafts/x.docx", "drafts/x.docx"),
        ("C:\\报告\\x.docx", "C:/报告/x.docx", "file:///C:/%E6%8A%A5%E5%91%8A/x.docx"),
        ("\\\\server\\share\\x.docx", "//server/share/x.docx", "file://server/share/x.docx"),
    ],
)
def test_paths_of_windows(path: str, plain: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PurePath", PureWindowsPath)
    assert (slashed(path), uri(path)) == (plain, expected)


def at(line: int, column: int, end: int, context: str, address: str = "六/段1", last: int = 0) -> Location:
    return Location(address, "六", line, column, last or line, end, None, "", "词\n句", context)


def found(primary: Location | None, *related: tuple[str, Location], quote: str = "") -> Diagnostic:
    return Diagnostic("GIA1", "x", Severity.ERROR, "", location=primary, related=related, quote=quote)


def test_eight_cells_are_four_lines() -> None:
    lines = lines_of(balance("zh"))
    assert [line.number for line in lines] == [7, 8, 9, 10]
    assert {line.heading for line in lines} == {"三/表1"}
    assert [len(line.marks) for line in lines] == [2, 2, 2, 2]
    assert [mark.primary for line in lines for mark in line.marks] == [True] + [False] * 7


def test_three_places_are_three_lines_the_primary_first() -> None:
    assert [line.heading for line in lines_of(no_applications("zh"))] == ["六/段1", "一/（二）/段1", "三/表1"]


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        (found(None), []),
        (
            found(at(3, 2, 3, "一二三"), ("标", at(3, 2, 3, "一二三"))),
            [Line(3, "一二三", "六/段1", (Mark(1, 2, "标", "", True),))],
        ),
        (
            found(at(3, 2, 3, "一二三"), ("标", at(3, 3, 4, "一二三")), ("又", at(3, 3, 4, "一二三"))),
            [Line(3, "一二三", "六/段1", (Mark(1, 2, primary=True), Mark(2, 3, "标")))],
        ),
        (found(at(3, 2, 5, "一二三", last=4)), [Line(3, "一二三", "六/段1", (Mark(1, 3, "", "", True, 4),))]),
        (found(at(3, 9, 9, "一二三")), [Line(3, "一二三", "六/段1", (Mark(3, 3, primary=True),))]),
        (found(at(3, 5, 9, "")), [Line(3, "词", "六/段1", (Mark(0, 1, primary=True),))]),
        (
            found(at(2, 5, 6, "甲 | 1", "三/表1/甲/总计")),
            [Line(2, "甲 | 1", "三/表1", (Mark(4, 5, "", "总计", True),))],
        ),
    ],
)
def test_lines_of(diagnostic: Diagnostic, expected: list[Line]) -> None:
    assert lines_of(diagnostic) == expected


@pytest.mark.parametrize(
    ("marks", "shown", "expected"),
    [
        ([Mark(0, 1)], "…", ""),
        ([Mark(0, 1, "", "自然人")], "…", ""),
        ([Mark(0, 1, "新收")], "…", "新收"),
        ([Mark(0, 1, "新收", "自然人")], "…", "新收"),
        ([Mark(0, 1, "新收", "自然人", True), Mark(9, 10, "新收", "总计")], "…", "新收：自然人、总计"),
        ([Mark(9, 10, "总数"), Mark(0, 1, "其中")], "…", "其中、总数"),
        ([Mark(0, 1, "", "自然人"), Mark(9, 10, "新收", "总计")], "…", "新收：自然人、总计"),
        ([Mark(0, 1, "新收"), Mark(9, 10, "新收")], "…", "新收"),
        # a row that shows its own label
        ([Mark(0, 1, "新收", "自然人")], "一、新收件数 | 1", "自然人"),
        ([Mark(0, 1, "新收", "自然人"), Mark(9, 10, "新收", "总计")], "一、新收件数 | 1", "自然人、总计"),
        # prose that happens to hold the label
        ([Mark(0, 1, "新收")], "今年新收一件", "新收"),
    ],
)
def test_caption(marks: list[Mark], shown: str, expected: str) -> None:
    assert caption(marks, shown, "zh") == expected


def test_caption_in_english() -> None:
    assert caption([Mark(0, 1, "new", "自然人"), Mark(9, 10, "new", "总计")], "", "en") == "new: 自然人, 总计"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("each: 列\n      ^", Line(7, "each: 列", "", (Mark(6, 6, primary=True),))),
        ("列：each\n    ^^^^", Line(7, "列：each", "", (Mark(2, 6, primary=True),))),
        ("each:\n     ^", Line(7, "each:", "", (Mark(5, 5, primary=True),))),
        ("", None),
        ("each: x", None),
        ("one\ntwo ^", None),
    ],
)
def test_quoted_line(quote: str, expected: Line | None) -> None:
    assert quoted_line(found(at(7, 1, 1, ""), quote=quote)) == expected


def test_a_quote_without_a_place_has_no_number() -> None:
    line = quoted_line(found(None, quote="x\n^"))
    assert line is not None
    assert line.number == 0
