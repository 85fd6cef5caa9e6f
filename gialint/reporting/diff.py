"""Which facts and claims differ between two reports: two files of one report, or two years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from gialint import __version__
from gialint.model import SELF, Claim, Fact, Report, Text
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.facts import claimed, titled, value_in_words
from gialint.reporting.json import claim_fields, fact_fields, fields, plain_number, written
from gialint.reporting.layout import hang, table, visible, wrap
from gialint.reporting.phrases import SCOPES

SCHEMA, MANY_SCHEMA = "gialint/diff/1", "gialint/diffs/1"
_HEADINGS = (Text("数据", "figure"), Text("甲", "A"), Text("乙", "B"), Text("差", "change"))
_CLAIMS = Text("文字陈述", "Claims of the prose")
_ABSENT = "—"
_SLIGHT = {
    "blank": Text("只是一份空白、一份为 0", "only blank in one and 0 in the other"),
    "year": Text("只是年度不同", "only the year"),
}

Slight = Literal["", "blank", "year"]
"""What little a difference is: 0 where the other report has a blank or a sign, or only its own year."""


class FactPair(NamedTuple):
    """A fact that the reports do not agree on; what a report does not have is ``absent`` there."""

    path: str
    label: Text
    first: Fact
    second: Fact
    slight: Slight = ""

    @property
    def delta(self) -> Decimal | None:
        """The second less the first, where both are numbers."""
        if self.first.value is None or self.second.value is None:
            return None
        return self.second.value - self.first.value


class ClaimPair(NamedTuple):
    """What only the first and what only the second report asserts of a fact."""

    path: str
    label: Text
    first: tuple[Claim, ...]
    second: tuple[Claim, ...]


class Differences(NamedTuple):
    """All that differs, in the order of the first report, and how many facts are the same."""

    facts: tuple[FactPair, ...]
    claims: tuple[ClaimPair, ...]
    same: int

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.facts or self.claims)


def differences(first: Report, second: Report) -> Differences:
    """Compare two reports fact by fact; where a figure stands, and how it is written, makes no difference."""
    paths = list(dict.fromkeys((*first.facts, *second.facts)))
    facts = tuple(
        FactPair(path, _label(path, first, second), one, other, _slight(first, second, one, other))
        for path, one, other in ((path, first.facts[path], second.facts[path]) for path in paths)
        if _said(one) != _said(other)
    )
    return Differences(facts, tuple(_claims(first, second)), len(paths) - len(facts))


def diff_table(
    reports: tuple[tuple[str, Report], tuple[str, Report]],
    found: Differences,
    style: Style,
    more: Sequence[str] = (),
) -> str:
    """Return what differs, the figures as a table; ``reports`` pairs path and report.

    Slight differences are only counted, unless the style is ``verbose``. Before the sums come ``more`` lines.
    """
    language, room = style.language, style.room
    names = [heading.in_language(language) for heading in _HEADINGS[1:3]]
    lines = [f"{name}  {titled(*each, language)}" for name, each in zip(names, reports, strict=True)]
    shown = [pair for pair in found.facts if style.verbose or not pair.slight]
    if shown:
        rows = [figure_row(pair, language) for pair in shown]
        lines += ["", *table(_HEADINGS, rows, style).splitlines()]
    if found.claims:
        lines += ["", _CLAIMS.in_language(language)]
    for pair in found.claims:
        lines.append(visible(pair.label.in_language(language)))
        _, *said = claim_lines(pair, (reports[0][1], reports[1][1]), language)
        lines += [line for name, texts in zip(names, said, strict=True) for text in texts
                  for line in hang(f"  {name}  ", text, room)]  # fmt: skip
    hidden = [pair for pair in found.facts if pair.slight and not style.verbose]
    lines += [*more, "", *wrap(_verdict(found, hidden).in_language(language), room)]
    return "\n".join(lines) + "\n"


def figure_row(pair: FactPair, language: str) -> tuple[str, str, str, str]:
    """Return what a fact is called, its values in both reports, and the change."""
    one, other = (
        _ABSENT if fact.state == "absent" else value_in_words(fact, language)
        for fact in (pair.first, pair.second)
    )
    change = plain_number(pair.delta)
    sign = "+" if pair.delta and pair.delta > 0 else ""
    return pair.label.in_language(language), one, other, "" if change is None else f"{sign}{change}"


def claim_lines(
    pair: ClaimPair, reports: tuple[Report, Report], language: str
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return what a fact is called, and what each report says of it: what that asserts, then its words."""
    first, second = (
        tuple(visible(f"{_claim(claim, report.year, language)}  {claim.text}") for claim in claims)
        for report, claims in zip(reports, (pair.first, pair.second), strict=True)
    )
    return pair.label.in_language(language), first, second


def pair_json(fields: Mapping[str, Any]) -> str:
    """Return JSON of two reports (``gialint/diff/1``)."""
    return written({"schema": SCHEMA, "version": __version__, **fields})


def pairs_json(pairs: Sequence[Mapping[str, Any]], alone: Sequence[Mapping[str, str]]) -> str:
    """Return JSON of many pairs (``gialint/diffs/1``), each as of one, and of the reports without another."""
    return written({"schema": MANY_SCHEMA, "version": __version__, "pairs": pairs, "alone": alone})


def diff_fields(reports: tuple[tuple[str, Report], tuple[str, Report]], found: Differences) -> dict[str, Any]:
    """Return what JSON says of two reports, without its schema."""
    first, second = (
        {"path": path, "agency": report.agency or None, **fields(report, "year", "edition")}
        for path, report in reports
    )
    facts = [
        {
            "fact": pair.path,
            "a": None if pair.first.state == "absent" else fact_fields(pair.first),
            "b": None if pair.second.state == "absent" else fact_fields(pair.second),
            "change": plain_number(pair.delta),
        }
        for pair in found.facts
    ]
    claims = [
        {
            "fact": pair.path,
            "a": [claim_fields(claim) for claim in pair.first],
            "b": [claim_fields(claim) for claim in pair.second],
        }
        for pair in found.claims
    ]
    return {"a": first, "b": second, "same": found.same, "facts": facts, "claims": claims}


def _slight(first: Report, second: Report, one: Fact, other: Fact) -> Slight:
    if one.path.startswith(SELF):
        without = [
            fact.text.strip().replace(str(report.year), "") if report.year else fact.text.strip()
            for report, fact in ((first, one), (second, other))
        ]
        return "year" if without[0] == without[1] else ""
    filled, empty = (one, other) if other.value is None else (other, one)
    return "blank" if filled.value == 0 and empty.state in ("blank", "mark") else ""


def _claims(first: Report, second: Report) -> Iterator[ClaimPair]:
    """Compare what is asserted, however often; years count from the report's own."""
    one, other = _asserted(first), _asserted(second)
    for path in dict.fromkeys((*one, *other)):
        here, there = one.get(path, {}), other.get(path, {})
        only_here = tuple(claim for key, claim in here.items() if key not in there)
        only_there = tuple(claim for key, claim in there.items() if key not in here)
        if only_here or only_there:
            yield ClaimPair(path, _label(path, first, second), only_here, only_there)


def _asserted(report: Report) -> dict[str, dict[object, Claim]]:
    """Return by fact each thing that is asserted of it, with the first words that do."""
    found: dict[str, dict[object, Claim]] = {}
    for claim in report.claims:
        year = claim.year and report.year and claim.year - report.year
        key = (claim.op, claim.value, claim.scope, year or 0)
        found.setdefault(claim.path, {}).setdefault(key, claim)
    return found


def _said(fact: Fact) -> tuple[str, Decimal | str]:
    return fact.state, fact.text.strip() if fact.value is None else fact.value


def _label(path: str, first: Report, second: Report) -> Text:
    label = first.facts.label(path)
    return second.facts.label(path) if label.zh == path else label


def _claim(claim: Claim, year: int | None, language: str) -> str:
    """Return what is asserted, with the year and the scope where they are not the report's own."""
    notes = [str(claim.year)] if claim.year not in (None, year) else []
    notes += [SCOPES[claim.scope].in_language(language)] if claim.scope != "total" else []
    return claimed(claim) + (f" [{', '.join(notes)}]" if notes else "")


def _verdict(found: Differences, hidden: Sequence[FactPair]) -> Text:
    facts, claims = len(found.facts), len(found.claims)
    if not found.any:
        return Text(
            f"没有不同：{found.same} 项数据相同。", f"No difference; figures that agree: {found.same}."
        )
    left_out = _left_out(hidden)
    return Text(
        f"{facts} 项数据不同{left_out.zh}，{found.same} 项相同；{claims} 项数据的文字陈述不同。",
        f"Figures that differ: {facts}{left_out.en}, that agree: {found.same};"
        f" on which the prose differs: {claims}.",
    )


def _left_out(hidden: Sequence[FactPair]) -> Text:
    """Return how many differences are not listed, and why."""
    kinds = [pair.slight for pair in hidden]
    parts = [(words, kinds.count(kind)) for kind, words in _SLIGHT.items() if kind in kinds]
    if not parts:
        return Text("")
    return Text(
        f"（{'，'.join(f'{count} 项{words.zh}' for words, count in parts)}，没有列出；-v 列出）",
        f" ({', '.join(f'{count} {words.en}' for words, count in parts)}: listed with -v)",
    )
