"""The table of ``check --statistics``: how often each rule found something, in how many reports."""

from __future__ import annotations

from collections import Counter

from gialint.model import Result, Words
from gialint.reporting import Style
from gialint.reporting.table import table
from gialint.reporting.width import visible

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
