"""Suppressing what waivers and a baseline say, over all the reports of a run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gialint.checking.suppression import Put
from gialint.model import Checked, Problem

if TYPE_CHECKING:
    from gialint.checking.baseline import Baseline
    from gialint.checking.waivers import Waiver


class Suppressions(NamedTuple):
    """What a run is told to live with; ``today`` (``2026-03-31``) is the day by which waivers end."""

    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    today: str = ""


def load_suppressions(
    waivers: Path | None, baseline: Path | None, today: str, known: Collection[str]
) -> tuple[Suppressions, list[Problem]]:
    """Read the files that are named, and tell what is wrong with them (GIA906).

    ``known`` are the codes of all rules.
    """
    problems: list[Problem] = []
    read: list[Waiver] = []
    if waivers:
        from gialint.checking.waiverfile import read_waivers

        read, problems = read_waivers(waivers, known)
    known_before = None
    if baseline:
        from gialint.checking.baselinefile import BadBaseline, read_baseline

        try:
            known_before = read_baseline(baseline)
        except BadBaseline as error:
            problems.append(error.problem)
    return Suppressions(tuple(read), known_before, today), problems


def suppressed(
    reports: Sequence[Checked], given: Suppressions, put: Put, language: str
) -> tuple[tuple[Checked, ...], list[Problem]]:
    """Return reports with their findings suppressed, and what had no effect (GIA904).

    A baseline is only asked of what nothing else suppresses.
    """
    problems: list[Problem] = []
    if given.waivers:
        from gialint.checking.waivers import waived, without_effect

        problems += without_effect(reports, given.waivers, given.today, put)
        reports = waived(reports, given.waivers, given.today, language)
    if given.baseline:
        from gialint.checking.baseline import compared, unused

        run = compared(reports, given.baseline, put, language)
        problems += unused(given.baseline, run.stale)
        reports = run.reports
    return tuple(reports), problems
