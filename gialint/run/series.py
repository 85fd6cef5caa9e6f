"""Reports of one agency in consecutive years, found among those of a run, and what rules say of two.

Agency and year are what the reports say of themselves, never what files are called.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from gialint.checking.diagnostics import MessageOptions
from gialint.checking.engine import check_report
from gialint.checking.series import Dated, members_report, series_report, texts_report
from gialint.checking.suppression.codes import silenced
from gialint.members.roll import Roll, plain
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
    Words,
    is_engine,
)
from gialint.records import NamedTuple
from gialint.reporting.gathering import together as listed_together
from gialint.reporting.layout import visible
from gialint.understanding.edition import edition_of

if TYPE_CHECKING:
    from gialint.model import Report
    from gialint.understanding.understand import Knowledge

    class Run(Protocol):
        """What comparing asks of a run: what belongs to it, and to read files without checking them."""

        @property
        def earlier(self) -> tuple[str, ...]: ...
        @property
        def knowledge(self) -> Knowledge: ...
        @property
        def engine(self) -> Mapping[str, Rule]: ...
        @property
        def roll(self) -> Roll | None: ...
        @property
        def keeps_digests(self) -> bool: ...
        def read_only(self, paths: Sequence[str], jobs: int) -> tuple[Checked, ...]: ...
        @property
        def rules_for(self) -> RulesFor: ...
        def linter_for(self, path: str) -> Run: ...
        def enabled_rules(self, path: str) -> frozenset[str]: ...


RulesFor = Callable[[str], tuple[tuple[Rule, ...], MessageOptions]]

_NAMELESS = Words(
    "没有读出报告的机关或年度，不能与去年的报告比较",
    "the agency or the year was not read, so last year's report cannot be identified",
)
_SEVERAL = Words("去年的报告不止一份，内容不同", "last year's report is in several files, which differ")
_ARCHIVED = Words(
    "去年的报告没有读出，没有用来比较：{why}",
    "a report of an earlier year could not be read, and was not compared: {why}",
)


BANDS, NEAREST = 32, 5
"""Runs by which a text like another is found, and with how many texts at most one is compared."""

MANY, COMMON = 50, 0.3
"""In how many reports runs are counted, and what part of them has those that tell nothing."""


class Compared(NamedTuple):
    """Reports with what was found by comparing them, and the codes run on each that could be compared."""

    reports: tuple[Checked, ...]
    put: Mapping[str, frozenset[str]]


class Before(NamedTuple):
    """Last year's report, or those of the agencies merged since; else the reason why there is none."""

    digests: tuple[Digest, ...] = ()
    reason: Words | None = None
    near: bool = False
    """Whether there is one of nearly the same name, so that it should be asked for."""


def compared(
    reports: Sequence[Checked],
    earlier: Sequence[Checked],
    rules_for: RulesFor,
    knowledge: Knowledge,
    engine: Mapping[str, Rule],
    roll: Roll | None = None,
    *,
    keeps: bool = False,
) -> Compared:
    """Return reports after comparing each with last year's, and a government's with its members'.

    ``earlier`` are only compared with; ``rules_for`` returns the rules over several reports for a file. If no
    report of a year has a predecessor, missing comparisons are not reported, unless older ones were given.
    """
    index = _Index([*reports, *earlier], roll)
    wanted = [rules_for(each.path) for each in reports]
    asked = any(rule.scope == "texts" for rules, _ in wanted for rule in rules)
    texts = _Texts(each.digest for each in reports if each.digest and asked)
    befores = [index.before(each.digest) if each.digest else Before() for each in reports]
    years = {
        each.year for each, before in zip(reports, befores, strict=True) if before.digests or before.near
    }
    if earlier:
        years |= {max((each.year for each in reports if each.year), default=None), None}
    told: list[Checked] = []
    put: dict[str, frozenset[str]] = {}
    for each, before, (rules, terms) in zip(reports, befores, wanted, strict=True):
        own = _dated(each.digest, knowledge) if each.digest else None
        beside: list[tuple[str, Report]] = []
        if own and each.year in years:
            last = [_dated(digest, knowledge) for digest in before.digests]
            if last and not before.reason and all(last):
                beside.append(("series", series_report(own, [*filter(None, last)], knowledge.lists)))
            else:
                theirs = [rule for rule in rules if rule.scope == "series"]
                each = _uncompared(each, before.reason, theirs, terms)
        members = index.members(own.digest) if own else None
        if own and members:
            parts = {name: one for name, found in members[0].items() if (one := _dated(found, knowledge))}
            beside.append(("members", members_report(own, parts, members[1], knowledge.lists)))
        if own and any(rule.scope == "texts" for rule in rules):
            others = [*(before.digests if not before.reason else ()), *texts.near(own.digest)]
            if others:
                beside.append(("texts", texts_report(own, others, texts.common)))
        for scope, report in beside:
            theirs = [rule for rule in rules if rule.scope == scope]
            put[each.path] = put.get(each.path, frozenset()) | {rule.code for rule in theirs}
            each = _joined(each, check_report(report, theirs, engine, terms))
        told.append(each._replace(last=() if before.reason else before.digests) if keeps else each)
    # A digest has served when all are compared: of ten thousand reports they are many megabytes.
    return Compared(tuple(told if keeps else (each._replace(digest=None) for each in told)), put)


def unread_earlier(earlier: Iterable[Checked]) -> Iterator[Problem]:
    """Yield the problems of older files that could not be read, or are not reports (GIA908)."""
    for each in earlier:
        found = next((found for found in each.findings if is_engine(found) or found.code == NO_REPORT), None)
        if each.digest is None and found is not None:
            words = Words(_ARCHIVED.zh.format(why=found.message), _ARCHIVED.en.format(why=found.message))
            yield Problem(NOT_CHECKED, words, each.path, hint=Words(found.hint))


def together(
    run: Run, reports: Sequence[Checked], earlier: tuple[Checked, ...] | None, jobs: int
) -> tuple[tuple[Checked, ...], tuple[Problem, ...], Callable[[str], frozenset[str]]]:
    """Return the reports of a run after comparing, the problems, and the codes of the rules run on each.

    The files of ``run.earlier`` are read where their outcomes are not given.
    """
    if earlier is None:
        known = {os.path.realpath(each.path) for each in reports}
        earlier = run.read_only([path for path in run.earlier if os.path.realpath(path) not in known], jobs)

    def rules_for(path: str) -> tuple[tuple[Rule, ...], MessageOptions]:
        rules, terms = run.linter_for(path).rules_for(path)
        return tuple(rule for rule in rules if rule.scope != "report"), terms

    found = compared(
        reports, earlier, rules_for, run.knowledge, run.engine, run.roll, keeps=run.keeps_digests
    )
    none: frozenset[str] = frozenset()

    def put(path: str) -> frozenset[str]:
        return run.enabled_rules(path) | found.put.get(path, none)

    return found.reports, tuple(unread_earlier(earlier)), put if found.put else run.enabled_rules


class _Index:
    """Digests by agency and year, those of the same figures once; a roll knows agencies by several names."""

    def __init__(self, reports: Iterable[Checked], roll: Roll | None) -> None:
        self.rolls = [*roll.rolls] if roll else []
        self.name = roll.name if roll else plain
        self.found: dict[tuple[str, int], dict[str, Digest]] = {}
        for each in reports:
            digest = each.digest
            if digest and digest.agency and digest.year:
                key = (self.name(digest.agency), digest.year)
                self.found.setdefault(key, {}).setdefault(digest.figures, digest)

    def before(self, digest: Digest) -> Before:
        """Return last year's report of an agency, with those of the agencies that were merged into it."""
        if not (digest.agency and digest.year):
            return Before(reason=_NAMELESS)
        year = digest.year - 1
        name = self.name(digest.agency)
        merged = [
            roll.full(member.name)
            for roll in self.rolls
            for member in roll.members
            if member.until == year and member.into and roll.full(member.into) == name
        ]
        own = self._of(name, year)
        found = [own] if own or not merged else []
        found += [self._of(each, year) for each in merged]
        for of, there in zip([name, *merged][-len(found) :], found, strict=True):
            if len(there) > 1:
                return Before(reason=listed_together(_SEVERAL, [visible(each.path) for each in there]))
            if not there:
                whose = Words(f"{of}的", f" by {of}") if merged else Words("", "")
                near = None if merged else self._near(name, year)
                return Before(reason=_none(year, whose, near), near=near is not None)
        return Before(tuple(there[0] for there in found))

    def members(self, digest: Digest) -> tuple[Mapping[str, Digest], Sequence[str]] | None:
        """Return the reports of the members that count for a government's, and the names of those missing."""
        roll = next((roll for roll in self.rolls if roll.is_government(digest.agency)), None)
        if roll is None:
            return None
        read: dict[str, Digest] = {}
        missing: list[str] = []
        for member in roll.added_up(digest.year):
            there = self._of(roll.full(member.name), digest.year)
            if len(there) == 1:
                read[member.name] = there[0]
            else:
                missing.append(member.name)
        return (read, missing) if read else None

    def _near(self, name: str, year: int) -> Digest | None:
        """Return the one report of a year whose agency has the same name but for a place before it."""
        found = [
            digest
            for (other, when), same in self.found.items()
            if when == year and (other.endswith(name) or name.endswith(other))
            for digest in same.values()
        ]
        return found[0] if len(found) == 1 else None

    def _of(self, name: str, year: int) -> tuple[Digest, ...]:
        return tuple(self.found.get((name, year), {}).values())


class _Texts:
    """The prose of the reports of a run, found again by its runs with the smallest hashes."""

    def __init__(self, digests: Iterable[Digest]) -> None:
        self.digests = list(digests)
        self.found: dict[tuple[int, str, int], list[int]] = {}
        for at, digest in enumerate(self.digests):
            for sketch in digest.prose:
                for run in sketch.smallest(BANDS):
                    self.found.setdefault((digest.year, sketch.section, run), []).append(at)
        self.common = frozenset(_common(self.digests))

    def near(self, digest: Digest) -> list[Digest]:
        """Return the reports of other agencies for the same year with a section that may be much the same."""
        hits = Counter(
            (at, sketch.section)
            for sketch in digest.prose
            for run in sketch.smallest(BANDS)
            for at in self.found[digest.year, sketch.section, run]
        )
        near = dict.fromkeys(at for (at, _), count in hits.most_common() if count >= BANDS // 2)
        found = (self.digests[at] for at in near)
        return [each for each in found if plain(each.agency) != plain(digest.agency)][:NEAREST]


def _common(digests: Sequence[Digest]) -> Iterator[int]:
    """Yield the runs that a third of many reports have, as is the case with set phrases."""
    if len(digests) < MANY:
        return
    counts = Counter(
        run for digest in digests for run in {run for each in digest.prose for run in each.runs()}
    )
    yield from (run for run, count in counts.items() if count > COMMON * len(digests))


def _none(year: int, whose: Words, near: Digest | None) -> Words:
    """Return the message that there is no report for a year, and which one may be meant."""
    said = Words(f"没有找到{whose.zh} {year} 年的报告", f"no report for {year} was found{whose.en}")
    if near is None:
        return said
    return Words(
        f"{said.zh}；{near.agency}（{visible(near.path)}）名称相近，同一机关的写进名单（--members）的 also",
        f"{said.en}; {near.agency} ({visible(near.path)}) is near: if that is the same, the list of members"
        " should name it under also",
    )


def _dated(digest: Digest, knowledge: Knowledge) -> Dated | None:
    editions = (edition for each in knowledge.every for edition in each.editions)
    form = edition_of(digest.form, digest.edition, editions)
    return Dated(digest, form) if form else None


def _uncompared(each: Checked, reason: Words | None, rules: Iterable[Rule], terms: MessageOptions) -> Checked:
    """Return an outcome that says why it was not compared with last year's."""
    said = (reason or _NAMELESS).say(terms.language)
    gaps = tuple(Gap(rule.code, rule.name, said, ()) for rule in rules)
    return each._replace(unassessed=(*each.unassessed, *gaps))


def _joined(each: Checked, found: Checked) -> Checked:
    """Return an outcome with what comparing found, the gravest first where that is something."""
    findings = each.findings
    if found.findings:
        silences = each.digest.silences if each.digest else ()
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
