"""What ``gialint matrix`` makes of a county besides sums: indicators, points, what was told before, trees."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gialint.cli import main
from tests.english import foreign

COUNTY = "云坪县人民政府"
COLUMNS = (
    *("natural_person", "commercial_enterprise", "research_institution", "public_welfare"),
    *("legal_service", "other_organization"),
)


def report(folder: Path, agency: str, figures: Mapping[str, Any], year: int = 2024) -> None:
    """Write a report as data."""
    folder.mkdir(exist_ok=True)
    lines = [f"title: {agency}{year}年政府信息公开工作年度报告"]
    lines += [f"{fact}: {'' if value is None else value}" for fact, value in figures.items()]
    (folder / f"{agency}{year}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def requests(new: int, carried_in: int, granted: int, out: int | None) -> dict[str, int | None]:
    """Return some of table three: all that is not given is 0."""
    figures: dict[str, int | None] = {}
    outcomes = {
        "new": new,
        "carried_in": carried_in,
        "granted": granted,
        "closed": granted,
        "carried_out": out,
    }
    for row, value in outcomes.items():
        figures |= {f"requests.{row}.{column}": 0 for column in COLUMNS}
        figures[f"requests.{row}.natural_person"] = figures[f"requests.{row}.total"] = value
    return figures


@pytest.fixture
def county(tmp_path: Path) -> Path:
    now, last = tmp_path / "now", tmp_path / "last"
    report(now, "云坪县民政局", requests(40, 10, 30, 20))
    report(now, "云坪县林业局", requests(3, 1, 4, 0))
    report(now, "云坪县财政局", requests(3, 1, 4, None))
    report(now, COUNTY, requests(46, 12, 38, 20))
    report(last, "云坪县民政局", requests(40, 0, 30, 10), 2023)
    report(last, "云坪县林业局", requests(3, 0, 2, 1), 2023)
    members = [f"government: {COUNTY}", "members: [民政局, 林业局, 财政局]"]
    (tmp_path / "members.yaml").write_text("\n".join(members) + "\n", encoding="utf-8")
    return tmp_path


def told(folder: Path, *options: str, status: int = 0) -> Any:
    """Return what the command writes as JSON."""
    written = folder / "matrix.json"
    members = ("--members", str(folder / "members.yaml"))
    assert main(["matrix", str(folder / "now"), *members, "-o", f"json:{written}", *options]) == status
    return json.loads(written.read_text(encoding="utf-8"))


def sheet(folder: Path, name: str, *options: str) -> list[list[Any]]:
    """Return the rows of a sheet of the workbook."""
    path = folder / "m.xlsx"
    words = ["matrix", str(folder / "now"), "--members", str(folder / "members.yaml"), "-o", f"xlsx:{path}"]
    assert main([*words, *options]) == 0
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def test_indicators_are_reckoned_for_each_and_for_all(county: Path) -> None:
    found = told(county, "--last", str(county / "last"))["indicators"]["carried_out"]
    assert found["formula"] == "结转下年度继续办理 ÷ （本年新收 + 上年结转）"
    rates = {each["agency"]: each for each in found["units"]}
    plain = {"of": 20, "among": 50, "percent": 40, "last": 25, "change": 15, "judgement": "偏高"}
    assert rates["云坪县民政局"].items() >= plain.items()
    assert rates["云坪县林业局"]["judgement"] == "n < 30"
    assert rates["云坪县财政局"]["percent"] is None
    assert rates["云坪县财政局"]["unread"] == ["结转下年度继续办理·总计（空白）"]
    assert (found["total"]["of"], found["total"]["among"]) == (20, 54)
    assert found["total"]["left_out"] == ["云坪县财政局"]
    assert found["total"]["last"] == 25.6  # (10 + 1) / (40 + 3)


def test_the_sheet_of_indicators_shows_the_working(county: Path) -> None:
    rows = sheet(county, "指标", "--last", str(county / "last"))
    mine = {(row[0], row[1]): row for row in rows[1:]}
    assert mine["结转率", "云坪县民政局"][2:] == [
        *(40, 25, 15, "偏高", 20, 50),
        "结转下年度继续办理 20 ÷ （本年新收 40 + 上年结转 10）",
    ]
    assert mine["结转率", "云坪县财政局"][2] == "未能计算"
    assert mine["结转率", "云坪县财政局"][-1] == "没有读到：结转下年度继续办理·总计（空白）"
    assert mine["复议纠错率", "合计"][2] == "未能计算"
    assert "不含 1 个未能计算的机关：云坪县财政局" in mine["结转率", "合计"][-1]


def test_the_order_goes_by_the_offices_own_points(county: Path) -> None:
    (county / "points.yaml").write_text(
        "start: 100\ndeductions:\n  - {codes: GIA1, points: 1, most: 3, about: 结构}\n"
        "  - {codes: GIA3, points: 5}\n  - {codes: GIA806, points: 50}\n",
        encoding="utf-8",
    )
    (county / "now" / "云坪县林业局2024.yaml").unlink()
    rows = sheet(county, "名次", "--deductions", str(county / "points.yaml"))
    assert rows[0][-3:] == ["扣分", "得分", "扣分过程"]
    assert [row[1] for row in rows[1:]][-1] == "林业局"
    assert rows[-1][-3:] == [50, 50, "未报送\nGIA806：1 × 50 = 50\n100 − 50 = 50"]
    assert [row[-2] for row in rows[1:]] == sorted((row[-2] for row in rows[1:]), reverse=True)
    for row in rows[1:]:
        assert row[-3] + row[-2] == 100
        assert row[-1].endswith(f"100 − {row[-3]:g} = {row[-2]:g}")
    units = told(county, "--deductions", str(county / "points.yaml"))["units"]
    assert {each["points"] for each in units} == {row[-2] for row in rows[1:-1]}


def test_in_english_nothing_is_punctuated_in_chinese(county: Path) -> None:
    report(county / "now", "云坪县教育局", requests(3, 1, 4, None))
    members = county / "members.yaml"
    members.write_text(members.read_text("utf-8").replace("财政局", "财政局, 教育局"), "utf-8")
    (county / "points.yaml").write_text(
        "start: 100\ndeductions: [{codes: GIA, points: 5, most: 10, about: 表三}]\n", encoding="utf-8"
    )
    book, page = county / "m.xlsx", county / "m.html"
    words = ["matrix", str(county / "now"), "--members", str(members), "--lang", "en"]
    words += ["--last", str(county / "last"), "--deductions", str(county / "points.yaml")]
    assert main([*words, "-o", f"xlsx:{book}", "-o", f"html:{page}"]) == 0
    told = CalamineWorkbook.from_path(str(book))
    rows = (row for name in told.sheet_names for row in told.get_sheet_by_name(name).to_python())
    cells = [str(cell) for row in rows for cell in row]
    assert any("云坪县教育局, 云坪县财政局" in cell for cell in cells)
    assert any(cell.startswith("表三 (GIA101, ") and ", at most 10" in cell for cell in cells)
    assert foreign("\n".join([*cells, unescape(page.read_text("utf-8"))]), "") == []


def test_without_a_table_there_are_no_points(county: Path) -> None:
    assert sheet(county, "名次")[0] == ["名次", "机关", "错误", "未核对", "警告"]


def test_a_table_that_cannot_be_used_is_told_and_nothing_lost(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (county / "points.yaml").write_text("start: 100\ndeduction: []\n", encoding="utf-8")
    found = told(county, "--deductions", str(county / "points.yaml"), "--lang", "en", status=2)
    assert len(found["units"]) == 4
    assert "points" not in found["units"][0]
    said = capsys.readouterr().err
    assert "points.yaml:2:1" in said
    assert "did you mean “deductions”?" in said


def test_a_table_that_is_not_there_is_told_before_the_run(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(county)
    (county / "points.yaml").write_text("start: 100\ndeductions: []\n", encoding="utf-8")
    assert main(["matrix", "now", "--deductions", "point.yaml", "-o", "json:m.json", "--lang", "en"]) == 2
    assert not (county / "m.json").exists()
    assert "did you mean “points.yaml”?" in capsys.readouterr().err


def test_a_table_in_the_folder_is_no_report(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(county / "now")
    (county / "now" / "points.yaml").write_text("start: 100\ndeductions: []\n", encoding="utf-8")
    assert main(["matrix", ".", "--deductions", "points.yaml", "-o", "json:m.json"]) == 0


def test_findings_that_a_baseline_knows_are_counted_apart(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(county)
    before = {each["path"]: each for each in told(county)["units"]}
    main(["baseline", "now", "-o", "known.json"])
    report(county / "now", "云坪县水务局", {})
    after = {each["path"]: each for each in told(county, "--baseline", "known.json")["units"]}
    for path, each in before.items():
        assert each["known"] == 0
        assert after[path]["known"] == sum(each["families"].values())
        assert sum(after[path]["families"].values()) == 0
    rows = sheet(county, "总览", "--baseline", "known.json")
    assert "上次已指出" in rows[0]


def test_an_office_adds_an_indicator_of_its_own(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (county / "ours.yaml").write_text(
        "form: disclosure\nindicators:\n"
        "  - {indicator: pressure, title: 新收占比, of: requests.new,\n"
        "     among: requests.new + requests.carried_in}\n",
        encoding="utf-8",
    )
    (county / "gialint.yaml").write_text("lexicons: [ours.yaml]\n", encoding="utf-8")
    found = told(county, "--config", str(county / "gialint.yaml"))["indicators"]
    assert found["pressure"]["title"] == "新收占比"
    assert found["pressure"]["total"]["percent"] == 79.3  # 46 / 58
    text = (county / "ours.yaml").read_text("utf-8").replace("carried_in", "carried_inn")
    (county / "ours.yaml").write_text(text, encoding="utf-8")
    found = told(county, "--config", str(county / "gialint.yaml"), "--lang", "en", status=2)["indicators"]
    assert "pressure" not in found
    assert "carried_out" in found
    assert "did you mean “requests.carried_in”?" in capsys.readouterr().err


def test_a_member_with_members_of_its_own_counts_once(county: Path) -> None:
    report(county / "now", "高新区管委会", requests(7, 0, 7, 0))
    report(county / "now", "高新区建设局", requests(4, 0, 4, 0))
    (county / "gaoxin.yaml").write_text(
        "government: 高新区管委会\nmembers: [高新区建设局, 高新区经发局]\n", encoding="utf-8"
    )
    (county / "members.yaml").write_text(
        f"government: {COUNTY}\n"
        "members: [民政局, 林业局, 财政局, {name: 高新区管委会, members: gaoxin.yaml}]\n",
        encoding="utf-8",
    )
    found = told(county)
    assert found["cells"]["requests.new.total"]["total"] == 40 + 3 + 3 + 7
    assert (found["expected"], found["missing"]) == (6, ["高新区经发局"])
    counted = {each["agency"]: each["counted"] for each in found["units"]}
    assert (counted["高新区管委会"], counted["高新区建设局"], counted[COUNTY]) == (True, False, False)


def test_the_governments_own_report_is_that_of_the_year(county: Path) -> None:
    report(county / "now", COUNTY, requests(1, 0, 1, 0), 2023)
    assert told(county)["cells"]["requests.new.total"]["own"] == 46


def test_the_day_of_publishing_stands_in_the_overview(county: Path) -> None:
    (county / "members.yaml").write_text(
        f"government: {COUNTY}\nmembers: [{{name: 民政局, published: 2025-02-20}}, 林业局, 财政局]\n",
        encoding="utf-8",
    )
    rows = sheet(county, "总览")
    place = rows[0].index("公布日期")
    assert {row[0]: row[place] for row in rows[1:]}["云坪县民政局"] == "2025-02-20"


def test_the_circular_tells_of_the_indicators(county: Path) -> None:
    from zipfile import ZipFile

    path = county / "c.docx"
    words = ["matrix", str(county / "now"), "--last", str(county / "last"), "-o", f"docx:{path}"]
    assert main([*words, "--members", str(county / "members.yaml")]) == 0
    text = ZipFile(path).read("word/document.xml").decode()
    assert "四、主要指标" in text
    assert (
        "结转率，即结转下年度继续办理 ÷ （本年新收 + 上年结转）：各单位合计 37.0%（20 ÷ 54），上年 25.6%，"
        "上升 11.4 个百分点；偏高的 1 个单位：云坪县民政局（40.0%）；1 个单位分母不足 30，不作判断。"
    ) in text
    assert "有 3 个单位的数据没有读到，不在有关指标内：" in text
    assert "云坪县民政局（6 项）、" in text
    assert "云坪县财政局（7 项）" in text
    # Table three as the form has it, and what differs from the government's own as a list.
    assert "收到和处理政府信息公开申请情况表（各单位之和）" in text
    assert "≥ 20" in text
