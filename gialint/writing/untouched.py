"""Compare what a report says in figures before and after, to see that fixing its words changed none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from gialint.checking.fixes import numbers, overlap
from gialint.model import Claim, Document, Edit, Report
from gialint.records import NamedTuple

Said = tuple[str, str, Decimal, str, int | None, str]

YEAR = "meta.year"


class Figure(NamedTuple):
    """What a fact is read as: its value, or the numbers in words that are none (a date, a remark)."""

    value: Decimal | None
    numbers: tuple[str, ...] = ()


NOTHING = Figure(None)


class Figures(NamedTuple):
    """The figures of a report: facts by path, and what its prose claims."""

    year: int | None
    facts: Mapping[str, Figure]
    claims: Counter[Said]


class Asked(NamedTuple):
    """What was asked to be changed: facts by path, and claims."""

    facts: Collection[str]
    claims: Counter[Said]


NONE = Asked((), Counter())


def figures(report: Report) -> Figures:
    """Return the figures that stand in a report; sums that are not written there do not count."""
    facts = {
        fact.path: Figure(fact.value, () if fact.value is not None else tuple(numbers(fact.text)))
        for fact in report.facts.stated()
    }
    return Figures(report.year, facts, Counter(map(_said, report.claims)))


def asked(report: Report, edits: Iterable[Edit]) -> Asked:
    """Return what edits of the file may change: facts that stand there, and claims of the same paragraph."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    document, paragraphs = report.document, [passage.paragraph for passage in report.passages]
    touched = [
        (each.start, each.start + len(each.text))
        for each in paragraphs
        if _is_edited(document, each.start, each.start + len(each.text), ordered)
    ]
    touched.sort()
    claims = [claim for claim in report.claims if _is_within(claim.place.start, touched)]
    facts = [
        fact.path
        for fact in report.facts.stated()
        if fact.place and _is_edited(document, fact.place.start, fact.place.end, ordered)
    ]
    return Asked(facts, Counter(map(_said, claims)))


def changed(before: Figures, after: Figures, but: Asked = NONE) -> list[str]:
    """Return the paths of facts and claims that are not what they were, ``but`` for what was asked.

    A cell in which no figure could be read must not have one now. Prose may now be understood that was not.
    """
    paths = [
        path
        for path in dict.fromkeys([*before.facts, *after.facts])
        if path not in but.facts and _differs(before.facts.get(path), after.facts.get(path))
    ]
    lost = before.claims - after.claims - but.claims
    paths += [path for path, *_ in lost if path not in paths]
    if before.year is not None and before.year != after.year and YEAR not in but.facts:
        paths.append(YEAR)
    return list(dict.fromkeys(paths))


def _differs(before: Figure | None, after: Figure | None) -> bool:
    if before is None:
        return after is not None and after.value is not None
    return (after or NOTHING) != before


def _is_edited(document: Document, start: int, end: int, edits: Sequence[Edit]) -> bool:
    """Return whether one of the edits, which are in order and apart, changes a stretch."""
    source = document.source
    if source is not None:
        last = source.offset(end - 1) + 1 if end > start else source.offset(start)
        start, end = source.offset(start), last
    at = bisect_left(edits, start, key=lambda edit: edit.end)
    # The first may end where the stretch begins.
    return any(overlap(Edit(start, end, ""), edit) for edit in edits[at : at + 2])


def _is_within(offset: int, stretches: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, offset, key=lambda stretch: stretch[0])
    return at > 0 and offset < stretches[at - 1][1]


def _said(claim: Claim) -> Said:
    return claim.path, claim.op, claim.value, claim.unit, claim.year, claim.scope
