"""The ``json`` output of ``facts``: schema ``gialint/facts/1``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gialint import __version__
from gialint.model import Claim, Fact, Location, Place, Report, mask
from gialint.reporting.json_writing import location_fields, written
from gialint.reporting.rewriting import rewritten_location

SCHEMA = "gialint/facts/1"

_MOST_DIGITS = 18
"""Beyond this a number is no count, and written out it might fill the memory (``1E+999999``)."""


def facts_json(reports: Sequence[tuple[str, Report]]) -> str:
    """Return what gialint read, as JSON: every fact in the form's order, every claim of the prose.

    ``reports`` pairs the path as it was given with the report; personal numbers are masked.
    """
    return written(
        {
            "schema": SCHEMA,
            "version": __version__,
            "reports": [_report(path, report) for path, report in reports],
        }
    )


def shown_location(place: Place | None) -> Location | None:
    """Spell a place out with personal numbers masked."""
    return rewritten_location(place.location(), mask) if place else None


def plain_number(value: Decimal | None) -> int | str | None:
    """Return a whole number as ``int`` and a fraction as its digits, so that no amount is rounded."""
    if value is None:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else f"{value:f}"


def _report(path: str, report: Report) -> dict[str, Any]:
    return {
        "path": path,
        "agency": report.agency,
        "agency_kind": report.agency_kind,
        "year": report.year,
        "edition": report.edition,
        "facts": [fact_fields(report.facts[name]) for name in report.facts],
        "claims": [claim_fields(claim) for claim in report.claims],
        "unread": [_unread_fields(claim) for claim in report.unread],
        "understood": {"numbers": report.understood[0], "of": report.understood[1]},
    }


def _unread_fields(claim: Claim) -> dict[str, Any]:
    """Return what was left unread: the words in the way, and what it would say without them."""
    return {
        "text": mask(claim.text),
        "location": location_fields(shown_location(claim.place)),
        "words": [mask(place.text) for place in claim.doubts],
        "would_say": {"fact": claim.path, "op": claim.op, "value": plain_number(claim.value)},
    }


def fact_fields(fact: Fact) -> dict[str, Any]:
    """Return a fact in the contract's order of keys."""
    return {
        "fact": fact.path,
        "state": fact.state,
        "value": plain_number(fact.value),
        "text": fact.text,
        **({"why": fact.why} if fact.why else {}),
        **({"due": plain_number(fact.due)} if fact.due is not None else {}),
        "location": location_fields(shown_location(fact.place)),
    }


def claim_fields(claim: Claim) -> dict[str, Any]:
    """Return a claim in the contract's order of keys."""
    return {
        "fact": claim.path,
        "op": claim.op,
        "value": plain_number(claim.value),
        "unit": claim.unit,
        "year": claim.year,
        "scope": claim.scope,
        "derived": claim.derived,
        "certain": claim.certain,
        "doubts": [
            {"text": mask(place.text), "location": location_fields(shown_location(place))}
            for place in claim.doubts
        ],
        "section": claim.section,
        "text": claim.text,
        "location": location_fields(shown_location(claim.place)),
    }
