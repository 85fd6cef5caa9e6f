"""Two reports side by side: the sentences that changed, the words that differ, and the pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.config import Config
from gialint.model import Checked, Report
from gialint.reading.yaml_report import from_mapping
from gialint.reporting import Style
from gialint.reporting.beside import beside, pair_text, pairs_table
from gialint.reporting.diff import Piece, diff_fields, differences, pair_json, prose_changes
from gialint.reporting.layout import cells
from gialint.run.linter import linter
from gialint.understanding.understand import Knowledge, understand


@cache
def knowledge() -> Knowledge:
    """Return what is known of the form; a fixture would be printed with every case that fails."""
    return linter(Config(), rules=False).knowledge


def of_text(text: str, year: int = 2024) -> Report:
    """Read a report with a text in section one."""
    told: dict[str, Any] = {"title": f"青石镇人民政府{year}年政府信息公开工作年度报告", "一": text}
    return understand(from_mapping(told), knowledge())


@cache
def plain() -> Report:
    """Return a report of one paragraph."""
    return of_text("全年无事。")


def marked(pieces: Sequence[Piece]) -> str:
    """Return a sentence with what changed in brackets."""
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


ONE = "全年在网站发布信息126条。召开培训会2次。制定了年度工作要点。"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (ONE, []),
        (ONE.replace("126", "130"), [("全年在网站发布信息[126]条。", "全年在网站发布信息[130]条。")]),
        (ONE.replace("召开培训会2次。", ""), [("[召开培训会2次。]", "")]),
        (ONE + "村务公开栏每月更新。", [("", "[村务公开栏每月更新。]")]),
        (
            ONE.replace("126", "130").replace("全年", "新增一句关于绿化的话。全年"),
            [
                ("", "[新增一句关于绿化的话。]"),
                ("全年在网站发布信息[126]条。", "全年在网站发布信息[130]条。"),
            ],
        ),
    ],
)
def test_what_changed(second: str, expected: list[tuple[str, str]]) -> None:
    found = prose_changes(of_text(ONE), of_text(second))
    assert [(marked(each.first), marked(each.second)) for each in found.changes] == expected
    assert {each.section for each in found.changes} <= {"一"}


def test_the_year_of_the_report_is_no_change() -> None:
    text = "{}年共收到申请3件，比{}年多1件。依据国办公开办函〔2021〕30号编制。"
    found = prose_changes(of_text(text.format(2023, 2022), 2023), of_text(text.format(2024, 2023)))
    assert found.changes == ()
    assert found.same >= 2


def test_personal_numbers_are_starred() -> None:
    found = prose_changes(of_text("联系人13812345678。"), of_text("联系人13912345678已离职。"))
    assert "12345678" not in repr(found.changes)


SENTENCES = st.lists(st.text("甲乙丙丁戊1。", min_size=1, max_size=6), max_size=6).map("".join)


@given(one=SENTENCES, other=SENTENCES)
def test_nothing_is_lost(one: str, other: str) -> None:
    """Whatever differs is on one side at least, and turned round the sides change places."""
    first, second = (
        replace(plain(), passages=(plain().passages[-1]._replace(reading=text),)) for text in (one, other)
    )
    found, back = prose_changes(first, second), prose_changes(second, first)
    assert all(each.first or each.second for each in found.changes)
    assert prose_changes(first, first).changes == ()
    assert bool(found.changes) == bool(back.changes)
    for side, report in (("first", first), ("second", second)):
        text = "".join(passage.reading for passage in report.passages)
        for each in found.changes:
            assert "".join(piece.text for piece in getattr(each, side)) in text


Golden = Callable[[str, str], None]
Read = Callable[[Mapping[str, Any]], Report]

LAST: dict[str, Any] = {
    "title": "青石镇人民政府2023年政府信息公开工作年度报告",
    "一": "2023年，我镇收到政府信息公开申请3件，上年结转1件。制发行政规范性文件2件。",
    "requests.new": {"natural_person": 3, "total": 3},
    "requests.carried_in": {"natural_person": 1, "total": 1},
    "requests.carried_out": {"natural_person": "", "total": 0},
    "fees.charges_wanyuan": "12.5",
    "decisions.permits": "1,126",
}
THIS: dict[str, Any] = {
    "title": "青石镇人民政府2024年政府信息公开工作年度报告",
    "一": "2024年，我镇收到政府信息公开申请5件，其中自然人4件，上年结转1件。上一年收到申请3件。"
    "经办人110101199003077598收到申请2件。",
    "requests.new": {"natural_person": 4, "commercial_enterprise": 1, "total": 5},
    "requests.carried_in": {"natural_person": 1, "total": 1},
    "requests.carried_out": {"natural_person": "/", "total": 0},
    "fees.charges_wanyuan": "8.250",
    "decisions.permits": 1126,
}


@pytest.fixture(scope="module")
def read(known: Knowledge) -> Read:
    """Understand a report given as data."""
    return lambda report: understand(from_mapping(report), known)


@pytest.fixture(scope="module")
def years(read: Read) -> tuple[tuple[str, Report], tuple[str, Report]]:
    """Last year's report and this year's, by their paths."""
    return ("2023.yaml", read(LAST)), ("2024.docx", read(THIS))


def compared(years: tuple[tuple[str, Report], tuple[str, Report]], style: Style) -> str:
    """Return what differs between reports without findings, as lines of text."""
    one, other = ((Checked(path, agency=each.agency, year=each.year), each) for path, each in years)
    pair = beside(one, other, lambda path: (), style.language, verbose=style.verbose)
    return pair_text(pair, style)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 50])
def test_two_years_side_by_side(
    golden: Golden, language: str, width: int, years: tuple[tuple[str, Report], tuple[str, Report]]
) -> None:
    told = compared(years, Style(language, False, width))
    golden(f"diff-{language}-{width}.txt", told)
    assert max(map(cells, told.splitlines())) <= width


def test_a_pair_of_many_is_a_line_that_counts_what_differs(
    years: tuple[tuple[str, Report], tuple[str, Report]],
) -> None:
    one, other = ((Checked(path, agency=each.agency, year=each.year), each) for path, each in years)
    pair = beside(one, other, lambda path: (), "zh")
    heading, _, line, *_ = pairs_table([pair], [], Style("zh")).splitlines()
    assert heading.split()[:6] == ["机关", "甲", "乙", "数据", "陈述", "文字"]
    assert line.split() == ["青石镇人民政府", "2023", "2024", "7", "4", "4"]


def test_two_years_as_json(golden: Golden, years: tuple[tuple[str, Report], tuple[str, Report]]) -> None:
    text = pair_json(diff_fields(years, differences(years[0][1], years[1][1])))
    golden("diff.json", text)
    told = {fact["fact"]: fact for fact in json.loads(text)["facts"]}
    assert told["fees.charges_wanyuan"]["change"] == "-4.250"
    assert told["requests.new.commercial_enterprise"]["a"] is None
    assert "decisions.permits" not in told


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ({"requests.new.total": 1}, {"requests.new.total": "１"}, []),
        ({"fees.charges_wanyuan": "12.5"}, {"fees.charges_wanyuan": "12.50"}, []),
        ({"requests.new.total": 1000}, {"requests.new.total": "1,000"}, []),
        ({"requests.new.total": 0}, {"requests.new.total": ""}, ["requests.new.total"]),
        ({"requests.new.total": "/"}, {"requests.new.total": "—"}, ["requests.new.total"]),
        ({"requests.new.total": ""}, {}, ["requests.new.total"]),
        ({}, {"requests.new.total": 0, "review.total": 0}, ["requests.new.total", "review.total"]),
    ],
)
def test_which_figures_differ(
    first: dict[str, Any], second: dict[str, Any], differ: list[str], read: Read
) -> None:
    found = differences(read({"一": "无", **first}), read({"一": "无", **second}))
    assert [pair.path for pair in found.facts] == differ


@pytest.mark.parametrize(
    ("first", "second", "slight"),
    [
        ({"requests.new.total": ""}, {"requests.new.total": 0}, "blank"),
        ({"requests.new.total": 0}, {"requests.new.total": "/"}, "blank"),
        ({"requests.new.total": ""}, {"requests.new.total": 1}, ""),
        ({"requests.new.total": ""}, {"requests.new.total": "/"}, ""),
        ({}, {"requests.new.total": 0}, ""),
        ({"requests.new.total": 0}, {"requests.new.total": 1}, ""),
    ],
)
def test_a_blank_and_a_zero_differ_slightly(
    first: dict[str, Any], second: dict[str, Any], slight: str, read: Read
) -> None:
    (pair,) = differences(read({"一": "无", **first}), read({"一": "无", **second})).facts
    assert pair.slight == slight


def test_what_differs_by_the_year_alone_differs_slightly(read: Read) -> None:
    last, this = (
        read({"title": f"{agency}{year}年政府信息公开工作年度报告", "一": "无"})
        for agency, year in (("青石镇人民政府", 2023), ("石桥镇人民政府", 2024))
    )
    found = differences(last, this).facts
    assert {pair.path: pair.slight for pair in found} == {
        "meta.title": "",
        "meta.agency": "",
        "meta.year": "year",
    }


def test_slight_differences_are_counted_and_listed_if_asked(read: Read) -> None:
    title = "青石镇人民政府{}年政府信息公开工作年度报告"
    figures = {"requests.new": {"natural_person": "", "total": ""}, "decisions.permits": 3}
    last = read({"title": title.format(2023), "一": "无", **figures})
    this = read({"title": title.format(2024), "一": "无", "requests.new": {"natural_person": 0, "total": 0}})
    told = compared((("a", last), ("b", this)), Style("zh"))
    assert "本年新收" not in told
    assert "标题" not in told
    assert "行政许可" in told
    said = "5 项数据不同（2 项只是一份空白、一份为 0，2 项只是年度不同，没有列出；-v 列出）"
    assert said in told.replace("\n", "")
    told = compared((("a", last), ("b", this)), Style("zh", verbose=True))
    assert "本年新收·总计" in told
    assert "标题" in told
    assert "没有列出" not in told


TITLE = "青石镇人民政府{}年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("收到政府信息公开申请3件。", "共收到政府信息公开申请叁件。", {}),
        ("收到政府信息公开申请3件。", "收到政府信息公开申请3件。我镇收到政府信息公开申请3件。", {}),
        ("收到政府信息公开申请3件。", "收到政府信息公开申请4件。", {"requests.new": (3, 4)}),
        ("收到政府信息公开申请3件。", "未收到政府信息公开申请。", {"requests.new": (3, 0)}),
        ("收到政府信息公开申请3件。", "天气很好。", {"requests.new": (3, None)}),
    ],
)
def test_which_claims_differ(
    first: str, second: str, differ: Mapping[str, tuple[int | None, int | None]], read: Read
) -> None:
    one, other = (
        read({"title": TITLE.format(year), "一": f"{year}年，{text}"})
        for year, text in ((2023, first), (2024, second))
    )
    found = differences(one, other)
    assert {
        pair.path: tuple(claims[0].value if claims else None for claims in (pair.first, pair.second))
        for pair in found.claims
    } == differ


@given(figures=st.dictionaries(st.sampled_from(["new", "closed", "granted"]), st.integers(0, 9)))
def test_a_report_does_not_differ_from_itself(figures: dict[str, int], known: Knowledge) -> None:
    facts = {f"requests.{row}.total": value for row, value in figures.items()}
    one, other = (
        understand(from_mapping({"一": "收到申请3件。", **facts}), known)
        for facts in (facts, dict(reversed(facts.items())))
    )
    assert not differences(one, other).any
    assert differences(one, other).same == len(facts)


def test_an_identity_number_is_masked(years: tuple[tuple[str, Report], tuple[str, Report]]) -> None:
    found = differences(years[0][1], years[1][1])
    assert "110101199003077598" not in compared(years, Style("zh")) + pair_json(diff_fields(years, found))
