"""A whole run: files are checked one by one, then compared with one another, and it comes to one result.

Outcomes of several files lie in a spool: what is held in memory does not grow with them, but for their names.
"""

from __future__ import annotations

import functools
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gialint import __version__
from gialint.checking.diagnostics import problem
from gialint.config import Config
from gialint.files.cache import make_room
from gialint.model import MISSING, NO_REPORT, Checked, Problem, Report, Result, Severity, Text, is_engine
from gialint.reading.files import legible
from gialint.records import replace
from gialint.reporting.phrases import agency_kind_names
from gialint.run.linter import Linter, linter

if TYPE_CHECKING:
    from gialint.run.series import Told
    from gialint.run.spool import Kept, Spool
    from gialint.store.rows import Rows
    from gialint.store.writing import Stamp, Store


NO_RULE = Problem(
    "GIA906",
    Text("没有一条规则用于核对，等于没有检查", "no rule was run on any report, so nothing was checked"),
    hint=Text(
        "核对 --select、--ignore 和设置文件里的 select、ignore；gialint config 打印它们来自哪里。",
        "Check --select, --ignore and the settings of these names; gialint config shows where they are.",
    ),
)
NOWHERE = Problem(
    "GIA902",
    Text(
        "没有一个文件看得出是报告，等于没有检查", "no file is recognised as a report, so nothing was checked"
    ),
    hint=Text("核对文件夹是否选对。", "Check that this is the right folder."),
)


def check(paths: Iterable[str], config: Config | None = None) -> Result:
    """Check files and return the result; a file that cannot be read is reported, the others are checked.

    ``paths`` are files as the user named them; ``discover.find`` turns folders and globs into files.
    """
    named = list(paths)
    return _in_memory(result_of(linter(config or Config())._replace(digests=len(named) > 1), named))


def read(path: str, config: Config | None = None) -> Report:
    """Read and understand one file; raises ``gialint.reading.Unreadable``."""
    return linter(config or Config(), rules=False).read(path)


def result_of(
    lint: Linter, paths: Iterable[str], given: Mapping[str, bytes] | None = None, jobs: int = 1
) -> Result:
    """Check files in order; ``given`` holds the bytes of those that are not on disk (stdin).

    With several ``jobs`` as many processes share the files out; the result is the same. If the process
    is watched in which plugins run, even one is another.
    """
    given = given or {}
    # Without a form there is nothing to check against; the problems say so.
    checked = paths if any(each.knowledge.editions for each in lint.every) else ()
    if not lint.digests:
        return concluded(lint, tuple(lint.each(checked, given, jobs)))
    return _compared(lint, _outcomes(lint, checked, given, jobs), jobs=jobs)


def concluded(
    lint: Linter, reports: tuple[Checked, ...], earlier: tuple[Checked, ...] | None = None, jobs: int = 1
) -> Result:
    """Return the result of a run from the outcome of each of its files; several must have digests.

    ``earlier`` are the outcomes of the files of that name, if they have been read already.
    """
    if lint.digests:
        from gialint.run.spool import kept

        before = None if earlier is None else map(kept, earlier)
        return _in_memory(_compared(lint, map(kept, reports), before, jobs))
    found: Sequence[Checked] = reports
    problems = lint.problems
    if lint.suppressions:
        from gialint.checking.suppression import suppressed

        put = functools.cache(lint.enabled_rules)
        found, idle = suppressed(reports, lint.suppressions, put, lint.terms.language)
        problems = (*problems, *idle)
    if lint.roll:
        from gialint.run.collection import called

        problems = (*problems, *called(found, lint.roll))
    return _result(lint, found, problems)


def with_problems(lint: Linter, result: Result, problems: Iterable[Problem]) -> Result:
    """Return a result in which more went wrong outside any file."""
    more = (problem(each, lint.engine, lint.terms) for each in problems)
    result = replace(result, engine=(*result.engine, *more))
    return replace(result, exit=exit_status(result, lint.config))


def exit_status(result: Result, config: Config) -> int:
    """Return 2 if gialint could not do its job, 1 if a finding is at least as severe as ``fail_on``, else 0.

    If the configuration is strict, whatever was not assessed, understood or checked, or is not a report,
    means 1.
    """
    least = Severity[config.fail_on.upper()]
    # What gialint wrote itself (INFO) is known for what it is.
    left_open = any(each.severity > Severity.INFO for each in result.unchecked)
    grave = False
    for found in result.engine:
        if is_engine(found):
            return 2
        grave = grave or (found.severity >= least and not found.suppressed)
    for report in result.reports:
        if any(map(is_engine, report.findings)):
            return 2
        grave = grave or any(each.severity >= least and not each.suppressed for each in report.findings)
        left_open = left_open or bool(report.unassessed or report.unread) or _is_no_report(report)
    return int(grave or (config.strict and left_open))


def _result(
    lint: Linter, reports: Sequence[Checked], problems: Sequence[Problem], *, series: bool = False
) -> Result:
    """Return what outcomes and problems come to; ``series`` tells whether reports were compared."""
    for cache in {each.cache.folder for each in lint.every if each.cache}:
        make_room(cache)
    problems = (*problems, *_nothing_checked(lint, reports, problems))
    kinds = agency_kind_names(lint.knowledge, lint.config.language) if len(reports) > 1 else {}
    cards = lint.cards(series=series)
    result = Result(__version__, reports, rules=cards, left_out=lint.left_out, kinds=kinds)
    return with_problems(lint, result, problems)


def _nothing_checked(lint: Linter, reports: Sequence[Checked], problems: Sequence[Problem]) -> list[Problem]:
    """Return the problem that no rule was run on any of the files, unless another problem explains it.

    Where a linter is lenient it is not a problem if none of them is a report; nor is it one if it was only
    asked who has not reported, which no rule tells.
    """
    if not reports or any(report.rules for report in reports):
        return []
    if any(map(is_engine, problems)) or any(is_engine(each) for one in reports for each in one.findings):
        return []
    if all(map(_is_no_report, reports)):
        return [] if lint.lenient else [NOWHERE]
    called = lint.roll is not None and any(map(MISSING.startswith, lint.config.select))
    return [] if called else [NO_RULE]


def _is_no_report(checked: Checked) -> bool:
    return any(found.code == NO_REPORT for found in checked.findings)


def _in_memory(result: Result) -> Result:
    """Return a result whose outcomes are all held at the same time."""
    return replace(result, reports=tuple(result.reports))


def _compared(
    lint: Linter, outcomes: Iterable[Kept], earlier: Iterable[Kept] | None = None, jobs: int = 1
) -> Result:
    """Return the result of a run from the outcomes of its files, which are taken as they come.

    ``earlier`` are those of the files of that name; if they are not given, the files are read now.
    """
    from gialint.run.collection import called, differing, same
    from gialint.run.series import compare
    from gialint.run.spool import Outcomes, Spool

    spool = Spool(lint.roll)
    spool.fill(outcomes)
    reports = Outcomes(spool, spool.count, digests=lint.keeps_digests)
    if earlier is None:  # but those that are checked themselves
        known = {os.path.realpath(card.path) for card in spool.cards()} if lint.earlier else set()
        paths = [path for path in lint.earlier if os.path.realpath(path) not in known]
        earlier = _outcomes(lint.reading(), paths, {}, jobs, earlier=True) if paths else ()
    spool.fill(earlier, earlier=True)
    spool.index()
    told = compare(lint, spool)
    name_of = lint.roll.name if lint.roll else None
    problems = [
        *lint.problems,
        *told.problems,
        *_suppressed(lint, spool, told),
        *same(spool.same(), name_of),
        *differing(spool.differing(), spool.cards(), name_of),
        *called(spool.cards(), lint.roll),
    ]
    if lint.store:
        lint.store.conclude(spool.concluded(), spool.secrets())
    result = _result(lint, reports, problems, series=told.compared)
    if lint.store:
        lint.store.finish(result)
    return result


def _outcomes(
    lint: Linter, paths: Iterable[str], given: Mapping[str, bytes], jobs: int, *, earlier: bool = False
) -> Iterable[Kept]:
    """Return the outcome of each file in order, out of the store of the run or checked now."""
    if lint.store:
        return _resumed(lint, lint.store, paths, given, jobs, earlier)
    from gialint.run.spool import kept

    return lint.made_of_each(paths, given, jobs, kept)


def _resumed(
    lint: Linter, store: Store, paths: Iterable[str], given: Mapping[str, bytes], jobs: int, earlier: bool
) -> Iterator[Kept]:
    """Yield the outcome of each file: from the store if it has not changed since, else checked and kept."""
    from gialint.reporting.masking import masked_report
    from gialint.run.result_cache import is_reusable
    from gialint.run.spool import kept
    from gialint.store.rows import rows_of
    from gialint.store.writing import stamp

    asked: deque[tuple[str, Stamp, bool]] = deque()

    def filed(checked: Checked) -> tuple[Kept, Rows, bool]:
        """Return an outcome ready for a spool and a store, and whether it may stand for another check."""
        rows = rows_of(masked_report(checked._replace(full_text=None, last=())))
        return kept(checked), rows, rows.outcome is not None and is_reusable(checked)

    def new() -> Iterator[str]:
        for path in paths:
            now = stamp(path, None if path in given else lint.made_by(path))
            there = not lint.full_text and store.has(legible(path), now)
            asked.append((path, now, there))
            if not there:
                yield path

    def known() -> Iterator[Kept]:
        while asked and asked[0][2]:
            path, now, _ = asked.popleft()
            found = store.known(legible(path), now)
            if found is not None:
                yield kept(found._replace(holding=lint.linter_for(path).held_for(path)))
            else:  # It is there and cannot be read: somebody has changed it.
                yield from map(write, lint.made_of_each([path], given, 1, filed), [now])

    def write(found: tuple[Kept, Rows, bool], now: Stamp) -> Kept:
        outcome, rows, reusable = found
        store.add(rows, now if reusable else now._replace(made_by=None), earlier=earlier)
        return outcome

    for found in lint.made_of_each(new(), given, jobs, filed):
        yield from known()
        yield write(found, asked.popleft()[1])
    yield from known()
    store.commit()


def _suppressed(lint: Linter, spool: Spool, told: Told) -> list[Problem]:
    """Suppress what is to be in the outcomes of a spool, and return what had no effect."""
    if lint.suppressions is None:
        return []
    from gialint.checking.suppression import suppressed

    none: frozenset[str] = frozenset()

    @functools.cache
    def put(path: str) -> frozenset[str]:
        return lint.enabled_rules(path) | told.put.get(path, none)

    before = tuple(checked for _, checked in spool.outcomes())
    after, problems = suppressed(before, lint.suppressions, put, lint.terms.language)
    for place, (was, now) in enumerate(zip(before, after, strict=True)):
        if now != was:
            spool.change(place, now)
    return problems
