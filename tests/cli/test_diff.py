"""``gialint diff``: two files in any format, and the status that tells whether they differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run among the examples."""
    monkeypatch.chdir(EXAMPLES)


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "txt", "yaml"])
def test_one_report_in_two_formats_is_the_same(suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "clean.docx", f"clean.{suffix}"]) == 0
    told = capsys.readouterr()
    assert told.out.endswith("\n\n没有不同：208 项数据相同。\n")
    assert told.err == ""


def test_what_differs_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "clean.docx", "faulty.yaml", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("A  clean.docx · 云坪县青石镇人民政府 · 2024\nB  faulty.yaml · ")
    assert "closed in all (total)" in told


def test_slight_differences_are_listed_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "faulty.docx", "clean.docx"]) == 1
    assert "予以公开·" not in capsys.readouterr().out
    assert main(["diff", "faulty.docx", "clean.docx", "--verbose"]) == 1
    assert "予以公开·" in capsys.readouterr().out


def test_what_differs_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "clean.docx", "faulty.yaml", "--output-format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["a"]["path"], told["b"]["path"]) == (
        "gialint/diff/1", "clean.docx", "faulty.yaml",
    )  # fmt: skip
    closed = next(fact for fact in told["facts"] if fact["fact"] == "requests.closed.total")
    assert (closed["a"]["value"], closed["b"]["value"], closed["change"]) == (0, 1, 1)
    assert told["same"] + len(told["facts"]) == 208


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["clean.docx", "没有.docx"], "没有.docx: GIA902 没有这个文件"),
        (["没有.docx", "clean.docx"], "没有.docx: GIA902 没有这个文件"),
        (["clean.docx", "."], ".: GIA902 这是文件夹，不是文件"),
        (["clean.docx"], "gialint: 缺少 B"),
        (["clean.docx", "clean.md", "clean.txt"], "gialint: 一次只能比较两个文件或文件夹，多给了 clean.txt"),
        (["clean.docx", "clean.md", "--output-format", "xml"], "gialint: --output-format 只能是 table、json"),
    ],
)
def test_what_cannot_be_compared(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(said)


COUNTY = EXAMPLES / "county"
THREE = ("财政局", "司法局", "民政局")


@pytest.fixture
def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two years of three agencies under other names; one has a wrong figure in the first year."""
    monkeypatch.chdir(tmp_path)
    for year in ("2023", "2024"):
        Path(year).mkdir()
        for number, name in enumerate(THREE):
            text = (COUNTY / year / f"{name}.txt").read_text(encoding="utf-8")
            if (year, name) == ("2023", "财政局"):
                wrong = text.replace(
                    "本年新收政府信息公开申请数量 | 15 |", "本年新收政府信息公开申请数量 | 16 |"
                )
                assert wrong != text
                text = wrong
            Path(year, f"{number if year == '2023' else name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_two_years_are_compared_by_agency(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("2024/司法局.txt").unlink()
    assert main(["diff", "2023", "2024", "--output-format", "json", "--lang", "zh"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "gialint/diffs/1"
    assert [(each["a"]["path"], each["b"]["path"]) for each in told["pairs"]] == [
        ("2023/0.txt", "2024/财政局.txt"),
        ("2023/2.txt", "2024/民政局.txt"),
    ]
    assert told["alone"] == [{"path": "2023/1.txt", "reason": "另一边没有这个机关的报告"}]
    gone = told["pairs"][0]["findings"]["gone"]
    assert "GIA301" in {each["code"] for each in gone}


def test_a_finding_of_a_rule_that_is_off_for_the_other_is_not_gone(
    years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("2024/gialint.yaml").write_text("ignore: [GIA301]\n", encoding="utf-8")
    assert main(["diff", "2023", "2024", "--output-format", "json", "--lang", "zh"]) == 1
    found = json.loads(capsys.readouterr().out)["pairs"][0]["findings"]
    named = {name: {each["code"] for each in part} for name, part in found.items()}
    assert "GIA301" in named["unsure"]
    assert "GIA301" not in named["gone"]


def test_a_folder_of_both_years_is_compared_within(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", ".", "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    assert said.endswith("\n共 3 对报告，3 对的数据或陈述不同；没有成对的 0 份。\n")
    assert "云坪县财政局   2023   2024" in said


def test_the_same_reports_do_not_differ(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2024", "2024", "--lang", "zh"]) == 0
    assert "0 对的数据或陈述不同" in capsys.readouterr().out


def test_a_list_of_members_knows_an_agency_by_its_old_name(
    years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("2023/0.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("财政局", "财税局"), encoding="utf-8")
    Path("m.yaml").write_text(
        "government: 云坪县人民政府\nmembers:\n  - {name: 财政局, also: [财税局]}\n", encoding="utf-8"
    )
    main(["diff", "2023", "2024", "--lang", "zh"])
    assert "没有成对的 2 份" in capsys.readouterr().out
    main(["diff", "2023", "2024", "--members", "m.yaml", "--lang", "zh"])
    assert "没有成对的 0 份" in capsys.readouterr().out


def test_a_pair_as_a_page(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["diff", "2023/0.txt", "2024/财政局.txt", "-o", "html:both.html", "--lang", "zh"]
    assert main(words) == 1
    assert main(words) == 1  # its own page is replaced
    page = Path("both.html").read_text(encoding="utf-8")
    for text in ("2023/0.txt", "2024/财政局.txt", "本年新收·自然人", "不再有", "<del>", "<ins>"):
        assert text in page
    assert "<script" not in page
    assert capsys.readouterr().out == ""


def test_folders_as_a_page_or_a_folder_of_pages(years: Path) -> None:
    assert main(["diff", "2023", "2024", "-o", "html:all.html"]) == 1
    assert Path("all.html").read_text(encoding="utf-8").count('<section class="pair"') == 3
    assert main(["diff", "2023", "2024", "-o", "html:pages/"]) == 1
    names = sorted(path.name for path in Path("pages").glob("*.html"))
    assert names == ["001-云坪县财政局.html", "002-云坪县司法局.html", "003-云坪县民政局.html", "index.html"]
    index = Path("pages/index.html").read_text(encoding="utf-8")
    assert index.count('<a href="00') == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2023/0.txt", "2024/财政局.txt", "-o", "html:2023/1.txt"], "网页的文件名应以 .html 结尾"),
        (["2023/0.txt", "2024/财政局.txt", "-o", "both.html"], "-o 应写成 html:文件"),
        (["2023/0.txt", "2024/财政局.txt", "-o", "html:pages/"], "只有比较文件夹才能写成一个文件夹"),
        (["2023/0.txt", "2024"], "2024: GIA902 这是文件夹"),
        (["2023/0.txt"], "缺少 B"),
        (["2023", "2034"], "“2024”"),
    ],
)
def test_what_is_asked_wrongly(
    years: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *words, "--lang", "zh"]) == 2
    assert said in capsys.readouterr().err


def test_no_page_goes_over_a_report(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = Path("2024/x.html")
    report.write_bytes((EXAMPLES / "clean.html").read_bytes())
    assert main(["diff", "2023", "2024", "-o", "html:2024/x.html"]) == 2
    assert report.read_bytes() == (EXAMPLES / "clean.html").read_bytes()


def test_findings_that_are_new_are_told_of_two_files(capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "clean.docx", "faulty.docx", "--lang", "zh"])
    assert "  新出现  GIA301 收到与办理的申请数量应当相等" in capsys.readouterr().out
    main(["diff", "faulty.txt", "faulty.docx", "--lang", "zh"])
    assert "两份都有 9 处" in capsys.readouterr().out
