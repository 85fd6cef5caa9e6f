"""Rules in Python: a generator under a decorator, one ``yield`` a violation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import update_wrapper
from typing import Any, Literal

from gialint.model import Check, Facts, Finding, Option, Options, Report, Rule, Severity, Unassessed, Words

Outcomes = Iterable[Finding | Unassessed]
OptionedCheck = Callable[[Report, Facts, Options], Outcomes]
"""The check of a rule with options: it takes their values as its third argument."""


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
    fixable: bool | Literal["unsafe"] = False,
    scope: Literal["report", "series", "members", "engine"] = "report",
    covers: Sequence[str] = (),
    caps: Severity | Literal["error", "warning", "info"] | None = None,
    editions: Sequence[str] = (),
    forms: Sequence[str] = (),
    options: Sequence[Option] = (),
    examples: Sequence[Mapping[str, Any]] = (),
) -> Callable[[Callable[..., Outcomes]], Rule]:
    """Make a rule of a generator that takes the report and its facts and yields what is violated.

    With ``options`` it takes their values as a third argument, by name. The decorated name is the
    ``Rule``. ``examples`` are as in YAML: ``{"clean": {…}}``, ``{"violates": {…}, "says": "…"}``,
    ``{"unassessed": {…}}``, each perhaps with ``"options": {…}`` and with ``"also": […]``, the codes
    of other rules that find errors in it. Raises KeyError on a severity that does not exist.
    """

    def decorate(function: Callable[..., Outcomes]) -> Rule:
        bind = _binding(function) if options else None
        check = bind({option.name: option.default for option in options}) if bind else function
        return Rule(
            code=code,
            name=name,
            title=title,
            severity=_severity(severity),
            basis=tuple(basis),
            check=check,
            hint=hint,
            tags=tuple(tags),
            since=since,
            status=status,
            fixable=fixable,
            scope=scope,
            covers=tuple(covers),
            caps=_severity(caps) if caps else None,
            editions=tuple(editions),
            forms=tuple(forms),
            examples=tuple(examples),
            origin=function.__module__,
            options=tuple(options),
            bind=bind,
        )

    return decorate


def _binding(function: OptionedCheck) -> Callable[[Options], Check]:
    def bind(values: Options) -> Check:
        # What is wrapped tells where the rule's own code stands.
        return update_wrapper(lambda report, facts: function(report, facts, values), function)

    return bind


def _severity(word: Severity | str) -> Severity:
    return word if isinstance(word, Severity) else Severity[word.upper()]
