"""Options of rules: what a configuration sets, held to what the rule says, and put into its check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import update_wrapper
from typing import Any

from gialint.model import Option, Options, Rule, Text
from gialint.records import NamedTuple, replace
from gialint.sources.misfits import Misfit
from gialint.sources.suggest import did_you_mean, meant


class _Form(NamedTuple):
    """What a value must be, in words and as a test."""

    words: Text
    takes: Callable[[Any], bool]


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
    wrong = {misfit.keys[:2] for misfit in option_misfits(rule, given)}
    right: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, Mapping) and (name,) not in wrong:
            right[name] = {key: one for key, one in value.items() if (name, key) not in wrong}
        elif not any(keys[0] == name for keys in wrong):
            right[name] = value
    return right


def option_misfits(rule: Rule, given: Options) -> Iterator[Misfit]:
    """Yield what is wrong with the options that a rule is given; keys lead to it from the rule's options."""
    known = {option.name: option for option in rule.options}
    for name, value in given.items():
        if name in known:
            yield from _misfits(known[name], value)
        else:
            hint = meant(did_you_mean(name, known))
            yield Misfit((name,), _no_option(rule.code, name, known), key=True, hint=hint)


def form_of(option: Option) -> Text:
    """Return what a value of an option must be."""
    if isinstance(option.default, Mapping):
        (first, *_) = option.default.values()
        each = form_of(option._replace(default=first))
        return Text(f"“名称: 值”，每个值是{each.zh}", f"“name: value”, each value {each.en}")
    return _form(option).words


def is_date(text: str) -> bool:
    """Tell whether a text is a day as ``2027-03-31``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_day(value: object) -> bool:
    """Tell whether a text is a day of a year, which may be a leap year: ``02-29``."""
    return isinstance(value, str) and is_date(f"2024-{value}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _number(least: int, most: int | None) -> _Form:
    if most is None:
        words = Text(f"不小于 {least} 的数", f"a number, {least} or more")
    else:
        words = Text(f"介于 {least} 和 {most} 之间的数", f"a number from {least} to {most}")
    return _Form(
        words, lambda value: _is_number(value) and least <= value and (most is None or value <= most)
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    texts = [value] if isinstance(value, str) else value
    return isinstance(texts, list | tuple) and all(isinstance(text, str) and text.strip() for text in texts)


_DAY = _Form(Text("月-日，例如 01-31", "month and day, such as 01-31"), is_day)
_FORMS = (
    ((tuple, list), _Form(Text("文字的列表", "a list of texts"), _are_texts)),
    ((bool,), _Form(Text("true 或 false", "true or false"), lambda value: isinstance(value, bool))),
    ((object,), _Form(Text("文字", "text"), _is_text)),
)
"""What a value must be by the kind of the default; the first that fits."""


def _form(option: Option) -> _Form:
    default = option.default
    if option.form == "day" and not isinstance(default, tuple | list):
        return _DAY
    if isinstance(default, int | float) and not isinstance(default, bool):
        return _number(option.least, option.most)
    return next(form for kinds, form in _FORMS if isinstance(default, kinds))


def _misfits(option: Option, value: Any) -> Iterator[Misfit]:
    default = option.default
    if isinstance(default, Mapping) and isinstance(value, Mapping):
        for key, one in value.items():
            if key not in default:
                zh = f"{option.name} 没有“{key}”这一项（可用：{'、'.join(default)}）"
                en = f"{option.name} has no “{key}” (known: {', '.join(default)})"
                hint = meant(did_you_mean(key, default))
                yield Misfit((option.name, key), Text(zh, en), key=True, hint=hint)
                continue
            for misfit in _misfits(option._replace(default=default[key]), one):
                yield misfit._replace(keys=(option.name, key, *misfit.keys[1:]))
    elif isinstance(default, Mapping) or not _form(option).takes(value):
        form = form_of(option)
        yield Misfit(
            (option.name, *_first_wrong(default, value)),
            Text(f"{option.name} 应当是{form.zh}", f"{option.name} should be {form.en}"),
        )


def _first_wrong(default: Any, value: Any) -> tuple[int, ...]:
    """Return the place of what is wrong in a list of texts."""
    if not (isinstance(default, tuple | list) and isinstance(value, list | tuple)):
        return ()
    return (next(place for place, text in enumerate(value) if not _are_texts([text])),)


def _value(default: Any, value: Any) -> Any:
    """Return a sound value as checks take it: keys that are not set keep their defaults."""
    if isinstance(default, Mapping):
        return {**default, **value}
    if isinstance(default, tuple | list):
        return (value,) if isinstance(value, str) else tuple(value)
    return value


def _no_option(code: str, name: str, known: Mapping[str, Option]) -> Text:
    if not known:
        return Text(f"{code} 没有可以设置的选项", f"{code} has no options to set")
    return Text(
        f"{code} 没有“{name}”这个选项（可用：{'、'.join(known)}）",
        f"{code} has no option “{name}” (known: {', '.join(known)})",
    )
