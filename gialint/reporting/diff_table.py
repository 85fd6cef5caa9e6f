"""The readable output of ``diff``: figures side by side, and what the prose asserts, by fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint.model import Claim, Fact, Report, Words
from gialint.reporting import Style
from gialint.reporting.differences import ClaimPair, Differences, FactPair
from gialint.reporting.facts_rows import value_in_words
from gialint.reporting.json_facts import plain_number
from gialint.reporting.phrases import SCOPES
from gialint.reporting.table import table
from gialint.reporting.width import visible
from gialint.reporting.wrapping import hang, wrap

ROOM = 100
"""Columns of the lines of claims where nothing limits them."""

_HEADINGS = (Words("数据", "figure"), Words("甲", "A"), Words("乙", "B"), Words("差", "change"))
_CLAIMS = Words("文字陈述", "Claims of the prose")
_ABSENT = "—"
_SLIGHT = {
    "blank": Words("只是一份空白、一份为 0", "only blank in one and 0 in the other"),
    "year": Words("只是年度不同", "only the year"),
}
_UNKNOWN = Words("机关名称不详", "agency unknown")


def diff_table(
    reports: tuple[tuple[str, Report], tuple[str, Report]], found: Differences, style: Style
) -> str:
    """Return what differs, the figures as a table; ``reports`` pairs path and report.

    Slight differences are only counted, unless the style is ``verbose``.
    """
    language = style.language
    names = [heading.say(language) for heading in _HEADINGS[1:3]]
    lines = [
        visible(f"{name}  {path} · {report.agency or _UNKNOWN.say(language)} · {report.year or '?'}")
        for name, (path, report) in zip(names, reports, strict=True)
    ]
    shown = [pair for pair in found.facts if style.verbose or not pair.slight]
    if shown:
        rows = [_fact(pair, language) for pair in shown]
        headings = [heading.say(language) for heading in _HEADINGS]
        lines += ["", *table(headings, rows, style).splitlines()]
    if found.claims:
        lines += ["", _CLAIMS.say(language)]
        sides = [(name, report.year) for name, (_, report) in zip(names, reports, strict=True)]
        for claims in found.claims:
            lines += _claims(claims, sides, style)
    hidden = () if style.verbose else tuple(pair for pair in found.facts if pair.slight)
    lines += ["", *wrap(_verdict(found, hidden).say(language), style.width or ROOM)]
    return "\n".join(lines) + "\n"


def _fact(pair: FactPair, language: str) -> tuple[str, ...]:
    label = visible(pair.label.say(language))
    return label, _value(pair.first, language), _value(pair.second, language), _change(pair)


def _value(fact: Fact, language: str) -> str:
    return _ABSENT if fact.state == "absent" else value_in_words(fact, language)


def _change(pair: FactPair) -> str:
    change = plain_number(pair.delta)
    return "" if change is None else f"{'+' if pair.delta and pair.delta > 0 else ''}{change}"


def _claims(pair: ClaimPair, sides: Sequence[tuple[str, int | None]], style: Style) -> Iterator[str]:
    """Yield the fact and what each side, by its name and year, asserts of it."""
    yield visible(pair.label.say(style.language))
    for (name, year), claims in zip(sides, (pair.first, pair.second), strict=True):
        for claim in claims:
            text = visible(f"{_claim(claim, year, style.language)}  {claim.text}")
            yield from hang(f"  {name}  ", text, style.width or ROOM)


def _claim(claim: Claim, year: int | None, language: str) -> str:
    """Return what is asserted, with the year and the scope where they are not the report's own."""
    value = f"{claim.op} {plain_number(claim.value)} {claim.unit}".rstrip()
    notes = [str(claim.year)] if claim.year not in (None, year) else []
    notes += [SCOPES[claim.scope].say(language)] if claim.scope != "total" else []
    return f"{value} [{', '.join(notes)}]" if notes else value


def _verdict(found: Differences, hidden: Sequence[FactPair]) -> Words:
    facts, claims = len(found.facts), len(found.claims)
    if not found.any:
        return Words(
            f"没有不同：{found.same} 项数据相同。", f"No difference; figures that agree: {found.same}."
        )
    left_out = _left_out(hidden)
    return Words(
        f"{facts} 项数据不同{left_out.zh}，{found.same} 项相同；{claims} 项数据的文字陈述不同。",
        f"Figures that differ: {facts}{left_out.en}, that agree: {found.same};"
        f" on which the prose differs: {claims}.",
    )


def _left_out(hidden: Sequence[FactPair]) -> Words:
    """Say how many differences are not listed, and why."""
    kinds = [pair.slight for pair in hidden]
    parts = [(words, kinds.count(kind)) for kind, words in _SLIGHT.items() if kind in kinds]
    if not parts:
        return Words("")
    return Words(
        f"（{'，'.join(f'{count} 项{words.zh}' for words, count in parts)}，没有列出；-v 列出）",
        f" ({', '.join(f'{count} {words.en}' for words, count in parts)}: listed with -v)",
    )
