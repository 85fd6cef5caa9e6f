"""Options of rules: what a configuration sets, held to what the rule says, and put into its check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import update_wrapper
from typing import Any, NamedTuple

from gialint.model import Option, Options, Rule, Words

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Slip(NamedTuple):
    """What is wrong with what a rule is given; ``keys`` lead to it from the rule's options."""

    keys: tuple[str | int, ...]
    message: Words
    near: str | None = None
    """What was probably meant."""
    key: bool = False
    """Whether it is the last key that is wrong, and not its value."""


def with_options(rule: Rule, given: Options) -> Rule:
    """Return a rule that checks under the options given; those that are wrong keep their defaults."""
    defaults = {option.name: option.default for option in rule.options}
    right = {name: _value(defaults[name], value) for name, value in sound(rule, given).items()}
    if not right or rule.bind is None:
        return rule
    values, bind = {**defaults, **right}, rule.bind
    # A plugin's code is run where a rule is, and nowhere else.
    check = update_wrapper(lambda report, facts: bind(values)(report, facts), rule.check)
    return replace(rule, check=check if rule.plugin else bind(values))


def sound(rule: Rule, given: Options) -> dict[str, Any]:
    """Return what is right of the options given; of a mapping, the keys that are."""
    wrong = {_spoilt(given, slip) for slip in option_slips(rule, given)}
    right = {name: value for name, value in given.items() if (name,) not in wrong}
    return {
        name: {key: one for key, one in value.items() if (name, key) not in wrong}
        if isinstance(value, Mapping)
        else value
        for name, value in right.items()
    }


def _spoilt(given: Options, slip: Slip) -> tuple[str | int, ...]:
    """Return the keys to what a slip makes useless: an option, or one key of a mapping."""
    return slip.keys[: 2 if isinstance(given[str(slip.keys[0])], Mapping) else 1]


def option_slips(rule: Rule, given: Options) -> Iterator[Slip]:
    """Yield what is wrong with the options that a rule is given."""
    from gialint.sources.suggest import did_you_mean

    known = {option.name: option for option in rule.options}
    for name, value in given.items():
        if name not in known:
            yield Slip((name,), _no_option(rule, name), did_you_mean(name, known), key=True)
        else:
            yield from _slips(known[name], value)


def form_of(option: Option) -> Words:
    """Return what a value of an option must be."""
    default = option.default
    if isinstance(default, Mapping):
        (first, *_) = default.values()
        each = form_of(option._replace(default=first))
        return Words(f"“名称: 值”，每个值是{each.zh}", f"“name: value”, each value {each.en}")
    if option.form == "day":
        return Words("月-日，例如 01-31", "month and day, such as 01-31")
    if isinstance(default, bool):
        return Words("true 或 false", "true or false")
    if isinstance(default, int | float):
        return Words("不小于 0 的数", "a number, 0 or more")
    if isinstance(default, str):
        return Words("文字", "text")
    return Words("文字的列表", "a list of texts")


def is_day(value: object) -> bool:
    """Tell whether a text is a day of a year, which may be a leap year: ``02-29``."""
    if not isinstance(value, str) or len(value) != 5 or value[2] != "-":
        return False
    month, day = value[:2], value[3:]
    if not (month.isascii() and month.isdigit() and day.isascii() and day.isdigit()):
        return False
    return 1 <= int(month) <= 12 and 1 <= int(day) <= DAYS[int(month) - 1]


def _slips(option: Option, value: Any) -> Iterator[Slip]:
    default = option.default
    if isinstance(default, Mapping) and isinstance(value, Mapping):
        yield from _key_slips(option, value)
        return
    wrong = () if isinstance(default, Mapping) else _wrong(option, value)
    if wrong is not None:
        form = form_of(option)
        words = Words(f"{option.name} 应当是{form.zh}", f"{option.name} should be {form.en}")
        yield Slip((option.name, *wrong), words)


def _key_slips(option: Option, value: Mapping[str, Any]) -> Iterator[Slip]:
    from gialint.sources.suggest import did_you_mean

    for key, one in value.items():
        if key not in option.default:
            zh = f"{option.name} 没有“{key}”这一项（可用：{'、'.join(option.default)}）"
            en = f"{option.name} has no “{key}” (known: {', '.join(option.default)})"
            yield Slip((option.name, key), Words(zh, en), did_you_mean(key, option.default), key=True)
            continue
        inner = option._replace(default=option.default[key])
        for slip in _slips(inner, one):
            yield slip._replace(keys=(option.name, key, *slip.keys[1:]))


def _wrong(option: Option, value: Any) -> tuple[int, ...] | None:
    """Return the keys to what is of the wrong form in a value, none if nothing is."""
    default = option.default
    if isinstance(default, tuple | list):
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list | tuple):
            return ()
        wrong = [place for place, text in enumerate(texts) if not isinstance(text, str) or not text.strip()]
        return None if not wrong else () if texts is not value else (wrong[0],)
    if option.form == "day":
        return None if is_day(value) else ()
    if isinstance(default, bool) or isinstance(value, bool):
        return None if isinstance(value, bool) and isinstance(default, bool) else ()
    if isinstance(default, int | float):
        return None if isinstance(value, int | float) and value >= 0 else ()
    return None if isinstance(value, str) and isinstance(default, str) else ()


def _value(default: Any, value: Any) -> Any:
    """Return a sound value as checks take it: keys that are not set keep their defaults."""
    if isinstance(default, Mapping):
        return {**default, **value}
    if isinstance(default, tuple | list):
        return (value,) if isinstance(value, str) else tuple(value)
    return value


def _no_option(rule: Rule, name: str) -> Words:
    names = [option.name for option in rule.options]
    if not names:
        return Words(f"{rule.code} 没有可以设置的选项", f"{rule.code} has no options to set")
    return Words(
        f"{rule.code} 没有“{name}”这个选项（可用：{'、'.join(names)}）",
        f"{rule.code} has no option “{name}” (known: {', '.join(names)})",
    )
