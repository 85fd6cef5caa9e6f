"""The whole way of a file: it is read, understood and checked; what went wrong is kept."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from gialint.checking.diagnostics import MessageOptions, full_text, no_report, unread
from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.files.cache import Stores, cache_folder, forget
from gialint.foreign import GATE, cause, reraise_interrupt
from gialint.model import Checked, Holding, LeftOut, Problem, Rule, RuleCard, Text
from gialint.plugins.knowledge import editions, knowledge, lists, names
from gialint.plugins.lexicons import lexicon_data
from gialint.plugins.loading import Plugins, load
from gialint.reading import Limits, Steps, Unreadable
from gialint.reading.files import legible
from gialint.reading.opening import open_document
from gialint.records import NamedTuple, replace
from gialint.reporting.phrases import card, family_names
from gialint.run.unchecked import broken_over, not_finished
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

    def check_file(self, path: str, data: bytes | None = None) -> Checked:
        """Check one file; one that cannot be read yields its reason (GIA902, GIA907)."""
        own = self.linter_for(path)
        return own._check_file(path, data)._replace(holding=own.held_for(path))

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
            return unread(legible(path), broken_over(cause(error)), self.engine, self.terms)

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

    def each(self, paths: Iterable[str], given: Mapping[str, bytes], jobs: int) -> Iterable[Checked]:
        """Yield the outcome of each file by itself, in order."""
        return self.made_of_each(paths, given, jobs, lambda found: found)

    def made_of_each(
        self, paths: Iterable[str], given: Mapping[str, bytes], jobs: int, made: Callable[[Checked], Made]
    ) -> Iterable[Made]:
        """Yield, in order, what is ``made`` of the outcome of each file by the process that checks it."""

        def check(path: str) -> Made:
            own = self.linter_for(path)
            if own.cache and path not in given:
                return made(own.cache.check(path, own.check_file)._replace(holding=own.held_for(path)))
            return made(own.check_file(path, given.get(path)))

        def lost(path: str, how: Lost) -> Made:
            error = not_finished(how.detail) if how.died else broken_over(how.detail)
            told = unread(legible(path), error, self.engine, self.terms)
            return made(told._replace(holding=self.linter_for(path).held_for(path)))

        # Plugins may end this process, and somebody may care; who times its phases does not.
        code = any(each.plugins.code for each in self.every)
        is_watched = code and self.watch is unwatched and GATE.get() is not None
        if jobs < 2 and not is_watched:
            return map(check, paths)
        from gialint.run.pool import watched

        return watched(check, paths, jobs, lost)

    def cards(self, *, series: bool = True) -> tuple[RuleCard, ...]:
        """Return the rules asked for and those of the engine, in one language, in order of code.

        Those over several reports are among them only where ``series`` were compared.
        """
        ever: dict[str, Rule] = {}
        for each in self.every:
            rules = each.rules
            if each.config.per_path:
                from gialint.config.rules import all_enabled

                rules = all_enabled(each.config, each.plugins.rules)
            ever |= {rule.code: rule for rule in rules if series or rule.scope == "report"}
        put = sorted((*ever.values(), *self.engine.values()), key=lambda rule: rule.code)
        names = {code: words for each in self.every for code, words in each.families.items()}
        return tuple(card(rule, names, self.terms.language) for rule in put)

    @property
    def families(self) -> Mapping[str, Text]:
        """What families of rules are called (``GIA3``), as packs say in the list ``families``."""
        return family_names(self.knowledge)

    def read(self, path: str, data: bytes | None = None) -> Report:
        """Read and understand one file; raises Unreadable, and nothing else, whatever goes wrong."""
        own, limits = self.linter_for(path), Limits()
        if not own.knowledge.editions:
            raise Unreadable(Text("没有加载任何报告格式", "no form of report is loaded"))
        opened = functools.partial(open_document, path, own.plugins.readers, limits, data)
        try:
            document = own.watch("read", opened)
            if not path.isascii():
                document = replace(document, path=legible(path))
            spend = Steps(limits.steps).spend
            return own.watch("understand", functools.partial(understand, document, own.knowledge, spend))
        except Unreadable:
            raise
        except BaseException as error:
            reraise_interrupt(error)
            raise broken_over(cause(error)) from error


def linter(
    config: Config, *, problems: Iterable[Problem] = (), rules: bool = True, beside: Sequence[Linter] = ()
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
    config: Config, problems: Sequence[Problem], rules: bool, beside: Sequence[Linter], cache: Path | None
) -> Linter:
    twin = next((each for each in beside if _loads_alike(each.config, config)), None)
    plugins, known, slips = (twin.plugins, twin.knowledge, []) if twin else _loaded(config, rules, cache)
    suppressions: Suppressions | None = None
    if rules and config.speaks_of_rules and plugins.rules:
        from gialint.config.rules import config_slips

        slips += config_slips(config, plugins.rules)
    if rules and not beside and (config.waivers or config.baseline):
        from gialint.checking.suppression import load_suppressions

        codes = [rule.code for rule in plugins.rules]
        suppressions, wrong = load_suppressions(config.waivers, config.baseline, config.today, codes)
        slips += wrong
    slips = config.veiled(slips)
    engine = {rule.code: rule for rule in plugins.rules if rule.scope == "engine"}
    by_path = _rules_by_path(config, plugins.rules)
    usual, terms = by_path("")
    told, held = (*problems, *slips), _holding_by_path(config, plugins)
    return Linter(
        config, plugins, known, usual, engine, terms, by_path, told, held, suppressions=suppressions
    )


def _loads_alike(config: Config, other: Config) -> bool:
    """Return whether two configurations bring the same plugins, rules and words."""
    one, two = ((each.plugins, each.sources, each.rules, each.lexicons) for each in (config, other))
    return one == two and (config.root == other.root or not config.plugins)


def _loaded(config: Config, rules: bool, cache: Path | None) -> tuple[Plugins, Knowledge, list[Problem]]:
    """Return what plugins bring and what is known with them, and what is broken in it."""
    forms = functools.cache(editions)

    @functools.cache
    def phrases(
        lexicons: Sequence[Path], editions: Sequence[Path], stores: Stores
    ) -> tuple[list[Mapping[str, Any]], list[Problem]]:
        return lexicon_data(lexicons, stores, forms(editions, stores)[0])

    plugins = load(
        config,
        rules=rules,
        cache=cache,
        names=lambda paths, lexicons, stores: names(
            forms(paths, stores)[0], lists(phrases(lexicons, paths, stores)[0])
        ),
        kinds=lambda paths, stores: tuple(dict.fromkeys(form.form for form in forms(paths, stores)[0])),
    )
    known, slips = forms(plugins.editions, plugins.stores)
    words, broken = phrases(plugins.lexicons, plugins.editions, plugins.stores)
    return plugins, knowledge(known, words), [*plugins.problems, *slips, *broken]


def _rules_by_path(
    config: Config, rules: tuple[Rule, ...]
) -> Callable[[str], tuple[tuple[Rule, ...], MessageOptions]]:
    """Return a function from a path to the rules run on that file, and the options of their messages."""
    if config.speaks_of_rules:
        from gialint.config.rules import rules_by_path

        return rules_by_path(config, rules)
    usual = tuple(rule for rule in rules if rule.scope != "engine" and rule.status != "off")
    terms = MessageOptions(config.language)
    return lambda path: (usual, terms)


def _holding_by_path(config: Config, plugins: Plugins) -> Callable[[str], Holding]:
    """Return a function from a path to what the configuration switched off for that file."""
    if config.layers and config.origin:
        from gialint.config.rules import switched_off_by_path

        named = {*map(str, config.rules), *config.plugins}
        own = [
            code
            for each in plugins.registered
            if each.name in named
            for code in each.brought.get("rules", ())
        ]
        return switched_off_by_path(config, plugins.rules, own)
    held = Holding(legible(config.origin))
    return lambda path: held
