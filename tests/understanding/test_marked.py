"""Figures that are not shown as they stand: which cells have no number, and what prose does not state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Document, Marked, Paragraph, Passage, Report
from gialint.understanding.marked import stating, why_unreadable
from gialint.understanding.repair import Habits, repair


def _document(text: str, *marked: Marked) -> Document:
    return Document("r.txt", "text", text, (Paragraph(text, 0),), marked=marked)


@pytest.mark.parametrize(
    ("text", "marked", "why"),
    [
        ("12", (), None),
        ("912", (Marked(0, 1, "struck"),), "struck"),
        ("122", (Marked(2, 3, "raised"),), "raised"),
        ("12", (Marked(1, 2, "lowered"),), "lowered"),
        ("12", (Marked(0, 2, "reversed"),), "reversed"),
        ("12", (Marked(1, 1, "hidden"),), "hidden"),
        ("", (Marked(0, 0, "unreadable"),), "unreadable"),
        ("9", (Marked(0, 1, "struck"),), "struck"),
        ("无", (Marked(0, 1, "struck"),), "struck"),
        ("/ 无", (Marked(0, 1, "struck"), Marked(2, 3, "hidden")), "struck"),
        ("12件", (Marked(2, 3, "struck"),), None),
        ("12*", (Marked(2, 3, "raised"),), None),
        ("十二", (Marked(0, 1, "struck"),), "struck"),
        ("12²", (), "raised"),
        ("12₂", (), "lowered"),
        ("1\u202e2", (), "reversed"),
        ("1\u200f2", (), "reversed"),
        ("\u202e件", (), None),
        ("\u202d12\u202c", (), None),
    ],
)
def test_why_a_cell_has_no_number(text: str, marked: tuple[Marked, ...], why: str | None) -> None:
    assert why_unreadable(_document(text, *marked), 0, len(text)) == why


def test_a_cell_is_not_judged_by_its_neighbour() -> None:
    document = _document("9 | 12 | ", Marked(0, 1, "struck"), Marked(9, 9, "unreadable"))
    assert [why_unreadable(document, start, end) for start, end in ((0, 1), (4, 6), (9, 9))] == [
        "struck",
        None,
        "unreadable",
    ]


@pytest.mark.parametrize(
    ("text", "marked", "reading"),
    [
        ("收到912件", (Marked(2, 3, "struck"),), "收到〓件"),
        ("收到12件", (Marked(3, 3, "hidden"),), "收到〓件"),
        ("收到1,2004件", (Marked(7, 8, "raised"),), "收到〓件"),
        ("收到12²件", (), "收到〓件"),
        ("收到12份件", (Marked(4, 5, "struck"),), "收到12件"),
        ("未收到申请。收到12件", (Marked(0, 6, "struck"),), "收到12件"),
        ("收到12件1。", (Marked(5, 6, "raised"),), "收到12件〓。"),
        ("收到12件注。", (Marked(5, 6, "raised"),), "收到12件注。"),
        ("收到1,2件", (Marked(3, 4, "struck"),), "收到〓件"),
        ("收到\u202e21\u202c件，答复8件", (), "收到〓件,答复8件"),
        ("收到1\u200f2件，答复8件", (), "收到〓件,答复8件"),
        ("收到\u202d12\u202c件", (), "收到12件"),
        ("收到912件，答复8件", (Marked(2, 3, "struck"), Marked(9, 10, "struck")), "收到〓件,答复〓件"),
    ],
)
def test_what_prose_is_left_to_state(text: str, marked: tuple[Marked, ...], reading: str) -> None:
    whole, offsets, _ = repair(text, Habits())
    passage = Passage(Paragraph(text, 0), whole, "三", "三/段1", offsets=offsets)
    (told,) = stating(_document(text, *marked), [passage])
    assert told.reading == reading
    assert told.offsets is None or len(told.offsets) == len(reading) + 1


def test_a_passage_without_marks_is_left_alone() -> None:
    passages = (Passage(Paragraph("收到12件", 0), "收到12件", "三", "三/段1"),)
    assert stating(_document("收到12件"), passages) is passages


@pytest.mark.parametrize(
    "number", ["13812345678", "１３８１２３４５６７８", "110101199003077598", "138-1234-5678"]
)
def test_a_personal_number_states_nothing(told: Callable[..., Report], number: str) -> None:
    report = told(f"全年收到政府信息公开申请{number}件，上年结转2件。")
    assert [(claim.path, claim.value) for claim in report.claims if claim.value != 2] == []
