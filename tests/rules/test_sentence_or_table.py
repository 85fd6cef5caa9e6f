"""Where prose and a table disagree: which of them is wrong is decided by counting what bears each out."""

from __future__ import annotations

import pytest

from gialint.checking.engine import check_report
from gialint.model import Checked
from tests.rules.full_tables import LINTER, Figures, title, understood
from tests.rules.test_every_cell_is_noticed import TABLE_TWO, sound

SAID = {
    "requests.new.total": "全年收到政府信息公开申请{}件。",
    "requests.granted.total": "政府信息公开申请予以公开{}件。",
    "requests.closed.total": "全年办结政府信息公开申请{}件。",
    "review.total": "因政府信息公开被申请行政复议{}件。",
}
SOUND = sound("2021")


def told(changes: Figures, *prose: str) -> list[str]:
    """Return codes and hints of what is found in a sound report with some figures changed and some prose."""
    return [
        f"{found.code} {found.hint}" for found in findings(changes, *prose).findings if found.code > "GIA2"
    ]


def findings(changes: Figures, *prose: str) -> Checked:
    """Check a sound report with some figures changed and some prose."""
    written = {"title": title("2021"), "一": "\n".join(prose), "facts": {**SOUND, **changes}}
    report = understood(written)
    rules = [rule for rule in LINTER.rules if rule.code[:4] in ("GIA2", "GIA3", "GIA4", "GIA5")]
    rules = [rule for rule in rules if rule.code not in ("GIA530", "GIA522")]
    return check_report(report, rules, LINTER.engine, LINTER.terms)


@pytest.mark.parametrize("path", SAID)
def test_the_sentence_is_wrong_where_the_table_bears_its_figure_out(path: str) -> None:
    right = SOUND[path]
    assert told({}, SAID[path].format(right)) == []
    [found] = told({}, SAID[path].format(right + 12))
    assert "可能是文字写错：表中“" in found
    assert f"”是 {right}，表内有 " in found


@pytest.mark.parametrize("path", SAID)
def test_the_cell_is_wrong_where_the_sums_and_the_sentence_agree(path: str) -> None:
    right = SOUND[path]
    [found] = told({path: right + 12}, SAID[path].format(right))
    assert "可能是同一格写错：“" in found
    assert f"”写的是 {right + 12}，如果是 {right}，这几处就都相符" in found
    assert found[:4] in ("GIA3", "GIA4")


@pytest.mark.parametrize("path", SAID)
def test_where_the_sentence_has_the_cell_s_figure_none_is_named(path: str) -> None:
    wrong = SOUND[path] + 12
    assert not any("写错：" in found for found in told({path: wrong}, SAID[path].format(wrong)))


def test_where_two_sentences_disagree_with_the_table_none_is_named() -> None:
    said = SAID["requests.new.total"].format(52)
    found = told({}, said, f"本年度共{said.removeprefix('全年')}")
    assert len(found) == 2
    assert not any("写错：" in each for each in found)


def test_the_slip_in_a_sentence_is_reported() -> None:
    assert SOUND["requests.closed.total"] == 38
    [found] = told({}, SAID["requests.closed.total"].format(83))
    assert "相邻两位数字写颠倒了" in found


def test_a_table_that_was_never_filled_in_bears_nothing_out() -> None:
    empty = {path: 0 for path in SOUND if path.startswith("requests.")}
    assert not any("写错：" in found for found in told(empty, SAID["requests.new.total"].format(12)))


def test_the_total_of_suits_is_named_where_sum_and_sentence_agree() -> None:
    [found] = told({"litigation.direct.total": 12}, "因政府信息公开被提起行政诉讼4件。")
    assert "GIA402、GIA508 可能是同一格写错" in found
    assert "写的是 12，如果是 2，" in found


def test_of_the_parts_of_one_sum_none_is_named() -> None:
    [found] = told({"review.upheld": 12}, "因政府信息公开被申请行政复议4件。")
    assert found.startswith("GIA401")
    assert "写错：" not in found


def test_the_stock_of_table_two_is_named_where_its_rule_and_the_sentence_agree() -> None:
    issued, repealed = TABLE_TWO["docs.normative.issued"], TABLE_TWO["docs.normative.repealed"]
    said = f"现行有效行政规范性文件{issued - repealed + 14}件。"
    [found] = told({"docs.normative.valid": 1}, said)
    assert "GIA201、GIA509 可能是同一格写错" in found
    assert "写的是 1，如果是 17，" in found


def test_what_only_bounds_a_figure_does_not_bear_it_out() -> None:
    [found] = told({}, "现行有效行政规范性文件14件。")
    assert found.startswith("GIA509")
    assert "写错：" not in found
