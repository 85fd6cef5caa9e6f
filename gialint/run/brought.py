"""What a configuration brings to a linter: plugins, what is known with them, and what is switched off."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from gialint.checking.diagnostics import MessageOptions
from gialint.config import Config
from gialint.model import Holding, Problem, Rule
from gialint.plugins.knowledge import editions, knowledge, lexicon_data, lists, names
from gialint.plugins.loading import Plugins, load
from gialint.reading.files import legible
from gialint.understanding.understand import Knowledge

if TYPE_CHECKING:
    from pathlib import Path

    from gialint.checking.suppression import Suppressions


def loads_alike(config: Config, other: Config) -> bool:
    """Return whether two configurations bring the same plugins, rules and words."""
    one, two = ((each.plugins, each.sources, each.rules, each.lexicons) for each in (config, other))
    return one == two and (config.root == other.root or not config.plugins)


def loaded(config: Config, rules: bool, cache: Path | None) -> tuple[Plugins, Knowledge, list[Problem]]:
    """Return what plugins bring and what is known with them, and what is broken in it."""
    forms, phrases = functools.cache(editions), functools.cache(lexicon_data)
    plugins = load(
        config,
        rules=rules,
        cache=cache,
        names=lambda paths, lexicons, stores: names(
            forms(paths, stores)[0], lists(phrases(lexicons, stores)[0])
        ),
        kinds=lambda paths, stores: tuple(dict.fromkeys(form.form for form in forms(paths, stores)[0])),
    )
    known, slips = forms(plugins.editions, plugins.stores)
    words, broken = phrases(plugins.lexicons, plugins.stores)
    return plugins, knowledge(known, words), [*plugins.problems, *slips, *broken]


def rules_of(
    config: Config, rules: tuple[Rule, ...]
) -> Callable[[str], tuple[tuple[Rule, ...], MessageOptions]]:
    """Return a function from a path to the rules run on that file, and the options of their messages."""
    if config.speaks_of_rules:
        from gialint.config.rules import rules_by_path

        return rules_by_path(config, rules)
    usual = tuple(rule for rule in rules if rule.scope != "engine" and rule.status != "off")
    terms = MessageOptions(config.language)
    return lambda path: (usual, terms)


def holding_of(config: Config, plugins: Plugins) -> Callable[[str], Holding]:
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


def slips_of(config: Config, rules: Collection[Rule]) -> list[Problem]:
    """Return what a configuration says that means nothing to the rules."""
    if not rules or not config.speaks_of_rules:
        return []
    from gialint.config.rules import config_slips

    return config_slips(config, rules)


def suppressions_of(config: Config, plugins: Plugins) -> tuple[Suppressions | None, list[Problem]]:
    """Return what a configuration suppresses, and what is wrong with the files that say it."""
    if not (config.waivers or config.baseline):
        return None, []
    from gialint.checking.suppression import load_suppressions

    known = [rule.code for rule in plugins.rules]
    return load_suppressions(config.waivers, config.baseline, config.today, known)
