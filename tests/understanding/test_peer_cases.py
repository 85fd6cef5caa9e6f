"""Sentences easily misread, in small reports with their tables: what is told of them and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gialint.config import Config
from gialint.model import Checked
from gialint.run.linter import linter
from gialint.run.result import result_of
from gialint.understanding.figures import read_figure
from tests.reportwriter.form import HEADINGS

LINTER = linter(Config())
EXAMPLES = Path(__file__).parents[2] / "examples"
Figures = Mapping[str, str | int | float]

NEW = {"requests.new.total": 1356, "requests.carried_in.total": 0}
CARRIED = {**NEW, "requests.carried_in.total": 12}
CHAINED = {"requests.carried_in.total": 12, "requests.carried_out.total": 28}
REVIEWED = {"review.total": 34, "review.corrected": 2, "review.upheld": 30}
SUITS = {"litigation.direct.total": 50, "litigation.after_review.total": 7}
CLOSED = {"requests.closed.total": 1340, "requests.carried_in.total": 12}
FEES = {"fees.charges_wanyuan": 123.4}

RIGHT: list[tuple[str, str, Figures, str]] = [
    ("P1 received and carried in", "共收到政府信息公开申请1356件，上年结转12件。", CARRIED, "一"),
    ("P2 last year's first", "本年新收政府信息公开申请比上年同期的1200件增加156件，共1356件。", NEW, "一"),
    ("P3 grouped by threes", "本年新收政府信息公开申请1,356件。", NEW, "一"),
    ("P4 a part before its whole", "因政府信息公开行政复议被纠正2件，共34件。", REVIEWED, "一"),
    (
        "P5 last year's remainder and this year's",
        "上一年度结转下年度继续办理12件，本年度结转下年度继续办理28件。",
        CHAINED,
        "三",
    ),
    ("P6 a verb far from another's number", "答复依申请公开申请，主动公开政府信息5000件。", NEW, "一"),
    ("P7 charges are no processing fee", "无。", FEES, "六"),
    ("P9 compared with a year", "与2024年收到1200件相比增长13%。", NEW, "一"),
    ("P9 compared in brackets", "收到申请1356件（2024年1200件），增长13%。", NEW, "一"),
    ("P10 what was carried in, closed", "上年结转12件已全部办结12件，办理结果总计1340件。", CLOSED, "三"),
    ("P11 doubled by idiom", "坚持一件一件梳理、一项一项落实。", NEW, "一"),
    ("P12 a government and its parts", "全年收到申请1356件。", NEW, "一"),
    ("N1 said twice alike", "收到申请1356件。经梳理，全年共收到申请1356件。", NEW, "一"),
    ("N2 in Chinese", "收到政府信息公开申请一千三百五十六件。", NEW, "一"),
    ("N2 wide digits", "收到政府信息公开申请１３５６件。", NEW, "一"),
    ("N2 broken over lines", "收到政府信息公开\n申请1356\n件。", NEW, "一"),
    ("N3 results after the total", "行政复议34件，其中结果维持30件、结果纠正2件。", REVIEWED, "四"),
    ("N4 all suits", "行政诉讼共57件。", SUITS, "一"),
    ("N4 cases of suits", "发生行政诉讼案件共57件。", SUITS, "一"),
    ("N12 above the table", "本年新收政府信息公开申请1356件。", NEW, "三"),
]

WRONG: list[tuple[str, str, Figures, str, str]] = [
    ("P1", "共收到政府信息公开申请1357件，上年结转12件。", CARRIED, "一", "GIA502"),
    ("P1 carried in", "共收到政府信息公开申请1356件，上年结转13件。", CARRIED, "一", "GIA503"),
    ("P2", "本年新收政府信息公开申请比上年同期的1200件增加165件，共1365件。", NEW, "一", "GIA502"),
    ("P3", "本年新收政府信息公开申请1,365件。", NEW, "一", "GIA502"),
    ("P4", "因政府信息公开行政复议被纠正2件，共43件。", REVIEWED, "一", "GIA507"),
    ("P5 carried out", "上一年度结转12件，本年度结转下年度继续办理82件。", CHAINED, "三", "GIA506"),
    ("P10", "上年结转12件已全部办结12件，办理结果总计1430件。", CLOSED, "三", "GIA505"),
    ("N1 the second is wrong", "收到申请1356件。经梳理，全年共收到申请1365件。", NEW, "一", "GIA502"),
    ("N1 and no table", "收到申请1356件。经梳理，全年共收到申请1365件。", {}, "一", "GIA520"),
    ("N2 in Chinese", "收到政府信息公开申请一千三百六十五件。", NEW, "一", "GIA502"),
    ("N2 wide digits", "收到政府信息公开申请１３６５件。", NEW, "一", "GIA502"),
    ("N2 broken over lines", "收到政府信息公开\n申请1365\n件。", NEW, "一", "GIA502"),
    ("N3", "行政复议99件，其中结果维持30件。", REVIEWED, "四", "GIA507"),
    ("N3 a result", "行政复议34件，其中结果维持31件。", REVIEWED, "四", "GIA507"),
    ("N4", "行政诉讼共75件。", SUITS, "一", "GIA508"),
    ("N4 cases", "发生行政诉讼案件共75件。", SUITS, "一", "GIA508"),
    ("N12 above table three", "本年新收政府信息公开申请1365件。", NEW, "三", "GIA502"),
    ("N12 above table four", "发生行政复议43件。", REVIEWED, "四", "GIA507"),
    ("N12 above table two", "行政事业性收费321.4万元。", FEES, "二", "GIA511"),
    *(
        (f"N2 {unit}", f"收到政府信息公开申请1365{unit}。", NEW, "一", "GIA502")
        for unit in ("宗", "起", "例", "份", "次", "条", "个", "封", "项", "件次")
    ),
]


def _checked(prose: str, figures: Figures, section: str, year: int = 2025) -> Checked:
    """Check a report with some prose in one section and some figures of its tables."""
    lines = [f"title: 云坪县青石镇人民政府{year}年政府信息公开工作年度报告", "sections:"]
    for number, heading in HEADINGS.items():
        said = prose if number == section else "按规定填报。"
        lines += [f"  {heading}: |", *(f"    {line}" for line in said.splitlines())]
    lines += ["facts:", *(f"  {path}: {value}" for path, value in figures.items())]
    return LINTER.check_file("report.yaml", "\n".join(lines).encode())


def _told(checked: Checked) -> list[str]:
    """Return what was told about prose, years and wording."""
    return [found.code for found in checked.findings if found.code[:4] in ("GIA5", "GIA8") or found.code in (
        "GIA604", "GIA707",
    )]  # fmt: skip


@pytest.mark.parametrize(
    ("prose", "figures", "section"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT]
)
def test_nothing_is_told_of_what_is_right(prose: str, figures: Figures, section: str) -> None:
    assert [code for code in _told(_checked(prose, figures, section)) if code != "GIA530"] == []


@pytest.mark.parametrize(
    ("prose", "figures", "section", "code"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_what_is_wrong_is_told(prose: str, figures: Figures, section: str, code: str) -> None:
    assert code in _told(_checked(prose, figures, section))


def test_p8_a_heading_with_a_number_in_it_is_another_section() -> None:
    title = "云坪县青石镇人民政府2025年政府信息公开工作年度报告"
    report = f"{title}\n一、总体情况\n工作平稳。\n十五、附则\n本报告自发布之日起供查阅。\n"
    codes = [found.code for found in LINTER.check_file("report.txt", report.encode()).findings]
    assert "GIA101" in codes


def test_n1_both_places_are_told() -> None:
    checked = _checked("收到申请1356件。经梳理，全年共收到申请1365件。", {}, "一")
    (found,) = [found for found in checked.findings if found.code == "GIA520"]
    assert found.location is not None
    assert {found.location.text, *(place.text for _, place in found.related)} >= {
        "收到申请1356件",
        "共收到申请1365件",
    }


OUTCOMES = LINTER.knowledge.edition(2025).sets["requests.outcomes"]
BLANKS: dict[str, str | int | float] = {
    **{f"requests.{row}.total": 0 for row in OUTCOMES},
    **{f"requests.{row}.total": "" for row in OUTCOMES if row.startswith("denied.")},
    "requests.granted.total": 3,
}
UNTOLD: list[tuple[str, Figures, str]] = [
    (
        "N5 a blank group and a total that is too small",
        {**BLANKS, "requests.closed.total": 2},
        "GIA303",
    ),
    (
        "N5 the blanks themselves",
        {**BLANKS, "requests.closed.total": 3},
        "GIA304",
    ),
    ("N6 a figure with a remark", {"requests.new.total": "10（含补正3件）"}, "GIA305"),
    (
        "N7 less than none, though the sum holds",
        {
            "requests.new.total": -5,
            "requests.carried_in.total": 15,
            "requests.closed.total": 10,
            "requests.carried_out.total": 0,
        },
        "GIA305",
    ),
    ("N7 no whole number", {"review.total": 1.5}, "GIA405"),
    (
        "N10 a stock that cannot be",
        {"docs.normative.issued": 9, "docs.normative.repealed": 0, "docs.normative.valid": 2},
        "GIA201",
    ),
    ("N10 no number in table two", {"decisions.permits": "若干"}, "GIA204"),
]


@pytest.mark.parametrize(("figures", "code"), [row[1:] for row in UNTOLD], ids=[row[0] for row in UNTOLD])
def test_no_figure_disables_a_check(figures: Figures, code: str) -> None:
    assert code in [found.code for found in _checked("按规定填报。", figures, "一").findings]


def test_a_total_that_blanks_may_explain_is_not_passed_over_in_silence() -> None:
    checked = _checked("按规定填报。", {**BLANKS, "requests.closed.total": 9}, "一")
    assert "GIA303" in [gap.code for gap in checked.unassessed]
    assert "GIA304" in [found.code for found in checked.findings]


TITLE = "云坪县青石镇人民政府2025年政府信息公开工作年度报告"
WITHOUT: list[tuple[str, str, str]] = [
    ("N8 tables", "\n".join(f"{heading}\n按规定填报。" for heading in HEADINGS.values()), "GIA104"),
    ("N9 section five", "\n".join(each for number, each in HEADINGS.items() if number != "五"), "GIA101"),
    ("N9 nothing in section five", f"{HEADINGS['五']}\n本年度无存在的主要问题。\n", "GIA110"),
]


@pytest.mark.parametrize(("body", "code"), [row[1:] for row in WITHOUT], ids=[row[0] for row in WITHOUT])
def test_what_is_not_there_is_told(body: str, code: str) -> None:
    checked = LINTER.check_file("report.txt", f"{TITLE}\n{body}\n".encode())
    assert code in [found.code for found in checked.findings]


def test_p12_a_whole_and_its_parts_are_compared_only_where_a_list_says_what_they_are(tmp_path: Path) -> None:
    for agency, received in (("云坪县人民政府", 40), ("云坪县青石镇人民政府", 3)):
        (tmp_path / f"{agency}.yaml").write_text(
            f"title: {agency}2025年政府信息公开工作年度报告\nfacts: {{requests.new.total: {received}}}\n",
            encoding="utf-8",
        )
    result = result_of(LINTER, [str(path) for path in sorted(tmp_path.iterdir())])
    assert "GIA804" not in [found.code for report in result.reports for found in report.findings]


@pytest.mark.parametrize("name", ["clean.docx", "clean.html", "faulty.docx", "faulty.md"])
def test_n11_n13_every_figure_is_the_one_that_stands_in_the_file(name: str) -> None:
    data = (EXAMPLES / name).read_bytes()
    facts = LINTER.read(name, data).facts
    figures = [facts[path] for path in facts if facts[path].value is not None]
    assert len(figures) > 20
    for fact in figures:
        assert fact.place is not None
        assert read_figure(fact.place.text).value == fact.value
    assert [str(LINTER.check_file(name, data)) for _ in range(2)] == [str(LINTER.check_file(name, data))] * 2


def test_a_review_of_one_figure_is_none_of_another() -> None:
    prints = {
        found.fingerprint
        for said in (999, 5)
        for found in _checked(f"收到申请{said}件。", NEW, "一").findings
        if found.code == "GIA502"
    }
    assert len(prints) == 2
