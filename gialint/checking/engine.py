"""The engine: runs every rule on a report, each apart from the others, and drops echoes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from gialint.checking.diagnostics import MessageOptions, diagnostic, not_a_report, unread
from gialint.checking.fixes import spares_personal_numbers
from gialint.checking.kinds.stretches import Spans, spans
from gialint.foreign import reraise_interrupt
from gialint.model import (
    Checked,
    Claim,
    Diagnostic,
    Facts,
    Finding,
    Gap,
    Place,
    Report,
    Rule,
    RuleFinding,
    Severity,
    Text,
    Unassessed,
)
from gialint.reading import ONE_REPORT, LimitExceeded
from gialint.records import NamedTuple, replace
from gialint.understanding.claims.passages import LONGEST

MOST = 1_000
"""Findings of one rule in one file that are reported; no report has more."""
MOST_IN_ALL = 5_000
"""Findings in one file, beyond which it is no report."""


def check_report(
    report: Report,
    rules: Sequence[Rule],
    engine: Mapping[str, Rule],
    terms: MessageOptions,
    *,
    met: bool = False,
) -> Checked:
    """Run rules on a report, in order of code; a rule that raises is reported (GIA901) and the rest go on.

    ``engine`` holds the rules by which gialint speaks of itself, by code. ``met`` tells that nobody named
    the file, so that it may be no report.
    """
    put = [rule for rule in rules if _meant_for(rule, report)] if report.recognised else []
    terms = terms._replace(cited=report.cited)
    raised: list[RuleFinding] = []
    gaps: list[Gap] = []
    crashes: list[Diagnostic] = []
    for rule in put:
        try:
            outcomes = outcomes_of(rule, report)
        except BaseException as error:
            reraise_interrupt(error)
            crashes.append(_stopped(rule, error, engine, terms))
            continue
        if len(outcomes) > MOST:
            crashes.append(_stopped(rule, _more(rule), engine, terms))
        for outcome in outcomes[:MOST]:
            if isinstance(outcome, Unassessed):
                gaps.append(gap_of(rule, outcome, report.facts, terms.language))
            else:
                raised.append(RuleFinding(rule, outcome))
        if len(raised) > MOST_IN_ALL:
            reason = Text(
                f"一个文件里的问题超过 {MOST_IN_ALL} 处，检查没有完成",
                f"more than {MOST_IN_ALL} places are found in one file, so the check was stopped",
            )
            return unread(report.document.path, LimitExceeded(reason, ONE_REPORT), engine, terms)
    if report.too_long:
        gaps.append(_unread_prose(report, engine["GIA907"], terms.language))
    if not report.recognised:
        raised.append(RuleFinding(engine["GIA905"], not_a_report(engine, met, report.document.text)))
    told, terms = _capped(without_inferences(without_echoes(raised), report.claims), terms)
    told.sort(key=_position)
    if not crashes and any(each.finding.working for each in told):
        from gialint.checking.same_figure import traced

        told = sorted(traced(told, put, report), key=_position)
    return Checked(
        report.document.path,
        report.document.reader,
        report.agency,
        report.agency_kind,
        report.year,
        report.edition if report.recognised else None,  # what is no report has no form
        (*crashes, *(diagnostic(each.rule, _sparing(each.finding, report), terms) for each in told)),
        tuple(gaps),
        rules=len(put),
        unread=len({(claim.place.start, claim.place.end) for claim in report.unread}),
    )


def outcomes_of(rule: Rule, report: Report) -> list[Finding | Unassessed]:
    """Return what a rule yields, up to one more than ``MOST``; raises whatever the rule does."""
    if not rule.plugin:
        return list(islice(rule.check(report, report.facts), MOST + 1))
    from gialint.checking.python_rules import foreign_outcomes

    return foreign_outcomes(rule, report, MOST + 1)


def gap_of(rule: Rule, outcome: Unassessed, facts: Facts, language: str) -> Gap:
    """Return that a rule was not assessed, in one language, with the form's words for what is missing."""
    labels = tuple(facts.label(path).in_language(language) for path in outcome.missing)
    return Gap(rule.code, rule.name, outcome.reason.in_language(language), outcome.missing, labels)


def without_echoes(raised: Sequence[RuleFinding]) -> list[RuleFinding]:
    """Drop findings that only repeat another's cause at one of its places."""
    covering: dict[str, list[Finding]] = {}
    for each in raised:
        for code in each.rule.covers:
            if code != each.rule.code:
                covering.setdefault(code, []).append(each.finding)
    covered = {
        code: _Covering(
            spans((place.start, place.end) for finding in findings for place in places(finding)),
            spans((each.place.start, each.place.end) for each in findings if each.place is not None),
        )
        for code, findings in covering.items()
    }
    return [
        each
        for each in raised
        if each.rule.code not in covered or not _is_echo(each.finding, covered[each.rule.code])
    ]


def without_inferences(raised: Sequence[RuleFinding], claims: Sequence[Claim]) -> list[RuleFinding]:
    """Drop findings about a number that words take over (均已答复) from one that is found wrong itself."""
    inferred = {claim.place: claim for claim in claims if claim.derived and claim.value}
    if not inferred:
        return list(raised)
    wrong = {each.finding.place for each in raised}
    stated = [claim for claim in claims if not claim.derived and claim.place in wrong]
    return [
        each
        for each in raised
        if each.finding.place is None
        or (claim := inferred.get(each.finding.place)) is None
        or not any(
            other.value == claim.value
            and other.place.address == claim.place.address
            and other.place.start < claim.place.start
            for other in stated
        )
    ]


def places(finding: Finding) -> Iterator[Place]:
    """Yield every place of a finding, its own first."""
    if finding.place is not None:
        yield finding.place
    yield from (related.place for related in finding.related)


class _Covering(NamedTuple):
    """Where findings stand that cover a code: all their places, and the first of each."""

    anywhere: Spans
    causes: Spans


def _is_echo(finding: Finding, covering: _Covering) -> bool:
    if len(finding.working) > 1:  # Only one of several reckonings may be spoilt.
        return False
    if finding.place is not None and covering.anywhere.meet(finding.place.start, finding.place.end):
        return True
    # What is wrong takes part in the reckoning that the finding tells.
    return bool(finding.working) and any(
        covering.causes.meet(place.start, place.end) for place in places(finding)
    )


def _meant_for(rule: Rule, report: Report) -> bool:
    return (not rule.forms or report.form in rule.forms) and (
        not rule.editions or report.edition in rule.editions
    )


def _unread_prose(report: Report, rule: Rule, language: str) -> Gap:
    """Return a gap for sentences too long to be read (GIA907): what they state was not checked."""
    first, count = report.too_long[0].location(), len(report.too_long)
    reason = Text(
        f"第 {first.line} 行起有一句超过 {LONGEST} 字，没有读其中的数字（这样的句子共 {count} 句）",
        f"a sentence at line {first.line} has more than {LONGEST} characters, and its figures "
        f"were not read ({count} in all)",
    )
    return Gap(rule.code, rule.name, reason.in_language(language), ())


def _stopped(
    rule: Rule, error: BaseException, engine: Mapping[str, Rule], terms: MessageOptions
) -> Diagnostic:
    from gialint.checking.python_rules import crash

    code, finding = crash(rule, error)
    return diagnostic(engine[code], finding, terms)


def _more(rule: Rule) -> LimitExceeded:
    return LimitExceeded(
        Text(
            f"在一个文件里报出的问题超过 {MOST} 处，只列出前 {MOST} 处",
            f"finds more than {MOST} places in one file; the first {MOST} are listed",
        ),
        Text(
            f"请确认内容没有损坏；不需要这项规则时可以关闭（在命令行上，用 --ignore {rule.code}）。",
            f"Check that the file is undamaged; the rule can be turned off (on the command line, with"
            f" --ignore {rule.code}).",
        ),
    )


def _capped(raised: list[RuleFinding], terms: MessageOptions) -> tuple[list[RuleFinding], MessageOptions]:
    """Lower the severities in a file in which a rule found that nothing else is certain."""
    capping = {each.rule.code: each.rule.caps for each in raised if each.rule.caps}
    if not capping:
        return raised, terms
    ceiling = min(capping.values())
    severities = {
        code: severity if code in capping else min(severity, ceiling)
        for code, severity in terms.severities.items()
    }
    lowered = [
        each
        if each.rule.caps or _severity(each) <= ceiling
        else RuleFinding(each.rule, replace(each.finding, severity=ceiling))
        for each in raised
    ]
    return lowered, terms._replace(severities=severities)


def _severity(each: RuleFinding) -> Severity:
    return each.finding.severity or each.rule.severity


def _position(each: RuleFinding) -> tuple[int, int, str]:
    """Gravest first, so that the first screen shows what keeps a report from being published."""
    place = each.finding.place
    return (-_severity(each), place.start if place else -1, each.rule.code)


def _sparing(finding: Finding, report: Report) -> Finding:
    """Return a finding without a fix that would write over a personal number: its digits are not known."""
    if finding.fix is None or spares_personal_numbers(report, finding.fix.edits):
        return finding
    return replace(finding, fix=None)
