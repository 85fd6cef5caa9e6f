"""What a configuration says of rules: which of them run, and under what options, held to what each says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import update_wrapper
from typing import Any

from gialint.model import Option, Options, Rule, Text, spaced
from gialint.records import NamedTuple, replace
from gialint.sources.misfits import Misfit
from gialint.sources.suggest import did_you_mean, meant

ALL = "ALL"
"""Stands for every rule, those with status ``off`` among them."""


class Switches(NamedTuple):
    """What one file, or the command line, says of rules, by codes or prefixes (``GIA3``).

    ``select`` begins anew if it is not empty, or if ``afresh``: with none, all rules are on but those
    whose status is ``off``. ``extend_select`` and ``ignore`` change what earlier files left. The longest
    prefix decides, of two alike the one that selects. A rule with status ``off`` wants its whole code.
    """

    select: Collection[str] = ()
    ignore: Collection[str] = ()
    extend_select: Collection[str] = ()
    afresh: bool = False


class _Form(NamedTuple):
    """What a value must be, in words and as a test."""

    words: Text
    takes: Callable[[Any], bool]


def selected(rules: Iterable[Rule], switches: Sequence[Switches]) -> tuple[Rule, ...]:
    """Return the rules that are on, for one report and for several, in order of code; later switches win."""
    return tuple(
        rule
        for rule in sorted(rules, key=lambda rule: rule.code)
        if rule.scope != "engine" and is_on(rule, switches)
    )


def is_on(rule: Rule, switches: Iterable[Switches]) -> bool:
    """Tell whether a rule is on after all switches."""
    on = rule.status != "off"
    for each in switches:
        chosen, added = _longest(rule, each.select), _longest(rule, each.extend_select)
        barred = max(_prefixes(rule.code, each.ignore), default=-1)
        if each.select or each.afresh:
            on = chosen >= 0 if each.select else rule.status != "off"
        on = (on or added >= 0) and (barred < 0 or barred <= max(chosen, added))
    return on


def matched(code: str, prefix: str) -> bool:
    """Tell whether a word of ``select`` or ``ignore`` speaks of a code."""
    return prefix == ALL or code.startswith(prefix)


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
    return misfits_of(rule.code, rule.options, given)


def misfits_of(code: str, options: Iterable[Option], given: Options) -> Iterator[Misfit]:
    """Yield what is wrong with the options that a rule is given by code, as ``option_misfits`` does."""
    known = {option.name: option for option in options}
    for name, value in given.items():
        if name in known:
            yield from _misfits(known[name], value)
        else:
            hint = meant(did_you_mean(name, known))
            yield Misfit((name,), _no_option(code, name, known), key=True, hint=hint)


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


def _are_texts(value: Any) -> bool:
    texts = [value] if isinstance(value, str) else value
    return isinstance(texts, list | tuple) and all(isinstance(text, str) and text.strip() for text in texts)


def _form(option: Option) -> _Form:
    """Return what a value must be, by the kind of the default."""
    default, least, most = option.default, max(option.least, 0), option.most
    if isinstance(default, tuple | list):
        return _Form(Text("文字的列表", "a list of texts"), _are_texts)
    if option.form == "day":
        return _Form(Text("月-日，例如 01-31", "month and day, such as 01-31"), is_day)
    if isinstance(default, bool):
        return _Form(Text("true 或 false", "true or false"), lambda value: isinstance(value, bool))
    if not isinstance(default, int | float):
        return _Form(Text("文字", "text"), lambda value: isinstance(value, str))
    words = Text(f"不小于 {least} 的数", f"a number, {least} or more")
    if most is not None:
        words = Text(f"介于 {least} 和 {most} 之间的数", f"a number from {least} to {most}")
    return _Form(
        words,
        lambda value: (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and least <= value <= (value if most is None else most)
        ),
    )


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
        keys: tuple[str | int, ...] = (option.name,)
        if isinstance(default, tuple | list) and isinstance(value, list | tuple):
            keys = (option.name, next(at for at, text in enumerate(value) if not _are_texts([text])))
        form = form_of(option)
        yield Misfit(
            keys, Text(f"{option.name} 应当是{spaced(form.zh)}", f"{option.name} should be {form.en}")
        )


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


def _longest(rule: Rule, prefixes: Collection[str]) -> int:
    """Return the length of the longest prefix that selects a rule, -1 without any."""
    if rule.status == "off" and rule.code not in prefixes and ALL not in prefixes:
        return -1
    return max(_prefixes(rule.code, prefixes), default=-1)


def _prefixes(code: str, prefixes: Iterable[str]) -> Iterable[int]:
    return (0 if prefix == ALL else len(prefix) for prefix in prefixes if matched(code, prefix))
