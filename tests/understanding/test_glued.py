"""Tables whose cells ran into each other: what has one figure is read, the rest is refused, never guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report

Understood = Callable[[str], Report]

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
TWO = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章{}行政规范性文件{}"
DECISIONS = "第二十条第（五）项信息内容本年处理决定数量行政许可{}第二十条第（六）项行政处罚{}行政强制{}"
THREE = (
    "申请人情况自然人法人或其他组织总计一、本年新收政府信息公开申请数量{}二、上年结转政府信息公开申请数量{}"
    "三、本年度办理结果（一）予以公开{}（三）不予公开1.属于国家秘密{}2.其他法律行政法规禁止公开{}"
)
FOUR = "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉结果维持总计{}"


def texts(report: Report, *paths: str) -> str:
    """Figures as they are read, ``?`` for refused ones and ``_`` for those not found."""
    signs = {"unreadable": "?", "absent": "_"}
    return " ".join(signs.get(report.facts[path].state, report.facts[path].text) for path in paths)


@pytest.mark.parametrize(
    ("figures", "read"),
    [
        (("000", "5845546", 316, 27, 4), "? ? 316 27 4"),
        (("0 0 0", "58 45 546", 316, 27, 4), "0 546 316 27 4"),
        (("///", "0/46", 5, "—", 4), "? ? 5 — 4"),
        (("0 00", "58 45546", "1.5", 27, "4 2"), "? ? 1.5 27 ?"),
        (("12-35", "3+1 2", 0, "减3", 4), "? _ 0 _ 4"),
    ],
)
def test_table_two(understood: Understood, figures: tuple[object, ...], read: str) -> None:
    report = understood(f"{TITLE}\n二、主动公开政府信息情况\n{(TWO + DECISIONS).format(*figures)}")
    paths = ("docs.regulations.valid", "docs.normative.valid")
    assert texts(report, *paths, "decisions.permits", "decisions.penalties", "decisions.coercion") == read


@pytest.mark.parametrize(
    ("figures", "read"),
    [
        (["1230000123"] * 5, "? ? ? ? ?"),
        (["1 2 0 0 0 0 3"] * 5, "3 3 3 3 3"),
        (["1 2 0 0 0 0 12"] * 5, "12 12 12 12 12"),
        (["1 2 0 0 0 03"] * 5, "? ? ? ? ?"),
        ([" 1 2 0 0 0 0 3 "] * 5, "3 3 3 3 3"),
    ],
    ids=["glued", "two digits before a number", "spaced", "last two glued", "spaces around"],
)
def test_table_three(understood: Understood, figures: list[str], read: str) -> None:
    report = understood(f"{TITLE}\n三、收到和处理政府信息公开申请情况\n{THREE.format(*figures)}")
    rows = ("new", "carried_in", "granted", "denied.state_secret", "denied.law")
    assert texts(report, *(f"requests.{row}.total" for row in rows)) == read


@pytest.mark.parametrize(
    ("figures", "read"),
    [
        ("1 0 0 0 1 0 0 0 0 0 0 0 0 2 2", "1 2"),
        ("100010000000022", "? ?"),
        ("00 0 00 0 0 0 00 0 0 0 00", "? ?"),
    ],
)
def test_table_four(understood: Understood, figures: str, read: str) -> None:
    report = understood(f"{TITLE}\n四、政府信息公开行政复议、行政诉讼情况\n{FOUR.format(figures)}")
    assert texts(report, "review.total", "litigation.after_review.total") == read


@pytest.mark.parametrize(
    "prose",
    [
        "全年办理行政许可316件、行政处罚27件、行政强制4件，其中行政许可办结率100%，行政处罚均已公示，没有发生行政复议",
        "行政许可316件行政处罚27件行政强制4件都已经在门户网站专栏按照规定时限向社会公布并接受群众监督和查询",
    ],
)
def test_prose_is_no_table(understood: Understood, prose: str) -> None:
    report = understood(f"{TITLE}\n二、主动公开政府信息情况\n{prose}")
    assert texts(report, "decisions.permits", "decisions.penalties", "decisions.coercion") == "_ _ _"
