"""The matrix of a small county: who reported, what adds up, and what the circular says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from gialint.cli import main
from gialint.matrix import Unit
from gialint.matrix.sheets import verdict

YEAR = 2024
NEW, PERMITS = "requests.new.natural_person", "decisions.permits"
COUNTY = "云坪县人民政府"


def report(folder: Path, agency: str, figures: Mapping[str, Any], year: int = YEAR) -> None:
    """Write a report as data."""
    lines = [f"title: {agency}{year}年政府信息公开工作年度报告"]
    lines += [f"{fact}: {'' if value is None else value}" for fact, value in figures.items()]
    (folder / f"{agency}{year}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Four agencies of a county, one of which reports on another year, and the county's own report."""
    folder = tmp_path / "reports"
    folder.mkdir()
    report(folder, COUNTY, {NEW: 9, PERMITS: 12})
    report(folder, "云坪县民政局", {NEW: 3, PERMITS: 5})
    report(folder, "云坪县林业局", {NEW: 4, PERMITS: None})
    report(folder, "云坪县税务局", {NEW: 50, PERMITS: 70})
    report(folder, "云坪县水务局", {NEW: 1, PERMITS: 1}, year=2023)
    members = [f"government: {COUNTY}", "members:", "  - 民政局", "  - 林业局", "  - 水务局"]
    members += ["  - {name: 云坪县税务局, counted: false}", "  - 教育局"]
    (tmp_path / "members.yaml").write_text("\n".join(members) + "\n", encoding="utf-8")
    return tmp_path


def told(folder: Path, *options: str) -> Any:
    """Return what the command writes as JSON."""
    written = folder / "matrix.json"
    status = main(["matrix", str(folder / "reports"), "-o", f"json:{written}", *options])
    return status, json.loads(written.read_text(encoding="utf-8"))


def test_members_that_count_are_added_up(county: Path) -> None:
    status, matrix = told(county, "--members", str(county / "members.yaml"))
    assert status == 0
    assert (matrix["government"], matrix["year"], matrix["expected"]) == (COUNTY, YEAR, 5)
    assert matrix["missing"] == ["水务局", "教育局"]
    assert [each["agency"] for each in matrix["other_years"]] == ["云坪县水务局"]
    cell = matrix["cells"][NEW]
    assert (cell["total"], cell["read"], cell["own"], cell["difference"]) == (7, 2, 9, 2)


def test_a_cell_that_was_not_read_makes_no_exact_sum(county: Path) -> None:
    _, matrix = told(county, "--members", str(county / "members.yaml"))
    cell = matrix["cells"][PERMITS]
    assert (cell["total"], cell["read"], cell["unread"]) == (5, 1, ["云坪县林业局"])
    assert cell["difference"] is None


def test_a_government_below_is_added_up_with_its_own_report_alone(county: Path) -> None:
    """What its members did is in its figures already, and who of them has not reported is missing, too."""
    report(county / "reports", "高新区管委会", {NEW: 6, PERMITS: 8})
    report(county / "reports", "高新区财政局", {NEW: 6, PERMITS: 8})
    below = ["government: 高新区管委会", "members: [高新区财政局, 高新区建设局]"]
    (county / "gaoxin.yaml").write_text("\n".join(below) + "\n", encoding="utf-8")
    with (county / "members.yaml").open("a", encoding="utf-8") as roll:
        roll.write("  - {name: 高新区管委会, members: gaoxin.yaml}\n")
    _, matrix = told(county, "--members", str(county / "members.yaml"))
    assert matrix["missing"] == ["水务局", "教育局", "高新区建设局"]
    assert matrix["expected"] == 6 + 2
    assert matrix["cells"][NEW]["total"] == 3 + 4 + 6
    assert {each["agency"]: each["counted"] for each in matrix["units"]}["高新区财政局"] is False


def test_a_sum_is_held_against_the_government_s_report_for_the_same_year(county: Path) -> None:
    report(county / "reports", COUNTY, {NEW: 100, PERMITS: 100}, year=2022)
    _, matrix = told(county, "--members", str(county / "members.yaml"))
    assert matrix["cells"][NEW]["own"] == 9


def test_without_a_list_all_agencies_are_added_up(county: Path) -> None:
    _, matrix = told(county)
    assert matrix["expected"] is None
    assert matrix["cells"][NEW]["total"] == 9 + 3 + 4 + 50


@pytest.mark.parametrize(
    ("agency", "verdict", "counted"), [("云坪县民政局", "unfit", True), ("云坪县税务局", "unfit", False)]
)
def test_each_unit_has_a_verdict(county: Path, agency: str, verdict: str, counted: bool) -> None:
    _, matrix = told(county, "--members", str(county / "members.yaml"))
    unit = next(each for each in matrix["units"] if each["agency"] == agency)
    assert (unit["verdict"], unit["counted"]) == (verdict, counted)
    assert unit["errors"] > 0
    assert sum(unit["families"].values()) == unit["errors"] + unit["warnings"] + unit["notes"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"errors": 1, "warnings": 1, "broken": 1}, "unfit"),
        ({"notes": 1, "unassessed": 2}, "confirm"),
        ({"unassessed": 2}, "open"),
        ({"broken": 1}, "open"),
        ({}, "clean"),
    ],
)
def test_a_unit_stands_as_its_report_does_elsewhere(counts: dict[str, Any], expected: str) -> None:
    assert verdict(Unit("甲镇", YEAR, "a.txt", 0, 0, 0, 0, 0, {})._replace(**counts)) == expected


def test_the_workbook_has_a_sheet_for_each_matter(county: Path) -> None:
    path = county / "out" / "m.xlsx"
    assert (
        main(
            [
                "matrix",
                str(county / "reports"),
                "--members",
                str(county / "members.yaml"),
                "-o",
                f"xlsx:{path}",
            ]
        )
        == 0
    )
    book = CalamineWorkbook.from_path(str(path))
    names = book.sheet_names
    assert names[:3] == ["总览", "未报、迟报、重复、年度不符", "规则与机关"]
    assert names[-1] == "名次"
    rows = {name: book.get_sheet_by_name(name).to_python() for name in names}
    assert [row[0] for row in rows["未报、迟报、重复、年度不符"][1:3]] == ["水务局", "教育局"]
    cells = {row[0]: row for name in names[3:-1] for row in rows[name]}
    permits = next(row for label, row in cells.items() if str(label).startswith("行政许可"))
    assert permits[1:4] == ["≥ 5", 1, "云坪县林业局"]


def test_the_circular_names_who_has_not_reported(county: Path) -> None:
    path = county / "c.docx"
    assert (
        main(
            [
                "matrix",
                str(county / "reports"),
                "--members",
                str(county / "members.yaml"),
                "-o",
                f"docx:{path}",
            ]
        )
        == 0
    )
    text = ZipFile(BytesIO(path.read_bytes())).read("word/document.xml").decode()
    assert "应报送 5 个单位，已报送 3 个，未报送 2 个。" in text
    assert "未报送的单位：水务局、教育局。" in text
    assert "≥ 5" in text
    assert "格与各单位之和不符（之和还缺未报送的 2 个单位），见下表。" in text


def test_without_an_output_a_summary_is_printed(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["matrix", str(county / "reports"), "--members", str(county / "members.yaml"), "--lang", "en"])
    said = capsys.readouterr().out
    assert "2024: 4 reports" in said
    assert "5 agencies must report, 2 have not: 水务局, 教育局" in said
    assert "not the sum of the agencies (which still lacks 2 of them)" in said


def test_a_file_that_cannot_be_read_is_named(county: Path) -> None:
    (county / "reports" / "坏.docx").write_bytes(b"PK\x03\x04 no package")
    status, matrix = told(county)
    assert status == 2
    assert [Path(each).name for each in matrix["unread"]] == ["坏.docx"]


def test_no_report_is_overwritten(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = next((county / "reports").glob("*.yaml"))
    before = report.read_bytes()
    for given in (f"xlsx:{report}", f"json:{report}"):
        assert main(["matrix", str(county / "reports"), "-o", given, "--lang", "en"]) == 2
    named = report.with_suffix(".json")
    report.rename(named)
    assert main(["matrix", str(named), "-o", f"json:{named}", "--lang", "en"]) == 2
    assert "cannot be written over it" in capsys.readouterr().err
    assert named.read_bytes() == before


@pytest.mark.parametrize("given", ["nothing", "empty"])
def test_where_there_is_no_report_it_says_so(
    tmp_path: Path, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["matrix", str(tmp_path / given), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "GIA902" in said.err


def test_of_a_member_with_two_reports_that_differ_no_figure_counts(county: Path) -> None:
    (county / "reports" / "again").mkdir()
    report(county / "reports" / "again", "云坪县民政局", {NEW: 30, PERMITS: 5})
    _, matrix = told(county, "--members", str(county / "members.yaml"))
    cell = matrix["cells"][NEW]
    assert (cell["total"], cell["read"], cell["unread"]) == (4, 1, ["云坪县民政局"])


def test_the_page_has_every_table_and_loads_nothing(county: Path) -> None:
    (county / "reports" / "<b>.yaml").write_text("title: <script>alert(1)</script>\n", encoding="utf-8")
    path = county / "m.html"
    main(["matrix", str(county / "reports"), "--members", str(county / "members.yaml"), "-o", f"html:{path}"])
    page = path.read_text(encoding="utf-8")
    assert page.count("<section") + page.count("<details") - 1 == page.count("<table") >= 15
    assert page.count("<details") == 8
    assert page.count("<th ") == page.count('scope="col"')
    assert "≥ 5" in page
    assert not any(part in page for part in ("<script", "src=", "http://", "https://", "<b>"))
