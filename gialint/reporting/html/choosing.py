"""The rows of the overview, and by what they are chosen: standing, kind of agency, family of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from gialint.model import Checked, Text
from gialint.records import NamedTuple
from gialint.reporting.html.view import Count, Sheet, counts

_BY_STATUS = Text("按结论", "by result")
_BY_KIND = Text("按机关类别", "by kind of agency")
_BY_FAMILY = Text("按问题类别", "by kind of finding")
_OTHERS = Text("其他机关", "others")


class Row(NamedTuple):
    """A report in the overview, with its findings by family, and where its name leads.

    ``marks`` are how it stands, the families of its findings and the kind of its agency, for choosing rows.
    """

    report: Sheet
    counts: tuple[Count, ...]
    link: str
    anchor: str
    kind: str
    marks: tuple[str, ...]


class Choice(NamedTuple):
    """Rows to choose by a mark that they have: its words, how many rows there are, and its colour."""

    mark: str
    word: str
    number: int
    tone: str = ""


class Choices(NamedTuple):
    """Rows to choose by one thing or another: what it is, and the marks there are of it."""

    name: str
    legend: str
    each: tuple[Choice, ...]


def row(
    report: Sheet, checked: Checked, columns: Iterable[str], kinds: Iterable[str], link: str, place: int
) -> Row:
    """Return a report's row; ``columns`` are the families, ``kinds`` those of agencies."""
    found, kind = counts(checked, columns), checked.agency_kind or ""
    marks = (
        f"of-{report.status}",
        *(f"in-{each.place}" for each in found if each.number),
        *(f"at-{number}" for number, known in enumerate(kinds) if known == kind),
    )
    return Row(report, found, link, f"a{place}", kind, marks)


def choices(
    rows: Sequence[Row],
    statuses: Iterable[tuple[str, str, int]],
    families: Iterable[str],
    kinds: Iterable[str],
    language: str,
) -> tuple[Choices, ...]:
    """Return by what rows can be chosen, where there are several to choose from.

    ``families`` and ``kinds`` are what families of rules and kinds of agency are called.
    """
    count = Counter(mark for row in rows for mark in row.marks)
    stand = tuple(Choice(f"of-{name}", word, number, name) for name, word, number in statuses)
    groups = (
        Choices("of", _BY_STATUS.in_language(language), stand),
        Choices("at", _BY_KIND.in_language(language), _numbered("at", kinds, count)),
        Choices("in", _BY_FAMILY.in_language(language), _numbered("in", families, count)),
    )
    return tuple(group for group in groups if len(group.each) > 1)


def _numbered(name: str, words: Iterable[str], count: Mapping[str, int]) -> tuple[Choice, ...]:
    marks = {f"{name}-{place}": word for place, word in enumerate(words)}
    return tuple(Choice(mark, word, count[mark]) for mark, word in marks.items() if count.get(mark))


def nobody(rows: Sequence[Row], groups: Sequence[Choices]) -> list[tuple[str, ...]]:
    """Return the sets of marks, of different groups, that choose no row, though fewer of them would."""
    held = {frozenset(row.marks) for row in rows}
    empty: list[tuple[str, ...]] = []
    for number in range(2, len(groups) + 1):
        for some in combinations(groups, number):
            for marks in product(*([choice.mark for choice in group.each] for group in some)):
                known = any(set(fewer) <= set(marks) for fewer in empty)
                if not known and not any(has.issuperset(marks) for has in held):
                    empty.append(marks)
    return empty


def agencies(rows: Iterable[Row], kinds: Mapping[str, str], language: str) -> list[tuple[str, list[Row]]]:
    """Return the rows by kind of agency, each by name: where one is found among hundreds."""
    found: dict[str, list[Row]] = {}
    for each in sorted(rows, key=lambda row: row.report.agency or row.report.path):
        found.setdefault(each.kind if each.kind in kinds else "", []).append(each)
    named = [(word, found[kind]) for kind, word in kinds.items() if kind in found]
    return [*named, *([(_OTHERS.in_language(language), found[""])] if "" in found else [])]
