"""Which reports of two folders, or of one, are compared with each other."""

from __future__ import annotations

import pytest

from gialint.model import Checked
from gialint.run.pairs import pairs_between, pairs_within

Told = tuple[str, str | None, int]


def reports(*told: Told) -> list[Checked]:
    """Make reports: path, agency and year."""
    return [Checked(path, "docx", agency, "township", year) for path, agency, year in told]


A23, A24 = ("a23", "甲镇", 2023), ("a24", "甲镇", 2024)
B23, B24 = ("b23", "乙镇", 2023), ("b24", "乙镇", 2024)
COPY: Told = ("a24-2", "甲镇", 2024)


@pytest.mark.parametrize(
    ("first", "second", "pairs", "alone"),
    [
        ([A23, B23], [B24, A24], [("a23", "a24"), ("b23", "b24")], {}),
        # Two versions of one year's.
        ([A24], [("x", "甲镇", 2024)], [("a24", "x")], {}),
        ([A23, A24], [("x", "甲镇", 2024)], [("a24", "x")], {"a23": "同一年度"}),
        ([A23], [("x", "甲 镇", 2024)], [("a23", "x")], {}),
        ([A23], [B24], [], {"a23": "没有这个机关", "b24": "没有这个机关"}),
        ([A23], [A24, COPY], [], {"a23": "不止一份", "a24": "不止一份", "a24-2": "不止一份"}),
        ([("x", None, 2023)], [A24], [], {"x": "没有读出机关", "a24": "没有这个机关"}),
    ],
)
def test_two_folders(
    first: list[Told], second: list[Told], pairs: list[tuple[str, str]], alone: dict[str, str]
) -> None:
    found = pairs_between(reports(*first), reports(*second), lambda name: "".join(name.split()))
    assert [(pair.first.path, pair.second.path) for pair in found.pairs] == pairs
    assert [each.checked.path for each in found.alone] == list(alone)
    for each in found.alone:
        assert alone[each.checked.path] in each.reason.zh


@pytest.mark.parametrize(
    ("told", "pairs", "alone"),
    [
        ([A24, A23, B24, B23], [("a23", "a24"), ("b23", "b24")], {}),
        ([("a22", "甲镇", 2022), A24, A23], [("a22", "a23"), ("a23", "a24")], {}),
        ([A24, COPY], [("a24", "a24-2")], {}),
        ([A23, A24, COPY], [], {"a23": "不止一份", "a24": "不止一份", "a24-2": "不止一份"}),
        ([A24, B24], [], {"a24": "只有这一份", "b24": "只有这一份"}),
        ([("x", None, 2024)], [], {"x": "没有读出机关"}),
    ],
)
def test_one_folder(told: list[Told], pairs: list[tuple[str, str]], alone: dict[str, str]) -> None:
    found = pairs_within(reports(*told), lambda name: name)
    assert [(pair.first.path, pair.second.path) for pair in found.pairs] == pairs
    assert [each.checked.path for each in found.alone] == list(alone)
    for each in found.alone:
        assert alone[each.checked.path] in each.reason.zh


def test_a_roll_knows_an_agency_by_several_names() -> None:
    names = {"甲乡": "甲镇"}
    found = pairs_between(reports(("x", "甲乡", 2023)), reports(A24), lambda name: names.get(name, name))
    assert [(pair.first.path, pair.second.path) for pair in found.pairs] == [("x", "a24")]
