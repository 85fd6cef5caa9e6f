"""Whole reports mended in each format, and what must never be: a figure changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import pytest
from slipped import BLANKED, CODES, blanked, slipped

from gialint import Facts, Finding, Report, Text, rule
from gialint.checking.fixes import Proposal, rewritten
from gialint.config import Config
from gialint.model import Edit, Fix, Passage
from gialint.run.linter import Linter, linter
from gialint.run.result import read
from gialint.writing.docx import KEPT_APART
from gialint.writing.fixing import (
    TRIES,
    UNSAFE,
    UNTRIED,
    UNWRITTEN,
    Asked,
    Figure,
    Figures,
    Said,
    asked,
    changed,
    figures,
    fixed,
)
from tests.reportwriter.described import corpus
from tests.reportwriter.files import FORMATS, content, example, written

WRITABLE = [form for form in FORMATS if form != "yaml"]


@cache
def lint() -> Linter:
    return linter(Config())


def codes(outcome: tuple[Proposal, ...]) -> set[str]:
    return {proposal.code for proposal in outcome}


@pytest.mark.parametrize("form", WRITABLE)
def test_slips_are_mended_to_the_letter(form: str) -> None:
    data = written(slipped(), form)
    outcome = fixed(lint(), f"a.{form}", data)
    assert content(outcome.data, form) == content(example("clean", form), form)
    assert outcome.data != data
    assert (codes(outcome.made), outcome.left, outcome.edits) == (CODES, (), 7)
    assert outcome.rewritable is (form == "docx")


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_no_figure_of_the_corpus_is_changed(form: str) -> None:
    made = 0
    for described in corpus():
        path, data = f"a.{form}", written(slipped(described.draft), form)
        outcome = fixed(lint(), path, data)
        before, after = (figures(lint().read(path, each)) for each in (data, outcome.data))
        assert changed(before, after) == []
        assert [each for each in outcome.left if each.reason not in (KEPT_APART, UNSAFE)] == []
        made += outcome.edits
    assert made > 50


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["clean", "faulty"])
def test_what_has_no_safe_fix_stays_as_it_is(name: str, form: str) -> None:
    data = example(name, form)
    outcome = fixed(lint(), f"a.{form}", data)
    assert (outcome.data, outcome.made, outcome.left) == (data, (), ())


def test_data_is_not_written() -> None:
    data = written(slipped(), "yaml")
    outcome = fixed(lint(), "a.yaml", data)
    assert (outcome.data, outcome.made) == (data, ())
    assert {(each.proposal.code, each.reason) for each in outcome.left} == {
        (code, UNWRITTEN) for code in CODES
    }


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_blank_that_can_only_be_0_is_filled_in_if_asked(form: str) -> None:
    path, data = f"a.{form}", written(blanked(), form)
    outcome = fixed(lint(), path, data)
    assert (outcome.data, outcome.made) == (data, ())
    assert [(each.proposal.code, each.reason) for each in outcome.left] == [("GIA304", UNSAFE)]
    outcome = fixed(lint(), path, data, unsafe=True)
    assert (codes(outcome.made), outcome.left) == ({"GIA304"}, ())
    before, after = (lint().read(path, each).facts[BLANKED] for each in (data, outcome.data))
    assert before.state == "blank"
    assert after.value == 0


Mend = Callable[[Report, Passage], Fix | None]


def by_rule(mend: Mend) -> Linter:
    """A linter with one rule, which mends every passage so."""

    @rule("QSH001", "mend", severity="info", title=Text("改", "mend"), basis=["custom"])
    def check(report: Report, facts: Facts) -> Iterator[Finding]:
        for passage in report.passages:
            fix = mend(report, passage)
            if fix:
                yield Finding(Text("改", "mend"), report.place(passage), fix=fix)

    return lint()._replace(rules=(check,), rules_for=lambda path: ((check,), lint().terms))


def replaces(old: str, new: str) -> Mend:
    def mend(report: Report, passage: Passage) -> Fix | None:
        at = passage.reading.find(old)
        return rewritten(report.place(passage, at, at + len(old)), new) if at >= 0 else None

    return mend


def forced(mend: Mend, how: Literal["safe", "unsafe"] = "safe") -> Mend:
    """The same fix, which its rule says to be safe whatever it does, or unsafe."""

    def insist(report: Report, passage: Passage) -> Fix | None:
        fix = mend(report, passage)
        return fix and Fix(how, fix.description, fix.edits)

    return insist


@pytest.mark.parametrize("form", WRITABLE)
@pytest.mark.parametrize(
    ("mend", "reason"),
    [
        (forced(replaces("126条", "127条")), "会改动数字"),
        (forced(replaces("三件事", "四件事")), "会改动数字"),
        # no figure in the words themselves, but the claim is gone, or is another
        (replaces("我镇收到政府信息公开申请", "我镇收到政府信息公开来信"), "会改动数字（requests"),
        (replaces("收到政府信息公开申请", "上年结转政府信息公开申请"), "会改动数字（requests"),
    ],
)
def test_a_figure_is_never_changed(form: str, mend: Mend, reason: str) -> None:
    data = example("clean", form)
    outcome = fixed(by_rule(mend), f"a.{form}", data)
    assert (outcome.data, outcome.made) == (data, ())
    assert outcome.left
    assert all(each.reason.zh.startswith(reason) for each in outcome.left)


@pytest.mark.parametrize("form", WRITABLE)
@pytest.mark.parametrize(
    ("mend", "made"),
    [
        (replaces("126条", "127条"), True),  # whoever asks for it may change the very figure
        (forced(replaces("126条", "127条"), "unsafe"), True),
        # but the years of claims in other paragraphs are none of it
        (replaces("镇人民政府2024年政", "镇人民政府2023年政"), False),
    ],
)
def test_an_unsafe_fix_changes_what_it_says_and_no_other_figure(form: str, mend: Mend, made: bool) -> None:
    data = example("clean", form)
    assert fixed(by_rule(mend), f"a.{form}", data).data == data
    outcome = fixed(by_rule(mend), f"a.{form}", data, unsafe=True)
    assert (outcome.data != data) is made


@pytest.mark.parametrize("form", WRITABLE)
def test_one_that_would_change_a_figure_keeps_no_other_from_being_made(form: str) -> None:
    def mend(report: Report, passage: Passage) -> Fix | None:
        other = replaces("收到政府信息公开申请", "上年结转政府信息公开申请")(report, passage)
        return other or replaces("编制本报告", "制作本报告")(report, passage)

    outcome = fixed(by_rule(mend), f"a.{form}", example("clean", form))
    assert len(outcome.made) == len(outcome.left) == 1
    assert "制作本报告" in outcome.after
    assert "收到政府信息公开申请1件" in outcome.after


def test_of_many_that_may_not_be_made_only_some_are_tried() -> None:
    line = "2024年，我镇收到政府信息公开申请1件。\n"
    data = example("clean", "txt").decode().replace("（二）", line * 300 + "（二）", 1).encode()
    reads: list[str] = []

    def counting(phase: str, work: Callable[[], Any]) -> Any:
        reads.extend([phase] * (phase == "read"))
        return work()

    mend = replaces("收到政府信息公开申请", "上年结转政府信息公开申请")
    outcome = fixed(by_rule(mend)._replace(watch=counting), "a.txt", data)
    assert outcome.data == data
    assert len(outcome.left) > 300
    assert {each.reason.zh[:5] for each in outcome.left} == {"会改动数字", UNTRIED.zh[:5]}
    assert len(reads) <= TRIES + 2


def test_rounds_end() -> None:
    outcome = fixed(by_rule(replaces("汇总全年", "汇总、汇总全年")), "a.txt", example("clean", "txt"))
    assert len(outcome.made) == 10
    assert outcome.after.count("汇总") == 11


def test_of_two_for_the_same_words_the_second_has_the_next_round() -> None:
    def mend(report: Report, passage: Passage) -> Fix | None:
        return replaces("编制本报告", "起草本报告")(report, passage) or replaces("起草本报告", "拟定本报告")(
            report, passage
        )

    outcome = fixed(by_rule(mend), "a.docx", example("clean", "docx"))
    assert [edit.text for proposal in outcome.made for edit in proposal.edits] == ["起草本报告", "拟定本报告"]
    assert "拟定本报告" in lint().read("a.docx", outcome.data).document.text


NEW: Said = ("requests.new", "=", Decimal(1), "件", 2024, "total")
OLD: Said = ("requests.new", "=", Decimal(2), "件", 2024, "total")


THREE, BLANK, REMARK = Figure(Decimal(3)), Figure(None), Figure(None, ("10", "3"))


def said(*claims: Said, year: int | None = 2024, **facts: Figure) -> Figures:
    return Figures(year, facts, Counter(claims))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (said(NEW), said(NEW), []),
        (said(), said(NEW), []),  # what could not be read may be read now
        (said(NEW), said(OLD), ["requests.new"]),
        (said(NEW), said(), ["requests.new"]),
        (said(NEW, NEW), said(NEW), ["requests.new"]),
        (said(NEW), said((*NEW[:4], 2023, "total")), ["requests.new"]),
        (said(a=THREE), said(a=THREE), []),
        (said(a=THREE), said(a=Figure(Decimal(30))), ["a"]),
        (said(a=THREE), said(), ["a"]),
        (said(a=THREE), said(a=BLANK), ["a"]),
        (said(a=BLANK), said(), []),
        (said(a=BLANK), said(a=Figure(Decimal(0))), ["a"]),
        (said(a=BLANK), said(a=REMARK), ["a"]),
        (said(a=REMARK), said(a=Figure(Decimal(10))), ["a"]),
        (said(a=REMARK), said(a=REMARK), []),
        (said(), said(a=Figure(Decimal(0))), ["a"]),
        (said(), said(a=REMARK), []),  # a date, where there is no cell
        (said(year=2024), said(year=2023), ["meta.year"]),
        (said(year=None), said(year=2023), []),
    ],
)
def test_what_has_changed(before: Figures, after: Figures, expected: list[str]) -> None:
    assert changed(before, after) == expected


def test_what_was_asked_for_may_change() -> None:
    before, after = said(NEW, a=BLANK, b=THREE), said(a=THREE, b=THREE)
    assert changed(before, after) == ["a", "requests.new"]
    assert changed(before, after, Asked(["a"], Counter([NEW]))) == []
    assert changed(before, after, Asked(["b"], Counter([OLD]))) == ["a", "requests.new"]
    assert changed(said(year=2024), said(year=2023), Asked(["meta.year"], Counter())) == []


@pytest.mark.parametrize("form", ["txt", "html"])
def test_what_edits_ask_for_is_what_stands_there(form: str) -> None:
    report = read(f"examples/clean.{form}")
    text = report.document.source.text if report.document.source else report.document.text
    at = text.index("收到政府信息公开申请1件") + 10
    told = asked(report, [Edit(at, at + 1, "2")])
    paragraph = {path for path, *_ in told.claims}
    assert (told.facts, "requests.new" in paragraph, "docs.normative.issued" in paragraph) == (
        [],
        True,
        False,
    )
    place = report.facts["decisions.permits"].place
    assert place is not None
    start = report.document.source.offset(place.start) if report.document.source else place.start
    told = asked(report, [Edit(start + 1, start + 1, "0")])
    assert told == Asked(["decisions.permits"], Counter())
    assert figures(report).facts["decisions.permits"] == Figure(Decimal(1126))
