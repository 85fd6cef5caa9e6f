"""The ``gitlab`` output: a Code Quality report, as GitLab shows it in a merge request."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any

from gialint.model import Diagnostic, Holding, Result, Severity, is_engine
from gialint.reporting import Style
from gialint.reporting.configurations import configuration_of
from gialint.reporting.json_writing import written
from gialint.reporting.spot import file_of, slashed
from gialint.reporting.unsuppressed import unsuppressed

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}
_ENGINE = "blocker"


def gitlab(result: Result, style: Style) -> str:
    """Return the findings as a list of issues; suppressed ones are left out.

    GitLab drops an issue whose fingerprint it has seen, so each has one of its own: of the file,
    of the finding, and of how often that has occurred before.
    """
    seen: Counter[str] = Counter()
    issues = [_configuration(each, style.language) for each in sorted(_switching_off(result))]
    for path, found in unsuppressed(result):
        name = f"{slashed(path)}\x1f{found.code}\x1f{found.fingerprint}"
        seen[name] += 1
        issues.append(
            _issue(path, found, sha256(f"{name}\x1f{seen[name]}".encode("utf-8", "replace")).hexdigest())
        )
    return written(issues)


def _switching_off(result: Result) -> set[Holding]:
    held = {checked.holding for checked in result.reports}
    return {each for each in held if each.config and (each.ignored or each.lowered)}


def _configuration(held: Holding, language: str) -> dict[str, Any]:
    """Return an issue that tells what a configuration switches off: a merge request may be about that."""
    name = "\x1f".join((held.config, *held.ignored, "", *held.lowered))
    return {
        "description": configuration_of(held, language),
        "check_name": "gialint configuration",
        "fingerprint": sha256(name.encode("utf-8", "replace")).hexdigest(),
        "severity": _SEVERITIES[Severity.INFO],
        "location": {"path": slashed(held.config), "lines": {"begin": 1}},
    }


def _issue(path: str, found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    file, spot = file_of(path, found)
    lines = [found.message, *([found.hint] if found.hint else [])]
    return {
        "description": " ".join("\n".join(lines).split()),
        "check_name": f"{found.code} {found.name}",
        "fingerprint": fingerprint,
        "severity": _ENGINE if is_engine(found) else _SEVERITIES[found.severity],
        "location": {"path": slashed(file) if file else ".", "lines": {"begin": spot.line if spot else 1}},
    }
