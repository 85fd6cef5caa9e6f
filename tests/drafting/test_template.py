"""From a pack's template to a draft: the form's sections and figures, each once, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from gialint.drafting.draft import Draft, Grid, Slot, begun, is_subheading, yaml
from gialint.understanding.edition import Edition, edition

# A form that has nothing to do with the national one: an inspection report of a hall.
FORM: dict[str, Any] = {
    "edition": "halls",
    "years": {"from": 2024},
    "title": {"patterns": ["(?P<agency>.+?)(?P<year>20..)年检查报告"], "words": ["检查报告"]},
    "sections": [
        {"number": "一", "title": "窗口", "words": ["窗口"]},
        {"number": "二", "title": "意见", "words": []},
    ],
    "tables": [
        {
            "name": "windows",
            "section": "一",
            "title": "窗口表",
            "prefix": "windows",
            "columns": {"open": {"label": "开放", "of": "开放"}, "closed": {"label": "关闭", "of": "关闭"}},
            "rows": [
                {"row": "east", "label": "东厅", "of": "东厅"},
                {"row": "west", "label": "西厅", "of": "西厅"},
            ],
        }
    ],
}
TEMPLATE: dict[str, Any] = {
    "title": "{agency}{year}年检查报告",
    "preface": ["{next}年初检查。"],
    "sections": {"二": ["（一）建议", "【填写：建议】"]},
    "signature": ["{agency}"],
    "tables": {
        "windows": {
            "widths": [2, 1, 1],
            "heads": 1,
            "rows": [
                [{"text": "厅", "down": 2}, {"text": "窗口", "across": 2}],
                ["开放", "关闭"],
                ["东厅", {"facts": "windows.east"}],
                ["西厅", {"facts": "windows.west"}],
            ],
        }
    },
}


@pytest.fixture(scope="module")
def form() -> Edition:
    return edition(FORM)


def test_any_form_may_have_a_template(form: Edition) -> None:
    draft = begun(TEMPLATE, form, "政务中心", 2024)
    assert (draft.title, draft.preface, draft.signature) == (
        "政务中心2024年检查报告",
        ("2025年初检查。",),
        ("政务中心",),
    )
    assert [(part.heading, part.lines) for part in draft.parts] == [
        ("一、窗口", ()),
        ("二、意见", ("（一）建议", "【填写：建议】")),
    ]
    assert list(draft.facts) == [
        "windows.east.open", "windows.east.closed", "windows.west.open", "windows.west.closed",
    ]  # fmt: skip
    assert draft.labels["windows.west.open"] == "西厅·开放"
    [grid] = draft.parts[0].grids
    assert [[column for column, _ in row] for row in grid.placed()] == [[0, 1], [1, 2], [0, 1, 2], [0, 1, 2]]
    assert yaml(draft).decode().startswith('title: "政务中心2024年检查报告"\n')


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda template: template.pop(key)


def _rows(template: dict[str, Any]) -> list[Any]:
    rows: list[Any] = template["tables"]["windows"]["rows"]
    return rows


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_without("title"), "title"),
        (_without("tables"), "tables"),
        (lambda template: template["tables"].pop("windows"), "windows"),
        (lambda template: template.update(title="{mayor}"), "mayor"),
        (lambda template: _rows(template).pop(), "windows.west.closed"),
        (lambda template: _rows(template).append(["又东厅", {"facts": "windows.east"}]), "tables: facts"),
        (lambda template: _rows(template)[2].append("多"), "东厅: 3 columns"),
        (lambda template: _rows(template)[3].pop(0), "3 columns"),
        (lambda template: _rows(template)[0].append("多"), "厅: 3 columns"),
        (lambda template: _rows(template)[1].append("多"), "开放: 2 columns"),
    ],
)
def test_a_template_that_does_not_fit_its_form_is_refused(
    spoil: Callable[[dict[str, Any]], object], error: str, form: Edition
) -> None:
    template = deepcopy(TEMPLATE)
    spoil(template)
    with pytest.raises((KeyError, ValueError), match=error):
        begun(template, form, "政务中心", 2024)


def test_rows_below_a_tall_cell_have_one_cell_less() -> None:
    tall = Slot("高", down=3)
    grid = Grid((1, 1), 0, ((tall, Slot("a")), (Slot("b"),), (Slot("c"),), (Slot("d"), Slot("e"))))
    assert [[column for column, _ in row] for row in grid.placed()] == [[0, 1], [1], [1], [0, 1]]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("（一）主动公开情况", True),
        ("(二)依申请公开情况", True),
        ("（一）主动公开情况。", False),
        ("（一）【填写：情况】", False),
        ("（公章）____", False),
        ("主动公开情况", False),
    ],
)
def test_what_is_a_subheading(line: str, heading: bool) -> None:
    assert is_subheading(line) == heading


def test_a_draft_without_tables_has_no_figures() -> None:
    assert list(Draft("", (), (), (), {}).facts) == []
