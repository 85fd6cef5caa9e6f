"""Rules of the kind ``near``: near misses of phrases, with their places and how certain they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from specs import findings, gaps, rule, texts

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
