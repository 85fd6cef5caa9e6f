"""What is wrong with a configuration once rules are known: codes, options and patterns that mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from gialint.checking.selecting import ALL
from gialint.config.values import Config
from gialint.model import Problem, Rule, Words
from gialint.sources.suggest import did_you_mean, meant

if TYPE_CHECKING:
    from gialint.sources.located import Keys

CODE = "GIA906"
SELECTING = ("select", "extend_select", "ignore")


class _Saying(NamedTuple):
    """Settings as somebody said them: a file, a pattern in one, or nobody in particular."""

    settings: Mapping[str, Any]
    problem: Callable[[Words, Keys, bool, Words | None], Problem]


def config_slips(config: Config, rules: Collection[Rule]) -> list[Problem]:
    """Return a problem (GIA906) for each code that no rule has, and each option that its rule has not.

    Where something was withheld for want of trust, a code may be of a rule that was not loaded.
    """
    known = {rule.code: rule for rule in rules}
    return [
        problem
        for saying in _sayings(config)
        for problem in (*(() if config.withheld else _unknown(saying, known)), *_slips(saying, known))
    ]


def unused_patterns(config: Config, paths: Collection[str]) -> list[Problem]:
    """Return a problem, of no code, for each pattern that fits no file, neither checked nor beside them."""
    from gialint.config.path_settings import nowhere, unused

    return [
        *(_unused(config, "per_path", each, each.pattern) for each in unused(config.per_path, paths)),
        *(_unused(config, "exclude", each, None) for each in config.exclude if nowhere(each)),
    ]


def _unused(config: Config, setting: str, each: Any, key: str | None) -> Problem:
    """Return the problem of a pattern; ``key`` is what it is written under, if not in a list."""
    message = Words(f"{setting} 的这个模式没有匹配任何文件", f"this pattern of {setting} fits no file")
    for layer in config.layers:
        said = layer.settings.get(setting, ())
        if each in said:
            keys: Keys = (setting, key or said.index(each))
            return _at(layer, ())(message, keys, key is not None, None)._replace(code="")
    return Problem("", message, each.pattern)


def _sayings(config: Config) -> Iterator[_Saying]:
    said: dict[str, Any] = {}
    for layer in config.layers:
        yield _Saying(layer.settings, _at(layer, ()))
        for place in layer.settings.get("per_path", ()):
            yield _Saying(place._asdict(), _at(layer, ("per_path", place.pattern)))
        said = {name: layer.settings.get(name, ()) for name in SELECTING}
    rest: dict[str, Any] = {
        name: [code for code in getattr(config, name) if code not in said.get(name, ())] for name in SELECTING
    }
    if not config.layers:
        rest |= {"severities": config.severities, "options": config.options}
    yield _Saying(rest, lambda message, keys, key, hint: Problem(CODE, message, hint=hint))


def _at(layer: Any, above: Keys) -> Callable[[Words, Keys, bool, Words | None], Problem]:
    def problem(message: Words, keys: Keys, key: bool, hint: Words | None) -> Problem:
        written = (layer.written((*above, *keys[:end])) for end in range(len(keys), -1, -1))
        found: Keys = next(filter(None, written), ())
        file_problem: Problem = layer.file.problem(message, found, key=key, hint=hint)
        return file_problem

    return problem


def _unknown(saying: _Saying, known: Mapping[str, Rule]) -> Iterator[Problem]:
    for setting in SELECTING:
        for place, prefix in enumerate(saying.settings.get(setting, ())):
            if prefix != ALL and not any(code.startswith(prefix) for code in known):
                yield saying.problem(*_no_code(setting, prefix, known, (setting, place), False))
    for setting in ("severities", "options"):
        for code in saying.settings.get(setting, ()):
            if code not in known:
                yield saying.problem(*_no_code(setting, code, known, (setting, code), True))


def _slips(saying: _Saying, known: Mapping[str, Rule]) -> Iterator[Problem]:
    for code in saying.settings.get("severities", ()):
        if code in known and known[code].scope == "engine":
            yield saying.problem(_own(code), ("severities", code), True, None)
    for code, options in saying.settings.get("options", {}).items():
        if code in known:
            yield from _option_slips(saying, known[code], options)


def _option_slips(saying: _Saying, rule: Rule, options: Mapping[str, Any]) -> Iterator[Problem]:
    from gialint.checking.options import option_slips

    for slip in option_slips(rule, options):
        keys: Keys = ("options", rule.code, *slip.keys)
        yield saying.problem(slip.message, keys, slip.key, meant(slip.near))


def _own(code: str) -> Words:
    return Words(
        f"{code} 说的是 gialint 自身的工作，级别不能改",
        f"{code} is about gialint itself: its severity stays",
    )


def _no_code(
    setting: str, code: str, known: Collection[str], keys: Sequence[str | int], key: bool
) -> tuple[Words, Keys, bool, Words | None]:
    message = Words(f"{setting} 里的 {code} 不是任何规则的代码", f"{code} in {setting} is no rule's code")
    # A prefix resembles every code a little; only what is about as long was meant.
    alike = [one for one in known if abs(len(one) - len(code)) <= 1]
    return message, tuple(keys), key, meant(did_you_mean(code, alike))
