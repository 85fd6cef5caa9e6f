"""The readable output of ``facts``: what gialint read in the tables, and what the prose asserts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gialint.checking.language.scope import claimed_range
from gialint.model import SELF, Claim, Fact, Facts, Place, Report, Text
from gialint.reporting import Style
from gialint.reporting.json import plain_number, shown_location
from gialint.reporting.layout import table, visible, wrap
from gialint.reporting.phrases import DERIVED, SCOPES, colon, listed, state_in_words

_PATH, _LABEL = Text("事实", "fact"), Text("名称", "label")
_VALUE, _WHERE = Text("值", "value"), Text("位置", "where")
_CLAIM, _WORDS = Text("文字陈述", "claim"), Text("原文", "words")
_TABLED, _SCOPE = Text("表中", "table"), Text("范围", "scope")
_NO_FACTS = Text("没有读到任何数据。\n", "No figure was read.\n")
UNKNOWN_AGENCY = Text("机关名称不详", "agency unknown")
_COLUMNS = Text("各列依次为：", "Columns in order: ")
_BETWEEN = " · "
_DIFFERS = "≠ "
DOUBTED = Text("“{}”未能理解", "“{}” not understood")
SHARE = Text(
    "正文中这些事项的数字 {of} 个，读懂 {read} 个。", "Numbers on these matters: {of}, understood: {read}."
)
UNREAD = Text("未能理解，未核对：“{text}”（“{words}”）", "Not understood: “{text}” (“{words}”)")
_YEAR = Text("{}年", "{}")


def facts_table(reports: Sequence[tuple[str, Report]], style: Style) -> str:
    """Return the facts and claims of each report as tables; ``reports`` pairs path and report."""
    return "\n".join(_report(path, report, style) for path, report in reports)


def titled(path: str, agency: str | None, year: int | None, language: str) -> str:
    """Return path, agency and year of a report."""
    return visible(f"{path} · {agency or UNKNOWN_AGENCY.in_language(language)} · {year or '?'}")


def claimed(claim: Claim) -> str:
    """Return what a claim asserts (``= 126 条``)."""
    return f"{claim.op} {plain_number(claim.value)} {claim.unit}".rstrip()


def value_in_words(fact: Fact, language: str) -> str:
    """Return the number, or the state in words with what stands there instead."""
    if fact.value is not None:
        return str(plain_number(fact.value))
    text = visible(fact.text).strip()
    if fact.path.startswith(SELF):
        return text  # what a report says of itself is words by nature
    state = state_in_words(fact).in_language(language)
    return f"{state}{colon(language)}{text}" if text else state


def _report(path: str, report: Report, style: Style) -> str:
    text = titled(path, report.agency, report.year, style.language) + "\n\n"
    if not len(report.facts) and not report.claims:
        return text + _NO_FACTS.in_language(style.language)
    text += _facts(report.facts, style)
    return text + ("\n" + _claims(report, style) if report.claims else "")


def _facts(facts: Facts, style: Style) -> str:
    """Return a row a fact in a pipe; on a terminal a row for each row of the form, its values in order.

    What the columns of such rows are stands below, once each.
    """
    language = style.language
    rows: list[tuple[str, ...]] = []
    legends: dict[str, None] = {}
    for base, held in groupby(facts, lambda path: path.rpartition(".")[0]):
        paths = list(held)
        columns = _columns(base, paths, facts) if style.width else ""
        values = [value_in_words(facts[path], language) for path in paths]
        places = [_where(facts[path].place) for path in paths]
        if columns:
            rows.append((base, facts.label(base).in_language(language), _in_runs(values), places[0]))
            names = (facts.label(f"{columns}.{_leaf(path)}").in_language(language) for path in paths)
            legends[_COLUMNS.in_language(language) + visible(_BETWEEN.join(names))] = None
        else:
            labels = [facts[path].label.in_language(language) for path in paths]
            rows += zip(paths, labels, values, places, strict=True)
    lines = [line for legend in legends for line in wrap(legend, style.width or 0)]
    return table((_PATH, _LABEL, _VALUE, _WHERE), rows, style) + "".join(f"{line}\n" for line in lines)


def _where(place: Place | None) -> str:
    """Return line and column, and the passage or table: ``31:18 三/表1``."""
    location = shown_location(place)
    if location is None:
        return ""
    return f"{location.line}:{location.column} {'/'.join(location.address.split('/')[:2])}"


def _columns(base: str, paths: Sequence[str], facts: Facts) -> str:
    """Return the set that the columns of a row make up in full, if the form names the row and them."""
    leaves = tuple(map(_leaf, paths))
    if base not in facts.known or len(leaves) < 2:
        return ""
    fitting = (name for name, members in facts.sets.items() if members == leaves)
    return next((name for name in fitting if all(f"{name}.{leaf}" in facts.known for leaf in leaves)), "")


def _in_runs(values: Sequence[str]) -> str:
    """Return values in order, several alike as one: ``1 · 0 × 5 · 1``."""
    runs = ((value, len(list(run))) for value, run in groupby(values))
    return _BETWEEN.join(value if times == 1 else f"{value} × {times}" for value, times in runs)


def _leaf(path: str) -> str:
    return path.rpartition(".")[2]


def _claims(report: Report, style: Style) -> str:
    """Return the claims of a report in order of reading; on a terminal by their words, in a pipe by path."""
    language = style.language
    rows = []
    for claim in report.claims:
        first, last = claim.path, claim.text
        if style.width:
            first, last = claim.text, report.facts.label(claim.path).in_language(language)
        rendered = (claimed(claim), _tabled(claim, report, language), _scope(claim, report, language))
        rows.append((first, *rendered, last, _where(claim.place)))
    left, right = (_WORDS, _CLAIM) if style.width else (_CLAIM, _WORDS)
    grid = table((left, _VALUE, _TABLED, _SCOPE, right, _WHERE), rows, style)
    return grid + "".join(f"{line}\n" for line in _understood(report, language))


def _understood(report: Report, language: str) -> Iterator[str]:
    """Yield how many of the numbers on these matters were accounted for, and what was left unread."""
    read, of = report.understood
    if of:
        yield SHARE.in_language(language).format(read=read, of=of)
    for claim in report.unread:
        words = "”“".join(dict.fromkeys(visible(place.text) for place in claim.doubts))
        yield UNREAD.in_language(language).format(text=visible(claim.text), words=words)


def _tabled(claim: Claim, report: Report, language: str) -> str:
    """Return the figure of the tables, marked where no reading of the words fits it."""
    fact = report.facts[claim.path]
    if fact.value is None:
        return "" if fact.state == "absent" else state_in_words(fact).in_language(language)
    figure = str(plain_number(fact.value))
    least, most = claimed_range(claim)
    values = [report.facts[path].value for path in (claim.path, *claim.alternatives)]
    fits = any(value is not None and least <= value <= most for value in values)
    return figure if fits or not report.own(claim) else _DIFFERS + figure


def _scope(claim: Claim, report: Report, language: str) -> str:
    """Return what it is about: the whole or a part, by inference, another year."""
    rendered = [SCOPES[claim.scope].in_language(language)]
    if claim.derived:
        rendered.append(DERIVED.in_language(language))
    if claim.doubts:
        rendered.append(DOUBTED.in_language(language).format(visible(claim.doubts[0].text)))
    if claim.year not in (None, report.year):
        rendered.append(_YEAR.in_language(language).format(claim.year))
    return listed(rendered, language)
