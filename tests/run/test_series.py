"""Reports of one agency in two years are held against each other, and both files are named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from gialint.cli import main
from gialint.config import Config
from gialint.run.linter import linter
from gialint.run.result import check, result_of
from gialint_rules.series.GIA803_copied_text import KEPT

Figures = Mapping[str, Any]

CLEAN = Path(__file__).parents[2] / "examples/clean.html"
OUT, IN = "requests.carried_out.total", "requests.carried_in.total"


def write(folder: Path, name: str, year: int, figures: Figures, agency: str = "青石镇人民政府") -> str:
    """Write a report as data, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"title: {agency}{year}年政府信息公开工作年度报告"]
    lines += [f"{fact}: {'' if value is None else value}" for fact, value in figures.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def told(reports: Any) -> list[tuple[str, str]]:
    """Return the file and code of every finding of several reports."""
    return [
        (Path(each.path).name, found.code)
        for each in reports
        for found in each.findings
        if found.code[3] == "8"
    ]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([("a.yaml", 2023, {OUT: 3}), ("b.yaml", 2024, {IN: 2})], [("b.yaml", "GIA801")]),
        ([("b.yaml", 2024, {IN: 2}), ("a.yaml", 2023, {OUT: 3})], [("b.yaml", "GIA801")]),
        ([("a.yaml", 2023, {OUT: 3}), ("b.yaml", 2024, {IN: 3})], []),
        ([("a.yaml", 2022, {OUT: 3}), ("b.yaml", 2024, {IN: 2})], []),
        ([("a.yaml", 2023, {OUT: None}), ("b.yaml", 2024, {IN: 2})], []),
        # The name of a file tells nothing.
        ([("2024.yaml", 2023, {OUT: 3}), ("2023.yaml", 2024, {IN: 2})], [("2023.yaml", "GIA801")]),
        (
            [
                ("a.yaml", 2022, {OUT: 1, IN: 0}),
                ("b.yaml", 2023, {OUT: 3, IN: 2}),
                ("c.yaml", 2024, {OUT: 1, IN: 4}),
            ],
            [("b.yaml", "GIA801"), ("c.yaml", "GIA801")],
        ),
    ],
)
def test_years_pair_by_themselves(
    tmp_path: Path, reports: list[tuple[str, int, Figures]], expected: list[tuple[str, str]]
) -> None:
    paths = [write(tmp_path, *report) for report in reports]
    assert told(check(paths).reports) == expected


def test_agencies_are_kept_apart(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.yaml", 2023, {OUT: 3}, "石桥镇人民政府"),
        write(tmp_path, "b.yaml", 2024, {IN: 2}),
    ]
    assert told(check(paths).reports) == []


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ([], "没有找到 2023 年的报告"),
        ([("a.yaml", {OUT: 3}), ("b.yaml", {OUT: 2})], "去年的报告不止一份，内容不同"),
        ([("a.yaml", {OUT: None})], "空白或没有读到"),
    ],
)
def test_what_cannot_be_compared_is_told(
    tmp_path: Path, before: list[tuple[str, Figures]], reason: str
) -> None:
    own = write(tmp_path, "2024.yaml", 2024, {IN: 2, "requests.new.total": 1})
    other = write(tmp_path, "z.yaml", 2023, {OUT: 3}, "石桥镇人民政府")
    last = [other, *(write(tmp_path, name, 2023, figures) for name, figures in before)]
    lint = linter(Config())._replace(digests=True, earlier=tuple(last))
    (report,) = result_of(lint, [own]).reports
    assert told([report]) == []
    assert [gap.reason for gap in report.unassessed if gap.code == "GIA801" and reason in gap.reason]


def test_a_name_that_is_nearly_the_same_is_not_taken_for_it_but_told(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.yaml", 2023, {OUT: 3}, "洪泽区人民政府"),
        write(tmp_path, "b.yaml", 2024, {IN: 2}, "淮安市洪泽区人民政府"),
    ]
    last, own = check(paths).reports
    assert told([last, own]) == []
    assert last.unassessed == () or all("没有找到" not in gap.reason for gap in last.unassessed)
    assert any("洪泽区人民政府（" in gap.reason and gap.code == "GIA801" for gap in own.unassessed)


def test_copies_of_last_years_report_are_one(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.yaml", 2023, {OUT: 3}),
        write(tmp_path, "copy/a.yaml", 2023, {OUT: 3}),
        write(tmp_path, "b.yaml", 2024, {IN: 2}),
    ]
    assert told(check(paths).reports) == [("b.yaml", "GIA801")]


@pytest.fixture
def two_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty agencies in two years, in one of which too few are carried in."""
    for number in range(30):
        agency = f"第{number}镇人民政府"
        write(tmp_path, f"2023/{number}.yaml", 2023, {OUT: number}, agency)
        write(tmp_path, f"2024/{number}.yaml", 2024, {IN: number + (number == 7)}, agency)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Return what a check of concise lines says of series."""
    main(
        [
            "check",
            "--isolated",
            "--select",
            "GIA8",
            "--output-format",
            "concise",
            "-q",
            "--lang",
            "zh",
            *words,
        ]
    )
    return [line for line in capsys.readouterr().out.splitlines() if " GIA8" in line]


WRONG = "2024/7.yaml:2:29: 警告 GIA801 上年结转 8 件，2023 年结转下年度继续办理 7 件，相差 1"


@pytest.mark.parametrize(
    "words",
    [
        ["2023", "2024"],
        ["2024", "--last", "2023"],
        ["2024", "--last", "2023", "--jobs", "2"],
        ["2023", "2024", "--jobs", "2"],
        [".", "--last", "2023"],
        ["2024", "--last", "."],
    ],
    ids=" ".join,
)
def test_it_is_the_same_with_processes_and_with_what_is_kept(
    two_years: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    first = lines(capsys, *words)
    assert [line.partition(" [")[0] for line in first] == [WRONG]
    assert lines(capsys, *words) == first  # from the cache
    assert lines(capsys, *words, "--no-cache") == first


def test_earlier_years_are_not_checked(two_years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--isolated", ".", "--last", "2023", "--output-format", "json"])
    result = json.loads(capsys.readouterr().out)
    assert {each["year"] for each in result["reports"]} == {2024}


def test_the_setting_archive_does_what_last_does(two_years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (two_years / "gialint.yaml").write_text("archive: ./2023\nselect: [GIA8]\n", encoding="utf-8")
    main(["check", "--output-format", "json"])
    result = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in result["reports"] if each["findings"]] == ["2024/7.yaml"]
    assert {each["year"] for each in result["reports"]} == {2024}


def test_a_folder_that_is_not_there_is_told_with_the_near_one(
    two_years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for missing in ("2033", "2022"):
        assert main(["check", "2024", "--last", missing, "--lang", "zh"]) == 2
        said = capsys.readouterr().err
        assert f"没有这个文件夹：{missing}" in said
        assert "“2023”" in said  # and not the folder that is checked


def test_an_older_report_that_cannot_be_read_is_told(
    two_years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (two_years / "2023/broken.docx").write_bytes(b"PK\x03\x04 and no more")
    main(["check", "--isolated", "2024", "--last", "2023", "--output-format", "json", "--lang", "zh"])
    result = json.loads(capsys.readouterr().out)
    (unchecked,) = result["unchecked"]
    assert unchecked["path"] == "2023/broken.docx"
    assert "没有用来比较" in unchecked["reason"]


@pytest.mark.parametrize("command", ["check", "matrix"])
@pytest.mark.parametrize(("folder", "words"), [("2023", ["2024", "--last", "2023"]), ("2024", ["2024"])])
def test_no_output_goes_over_a_report(
    two_years: Path, command: str, folder: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither over one that is compared with, nor over one that a walk met; gialint's own are replaced."""
    report, page = Path(folder, "report.html"), Path(folder, "page.html")
    report.write_bytes(CLEAN.read_bytes())
    assert main([command, *words, "-o", f"html:{report}", "--lang", "zh"]) == 2
    assert "没有覆盖" in capsys.readouterr().err
    assert report.read_bytes() == CLEAN.read_bytes()
    for _ in range(2):
        main([command, *words, "-o", f"html:{page}"])
        assert f"{page}" in capsys.readouterr().err


def test_every_output_names_the_other_file(two_years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = {"full": "out.txt", "json": "out.json", "sarif": "out.sarif", "html": "out.html",
               "xlsx": "out.xlsx", "markdown": "out.md"}  # fmt: skip
    outputs = [word for name, file in formats.items() for word in ("-o", f"{name}:{file}")]
    main(["check", "--isolated", "2024", "--last", "2023", "--select", "GIA8", *outputs])
    with ZipFile("out.xlsx") as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    for text in (
        strings,
        *(Path(file).read_text("utf-8") for file in formats.values() if "xlsx" not in file),
    ):
        assert "2023/7.yaml" in text
    (found,) = (
        each
        for report in json.loads(Path("out.json").read_text("utf-8"))["reports"]
        for each in report["findings"]
    )
    assert "path" not in found["location"]
    assert [each["location"]["path"] for each in found["related"]] == ["2023/7.yaml"]


def test_a_waiver_holds_for_them_too(two_years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (two_years / "w.yaml").write_text(
        "- {code: GIA801, path: 2024/7.yaml, place: 三/表1/二、上年结转…/总计, reason: 去年写错，已经更正,\n"
        "   values: {left: '8', right: '7', delta: '1'}}\n",
        encoding="utf-8",
    )
    main(
        [
            "check",
            "--isolated",
            "2023",
            "2024",
            "--output-format",
            "json",
            "--waivers",
            "w.yaml",
            "--lang",
            "zh",
        ]
    )
    result = json.loads(capsys.readouterr().out)
    found = [each for report in result["reports"] for each in report["findings"] if each["code"] == "GIA801"]
    assert [bool(each["suppressed"]) for each in found] == [True], result["engine"]


REPORT = """# 青石镇人民政府{year}年政府信息公开工作年度报告
## 三、收到和处理政府信息公开申请情况

| 申请人 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
| 二、上年结转政府信息公开申请数量 | {carried} | 0 | 0 | 0 | 0 | 0 | {carried} |
| 四、结转下年度继续办理 | {out} | 0 | 0 | 0 | 0 | 0 | {out} |
"""


@pytest.mark.parametrize(
    ("comment", "suppressed"),
    [("", False), ("<!-- gialint: 忽略 GIA801 去年写错，已经更正 -->\n", True),
     ("<!-- gialint: 忽略 GIA802 别的 -->\n", False)],
)  # fmt: skip
def test_a_comment_in_the_report_holds_for_them_too(tmp_path: Path, comment: str, suppressed: bool) -> None:
    last, own = tmp_path / "2023.md", tmp_path / "2024.md"
    last.write_text(REPORT.format(year=2023, carried=0, out=2), encoding="utf-8")
    text = REPORT.format(year=2024, carried=1, out=0).replace("\n\n|", f"\n\n{comment}\n|")
    own.write_text(text, encoding="utf-8")
    report = check([str(last), str(own)]).reports[1]
    (found,) = (each for each in report.findings if each.code == "GIA801")
    assert (bool(found.suppressed), found.in_source) == (suppressed, suppressed)
    assert not any(each.code == "GIA904" for each in report.findings)


def prose(folder: Path, name: str, year: int, agency: str, text: str = KEPT) -> str:
    """Write a report of one section, and return its path."""
    path = folder / name
    head = f"{agency}{year}年政府信息公开工作年度报告"
    path.write_text(f"{head}\n一、总体情况\n{text}\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([("a.txt", 2023, "青石镇人民政府"), ("b.txt", 2024, "青石镇人民政府")], ["b.txt"]),
        ([("a.txt", 2024, "青石镇人民政府"), ("b.txt", 2024, "白鹭镇人民政府")], ["a.txt", "b.txt"]),
        ([("a.txt", 2022, "青石镇人民政府"), ("b.txt", 2024, "青石镇人民政府")], []),
        ([("a.txt", 2023, "青石镇人民政府"), ("b.txt", 2024, "白鹭镇人民政府")], []),
    ],
)
def test_copied_text_is_found(
    tmp_path: Path, reports: list[tuple[str, int, str]], expected: list[str]
) -> None:
    paths = [prose(tmp_path, *report) for report in reports]
    found = [each for each in told(check(paths).reports) if each[1] == "GIA803"]
    assert found == [(name, "GIA803") for name in expected]


def test_what_many_reports_say_alike_is_no_copy(tmp_path: Path) -> None:
    paths = [
        prose(
            tmp_path,
            f"{at}.txt",
            2024,
            f"{'甲乙丙丁戊'[at % 5]}{'东南西北中'[at // 5 % 5]}{'山河湖'[at // 25]}镇人民政府",
        )
        for at in range(60)
    ]
    assert not [each for each in told(check(paths).reports) if each[1] == "GIA803"]
