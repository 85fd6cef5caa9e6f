"""The JSON of facts: whole numbers are numbers, fractions are words, nothing is rounded."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from sample_reports import report

from gialint.reporting.json import facts_json, plain_number


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
