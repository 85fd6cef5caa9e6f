"""Examples inside rules: each is a small report as data, and its rule's documentation and test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gialint.checking.nearness import did_you_mean
from gialint.checking.options import option_slips, with_options
from gialint.document import Document
from gialint.finding import Finding, Rule, Unassessed
from gialint.report import Facts, Report

KINDS = ("clean", "violates", "unassessed")

_PATH = re.compile(r"[a-z_]+(\.[a-z_]+)+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one example of a rule turned out; ``detail`` says in Chinese what was found instead."""

    code: str
    index: int
    kind: str
    passed: bool
    detail: str = ""


def run_examples(
    rules: Iterable[Rule],
    understand: Callable[[Document], Report],
    document_of: Callable[[Mapping[str, Any]], Document],
) -> list[Outcome]:
    """Put each rule to its own examples. ``document_of`` turns a report as data into a document.

    Rules over several reports, and those of gialint itself, have examples of another form and are
    passed over.
    """
    return [
        _outcome(rule, index, example, lambda data: understand(document_of(data)))
        for rule in rules
        if rule.scope == "report"
        for index, example in enumerate(rule.examples)
    ]


def _outcome(
    rule: Rule, index: int, example: Mapping[str, Any], report_of: Callable[[Mapping[str, Any]], Report]
) -> Outcome:
    kinds = [kind for kind in KINDS if kind in example]
    if len(kinds) != 1:
        return Outcome(rule.code, index, "", False, f"例子应有且只有一个 {'、'.join(KINDS)}")
    kind = kinds[0]
    try:
        report = report_of(example[kind])
        slip = next(_unknown_facts(example[kind], report.facts), None) or _slip(rule, example)
        detail = slip or _failing(kind, example, _found(rule, example, report))
    except Exception as error:
        detail = f"运行出错：{type(error).__name__}: {error}"
    return Outcome(rule.code, index, kind, not detail, detail)


def under_options(rule: Rule, example: Mapping[str, Any]) -> Rule:
    """Return a rule under the options that one of its examples sets."""
    return with_options(rule, example.get("options") or {})


def _found(rule: Rule, example: Mapping[str, Any], report: Report) -> list[Finding | Unassessed]:
    return list(under_options(rule, example).check(report, report.facts))


def _slip(rule: Rule, example: Mapping[str, Any]) -> str:
    given = example.get("options") or {}
    if not isinstance(given, Mapping):
        return "options 应写成“选项: 值”"
    return next((slip.message.zh for slip in option_slips(rule, given)), "")


def _unknown_facts(written: Mapping[str, Any], facts: Facts) -> Iterator[str]:
    """A misspelt fact would be absent, and a clean example clean for no reason."""
    known = {*facts.known, *facts.aliases, *facts.sums}
    families = {path.partition(".")[0] for path in known}
    for path in written:
        if not _PATH.fullmatch(path) or path in known or path.partition(".")[0] not in families:
            continue
        near = did_you_mean(path, known)
        yield f"没有“{path}”这个事实" + (f"，您是不是想写“{near}”？" if near else "")


def _failing(kind: str, example: Mapping[str, Any], found: list[Finding | Unassessed]) -> str:
    findings = [one for one in found if isinstance(one, Finding)]
    gaps = [one for one in found if isinstance(one, Unassessed)]
    told = [text for finding in findings for text in (finding.message.zh, *_working(finding))]
    reasons = "；".join(gap.reason.zh for gap in gaps)
    if kind == "violates":
        if not findings:
            return f"应当报告，但没有；不能核对的：{reasons}" if reasons else "应当报告，但没有"
        says = example.get("says", "")
        return "" if any(says in text for text in told) else f"没有说“{says}”，说的是：{told[0]}"
    if findings:
        return f"不应报告，但报告了：{told[0]}"
    if kind == "unassessed" and not gaps:
        return "应当“不能核对”，但没有这样说"
    return ""


def _working(finding: Finding) -> Iterator[str]:
    return (line.zh for line in finding.working)
