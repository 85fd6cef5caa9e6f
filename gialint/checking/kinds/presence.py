"""Rules that match, on what ought not to stand where it is found; rules that require, on what must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gialint.checking.fixes import DIGITS, rewritten, together
from gialint.checking.kinds.stretches import Scope, place_in, scope_of, stretches
from gialint.checking.kinds.wanted import Hit, Seek, Spec, hits, lacking, list_names, seek_of
from gialint.checking.messages import Filling, fill, joined
from gialint.model import Check, Facts, Finding, Fix, Place, Related, Report, Text, Unassessed
from gialint.records import NamedTuple

MESSAGE = Text("{title}：“{match}”", "{title}: “{match}”")
ONCE = Text("{title}：“{match}”等 {count} 处", "{title}: “{match}” and others, {count} in all")
MENDED = Text("“{match}”应为“{replacement}”", "“{match}” should be “{replacement}”")
MATCH_PLACEHOLDERS = ("title", "match", "matches", "count", "replacement")
"""What a message may name in braces, besides the groups of the pattern."""

LACKING = Text("第{section}部分不符合要求：{title}", "section {section} does not meet this: {title}")
ANYWHERE = Text("{title}", "{title}")
LENGTHS = {
    "min_chars": Text("有 {length} 字，少于 {limit} 字", "{length} characters, fewer than {limit}"),
    "max_chars": Text("有 {length} 字，超过 {limit} 字", "{length} characters, more than {limit}"),
}
IN_SECTION = Text("第{section}部分", "section {section} has ")
IN_REPORT = Text("全文", "the report has ")
REQUIRE_PLACEHOLDERS = ("title", "section", "length", "limit")
"""What a message may name in braces."""
NAMED = 3
"""How many of the words found ``{matches}`` names."""

AGAIN = Text("同样", "likewise")
SHOWN = 40
"""How many places one finding names that stands for all of them."""


class _Matching(NamedTuple):
    """A rule of kind ``match``, compiled; ``replace`` is a template for the safe fix.

    From ``once`` hits on, all of them are one finding; with 0 they never are.
    """

    replace: str | None
    once: int
    title: Text
    message: Text | None


class _Requiring(NamedTuple):
    """A rule of kind ``require``, compiled."""

    seek: Seek | None
    limits: Mapping[str, int | float]
    title: Text
    message: Text | None

    def missed(self, report: Report, scope: Scope, place: Place | None, section: str) -> Iterator[Finding]:
        """Yield what a section, or with none the report, falls short in."""
        named = {"section": section} if section else {}
        if self.seek and next(hits(report, scope, self.seek), None) is None:
            default = LACKING if section else ANYWHERE
            yield Finding(fill(self.message or default, self.title, named), place, values=named)
        for name, limit in self.limits.items():
            length = _length(report, scope)
            if length < limit if name == "min_chars" else length > limit:
                values = {**named, "length": str(length), "limit": str(limit)}
                default = joined([IN_SECTION if section else IN_REPORT, LENGTHS[name]], Text(""))
                yield Finding(fill(self.message or default, self.title, values), place, values=values)


def match_check(spec: Spec) -> Check:
    """Return the check of a rule as data, under the options ``set``; its pattern is compiled when used."""
    given, message = spec["match"], spec.get("message")
    scope, lists = scope_of(given), list_names(given)
    seek = seek_of(given, spec.get("set", {}).get("allow", ()))
    matching = _Matching(
        given.get("replace") if "pattern" in given or "words" in given else None,
        int(given.get("once", 0)),
        Text(**spec["title"]),
        Text(**message) if message else None,
    )

    def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
        yield from lacking(report, lists)
        found: Iterable[Hit] = hits(report, scope, seek)
        if matching.once:
            found = list(found)
            if len(found) >= matching.once:
                yield _finding(matching, report, found)
                return
        yield from (_finding(matching, report, [hit]) for hit in found)

    return check


def require_check(spec: Spec) -> Check:
    """Return the check of a rule as data, under the options ``set``; its pattern is compiled when used."""
    given = {**spec["require"], **spec.get("set", {})}
    message, scope, lists = spec.get("message"), scope_of(given), list_names(given)
    rule = _Requiring(
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


def _finding(matching: _Matching, report: Report, found: list[Hit]) -> Finding:
    """Return one finding for several hits, at the place of the first."""
    first, count = found[0], len(found)
    replacement = _replacement(matching, first)
    placed = found[:SHOWN] if replacement is None else found
    places = [place_in(report, hit.stretch, hit.start, hit.end) for hit in placed]
    # Hits are in what the file is read as; a message quotes what is in the file.
    filling: Filling = {
        "match": places[0].text,
        "matches": _matches([place.text for place in places], count),
        "count": str(count),
        "replacement": replacement or "",
        **first.groups,
    }
    default = (MENDED if replacement is not None else MESSAGE) if count == 1 else ONCE
    values = {"match": first.text} if count < (matching.once or count + 1) else {"count": str(count)}
    return Finding(
        fill(matching.message or default, matching.title, filling),
        places[0],
        tuple(Related(AGAIN, place) for place in places[1:SHOWN]),
        values,
        fix=_fix(matching, placed, places),
    )


def _matches(found: list[str], count: int) -> Text:
    """Name the first few of the words found, and say how many places there are."""
    quoted = [f"“{text}”" for text in list(dict.fromkeys(found))[:NAMED]]
    if count == len(quoted):
        return Text("、".join(quoted), ", ".join(quoted))
    return Text(f"{'、'.join(quoted)}等 {count} 处", f"{', '.join(quoted)} ({count} in all)")


def _replacement(matching: _Matching, hit: Hit) -> str | None:
    if matching.replace is None:
        return hit.instead
    filling: Filling = {"match": hit.text, **hit.groups}
    return fill(Text(matching.replace), Text(""), filling).zh


def _fix(matching: _Matching, found: list[Hit], places: list[Place]) -> Fix | None:
    """Return the fix of every hit that has one; a figure is never changed."""
    fixes: list[Fix] = []
    for hit, place in zip(found, places, strict=True):
        instead = _replacement(matching, hit)
        # Where the reading was repaired, what it has instead is not in the script of the file.
        if instead is None or place.text != hit.text or DIGITS & set(hit.text + instead):
            continue
        if fix := rewritten(place, instead):
            fixes.append(fix)
    if len(fixes) == 1:
        return fixes[0]
    return together(fixes, lambda count: Text(f"改正 {count} 处", f"fix {count} place" + "s" * (count != 1)))


def _length(report: Report, scope: Scope) -> int:
    """Count the characters within a scope, marks included, spaces not."""
    texts = (stretch.text[stretch.start : stretch.end] for stretch in stretches(report, scope))
    return sum(len("".join(text.split())) for text in texts)
