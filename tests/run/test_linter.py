"""A whole run: the examples in five formats, bad input, crashing rules, and the exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

import gialint
from gialint.config import Config
from gialint.model import Checked, Result
from gialint.run.linter import linter
from gialint.run.result import result_of

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMATS = ["txt", "html", "md", "yaml", "docx"]

CRASHING = """
from gialint import Facts, Report, Text, hookimpl, rule

@rule("LOC199", "crashing", severity="error", title=Text("坏"), basis=["custom"])
def check(report: Report, facts: Facts):
    raise RuntimeError("自己坏了")
    yield

@hookimpl
def gialint_rules():
    return [check]
"""


def _codes(checked: Checked) -> list[str]:
    return sorted(found.code for found in checked.findings)


@pytest.fixture(scope="module")
def faulty() -> dict[str, Checked]:
    """The faulty example as each format gives it."""
    paths = [str(EXAMPLES / f"faulty.{suffix}") for suffix in FORMATS]
    result = gialint.check(paths)
    assert result.exit == 1
    return dict(zip(FORMATS, result.reports, strict=True))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("code", ["GIA301", "GIA501"])
def test_fingerprints_do_not_depend_on_the_format(faulty: dict[str, Checked], suffix: str, code: str) -> None:
    marks = {
        name: [found.fingerprint for found in checked.findings if found.code == code]
        for name, checked in faulty.items()
    }
    assert marks[suffix] == marks["txt"]


def test_the_headline_finding_has_its_three_places(faulty: dict[str, Checked]) -> None:
    (found,) = [each for each in faulty["docx"].findings if each.code == "GIA501"]
    assert found.location is not None
    assert found.location.address.startswith("六/段")
    assert [place.address for _, place in found.related] == ["一/段3", "三/表1/一、本年新收…/总计"]
    assert found.location.native.startswith("word/document.xml#p[")
    assert found.related[1][1].native.startswith("word/document.xml#tbl[2]/tr[")


def test_the_balance_finding_spells_out_its_working(faulty: dict[str, Checked]) -> None:
    (found,) = [each for each in faulty["txt"].findings if each.code == "GIA301"]
    assert [line.partition("：")[0] for line in found.working] == ["自然人", "总计"]
    assert "本年新收 1 + 上年结转 0 = 1，（七）总计 1 + 结转下年度继续办理 1 = 2，相差 1" in found.working[0]
    assert found.values["delta"] == "1"


def _crash(tmp_path: Path) -> Result:
    (tmp_path / "crashing.py").write_text(CRASHING, encoding="utf-8")
    config = Config(plugins=("./crashing.py",), root=tmp_path)
    return gialint.check([str(EXAMPLES / "faulty.txt")], config)


def test_a_plugin_that_raises_leaves_every_other_finding(tmp_path: Path, faulty: dict[str, Checked]) -> None:
    result = _crash(tmp_path)
    (checked,) = result.reports
    assert result.exit == 2
    assert _codes(checked) == sorted([*_codes(faulty["txt"]), "GIA901"])
    (crash,) = [found for found in checked.findings if found.code == "GIA901"]
    assert "LOC199" in crash.message
    assert "自己坏了" in crash.message


BAD_FILES: list[tuple[str, bytes | None, str, str]] = [
    ("missing.docx", None, "GIA902", "没有这个文件"),
    ("broken.docx", b"PK\x03\x04" + b"x" * 100, "GIA902", "损坏"),
    ("binary.txt", bytes(range(256)) * 4, "GIA902", ""),
    ("letter.txt", "会议通知\n请准时参加。".encode(), "GIA905", "看不出"),
    ("report.xyz", b"abc", "GIA902", ".docx"),
]


@pytest.mark.parametrize(("name", "content", "code", "says"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_told_and_the_others_go_on(
    tmp_path: Path, name: str, content: bytes | None, code: str, says: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = gialint.check([str(path), str(EXAMPLES / "faulty.txt")])
    bad, good = result.reports
    (found,) = bad.findings
    assert found.code == code
    assert says in found.message + found.hint
    assert "GIA501" in _codes(good)
    assert result.exit == 2


def test_a_report_without_tables_says_so_once_a_table() -> None:
    text = "青石镇人民政府2024年政府信息公开工作年度报告\n" + "\n".join(
        f"{number}、{title}\n内容如下，详见附件。"
        for number, title in [
            ("一", "总体情况"),
            ("二", "主动公开政府信息情况"),
            ("三", "收到和处理政府信息公开申请情况"),
            ("四", "政府信息公开行政复议、行政诉讼情况"),
            ("五", "存在的主要问题及改进情况"),
            ("六", "其他需要报告的事项"),
        ]
    )
    checked = linter(Config()).check_file("report.txt", text.encode())
    assert _codes(checked).count("GIA104") == 3
    assert {gap.code for gap in checked.unassessed} >= {"GIA301", "GIA302", "GIA303"}


@pytest.mark.parametrize(
    ("config", "status"),
    [
        (Config(), 1),
        (Config(select=("GIA304",)), 0),
        (Config(select=("GIA304",), fail_on="warning"), 1),
        (Config(select=("GIA302",)), 0),
        (Config(select=("GIA302",), strict=True), 1),
    ],
)
def test_the_exit_status_is_what_was_asked_for(config: Config, status: int) -> None:
    assert gialint.check([str(EXAMPLES / "faulty.txt")], config).exit == status


def test_read_gives_the_report() -> None:
    report = gialint.read(str(EXAMPLES / "clean.docx"))
    assert (report.year, report.edition, report.agency_kind) == (2024, "2021", "township")


def test_a_fault_over_one_report_is_told_and_the_next_is_checked() -> None:
    sound = linter(Config())
    broken = sound._replace(knowledge=sound.knowledge._replace(lexicon=None))  # type: ignore[arg-type]
    reports = result_of(broken, [str(EXAMPLES / "clean.txt"), str(EXAMPLES / "missing.txt")]).reports
    assert [finding.code for report in reports for finding in report.findings] == ["GIA902", "GIA902"]
    assert reports[0].findings[0].message.startswith("gialint 没能读懂这份报告：AttributeError: ")


@pytest.mark.parametrize("wanted", [False, True])
def test_the_text_of_a_report_is_kept_only_where_it_is_asked_for(wanted: bool) -> None:
    lint = linter(Config())._replace(full_text=wanted)
    (checked,) = result_of(lint, [str(EXAMPLES / "clean.txt")]).reports
    assert (checked.full_text is not None) is wanted
