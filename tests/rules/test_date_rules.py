"""Years, periods and dates in whole reports: what is told, and above all what is not."""

from __future__ import annotations

from functools import partial

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tests.rules.changed_reports import CLEAN, checked, told

LINTER = linter(Config(select=("GIA6",)))
_checked, _told = partial(checked, LINTER), partial(told, LINTER)

PERIOD = "本报告数据的统计期间为2024年1月1日至2024年12月31日。"
TITLE = "云坪县青石镇人民政府2024年政府信息公开工作年度报告"
SIGNED = "2025年1月10日"
FIRST = "2024年，青石镇把信息公开当作日常工作来做，"
TOWN, BUREAU, OFFICE = "云坪县青石镇人民政府", "云坪县财政局", "云坪县人民政府办公室"


PERIODS: list[tuple[str, str, list[str]]] = [
    ("in the preface", "统计期限自2024年1月1日起，至2024年12月31日止。", []),
    ("in prose only", "2024年1月1日至12月31日，全镇公开信息300条。", []),
    ("months", "统计时间为2024年1月至12月。", []),
    ("the year alone", "统计期间为2024年度。", []),
    ("the end alone", "本报告所列数据截至2024年12月31日。", []),
    ("a statistics bureau's own work", "县统计局2024年3月1日至4月30日开展调查。", ["GIA601 warning"]),
    ("a campaign of some months", "2024年3月1日至5月31日，各村数据集中公开。", ["GIA601 warning"]),
    ("none", "", ["GIA601 warning"]),
    ("年 and 月 lost by a scraper", "统计期间为20241月1日至202412月31日。", ["GIA601 info"]),
    ("月 lost by a scraper", "统计期间为202411日至1231日。", ["GIA601 info"]),
    ("a day too few", "统计期间为2024年1月1日至2024年12月30日。", ["GIA602 error"]),
    ("to the day of writing", "统计期间为2024年1月1日至2025年1月2日。", ["GIA602 error"]),
    ("two years", "统计期间为2023年1月1日至2024年12月31日。", ["GIA602 error"]),
    ("last year's end", "统计截止日期为2023年12月31日。", ["GIA602 error"]),
    ("less plainly told", "本报告数据自2024年1月1日至2024年11月30日。", ["GIA602 warning"]),
    ("last year's", "统计期间为2023年1月1日至2023年12月31日。", ["GIA603 error"]),
    ("last year's, less plainly", "本报告数据自2023年1月1日至2023年12月31日。", ["GIA603 warning"]),
    ("no such day", "统计期间为2024年1月1日至2024年12月32日。", ["GIA607 error"]),
    ("日 left out", "统计期间为2024年1月1日至2024年12月31止。", ["GIA608 info"]),
    ("年 left out once", "统计期间为20241月1日至2024年12月31日。", ["GIA608 info"]),
]


@pytest.mark.parametrize(("period", "told"), [row[1:] for row in PERIODS], ids=[row[0] for row in PERIODS])
def test_periods(period: str, told: list[str]) -> None:
    assert _told((PERIOD, period)) == told


def test_a_body_founded_in_the_year_has_figures_from_then_on() -> None:
    since = (PERIOD, "统计期间为2024年3月18日至2024年12月31日。")
    assert _told(since) == ["GIA602 error"]
    assert _told(since, (FIRST, "我镇由两个乡合并，2024年3月正式成立。")) == []
    assert _told(since, (FIRST, "我镇成立了公开工作领导小组，")) == ["GIA602 error"]


def test_two_periods_that_disagree_are_reported_once() -> None:
    (found,) = _checked((FIRST, "统计期间为2023年1月1日至2023年12月31日。")).findings
    assert (found.code, found.severity.word) == ("GIA603", "error")
    assert [label for label, _ in found.related] == ["标题", "落款"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("2023年政府信息公开", ["GIA603 error"]),
        ("2025年政府信息公开", ["GIA603 error"]),
        ("20224年政府信息公开", ["GIA608 info"]),
    ],
)
def test_a_stale_title_is_one_finding(title: str, told: list[str]) -> None:
    assert _told(("2024年政府信息公开", title)) == told


STALE: list[tuple[str, str, bool]] = [
    ("this year", "2024年，全镇发布信息3条。", False),
    ("last year as the subject", "2023年，全镇发布信息3条。", True),
    ("an older year", "2021年，全镇发布信息3条。", True),
    ("our town's year", "2023年我镇发布信息3条。", True),
    ("behind a numeral", "一是2023年，全镇发布信息3条。", True),
    ("the stretch of last year", "2023年1月1日至12月31日，全镇发布信息3条。", True),
    ("announced", "现将2023年度政府信息公开工作情况报告如下。", True),
    ("compared", "2023年，全镇发布信息3条，2024年为5条。", False),
    ("compared in words", "2023年，全镇发布信息3条，较上年增加1条。", False),
    ("followed by this year", "2023年，全镇发布信息3条。2024年，全镇发布信息5条。", False),
    ("carried over", "2023年结转的申请已办结。", False),
    ("accounts", "2023年，全镇决算按时公开。", False),
    ("what was issued", "2023年，全镇印发《公开目录》。", True),
    ("a title of a paper", "公开《2023年，全镇发布信息》。", False),
    ("in one line with its heading", "（一）主动公开情况 2023年我镇发布信息110条。", True),
    ("the opening sentence", "2023年，本机关认真贯彻落实《信息公开条例》，稳步推进工作。", True),
    ("put into an appraisal", "2023年，我街道将公开工作纳入年度考核。", True),
    ("the verb at once", "2023年组织政务公开培训2次。", True),
    ("the whole year", "2023年全年组织业务培训3次。", True),
    ("nothing happened", "2023年度未发生行政复议。", True),
    ("counted at once", "2023年公开信息298条。", True),
    ("until its end", "截至2023年底，我镇公开信息298条。", True),
    ("a clause of time", "2023年我镇机构合并后，公开职责由办公室承担。", False),
    ("what it got then", "2023年收到的申请2件已经答复。", False),
    ("what others issued", "2023年，国务院办公厅印发指导意见，我镇认真学习。", False),
    ("set against this year", "2023年收到申请5件，本年收到3件。", False),
    ("since then", "2023年以来，全镇持续公开。", False),
    ("an appraisal", "2023年，全镇公开工作考核为优秀。", False),
    ("a month of last year", "2023年12月，全镇收到来信1封。", False),
    ("next year", "2025年，我镇将继续做好公开。", False),
    ("too old to be copied", "2012年，全镇开通网站。", False),
    ("within a sentence", "我镇自2023年起公开补贴名单。", False),
    ("last year's report", "2023年，全镇的年度报告按时发布。", False),
]


@pytest.mark.parametrize(("prose", "told"), [row[1:] for row in STALE], ids=[row[0] for row in STALE])
def test_stale_years(prose: str, told: bool) -> None:
    assert _told((FIRST, prose)) == (["GIA604 warning"] if told else [])


def test_all_stale_sentences_are_one_finding() -> None:
    (found,) = _checked((FIRST, "2023年，全镇发布信息3条。2023年，我镇培训2次。")).findings
    assert found.values == {"years": "2023", "year": "2024"}
    assert len(found.related) == 1


def test_no_year_is_stale_where_the_title_is_in_doubt() -> None:
    stale = (FIRST, "2023年，全镇发布信息3条。")
    assert _told(stale, (PERIOD, "统计期间为2023年1月1日至12月31日。")) == ["GIA603 error"]
    assert "GIA604 warning" not in _told(stale, (TITLE, "政府信息公开工作年度报告"))


SIGNATURES: list[tuple[str, str, list[str]]] = [
    (TOWN, "2025年1月31日", []),
    (TOWN, "2025年2月1日", ["GIA605 info"]),
    (BUREAU, "2025年1月31日", []),
    (BUREAU, "2025年2月1日", ["GIA605 warning"]),
    (BUREAU, "二〇二五年二月一日", ["GIA605 warning"]),
    (OFFICE, "2025年3月31日", []),
    (OFFICE, "2025年4月1日", ["GIA605 warning"]),
    ("云坪县人民政府", "2025年3月31日", []),
    ("云坪县人民政府", "2025年4月1日", ["GIA605 warning"]),
    ("云坪县青石集团", "2025年3月31日", []),
    ("云坪县青石集团", "2025年4月1日", ["GIA605 warning"]),
    (TOWN, "2024年12月31日", []),
    (TOWN, "2024年12月30日", ["GIA606 error"]),
    (TOWN, "2024年1月10日", ["GIA606 error"]),
    (TOWN, "2026年1月10日", ["GIA603 warning"]),
    (TOWN, "2025年2月30日", ["GIA607 error"]),
    (TOWN, "", []),
]


@pytest.mark.parametrize(("agency", "date", "told"), SIGNATURES)
def test_signatures(agency: str, date: str, told: list[str]) -> None:
    assert _told((TOWN, agency), (SIGNED, date)) == told


@pytest.mark.parametrize(
    ("line", "date", "told"),
    [
        ("发布时间：2025-02-20 09:30", "", ["GIA605 warning"]),
        ("发布时间：2025-01-20 09:30", "", []),
        ("发布时间：2025-01-20　更新时间：2025-06-03", "", []),
        ("发布时间：2025-02-20 09:30", SIGNED, []),
        ("来源：http://www.yunping.gov.cn/2025/02/20/report.html", "", []),
    ],
)
def test_what_the_page_says_of_its_publication(line: str, date: str, told: list[str]) -> None:
    bureau = (TOWN, BUREAU)
    below = (f"{BUREAU}2024年政府信息公开工作年度报告", f"{BUREAU}2024年政府信息公开工作年度报告\n{line}")
    assert _told(bureau, below, (SIGNED, date)) == told


def test_a_page_that_names_the_date_otherwise_is_noted_only() -> None:
    title = f"{BUREAU}2024年政府信息公开工作年度报告"
    assert _told((TOWN, BUREAU), (title, f"更新时间：2025-06-03\n{title}"), (SIGNED, "")) == ["GIA605 info"]


def test_without_a_date_of_signature_neither_end_is_assessed() -> None:
    gaps = [(gap.code, gap.missing) for gap in _checked((SIGNED, "")).unassessed]
    assert gaps == [("GIA605", ("meta.signed_on",)), ("GIA606", ("meta.signed_on",))]


def test_a_fix_puts_in_what_was_left_out() -> None:
    period = "统计期间为2024年1月1日至2024年12月31止。"
    (found,) = _checked((PERIOD, period)).findings
    assert found.fix is not None
    assert found.fix["applicability"] == "safe"
    (edit,) = found.fix["edits"]
    report = CLEAN.replace(PERIOD, period)
    assert report[: edit["start"]] + edit["text"] + report[edit["end"] :] == CLEAN.replace(
        PERIOD, period.replace("31止", "31日止")
    )
