"""The one wrong cell of table three is named, whichever it is; of several wrong ones, no innocent is."""

from __future__ import annotations

from random import Random

import pytest

from tests.rules.full_tables import (
    KINDS,
    SLIPS,
    TOTAL,
    Figures,
    cells,
    checked,
    form,
    full_table,
    invented,
    named,
    several_slips,
)

TABLES = tuple(KINDS)
CASES = 50
"""Tables of each kind with several slips that are checked here; ``make cells`` checks 12,000."""


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_each_cell_has_words_of_its_own(edition: str) -> None:
    words = {form(edition).label(path).zh for path in cells(edition)}
    assert len(words) == len(cells(edition)) == {"2021": 175, "2019": 161}[edition]


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize("table", TABLES)
def test_one_wrong_cell_is_one_finding_that_names_it(edition: str, table: str) -> None:
    whole = invented(edition, table)
    sound = whole.figures
    assert not whole.with_figures({}).findings
    slips = list(SLIPS.values())
    missed = []
    for number, (path, figure) in enumerate(sound.items()):
        changed = next(
            other
            for slip in slips[number % len(slips) :] + slips
            if (other := slip(figure)) is not None and other != figure
        )
        report = whole.with_figures({path: changed})
        [found] = report.findings
        told = f"“{form(edition).label(path).zh}”写的是 {changed}，如果是 {figure}，这几处就都相符"
        if named(edition, report) != [path] or told not in found.hint or found.fix is not None:
            missed.append(path)
    assert missed == []


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize("table", TABLES)
def test_where_several_are_wrong_no_innocent_cell_is_named(edition: str, table: str) -> None:
    whole, random = invented(edition, table), Random(f"{edition} {table}")
    for _ in range(CASES):
        wrong = several_slips(edition, whole.figures, random)
        assert set(named(edition, whole.with_figures(wrong))) <= wrong.keys()


ROW = "requests.partial"
FIRST, SECOND = f"{ROW}.natural_person", f"{ROW}.commercial_enterprise"


@pytest.fixture
def sound() -> Figures:
    """Return a sound table with a row that is known."""
    figures = full_table("2021", Random(4), 40)
    added = dict(
        zip([path for path in figures if path.startswith(ROW)], (24, 13, 33, 5, 19, 26), strict=False)
    )
    for path, figure in added.items():
        column, more = path.rpartition(".")[2], figure - figures[path]
        for row in (ROW, "requests.closed", "requests.new"):
            figures[f"{row}.{column}"] += more
            figures[f"{row}.{TOTAL}"] += more
    assert not checked("2021", figures).findings
    return figures


@pytest.mark.parametrize(
    ("written", "slip"),
    [
        (42, "（像是相邻两位数字写颠倒了）"),
        (2, "（像是少写了一位数字 4）"),
        (244, "（像是数字 4 写了两遍）"),
        (214, "（像是多写了一位数字 1）"),
        (29, "（像是一位数字写错：4 写成了 9）"),
        (0, "就都相符。"),
    ],
)
def test_the_likely_slip_is_reported(sound: Figures, written: int, slip: str) -> None:
    [found] = checked("2021", {**sound, FIRST: written}).findings
    assert f"写的是 {written}，如果是 24，这几处就都相符{slip.removeprefix('就都相符')}" in found.hint
    assert (found.code, found.location and found.location.address) == (
        "GIA302",
        "三/表1/（二）部分公开/自然人",
    )
    assert len(found.working) == 2


def test_a_figure_split_over_two_cells_is_one_slip(sound: Figures) -> None:
    [found] = checked("2021", {**sound, FIRST: 2, SECOND: 4}).findings
    assert "“部分公开·自然人”写的是 2，如果是 24，“部分公开·商业企业”写的是 4，如果是 13" in found.hint
    assert "（像是一个数拆进了相邻两格）" in found.hint


def test_a_cell_swapped_with_its_total_is_one_slip(sound: Figures) -> None:
    last, total = f"{ROW}.other_organization", f"{ROW}.{TOTAL}"
    [found] = checked("2021", {**sound, last: sound[total], total: sound[last]}).findings
    assert "（相邻两格像是填反了）" in found.hint


def test_a_shifted_row_is_one_slip(sound: Figures) -> None:
    paths = [path for path in sound if path.startswith(ROW)]
    figures = [sound[path] for path in paths]
    for written in ([0, *figures[:-1]], [*figures[1:], 0], [0, *figures[:5], figures[-1]]):
        [found] = checked("2021", {**sound, **dict(zip(paths, written, strict=True))}).findings
        assert "这几处就都相符（这几格的数像是整体错了一格）" in found.hint
        assert "从“部分公开·自然人”到“部分公开·" in found.hint


def test_of_two_cells_swapped_in_a_row_no_one_can_tell_the_row(sound: Figures) -> None:
    for less in (sound[FIRST] - sound[SECOND], 3):
        report = checked("2021", {**sound, FIRST: sound[FIRST] - less, SECOND: sound[SECOND] + less})
        [found] = report.findings
        assert (found.code, named("2021", report)) == ("GIA303", [])
        assert found.hint.startswith(
            "两处一多一少，相差的数相等：像是有数填进了旁边的格，或者相邻两格填反了，"
        )


def test_two_slips_far_apart_are_two_findings_that_name_them(sound: Figures) -> None:
    wrong = {"requests.new.legal_service": 3, "requests.granted.total": 7}
    report = checked("2021", {**sound, **wrong})
    assert sorted(named("2021", report)) == sorted(wrong)
    assert [len(found.working) for found in report.findings] == [2, 2]


def test_a_row_that_is_shifted_within_its_sum_is_one_slip() -> None:
    figures = full_table("2021", Random(4), 40)
    row = [path for path in figures if path.startswith(ROW) and not path.endswith(TOTAL)]
    last = row[-1]
    for whole in (ROW, "requests.closed", "requests.new"):
        for path in (f"{whole}.other_organization", f"{whole}.{TOTAL}"):
            figures[path] -= figures[last] if whole != ROW else 0
    figures[f"{ROW}.{TOTAL}"] -= figures[last]
    figures[last] = 0
    assert not checked("2021", figures).findings
    shifted = dict(zip(row, [0, *(figures[path] for path in row[:-1])], strict=True))
    [found] = checked("2021", {**figures, **shifted}).findings
    assert "（这几格的数像是整体错了一格）" in found.hint
    assert set(named("2021", checked("2021", {**figures, **shifted}))) <= set(row)
