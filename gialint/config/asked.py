"""What is asked of a file: which rules, with which options, at which severities.

Not imported where a configuration says nothing of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from gialint.checking.engine import Terms
from gialint.checking.selecting import Switches, selected
from gialint.config.path_settings import PathSettings, fits
from gialint.config.values import Config
from gialint.model import Holding, Rule, Severity
from gialint.reading.files import legible

if TYPE_CHECKING:
    from gialint.config.configfile import Layer

Asked = tuple[tuple[Rule, ...], Terms]
"""The rules that are put to a file, with their options, and the terms on which they are."""


def asking(config: Config, rules: Collection[Rule]) -> Callable[[str], Asked]:
    """Return what tells what is asked of a file by its path; files with the same settings share it."""

    @cache
    def asked(fitting: tuple[int, ...]) -> Asked:
        return _asked(config, rules, [config.per_path[place] for place in fitting])

    def of(path: str) -> Asked:
        if not config.per_path:
            return asked(())
        return asked(tuple(place for place, each in enumerate(config.per_path) if fits(each, path)))

    return of


def holding(config: Config, rules: Collection[Rule], own: Collection[str]) -> Callable[[str], Holding]:
    """Return what tells what a configuration switched off for a file; the command line has no part in it.

    ``own`` are the codes of the rules that it brings: what these cover counts as ignored, and what they cap
    as lowered.
    """

    @cache
    def held(fitting: tuple[int, ...]) -> Holding:
        return _holding(config, rules, own, [config.per_path[place] for place in fitting])

    def of(path: str) -> Holding:
        return held(tuple(place for place, each in enumerate(config.per_path) if fits(each, path)))

    return of


def ever_put(config: Config, rules: Collection[Rule]) -> tuple[Rule, ...]:
    """Return the rules that are put to any file, whatever its path, in order of code."""
    patterns = [[], *([each] for each in config.per_path)]
    found = {rule.code: rule for given in patterns for rule in _asked(config, rules, given)[0]}
    return tuple(found[code] for code in sorted(found))


def switches(config: Config) -> Iterator[Switches]:
    """Yield what each file of a configuration switches on and off, the command line with the last."""
    yield from map(_said, config.layers[:-1])
    last = config.layers[-1].settings if config.layers else {}
    yield Switches(config.select, config.ignore, config.extend_select, afresh="select" in last)


def _said(layer: Layer) -> Switches:
    said = layer.settings
    select, ignore, more = (said.get(name, ()) for name in ("select", "ignore", "extend_select"))
    return Switches(select, ignore, more, afresh="select" in said)


def _holding(
    config: Config, rules: Collection[Rule], own: Collection[str], overrides: Sequence[PathSettings]
) -> Holding:
    files = [layer for layer in config.layers if not layer.by_hand]
    put = [*map(_said, files)]
    put += [Switches(each.select, each.ignore, each.extend_select) for each in overrides]
    severities: dict[str, Severity] = {}
    said = [layer.settings.get("severities", {}) for layer in files]
    for each in (*said, *(override.severities for override in overrides)):
        severities |= each
    usual, left = (selected(rules, given) for given in ((), put))
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


def _asked(config: Config, rules: Collection[Rule], overrides: Sequence[PathSettings]) -> Asked:
    severities, options = config.severities, config.options
    put = [*switches(config)]
    for each in overrides:
        from gialint.config.extending import combined

        put.append(Switches(each.select, each.ignore, each.extend_select))
        severities = {**severities, **each.severities}
        options = combined(options, each.options)
    chosen = selected(rules, put)
    if options:
        from gialint.checking.options import with_options

        chosen = tuple(with_options(rule, options.get(rule.code, {})) for rule in chosen)
    return chosen, Terms(config.language, severities)
