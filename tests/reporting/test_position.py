"""Lines and columns as other programs count them, and paths as they write them."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest

from gialint.model import Diagnostic, Location, Severity
from gialint.reporting import places as module
from gialint.reporting.places import Spot, file_of, slashed, spot, uri


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
