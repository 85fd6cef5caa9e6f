"""Tables that count by rule: ``check --statistics``, ``test --on`` and ``test``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gialint.checking.rulefiles.examples import Outcome
from gialint.model import Checked, Diagnostic, Result, Text, is_engine, mask
from gialint.reporting import Style
from gialint.reporting.explain import EXAMPLE, FRAME, FRAME_OUTCOMES, OUTCOMES
from gialint.reporting.layout import hang, table, visible
from gialint.reporting.phrases import colon, counted, listed
from gialint.reporting.places import address, position

LISTED = 20
"""Findings of a rule that are listed where not all are asked for."""

_RULE = Text("规则", "rule")
_UNASSESSED = Text("未核对", "not assessed")
_STATISTICS = (
    Text("次数", "findings"), Text("报告", "reports"), Text("已豁免", "waived"), _UNASSESSED,
    Text("代码", "code"), _RULE,
)  # fmt: skip
_TRIAL = (
    _RULE, Text("问题", "findings"), Text("有问题的报告", "reports with any"),
    Text("未能核对", "not assessed"),
)  # fmt: skip
_EXPECTED, _OUTCOME = Text("预期", "expected"), Text("结果", "outcome")
_PASSED = Text("通过", "passed")
_NOTHING = Text("没有发现问题，也没有未能核对的规则。", "Nothing was found, and every rule was assessed.")
_NO_REPORT = Text("没有报告可以试用。\n", "There is no report to run them on.\n")
_NO_EXAMPLE = Text("没有示例可以运行。\n", "There is no example to run.\n")


def statistics(result: Result, style: Style) -> str:
    """Return a line for each rule that found something or could not be assessed, the most frequent first."""
    found: Counter[str] = Counter(problem.code for problem in result.engine)
    reports: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    names = {problem.code: problem.name for problem in result.engine}
    for report in result.reports:
        shown = [finding.code for finding in report.findings if not finding.suppressed]
        found.update(shown)
        reports.update(set(shown))
        waived.update(finding.code for finding in report.findings if finding.suppressed)
        gaps.update(gap.code for gap in report.unassessed)
        names |= {finding.code: finding.name for finding in report.findings}
        names |= {gap.code: gap.name for gap in report.unassessed}
    if not names:
        return _NOTHING.in_language(style.language) + "\n"
    titles = names | {card.code: card.title for card in result.rules}
    rows = [
        (*(str(counts[code]) for counts in (found, reports, waived, gaps)), code, titles[code])
        for code in sorted(names, key=lambda code: (-found[code], -waived[code], -gaps[code], code))
    ]
    return table(_STATISTICS, rows, style)


def trial_table(reports: Sequence[Checked], codes: Iterable[str], style: Style) -> str:
    """Return a row for each rule, then what it found, with its place; all of it if ``verbose``."""
    language = style.language
    if not reports:
        return _NO_REPORT.in_language(language)
    by_code: dict[str, list[tuple[str, Diagnostic]]] = {}
    for report in reports:
        for each in report.findings:
            if not is_engine(each):
                by_code.setdefault(each.code, []).append((report.path, each))
    gaps = Counter(code for report in reports for code in {gap.code for gap in report.unassessed})
    rows = []
    for code in sorted(codes):
        found = by_code.get(code, [])
        rows.append((code, str(len(found)), str(len({path for path, _ in found})), str(gaps[code])))
    title = Text(f"在 {len(reports)} 份报告上试用：", f"On {counted(len(reports), 'report')}:")
    parts = [title.in_language(language), table(_TRIAL, rows, style).rstrip("\n")]
    parts += ["\n".join(_findings(code, by_code[code], style)) for code in sorted(by_code)]
    return "\n\n".join(parts) + "\n"


def _findings(code: str, found: Sequence[tuple[str, Diagnostic]], style: Style) -> Iterator[str]:
    yield visible(code)
    listed = found if style.verbose else found[:LISTED]
    for path, each in listed:
        place = address(path, each)
        message = visible(each.message.replace("\n", " "))
        line = f"{position(path, each)}: {message}" + (f" [{visible(place)}]" if place else "")
        # In a pipe a finding stays on one line, for grep.
        yield from hang("  ", line, style.width) if style.width else (f"  {line}",)
    rest = len(found) - len(listed)
    if rest:
        more = Text(f"  另有 {rest} 处，-v 全部列出", f"  {rest} more: -v lists all")
        yield more.in_language(style.language)


def example_table(outcomes: Sequence[Outcome], bare: Sequence[str], whole: bool, style: Style) -> str:
    """Return every example in a row with what was said of it; of a ``whole`` pack, a row a rule.

    ``bare`` are the codes of rules without examples. Examples that failed are listed one by one in either.
    """
    language = style.language
    without = Text(f"没有示例的规则：{'、'.join(bare)}\n", f"Rules without examples: {', '.join(bare)}\n")
    left = without.in_language(language) if bare else ""
    if not outcomes:
        return left or _NO_EXAMPLE.in_language(language)
    of_rules = [outcome for outcome in outcomes if outcome.kind not in FRAME_OUTCOMES]
    of_frames = [outcome for outcome in outcomes if outcome.kind in FRAME_OUTCOMES]
    parts = ((_RULE, of_rules, OUTCOMES), (FRAME, of_frames, FRAME_OUTCOMES))
    tables = [_by_code(*part, style) for part in parts if whole and part[1]]
    for name, examples, kinds in parts:
        rows = [_row(each, kinds, language) for each in examples if not (whole and each.passed)]
        tables += [table((name, EXAMPLE, _EXPECTED, _OUTCOME), rows, style)] if rows else []
    rules, frames = (len({outcome.code for outcome in each}) for each in (of_rules, of_frames))
    named = [Text(f"{rules} 条规则", counted(rules, "rule"))] if rules else []
    named += [Text(f"{frames} 个句式", counted(frames, "frame"))] if frames else []
    named.append(Text(f"{len(outcomes)} 个示例", counted(len(outcomes), "example")))
    zh, en = "、".join(each.zh for each in named), ", ".join(each.in_language("en") for each in named)
    total, failed = Text(f"共 {zh}，", f"{en}: "), sum(not outcome.passed for outcome in outcomes)
    verdict = (
        Text(f"{failed} 个未通过。", f"{failed} failed.") if failed else Text("全部通过。", "all passed.")
    )
    return "\n".join([*tables, left + total.in_language(language) + verdict.in_language(language)]) + "\n"


def _row(outcome: Outcome, kinds: Mapping[str, Text], language: str) -> tuple[str, ...]:
    expected = kinds[outcome.kind].in_language(language) if outcome.kind in kinds else "?"
    result = (outcome.detail or _PASSED).in_language(language)
    if outcome.said and not outcome.detail:
        result += colon(language) + mask(outcome.said.in_language(language))
    return outcome.code, str(outcome.index + 1), expected, result


def _by_code(name: Text, outcomes: Iterable[Outcome], kinds: Mapping[str, Text], style: Style) -> str:
    """Return a row a rule or frame: how many examples of each kind it has, and which of them failed."""
    by_code: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_code.setdefault(outcome.code, []).append(outcome)
    rows = []
    for code, own in by_code.items():
        number = Counter(outcome.kind for outcome in own)
        failed = listed((str(outcome.index + 1) for outcome in own if not outcome.passed), style.language)
        result = Text(f"示例 {failed} 未通过", f"failed: {failed}") if failed else _PASSED
        rows.append((code, *(str(number[kind]) for kind in kinds), result.in_language(style.language)))
    return table((name, *kinds.values(), _OUTCOME), rows, style)
