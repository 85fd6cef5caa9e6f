"""Tables that count by rule: ``check --statistics``, ``test --on`` and ``test``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gialint.checking.rulefiles.examples import Outcome
from gialint.model import Checked, Diagnostic, Result, Words, is_engine, mask
from gialint.reporting import Style
from gialint.reporting.explain import EXAMPLE, OUTCOMES
from gialint.reporting.layout import hang, table, visible
from gialint.reporting.phrases import colon, counted, listed
from gialint.reporting.position import address, position

_HEADINGS = (
    Words("次数", "findings"),
    Words("报告", "reports"),
    Words("已豁免", "waived"),
    Words("未核对", "not assessed"),
    Words("代码", "code"),
    Words("规则", "rule"),
)
_NOTHING = Words("没有发现问题，也没有未能核对的规则。", "Nothing was found, and every rule was assessed.")


def statistics(result: Result, style: Style) -> str:
    """Return a line for each rule that found something or could not be assessed, the most frequent first."""
    found: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    names: dict[str, str] = {}
    for report in result.reports:
        shown = [finding for finding in report.findings if not finding.suppressed]
        found.update(finding.code for finding in shown)
        reports.update({finding.code for finding in shown})
        waived.update(finding.code for finding in report.findings if finding.suppressed)
        gaps.update(gap.code for gap in report.unassessed)
        names |= {finding.code: finding.name for finding in report.findings}
        names |= {gap.code: gap.name for gap in report.unassessed}
    found.update(problem.code for problem in result.engine)
    names |= {problem.code: problem.name for problem in result.engine}
    if not names:
        return _NOTHING.say(style.language) + "\n"
    codes = sorted(names, key=lambda code: (-found[code], -waived[code], -gaps[code], code))
    titles = {card.code: card.title for card in result.rules}
    rows = [
        (
            *(str(counts[code]) for counts in (found, reports, waived, gaps)),
            visible(code),
            visible(titles.get(code, names[code])),
        )
        for code in codes
    ]
    return table([heading.say(style.language) for heading in _HEADINGS], rows, style)


LISTED = 20
"""Findings of a rule that are listed where not all are asked for."""
_TRIAL_HEADINGS = (
    Words("规则", "rule"),
    Words("问题", "findings"),
    Words("有问题的报告", "reports with any"),
    Words("未能核对", "not assessed"),
)
_NONE = Words("没有报告可以试用。\n", "There is no report to run them on.\n")

Found = Sequence[tuple[str, Diagnostic]]


def trial_table(reports: Sequence[Checked], codes: Iterable[str], style: Style) -> str:
    """Return a row for each rule, then what it found, with its place; all of it if ``verbose``."""
    say = style.language
    if not reports:
        return _NONE.say(say)
    by_code = _by_code(reports)
    gaps = Counter(code for report in reports for code in {gap.code for gap in report.unassessed})
    rows = [(visible(code), *_counts(by_code.get(code, []), gaps[code])) for code in sorted(codes)]
    title = Words(f"在 {len(reports)} 份报告上试用：", f"On {counted(len(reports), 'report')}:")
    parts = [
        title.say(say),
        table([heading.say(say) for heading in _TRIAL_HEADINGS], rows, style).rstrip("\n"),
    ]
    parts += ["\n".join(_findings(code, by_code[code], style)) for code in sorted(by_code)]
    return "\n\n".join(parts) + "\n"


def _by_code(reports: Iterable[Checked]) -> Mapping[str, list[tuple[str, Diagnostic]]]:
    by_code: dict[str, list[tuple[str, Diagnostic]]] = {}
    for report in reports:
        for each in report.findings:
            if not is_engine(each):
                by_code.setdefault(each.code, []).append((report.path, each))
    return by_code


def _counts(found: Found, gaps: int) -> tuple[str, ...]:
    return str(len(found)), str(len({path for path, _ in found})), str(gaps)


def _findings(code: str, found: Found, style: Style) -> Iterator[str]:
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
        yield Words(f"  另有 {rest} 处，-v 全部列出", f"  {rest} more: -v lists all").say(style.language)


_RULE = Words("规则", "rule")
_EXPECTED = Words("预期", "expected")
_OUTCOME = Words("结果", "outcome")
_PASSED = Words("通过", "passed")


def example_table(outcomes: Sequence[Outcome], bare: Sequence[str], whole: bool, style: Style) -> str:
    """Return every example in a row with what was said of it; of a ``whole`` pack, a row a rule.

    ``bare`` are the codes of rules without examples. Examples that failed are told one by one in either.
    """
    say = style.language
    without = Words(f"没有示例的规则：{'、'.join(bare)}\n", f"Rules without examples: {', '.join(bare)}\n")
    left = without.say(say) if bare else ""
    if not outcomes:
        return left or Words("没有示例可以运行。\n", "There is no example to run.\n").say(say)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    tables = [_by_rule(outcomes, style)] if whole else []
    if failed or not whole:
        tables.append(_each(failed if whole else outcomes, style))
    return "\n".join([*tables, left + _verdict(outcomes, len(failed)).say(say)]) + "\n"


def _verdict(outcomes: Sequence[Outcome], failed: int) -> Words:
    rules = len({outcome.code for outcome in outcomes})
    zh = f"共 {rules} 条规则、{len(outcomes)} 个示例，{f'{failed} 个未通过' if failed else '全部通过'}。"
    en = f"{counted(rules, 'rule')}, {counted(len(outcomes), 'example')}: "
    return Words(zh, en + (f"{failed} failed." if failed else "all passed."))


def _each(outcomes: Iterable[Outcome], style: Style) -> str:
    say = style.language
    headings = [heading.say(say) for heading in (_RULE, EXAMPLE, _EXPECTED, _OUTCOME)]
    return table(headings, [_row(outcome, say) for outcome in outcomes], style)


def _row(outcome: Outcome, language: str) -> tuple[str, ...]:
    expected = OUTCOMES[outcome.kind].say(language) if outcome.kind in OUTCOMES else "?"
    result = outcome.detail.say(language) if outcome.detail else _PASSED.say(language)
    if outcome.said and not outcome.detail:
        result += colon(language) + mask(outcome.said.say(language))
    return tuple(map(visible, (outcome.code, str(outcome.index + 1), expected, result)))


def _by_rule(outcomes: Iterable[Outcome], style: Style) -> str:
    """Return a row a rule: how many examples of each kind it has, and which of them failed."""
    say = style.language
    by_code: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_code.setdefault(outcome.code, []).append(outcome)
    rows = [(visible(code), *_kind_counts(own), _failures(own, say)) for code, own in by_code.items()]
    headings = [_RULE.say(say), *(words.say(say) for words in OUTCOMES.values()), _OUTCOME.say(say)]
    return table(headings, rows, style)


def _kind_counts(outcomes: Iterable[Outcome]) -> list[str]:
    count = Counter(outcome.kind for outcome in outcomes)
    return [str(count[kind]) for kind in OUTCOMES]


def _failures(outcomes: Iterable[Outcome], language: str) -> str:
    failed = [str(outcome.index + 1) for outcome in outcomes if not outcome.passed]
    if not failed:
        return _PASSED.say(language)
    told = listed(failed, language)
    return Words(f"示例 {told} 未通过", f"failed: {told}").say(language)
