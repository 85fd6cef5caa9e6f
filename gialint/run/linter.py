"""The whole way of a run: files are read, understood, checked; what went wrong is kept."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from gialint import __version__
from gialint.checking.diagnostics import MessageOptions, full_text, no_report, problem, unread
from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.files.cache import cache_folder, forget, make_room
from gialint.foreign.entering import GATE, reraise_interrupt
from gialint.model import MISSING, Checked, Holding, LeftOut, Problem, Result, Rule, RuleCard, Text
from gialint.plugins.loading import Plugins
from gialint.reading import Limits, Steps, Unreadable
from gialint.reading.files import legible
from gialint.reading.opening import open_document
from gialint.records import NamedTuple, replace
from gialint.reporting.phrases import agency_kind_names, card, family_names
from gialint.run.brought import holding_of, loaded, loads_alike, rules_of, slips_of, suppressions_of
from gialint.run.outcome import exit_status, nothing_checked
from gialint.understanding.understand import Knowledge, understand

if TYPE_CHECKING:
    from pathlib import Path

    from gialint.checking.suppression import Suppressions
    from gialint.members.roll import Roll
    from gialint.model import Report
    from gialint.run.pool import Lost
    from gialint.run.result_cache import ResultCache
    from gialint.store.writing import Store

    Work = TypeVar("Work")
    Made = TypeVar("Made")

    class Watch(Protocol):
        """Does the work of a phase and returns what it yields."""

        def __call__(self, phase: str, work: Callable[[], Work]) -> Work: ...


def unwatched(phase: str, work: Callable[[], Work]) -> Work:
    """Do the work of a phase (``read``, ``understand``, ``check``) and nothing else."""
    return work()


class Linter(NamedTuple):
    """Everything a run needs, made once: plugins, what they know, the rules selected and the message options.

    ``rules`` and ``terms`` are those for files without settings by path;
    ``rules_for`` returns them for any. ``full_text`` keeps the text of each report in its outcome, for
    outputs that show it. ``walked`` are the files that nobody named: one that is not a report is skipped.

    The run's language, suppressions, exit status and outputs are those of this one; ``others``
    are the linters of folders whose files have another configuration.
    """

    config: Config
    plugins: Plugins
    knowledge: Knowledge
    rules: tuple[Rule, ...]
    engine: Mapping[str, Rule]
    terms: MessageOptions
    rules_for: Callable[[str], tuple[tuple[Rule, ...], MessageOptions]]
    problems: tuple[Problem, ...]
    held_for: Callable[[str], Holding]
    """Tells the configuration of a file, and what it switched off."""
    watch: Watch = unwatched
    """Through which the phases of each file go: ``read``, ``understand`` and ``check``."""
    full_text: bool = False
    walked: Container[str] = frozenset()
    lenient: bool = False
    """Whether a run in which nothing is recognised as a report is accepted."""
    left_out: LeftOut = LeftOut()
    suppressions: Suppressions | None = None
    earlier: tuple[str, ...] = ()
    """Files of earlier years, which are read and compared with, and not checked."""
    roll: Roll | None = None
    """Who must report, where that is known."""
    digests: bool = False
    """Whether reports are to be compared with one another, for which a digest of each is kept."""
    keeps_digests: bool = False
    """Whether the outcomes still have their digests afterwards, for sums over them."""
    cache: ResultCache | None = None
    """Where outcomes are kept from one run to the next, if they are."""
    store: Store | None = None
    """Where outcomes are written as they come, and taken from where nothing has changed."""
    run_digest: str = ""
    """Of all that an outcome depends on besides its file, if that is known."""
    others: Mapping[str, Linter] = {}

    def made_by(self, path: str) -> str | None:
        """Return by what the outcome of a file is made: another one may make another."""
        own = self.linter_for(path)
        if not own.run_digest:
            return None
        return own.run_digest if path in self.walked else f"{own.run_digest} named"

    def linter_for(self, path: str) -> Linter:
        """Return the linter of a file: this one, or that of its own configuration, as this run goes."""
        own = self.others.get(os.path.dirname(path), self) if self.others else self
        if own is self:
            return self
        return own._replace(
            watch=self.watch,
            full_text=self.full_text,
            walked=self.walked,
            roll=self.roll,
            digests=self.digests,
            others={},
        )

    @property
    def every(self) -> Iterator[Linter]:
        """This linter and the others, each once."""
        yield self
        yield from {id(each): each for each in self.others.values()}.values()

    def with_each(self, change: Callable[[Linter], Linter]) -> Linter:
        """Return this linter after a change to it and to each of the others."""
        changed = {id(each): change(each) for each in self.every}
        others = {folder: changed[id(each)] for folder, each in self.others.items()}
        return changed[id(self)]._replace(others=others)

    def check(self, paths: Iterable[str], given: Mapping[str, bytes] | None = None, jobs: int = 1) -> Result:
        """Check files in order; ``given`` holds the bytes of those that are not on disk (stdin).

        With several ``jobs`` as many processes share the files out; the result is the same. If the process
        is watched in which plugins run, even one is another. The outcomes of several files lie in a spool.
        """
        # Without a form there is nothing to check against; the problems say so.
        checked = paths if any(each.knowledge.editions for each in self.every) else ()
        if not self.digests:
            return self.concluded(tuple(self.each(checked, given or {}, jobs)))
        from gialint.run.several import several
        from gialint.run.spool import kept

        if self.store is None:
            return several(self, self.made_of_each(checked, given or {}, jobs, kept), jobs=jobs)
        from gialint.run.resuming import resumed

        return several(self, resumed(self, self.store, checked, given or {}, jobs), jobs=jobs)

    def concluded(
        self, reports: tuple[Checked, ...], earlier: tuple[Checked, ...] | None = None, jobs: int = 1
    ) -> Result:
        """Return the result of a run from the outcome of each of its files.

        ``earlier`` are the outcomes of the files of that name, if they have been read already.
        """
        if self.digests:
            from gialint.run.several import several
            from gialint.run.spool import kept

            before = None if earlier is None else map(kept, earlier)
            return in_memory(several(self, map(kept, reports), before, jobs))
        found: Sequence[Checked] = reports
        problems = self.problems
        if self.suppressions:
            from gialint.checking.suppression import suppressed

            put = functools.cache(self.enabled_rules)
            found, idle = suppressed(reports, self.suppressions, put, self.terms.language)
            problems = (*problems, *idle)
        if self.roll or len(reports) > 1:
            from gialint.run.collection import called, told_twice

            problems = (*problems, *told_twice(found, self.roll.name if self.roll else None))
            problems = (*problems, *called(found, self.roll))
        return self.result(found, problems)

    def result(
        self, reports: Sequence[Checked], problems: Sequence[Problem], *, series: bool = False
    ) -> Result:
        """Return what outcomes and problems come to; ``series`` tells whether reports were compared."""
        for cache in {each.cache.folder for each in self.every if each.cache}:
            make_room(cache)
        asked = self.roll is not None and any(map(MISSING.startswith, self.config.select))
        problems = (*problems, *nothing_checked(reports, problems, lenient=self.lenient, called=asked))
        cards = self.cards(series=series)
        kinds = agency_kind_names(self.knowledge, self.config.language) if len(reports) > 1 else {}
        result = Result(__version__, reports, rules=cards, left_out=self.left_out, kinds=kinds)
        return self.with_problems(result, problems)

    def with_problems(self, result: Result, problems: Iterable[Problem]) -> Result:
        """Return a result in which more went wrong outside any file."""
        more = (problem(each, self.engine, self.terms) for each in problems)
        result = replace(result, engine=(*result.engine, *more))
        return replace(result, exit=exit_status(result, self.config))

    def check_file(self, path: str, data: bytes | None = None) -> Checked:
        """Check one file; one that cannot be read yields its reason (GIA902, GIA907)."""
        own = self.linter_for(path)
        if own is not self:
            return own.check_file(path, data)
        return self._check_file(path, data)._replace(holding=self.held_for(path))

    def _check_file(self, path: str, data: bytes | None) -> Checked:
        try:
            report = self.read(path, data)
        except Unreadable as error:
            if error.foreign and path in self.walked:
                return no_report(legible(path), self.engine, self.terms)
            return unread(legible(path), error, self.engine, self.terms)
        try:
            return self._checked(path, report)
        except BaseException as error:  # a fault over one report must not keep the others from being checked
            reraise_interrupt(error)
            from gialint.run.outcome import not_understood

            return unread(legible(path), not_understood(error), self.engine, self.terms)

    def _checked(self, path: str, report: Report) -> Checked:
        rules, terms = self.rules_for(path)
        rules = tuple(rule for rule in rules if rule.scope == "report")
        if self.roll:
            from gialint.run.collection import as_listed

            report = as_listed(report, self.roll)
        put = functools.partial(check_report, report, rules, self.engine, terms, met=path in self.walked)
        checked = self.watch("check", put)
        if self.digests:  # a report alone is compared with none
            from gialint.run.collection import figures_digest

            checked = checked._replace(figures=figures_digest(report))
        # A file that is not a report may mention gialint's comments, as its own pages do.
        if report.recognised and any(aside.remark for aside in report.document.asides):
            from gialint.checking.suppression.comments import apply_comments

            known = [rule.code for rule in self.plugins.rules]
            checked = apply_comments(checked, report, known, self.enabled_rules, self.engine, terms)
        if self.digests and report.recognised:
            from gialint.checking.suppression.comments import digested

            digest = digested(checked, report, self.plugins.rules, terms.language)
            checked = checked._replace(digest=digest)
        if not self.full_text:
            return checked
        return checked._replace(full_text=full_text(report))

    def enabled_rules(self, path: str) -> frozenset[str]:
        """Return the codes of the rules that are run on a file."""
        return frozenset(
            rule.code for rule in self.linter_for(path).rules_for(path)[0] if rule.scope == "report"
        )

    def reading(self) -> Linter:
        """Return a linter that runs no rule on a file; a cache keeps that apart."""

        def reading(each: Linter) -> Linter:
            cache = each.cache and each.cache._replace(run=each.cache.run + b"read")
            return each._replace(
                rules_for=lambda path: ((), each.terms),
                full_text=False,
                cache=cache,
                run_digest=each.run_digest and f"{each.run_digest} read",
            )

        return self.with_each(reading)

    def read_only(self, paths: Sequence[str], jobs: int = 1) -> tuple[Checked, ...]:
        """Return what is kept of files on which no rule is run."""
        return tuple(self.reading().each(paths, {}, jobs))

    def each(self, paths: Iterable[str], given: Mapping[str, bytes], jobs: int) -> Iterable[Checked]:
        """Yield the outcome of each file by itself, in order."""
        return self.made_of_each(paths, given, jobs, lambda found: found)

    def made_of_each(
        self,
        paths: Iterable[str],
        given: Mapping[str, bytes],
        jobs: int,
        made: Callable[[Checked], Made],
    ) -> Iterable[Made]:
        """Yield, in order, what is ``made`` of the outcome of each file by the process that checks it."""

        def check(path: str) -> Made:
            own = self.linter_for(path)
            if own.cache and path not in given:
                return made(own.cache.check(path, own.check_file)._replace(holding=own.held_for(path)))
            return made(own.check_file(path, given.get(path)))

        if jobs < 2 and not self._is_watched():
            return map(check, paths)
        from gialint.run.watching import watched

        return watched(check, paths, jobs, lambda path, lost: made(self._lost(path, lost)))

    def _is_watched(self) -> bool:
        """Return whether plugins may end this process, and somebody cares; who times its phases does not."""
        code = any(each.plugins.code for each in self.every)
        return code and self.watch is unwatched and GATE.get() is not None

    def _lost(self, path: str, lost: Lost) -> Checked:
        """Tell of a file whose check brought down the process that did it (GIA907), or raised (GIA902)."""
        from gialint.run.outcome import broken_over, not_finished

        error = not_finished(lost.detail) if lost.died else broken_over(lost.detail)
        told = unread(legible(path), error, self.engine, self.terms)
        return told._replace(holding=self.linter_for(path).held_for(path))

    def cards(self, *, series: bool = True) -> tuple[RuleCard, ...]:
        """Return the rules asked for and those of the engine, in one language, in order of code.

        Those over several reports are among them only where ``series`` were compared.
        """
        ever = {
            rule.code: rule
            for each in self.every
            for rule in each._all_enabled()
            if series or rule.scope == "report"
        }
        put = sorted((*ever.values(), *self.engine.values()), key=lambda rule: rule.code)
        names = {code: words for each in self.every for code, words in each.families.items()}
        return tuple(card(rule, names, self.terms.language) for rule in put)

    @property
    def families(self) -> Mapping[str, Text]:
        """What families of rules are called (``GIA3``), as packs say in the list ``families``."""
        return family_names(self.knowledge)

    def _all_enabled(self) -> tuple[Rule, ...]:
        """Return the rules that are run on any file, whatever its path."""
        if not self.config.per_path:
            return self.rules
        from gialint.config.rules import all_enabled

        return all_enabled(self.config, self.plugins.rules)

    def read(self, path: str, data: bytes | None = None) -> Report:
        """Read and understand one file; raises Unreadable, and nothing else, whatever goes wrong."""
        own = self.linter_for(path)
        if own is not self:
            return own.read(path, data)
        if not self.knowledge.editions:
            raise Unreadable(Text("没有加载任何报告格式", "no form of report is loaded"))
        try:
            return self._read(path, data)
        except Unreadable:
            raise
        except BaseException as error:
            reraise_interrupt(error)
            from gialint.run.outcome import not_understood

            raise not_understood(error) from error

    def _read(self, path: str, data: bytes | None) -> Report:
        limits = Limits()
        document = self.watch(
            "read", functools.partial(open_document, path, self.plugins.readers, limits, data)
        )
        if not path.isascii():
            document = replace(document, path=legible(path))
        return self.watch(
            "understand", functools.partial(understand, document, self.knowledge, Steps(limits.steps).spend)
        )


def linter(
    config: Config,
    *,
    problems: Iterable[Problem] = (),
    rules: bool = True,
    beside: Sequence[Linter] = (),
) -> Linter:
    """Make a linter from a configuration; errors in plugins and packs are kept as problems.

    With ``beside`` it shares what another one has already loaded, if that is the same, and
    suppresses nothing: that is for the linter of the run.
    """
    cache, told = cache_folder(), tuple(problems)
    try:
        return _linter(config, told, rules, beside, cache)
    except (LookupError, TypeError, ValueError, AttributeError):
        # A manipulated cache is detected here: everything is rebuilt.
        if cache is None or not forget(cache):
            raise
        return _linter(config, told, rules, beside, cache)


def _linter(
    config: Config,
    problems: Sequence[Problem],
    rules: bool,
    beside: Sequence[Linter],
    cache: Path | None,
) -> Linter:
    twin = next((each for each in beside if loads_alike(each.config, config)), None)
    plugins, known, slips = (twin.plugins, twin.knowledge, []) if twin else loaded(config, rules, cache)
    engine = {rule.code: rule for rule in plugins.rules if rule.scope == "engine"}
    by_path = rules_of(config, plugins.rules)
    usual, terms = by_path("")
    suppressions, wrong = suppressions_of(config, plugins) if rules and not beside else (None, [])
    slips += [*slips_of(config, plugins.rules if rules else ()), *wrong]
    if config.bounded and slips:
        from gialint.config.bounds import veiled

        slips = [*veiled(slips, config.origin)]
    return Linter(
        config,
        plugins,
        known,
        usual,
        engine,
        terms,
        by_path,
        (*problems, *slips),
        holding_of(config, plugins),
        suppressions=suppressions,
    )


def in_memory(result: Result) -> Result:
    """Return a result whose outcomes are all held at the same time."""
    return replace(result, reports=tuple(result.reports))


def check(paths: Iterable[str], config: Config | None = None) -> Result:
    """Check files and return the result; a file that cannot be read is reported, the others are checked.

    ``paths`` are files as the user named them; ``discover.find`` turns folders and globs into files.
    """
    named = list(paths)
    return in_memory(linter(config or Config())._replace(digests=len(named) > 1).check(named))


def read(path: str, config: Config | None = None) -> Report:
    """Read and understand one file; raises ``gialint.reading.Unreadable``."""
    return linter(config or Config(), rules=False).read(path)
