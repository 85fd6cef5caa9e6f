"""The tasks of the processes: what one file comes to, and several together."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.config import Config
from gialint.model import Checked, Result
from gialint.web.site import Bounds, Site
from gialint.web.tasks import Concluded, Packed, Tasks, unpacked
from tests.reportwriter.files import example
from tests.reportwriter.zipped import zipped

COUNTY = Path(__file__).parents[2] / "examples" / "county"
CLEAN = example("clean", "txt")
HERE, THERE = (f"{year}/{name}.txt" for year, name in (("2024", "林业局"), ("2024", "财政局")))


@pytest.fixture(scope="module")
def tasks() -> Tasks:
    return Tasks(Site(Config()))


def county(name: str) -> bytes:
    return (COUNTY / name).read_bytes()


def concluded(tasks: Tasks, *files: tuple[str, bytes], language: str = "zh") -> tuple[Concluded, Result]:
    """Return what comes of files that are sent together."""
    found = tasks.unfold(files)
    outcomes: list[Packed] = [
        tasks.check(language, name, data, walked, len(found.files) == 1) for name, data, walked in found.files
    ]
    made = tasks.conclude(language, outcomes, found.problems)
    return made, unpacked(made.result)


def test_the_start(tasks: Tasks) -> None:
    start = tasks.start()
    assert ".docx" in start.suffixes
    assert ".doc" not in start.suffixes
    assert start.problems == ()
    assert ".doc" in Tasks(Site(Config(), office=True)).start().suffixes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rules_by_family(tasks: Tasks, language: str) -> None:
    families = dict(tasks.rules(language))
    rows = [row for rules in families.values() for row in rules]
    assert {"GIA301", "GIA801", "GIA907"} <= {row[0] for row in rows}
    assert all(len(row) == 4 and all(row[:3]) for row in rows)


@pytest.mark.parametrize(("language", "verdict"), [("zh", "不宜发布"), ("en", "not fit to publish")])
def test_one_report(tasks: Tasks, language: str, verdict: str) -> None:
    data = example("faulty", "docx")
    made, result = concluded(tasks, ("年报.docx", data), language=language)
    assert made.single
    assert [(line.place, line.path, line.takes_comments) for line in made.lines] == [(1, "年报.docx", True)]
    assert result.exit == 1
    assert verdict in tasks.screen(language, made.result, 0)[1].lower()
    assert isinstance(tasks.commented(language, made.result, "年报.docx", data), bytes)
    for form in ("json", "xlsx", "docx", "html"):
        assert tasks.output(language, made.result, form)


def test_personal_numbers_are_masked_before_anything_is_kept(tasks: Tasks) -> None:
    number = "110101199003074514"
    _, result = concluded(tasks, ("年报.txt", CLEAN + f"\n联系人身份证号{number}。\n".encode()))
    assert number not in repr(result)


def test_a_copy_that_cannot_be_commented_says_why(tasks: Tasks) -> None:
    data = example("faulty", "docx")
    made, _ = concluded(tasks, ("年报.docx", data))
    reason, _ = tasks.commented("zh", made.result, "年报.docx", data[:200])
    assert reason


@pytest.mark.parametrize(("language", "words"), [("zh", "50.0 MB"), ("en", "50.0 MB")])
def test_what_is_too_large_or_took_too_long_is_a_file_of_the_result(
    tasks: Tasks, language: str, words: str
) -> None:
    told: list[Checked] = [
        unpacked(each)
        for each in (
            tasks.too_large(language, "a.docx", 60_000_000),
            tasks.given_up(language, "b.docx", "SIGSEGV"),
            tasks.given_up(language, "c.docx", ""),
            tasks.broken_over(language, "d.docx", "ValueError: x"),
        )
    ]
    messages = [found.message for each in told for found in each.findings]
    assert [found.code for each in told for found in each.findings] == ["GIA907"] * 3 + ["GIA902"]
    assert words in messages[0]
    assert "SIGSEGV" in messages[1]
    assert "60" in messages[2]
    assert "ValueError: x" in messages[3]


def test_a_county_with_its_list_and_last_year() -> None:
    site = Site(Config(), members=str(COUNTY / "members.xlsx"), earlier=(str(COUNTY / "2023"),))
    tasks = Tasks(site)
    names = sorted(path.name for path in (COUNTY / "2024").iterdir())
    made, result = concluded(tasks, *((f"2024/{name}", county(f"2024/{name}")) for name in names))
    codes = {found.code for report in result.reports for found in report.findings}
    assert {"GIA801", "GIA804"} <= codes
    assert "GIA806" in {found.code for found in result.engine}
    assert made.agencies > 30
    assert str(COUNTY) not in repr(result)  # where the server has its files is nobody else's affair
    title, tables = tasks.matrix("zh", made.result)
    assert "云坪县" in title
    assert tables.count("<section") > 3
    for form in ("matrix", "circular"):
        assert tasks.output("zh", made.result, form)
    alone, one = concluded(tasks, (names[0], county(f"2024/{names[0]}")))
    assert alone.agencies == 1
    assert "GIA806" not in {found.code for found in one.engine}


@pytest.mark.parametrize(("language", "named"), [("zh", "在命令行上"), ("en", "on the command line")])
def test_advice_is_not_only_for_the_command_line(tasks: Tasks, language: str, named: str) -> None:
    """Who sees it on a page can give no option: it is named as what it is, besides what holds everywhere."""
    files = {
        "甲.txt": CLEAN,
        "乙.txt": CLEAN,
        "丙.txt": CLEAN.replace(b"2024", b"2025"),
        "丁.rar": b"x",
        "戊.doc": b"y",
    }
    changed = {"己.txt": CLEAN.replace("青石".encode(), "白水".encode()), "庚.md": example("faulty", "md")}
    _, result = concluded(
        tasks, *files.items(), ("all.zip", zipped({**files, **changed, "a.zip": b"PK"})), language=language
    )
    told = [*result.engine, *result.unchecked, *(each for one in result.reports for each in one.findings)]
    optional = [each.hint for each in told if "--" in each.hint]
    assert "GIA805" in {each.code for each in told if each.hint in optional}
    assert all(named in hint for hint in optional), optional


def test_what_inflates_to_too_much_is_not_opened() -> None:
    tasks = Tasks(Site(Config(), bounds=Bounds(sent=len(CLEAN) * 3 // 2)))
    _, result = concluded(tasks, ("a.zip", zipped({"a.txt": CLEAN, "b.txt": CLEAN})))
    assert len(result.reports) == 1
    assert [found.code for found in result.engine] == ["GIA907"]


def test_settings_of_the_server_hold_and_waivers_do_not(tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text("waivers: []\n", "utf-8")
    config = Config(ignore=("GIA711",), waivers=waivers)
    _, result = concluded(Tasks(Site(config)), ("年报.docx", example("faulty", "docx")))
    assert "GIA711" not in {found.code for report in result.reports for found in report.findings}
