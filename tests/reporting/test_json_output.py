"""The JSON outputs hold their contract."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sample_reports import report
from sample_results import whole

from gialint.reporting import Style
from gialint.reporting.json import facts_json, json_result, plain_number

CONTRACT = {
    "": ["schema", "version", "summary", "reports", "engine", "unchecked"],
    "summary": [
        "reports", "error", "warning", "info", "suppressed", "unassessed", "engine", "exit",
        "unchecked", "excluded", "gitignored", "ignored", "lowered",
    ],
    "reports.0": [
        "path", "reader", "agency", "agency_kind", "year", "edition", "config", "ignored", "lowered",
        "findings", "unassessed", "unread",
    ],
    "reports.0.findings.0": [
        "code", "name", "severity", "message", "hint", "basis", "location", "related", "values", "fix",
        "fingerprint", "suppressed",
    ],
    "reports.0.findings.0.location": [
        "address", "section", "line", "column", "end_line", "end_column", "page", "native", "text",
    ],
    "reports.0.findings.0.related.0": ["message", "location"],
    "reports.0.findings.2.fix": ["applicability", "description", "edits"],
    "reports.0.unassessed.0": ["code", "reason", "missing"],
}  # fmt: skip


def at(value: Any, path: str) -> Any:
    """Return what stands in a JSON value under a path of keys and indices."""
    for step in filter(None, path.split(".")):
        value = value[int(step) if step.isdigit() else step]
    return value


@pytest.mark.parametrize("path", CONTRACT)
def test_keys_stand_in_the_order_of_the_contract(path: str) -> None:
    assert list(at(json.loads(json_result(whole(), Style())), path)) == CONTRACT[path]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("schema", "gialint/result/1"),
        ("summary", {
            "reports": 4, "error": 2, "warning": 0, "info": 1, "suppressed": 0, "unassessed": 4, "engine": 2,
            "exit": 2, "unchecked": 0, "excluded": 0, "gitignored": 0, "ignored": 0, "lowered": 0,
        }),
        ("reports.0.findings.0.severity", "error"),
        ("reports.0.findings.0.location.line", 12),
        ("reports.0.findings.0.related.0.location.text", "收到政府信息公开申请1件"),
        ("reports.0.findings.0.fix", None),
        ("reports.0.findings.0.suppressed", None),
        ("reports.1.findings", []),
        ("reports.3.findings.0.location", None),
        ("reports.3.reader", None),
        ("engine.0.code", "GIA903"),
    ],
)  # fmt: skip
def test_values(path: str, expected: object) -> None:
    assert at(json.loads(json_result(whole(), Style())), path) == expected


def test_suppressed_findings_are_told_with_their_reason() -> None:
    result = whole()
    waived = result.reports[0].findings[0]._replace(suppressed="已核实")
    told = json.loads(
        json_result(replace(result, reports=(result.reports[0]._replace(findings=(waived,)),)), Style())
    )
    assert told["reports"][0]["findings"][0]["suppressed"] == "已核实"
    assert (told["summary"]["error"], told["summary"]["suppressed"]) == (0, 1)


def test_equal_input_gives_equal_bytes() -> None:
    assert json_result(whole(), Style()) == json_result(whole(), Style("en", True, 40))
    assert json_result(whole(), Style()).endswith("}\n")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (Decimal(0), 0),
        (Decimal("1353"), 1353),
        (Decimal("12.0"), 12),
        (Decimal("1E+2"), 100),
        (Decimal("-3"), -3),
        (Decimal("12.5"), "12.5"),
        (Decimal("190.457379"), "190.457379"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("1E+999999"), "1E+999999"),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_plain_number(value: Decimal | None, expected: int | str | None) -> None:
    assert plain_number(value) == expected
    assert type(plain_number(value)) is type(expected)


def test_facts_in_order_with_their_state() -> None:
    told = json.loads(facts_json([("a.txt", report())]))
    assert told["schema"] == "gialint/facts/1"
    facts = told["reports"][0]["facts"]
    assert list(facts[0]) == ["fact", "state", "value", "text", "location"]
    assert [(fact["state"], fact["value"]) for fact in facts] == [
        ("number", 1),
        ("text", None),
        ("blank", None),
        ("mark", None),
        ("number", "12.50"),
    ]


def test_claims() -> None:
    told = json.loads(facts_json([("a.txt", report())]))["reports"][0]
    assert list(told) == [
        "path",
        "agency",
        "agency_kind",
        "year",
        "edition",
        "facts",
        "claims",
        "unread",
        "understood",
    ]
    first, second = told["claims"]
    assert list(first) == [
        *("fact", "op", "value", "unit", "year", "scope", "derived", "certain", "doubts"),
        *("section", "text", "location"),
    ]
    assert (first["fact"], first["op"], first["value"], first["year"]) == ("requests.new", "=", 1, 2024)
    assert second["location"]["text"] == second["text"]


def test_an_unknown_agency_is_null() -> None:
    assert json.loads(facts_json([("a.txt", report(agency=None))]))["reports"][0]["agency"] is None
