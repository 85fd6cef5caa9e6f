"""Rules that require: what must stand in a section or anywhere in a report, and how long that must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gialint.checking.kinds.stretches import Scope, scope_of, stretches
from gialint.checking.kinds.wanted import Seek, Spec, hits, lacking, list_names, seek_of
from gialint.checking.messages import fill, joined
from gialint.model import Check, Facts, Finding, Place, Report, Text, Unassessed
from gialint.records import NamedTuple

MESSAGE = Text("第{section}部分不符合要求：{title}", "section {section} does not meet this: {title}")
ANYWHERE = Text("{title}", "{title}")
LENGTHS = {
    "min_chars": Text("有 {length} 字，少于 {limit} 字", "{length} characters, fewer than {limit}"),
    "max_chars": Text("有 {length} 字，超过 {limit} 字", "{length} characters, more than {limit}"),
}
IN_SECTION = Text("第{section}部分", "section {section} has ")
IN_REPORT = Text("全文", "the report has ")
PLACEHOLDERS = ("title", "section", "length", "limit")
"""What a message may name in braces."""


class Requiring(NamedTuple):
    """A rule of kind ``require``, compiled."""

    seek: Seek | None
    limits: Mapping[str, int | float]
    title: Text
    message: Text | None

    def missed(self, report: Report, scope: Scope, place: Place | None, section: str) -> Iterator[Finding]:
        """Yield what a section, or with none the report, falls short in."""
        named = {"section": section} if section else {}
        if self.seek and next(hits(report, scope, self.seek), None) is None:
            default = MESSAGE if section else ANYWHERE
            yield Finding(fill(self.message or default, self.title, named), place, values=named)
        for name, limit in self.limits.items():
            length = _length(report, scope)
            if length < limit if name == "min_chars" else length > limit:
                values = {**named, "length": str(length), "limit": str(limit)}
                default = joined([IN_SECTION if section else IN_REPORT, LENGTHS[name]], Text(""))
                yield Finding(fill(self.message or default, self.title, values), place, values=values)


def require_check(spec: Spec) -> Check:
    """Return the check of a rule as data, under the options ``set``; its pattern is compiled when used."""
    given = {**spec["require"], **spec.get("set", {})}
    message, scope, lists = spec.get("message"), scope_of(given), list_names(given)
    rule = Requiring(
        seek_of(given) if "pattern" in given or "words" in given else None,
        {name: given[name] for name in LENGTHS if name in given},
        Text(**spec["title"]),
        Text(**message) if message else None,
    )

    def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
        gaps = list(lacking(report, lists))
        yield from gaps
        if gaps:
            return
        if not scope.sections:
            yield from rule.missed(report, scope, report.front(), "")
        for number in sorted(scope.sections):
            heading = next((each.heading for each in report.sections if each.number == number), None)
            if heading is None:
                yield Unassessed(Text(f"没有第{number}部分", f"there is no section {number}"))
            else:
                place = report.place(heading)
                yield from rule.missed(report, scope._replace(sections=frozenset([number])), place, number)

    return check


def _length(report: Report, scope: Scope) -> int:
    """Count the characters within a scope, marks included, spaces not."""
    texts = (stretch.text[stretch.start : stretch.end] for stretch in stretches(report, scope))
    return sum(len("".join(text.split())) for text in texts)
