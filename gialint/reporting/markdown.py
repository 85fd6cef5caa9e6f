"""The ``markdown`` output: for a merge request or an e-mail, a table for each report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gialint.lazy_regex import lazy_regex
from gialint.model import NOT_CHECKED, Checked, Diagnostic, Result, Text, is_engine
from gialint.reporting import Style
from gialint.reporting.gathering import (
    CONFIRM,
    FIX,
    NOTHING,
    UNCHECKED,
    Triage,
    by_reason,
    heading,
    shown,
    triage,
)
from gialint.reporting.phrases import SEVERITIES, listed
from gialint.reporting.places import elsewhere, position, spot
from gialint.reporting.summary import closing, verdict

_HEADINGS = (
    Text("处理", "to do"),
    Text("代码", "code"),
    Text("问题", "what"),
    Text("位置", "where"),
    Text("怎么改", "how"),
)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Nothing in a report may become markup, mention a person or become a link.
_SPECIAL = lazy_regex(r"[\\`*_\[\]~|$#!]|[&<>]|@|:(?=//)|(?<=www)\.")


def markdown(result: Result, style: Style) -> str:
    """Return the verdict, then for each report what must be fixed, confirmed or checked by hand."""
    return "\n\n".join(blocks(result, style)) + "\n"


def blocks(result: Result, style: Style) -> list[str]:
    """Return the parts of the output: the verdict with what broke outside any report, then the reports."""
    language = style.language
    held = closing(result)
    rendered = [f"**{escaped(verdict(held.tally(), language))}**"]
    rendered[0] += "".join(f"\n\n{escaped(line)}" for line in held.configurations(language))
    result = shown(result, style)
    if result.engine:
        asks = [
            UNCHECKED if is_engine(each) or each.code == NOT_CHECKED else CONFIRM for each in result.engine
        ]
        rows = [_row(ask, "", each, language) for ask, each in zip(asks, result.engine, strict=True)]
        rendered.append(_table(rows, language))
    sorted_ = [(checked, triage(checked)) for checked in result.reports]
    rendered += [_report(checked, found, language) for checked, found in sorted_ if not found.quiet]
    quiet = [f"- {escaped(heading(checked, language))}" for checked, found in sorted_ if found.quiet]
    if quiet:
        rendered.append("\n".join([f"### {NOTHING.in_language(language)}", "", *quiet]))
    return ["\n\n".join(rendered[:2]), *rendered[2:]] if result.engine else rendered


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    return "<br>".join(_SPECIAL.sub(_harmless, line) for line in text.splitlines())


def _report(checked: Checked, found: Triage, language: str) -> str:
    rows = [_row(FIX, checked.path, each, language) for each in found.fix]
    rows += [_row(CONFIRM, checked.path, each, language) for each in found.confirm]
    rows += [_row(UNCHECKED, checked.path, each, language) for each in found.broken]
    rows += [
        (UNCHECKED.in_language(language), listed(codes, language), escaped(reason), "", "")
        for reason, codes in by_reason(found.gaps)
    ]
    return f"### {escaped(heading(checked, language))}\n\n{_table(rows, language)}"


def _row(ask: Text, path: str, found: Diagnostic, language: str) -> tuple[str, ...]:
    severity = SEVERITIES[found.severity].in_language(language)
    code = f"{found.code} {severity}" if ask is CONFIRM else found.code
    return (
        ask.in_language(language),
        code,
        escaped(found.message),
        _where(path, found, language),
        escaped(found.hint),
    )


def _where(path: str, found: Diagnostic, language: str) -> str:
    """Return the address within the report and the line; for what is in no report, the file."""
    if not path:
        return escaped(position(path, found))
    location = found.location
    if location is None:
        return ""
    stretch = spot(location)
    line = Text(f"第 {stretch.line} 行", f"line {stretch.line}").in_language(language) if stretch else ""
    return "<br>".join(filter(None, (escaped(location.address), line, *map(escaped, elsewhere(found)))))


def _table(rows: Iterable[tuple[str, ...]], language: str) -> str:
    lines = [[word.in_language(language) for word in _HEADINGS], ["---" for _ in _HEADINGS]]
    rendered = ""
    for ask, *cells in rows:
        # What is to be done is given once for the rows that share it.
        lines.append(["" if ask == rendered else f"**{ask}**", *cells])
        rendered = ask
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _harmless(match: re.Match[str]) -> str:
    char = match[0]
    if char == "@":
        return "@&#8203;"
    if char in ":.":
        return f"&#{ord(char)};"
    return _ENTITIES.get(char, "\\" + char)
