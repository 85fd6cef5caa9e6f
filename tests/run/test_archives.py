"""Files handed over as bytes: taken and left as a walk through a folder of them would."""

from __future__ import annotations

import pytest

from gialint.files.seal import sealed_page
from gialint.run.archives import Handed, handed_over, tidy
from tests.files.test_seal import package
from tests.reportwriter.zipped import zipped

ENDINGS = (".docx", ".txt", ".html", ".yaml")
MOST = 1_000_000
PAGE = sealed_page("<html></html>").encode()


def handed(*given: tuple[str, bytes], most: int = MOST) -> Handed:
    return handed_over(given, ENDINGS, most)


def told(found: Handed) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in found.problems]


@pytest.mark.parametrize(
    ("given", "files", "problems"),
    [
        (["年报.docx"], ["年报.docx"], []),
        (["照片.png"], ["照片.png"], []),  # named: checking it says why it cannot be read
        (["县/照片.png"], [], [("GIA908", "县/照片.png")]),
        (["县/记录.log"], [], [("GIA902", "县/记录.log")]),
        (["县/年报.docx", "县/~$年报.docx", "县/.年报.docx", ".git/a.txt"], ["县/年报.docx"], []),
        (["县/gialint.yaml", "县/年报.txt"], ["县/年报.txt"], [("GIA908", "县/gialint.yaml")]),
        (["年报.txt", "年报.txt", "年报.txt"], ["年报.txt", "年报(2).txt", "年报(3).txt"], []),
        (["../../etc/年报.txt", "C:\\报告\\年报.txt"], ["etc/年报.txt", "报告/年报.txt"], []),
        ([], [], [("GIA902", "")]),
    ],
)
def test_what_is_taken_of_names(given: list[str], files: list[str], problems: list[tuple[str, str]]) -> None:
    found = handed(*((name, b"x") for name in given))
    assert list(found.files) == files
    assert told(found) == problems


def test_what_stood_in_folders_counts_as_met() -> None:
    found = handed(("年报.txt", b"x"), ("县/年报.txt", b"x"), ("a.zip", zipped({"b.txt": b"x"}, "gbk")))
    assert found.walked == {"县/年报.txt", "a.zip/b.txt"}


@pytest.mark.parametrize("names", ["marked", "gbk", "utf-8"])
def test_an_archive_is_a_folder(names: str) -> None:
    data = zipped({"青石镇/年报.txt": b"x", "云坪县.docx": b"y", "说明.png": b"z"}, names)
    found = handed(("a.zip", data))
    assert dict(found.files) == {"a.zip/云坪县.docx": b"y", "a.zip/青石镇/年报.txt": b"x"}
    assert told(found) == [("GIA908", "a.zip/说明.png")]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (zipped({"内.zip": b"PK"}, "gbk"), [("GIA908", "a.zip/内.zip")]),
        (zipped({"gialint.yaml": b"rules: [x]"}, "gbk"), [("GIA908", "a.zip/gialint.yaml")]),
        (zipped({"结果.html": PAGE}, "gbk"), [("GIA908", "a.zip/结果.html")]),
        (zipped({"记录.log": b""}, "gbk"), [("GIA908", "a.zip")]),
        (b"not a zip", [("GIA902", "a.zip")]),
        (b"", [("GIA902", "a.zip")]),
        (package(), [("GIA908", "a.zip")]),
    ],
)
def test_archives_without_a_report_say_why(data: bytes, problems: list[tuple[str, str]]) -> None:
    found = handed(("a.zip", data))
    assert not found.files
    assert told(found) == problems


def test_archives_inflate_to_so_much_and_no_more() -> None:
    data = zipped({f"{number}.txt": b"x" * 400 for number in range(4)}, "gbk")
    found = handed(("a.zip", data), ("b.zip", data), most=1_300)
    assert len(found.files) == 3
    assert told(found) == [("GIA907", "a.zip"), ("GIA907", "b.zip")]


def test_pages_that_gialint_wrote_are_known() -> None:
    found = handed(("县/结果.html", PAGE), ("县/年报.html", b"<html></html>"))
    assert list(found.files) == ["县/年报.html"]
    assert told(found) == [("GIA908", "县/结果.html")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("<script>alert(1)</script>.docx", "<script>alert(1)</script>.docx"),
        ("年\x00报.docx", "年"),
        ("年\u202e报\n.docx", "年报.docx"),
        ("", "_"),
        ("...", "..."),
        ("年" * 300 + ".docx", "年" * 195 + ".docx"),
    ],
)
def test_names_are_only_names(name: str, expected: str) -> None:
    assert tidy(name) == expected
