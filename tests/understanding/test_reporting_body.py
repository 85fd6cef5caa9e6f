"""Whose tables a government's report has: its office's or those of all its area."""

from __future__ import annotations

import pytest

from tests.rules.full_tables import understood

OFFICE = "县政府办公室收到政府信息公开申请30件，办结29件。"
OWN = "县政府收到政府信息公开申请30件，办结29件。"
AREA = "全县共收到政府信息公开申请138件，办结136件。"
BOTH = {("requests.new", 138), ("requests.closed", 136)}
FEW = {("requests.new", 30), ("requests.closed", 29)}
TITLE = "云坪县人民政府2024年政府信息公开工作年度报告"


def own(prose: str, new: int, closed: int, title: str = TITLE) -> set[tuple[str, int]]:
    """Return what prose claims of the reporting body beside two figures of table three."""
    facts = {"requests.new.total": new, "requests.closed.total": closed}
    report = understood({"title": title, "一": prose, "facts": facts})
    return {(claim.path, int(claim.value)) for claim in report.claims if claim.scope == "total"}


@pytest.mark.parametrize("office", [OFFICE, OWN])
@pytest.mark.parametrize("turned", [False, True])
def test_the_body_whose_figures_stand_in_the_tables_is_the_reporting_one(office: str, turned: bool) -> None:
    prose = AREA + office if turned else office + AREA
    assert own(prose, 30, 29) == FEW
    assert own(prose, 138, 136) == BOTH


@pytest.mark.parametrize(
    ("prose", "new", "closed", "expected"),
    [
        pytest.param(AREA + OFFICE, 183, 163, BOTH, id="no figure stands there: all of the area is meant"),
        pytest.param(AREA + OFFICE, 138, 163, BOTH, id="one does: the other is a contradiction"),
        pytest.param(AREA + OFFICE, 30, 136, BOTH, id="one of either"),
        pytest.param(
            "县政府收到政府信息公开申请183件。全县共收到政府信息公开申请138件。",
            *(138, 130),
            {("requests.new", 183), ("requests.new", 138)},
            id="an office cannot have more than its area",
        ),
        pytest.param(AREA, 30, 29, BOTH, id="of an office nothing is told"),
    ],
)
def test_it_is_left_open(prose: str, new: int, closed: int, expected: set[tuple[str, int]]) -> None:
    assert own(prose, new, closed) == expected


def test_a_share_of_the_area_tells_whose_tables_they_are() -> None:
    prose = "全县共收到政府信息公开申请138件，其中县本级收到30件。"
    assert own(prose, 30, 29) == set()
    assert own(prose, 138, 136) == {("requests.new", 138)}


def test_a_department_is_no_government() -> None:
    title = "云坪县水利局2024年政府信息公开工作年度报告"
    assert own("我局收到政府信息公开申请30件。" + AREA, 138, 136, title) == {("requests.new", 30)}


def test_figures_of_several_bodies_that_make_up_a_figure_are_shares_of_it() -> None:
    prose = "县政府收到政府信息公开申请22件，县直部门收到58件，各镇收到31件。"
    assert own(prose, 111, 111) == set()
    assert ("requests.new", 22) in own(prose, 112, 111)
