"""The output of ``rules``: a table for people, a list for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gialint.checking.options import form_of
from gialint.model import Option, Rule, Words
from gialint.reporting import Style
from gialint.reporting.json_writing import written
from gialint.reporting.phrases import FIXABLE, SEVERITIES, bracketed, counted
from gialint.reporting.table import table
from gialint.reporting.width import visible

_HEADINGS = (Words("代码", "code"), Words("名称", "name"), Words("级别", "severity"), Words("要求", "rule"))
_PREVIEW = Words("（试行）", " (preview)")
_OFF = Words("（默认不启用）", " (off by default)")
_NONE = Words("没有符合条件的规则。\n", "No rule fits.\n")
_NARROW = 100
"""Columns of a terminal below which long titles would be broken into many lines."""


def rules_list(rules: Sequence[Rule], style: Style) -> str:
    """Return the rules as a table, in the order given, and how many; names only where there is room."""
    if not rules:
        return _NONE.say(style.language)
    columns = (0, 2, 3) if style.width and style.width < _NARROW else (0, 1, 2, 3)
    headings = [_HEADINGS[column].say(style.language) for column in columns]
    rows = [_row(rule, style.language) for rule in rules]
    grid = table(headings, [[row[column] for column in columns] for row in rows], style)
    count = Words(f"共 {len(rules)} 条规则。", f"{counted(len(rules), 'rule')}.")
    return f"{grid}\n{count.say(style.language)}\n"


def rules_json(rules: Sequence[Rule], language: str) -> str:
    """Return the rules as a JSON list; titles in one language, examples as a count."""
    return written([_rule(rule, language) for rule in rules])


def _row(rule: Rule, language: str) -> tuple[str, str, str, str]:
    title = rule.title.say(language)
    if rule.status != "stable":
        title += (_PREVIEW if rule.status == "preview" else _OFF).say(language)
    if rule.fixable:
        title += bracketed(FIXABLE[rule.fixable].say(language), language)
    return visible(rule.code), visible(rule.name), SEVERITIES[rule.severity].say(language), visible(title)


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title.say(language),
        "severity": rule.severity.word,
        "basis": list(rule.basis),
        "tags": list(rule.tags),
        "since": rule.since,
        "status": rule.status,
        "fixable": bool(rule.fixable),
        "scope": rule.scope,
        "examples": len(rule.examples),
        "options": [_option(option, language) for option in rule.options],
    }


def _option(option: Option, language: str) -> dict[str, Any]:
    return {
        "name": option.name,
        "default": option.default,
        "about": option.about.say(language),
        "form": form_of(option).say(language),
    }
