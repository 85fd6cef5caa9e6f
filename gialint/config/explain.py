"""Where each value of a configuration comes from: a file, a profile, the command line or the default."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gialint.checking.options import Switches, matched, selected, sound
from gialint.config.load import language_of
from gialint.config.rules import Saying, saying_of, sayings, switches
from gialint.config.settings import OF_RUN, SETTINGS, Config
from gialint.model import Rule
from gialint.reporting.config_table import Held, Source, Switched

if TYPE_CHECKING:
    from gialint.sources.located import Keys

LISTS = ("rules", "plugins", "lexicons")
DEFAULT_PROFILE = "recommended"

Leaves = Iterator[tuple[tuple[str, ...], Held]]
"""What is set, each under a key that a later saying of the same replaces."""


def held(
    config: Config,
    path: str,
    rules: Collection[Rule],
    environ: Mapping[str, str] = os.environ,
    *,
    run: Config | None = None,
) -> list[Held]:
    """Return what holds for a file, or for ``""`` in general, in order of the settings.

    What is asked of the run alone is as its own configuration has it. What is said of rules that there
    are not, and options that are wrong, do not hold.
    """
    known = {rule.code: rule for rule in rules}
    run = run or config
    patterns = [each for each in config.per_path if path and each.fits(path)]
    said = [*sayings(config), *(saying_of(config, each) for each in patterns)]
    rows = [*_extended(said)]
    rows += [_single(run, name, environ) for name in OF_RUN if SETTINGS[name].merge == "later"]
    found: dict[tuple[str, ...], Held] = {}
    for saying in said:
        found |= dict(_leaves(saying, known))
    for saying in sayings(run):
        found |= dict(_items(saying, "exclude"))
    order = [*LISTS, "exclude", "severities", "options"]
    rows += [
        found[key] for key in sorted(found, key=lambda key: (order.index(key[0].partition(".")[0]), key))
    ]
    if not path:
        for each in config.per_path:
            source = _source(saying_of(config, each), ())._replace(pattern="")
            rows.append(Held("per_path", each.pattern, source))
    return [row for row in rows if row.value is not None]


def switched(config: Config, rules: Collection[Rule], path: str) -> list[Switched]:
    """Return the rules that are on or off for a file, or in general, otherwise than by default."""
    patterns = [each for each in config.per_path if path and each.fits(path)]
    put = switches(config, patterns)
    said = [*(sayings(config) or [Saying(None, {})]), *(saying_of(config, each) for each in patterns)]
    found = (_decided(rule, put, said) for rule in sorted(rules, key=lambda rule: rule.code))
    return [each for each in found if each]


def _decided(rule: Rule, put: Sequence[Switches], said: Sequence[Saying]) -> Switched | None:
    states = [rule.status != "off"]
    states += [bool(selected([rule], put[: end + 1])) for end in range(len(put))]
    if rule.scope != "report" or states[-1] == states[0]:
        return None
    last = max(end for end in range(len(put)) if states[end + 1] != states[end])
    return Switched(rule.code, states[-1], _source(said[last], _switching(rule, put[last], states[-1])))


def _switching(rule: Rule, said: Switches, on: bool) -> Keys:
    """Return the keys to the word that switched a rule."""
    lists = {"select": said.select, "extend_select": said.extend_select} if on else {"ignore": said.ignore}
    found = [
        (len(prefix), name, place)
        for name, prefixes in lists.items()
        for place, prefix in enumerate(prefixes)
        if matched(rule.code, prefix)
    ]
    return max(found)[1:] if found else ("select",)


def _source(saying: Saying, keys: Keys) -> Source:
    layer, above = saying.layer, saying.above
    if layer is None or layer.by_hand:
        return Source("command")
    found = layer.written((*above, *keys)) or above
    line, _ = layer.file.locate(found, key=bool(found))
    where, pattern = f"{layer.file.path}:{line}", str(above[1]) if above else ""
    return Source("profile" if layer.profile else "file", where, layer.profile, pattern)


def _extended(said: Sequence[Saying]) -> Iterator[Held]:
    found = False
    for saying in said:
        for place, word in enumerate(saying.settings.get("extends", ())):
            found = True
            yield Held("extends", word, _source(saying, ("extends", place)))
    # A profile that no file extends was named on the command line.
    last = said[-1].layer if said else None
    if last is not None and last.profile:
        yield Held("extends", last.profile, Source("command"))
    elif not found:
        yield Held("extends", DEFAULT_PROFILE, Source("default"))


def _single(config: Config, name: str, environ: Mapping[str, str]) -> Held:
    value = getattr(config, name)
    shown = str(value) if isinstance(value, Path) else value
    for saying in reversed(sayings(config)):
        if name in saying.settings:
            said = saying.settings[name] == value
            return Held(name, shown, _source(saying, (name,)) if said else Source("command"))
    if name == "language":
        return Held(name, value, Source("locale" if value == language_of(environ) else "command"))
    return Held(name, shown, Source("default" if value == Config()._asdict()[name] else "command"))


def _leaves(saying: Saying, known: Mapping[str, Rule]) -> Leaves:
    for name in LISTS:
        yield from _items(saying, name)
    for code, severity in saying.settings.get("severities", {}).items():
        if code in known:
            name = f"severities.{code}"
            yield (name,), Held(name, severity.word, _source(saying, ("severities", code)))
    for code, options in saying.settings.get("options", {}).items():
        right = sound(known[code], options) if code in known else {}
        for option, value in right.items():
            yield from _option(saying, ("options", code, option), value)


def _items(saying: Saying, name: str) -> Leaves:
    for place, item in enumerate(saying.settings.get(name, ())):
        yield (name, str(item)), Held(name, str(item), _source(saying, (name, place)))


def _option(saying: Saying, keys: tuple[str, ...], value: Any) -> Leaves:
    name = ".".join(keys)
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _option(saying, (*keys, key), one)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield (name, str(item)), Held(name, item, _source(saying, (*keys, place)))
    else:
        yield (name,), Held(name, value, _source(saying, keys))
