"""What outputs are given: findings and problems spelled out in one language, and a report's own text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gialint.model import (
    SELF,
    Checked,
    Diagnostic,
    Finding,
    Fix,
    FullText,
    Location,
    ParagraphKind,
    Passage,
    Problem,
    Report,
    Rule,
    Severity,
    Text,
    fingerprint,
)
from gialint.reading import Unreadable
from gialint.records import NamedTuple, replace

MOST_RELATED = 300
"""Related places that are reported for a finding; the cells of a whole table are fewer."""

NO_WORDS = Text("文件里没有读到文字，看不出是报告", "no text was read in this file: it contains no report")
GIVE_WORDS = Text(
    "内容可能只是图片，或者文字都设成了隐藏：请提供有文字的 Word（.docx）文件。",
    "It may contain only pictures or hidden text: provide the report as text, in a .docx.",
)


class MessageOptions(NamedTuple):
    """How findings are reported: the language of messages, and severities set by configuration.

    ``cited`` names the documents that stand for those that rules cite, in the report at hand.
    """

    language: str = "zh"
    severities: Mapping[str, Severity] = {}
    cited: Mapping[str, str] = {}


def diagnostic(rule: Rule, finding: Finding, terms: MessageOptions) -> Diagnostic:
    """Return a finding spelled out in one language."""
    language = terms.language
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
        message=_in_a_line(finding.message.in_language(language)),
        hint=hint.in_language(language) if hint else "",
        basis=_basis(rule.basis, terms.cited),
        location=finding.place.location() if finding.place else None,
        related=tuple((each.label.in_language(language), each.place.location()) for each in related),
        values=dict(finding.values),
        working=tuple(line.in_language(language) for line in finding.working),
        fix=_fix(finding.fix, language) if finding.fix else None,
        fingerprint=fingerprint(rule.code, addresses, finding.values),
        secrets=finding.secrets,
    )


def problem(problem: Problem, rules: Mapping[str, Rule], terms: MessageOptions) -> Diagnostic:
    """Return the finding for a plugin, rule file or setting that is broken (GIA903, GIA906) or unused."""
    rule = rules[problem.code]
    hint = problem.hint or rule.hint
    # ``file:line:column`` is the address of a place in no report, and line 0 says that it has no other.
    where = Location(problem.where, "", 0, 0, 0, 0, None, problem.where, "") if problem.where else None
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=problem.severity or rule.severity,
        message=problem.message.in_language(terms.language),
        hint=hint.in_language(terms.language) if hint else "",
        basis=rule.basis,
        location=where,
        fingerprint=fingerprint(rule.code, [problem.where], {"message": problem.message.zh}),
        quote=problem.quote,
    )


def unread(path: str, error: Unreadable, rules: Mapping[str, Rule], terms: MessageOptions) -> Checked:
    """Return the findings of a file that could not be read or exceeds a limit (GIA902, GIA907)."""
    finding = Finding(error.reason, values={"path": path}, hint=error.advice)
    told = diagnostic(rules[error.code], finding, terms)._replace(quote=error.quote)
    return Checked(path, findings=(told,))


def no_report(path: str, rules: Mapping[str, Rule], terms: MessageOptions) -> Checked:
    """Return the findings of a file in a folder that is skipped because it is no report (GIA905)."""
    return Checked(path, findings=(diagnostic(rules["GIA905"], not_a_report(rules, met=True), terms),))


def not_a_report(rules: Mapping[str, Rule], met: bool, text: str = "?") -> Finding:
    """Return the finding that a file is no report (GIA905): graver where somebody named it."""
    severity = Severity.WARNING if met else Severity.ERROR
    if text.strip():
        return Finding(rules["GIA905"].title, severity=severity)
    return Finding(NO_WORDS, severity=severity, hint=GIVE_WORDS)


def full_text(report: Report) -> FullText:
    """Return the text of a report, without the file it was read from and what stood beside it there."""
    document = replace(report.document, source=None, asides=(), pictures=())
    headings = {id(section.heading) for section in report.sections}
    kinds = {passage.paragraph.start: _kind(passage, id(passage) in headings) for passage in report.passages}
    # What a report says of itself, such as its title, is no figure of the form.
    figures = (
        fact.place.start for fact in report.facts.stated() if fact.place and not fact.path.startswith(SELF)
    )
    unread = {
        (claim.place.start, claim.place.end, "、".join(words.text for words in claim.doubts))
        for claim in report.unread
    }
    shown = {start: kind for start, kind in kinds.items() if kind}
    return FullText(document, shown, frozenset(figures), tuple(sorted(unread)))


def _kind(passage: Passage, opens_section: bool) -> ParagraphKind | None:
    if passage.kind == "heading":
        return "section" if opens_section else "topic"
    return passage.kind if passage.kind in ("title", "signature") else None


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


def _fix(fix: Fix, language: str) -> Mapping[str, object]:
    edits = [edit._asdict() for edit in fix.edits]
    description = fix.description.in_language(language)
    return {"applicability": fix.applicability, "description": description, "edits": edits}
