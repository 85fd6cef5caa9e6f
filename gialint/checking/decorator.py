"""Rules in Python: a generator under a decorator, one ``yield`` a violation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from gialint.finding import Check, Rule, Severity
from gialint.report import Words


def rule(
    code: str,
    name: str,
    *,
    severity: Severity | Literal["error", "warning", "info"],
    basis: Sequence[str],
    title: Words,
    hint: Words | None = None,
    tags: Sequence[str] = (),
    since: str = "",
    status: Literal["stable", "preview", "off"] = "stable",
    fixable: bool = False,
    scope: Literal["report", "series", "engine"] = "report",
    covers: Sequence[str] = (),
    caps: Severity | Literal["error", "warning", "info"] | None = None,
    editions: Sequence[str] = (),
    forms: Sequence[str] = (),
    examples: Sequence[Mapping[str, Any]] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a generator that takes the report and its facts and yields what is violated.

    The decorated name is the ``Rule``. ``examples`` are as in YAML: ``{"clean": {…}}``,
    ``{"violates": {…}, "says": "…"}``, ``{"unassessed": {…}}``. Raises KeyError on a severity
    that does not exist.
    """

    def decorate(check: Check) -> Rule:
        return Rule(
            code=code,
            name=name,
            title=title,
            severity=severity if isinstance(severity, Severity) else Severity[severity.upper()],
            basis=tuple(basis),
            check=check,
            hint=hint,
            tags=tuple(tags),
            since=since,
            status=status,
            fixable=fixable,
            scope=scope,
            covers=tuple(covers),
            caps=Severity[caps.upper()] if isinstance(caps, str) else caps,
            editions=tuple(editions),
            forms=tuple(forms),
            examples=tuple(examples),
            origin=check.__module__,
        )

    return decorate
