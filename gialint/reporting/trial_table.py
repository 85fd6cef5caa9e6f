"""The output of ``test --on``: how often each rule found something in real reports, and what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gialint.model import Checked, Diagnostic, Words, is_engine
from gialint.reporting import Style
from gialint.reporting.phrases import counted
from gialint.reporting.position import address, position
from gialint.reporting.table import table
from gialint.reporting.width import visible
from gialint.reporting.wrapping import hang

LISTED = 20
"""Findings of a rule that are listed where not all are asked for."""
_HEADINGS = (
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
    parts = [title.say(say), table([heading.say(say) for heading in _HEADINGS], rows, style).rstrip("\n")]
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
