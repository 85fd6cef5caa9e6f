"""Rules that match: words or a pattern that ought not to stand where they are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gialint.checking.fixes import DIGITS, rewritten, together
from gialint.checking.kinds.stretches import place_in, scope_of
from gialint.checking.kinds.wanted import Hit, Spec, hits, lacking, list_names, seek_of
from gialint.checking.messages import Filling, fill
from gialint.model import Check, Facts, Finding, Fix, Place, Related, Report, Text, Unassessed
from gialint.records import NamedTuple

MESSAGE = Text("{title}：“{match}”", "{title}: “{match}”")
ONCE = Text("{title}：“{match}”等 {count} 处", "{title}: “{match}” and others, {count} in all")
MENDED = Text("“{match}”应为“{replacement}”", "“{match}” should be “{replacement}”")
PLACEHOLDERS = ("title", "match", "matches", "count", "replacement")
"""What a message may name in braces, besides the groups of the pattern."""
NAMED = 3
"""How many of the words found ``{matches}`` names."""

AGAIN = Text("同样", "likewise")
SHOWN = 40
"""How many places one finding names that stands for all of them."""


class Matching(NamedTuple):
    """A rule of kind ``match``, compiled; ``replace`` is a template for the safe fix.

    From ``once`` hits on, all of them are one finding; with 0 they never are.
    """

    replace: str | None
    once: int
    title: Text
    message: Text | None


def match_check(spec: Spec) -> Check:
    """Return the check of a rule as data, under the options ``set``; its pattern is compiled when used."""
    given, message = spec["match"], spec.get("message")
    scope, lists = scope_of(given), list_names(given)
    seek = seek_of(given, spec.get("set", {}).get("allow", ()))
    matching = Matching(
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


def _finding(matching: Matching, report: Report, found: list[Hit]) -> Finding:
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


def _replacement(matching: Matching, hit: Hit) -> str | None:
    if matching.replace is None:
        return hit.instead
    filling: Filling = {"match": hit.text, **hit.groups}
    return fill(Text(matching.replace), Text(""), filling).zh


def _fix(matching: Matching, found: list[Hit], places: list[Place]) -> Fix | None:
    """Return the fix of every hit that has one; a figure is never changed."""
    fixes: list[Fix] = []
    for hit, place in zip(found, places, strict=True):
        instead = _replacement(matching, hit)
        # Where the reading was repaired, what it has instead is not in the script of the file.
        if instead is None or place.text != hit.text or DIGITS & set(hit.text + instead):
            continue
        fix = rewritten(place, instead)
        if fix is not None:
            fixes.append(fix)
    if len(fixes) == 1:
        return fixes[0]
    return together(fixes, lambda count: Text(f"改正 {count} 处", f"fix {count} place" + "s" * (count != 1)))
