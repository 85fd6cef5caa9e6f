"""Rules in Python: a generator under a decorator, and how those of plugins are run, as code of others is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import update_wrapper
from itertools import islice
from typing import Any, Literal

from gialint.foreign import TELL, Died, Entry, at, cause, enter, misfit, spot, spot_of
from gialint.model import (
    Check,
    Document,
    Facts,
    Finding,
    Option,
    Options,
    Report,
    Rule,
    Severity,
    Text,
    Unassessed,
)
from gialint.reading import LimitExceeded

Outcomes = Iterable[Finding | Unassessed]
OptionedCheck = Callable[[Report, Facts, Options], Outcomes]
"""The check of a rule with options: it takes their values as its third argument."""


def rule(
    code: str,
    name: str,
    *,
    severity: Severity | Literal["error", "warning", "info"],
    basis: Sequence[str],
    title: Text,
    hint: Text | None = None,
    tags: Sequence[str] = (),
    since: str = "",
    status: Literal["stable", "preview", "off"] = "stable",
    fixable: bool | Literal["unsafe"] = False,
    scope: Literal["report", "series", "members", "texts", "engine"] = "report",
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


class NoOutcome(Exception):
    """What a rule yields that is none of what rules may yield."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.zh)
        self.words = words


def foreign_outcomes(rule: Rule, report: Report, most: int) -> list[Finding | Unassessed]:
    """Return what a plugin's rule yields, no more than ``most``; raises whatever it raises, and NoOutcome."""
    doing = Text(f"运行规则 {rule.code}（{rule.name}）", f"running rule {rule.code} ({rule.name})")
    entry = Entry(rule.plugin, doing, report.document.path, spot(rule.check))
    return enter(entry, lambda: _held(islice(rule.check(report, report.facts), most)))


def _held(outcomes: Iterable[Finding | Unassessed]) -> list[Finding | Unassessed]:
    held = []
    for outcome in outcomes:
        name = type(outcome).__name__ if isinstance(outcome, Finding | Unassessed) else "yield"
        slip = misfit(outcome, Finding | Unassessed, name, frozenset({Document}))
        if slip is not None:
            raise NoOutcome(slip)
        held.append(outcome)
    return held


def crash(rule: Rule, error: BaseException) -> tuple[str, Finding]:
    """Return the code and the finding for what a rule raised.

    GIA901; GIA903 where it ended a process, GIA907 where it asked for more work than a report is worth.
    """
    if isinstance(error, LimitExceeded):
        said = Text(
            f"规则 {rule.code}（{rule.name}）：{error.reason.zh}",
            f"rule {rule.code} ({rule.name}): {error.reason.en}",
        )
        return error.code, Finding(said, values={"rule": rule.code}, hint=error.advice)
    values = {"rule": rule.code, "error": type(error).__name__}
    if isinstance(error, Died):
        return "GIA903", Finding(at(error.words, error.entry.where), values=values, hint=TELL)
    if isinstance(error, NoOutcome):
        what, where = error.words, spot(rule.check)
    else:
        what, where = Text(cause(error), cause(error)), spot_of(error)
    of = Text(f"插件 {rule.plugin} 的", f"plugin {rule.plugin}: ") if rule.plugin else Text("")
    words = Text(
        f"{of.zh}规则 {rule.code}（{rule.name}）运行出错：{what.zh}",
        f"{of.en}rule {rule.code} ({rule.name}) crashed: {what.en}",
    )
    return "GIA901", Finding(at(words, where), values=values)
