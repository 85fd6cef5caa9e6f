"""Rules that assert: an expression, judged under every binding, becomes findings and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from gialint.checking.kinds.assertion import Assertion, compile_assertion, verdict_of
from gialint.checking.language.binding import Binding, bindings
from gialint.checking.language.expression import Verdict
from gialint.model import Claim, Fact, Facts, Finding, Report, Text, Unassessed
from gialint.reading import LimitExceeded

MOST = 20_000
"""In how many ways the names of a rule may be filled in; over real reports they are a few hundred."""


class AssertionCheck:
    """The check of a rule as data, which can also be asked for the assertion that it puts."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._spec = spec

    @cached_property
    def assertion(self) -> Assertion:
        """The rule, compiled when first used."""
        return compile_assertion(self._spec)

    def __call__(self, report: Report, facts: Facts) -> Iterable[Finding | Unassessed]:
        """Judge a report."""
        return outcomes(self.assertion, report, facts)


def outcomes(assertion: Assertion, report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Judge a report: a finding for each group of failures, then what could not be decided.

    Raises LimitExceeded where names can be filled in in more than ``MOST`` ways.
    """
    absent: list[str] = []
    failed: list[tuple[Binding, Verdict]] = []
    undecided: list[tuple[Sequence[Fact | Claim], Binding]] = []
    for number, binding in enumerate(bindings(assertion.sources, report, facts, absent)):
        if number == MOST:
            raise LimitExceeded(
                Text(
                    f"each 列出的组合超过 {MOST} 个，没有核对",
                    f"each lists more than {MOST} cases, which were not checked",
                ),
                Text(
                    "请确认这是一份年度报告；规则同时列举几种文字陈述时，每两处都要核对一次，组合会很多。",
                    "Check that this is one annual report; a rule that binds several claims is checked"
                    " for all pairs.",
                ),
            )
        verdict = verdict_of(assertion, facts, binding)
        if verdict.truth is None:
            undecided.append((verdict.missing, binding))
        elif not verdict.truth:
            unread = [claim for claim in binding.claims if not claim.read]
            if unread:  # it would contradict the tables if it says what it seems to
                undecided.append((unread, binding))
            else:
                failed.append((binding, verdict))
    # Most assertions hold of most reports, and need no words for what is wrong.
    if failed:
        from gialint.checking.kinds.failures import grouped

        yield from (finding for _, finding in grouped(assertion, facts, failed))
    if absent:
        undecided.append(([facts[name] for name in absent], Binding()))
    if undecided:
        from gialint.checking.kinds.failures import unassessed

        yield unassessed(facts, undecided)
