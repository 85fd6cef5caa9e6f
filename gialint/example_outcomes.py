"""The results of a rule's examples, for its documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gialint.checking.engine import diagnostic, outcomes_of
from gialint.checking.rulefiles.examples import KINDS, example_report, under_options
from gialint.foreign.entering import reraise_interrupt
from gialint.model import Diagnostic, Gap, Rule, Unassessed
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import Linter
from gialint.understanding.understand import understand


def example_outcomes(rule: Rule, lint: Linter) -> dict[int, tuple[Diagnostic | Gap, ...]]:
    """Return what the rule reports for each example, by index, in the language of the linter.

    An example on which the rule fails is left out: ``gialint test`` reports it.
    """
    outcomes: dict[int, tuple[Diagnostic | Gap, ...]] = {}
    for index, example in enumerate(rule.examples if rule.scope != "engine" else ()):
        report = next((example[kind] for kind in KINDS if kind in example), None)
        if isinstance(report, Mapping):
            try:
                outcomes[index] = tuple(_said(under_options(rule, example), report, lint))
            except BaseException as error:
                reraise_interrupt(error)
    return outcomes


def _said(rule: Rule, written: Mapping[str, object], lint: Linter) -> Iterator[Diagnostic | Gap]:
    report = example_report(rule, written, lambda data: understand(from_mapping(data), lint.knowledge))
    for outcome in outcomes_of(rule, report):
        if isinstance(outcome, Unassessed):
            yield Gap(rule.code, rule.name, outcome.reason.say(lint.terms.language), outcome.missing)
        else:
            yield diagnostic(rule, outcome, lint.terms)
