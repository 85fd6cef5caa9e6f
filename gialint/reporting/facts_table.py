"""The readable output of ``facts``: what gialint read in the tables, and what the prose asserts."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Report, Words
from gialint.reporting import Style
from gialint.reporting.claims_table import claims_table
from gialint.reporting.facts_rows import grouped_rows, single_rows
from gialint.reporting.table import table
from gialint.reporting.width import visible
from gialint.reporting.wrapping import wrap

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
