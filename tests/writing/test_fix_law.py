"""The law of fixes, over generated and mutated reports in every format that is written.

A safe fix never changes what a figure is read as, and gives none to a cell that had none. An unsafe one
fills in 0, never in a total, and never where another figure was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from slipped import slipped

from gialint.checking.fixes import numbers
from gialint.config import Config
from gialint.model import Diagnostic
from gialint.run.linter import Linter, linter
from gialint.writing.fixing import fixed
from tests.reportwriter.described import CORPUS, described, loaded
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.files import written
from tests.reportwriter.form import OUTCOME_ROWS
from tests.reportwriter.form_2019 import OUTCOME_ROWS_2019

PROSE = loaded(CORPUS / "prose.yaml")
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""To make an example smaller takes minutes where each is a whole report."""

FORMS = ("txt", "md", "html", "docx")
BLANKS = ("", "/", "—", "-", "无")
ODD = ("１３", "13件", "1，353", "O", "3.0", "若干", "10（含补正3件）", "-2", "7", "0")
COUNTS = st.sampled_from([0, 0, 0, 1, 2, 3, 1353])
APPLICANTS = st.lists(COUNTS, min_size=6, max_size=6)
SLIPS = {
    "年1月1日至": "1月1日至",
    "1月1日至": "1月1至",
    "2024年，": "202024年，",
    "，内容以": ",内容以",
    "由专人引导": "做为专人引导",
    "143条": "１43条",
    "210份": "2，100份",
}


@st.composite
def balanced(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a description of a report whose table three adds up."""
    year = draw(st.sampled_from([2019, 2024]))
    rows = OUTCOME_ROWS_2019 if year == 2019 else OUTCOME_ROWS
    outcomes = {
        row: draw(APPLICANTS) for row in draw(st.lists(st.sampled_from(rows), unique=True, max_size=4))
    }
    closed = [sum(column) for column in zip(*outcomes.values(), strict=True)] or [0] * 6
    carried_out, carried_in = draw(APPLICANTS), draw(APPLICANTS)
    carried_in = [
        min(each, most + left) for each, most, left in zip(carried_in, closed, carried_out, strict=True)
    ]
    new = [done + left - came for done, left, came in zip(closed, carried_out, carried_in, strict=True)]
    figures = {**outcomes, "new": new, "carried_in": carried_in, "carried_out": carried_out}
    return {
        "agency": "云坪县青石镇人民政府",
        "short": "青石镇",
        "kind": "town",
        "year": year,
        "figures": {f"requests.{row}": values for row, values in figures.items()},
        "requested": f"{year}年，我镇依法办理政府信息公开申请。",
    }


@st.composite
def mutated(draw: st.DrawFn, *cells: str) -> tuple[DraftReport, Mapping[str, str]]:
    """Draw a report with slips in its words and such things in some cells, and what stood in all of them."""
    spec = draw(balanced())
    before = described("before", spec, PROSE).draft.figures
    other = draw(st.dictionaries(st.sampled_from(sorted(before)), st.sampled_from(cells), max_size=12))
    draft = slipped(
        described("mutated", {**spec, "cells": other, "reads": dict.fromkeys(other, "text")}, PROSE).draft
    )
    slips = draw(st.lists(st.sampled_from(sorted(SLIPS)), unique=True))

    def spell(text: str) -> str:
        for right in slips:
            text = text.replace(right, SLIPS[right])
        return text

    return draft.spelled(spell), before


@cache
def lint() -> Linter:
    return linter(Config())


Read = tuple[dict[str, Decimal | None], dict[str, list[str]], Counter[tuple[object, ...]]]


def read(path: str, data: bytes) -> Read:
    """Understand a file anew: the value of every cell, the numbers in everything else, and all claims."""
    report = lint().read(path, data)
    facts = {fact.path: fact for fact in report.facts.stated()}
    claims: Counter[tuple[object, ...]] = Counter(
        (each.path, each.op, each.value, each.year, each.scope) for each in report.claims
    )
    cells = {name: fact.value for name, fact in facts.items() if not name.startswith("meta.")}
    words = {name: numbers(fact.text) for name, fact in facts.items() if fact.value is None}
    return cells, words, claims


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None, phases=UNSHRUNK)
@given(report=mutated(*BLANKS, *ODD))
def test_a_safe_fix_changes_no_figure(form: str, report: tuple[DraftReport, Mapping[str, str]]) -> None:
    path, data = f"a.{form}", written(report[0], form)
    outcome = fixed(lint(), path, data)
    cells, words, claims = read(path, data)
    fixed_cells, fixed_words, fixed_claims = read(path, outcome.data)
    assert fixed_cells == cells
    assert claims - fixed_claims == Counter()
    assert {name: fixed_words[name] for name in words} == words
    assert all(proposal.safe for proposal in outcome.made)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None, phases=UNSHRUNK)
@given(report=mutated(*BLANKS))
def test_an_unsafe_fix_puts_0_only_where_0_was(
    form: str, report: tuple[DraftReport, Mapping[str, str]]
) -> None:
    path, data = f"a.{form}", written(report[0], form)
    outcome = fixed(lint(), path, data, unsafe=True)
    (cells, _, _), (fixed_cells, _, _) = read(path, data), read(path, outcome.data)
    filled = {name: value for name, value in fixed_cells.items() if value != cells[name]}
    assert {cells[name] for name in filled} <= {None}
    assert set(filled.values()) <= {0}
    assert {report[1][name] for name in filled} <= {"0"}
    assert not any(is_total(name) for name in filled)


@settings(max_examples=60, deadline=None, phases=UNSHRUNK)
@given(report=mutated(*BLANKS, *ODD))
def test_no_0_is_offered_where_a_sum_does_not_come_out(report: tuple[DraftReport, Mapping[str, str]]) -> None:
    checked = lint().check_file("a.txt", written(report[0], "txt"))
    offered = {at for found in checked.findings if found.code == "GIA304" for at in edited(found)}
    told = [found for found in checked.findings if found.code in ("GIA301", "GIA302", "GIA303")]
    there = lint().read("a.txt", written(report[0], "txt")).document
    for found in told:
        for place in filter(None, (found.location, *(place for _, place in found.related))):
            assert there.line_starts[place.line - 1] + place.column - 1 not in offered


def edited(found: Diagnostic) -> list[int]:
    return [edit["start"] for edit in found.fix["edits"]] if found.fix else []


def is_total(name: str) -> bool:
    return name.endswith(".total") or name.startswith("requests.closed")
