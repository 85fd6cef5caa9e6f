"""The baseline: findings that were there when gialint was brought in, which only ever become fewer.

A finding is known by its report's path and its fingerprint, that is by its rule, places and
figures, never by a line number. A report that was renamed is known by its agency and year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gialint.checking.path_pattern import relative
from gialint.checking.suppression import UNUSED, Put, can_be_suppressed, decided, silenced
from gialint.finding import Checked, Diagnostic, Problem
from gialint.report import Words

Key = tuple[str, str]
"""A code and a fingerprint."""

NAMED = 5
"""How many reports a message names."""


class Entry(NamedTuple):
    """A finding as a baseline keeps it; ``address`` and ``values`` are only for people.

    ``values`` are pairs of name and figure, by name.
    """

    code: str
    fingerprint: str
    address: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> Key:
        """What the finding is known by."""
        return self.code, self.fingerprint


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline knows of a report; a finding that stands there twice is there twice."""

    path: str
    agency: str | None = None
    year: int | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline: its file, the folder from which paths are seen, and what it knows of each report.

    ``gone`` are the paths at which no file is any more.
    """

    file: str
    root: str = ""
    reports: tuple[Known, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compared:
    """A run held against a baseline.

    ``reports`` have the findings suppressed that it knows; ``fresh`` are those that it does not
    know, each with its report; ``stale`` counts by path what it knows and was not found; ``left``
    is what remains of it.
    """

    root: str
    reports: tuple[Checked, ...]
    fresh: tuple[tuple[Checked, Diagnostic], ...]
    stale: Mapping[str, int]
    left: tuple[Known, ...]


def compared(reports: Sequence[Checked], baseline: Baseline, put: Put, language: str) -> Compared:
    """Hold the reports of a run against a baseline; ``put`` tells which rules were put to which."""
    known = {each.path: each for each in baseline.reports}
    moved = _moved(reports, baseline)
    words = how(baseline).say(language)
    done: list[Checked] = []
    fresh: list[tuple[Checked, Diagnostic]] = []
    stale: dict[str, int] = {}
    left = {path: each for path, each in known.items() if path not in baseline.gone}
    for checked in reports:
        path = relative(checked.path, baseline.root)
        mine = known.get(moved.get(path, path), Known(path))
        silent, new, unmet = _matched(checked, mine, words)
        unmet = Counter({key: unmet[key] for key in unmet if decided(checked, key[0], put)})
        done.append(silent)
        fresh += [(checked, found) for found in new]
        if unmet:
            stale[path] = unmet.total()
        left[path] = Known(
            path, checked.agency or mine.agency, checked.year or mine.year, _without(mine.entries, unmet)
        )
    return Compared(baseline.root, tuple(done), tuple(fresh), stale, _ordered(left.values()))


def grown(run: Compared) -> tuple[Known, ...]:
    """Return what remains of a baseline together with the findings that it did not know."""
    known = {each.path: each for each in run.left}
    added: dict[str, list[Entry]] = {}
    for checked, found in run.fresh:
        path = relative(checked.path, run.root)
        known.setdefault(path, Known(path, checked.agency, checked.year))
        added.setdefault(path, []).append(_entry(found))
    return _ordered(
        replace(each, entries=(*each.entries, *added.get(path, ()))) for path, each in known.items()
    )


def unused(baseline: Baseline, stale: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem (GIA904) if a baseline knows what is no longer there."""
    if not stale:
        return
    named = sorted(stale.items())[:NAMED]
    count, more = sum(stale.values()), len(stale) - len(named)
    zh = "、".join(f"{path} {number} 条" for path, number in named)
    en = ", ".join(f"{path} {number}" for path, number in named)
    if more:
        zh, en = f"{zh}等 {len(stale)} 份报告", f"{en} and {more} more reports"
    yield Problem(
        UNUSED,
        Words(
            f"基线里有 {count} 条已不再出现：{zh}",
            f"{count} findings of the baseline are no longer there: {en}",
        ),
        baseline.file,
        hint=Words(
            "运行 gialint baseline --prune 删去它们，免得日后掩盖同样的问题。",
            "gialint baseline --prune removes them, lest they hide the same findings later.",
        ),
    )


def how(baseline: Baseline) -> Words:
    """Return how a finding of a baseline is suppressed."""
    return Words(f"基线（{baseline.file}）中已有", f"known to the baseline ({baseline.file})")


def _matched(checked: Checked, mine: Known, words: str) -> tuple[Checked, list[Diagnostic], Counter[Key]]:
    """Return a report with what is known suppressed, what is not known, and what is known and not there."""
    open_ = Counter(entry.key for entry in mine.entries)
    findings: list[Diagnostic] = []
    new: list[Diagnostic] = []
    for found in checked.findings:
        key = (found.code, found.fingerprint)
        if found.suppressed or not can_be_suppressed(found.code):
            findings.append(found)
        elif open_[key] > 0:
            open_[key] -= 1
            findings.append(silenced(found, words))
        else:
            new.append(found)
            findings.append(found)
    return replace(checked, findings=tuple(findings)), new, +open_


def _moved(reports: Sequence[Checked], baseline: Baseline) -> dict[str, str]:
    """Return by its path where a report was before, if only one file of its agency and year is gone."""
    before = _by_subject(
        (each.agency, each.year, each.path) for each in baseline.reports if each.path in baseline.gone
    )
    old = {each.path for each in baseline.reports}
    paths = [(checked, relative(checked.path, baseline.root)) for checked in reports]
    after = _by_subject((checked.agency, checked.year, path) for checked, path in paths if path not in old)
    return {
        here[0]: before[subject][0]
        for subject, here in after.items()
        if len(here) == 1 and len(before.get(subject, ())) == 1
    }


def _by_subject(
    reports: Iterable[tuple[str | None, int | None, str]],
) -> dict[tuple[str, int], list[str]]:
    """Return paths by agency and year; who does not say both cannot be recognised."""
    paths: dict[tuple[str, int], list[str]] = {}
    for agency, year, path in reports:
        if agency and year:
            paths.setdefault((agency, year), []).append(path)
    return paths


def _without(entries: Iterable[Entry], unmet: Counter[Key]) -> tuple[Entry, ...]:
    """Return entries without those that were not met, the last of equal ones first."""
    open_ = unmet.copy()
    kept: list[Entry] = []
    for entry in sorted(entries, reverse=True):
        if open_[entry.key] > 0:
            open_[entry.key] -= 1
        else:
            kept.append(entry)
    return tuple(kept)


def _entry(found: Diagnostic) -> Entry:
    address = found.location.address if found.location else ""
    return Entry(found.code, found.fingerprint, address, tuple(sorted(found.values.items())))


def _ordered(known: Iterable[Known]) -> tuple[Known, ...]:
    """Return what is known in the order of the file, without reports of which nothing is."""
    sorted_ = (replace(each, entries=tuple(sorted(each.entries))) for each in known if each.entries)
    return tuple(sorted(sorted_, key=lambda each: each.path))
