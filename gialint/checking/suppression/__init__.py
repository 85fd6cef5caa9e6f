"""Suppression: findings that are kept on purpose, by comments in a report, by waivers or by a baseline.

In come reports that were checked; out come the same with findings suppressed, and a problem for whatever
suppresses nothing. Nothing here knows how a rule finds anything.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from gialint.checking.suppression.baseline import BadBaseline, Baseline, compared, read_baseline, unused
from gialint.checking.suppression.codes import EnabledRules
from gialint.checking.suppression.waivers import Waiver, read_waivers, waived, without_effect
from gialint.model import Checked, Problem
from gialint.records import NamedTuple


class Suppressions(NamedTuple):
    """What a run suppresses; ``today`` (``2026-03-31``) is the day by which waivers end."""

    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    today: str = ""


def load_suppressions(
    waivers: Path | None, baseline: Path | None, today: str, known: Collection[str]
) -> tuple[Suppressions, list[Problem]]:
    """Read the files that are named, and report what is wrong with them (GIA906).

    ``known`` are the codes of all rules.
    """
    read, problems = read_waivers(waivers, known) if waivers else ([], [])
    known_before = None
    if baseline:
        try:
            known_before = read_baseline(baseline)
        except BadBaseline as error:
            problems.append(error.problem)
    return Suppressions(tuple(read), known_before, today), problems


def suppressed(
    reports: Sequence[Checked], given: Suppressions, enabled: EnabledRules, language: str
) -> tuple[tuple[Checked, ...], list[Problem]]:
    """Return reports with their findings suppressed, and what had no effect (GIA904).

    A baseline is only asked of what nothing else suppresses.
    """
    problems: list[Problem] = []
    if given.waivers:
        problems += without_effect(reports, given.waivers, given.today, enabled)
        reports = waived(reports, given.waivers, given.today, language)
    if given.baseline:
        run = compared(reports, given.baseline, enabled, language)
        problems += unused(given.baseline, run.stale)
        reports = run.reports
    return tuple(reports), problems
