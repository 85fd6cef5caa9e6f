"""The same report twice in a run is told, and two that differ where they cannot both be meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main
from gialint.model import Checked
from gialint.reading.yaml_report import from_mapping
from gialint.run.collection import differing, figures_digest, same
from gialint.understanding.understand import Knowledge, understand

EXAMPLES = Path(__file__).parents[2] / "examples"

Figures = Mapping[str, Any]


def checked(
    path: str, agency: str | None = "青石镇人民政府", year: int | None = 2024, figures: str = "a"
) -> Checked:
    """Return the outcome of a report of some figures."""
    return Checked(path, "docx", agency, "township", year, "2021", figures=figures)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([checked("a.docx")], []),
        (
            [checked("a.docx"), checked("x/b.docx")],
            ["同一份报告有几个文件（青石镇人民政府 2024 年）：a.docx、x/b.docx"],
        ),
        ([checked("a.docx"), checked("b.docx", year=2023)], []),
        ([checked("a.docx"), checked("b.docx", agency="石桥镇人民政府")], []),
        # In two counties there may be towns of one name.
        ([checked("a.docx"), checked("x/b.docx", figures="b")], []),
        (
            [checked("a.docx"), checked("b.docx", figures="b")],
            ["同一机关同一年度的报告不止一份，内容不同（青石镇人民政府 2024 年）：a.docx、b.docx"],
        ),
        (
            [checked("a.docx"), checked("a.pdf"), checked("b.docx", figures="b")],
            [
                "同一份报告有几个文件（青石镇人民政府 2024 年）：a.docx、a.pdf",
                "同一机关同一年度的报告不止一份，内容不同（青石镇人民政府 2024 年）：a.docx、b.docx",
            ],
        ),
        ([checked("a.docx", agency=None), checked("b.docx", agency=None)], []),
        ([checked("a.docx", year=None), checked("b.docx", year=None)], []),
        ([checked("a.docx", figures=""), checked("b.docx", figures="")], []),
        (
            [checked(f"{number}.docx") for number in range(5)],
            ["同一份报告有几个文件（青石镇人民政府 2024 年）：0.docx、1.docx、2.docx 等 5 个文件"],
        ),
    ],
)
def test_which_are_told(reports: list[Checked], expected: list[str]) -> None:
    told = [*same(reports), *differing(reports, reports)]
    assert [each.message.zh for each in told] == expected
    assert {each.code for each in told} <= {"GIA805"}
    assert all(each.message.en.count("2024") == 1 for each in told)


@pytest.fixture
def digest(known: Knowledge) -> Callable[[Figures], str]:
    """Return the digest of a report as data."""
    return lambda data: figures_digest(understand(from_mapping(data), known))


def test_figures_are_told_apart_and_how_they_are_written_is_not(digest: Callable[[Figures], str]) -> None:
    one = digest({"requests.new.total": 1000, "fees.charges_wanyuan": "12.5"})
    assert one == digest({"fees.charges_wanyuan": "12.50", "requests.new.total": "1,000"})
    assert one != digest({"requests.new.total": 1001, "fees.charges_wanyuan": "12.5"})
    assert one != digest({"requests.new.total": 1000, "fees.charges_wanyuan": ""})
    assert digest({"一": "无"}) == ""


def test_one_report_in_five_formats_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(EXAMPLES)
    formats = ["docx", "html", "md", "txt", "yaml"]
    assert (
        main(["check", "--lang", "zh", "--output-format", "concise", *(f"clean.{each}" for each in formats)])
        == 0
    )
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "GIA805" in line]
    assert line == (
        "clean.docx: 提示 GIA805 同一份报告有几个文件（云坪县青石镇人民政府 2024 年）："
        "clean.docx、clean.html、clean.md 等 5 个文件"
    )


def test_pages_tell_them_apart_from_suppressions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(EXAMPLES)
    page = tmp_path / "a.html"
    assert main(["check", "--lang", "zh", "clean.docx", "clean.md", "-o", f"html:{page}"]) == 0
    text = page.read_text("utf-8")
    assert "重复的报告" in text
    assert "不起作用的豁免" not in text
