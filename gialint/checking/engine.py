"""The engine: puts every rule to a report, apart from one another, and silences echoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from gialint.checking.echoes import without_echoes, without_inferences
from gialint.checking.fixes import spares_personal_numbers
from gialint.foreign.entering import reraise_interrupt
from gialint.model import (
    SELF,
    Checked,
    Diagnostic,
    Fact,
    Finding,
    Fix,
    FullText,
    Gap,
    Location,
    ParagraphKind,
    Passage,
    Problem,
    Raised,
    Report,
    Rule,
    Severity,
    Unassessed,
    Words,
    fingerprint,
)
from gialint.reading import ONE_REPORT, LimitExceeded, Unreadable
from gialint.understanding.claims.passages import LONGEST

MOST = 1_000
"""Findings of one rule in one file that are told; no report has more."""
MOST_IN_ALL = 5_000
"""Findings in one file, beyond which it is no report."""
MOST_RELATED = 300
"""Related places that are told of a finding; the cells of a whole table are fewer."""

NO_WORDS = Words("文件里没有读到文字，看不出是报告", "no text was read in this file: it contains no report")
GIVE_WORDS = Words(
    "内容可能只是图片，或者文字都设成了隐藏：请提供有文字的 Word（.docx）文件。",
    "It may contain only pictures or hidden text: provide the report as text, in a .docx.",
)


class Terms(NamedTuple):
    """On what terms rules are put: the language of messages, and severities set by configuration.

    ``cited`` tells which documents stand for those that rules cite, in the report at hand.
    """

    language: str = "zh"
    severities: Mapping[str, Severity] = {}
    cited: Mapping[str, str] = {}


def check_report(
    report: Report, rules: Sequence[Rule], engine: Mapping[str, Rule], terms: Terms, *, met: bool = False
) -> Checked:
    """Put rules to a report, in order of code; a rule that raises is told (GIA901) and the rest go on.

    ``engine`` holds the rules by which gialint speaks of itself, by code. ``met`` tells that nobody named
    the file, so that it may be no report.
    """
    put = [rule for rule in rules if _meant_for(rule, report)] if report.recognised else []
    terms = terms._replace(cited=report.cited)
    raised: list[Raised] = []
    gaps: list[Gap] = []
    crashes: list[Diagnostic] = []
    for rule in put:
        try:
            outcomes = outcomes_of(rule, report)
        except LimitExceeded as error:
            crashes.append(_given_up(rule, error, engine[error.code], terms))
            continue
        except BaseException as error:
            reraise_interrupt(error)
            crashes.append(_crash(rule, error, engine, terms))
            continue
        if len(outcomes) > MOST:
            crashes.append(_given_up(rule, _more(rule), engine["GIA907"], terms))
        for outcome in outcomes[:MOST]:
            if isinstance(outcome, Unassessed):
                gaps.append(Gap(rule.code, rule.name, outcome.reason.say(terms.language), outcome.missing))
            else:
                raised.append(Raised(rule, outcome))
        if len(raised) > MOST_IN_ALL:
            return unread(report.document.path, _too_many(), engine, terms)
    gaps += _unread_prose(report, engine, terms.language)
    if not report.recognised:
        raised.append(Raised(engine["GIA905"], _no_report(engine, met, report.document.text)))
    told, terms = _capped(without_inferences(without_echoes(raised), report.claims), terms)
    kept = sorted(told, key=_position)
    if not crashes and any(each.finding.working for each in kept):
        from gialint.checking.same_figure import traced

        kept = sorted(traced(kept, put, report), key=_position)
    return Checked(
        report.document.path,
        report.document.reader,
        report.agency,
        report.agency_kind,
        report.year,
        report.edition,
        (*crashes, *(diagnostic(each.rule, _sparing(each.finding, report), terms) for each in kept)),
        tuple(gaps),
        rules=len(put),
        unread=len({(claim.place.start, claim.place.end) for claim in report.unread}),
    )


def diagnostic(rule: Rule, finding: Finding, terms: Terms) -> Diagnostic:
    """Spell a finding out in one language."""
    say = terms.language
    hint = finding.hint or rule.hint
    places = [finding.place, *(related.place for related in finding.related)]
    addresses = [place.address for place in places if place is not None]
    related = finding.related[:MOST_RELATED]
    severity = finding.severity or rule.severity
    if rule.scope != "engine":
        severity = terms.severities.get(rule.code, severity)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=_in_a_line(finding.message.say(say)),
        hint=hint.say(say) if hint else "",
        basis=_basis(rule.basis, terms.cited),
        location=finding.place.location() if finding.place else None,
        related=tuple((each.label.say(say), each.place.location()) for each in related),
        values=dict(finding.values),
        working=tuple(line.say(say) for line in finding.working),
        fix=_fix(finding.fix, say),
        fingerprint=fingerprint(rule.code, addresses, finding.values),
        secrets=finding.secrets,
    )


def _unread_prose(report: Report, rules: Mapping[str, Rule], language: str) -> list[Gap]:
    """Tell of sentences too long to be read (GIA907): what they state was held against nothing."""
    if not report.too_long:
        return []
    rule, first, count = rules["GIA907"], report.too_long[0].location(), len(report.too_long)
    reason = Words(
        f"第 {first.line} 行起有一句超过 {LONGEST} 字，没有读其中的数字（这样的句子共 {count} 句）",
        f"a sentence at line {first.line} has more than {LONGEST} characters, and its figures "
        f"were not read ({count} in all)",
    )
    return [Gap(rule.code, rule.name, reason.say(language), ())]


def _in_a_line(message: str) -> str:
    """Return a message without the line ends that words have which it quotes: Chinese has no space there."""
    if "\n" not in message:
        return message
    first, *others = [line.strip() for line in message.split("\n")]
    for line in others:
        first += (" " if first[-1:].isascii() and line[:1].isascii() else "") + line
    return first


def _basis(basis: Sequence[str], cited: Mapping[str, str]) -> tuple[str, ...]:
    """Return what demands a rule, for a report of a time when another document did.

    A part of the document (表三) is the same part of the other; what is quoted from it in brackets is not.
    A rule that names both documents is about both.
    """
    found = list(basis)
    for document, other in cited.items():
        if not any(source.startswith(other) for source in found):
            found = [
                source.partition("（")[0].replace(document, other) if source.startswith(document) else source
                for source in found
            ]
    return tuple(found)


def unread(path: str, error: Unreadable, rules: Mapping[str, Rule], terms: Terms) -> Checked:
    """Tell of a file that could not be read or was left alone (GIA902, GIA907)."""
    finding = Finding(error.reason, values={"path": path}, hint=error.advice)
    told = diagnostic(rules[error.code], finding, terms)._replace(quote=error.quote)
    return Checked(path, findings=(told,))


def no_report(path: str, rules: Mapping[str, Rule], terms: Terms) -> Checked:
    """Tell of a file met in a folder that is passed over because it is no report (GIA905)."""
    return Checked(path, findings=(diagnostic(rules["GIA905"], _no_report(rules, met=True), terms),))


def problem(problem: Problem, rules: Mapping[str, Rule], terms: Terms) -> Diagnostic:
    """Tell of a plugin, rule file or configuration that is broken (GIA903, GIA906), or of no use (GIA904)."""
    rule = rules[problem.code]
    hint = problem.hint or rule.hint
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=problem.severity or rule.severity,
        message=problem.message.say(terms.language),
        hint=hint.say(terms.language) if hint else "",
        basis=rule.basis,
        location=_outside(problem.where) if problem.where else None,
        fingerprint=fingerprint(rule.code, [problem.where], {"message": problem.message.zh}),
        quote=problem.quote,
    )


def _no_report(rules: Mapping[str, Rule], met: bool, text: str = "?") -> Finding:
    severity = Severity.WARNING if met else Severity.ERROR
    if text.strip():
        return Finding(rules["GIA905"].title, severity=severity)
    return Finding(NO_WORDS, severity=severity, hint=GIVE_WORDS)


def _meant_for(rule: Rule, report: Report) -> bool:
    return (not rule.forms or report.form in rule.forms) and (
        not rule.editions or report.edition in rule.editions
    )


def _outside(where: str) -> Location:
    """A place in no report: ``file:line:column`` is its address, and line 0 says that it has no other."""
    return Location(where, "", 0, 0, 0, 0, None, where, "")


def outcomes_of(rule: Rule, report: Report) -> list[Finding | Unassessed]:
    """Return what a rule yields, up to one more than ``MOST``; raises whatever the rule does."""
    if not rule.plugin:
        return list(islice(rule.check(report, report.facts), MOST + 1))
    from gialint.checking.python_rules import foreign_outcomes

    return foreign_outcomes(rule, report, MOST + 1)


def _more(rule: Rule) -> LimitExceeded:
    return LimitExceeded(
        Words(
            f"在一个文件里报出的问题超过 {MOST} 处，只列出前 {MOST} 处",
            f"finds more than {MOST} places in one file; the first {MOST} are listed",
        ),
        Words(
            f"请确认内容没有损坏；不需要这项规则时可用 --ignore {rule.code} 关闭。",
            f"Check that the file is undamaged; --ignore {rule.code} turns the rule off.",
        ),
    )


def _crash(rule: Rule, error: BaseException, engine: Mapping[str, Rule], terms: Terms) -> Diagnostic:
    from gialint.checking.python_rules import crash

    code, finding = crash(rule, error)
    return diagnostic(engine[code], finding, terms)


def _given_up(rule: Rule, error: LimitExceeded, limit: Rule, terms: Terms) -> Diagnostic:
    """Tell of a rule that asked for more work than a report is worth."""
    words = Words(
        f"规则 {rule.code}（{rule.name}）：{error.reason.zh}",
        f"rule {rule.code} ({rule.name}): {error.reason.en}",
    )
    return diagnostic(limit, Finding(words, values={"rule": rule.code}, hint=error.advice), terms)


def _too_many() -> LimitExceeded:
    return LimitExceeded(
        Words(
            f"一个文件里的问题超过 {MOST_IN_ALL} 处，检查没有完成",
            f"more than {MOST_IN_ALL} places are found in one file, so the check was stopped",
        ),
        ONE_REPORT,
    )


def _capped(raised: list[Raised], terms: Terms) -> tuple[list[Raised], Terms]:
    """Lower what is told of a file in which a rule found that nothing else is certain."""
    ceiling = min((each.rule.caps for each in raised if each.rule.caps), default=None)
    if ceiling is None:
        return raised, terms
    capping = {each.rule.code for each in raised if each.rule.caps}
    severities = {
        code: severity if code in capping else min(severity, ceiling)
        for code, severity in terms.severities.items()
    }
    return [_lowered(each, ceiling) for each in raised], terms._replace(severities=severities)


def _lowered(each: Raised, ceiling: Severity) -> Raised:
    severity = each.finding.severity or each.rule.severity
    if each.rule.caps or severity <= ceiling:
        return each
    return Raised(each.rule, replace(each.finding, severity=ceiling))


def _position(each: Raised) -> tuple[int, int, str]:
    """Gravest first, so that the first screen shows what keeps a report from being published."""
    place = each.finding.place
    severity = each.finding.severity or each.rule.severity
    return (-severity, place.start if place else -1, each.rule.code)


def _sparing(finding: Finding, report: Report) -> Finding:
    """Return a finding without a fix that would write over a personal number: its digits are not known."""
    if finding.fix is None or spares_personal_numbers(report, finding.fix.edits):
        return finding
    return replace(finding, fix=None)


def _fix(fix: Fix | None, language: str) -> Mapping[str, object] | None:
    if fix is None:
        return None
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"applicability": fix.applicability, "description": fix.description.say(language), "edits": edits}


def full_text(report: Report) -> FullText:
    """Return the text of a report, without the file it was read from and what stood beside it there."""
    document = replace(report.document, source=None, asides=(), pictures=())
    headings = {id(section.heading) for section in report.sections}
    kinds = {passage.paragraph.start: _kind(passage, id(passage) in headings) for passage in report.passages}
    figures = (fact.place.start for fact in report.facts.stated() if fact.place and _of_form(fact))
    unread = (
        (claim.place.start, claim.place.end, "、".join(words.text for words in claim.doubts))
        for claim in report.unread
    )
    shown = {start: kind for start, kind in kinds.items() if kind}
    return FullText(document, shown, frozenset(figures), tuple(sorted(set(unread))))


def _of_form(fact: Fact) -> bool:
    """Tell a figure from what a report says of itself, such as its title."""
    return not fact.path.startswith(SELF)


def _kind(passage: Passage, opens_section: bool) -> ParagraphKind | None:
    if passage.kind == "heading":
        return "section" if opens_section else "topic"
    return passage.kind if passage.kind in ("title", "signature") else None
