"""The kinds of YAML rule: for each, what its file must hold and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from gialint.checking.assertion import assertion_check
from gialint.checking.match import match_check
from gialint.checking.near import near_check
from gialint.checking.require import require_check
from gialint.finding import Check, Problem

if TYPE_CHECKING:
    from gialint.checking.yamlplace import Loaded

Spec = Mapping[str, Any]
"""A rule as plain data, ready for JSON."""

Slips = Callable[["Loaded", Collection[str]], Iterable[Problem]]


NEEDLES = "needles"
"""What is worked out from the patterns of a rule, and kept with it."""


def _as_it_is(given: Any) -> Any:
    return given


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


def _slips(module: str, name: str) -> Slips:
    """Import what judges rule files only when one is read: rules mostly come compiled."""

    def slips(file: Loaded, known: Collection[str]) -> Iterable[Problem]:
        judge: Slips = getattr(import_module(f"gialint.checking.{module}"), name)
        return judge(file, known)

    return slips


KINDS: Mapping[str, Kind] = {
    "assert": Kind(_slips("assertion_slips", "assertion_slips"), assertion_check),
    "match": Kind(_slips("match_slips", "match_slips"), match_check, _with_needles),
    "require": Kind(_slips("match_slips", "require_slips"), require_check),
    "near": Kind(_slips("match_slips", "near_slips"), near_check),
}
