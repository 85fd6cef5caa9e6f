"""Whole reports: they are well formed, and what gialint misses in them or finds amiss only gets less."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from gialint.reading.office import office
from gialint.run.linter import Linter
from tests.reportwriter.accuracy import (
    BATCHES,
    GRAVITY,
    PRINTED,
    WRITERS,
    Known,
    amiss,
    known,
    printed_verdicts,
    verdicts,
)
from tests.reportwriter.form import CASES, COLUMNS, HEADINGS, OUTCOME_ROWS, WAYS
from tests.reportwriter.whole import NOWHERE, Whole, batch, wholes

SUMS = {"GIA301", "GIA302", "GIA303", "GIA401", "GIA402", "GIA403"}
"""Rules about the sums of tables three and four."""

ACCURACY = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
IN_CI = os.environ.get("CI") == "true"
MEND = "python -m tests.reportwriter.accuracy --write"


def test_each_report_is_well_formed() -> None:
    for whole in wholes():
        well_formed(whole)


def well_formed(whole: Whole) -> None:
    draft = whole.draft
    year = whole.name[-4:]
    title = draft.title + (draft.preface[0] if year not in draft.title else "")  # of two lines
    assert year in title
    assert title.endswith("政府信息公开工作年度报告")
    assert draft.preface
    assert len(draft.signature) == 2
    assert sum(len(line) for section in draft.sections for line in section.lines) > 400
    numbered = [section.heading[:2] for section in draft.sections]
    assert numbered == [heading[:2] for heading in HEADINGS.values()][: len(numbered)]
    for fault in whole.faults:
        assert all(code.startswith("GIA") and len(code) == 6 for code in fault.codes)
        assert fault.severity in GRAVITY
        assert fault.place in (*HEADINGS, "首", "尾", NOWHERE)
        assert fault.why


def test_the_sums_of_its_tables_hold_unless_its_faults_say_otherwise() -> None:
    for whole in wholes():
        told = {code for fault in whole.faults for code in fault.codes}
        if "" not in whole.draft.figures.values():
            assert bool(told & SUMS) == (not balanced(whole.draft.figures)), whole.name


def test_many_of_each_batch_are_sound() -> None:
    assert [len(batch(number)) for number in BATCHES] == [
        20,
        20,
        16,
        *[20] * 16,
        *[24] * 14,
        12,
        24,
        24,
        24,
        12,
        18,
        *[12] * 5,
        24,
    ]
    sound = [sum(not whole.faults for whole in batch(number)) for number in BATCHES]
    assert sound == [10, 10, 8, 9, *[10] * 15, *[12] * 14, 6, 12, 12, 4, 2, 6, 4, 4, 4, 2, 2, 4]


@pytest.mark.parametrize("form", WRITERS)
def test_what_is_wrong_is_known(form: str, gialint: Linter) -> None:
    found = amiss({form: dict(verdicts(gialint, form, wholes()))})
    assert found == of_form(known(), form), f"if this is better: {MEND}"


@pytest.mark.skipif(
    office() is None or os.environ.get("CI") != "true", reason="LibreOffice prints in CI only"
)
def test_no_more_is_wrong_in_print_than_is_known(tmp_path: Path, gialint: Linter) -> None:
    found = amiss({PRINTED: dict(printed_verdicts(gialint, tmp_path, wholes()))})
    for number in BATCHES:
        assert tally(found, number, PRINTED) <= tally(known(), number, PRINTED)


def test_it_is_no_worse_than_it_was_at_first() -> None:
    for form in (*WRITERS, PRINTED):
        for number in BATCHES:
            assert tally(known(), number, form) <= first_run(number, form), (number, form)


def of_form(lines: Known, form: str) -> Known:
    """Return what is known of one format."""
    own = {
        name: {line: {form: counts[form]} for line, counts in told.items() if form in counts}
        for name, told in lines.items()
    }
    return {name: told for name, told in own.items() if told}


def tally(lines: Known, number: int, form: str) -> Counter[str]:
    """Count what is missed, and what is false by gravity, in one format of a batch."""
    counted: Counter[str] = Counter()
    for whole in batch(number):
        for line, counts in lines.get(whole.name, {}).items():
            kind, word = line.split()[:2]
            counted[kind if kind == "missed" else word] += counts.get(form, 0)
    return +counted


def first_run(number: int, form: str) -> Counter[str]:
    """Return what the table of first runs has of a format of a batch."""
    (row,) = re.findall(rf"^\| {number} \| {form} \|(.*)\|$", ACCURACY.read_text("utf-8"), re.MULTILINE)
    _, _, _, missed, *false = map(int, row.split("|"))
    return Counter({"missed": missed, **dict(zip(reversed(GRAVITY), false, strict=True))})


def balanced(figures: Mapping[str, str]) -> bool:
    """Tell whether the columns of table three balance, and the sums of tables three and four hold."""

    def count(path: str) -> int:
        return int(figures.get(path) or 0)

    def row(name: str) -> list[int]:
        return [count(f"requests.{name}.{column}") for column in COLUMNS]

    rows = ("new", "carried_in", *OUTCOME_ROWS, "other", "closed", "carried_out")
    columns = zip(*map(row, ("new", "carried_in", "closed", "carried_out")), strict=True)
    outcomes = zip(*map(row, (*OUTCOME_ROWS, "other")), strict=True)
    return (
        all(new + carried_in == closed + carried_out for new, carried_in, closed, carried_out in columns)
        and [sum(column) for column in outcomes] == row("closed")
        and all(sum(values[:-1]) == values[-1] for values in map(row, rows))
        and all(sum(count(f"{way}.{case}") for case in CASES[:-1]) == count(f"{way}.total") for way in WAYS)
    )
