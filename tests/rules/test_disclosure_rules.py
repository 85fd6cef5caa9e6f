"""Table two in whole reports: powers, blanks, figures and units."""

from __future__ import annotations

from functools import partial

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tests.rules.changed_reports import checked, told

LINTER = linter(Config(select=("GIA2",)))
_checked, _told = partial(checked, LINTER), partial(told, LINTER)

TOWN = "云坪县青石镇人民政府"
REGULATIONS = "规章 | 0 | 0 | 0 |"
NORMATIVE = "行政规范性文件 | 1 | 0 | 2 |"
CHARGES = "行政事业性收费 | 0 | ||"
HEADING = "本年收费金额（单位：万元）"
SLASHES = "规章 | / | / | / |"
SOME = "规章 | 2 | 0 | 9 |"


AGENCIES: list[tuple[str, list[str], list[str]]] = [
    (TOWN, ["GIA202 warning"], ["GIA203 info"]),
    ("平江市临江区东风街道办事处", ["GIA202 warning"], ["GIA203 info"]),
    ("云坪县财政局", ["GIA202 warning"], ["GIA203 info"]),
    ("云坪县人民政府", ["GIA202 warning"], ["GIA203 info"]),
    ("平江市财政局", ["GIA202 info"], ["GIA203 info"]),
    ("平江市人民政府办公室", ["GIA202 info"], ["GIA203 info"]),
    ("平江市人民政府", [], ["GIA203 warning"]),
    ("南岭省人民政府", [], ["GIA203 warning"]),
    ("国家林草局", [], ["GIA203 warning"]),
    ("云坪县青石集团", ["GIA202 warning"], ["GIA203 info"]),
]


@pytest.mark.parametrize(("agency", "made", "slashed"), AGENCIES)
def test_regulations_are_judged_by_the_agencys_power(
    agency: str, made: list[str], slashed: list[str]
) -> None:
    assert _told((TOWN, agency), (REGULATIONS, SOME)) == made
    assert _told((TOWN, agency), (REGULATIONS, SLASHES)) == slashed


def test_how_a_body_of_no_known_kind_calls_itself_says_its_power() -> None:
    [found] = _checked((TOWN, "云坪县青石协会"), (REGULATIONS, SOME)).findings
    assert (found.code, "据正文“我镇”推定" in found.message) == ("GIA202", True)
    assert [words for words, _ in found.related][-1] == "据此推定机关"


def test_the_power_of_an_unknown_body_is_not_assessed() -> None:
    gaps = [
        gap.code
        for gap in _checked((TOWN, "云坪县青石协会"), ("我镇", "我会"), (REGULATIONS, SOME)).unassessed
    ]
    assert gaps == ["GIA202"]


@pytest.mark.parametrize(
    ("row", "new", "told"),
    [
        (REGULATIONS, "规章 | | | |", ["GIA203 warning"]),
        (NORMATIVE, "行政规范性文件 | — | 无 | 2 |", ["GIA203 warning"]),
        (NORMATIVE, "行政规范性文件 | 2 | 0 | 1 |", ["GIA201 error"]),
        (NORMATIVE, "行政规范性文件 | 5 | 2 | 2 |", ["GIA201 warning"]),
        (NORMATIVE, "行政规范性文件 | 5 | 3 | 2 |", []),
        (NORMATIVE, "行政规范性文件 | 1，353 | 0 | １３５３ |", []),
        (NORMATIVE, "行政规范性文件 | 1件 | 0 | 2件 |", []),
        (NORMATIVE, "行政规范性文件 | 若干 | 0 | 2 |", ["GIA204 error"]),
        (NORMATIVE, "行政规范性文件 | 1.5 | 0 | 2 |", ["GIA204 error"]),
        (CHARGES, "行政事业性收费 | 12629.28 | ||", []),
        (CHARGES, "行政事业性收费 | 190.457379 | ||", []),
        (CHARGES, "行政事业性收费 | -3 | ||", ["GIA204 error"]),
        (CHARGES, "行政事业性收费 | 35000元 | ||", ["GIA205 warning"]),
        (CHARGES, "行政事业性收费 | 3.5万元 | ||", []),
        (HEADING, "本年收费金额（单位：元）", ["GIA205 info"]),
        (HEADING, "本年收费金额", []),
    ],
)
def test_cells(row: str, new: str, told: list[str]) -> None:
    assert _told((row, new)) == told


def test_a_heading_in_yuan_points_at_the_heading_and_the_amount() -> None:
    amount = (CHARGES, "行政事业性收费 | 35000 | ||")
    (found,) = _checked((HEADING, "本年收费金额（单位：元）"), amount).findings
    assert (found.code, found.severity.word) == ("GIA205", "warning")
    assert "3.5 万元" in found.message
    assert found.location is not None
    assert found.location.text == "本年收费金额（单位：元）"
    assert [place.text for _, place in found.related] == ["35000"]


def test_a_blank_stock_is_not_assessed() -> None:
    checked = _checked((NORMATIVE, "行政规范性文件 | 2 | 0 | |"))
    assert [gap.code for gap in checked.unassessed] == ["GIA201"]
    assert [found.code for found in checked.findings] == ["GIA203"]
