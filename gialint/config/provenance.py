"""Where each value of a configuration comes from: a file, a profile, the command line or the default."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gialint.checking.options import sound
from gialint.checking.selecting import Switches, matched, selected
from gialint.config.asked import switches
from gialint.config.path_settings import PathSettings, fits
from gialint.config.values import OF_RUN, Config, language_of
from gialint.model import Rule
from gialint.reporting.config_table import Held, Source, Switched

if TYPE_CHECKING:
    from gialint.config.configfile import Layer
    from gialint.sources.located import Keys

LISTS = ("rules", "plugins", "lexicons")
DEFAULT_PROFILE = "recommended"


class _Saying(NamedTuple):
    """What one layer says, as a whole or for one pattern; no layer is the command line."""

    layer: Layer | None
    settings: Mapping[str, Any]
    above: Keys = ()

    def source(self, keys: Keys) -> Source:
        if self.layer is None or self.layer.by_hand:
            return Source("command")
        found = self.layer.written((*self.above, *keys)) or self.above
        line, _ = self.layer.file.locate(found, key=bool(found))
        pattern = str(self.above[1]) if self.above else ""
        kind: Literal["file", "profile"] = "profile" if self.layer.profile else "file"
        return Source(kind, f"{self.layer.file.path}:{line}", self.layer.profile, pattern)


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
    sayings = [*_sayings(config), *(_of(config, each) for each in _fitting(config, path))]
    single = (name for name in OF_RUN if name != "exclude")
    rows = [*_extended(sayings), *(_single(run, name, _sayings(run), environ) for name in single)]
    found: dict[tuple[str, ...], Held] = {}
    for saying in sayings:
        found |= dict(_leaves(saying, known))
    for saying in _sayings(run):
        found |= dict(_items(saying, "exclude"))
    rows += [found[key] for key in sorted(found, key=_order)]
    rows += [
        Held("per_path", each.pattern, _of(config, each).source(())._replace(pattern=""))
        for each in config.per_path
        if not path
    ]
    return [row for row in rows if row.value is not None]


def switched(config: Config, rules: Collection[Rule], path: str) -> list[Switched]:
    """Return the rules that are on or off for a file, or in general, otherwise than by default."""
    fitting = _fitting(config, path)
    put = [*switches(config), *(Switches(each.select, each.ignore, each.extend_select) for each in fitting)]
    sayings = [*(_sayings(config) or [_Saying(None, {})]), *(_of(config, each) for each in fitting)]
    found = (_decided(rule, put, sayings) for rule in sorted(rules, key=lambda rule: rule.code))
    return [each for each in found if each]


def _decided(rule: Rule, put: Sequence[Switches], sayings: Sequence[_Saying]) -> Switched | None:
    states = [rule.status != "off"]
    states += [bool(selected([rule], put[: end + 1])) for end in range(len(put))]
    if rule.scope != "report" or states[-1] == states[0]:
        return None
    last = max(end for end in range(len(put)) if states[end + 1] != states[end])
    return Switched(rule.code, states[-1], sayings[last].source(_said_of(rule, put[last], states[-1])))


def _said_of(rule: Rule, said: Switches, on: bool) -> Keys:
    """Return the keys to the word that switched a rule."""
    lists = {"select": said.select, "extend_select": said.extend_select} if on else {"ignore": said.ignore}
    found = [
        (len(prefix), name, place)
        for name, prefixes in lists.items()
        for place, prefix in enumerate(prefixes)
        if matched(rule.code, prefix)
    ]
    return max(found)[1:] if found else ("select",)


def _sayings(config: Config) -> list[_Saying]:
    return [_Saying(layer, layer.settings) for layer in config.layers]


def _fitting(config: Config, path: str) -> list[PathSettings]:
    return [each for each in config.per_path if path and fits(each, path)]


def _of(config: Config, settings: PathSettings) -> _Saying:
    """Return what is said under a pattern."""
    for layer in config.layers:
        if settings in layer.settings.get("per_path", ()):
            return _Saying(layer, settings._asdict(), ("per_path", settings.pattern))
    return _Saying(None, settings._asdict())


def _extended(sayings: Sequence[_Saying]) -> Iterator[Held]:
    found = False
    for saying in sayings:
        for place, word in enumerate(saying.settings.get("extends", ())):
            found = True
            yield Held("extends", word, saying.source(("extends", place)))
    for saying in sayings:
        # A profile that nobody extends was named on the command line.
        if saying.layer is not None and saying is sayings[-1] and saying.layer.profile:
            found = True
            yield Held("extends", saying.layer.profile, Source("command"))
    if not found:
        yield Held("extends", DEFAULT_PROFILE, Source("default"))


def _single(config: Config, name: str, sayings: Sequence[_Saying], environ: Mapping[str, str]) -> Held:
    value = getattr(config, name)
    for saying in reversed(sayings):
        if name in saying.settings:
            source = saying.source((name,)) if saying.settings[name] == value else Source("command")
            return Held(name, _shown(value), source)
    if name == "language":
        return Held(name, value, Source("locale" if value == language_of(environ) else "command"))
    return Held(name, _shown(value), Source("default" if value == Config()._asdict()[name] else "command"))


def _leaves(saying: _Saying, known: Mapping[str, Rule]) -> Iterator[tuple[tuple[str, ...], Held]]:
    """Yield what a saying sets, each under a key that a later saying of the same replaces."""
    for name in LISTS:
        yield from _items(saying, name)
    for code, severity in saying.settings.get("severities", {}).items():
        if code in known:
            name = f"severities.{code}"
            yield (name,), Held(name, severity.word, saying.source(("severities", code)))
    for code, options in saying.settings.get("options", {}).items():
        right = sound(known[code], options) if code in known else {}
        for option, value in right.items():
            yield from _option(saying, ("options", code, option), value)


def _items(saying: _Saying, name: str) -> Iterator[tuple[tuple[str, ...], Held]]:
    for place, item in enumerate(saying.settings.get(name, ())):
        yield (name, str(item)), Held(name, str(item), saying.source((name, place)))


def _option(saying: _Saying, keys: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Held]]:
    name = ".".join(keys)
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _option(saying, (*keys, key), one)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield (name, str(item)), Held(name, item, saying.source((*keys, place)))
    else:
        yield (name,), Held(name, value, saying.source(keys))


def _order(key: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    family = key[0].partition(".")[0]
    return [*LISTS, "exclude", "severities", "options"].index(family), key


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else value
