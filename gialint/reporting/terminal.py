"""The ``full`` output, every finding laid out with its words, and ``concise``, a line for each."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Checked, Diagnostic, Gap, Result, Words
from gialint.reporting import Style
from gialint.reporting.finding_block import finding_block
from gialint.reporting.gathering import heading, shown, unsuppressed
from gialint.reporting.layout import BOLD, ERROR, GOOD, WARNING, paint, visible, wrap
from gialint.reporting.phrases import SEVERITIES, Note, bracketed, counted, few, notes_of
from gialint.reporting.position import address, position
from gialint.reporting.summary import Tally, closing_lines, configuration_lines, tally, unfit, verdict

_WIDTH = 100
"""Columns where the terminal does not say, as in a pipe."""
_NARROWEST = 30
_MOST_REASONS = 3
_MOST_CODES = 6


def full(result: Result, style: Style) -> str:
    """Return the whole result for a terminal: engine problems, each file, then the verdict."""
    rendered = shown(result, style)
    width = max(style.width or _WIDTH, _NARROWEST)
    blocks = _findings("", rendered.engine, style, width)
    for checked in rendered.reports:
        blocks += _file(checked, style, width)
    if not style.quiet:
        counts = tally(result)
        ink = _verdict_ink(counts)
        last = [part for line in configuration_lines(result, style.language) for part in wrap(line, width)]
        said = wrap(verdict(counts, style.language), width)
        blocks.append([*last, *(paint(line, ink, style.colour) for line in said)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n" * bool(blocks)


def _file(checked: Checked, style: Style, width: int) -> list[list[str]]:
    """Return a file's blocks; a file about which there is nothing to say has none."""
    findings = [found for found in checked.findings if not found.suppressed]
    blocks = _findings(checked.path, findings, style, width)
    if checked.unassessed:
        blocks.append(gap_lines(checked.unassessed, width, style.language))
    if blocks:
        title = " · ".join(filter(None, (visible(checked.path), heading(checked, style.language))))
        blocks.insert(0, [paint(line, BOLD, style.colour) for line in wrap(title, width)])
    return blocks


def _findings(path: str, findings: Sequence[Diagnostic], style: Style, width: int) -> list[list[str]]:
    rendered: set[Note] = set()
    blocks = []
    for found in findings:
        notes = [note for note in notes_of(found, style.language) if note not in rendered]
        rendered.update(notes)
        blocks.append(finding_block(found, notes, path, width, style.colour, style.language))
    return blocks


def _verdict_ink(counts: Tally) -> str:
    if unfit(counts) or counts.engine:
        return ERROR
    return WARNING if counts.warning or not counts.reports else GOOD


def concise(result: Result, style: Style) -> str:
    """Return ``path:line:column: severity CODE message [address]`` lines, then the verdict."""
    rendered = shown(result, style)
    lines = [_line(path, found, style.language) for path, found in unsuppressed(rendered)]
    if not style.quiet:
        lines += closing_lines(result, style.language)
    return "".join(f"{line}\n" for line in lines)


def _line(path: str, diagnostic: Diagnostic, language: str) -> str:
    where = position(path, diagnostic)
    place = address(path, diagnostic)
    message = diagnostic.message.replace("\n", " ")
    return (
        (f"{where}: " if where else "")
        + f"{SEVERITIES[diagnostic.severity].say(language)} {diagnostic.code} {message}"
        + (f" [{place}]" if place else "")
    )


def gap_lines(gaps: Sequence[Gap], width: int, language: str) -> list[str]:
    """Return the count, then the codes with their reasons, the commonest reason first."""
    reasons: dict[str, list[str]] = {}
    for gap in gaps:
        reasons.setdefault(gap.reason, []).append(gap.code)
    ranked = sorted(reasons.items(), key=lambda item: -len(item[1]))
    rendered = [
        few(list(dict.fromkeys(codes)), _MOST_CODES, language) + bracketed(reason, language)
        for reason, codes in ranked[:_MOST_REASONS]
    ]
    rest = sum(len(codes) for _, codes in ranked[_MOST_REASONS:])
    if rest:
        rendered.append(Words(f"其他原因 {rest} 条", f"{rest} more for other reasons").say(language))
    count = Words(f"未能核对 {len(gaps)} 条规则：", f"{counted(len(gaps), 'rule')} not assessed: ")
    first, *others = wrap(count.say(language) + Words("；", "; ").say(language).join(rendered), width - 2)
    return [first, *("  " + line for line in others)]
