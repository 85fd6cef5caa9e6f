"""Which of several years a matrix is about, and which reports are about another by a slip."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main
from gialint.matrix.years import latest, of_other_years
from gialint.model import Checked, Digest

Reports = dict[int, str]
"""The agencies that reported on each year, a letter each."""


def digest(year: int, name: str) -> Digest:
    """Return a digest that says no more than whose report it is."""
    return Digest("", f"{year}/{name}", "", name, "", year, "", "", "", (), b"", b"")


def checked(reports: Reports) -> list[Checked]:
    """Return the outcomes of reports, with last year's of the same agency where it is there."""
    return [
        Checked(
            f"{year}/{name}",
            year=year or None,
            last=(digest(year - 1, name),) if name in reports.get(year - 1, "") else (),
        )
        for year, names in reports.items()
        for name in names
    ]


@pytest.mark.parametrize(
    ("reports", "year"),
    [
        ({}, 0),
        ({0: "ab"}, 0),
        ({2024: "abc"}, 2024),
        ({2023: "abcd", 2024: "abc"}, 2024),
        ({2023: "abcdefghij", 2024: "ab"}, 2024),
        ({2023: "abcdefghij", 2024: "a"}, 2023),
        ({2024: "abcdefghij", 2025: "kl"}, 2024),
        ({2024: "abcdefghij", 2025: "klmno"}, 2025),
        ({2024: "abc", 2042: "d"}, 2024),
    ],
)
def test_the_year_is_the_latest_but_for_slips(reports: Reports, year: int) -> None:
    assert latest(checked(reports)) == year


@pytest.mark.parametrize(
    ("reports", "year", "others"),
    [
        ({2024: "abc"}, 2024, []),
        ({2023: "abcd", 2024: "abc"}, 2024, []),
        ({2023: "abcd", 2024: "abc"}, 2023, []),
        ({2023: "ad", 2024: "abc"}, 2024, ["2023/d"]),
        ({2022: "e", 2023: "abcd", 2024: "abc"}, 2024, ["2022/e"]),
        ({0: "x", 2024: "abc", 2042: "d"}, 2024, ["0/x", "2042/d"]),
    ],
)
def test_last_years_reports_are_not_astray(reports: Reports, year: int, others: Sequence[str]) -> None:
    assert [each.path for each in of_other_years(checked(reports), year)] == others


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three agencies with last year's reports, of which two have reported this year."""
    monkeypatch.chdir(tmp_path)
    for year, names in ((2023, ("民政局", "林业局", "水务局")), (2024, ("民政局", "林业局"))):
        (tmp_path / str(year)).mkdir()
        for name in names:
            text = f"title: 云坪县{name}{year}年政府信息公开工作年度报告\ndecisions.permits: 5\n"
            (tmp_path / str(year) / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def told(*options: str) -> Any:
    """Return the matrix of both years as JSON."""
    assert main(["matrix", "2023", "2024", "--lang", "zh", "-o", "json:m.json", *options]) == 0
    return json.loads(Path("m.json").read_text("utf-8"))


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("options", "year", "units", "said"),
    [
        ((), 2024, 2, "报告不止一个年度（2023 年 3 份、2024 年 2 份），汇总的是 2024 年；"),
        (("--year", "2023"), 2023, 3, ""),
        (("--config", "members=members.yaml"), 2023, 3, ""),
    ],
)
def test_of_two_years_the_one_that_is_meant_is_summed_up(
    options: Sequence[str], year: int, units: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("members.yaml").write_text("year: 2023\nmembers: [民政局, 林业局, 水务局]\n", encoding="utf-8")
    matrix = told(*options)
    assert (matrix["year"], len(matrix["units"]), matrix["other_years"]) == (year, units, [])
    err = capsys.readouterr().err
    assert said in err
    assert ("不止一个年度" in err) is bool(said)


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("24", "“24” is not a year; it should look like 2025"),
        ("2022", "none of 5 reports is for 2022 (there are some for 2023, 2024): check --year"),
    ],
)
def test_a_year_that_cannot_be_meant_is_told(
    year: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["matrix", "2023", "2024", "--year", year, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err
