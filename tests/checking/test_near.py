"""Rules of the kind ``near``: near misses of phrases, with their places and how certain they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specs import findings, gaps, rule, texts

from gialint.checking.kinds.near import common, distance, index, near_misses, shared
from gialint.checking.options import with_options
from gialint.model import Report, Severity

Told = Callable[..., Report]

PHRASES = ["中华人民共和国", "国务院办公厅", "国务院办公厅秘书局"]


@pytest.mark.parametrize(
    ("given", "prose", "expected"),
    [
        ({}, "根据中华人民共合国法律，国务院办厅印发。", ["中华人民共合国", "国务院办厅"]),
        ({}, "根据中华人民共和国法律，国务院办公厅印发。", []),
        ({"except": ["中华人民共合国"]}, "根据中华人民共合国法律。", []),
        ({"distance": 2}, "国院办厅秘书局。", ["国院办厅秘书局"]),
        ({"distance": 1}, "国院办厅秘书局。", []),
        ({"in": "headings"}, "根据中华人民共合国法律。", []),
        ({"sections": ["五"]}, "根据中华人民共合国法律。", []),
    ],
)
def test_near_misses(told: Told, given: dict[str, Any], prose: str, expected: list[str]) -> None:
    assert texts(findings(told(prose), "near", {"list": PHRASES, **given})) == expected


def test_what_is_allowed_is_passed_over(told: Told) -> None:
    report = told("根据中华人民共合国法律，国务院办厅印发。")
    put = with_options(
        rule("near", {"list": PHRASES, "except": ["国务院办厅"]}), {"allow": ["中华人民共合国法"]}
    )
    assert list(put.check(report, report.facts)) == []


def test_what_is_said(told: Told) -> None:
    report = told("根据中华人民共合国法律。")
    [finding] = findings(report, "near", {"list": PHRASES})
    assert finding.message.zh == "“中华人民共合国”应为“中华人民共和国”"
    assert finding.message.en == "“中华人民共合国” should be “中华人民共和国”"
    assert finding.values == {"match": "中华人民共合国", "phrase": "中华人民共和国"}
    [finding] = findings(report, "near", {"list": PHRASES}, message={"zh": "{title}：{phrase}"})
    assert finding.message.zh == "用词：中华人民共和国"


def test_places_lead_back_through_a_repaired_text(told: Told) -> None:
    [finding] = findings(
        told("根據(jù)中華人民共合國(guó)法律，依(yī)法公開(kāi)。"), "near", {"list": PHRASES}
    )
    assert finding.place is not None
    assert finding.place.text == "中華人民共合國"
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("severity", ["info", "warning", "error"])
def test_in_a_sound_text_a_near_miss_is_as_grave_as_the_rule(told: Told, severity: str) -> None:
    [finding] = findings(told("根据中华人民共合国法律。"), "near", {"list": PHRASES}, severity=severity)
    assert finding.severity is None


def test_the_list_of_a_lexicon(told: Told) -> None:
    report = told("根据中华人民共合国法律，国务院办厅。")
    given = {"list": "phrases", "except": "beside"}
    assert [gap.missing for gap in gaps(report, "near", given)] == [("lists.phrases",), ("lists.beside",)]
    knowing = replace(report, lists={"phrases": tuple(PHRASES), "beside": ("国务院办厅",)})
    assert gaps(knowing, "near", given) == []
    assert texts(findings(knowing, "near", given)) == ["中华人民共合国"]


LISTED = (
    "中华人民共和国",
    "中华人民共和国政府信息公开条例",
    "习近平新时代中国特色社会主义思想",
    "全国人民代表大会",
    "全国人民代表大会常务委员会",
    "国务院办公厅",
    "人力资源和社会保障部",
    "人力资源社会保障部",
    "自然资源部",
    "新疆维吾尔自治区",
    "最高人民法院",
)
ONE = index(LISTED, 1, ("全县人民代表大会",))
TWO = index(LISTED, 2)


@pytest.mark.parametrize(
    ("text", "written", "phrase"),
    [
        ("根据中华人民共合国的法律", "中华人民共合国", "中华人民共和国"),
        ("根据中人民共和国的法律", "中人民共和国", "中华人民共和国"),
        ("根据中华人民共国的法律", "中华人民共国", "中华人民共和国"),
        ("根据中华人名民共和国的法律", "中华人名民共和国", "中华人民共和国"),
        ("中人华民共和国", "中人华民共和国", "中华人民共和国"),
        ("根据《中华人民共合国政府信息公开条例》", "中华人民共合国政府信息公开条例", LISTED[1]),
        ("中华人民共和国政务信息公开条例。", "中华人民共和国政务信息公开条例", LISTED[1]),
        ("习近平新时代中国特色社会主意思想", "习近平新时代中国特色社会主意思想", LISTED[2]),
        ("全国人民代表大会常务委会", "全国人民代表大会常务委会", "全国人民代表大会常务委员会"),
        ("国务院公办厅", "国务院公办厅", "国务院办公厅"),
        ("新疆维吾尔族自治区", "新疆维吾尔族自治区", "新疆维吾尔自治区"),
        ("自然资金部", "自然资金部", "自然资源部"),
        # enclosed, so that its ends are known
        ("《中华人民共和国政府信息公开条理》", "中华人民共和国政府信息公开条理", LISTED[1]),
        ("《重华人民共和国政府信息公开条例》", "重华人民共和国政府信息公开条例", LISTED[1]),
        ("中华人民共和国政府信息公开条理", None, None),
        # as it should be
        ("中华人民共和国", None, None),
        ("中华人民共和国的", None, None),
        ("全国人民代表大会常务委员会", None, None),
        ("人力资源社会保障部", None, None),
        ("", None, None),
        # other words that begin or end alike
        ("自然资源干部", None, None),
        ("自然资源支部", None, None),
        ("自然资部", None, None),
        ("国务院办公室", None, None),
        ("最高级人民法院", "最高级人民法院", "最高人民法院"),
        ("最高人民检察院", None, None),
        # longer names that are right, and what is excepted
        ("全县人民代表大会", None, None),
        ("全县人民代表大会常务委员会", None, None),
        # other marks and numerals only
        ("全国人民代表大会、常务委员会", None, None),
        ("中华人民共？国", None, None),
        ("中华人民共3国", None, None),
    ],
)
def test_one_edit(text: str, written: str | None, phrase: str | None) -> None:
    found = [(text[miss.start : miss.end], miss.phrase) for miss in near_misses(ONE, text)]
    assert found == ([(written, phrase)] if written else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中华民人共和国政务信息公开条例", [LISTED[1]]),
        ("习近平新时代中国特色主会主义思想", [LISTED[2]]),
        ("习平新时代中国特色社会主意思想", [LISTED[2]]),
        ("中华民人共合国", ["中华人民共和国"]),
        ("全国人民代表大会", []),
        ("国务院办公厅", []),
    ],
)
def test_two_edits_in_long_phrases(text: str, expected: list[str]) -> None:
    found = [miss.phrase for miss in near_misses(TWO, text)]
    assert found == ([] if expected == ["中华人民共和国"] else expected)


@pytest.mark.parametrize("phrases", [("部委",), ("国务院",)])
def test_short_phrases_have_no_near_misses(phrases: tuple[str, ...]) -> None:
    assert near_misses(index(phrases, 1), "国务部 国部委 国务员") == []


def test_the_index_may_be_empty() -> None:
    assert near_misses(index((), 1), "中华人民共合国") == []


def test_of_misses_one_behind_the_other_each_is_told() -> None:
    found = near_misses(ONE, "中华人民共合国国务院办厅")
    assert [(miss.start, miss.end) for miss in found] == [(0, 7), (7, 12)]


def test_of_overlapping_phrases_the_longest_is_told() -> None:
    [miss] = near_misses(ONE, "《中华人民共合国政府信息公开条例》")
    assert (miss.start, miss.end, miss.phrase) == (1, 16, LISTED[1])


@given(
    phrase=st.sampled_from([each for each in LISTED if len(each) >= 6]),
    edit=st.sampled_from(["change", "drop", "add", "swap"]),
    before=st.text("，。的在甲", max_size=4),
    after=st.text("，。的在甲", max_size=4),
    draw=st.data(),
)
@settings(max_examples=300)
def test_whatever_edit_is_made_inside_is_found(
    phrase: str, edit: str, before: str, after: str, draw: st.DataObject
) -> None:
    place = draw.draw(st.integers(2, len(phrase) - 3))
    kept = {
        "change": (1, "龘"),
        "drop": (1, ""),
        "add": (0, "龘"),
        "swap": (2, phrase[place : place + 2][::-1]),
    }
    width, instead = kept[edit]
    written = phrase[:place] + instead + phrase[place + width :]
    text = before + written + after
    found = near_misses(index([phrase], 1), text)
    if written == phrase:
        assert found == []
        return
    [miss] = found
    assert text[miss.start : miss.end] == written
    assert distance(phrase, written, 1) == 1


@given(st.text("中华人民共和国政府信息公开条例", max_size=40))
@settings(max_examples=300)
def test_what_is_told_is_so_many_edits_away(text: str) -> None:
    for miss in near_misses(TWO, text):
        assert 0 < distance(miss.phrase, text[miss.start : miss.end], 2) == miss.edits <= 2


WORDS = st.text("甲乙丙", max_size=7)


def textbook(one: str, other: str) -> int:
    """Optimal string alignment, as it is defined."""

    @cache
    def between(first: int, second: int) -> int:
        if not first or not second:
            return first + second
        costs = [
            between(first - 1, second) + 1,
            between(first, second - 1) + 1,
            between(first - 1, second - 1) + (one[first - 1] != other[second - 1]),
        ]
        swapped = one[first - 2 : first] == other[second - 2 : second][::-1]
        if first > 1 and second > 1 and swapped:
            costs.append(between(first - 2, second - 2) + 1)
        return min(costs)

    return between(len(one), len(other))


@given(WORDS, WORDS, st.integers(1, 3))
@settings(max_examples=400)
def test_the_distance_is_the_textbooks_up_to_its_limit(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(textbook(one, other), limit + 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("共和国", "共和国", 0),
        ("共和国", "共合国", 1),
        ("共和国", "共国", 1),
        ("共和国", "共同和国", 1),
        ("共和国", "和共国", 1),
        ("共和国", "", 3),
        ("共和国", "人民", 3),
    ],
)
def test_distances(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 3) == expected


@given(WORDS, WORDS)
def test_what_is_shared_does_not_overlap(one: str, other: str) -> None:
    start, end = shared(one, other)
    assert one[:start] == other[:start]
    assert one[len(one) - end :] == other[len(other) - end :]
    assert start + end <= min(len(one), len(other))
    assert common(one, other) == start
