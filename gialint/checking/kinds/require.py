"""Rules that require: what must stand in a section or anywhere in a report, and how long that must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from gialint.checking.kinds.stretches import Scope, scope_of, stretches
from gialint.checking.kinds.wanted import Seek, hits, lacking, list_names, seek_of
from gialint.checking.messages import fill
from gialint.model import Check, Facts, Finding, Place, Report, Section, Unassessed, Words

MESSAGE = Words("第{section}部分不符合要求：{title}", "section {section} does not meet this: {title}")
ANYWHERE = Words("{title}", "{title}")
LENGTHS = {
    "min_chars": Words("有 {length} 字，少于 {limit} 字", "{length} characters, fewer than {limit}"),
    "max_chars": Words("有 {length} 字，超过 {limit} 字", "{length} characters, more than {limit}"),
}
IN_SECTION = Words("第{section}部分", "section {section} has ")
IN_REPORT = Words("全文", "the report has ")
PLACEHOLDERS = ("title", "section", "length", "limit")
"""What a message may name in braces."""


class Requiring(NamedTuple):
    """A rule of kind ``require``, compiled; each of ``sections`` must hold what is sought."""

    sections: tuple[str, ...]
    scope: Scope
    seek: Seek | None
    limits: Mapping[str, int | float]
    title: Words
    message: Words | None
    lists: tuple[str, ...]


def require_check(spec: Mapping[str, Any]) -> Check:
    """Return the check of a rule as data, under the options ``set``; its pattern is compiled when used."""
    given = {**spec["require"], **spec.get("set", {})}
    message = spec.get("message")
    scope = scope_of(given)
    requiring = Requiring(
        tuple(sorted(scope.sections)),
        scope,
        seek_of(given) if "pattern" in given or "words" in given else None,
        {name: given[name] for name in LENGTHS if name in given},
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
        yield from _missed(requiring, report, requiring.scope, report.front())
        return
    for number in requiring.sections:
        section = _section(report, number)
        if section is None or section.heading is None:
            yield Unassessed(Words(f"没有第{number}部分", f"there is no section {number}"))
            continue
        scope = requiring.scope._replace(sections=frozenset([number]))
        yield from _missed(requiring, report, scope, report.place(section.heading), number)


def _missed(
    requiring: Requiring, report: Report, scope: Scope, place: Place | None, section: str = ""
) -> Iterator[Finding]:
    """Yield what a section, or with none the report, falls short in."""
    named = {"section": section} if section else {}
    if requiring.seek and next(hits(report, scope, requiring.seek), None) is None:
        default = MESSAGE if section else ANYWHERE
        yield Finding(fill(requiring.message or default, requiring.title, named), place, values=named)
    for name, limit in requiring.limits.items():
        length = _length(report, scope)
        if length < limit if name == "min_chars" else length > limit:
            values = {**named, "length": str(length), "limit": str(limit)}
            where, said = IN_SECTION if section else IN_REPORT, LENGTHS[name]
            default = Words(where.zh + said.zh, where.en + said.en)
            yield Finding(fill(requiring.message or default, requiring.title, values), place, values=values)


def _length(report: Report, scope: Scope) -> int:
    """Count the characters within a scope, marks included, spaces not."""
    texts = (stretch.text[stretch.start : stretch.end] for stretch in stretches(report, scope))
    return sum(len("".join(text.split())) for text in texts)


def _section(report: Report, number: str) -> Section | None:
    return next((section for section in report.sections if section.number == number), None)
