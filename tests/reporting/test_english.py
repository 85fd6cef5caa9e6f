"""English outputs are punctuated in English: marks of Chinese stand only where a report is quoted."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sample_reports import BALANCE, FACTS, SENTENCE_END, report
from sample_results import TEXT

from tests.english import foreign

GOLDEN = Path(__file__).parents[1] / "golden"


def places(value: Any) -> list[str]:
    """Return the addresses and quotes of a result."""
    if isinstance(value, list):
        return [each for item in value for each in places(item)]
    if isinstance(value, dict):
        own = [str(value[key]) for key in ("address", "text") if key in value]
        return [*own, *(each for item in value.values() for each in places(item))]
    return []


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*-en*")), ids=lambda path: path.name)
def test_of_an_output(path: Path) -> None:
    result = json.loads((GOLDEN / "result-en.json").read_text("utf-8"))
    rules = (repr(each.examples) for each in (BALANCE, SENTENCE_END))
    labels = (each.label.zh for each in FACTS)
    given = "\n".join((TEXT, report().document.text, *places(result), *rules, *labels))
    assert foreign(unescape(path.read_text("utf-8")), given) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the offices of 甲镇、乙镇", ["甲镇、乙镇"]),
        ("granted in full：all", ["full：all"]),
        ("line 3, “全年公开（含）3条。”: the total", []),
        ("(全年公开（含）3条。).", []),
    ],
)
def test_what_is_told_apart(text: str, left: list[str]) -> None:
    assert foreign(text, "甲镇\n乙镇\n全年公开（含）3条。") == left
