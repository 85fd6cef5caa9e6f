"""The JSON result keeps its contract to the key and its order."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sample_results import whole

from gialint.reporting import Style
from gialint.reporting.json import json_result

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
