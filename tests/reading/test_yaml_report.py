"""A report written as data: its parts, the spelling of figures, places, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.model import Document, Paragraph, Place
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.yaml_report import from_mapping, read
from gialint.reading.yaml_tree import DEEPEST, MOST_CHARACTERS

REPORT = """\
title: 青石镇2024年政府信息公开工作年度报告
preface: |
  根据规定编制本报告。

    现将情况报告如下：
sections:
  一、总体情况: |
    主动公开信息126条。
  六: ''
五: 没有
facts:
  requests:
    new: {natural_person: 1,
          total: "1,353"}
    closed:
  fees.charges_wanyuan: 0.190
meta.year: 2024
decisions:
  permits: /
signature: |-
  青石镇人民政府
  2025年1月2日
"""


def document(text: str, limits: Limits | None = None) -> Document:
    return read(text.encode(), "drafts/青石镇.yaml", limits or Limits())


def fault(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        document(text)
    return error.value


def native(read: Document, start: int) -> str:
    return Place(read, start, start, "").location().native


def paragraphs(read: Document) -> list[tuple[int, str]]:
    return [(block.heading, block.text) for block in read.blocks if isinstance(block, Paragraph)]


def figures(read: Document) -> dict[str, str]:
    return {entry.fact: entry.text for entry in read.entries}


def test_a_report_has_title_preface_sections_figures_and_signature() -> None:
    read = document(REPORT)
    assert read.reader == "yaml"
    assert read.text.splitlines() == [
        "青石镇2024年政府信息公开工作年度报告",
        "根据规定编制本报告。",
        "现将情况报告如下：",
        "一、总体情况",
        "主动公开信息126条。",
        "六",
        "五",
        "没有",
        "requests.new.natural_person | 1",
        "requests.new.total | 1,353",
        "requests.closed | ",
        "fees.charges_wanyuan | 0.190",
        "meta.year | 2024",
        "decisions.permits | /",
        "青石镇人民政府",
        "2025年1月2日",
    ]
    assert [heading for heading, _ in paragraphs(read)] == [1, 0, 0, 2, 0, 2, 2, 0, 0, 0]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("青石镇2024年政府信息公开工作年度报告", "1:8"),
        ("根据规定编制本报告。", "3:3"),
        ("现将情况报告如下：", "5:5"),
        ("一、总体情况", "7:3"),
        ("主动公开信息126条。", "8:5"),
        ("126条", "8:11"),
        ("六", "9:3"),
        ("没有", "10:4"),
        ("1,353", "14:19"),
        ("0.190", "16:25"),
        ("/", "19:12"),
        ("2025年1月2日", "22:3"),
    ],
)
def test_every_line_knows_its_place_in_the_file(line: str, place: str) -> None:
    read = document(REPORT)
    assert native(read, read.text.index(line)) == place


def test_a_blank_figure_stands_where_its_value_would() -> None:
    read = document("facts:\n  a.b:\n  a.c: ~\n  a.d: null\n  a.e: ''\n")
    assert figures(read) == {"a.b": "", "a.c": "", "a.d": "", "a.e": ""}
    assert [native(read, entry.start) for entry in read.entries] == ["2:7", "3:8", "4:8", "5:8"]


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("|\n  甲\n\n  乙\n", [("甲", "2:3"), ("乙", "4:3")]),
        ("|2-\n   甲 \n  乙", [("甲", "2:4"), ("乙", "3:3")]),
        (">\n  甲\n  乙\n\n  丙\n", [("甲 乙", "2:3"), ("丙", "5:3")]),
        ("甲\n  乙", [("甲 乙", "1:10")]),
        ("'甲'", [("甲", "1:11")]),
        ('"甲\n  乙"', [("甲 乙", "1:11")]),
        ("'甲''乙'", [("甲'乙", "1:10")]),
        ('"甲\\n乙"', [("甲", "1:10"), ("乙", "1:10")]),
        ("|\r\n  甲\r\n  乙\r\n", [("甲", "2:3"), ("乙", "3:3")]),
        ("|\n  甲\n# 备注\n", [("甲", "2:3")]),
        ("|\n  \u3000\u3000甲\n", [("\u3000\u3000甲", "2:3")]),
    ],
)
def test_lines_of_scalars_map_to_the_file(written: str, lines: list[tuple[str, str]]) -> None:
    read = document(f"preface: {written}")
    blocks = [block for block in read.blocks if isinstance(block, Paragraph)]
    assert [(block.text, native(read, block.start)) for block in blocks] == lines


def test_inside_a_folded_line_every_word_keeps_its_place() -> None:
    read = document("title: x\npreface: >\n  甲\n  乙丙\n  丁\n")
    assert [native(read, read.text.index(word)) for word in "甲乙丙丁"] == ["3:3", "4:3", "4:4", "5:3"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("title:\nsections:\nfacts:\npreface: x\n", {}),
        (
            "requests.new.total: 1\nrequests: {closed.total: 2}\n",
            {"requests.new.total": "1", "requests.closed.total": "2"},
        ),
        (
            "{a.b: 007, a.c: 1_000, a.d: true, a.e: 2025-01-02}",
            {"a.b": "007", "a.c": "1_000", "a.d": "true", "a.e": "2025-01-02"},
        ),
        ("a.b: |\n  1\n  2\n", {"a.b": "1 2 "}),
        ("a: {第三方: 若干}", {"a.第三方": "若干"}),
        ("--- {a.b: 1}\n...\n", {"a.b": "1"}),
    ],
)
def test_figures_keep_their_spelling(written: str, expected: dict[str, str]) -> None:
    assert figures(document(written)) == expected


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("title: x\n\tpreface: y", "2:1", "Tab"),
        ("title：青石镇\npreface: x", "1:6", "全角"),
        ("title：青石镇", "1:6", "全角"),
        ("title: x\nrequests.new：1\n", "2:13", "全角"),
        ("title: x\nfacts:\n  a.b：1\n  a.c：2", "3:6", "全角"),
        ("title:青石镇\npreface: x", "1:6", "缺一个空格"),
        ("facts:\n  a.b:1\n  a.c: 2", "2:6", "缺一个空格"),
        ("preface: |\n  正文\n下一行\n", "3:1", "缩进"),
        ("preface: x\n一句话\ntitle: y", "2:1", "键: 值"),
        ("title: x: y", "1:9", "冒号"),
        ("title: 'x\n\n", "1:8", "引号没有合上"),
        ("a.b: {c: 1\n\ntitle: x", "1:6", "花括号"),
        ("title: @x", "1:8", "加引号"),
        (' title: x\npreface: y"', "2:1", "缩进"),
        ('title: "x\\q"', "1:11", "反斜线"),
        ("title: |x\n  y", "1:9", "YAML"),
        ('title: "\\Uffffffff"', "1:1", "YAML"),
        ("title: " + "x" * 500 + "\x01", "1:508", "U+0001"),
        ("一句话", "1:1", "键: 值"),
        ("- 一\n- 二", "1:1", "列表"),
        ("title: [x]", "1:8", "列表"),
        ("? {a: b}\n: c", "1:3", "键必须是文字"),
        ("title: &a x", "1:8", "锚点"),
        ("title: *a", "1:8", "锚点"),
        ("a: &a {b: *a}", "1:4", "锚点"),
        ("title: !!python/object:os.system x", "1:8", "标签"),
        ("title: x\n---\ntitle: y", "2:1", "一份报告"),
        ("title: x\ntitle: y", "2:1", "写了两次"),
        ("a.b: 1\na: {b: 2}", "2:5", "写了两次"),
        ("a: " + "{a: " * DEEPEST, f"1:{4 * DEEPEST}", "嵌套"),
        ("title:\n  a: 1", "2:3", "应是文字"),
        ("sections:\n  一:\n    a: 1", "3:5", "应是文字"),
        ("sections: 一", "1:11", "键: 值"),
        ("sections:\n  一、总体情况：没有", "2:9", "全角"),
        ("facts: 1", "1:8", "键: 值"),
        ("titel: x", "1:1", "不认识"),
        ("section:\n  一: x", "1:1", "不认识"),
        ("标题: x", "1:1", "不认识"),
        ("~: x", "1:1", "不认识"),
        ("title: x\nabc: 1", "2:1", "不认识"),
        ("facts:\n  一、甲: 1", "2:3", "不是指标名"),
        ("a..b: 1", "1:1", "不是指标名"),
        ("facts: {a.b: 1,353}", "1:16", "逗号"),
    ],
)
def test_a_fault_names_its_spot_and_quotes_the_line(text: str, where: str, words: str) -> None:
    error = fault(text)
    line, column = where.split(":")
    assert error.reason.zh.startswith(f"第 {line} 行第 {column} 列：")
    assert error.reason.en.startswith(f"line {line}, column {column}: ")
    assert words in error.reason.zh
    quoted, under = error.quote.splitlines()
    assert quoted.strip() in text
    assert under.endswith("^")


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("标题", "title"),
        ("落款", "signature"),
        ("section", "sections"),
        ("prefase", "preface"),
        ("abc", "title、preface、sections、facts、signature"),
    ],
)
def test_an_unknown_key_is_told_what_was_meant(key: str, near: str) -> None:
    advice = fault(f"{key}: x").advice
    assert advice is not None
    assert near in advice.zh


SETTINGS = [
    "site_name: 说明\nnav:\n  - a: b.md\n",
    "services:\n  db:\n    ports:\n      - 80:80\n",
    "name: ci\non:\n  push:\njobs: {}\n",
    "# a playbook\n- hosts: all\n  tasks: x\n",
    "x-common: &common\n  a: b\n",
    '"version": 2\nupdates:\n',
    "项目: 网站\n",
    "code: XYZ101\nseverity: error\ntitle: {zh: 甲, en: a}\nbasis: [custom]\n",
    "lexicon: ours\nsections: [一]\n",
    'edition: "2021"\ntitle: 年度报告\nsections: [一]\n',
    "title: 质量评价\nstart: 100\ndeductions:\n  - {codes: GIA806, points: 30}\n",
    "title: '{agency}{year}年度报告'\npreface:\n  - 现公布。\n",
]
DRAFTS = [
    "title: 青石镇\nabc: 1\n",
    "titel: 青石镇\n",
    "title：青石镇\n",
    "title:青石镇\n",
    "标题: 青石镇\n",
    "abc: 1\n六、其他：没有\n",
    "requests.new.total: 1\nabc: 1\n",
    "requests:\n  new.total: 1\n total: 2\n",
    "一句话",
    "",
]


@pytest.mark.parametrize(
    ("text", "foreign"), [*((text, True) for text in SETTINGS), *((text, False) for text in DRAFTS)]
)
def test_what_was_never_meant_for_a_report_is_told_apart(text: str, foreign: bool) -> None:
    assert fault(text).foreign is foreign


def test_the_caret_stands_under_its_character_however_wide() -> None:
    assert fault("sections:\n  一、甲：x").quote == "  一、甲：x\n        ^"
    assert fault("title: " + "一" * 100 + "\x01").quote.splitlines()[1] == "  " * 39 + "^"


@pytest.mark.parametrize("text", ["# 备注\n", "~", "--- \n", "title: ''\n", "{}"])
def test_a_file_without_text_is_unreadable(text: str) -> None:
    assert "没有文字" in fault(text).reason.zh


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("preface: |\n  甲\n  乙\n  丙\n", Limits(paragraphs=2)),
        ("preface: |\n  甲\n" + "\n" * 50 + "  乙", Limits(paragraphs=2, cells=10)),
        ("{a.b: 1, a.c: 2}", Limits(cells=3)),
        ("#" * (MOST_CHARACTERS + 1), Limits()),
    ],
    ids=["paragraphs", "lines", "figures", "characters"],
)
def test_a_file_that_asks_for_too_much_is_left_alone(text: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        document(text, limits)


@pytest.mark.parametrize(
    ("example", "text"),
    [
        ({}, ""),
        (
            {"requests.new.total": 1, "requests.closed.total": None},
            "requests.new.total | 1\nrequests.closed.total | \n",
        ),
        ({"fees": {"charges_wanyuan": Decimal("0.190")}}, "fees.charges_wanyuan | 0.190\n"),
        (
            {"一": "未收到申请。\n正在办理。", "facts": {"a.b": "/"}},
            "一\n未收到申请。\n正在办理。\na.b | /\n",
        ),
        (
            {"title": "甲", "sections": {"六、其他": None}, "signature": date(2025, 1, 2)},
            "甲\n六、其他\n2025-01-02\n",
        ),
    ],
)
def test_an_example_needs_no_file(example: Mapping[str, object], text: str) -> None:
    read = from_mapping(example)
    assert read.text == text
    assert read.source is None
    assert (read.path, read.reader) == ("<example>", "yaml")


@pytest.mark.parametrize(
    ("example", "words"),
    [
        ({"titel": "x"}, "不认识"),
        ({"title": ["x"]}, "列表"),
        ({"title": {"a": 1}}, "应是文字"),
        ({"facts": "x"}, "键: 值"),
        ({"a": {1: 2, "1": 3}}, "写了两次"),
    ],
)
def test_a_faulty_example_is_refused_without_a_place(example: Mapping[str, object], words: str) -> None:
    with pytest.raises(Unreadable, match=words) as error:
        from_mapping(example)
    assert error.value.quote == ""
    assert "列：" not in error.value.reason.zh


def test_an_example_may_not_nest_without_end() -> None:
    endless: dict[str, object] = {}
    endless["a"] = endless
    with pytest.raises(Unreadable, match="嵌套"):
        from_mapping(endless)


def test_an_example_reads_as_the_file_does() -> None:
    written = document("一: 没有\nrequests:\n  new: {total: 1}\n  closed:\n")
    loaded = from_mapping({"一": "没有", "requests": {"new": {"total": 1}, "closed": None}})
    assert loaded.text == written.text
    assert loaded.entries == written.entries


WORDS = "title preface sections facts 一 a.b : ： | > - ' \" { } [ , &a *a ! # 1 甲。 \\ ? %"
PIECES = st.sampled_from([*WORDS.split(" "), ": ", "\n", "\n  ", "---\n", "\r\n", "\t", "\x01", "\x85"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_reading_yields_slices_or_a_reason(text: str) -> None:
    try:
        read = document(text)
    except Unreadable:
        return
    blocks = [(block.text, block.start) for block in read.blocks if isinstance(block, Paragraph)]
    for words, start in blocks + [(entry.text, entry.start) for entry in read.entries]:
        assert read.text[start : start + len(words)] == words
        assert native(read, start)


def test_asides_are_kept_beside_the_text() -> None:
    document = from_mapping({"一": "公开30条。", "asides": {"comment": "请核实", "deleted": "20"}})
    assert [(aside.kind, aside.text) for aside in document.asides] == [
        ("comment", "请核实"),
        ("deleted", "20"),
    ]
    assert "请核实" not in document.text
    assert {aside.start for aside in document.asides} == {len(document.text)}


def test_an_aside_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Unreadable, match="remark"):
        from_mapping({"asides": {"remark": "请核实"}})
