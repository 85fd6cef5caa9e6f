"""The ``json`` output: schema ``gialint/result/1``."""

from __future__ import annotations

from typing import Any

from gialint.model import NOT_CHECKED, Checked, Diagnostic, Gap, Result
from gialint.reporting import Style
from gialint.reporting.configurations import off
from gialint.reporting.json_writing import location_fields, written
from gialint.reporting.tally import Tally, tally

SCHEMA = "gialint/result/1"


def json_result(result: Result, style: Style) -> str:
    """Return the result as JSON.

    ``engine`` lists problems outside any report, ``unchecked`` the files that were met and not checked.
    """
    return written(
        {
            "schema": SCHEMA,
            "version": result.version,
            "summary": _summary(tally(result)) | dict(zip(("ignored", "lowered"), off(result), strict=True)),
            "reports": [_checked(checked) for checked in result.reports],
            "engine": [_diagnostic(each) for each in result.engine if each.code != NOT_CHECKED],
            "unchecked": [_unchecked(each) for each in result.unchecked],
        }
    )


def _summary(counts: Tally) -> dict[str, int]:
    return {
        "reports": counts.reports,
        "error": counts.error,
        "warning": counts.warning,
        "info": counts.info,
        "suppressed": counts.suppressed,
        "unassessed": counts.unassessed,
        "engine": counts.engine,
        "exit": counts.exit,
        "unchecked": counts.unchecked,
        **counts.left_out._asdict(),
    }


def _checked(checked: Checked) -> dict[str, Any]:
    return {
        "path": checked.path,
        "reader": checked.reader,
        "agency": checked.agency,
        "agency_kind": checked.agency_kind,
        "year": checked.year,
        "edition": checked.edition,
        "config": checked.holding.config or None,
        "ignored": len(checked.holding.ignored),
        "lowered": len(checked.holding.lowered),
        "findings": [_diagnostic(found) for found in checked.findings],
        "unassessed": [_gap(gap) for gap in checked.unassessed],
        "unread": checked.unread,
    }


def _diagnostic(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.word,
        "message": found.message,
        "hint": found.hint,
        "basis": list(found.basis),
        "location": location_fields(found.location),
        "related": [
            {"message": label, "location": location_fields(location)} for label, location in found.related
        ],
        "values": dict(found.values),
        "fix": dict(found.fix) if found.fix else None,
        "fingerprint": found.fingerprint,
        "suppressed": found.suppressed,
    }


def _unchecked(found: Diagnostic) -> dict[str, str]:
    path = found.location.address if found.location else ""
    return {"path": path, "reason": found.message, "hint": found.hint}


def _gap(gap: Gap) -> dict[str, Any]:
    return {"code": gap.code, "reason": gap.reason, "missing": list(gap.missing)}
