"""The ``full`` output: every finding with its words, places, working and advice, then one verdict."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Checked, Diagnostic, Result
from gialint.reporting import Style
from gialint.reporting.configurations import configuration_lines
from gialint.reporting.finding_block import finding_block
from gialint.reporting.gaps import gap_lines
from gialint.reporting.gathering import gathered
from gialint.reporting.ink import BOLD, ERROR, GOOD, WARNING, paint
from gialint.reporting.notes import Note, notes_of
from gialint.reporting.rewriting import rewritten
from gialint.reporting.tally import Tally, tally
from gialint.reporting.verdict import unfit, verdict
from gialint.reporting.width import visible, visible_lines
from gialint.reporting.wrapping import wrap

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
