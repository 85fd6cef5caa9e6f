"""Comments in a report suppress what they name where they stand, and say so where they do not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.checking.diagnostics import MessageOptions
from gialint.checking.engine_rules import engine_rules
from gialint.checking.suppression.comments import MOST, apply_comments
from gialint.model import Aside, Checked, Diagnostic, Gap, Place, Report, Severity

Understood = Callable[[str], Report]
ENGINE = {rule.code: rule for rule in engine_rules()}
KNOWN = ("GIA301", "GIA501", "GIA502", "QSH101", *ENGINE)
HEAD = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n"
FINGERPRINT = "a1b2c3d4e5f60718"


def found(report: Report, words: str, code: str = "GIA501", *others: str) -> Diagnostic:
    """Return a finding at some words of the report, with other places."""
    places = [_location(report, each) for each in (words, *others)]
    related = tuple(("另一处", place) for place in places[1:])
    return Diagnostic(
        code, "x", Severity.ERROR, "不符", location=places[0], related=related, fingerprint=FINGERPRINT
    )


def _location(report: Report, words: str) -> Any:
    start = report.document.text.index(words)
    return Place(report.document, start, start + len(words), "一/段1").location()


def heeded(report: Report, *findings: Diagnostic, put: Collection[str] = KNOWN, **kept: Any) -> Checked:
    checked = Checked("a.txt", "text", findings=findings, **kept)
    return apply_comments(checked, report, KNOWN, lambda path: put, ENGINE, MessageOptions("zh"))


def silent(checked: Checked) -> list[bool]:
    """Return for each finding of a rule whether it is suppressed."""
    return [bool(each.suppressed) for each in checked.findings if each.code != "GIA904"]


def told(checked: Checked) -> list[str]:
    """Return what is said of comments, each with the line it points at."""
    return [
        f"{each.location.line}: {each.message}"
        for each in checked.findings
        if each.code == "GIA904" and each.location
    ]


SAY = "<!-- gialint: 忽略 GIA501 已核实 -->"
TABLE = "甲 | 1 | 2 |\n乙 | 3 | 4 |\n"


@pytest.mark.parametrize(
    ("text", "words", "others", "expected"),
    [
        (f"收到1件。{SAY}\n收到2件。\n", "收到1件", (), True),
        (f"收到1件。{SAY}\n收到2件。\n", "收到2件", (), False),
        (f"收到1件。{SAY}\n收到2件。\n", "收到2件", ("收到1件",), True),
        (f"收到1件。\n{SAY}\n收到2件。\n", "收到1件", (), False),
        (f"收到1件。\n{SAY}\n收到2件。\n收到3件。\n", "收到2件", (), True),
        (f"收到1件。\n{SAY}\n收到2件。\n收到3件。\n", "收到3件", (), False),
        (f"收到1件。\n{SAY}\n<!-- gialint: 忽略 GIA502 好 -->\n收到2件。\n", "收到2件", (), True),
        (f"收到1件。\n{SAY}\n{TABLE}", "3", (), True),
        (f"{TABLE}{SAY}\n丙 | 5 | 6 |\n丁 | 7 | 8 |\n", "丙 | 5", (), True),
        (f"{TABLE}{SAY}\n丙 | 5 | 6 |\n丁 | 7 | 8 |\n", "丁 | 7", (), False),
        (f"{TABLE}{SAY}\n丙 | 5 | 6 |\n丁 | 7 | 8 |\n", "3", (), False),
        (f"甲 | 1 | 2 | {SAY}\n乙 | 3 | 4 |\n", "1", (), True),
        (f"甲 | 1 | 2 | {SAY}\n乙 | 3 | 4 |\n", "3", (), False),
        (f"收到1件。\n{SAY}\n", "收到1件", (), False),
    ],
)
def test_where_a_comment_counts(
    understood: Understood, text: str, words: str, others: tuple[str, ...], expected: bool
) -> None:
    report = understood(HEAD + text)
    checked = heeded(report, found(report, words, "GIA501", *others))
    assert silent(checked) == [expected]
    assert (told(checked) == []) is (expected and "502" not in text)


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("gialint: 忽略 GIA501 已核实", "文中注释：已核实"),
        ("gialint：忽略 GIA501：已核实。", "文中注释：已核实。"),
        ("gialint: 忽略GIA501已核实", "文中注释：已核实"),
        ("GIALINT: IGNORE gia501 looked at", "文中注释：looked at"),
        ("gialint: ignore GIA502, GIA501 – looked at", "文中注释：looked at"),
        ("gialint: 忽略 GIA502、GIA501，已核实", "文中注释：已核实"),
        ("gialint: 忽略 GIA501 [a1b2c3d4] 已核实", "文中注释：已核实"),
        ("gialint: 忽略 GIA501 【A1B2C3D4E5F60718】 已核实", "文中注释：已核实"),
        ("gialint: 忽略 GIA501 [附件] 已核实", "文中注释：[附件] 已核实"),
        ("gialint:\n  忽略\tGIA501\n  已核实\n  无误", "文中注释：已核实 无误"),
    ],
)
def test_ways_to_write_one(understood: Understood, said: str, how: str) -> None:
    report = understood(f"{HEAD}<!-- {said} -->\n收到1件。\n")
    [finding] = [each for each in heeded(report, found(report, "收到1件")).findings if each.code == "GIA501"]
    assert (finding.suppressed, finding.in_source) == (how, True)


FORM = "写法：gialint: 忽略 GIA502 原因"
LOOK = "问题已经改正、数字已变，或写法有误：请核实后改写，或删去这一条。"


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("gialint: 忽略 GIA501", "忽略 GIA501 没有写原因，不起作用", FORM),
        ("gialint: 忽略 GIA501 [a1b2c3d4]", "忽略 GIA501 没有写原因，不起作用", FORM),
        ("gialint: 忽略 GIA501 。，", "忽略 GIA501 没有写原因，不起作用", FORM),
        ("gialint: 忽咯 GIA501 好", "这条写给 gialint 的注释无法识别", FORM),
        ("gialint: ignore it", "这条写给 gialint 的注释无法识别", FORM),
        ("gialint:", "这条写给 gialint 的注释无法识别", FORM),
        ("gialint: 忽略 GIA5O1 好", "没有 GIA5O1 这条规则", "您是不是想写“GIA501”？"),
        ("gialint: 忽略 GIA5 好", "豁免要写完整的规则代码，不能只写 GIA5", LOOK),
        ("gialint: 忽略 GIA902 好", "GIA902 说的是 gialint 自身的工作，不能豁免", LOOK),
        ("gialint: 忽略 GIA904 好", "GIA904 说的是 gialint 自身的工作，不能豁免", LOOK),
        ("gialint: 忽略 GIA501 [a1b2] 好", "指纹要写 8 到 16 位", FORM),
        (
            "gialint: 忽略 GIA501 [ffffffff] 好",
            "数字或位置已经变了：注释针对的是 GIA501 [ffffffff]，现在是 [a1b2c3d4]",
            LOOK,
        ),
        ("gialint: 忽略 GIA502 好", "这里没有 GIA502 的问题，注释可以删去", LOOK),
    ],
)
def test_without_effect(understood: Understood, said: str, message: str, hint: str) -> None:
    report = understood(f"{HEAD}<!-- {said} -->\n收到1件。\n")
    finding, *notices = heeded(report, found(report, "收到1件")).findings
    assert finding.suppressed is None
    [notice] = notices
    assert (notice.code, notice.severity, notice.message, notice.hint) == (
        "GIA904", Severity.WARNING, message, hint,
    )  # fmt: skip
    assert notice.location is not None
    assert notice.location.text == f"<!-- {said} -->"


@pytest.mark.parametrize(
    ("kept", "put"),
    [
        ({}, ("GIA301",)),
        ({"unassessed": (Gap("GIA501", "x", "没有数据", ()),)}, KNOWN),
        ({"reader": None}, KNOWN),
    ],
)
def test_nothing_is_called_unused_that_was_not_decided(
    understood: Understood, kept: dict[str, Any], put: tuple[str, ...]
) -> None:
    report = understood(f"{HEAD}{SAY}\n收到1件。\n")
    checked = Checked("a.txt", "text")._replace(**kept)
    assert apply_comments(checked, report, KNOWN, lambda path: put, ENGINE, MessageOptions("zh")) == checked


@pytest.mark.parametrize(("code", "values"), [("GIA901", {"rule": "GIA501"}), ("GIA905", {})])
def test_nor_where_the_rule_crashed_or_the_report_is_none(
    understood: Understood, code: str, values: dict[str, str]
) -> None:
    report = understood(f"{HEAD}{SAY}\n收到1件。\n")
    assert told(heeded(report, Diagnostic(code, "x", Severity.ERROR, "坏了", values=values))) == []


def test_a_file_full_of_comments(understood: Understood) -> None:
    report = understood(f"{HEAD}{SAY * (MOST + 2)}\n收到1件。\n")
    checked = heeded(report, found(report, "收到1件"))
    assert silent(checked) == [True]
    assert told(checked) == [f"3: 写给 gialint 的注释超过 {MOST} 条，从这条起不再处理"]


LINES = ("收到1件。", "收到2件。", "收到3件。")
PLACES = st.tuples(st.sampled_from(("GIA301", "GIA501", "GIA502")), st.integers(0, 2))


@given(st.sets(PLACES), st.sets(PLACES))
def test_a_comment_hides_nothing_but_what_it_names(
    understood: Understood, finds: set[tuple[str, int]], ignores: set[tuple[str, int]]
) -> None:
    """A finding is suppressed if, and only if, a comment on its line names its code; none is lost."""
    text = "".join(
        line
        + "".join(f"<!-- gialint: 忽略 {code} 好 -->" for code, at in sorted(ignores) if at == number)
        + "\n"
        for number, line in enumerate(LINES)
    )
    report = understood(HEAD + text)
    ordered = sorted(finds)
    checked = heeded(report, *(found(report, LINES[at], code) for code, at in ordered))
    assert silent(checked) == [each in ignores for each in ordered]
    assert len(told(checked)) == len(ignores - finds)


def test_what_gialint_itself_wrote_is_no_remark(understood: Understood) -> None:
    report = understood(f"{HEAD}收到1件。\n")
    for author, count in (("王", 1), ("gialint", 0), ("Gialint", 0)):
        aside = Aside("comment", "gialint: 忽略 GIA502 好", author, len(HEAD))
        beside = replace(report, document=replace(report.document, asides=(aside,)))
        assert len(told(heeded(beside))) == count
