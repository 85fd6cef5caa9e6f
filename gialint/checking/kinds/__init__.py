"""The kinds of YAML rule: for each, what its file must hold and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from gialint.model import Check, Option, Problem, Words

if TYPE_CHECKING:
    from gialint.sources.located import Loaded

Spec = Mapping[str, Any]
"""A rule as plain data, ready for JSON."""

Slips = Callable[["Loaded", Collection[str]], Iterable[Problem]]

ALLOW = Option(
    "allow",
    (),
    Words(
        "不报告的词语：要找的文字在其中时不报告", "words that are right: what stands in one is passed over"
    ),
)
LENGTHS = {
    "min_chars": Words("最少字数，空格不计", "how many characters at least, spaces not counted"),
    "max_chars": Words("最多字数，空格不计", "how many characters at most, spaces not counted"),
}


NEEDLES = "needles"
"""What is worked out from the patterns of a rule, and kept with it."""


def _as_it_is(given: Any) -> Any:
    return given


def _declared(spec: Spec) -> tuple[Option, ...]:
    declared = spec.get("options", {})
    return tuple(Option(name, each["default"], Words(**each["about"])) for name, each in declared.items())


def _allowing(spec: Spec) -> tuple[Option, ...]:
    return (ALLOW,)


def _lengths(spec: Spec) -> tuple[Option, ...]:
    given = spec["require"]
    return tuple(Option(name, given[name], about) for name, about in LENGTHS.items() if name in given)


def _with_needles(given: Any) -> Any:
    from gialint.checking.needles import needles
    from gialint.checking.wanted import patterns_of

    if "pattern" not in given:
        return given
    return {**given, NEEDLES: [needles(pattern) for pattern in patterns_of(given["pattern"])]}


class Kind(NamedTuple):
    """``slips`` finds what is wrong with a file (given the names that packs know); ``check`` compiles."""

    slips: Slips
    check: Callable[[Spec], Check]
    prepared: Callable[[Any], Any] = _as_it_is
    """Adds to what the rule holds under its kind what need be worked out only once."""
    options: Callable[[Spec], tuple[Option, ...]] = _declared
    """The options of a rule, from its data."""


def _slips(module: str, name: str) -> Slips:
    """Import what judges rule files only when one is read: rules mostly come compiled."""

    def slips(file: Loaded, known: Collection[str]) -> Iterable[Problem]:
        judge: Slips = getattr(import_module(f"gialint.checking.{module}"), name)
        return judge(file, known)

    return slips


def _check(module: str, name: str) -> Callable[[Spec], Check]:
    """Import what puts rules of a kind only when there is one."""

    def check(spec: Spec) -> Check:
        make: Callable[[Spec], Check] = getattr(import_module(f"gialint.checking.{module}"), name)
        return make(spec)

    return check


KINDS: Mapping[str, Kind] = {
    "assert": Kind(
        _slips("assertion_slips", "assertion_slips"), _check("kinds.assertion", "assertion_check")
    ),
    "match": Kind(
        _slips("match_slips", "match_slips"), _check("match", "match_check"), _with_needles, _allowing
    ),
    "require": Kind(
        _slips("match_slips", "require_slips"), _check("require", "require_check"), options=_lengths
    ),
    "near": Kind(_slips("match_slips", "near_slips"), _check("near", "near_check"), options=_allowing),
}
