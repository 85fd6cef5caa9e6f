"""The ``full`` output, every finding laid out with its words, and ``concise``, a line for each."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Checked, Diagnostic, Gap, Result
from gialint.reporting import Style
from gialint.reporting.finding_block import finding_block
from gialint.reporting.gathering import gathered, unsuppressed
from gialint.reporting.layout import BOLD, ERROR, GOOD, WARNING, paint, visible, visible_lines, wrap
from gialint.reporting.masking import rewritten
from gialint.reporting.phrases import SEVERITIES, Note, counted, listed, notes_of
from gialint.reporting.position import address, position
from gialint.reporting.summary import Tally, configuration_lines, tally, unfit, verdict

_WIDTH = 100
"""Columns where the terminal does not say, as in a pipe."""
_NARROWEST = 30


def full(result: Result, style: Style) -> str:
    """Return the whole result for a terminal: engine problems, each file, then the verdict."""
    told = rewritten(gathered(result, style), visible_lines)
    width = max(style.width or _WIDTH, _NARROWEST)
    blocks = _findings("", told.engine, style, width)
    for checked in told.reports:
        blocks += _file(checked, style, width)
    if not style.quiet:
        counts = tally(result)
        ink = _verdict_ink(counts)
        last = [line for told in configuration_lines(result, style.language) for line in wrap(told, width)]
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
        blocks.insert(0, [paint(line, BOLD, style.colour) for line in wrap(_heading(checked, style), width)])
    return blocks


def _findings(path: str, findings: Sequence[Diagnostic], style: Style, width: int) -> list[list[str]]:
    told: set[Note] = set()
    blocks = []
    for found in findings:
        notes = [note for note in notes_of(found, style.language) if note not in told]
        told.update(notes)
        blocks.append(finding_block(found, notes, path, width, style.colour, style.language))
    return blocks


def _heading(checked: Checked, style: Style) -> str:
    year = str(checked.year) if style.language == "en" else f"{checked.year} 年"
    known = [checked.agency, year if checked.year else None]
    return " · ".join([visible(checked.path), *filter(None, known)])


def _verdict_ink(counts: Tally) -> str:
    if unfit(counts) or counts.engine:
        return ERROR
    return WARNING if counts.warning or not counts.reports else GOOD


def concise(result: Result, style: Style) -> str:
    """Return ``path:line:column: severity CODE message [address]`` lines, then the verdict."""
    told = rewritten(gathered(result, style), visible_lines)
    lines = [_line(path, found, style.language) for path, found in unsuppressed(told)]
    if not style.quiet:
        lines += [*configuration_lines(result, style.language), verdict(tally(result), style.language)]
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


_MOST_REASONS = 3
_MOST_CODES = 6


def gap_lines(gaps: Sequence[Gap], width: int, language: str) -> list[str]:
    """Return the count, then the codes with their reasons, the commonest reason first."""
    reasons: dict[str, list[str]] = {}
    for gap in gaps:
        reasons.setdefault(gap.reason, []).append(gap.code)
    ranked = sorted(reasons.items(), key=lambda item: -len(item[1]))
    told = [_told(codes, reason, language) for reason, codes in ranked[:_MOST_REASONS]]
    rest = sum(len(codes) for _, codes in ranked[_MOST_REASONS:])
    if language == "en":
        told += [f"{rest} more for other reasons"] * bool(rest)
        text = f"{counted(len(gaps), 'rule')} not assessed: " + "; ".join(told)
    else:
        told += [f"其他原因 {rest} 条"] * bool(rest)
        text = f"未能核对 {len(gaps)} 条规则：" + "；".join(told)
    first, *others = wrap(text, width - 2)
    return [first, *("  " + line for line in others)]


def _told(codes: Sequence[str], reason: str, language: str) -> str:
    distinct = list(dict.fromkeys(codes))
    shown = listed(distinct[:_MOST_CODES], language)
    if language == "en":
        return f"{shown}{', …' if len(distinct) > _MOST_CODES else ''} ({reason})"
    return f"{shown}{'等' if len(distinct) > _MOST_CODES else ''}（{reason}）"
