"""A round of reports beside the one before: what was pointed out and is mended, what stays, what is new.

Rounds are those of one year, as drafts are sent back and handed in again, or those of two years. A report
is known by its agency, of which the latest report up to its own year counts; by its path where no agency
was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gialint.checking.suppression.baseline import Entry, Known, at_its_place, matched
from gialint.checking.suppression.codes import EnabledRules, decided
from gialint.model import Checked, Diagnostic
from gialint.records import NamedTuple


class Round(NamedTuple):
    """A report and what became of the findings of its last round.

    ``mended`` are no longer found, ``open`` could not be assessed again. ``before`` is None for a report
    that was not in the last round.
    """

    checked: Checked
    before: Known | None
    still: tuple[Diagnostic, ...]
    fresh: tuple[Diagnostic, ...]
    mended: tuple[Entry, ...]
    open: tuple[Entry, ...]

    @property
    def pointed_out(self) -> int:
        """How many findings the last round had."""
        return len(self.still) + len(self.mended) + len(self.open)


class Rounds(NamedTuple):
    """All reports of a round, and those of the last that are not there again.

    ``whole``: of the last round all reports are known, also those in which nothing was found.
    """

    reports: tuple[Round, ...]
    absent: tuple[Known, ...]
    whole: bool

    @property
    def added(self) -> tuple[Round, ...]:
        """The reports that were not in the last round; of a baseline, which knows few, that is not known."""
        return tuple(each for each in self.reports if self.whole and each.before is None)


def rounds(
    reports: Iterable[Checked], last: Sequence[Known], enabled: EnabledRules, *, whole: bool
) -> Rounds:
    """Return what became of each report since its last round; ``enabled`` tells which rules ran on which."""
    told = [_round(checked, _before(checked, last), enabled) for checked in reports]
    seen = {_whose(each.before) for each in told if each.before}
    absent = tuple(each for each in last if _whose(each) not in seen)
    return Rounds(tuple(told), absent, whole)


def _round(checked: Checked, before: Known | None, enabled: EnabledRules) -> Round:
    held = matched(checked, before.entries if before else (), "", at_its_place)
    mended = [entry for entry in held.unmet if decided(checked, entry.code, enabled)]
    unsure = [entry for entry in held.unmet if entry not in mended]
    return Round(checked, before, tuple(held.still), tuple(held.new), tuple(mended), tuple(unsure))


def _before(checked: Checked, last: Sequence[Known]) -> Known | None:
    """Return what is known of a report from its last round, of several files what is known of all."""
    whose = _plain(checked.agency)
    if not whose:
        return next((each for each in last if not each.agency and each.path == checked.path), None)
    earlier = [
        each for each in last if _plain(each.agency) == whose and (each.year or 0) <= (checked.year or 9999)
    ]
    if not earlier:
        return None
    latest = max(earlier, key=lambda each: each.year or 0)
    same = [each for each in earlier if each.year == latest.year]
    return Known(
        latest.path, latest.agency, latest.year, tuple(entry for each in same for entry in each.entries)
    )


def _whose(known: Known) -> object:
    return ("agency", _plain(known.agency)) if known.agency else ("path", known.path)


def _plain(agency: str | None) -> str:
    return "".join((agency or "").split())
