"""Prose cut into what is read together: stretches between full stops, and passages of bounded length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gialint.document import Paragraph
from gialint.report import Passage, Report
from gialint.understanding.claims.passages import LONGEST, LONGEST_PASSAGE, bounded, stretches

Told = Callable[..., Report]
CLAUSE = "加强政府信息公开工作，"
SENTENCE = "2024年收到政府信息公开申请3件，予以公开2件。"


@pytest.mark.parametrize(
    ("reading", "cut"),
    [
        ("甲。乙！丙", ["甲", "乙！丙"]),
        ("甲;乙。", ["甲;乙"]),
        ("字" * LONGEST + "。", [LONGEST]),
        ("字" * 600 + ";" + "词" * 600 + "。", [601, 600]),
        ("字" * 1200 + ";词;尾", [1201, 3]),
        ("字" * 1200 + "。", [1200]),
        ("", []),
    ],
)
def test_stretches(reading: str, cut: list[str] | list[int]) -> None:
    found = [reading[start:end] for start, end in stretches(reading)]
    assert (list(map(len, found)) if cut and isinstance(cut[0], int) else found) == cut


@given(some.lists(some.sampled_from(["字" * 90 + "。", "词" * 900 + ";", "1件,", "。", "末" * 1100])))
def test_a_long_passage_is_cut_and_nothing_is_lost(pieces: list[str]) -> None:
    reading = "".join(pieces)
    passage = Passage(Paragraph(reading, 7), reading, "一", "一/段1")
    parts = list(bounded(passage))
    assert "".join(part.reading for part in parts) == reading
    assert "".join(reading[slice(*_within(part))] for part in parts if part.reading) == reading
    longest = max((end - start for start, end in stretches(reading)), default=0)
    assert all(len(part.reading.rstrip("。")) <= max(LONGEST_PASSAGE, longest) for part in parts)


def _within(part: Passage) -> tuple[int, int]:
    first, last = part.span(0, len(part.reading))
    return first - 7, last - 7


@pytest.mark.parametrize("count", [1, 60, 200])
def test_claims_stand_where_they_are_said_however_long_the_paragraph(told: Told, count: int) -> None:
    report = told(SENTENCE * count)
    assert [claim.place.text for claim in report.claims] == ["收到政府信息公开申请3件", "予以公开2件"] * count
    assert report.too_long == ()


@pytest.mark.parametrize(
    ("prose", "unread", "claims"),
    [
        (CLAUSE * 60 + "收到申请3件。", 0, 1),
        (CLAUSE * 120 + "收到申请3件。" + SENTENCE, 1, 2),
        (CLAUSE * 120 + "。", 0, 0),
        ("收到申请" + "".join(f"{CLAUSE * 60}办结{n}件；" for n in (1, 2, 3)), 0, 3),
    ],
    ids=["a long sentence", "too long", "too long, without a figure", "semicolons"],
)
def test_a_sentence_too_long_is_told(told: Told, prose: str, unread: int, claims: int) -> None:
    report = told(prose)
    assert [place.text.count(CLAUSE) for place in report.too_long] == [120] * unread
    assert len(report.claims) == claims
