"""What is asked of a file: which rules, with which options, at which severities.

Not imported where a configuration says nothing of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from gialint.checking.engine import Terms
from gialint.checking.selecting import Switches, selected
from gialint.config import Config
from gialint.finding import Rule
from gialint.settings.path_settings import PathSettings, fits

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


def ever_put(config: Config, rules: Collection[Rule]) -> tuple[Rule, ...]:
    """Return the rules that are put to any file, whatever its path, in order of code."""
    patterns = [[], *([each] for each in config.per_path)]
    found = {rule.code: rule for given in patterns for rule in _asked(config, rules, given)[0]}
    return tuple(found[code] for code in sorted(found))


def switches(config: Config) -> Iterator[Switches]:
    """Yield what each file of a configuration switches on and off, the command line with the last."""
    for layer in config.layers[:-1]:
        said = layer.settings
        select, ignore, more = (said.get(name, ()) for name in ("select", "ignore", "extend_select"))
        yield Switches(select, ignore, more, afresh="select" in said)
    last = config.layers[-1].settings if config.layers else {}
    yield Switches(config.select, config.ignore, config.extend_select, afresh="select" in last)


def _asked(config: Config, rules: Collection[Rule], overrides: Sequence[PathSettings]) -> Asked:
    severities, options = config.severities, config.options
    put = [*switches(config)]
    for each in overrides:
        from gialint.settings.extending import combined

        put.append(Switches(each.select, each.ignore, each.extend_select))
        severities = {**severities, **each.severities}
        options = combined(options, each.options)
    chosen = selected(rules, put)
    if options:
        from gialint.checking.options import with_options

        chosen = tuple(with_options(rule, options.get(rule.code, {})) for rule in chosen)
    return chosen, Terms(config.language, severities)
