"""Rules that require: something that must stand in a section, or anywhere in a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from gialint.checking.filling import fill
from gialint.checking.stretches import Scope, scope_of
from gialint.checking.wanted import Seek, hits, lacking, list_names, seek_of
from gialint.finding import Check, Finding, Unassessed
from gialint.report import Facts, Report, Section, Words

MESSAGE = Words("第{section}部分不符合要求：{title}", "section {section} falls short: {title}")
ANYWHERE = Words("{title}", "{title}")
PLACEHOLDERS = ("title", "section")
"""What a message may name in braces."""


class Requiring(NamedTuple):
    """A rule of kind ``require``, compiled; each of ``sections`` must hold what is sought."""

    sections: tuple[str, ...]
    scope: Scope
    seek: Seek
    title: Words
    message: Words | None
    lists: tuple[str, ...]


def require_check(spec: Mapping[str, Any]) -> Check:
    """Return the check of a rule as data; its pattern is compiled when first used."""
    given = spec["require"]
    message = spec.get("message")
    scope = scope_of(given)
    requiring = Requiring(
        tuple(sorted(scope.sections)),
        scope,
        seek_of(given),
        Words(**spec["title"]),
        Words(**message) if message else None,
        tuple(list_names(given)),
    )

    def check(report: Report, facts: Facts) -> Iterable[Finding | Unassessed]:
        return _outcomes(requiring, report)

    return check


def _outcomes(requiring: Requiring, report: Report) -> Iterator[Finding | Unassessed]:
    gaps = list(lacking(report, requiring.lists))
    if gaps:
        yield from gaps
        return
    if not requiring.sections:
        if not _stands(requiring, report, requiring.scope):
            place = report.place(report.passages[0]) if report.passages else None
            yield Finding(fill(requiring.message or ANYWHERE, requiring.title, {}), place)
        return
    for number in requiring.sections:
        section = _section(report, number)
        if section is None or section.heading is None:
            yield Unassessed(Words(f"没有第{number}部分", f"there is no section {number}"))
        elif not _stands(requiring, report, requiring.scope._replace(sections=frozenset([number]))):
            message = fill(requiring.message or MESSAGE, requiring.title, {"section": number})
            yield Finding(message, report.place(section.heading), values={"section": number})


def _stands(requiring: Requiring, report: Report, scope: Scope) -> bool:
    return next(hits(report, scope, requiring.seek), None) is not None


def _section(report: Report, number: str) -> Section | None:
    return next((section for section in report.sections if section.number == number), None)
