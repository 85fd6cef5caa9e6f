"""A frame of prose is explained by its patterns, what it states, and its examples."""

from __future__ import annotations

import pytest

from gialint.checking.rulefiles.examples import Outcome
from gialint.cli import main
from gialint.model import Words
from gialint.reporting import Style
from gialint.reporting.explain import explain_frame
from gialint.understanding.claims.patterns import frame

DUE = frame(
    {
        "frame": "due",
        "pattern": ["DUE OBJECT.request? QTY+"],
        "states": {"fact": "requests.total_in", "value": "QTY", "quantity": "first"},
        "examples": [
            {"states": {"text": "应办申请8件。", "claims": {"requests.total_in": 8}}},
            {"not": "应办许可8件。"},
            {"unread": "应办联名申请8件。"},
        ],
    }
)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "句式：due",
                "样式：DUE OBJECT.request? QTY+",
                "陈述：requests.total_in = 文中的数字, quantity: first",
            ],
        ),
        ("en", ["frame: due", "pattern: DUE OBJECT.request? QTY+"]),
    ],
)
def test_a_frame_is_told_by_what_it_looks_like_and_states(language: str, lines: list[str]) -> None:
    told = explain_frame(DUE, [], Style(language=language)).splitlines()
    assert told[: len(lines)] == lines


def test_its_examples_are_told_with_what_went_wrong() -> None:
    outcomes = [Outcome("due", 0, "states", None), Outcome("due", 1, "not", Words("读出了 8", "it says 8"))]
    blocks = explain_frame(DUE, outcomes, Style(language="zh")).split("\n\n")[1:]
    assert [block.splitlines() for block in blocks] == [
        ["示例 1（读出）", "  应办申请8件。", "  requests.total_in = 8"],
        ["示例 2（不作陈述）", "  应办许可8件。", "  读出了 8"],
        ["示例 3（不读）", "  应办联名申请8件。"],
    ]


def test_a_frame_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "counted", "--isolated", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("句式：counted\n样式：STATE+ OBJECT")
    assert main(["explain", "countd", "--isolated", "--lang", "zh"]) == 2
