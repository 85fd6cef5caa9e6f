"""Fixes of which none is in another's way, and edits that come out the same in any order."""

from __future__ import annotations

from importlib import import_module
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.checking.fixes import (
    Proposal,
    applied,
    chosen,
    filled_in,
    keeps,
    overlap,
    proposals,
    rewritten,
    spares_personal_numbers,
    together,
)
from gialint.model import Diagnostic, Document, Edit, Facts, Place, Report, Severity, Source, Text
from gialint.reading import Limits
from gialint.reading.redaction import protected

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


PERIOD = "统计期间至12月31止。"
MARKED = "<p>统计期间至12月<b>31</b>止。</p>"


def _place(source: Source | None, words: str) -> Place:
    start = PERIOD.index(words)
    return Place(
        Document("report.html", "html", PERIOD, (), source=source), start, start + len(words), "六/段1"
    )


def _applied(source: Source, words: str, text: str) -> str:
    fix = rewritten(_place(source, words), text)
    assert fix is not None
    assert fix.applicability == "safe"
    (edit,) = fix.edits
    return source.text[: edit.start] + edit.text + source.text[edit.end :]


def test_the_file_that_is_its_own_text() -> None:
    assert _applied(Source(PERIOD), "31止", "31日止") == "统计期间至12月31日止。"


def test_the_file_behind_a_page() -> None:
    source = Source(MARKED, (0, 8, 10), (3, 14, 20))
    assert _applied(source, "31", "31日") == "<p>统计期间至12月<b>31日</b>止。</p>"


@pytest.mark.parametrize(
    "source", [None, Source(MARKED, (0, 8, 10), (3, 14, 20))], ids=["no source", "markup"]
)
def test_no_fix(source: Source | None) -> None:
    assert rewritten(_place(source, "31止"), "31日止") is None


def test_the_fix_says_what_it_does() -> None:
    fix = rewritten(_place(Source(PERIOD), "31止"), "31日止")
    assert fix is not None
    assert fix.description.zh == "把“31止”改为“31日止”"
    assert fix.description.en == "write “31日止” for “31止”"


ROW = "予以公开 |  | / | 1"


def _cells(source: Source | None) -> list[Place]:
    document = Document("report.md", "markdown", ROW, (), source=source)
    return [Place(document, 6, 6, "三/表1/予以公开/自然人"), Place(document, 10, 11, "三/表1/予以公开/其他")]


def test_empty_places_are_filled_in() -> None:
    fix = filled_in(_cells(Source(ROW)), "0", Text("填 0"))
    assert fix is not None
    text = ROW
    for edit in reversed(fix.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == "予以公开 |0  | 0 | 1"


@pytest.mark.parametrize(
    "source",
    [None, Source("<td></td><td>/</td>", (6, 10), (4, 13)), Source("<td></td><td>—</td>", (6, 10), (4, 13))],
    ids=["no source", "an empty cell between tags", "other words"],
)
def test_nothing_is_filled_in_where_one_place_is_not_sure(source: Source | None) -> None:
    assert filled_in(_cells(source), "0", Text("填 0")) is None


def test_a_file_without_source_is_edited_by_its_reading_text() -> None:
    document = Document("report.docx", "docx", ROW, (), rewritable=True)
    fix = filled_in([Place(document, 6, 6, ""), Place(document, 10, 11, "")], "0", Text("填 0"))
    assert fix is not None
    assert fix.edits == (Edit(6, 6, "0"), Edit(10, 11, "0"))


@pytest.mark.parametrize(("old", "new", "how"), [("31止", "31日止", "safe"), ("31", "30", "unsafe")])
def test_what_changes_a_figure_is_not_safe(old: str, new: str, how: str) -> None:
    fix = rewritten(_place(Source(PERIOD), old), new)
    assert fix is not None
    assert fix.applicability == how


def test_fixes_together_are_as_safe_as_each() -> None:
    source = Source(PERIOD)
    safe, unsafe = rewritten(_place(source, "31止"), "31日止"), rewritten(_place(source, "31"), "30")
    both = together([safe, None, unsafe], lambda count: Text(f"改 {count} 处"))
    assert both is not None
    assert (both.applicability, both.description.zh, len(both.edits)) == ("unsafe", "改 2 处", 2)
    assert together([None], lambda count: Text("")) is None


def test_nothing_is_filled_in_nowhere() -> None:
    assert filled_in([], "0", Text("填 0")) is None


NUMBER = "110101199003077598"


def _with_number(suffix: str) -> tuple[Report, int]:
    """Return a report with a number in its title, and where that begins in what edits are counted over."""
    text = f"<p>青石镇{NUMBER[:6]}<b>{NUMBER[6:]}</b>年报</p>" if suffix == "html" else f"青石镇{NUMBER}年报"
    reader = import_module("gialint.reading.html" if suffix == "html" else "gialint.reading.text")
    document = protected(reader.read(text.encode(), f"a.{suffix}", Limits()))
    report = Report(document, "", "", None, "", None, (), (), Facts({}), ())
    return report, text.index(NUMBER[:6])


@pytest.mark.parametrize("suffix", ["txt", "html"])
@pytest.mark.parametrize(
    ("start", "end", "text", "spared"),
    [
        (-1, 0, "乡", True),
        (0, 0, "之", True),
        (0, 1, "2", False),
        (-1, 2, "", False),
        (4, 4, "、", False),
        (-3, -1, "110*************98", False),
        (-3, -1, "★***", True),
    ],
)
def test_no_edit_writes_over_a_number_that_nobody_knows(
    suffix: str, start: int, end: int, text: str, spared: bool
) -> None:
    report, at = _with_number(suffix)
    assert spares_personal_numbers(report, [Edit(at + start, at + end, text)]) is spared


def test_behind_a_number_all_may_be_written() -> None:
    report, at = _with_number("txt")
    assert spares_personal_numbers(report, [Edit(at + 18, at + 18, "。"), Edit(at + 18, at + 19, "月")])
    place = Place(report.document, at, at + 2, "标题")
    assert rewritten(place, "11") is None
    assert rewritten(place._replace(start=at - 1, end=at), "乡") is not None
