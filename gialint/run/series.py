"""Rules over several reports: each is put to a report beside those that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from gialint.checking.engine import check_report
from gialint.checking.series import BESIDE, Dated, members_report, series_report, texts_report
from gialint.checking.suppression.codes import silenced
from gialint.model import (
    NO_REPORT,
    NOT_CHECKED,
    Checked,
    Diagnostic,
    Digest,
    Gap,
    Problem,
    Rule,
    Silence,
    Text,
    is_engine,
)
from gialint.records import NamedTuple
from gialint.run.belonging import NAMELESS, Belonging, Texts
from gialint.run.spool import Spool
from gialint.understanding.edition import edition_of

if TYPE_CHECKING:
    from gialint.model import Report
    from gialint.run.linter import Linter
    from gialint.understanding.understand import Knowledge


_ARCHIVED = Text(
    "去年的报告没有读出，没有用来比较：{why}",
    "a report of an earlier year could not be read, and was not compared: {why}",
)


class Told(NamedTuple):
    """What comparing came to: the problems of the run, and the codes of the rules that were run on a file."""

    problems: tuple[Problem, ...] = ()
    put: Mapping[str, frozenset[str]] = {}
    compared: bool = False
    """Whether any rule over several reports was run at all."""


def compare(lint: Linter, spool: Spool) -> Told:
    """Compare each report of a spool with last year's, and a government's with its members'.

    Reports of earlier years are only compared with. If no report of a year has a predecessor, missing
    comparisons are not reported, unless older reports were given. The rules of each file are told where the
    run has suppressions, which ask for them.
    """
    belonging = Belonging(spool)
    years: set[int | None] = {*belonging.compared_years()}
    if spool.has_earlier():
        years |= {max((card.year for card in spool.cards() if card.year), default=None), None}
    texts: Texts | None = None
    put: dict[str, frozenset[str]] = {}
    any_put = False
    selections: dict[int, tuple[tuple[Rule, ...], Mapping[str, list[Rule]]]] = {}
    """The rules over several reports of each selection that the run knows, by their scope."""
    for place, digest in spool.digests():
        rules, terms = lint.linter_for(digest.path).rules_for(digest.path)
        if id(rules) not in selections:
            scoped = {scope: [rule for rule in rules if rule.scope == scope] for scope in BESIDE}
            selections[id(rules)] = rules, scoped
        by_scope = selections[id(rules)][1]
        if texts is None and by_scope["texts"]:
            texts = Texts(spool)
        own = _dated(digest, lint.knowledge)
        if own is None:
            continue
        uncompared: Text | None = None
        beside: list[tuple[str, Report]] = []
        before = belonging.before(digest)
        if (digest.year or None) in years:
            last = [_dated(one, lint.knowledge) for one in before.digests]
            if last and all(last):
                beside.append(("series", series_report(own, [*filter(None, last)], lint.knowledge.lists)))
            else:
                uncompared = before.reason or NAMELESS
        members = belonging.members(digest)
        if members:
            dated = {name: _dated(found, lint.knowledge) for name, found in members[0].items()}
            parts = {name: one for name, one in dated.items() if one}
            beside.append(("members", members_report(own, parts, members[1], lint.knowledge.lists)))
        if texts and by_scope["texts"]:
            others = [*before.digests, *texts.near(digest)]
            if others:
                beside.append(("texts", texts_report(own, others, texts.common)))
        found = [check_report(report, by_scope[scope], lint.engine, terms) for scope, report in beside]
        any_put = any_put or bool(found)
        if lint.suppressions and found:
            codes = {rule.code for scope, _ in beside for rule in by_scope[scope]}
            put[digest.path] = put.get(digest.path, frozenset()) | codes
        if found or uncompared:
            each = spool.outcome(place)
            if uncompared:
                said = uncompared.in_language(terms.language)
                gaps = tuple(Gap(rule.code, rule.name, said, ()) for rule in by_scope["series"])
                each = each._replace(unassessed=(*each.unassessed, *gaps))
            for one in found:
                each = _joined(each, one, digest.silences)
            spool.change(place, each)
        if (lint.keeps_digests or lint.store) and before.places:
            spool.put_last(place, before.places)
    return Told(tuple(unread_earlier(spool)), put, any_put)


def unread_earlier(spool: Spool) -> Iterator[Problem]:
    """Yield the problems of older files that could not be read, or are not reports (GIA908)."""
    for each in spool.undigested():
        found = next((found for found in each.findings if is_engine(found) or found.code == NO_REPORT), None)
        if found is not None:
            words = Text(_ARCHIVED.zh.format(why=found.message), _ARCHIVED.en.format(why=found.message))
            yield Problem(NOT_CHECKED, words, each.path, hint=Text(found.hint))


def _dated(digest: Digest, knowledge: Knowledge) -> Dated | None:
    form = edition_of(digest.form, digest.edition, knowledge.every_edition)
    return Dated(digest, form) if form else None


def _joined(each: Checked, found: Checked, silences: Iterable[Silence]) -> Checked:
    """Return an outcome with what comparing found, the gravest first where that is something."""
    findings = each.findings
    if found.findings:
        new = [_heeded(one, silences) for one in found.findings]
        findings = tuple(sorted((*findings, *new), key=lambda one: -one.severity))
    return each._replace(
        findings=findings,
        unassessed=(*each.unassessed, *found.unassessed),
        rules=(each.rules or 0) + (found.rules or 0),
    )


def _heeded(found: Diagnostic, silences: Iterable[Silence]) -> Diagnostic:
    """Return a finding suppressed if a comment in its own report says so."""
    places = [place for place in (found.location, *(place for _, place in found.related)) if place]
    for each in silences:
        if each.code == found.code and found.fingerprint.startswith(each.fingerprint):
            lines = [place for place in places if not place.path and each.first <= place.end_line]
            if any(place.line <= each.last for place in lines):
                return silenced(found, each.how, in_source=True)
    return found
