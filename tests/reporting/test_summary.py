"""What was counted, the last line, and the configurations that held."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from sample_results import whole

from gialint.hookspecs import loaded
from gialint.model import Checked, Diagnostic, Gap, Holding, Result, Severity
from gialint.plugins.builtin import REPORTERS
from gialint.reporting import Style
from gialint.reporting.summary import MOST, Tally, closing, tally, unfit, verdict


def counts(
    reports: int = 1,
    error: int = 0,
    warning: int = 0,
    info: int = 0,
    suppressed: int = 0,
    unassessed: int = 0,
    engine: int = 0,
    exit: int = 0,
    unread: int = 0,
) -> Tally:
    return Tally(reports, error, warning, info, suppressed, unassessed, engine, exit, unread)


@pytest.mark.parametrize(
    ("tallied", "chinese", "english"),
    [
        (counts(0), "没有检查任何报告。", "No report was checked."),
        (counts(), "共 1 份报告：未发现问题。", "1 report: nothing found."),
        (
            counts(3, 2, 1, unassessed=4, exit=1),
            "共 3 份报告：2 个错误，1 个警告；4 项检查因缺少数据未能进行。不宜发布。",
            "3 reports: 2 errors, 1 warning; 4 checks not made: missing data. Not fit for publication.",
        ),
        (
            counts(warning=1),
            "共 1 份报告：1 个警告。请逐条核实警告后再发布。",
            "1 report: 1 warning. Look at each warning before publishing.",
        ),
        (
            counts(warning=2, exit=1),
            "共 1 份报告：2 个警告。不宜发布。",
            "1 report: 2 warnings. Not fit for publication.",
        ),
        (counts(info=1), "共 1 份报告：1 条提示。", "1 report: 1 note."),
        (
            counts(suppressed=2, unassessed=1),
            "共 1 份报告：未发现问题，另有 2 个已豁免；1 项检查因缺少数据未能进行。",
            "1 report: nothing found, 2 more waived; 1 check not made: missing data.",
        ),
        (
            counts(2, engine=1, exit=2),
            "共 2 份报告：未发现问题；另有 1 处未能检查，以上结果不完整。",
            "2 reports: nothing found; 1 more could not be checked, so this result is incomplete.",
        ),
        (
            counts(0, engine=2, exit=2),
            "没有检查任何报告；另有 2 处未能检查，以上结果不完整。",
            "No report was checked; 2 more could not be checked, so this result is incomplete.",
        ),
        (
            counts(3, warning=2)._replace(unrecognised=1, met=1),
            "共 2 份报告：1 个警告；1 个文件看不出是报告，未检查。请逐条核实警告后再发布。",
            "2 reports: 1 warning; 1 file not recognised as a report and not checked. "
            "Look at each warning before publishing.",
        ),
        (
            counts(1, engine=1, exit=2)._replace(unrecognised=1),
            "没有检查任何报告；1 个文件看不出是报告，未检查；另有 1 处未能检查，以上结果不完整。",
            "No report was checked; 1 file not recognised as a report and not checked; "
            "1 more could not be checked, so this result is incomplete.",
        ),
        (
            counts(engine=1, exit=2)._replace(without_rules=1),
            "共 1 份报告，都没有用任何规则检查；另有 1 处未能检查，以上结果不完整。",
            "1 report, checked by no rule; 1 more could not be checked, so this result is incomplete.",
        ),
        (
            counts(4, unread=1, engine=1, exit=2)._replace(without_rules=2),
            "共 4 份报告，其中 1 份无法读取，其中 2 份没有用任何规则检查：未发现问题；"
            "另有 1 处未能检查，以上结果不完整。",
            "4 reports, 1 of them unreadable, 2 of them checked by no rule: nothing found; "
            "1 more could not be checked, so this result is incomplete.",
        ),
    ],
)
def test_verdict(tallied: Tally, chinese: str, english: str) -> None:
    assert verdict(tallied, "zh") == chinese
    assert verdict(tallied, "en") == english


@pytest.mark.parametrize(
    ("tallied", "expected"),
    [(counts(), False), (counts(warning=9), False), (counts(error=1), True), (counts(info=1, exit=1), True)],
)
def test_unfit(tallied: Tally, expected: bool) -> None:
    assert unfit(tallied) is expected


def test_tally_of_the_samples() -> None:
    assert tally(whole()) == counts(4, 2, 0, 1, 0, 4, 2, 2, 1)


@pytest.mark.parametrize(
    ("code", "suppressed", "expected"),
    [
        ("GIA301", None, counts(warning=1)),
        ("GIA301", "已核对", counts(suppressed=1)),
        ("GIA901", None, counts(engine=1)),
    ],
)
def test_tally_counts_each_finding_once(code: str, suppressed: str | None, expected: Tally) -> None:
    found = Diagnostic(code, "", Severity.WARNING, "", suppressed=suppressed)
    assert tally(Result("", (Checked("a", findings=(found,)),))) == expected


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.WARNING, counts(warning=1)._replace(unrecognised=1, met=1)),
        (Severity.ERROR, counts(engine=1)._replace(unrecognised=1)),
    ],
)
def test_a_file_that_is_no_report_is_an_error_only_where_it_was_named(
    severity: Severity, expected: Tally
) -> None:
    found = Diagnostic("GIA905", "", severity, "")
    assert tally(Result("", (Checked("a", rules=0, findings=(found,)),))) == expected


def test_a_report_to_which_no_rule_was_put_is_counted() -> None:
    reports = (Checked("a", rules=0), Checked("b", rules=3), Checked("c"))
    assert tally(Result("", reports)) == counts(3)._replace(without_rules=1)


def test_tally_agrees_with_the_result() -> None:
    result = whole()
    counted = tally(result)
    assert (counted.error, counted.warning, counted.info) == (
        result.count(Severity.ERROR),
        result.count(Severity.WARNING),
        result.count(Severity.INFO),
    )


def test_gaps_are_counted() -> None:
    gap = Gap("GIA801", "", "", ())
    assert tally(Result("", (Checked("a", unassessed=(gap, gap)),))).unassessed == 2


SIX = tuple(f"GIA70{number}" for number in range(1, 7))


def result(*held: Holding) -> Result:
    """Return a result with a report for each configuration."""
    reports = (Checked(f"{place}.txt", "text", rules=1, holding=each) for place, each in enumerate(held))
    return Result("0", tuple(reports))


@pytest.mark.parametrize(
    ("held", "zh", "en"),
    [
        ([Holding()], [], []),
        ([Holding("a.yaml")], ["配置 a.yaml（1 份报告）"], ["configuration a.yaml (1 report)"]),
        (
            [Holding("a.yaml", ("GIA701",)), Holding("a.yaml", ("GIA701",)), Holding()],
            ["配置 a.yaml（2 份报告）：停用 1 条规则（GIA701）", "没有配置（1 份报告）"],
            ["configuration a.yaml (2 reports): 1 rule switched off (GIA701)", "no configuration (1 report)"],
        ),
        (
            [Holding("a.yaml", (), ("GIA301",)), Holding("b.yaml", SIX, ("GIA301", "GIA302"))],
            [
                "配置 b.yaml（1 份报告）：停用 6 条规则（GIA701、GIA702、GIA703等），"
                "调低 2 条规则的级别（GIA301、GIA302）",
                "配置 a.yaml（1 份报告）：调低 1 条规则的级别（GIA301）",
            ],
            [
                "configuration b.yaml (1 report): 6 rules switched off (GIA701, GIA702, GIA703, …), "
                "2 severities lowered (GIA301, GIA302)",
                "configuration a.yaml (1 report): 1 severity lowered (GIA301)",
            ],
        ),
        (
            [Holding(f"{number}.yaml") for number in range(MOST + 2)],
            [*(f"配置 {number}.yaml（1 份报告）" for number in range(MOST)), "另有 2 份配置"],
            [*(f"configuration {number}.yaml (1 report)" for number in range(MOST)), "2 more configurations"],
        ),
    ],
)
def test_lines(held: list[Holding], zh: list[str], en: list[str]) -> None:
    assert closing(result(*held)).configurations("zh") == zh
    assert closing(result(*held)).configurations("en") == en


HELD = Holding("drafts/我们的.yaml", SIX, ("GIA301",))


@pytest.mark.parametrize(
    "name", [reporter.name for reporter in REPORTERS if not (reporter.store or reporter.requires)]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_output_names_it(name: str, language: str) -> None:
    [reporter] = (each for each in REPORTERS if each.name == name)
    told = loaded(reporter.load)(result(HELD, Holding()), Style(language))
    if isinstance(told, bytes):
        with ZipFile(BytesIO(told)) as book:
            told = "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))
    told = told.replace("&#34;", '"')
    assert "drafts/我们的.yaml" in told
    assert "GIA701" in told or name in ("json", "jsonl", "junit")
    if reporter.folder:
        pages = loaded(reporter.folder)(result(HELD, Holding()), Style(language))
        assert ["drafts/我们的.yaml" in page for page in pages.values()] == [True, False, True]


def test_quiet_outputs_tell_findings_alone() -> None:
    for name in ("full", "concise", "github"):
        [reporter] = (each for each in REPORTERS if each.name == name)
        assert loaded(reporter.load)(result(HELD), Style("zh", quiet=True)) == ""


def test_json_counts() -> None:
    [reporter] = (each for each in REPORTERS if each.name == "json")
    both = result(HELD, Holding("b.yaml", ("GIA701", "GIA301")), Holding())
    told = json.loads(loaded(reporter.load)(both, Style("zh")))
    assert [(each["config"], each["ignored"], each["lowered"]) for each in told["reports"]] == [
        ("drafts/我们的.yaml", 6, 1),
        ("b.yaml", 2, 0),
        (None, 0, 0),
    ]
    assert (told["summary"]["ignored"], told["summary"]["lowered"]) == (7, 0)
