"""Waivers suppress what they name with the figures they name, and tell when they no longer do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gialint.checking.suppression.waivers import Waiver, read_waivers, waived, waivers_schema, without_effect
from gialint.model import Checked, Diagnostic, Gap, Location, Problem, Severity, Text
from gialint.sources.located import BadYaml
from gialint.sources.yaml import load_yaml

AT = Problem("GIA906", Text(""), "gialint-waivers.yaml:3:3", "- code: GIA301\n  ^")
FIGURES = {"left": "1", "right": "2"}
KNOWN = ("GIA301", "GIA302", "GIA501")


def found(
    code: str = "GIA301",
    address: str | None = "三/表1",
    values: Mapping[str, str] = FIGURES,
    fingerprint: str = "a1b2c3d4e5f60718",
) -> Diagnostic:
    location = Location(address, "三", 3, 1, 3, 2, None, "", "1") if address is not None else None
    return Diagnostic(
        code, "x", Severity.ERROR, "不符", location=location, values=values, fingerprint=fingerprint
    )


def report(*findings: Diagnostic, path: str = "drafts/a.docx", **kept: Any) -> Checked:
    return Checked(path, "docx", findings=findings, **kept)


def by_place(**given: Any) -> Waiver:
    return Waiver(
        **{"code": "GIA301", "reason": "已核实", "at": AT, "place": "三/表1", "values": FIGURES, **given}
    )


def by_fingerprint(fingerprint: str = "a1b2c3d4", **given: Any) -> Waiver:
    return Waiver(**{"code": "GIA301", "reason": "已核实", "at": AT, "fingerprint": fingerprint, **given})


def silent(reports: Collection[Checked], *waivers: Waiver, today: str = "") -> list[str | None]:
    return [each.suppressed for one in waived(list(reports), waivers, today, "zh") for each in one.findings]


def told(
    reports: Collection[Checked], *waivers: Waiver, today: str = "", put: Collection[str] = KNOWN
) -> list[str]:
    return [
        f"{problem.message.zh} | {problem.hint.zh if problem.hint else ''}"
        for problem in without_effect(list(reports), waivers, today, lambda path: put)
    ]


@pytest.mark.parametrize(
    ("waiver", "finding", "expected"),
    [
        (by_place(), found(), True),
        (by_place(), found("GIA302"), False),
        (by_place(), found(address="三/表1/总计"), False),
        (by_place(), found(address=None), False),
        (by_place(), found(values={**FIGURES, "right": "3"}), False),
        (by_place(), found(values={}), False),
        (by_place(values={}), found(), False),
        (by_place(values={}), found(values={}), True),
        (by_fingerprint(), found(), True),
        (by_fingerprint("a1b2c3d4e5f60718"), found(address=None), True),
        (by_fingerprint("a1b2c3d5"), found(), False),
        (by_fingerprint(), found("GIA302"), False),
        (by_place(path="drafts/a.docx"), found(), True),
        (by_place(path="drafts"), found(), True),
        (by_place(path="drafts/*.docx"), found(), True),
        (by_place(path="a.docx"), found(), True),
        (by_place(path="b.docx"), found(), False),
        (by_place(path="a.docx", root="drafts"), found(), True),
        (by_place(path="drafts/*", root="elsewhere"), found(), False),
        (by_place(until="2026-03-31"), found(), True),
    ],
)
def test_what_is_waived(waiver: Waiver, finding: Diagnostic, expected: bool) -> None:
    assert silent([report(finding)], waiver, today="2026-03-31") == ["豁免（gialint-waivers.yaml:3" + (
        "，至 2026-03-31）：已核实" if waiver.until else "）：已核实"
    ) if expected else None]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "expected"), [("2026-03-31", True), ("2026-04-01", False), ("2025-12-31", True), ("", True)]
)
def test_the_last_day(today: str, expected: bool) -> None:
    waiver = by_place(until="2026-03-31")
    assert [each is not None for each in silent([report(found())], waiver, today=today)] == [expected]
    ended = ["豁免已于 2026-03-31 到期，不再起作用 | 核实后改写期限和原因，或删去这一条。"]
    assert told([report(found())], waiver, today=today) == ([] if expected else ended)


def test_how_is_told_in_both_languages() -> None:
    waiver = by_place(author="张三", until="2026-03-31")
    for language, words in (
        ("zh", "豁免（gialint-waivers.yaml:3，张三，至 2026-03-31）：已核实"),
        ("en", "waived (gialint-waivers.yaml:3, 张三, until 2026-03-31): 已核实"),
    ):
        [checked] = waived([report(found())], [waiver], "", language)
        assert checked.findings[0].suppressed == words


def test_what_a_comment_suppresses_keeps_its_reason() -> None:
    already = found()._replace(suppressed="文中注释：好", in_source=True)
    assert silent([report(already)], by_place()) == ["文中注释：好"]
    assert told([report(already)], by_place()) == []


UNMATCHED = (
    "没有文件与 path 相符：{} | path 从豁免文件所在的文件夹算起；"
    "报告已经改名或移走的，改写 path，不再需要的删去这一条。"
)
NOTHING = "没有这样的问题：GIA301 三/表1 | "


@pytest.mark.parametrize(
    ("waiver", "finding", "expected"),
    [
        (by_place(), found("GIA302"), [NOTHING]),
        (by_place(), found(address="三", values={}), [NOTHING]),
        (by_place(), found(address="三"), [NOTHING + "同样数字的问题现在在 三：核实后改写 place。"]),
        (by_fingerprint("ffffffff"), found(), [NOTHING.replace("三/表1", "ffffffff")]),
        (
            by_place(),
            found(values={"left": "1", "right": "3", "delta": "2"}),
            [
                "数字已经变了：delta 由 – 变为 2，right 由 2 变为 3 | "
                '重新核实；仍可保留的，改写原因和 values: {delta: "2", left: "1", right: "3"}'
            ],
        ),
        (
            by_place(values={}),
            found(),
            [
                "按位置豁免要写明数字（values），否则不起作用 | "
                '核实后补上 values: {left: "1", right: "2"}'
            ],
        ),
        (by_place(path="别处"), found("GIA302"), [UNMATCHED.format("别处")]),
    ],
)  # fmt: skip
def test_what_has_no_effect(waiver: Waiver, finding: Diagnostic, expected: list[str]) -> None:
    assert told([report(finding)], waiver) == expected


@pytest.mark.parametrize("path", ["b.docx", "*.docx", "", "c.docx"])
def test_what_was_not_checked_is_left_alone_if_it_is_there(tmp_path: Path, path: str) -> None:
    (tmp_path / "b.docx").touch()
    waiver = by_place(path=path, root=str(tmp_path))
    assert told([], waiver) == ([UNMATCHED.format("c.docx")] if path == "c.docx" else [])


def test_where_it_is_told() -> None:
    [problem] = without_effect([report()], [by_place()], "", lambda path: KNOWN)
    assert (problem.code, problem.where, problem.quote) == ("GIA904", AT.where, AT.quote)


@pytest.mark.parametrize(
    ("checked", "put"),
    [
        (report(), ("GIA501",)),
        (report(unassessed=(Gap("GIA301", "x", "没有数据", ()),)), KNOWN),
        (report(Diagnostic("GIA901", "x", Severity.ERROR, "坏了", values={"rule": "GIA301"})), KNOWN),
        (report(Diagnostic("GIA905", "x", Severity.WARNING, "不是年报")), KNOWN),
        (report(Diagnostic("GIA902", "x", Severity.ERROR, "打不开"))._replace(reader=None), KNOWN),
    ],
)
def test_nothing_is_called_unused_that_was_not_decided(checked: Checked, put: Collection[str]) -> None:
    assert told([checked], by_place(), put=put) == []


def test_one_report_that_was_decided_is_enough() -> None:
    assert told([report()._replace(reader=None), report(path="b.docx")], by_place()) == [NOTHING]


CODES = st.sampled_from(KNOWN)
PLACES = st.sampled_from(("三/表1", "六/段1"))
VALUES = st.dictionaries(st.sampled_from(("left", "right")), st.sampled_from(("1", "2")), max_size=2)
FINDINGS = st.lists(st.builds(found, CODES, PLACES, VALUES), max_size=6)
WAIVERS = st.lists(
    st.builds(
        lambda code, place, values, until: by_place(code=code, place=place, values=values, until=until),
        CODES, PLACES, VALUES, st.sampled_from(("", "2026-01-01", "2027-01-01")),
    ),
    max_size=6,
)  # fmt: skip


@given(FINDINGS, WAIVERS, st.data())
def test_their_order_does_not_matter(
    findings: list[Diagnostic], waivers: list[Waiver], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(waivers))
    checked = [report(*findings)]
    assert [bool(each) for each in silent(checked, *waivers, today="2026-06-01")] == [
        bool(each) for each in silent(checked, *mixed, today="2026-06-01")
    ]
    assert sorted(told(checked, *waivers, today="2026-06-01")) == sorted(
        told(checked, *mixed, today="2026-06-01")
    )


@given(FINDINGS, WAIVERS)
def test_a_waiver_hides_nothing_but_what_it_names(findings: list[Diagnostic], waivers: list[Waiver]) -> None:
    named = {
        (each.code, each.place, *sorted(each.values.items()))
        for each in waivers
        if each.until != "2026-01-01"
    }
    [checked] = waived([report(*findings)], waivers, "2026-06-01", "zh")
    assert [each._replace(suppressed=None) for each in checked.findings] == findings
    for each in checked.findings:
        assert each.location is not None
        key = (each.code, each.location.address, *sorted(each.values.items()))
        assert bool(each.suppressed) is (key in named)


CODES_KNOWN = ("GIA301", "GIA501", "GIA904", "QSH101")
SCHEMA: Any = Draft202012Validator(waivers_schema())
BEYOND = ("完整的规则代码", "不能豁免", "不是“2027-02-30”")
"""What of the slips no schema can know: which rules there are, and how long months are."""
GOOD = "- code: GIA301\n  place: 三/表1\n  values: {left: 1}\n  reason: 已核实\n"


def said(problem: Problem) -> str:
    """Write a problem short: line, column, message and hint."""
    hint = problem.hint.zh if problem.hint else ""
    return f"{problem.where.rpartition('yaml:')[2]} {problem.message.zh} | {hint}"


def read(folder: Path, text: str) -> tuple[list[Waiver], list[Problem]]:
    path = folder / "gialint-waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_waivers(path, CODES_KNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("[]", []),
        ("# 还没有\n", []),
        (GOOD, [("GIA301", "已核实", "", "三/表1", "", {"left": "1"}, "", "")]),
        (
            "- {code: gia501, path: drafts, fingerprint: a1b2c3d4,"
            " reason: 好, author: 张三, until: 2027-03-31}",
            [("GIA501", "好", "drafts", "", "a1b2c3d4", {}, "张三", "2027-03-31")],
        ),
        (
            "- code: QSH101\n  fingerprint: '12345678'\n  reason: >\n    已与县办\n    核实\n  author:\n",
            [("QSH101", "已与县办 核实", "", "", "12345678", {}, "", "")],
        ),
        (
            '- {code: GIA301, place: 三, values: {a: 12.5, b: "0012", c: "1,356"}, reason: 好}',
            [("GIA301", "好", "", "三", "", {"a": "12.5", "b": "0012", "c": "1,356"}, "", "")],
        ),
    ],
)
def test_waivers(tmp_path: Path, text: str, expected: list[tuple[object, ...]]) -> None:
    waivers, problems = read(tmp_path, text)
    assert problems == []
    assert [
        (
            each.code,
            each.reason,
            each.path,
            each.place,
            each.fingerprint,
            each.values,
            each.author,
            each.until,
        )
        for each in waivers
    ] == expected
    assert all(each.root == str(tmp_path) for each in waivers)
    assert SCHEMA.is_valid(load_yaml(tmp_path / "gialint-waivers.yaml").data)


def test_each_knows_where_it_stands(tmp_path: Path) -> None:
    waivers, _ = read(tmp_path, f"# 豁免\n{GOOD}\n{GOOD}")
    assert [each.at.where.rpartition("yaml:")[2] for each in waivers] == ["2:3", "7:3"]
    assert waivers[0].at.quote == "- code: GIA301\n  ^"


ONE = "gialint check --output-format waivers 按现有问题打印可以粘贴的条目。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code: GIA301", ["1:1 豁免文件应当是一个列表，每条以“- code: …”开头 | "]),
        ("- GIA301", ["1:3 每条豁免是一组“键: 值” | "]),
        (
            "- {code: GIA301, plcae: 三, reason: 好}",
            [
                "1:18 豁免没有“plcae”这个键 | 您是不是想写“place”？",
                f"1:4 豁免要写 place（位置）或 fingerprint（指纹），写一个 | {ONE}",
            ],
        ),
        (
            "- {code: GIA301, place: 三, 备注: 无, reason: 好}",
            [
                "1:28 豁免没有“备注”这个键 | "
                "可以用：code、path、place、fingerprint、reason、author、until、values"
            ],
        ),
        (
            "- code: GIA301\n  place: 三\n",
            ["1:3 豁免没有写原因（reason），不起作用 | 写明谁核实了什么、为什么可以保留。"],
        ),
        (
            "- code: GIA301\n  place: 三\n  reason:\n",
            ["3:10 豁免没有写原因（reason），不起作用 | 写明谁核实了什么、为什么可以保留。"],
        ),
        (
            "- {code: GIA301, place: 三, reason: '  '}",
            ["1:37 豁免没有写原因（reason），不起作用 | 写明谁核实了什么、为什么可以保留。"],
        ),
        ("- {code: GIA301, place: 三, reason: [好]}", ["1:36 reason 应当是文字 | "]),
        ("- {place: 三, reason: 好}", ["1:3 豁免没有写规则代码（code） | "]),
        ("- {code: GIA3O1, place: 三, reason: 好}", ["1:10 没有 GIA3O1 这条规则 | 您是不是想写“GIA301”？"]),
        ("- {code: 301, place: 三, reason: 好}", ["1:10 没有 301 这条规则 | 您是不是想写“GIA301”？"]),
        ("- {code: [GIA301], place: 三, reason: 好}", ["1:10 code 应当是文字 | "]),
        ("- {code: GIA3, place: 三, reason: 好}", ["1:10 豁免要写完整的规则代码，不能只写 GIA3 | "]),
        ("- {code: GIA904, place: 三, reason: 好}", ["1:10 GIA904 说的是 gialint 自身的工作，不能豁免 | "]),
        (
            "- {code: GIA301, place: 三, fingerprint: a1b2c3d4, reason: 好}",
            [f"1:4 豁免要写 place（位置）或 fingerprint（指纹），写一个 | {ONE}"],
        ),
        (
            "- {code: GIA301, fingerprint: a1b2, reason: 好}",
            ["1:31 指纹是 8 到 16 位十六进制数字 | 纯数字的指纹要加引号。"],
        ),
        (
            "- {code: GIA301, place: 三, until: 明年, reason: 好}",
            ["1:35 until 应如 2027-03-31，不是“明年” | "],
        ),
        (
            "- {code: GIA301, place: 三, until: 2027-02-30, reason: 好}",
            ["1:35 until 应如 2027-03-31，不是“2027-02-30” | "],
        ),
        (
            "- {code: GIA301, place: 三, until: 20270331, reason: 好}",
            ["1:35 until 应如 2027-03-31，不是“20270331” | "],
        ),
        (
            "- {code: GIA301, place: 三, values: [1], reason: 好}",
            ['1:36 values 应如 {left: "1", right: "2"} | '],
        ),
        (
            "- {code: GIA301, place: 三, values: {a: }, reason: 好}",
            ['1:36 values 应如 {left: "1", right: "2"} | '],
        ),
        ("- code: GIA301\n  place: 三\n  code: GIA302", ["3:3 键“code”重复 | "]),
        ("- code: [GIA301", ["1:16 YAML 语法错误：方括号没有合上，或缺少逗号 | "]),
    ],
)
def test_slips(tmp_path: Path, text: str, expected: list[str]) -> None:
    waivers, problems = read(tmp_path, text)
    assert list(map(said, problems)) == expected
    assert {problem.code for problem in problems} == {"GIA906"}
    assert all(problem.message.en and problem.quote for problem in problems)
    assert waivers == []
    with suppress(BadYaml):  # of which no schema is asked
        valid = SCHEMA.is_valid(load_yaml(tmp_path / "gialint-waivers.yaml").data)
        assert valid == any(each in line for each in BEYOND for line in expected)


def test_one_slip_does_not_cost_the_others(tmp_path: Path) -> None:
    waivers, problems = read(tmp_path, f"{GOOD}- code: GIA501\n{GOOD}")
    assert len(waivers) == 2
    assert len(problems) == 2


def test_no_such_file(tmp_path: Path) -> None:
    _, [problem] = read_waivers(tmp_path / "none.yaml", CODES_KNOWN)
    assert (problem.code, problem.message.zh) == ("GIA906", "没有这个文件")
