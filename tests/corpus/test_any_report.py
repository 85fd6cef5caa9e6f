"""Any report is read back cell for cell, in whatever form it is written; what a form loses is refused."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.config import Config
from gialint.model import Facts
from gialint.run.linter import Linter, linter
from tests.reportwriter.described import CORPUS, Described, described, loaded
from tests.reportwriter.form import OUTCOME_ROWS
from tests.reportwriter.form_2019 import OUTCOME_ROWS_2019
from tests.reportwriter.forms import FORMS
from tests.reportwriter.layouts import as_broken, as_pdf
from tests.reportwriter.pdf_text import PLACES, Setting

REFUSED = ("unreadable", "absent")
COUNTS = st.one_of(st.just(0), st.integers(0, 20), st.integers(0, 12_000))
APPLICANTS = st.lists(COUNTS, min_size=6, max_size=6)
CASES = st.lists(COUNTS, min_size=4, max_size=4)
FEES = st.decimals(0, 9_999, places=4).map(lambda amount: f"{amount:f}")
PROSE = loaded(CORPUS / "prose.yaml")


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a description: an edition, and figures of which totals are made."""
    year = draw(st.sampled_from([2019, 2024]))
    rows = st.sampled_from(OUTCOME_ROWS_2019 if year == 2019 else OUTCOME_ROWS)
    named = ("new", "carried_in", "carried_out", *draw(st.lists(rows, unique=True, max_size=8)))
    figures: dict[str, Any] = {f"requests.{row}": draw(APPLICANTS) for row in named}
    figures |= {way: draw(CASES) for way in ("review", "litigation.direct", "litigation.after_review")}
    figures["docs.normative"] = draw(st.lists(COUNTS, min_size=3, max_size=3))
    figures |= {path: draw(COUNTS) for path in ("decisions.permits", "decisions.penalties")}
    if year == 2024:
        figures["fees.charges_wanyuan"] = draw(FEES)
    return {
        "agency": "云坪县青石镇人民政府",
        "short": "青石镇",
        "kind": "town",
        "year": year,
        "figures": figures,
        "requested": f"{year}年，我镇依法办理政府信息公开申请。",
    }


@pytest.fixture(scope="module")
def gialint() -> Linter:
    """A linter that only reads."""
    return linter(Config(), rules=False)


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(list(FORMS)), spec=specs())
def test_numbers_are_read_back(gialint: Linter, name: str, spec: dict[str, Any]) -> None:
    wrong = misread(gialint, name, described("any", spec, PROSE))
    if FORMS[name].loses_figures:
        wrong = {path: state for path, state in wrong.items() if state not in REFUSED}
    assert wrong == {}


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(list(FORMS)), spec=specs(), data=st.data())
def test_blanks_are_read_or_rejected(
    gialint: Linter, name: str, spec: dict[str, Any], data: st.DataObject
) -> None:
    paths = st.sampled_from(sorted(described("any", spec, PROSE).facts))
    cells = data.draw(st.dictionaries(paths, st.sampled_from(["", "/"]), max_size=12))
    wrong = misread(gialint, name, described("any", spec | {"cells": cells}, PROSE))
    if FORMS[name].loses_blanks:
        wrong = {path: state for path, state in wrong.items() if state not in REFUSED}
    assert wrong == {}


SETTINGS = st.builds(
    Setting,
    st.sampled_from([4, 6, 8, 11, 14, 40]),
    st.sampled_from([2, 3, 4, 8]),
    st.lists(st.sampled_from(PLACES), min_size=1, max_size=9).map(tuple),
    st.integers(2, 30),
)


@settings(max_examples=60, deadline=None)
@given(spec=specs(), setting=SETTINGS, data=st.data())
def test_text_of_a_pdf_is_never_misread(
    gialint: Linter, spec: dict[str, Any], setting: Setting, data: st.DataObject
) -> None:
    paths = st.sampled_from(sorted(described("any", spec, PROSE).facts))
    cells = data.draw(st.dictionaries(paths, st.just(""), max_size=20))
    report = described("any", spec | {"cells": cells}, PROSE)
    read = gialint.read("report.txt", as_pdf(report.draft, setting).encode()).facts
    assert {path: state for path, state in differing(read, report).items() if state not in REFUSED} == {}


@settings(max_examples=60, deadline=None)
@given(
    layout=st.sampled_from("ABCEFH"), spec=specs(), seed=st.integers(0, 9_999), figures=st.booleans(),
    breaks=st.sampled_from([(1.0, 4), (1.0, 8), (0.5, 2), (0.1, 2), (0.05, 6)]),
)  # fmt: skip
def test_cells_broken_anywhere_are_never_misread(
    gialint: Linter, layout: str, spec: dict[str, Any], seed: int, figures: bool, breaks: tuple[float, int]
) -> None:
    chance = Random(seed)
    often, least = breaks

    def pieces(text: str) -> str:
        number = text.isascii()
        if len(text) < (2 if number else least) or (number and not figures) or chance.random() > often:
            return text
        at = chance.randint(1, len(text) - 1)
        return f"{text[:at]}\n{text[at:]}"

    report = described("any", spec, PROSE)
    read = gialint.read("report.txt", as_broken(report.draft, layout, pieces).encode()).facts
    allowed = (*REFUSED, "text") if figures else REFUSED
    assert {path: state for path, state in differing(read, report).items() if state not in allowed} == {}


def misread(gialint: Linter, name: str, report: Described) -> Mapping[str, str]:
    """Return the cells that were read otherwise than they were written, with their states."""
    form = FORMS[name]
    return differing(gialint.read(f"report.{form.suffix}", form.write(report.draft)).facts, report)


def differing(facts: Facts, report: Described) -> Mapping[str, str]:
    """Return the states of the facts that are not what the report says."""
    return {
        path: facts[path].state
        for path, expected in report.facts.items()
        if (facts[path].state, facts[path].value) != expected
    }
