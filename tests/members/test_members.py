"""Who must report: the list is read from any format; what is missing, or more than the whole, is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from gialint.cli import main
from gialint.members.reading import read_members

YAML = """\
government: 云坪县人民政府
members:
  - 云坪县财政局
  - {name: 青石镇人民政府, also: [青石乡人民政府], from: 2021, published: 2025-01-20}
  - {name: 云坪县税务局, counted: false}
  - {name: 云坪县林业局, until: 2023, into: 自然资源局}
  - 云坪县自然资源局
"""
ROWS = [
    ["序号", "机关名称", "曾用名", "起始年度", "截止年度", "并入", "计入汇总", "公布日期", "本级政府"],
    ["1", "云坪县财政局", "", "", "", "", "", "", "云坪县人民政府"],
    ["2", "青石镇人民政府", "青石乡人民政府", "2021", "", "", "", "2025-01-20", ""],
    ["3", "云坪县税务局", "", "", "", "", "否", "", ""],
    ["4", "云坪县林业局", "", "", "2023", "自然资源局", "", "", ""],
    ["5", "云坪县自然资源局", "", "", "", "", "", "", ""],
]


def workbook(rows: list[list[str]]) -> bytes:
    """Return a workbook with a title above a table."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        sheet.write(0, 0, "云坪县应当报送年度报告的机关")
        for number, row in enumerate(rows, start=2):
            for column, text in enumerate(row):
                sheet.write(number, column, int(text) if text.isdigit() else text)
    return buffer.getvalue()


FILES = {
    "m.yaml": YAML.encode(),
    "m.csv": "\n".join(map(",".join, ROWS)).encode("gb18030"),
    "m.xlsx": workbook(ROWS),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_says_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    roll, problems = read_members(tmp_path / name)
    assert problems == []
    assert roll.government == "云坪县人民政府"
    told = [(each.name, each.also, each.first, each.until, each.into, each.counted, each.published)
            for each in roll.members]  # fmt: skip
    assert told == [
        ("云坪县财政局", (), 0, 0, "", True, ""),
        ("青石镇人民政府", ("青石乡人民政府",), 2021, 0, "", True, "2025-01-20"),
        ("云坪县税务局", (), 0, 0, "", False, ""),
        ("云坪县林业局", (), 0, 2023, "自然资源局", True, ""),
        ("云坪县自然资源局", (), 0, 0, "", True, ""),
    ]


@pytest.mark.parametrize(
    ("agency", "member"),
    [
        ("云坪县财政局", "云坪县财政局"),
        ("财政局", "云坪县财政局"),
        ("青石乡人民政府", "青石镇人民政府"),
        ("云坪县青石镇人民政府", "青石镇人民政府"),
        ("云坪县 财政局", "云坪县财政局"),
        ("雁泽县财政局", None),
        ("云坪县人民政府", None),
    ],
)
def test_the_place_may_stand_before_a_name_or_not(tmp_path: Path, agency: str, member: str | None) -> None:
    (tmp_path / "m.yaml").write_text(YAML, encoding="utf-8")
    found = read_members(tmp_path / "m.yaml")[0].find(agency)
    assert (found.name if found else None) == member


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        ("members: [甲局, 甲局]", "1:15", "名单里“甲局”出现了两次", ""),
        (
            "government: 甲县政府\nmembers: [乙局, 甲县乙局]",
            "2:15",
            "名单里“甲县乙局”就是“乙局”，出现了两次",
            "",
        ),
        ("members:\n- {name: 甲局, cuonted: false}", "2:14", "名单没有“cuonted”这个键", "counted"),
        ("memebrs: [甲局]", "1:1", "名单没有“memebrs”这个键", "members"),
        ("members:\n- {name: 甲局, from: 今年}", "2:20", "from 应是年份", ""),
        ("members:\n- {name: 甲局, from: 2022, until: 2020}", "2:33", "截止年度 2020 早于起始年度 2022", ""),
        ("members:\n- {name: 甲局, counted: 也许}", "2:23", "counted 写“是”或“否”", ""),
        ("members:\n- {name: 甲局, published: 一月}", "2:25", "published 应如", ""),
        (
            "members:\n- {name: 林业局, into: 自然资原局}\n- 自然资源局",
            "2:21",
            "名单里没有“自然资原局”",
            "自然资源局",
        ),
        ("members:\n- {also: [乙局]}", "2:3", "没有写机关名称", ""),
        ("members: 甲局", "1:10", "members 应是一个列表", ""),
        ("members: []", "1:10", "没有一个机关", ""),
        ("- 甲局", "1:1", "government: 和 members:", ""),
        ("members: [甲局", "1:15", "", ""),
        ("members:\n- {name: 高新区, members: m.yaml}", "2:24", "形成循环", ""),
        ("members:\n- {name: 高新区, members: n.yaml}", "2:24", "没有这个名单文件", "m.yaml"),
        ("members:\n- {name: 高新区, members: ../n.yaml}", "2:24", "下级名单应在同一文件夹", ""),
    ],
)
def test_a_slip_is_told_at_its_place(tmp_path: Path, text: str, where: str, message: str, hint: str) -> None:
    (tmp_path / "m.yaml").write_text(text + "\n", encoding="utf-8")
    problem = next(each for each in read_members(tmp_path / "m.yaml")[1] if message in each.message.zh)
    assert problem.code == "GIA906"
    assert problem.where.rpartition("m.yaml:")[2] == where or not message
    assert "^" in problem.quote
    assert hint in (problem.hint.zh if problem.hint else "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("members: [甲局, 甲局, 乙局]", ["甲局", "乙局"]),
        ("members: [甲局, {name: 乙局, also: [甲局]}]", ["甲局", "乙局"]),
        ("members: [{name: 甲局, also: [乙局]}, {name: 乙局, also: [丙局]}]", ["甲局"]),
    ],
)
def test_a_name_that_is_in_the_list_twice_is_the_first_members(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    (tmp_path / "m.yaml").write_text(text + "\n", encoding="utf-8")
    roll, problems = read_members(tmp_path / "m.yaml")
    assert [member.name for member in roll.members] == names
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        ("机关名陈,曾用名\n甲局,\n", "1:1", "没有“机关名称”这一列", "机关名称"),
        ("机关名称,曾用各\n甲局,\n", "1:2", "名单没有“曾用各”这一列", "曾用名"),
        ("机关名称\n甲局\n甲局\n", "3:1", "名单里“甲局”出现了两次", ""),
        ("机关名称,起始年度\n甲局,x\n", "2:2", "from 应是年份", ""),
    ],
)
def test_a_slip_in_a_table_is_told_at_its_cell(
    tmp_path: Path, text: str, where: str, message: str, hint: str
) -> None:
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    (problem,) = read_members(tmp_path / "m.csv")[1]
    assert message in problem.message.zh
    assert problem.where.rpartition("m.csv:")[2] == where
    assert hint in (problem.hint.zh if problem.hint else "")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.yalm").write_text(YAML, encoding="utf-8")
    (problem,) = read_members(tmp_path / "m.yalm")[1]
    assert problem.hint is not None
    assert ".yaml" in problem.hint.zh


def test_a_tree_has_the_members_of_its_members(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "government: 云坪市人民政府\nmembers:\n- {name: 高新区管委会, members: below.csv}\n", encoding="utf-8"
    )
    (tmp_path / "below.csv").write_text("机关名称,政府\n高新区财政局,高新区管委会\n", encoding="utf-8")
    roll, problems = read_members(tmp_path / "m.yaml")
    assert problems == []
    assert [each.names for each in roll.rolls] == [
        ["云坪市人民政府", "高新区管委会"],
        ["高新区管委会", "高新区财政局"],
    ]


NEW = "requests.new.total"


def write(folder: Path, name: str, agency: str, figures: Mapping[str, Any], year: int = 2024) -> None:
    """Write a report as data."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"title: {agency}{year}年政府信息公开工作年度报告"]
    lines += [f"{fact}: {'' if value is None else value}" for fact, value in figures.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def result(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return what a check of rules over several reports says, as JSON."""
    main(["check", "--isolated", "--lang", "zh", "--output-format", "json", "--select", "GIA8", *words])
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county of which every member has reported, and the sum is right."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.yaml").write_text(YAML, encoding="utf-8")
    write(tmp_path, "2024/财政.yaml", "云坪县财政局", {NEW: 3})
    write(tmp_path, "2024/青石.yaml", "云坪县青石镇人民政府", {NEW: 4})
    write(tmp_path, "2024/税务.yaml", "云坪县税务局", {NEW: 50})
    write(tmp_path, "2024/资源.yaml", "云坪县自然资源局", {NEW: 5})
    write(tmp_path, "2024/县.yaml", "云坪县人民政府", {NEW: 12})
    return tmp_path


def told(found: Any) -> list[tuple[str, str, str]]:
    """Return code, severity and message of what is told of reports and outside them."""
    inside = [each for report in found["reports"] for each in report["findings"]]
    return [(each["code"], each["severity"], each["message"]) for each in (*inside, *found["engine"])]


def test_a_sound_county_has_no_findings(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(result(capsys, "2024", "--members", "m.yaml")) == []


NO_REPORT = ("GIA905", "warning", "看不出这是一份要检查的报告")
NAMELESS = ("GIA806", "info", "没有读出机关名称，无法与名单核对")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 说明\n\n各镇的报告放在这里。\n", [NO_REPORT]),
        ("云坪县教育局\n\n2024年的报告放在这里。\n", [NO_REPORT]),
        ("2024年政府信息公开工作年度报告\n\n一、总体情况\n\n2024年，工作有序。\n", [NAMELESS]),
    ],
)
def test_only_a_report_is_looked_up(
    county: Path, text: str, expected: list[tuple[str, str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    (county / "2024" / "README.md").write_text(text, encoding="utf-8")
    assert told(result(capsys, "2024", "--members", "m.yaml")) == expected


@pytest.mark.parametrize(
    ("name", "agency", "figure", "severity", "words"),
    [
        ("县", "云坪县人民政府", 4, "error", "本年新收·总计 4，各机关之和 12，相差 8"),
        ("县", "云坪县人民政府", 11, "warning", "相差 1"),
        ("县", "云坪县人民政府", 13, "warning", "相差 1"),
        ("青石", "云坪县青石镇人民政府", 14, "error", "云坪县自然资源局 5、云坪县财政局 3"),
    ],
)
def test_a_sum_that_is_none_is_told(
    county: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    agency: str,
    figure: int,
    severity: str,
    words: str,
) -> None:
    write(county, f"2024/{name}.yaml", agency, {NEW: figure})
    ((code, gravity, message),) = told(result(capsys, "2024", "--members", "m.yaml"))
    assert (code, gravity) == ("GIA804", severity)
    assert words in message


def test_a_missing_report_is_told_and_the_sum_waits_for_it(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (county / "2024/财政.yaml").unlink()
    found = result(capsys, "2024", "--members", "m.yaml")
    assert told(found) == [("GIA806", "warning", "云坪县财政局没有 2024 年的报告")]
    assert found["engine"][0]["location"]["address"] == "m.yaml:3:5"
    write(county, "2024/县.yaml", "云坪县人民政府", {NEW: 8})
    (first, *_) = told(result(capsys, "2024", "--members", "m.yaml"))
    assert first[2].startswith("缺云坪县财政局的报告，")


def test_a_report_of_no_member_is_told_with_the_near_name(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(county, "2024/财政.yaml", "云坪县财务局", {NEW: 3})
    found = result(capsys, "2024", "--members", "m.yaml")
    assert [(code, severity) for code, severity, _ in told(found)] == [
        ("GIA806", "warning"),
        ("GIA806", "info"),
    ]
    assert "云坪县财务局（2024/财政.yaml）" in found["engine"][0]["hint"]
    assert "“云坪县财政局”" in found["engine"][1]["hint"]


def test_to_ask_only_who_is_missing_is_to_check_something(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a single year no rule over several reports is run, but the list is gone through."""
    for member in ("县", "税务"):
        (county / f"2024/{member}.yaml").unlink(missing_ok=True)
    for codes in ("GIA8", "GIA806"):
        assert (
            main(["check", "2024", "--isolated", "--members", "m.yaml", "--select", codes, "--lang", "zh"])
            < 2
        )
        assert "没有一条规则" not in capsys.readouterr().out


def test_the_matrix_of_a_year_nobody_has_says_so(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (county / "m.yaml").write_text("year: 2025\n" + YAML, encoding="utf-8")
    assert main(["matrix", "2024", "--members", "m.yaml", "--lang", "zh"]) == 2
    assert "没有一份是 2025 年的（有 2024 年的）" in capsys.readouterr().err


def test_a_year_nobody_has_is_told_once(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (county / "m.yaml").write_text("year: 2025\n" + YAML, encoding="utf-8")
    assert told(result(capsys, "2024", "--members", "m.yaml")) == [
        ("GIA806", "warning", "名单里 4 个机关都没有 2025 年的报告")
    ]


def test_a_member_with_two_files_counts_as_unread(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(county, "new/财政.yaml", "云坪县财政局", {NEW: 30})
    found = told(result(capsys, "2024", "new", "--members", "m.yaml"))
    assert [(code, severity) for code, severity, _ in found] == [("GIA805", "warning")]


def test_a_merged_agency_is_compared_with_the_sum(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, carried = "requests.carried_out.total", "requests.carried_in.total"
    write(county, "2023/林业.yaml", "云坪县林业局", {out: 2}, 2023)
    write(county, "2023/资源.yaml", "云坪县自然资源局", {out: 3}, 2023)
    for figure, expected in ((5, []), (3, ["GIA801"])):
        write(county, "2024/资源.yaml", "云坪县自然资源局", {NEW: 5, carried: figure})
        found = told(result(capsys, "2024", "--last", "2023", "--members", "m.yaml"))
        assert [code for code, *_ in found] == expected
    (county / "2023/林业.yaml").unlink()
    found = result(capsys, "2024/资源.yaml", "--last", "2023", "--members", "m.yaml")
    (report,) = found["reports"]
    assert "云坪县林业局的 2023 年的报告" in report["unassessed"][0]["reason"]


def test_a_renamed_agency_is_the_same(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(county, "2023/a.yaml", "青石乡人民政府", {"requests.carried_out.total": 2}, 2023)
    write(county, "2024/青石.yaml", "云坪县青石镇人民政府", {NEW: 4, "requests.carried_in.total": 1})
    found = told(result(capsys, "2024", "--last", "2023", "--members", "m.yaml"))
    assert [code for code, *_ in found] == ["GIA801"]


def test_the_setting_members_does_what_the_option_does(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (county / "gialint.yaml").write_text("members: ./m.yaml\nselect: [GIA8]\n", encoding="utf-8")
    (county / "2024/财政.yaml").unlink()
    main(["check", "--lang", "zh", "--output-format", "json"])
    assert told(json.loads(capsys.readouterr().out)) == [
        ("GIA806", "warning", "云坪县财政局没有 2024 年的报告")
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-01-20", "2025-01-20"),
        ("2025-01-20 00:00:00", "2025-01-20"),
        ("2025/2/3", "2025-02-03"),
        ("2025.2.3", "2025-02-03"),
        ("2025年2月3日", "2025-02-03"),
        ("20250203", "2025-02-03"),
        ("", ""),
    ],
)
def test_a_day_is_read_as_offices_write_it(tmp_path: Path, written: str, day: str) -> None:
    (tmp_path / "m.csv").write_text(f"机关名称,公布日期\n财政局,{written}\n", encoding="utf-8")
    roll, problems = read_members(tmp_path / "m.csv")
    assert ([member.published for member in roll.members], problems) == ([day], [])


def test_a_day_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    with Workbook(tmp_path / "m.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["机关名称", "公布日期"])
        for row, form in enumerate(("yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"'), start=1):
            sheet.write(row, 0, f"{row}局")
            sheet.write_datetime(row, 1, datetime(2025, 2, 3), book.add_format({"num_format": form}))
    roll, problems = read_members(tmp_path / "m.xlsx")
    assert problems == []
    assert [member.published for member in roll.members] == ["2025-02-03"] * 3


@pytest.mark.parametrize(
    ("published", "year", "late"),
    [
        ("2025-01-31", "", False),
        ("2025-02-03", "", True),
        ("2025-02-03", "year: 2024\n", True),
        # Days for the reports of another year.
        ("2024-02-03", "", False),
        ("2025-02-03", "year: 2023\n", False),
    ],
)
def test_who_published_late_by_the_list_is_told(
    county: Path, capsys: pytest.CaptureFixture[str], published: str, year: str, late: bool
) -> None:
    """From the second run on what was found in a report comes from the cache, unless the list has changed."""
    for day in ("2025-01-01", published):
        text = YAML.replace("- 云坪县财政局", f"- {{name: 云坪县财政局, published: {day}}}")
        (county / "m.yaml").write_text(year + text, encoding="utf-8")
        main(["check", "2024", "--members", "m.yaml", "--output-format", "json", "--lang", "zh"])
        found = json.loads(capsys.readouterr().out)
    told = {each["agency"]: [one["message"] for one in each["findings"] if one["code"] == "GIA605"]
            for each in found["reports"]}  # fmt: skip
    said = f"名单所列公布日期为 {published}，期限为 2025-01-31，逾期 3 天"
    assert told["云坪县财政局"] == ([said] if late else [])
    assert sum(map(len, told.values())) == late


def test_what_the_list_says_was_published_and_is_not_there_is_told(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (county / "2024/青石.yaml").unlink()
    (problem,) = result(capsys, "2024", "--members", "m.yaml")["engine"]
    assert problem["message"] == "青石镇人民政府没有 2024 年的报告"
    assert "已于 2025-01-20 公布" in problem["hint"]


def test_a_list_that_is_not_there_is_told_with_the_near_one(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "2024", "--members", "n.yaml", "--lang", "zh"]) == 2
    assert "“m.yaml”" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["list.yaml", "list.csv", "list.xlsx"])
def test_a_first_list_is_made_of_the_reports(
    county: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["members", "2024", "-o", name, "--lang", "zh"]) == 0
    assert "4 个机关" in capsys.readouterr().out
    roll, problems = read_members(Path(name))
    assert problems == []
    assert roll.government == "云坪县人民政府"
    assert sorted(each.name for each in roll.members) == sorted(
        ["云坪县财政局", "云坪县青石镇人民政府", "云坪县税务局", "云坪县自然资源局"]
    )
    assert [code for code, *_ in told(result(capsys, "2024", "--members", name))] == ["GIA804"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2024", "-o", "m.yaml"], "文件已经存在：m.yaml"),
        (["2024", "-o", "m.txt"], "名单应是"),
    ],
)
def test_a_first_list_goes_over_nothing(
    county: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["members", *words, "--lang", "zh"]) == 2
    assert said in capsys.readouterr().err
    assert Path("m.yaml").read_text("utf-8") == YAML
