"""The readable output of ``facts``: what gialint read in the tables, and what the prose asserts."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.document import Place
from gialint.report import Claim, Fact, Report, Words
from gialint.reporting import Style
from gialint.reporting.json_facts import plain_number, shown_location
from gialint.reporting.masking import mask
from gialint.reporting.phrases import SCOPES, STATES, colon
from gialint.reporting.table import table
from gialint.reporting.width import visible

_FACT_HEADINGS = (Words("事实", "fact"), Words("名称", "label"), Words("值", "value"), Words("位置", "where"))
_CLAIM_HEADINGS = (
    Words("文字陈述", "claim"),
    Words("值", "value"),
    Words("范围", "scope"),
    Words("原文", "words"),
    Words("位置", "where"),
)
_NO_FACTS = Words("没有读到任何数据。", "No figure was read.")
_UNKNOWN_AGENCY = Words("机关名称不详", "agency unknown")
_SELF = "meta."
"""What a report says of itself is words by nature; that they are no number goes without saying."""


def facts_table(reports: Sequence[tuple[str, Report]], style: Style) -> str:
    """Return the facts and claims of each report as tables; ``reports`` pairs path and report."""
    return "\n".join(_report(path, report, style) for path, report in reports)


def _report(path: str, report: Report, style: Style) -> str:
    language = style.language
    agency = mask(report.agency) if report.agency else _UNKNOWN_AGENCY.say(language)
    heading = visible(f"{path} · {agency} · {report.year or '?'}") + "\n\n"
    facts = [_fact(report.facts[name], language) for name in report.facts]
    if not facts and not report.claims:
        return heading + _NO_FACTS.say(language) + "\n"
    text = heading + table([words.say(language) for words in _FACT_HEADINGS], facts, style)
    if report.claims:
        claims = [_claim(claim, language) for claim in report.claims]
        text += "\n" + table([words.say(language) for words in _CLAIM_HEADINGS], claims, style)
    return text


def _fact(fact: Fact, language: str) -> tuple[str, ...]:
    return (
        fact.path,
        visible(mask(fact.label.say(language))),
        value_in_words(fact, language),
        _where(fact.place),
    )


def value_in_words(fact: Fact, language: str) -> str:
    """Return the number, or the state in words with what stands there instead."""
    if fact.value is not None:
        return str(plain_number(fact.value))
    state = STATES[fact.state].say(language)
    text = visible(mask(fact.text)).strip()
    if fact.path.startswith(_SELF):
        return text
    return f"{state}{colon(language)}{text}" if text else state


def _claim(claim: Claim, language: str) -> tuple[str, ...]:
    value = f"{claim.op} {plain_number(claim.value)} {claim.unit}".rstrip()
    return (
        claim.path,
        visible(value),
        SCOPES[claim.scope].say(language),
        visible(mask(claim.text)),
        _where(claim.place),
    )


def _where(place: Place | None) -> str:
    """Return line and column, and the passage or table: ``31:18 三/表1``."""
    location = shown_location(place)
    if location is None:
        return ""
    return visible(f"{location.line}:{location.column} {'/'.join(location.address.split('/')[:2])}")
