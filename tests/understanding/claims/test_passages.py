"""Prose cut into what is read together: stretches between full stops."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report
from gialint.understanding.claims.passages import LONGEST, stretches

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
