"""The baseline: findings that were there when gialint was brought in, which only ever become fewer.

A report is known by its path, and one that was renamed by its agency and year. How its findings are
known is told in baseline_matching.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gialint.checking.baseline_matching import Entry, Known, entry_of, matched
from gialint.checking.path_pattern import relative
from gialint.checking.suppression import UNUSED, Put, decided
from gialint.model import Checked, Diagnostic, Problem, Words

NAMED = 5
"""How many reports a message names."""


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
    renamed = _renamed(reports, baseline)
    words = how(baseline).say(language)
    done: list[Checked] = []
    fresh: list[tuple[Checked, Diagnostic]] = []
    stale: dict[str, int] = {}
    left = {path: each for path, each in known.items() if path not in baseline.gone}
    for checked in reports:
        path = relative(checked.path, baseline.root)
        mine = known.get(renamed.get(path, path), Known(path))
        held = matched(checked, mine.entries, words)
        kept = [entry for entry in held.unmet if not decided(checked, entry.code, put)]
        done.append(held.checked)
        fresh += [(checked, found) for found in held.new]
        if len(kept) < len(held.unmet):
            stale[path] = len(held.unmet) - len(kept)
        agency, year = checked.agency or mine.agency, checked.year or mine.year
        left[path] = Known(path, agency, year, (*held.met, *kept))
    return Compared(baseline.root, tuple(done), tuple(fresh), stale, _ordered(left.values()))


def grown(run: Compared) -> tuple[Known, ...]:
    """Return what remains of a baseline together with the findings that it did not know."""
    known = {each.path: each for each in run.left}
    added: dict[str, list[Entry]] = {}
    for checked, found in run.fresh:
        path = relative(checked.path, run.root)
        known.setdefault(path, Known(path, checked.agency, checked.year))
        added.setdefault(path, []).append(entry_of(found))
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
            f"no longer found of what the baseline lists ({count}): {en}",
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


def _renamed(reports: Sequence[Checked], baseline: Baseline) -> dict[str, str]:
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


def _ordered(known: Iterable[Known]) -> tuple[Known, ...]:
    """Return what is known in the order of the file, without reports of which nothing is."""
    sorted_ = (replace(each, entries=tuple(sorted(each.entries))) for each in known if each.entries)
    return tuple(sorted(sorted_, key=lambda each: each.path))
