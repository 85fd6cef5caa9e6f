"""What a configuration says of rules: which are run on a file, with which options, at which severities.

Also mistakes in it that only show once rules are known: codes, options and patterns without effect.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from gialint.checking.diagnostics import MessageOptions
from gialint.checking.options import ALL, Switches, option_misfits, selected, with_options
from gialint.config.layers import combined
from gialint.config.settings import Config, PathSettings
from gialint.files import path_pattern
from gialint.model import Holding, Problem, Rule, Severity, Text
from gialint.reading.files import legible
from gialint.records import NamedTuple
from gialint.sources.suggest import did_you_mean, meant

if TYPE_CHECKING:
    from gialint.config.layer import Layer
    from gialint.sources.located import Keys

CODE = "GIA906"
SELECTING = ("select", "extend_select", "ignore")

RulesAndTerms = tuple[tuple[Rule, ...], MessageOptions]
"""The rules that are put to a file, with their options, and the terms on which they are."""
Of = TypeVar("Of")


class Saying(NamedTuple):
    """What one file says, as a whole or ``above`` for one pattern; no layer is the command line."""

    layer: Layer | None
    settings: Mapping[str, Any]
    above: Keys = ()

    @property
    def switches(self) -> Switches:
        """What it switches on and off; only a file can reset ``select`` to nothing."""
        select, ignore, more = (self.settings.get(name, ()) for name in ("select", "ignore", "extend_select"))
        return Switches(select, ignore, more, afresh="select" in self.settings and not self.above)

    def problem(self, message: Text, keys: Keys, *, key: bool, hint: Text | None = None) -> Problem:
        """Return a problem (GIA906) at the innermost of the keys that is written."""
        if self.layer is None:
            return Problem(CODE, message, hint=hint)
        written = (self.layer.written((*self.above, *keys[:end])) for end in range(len(keys), -1, -1))
        found: Keys = next(filter(None, written), ())
        return self.layer.file.problem(message, found, key=key, hint=hint)


def sayings(config: Config) -> list[Saying]:
    """Return what each file of a configuration says; patterns apart."""
    return [Saying(layer, layer.settings) for layer in config.layers]


def saying_of(config: Config, pattern: PathSettings) -> Saying:
    """Return what is said under a pattern."""
    above = ("per_path", pattern.pattern)
    found = (layer for layer in config.layers if pattern in layer.settings.get("per_path", ()))
    return Saying(next(found, None), pattern._asdict(), above)


def rules_by_path(config: Config, rules: Collection[Rule]) -> Callable[[str], RulesAndTerms]:
    """Return a function from a path to the rules of that file; files with the same settings share them."""
    return _by_path(config, lambda patterns: _enabled(config, rules, patterns))


def switched_off_by_path(
    config: Config, rules: Collection[Rule], own: Collection[str]
) -> Callable[[str], Holding]:
    """Return a function from a path to what the configuration switched off; the command line does not count.

    ``own`` are the codes of the rules that it brings: what these cover counts as ignored, and what they cap
    as lowered.
    """
    return _by_path(config, lambda patterns: _switched_off(config, rules, own, patterns))


def all_enabled(config: Config, rules: Collection[Rule]) -> tuple[Rule, ...]:
    """Return the rules that are run on any file, whatever its path, in order of code."""
    patterns = [[], *([each] for each in config.per_path)]
    found = {rule.code: rule for given in patterns for rule in _enabled(config, rules, given)[0]}
    return tuple(found[code] for code in sorted(found))


def switches(config: Config, patterns: Iterable[PathSettings] = ()) -> list[Switches]:
    """Return what each file of a configuration switches on and off, the command line with the last."""
    last = config.layers[-1].settings if config.layers else {}
    own = Switches(config.select, config.ignore, config.extend_select, afresh="select" in last)
    return [
        *(each.switches for each in sayings(config)[:-1]),
        own,
        *(saying_of(config, each).switches for each in patterns),
    ]


def config_slips(config: Config, rules: Collection[Rule]) -> list[Problem]:
    """Return a problem (GIA906) for each code that no rule has, and each option that its rule has not.

    Where something was withheld for want of trust, a code may be of a rule that was not loaded.
    """
    known = {rule.code: rule for rule in rules}
    return [
        problem
        for saying in _every_saying(config)
        for problem in (*(() if config.withheld else _unknown(saying, known)), *_slips(saying, known))
    ]


def unused_patterns(config: Config, paths: Collection[str]) -> list[Problem]:
    """Return a problem, of no code, for each pattern that matches no file, checked or next to them."""
    idle = (each for each in config.per_path if not any(map(each.fits, paths)))
    return [
        *(_unused(config, "per_path", each, each.pattern) for each in idle if _fits_nothing(each)),
        *(_unused(config, "exclude", each, None) for each in config.exclude if _fits_nothing(each)),
    ]


def _by_path(config: Config, of: Callable[[Sequence[PathSettings]], Of]) -> Callable[[str], Of]:
    """Return what finds something by the patterns that fit a path, once for each such set."""

    @cache
    def of_places(places: tuple[int, ...]) -> Of:
        return of([config.per_path[place] for place in places])

    def of_path(path: str) -> Of:
        return of_places(tuple(place for place, each in enumerate(config.per_path) if each.fits(path)))

    return of_path


def _switched_off(
    config: Config, rules: Collection[Rule], own: Collection[str], patterns: Sequence[PathSettings]
) -> Holding:
    said = [Saying(layer, layer.settings) for layer in config.layers if not layer.by_hand]
    said += [saying_of(config, each) for each in patterns]
    severities: dict[str, Severity] = {}
    for each in said:
        severities |= each.settings.get("severities", {})
    usual, left = (selected(rules, given) for given in ((), [each.switches for each in said]))
    kept = {rule.code for rule in left}
    brought = [rule for rule in left if rule.code in own]
    covered = {code for rule in brought for code in rule.covers} - set(own)
    ceiling = min((rule.caps for rule in brought if rule.caps), default=Severity.ERROR)
    ignored = tuple(rule.code for rule in usual if rule.code not in kept or rule.code in covered)
    lowered = tuple(
        rule.code
        for rule in left
        if min(severities.get(rule.code, rule.severity), Severity.ERROR if rule.code in own else ceiling)
        < rule.severity
    )
    return Holding(legible(config.origin), ignored, lowered)


def _enabled(config: Config, rules: Collection[Rule], patterns: Sequence[PathSettings]) -> RulesAndTerms:
    severities, options = config.severities, config.options
    for each in patterns:
        severities = {**severities, **each.severities}
        options = combined(options, each.options)
    chosen = selected(rules, switches(config, patterns))
    if options:
        chosen = tuple(with_options(rule, options.get(rule.code, {})) for rule in chosen)
    return chosen, MessageOptions(config.language, severities)


def _fits_nothing(pattern: Any) -> bool:
    """Return whether a pattern matches no file or folder below the one it is relative to."""
    return not path_pattern.somewhere(pattern.pattern, str(pattern.root))


def _unused(config: Config, setting: str, each: Any, key: str | None) -> Problem:
    """Return the problem of a pattern; ``key`` is what it is written under, if not in a list."""
    message = Text(f"{setting} 的这个模式没有匹配任何文件", f"this pattern of {setting} matches no file")
    for saying in sayings(config):
        said = saying.settings.get(setting, ())
        if each in said:
            keys: Keys = (setting, key or said.index(each))
            return saying.problem(message, keys, key=key is not None)._replace(code="")
    return Problem("", message, each.pattern)


def _every_saying(config: Config) -> Iterator[Saying]:
    """Yield what each file says, as a whole and for its patterns, then what no file says."""
    said: dict[str, Any] = {}
    for saying in sayings(config):
        yield saying
        for pattern in saying.settings.get("per_path", ()):
            yield Saying(saying.layer, pattern._asdict(), ("per_path", pattern.pattern))
        said = {name: saying.settings.get(name, ()) for name in SELECTING}
    rest: dict[str, Any] = {
        name: [code for code in getattr(config, name) if code not in said.get(name, ())] for name in SELECTING
    }
    if not config.layers:
        rest |= {"severities": config.severities, "options": config.options}
    yield Saying(None, rest)


def _unknown(saying: Saying, known: Mapping[str, Rule]) -> Iterator[Problem]:
    for setting in SELECTING:
        for place, prefix in enumerate(saying.settings.get(setting, ())):
            if prefix != ALL and not any(code.startswith(prefix) for code in known):
                yield _no_code(saying, (setting, place), prefix, known, key=False)
    for setting in ("severities", "options"):
        for code in saying.settings.get(setting, ()):
            if code not in known:
                yield _no_code(saying, (setting, code), code, known, key=True)


def _no_code(saying: Saying, keys: Keys, code: str, known: Collection[str], *, key: bool) -> Problem:
    message = Text(f"{keys[0]} 里的 {code} 不是任何规则的代码", f"{code} in {keys[0]} is not a rule code")
    # A prefix resembles every code a little; only what is about as long was meant.
    alike = [one for one in known if abs(len(one) - len(code)) <= 1]
    return saying.problem(message, keys, key=key, hint=meant(did_you_mean(code, alike)))


def _slips(saying: Saying, known: Mapping[str, Rule]) -> Iterator[Problem]:
    for code in saying.settings.get("severities", ()):
        if code in known and known[code].scope == "engine":
            own = Text(
                f"{code} 说的是 gialint 自身的工作，级别不能改",
                f"{code} is about gialint itself: its severity stays",
            )
            yield saying.problem(own, ("severities", code), key=True)
    for code, options in saying.settings.get("options", {}).items():
        for misfit in option_misfits(known[code], options) if code in known else ():
            keys: Keys = ("options", code, *misfit.keys)
            yield saying.problem(misfit.message, keys, key=misfit.key, hint=misfit.hint)
