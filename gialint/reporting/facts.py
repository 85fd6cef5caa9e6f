"""The readable output of ``facts``: what gialint read in the tables, and what the prose asserts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gialint.checking.language.scope import claimed_range
from gialint.model import SELF, Claim, Fact, Facts, Place, Report, Words
from gialint.reporting import Style
from gialint.reporting.json import plain_number, shown_location
from gialint.reporting.layout import table, visible, wrap
from gialint.reporting.phrases import DERIVED, SCOPES, colon, listed, state_in_words

_HEADINGS = (Words("事实", "fact"), Words("名称", "label"), Words("值", "value"), Words("位置", "where"))
_NO_FACTS = Words("没有读到任何数据。", "No figure was read.")
_UNKNOWN_AGENCY = Words("机关名称不详", "agency unknown")


def facts_table(reports: Sequence[tuple[str, Report]], style: Style) -> str:
    """Return the facts and claims of each report as tables; ``reports`` pairs path and report."""
    return "\n".join(_report(path, report, style) for path, report in reports)


def _report(path: str, report: Report, style: Style) -> str:
    language = style.language
    agency = report.agency or _UNKNOWN_AGENCY.say(language)
    text = visible(f"{path} · {agency} · {report.year or '?'}") + "\n\n"
    if not len(report.facts) and not report.claims:
        return text + _NO_FACTS.say(language) + "\n"
    text += _facts(report, style)
    return text + ("\n" + claims_table(report, style) if report.claims else "")


def _facts(report: Report, style: Style) -> str:
    headings = [words.say(style.language) for words in _HEADINGS]
    if not style.width:
        return table(headings, single_rows(report.facts, style.language), style)
    rows, legends = grouped_rows(report.facts, style.language)
    told = [line for legend in legends for line in wrap(legend, style.width)]
    return table(headings, rows, style) + "".join(f"{line}\n" for line in told)


"""What a report says of itself is words by nature; that they are no number goes without saying."""

_BETWEEN = " · "
_COLUMNS = Words("各列依次为：", "Columns in order: ")


def single_rows(facts: Facts, language: str) -> list[tuple[str, ...]]:
    """Return a row for each fact: its path, label, value and place."""
    return [_single(facts[path], path, language) for path in facts]


def grouped_rows(facts: Facts, language: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return a row for each row of the form, its values in order, and what the columns are, once each."""
    rows: list[tuple[str, ...]] = []
    legends: dict[str, None] = {}
    for base, held in groupby(facts, lambda path: path.rpartition(".")[0]):
        paths = list(held)
        columns = _columns(base, paths, facts)
        if not columns:
            rows += [_single(facts[path], path, language) for path in paths]
            continue
        values = _in_runs([value_in_words(facts[path], language) for path in paths])
        label = visible(facts.label(base).say(language))
        rows.append((base, label, values, where(facts[paths[0]].place)))
        names = _BETWEEN.join(facts.label(f"{columns}.{_leaf(path)}").say(language) for path in paths)
        legends[_COLUMNS.say(language) + visible(names)] = None
    return rows, list(legends)


def value_in_words(fact: Fact, language: str) -> str:
    """Return the number, or the state in words with what stands there instead."""
    if fact.value is not None:
        return str(plain_number(fact.value))
    state = state_in_words(fact).say(language)
    text = visible(fact.text).strip()
    if fact.path.startswith(SELF):
        return text
    return f"{state}{colon(language)}{text}" if text else state


def where(place: Place | None) -> str:
    """Return line and column, and the passage or table: ``31:18 三/表1``."""
    location = shown_location(place)
    if location is None:
        return ""
    return visible(f"{location.line}:{location.column} {'/'.join(location.address.split('/')[:2])}")


def _single(fact: Fact, path: str, language: str) -> tuple[str, ...]:
    return path, visible(fact.label.say(language)), value_in_words(fact, language), where(fact.place)


def _columns(base: str, paths: Sequence[str], facts: Facts) -> str:
    """Return the set that the columns of a row make up in full, if the form names the row and them."""
    leaves = tuple(map(_leaf, paths))
    named = base in facts.known and len(leaves) > 1
    fitting = (name for name, members in facts.sets.items() if members == leaves)
    return next(
        (name for name in fitting if named and all(f"{name}.{leaf}" in facts.known for leaf in leaves)), ""
    )


def _in_runs(values: Sequence[str]) -> str:
    """Return values in order, several alike as one: ``1 · 0 × 5 · 1``."""
    runs = ((value, len(list(run))) for value, run in groupby(values))
    return _BETWEEN.join(value if times == 1 else f"{value} × {times}" for value, times in runs)


def _leaf(path: str) -> str:
    return path.rpartition(".")[2]


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
