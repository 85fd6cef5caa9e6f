"""The ``json`` outputs: ``gialint/result/1``, the same in lines, and ``gialint/facts/1``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gialint import __version__
from gialint.lazy_regex import lazy_regex
from gialint.model import (
    NOT_CHECKED,
    Checked,
    Claim,
    Diagnostic,
    Fact,
    Location,
    Place,
    Report,
    Result,
    mask,
)
from gialint.reporting import Style, whole
from gialint.reporting.masking import rewritten_location
from gialint.reporting.summary import Closing, closing, off

RESULT_SCHEMA = "gialint/result/1"
LINES_SCHEMA = "gialint/lines/1"
FACTS_SCHEMA = "gialint/facts/1"
_COUNTED = ("reports", "error", "warning", "info", "suppressed", "unassessed", "engine", "exit", "unchecked")
_CLAIM = ("op", "value", "unit", "year", "scope", "derived", "certain")
_LOCATION = (
    "address", "section", "line", "column", "end_line", "end_column", "page", "native", "text",
)  # fmt: skip
# What JSON may hold raw but a terminal or an encoder may not: DEL and C1 controls (one of which
# begins escape sequences), line separators, marks of direction, lone surrogates.
_UNSAFE = lazy_regex("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MOST_DIGITS = 18
"""Beyond this a number is no count, and written out it might fill the memory (``1E+999999``)."""


def json_result(result: Result, style: Style) -> str:
    """Return the result as JSON.

    ``engine`` lists problems outside any report, ``unchecked`` the files that were met and not checked.
    """
    counted = closing(result)
    return written(
        {
            "schema": RESULT_SCHEMA,
            "version": result.version,
            "summary": _summary(counted),
            "reports": [_checked(checked) for checked in result.reports],
            "engine": [_diagnostic(each) for each in _engine(result)],
            "unchecked": [_unchecked(each) for each in result.unchecked],
        }
    )


class JsonLines:
    """Writes ``jsonl``: an object a line, each with its ``kind``.

    First is ``run``; then each ``problem`` outside any report, each file ``unchecked``, each ``report``;
    last the ``summary``, without which the output was cut off. Their keys are those of ``json``.
    """

    def __init__(self, style: Style) -> None:
        pass

    def begin(self, result: Result) -> str:
        """Return the schema, and what is in no report."""
        self.closing = Closing(result)
        lines = [_line("run", {"schema": LINES_SCHEMA, "version": result.version})]
        lines += [_line("problem", _diagnostic(each)) for each in _engine(result)]
        return "".join([*lines, *(_line("unchecked", _unchecked(each)) for each in result.unchecked)])

    def report(self, checked: Checked) -> str:
        """Return the line of a report."""
        self.closing.add(checked)
        return _line("report", _checked(checked))

    def end(self) -> str:
        """Return the counts."""
        return _line("summary", _summary(self.closing))


json_lines = whole(JsonLines)


def _line(kind: str, value: Mapping[str, Any]) -> str:
    return _safe(json.dumps({"kind": kind, **value}, ensure_ascii=False)) + "\n"


def _engine(result: Result) -> Iterator[Diagnostic]:
    return (each for each in result.engine if each.code != NOT_CHECKED)


def _summary(closing: Closing) -> dict[str, Any]:
    counts = closing.tally()
    ignored, lowered = off(closing.held)
    summary = fields(counts, *_COUNTED) | counts.left_out._asdict()
    return {**summary, "ignored": ignored, "lowered": lowered}


def facts_json(reports: Sequence[tuple[str, Report]]) -> str:
    """Return what gialint read, as JSON: every fact in the form's order, every claim of the prose.

    ``reports`` pairs the path as it was given with the report; personal numbers are masked.
    """
    rendered = [_report(path, report) for path, report in reports]
    return written({"schema": FACTS_SCHEMA, "version": __version__, "reports": rendered})


def written(value: Any) -> str:
    """Return a value as indented JSON with a line end; key order is the caller's."""
    return _safe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def fields(value: object, *names: str) -> dict[str, Any]:
    """Return attributes of a value by their names, in this order; numbers as JSON takes them."""
    found = {name: getattr(value, name) for name in names}
    return {name: plain_number(each) if isinstance(each, Decimal) else each for name, each in found.items()}


def plain_number(value: Decimal | None) -> int | str | None:
    """Return a whole number as ``int`` and a fraction as its digits, so that no amount is rounded."""
    if value is None:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else f"{value:f}"


def location_fields(location: Location | None) -> dict[str, Any] | None:
    """Return a location in the contract's order of keys."""
    if location is None:
        return None
    return fields(location, *_LOCATION) | ({"path": location.path} if location.path else {})


def shown_location(place: Place | None) -> Location | None:
    """Spell a place out with personal numbers masked."""
    return rewritten_location(place.location(), mask) if place else None


def fact_fields(fact: Fact) -> dict[str, Any]:
    """Return a fact in the contract's order of keys."""
    return {
        "fact": fact.path,
        **fields(fact, "state", "value", "text"),
        **({"why": fact.why} if fact.why else {}),
        **({"due": plain_number(fact.due)} if fact.due is not None else {}),
        "location": _place_fields(fact.place),
    }


def claim_fields(claim: Claim) -> dict[str, Any]:
    """Return a claim in the contract's order of keys."""
    doubts = [{"text": mask(place.text), "location": _place_fields(place)} for place in claim.doubts]
    return {
        "fact": claim.path,
        **fields(claim, *_CLAIM),
        "doubts": doubts,
        **fields(claim, "section", "text"),
        "location": _place_fields(claim.place),
    }


def _place_fields(place: Place | None) -> dict[str, Any] | None:
    return location_fields(shown_location(place))


def _checked(checked: Checked) -> dict[str, Any]:
    return {
        **fields(checked, "path", "reader", "agency", "agency_kind", "year", "edition"),
        "config": checked.holding.config or None,
        "ignored": len(checked.holding.ignored),
        "lowered": len(checked.holding.lowered),
        "findings": [_diagnostic(found) for found in checked.findings],
        "unassessed": [
            {"code": gap.code, "reason": gap.reason, "missing": list(gap.missing)}
            for gap in checked.unassessed
        ],
        "unread": checked.unread,
    }


def _diagnostic(found: Diagnostic) -> dict[str, Any]:
    related = [{"message": label, "location": location_fields(place)} for label, place in found.related]
    return {
        **fields(found, "code", "name"),
        "severity": found.severity.word,
        **fields(found, "message", "hint"),
        "basis": list(found.basis),
        "location": location_fields(found.location),
        "related": related,
        "values": dict(found.values),
        "fix": dict(found.fix) if found.fix else None,
        **fields(found, "fingerprint", "suppressed"),
    }


def _unchecked(found: Diagnostic) -> dict[str, str]:
    path = found.location.address if found.location else ""
    return {"path": path, "reason": found.message, "hint": found.hint}


def _report(path: str, report: Report) -> dict[str, Any]:
    read, of = report.understood
    return {
        "path": path,
        **fields(report, "agency", "agency_kind", "year", "edition"),
        "facts": [fact_fields(report.facts[name]) for name in report.facts],
        "claims": [claim_fields(claim) for claim in report.claims],
        "unread": [_unread_fields(claim) for claim in report.unread],
        "understood": {"numbers": read, "of": of},
    }


def _unread_fields(claim: Claim) -> dict[str, Any]:
    """Return what was left unread: the words in the way, and what it would say without them."""
    return {
        "text": mask(claim.text),
        "location": _place_fields(claim.place),
        "words": [mask(place.text) for place in claim.doubts],
        "would_say": {"fact": claim.path, **fields(claim, "op", "value")},
    }
