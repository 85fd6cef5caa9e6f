"""Sentences that changed stand beside each other, the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.config import Config
from gialint.model import Report
from gialint.reading.yaml_report import from_mapping
from gialint.reporting.beside import Piece, prose_changes
from gialint.run.linter import linter
from gialint.understanding.understand import Knowledge, understand


@cache
def knowledge() -> Knowledge:
    """Return what is known of the form; a fixture would be printed with every case that fails."""
    return linter(Config(), rules=False).knowledge


def read(text: str, year: int = 2024) -> Report:
    """Read a report with a text in section one."""
    told: dict[str, Any] = {"title": f"青石镇人民政府{year}年政府信息公开工作年度报告", "一": text}
    return understand(from_mapping(told), knowledge())


@cache
def plain() -> Report:
    """Return a report of one paragraph."""
    return read("全年无事。")


def marked(pieces: Sequence[Piece]) -> str:
    """Return a sentence with what changed in brackets."""
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


ONE = "全年在网站发布信息126条。召开培训会2次。制定了年度工作要点。"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (ONE, []),
        (ONE.replace("126", "130"), [("全年在网站发布信息[126]条。", "全年在网站发布信息[130]条。")]),
        (ONE.replace("召开培训会2次。", ""), [("[召开培训会2次。]", "")]),
        (ONE + "村务公开栏每月更新。", [("", "[村务公开栏每月更新。]")]),
        (
            ONE.replace("126", "130").replace("全年", "新增一句关于绿化的话。全年"),
            [
                ("", "[新增一句关于绿化的话。]"),
                ("全年在网站发布信息[126]条。", "全年在网站发布信息[130]条。"),
            ],
        ),
    ],
)
def test_what_changed(second: str, expected: list[tuple[str, str]]) -> None:
    found = prose_changes(read(ONE), read(second))
    assert [(marked(each.first), marked(each.second)) for each in found.changes] == expected
    assert {each.section for each in found.changes} <= {"一"}


def test_the_year_of_the_report_is_no_change() -> None:
    text = "{}年共收到申请3件，比{}年多1件。依据国办公开办函〔2021〕30号编制。"
    found = prose_changes(read(text.format(2023, 2022), 2023), read(text.format(2024, 2023)))
    assert found.changes == ()
    assert found.same >= 2


def test_personal_numbers_are_starred() -> None:
    found = prose_changes(read("联系人13812345678。"), read("联系人13912345678已离职。"))
    assert "12345678" not in repr(found.changes)


SENTENCES = st.lists(st.text("甲乙丙丁戊1。", min_size=1, max_size=6), max_size=6).map("".join)


@given(one=SENTENCES, other=SENTENCES)
def test_nothing_is_lost(one: str, other: str) -> None:
    """Whatever differs is on one side at least, and turned round the sides change places."""
    first, second = (
        replace(plain(), passages=(plain().passages[-1]._replace(reading=text),)) for text in (one, other)
    )
    found, back = prose_changes(first, second), prose_changes(second, first)
    assert all(each.first or each.second for each in found.changes)
    assert prose_changes(first, first).changes == ()
    assert bool(found.changes) == bool(back.changes)
    for side, report in (("first", first), ("second", second)):
        text = "".join(passage.reading for passage in report.passages)
        for each in found.changes:
            assert "".join(piece.text for piece in getattr(each, side)) in text
