"""Fixes of which none is in another's way, and edits that come out the same in any order."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.checking.fixes import Proposal, applied, chosen, keeps, overlap, proposals
from gialint.model import Diagnostic, Edit, Severity

TEXT = "全年公开信息30条,其中做为政策10条。\n二、主动公开情况\n"


def found(
    *edits: tuple[int, int, str], applicability: str = "safe", suppressed: str | None = None
) -> Diagnostic:
    spelled = [{"start": start, "end": end, "text": text} for start, end, text in edits]
    fix = {"applicability": applicability, "description": "改", "edits": spelled}
    return Diagnostic("GIA000", "sample", Severity.INFO, "", fix=fix, suppressed=suppressed)


def edited(*edits: tuple[int, int, str]) -> Proposal:
    return Proposal("GIA000", "改", tuple(Edit(*edit) for edit in edits))


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (found((9, 10, "，")), [edited((9, 10, "，"))]),
        # what is on one line stands or falls together, other lines by themselves
        (found((12, 14, "作为"), (9, 10, "，")), [edited((9, 10, "，"), (12, 14, "作为"))]),
        (found((20, 22, "二："), (9, 10, "，")), [edited((9, 10, "，")), edited((20, 22, "二："))]),
        (found((9, 10, "，"), (9, 10, "，")), [edited((9, 10, "，"))]),
        (found((9, 10, "，"), applicability="unsafe"), [edited((9, 10, "，"))._replace(safe=False)]),
        (found((9, 10, "，"), suppressed="惯例"), []),
        (Diagnostic("GIA000", "sample", Severity.INFO, ""), []),
    ],
)
def test_what_findings_propose(finding: Diagnostic, expected: list[Proposal]) -> None:
    assert proposals([finding], TEXT) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 2), (2, 4), False),
        ((0, 3), (2, 4), True),
        ((0, 4), (1, 2), True),
        ((2, 2), (2, 2), True),  # which comes first?
        ((2, 2), (2, 4), True),
        ((4, 4), (2, 4), True),
        ((5, 5), (2, 4), False),
    ],
)
def test_overlaps(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    assert overlap(Edit(*one, ""), Edit(*other, "")) is expected
    assert overlap(Edit(*other, ""), Edit(*one, "")) is expected


def test_the_first_of_two_wins_and_one_that_is_in_its_own_way_never_does() -> None:
    first, second, third = edited((0, 3, "a")), edited((2, 5, "b")), edited((5, 6, "c"))
    assert chosen([first, second, third]) == [first, third]
    assert chosen([second, first, third]) == [second, third]
    assert chosen([edited((0, 3, "a"), (1, 2, "b"))]) == []


EDITS = st.builds(
    lambda start, length, text: Edit(start, start + length, text),
    st.integers(0, 30), st.integers(0, 4), st.text("甲乙丙，", max_size=3),
)  # fmt: skip
BATCHES = st.lists(
    st.builds(lambda edits: Proposal("GIA000", "", tuple(edits)), st.lists(EDITS, min_size=1, max_size=3)),
    max_size=12,
)


@given(BATCHES)
def test_none_that_is_chosen_overlaps_another_and_all_others_do(batch: list[Proposal]) -> None:
    batch = [
        proposal._replace(edits=tuple(sorted(proposal.edits, key=lambda edit: (edit.start, edit.end))))
        for proposal in batch
    ]
    kept = chosen(batch)
    edits = [edit for proposal in kept for edit in proposal.edits]
    assert not any(overlap(one, other) for one, other in combinations(edits, 2))
    for left in batch:
        if not any(left is each for each in kept):
            own = any(overlap(one, other) for one, other in combinations(left.edits, 2))
            assert own or any(overlap(edit, other) for edit in left.edits for other in edits)


@given(st.text("甲乙丙丁", min_size=34, max_size=40), BATCHES, st.randoms())
def test_edits_come_out_the_same_in_any_order(text: str, batch: list[Proposal], chance: Random) -> None:
    edits = [edit for proposal in chosen(batch) for edit in proposal.edits]
    edits = [edit for edit in edits if not any(overlap(edit, other) for other in edits if other is not edit)]
    backwards = text
    for edit in sorted(edits, key=lambda edit: -edit.start):
        backwards = backwards[: edit.start] + edit.text + backwards[edit.end :]
    shuffled = list(edits)
    chance.shuffle(shuffled)
    assert applied(text, shuffled) == applied(text, edits) == backwards


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("做为", "作为", True),
        ("１２６条,", "126条，", True),
        ("1，353", "1,353", True),
        ("13件", "13", True),
        ("/", "0", False),
        ("", "0", False),
        ("11", "1", False),
        ("30件30件", "30件", False),
        ("20241月", "2024年1月", False),
        ("3.5", "35", False),
        ("-5", "5", False),
        ("5%", "5", False),
        ("进一步进一步", "进一步", True),
        ("30", "31", False),
        ("三十件", "四十件", False),
        ("", "1", False),
        ("/", "10", False),
        ("202024年", "2024年", False),
        ("30件", "件", False),
    ],
)
def test_figures_stay(old: str, new: str, expected: bool) -> None:
    assert keeps(f"共{old}。", [Edit(1, 1 + len(old), new)]) is expected


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([(2, 3, "")], False),  # 3.5 -> 35
        ([(1, 1, " ")], True),
        ([(4, 4, "0")], False),
        ([(6, 7, "，")], True),
        ([(2, 3, ""), (6, 7, "，")], False),
        ([(2, 3, "，")], False),  # 3，5
        ([(1, 1, "-")], False),
        ([(4, 4, "%")], False),
        ([(9, 9, "、")], True),
    ],
)
def test_figures_beside_an_edit_stay(edits: list[tuple[int, int, str]], expected: bool) -> None:
    assert keeps("共3.5万元,\n其中1件。", [Edit(*edit) for edit in edits]) is expected
