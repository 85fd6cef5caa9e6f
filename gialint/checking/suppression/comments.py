"""Comments addressed to gialint in the report itself: ``gialint: 忽略 GIA502 [8a3f09c1] 原因``.

They stand in ``<!-- … -->`` or in a comment of Word, and are about the paragraph or row where they
stand, or about the paragraph or table that follows one that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gialint.checking.diagnostics import MessageOptions, diagnostic
from gialint.checking.suppression.codes import (
    DIGITS,
    LEAST_DIGITS,
    UNUSED,
    EnabledRules,
    code_problem,
    decided,
    silenced,
)
from gialint.lazy_regex import lazy_regex
from gialint.model import (
    Aside,
    Cell,
    Checked,
    Diagnostic,
    Digest,
    Document,
    Finding,
    Paragraph,
    Report,
    Rule,
    Silence,
    Text,
    digest_of,
)
from gialint.records import NamedTuple, replace

_REMARK = lazy_regex(
    r"gialint\s*[:：]\s*(?:忽略|ignore)\s*[:：]?\s*"
    r"(?P<codes>[a-z]{2,10}[0-9][a-z0-9]*(?:\s*[,，、]\s*[a-z]{2,10}[0-9][a-z0-9]*)*)\s*"
    r"(?:[\[［【]\s*(?P<fingerprint>[0-9a-f]{1,40})\s*[\]］】])?(?P<reason>.*)",
    re.IGNORECASE,
)
_FORM = Text("写法：gialint: 忽略 GIA502 原因", "Write it as: gialint: ignore GIA502 and the reason")
MOST = 200
"""How many comments of a file are applied; each is compared with every finding."""


class Span(NamedTuple):
    """The first and last line of a paragraph or row, and those of the paragraph or table it belongs to."""

    first: int
    last: int
    top: int
    bottom: int


class Remark(NamedTuple):
    """A comment that was understood, and the lines of the reading text that it is about."""

    aside: Aside
    codes: tuple[str, ...]
    fingerprint: str
    reason: str
    lines: tuple[int, int]

    def covers(self, found: Diagnostic) -> bool:
        """Tell whether a finding has a place on the lines, whatever its figures."""
        places = (found.location, *(place for _, place in found.related))
        first, last = self.lines
        return found.code in self.codes and any(
            place is not None and place.line <= last and place.end_line >= first for place in places
        )

    def silences(self, found: Diagnostic) -> bool:
        """Tell whether a finding is covered, and has the fingerprint if one was given."""
        return self.covers(found) and found.fingerprint.startswith(self.fingerprint)


def apply_comments(
    checked: Checked,
    report: Report,
    known: Collection[str],
    enabled: EnabledRules,
    engine: Mapping[str, Rule],
    terms: MessageOptions,
) -> Checked:
    """Suppress what the report's own comments say, and tell of comments without effect (GIA904).

    ``known`` are the codes of all rules, ``enabled`` tells which of them run on a file.
    """
    findings = checked.findings
    told: list[Finding] = []
    for remark in _remarks(report, known):
        if isinstance(remark, Remark):
            told += _unused(remark, checked, enabled, report)
            how = _how(remark).in_language(terms.language)
            findings = tuple(
                silenced(found, how, in_source=True) if remark.silences(found) else found
                for found in findings
            )
        else:
            told.append(remark)
    diagnostics = [diagnostic(engine[UNUSED], finding, terms) for finding in told]
    return checked._replace(findings=(*findings, *diagnostics))


def digested(checked: Checked, report: Report, rules: Iterable[Rule], language: str) -> Digest:
    """Return the digest of a report, with what its own comments say of rules that run later."""
    secrets = [secret for found in checked.findings for secret in found.secrets]
    digest = digest_of(report, checked.figures, checked.findings, secrets)
    if not any(aside.remark for aside in report.document.asides):
        return digest
    scopes = {rule.code: rule.scope for rule in rules}
    silences = (
        Silence(code, remark.fingerprint, _how(remark).in_language(language), *remark.lines)
        for remark in _remarks(report, scopes)
        if isinstance(remark, Remark)
        for code in remark.codes
        if scopes[code] in ("series", "members", "texts")
    )
    return digest._replace(silences=tuple(silences))


def _remarks(report: Report, known: Collection[str]) -> Iterator[Remark | Finding]:
    """Yield the comments of a report that are understood, and what is wrong with the others."""
    document = report.document
    spans = _spans(document)
    asides = [aside for aside in document.asides if aside.remark]
    if len(asides) > MOST:
        message = Text(
            f"写给 gialint 的注释超过 {MOST} 条，从这条起不再处理",
            f"more than {MOST} gialint comments: the rest are ignored",
        )
        yield Finding(message, report.beside(asides[MOST]))
    for aside in asides[:MOST]:
        read = _understood(aside, _about(aside, document, spans), known)
        yield read if isinstance(read, Remark) else replace(read, place=report.beside(aside))


def _understood(aside: Aside, lines: tuple[int, int], known: Collection[str]) -> Remark | Finding:
    """Return a remark, or what is wrong with it."""
    match = _REMARK.match(aside.text)
    if match is None:
        return Finding(
            Text("这条写给 gialint 的注释无法识别", "this gialint comment is not understood"), hint=_FORM
        )
    codes = tuple(code.strip().upper() for code in re.split("[,，、]", match["codes"]))
    for code in codes:
        if rejected := code_problem(code, known):
            return Finding(rejected[0], hint=rejected[1], values={"code": code})
    fingerprint = (match["fingerprint"] or "").lower()
    if match["fingerprint"] and not LEAST_DIGITS <= len(fingerprint) <= DIGITS:
        short = Text(
            f"指纹要写 {LEAST_DIGITS} 到 {DIGITS} 位", f"a fingerprint has {LEAST_DIGITS} to {DIGITS} digits"
        )
        return Finding(short, hint=_FORM)
    reason = match["reason"].strip(" \u3000:：,，、;；-–—")
    if not any(map(str.isalnum, reason)):
        listed = "、".join(codes)
        return Finding(
            Text(f"忽略 {listed} 没有写原因，不起作用", f"no reason is given for {listed}: it has no effect"),
            hint=_FORM,
            values={"code": listed},
        )
    return Remark(aside, codes, fingerprint, reason, lines)


def _unused(remark: Remark, checked: Checked, enabled: EnabledRules, report: Report) -> Iterator[Finding]:
    used = {found.code for found in checked.findings if remark.silences(found)}
    for code in remark.codes:
        if code in used or not decided(checked, code, enabled):
            continue
        covered = (each for each in checked.findings if each.code == code and remark.covers(each))
        now = next((each.fingerprint for each in covered), None)
        message = _without_effect(code, remark.fingerprint, now)
        yield Finding(message, report.beside(remark.aside), values={"code": code})


def _without_effect(code: str, fingerprint: str, now: str | None) -> Text:
    if now is None:
        return Text(f"这里没有 {code} 的问题，注释可以删去", f"there is no {code} here: delete the comment")
    digits = now[: max(len(fingerprint), LEAST_DIGITS)]
    return Text(
        f"数字或位置已经变了：注释针对的是 {code} [{fingerprint}]，现在是 [{digits}]",
        f"figures or place have changed: the comment is about {code} [{fingerprint}], now [{digits}]",
    )


def _how(remark: Remark) -> Text:
    if remark.aside.author:
        return Text(
            f"批注（{remark.aside.author}）：{remark.reason}",
            f"comment by {remark.aside.author}: {remark.reason}",
        )
    return Text(f"文中注释：{remark.reason}", f"comment in the text: {remark.reason}")


def _spans(document: Document) -> list[Span]:
    """Return the lines of each paragraph and row, in order."""
    spans: list[Span] = []
    for block in document.blocks:
        rows: Iterable[Sequence[Paragraph | Cell]]
        rows = [(block,)] if isinstance(block, Paragraph) else filter(None, block.rows)
        lines = [
            (
                document.line_and_column(min(piece.start for piece in row))[0],
                document.line_and_column(max(piece.start + len(piece.text) for piece in row))[0],
            )
            for row in rows
        ]
        spans += [Span(first, last, lines[0][0], lines[-1][1]) for first, last in lines]
    return spans


def _about(aside: Aside, document: Document, spans: Sequence[Span]) -> tuple[int, int]:
    """Return the first and last line of the reading text that a comment is about."""
    line = document.line_and_column(aside.start)[0]
    here = next((span for span in spans if span.first <= line <= span.last), None)
    if here is not None and not aside.alone:
        return here.first, here.last
    below = here or next((span for span in spans if span.first > line), None)
    if below is None:
        return line, line
    return (below.top, below.bottom) if below.top >= line else (below.first, below.last)
