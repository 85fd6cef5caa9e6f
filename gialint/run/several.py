"""A run over several files: checked one by one into a spool, then compared with one another.

What is held in memory at one time does not grow with the number of files, but for their names.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from gialint.run.collection import called, differing, same
from gialint.run.series import Told, compare
from gialint.run.spool import Kept, Outcomes, Spool, kept

if TYPE_CHECKING:
    from gialint.checking.diagnostics import MessageOptions
    from gialint.checking.suppression import Suppressions
    from gialint.members.roll import Roll
    from gialint.model import Checked, Problem, Result
    from gialint.run.resuming import Checking
    from gialint.run.series import Run
    from gialint.store.writing import Store

    Made = TypeVar("Made")

    class Reading(Checking, Protocol):
        """What reads files and runs no rule on them."""

        def made_of_each(
            self,
            paths: Iterable[str],
            given: Mapping[str, bytes],
            jobs: int,
            made: Callable[[Checked], Made],
        ) -> Iterable[Made]: ...

    class Several(Run, Protocol):
        """What a run over several files is: what is compared, suppressed and reported of it."""

        @property
        def earlier(self) -> tuple[str, ...]: ...
        @property
        def problems(self) -> tuple[Problem, ...]: ...
        @property
        def roll(self) -> Roll | None: ...
        @property
        def suppressions(self) -> Suppressions | None: ...
        @property
        def terms(self) -> MessageOptions: ...
        @property
        def store(self) -> Store | None: ...
        def reading(self) -> Reading: ...
        def enabled_rules(self, path: str) -> frozenset[str]: ...
        def result(
            self, reports: Sequence[Checked], problems: Sequence[Problem], *, series: bool = False
        ) -> Result: ...


def several(
    run: Several, outcomes: Iterable[Kept], earlier: Iterable[Kept] | None = None, jobs: int = 1
) -> Result:
    """Return the result of a run from the outcome of each of its files, which are taken as they come.

    ``earlier`` are those of the files of that name; if they are not given, the files are read now.
    """
    spool = Spool(run.roll)
    spool.fill(outcomes)
    reports = Outcomes(spool, spool.count, digests=run.keeps_digests)
    spool.fill(_earlier(run, spool, jobs) if earlier is None else earlier, earlier=True)
    spool.index()
    told = compare(run, spool)
    problems = [*run.problems, *_problems(run, spool, told)]
    if run.store is None:
        return run.result(reports, problems, series=told.compared)
    run.store.conclude(spool.concluded(), spool.secrets())
    result = run.result(reports, problems, series=told.compared)
    run.store.finish(result)
    return result


def _earlier(run: Several, spool: Spool, jobs: int) -> Iterable[Kept]:
    if not run.earlier:
        return ()
    known = {os.path.realpath(card.path) for card in spool.cards()}
    paths = [path for path in run.earlier if os.path.realpath(path) not in known]
    reader = run.reading()
    if run.store:
        from gialint.run.resuming import resumed

        return resumed(reader, run.store, paths, {}, jobs, earlier=True)
    return reader.made_of_each(paths, {}, jobs, kept)


def _problems(run: Several, spool: Spool, told: Told) -> Iterator[Problem]:
    """Yield what is wrong with the reports taken together, and suppress what is to be."""
    yield from told.problems
    yield from _suppressed(run, spool, told)
    name_of = run.roll.name if run.roll else None
    yield from same(spool.same(), name_of)
    yield from differing(spool.differing(), spool.cards(), name_of)
    yield from called(spool.cards(), run.roll)


def _suppressed(run: Several, spool: Spool, told: Told) -> list[Problem]:
    """Suppress what is to be in the outcomes of a spool, and return what had no effect."""
    if run.suppressions is None:
        return []
    from gialint.checking.suppression import suppressed

    none: frozenset[str] = frozenset()

    @functools.cache
    def put(path: str) -> frozenset[str]:
        return run.enabled_rules(path) | told.put.get(path, none)

    before = tuple(checked for _, checked in spool.outcomes())
    after, problems = suppressed(before, run.suppressions, put, run.terms.language)
    for place, (was, now) in enumerate(zip(before, after, strict=True)):
        if now != was:
            spool.change(place, now)
    return problems
