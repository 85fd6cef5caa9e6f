"""Rules of the kind ``match``: where they look, what they find and say, and how they mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specs import findings, gaps, rule, texts

from gialint.checking.options import with_options
from gialint.checking.patterns.tree import needles
from gialint.model import Finding, Report
from gialint.reading import Limits
from gialint.reading.text import read
from gialint.reading.yaml_report import from_mapping
from gialint.understanding.understand import Knowledge, understand

Told = Callable[..., Report]
Understood = Callable[[str], Report]

WHOLE = """青石镇人民政府2024年政府信息公开工作年度报告
本报告做为说明。

一、总体情况
（一）做为标题
做为正文一。
二、主动公开政府信息情况
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| --- | --- | --- | --- |
| 规章做为 | 0 | 0 | 0 |
五、存在的主要问题及改进情况
做为正文五。
六、其他需要报告的事项
做为正文六。
青石镇做为政府
2025年1月10日
"""


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, ["前言/段1", "一/段1", "五/段1", "六/段1"]),
        ({"in": "prose"}, ["前言/段1", "一/段1", "五/段1", "六/段1"]),
        ({"in": ["headings"]}, ["一/（一）"]),
        ({"in": "signature"}, ["落款"]),
        ({"in": "title"}, []),
        ({"in": "cells"}, ["二/表1/规章做为"]),
        ({"in": ["cells", "headings"]}, ["一/（一）", "二/表1/规章做为"]),
        ({"in": "all"}, ["前言/段1", "一/（一）", "一/段1", "五/段1", "六/段1", "落款", "二/表1/规章做为"]),
        ({"sections": "五"}, ["五/段1"]),
        ({"sections": ["五", "六"]}, ["五/段1", "六/段1"]),
        ({"sections": ["二"], "in": "all"}, ["二/表1/规章做为"]),
        ({"sections": ["四"], "in": "all"}, []),
        ({"on": "original"}, ["前言/段1", "一/段1", "五/段1", "六/段1"]),
    ],
)
@pytest.mark.parametrize(
    "sought", [{"pattern": "做为"}, {"words": ["做为", "没有"]}], ids=["pattern", "words"]
)
def test_where_a_rule_looks(
    understood: Understood, where: dict[str, Any], expected: list[str], sought: dict[str, Any]
) -> None:
    found = findings(understood(WHOLE), "match", {**sought, **where})
    assert [
        finding.place.address.replace("(", "（").replace(")", "）") for finding in found if finding.place
    ] == expected
    assert set(texts(found)) <= {"做为"}


@pytest.mark.parametrize(
    ("spec", "prose", "expected"),
    [
        ({"pattern": "做为"}, "做为单位，做为个人。", ["做为", "做为"]),
        ({"pattern": ["做为", "转结"]}, "转结做为。", ["转结", "做为"]),
        ({"pattern": "做为", "unless": "引用"}, "做为单位。引用做为一词。做为个人。", ["做为", "做为"]),
        ({"pattern": "做为", "unless": "引用"}, "引用：做为！做为", ["做为"]),
        ({"pattern": "转结", "except": ["运转结果", "周转结束"]}, "转结，运转结果，周转结束。", ["转结"]),
        ({"words": ["转结", "做为"], "unless": "引用"}, "引用转结。做为。", ["做为"]),
        ({"words": ["转结", "转结件"]}, "转结件数，转结。", ["转结件", "转结"]),
        ({"words": ["按照按照"]}, "按照按照按照要求。", ["按照按照"]),
        ({"replace": {"做为": "作为"}}, "做为。", ["做为"]),
        ({"pattern": "甲"}, "乙。", []),
    ],
)
def test_what_a_rule_finds(told: Told, spec: dict[str, Any], prose: str, expected: list[str]) -> None:
    assert texts(findings(told(prose), "match", spec)) == expected


@pytest.mark.parametrize(
    "spec",
    [
        {"pattern": "做为"},
        {"words": ["做为"], "except": ["做为单位"]},
        {"replace": {"做为": "作为"}, "unless": "引用"},
    ],
)
def test_what_is_allowed_is_passed_over(told: Told, spec: dict[str, Any]) -> None:
    report = told("看做为本，做为个人。")
    put = with_options(rule("match", spec), {"allow": ["看做为本"]})
    [finding] = (each for each in put.check(report, report.facts) if isinstance(each, Finding))
    assert finding.place is not None
    assert finding.place.location().column == 6


@pytest.mark.parametrize(
    ("spec", "more", "zh", "en"),
    [
        ({"pattern": "做为"}, {}, "用词：“做为”", "wording: “做为”"),
        ({"pattern": "做为", "replace": "作为"}, {}, "“做为”应为“作为”", "“做为” should be “作为”"),
        ({"replace": {"做为": "作为"}}, {}, "“做为”应为“作为”", "“做为” should be “作为”"),
        (
            {"pattern": "(?P<first>做)(?P<rest>为)"},
            {"message": {"zh": "{title}：{rest}{first}{nothing}", "en": "{title}: {match}, {count}"}},
            "用词：为做",
            "wording: 做为, 1",
        ),
        (
            {"pattern": "(?P<a>做)为", "replace": "{a}{match}"},
            {},
            "“做为”应为“做做为”",
            "“做为” should be “做做为”",
        ),
        ({"pattern": "做为", "once": True}, {}, "用词：“做为”", "wording: “做为”"),
    ],
)
def test_what_a_rule_says(told: Told, spec: dict[str, Any], more: dict[str, Any], zh: str, en: str) -> None:
    [finding] = findings(told("其做为单位。"), "match", spec, **more)
    assert (finding.message.zh, finding.message.en) == (zh, en)


def test_once_tells_of_all_places_in_one_finding(told: Told) -> None:
    [finding] = findings(told("做为。转结。做为。"), "match", {"pattern": "做为|转结", "once": True})
    assert finding.message.zh == "用词：“做为”等 3 处"
    assert finding.message.en == "wording: “做为” and others, 3 in all"
    assert [related.place.text for related in finding.related] == ["转结", "做为"]
    assert finding.values == {"count": "3"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("做为。转结。", [("“做为”", "“做为”"), ("“转结”", "“转结”")]),
        ("做为。转结。做为。", [("“做为”、“转结”等 3 处", "“做为”, “转结” (3 in all)")]),
    ],
)
def test_from_a_number_on_places_are_told_of_in_one_finding(
    text: str, said: list[tuple[str, str]], told: Told
) -> None:
    message = {"zh": "{matches}", "en": "{matches}"}
    given = {"pattern": "做为|转结", "once": 3}
    found = findings(told(text), "match", given, message=message)
    assert [(each.message.zh, each.message.en) for each in found] == said


def test_once_does_not_name_hundreds_of_places(told: Told) -> None:
    [finding] = findings(told("做为。" * 300), "match", {"pattern": "做为", "once": True})
    assert len(finding.related) == 39
    assert finding.values == {"count": "300"}


def _mended(text: str, spec: dict[str, Any], known: Knowledge) -> str | None:
    """Return a text file with every fix of a rule applied, or none if there is no fix."""
    report = understand(read(text.encode(), "report.txt", Limits()), known)
    fixes = [finding.fix for finding in findings(report, "match", spec) if finding.fix]
    if not fixes:
        return None
    assert {fix.applicability for fix in fixes} == {"safe"}
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("spec", "prose", "expected"),
    [
        ({"pattern": "做为", "replace": "作为"}, "其做为单位，做为个人。", "其作为单位，作为个人。"),
        ({"replace": {"做为": "作为", "转结": "结转"}}, "做为转结。", "作为结转。"),
        ({"replace": {"做为": "作为"}, "once": True}, "做为。做为。", "作为。作为。"),
        (
            {"pattern": "(?<=[一-鿿]),(?=[一-鿿])", "replace": "，", "on": "original"},
            "镇,村，组",
            "镇，村，组",
        ),
        ({"pattern": "做为"}, "做为。", None),
        # a figure is never changed
        ({"pattern": "做为.", "replace": "作为"}, "做为3件。", None),
        ({"pattern": "做为", "replace": "作为3"}, "做为。", None),
        # what stands in the file is not what was read
        ({"pattern": "镇,村", "replace": "镇、村"}, "镇，村。", None),
        ({"pattern": "政府", "replace": "机关"}, "鎮(zhèn)政 府辦(bàn)。", None),
    ],
)
def test_fixes_reach_the_file(
    spec: dict[str, Any], prose: str, expected: str | None, known: Knowledge
) -> None:
    head = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n"
    mended = _mended(head + prose + "\n", spec, known)
    assert mended == (None if expected is None else head + expected + "\n")


def test_the_words_may_be_a_list_of_a_lexicon(told: Told) -> None:
    report = replace(
        told("做为转结，运转结果。"),
        lists={"typos": {"做为": "作为", "转结": "结转"}, "odd": ("做为",), "but": ("运转结果",)},
    )
    assert texts(findings(report, "match", {"words": "odd"})) == ["做为"]
    found = findings(report, "match", {"replace": "typos", "except": "but"})
    assert [finding.message.zh for finding in found] == ["“做为”应为“作为”", "“转结”应为“结转”"]


@pytest.mark.parametrize(
    ("spec", "missing"),
    [
        ({"words": "typos"}, ["lists.typos"]),
        ({"replace": "typos", "except": "but"}, ["lists.but", "lists.typos"]),
        ({"pattern": "甲", "replace": "乙"}, []),
        ({"words": ["甲乙"], "replace": "乙"}, []),
    ],
)
def test_without_its_list_a_rule_cannot_tell(told: Told, spec: dict[str, Any], missing: list[str]) -> None:
    assert [name for gap in gaps(told("做为。"), "match", spec) for name in gap.missing] == missing


def test_a_rule_that_mends_is_fixable() -> None:
    assert rule("match", {"pattern": "a", "replace": "b"}).fixable
    assert rule("match", {"replace": {"aa": "b"}}).fixable
    assert not rule("match", {"pattern": "a"}).fixable


def test_a_heading_and_its_prose_in_one_paragraph_are_looked_at_apart(understood: Understood) -> None:
    text = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况。做为，正文。\n"
    report = understood(text)
    for on in ("reading", "original"):
        assert texts(findings(report, "match", {"pattern": "总体", "on": on})) == []
        assert texts(findings(report, "match", {"pattern": "总体", "in": "headings", "on": on})) == ["总体"]
        assert texts(findings(report, "match", {"pattern": "正文", "in": "headings", "on": on})) == []
        assert texts(findings(report, "match", {"pattern": "做为", "on": on})) == ["做为"]


def test_what_the_reading_lacks_is_found_as_written(understood: Understood) -> None:
    report = understood(
        "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n&nbsp;本镇&nbsp;依法公开。&nbsp;\n"
    )
    assert texts(findings(report, "match", {"pattern": "&nbsp;"})) == []
    assert len(findings(report, "match", {"pattern": "&nbsp;", "on": "original"})) == 3


def test_figures_given_as_data_are_cells(known: Knowledge) -> None:
    report = understand(from_mapping({"requests.new.total": "３件", "review.total": 3}), known)
    [finding] = findings(report, "match", {"pattern": "件", "in": "cells"})
    fact = report.facts["requests.new.total"]
    assert fact.place is not None
    assert finding.place == fact.place._replace(start=fact.place.start + 1)


def test_a_cell_of_a_table_in_no_section_has_an_address(known: Knowledge) -> None:
    text = "| 名称 | 说明 |\n| --- | --- |\n| 做为单位的说明文字很长 | 0 |\n"
    report = understand(read(text.encode(), "report.txt", Limits()), known)
    [finding] = findings(report, "match", {"pattern": "做为", "in": "cells"})
    assert finding.place is not None
    assert finding.place.address == "前言/表1/做为单位的说…"


PIECES = st.sampled_from(
    ["，", "。", "（", "）", "镇", "政府", "做为", " ", "　", "&nbsp;", "(zhèn)", "\u200b"]
)


@given(st.lists(PIECES, max_size=20))
@settings(max_examples=150)
def test_every_place_holds_what_was_matched(known: Knowledge, pieces: list[str]) -> None:
    text = f"青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n{''.join(pieces)}\n"
    report = understand(read(text.encode(), "report.txt", Limits()), known)
    for on in ("reading", "original"):
        for finding in findings(report, "match", {"pattern": "做为", "in": "all", "on": on}):
            assert finding.place is not None
            assert finding.place.text[0] + finding.place.text[-1] == "做为"


@given(
    st.lists(PIECES, max_size=20), st.sampled_from(["做为", "镇|政府", "(?<=政府)做", "[（(]", "政府(?!做)"])
)
@settings(max_examples=150)
def test_needles_change_nothing_but_the_time(known: Knowledge, pieces: list[str], pattern: str) -> None:
    text = f"青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n{''.join(pieces)}\n"
    report = understand(read(text.encode(), "report.txt", Limits()), known)
    for scope in ({}, {"in": "all"}, {"on": "original"}):
        plain = {"pattern": pattern, **scope}
        pointed = {**plain, "needles": [needles(pattern)]}
        assert findings(report, "match", pointed) == findings(report, "match", plain)


TEXT = """青石镇人民政府2024年政府信息公开工作年度报告
一、总体情况
本镇依法公开。
五、存在的主要问题及改进情况
问题是更新较慢，将加强培训。
六、其他需要报告的事项
未收取信息处理费。
"""


@pytest.mark.parametrize(
    ("given", "addresses"),
    [
        ({"pattern": "信息处理费"}, []),
        ({"pattern": "信息处理费", "sections": "六"}, []),
        ({"pattern": "信息处理费", "sections": ["五"]}, ["五/标题"]),
        ({"pattern": "信息处理费", "sections": ["五", "一"]}, ["一/标题", "五/标题"]),
        ({"words": ["加强", "改进"], "sections": ["五"]}, []),
        ({"words": ["加强", "改进"], "in": "headings", "sections": ["五"]}, []),
        ({"words": ["加强"], "in": "headings", "sections": ["五"]}, ["五/标题"]),
        ({"pattern": "培训", "unless": "加强", "sections": ["五"]}, ["五/标题"]),
        ({"pattern": "统计期间"}, ["标题"]),
    ],
)
def test_what_is_missed(understood: Understood, given: dict[str, Any], addresses: list[str]) -> None:
    found = findings(understood(TEXT), "require", given)
    assert [finding.place.address for finding in found if finding.place] == addresses


@pytest.mark.parametrize(
    ("given", "more", "zh", "en"),
    [
        ({"sections": ["五"]}, {}, "第五部分不符合要求：用词", "section 五 does not meet this: wording"),
        ({}, {}, "用词", "wording"),
        (
            {"sections": ["五"]},
            {"message": {"zh": "第{section}部分缺{title}"}},
            "第五部分缺用词",
            "第五部分缺wording",
        ),
        ({}, {"message": {"zh": "缺{title}", "en": "no {title}"}}, "缺用词", "no wording"),
    ],
)
def test_what_is_said(
    understood: Understood, given: dict[str, Any], more: dict[str, Any], zh: str, en: str
) -> None:
    [finding] = findings(understood(TEXT), "require", {"pattern": "甲", **given}, **more)
    assert (finding.message.zh, finding.message.en) == (zh, en)


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        ({"max_chars": 7, "sections": "一"}, {}, []),
        ({"max_chars": 6, "sections": "一"}, {}, ["第一部分有 7 字，超过 6 字"]),
        ({"max_chars": 6, "sections": "一"}, {"max_chars": 7}, []),
        ({"min_chars": 8, "sections": ["一", "五"]}, {}, ["第一部分有 7 字，少于 8 字"]),
        ({"min_chars": 3, "sections": ["一"]}, {"min_chars": 9}, ["第一部分有 7 字，少于 9 字"]),
        ({"min_chars": 99}, {}, ["全文有 30 字，少于 99 字"]),
        (
            {"pattern": "甲", "min_chars": 8, "sections": ["一"]},
            {},
            ["第一部分不符合要求：用词", "第一部分有 7 字，少于 8 字"],
        ),
        ({"max_chars": 13, "in": ["prose", "headings"], "sections": ["一"]}, {}, []),
        (
            {"max_chars": 7, "in": ["prose", "headings"], "sections": ["一"]},
            {},
            ["第一部分有 13 字，超过 7 字"],
        ),
    ],
)
def test_lengths(
    understood: Understood, given: dict[str, Any], options: dict[str, Any], said: list[str]
) -> None:
    report = understood(TEXT)
    put = with_options(rule("require", given), options)
    found = [each for each in put.check(report, report.facts) if isinstance(each, Finding)]
    assert [finding.message.zh for finding in found] == said
    assert all(finding.place for finding in found)


def test_a_message_may_name_the_length(understood: Understood) -> None:
    [finding] = findings(
        understood(TEXT),
        "require",
        {"max_chars": 5, "sections": ["一"]},
        message={"zh": "{section}：{length}/{limit}"},
    )
    assert finding.message.zh == "一：7/5"


def test_only_lengths_that_a_rule_asks_for_are_options() -> None:
    assert [option.name for option in rule("require", {"max_chars": 5}).options] == ["max_chars"]
    assert rule("require", {"pattern": "甲"}).options == ()


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"pattern": "甲", "sections": ["四"]}, ["没有第四部分"]),
        ({"pattern": "甲", "sections": ["九"]}, ["没有第九部分"]),
        ({"words": "fees", "sections": ["六"]}, ["没有“fees”这个列表"]),
        ({"pattern": "甲", "sections": ["六"]}, []),
    ],
)
def test_what_cannot_be_told(understood: Understood, given: dict[str, Any], reasons: list[str]) -> None:
    report = understood(TEXT)
    assert [gap.reason.zh for gap in gaps(report, "require", given)] == reasons
    assert bool(findings(report, "require", given)) is not bool(reasons)


def test_a_report_without_text_lacks_everything(understood: Understood) -> None:
    [finding] = findings(understood("| 规章 | 0 |\n"), "require", {"pattern": "甲"})
    assert finding.place is None
