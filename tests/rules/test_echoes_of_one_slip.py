"""What one slip sets off in several rules is told once; two slips are told as two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import linter
from gialint.understanding.understand import understand

LINTER = linter(Config())
TITLE = "云坪县青石镇人民政府2024年政府信息公开工作年度报告"
FEW = ("GIA502", "GIA503", "GIA504", "GIA505", "GIA506", "GIA507", "GIA508", "GIA521", "GIA701", "GIA703")


def codes(prose: str, figures: Mapping[str, int], section: str = "一", of: Sequence[str] = FEW) -> str:
    """Return the codes of this matter that a passage gives beside some figures."""
    written: dict[str, Any] = {"title": TITLE, section: prose, "facts": dict(figures)}
    report = understand(from_mapping(written), LINTER.knowledge)
    found = check_report(report, LINTER.rules, LINTER.engine, LINTER.terms).findings
    return " ".join(sorted(each.code for each in found if each.code in of))


def table_three(new: int, closed: int, carried_out: int = 0) -> dict[str, int]:
    """Return the totals of table three that the sentences are about."""
    return {
        "requests.new.total": new,
        "requests.carried_in.total": 0,
        "requests.closed.total": closed,
        "requests.carried_out.total": carried_out,
    }


@pytest.mark.parametrize(
    ("prose", "figures", "told"),
    [
        ("全年收到政府信息公开申请4件，均已按期答复。", table_three(3, 3), "GIA502"),
        ("本年共受理政府信息公开申请12件，全部办结。", table_three(11, 11), "GIA502"),
        ("2024年新收政府信息公开申请7件，均在法定期限内答复申请人。", table_three(9, 9), "GIA502"),
        ("全年收到政府信息公开申请4件，均已按期答复。", table_three(4, 3, 1), "GIA505"),
        ("全年收到政府信息公开申请4件，办结4件。", table_three(3, 3), "GIA502 GIA505"),
    ],
)
def test_a_count_that_words_take_over_is_wrong_where_it_is_stated(
    prose: str, figures: dict[str, int], told: str
) -> None:
    assert codes(prose, figures) == told


REVIEW = {
    "review.upheld": 6,
    "review.corrected": 1,
    "review.other": 0,
    "review.pending": 2,
    "review.total": 9,
}


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("因政府信息公开被申请行政复议9件，其中结果维持6件、结果纠正1件、尚未审结3件。", "GIA507"),
        ("因政府信息公开被申请行政复议9件，其中结果维持6件、结果纠正2件、尚未审结2件。", "GIA507"),
        ("因政府信息公开被申请行政复议8件，其中结果维持6件、结果纠正1件、尚未审结2件。", "GIA507"),
        ("因政府信息公开被申请行政复议9件，其中结果维持6件、结果纠正1件、尚未审结2件。", ""),
    ],
)
def test_a_part_that_a_table_refutes_is_not_reported_again_as_too_much(prose: str, told: str) -> None:
    assert codes(prose, REVIEW) == told


SUITS = {
    f"litigation.{way}.{outcome}": count
    for way, counts in (("direct", (1, 0, 0, 1)), ("after_review", (1, 0, 0, 0)))
    for outcome, count in zip(("upheld", "corrected", "other", "pending"), counts, strict=True)
} | {"litigation.direct.total": 2, "litigation.after_review.total": 1}


@pytest.mark.parametrize(
    ("prose", "figures", "told"),
    [
        ("因政府信息公开被申请行政复议8件，其中维持5件、纠正1件、尚未审结2件。", REVIEW, "GIA507"),
        ("因政府信息公开被申请行政复议8件，其中维持6件、纠正1件、尚未审结1件。", REVIEW, "GIA507"),
        ("因政府信息公开被申请行政复议7件，其中维持5件、纠正1件、尚未审结1件。", REVIEW, "GIA507"),
        ("因政府信息公开被申请行政复议8件，其中维持6件、纠正2件。", REVIEW, "GIA507 GIA507"),
        ("因政府信息公开被提起行政诉讼2件，其中直接起诉1件、复议后起诉1件。", SUITS, "GIA508"),
    ],
)
def test_a_total_is_told_with_the_parts_that_make_it_wrong(
    prose: str, figures: Mapping[str, int], told: str
) -> None:
    assert codes(prose, figures) == told


EXCHANGED = "因政府信息公开被申请行政复议9件，其中维持1件、纠正6件、尚未审结2件。"


@pytest.mark.parametrize(
    ("prose", "figures", "told"),
    [
        (
            "全年收到政府信息公开申请5件，办结5件，无结转下年度继续办理的申请。",
            table_three(5, 4, 1),
            "GIA505",
        ),
        (
            "全年收到政府信息公开申请5件，办结5件。无结转下年度继续办理的申请。",
            table_three(5, 4, 1),
            "GIA505",
        ),
        ("全年收到政府信息公开申请5件，办结3件，结转下年度2件。", table_three(5, 4, 1), "GIA505"),
        (
            "上年结转1件政府信息公开申请，办结3件，结转下年度2件。",
            table_three(5, 4, 1),
            "GIA503 GIA505 GIA506",
        ),
        ("全年收到政府信息公开申请5件，办结3件，结转下年度3件。", table_three(5, 4, 1), "GIA505 GIA506"),
        (
            "全年收到政府信息公开申请5件，办结5件。\n无结转下年度继续办理的政府信息公开申请。",
            table_three(5, 4, 1),
            "GIA505 GIA506",
        ),
        (EXCHANGED, REVIEW, "GIA507"),
        (EXCHANGED.replace("纠正6件", "纠正7件"), REVIEW, "GIA507 GIA507"),
        ("因政府信息公开被提起行政诉讼2件，其中直接起诉2件、复议后起诉1件。", SUITS, "GIA508"),
    ],
)
def test_counts_of_a_paragraph_whose_gaps_make_up_for_each_other_are_one_finding(
    prose: str, figures: Mapping[str, int], told: str
) -> None:
    assert codes(prose, figures) == told


OTHERS = ("research_institution", "public_welfare", "legal_service", "other_organization")
ONE_TOO_FEW = {f"requests.new.{column}": 0 for column in OTHERS} | {
    "requests.new.natural_person": 28,
    "requests.new.commercial_enterprise": 5,
    "requests.new.total": 33,
    "requests.carried_in.natural_person": 1,
    "requests.carried_in.total": 1,
    "requests.closed.natural_person": 30,
    "requests.closed.commercial_enterprise": 5,
    "requests.closed.total": 35,
    "requests.carried_out.natural_person": 0,
    "requests.carried_out.total": 0,
}
"""One was carried in that the table leaves out."""


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("新收政府信息公开申请33件，其中自然人28件、商业企业5件，上年结转2件。", "GIA301"),
        ("新收政府信息公开申请33件，其中自然人27件、商业企业6件，上年结转2件。", "GIA301 GIA512"),
        ("新收政府信息公开申请33件，其中自然人27件、商业企业6件，上年结转1件。", "GIA301 GIA512"),
        ("新收政府信息公开申请33件，其中自然人25件、商业企业6件，上年结转1件。", "GIA301 GIA512 GIA512"),
    ],
)
def test_counts_that_agree_are_told_apart_from_a_wrong_cell_in_their_column(prose: str, told: str) -> None:
    assert codes(prose, ONE_TOO_FEW, of=("GIA301", "GIA503", "GIA512")) == told


@pytest.mark.parametrize("number", ["0880-XXXXXXX", "0880-×××××××", "0880-xxxxxxxx", "（0880）XXXXXXX"])
def test_a_number_to_be_filled_in_is_reported_as_that_alone(number: str) -> None:
    assert codes(f"如有疑问，请联系镇党政办公室（电话：{number}）。", {}, "六") == "GIA701"
