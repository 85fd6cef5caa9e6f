"""What the prose asserts, each claim beside the figure of the tables that it is compared with."""

from __future__ import annotations

from gialint.checking.language.scope import claimed_range
from gialint.model import Claim, Report, Words
from gialint.reporting import Style
from gialint.reporting.facts_rows import where
from gialint.reporting.json_facts import plain_number
from gialint.reporting.phrases import DERIVED, SCOPES, listed, state_in_words
from gialint.reporting.table import table
from gialint.reporting.width import visible

_CLAIM = Words("文字陈述", "claim")
_WORDS = Words("原文", "words")
_MIDDLE = (Words("值", "value"), Words("表中", "table"), Words("范围", "scope"))
_WHERE = Words("位置", "where")
_DIFFERS = "≠ "
DOUBTED = Words("“{}”未能理解", "“{}” not understood")
SHARE = Words(
    "正文中这些事项的数字 {of} 个，读懂 {read} 个。", "Numbers on these matters: {of}, understood: {read}."
)
UNREAD = Words("未能理解，未核对：“{text}”（“{words}”）", "Not understood: “{text}” (“{words}”)")
_YEAR = Words("{}年", "{}")


def claims_table(report: Report, style: Style) -> str:
    """Return the claims of a report in order of reading; on a terminal by their words, in a pipe by path."""
    first, last = (_WORDS, _CLAIM) if style.width else (_CLAIM, _WORDS)
    headings = [words.say(style.language) for words in (first, *_MIDDLE, last, _WHERE)]
    text = table(headings, [_row(claim, report, style) for claim in report.claims], style)
    return text + _understood(report, style.language)


def _understood(report: Report, language: str) -> str:
    """Return how many of the numbers on these matters were accounted for, and what was left unread."""
    read, of = report.understood
    lines = [SHARE.say(language).format(read=read, of=of)] if of else []
    for claim in report.unread:
        words = "”“".join(dict.fromkeys(visible(place.text) for place in claim.doubts))
        lines.append(UNREAD.say(language).format(text=visible(claim.text), words=words))
    return "".join(f"{line}\n" for line in lines)


def _row(claim: Claim, report: Report, style: Style) -> tuple[str, ...]:
    words = visible(claim.text)
    label = visible(report.facts.label(claim.path).say(style.language))
    first, last = (words, label) if style.width else (claim.path, words)
    return (
        first,
        visible(f"{claim.op} {plain_number(claim.value)} {claim.unit}".rstrip()),
        _tabled(claim, report, style.language),
        _scope(claim, report, style.language),
        last,
        where(claim.place),
    )


def _tabled(claim: Claim, report: Report, language: str) -> str:
    """Return the figure of the tables, marked where no reading of the words fits it."""
    fact = report.facts[claim.path]
    if fact.value is None:
        return "" if fact.state == "absent" else state_in_words(fact).say(language)
    figure = str(plain_number(fact.value))
    least, most = claimed_range(claim)
    values = [report.facts[path].value for path in (claim.path, *claim.alternatives)]
    fits = any(value is not None and least <= value <= most for value in values)
    return figure if fits or not report.own(claim) else _DIFFERS + figure


def _scope(claim: Claim, report: Report, language: str) -> str:
    """Return of what it is said: of the whole or a part, by inference, of another year."""
    told = [SCOPES[claim.scope].say(language)]
    if claim.derived:
        told.append(DERIVED.say(language))
    if claim.doubts:
        told.append(DOUBTED.say(language).format(visible(claim.doubts[0].text)))
    if claim.year not in (None, report.year):
        told.append(_YEAR.say(language).format(claim.year))
    return listed(told, language)
